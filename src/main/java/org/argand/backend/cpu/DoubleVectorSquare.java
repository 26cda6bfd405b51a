package org.argand.backend.cpu;

import java.util.stream.IntStream;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The transposition of a square of vectors: as often as a vector can be halved, rows i and i + LANES/2 take turns to give rows 2i
 * and 2i + 1.
 *
 * <p>The longest vectors stay in registers all the time, which is several times as fast as going through scratch.
 */
final class DoubleVectorSquare {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = S.length();
    private static final DoubleVector LOW = DoubleVectorFft.LOW;
    private static final DoubleVector HIGH = DoubleVectorFft.HIGH;
    private static final ThreadLocal<double[]> SCRATCH =
            ThreadLocal.withInitial(() -> new double[LANES * LANES]);

    /** What {@link #turn} transposes, in the nearest cache. */
    private static final ThreadLocal<Planes<double[]>> PRODUCTS =
            ThreadLocal.withInitial(
                    () -> new Planes<>(new double[LANES * LANES], new double[LANES * LANES]));

    /** Where rows of such a square begin. */
    private static final int[] ROWS = IntStream.range(0, LANES).map(k -> k * LANES).toArray();

    private DoubleVectorSquare() {}

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
            whole(even, odd, from, f, scale, newEven, newOdd, to, t);
        } else {
            double[] scratch = SCRATCH.get();
            load(even, odd, from, f, scratch, scale);
            store(scratch, newEven, newOdd, to, t);
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

    private static void whole(
            double[] even,
            double[] odd,
            int[] from,
            int f,
            double scale,
            double[] newEven,
            double[] newOdd,
            int[] to,
            int t) {
        DoubleVector low = LOW;
        DoubleVector high = HIGH;
        DoubleVector factor = DoubleVector.broadcast(S, scale);
        DoubleVector a0 = DoubleVector.fromArray(S, even, from[0] + f).mul(factor);
        DoubleVector a1 = DoubleVector.fromArray(S, odd, from[1] + f).mul(factor);
        DoubleVector a2 = DoubleVector.fromArray(S, even, from[2] + f).mul(factor);
        DoubleVector a3 = DoubleVector.fromArray(S, odd, from[3] + f).mul(factor);
        DoubleVector a4 = DoubleVector.fromArray(S, even, from[4] + f).mul(factor);
        DoubleVector a5 = DoubleVector.fromArray(S, odd, from[5] + f).mul(factor);
        DoubleVector a6 = DoubleVector.fromArray(S, even, from[6] + f).mul(factor);
        DoubleVector a7 = DoubleVector.fromArray(S, odd, from[7] + f).mul(factor);
        DoubleVector b0 = low.selectFrom(a0, a4);
        DoubleVector b1 = high.selectFrom(a0, a4);
        DoubleVector b2 = low.selectFrom(a1, a5);
        DoubleVector b3 = high.selectFrom(a1, a5);
        DoubleVector b4 = low.selectFrom(a2, a6);
        DoubleVector b5 = high.selectFrom(a2, a6);
        DoubleVector b6 = low.selectFrom(a3, a7);
        DoubleVector b7 = high.selectFrom(a3, a7);
        DoubleVector c0 = low.selectFrom(b0, b4);
        DoubleVector c1 = high.selectFrom(b0, b4);
        DoubleVector c2 = low.selectFrom(b1, b5);
        DoubleVector c3 = high.selectFrom(b1, b5);
        DoubleVector c4 = low.selectFrom(b2, b6);
        DoubleVector c5 = high.selectFrom(b2, b6);
        DoubleVector c6 = low.selectFrom(b3, b7);
        DoubleVector c7 = high.selectFrom(b3, b7);
        DoubleVector d0 = low.selectFrom(c0, c4);
        DoubleVector d1 = high.selectFrom(c0, c4);
        DoubleVector d2 = low.selectFrom(c1, c5);
        DoubleVector d3 = high.selectFrom(c1, c5);
        DoubleVector d4 = low.selectFrom(c2, c6);
        DoubleVector d5 = high.selectFrom(c2, c6);
        DoubleVector d6 = low.selectFrom(c3, c7);
        DoubleVector d7 = high.selectFrom(c3, c7);
        d0.intoArray(newEven, to[0] + t);
        d1.intoArray(newOdd, to[1] + t);
        d2.intoArray(newEven, to[2] + t);
        d3.intoArray(newOdd, to[3] + t);
        d4.intoArray(newEven, to[4] + t);
        d5.intoArray(newOdd, to[5] + t);
        d6.intoArray(newEven, to[6] + t);
        d7.intoArray(newOdd, to[7] + t);
    }

    /** The first half of the rounds: one for vectors of four lanes, else two. */
    private static void load(
            double[] even, double[] odd, int[] rows, int at, double[] scratch, double scale) {
        DoubleVector factor = DoubleVector.broadcast(S, scale);
        DoubleVector low = LOW;
        DoubleVector high = HIGH;
        if (LANES == 4) {
            for (int i = 0; i < LANES / 2; i++) {
                double[] x = i % 2 == 0 ? even : odd;
                DoubleVector a = DoubleVector.fromArray(S, x, rows[i] + at).mul(factor);
                DoubleVector b = DoubleVector.fromArray(S, x, rows[i + LANES / 2] + at).mul(factor);
                low.selectFrom(a, b).intoArray(scratch, 2 * i * LANES);
                high.selectFrom(a, b).intoArray(scratch, (2 * i + 1) * LANES);
            }
            return;
        }
        for (int i = 0; i < LANES / 4; i++) {
            double[] x = i % 2 == 0 ? even : odd;
            DoubleVector a = DoubleVector.fromArray(S, x, rows[i] + at).mul(factor);
            DoubleVector b = DoubleVector.fromArray(S, x, rows[i + LANES / 4] + at).mul(factor);
            DoubleVector c = DoubleVector.fromArray(S, x, rows[i + LANES / 2] + at).mul(factor);
            DoubleVector d = DoubleVector.fromArray(S, x, rows[i + LANES / 4 * 3] + at).mul(factor);
            DoubleVector e = low.selectFrom(a, c);
            DoubleVector f = high.selectFrom(a, c);
            DoubleVector g = low.selectFrom(b, d);
            DoubleVector h = high.selectFrom(b, d);
            int o = 4 * i * LANES;
            low.selectFrom(e, g).intoArray(scratch, o);
            high.selectFrom(e, g).intoArray(scratch, o + LANES);
            low.selectFrom(f, h).intoArray(scratch, o + 2 * LANES);
            high.selectFrom(f, h).intoArray(scratch, o + 3 * LANES);
        }
    }

    /** The second half of the rounds: one. */
    private static void store(double[] scratch, double[] even, double[] odd, int[] rows, int at) {
        DoubleVector low = LOW;
        DoubleVector high = HIGH;
        for (int i = 0; i < LANES / 2; i++) {
            DoubleVector a = DoubleVector.fromArray(S, scratch, i * LANES);
            DoubleVector b = DoubleVector.fromArray(S, scratch, (i + LANES / 2) * LANES);
            low.selectFrom(a, b).intoArray(even, rows[2 * i] + at);
            high.selectFrom(a, b).intoArray(odd, rows[2 * i + 1] + at);
        }
    }
}
