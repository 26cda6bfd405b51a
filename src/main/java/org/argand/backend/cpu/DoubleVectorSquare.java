package org.argand.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The transposition of a square of vectors: for each power of two k, rows i and i + k change the lanes that have k in their
 * number against those that have not.
 *
 * <p>The longest vectors stay in registers all the time, which is several times as fast as going through scratch.
 */
final class DoubleVectorSquare {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = S.length();
    private static final ThreadLocal<double[]> SCRATCH =
            ThreadLocal.withInitial(() -> new double[LANES * LANES]);

    private static final VectorShuffle<Double> BY_ONE = across(1);
    private static final VectorShuffle<Double> BY_TWO = across(2);
    private static final VectorShuffle<Double> BY_FOUR = across(4);

    private static final VectorMask<Double> WITHOUT_ONE = without(1);
    private static final VectorMask<Double> WITHOUT_TWO = without(2);
    private static final VectorMask<Double> WITHOUT_FOUR = without(4);

    private DoubleVectorSquare() {}

    private static VectorShuffle<Double> across(int k) {
        return VectorShuffle.fromOp(S, i -> (i ^ k) % LANES);
    }

    private static VectorMask<Double> without(int k) {
        boolean[] lanes = new boolean[LANES];
        for (int i = 0; i < LANES; i++) {
            lanes[i] = (i & k) == 0;
        }
        return VectorMask.fromArray(S, lanes, 0);
    }

    /** Whether there are squares of vectors as long as this machine's. */
    static boolean fits() {
        return LANES >= 4 && LANES <= 8;
    }

    /** Fetches the even and the odd rows from two arrays, multiplies and transposes them, and stores the result likewise. */
    static void transpose(
            double[] even,
            double[] odd,
            int[] from,
            double scale,
            double[] newEven,
            double[] newOdd,
            int[] to) {
        if (LANES == 8) {
            whole(even, odd, from, scale, newEven, newOdd, to);
        } else {
            double[] scratch = SCRATCH.get();
            load(even, odd, from, scratch, scale);
            store(scratch, newEven, newOdd, to);
        }
    }

    private static void whole(
            double[] even,
            double[] odd,
            int[] from,
            double scale,
            double[] newEven,
            double[] newOdd,
            int[] to) {
        DoubleVector factor = DoubleVector.broadcast(S, scale);
        DoubleVector a0 = DoubleVector.fromArray(S, even, from[0]).mul(factor);
        DoubleVector a1 = DoubleVector.fromArray(S, odd, from[1]).mul(factor);
        DoubleVector a2 = DoubleVector.fromArray(S, even, from[2]).mul(factor);
        DoubleVector a3 = DoubleVector.fromArray(S, odd, from[3]).mul(factor);
        DoubleVector a4 = DoubleVector.fromArray(S, even, from[4]).mul(factor);
        DoubleVector a5 = DoubleVector.fromArray(S, odd, from[5]).mul(factor);
        DoubleVector a6 = DoubleVector.fromArray(S, even, from[6]).mul(factor);
        DoubleVector a7 = DoubleVector.fromArray(S, odd, from[7]).mul(factor);
        DoubleVector b0 = first(a0, a4, BY_FOUR, WITHOUT_FOUR);
        DoubleVector b4 = second(a0, a4, BY_FOUR, WITHOUT_FOUR);
        DoubleVector b1 = first(a1, a5, BY_FOUR, WITHOUT_FOUR);
        DoubleVector b5 = second(a1, a5, BY_FOUR, WITHOUT_FOUR);
        DoubleVector b2 = first(a2, a6, BY_FOUR, WITHOUT_FOUR);
        DoubleVector b6 = second(a2, a6, BY_FOUR, WITHOUT_FOUR);
        DoubleVector b3 = first(a3, a7, BY_FOUR, WITHOUT_FOUR);
        DoubleVector b7 = second(a3, a7, BY_FOUR, WITHOUT_FOUR);
        DoubleVector c0 = first(b0, b2, BY_TWO, WITHOUT_TWO);
        DoubleVector c2 = second(b0, b2, BY_TWO, WITHOUT_TWO);
        DoubleVector c1 = first(b1, b3, BY_TWO, WITHOUT_TWO);
        DoubleVector c3 = second(b1, b3, BY_TWO, WITHOUT_TWO);
        DoubleVector c4 = first(b4, b6, BY_TWO, WITHOUT_TWO);
        DoubleVector c6 = second(b4, b6, BY_TWO, WITHOUT_TWO);
        DoubleVector c5 = first(b5, b7, BY_TWO, WITHOUT_TWO);
        DoubleVector c7 = second(b5, b7, BY_TWO, WITHOUT_TWO);
        DoubleVector d0 = first(c0, c1, BY_ONE, WITHOUT_ONE);
        DoubleVector d1 = second(c0, c1, BY_ONE, WITHOUT_ONE);
        DoubleVector d2 = first(c2, c3, BY_ONE, WITHOUT_ONE);
        DoubleVector d3 = second(c2, c3, BY_ONE, WITHOUT_ONE);
        DoubleVector d4 = first(c4, c5, BY_ONE, WITHOUT_ONE);
        DoubleVector d5 = second(c4, c5, BY_ONE, WITHOUT_ONE);
        DoubleVector d6 = first(c6, c7, BY_ONE, WITHOUT_ONE);
        DoubleVector d7 = second(c6, c7, BY_ONE, WITHOUT_ONE);
        d0.intoArray(newEven, to[0]);
        d1.intoArray(newOdd, to[1]);
        d2.intoArray(newEven, to[2]);
        d3.intoArray(newOdd, to[3]);
        d4.intoArray(newEven, to[4]);
        d5.intoArray(newOdd, to[5]);
        d6.intoArray(newEven, to[6]);
        d7.intoArray(newOdd, to[7]);
    }

