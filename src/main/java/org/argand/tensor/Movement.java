package org.argand.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.argand.array.ArgandException;
import org.argand.array.Layout;
import org.argand.array.Shape;
import org.argand.backend.Operand;

/** Ops that move elements without changing them; views wherever strides can say it, each with its adjoint. */
final class Movement {
    private Movement() {}

    /** Same elements, row-major, in another shape; the adjoint reshapes back. */
    record Reshape(Shape from, Shape to) implements Op.Linear {
        @Override
        public String label() {
            return "reshape";
        }

        @Override
        public Tensor forward(List<Tensor> x) {
            Tensor t = x.getFirst();
            if (t.expression() instanceof Expression.Multiply product && t.uses == 0) {
                return new Tensor(to, t.dtype(), t.device(), product);
            }
            return t.operand()
                    .layout()
                    .reshaped(to)
                    .map(l -> Engine.view(t, l))
                    .orElseGet(() -> Engine.view(t.copied(), Layout.contiguous(to)));
        }

        @Override
        public List<Tensor> adjoint(Tensor g) {
            return List.of(g.reshape(from));
        }
    }

    /** Axes in another order; the adjoint is the inverse permutation. */
    record Permute(List<Integer> axes) implements Op.Linear {
        @Override
        public String label() {
            return "permute";
        }

        @Override
        public Tensor forward(List<Tensor> x) {
            Tensor t = x.getFirst();
            return Engine.view(
                    t, t.operand().layout().permuted(axes.stream().mapToInt(a -> a).toArray()));
        }

        @Override
        public List<Tensor> adjoint(Tensor g) {
            return List.of(g.permute(IntStream.range(0, axes.size()).map(axes::indexOf).toArray()));
        }
    }

    /** Stretched along axes of extent 1 and new leading ones; the adjoint sums over them. */
    record Broadcast(Shape from, Shape to) implements Op.Linear {
        @Override
        public String label() {
            return "broadcast";
        }

        @Override
        public Tensor forward(List<Tensor> x) {
            Tensor t = x.getFirst();
            return Engine.stretched(t, to);
        }

        @Override
        public List<Tensor> adjoint(Tensor g) {
            return List.of(sumTo(g, from));
        }
    }

    /** Elements start, start + step, … along one axis; the adjoint writes them back between zeros. */
    record Slice(Shape from, int axis, long start, long count, long step) implements Op.Linear {
        @Override
        public String label() {
            return "slice";
        }

        @Override
        public Tensor forward(List<Tensor> x) {
            Tensor t = x.getFirst();
            return Engine.view(t, t.operand().layout().sliced(axis, start, count, step));
        }

        @Override
        public List<Tensor> adjoint(Tensor g) {
            return List.of(Engine.apply(new Embed(this), g));
        }
    }

    /** Zeros with the operand at the place of a slice; the adjoint takes the slice. */
    record Embed(Slice at) implements Op.Linear {
        @Override
        public String label() {
            return "pad";
        }

        @Override
        public Tensor forward(List<Tensor> x) {
            Tensor t = x.getFirst();
            return Engine.make(
                    t.dtype(),
                    at.from,
                    t.device(),
                    o -> {
                        Engine.copy(Creation.full(t.dtype(), at.from, 0, 0, t.device()), o);
                        Engine.copy(
                                t,
                                new Operand(
                                        o.buffer(),
                                        o.layout().sliced(at.axis, at.start, at.count, at.step)));
                    });
        }

        @Override
        public List<Tensor> adjoint(Tensor g) {
            return List.of(Engine.apply(at, g));
        }
    }

    /** Parts side by side along one axis; the adjoint cuts them apart again. */
    record Concat(int axis, List<Long> extents) implements Op.Linear {
        @Override
        public String label() {
            return "concat";
        }

