package org.argand.backend.reference;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.backend.Fold;

/** Gathers along an axis by an index tensor, and the adjoint of that, element by element. */
final class Indexing {
    private Indexing() {}

    /** {@code result[i…, j…, k…] = x[i…, indices[j…], k…]}. */
    static void gather(View x, View indices, int axis, View result) {
        long[] index = indices(indices, x.layout().shape(), axis, "gather");
        Scalar z = new Scalar();
        for (long p = 0; p < result.size(); p++) {
            result.set(p, x.get(source(x.layout().shape(), axis, index, p), z));
        }
    }

    /** {@code result[i…, indices[j…], k…] += updates[i…, j…, k…]} from zero, rounded once. */
    static void scatterAdd(View updates, View indices, int axis, View result) {
        Shape shape = result.layout().shape();
        long[] index = indices(indices, shape, axis, "scatterAdd");
        DType dtype = result.buffer().dtype();
        Accumulator[] cells = new Accumulator[Math.toIntExact(shape.size())];
        for (int c = 0; c < cells.length; c++) {
            cells[c] = new Accumulator(Fold.SUM, dtype);
        }
        Scalar z = new Scalar();
        for (long p = 0; p < updates.size(); p++) {
            cells[(int) source(shape, axis, index, p)].add(updates.get(p, z), 0);
        }
        for (int c = 0; c < cells.length; c++) {
            result.set(c, cells[c].finish());
        }
    }

    /** The element of the indexed tensor that belongs to element {@code p} of the tensor with the indices' axes. */
    private static long source(Shape shape, int axis, long[] index, long p) {
        long inner = 1;
        for (int a = axis + 1; a < shape.rank(); a++) {
            inner *= shape.dim(a);
        }
        long slot = p / inner % index.length;
        long outer = p / inner / index.length;
        return (outer * shape.dim(axis) + index[(int) slot]) * inner + p % inner;
    }

    private static long[] indices(View indices, Shape shape, int axis, String op) {
        long[] index = new long[Math.toIntExact(indices.size())];
        Scalar z = new Scalar();
        for (int j = 0; j < index.length; j++) {
            index[j] = indices.get(j, z).whole;
            if (index[j] < 0 || index[j] >= shape.dim(axis)) {
                throw new ArgandException.InvalidArgument(
                        op,
                        "index "
                                + index[j]
                                + " is outside axis "
                                + axis
                                + " of extent "
                                + shape.dim(axis)
                                + " of "
                                + shape);
            }
        }
        return index;
    }
}
