package org.argand.backend.cpu;

/**
 * The multiply for a C whose rows fit into one vector: nothing is packed, rows of B are masked loads.
 *
 * <p>Elements are the same chains of operations as those of a {@link GemmKernel}; offsets, strides and
 * widths count numbers of the array.
 *
 * @param <T> {@code float[]} or {@code double[]}
 */
interface NarrowKernel<T> {

    /** Most numbers in a row of C. */
    int width();

    /**
     * Real rows of C.
     *
     * @param a A, with any strides
     * @param b B, with contiguous columns
     * @param c C, with contiguous columns
     * @param used numbers in a row of B and of C
     * @param add whether to add to C instead of replacing it
     */
    void real(int rows, int depth, Strided<T> a, Strided<T> b, Strided<T> c, int used, boolean add);

    /** Complex rows of C; as {@link #real}, with A and B read conjugated where they say so. */
    void complex(
            int rows, int depth, Strided<T> a, Strided<T> b, Strided<T> c, int used, boolean add);
}
