package org.argand.backend.cpu;

import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
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
    private static final IntVector LOW = FloatVectorFft.LOW;
    private static final IntVector HIGH = FloatVectorFft.HIGH;
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

    /** The numbers from there on times a factor, as bits: indices of {@code selectFrom} are integers then. */
    static IntVector fetch(float[] x, int at, FloatVector factor) {
        return FloatVector.fromArray(S, x, at).mul(factor).reinterpretAsInts();
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
        IntVector low = LOW;
        IntVector high = HIGH;
        FloatVector factor = FloatVector.broadcast(S, (float) scale);
        IntVector a0 = fetch(even, from[0] + f, factor);
        IntVector a1 = fetch(odd, from[1] + f, factor);
        IntVector a2 = fetch(even, from[2] + f, factor);
        IntVector a3 = fetch(odd, from[3] + f, factor);
        IntVector a4 = fetch(even, from[4] + f, factor);
        IntVector a5 = fetch(odd, from[5] + f, factor);
        IntVector a6 = fetch(even, from[6] + f, factor);
        IntVector a7 = fetch(odd, from[7] + f, factor);
        IntVector a8 = fetch(even, from[8] + f, factor);
        IntVector a9 = fetch(odd, from[9] + f, factor);
        IntVector a10 = fetch(even, from[10] + f, factor);
        IntVector a11 = fetch(odd, from[11] + f, factor);
        IntVector a12 = fetch(even, from[12] + f, factor);
        IntVector a13 = fetch(odd, from[13] + f, factor);
        IntVector a14 = fetch(even, from[14] + f, factor);
        IntVector a15 = fetch(odd, from[15] + f, factor);
        IntVector b0 = low.selectFrom(a0, a8);
        IntVector b1 = high.selectFrom(a0, a8);
        IntVector b2 = low.selectFrom(a1, a9);
        IntVector b3 = high.selectFrom(a1, a9);
        IntVector b4 = low.selectFrom(a2, a10);
        IntVector b5 = high.selectFrom(a2, a10);
        IntVector b6 = low.selectFrom(a3, a11);
        IntVector b7 = high.selectFrom(a3, a11);
        IntVector b8 = low.selectFrom(a4, a12);
        IntVector b9 = high.selectFrom(a4, a12);
        IntVector b10 = low.selectFrom(a5, a13);
        IntVector b11 = high.selectFrom(a5, a13);
        IntVector b12 = low.selectFrom(a6, a14);
        IntVector b13 = high.selectFrom(a6, a14);
        IntVector b14 = low.selectFrom(a7, a15);
        IntVector b15 = high.selectFrom(a7, a15);
        IntVector c0 = low.selectFrom(b0, b8);
        IntVector c1 = high.selectFrom(b0, b8);
        IntVector c2 = low.selectFrom(b1, b9);
        IntVector c3 = high.selectFrom(b1, b9);
        IntVector c4 = low.selectFrom(b2, b10);
        IntVector c5 = high.selectFrom(b2, b10);
        IntVector c6 = low.selectFrom(b3, b11);
        IntVector c7 = high.selectFrom(b3, b11);
        IntVector c8 = low.selectFrom(b4, b12);
        IntVector c9 = high.selectFrom(b4, b12);
        IntVector c10 = low.selectFrom(b5, b13);
        IntVector c11 = high.selectFrom(b5, b13);
        IntVector c12 = low.selectFrom(b6, b14);
        IntVector c13 = high.selectFrom(b6, b14);
        IntVector c14 = low.selectFrom(b7, b15);
        IntVector c15 = high.selectFrom(b7, b15);
        IntVector d0 = low.selectFrom(c0, c8);
        IntVector d1 = high.selectFrom(c0, c8);
        IntVector d2 = low.selectFrom(c1, c9);
        IntVector d3 = high.selectFrom(c1, c9);
        IntVector d4 = low.selectFrom(c2, c10);
        IntVector d5 = high.selectFrom(c2, c10);
        IntVector d6 = low.selectFrom(c3, c11);
        IntVector d7 = high.selectFrom(c3, c11);
        IntVector d8 = low.selectFrom(c4, c12);
        IntVector d9 = high.selectFrom(c4, c12);
        IntVector d10 = low.selectFrom(c5, c13);
        IntVector d11 = high.selectFrom(c5, c13);
        IntVector d12 = low.selectFrom(c6, c14);
        IntVector d13 = high.selectFrom(c6, c14);
        IntVector d14 = low.selectFrom(c7, c15);
        IntVector d15 = high.selectFrom(c7, c15);
        IntVector e0 = low.selectFrom(d0, d8);
        IntVector e1 = high.selectFrom(d0, d8);
        IntVector e2 = low.selectFrom(d1, d9);
        IntVector e3 = high.selectFrom(d1, d9);
        IntVector e4 = low.selectFrom(d2, d10);
        IntVector e5 = high.selectFrom(d2, d10);
        IntVector e6 = low.selectFrom(d3, d11);
        IntVector e7 = high.selectFrom(d3, d11);
        IntVector e8 = low.selectFrom(d4, d12);
        IntVector e9 = high.selectFrom(d4, d12);
        IntVector e10 = low.selectFrom(d5, d13);
        IntVector e11 = high.selectFrom(d5, d13);
        IntVector e12 = low.selectFrom(d6, d14);
        IntVector e13 = high.selectFrom(d6, d14);
        IntVector e14 = low.selectFrom(d7, d15);
        IntVector e15 = high.selectFrom(d7, d15);
        e0.reinterpretAsFloats().intoArray(newEven, to[0] + t);
        e1.reinterpretAsFloats().intoArray(newOdd, to[1] + t);
        e2.reinterpretAsFloats().intoArray(newEven, to[2] + t);
        e3.reinterpretAsFloats().intoArray(newOdd, to[3] + t);
        e4.reinterpretAsFloats().intoArray(newEven, to[4] + t);
        e5.reinterpretAsFloats().intoArray(newOdd, to[5] + t);
        e6.reinterpretAsFloats().intoArray(newEven, to[6] + t);
        e7.reinterpretAsFloats().intoArray(newOdd, to[7] + t);
        e8.reinterpretAsFloats().intoArray(newEven, to[8] + t);
        e9.reinterpretAsFloats().intoArray(newOdd, to[9] + t);
        e10.reinterpretAsFloats().intoArray(newEven, to[10] + t);
        e11.reinterpretAsFloats().intoArray(newOdd, to[11] + t);
        e12.reinterpretAsFloats().intoArray(newEven, to[12] + t);
        e13.reinterpretAsFloats().intoArray(newOdd, to[13] + t);
        e14.reinterpretAsFloats().intoArray(newEven, to[14] + t);
        e15.reinterpretAsFloats().intoArray(newOdd, to[15] + t);
    }

    /** The first half of the rounds: one for vectors of four lanes, else two. */
    private static void load(
            float[] even, float[] odd, int[] rows, int at, float[] scratch, double scale) {
        FloatVector factor = FloatVector.broadcast(S, (float) scale);
        IntVector low = LOW;
        IntVector high = HIGH;
        if (LANES == 4) {
            for (int i = 0; i < LANES / 2; i++) {
                float[] x = i % 2 == 0 ? even : odd;
                IntVector a = fetch(x, rows[i] + at, factor);
                IntVector b = fetch(x, rows[i + LANES / 2] + at, factor);
                low.selectFrom(a, b).reinterpretAsFloats().intoArray(scratch, 2 * i * LANES);
                high.selectFrom(a, b).reinterpretAsFloats().intoArray(scratch, (2 * i + 1) * LANES);
            }
            return;
        }
        for (int i = 0; i < LANES / 4; i++) {
            float[] x = i % 2 == 0 ? even : odd;
            IntVector a = fetch(x, rows[i] + at, factor);
            IntVector b = fetch(x, rows[i + LANES / 4] + at, factor);
            IntVector c = fetch(x, rows[i + LANES / 2] + at, factor);
            IntVector d = fetch(x, rows[i + LANES / 4 * 3] + at, factor);
            IntVector e = low.selectFrom(a, c);
            IntVector f = high.selectFrom(a, c);
            IntVector g = low.selectFrom(b, d);
            IntVector h = high.selectFrom(b, d);
            int o = 4 * i * LANES;
            low.selectFrom(e, g).reinterpretAsFloats().intoArray(scratch, o);
            high.selectFrom(e, g).reinterpretAsFloats().intoArray(scratch, o + LANES);
            low.selectFrom(f, h).reinterpretAsFloats().intoArray(scratch, o + 2 * LANES);
            high.selectFrom(f, h).reinterpretAsFloats().intoArray(scratch, o + 3 * LANES);
        }
    }

    /** The second half of the rounds: one. */
    private static void store(float[] scratch, float[] even, float[] odd, int[] rows, int at) {
        IntVector low = LOW;
        IntVector high = HIGH;
        for (int i = 0; i < LANES / 2; i++) {
            IntVector a = FloatVector.fromArray(S, scratch, i * LANES).reinterpretAsInts();
            IntVector b =
                    FloatVector.fromArray(S, scratch, (i + LANES / 2) * LANES).reinterpretAsInts();
            low.selectFrom(a, b).reinterpretAsFloats().intoArray(even, rows[2 * i] + at);
            high.selectFrom(a, b).reinterpretAsFloats().intoArray(odd, rows[2 * i + 1] + at);
        }
    }
}
