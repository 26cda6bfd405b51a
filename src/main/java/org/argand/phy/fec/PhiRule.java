package org.argand.phy.fec;

import java.util.List;
import org.argand.tensor.Tensor;

/** The exact check rule as a sum of φ, {@link CheckRule#boxplusPhi}. */
final class PhiRule {
    /** φ(20): between this and 20, φ is its own inverse. */
    private static final double LEAST = Math.log1p(2 / Math.expm1(CheckRule.LARGEST));

    private PhiRule() {}

    static Tensor extrinsic(Tensor in) {
        Tensor magnitude = phi(atMost(CheckRule.LARGEST, atLeast(LEAST, in.abs())));
        // Sign and magnitude in one number, which is never 0.
        Tensor signed = Tensor.where(in.less(0), magnitude.neg(), magnitude).realise();
        List<Tensor> parts = Parts.of(signed);
        Tensor sum = Parts.fold(parts, Tensor::abs, Tensor::add);
        Tensor all = sum.mul(Parts.fold(parts, Tensor::sign, Tensor::mul));
        Tensor others = phi(atLeast(LEAST, all.abs().sub(signed.abs())));
        return Tensor.where(all.mul(signed).less(0), others.neg(), others);
    }

    /** The larger one as a choice: of the larger of two, vectors make six instructions, for the sake of zeros and NaN. */
    private static Tensor atLeast(double least, Tensor x) {
        return x.maskedFill(x.less(least), least);
    }

    private static Tensor atMost(double most, Tensor x) {
        return x.maskedFill(x.greater(most), most);
    }

    /** log((eˣ + 1)/(eˣ − 1)), accurate for all x. */
    private static Tensor phi(Tensor x) {
        return x.expm1().reciprocal().mul(2).log1p();
    }
}
