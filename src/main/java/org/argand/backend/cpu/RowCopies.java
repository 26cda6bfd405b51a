package org.argand.backend.cpu;

/**
 * Copies rows whose numbers, or pairs of numbers, do not follow one another in the source: all are the same, or they come
 * backwards. Row r begins at number {@code i + r·s} of x and {@code o + r·t} of y, and becomes {@code n} numbers of y, which is
 * even for pairs.
 *
 * @param <T> {@code float[]} or {@code double[]}
 */
interface RowCopies<T> {
    /** The first number of a row, or the first pair, over and over. */
    void spread(boolean pairs, T x, int i, int s, T y, int o, int t, int rows, int n);

    /** The first number of a row, or the first pair, then those before it in x; pairs stay the right way round. */
    void reverse(boolean pairs, T x, int i, int s, T y, int o, int t, int rows, int n);
}
