package org.argand.backend.cpu;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * What Fourier transforms have for each type of array: kernels, plans, and scratch.
 *
 * @param <T> {@code float[]} or {@code double[]}
 */
final class FftArrays<T> {
    /** Transforms of single precision. */
    static final FftArrays<float[]> FLOATS =
            new FftArrays<>(
                    float[]::new,
                    x -> x.length,
                    FftArrays::rounded,
                    new FloatScalarFft(),
                    () -> new FloatVectorFft());

    /** Transforms of double precision. */
    static final FftArrays<double[]> DOUBLES =
            new FftArrays<>(
                    double[]::new,
                    x -> x.length,
                    double[]::clone,
                    new DoubleScalarFft(),
                    () -> new DoubleVectorFft());

    /**
     * Numbers by which an array is longer than asked for: four arrays of a power of two, one after the other, would share
     * the same places of the first-level cache, which costs up to twice the time.
     */
    private static final int PADDING = 72;

    private static final double[] NO_ROOTS = {};

    /** Numbers per line, summed over the plans kept: 16 to 40 bytes of tables each. */
    private static final long LIMIT = 1 << 21;

    private final IntFunction<T> maker;
    private final ToIntFunction<T> length;
    private final Function<double[], T> rounding;
    private final FftPlans<Fft<T>> complex = new FftPlans<>(LIMIT, n -> Fft.of(this, n));
    private final FftPlans<RealFft<T>> real = new FftPlans<>(LIMIT, n -> new RealFft<>(this, n));
    private final Map<Integer, T> roots = new ConcurrentHashMap<>();
    private final ThreadLocal<SoftReference<List<Planes<T>>>> scratch =
            ThreadLocal.withInitial(() -> new SoftReference<>(null));

    /** The kernel to use now; package-private so that tests and benchmarks can wait for it. */
    final Warm<FftKernel<T>> kernel;

    private FftArrays(
            IntFunction<T> maker,
            ToIntFunction<T> length,
            Function<double[], T> rounding,
            FftKernel<T> plain,
            Supplier<FftKernel<T>> vector) {
        this.maker = maker;
        this.length = length;
        this.rounding = rounding;
        this.kernel = new Warm<>(plain, vector, this::rehearse);
    }

    private static float[] rounded(double[] x) {
        float[] y = new float[x.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = (float) x[i];
        }
        return y;
    }

    /** The plan for n complex numbers. */
    Fft<T> plan(int n) {
        return complex.get(n);
    }

    /** The plan for n real numbers. */
    RealFft<T> realPlan(int n) {
        return real.get(n);
    }

    /** A table of those numbers, each rounded once. */
    T table(double[] x) {
        return rounding.apply(x);
    }

    /**
     * The cosine and the sine of 2πjk/r for each k from 1 to (r − 1)/2 and, for each of them, each such j; none for a radix r
     * whose butterflies have a formula of their own. Kept for good: 1 or 2 MB for all primes.
     */
    T roots(int radix) {
        return roots.computeIfAbsent(
                radix, r -> table(MixedRadix.hasFormula(r) ? NO_ROOTS : products(r)));
    }

    private static double[] products(int radix) {
        RootsOfUnity all = new RootsOfUnity(radix);
        int half = radix / 2;
        double[] products = new double[2 * half * half];
        for (int k = 1, at = 0; k <= half; k++) {
            for (int j = 1; j <= half; j++) {
                products[at++] = all.cos((long) j * k);
                products[at++] = all.sin((long) j * k);
            }
        }
        return products;
    }

    /** New planes for so many numbers at least. */
    Planes<T> planes(int length) {
        return new Planes<>(maker.apply(length + PADDING), maker.apply(length + PADDING));
    }

    /**
     * This thread's scratch of that number: planes for so many numbers each, with any content. They stay with the thread
     * until memory runs short.
     */
    Planes<T> scratch(int number, int length) {
        List<Planes<T>> kept = scratch.get().get();
        if (kept == null) {
            kept = new ArrayList<>();
            scratch.set(new SoftReference<>(kept));
        }
        while (kept.size() <= number) {
            kept.add(planes(0));
        }
        Planes<T> found = kept.get(number);
        if (this.length.applyAsInt(found.re()) < length) {
            found = planes(length);
            kept.set(number, found);
        }
        return found;
    }

    /** Every loop of a kernel once, on a few vectors. */
    private double rehearse(FftKernel<T> kernel) {
        int width = 32;
        int radices = 2 * MixedRadix.LAST;
        Planes<T> x = scratch(0, radices * width);
        Planes<T> y = scratch(1, radices * width);
        Planes<T> w = scratch(2, radices * width);
        for (int radix : MixedRadix.RADICES) {
            kernel.pass(radix, 2, width / 2, w.re(), w.im(), x, y);
            kernel.pass(radix, 1, width, w.re(), w.im(), x, y);
        }
        for (int row : new int[] {width, MixedRadix.LAST}) {
            kernel.pass(MixedRadix.LAST, 1, row, w.re(), w.im(), x, y);
        }
        int[] at = new int[16];
        kernel.gather(x.re(), at, at.length, 16, y);
        kernel.scatter(x, at.length, 16, 1, y.re(), at);
        kernel.multiply(x, 0, w, 0, y, 2 * width, 1);
        kernel.multiply(x, 0, w, 0, y, 2, width);
        kernel.transpose(x.re(), 0, 16, 16, 16, y.re(), 0, 16);
        kernel.turn(x, 0, 16, 16, 16, 1, w, 0, 16, y, 0, 16);
        kernel.turn(x, 0, 2 * width, 2, 2, width, w, 0, 2, y, 0, 2 * width);
        kernel.separate(x.re(), 0, width, y, 0);
        kernel.interleave(x, 0, width, 1, y.re(), 0);
        for (int lanes : new int[] {1, width}) {
            int half = lanes == 1 ? 2 * width : 2;
            kernel.split(half, x, w, y, lanes);
            kernel.join(half, x, w, y, lanes);
        }
        return 1;
    }
}
