package org.argand.backend.cuda;

import java.util.Optional;
import org.argand.array.Layout;

/**
 * A row-major factor as a column-major library takes its transpose: with an operation and the distance of its columns.
 *
 * <p>What lies row by row <em>is</em> the transpose, column by column; what lies column by column is to be transposed.
 *
 * @param leading elements from one column of the library's matrix to the next
 */
record BlasMatrix(Operation operation, int leading) {
    /** What the library does to a matrix that it reads; the order is that of its constants. */
    enum Operation {
        NONE,
        TRANSPOSE,
        ADJOINT
    }

    /** The last two axes of a layout, conjugated or not; empty if only a copy can be read. */
    static Optional<BlasMatrix> of(Layout x, boolean conjugated) {
        int last = x.shape().rank() - 1;
        return of(
                x.shape().dim(last - 1),
                x.shape().dim(last),
                x.stride(last - 1),
                x.stride(last),
                conjugated);
    }

    /** A matrix with those strides; empty if only a copy can be read. */
    static Optional<BlasMatrix> of(
            long rows, long columns, long rowStride, long columnStride, boolean conjugated) {
        Optional<BlasMatrix> asItLies =
                conjugated
                        ? Optional.empty()
                        : of(Operation.NONE, columns, columnStride, rows, rowStride);
        Operation exchange = conjugated ? Operation.ADJOINT : Operation.TRANSPOSE;
        return asItLies.or(() -> of(exchange, rows, rowStride, columns, columnStride));
    }

    /** {@code count} columns of {@code length} neighbours; strides along an extent of 1 do not matter. */
    private static Optional<BlasMatrix> of(
            Operation operation, long length, long stride, long count, long distance) {
        long leading = count == 1 ? Math.max(1, length) : distance;
        boolean fits = length == 1 || stride == 1;
        return fits && leading >= Math.max(1, length) && leading <= Integer.MAX_VALUE
                ? Optional.of(new BlasMatrix(operation, (int) leading))
                : Optional.empty();
    }
}
