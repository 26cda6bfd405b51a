package org.argand.phy.fec;

import java.util.function.UnaryOperator;
import org.argand.tensor.Tensor;

/** The exact check rule as a product of hyperbolic tangents, {@link CheckRule#boxplus}. */
final class TanhRule {
    /** Stands for 0, so that the product can be divided by every factor. */
    private static final double LEAST = 1e-12;

    private TanhRule() {}

    static Tensor extrinsic(Tensor in) {
        Tensor t = in.mul(0.5).tanh();
        Tensor factors = t.maskedFill(t.abs().less(LEAST), LEAST).realise();
        Tensor product = Parts.fold(Parts.of(factors), UnaryOperator.identity(), Tensor::mul);
        double most = Math.min(Math.tanh(CheckRule.LARGEST / 2), 1 - in.dtype().epsilon());
        return product.div(factors).clamp(-most, most).atanh().mul(2);
    }
}
