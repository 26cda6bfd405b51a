package org.argand.backend.cpu;

import org.argand.array.ArgandException;
import org.argand.array.Shape;
import org.argand.backend.Operand;

/** The elements of an index tensor in row-major order, read where they lie, a block at a time. */
final class Indices {
    /** Indices that are read at a time. */
    static final int BLOCK = Frame.BLOCK;

    /** This thread's scratch arrays: narrowed indices, and such as do not lie in a row. */
    private static final int NARROWED = 0;

    private static final int GATHERED = 1;

    private final Access access;
    private final int count;

    private Indices(Access access, int count) {
        this.access = access;
        this.count = count;
    }

    /** The indices along that axis of that shape, each one checked; {@code op} is named if one is outside. */
    static Indices of(Operand operand, Shape shape, int axis, String op) {
        Indices all = new Indices(Access.of(operand, op), (int) operand.shape().size());
        long extent = shape.dim(axis);
        for (int start = 0; start < all.count; start += BLOCK) {
            int n = Math.min(BLOCK, all.count - start);
            if (!all.areBelow(extent, start, n)) {
                throw new ArgandException.InvalidArgument(
                        op,
                        "index "
                                + all.firstOutside(extent, start, n)
                                + " is outside axis "
                                + axis
                                + " of extent "
                                + extent
                                + " of "
                                + shape);
            }
        }
        return all;
    }

    /** How many there are. */
    int count() {
        return count;
    }

    /** The {@code n} indices from {@code start} on, a block at most: from 0 on in an array that is this thread's until the next call. */
    int[] read(int start, int n) {
        int[] narrowed = (int[]) Scratch.array(Storage.INTS, NARROWED);
        Object array = array(start, n);
        int at = at(start);
        if (array instanceof long[] longs) {
            for (int k = 0; k < n; k++) {
                narrowed[k] = (int) longs[at + k];
            }
        } else {
            System.arraycopy(array, at, narrowed, 0, n);
        }
        return narrowed;
    }

    /** An array that holds those indices, from {@link #at} on: the operand's own if they lie in a row there. */
    private Object array(int start, int n) {
        if (access.isContiguous()) {
            return access.array();
        }
        Object gathered = Scratch.array(Storage.of(access.dtype()), GATHERED);
        access.gather(start, n, gathered, 0);
        return gathered;
    }

    private int at(int start) {
        return access.isContiguous() ? access.offset() + start : 0;
    }

    /** Whether those indices are at least 0 and below {@code extent}: all signs at once, so that vectors do it. */
    private boolean areBelow(long extent, int start, int n) {
        Object array = array(start, n);
        int at = at(start);
        if (array instanceof long[] longs) {
            long signs = 0;
            long last = extent - 1;
            for (int k = at; k < at + n; k++) {
                signs |= longs[k] | (last - longs[k]);
            }
            return signs >= 0;
        }
        int[] ints = (int[]) array;
        int signs = 0;
        int last = (int) Math.min(Integer.MAX_VALUE, extent - 1);
        for (int k = at; k < at + n; k++) {
            signs |= ints[k] | (last - ints[k]);
        }
        return signs >= 0;
    }

    private long firstOutside(long extent, int start, int n) {
        Object array = array(start, n);
        int at = at(start);
        for (int k = at; k < at + n; k++) {
            long v = array instanceof long[] longs ? longs[k] : ((int[]) array)[k];
            if (v < 0 || v >= extent) {
                return v;
            }
        }
        throw new IllegalStateException("no index is outside " + extent);
    }
}
