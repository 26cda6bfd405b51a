package org.argand.tensor;

import java.util.List;

/**
 * The Wirtinger derivatives ∂f/∂z and ∂f/∂z̄ of a pointwise function with respect to one operand, as formulas.
 *
 * @param dz ∂f/∂z
 * @param dzbar ∂f/∂z̄; {@link #ZERO} for a holomorphic function
 */
public record Partial(Rule dz, Rule dzbar) {
    /** A derivative as a formula in the operands and the result, written with tensor methods. */
    @FunctionalInterface
    public interface Rule {
        Tensor at(List<Tensor> in, Tensor out);
    }

    /** The derivative 0, known without looking. */
    public static final Rule ZERO = (in, out) -> out.fill(0);

    /** The derivative 1, known without looking. */
    public static final Rule ONE = (in, out) -> out.fill(1);

    /** No derivative in either direction. */
    public static final Partial NONE = new Partial(ZERO, ZERO);

    /** f′ from the operand. */
    static Partial ofInput(java.util.function.UnaryOperator<Tensor> f) {
        return new Partial((in, out) -> f.apply(in.getFirst()), ZERO);
    }

    /** f′ from the result. */
    static Partial ofOutput(java.util.function.UnaryOperator<Tensor> f) {
        return new Partial(new OfOutput(f), ZERO);
    }

    /** A formula in the result alone. */
    private record OfOutput(java.util.function.UnaryOperator<Tensor> f) implements Rule {
        @Override
        public Tensor at(List<Tensor> in, Tensor out) {
            return f.apply(out);
        }
    }

    /** Whether the derivative may need the elements of operands; not if it is known or a formula in the result. */
    boolean readsOperands() {
        return reads(dz) || reads(dzbar);
    }

    private static boolean reads(Rule rule) {
        return rule != ZERO && rule != ONE && !(rule instanceof OfOutput);
    }

    /** Holomorphic in this operand. */
    static Partial holomorphic(Rule dz) {
        return new Partial(dz, ZERO);
    }

    /** Of a real-valued function of a complex operand, from ∂f/∂z̄; the other one is its conjugate. */
    static Partial realValued(Rule dzbar) {
        return new Partial((in, out) -> dzbar.at(in, out).conj(), dzbar);
    }

    /** As {@link #realValued}, from ∂f/∂z. */
    static Partial realValuedFrom(Rule dz) {
        return new Partial(dz, (in, out) -> dz.at(in, out).conj());
    }
}
