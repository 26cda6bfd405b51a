package org.argand.backend.cpu;

import java.util.Arrays;
import org.argand.array.ArgandException;

/**
 * The transform of any length n as a convolution with a chirp, which is done by transforms of a convenient length.
 *
 * <p>With {@code c_j = e^{−πi j²/n}}: {@code X_k = c_k Σ_j (x_j c_j) conj(c_{k−j})}. The angle of the chirp comes from the
 * exact remainder of j² by 2n. Bluestein (1970), A linear filtering approach to the computation of the discrete Fourier
 * transform.
 */
final class Bluestein implements Fft {
    private static final int LONGEST = 1 << 29;

    private final int n;
    private final int m;
    private final MixedRadix whole;

    /** The chirp c as (re, im). */
    private final double[] chirp;

    /** The transform of conj(c), wrapped around m, divided by m, as (re, im). */
    private final double[] filter;

    Bluestein(int n) {
        if (n > LONGEST) {
            throw new ArgandException.InvalidArgument(
                    "fft",
                    "length "
                            + n
                            + " has a prime factor above 13; such lengths go up to "
                            + LONGEST);
        }
        this.n = n;
        this.m = convenient(2 * n - 1);
        this.whole = new MixedRadix(m);
        this.chirp = new double[2 * n];
        RootsOfUnity roots = new RootsOfUnity(2L * n);
        for (long j = 0; j < n; j++) {
            long turn = j * j % (2L * n);
            chirp[(int) (2 * j)] = roots.cos(turn);
            chirp[(int) (2 * j) + 1] = -roots.sin(turn);
        }
        this.filter = filter();
    }

    /** The shortest length, at least {@code length}, of the form 2ᵃ·{1, 3, 5, 9, 15}. */
    private static int convenient(int length) {
        long best = Long.MAX_VALUE;
        for (long odd : new long[] {1, 3, 5, 9, 15}) {
            long m = odd;
            while (m < length) {
                m *= 2;
            }
            best = Math.min(best, m);
        }
        return (int) best;
    }

    private double[] filter() {
        Planes x = Planes.of(m);
        for (int j = 0; j < n; j++) {
            int mirror = j == 0 ? 0 : m - j;
            x.re()[j] = chirp[2 * j];
            x.re()[mirror] = chirp[2 * j];
            x.im()[j] = -chirp[2 * j + 1];
            x.im()[mirror] = -chirp[2 * j + 1];
        }
        Planes y = whole.transform(x, Planes.of(m), 1);
        double[] f = new double[2 * m];
        for (int j = 0; j < m; j++) {
            f[2 * j] = y.re()[j] / m;
            f[2 * j + 1] = y.im()[j] / m;
        }
        return f;
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
    public Planes transform(Planes x, Planes work, int lines) {
        multiply(x, chirp, n, lines);
        Arrays.fill(x.re(), n * lines, m * lines, 0);
        Arrays.fill(x.im(), n * lines, m * lines, 0);
        Planes spectrum = whole.transform(x, work, lines);
        multiply(spectrum, filter, m, lines);
        // Exchanged parts before and after make the forward transform the inverse one.
        Planes other = spectrum == x ? work : x;
        Planes result = whole.transform(spectrum.swapped(), other.swapped(), lines).swapped();
        multiply(result, chirp, n, lines);
        return result;
    }

    /** Multiplies the first {@code count} elements of each line by those factors. */
    private static void multiply(Planes x, double[] factors, int count, int lines) {
        double[] re = x.re();
        double[] im = x.im();
        for (int j = 0; j < count; j++) {
            double wr = factors[2 * j];
            double wi = factors[2 * j + 1];
            for (int i = j * lines; i < (j + 1) * lines; i++) {
                double r = re[i];
                double s = im[i];
                re[i] = r * wr - s * wi;
                im[i] = r * wi + s * wr;
            }
        }
    }
}
