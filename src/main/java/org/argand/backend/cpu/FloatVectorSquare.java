package org.argand.backend.cpu;

import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The transposition of a square of vectors, which stay in registers all the time.
 *
 * <p>Vectors of 512 bits: as often as one can be halved, rows i and i + n/2 take turns to give rows 2i and 2i + 1, by permutations
 * of two vectors. Shorter ones, where these are several instructions: of two rows, the lanes that differ in one bit of their number
 * change places with each other, bit after bit, by a permutation and a blend.
 */
final class FloatVectorSquare {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = S.length();
    private static final IntVector LOW = FloatVectorFft.LOW;
    private static final IntVector HIGH = FloatVectorFft.HIGH;
    private static final VectorShuffle<Float> BY1 = by(1);
    private static final VectorShuffle<Float> BY2 = by(2);
    private static final VectorShuffle<Float> BY4 = by(4);
    private static final VectorMask<Float> IN1 = in(1);
    private static final VectorMask<Float> IN2 = in(2);
    private static final VectorMask<Float> IN4 = in(4);

    /** What {@link #turn} transposes, in the nearest cache. */
    private static final ThreadLocal<Planes<float[]>> PRODUCTS =
            ThreadLocal.withInitial(
                    () -> new Planes<>(new float[LANES * LANES], new float[LANES * LANES]));

    /** Where rows of such a square begin. */
    private static final int[] ROWS = IntStream.range(0, LANES).map(k -> k * LANES).toArray();

    private FloatVectorSquare() {}

    private static VectorShuffle<Float> by(int bit) {
        return VectorShuffle.fromOp(S, i -> (i ^ bit) % LANES);
    }

    /** The lanes that have that bit in their number. */
    private static VectorMask<Float> in(int bit) {
        boolean[] lanes = new boolean[LANES];
        for (int i = 0; i < LANES; i++) {
            lanes[i] = (i & bit) != 0;
        }
        return VectorMask.fromArray(S, lanes, 0);
    }

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
            sixteen(even, odd, from, f, scale, newEven, newOdd, to, t);
        } else if (LANES == 8) {
            eight(even, odd, from, f, scale, newEven, newOdd, to, t);
        } else {
            four(even, odd, from, f, scale, newEven, newOdd, to, t);
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

    /** Vectors of 256 bits. */
    private static void eight(
            float[] even,
            float[] odd,
            int[] from,
            int f,
            double scale,
            float[] newEven,
            float[] newOdd,
            int[] to,
            int t) {
        FloatVector factor = FloatVector.broadcast(S, (float) scale);
        FloatVector a0 = FloatVector.fromArray(S, even, from[0] + f).mul(factor);
        FloatVector a1 = FloatVector.fromArray(S, odd, from[1] + f).mul(factor);
        FloatVector a2 = FloatVector.fromArray(S, even, from[2] + f).mul(factor);
        FloatVector a3 = FloatVector.fromArray(S, odd, from[3] + f).mul(factor);
        FloatVector a4 = FloatVector.fromArray(S, even, from[4] + f).mul(factor);
        FloatVector a5 = FloatVector.fromArray(S, odd, from[5] + f).mul(factor);
        FloatVector a6 = FloatVector.fromArray(S, even, from[6] + f).mul(factor);
        FloatVector a7 = FloatVector.fromArray(S, odd, from[7] + f).mul(factor);
        FloatVector b0 = a0.blend(a4.rearrange(BY4), IN4);
        FloatVector b4 = a0.rearrange(BY4).blend(a4, IN4);
        FloatVector b1 = a1.blend(a5.rearrange(BY4), IN4);
        FloatVector b5 = a1.rearrange(BY4).blend(a5, IN4);
        FloatVector b2 = a2.blend(a6.rearrange(BY4), IN4);
        FloatVector b6 = a2.rearrange(BY4).blend(a6, IN4);
        FloatVector b3 = a3.blend(a7.rearrange(BY4), IN4);
        FloatVector b7 = a3.rearrange(BY4).blend(a7, IN4);
        FloatVector c0 = b0.blend(b2.rearrange(BY2), IN2);
        FloatVector c2 = b0.rearrange(BY2).blend(b2, IN2);
        FloatVector c1 = b1.blend(b3.rearrange(BY2), IN2);
        FloatVector c3 = b1.rearrange(BY2).blend(b3, IN2);
        FloatVector c4 = b4.blend(b6.rearrange(BY2), IN2);
        FloatVector c6 = b4.rearrange(BY2).blend(b6, IN2);
        FloatVector c5 = b5.blend(b7.rearrange(BY2), IN2);
        FloatVector c7 = b5.rearrange(BY2).blend(b7, IN2);
        c0.blend(c1.rearrange(BY1), IN1).intoArray(newEven, to[0] + t);
        c0.rearrange(BY1).blend(c1, IN1).intoArray(newOdd, to[1] + t);
        c2.blend(c3.rearrange(BY1), IN1).intoArray(newEven, to[2] + t);
        c2.rearrange(BY1).blend(c3, IN1).intoArray(newOdd, to[3] + t);
        c4.blend(c5.rearrange(BY1), IN1).intoArray(newEven, to[4] + t);
        c4.rearrange(BY1).blend(c5, IN1).intoArray(newOdd, to[5] + t);
        c6.blend(c7.rearrange(BY1), IN1).intoArray(newEven, to[6] + t);
        c6.rearrange(BY1).blend(c7, IN1).intoArray(newOdd, to[7] + t);
    }

    /** Vectors of 128 bits. */
    private static void four(
            float[] even,
            float[] odd,
            int[] from,
            int f,
            double scale,
            float[] newEven,
            float[] newOdd,
            int[] to,
            int t) {
        FloatVector factor = FloatVector.broadcast(S, (float) scale);
        FloatVector a0 = FloatVector.fromArray(S, even, from[0] + f).mul(factor);
        FloatVector a1 = FloatVector.fromArray(S, odd, from[1] + f).mul(factor);
        FloatVector a2 = FloatVector.fromArray(S, even, from[2] + f).mul(factor);
        FloatVector a3 = FloatVector.fromArray(S, odd, from[3] + f).mul(factor);
        FloatVector b0 = a0.blend(a2.rearrange(BY2), IN2);
        FloatVector b2 = a0.rearrange(BY2).blend(a2, IN2);
        FloatVector b1 = a1.blend(a3.rearrange(BY2), IN2);
        FloatVector b3 = a1.rearrange(BY2).blend(a3, IN2);
        b0.blend(b1.rearrange(BY1), IN1).intoArray(newEven, to[0] + t);
        b0.rearrange(BY1).blend(b1, IN1).intoArray(newOdd, to[1] + t);
        b2.blend(b3.rearrange(BY1), IN1).intoArray(newEven, to[2] + t);
        b2.rearrange(BY1).blend(b3, IN1).intoArray(newOdd, to[3] + t);
    }

    /** The numbers from there on times a factor, as bits: indices of {@code selectFrom} are integers then. */
    static IntVector fetch(float[] x, int at, FloatVector factor) {
        return FloatVector.fromArray(S, x, at).mul(factor).reinterpretAsInts();
    }

    /** Vectors of 512 bits. */
    private static void sixteen(
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
}
