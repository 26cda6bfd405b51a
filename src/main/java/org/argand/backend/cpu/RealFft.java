package org.argand.backend.cpu;

/**
 * The transform of n real numbers to a half spectrum and back; immutable, used by any number of threads at once.
 *
 * <p>For even n the numbers are taken in pairs as n/2 complex ones, z_j = x_{2j} + i x_{2j+1}, whose transform Z gives the
 * spectra of the even and of the odd numbers, E = ½(Z_k + conj Z_{n/2−k}) and iO = ½(Z_k − conj Z_{n/2−k}), and
 * X_k = E_k + e^{−2πik/n} O_k. For odd n they are complex numbers without imaginary parts.
 */
final class RealFft<T> implements FftPlans.Plan {
    private final int n;
    private final boolean paired;
    private final Fft<T> fft;

    /** e^{−2πik/n} for the k below n/2. */
    private final Planes<T> turns;

    RealFft(FftArrays<T> arrays, int n) {
        this.n = n;
        this.paired = n % 2 == 0;
        this.fft = arrays.plan(paired ? n / 2 : n);
        double[] cos = new double[paired ? n / 2 : 0];
        double[] sin = new double[cos.length];
        if (paired) {
            RootsOfUnity roots = new RootsOfUnity(n);
            for (int k = 0; k < cos.length; k++) {
                cos[k] = roots.cos(k);
                sin[k] = -roots.sin(k);
            }
        }
        this.turns = new Planes<>(arrays.table(cos), arrays.table(sin));
    }

    @Override
    public int length() {
        return n;
    }

    @Override
    public int room() {
        return Math.max(fft.room(), n / 2 + 1);
    }

    /** The transform of complex numbers that does the work. */
    Fft<T> complex() {
        return fft;
    }

    /** The lines of an array of real numbers, in pairs where that is how they are transformed. */
    FftLines<T> lines(T array, int[] at, int count, int step) {
        return paired
                ? new FftLines<>(array, at, count, 2 * step, step)
                : new FftLines<>(array, at, count, step, FftLines.NONE);
    }

    /** From real lines to half spectra. */
    void forward(
            FftKernel<T> kernel,
            FftLines<T> from,
            FftLines<T> to,
            Planes<T> x,
            Planes<T> work,
            double scale) {
        int lanes = from.count();
        from.gather(kernel, fft.length(), x, work);
        Planes<T> y = fft.transform(kernel, x, work, lanes);
        Planes<T> z = y == x ? work : x;
        if (paired) {
            kernel.split(n / 2, y, turns, z, lanes);
            to.scatter(kernel, n / 2 + 1, z, y, scale);
        } else {
            to.scatter(kernel, n / 2 + 1, y, z, scale);
        }
    }

    /** From half spectra to real lines. */
    void inverse(
            FftKernel<T> kernel,
            FftLines<T> from,
            FftLines<T> to,
            Planes<T> x,
            Planes<T> work,
            double scale) {
        int lanes = from.count();
        from.gather(kernel, n / 2 + 1, x, work);
        Planes<T> z = x;
        if (paired) {
            kernel.join(n / 2, x, turns, work, lanes);
            z = work;
        } else {
            kernel.mirror(x, n, lanes);
        }
        Planes<T> other = z == x ? work : x;
        // Exchanged parts before and after make the forward transform the inverse one.
        Planes<T> y = fft.transform(kernel, z.swapped(), other.swapped(), lanes).swapped();
        to.scatter(kernel, fft.length(), y, y.re() == x.re() ? work : x, scale);
    }
}
