package org.argand.backend.cuda;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.argand.array.Layout;
import org.argand.array.Shape;

/**
 * Axes of an index space with the strides of some operands along each; axes of extent 1 are left out, and neighbours that
 * are one axis to every operand are merged, which keeps the row-major order.
 *
 * @param extents of the axes that are left, at least one
 * @param strides for each operand, along each axis
 */
record Axes(long[] extents, List<long[]> strides) {
    /** The axes {@code which} of {@code shape} to operands with those strides along all of its axes. */
    static Axes of(Shape shape, int[] which, List<long[]> operands) {
        // Of each merged axis its extent, and the innermost axis in it, whose strides it has.
        long[] extents = new long[Math.max(1, which.length)];
        int[] innermost = new int[which.length];
        int n = 0;
        for (int axis : which) {
            long extent = shape.dim(axis);
            if (extent == 1) {
                continue;
            }
            if (n > 0 && merges(innermost[n - 1], axis, extent, operands)) {
                n--;
                extents[n] *= extent;
            } else {
                extents[n] = extent;
            }
            innermost[n++] = axis;
        }
        if (n == 0) {
            extents[0] = 1;
        }
        List<long[]> strides = new ArrayList<>(operands.size());
        for (long[] along : operands) {
            long[] kept = new long[Math.max(1, n)];
            for (int a = 0; a < n; a++) {
                kept[a] = along[innermost[a]];
            }
            strides.add(kept);
        }
        return new Axes(Arrays.copyOf(extents, Math.max(1, n)), strides);
    }

    private static boolean merges(int outer, int inner, long extent, List<long[]> operands) {
        for (long[] strides : operands) {
            if (strides[outer] != strides[inner] * extent) {
                return false;
            }
        }
        return true;
    }

    /** The strides of a layout in units of {@code unit}. */
    static long[] strides(Layout layout, long unit) {
        long[] strides = new long[layout.shape().rank()];
        Arrays.setAll(strides, a -> layout.stride(a) * unit);
        return strides;
    }

    /** Number of axes. */
    int rank() {
        return extents.length;
    }

    /** Number of indices. */
    long size() {
        long n = 1;
        for (long extent : extents) {
            n *= extent;
        }
        return n;
    }

    /** Whether 32 bits are too few for indices, or for the way of an operand from its element 0. */
    boolean isWide() {
        for (long[] along : strides) {
            long up = 0;
            long down = 0;
            for (int a = 0; a < extents.length; a++) {
                long way = (extents[a] - 1) * along[a];
                up += Math.max(0, way);
                down -= Math.min(0, way);
            }
            if (Math.max(up, down) > Integer.MAX_VALUE) {
                return true;
            }
        }
        return size() > Integer.MAX_VALUE;
    }

    /** These axes before {@code others}, to the same operands. */
    Axes and(Axes others) {
        List<long[]> all = new ArrayList<>();
        for (int k = 0; k < strides.size(); k++) {
            all.add(concat(strides.get(k), others.strides.get(k)));
        }
        return new Axes(concat(extents, others.extents), all);
    }

    private static long[] concat(long[] a, long[] b) {
        long[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
