package org.argand.examples;

import java.util.List;
import org.argand.autograd.CustomGradient;
import org.argand.tensor.Tensor;

/**
 * Three custom gradients, done right: holomorphic, overflowing, and real operands with a complex result.
 *
 * <p>The upstream gradient is ∂L/∂x + i ∂L/∂y, so that a holomorphic f pulls back by {@code g·conj(f′)}, and the gradient
 * of a real operand is the real number {@code Re(conj(g)·∂f/∂x)}.
 */
final class CustomGradientsExample {
    private CustomGradientsExample() {}

    /** {@code z·exp z}; f′ = (1 + z)·exp z enters conjugated. */
    static final CustomGradient Z_EXP =
            CustomGradient.of(
                    "z_exp",
                    in -> in.getFirst().mul(in.getFirst().exp()),
                    (in, out, g) -> {
                        Tensor z = in.getFirst();
                        return List.of(g.mul(z.add(1).mul(z.exp()).conj()));
                    });

    /**
     * {@code exp(x²)} of real x. Beyond |x| ≈ 26.6 the value exceeds float64, and then so does the derivative: the true
     * gradient is what {@code 2x·out} says, infinite there and exact elsewhere. Scaling it down by the largest element,
     * as one may be tempted to, gives a finite number that is the gradient of nothing. Who needs large x works with the
     * logarithm, {@code x²}, and its derivative {@code 2x}.
     */
    static final CustomGradient EXP_SQUARE =
            CustomGradient.of(
                    "exp_square",
                    in -> in.getFirst().square().exp(),
                    (in, out, g) -> List.of(g.mul(in.getFirst().mul(2).mul(out))));

    /** {@code (x² − y) + i·xy} of real x and y; both gradients are real. */
    static final CustomGradient COMPLEX_OF_TWO =
            CustomGradient.of(
                    "complex_of_two",
                    in ->
                            Tensor.complex(
                                    in.get(0).square().sub(in.get(1)), in.get(0).mul(in.get(1))),
                    (in, out, g) -> {
                        Tensor x = in.get(0);
                        Tensor y = in.get(1);
                        Tensor dx = g.real().mul(x.mul(2)).add(g.imag().mul(y));
                        Tensor dy = g.imag().mul(x).sub(g.real());
                        return List.of(dx, dy);
                    });
}
