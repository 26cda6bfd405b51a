package org.argand.backend.cpu;

/** Copies a matrix of complex64 into its transpose, or into its adjoint. */
interface PairTransposer {
    /**
     * Number {@code o + r·t + 2c} of y, and the one after it, become number {@code i + c·s + 2r} of x and the one after that.
     *
     * @param conj whether the second number changes its sign
     */
    void transpose(
            float[] x, int i, int s, float[] y, int o, int t, int rows, int columns, boolean conj);
}
