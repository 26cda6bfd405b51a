package org.argand.backend.cpu;

/**
 * Copies a matrix into its transpose, or into its adjoint.
 *
 * @param <T> {@code float[]} or {@code double[]}
 */
interface Transposer<T> {
    /** Number {@code o + r·t + c} of y becomes number {@code i + c·s + r} of x. */
    void singles(T x, int i, int s, T y, int o, int t, int rows, int columns);

    /**
     * Number {@code o + r·t + 2c} of y, and the one after it, become number {@code i + c·s + 2r} of x and the one after that.
     *
     * @param conj whether the second number changes its sign
     */
    void pairs(T x, int i, int s, T y, int o, int t, int rows, int columns, boolean conj);
}
