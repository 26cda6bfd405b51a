package org.argand.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Selection.Gather;
import org.argand.tensor.Selection.ScatterAdd;

/**
 * Elements by index tensors, read and written: each op is a gather or its adjoint over rows, whose numbers are computed
 * from the indices.
 */
final class Indexing {
    private Indexing() {}

    /** An index tensor, int64, and the axis it points into. */
    private record Index(Tensor entries, int axis) {
        Tensor isInside(Shape of) {
            return entries.less(0).not().and(entries.less(of.dim(axis)));
        }
    }

    /**
     * Places in a tensor of shape {@code of}, seen as {@code rows}: element [i, …] of {@code numbers} is the number of a row,
     * or −1, which no gather takes, where an index is outside its axis.
     */
    private record Places(String op, Shape of, Shape rows, Tensor numbers, List<Index> indices) {
        /** The rows at the places. */
        Tensor take(Tensor x) {
            return tried(op, of, indices, new Gather(rows, numbers, 0), x.reshape(rows));
        }

        /** Zeros, and {@code updates} added at their places. */
        Tensor add(Tensor updates) {
            return added(rows, updates).reshape(of);
        }

        private Tensor added(Shape to, Tensor updates) {
            return tried(op, of, indices, new ScatterAdd(new Gather(to, numbers, 0)), updates);
        }

        /** {@code x} with the last of the updates that come to a place put there. */
        Tensor put(Tensor x, Tensor updates) {
            Tensor last = Engine.constant(this::last);
            Tensor written = Engine.constant(() -> added(Shape.of(rows.dim(0)), last));
            Tensor kept = Tensor.where(asked(last), updates, updates.fill(0));
            return Tensor.where(asked(written), added(rows, kept), x.reshape(rows)).reshape(of);
        }

        /** Which updates no later one overwrites: those at the end of a run of equal places in stable order. */
        private Tensor last() {
            Tensor flat = numbers.reshape(-1);
            long n = flat.dim(0);
            if (n == 0) {
                return numbers.cast(DType.BOOL);
            }
            Tensor order = flat.argsort(0);
            Tensor sorted = flat.gather(order, 0);
            Tensor ends = sorted.slice(0, 0, n - 1).notEqualTo(sorted.slice(0, 1, n));
            Tensor last = Tensor.concat(List.of(ends, ends.fill(1).reshape(1)), 0);
            ScatterAdd back = new ScatterAdd(new Gather(flat.shape(), order, 0));
            return Engine.apply(back, last).reshape(numbers.shape());
        }

        /** An answer for each row, to be asked of every element of it. */
        private Tensor asked(Tensor answers) {
            Tensor c = answers;
            for (int a = 1; a < rows.rank(); a++) {
                c = c.expand(-1);
            }
            return c;
        }
    }

    /** Applies a gather or its adjoint; a failure, which speaks of row numbers, is told by the index at fault. */
    private static Tensor tried(String op, Shape of, List<Index> indices, Op primitive, Tensor x) {
        try {
            return Engine.apply(primitive, x);
        } catch (ArgandException.InvalidArgument e) {
            for (Index index : indices) {
                for (long i : index.entries.toLongs()) {
                    if (i < 0 || i >= of.dim(index.axis)) {
                        throw new ArgandException.InvalidArgument(
                                op, "index " + i + " is outside axis " + index.axis + " of " + of);
                    }
                }
            }
            throw e;
        }
    }

    private static Index index(String op, Tensor indices, int axis) {
        if (!indices.dtype().isInteger()) {
            throw new ArgandException.DTypeMismatch(
                    op, "indices are " + indices.dtype() + ", not integers");
        }
        return new Index(indices.cast(DType.INT64), axis);
    }

    /** 0, 1, … along an axis of {@code x}, to broadcast against it. */
    static Tensor places(Tensor x, int axis) {
        int a = x.shape().axis(axis, "places");
        long[] d = new long[x.rank()];
        Arrays.fill(d, 1);
        d[a] = x.dim(a);
        return Creation.arange(DType.INT64, x.dim(a)).to(x.device()).reshape(d);
    }

    /** Each entry's own place, but along {@code axis} the one it names. */
    private static Places along(String op, Shape of, Tensor indices, int axis) {
        Index index = index(op, indices, axis);
        Tensor numbers = Engine.constant(() -> numbers(of, index));
        return new Places(op, of, Shape.of(of.size()), numbers, List.of(index));
    }

    private static Tensor numbers(Shape of, Index index) {
        if (of.rank() == 1) {
            return index.entries;
        }
        Tensor sum = index.entries.mul(stride(of, index.axis));
        for (int a = 0; a < of.rank(); a++) {
            if (a != index.axis) {
                sum = sum.add(places(index.entries, a).mul(stride(of, a)));
            }
        }
        return Tensor.where(index.isInside(of), sum, sum.fill(-1));
    }

    private static long stride(Shape of, int axis) {
        long step = 1;
        for (int a = axis + 1; a < of.rank(); a++) {
            step *= of.dim(a);
        }
        return step;
    }

