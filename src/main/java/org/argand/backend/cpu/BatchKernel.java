package org.argand.backend.cpu;

/**
 * Many small products, one behind the other: matrices so small that the call of a {@link GemmKernel} would cost more than
 * the product.
 *
 * <p>The chains of operations are those of {@link GemmKernel}. All offsets, strides and steps count numbers of the array;
 * a complex element is two of them.
 *
 * @param <T> {@code float[]} or {@code double[]}
 */
interface BatchKernel<T> {

    /** The most rows, columns and terms of a product that is small. */
    int SMALL = 16;

    /** Whether this is a fast way to compute rows of so many numbers. */
    boolean suits(int rowLength);

    /** Products whose matrices number i begin {@code i} steps after those number 0. */
    record Batch<T>(
            boolean complex,
            int m,
            int n,
            int k,
            Strided<T> a,
            int aStep,
            Strided<T> b,
            int bStep,
            Strided<T> c,
            int cStep) {}

    /** Whether B may be transposed in these products; its columns are to be contiguous otherwise. */
    default boolean turns(Batch<T> batch) {
        return false;
    }

    /** Sets C of {@code count} products from number {@code first} on; the columns of C are contiguous. */
    void multiply(Batch<T> batch, int first, int count);
}
