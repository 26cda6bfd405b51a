package org.argand.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.argand.array.ArgandException;
import org.argand.array.Shape;

/** Compositions of movements: repeating, cutting apart, and further ways to name axes. */
final class Tiling {
    private Tiling() {}

    static Tensor tile(Tensor x, long[] times) {
        int rank = Math.max(x.rank(), times.length);
        long[] each = new long[2 * rank];
        long[] wide = new long[2 * rank];
        long[] to = new long[rank];
        for (int a = 0; a < rank; a++) {
            int t = a - (rank - times.length);
            int d = a - (rank - x.rank());
            each[2 * a] = 1;
            each[2 * a + 1] = d < 0 ? 1 : x.dim(d);
            wide[2 * a] = t < 0 ? 1 : times[t];
            wide[2 * a + 1] = each[2 * a + 1];
            if (wide[2 * a] < 0) {
                throw new ArgandException.InvalidArgument(
                        "tile", Arrays.toString(times) + " times " + x.shape());
            }
            to[a] = wide[2 * a] * wide[2 * a + 1];
        }
        return x.reshape(each).broadcastTo(Shape.of(wide)).reshape(to);
    }

    static Tensor repeat(Tensor x, long times, int axis) {
        int a = x.shape().axis(axis, "repeat");
        if (times < 0) {
            throw new ArgandException.InvalidArgument("repeat", times + " times " + x.shape());
        }
        Shape to = x.shape().with(a, x.dim(a) * times);
        return x.expand(a + 1).broadcastTo(x.shape().inserted(a + 1, times)).reshape(to);
    }

    static Tensor repeat(Tensor x, long[] times, int axis) {
        int a = x.shape().axis(axis, "repeat");
        if (times.length != x.dim(a) || Arrays.stream(times).anyMatch(t -> t < 0)) {
            throw new ArgandException.InvalidArgument(
                    "repeat",
                    Arrays.toString(times) + " times along axis " + axis + " of " + x.shape());
        }
        long[] from =
                IntStream.range(0, times.length)
                        .boxed()
                        .flatMapToLong(k -> IntStream.range(0, (int) times[k]).mapToLong(_ -> k))
                        .toArray();
        return x.gather(Tensor.of(from).to(x.device()), a);
    }

    static Tensor squeeze(Tensor x, int[] axes) {
        int[] gone =
                axes.length == 0
                        ? IntStream.range(0, x.rank()).filter(a -> x.dim(a) == 1).toArray()
                        : x.shape().axes(axes, "squeeze");
        for (int a : gone) {
            if (x.dim(a) != 1) {
                throw new ArgandException.ShapeMismatch(
                        "squeeze", "axis " + a + " of " + x.shape() + " is not 1");
            }
        }
        return x.reshape(x.shape().reduced(gone, false));
    }

    static Tensor expand(Tensor x, int[] axes) {
        int rank = x.rank() + axes.length;
        for (int axis : axes) {
            if (axis < -rank || axis >= rank) {
                throw new ArgandException.InvalidArgument(
                        "expand",
                        "axes "
                                + Arrays.toString(axes)
                                + " are not all among the "
                                + rank
                                + " of the result, for "
                                + x.shape()
                                + "; broadcastTo() stretches to a shape");
            }
        }
        int[] at = axes.length == 0 ? axes : ones(rank).axes(axes, "expand");
        Shape to = x.shape();
        for (int a : at) {
            to = to.inserted(a, 1);
        }
        return x.reshape(to);
    }

    private static Shape ones(int rank) {
        long[] d = new long[rank];
        Arrays.fill(d, 1);
        return Shape.of(d);
    }

    static List<Tensor> split(Tensor x, long[] sizes, int axis) {
        int a = x.shape().axis(axis, "split");
        if (Arrays.stream(sizes).anyMatch(s -> s < 0) || Arrays.stream(sizes).sum() != x.dim(a)) {
            throw new ArgandException.ShapeMismatch(
                    "split",
                    "sizes "
                            + Arrays.toString(sizes)
                            + " do not add up to axis "
                            + axis
                            + " of "
                            + x.shape());
        }
        List<Tensor> parts = new ArrayList<>();
        long at = 0;
        for (long s : sizes) {
            parts.add(x.slice(a, at, at + s));
            at += s;
        }
        return List.copyOf(parts);
    }

    static List<Tensor> split(Tensor x, int parts, int axis) {
        long n = x.dim(x.shape().axis(axis, "split"));
        if (parts < 1 || n % parts != 0) {
            throw new ArgandException.ShapeMismatch(
                    "split", parts + " equal parts of axis " + axis + " of " + x.shape());
        }
        long[] sizes = new long[parts];
        Arrays.fill(sizes, n / parts);
        return split(x, sizes, axis);
    }

    static List<Tensor> chunk(Tensor x, int parts, int axis) {
        long n = x.dim(x.shape().axis(axis, "chunk"));
        if (parts < 1) {
            throw new ArgandException.InvalidArgument("chunk", parts + " parts of " + x.shape());
        }
        long size = Math.max(1, Math.ceilDiv(n, parts));
        int count = (int) Math.max(1, Math.ceilDiv(n, size));
        long[] sizes = new long[count];
        Arrays.fill(sizes, size);
        sizes[count - 1] = n - (count - 1) * size;
        return split(x, sizes, axis);
    }

    static List<Tensor> unstack(Tensor x, int axis) {
        int a = x.shape().axis(axis, "unstack");
        List<Tensor> parts = new ArrayList<>();
        for (long k = 0; k < x.dim(a); k++) {
            parts.add(x.select(a, k));
        }
        return List.copyOf(parts);
    }

    static Tensor moveaxis(Tensor x, int from, int to) {
        int a = x.shape().axis(from, "moveaxis");
        int b = x.shape().axis(to, "moveaxis");
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, x.rank()).filter(k -> k != a).boxed().toList());
        order.add(b, a);
        return x.permute(order.stream().mapToInt(k -> k).toArray());
    }

    static Tensor rot90(Tensor x, int quarters, int from, int to) {
        int a = x.shape().axis(from, "rot90");
        int b = x.shape().axis(to, "rot90");
        if (a == b) {
            throw new ArgandException.InvalidArgument("rot90", "axis " + from + " is named twice");
        }
        return switch (Math.floorMod(quarters, 4)) {
            case 0 -> x;
            case 1 -> x.flip(b).transpose(a, b);
            case 2 -> x.flip(a, b);
            default -> x.transpose(a, b).flip(b);
        };
    }
}
