package org.argand.backend.cpu;

import java.util.stream.IntStream;
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

    /** What {@link #turn} transposes, in the nearest cache. */
    private static final ThreadLocal<Planes<float[]>> PRODUCTS =
            ThreadLocal.withInitial(
                    () -> new Planes<>(new float[LANES * LANES], new float[LANES * LANES]));

    /** Where rows of such a square begin. */
    private static final int[] ROWS = IntStream.range(0, LANES).map(k -> k * LANES).toArray();

    private FloatVectorSquare() {}

    /** Whether there are squares of vectors as long as this machine's. */
    static boolean fits() {
        return LANES >= 4 && LANES <= 16;
    }

    /**
     * Fetches the even and the odd rows from two arrays, multiplies and transposes them, and stores the result likewise; row i
     * begins at {@code from[i] + f}, that of the result at {@code to[i] + t}.
     */
    static void transpose(
            float[] even,
            float[] odd,
            int[] from,
            int f,
            double scale,
            float[] newEven,
            float[] newOdd,
            int[] to,
            int t) {
        if (LANES == 16) {
            whole(even, odd, from, f, scale, newEven, newOdd, to, t);
        } else {
            float[] scratch = SCRATCH.get();
            load(even, odd, from, f, scratch, scale);
            store(scratch, newEven, newOdd, to, t);
        }
    }

    /** Stores the transposed product of a square of x and one of w, whose rows are so far apart. */
    static void turn(
            Planes<float[]> x,
            int from,
            int pitch,
            Planes<float[]> w,
            int first,
            int wPitch,
            Planes<float[]> y,
            int[] to,
            int t) {
        Planes<float[]> products = PRODUCTS.get();
        float[] yr = products.re();
        float[] yi = products.im();
        float[] xr = x.re();
        float[] xi = x.im();
        float[] wr = w.re();
        float[] wi = w.im();
        for (int k = 0; k < LANES; k++) {
            FloatVector re = FloatVector.fromArray(S, xr, from + k * pitch);
            FloatVector im = FloatVector.fromArray(S, xi, from + k * pitch);
            FloatVector c = FloatVector.fromArray(S, wr, first + k * wPitch);
            FloatVector d = FloatVector.fromArray(S, wi, first + k * wPitch);
            re.mul(c).sub(im.mul(d)).intoArray(yr, k * LANES);
            re.fma(d, im.mul(c)).intoArray(yi, k * LANES);
        }
        transpose(yr, yr, ROWS, 0, 1, y.re(), y.re(), to, t);
        transpose(yi, yi, ROWS, 0, 1, y.im(), y.im(), to, t);
    }

    private static void whole(
            float[] even,
            float[] odd,
            int[] from,
            int f,
            double scale,
            float[] newEven,
            float[] newOdd,
            int[] to,
            int t) {
        FloatVector low = LOW;
        FloatVector high = HIGH;
        FloatVector factor = FloatVector.broadcast(S, (float) scale);
        FloatVector a0 = FloatVector.fromArray(S, even, from[0] + f).mul(factor);
        FloatVector a1 = FloatVector.fromArray(S, odd, from[1] + f).mul(factor);
        FloatVector a2 = FloatVector.fromArray(S, even, from[2] + f).mul(factor);
        FloatVector a3 = FloatVector.fromArray(S, odd, from[3] + f).mul(factor);
        FloatVector a4 = FloatVector.fromArray(S, even, from[4] + f).mul(factor);
        FloatVector a5 = FloatVector.fromArray(S, odd, from[5] + f).mul(factor);
        FloatVector a6 = FloatVector.fromArray(S, even, from[6] + f).mul(factor);
        FloatVector a7 = FloatVector.fromArray(S, odd, from[7] + f).mul(factor);
        FloatVector a8 = FloatVector.fromArray(S, even, from[8] + f).mul(factor);
        FloatVector a9 = FloatVector.fromArray(S, odd, from[9] + f).mul(factor);
        FloatVector a10 = FloatVector.fromArray(S, even, from[10] + f).mul(factor);
        FloatVector a11 = FloatVector.fromArray(S, odd, from[11] + f).mul(factor);
        FloatVector a12 = FloatVector.fromArray(S, even, from[12] + f).mul(factor);
        FloatVector a13 = FloatVector.fromArray(S, odd, from[13] + f).mul(factor);
        FloatVector a14 = FloatVector.fromArray(S, even, from[14] + f).mul(factor);
        FloatVector a15 = FloatVector.fromArray(S, odd, from[15] + f).mul(factor);
        FloatVector b0 = low.selectFrom(a0, a8);
        FloatVector b1 = high.selectFrom(a0, a8);
        FloatVector b2 = low.selectFrom(a1, a9);
        FloatVector b3 = high.selectFrom(a1, a9);
        FloatVector b4 = low.selectFrom(a2, a10);
        FloatVector b5 = high.selectFrom(a2, a10);
        FloatVector b6 = low.selectFrom(a3, a11);
        FloatVector b7 = high.selectFrom(a3, a11);
        FloatVector b8 = low.selectFrom(a4, a12);
        FloatVector b9 = high.selectFrom(a4, a12);
        FloatVector b10 = low.selectFrom(a5, a13);
        FloatVector b11 = high.selectFrom(a5, a13);
        FloatVector b12 = low.selectFrom(a6, a14);
        FloatVector b13 = high.selectFrom(a6, a14);
        FloatVector b14 = low.selectFrom(a7, a15);
        FloatVector b15 = high.selectFrom(a7, a15);
        FloatVector c0 = low.selectFrom(b0, b8);
        FloatVector c1 = high.selectFrom(b0, b8);
        FloatVector c2 = low.selectFrom(b1, b9);
        FloatVector c3 = high.selectFrom(b1, b9);
        FloatVector c4 = low.selectFrom(b2, b10);
        FloatVector c5 = high.selectFrom(b2, b10);
        FloatVector c6 = low.selectFrom(b3, b11);
        FloatVector c7 = high.selectFrom(b3, b11);
        FloatVector c8 = low.selectFrom(b4, b12);
        FloatVector c9 = high.selectFrom(b4, b12);
        FloatVector c10 = low.selectFrom(b5, b13);
        FloatVector c11 = high.selectFrom(b5, b13);
        FloatVector c12 = low.selectFrom(b6, b14);
        FloatVector c13 = high.selectFrom(b6, b14);
        FloatVector c14 = low.selectFrom(b7, b15);
        FloatVector c15 = high.selectFrom(b7, b15);
        FloatVector d0 = low.selectFrom(c0, c8);
        FloatVector d1 = high.selectFrom(c0, c8);
        FloatVector d2 = low.selectFrom(c1, c9);
        FloatVector d3 = high.selectFrom(c1, c9);
        FloatVector d4 = low.selectFrom(c2, c10);
        FloatVector d5 = high.selectFrom(c2, c10);
        FloatVector d6 = low.selectFrom(c3, c11);
        FloatVector d7 = high.selectFrom(c3, c11);
        FloatVector d8 = low.selectFrom(c4, c12);
        FloatVector d9 = high.selectFrom(c4, c12);
        FloatVector d10 = low.selectFrom(c5, c13);
        FloatVector d11 = high.selectFrom(c5, c13);
        FloatVector d12 = low.selectFrom(c6, c14);
        FloatVector d13 = high.selectFrom(c6, c14);
        FloatVector d14 = low.selectFrom(c7, c15);
        FloatVector d15 = high.selectFrom(c7, c15);
        FloatVector e0 = low.selectFrom(d0, d8);
        FloatVector e1 = high.selectFrom(d0, d8);
        FloatVector e2 = low.selectFrom(d1, d9);
        FloatVector e3 = high.selectFrom(d1, d9);
        FloatVector e4 = low.selectFrom(d2, d10);
        FloatVector e5 = high.selectFrom(d2, d10);
        FloatVector e6 = low.selectFrom(d3, d11);
        FloatVector e7 = high.selectFrom(d3, d11);
        FloatVector e8 = low.selectFrom(d4, d12);
        FloatVector e9 = high.selectFrom(d4, d12);
        FloatVector e10 = low.selectFrom(d5, d13);
        FloatVector e11 = high.selectFrom(d5, d13);
        FloatVector e12 = low.selectFrom(d6, d14);
        FloatVector e13 = high.selectFrom(d6, d14);
        FloatVector e14 = low.selectFrom(d7, d15);
        FloatVector e15 = high.selectFrom(d7, d15);
        e0.intoArray(newEven, to[0] + t);
        e1.intoArray(newOdd, to[1] + t);
        e2.intoArray(newEven, to[2] + t);
        e3.intoArray(newOdd, to[3] + t);
        e4.intoArray(newEven, to[4] + t);
        e5.intoArray(newOdd, to[5] + t);
        e6.intoArray(newEven, to[6] + t);
        e7.intoArray(newOdd, to[7] + t);
        e8.intoArray(newEven, to[8] + t);
        e9.intoArray(newOdd, to[9] + t);
        e10.intoArray(newEven, to[10] + t);
        e11.intoArray(newOdd, to[11] + t);
        e12.intoArray(newEven, to[12] + t);
        e13.intoArray(newOdd, to[13] + t);
        e14.intoArray(newEven, to[14] + t);
        e15.intoArray(newOdd, to[15] + t);
    }

    /** The first half of the rounds: one for vectors of four lanes, else two. */
    private static void load(
            float[] even, float[] odd, int[] rows, int at, float[] scratch, double scale) {
        FloatVector factor = FloatVector.broadcast(S, (float) scale);
        FloatVector low = LOW;
        FloatVector high = HIGH;
        if (LANES == 4) {
            for (int i = 0; i < LANES / 2; i++) {
                float[] x = i % 2 == 0 ? even : odd;
                FloatVector a = FloatVector.fromArray(S, x, rows[i] + at).mul(factor);
                FloatVector b = FloatVector.fromArray(S, x, rows[i + LANES / 2] + at).mul(factor);
                low.selectFrom(a, b).intoArray(scratch, 2 * i * LANES);
                high.selectFrom(a, b).intoArray(scratch, (2 * i + 1) * LANES);
            }
            return;
        }
        for (int i = 0; i < LANES / 4; i++) {
            float[] x = i % 2 == 0 ? even : odd;
            FloatVector a = FloatVector.fromArray(S, x, rows[i] + at).mul(factor);
            FloatVector b = FloatVector.fromArray(S, x, rows[i + LANES / 4] + at).mul(factor);
            FloatVector c = FloatVector.fromArray(S, x, rows[i + LANES / 2] + at).mul(factor);
            FloatVector d = FloatVector.fromArray(S, x, rows[i + LANES / 4 * 3] + at).mul(factor);
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
    private static void store(float[] scratch, float[] even, float[] odd, int[] rows, int at) {
        FloatVector low = LOW;
        FloatVector high = HIGH;
        for (int i = 0; i < LANES / 2; i++) {
            FloatVector a = FloatVector.fromArray(S, scratch, i * LANES);
            FloatVector b = FloatVector.fromArray(S, scratch, (i + LANES / 2) * LANES);
            low.selectFrom(a, b).intoArray(even, rows[2 * i] + at);
            high.selectFrom(a, b).intoArray(odd, rows[2 * i + 1] + at);
        }
    }
}
