package org.argand.backend.cpu;

import java.util.Optional;

/**
 * The innermost part of a matrix multiply: one tile of C, held in registers, from a strip of A and a
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

    /** Rows of a tile. */
    int rows(boolean complex);

    /** Numbers in one row of a tile, and of a panel of B; even. */
    int width();

    /**
     * A tile of real numbers.
     *
     * @param depth how many columns of A and rows of B to multiply
     * @param a row r of the strip begins at {@code ao + min(r, last) * aStride} and is contiguous
     * @param last the last row of the strip that exists; rows of the tile below it repeat it
     * @param b a panel: {@code depth} rows of {@link #width()} numbers, from {@code bo}
     * @param c row r of the tile goes to {@code co + r * cStride}
     * @param add whether to add to C instead of replacing it
     */
    void real(
            int depth,
            T a,
            int ao,
            int aStride,
            int last,
            T b,
            int bo,
            T c,
            int co,
            int cStride,
            boolean add);

    /**
     * A tile of interleaved complex numbers; as {@link #real}.
     *
     * @param conjA whether to conjugate A
     */
    void complex(
            int depth,
            T a,
            int ao,
            int aStride,
            int last,
            boolean conjA,
            T b,
            int bo,
            T c,
            int co,
            int cStride,
            boolean add);
}
