package org.argand.tensor;

import java.util.List;
import java.util.Locale;
import org.argand.array.DType;
import org.argand.backend.Backends;
import org.argand.backend.Fold;

/** Running folds along an axis: of each element with all that come before it. */
final class Scan {
    private Scan() {}

    private static Tensor scan(Fold fold, Tensor x, int axis) {
        return Engine.make(
                x.dtype(),
                x.shape(),
                x.device(),
                o -> Backends.of(x.device()).scan(fold, x.operand(), axis, o));
    }

    /** Running sum; the adjoint sums from the other end. */
    record RunningSum(int axis) implements Op.Linear {
        @Override
        public String label() {
            return "cumsum";
        }

        @Override
        public Tensor forward(List<Tensor> x) {
            return scan(Fold.SUM, x.getFirst(), axis);
        }

        @Override
        public List<Tensor> adjoint(Tensor g) {
            return List.of(g.flip(axis).cumsum(axis).flip(axis));
        }
    }

    /**
     * Running product; right with any number of zeros, as the composition is: it doubles, log₂ n times, how many factors an
     * element is the product of.
     */
    record RunningProduct(int axis) implements Op.Fused {
        @Override
        public String label() {
            return "cumprod";
        }

        @Override
        public Tensor forward(List<Tensor> x) {
            return scan(Fold.PROD, x.getFirst(), axis);
        }

        @Override
        public Tensor composition(List<Tensor> x) {
            Tensor p = x.getFirst();
            long n = p.dim(axis);
            for (long s = 1; s < n; s *= 2) {
                Tensor longer = p.slice(axis, s, n).mul(p.slice(axis, 0, n - s));
                p = Tensor.concat(List.of(p.slice(axis, 0, s), longer), axis);
            }
            return p;
        }
    }

    /** Running extremum; the gradient goes to where it was found last. */
    record RunningExtremum(Fold fold, int axis) implements Op.Fused {
        @Override
        public String label() {
            return "cum" + fold.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public Tensor forward(List<Tensor> x) {
            return scan(fold, x.getFirst(), axis);
        }

        @Override
        public Tensor composition(List<Tensor> x) {
            Tensor t = x.getFirst();
            Tensor where =
                    Engine.constant(() -> {
                        Tensor k = Indexing.places(t, axis);
                        Tensor found = t.equalTo(forward(x));
                        return scan(Fold.MAX, Tensor.where(found, k, k.fill(0)), axis);
                    });
            return t.takeAlong(where, axis);
        }
    }

    static Tensor sum(Tensor x, int axis) {
        Tensor t = x.dtype() == DType.BOOL ? x.cast(DType.INT64) : x;
        return Engine.apply(new RunningSum(x.shape().axis(axis, "cumsum")), t);
    }

    static Tensor product(Tensor x, int axis) {
        Reduction.number("cumprod", x);
        return Engine.apply(new RunningProduct(x.shape().axis(axis, "cumprod")), x);
    }

    static Tensor extremum(Fold fold, Tensor x, int axis) {
        String op = fold == Fold.MAX ? "cummax" : "cummin";
        Reduction.ordered(op, x);
        return Engine.apply(new RunningExtremum(fold, x.shape().axis(axis, op)), x);
    }
}
