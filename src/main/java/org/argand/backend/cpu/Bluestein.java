package org.argand.backend.cpu;

import org.argand.array.ArgandException;

/**
 * The transform of any length n as a convolution with a chirp, which is done by transforms of a convenient length.
 *
 * <p>With {@code c_j = e^{−πi j²/n}}: {@code X_k = c_k Σ_j (x_j c_j) conj(c_{k−j})}. The angle of the chirp comes from the
 * exact remainder of j² by 2n. Bluestein (1970), A linear filtering approach to the computation of the discrete Fourier
 * transform.
 */
final class Bluestein<T> implements Fft<T> {
    private static final int LONGEST = 1 << 29;

    private final FftArrays<T> arrays;
    private final int n;
    private final int m;
    private final MixedRadix<T> whole;

    /** The chirp c. */
    private final Planes<T> chirp;

    /** The transform of conj(c), wrapped around m, divided by m. */
    private final Planes<T> filter;

    Bluestein(FftArrays<T> arrays, int n) {
        if (n > LONGEST) {
            throw new ArgandException.InvalidArgument(
                    "fft",
                    "length "
                            + n
                            + " has a prime factor above "
                            + MixedRadix.LARGEST
                            + "; such lengths go up to "
                            + LONGEST);
        }
        this.arrays = arrays;
        this.n = n;
        this.m = convenient(2 * n - 1);
        this.whole = new MixedRadix<>(arrays, m);
        double[] cos = new double[n];
        double[] sin = new double[n];
        RootsOfUnity roots = new RootsOfUnity(2L * n);
        for (long j = 0; j < n; j++) {
            long turn = j * j % (2L * n);
            cos[(int) j] = roots.cos(turn);
            sin[(int) j] = -roots.sin(turn);
        }
        this.chirp = new Planes<>(arrays.table(cos), arrays.table(sin));
        this.filter = filter(cos, sin);
    }

    /** The length, at least {@code length}, of the form 2ᵃ·{1, 3, 5, 9, 15, 25, 27} whose transforms cost least. */
    private static int convenient(int length) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (long odd : new long[] {1, 3, 5, 9, 15, 25, 27}) {
            long m = odd;
            while (m < length) {
                m *= 2;
            }
            if (m < 1 << 30 && MixedRadix.cost((int) m) < least || best == 0) {
                best = (int) m;
                least = MixedRadix.cost(best);
            }
        }
        return best;
    }

    /** In double precision, whatever the transform's own is. */
    private Planes<T> filter(double[] cos, double[] sin) {
        MixedRadix<double[]> exact = new MixedRadix<>(FftArrays.DOUBLES, m);
        Planes<double[]> x = FftArrays.DOUBLES.planes(m);
        for (int j = 0; j < n; j++) {
            int mirror = j == 0 ? 0 : m - j;
            x.re()[j] = cos[j];
            x.re()[mirror] = cos[j];
            x.im()[j] = -sin[j];
            x.im()[mirror] = -sin[j];
        }
        Planes<double[]> work = FftArrays.DOUBLES.planes(m);
        Planes<double[]> y = exact.transform(new DoubleScalarFft(), x, work, 1);
        for (int j = 0; j < m; j++) {
            y.re()[j] /= m;
            y.im()[j] /= m;
        }
        return new Planes<>(arrays.table(y.re()), arrays.table(y.im()));
    }

    @Override
    public int length() {
        return n;
    }

    @Override
    public int room() {
        return m;
    }

    @Override
    public boolean fillsVectors() {
        return whole.fillsVectors();
    }

    @Override
    public Planes<T> transform(FftKernel<T> kernel, Planes<T> x, Planes<T> work, int lanes) {
        kernel.multiply(x, 0, chirp, 0, work, n, lanes);
        kernel.clear(work.re(), n * lanes, (m - n) * lanes);
        kernel.clear(work.im(), n * lanes, (m - n) * lanes);
        Planes<T> spectrum = whole.transform(kernel, work, x, lanes);
        Planes<T> product = spectrum == x ? work : x;
        kernel.multiply(spectrum, 0, filter, 0, product, m, lanes);
        // Exchanged parts before and after make the forward transform the inverse one.
        Planes<T> y =
                whole.transform(kernel, product.swapped(), spectrum.swapped(), lanes).swapped();
        Planes<T> result = y.re() == x.re() ? work : x;
        kernel.multiply(y, 0, chirp, 0, result, n, lanes);
        return result;
    }
}
