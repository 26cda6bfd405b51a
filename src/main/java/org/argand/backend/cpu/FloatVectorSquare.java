package org.argand.backend.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The transposition of a square of vectors: for each power of two k, rows i and i + k change the lanes that have k in their
 * number against those that have not.
 *
 * <p>The longest vectors stay in registers all the time, which is several times as fast as going through scratch.
 */
final class FloatVectorSquare {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = S.length();
    private static final ThreadLocal<float[]> SCRATCH =
            ThreadLocal.withInitial(() -> new float[LANES * LANES]);

    private static final VectorShuffle<Float> BY_ONE = across(1);
    private static final VectorShuffle<Float> BY_TWO = across(2);
    private static final VectorShuffle<Float> BY_FOUR = across(4);
    private static final VectorShuffle<Float> BY_EIGHT = across(8);

    private static final VectorMask<Float> WITHOUT_ONE = without(1);
    private static final VectorMask<Float> WITHOUT_TWO = without(2);
    private static final VectorMask<Float> WITHOUT_FOUR = without(4);
    private static final VectorMask<Float> WITHOUT_EIGHT = without(8);

    private FloatVectorSquare() {}

    private static VectorShuffle<Float> across(int k) {
        return VectorShuffle.fromOp(S, i -> (i ^ k) % LANES);
    }

    private static VectorMask<Float> without(int k) {
        boolean[] lanes = new boolean[LANES];
        for (int i = 0; i < LANES; i++) {
            lanes[i] = (i & k) == 0;
        }
        return VectorMask.fromArray(S, lanes, 0);
    }

    /** Whether there are squares of vectors as long as this machine's. */
    static boolean fits() {
        return LANES >= 4 && LANES <= 16;
    }

    /** Fetches the even and the odd rows from two arrays, multiplies and transposes them, and stores the result likewise. */
    static void transpose(
            float[] even,
            float[] odd,
            int[] from,
            double scale,
            float[] newEven,
            float[] newOdd,
            int[] to) {
        if (LANES == 16) {
            whole(even, odd, from, scale, newEven, newOdd, to);
        } else {
            float[] scratch = SCRATCH.get();
            load(even, odd, from, scratch, scale);
            store(scratch, newEven, newOdd, to);
        }
    }

