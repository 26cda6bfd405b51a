package org.argand.backend.cuda;

import org.argand.array.Shape;

/**
 * The shape {@code [outer, n, inner]} of an operand as kernels see it that work along one axis.
 *
 * @param outer elements of the axes before
 * @param n extent of the axis
 * @param inner elements of the axes after
 */
record AroundAxis(long outer, long n, long inner) {
    static AroundAxis of(Shape shape, int axis) {
        long outer = 1;
        for (int a = 0; a < axis; a++) {
            outer *= shape.dim(a);
        }
        long inner = 1;
        for (int a = axis + 1; a < shape.rank(); a++) {
            inner *= shape.dim(a);
        }
        return new AroundAxis(outer, shape.dim(axis), inner);
    }

    /** How many lines there are along the axis. */
    long lines() {
        return outer * inner;
    }

    long size() {
        return outer * n * inner;
    }
}
