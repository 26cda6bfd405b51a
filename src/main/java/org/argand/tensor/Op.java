package org.argand.tensor;

import java.util.List;
import org.argand.array.DType;
import org.argand.backend.ScalarFunction;
import org.argand.backend.Signature;

/**
 * An operation as data: what it computes and what its derivative is, in one of a few kinds.
 *
 * <p>No kind conjugates on its own account: a pointwise op states plain derivatives, a linear or bilinear one its
 * mathematical adjoint, and {@code autograd.Pullback} turns either into gradients.
 */
public sealed interface Op {
    /** The name that messages, tapes and kernels use, in lower case. */
    String label();

    /**
     * A pointwise function in words.
     *
     * @param formula its value as a formula in z (and w)
     * @param derivative f′, or ∂s/∂z ; ∂s/∂z̄, per operand, as formulas in z, w and the result s; or why it has none
     * @param note branch cuts and other values that are a matter of convention; may be empty
     */
    record Text(String formula, String derivative, String note) {}

    /** Acts on each element by itself; broadcasts its operands; evaluated lazily and fused. */
    sealed interface Pointwise extends Op, ScalarFunction
            permits Arithmetic,
                    Conversion,
                    Holomorphic,
                    Piecewise,
                    PiecewiseConstant,
                    Predicate,
                    NonHolomorphic {
        /** The types this function takes and gives. */
        Signature signature();

        @Override
        default DType result(List<DType> operands) {
            return signature().result(label(), operands);
        }

        /** The derivatives with respect to operand {@code index}; empty of meaning where not differentiable. */
        Partial partial(int index);

        /** Whether any operand has a derivative at all. */
        default boolean isDifferentiable() {
            return true;
        }

        /** Why no gradient passes, if it is not differentiable; completes "cut at {@code label} (…)". */
        default String reason() {
            return "not differentiable";
        }

        /** Whether it takes no more than a few additions, multiplications and choices. */
        default boolean isPlain() {
            return true;
        }

        /** Where it may be sampled and is differentiable. */
        default Domain domain() {
            return Domain.PLANE;
        }

        /** What people read of it, in the table of operators. */
        Text text();
    }

    /** Linear over the reals in all operands together: {@code ⟨Lx, y⟩ = ⟨x, L*y⟩} with the real inner product. */
    non-sealed interface Linear extends Op {
        /** The value, not recorded. */
        Tensor forward(List<Tensor> x);

        /** {@code L*} at {@code g}: one tensor for each operand, in its shape. */
        List<Tensor> adjoint(Tensor g);
    }

    /** Complex-linear in each of two operands. */
    non-sealed interface Bilinear extends Op {
        /** The value, not recorded. */
        Tensor forward(Tensor x, Tensor y);

        /** The adjoint of {@code x ↦ x·y} at {@code g}; broadcast axes are still there. */
        Tensor left(Tensor g, Tensor y);

        /** The adjoint of {@code y ↦ x·y} at {@code g}; broadcast axes are still there. */
        Tensor right(Tensor x, Tensor g);
    }

    /**
     * Differentiable as a whole, by a rule that is neither pointwise nor linear: decompositions, inverses, determinants.
     *
     * <p>States the adjoint of its differential, {@code ⟨Df(x)·t, g⟩ = ⟨t, Df(x)*·g⟩} in the real inner product.
     */
    non-sealed interface Smooth extends Op {
        /** The value, not recorded. */
        Tensor forward(List<Tensor> x);

        /** {@code Df(x)*} at {@code g}: one tensor for each operand; broadcast axes are still there. */
        List<Tensor> adjoint(List<Tensor> x, Tensor out, Tensor g);
    }

    /** A composition of other ops that has a kernel of its own for the value; differentiated as the composition. */
    non-sealed interface Fused extends Op {
        /** The value by the kernel, not recorded. */
        Tensor forward(List<Tensor> x);

        /** The same value by differentiable ops. */
        Tensor composition(List<Tensor> x);
    }

    /** An op whose user states the pullback. */
    non-sealed interface Custom extends Op {
        /** The value, not recorded. */
        Tensor forward(List<Tensor> x);

        /** The gradients for the operands, given the upstream gradient {@code g} of {@code out}. */
        List<Tensor> pullback(List<Tensor> x, Tensor out, Tensor g);
    }

    /** An op no gradient passes, and why. */
    non-sealed interface Opaque extends Op {
        /** The value, not recorded. */
        Tensor forward(List<Tensor> x);

        /** Completes "cut at {@code label} (…)". */
        default String reason() {
            return "not differentiable";
        }
    }
}
