package org.argand.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.argand.backend.cpu.loops.Ending;

/** Folds rows of floats in vectors; see {@link FloatRows}. */
final class FloatVectorRows {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();
    private static final int L = DOUBLES.length();

    /** As many floats as there are doubles in a vector. */
    private static final VectorSpecies<Float> HALF =
            VectorSpecies.of(float.class, VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));

    private FloatVectorRows() {}

    static void sums(float[] v, int at, int rows, int n, int parts, double[] to) {
        int period = parts * Ending.ACCUMULATORS;
        int t = parts * rows;
        for (int r = 0; r < rows; r++) {
            int i = parts * (at + r * n);
            for (int first = 0; first < period; first += LANES) {
                accumulate(v, i, first, parts * n, period, to, t);
            }
            for (int part = 0; part < parts; part++) {
                to[parts * r + part] = FloatRows.pairwise(to, t + part, parts);
            }
        }
    }

    /** The accumulators of one vector of floats in each period; what a row lacks is added as 0, which changes none. */
    private static void accumulate(
            float[] v, int i, int first, int n, int period, double[] to, int t) {
        DoubleVector a = DoubleVector.zero(DOUBLES);
        DoubleVector b = a;
        int k = first;
        for (; k <= n - LANES; k += period) {
            a = a.add(widened(FloatVector.fromArray(HALF, v, i + k)));
            b = b.add(widened(FloatVector.fromArray(HALF, v, i + k + L)));
        }
        if (k < n) {
            a = a.add(widened(FloatVector.fromArray(HALF, v, i + k, HALF.indexInRange(k, n))));
        }
        if (k + L < n) {
            VectorMask<Float> rest = HALF.indexInRange(k + L, n);
            b = b.add(widened(FloatVector.fromArray(HALF, v, i + k + L, rest)));
        }
        a.intoArray(to, t + first);
        b.intoArray(to, t + first + L);
    }

    private static DoubleVector widened(FloatVector x) {
        return (DoubleVector) x.convertShape(VectorOperators.F2D, DOUBLES, 0);
    }

    /** The largest elements where {@code sign} is 1, the smallest where it is −1. The last vectors of a row overlap. */
    static void extremes(float[] v, int at, int rows, int n, float sign, double[] to) {
        if (n < LANES) {
            FloatScalarRows.extremes(v, at, rows, n, sign, to);
            return;
        }
        for (int r = 0; r < rows; r++) {
            int i = at + r * n;
            FloatVector a = signed(v, i + n - LANES, sign);
            FloatVector b = a;
            FloatVector c = a;
            FloatVector d = a;
            int k = 0;
            for (; k <= n - 4 * LANES; k += 4 * LANES) {
                a = a.max(signed(v, i + k, sign));
                b = b.max(signed(v, i + k + LANES, sign));
                c = c.max(signed(v, i + k + 2 * LANES, sign));
                d = d.max(signed(v, i + k + 3 * LANES, sign));
            }
            for (; k < n - LANES; k += LANES) {
                a = a.max(signed(v, i + k, sign));
            }
            to[r] = sign * a.max(b).max(c.max(d)).reduceLanes(VectorOperators.MAX);
        }
    }

    private static FloatVector signed(float[] v, int i, float sign) {
        return FloatVector.fromArray(FLOATS, v, i).mul(sign);
    }
}
