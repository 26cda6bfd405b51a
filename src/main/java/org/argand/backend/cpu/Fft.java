package org.argand.backend.cpu;

/**
 * A way to compute the forward Fourier transform of one length; immutable, used by any number of threads at once.
 *
 * @param <T> {@code float[]} or {@code double[]}
 */
sealed interface Fft<T> extends FftPlans.Plan permits MixedRadix, Bluestein {
    /**
     * Computes {@code Σ_j x_j e^{−2πi jk/n}} of the lines in {@code x}, whose content is lost, and returns which of the two
     * planes the results are in. The operations on a line do not depend on the number of lanes.
     */
    Planes<T> transform(FftKernel<T> kernel, Planes<T> x, Planes<T> work, int lanes);

    /** Whether one line fills vectors by itself. */
    boolean fillsVectors();

    /** A new plan for that length. */
    static <T> Fft<T> of(FftArrays<T> arrays, int n) {
        return MixedRadix.fits(n) ? new MixedRadix<>(arrays, n) : new Bluestein<>(arrays, n);
    }
}
