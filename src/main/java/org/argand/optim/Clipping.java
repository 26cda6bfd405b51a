package org.argand.optim;

import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.autograd.Gradients;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;

/**
 * What is done to gradients before a step so that a large one cannot throw the variables off;
 * nothing waits.
 */
public sealed interface Clipping {
    /** The clipped gradients, pending. */
    List<Tensor> apply(List<Tensor> gradients);

    /**
     * {@code g} with the gradients of {@code variables} clipped; one that the loss does not reach
     * is left out.
     */
    default Gradients apply(Gradients g, List<Variable> variables) {
        List<Variable> reached = variables.stream().filter(v -> g.find(v).isPresent()).toList();
        return g.with(reached, apply(reached.stream().map(g::of).toList()));
    }

    /** No clipping. */
    static Clipping none() {
        return new None();
    }

    /**
     * Each number by itself: to [−limit, limit], a complex one to the disc of that radius with its
     * phase kept.
     */
    static Clipping byValue(double limit) {
        return new ByValue(limit);
    }

    /**
     * All together: scaled by {@code limit/max(limit, n)} with n the root of Σ|g|² over all
     * gradients, computed in double precision (Pascanu, Mikolov, Bengio 2013).
     */
    static Clipping byGlobalNorm(double limit) {
        return new ByGlobalNorm(limit);
    }

    /** See {@link #none}. */
    record None() implements Clipping {
        @Override
        public List<Tensor> apply(List<Tensor> gradients) {
            return gradients;
        }
    }

    /** See {@link #byValue}. */
    record ByValue(double limit) implements Clipping {
        public ByValue {
            needPositive(limit);
        }

        @Override
        public List<Tensor> apply(List<Tensor> gradients) {
            return gradients.stream().map(this::clip).toList();
        }

        private Tensor clip(Tensor g) {
            if (!g.dtype().isComplex()) {
                return g.clamp(-limit, limit);
            }
            return g.mul(g.abs().maximum(limit).reciprocal().mul(limit).minimum(1));
        }
    }

    /** See {@link #byGlobalNorm}. */
    record ByGlobalNorm(double limit) implements Clipping {
        public ByGlobalNorm {
            needPositive(limit);
        }

        @Override
        public List<Tensor> apply(List<Tensor> gradients) {
            if (gradients.isEmpty()) {
                return gradients;
            }
            Tensor scale;
            try (Scope scope = Scope.open()) {
                Tensor n = norm(gradients);
                scale = scope.keep(n.maximum(limit).reciprocal().mul(limit).minimum(1));
            }
            return gradients.stream().map(g -> g.mul(scale.cast(g.dtype().real()))).toList();
        }
    }

    /** √Σ|g|² over all elements of all tensors, a float64 scalar. */
    static Tensor norm(List<Tensor> gradients) {
        return gradients.stream()
                .map(g ->
                        g.cast(g.dtype().isComplex() ? DType.COMPLEX128 : DType.FLOAT64)
                                .abs2()
                                .sum())
                .reduce(Tensor::add)
                .orElseGet(() -> Tensor.scalar(0))
                .sqrt();
    }

    private static void needPositive(double limit) {
        if (!(limit > 0 && limit < Double.POSITIVE_INFINITY)) {
            throw new ArgandException.InvalidArgument(
                    "clipping", "limit is " + limit + ", not in (0, ∞)");
        }
    }
}
