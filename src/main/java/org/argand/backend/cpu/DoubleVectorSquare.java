package org.argand.backend.cpu;

import java.util.stream.IntStream;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
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
final class DoubleVectorSquare {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = S.length();
    private static final LongVector LOW = DoubleVectorFft.LOW;
    private static final LongVector HIGH = DoubleVectorFft.HIGH;
    private static final VectorShuffle<Double> BY1 = by(1);
    private static final VectorShuffle<Double> BY2 = by(2);
    private static final VectorMask<Double> IN1 = in(1);
    private static final VectorMask<Double> IN2 = in(2);

    /** What {@link #turn} transposes, in the nearest cache. */
    private static final ThreadLocal<Planes<double[]>> PRODUCTS =
            ThreadLocal.withInitial(
                    () -> new Planes<>(new double[LANES * LANES], new double[LANES * LANES]));

    /** Where rows of such a square begin. */
    private static final int[] ROWS = IntStream.range(0, LANES).map(k -> k * LANES).toArray();

    private DoubleVectorSquare() {}

    private static VectorShuffle<Double> by(int bit) {
        return VectorShuffle.fromOp(S, i -> (i ^ bit) % LANES);
    }

    /** The lanes that have that bit in their number. */
    private static VectorMask<Double> in(int bit) {
        boolean[] lanes = new boolean[LANES];
        for (int i = 0; i < LANES; i++) {
            lanes[i] = (i & bit) != 0;
        }
        return VectorMask.fromArray(S, lanes, 0);
    }

    /** Whether there are squares of vectors as long as this machine's. */
    static boolean fits() {
        return LANES >= 4 && LANES <= 8;
    }

    /**
     * Fetches the even and the odd rows from two arrays, multiplies and transposes them, and stores the result likewise; row i
     * begins at {@code from[i] + f}, that of the result at {@code to[i] + t}.
     */
    static void transpose(
            double[] even,
            double[] odd,
            int[] from,
            int f,
            double scale,
            double[] newEven,
            double[] newOdd,
            int[] to,
            int t) {
        if (LANES == 8) {
            eight(even, odd, from, f, scale, newEven, newOdd, to, t);
        } else {
            four(even, odd, from, f, scale, newEven, newOdd, to, t);
        }
    }

    /** Stores the transposed product of a square of x and one of w, whose rows are so far apart. */
    static void turn(
            Planes<double[]> x,
            int from,
            int pitch,
            Planes<double[]> w,
            int first,
            int wPitch,
            Planes<double[]> y,
            int[] to,
            int t) {
        Planes<double[]> products = PRODUCTS.get();
        double[] yr = products.re();
        double[] yi = products.im();
        double[] xr = x.re();
        double[] xi = x.im();
        double[] wr = w.re();
        double[] wi = w.im();
        for (int k = 0; k < LANES; k++) {
            DoubleVector re = DoubleVector.fromArray(S, xr, from + k * pitch);
            DoubleVector im = DoubleVector.fromArray(S, xi, from + k * pitch);
            DoubleVector c = DoubleVector.fromArray(S, wr, first + k * wPitch);
            DoubleVector d = DoubleVector.fromArray(S, wi, first + k * wPitch);
            re.mul(c).sub(im.mul(d)).intoArray(yr, k * LANES);
            re.fma(d, im.mul(c)).intoArray(yi, k * LANES);
        }
        transpose(yr, yr, ROWS, 0, 1, y.re(), y.re(), to, t);
        transpose(yi, yi, ROWS, 0, 1, y.im(), y.im(), to, t);
    }

