package org.argand.tensor;

import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.backend.Backends;
import org.argand.backend.Fold;

/** Ops that put elements in order: the order itself is integers and has no gradient, what is taken by it has. */
final class Sorting {
    private Sorting() {}

    /** Positions along an axis in the order of the elements. */
    record Argsort(int axis, boolean descending) implements Op.Opaque {
        @Override
        public String label() {
            return "argsort";
        }

        @Override
        public Tensor forward(List<Tensor> x) {
            Tensor t = x.getFirst();
            return Engine.make(
                    DType.INT64,
                    t.shape(),
                    t.device(),
                    o -> Backends.of(t.device()).argsort(t.operand(), axis, descending, o));
        }

        @Override
        public String reason() {
            return "positions, constant between ties; the sorted values have a gradient";
        }
    }

    static Tensor argsort(String op, Tensor x, Order order, int axis, boolean descending) {
        int a = x.shape().axis(axis, op);
        return Engine.apply(new Argsort(a, descending), order.key(op, x));
    }

    static Sorted sort(Tensor x, Order order, int axis, boolean descending) {
        Tensor indices = argsort("sort", x, order, axis, descending);
        return new Sorted(x.takeAlong(indices, axis), indices);
    }

    static Sorted topk(Tensor x, Order order, long k, int axis, boolean largest) {
        int a = x.shape().axis(axis, "topk");
        if (k < 0 || k > x.dim(a)) {
            throw new ArgandException.InvalidArgument(
                    "topk", k + " elements of axis " + axis + " of " + x.shape());
        }
        Tensor indices = argsort("topk", x, order, a, largest).slice(a, 0, k);
        return new Sorted(x.takeAlong(indices, a), indices);
    }

    static Tensor arg(Fold fold, Tensor x, Order order, int axis) {
        return Reduction.arg(fold, order.key(fold == Fold.ARGMAX ? "argmax" : "argmin", x), axis);
    }

    /** The element at an extreme position. */
    static Tensor extremum(Fold position, Tensor x, Order order, boolean keepDims, int axis) {
        Tensor key = order.key(position == Fold.ARGMAX ? "max" : "min", x);
        int a = x.shape().axis(axis, position == Fold.ARGMAX ? "max" : "min");
        Tensor found = x.takeAlong(Reduction.arg(position, key, a).expand(a), a);
        return keepDims ? found : found.squeeze(a);
    }

    /** Between the two sorted elements next to place q(n − 1); NaN if any element is. */
    static Tensor quantile(String op, Tensor x, double q, int axis, boolean keepDims) {
        Reduction.inexact(op, x);
        int a = x.shape().axis(axis, op);
        Reduction.notEmpty(op, x, a);
        if (!(q >= 0 && q <= 1)) {
            throw new ArgandException.InvalidArgument(op, q + " is not in [0, 1]");
        }
        Tensor sorted = x.takeAlong(argsort(op, x, Order.REAL, a, false), a);
        long n = x.dim(a);
        double place = q * (n - 1);
        long below = (long) Math.floor(place);
        Tensor low = sorted.slice(a, below, below + 1);
        Tensor value = low;
        if (place > below) {
            Tensor high = sorted.slice(a, below + 1, below + 2);
            value = low.mul(1 - (place - below)).add(high.mul(place - below));
        }
        Tensor last = sorted.slice(a, n - 1, n);
        value = Tensor.where(last.isNan(), last, value);
        return keepDims ? value : value.squeeze(a);
    }
}
