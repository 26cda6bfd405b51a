package org.argand.backend.cpu;

/**
 * Fills rows, each with one number or with one pair of numbers.
 *
 * @param <T> {@code float[]} or {@code double[]}
 */
interface Spreader<T> {
    /**
     * Numbers {@code o + r·t} and the {@code n} − 1 after it of y become number {@code i + r·s} of x.
     *
     * @param pairs whether they become, in turn, that number and the one after it; {@code n} is even then
     */
    void spread(boolean pairs, T x, int i, int s, T y, int o, int t, int rows, int n);
}
