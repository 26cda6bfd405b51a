package org.argand.backend.cpu;

/** A way to compute the forward Fourier transform of one length; immutable, used by any number of threads at once. */
sealed interface Fft extends FftPlans.Plan permits MixedRadix, Bluestein {
    /**
     * Computes {@code Σ_j x_j e^{−2πi jk/n}} of the lines in {@code x}, whose content is lost, and returns which of the two
     * planes the results are in.
     */
    Planes transform(Planes x, Planes work, int lines);

    /** A new plan for that length. */
    static Fft of(int n) {
        return MixedRadix.fits(n) ? new MixedRadix(n) : new Bluestein(n);
    }
}
