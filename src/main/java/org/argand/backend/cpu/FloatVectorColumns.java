package org.argand.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** Folds columns of floats in vectors, which stay in registers along a block of rows; see {@link ColumnKernel}. */
final class FloatVectorColumns {
    private static final VectorSpecies<Double> S = SideBySide.S;
    private static final int L = SideBySide.L;
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();

    /** Rows that are read side by side: as many streams as a processor foresees. */
    private static final int BLOCK = 16;

    private FloatVectorColumns() {}

    static void sums(float[] v, int at, int step, int rows, int n, double[] to, int o) {
        for (int r = 0; r < rows; r += BLOCK) {
            addBlock(v, at + r * step, step, Math.min(BLOCK, rows - r), n, to, o);
        }
    }

    private static void addBlock(float[] v, int at, int step, int rows, int n, double[] to, int o) {
        int x = 0;
        for (; x <= n - 8 * L; x += 8 * L) {
            addEight(v, at + x, step, rows, to, o + x);
        }
        for (; x < n; x += L) {
            addOne(v, at + x, step, rows, n - x, to, o + x);
        }
    }

    /** Eight vectors, so that additions do not wait for each other. */
    private static void addEight(float[] v, int at, int step, int rows, double[] to, int x) {
        DoubleVector a = DoubleVector.fromArray(S, to, x);
        DoubleVector b = DoubleVector.fromArray(S, to, x + L);
        DoubleVector c = DoubleVector.fromArray(S, to, x + 2 * L);
        DoubleVector d = DoubleVector.fromArray(S, to, x + 3 * L);
        DoubleVector e = DoubleVector.fromArray(S, to, x + 4 * L);
        DoubleVector f = DoubleVector.fromArray(S, to, x + 5 * L);
        DoubleVector g = DoubleVector.fromArray(S, to, x + 6 * L);
        DoubleVector h = DoubleVector.fromArray(S, to, x + 7 * L);
        for (int i = at; i < at + rows * step; i += step) {
            a = a.add(Widening.get(v, i));
            b = b.add(Widening.get(v, i + L));
            c = c.add(Widening.get(v, i + 2 * L));
            d = d.add(Widening.get(v, i + 3 * L));
            e = e.add(Widening.get(v, i + 4 * L));
            f = f.add(Widening.get(v, i + 5 * L));
            g = g.add(Widening.get(v, i + 6 * L));
            h = h.add(Widening.get(v, i + 7 * L));
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

    /** One vector, or the first numbers of it. */
    private static void addOne(
            float[] v, int at, int step, int rows, int count, double[] to, int x) {
        VectorMask<Float> there = Widening.first(count);
        VectorMask<Double> here = S.indexInRange(0, Math.min(count, L));
        DoubleVector a = DoubleVector.fromArray(S, to, x, here);
        for (int i = at; i < at + rows * step; i += step) {
            a = a.add(Widening.get(v, i, there));
        }
        a.intoArray(to, x, here);
    }

    /** The largest elements where {@code sign} is 1, the smallest where it is −1. */
    static void extremes(
            float[] v, int at, int step, int rows, int n, float sign, double[] to, int o) {
        for (int r = 0; r < rows; r += BLOCK) {
            int some = Math.min(BLOCK, rows - r);
            int i = at + r * step;
            int x = 0;
            for (; x <= n - 4 * LANES; x += 4 * LANES) {
                largestOfFour(v, i + x, step, some, sign, to, o + x);
            }
            for (; x < n; x += LANES) {
                largestOfOne(v, i + x, step, some, n - x, sign, to, o + x);
            }
        }
    }

    /** Of four vectors, so that comparisons do not wait for each other. */
    private static void largestOfFour(
            float[] v, int at, int step, int rows, float sign, double[] to, int x) {
        FloatVector a = FloatVector.broadcast(FLOATS, Float.NEGATIVE_INFINITY);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        for (int i = at; i < at + rows * step; i += step) {
            a = a.max(FloatVector.fromArray(FLOATS, v, i).mul(sign));
            b = b.max(FloatVector.fromArray(FLOATS, v, i + LANES).mul(sign));
            c = c.max(FloatVector.fromArray(FLOATS, v, i + 2 * LANES).mul(sign));
            d = d.max(FloatVector.fromArray(FLOATS, v, i + 3 * LANES).mul(sign));
        }
        enter(a, sign, to, x);
        enter(b, sign, to, x + LANES);
        enter(c, sign, to, x + 2 * LANES);
        enter(d, sign, to, x + 3 * LANES);
    }

    private static void enter(FloatVector a, float sign, double[] to, int x) {
        enter(Widening.low(a), sign, to, x);
        enter(Widening.high(a), sign, to, x + L);
    }

    private static void enter(DoubleVector a, float sign, double[] to, int x) {
        a.max(DoubleVector.fromArray(S, to, x).mul(sign)).mul(sign).intoArray(to, x);
    }

    /** The first numbers of a vector. */
    private static void enter(DoubleVector a, int count, float sign, double[] to, int x) {
        VectorMask<Double> here = S.indexInRange(0, Math.min(count, L));
        DoubleVector b = DoubleVector.fromArray(S, to, x, here);
        a.max(b.mul(sign)).mul(sign).intoArray(to, x, here);
    }

    /** One vector, or the first numbers of it. */
    private static void largestOfOne(
            float[] v, int at, int step, int rows, int count, float sign, double[] to, int x) {
        VectorMask<Float> there = FLOATS.indexInRange(0, Math.min(count, LANES));
        FloatVector a = FloatVector.broadcast(FLOATS, Float.NEGATIVE_INFINITY);
        for (int i = at; i < at + rows * step; i += step) {
            a = a.max(FloatVector.fromArray(FLOATS, v, i, there).mul(sign));
        }
        enter(Widening.low(a), count, sign, to, x);
        if (count > L) {
            enter(Widening.high(a), count - L, sign, to, x + L);
        }
    }
}
