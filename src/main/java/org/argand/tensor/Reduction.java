package org.argand.tensor;

import java.util.Arrays;
import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Device;
import org.argand.array.Shape;
import org.argand.backend.Fold;

/** Ops that fold axes away; the pending part of their operand is computed on the way and stored nowhere. */
final class Reduction {
    private Reduction() {}

    /** Sum; the adjoint broadcasts back. */
    record Sum(Shape from, List<Integer> axes, boolean keepDims) implements Op.Linear {
        @Override
        public String label() {
            return "sum";
        }

        @Override
        public Tensor forward(List<Tensor> x) {
            return Engine.reduce(Fold.SUM, x.getFirst(), ints(axes), keepDims);
        }

        @Override
        public List<Tensor> adjoint(Tensor g) {
            boolean all = axes.size() == from.rank();
            Tensor kept = all ? g : g.reshape(from.reduced(ints(axes), true));
            return List.of(kept.broadcastTo(from));
        }
    }

    /** Product over one axis; right with any number of zeros, as the composition of halvings is. */
    record Prod(int axis) implements Op.Fused {
        @Override
        public String label() {
            return "prod";
        }

        @Override
        public Tensor forward(List<Tensor> x) {
            return Engine.reduce(Fold.PROD, x.getFirst(), new int[] {axis}, true);
        }

        @Override
        public Tensor composition(List<Tensor> x) {
            Tensor p = x.getFirst();
            while (p.dim(axis) > 1) {
                long n = p.dim(axis);
                Tensor pairs = p.slice(axis, 0, n - n % 2, 2).mul(p.slice(axis, 1, n, 2));
                p =
                        n % 2 == 0
                                ? pairs
                                : Tensor.concat(List.of(pairs, p.slice(axis, n - 1, n)), axis);
            }
            return p;
        }
    }

    /** Largest or smallest; the gradient goes to where it was found, shared equally by ties. */
    record Extremum(Fold fold, List<Integer> axes) implements Op.Fused {
        @Override
        public String label() {
            return fold == Fold.MAX ? "max" : "min";
        }

        @Override
        public Tensor forward(List<Tensor> x) {
            return Engine.reduce(fold, x.getFirst(), ints(axes), true);
        }

        @Override
        public Tensor composition(List<Tensor> x) {
            // Stored, since an element computed again need not be rounded as the one found was.
            Tensor t = x.getFirst().realise();
            Tensor chosen =
                    Engine.constant(() -> {
                        Tensor found = t.equalTo(forward(x)).cast(t.dtype());
                        return found.div(found.sum(true, ints(axes)));
                    });
            return t.mul(chosen).sum(true, ints(axes));
        }
    }

    /** Position of an extremum, or whether any or all hold. */
    record Search(Fold fold, List<Integer> axes) implements Op.Opaque {
        @Override
        public String label() {
            return fold.name().toLowerCase(java.util.Locale.ROOT);
        }

        @Override
        public Tensor forward(List<Tensor> x) {
            return Engine.reduce(fold, x.getFirst(), ints(axes), false);
        }

        @Override
        public String reason() {
            return fold == Fold.ANY || fold == Fold.ALL
                    ? "a truth value"
                    : Op.Opaque.super.reason();
        }
    }

    static int[] ints(List<Integer> axes) {
        int[] a = new int[axes.size()];
        for (int k = 0; k < a.length; k++) {
            a[k] = axes.get(k);
        }
        return a;
    }

    static List<Integer> list(int[] axes) {
        Integer[] a = new Integer[axes.length];
        for (int k = 0; k < a.length; k++) {
            a[k] = axes[k];
        }
        return List.of(a);
    }

    static Tensor sum(Tensor x, int[] axes, boolean keepDims) {
        int[] a = x.shape().axes(axes, "sum");
        Tensor t = x.dtype() == DType.BOOL ? x.cast(DType.INT64) : x;
        return a.length == 0 ? t : Engine.apply(new Sum(x.shape(), list(a), keepDims), t);
    }

    static Tensor mean(Tensor x, int[] axes, boolean keepDims) {
        inexact("mean", x);
        int[] a = x.shape().axes(axes, "mean");
        return sum(x, axes, keepDims).mul(1.0 / count(x, a));
    }

    /** Of deviations from the first sample, so that the spread of equal samples is exactly 0. */
    static Tensor var(String op, Tensor x, int ddof, int[] axes, boolean keepDims) {
        inexact(op, x);
        int[] a = x.shape().axes(axes, op);
        long n = count(x, a);
        if (ddof < 0 || n <= ddof) {
            throw new ArgandException.InvalidArgument(
                    op, "of " + n + " samples with ddof " + ddof + ", shape " + x.shape());
        }
        Tensor first = x;
        for (int k : a) {
            first = first.slice(k, 0, 1);
        }
        Tensor y = x.sub(first.stopGradient());
        Tensor sum = y.sub(y.mean(true, a)).abs2().sum(keepDims, a);
        return sum.mul(1.0 / (n - ddof));
    }