    /** The first of two rows, with lanes of the other outside {@code own}. */
    private static DoubleVector first(
            DoubleVector a, DoubleVector b, VectorShuffle<Double> by, VectorMask<Double> own) {
        return b.rearrange(by).blend(a, own);
    }

    private static DoubleVector second(
            DoubleVector a, DoubleVector b, VectorShuffle<Double> by, VectorMask<Double> own) {
        return b.blend(a.rearrange(by), own);
    }

    /** All rounds but the last: one for vectors of four lanes, else two. */
    private static void load(
            double[] even, double[] odd, int[] rows, double[] scratch, double scale) {
        DoubleVector factor = DoubleVector.broadcast(S, scale);
        int k = LANES / 2;
        if (LANES == 4) {
            for (int i = 0; i < k; i++) {
                double[] x = i % 2 == 0 ? even : odd;
                DoubleVector a = DoubleVector.fromArray(S, x, rows[i]).mul(factor);
                DoubleVector b = DoubleVector.fromArray(S, x, rows[i + k]).mul(factor);
                first(a, b, BY_TWO, WITHOUT_TWO).intoArray(scratch, i * LANES);
                second(a, b, BY_TWO, WITHOUT_TWO).intoArray(scratch, (i + k) * LANES);
            }
            return;
        }
        for (int i = 0; i < k / 2; i++) {
            double[] x = i % 2 == 0 ? even : odd;
            DoubleVector a = DoubleVector.fromArray(S, x, rows[i]).mul(factor);
            DoubleVector b = DoubleVector.fromArray(S, x, rows[i + k / 2]).mul(factor);
            DoubleVector c = DoubleVector.fromArray(S, x, rows[i + k]).mul(factor);
            DoubleVector d = DoubleVector.fromArray(S, x, rows[i + k / 2 * 3]).mul(factor);
            DoubleVector e = first(a, c, BY_FOUR, WITHOUT_FOUR);
            DoubleVector f = first(b, d, BY_FOUR, WITHOUT_FOUR);
            DoubleVector g = second(a, c, BY_FOUR, WITHOUT_FOUR);
            DoubleVector h = second(b, d, BY_FOUR, WITHOUT_FOUR);
            first(e, f, BY_TWO, WITHOUT_TWO).intoArray(scratch, i * LANES);
            second(e, f, BY_TWO, WITHOUT_TWO).intoArray(scratch, (i + k / 2) * LANES);
            first(g, h, BY_TWO, WITHOUT_TWO).intoArray(scratch, (i + k) * LANES);
            second(g, h, BY_TWO, WITHOUT_TWO).intoArray(scratch, (i + k / 2 * 3) * LANES);
        }
    }

    /** The last round. */
    private static void store(double[] scratch, double[] even, double[] odd, int[] rows) {
        for (int i = 0; i < LANES; i += 2) {
            DoubleVector a = DoubleVector.fromArray(S, scratch, i * LANES);
            DoubleVector b = DoubleVector.fromArray(S, scratch, (i + 1) * LANES);
            first(a, b, BY_ONE, WITHOUT_ONE).intoArray(even, rows[i]);
            second(a, b, BY_ONE, WITHOUT_ONE).intoArray(odd, rows[i + 1]);
        }
    }
}