        @Override
        public Tensor forward(List<Tensor> x) {
            Tensor first = x.getFirst();
            long total = extents.stream().mapToLong(e -> e).sum();
            return Engine.make(
                    first.dtype(),
                    first.shape().with(axis, total),
                    first.device(),
                    o -> {
                        long at = 0;
                        for (Tensor t : x) {
                            long n = t.dim(axis);
                            Engine.copy(
                                    t, new Operand(o.buffer(), o.layout().sliced(axis, at, n, 1)));
                            at += n;
                        }
                    });
        }

        @Override
        public List<Tensor> adjoint(Tensor g) {
            List<Tensor> parts = new ArrayList<>();
            long at = 0;
            for (long n : extents) {
                parts.add(g.slice(axis, at, at + n));
                at += n;
            }
            return parts;
        }
    }

    static Tensor reshape(Tensor x, long[] dims) {
        long[] d = dims.clone();
        long known = 1;
        int open = -1;
        for (int a = 0; a < d.length; a++) {
            if (d[a] == -1 && open < 0) {
                open = a;
            } else {
                known *= d[a];
            }
        }
        if (open >= 0) {
            d[open] = known == 0 ? 0 : x.size() / known;
        }
        if (Arrays.stream(d).anyMatch(n -> n < 0)
                || Arrays.stream(d).reduce(1, (p, q) -> p * q) != x.size()) {
            throw new ArgandException.ShapeMismatch(
                    "reshape", x.shape() + " does not fit " + Arrays.toString(dims));
        }
        Shape to = Shape.of(d);
        return to.equals(x.shape()) ? x : Engine.apply(new Reshape(x.shape(), to), x);
    }

    static Tensor permute(Tensor x, int[] axes) {
        int[] order = Arrays.stream(axes).map(a -> x.shape().axis(a, "permute")).toArray();
        if (order.length != x.rank() || Arrays.stream(order).distinct().count() != order.length) {
            throw new ArgandException.InvalidArgument(
                    "permute", Arrays.toString(axes) + " is no order of the axes of " + x.shape());
        }
        return Engine.apply(new Permute(Arrays.stream(order).boxed().toList()), x);
    }

    static Tensor transpose(Tensor x, int a, int b) {
        int[] order = IntStream.range(0, x.rank()).toArray();
        int i = x.shape().axis(a, "transpose");
        int j = x.shape().axis(b, "transpose");
        order[i] = j;
        order[j] = i;
        return permute(x, order);
    }

    static Tensor broadcast(Tensor x, Shape to) {
        if (x.shape().equals(to)) {
            return x;
        }
        // Says the error with this op's name before anything is computed.
        if (!Shape.broadcast("broadcast", x.shape(), to).equals(to)) {
            throw new ArgandException.ShapeMismatch(
                    "broadcast", x.shape() + " does not stretch to " + to);
        }
        return Engine.apply(new Broadcast(x.shape(), to), x);
    }

    /** Sums over the axes along which {@code to} was broadcast to the shape of {@code x}. */
    static Tensor sumTo(Tensor x, Shape to) {
        int lead = x.rank() - to.rank();
        int[] axes =
                IntStream.range(0, x.rank())
                        .filter(a -> a < lead || (to.dim(a - lead) == 1 && x.dim(a) != 1))
                        .toArray();
        return axes.length == 0 ? x : x.sum(true, axes).reshape(to);
    }

    static Tensor slice(Tensor x, int axis, long from, long to, long step) {
        int a = x.shape().axis(axis, "slice");
        long n = x.dim(a);
        if (step == 0) {
            throw new ArgandException.InvalidArgument("slice", "step is 0");
        }
        long start = from < 0 ? from + n : from;
        long end = step > 0 && to < 0 ? to + n : to;
        long count = step > 0 ? Math.ceilDiv(end - start, step) : Math.ceilDiv(start - end, -step);
        boolean inside = start >= 0 && (step > 0 ? end <= n : start < n && end >= -1);
        if (!inside || count < 0) {
            throw new ArgandException.InvalidArgument(
                    "slice",
                    from
                            + " to "
                            + to
                            + " step "
                            + step
                            + " is outside axis "
                            + axis
                            + " of "
                            + x.shape());
        }
        return start == 0 && count == n && step == 1
                ? x
                : Engine.apply(new Slice(x.shape(), a, start, count, step), x);
    }