    static Tensor std(Tensor x, int ddof, int[] axes, boolean keepDims) {
        Tensor v = var("std", x, ddof, axes, keepDims);
        Tensor constant = v.equalTo(0);
        return Tensor.where(constant, v.fill(0), Tensor.where(constant, v.fill(1), v).sqrt());
    }

    private static long count(Tensor x, int[] axes) {
        long n = 1;
        for (int a : axes) {
            n *= x.dim(a);
        }
        return n;
    }

    static Tensor countNonzero(Tensor x, int[] axes) {
        return sum(x.cast(DType.BOOL).cast(DType.INT64), axes, false);
    }

    static Tensor diff(Tensor x, int axis) {
        int a = x.shape().axis(axis, "diff");
        notEmpty("diff", x, a);
        return x.slice(a, 1, x.dim(a)).sub(x.slice(a, 0, x.dim(a) - 1));
    }

    static Tensor prod(Tensor x, int[] axes, boolean keepDims) {
        number("prod", x);
        int[] sorted = x.shape().axes(axes, "prod");
        Tensor p = x;
        for (int a : sorted) {
            p = Engine.apply(new Prod(a), p);
        }
        return keepDims ? p : p.reshape(x.shape().reduced(sorted, false));
    }

    static Tensor extremum(Fold fold, Tensor x, int[] axes, boolean keepDims) {
        Extremum op =
                new Extremum(fold, list(x.shape().axes(axes, fold == Fold.MAX ? "max" : "min")));
        ordered(op.label(), x);
        notEmpty(op.label(), x, ints(op.axes));
        Tensor found = op.axes.isEmpty() ? x : Engine.apply(op, x);
        return keepDims ? found : found.reshape(x.shape().reduced(ints(op.axes), false));
    }

    static Tensor arg(Fold fold, Tensor x, int axis) {
        Search op =
                new Search(
                        fold,
                        List.of(x.shape().axis(axis, fold == Fold.ARGMAX ? "argmax" : "argmin")));
        ordered(op.label(), x);
        notEmpty(op.label(), x, ints(op.axes));
        return Engine.apply(op, x);
    }

    static Tensor logical(Fold fold, Tensor x, int[] axes, boolean keepDims) {
        Search op = new Search(fold, list(x.shape().axes(axes, fold == Fold.ANY ? "any" : "all")));
        Tensor b = x.cast(DType.BOOL);
        Tensor answer = op.axes.isEmpty() ? b : Engine.apply(op, b);
        return keepDims ? answer.reshape(x.shape().reduced(ints(op.axes), true)) : answer;
    }

    /** The largest real part, which no gradient needs to pass; 0 where it is infinite, so that ∞ − ∞ does not arise. */
    private static Tensor shift(Tensor x, int[] axes) {
        Tensor m = x.stopGradient().real().max(true, axes);
        return Tensor.where(m.isFinite(), m, m.fill(0));
    }

    static Tensor logsumexp(Tensor x, int[] axes, boolean keepDims) {
        int[] a = x.shape().axes(axes, "logsumexp");
        Tensor m = shift(x, a);
        Tensor l = x.sub(m).exp().sum(true, a).log().add(m);
        return keepDims ? l : l.reshape(x.shape().reduced(a, false));
    }

    static Tensor logSoftmax(Tensor x, int[] axes) {
        int[] a = x.shape().axes(axes, "logSoftmax");
        Tensor d = x.sub(shift(x, a));
        return d.sub(d.exp().sum(true, a).log());
    }

    static Tensor softmax(Tensor x, int[] axes) {
        int[] a = x.shape().axes(axes, "softmax");
        Tensor e = usedTwice(x.sub(shift(x, a)).exp());
        return e.div(e.sum(true, a));
    }

    /** {@code x}, computed now where a function of an element takes longer than to store and read it. */
    private static Tensor usedTwice(Tensor x) {
        return x.device().kind() == Device.Kind.CPU ? x.realise() : x;
    }

    static void inexact(String op, Tensor x) {
        if (!x.dtype().isInexact()) {
            throw new ArgandException.DTypeMismatch(
                    op, "needs a floating or complex type, got " + x.dtype() + "; cast it first");
        }
    }

    static void number(String op, Tensor x) {
        if (x.dtype() == DType.BOOL) {
            throw new ArgandException.DTypeMismatch(op, "needs a number, got bool");
        }
    }

    static void ordered(String op, Tensor x) {
        if (!x.dtype().isFloating() && !x.dtype().isInteger()) {
            throw new ArgandException.DTypeMismatch(
                    op,
                    "needs an order, "
                            + x.dtype()
                            + " has none"
                            + (x.dtype().isComplex() ? "; say abs(), real() or Order.ABS" : ""));
        }
    }

    static void notEmpty(String op, Tensor x, int... axes) {
        if (Arrays.stream(axes).anyMatch(a -> x.dim(a) == 0)) {
            throw new ArgandException.ShapeMismatch(op, "of no element, shape " + x.shape());
        }
    }
}
