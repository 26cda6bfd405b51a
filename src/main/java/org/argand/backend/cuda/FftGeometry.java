package org.argand.backend.cuda;

import java.util.List;
import java.util.stream.IntStream;
import org.argand.array.Layout;

/**
 * Where a batch of transforms has its lines; equal geometries of equal types share a plan.
 *
 * @param length of the transform
 * @param batch how many lines
 * @param in strides of the input
 * @param out strides of the output
 */
record FftGeometry(long length, long batch, Side in, Side out) {
    /** Elements from one to the next of a line, and from one line to the next. */
    record Side(long stride, long distance) {}

    /** A geometry and the index space of its calls, with the strides of input and output. */
    record Calls(FftGeometry geometry, Axes axes) {}

    /** Transforms along one axis: the longest run of lines that are a fixed distance apart is one call. */
    static Calls of(long length, int axis, Layout in, Layout out) {
        int[] others = IntStream.range(0, in.shape().rank()).filter(a -> a != axis).toArray();
        Axes lines =
                Axes.of(in.shape(), others, List.of(Axes.strides(in, 1), Axes.strides(out, 1)));
        int longest = lines.longest();
        long batch = lines.extents()[longest];
        FftGeometry geometry =
                new FftGeometry(
                        length,
                        batch,
                        side(in, axis, batch, lines.strides().get(0)[longest]),
                        side(out, axis, batch, lines.strides().get(1)[longest]));
        return new Calls(geometry, lines.without(longest));
    }

    /** Strides along an extent of 1 do not matter. */
    private static Side side(Layout x, int axis, long batch, long distance) {
        long extent = x.shape().dim(axis);
        long stride = extent == 1 ? 1 : x.stride(axis);
        return new Side(stride, batch == 1 ? Math.max(1, extent * stride) : distance);
    }

    /** Whether no line runs backwards and no two elements of a line and its neighbours are one. */
    static boolean isPlain(Side side, long extent, long batch) {
        return side.stride > 0
                && side.distance > 0
                && ((extent - 1) * side.stride < side.distance
                        || (batch - 1) * side.distance < side.stride);
    }
}