    static Tensor select(Tensor x, int axis, long index) {
        long n = x.dim(axis);
        long at = index < 0 ? index + n : index;
        if (at < 0 || at >= n) {
            throw new ArgandException.InvalidArgument(
                    "select", "index " + index + " is outside axis " + axis + " of " + x.shape());
        }
        return slice(x, axis, at, at + 1, 1).squeeze(axis);
    }

    static Tensor squeeze(Tensor x, int axis) {
        if (x.dim(axis) != 1) {
            throw new ArgandException.ShapeMismatch(
                    "squeeze", "axis " + axis + " of " + x.shape() + " is not 1");
        }
        return x.reshape(x.shape().without(axis));
    }

    static Tensor flip(Tensor x, int[] axes) {
        Tensor y = x;
        for (int a : x.shape().axes(axes, "flip")) {
            if (x.dim(a) > 1) {
                y = slice(y, a, x.dim(a) - 1, -1, -1);
            }
        }
        return y;
    }

    static Tensor roll(Tensor x, long shift, int axis) {
        long n = x.dim(axis);
        long s = n == 0 ? 0 : Math.floorMod(shift, n);
        return s == 0 ? x : concat(List.of(x.slice(axis, n - s, n), x.slice(axis, 0, n - s)), axis);
    }

    static Tensor pad(Tensor x, int axis, long before, long after) {
        int a = x.shape().axis(axis, "pad");
        if (before < 0 || after < 0) {
            throw new ArgandException.InvalidArgument(
                    "pad", before + " before and " + after + " after");
        }
        if (before == 0 && after == 0) {
            return x;
        }
        long n = x.dim(a);
        return Engine.apply(
                new Embed(new Slice(x.shape().with(a, before + n + after), a, before, n, 1)), x);
    }

    /** With {@code step − 1} zeros between neighbours along {@code axis}. */
    static Tensor spread(Tensor x, int axis, long step) {
        long n = x.dim(axis);
        return step == 1 || n < 2
                ? x
                : Engine.apply(
                        new Embed(
                                new Slice(
                                        x.shape().with(axis, step * (n - 1) + 1),
                                        x.shape().axis(axis, "pad"),
                                        0,
                                        n,
                                        step)),
                        x);
    }

    static Tensor concat(List<Tensor> parts, int axis) {
        if (parts.isEmpty()) {
            throw new ArgandException.InvalidArgument("concat", "no parts");
        }
        List<Tensor> same = Engine.promoted(parts);
        Shape first = same.getFirst().shape();
        int a = first.axis(axis, "concat");
        for (Tensor t : same) {
            if (t.rank() != first.rank() || !t.shape().with(a, 0).equals(first.with(a, 0))) {
                throw new ArgandException.ShapeMismatch(
                        "concat", first + " and " + t.shape() + " differ beside axis " + axis);
            }
        }
        return same.size() == 1
                ? same.getFirst()
                : Engine.apply(new Concat(a, same.stream().map(t -> t.dim(a)).toList()), same);
    }

    static Tensor stack(List<Tensor> parts, int axis) {
        if (parts.isEmpty()) {
            throw new ArgandException.InvalidArgument("stack", "no parts");
        }
        Shape first = parts.getFirst().shape();
        for (Tensor t : parts) {
            if (!t.shape().equals(first)) {
                throw new ArgandException.ShapeMismatch(
                        "stack", first + " and " + t.shape() + " differ");
            }
        }
        return concat(parts.stream().map(t -> t.expand(axis)).toList(), axis);
    }
}
