package org.argand.autograd;

import java.util.List;
import java.util.function.Function;
import org.argand.tensor.Engine;
import org.argand.tensor.Op;
import org.argand.tensor.Tensor;

/**
 * A function whose gradient its author states.
 *
 * <p>The pullback receives the upstream gradient in the convention ∂L/∂x + i ∂L/∂y and returns one gradient per operand,
 * in the operand's shape, real for a real operand and not in float32 or complex64 for one of double precision: for a
 * holomorphic f that is {@code g·conj(f′)}. Zeros stand for no gradient. Hold it to {@link GradCheck} before use.
 */
public final class CustomGradient {
    /** From operands, result and upstream gradient to the gradients of the operands. */
    @FunctionalInterface
    public interface Pullback {
        List<Tensor> at(List<Tensor> in, Tensor out, Tensor g);
    }

    private record Stated(String label, Function<List<Tensor>, Tensor> function, Pullback rule)
            implements Op.Custom {
        @Override
        public Tensor forward(List<Tensor> x) {
            Tensor out = Engine.constant(() -> function.apply(x));
            // A function may hand back an operand; the tape needs a tensor of its own.
            return x.contains(out) ? out.copied() : out;
        }

        @Override
        public List<Tensor> pullback(List<Tensor> x, Tensor out, Tensor g) {
            return rule.at(x, out, g);
        }
    }

    private final Op op;

    private CustomGradient(Op op) {
        this.op = op;
    }

    /** A function with its pullback; {@code name} is what messages and explanations call it. */
    public static CustomGradient of(
            String name, Function<List<Tensor>, Tensor> forward, Pullback pullback) {
        return new CustomGradient(new Stated(name, forward, pullback));
    }

    /** The value at these operands, differentiated by the stated rule. */
    public Tensor apply(Tensor... in) {
        return Engine.apply(op, in);
    }
}
