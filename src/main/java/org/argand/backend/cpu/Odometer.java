package org.argand.backend.cpu;

import org.argand.array.Layout;

/** Counts through the leading axes of some operands at once, in row-major order, keeping each one's position. */
final class Odometer {
    private final long[] dims;
    private final long[][] strides;
    private final long[] index;
    private final long[] at;

    /** Over the first {@code rank} axes of layouts that agree in them. */
    Odometer(int rank, Layout... layouts) {
        this.dims = new long[rank];
        this.index = new long[rank];
        this.strides = new long[layouts.length][rank];
        this.at = new long[layouts.length];
        for (int a = 0; a < rank; a++) {
            dims[a] = layouts[0].shape().dim(a);
        }
        for (int k = 0; k < layouts.length; k++) {
            at[k] = layouts[k].offset();
            for (int a = 0; a < rank; a++) {
                strides[k][a] = layouts[k].stride(a);
            }
        }
    }

    /** How many positions there are. */
    long count() {
        long n = 1;
        for (long d : dims) {
            n *= d;
        }
        return n;
    }

    /** The element of that operand at this position, with index 0 along the axes that are not counted. */
    int at(int operand) {
        return (int) at[operand];
    }

    /** Goes to that position, counted from 0 in row-major order. */
    void turnTo(long position) {
        long rest = position;
        for (int a = dims.length - 1; a >= 0; a--) {
            long i = rest % dims[a];
            for (int k = 0; k < at.length; k++) {
                at[k] += (i - index[a]) * strides[k][a];
            }
            index[a] = i;
            rest /= dims[a];
        }
    }

    /** Goes on to the next position; after the last one to the first. */
    void next() {
        for (int a = dims.length - 1; a >= 0; a--) {
            boolean wraps = ++index[a] == dims[a];
            for (int k = 0; k < at.length; k++) {
                at[k] += wraps ? strides[k][a] * (1 - dims[a]) : strides[k][a];
            }
            if (!wraps) {
                return;
            }
            index[a] = 0;
        }
    }
}
