package org.argand.backend.cpu;

/**
 * A matrix inside an array: where it begins and how far apart its rows and columns are.
 *
 * <p>Offset and strides count elements in {@link Matmul} and numbers of the array (two to a complex
 * element) below it; {@link #times} goes from one to the other.
 *
 * @param conj whether the elements are to be read conjugated
 * @param <T> {@code float[]} or {@code double[]}
 */
record Strided<T>(T data, int offset, int rowStride, int colStride, boolean conj) {

    /** Where the element in row i and column j is. */
    int at(int i, int j) {
        return offset + i * rowStride + j * colStride;
    }

    /** The same matrix with rows and columns exchanged. */
    Strided<T> transposed() {
        return new Strided<>(data, offset, colStride, rowStride, conj);
    }

    /** The same matrix but {@code by} further on. */
    Strided<T> shifted(int by) {
        return new Strided<>(data, offset + by, rowStride, colStride, conj);
    }

    /** The same matrix with offset and strides {@code unit} times as large. */
    Strided<T> times(int unit) {
        return new Strided<>(data, offset * unit, rowStride * unit, colStride * unit, conj);
    }
}
