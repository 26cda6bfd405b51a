package org.argand.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Adds up columns of floats in vectors, whose sums stay in registers from the first row to the last. */
final class FloatVectorColumns {
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final int L = DOUBLES.length();

    /** As many floats. */
    private static final VectorSpecies<Float> FLOATS =
            VectorSpecies.of(float.class, VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));

    private FloatVectorColumns() {}

    static void add(float[] v, int at, int rows, int n, double[] to, int o) {
        int x = 0;
        for (; x <= n - 8 * L; x += 8 * L) {
            addEight(v, at + x, rows, n, to, o + x);
        }
        for (; x < n; x += L) {
            addOne(v, at + x, rows, n, to, o + x, n - x);
        }
    }

    /** Eight vectors, so that additions do not wait for each other. */
    private static void addEight(float[] v, int at, int rows, int n, double[] to, int x) {
        DoubleVector a = sums(to, x);
        DoubleVector b = sums(to, x + L);
        DoubleVector c = sums(to, x + 2 * L);
        DoubleVector d = sums(to, x + 3 * L);
        DoubleVector e = sums(to, x + 4 * L);
        DoubleVector f = sums(to, x + 5 * L);
        DoubleVector g = sums(to, x + 6 * L);
        DoubleVector h = sums(to, x + 7 * L);
        for (int i = at; i < at + rows * n; i += n) {
            a = a.add(widened(v, i));
            b = b.add(widened(v, i + L));
            c = c.add(widened(v, i + 2 * L));
            d = d.add(widened(v, i + 3 * L));
            e = e.add(widened(v, i + 4 * L));
            f = f.add(widened(v, i + 5 * L));
            g = g.add(widened(v, i + 6 * L));
            h = h.add(widened(v, i + 7 * L));
        }
        a.intoArray(to, x);
        b.intoArray(to, x + L);
        c.intoArray(to, x + 2 * L);
        d.intoArray(to, x + 3 * L);
        e.intoArray(to, x + 4 * L);
        f.intoArray(to, x + 5 * L);
        g.intoArray(to, x + 6 * L);
        h.intoArray(to, x + 7 * L);
    }

    /** One vector, or what of it the rows have. */
    private static void addOne(float[] v, int at, int rows, int n, double[] to, int x, int count) {
        VectorMask<Double> here = DOUBLES.indexInRange(0, count);
        VectorMask<Float> there = FLOATS.indexInRange(0, count);
        DoubleVector a = DoubleVector.fromArray(DOUBLES, to, x, here);
        for (int i = at; i < at + rows * n; i += n) {
            a = a.add(widened(FloatVector.fromArray(FLOATS, v, i, there)));
        }
        a.intoArray(to, x, here);
    }

    private static DoubleVector sums(double[] to, int x) {
        return DoubleVector.fromArray(DOUBLES, to, x);
    }

    private static DoubleVector widened(float[] v, int i) {
        return widened(FloatVector.fromArray(FLOATS, v, i));
    }

    private static DoubleVector widened(FloatVector x) {
        return (DoubleVector) x.convertShape(VectorOperators.F2D, DOUBLES, 0);
    }
}