    private static void whole(
            float[] even,
            float[] odd,
            int[] from,
            double scale,
            float[] newEven,
            float[] newOdd,
            int[] to) {
        FloatVector factor = FloatVector.broadcast(S, (float) scale);
        FloatVector a0 = FloatVector.fromArray(S, even, from[0]).mul(factor);
        FloatVector a1 = FloatVector.fromArray(S, odd, from[1]).mul(factor);
        FloatVector a2 = FloatVector.fromArray(S, even, from[2]).mul(factor);
        FloatVector a3 = FloatVector.fromArray(S, odd, from[3]).mul(factor);
        FloatVector a4 = FloatVector.fromArray(S, even, from[4]).mul(factor);
        FloatVector a5 = FloatVector.fromArray(S, odd, from[5]).mul(factor);
        FloatVector a6 = FloatVector.fromArray(S, even, from[6]).mul(factor);
        FloatVector a7 = FloatVector.fromArray(S, odd, from[7]).mul(factor);
        FloatVector a8 = FloatVector.fromArray(S, even, from[8]).mul(factor);
        FloatVector a9 = FloatVector.fromArray(S, odd, from[9]).mul(factor);
        FloatVector a10 = FloatVector.fromArray(S, even, from[10]).mul(factor);
        FloatVector a11 = FloatVector.fromArray(S, odd, from[11]).mul(factor);
        FloatVector a12 = FloatVector.fromArray(S, even, from[12]).mul(factor);
        FloatVector a13 = FloatVector.fromArray(S, odd, from[13]).mul(factor);
        FloatVector a14 = FloatVector.fromArray(S, even, from[14]).mul(factor);
        FloatVector a15 = FloatVector.fromArray(S, odd, from[15]).mul(factor);
        FloatVector b0 = first(a0, a8, BY_EIGHT, WITHOUT_EIGHT);
        FloatVector b8 = second(a0, a8, BY_EIGHT, WITHOUT_EIGHT);
        FloatVector b1 = first(a1, a9, BY_EIGHT, WITHOUT_EIGHT);
        FloatVector b9 = second(a1, a9, BY_EIGHT, WITHOUT_EIGHT);
        FloatVector b2 = first(a2, a10, BY_EIGHT, WITHOUT_EIGHT);
        FloatVector b10 = second(a2, a10, BY_EIGHT, WITHOUT_EIGHT);
        FloatVector b3 = first(a3, a11, BY_EIGHT, WITHOUT_EIGHT);
        FloatVector b11 = second(a3, a11, BY_EIGHT, WITHOUT_EIGHT);
        FloatVector b4 = first(a4, a12, BY_EIGHT, WITHOUT_EIGHT);
        FloatVector b12 = second(a4, a12, BY_EIGHT, WITHOUT_EIGHT);
        FloatVector b5 = first(a5, a13, BY_EIGHT, WITHOUT_EIGHT);
        FloatVector b13 = second(a5, a13, BY_EIGHT, WITHOUT_EIGHT);
        FloatVector b6 = first(a6, a14, BY_EIGHT, WITHOUT_EIGHT);
        FloatVector b14 = second(a6, a14, BY_EIGHT, WITHOUT_EIGHT);
        FloatVector b7 = first(a7, a15, BY_EIGHT, WITHOUT_EIGHT);
        FloatVector b15 = second(a7, a15, BY_EIGHT, WITHOUT_EIGHT);
        FloatVector c0 = first(b0, b4, BY_FOUR, WITHOUT_FOUR);
        FloatVector c4 = second(b0, b4, BY_FOUR, WITHOUT_FOUR);
        FloatVector c1 = first(b1, b5, BY_FOUR, WITHOUT_FOUR);
        FloatVector c5 = second(b1, b5, BY_FOUR, WITHOUT_FOUR);
        FloatVector c2 = first(b2, b6, BY_FOUR, WITHOUT_FOUR);
        FloatVector c6 = second(b2, b6, BY_FOUR, WITHOUT_FOUR);
        FloatVector c3 = first(b3, b7, BY_FOUR, WITHOUT_FOUR);
        FloatVector c7 = second(b3, b7, BY_FOUR, WITHOUT_FOUR);
        FloatVector c8 = first(b8, b12, BY_FOUR, WITHOUT_FOUR);
        FloatVector c12 = second(b8, b12, BY_FOUR, WITHOUT_FOUR);
        FloatVector c9 = first(b9, b13, BY_FOUR, WITHOUT_FOUR);
        FloatVector c13 = second(b9, b13, BY_FOUR, WITHOUT_FOUR);
        FloatVector c10 = first(b10, b14, BY_FOUR, WITHOUT_FOUR);
        FloatVector c14 = second(b10, b14, BY_FOUR, WITHOUT_FOUR);
        FloatVector c11 = first(b11, b15, BY_FOUR, WITHOUT_FOUR);
        FloatVector c15 = second(b11, b15, BY_FOUR, WITHOUT_FOUR);
        FloatVector d0 = first(c0, c2, BY_TWO, WITHOUT_TWO);
        FloatVector d2 = second(c0, c2, BY_TWO, WITHOUT_TWO);
        FloatVector d1 = first(c1, c3, BY_TWO, WITHOUT_TWO);
        FloatVector d3 = second(c1, c3, BY_TWO, WITHOUT_TWO);
        FloatVector d4 = first(c4, c6, BY_TWO, WITHOUT_TWO);
        FloatVector d6 = second(c4, c6, BY_TWO, WITHOUT_TWO);
        FloatVector d5 = first(c5, c7, BY_TWO, WITHOUT_TWO);
        FloatVector d7 = second(c5, c7, BY_TWO, WITHOUT_TWO);
        FloatVector d8 = first(c8, c10, BY_TWO, WITHOUT_TWO);
        FloatVector d10 = second(c8, c10, BY_TWO, WITHOUT_TWO);
        FloatVector d9 = first(c9, c11, BY_TWO, WITHOUT_TWO);
        FloatVector d11 = second(c9, c11, BY_TWO, WITHOUT_TWO);
        FloatVector d12 = first(c12, c14, BY_TWO, WITHOUT_TWO);
        FloatVector d14 = second(c12, c14, BY_TWO, WITHOUT_TWO);
        FloatVector d13 = first(c13, c15, BY_TWO, WITHOUT_TWO);
        FloatVector d15 = second(c13, c15, BY_TWO, WITHOUT_TWO);
        FloatVector e0 = first(d0, d1, BY_ONE, WITHOUT_ONE);
        FloatVector e1 = second(d0, d1, BY_ONE, WITHOUT_ONE);
        FloatVector e2 = first(d2, d3, BY_ONE, WITHOUT_ONE);
        FloatVector e3 = second(d2, d3, BY_ONE, WITHOUT_ONE);
        FloatVector e4 = first(d4, d5, BY_ONE, WITHOUT_ONE);
        FloatVector e5 = second(d4, d5, BY_ONE, WITHOUT_ONE);
        FloatVector e6 = first(d6, d7, BY_ONE, WITHOUT_ONE);
        FloatVector e7 = second(d6, d7, BY_ONE, WITHOUT_ONE);
        FloatVector e8 = first(d8, d9, BY_ONE, WITHOUT_ONE);
        FloatVector e9 = second(d8, d9, BY_ONE, WITHOUT_ONE);
        FloatVector e10 = first(d10, d11, BY_ONE, WITHOUT_ONE);
        FloatVector e11 = second(d10, d11, BY_ONE, WITHOUT_ONE);
        FloatVector e12 = first(d12, d13, BY_ONE, WITHOUT_ONE);
        FloatVector e13 = second(d12, d13, BY_ONE, WITHOUT_ONE);
        FloatVector e14 = first(d14, d15, BY_ONE, WITHOUT_ONE);
        FloatVector e15 = second(d14, d15, BY_ONE, WITHOUT_ONE);
        e0.intoArray(newEven, to[0]);
        e1.intoArray(newOdd, to[1]);
        e2.intoArray(newEven, to[2]);
        e3.intoArray(newOdd, to[3]);
        e4.intoArray(newEven, to[4]);
        e5.intoArray(newOdd, to[5]);
        e6.intoArray(newEven, to[6]);
        e7.intoArray(newOdd, to[7]);
        e8.intoArray(newEven, to[8]);
        e9.intoArray(newOdd, to[9]);
        e10.intoArray(newEven, to[10]);
        e11.intoArray(newOdd, to[11]);
        e12.intoArray(newEven, to[12]);
        e13.intoArray(newOdd, to[13]);
        e14.intoArray(newEven, to[14]);
        e15.intoArray(newOdd, to[15]);
    }