    /** Entry k of each index tensor, together, names a part of {@code of} along its leading axes. */
    private static Places leading(String op, Shape of, List<Tensor> indices) {
        if (indices.isEmpty() || indices.size() > of.rank()) {
            throw new ArgandException.ShapeMismatch(
                    op, indices.size() + " index tensors for shape " + of);
        }
        List<Index> all = new ArrayList<>();
        Shape common = Shape.SCALAR;
        for (Tensor t : indices) {
            all.add(index(op, t, all.size()));
            common = Shape.broadcast(op, common, t.shape());
        }
        Shape places = common;
        Shape rows = of;
        for (int k = 0; k < all.size(); k++) {
            rows = rows.without(0);
        }
        long count = Arrays.stream(of.dims()).limit(all.size()).reduce(1, (p, q) -> p * q);
        Tensor numbers =
                Engine.constant(() -> {
                    Tensor sum = all.getFirst().entries.fill(0);
                    Tensor inside = all.getFirst().isInside(of);
                    for (Index i : all) {
                        sum = sum.mul(of.dim(i.axis)).add(i.entries);
                        inside = inside.and(i.isInside(of));
                    }
                    return Tensor.where(inside, sum, sum.fill(-1)).broadcastTo(places);
                });
        return new Places(op, of, rows.inserted(0, count), numbers, all);
    }

    static Tensor takeAlong(Tensor x, Tensor indices, int axis) {
        String op = "takeAlong";
        int a = x.shape().axis(axis, op);
        needFit(op, x.shape(), indices.shape(), a);
        Shape beside = Shape.broadcast(op, x.shape().with(a, 1), indices.shape().with(a, 1));
        Tensor wide = x.broadcastTo(beside.with(a, x.dim(a)));
        Tensor each = indices.broadcastTo(beside.with(a, indices.dim(a)));
        return along(op, wide.shape(), each, a).take(wide);
    }

    /** Indices have the axes of {@code x}, and beside {@code axis} its extents or 1, or those where it has 1. */
    private static void needFit(String op, Shape x, Shape indices, int axis) {
        boolean fits = x.rank() == indices.rank();
        for (int a = 0; fits && a < x.rank(); a++) {
            boolean same = x.dim(a) == indices.dim(a) || x.dim(a) == 1 || indices.dim(a) == 1;
            fits = a == axis || same;
        }
        if (!fits) {
            throw new ArgandException.ShapeMismatch(
                    op, "indices " + indices + " do not fit " + x + " beside axis " + axis);
        }
    }

    /** Updates along an axis: their places in {@code x}, and themselves, both stretched to a common shape. */
    private record Updates(Places places, Tensor values) {}

    private static Updates updates(String op, Tensor x, Tensor indices, Tensor updates, int axis) {
        int a = x.shape().axis(axis, op);
        needFit(op, x.shape(), indices.shape(), a);
        Shape common = Shape.broadcast(op, indices.shape(), updates.shape());
        common = Shape.broadcast(op, common, x.shape().with(a, 1));
        if (!common.with(a, 1).equals(x.shape().with(a, 1))) {
            throw new ArgandException.ShapeMismatch(
                    op,
                    "updates "
                            + updates.shape()
                            + " at "
                            + indices.shape()
                            + " do not fit "
                            + x.shape());
        }
        return new Updates(
                along(op, x.shape(), indices.broadcastTo(common), a), updates.broadcastTo(common));
    }

    static Tensor scatterAdd(Tensor x, Tensor indices, Tensor updates, int axis) {
        Tensor[] p = Engine.promoted(x, updates);
        Updates u = updates("scatterAdd", x, indices, p[1], axis);
        return p[0].add(u.places.add(u.values));
    }

    static Tensor scatter(Tensor x, Tensor indices, Tensor updates, int axis) {
        Tensor[] p = Engine.promoted(x, updates);
        Updates u = updates("scatter", x, indices, p[1], axis);
        return u.places.put(p[0], u.values);
    }

    static Tensor index(Tensor x, Tensor... indices) {
        return leading("index", x.shape(), List.of(indices)).take(x);
    }

    static Tensor indexPut(Tensor x, Tensor values, boolean accumulate, Tensor... indices) {
        String op = "indexPut";
        Places places = leading(op, x.shape(), List.of(indices));
        Tensor[] p = Engine.promoted(x, values);
        Shape to = places.numbers.shape();
        for (int a = 1; a < places.rows.rank(); a++) {
            to = to.inserted(-1, places.rows.dim(a));
        }
        if (!Shape.broadcast(op, values.shape(), to).equals(to)) {
            throw new ArgandException.ShapeMismatch(
                    op, "values " + values.shape() + " do not stretch to " + to);
        }
        Tensor v = p[1].broadcastTo(to);
        return accumulate ? p[0].add(places.add(v)) : places.put(p[0], v);
    }

    static Tensor segmentSum(Tensor x, Tensor segments, long count, int axis) {
        String op = "segmentSum";
        int a = x.shape().axis(axis, op);
        Index index = index(op, segments, a);
        if (segments.rank() != 1 || segments.dim(0) != x.dim(a) || count < 0) {
            throw new ArgandException.ShapeMismatch(
                    op,
                    "segments "
                            + segments.shape()
                            + " to "
                            + count
                            + " sums do not fit axis "
                            + axis
                            + " of "
                            + x.shape());
        }
        Shape to = x.shape().with(a, count);
        ScatterAdd sum = new ScatterAdd(new Gather(to, index.entries, a));
        return tried(op, to, List.of(index), sum, x);
    }
}
