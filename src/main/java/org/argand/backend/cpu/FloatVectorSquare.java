package org.argand.backend.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The transposition of a square of vectors: as often as a vector can be halved, rows i and i + LANES/2 take turns to give rows 2i
 * and 2i + 1.
 *
 * <p>The longest vectors stay in registers all the time, which is several times as fast as going through scratch.
 */
final class FloatVectorSquare {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = S.length();
    private static final FloatVector LOW = FloatVectorFft.LOW;
    private static final FloatVector HIGH = FloatVectorFft.HIGH;
    private static final ThreadLocal<float[]> SCRATCH =
            ThreadLocal.withInitial(() -> new float[LANES * LANES]);

    private FloatVectorSquare() {}

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
        FloatVector b0 = LOW.selectFrom(a0, a8);
        FloatVector b1 = HIGH.selectFrom(a0, a8);
        FloatVector b2 = LOW.selectFrom(a1, a9);
        FloatVector b3 = HIGH.selectFrom(a1, a9);
        FloatVector b4 = LOW.selectFrom(a2, a10);
        FloatVector b5 = HIGH.selectFrom(a2, a10);
        FloatVector b6 = LOW.selectFrom(a3, a11);
        FloatVector b7 = HIGH.selectFrom(a3, a11);
        FloatVector b8 = LOW.selectFrom(a4, a12);
        FloatVector b9 = HIGH.selectFrom(a4, a12);
        FloatVector b10 = LOW.selectFrom(a5, a13);
        FloatVector b11 = HIGH.selectFrom(a5, a13);
        FloatVector b12 = LOW.selectFrom(a6, a14);
        FloatVector b13 = HIGH.selectFrom(a6, a14);
        FloatVector b14 = LOW.selectFrom(a7, a15);
        FloatVector b15 = HIGH.selectFrom(a7, a15);
        FloatVector c0 = LOW.selectFrom(b0, b8);
        FloatVector c1 = HIGH.selectFrom(b0, b8);
        FloatVector c2 = LOW.selectFrom(b1, b9);
        FloatVector c3 = HIGH.selectFrom(b1, b9);
        FloatVector c4 = LOW.selectFrom(b2, b10);
        FloatVector c5 = HIGH.selectFrom(b2, b10);
        FloatVector c6 = LOW.selectFrom(b3, b11);
        FloatVector c7 = HIGH.selectFrom(b3, b11);
        FloatVector c8 = LOW.selectFrom(b4, b12);
        FloatVector c9 = HIGH.selectFrom(b4, b12);
        FloatVector c10 = LOW.selectFrom(b5, b13);
        FloatVector c11 = HIGH.selectFrom(b5, b13);
        FloatVector c12 = LOW.selectFrom(b6, b14);
        FloatVector c13 = HIGH.selectFrom(b6, b14);
        FloatVector c14 = LOW.selectFrom(b7, b15);
        FloatVector c15 = HIGH.selectFrom(b7, b15);
        FloatVector d0 = LOW.selectFrom(c0, c8);
        FloatVector d1 = HIGH.selectFrom(c0, c8);
        FloatVector d2 = LOW.selectFrom(c1, c9);
        FloatVector d3 = HIGH.selectFrom(c1, c9);
        FloatVector d4 = LOW.selectFrom(c2, c10);
        FloatVector d5 = HIGH.selectFrom(c2, c10);
        FloatVector d6 = LOW.selectFrom(c3, c11);
        FloatVector d7 = HIGH.selectFrom(c3, c11);
        FloatVector d8 = LOW.selectFrom(c4, c12);
        FloatVector d9 = HIGH.selectFrom(c4, c12);
        FloatVector d10 = LOW.selectFrom(c5, c13);
        FloatVector d11 = HIGH.selectFrom(c5, c13);
        FloatVector d12 = LOW.selectFrom(c6, c14);
        FloatVector d13 = HIGH.selectFrom(c6, c14);
        FloatVector d14 = LOW.selectFrom(c7, c15);
        FloatVector d15 = HIGH.selectFrom(c7, c15);
        FloatVector e0 = LOW.selectFrom(d0, d8);
        FloatVector e1 = HIGH.selectFrom(d0, d8);
        FloatVector e2 = LOW.selectFrom(d1, d9);
        FloatVector e3 = HIGH.selectFrom(d1, d9);
        FloatVector e4 = LOW.selectFrom(d2, d10);
        FloatVector e5 = HIGH.selectFrom(d2, d10);
        FloatVector e6 = LOW.selectFrom(d3, d11);
        FloatVector e7 = HIGH.selectFrom(d3, d11);
        FloatVector e8 = LOW.selectFrom(d4, d12);
        FloatVector e9 = HIGH.selectFrom(d4, d12);
        FloatVector e10 = LOW.selectFrom(d5, d13);
        FloatVector e11 = HIGH.selectFrom(d5, d13);
        FloatVector e12 = LOW.selectFrom(d6, d14);
        FloatVector e13 = HIGH.selectFrom(d6, d14);
        FloatVector e14 = LOW.selectFrom(d7, d15);
        FloatVector e15 = HIGH.selectFrom(d7, d15);
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

    /** The first half of the rounds: one for vectors of four lanes, else two. */
    private static void load(float[] even, float[] odd, int[] rows, float[] scratch, double scale) {
        FloatVector factor = FloatVector.broadcast(S, (float) scale);
        FloatVector low = LOW;
        FloatVector high = HIGH;
        if (LANES == 4) {
            for (int i = 0; i < LANES / 2; i++) {
                float[] x = i % 2 == 0 ? even : odd;
                FloatVector a = FloatVector.fromArray(S, x, rows[i]).mul(factor);
                FloatVector b = FloatVector.fromArray(S, x, rows[i + LANES / 2]).mul(factor);
                low.selectFrom(a, b).intoArray(scratch, 2 * i * LANES);
                high.selectFrom(a, b).intoArray(scratch, (2 * i + 1) * LANES);
            }
            return;
        }
        for (int i = 0; i < LANES / 4; i++) {
            float[] x = i % 2 == 0 ? even : odd;
            FloatVector a = FloatVector.fromArray(S, x, rows[i]).mul(factor);
            FloatVector b = FloatVector.fromArray(S, x, rows[i + LANES / 4]).mul(factor);
            FloatVector c = FloatVector.fromArray(S, x, rows[i + LANES / 2]).mul(factor);
            FloatVector d = FloatVector.fromArray(S, x, rows[i + LANES / 4 * 3]).mul(factor);
            FloatVector e = low.selectFrom(a, c);
            FloatVector f = high.selectFrom(a, c);
            FloatVector g = low.selectFrom(b, d);
            FloatVector h = high.selectFrom(b, d);
            int o = 4 * i * LANES;
            low.selectFrom(e, g).intoArray(scratch, o);
            high.selectFrom(e, g).intoArray(scratch, o + LANES);
            low.selectFrom(f, h).intoArray(scratch, o + 2 * LANES);
            high.selectFrom(f, h).intoArray(scratch, o + 3 * LANES);
        }
    }

    /** The second half of the rounds: one. */
    private static void store(float[] scratch, float[] even, float[] odd, int[] rows) {
        FloatVector low = LOW;
        FloatVector high = HIGH;
        for (int i = 0; i < LANES / 2; i++) {
            FloatVector a = FloatVector.fromArray(S, scratch, i * LANES);
            FloatVector b = FloatVector.fromArray(S, scratch, (i + LANES / 2) * LANES);
            low.selectFrom(a, b).intoArray(even, rows[2 * i]);
            high.selectFrom(a, b).intoArray(odd, rows[2 * i + 1]);
        }
    }
}