    /** The first of two rows, with lanes of the other outside {@code own}. */
    private static FloatVector first(
            FloatVector a, FloatVector b, VectorShuffle<Float> by, VectorMask<Float> own) {
        return b.rearrange(by).blend(a, own);
    }

    private static FloatVector second(
            FloatVector a, FloatVector b, VectorShuffle<Float> by, VectorMask<Float> own) {
        return b.blend(a.rearrange(by), own);
    }

    /** All rounds but the last: one for vectors of four lanes, else two. */
    private static void load(float[] even, float[] odd, int[] rows, float[] scratch, double scale) {
        FloatVector factor = FloatVector.broadcast(S, (float) scale);
        int k = LANES / 2;
        if (LANES == 4) {
            for (int i = 0; i < k; i++) {
                float[] x = i % 2 == 0 ? even : odd;
                FloatVector a = FloatVector.fromArray(S, x, rows[i]).mul(factor);
                FloatVector b = FloatVector.fromArray(S, x, rows[i + k]).mul(factor);
                first(a, b, BY_TWO, WITHOUT_TWO).intoArray(scratch, i * LANES);
                second(a, b, BY_TWO, WITHOUT_TWO).intoArray(scratch, (i + k) * LANES);
            }
            return;
        }
        for (int i = 0; i < k / 2; i++) {
            float[] x = i % 2 == 0 ? even : odd;
            FloatVector a = FloatVector.fromArray(S, x, rows[i]).mul(factor);
            FloatVector b = FloatVector.fromArray(S, x, rows[i + k / 2]).mul(factor);
            FloatVector c = FloatVector.fromArray(S, x, rows[i + k]).mul(factor);
            FloatVector d = FloatVector.fromArray(S, x, rows[i + k / 2 * 3]).mul(factor);
            FloatVector e = first(a, c, BY_FOUR, WITHOUT_FOUR);
            FloatVector f = first(b, d, BY_FOUR, WITHOUT_FOUR);
            FloatVector g = second(a, c, BY_FOUR, WITHOUT_FOUR);
            FloatVector h = second(b, d, BY_FOUR, WITHOUT_FOUR);
            first(e, f, BY_TWO, WITHOUT_TWO).intoArray(scratch, i * LANES);
            second(e, f, BY_TWO, WITHOUT_TWO).intoArray(scratch, (i + k / 2) * LANES);
            first(g, h, BY_TWO, WITHOUT_TWO).intoArray(scratch, (i + k) * LANES);
            second(g, h, BY_TWO, WITHOUT_TWO).intoArray(scratch, (i + k / 2 * 3) * LANES);
        }
    }

    /** The last round. */
    private static void store(float[] scratch, float[] even, float[] odd, int[] rows) {
        for (int i = 0; i < LANES; i += 2) {
            FloatVector a = FloatVector.fromArray(S, scratch, i * LANES);
            FloatVector b = FloatVector.fromArray(S, scratch, (i + 1) * LANES);
            first(a, b, BY_ONE, WITHOUT_ONE).intoArray(even, rows[i]);
            second(a, b, BY_ONE, WITHOUT_ONE).intoArray(odd, rows[i + 1]);
        }
    }
}
