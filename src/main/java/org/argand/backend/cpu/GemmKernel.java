package org.argand.backend.cpu;

import java.util.Optional;

/**
 * The innermost part of a matrix multiply: tiles of C, held in registers, from strips of A and a
 * panel of B.
 *
 * <p>Every kernel computes each element by the same chain of operations, so that which kernel is used,
 * and how large its tile is, cannot be seen in the result: real, {@code s = fma(a_k, b_k, s)} for k =
 * 0, 1, … from s = 0; complex, the four real chains ΣRe a·Re b, ΣIm a·Im b, ΣRe a·Im b, ΣIm a·Re b in
 * that manner, then one subtraction and one addition. What was in C is added last, if at all.
 *
 * <p>All offsets, strides and widths count numbers of the array; a complex element is two of them.
 *
 * @param <T> {@code float[]} or {@code double[]}
 */
interface GemmKernel<T> {

    /** What to use instead where C is narrow; none where that would not be faster. */
    default Optional<NarrowKernel<T>> narrow() {
        return Optional.empty();
    }

    /** The kernel for that many numbers in a row of C. */
    default GemmKernel<T> forColumns(int numbers) {
        return this;
    }

    /** Numbers in one column of a strip of A; even. A complex row is two of them. */
    int height();

    /** Rows of a tile, and of a strip of A; any number may be multiplied, but a multiple is what costs least. */
    default int rows(boolean complex) {
        return complex ? height() / 2 : height();
    }

    /** Numbers in one row of a tile, and of a panel of B; even. */
    int width();

    /**
     * Copies rows of B into whole panels, of which the first one begins at {@code begin} and each next one {@code apart}
     * further on.
     *
     * @param at where in {@code from} the rows begin, {@code row} numbers apart
     */
    default void copyPanels(
            T from, int at, int row, int depth, int panels, T to, int begin, int apart) {
        copy(width(), from, at, row, depth, panels, to, begin, apart);
    }

    /** As {@link #copyPanels}, columns of A into whole strips. */
    default void copyStrips(
            T from, int at, int row, int depth, int strips, T to, int begin, int apart) {
        copy(height(), from, at, row, depth, strips, to, begin, apart);
    }

    private void copy(
            int width, T from, int at, int row, int depth, int count, T to, int begin, int apart) {
        for (int p = 0; p < count; p++) {
            for (int k = 0; k < depth; k++) {
                int place = begin + p * apart + k * width;
                System.arraycopy(from, at + k * row + p * width, to, place, width);
            }
        }
    }

    /**
     * A column of tiles.
     *
     * @param rows how many rows of A and C there are
     * @param depth how many columns of A and rows of B to multiply
     * @param a A in strips of {@link #rows} rows, a row stride from one to the next; in a strip, column after column, and
     *     the last one is filled up. Read conjugated where it says so
     * @param b a panel of B: rows of {@link #width()} numbers, one after another
     * @param c C, with contiguous rows of {@link #width()} numbers
     * @param add whether to add to C instead of replacing it
     */
    void multiply(
            boolean complex,
            int rows,
            int depth,
            Strided<T> a,
            Strided<T> b,
            Strided<T> c,
            boolean add);
}
