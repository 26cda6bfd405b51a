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
        int[] axes = Arrays.stream(which).filter(a -> shape.dim(a) != 1).toArray();
        List<int[]> groups = new ArrayList<>();
        for (int k = 0; k < axes.length; k++) {
            int[] last = groups.isEmpty() ? new int[0] : groups.getLast();
            if (last.length > 0 && merges(shape, last[1], axes[k], operands)) {
                last[1] = axes[k];
            } else {
                groups.add(new int[] {axes[k], axes[k]});
            }
        }
        if (groups.isEmpty()) {
            return new Axes(new long[] {1}, operands.stream().map(_ -> new long[] {0}).toList());
        }
        long[] extents = groups.stream().mapToLong(g -> product(shape, axes, g[0], g[1])).toArray();
        return new Axes(
                extents,
                operands.stream()
                        .map(s -> groups.stream().mapToLong(g -> s[g[1]]).toArray())
                        .toList());
    }

    /** The strides of a layout in units of {@code unit}. */
    static long[] strides(Layout layout, long unit) {
        return IntStream.range(0, layout.shape().rank())
                .mapToLong(a -> layout.stride(a) * unit)
                .toArray();
    }

    private static boolean merges(Shape shape, int outer, int inner, List<long[]> operands) {
        return operands.stream().allMatch(s -> s[outer] == s[inner] * shape.dim(inner));
    }

    private static long product(Shape shape, int[] axes, int first, int last) {
        return Arrays.stream(axes)
                .filter(a -> a >= first && a <= last)
                .mapToLong(shape::dim)
                .reduce(1, (x, y) -> x * y);
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
        return Arrays.stream(extents).reduce(1, (x, y) -> x * y);
    }

    /** The furthest that an operand goes from its element 0, either way. */
    long reach(int operand) {
        long up = 0;
        long down = 0;
        for (int a = 0; a < extents.length; a++) {
            long way = Math.max(0, extents[a] - 1) * strides.get(operand)[a];
            up += Math.max(0, way);
            down -= Math.min(0, way);
        }
        return Math.max(up, down);
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
        return IntStream.range(0, a.length + b.length)
                .mapToLong(i -> i < a.length ? a[i] : b[i - a.length])
                .toArray();
    }
}
