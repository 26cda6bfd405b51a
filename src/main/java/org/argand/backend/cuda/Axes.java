package org.argand.backend.cuda;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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

    /** These axes but one; at least one is left, of extent 1 if need be. */
    Axes without(int axis) {
        int[] others = IntStream.range(0, rank()).filter(a -> a != axis).toArray();
        if (others.length == 0) {
            return new Axes(new long[] {1}, strides.stream().map(_ -> new long[] {0}).toList());
        }
        return new Axes(
                Arrays.stream(others).mapToLong(a -> extents[a]).toArray(),
                strides.stream()
                        .map(s -> Arrays.stream(others).mapToLong(a -> s[a]).toArray())
                        .toList());
    }

    /** How far element {@code index} of the row-major order is from element 0 of an operand. */
    long position(int operand, long index) {
        long at = 0;
        long rest = index;
        for (int a = extents.length - 1; a >= 0; a--) {
            at += rest % extents[a] * strides.get(operand)[a];
            rest /= extents[a];
        }
        return at;
    }

    /** The axis of the largest extent. */
    int longest() {
        return IntStream.range(0, rank())
                .reduce((x, y) -> extents[y] > extents[x] ? y : x)
                .orElse(0);
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
