package org.argand.tensor;

import java.util.Arrays;
import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;
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
            return List.of(g.reshape(from.reduced(ints(axes), true)).broadcastTo(from));
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
            Tensor[] chosen = new Tensor[1];
            Engine.unrecorded(() -> {
                Tensor found = t.equalTo(forward(x)).cast(t.dtype());
                chosen[0] = found.div(found.sum(true, ints(axes)));
            });
            return t.mul(chosen[0]).sum(true, ints(axes));
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
    }

    private static int[] ints(List<Integer> axes) {
        return axes.stream().mapToInt(a -> a).toArray();
    }

    private static List<Integer> list(int[] axes) {
        return Arrays.stream(axes).boxed().toList();
    }

    static Tensor sum(Tensor x, int[] axes, boolean keepDims) {
        int[] a = x.shape().axes(axes, "sum");
        Tensor t = x.dtype() == DType.BOOL ? x.cast(DType.INT64) : x;
        return a.length == 0 ? t : Engine.apply(new Sum(x.shape(), list(a), keepDims), t);
    }

    static Tensor mean(Tensor x, int[] axes, boolean keepDims) {
        if (!x.dtype().isInexact()) {
            throw new ArgandException.DTypeMismatch(
                    "mean", "needs a floating or complex type, got " + x.dtype());
        }
        long n = 1;
        for (int a : x.shape().axes(axes, "mean")) {
            n *= x.dim(a);
        }
        return sum(x, axes, keepDims).mul(1.0 / n);
    }

    static Tensor prod(Tensor x, int[] axes, boolean keepDims) {
        Signatures.number("prod", x);
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
        Signatures.ordered(op.label(), x);
        Signatures.notEmpty(op.label(), x, ints(op.axes));
        Tensor found = op.axes.isEmpty() ? x : Engine.apply(op, x);
        return keepDims ? found : found.reshape(x.shape().reduced(ints(op.axes), false));
    }

    static Tensor arg(Fold fold, Tensor x, int axis) {
        Search op =
                new Search(
                        fold,
                        List.of(x.shape().axis(axis, fold == Fold.ARGMAX ? "argmax" : "argmin")));
        Signatures.ordered(op.label(), x);
        Signatures.notEmpty(op.label(), x, ints(op.axes));
        return Engine.apply(op, x);
    }

    static Tensor logical(Fold fold, Tensor x, int[] axes) {
        Search op = new Search(fold, list(x.shape().axes(axes, fold == Fold.ANY ? "any" : "all")));
        return op.axes.isEmpty() ? x.cast(DType.BOOL) : Engine.apply(op, x.cast(DType.BOOL));
    }

    /** The largest real part, which no gradient needs to pass; 0 where it is infinite, so that ∞ − ∞ does not arise. */
    private static Tensor shift(Tensor x, int[] axes) {
        Tensor m = x.stopGradient().real().max(true, axes);
        return Tensor.where(m.isFinite(), m, m.fill(0));
    }

    static Tensor logsumexp(Tensor x, int[] axes) {
        int[] a = x.shape().axes(axes, "logsumexp");
        Tensor m = shift(x, a);
        return x.sub(m).exp().sum(true, a).log().add(m).reshape(x.shape().reduced(a, false));
    }

    static Tensor softmax(Tensor x, int[] axes) {
        int[] a = x.shape().axes(axes, "softmax");
        Tensor e = x.sub(shift(x, a)).exp();
        return e.div(e.sum(true, a));
    }

    /** Type and size checks that several reductions share. */
    private static final class Signatures {
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
                                + (x.dtype().isComplex() ? "; say abs() or real()" : ""));
            }
        }

        static void notEmpty(String op, Tensor x, int[] axes) {
            if (Arrays.stream(axes).anyMatch(a -> x.dim(a) == 0)) {
                throw new ArgandException.ShapeMismatch(op, "of no element, shape " + x.shape());
            }
        }
    }
}
