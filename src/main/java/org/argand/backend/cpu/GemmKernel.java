package org.argand.backend.cpu;

import java.util.Optional;

/**
 * The innermost part of a matrix multiply: tiles of C, held in registers, from rows of A and a panel
 * of B.
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

    /** Rows of a tile; any number may be multiplied, but a multiple is what costs least. */
    int rows(boolean complex);

    /** Numbers in one row of a tile, and of a panel of B; even. */
    int width();

    /**
     * A column of tiles of real numbers.
     *
     * @param rows how many rows of A and C there are
     * @param depth how many columns of A and rows of B to multiply
     * @param a A, with contiguous rows
     * @param b a panel of B: contiguous rows of {@link #width()} numbers
     * @param c C, with contiguous rows of {@link #width()} numbers
     * @param add whether to add to C instead of replacing it
     */
    void real(int rows, int depth, Strided<T> a, Strided<T> b, Strided<T> c, boolean add);

    /** A column of tiles of complex numbers; as {@link #real}, with A read conjugated where it says so. */
    void complex(int rows, int depth, Strided<T> a, Strided<T> b, Strided<T> c, boolean add);
}