    /** Vectors of 256 bits. */
    private static void four(
            double[] even,
            double[] odd,
            int[] from,
            int f,
            double scale,
            double[] newEven,
            double[] newOdd,
            int[] to,
            int t) {
        DoubleVector factor = DoubleVector.broadcast(S, scale);
        DoubleVector a0 = DoubleVector.fromArray(S, even, from[0] + f).mul(factor);
        DoubleVector a1 = DoubleVector.fromArray(S, odd, from[1] + f).mul(factor);
        DoubleVector a2 = DoubleVector.fromArray(S, even, from[2] + f).mul(factor);
        DoubleVector a3 = DoubleVector.fromArray(S, odd, from[3] + f).mul(factor);
        DoubleVector b0 = a0.blend(a2.rearrange(BY2), IN2);
        DoubleVector b2 = a0.rearrange(BY2).blend(a2, IN2);
        DoubleVector b1 = a1.blend(a3.rearrange(BY2), IN2);
        DoubleVector b3 = a1.rearrange(BY2).blend(a3, IN2);
        b0.blend(b1.rearrange(BY1), IN1).intoArray(newEven, to[0] + t);
        b0.rearrange(BY1).blend(b1, IN1).intoArray(newOdd, to[1] + t);
        b2.blend(b3.rearrange(BY1), IN1).intoArray(newEven, to[2] + t);
        b2.rearrange(BY1).blend(b3, IN1).intoArray(newOdd, to[3] + t);
    }

    /** The numbers from there on times a factor, as bits: indices of {@code selectFrom} are integers then. */
    static LongVector fetch(double[] x, int at, DoubleVector factor) {
        return DoubleVector.fromArray(S, x, at).mul(factor).reinterpretAsLongs();
    }

    /** Vectors of 512 bits. */
    private static void eight(
            double[] even,
            double[] odd,
            int[] from,
            int f,
            double scale,
            double[] newEven,
            double[] newOdd,
            int[] to,
            int t) {
        LongVector low = LOW;
        LongVector high = HIGH;
        DoubleVector factor = DoubleVector.broadcast(S, scale);
        LongVector a0 = fetch(even, from[0] + f, factor);
        LongVector a1 = fetch(odd, from[1] + f, factor);
        LongVector a2 = fetch(even, from[2] + f, factor);
        LongVector a3 = fetch(odd, from[3] + f, factor);
        LongVector a4 = fetch(even, from[4] + f, factor);
        LongVector a5 = fetch(odd, from[5] + f, factor);
        LongVector a6 = fetch(even, from[6] + f, factor);
        LongVector a7 = fetch(odd, from[7] + f, factor);
        LongVector b0 = low.selectFrom(a0, a4);
        LongVector b1 = high.selectFrom(a0, a4);
        LongVector b2 = low.selectFrom(a1, a5);
        LongVector b3 = high.selectFrom(a1, a5);
        LongVector b4 = low.selectFrom(a2, a6);
        LongVector b5 = high.selectFrom(a2, a6);
        LongVector b6 = low.selectFrom(a3, a7);
        LongVector b7 = high.selectFrom(a3, a7);
        LongVector c0 = low.selectFrom(b0, b4);
        LongVector c1 = high.selectFrom(b0, b4);
        LongVector c2 = low.selectFrom(b1, b5);
        LongVector c3 = high.selectFrom(b1, b5);
        LongVector c4 = low.selectFrom(b2, b6);
        LongVector c5 = high.selectFrom(b2, b6);
        LongVector c6 = low.selectFrom(b3, b7);
        LongVector c7 = high.selectFrom(b3, b7);
        LongVector d0 = low.selectFrom(c0, c4);
        LongVector d1 = high.selectFrom(c0, c4);
        LongVector d2 = low.selectFrom(c1, c5);
        LongVector d3 = high.selectFrom(c1, c5);
        LongVector d4 = low.selectFrom(c2, c6);
        LongVector d5 = high.selectFrom(c2, c6);
        LongVector d6 = low.selectFrom(c3, c7);
        LongVector d7 = high.selectFrom(c3, c7);
        d0.reinterpretAsDoubles().intoArray(newEven, to[0] + t);
        d1.reinterpretAsDoubles().intoArray(newOdd, to[1] + t);
        d2.reinterpretAsDoubles().intoArray(newEven, to[2] + t);
        d3.reinterpretAsDoubles().intoArray(newOdd, to[3] + t);
        d4.reinterpretAsDoubles().intoArray(newEven, to[4] + t);
        d5.reinterpretAsDoubles().intoArray(newOdd, to[5] + t);
        d6.reinterpretAsDoubles().intoArray(newEven, to[6] + t);
        d7.reinterpretAsDoubles().intoArray(newOdd, to[7] + t);
    }
}
