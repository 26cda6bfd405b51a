package org.argand.phy.fec;

import java.util.List;
import org.argand.tensor.Engine;
import org.argand.tensor.Tensor;

/** The check rule of least magnitudes less an offset, {@link CheckRule#offsetMinSum}. */
record MinRule(double offset) {
    Tensor extrinsic(Tensor in) {
        List<Tensor> parts = Parts.of(in);
        Tensor least = parts.getFirst().abs();
        Tensor second = least.maximum(CheckRule.LARGEST);
        for (Tensor part : parts.subList(1, parts.size())) {
            Tensor a = part.abs();
            second = second.minimum(least.maximum(a));
            least = least.minimum(a);
        }
        Tensor sign = Parts.fold(parts, Parts::sign, Tensor::mul);
        Engine.realise(List.of(least, second, sign));
        // Where several are least, so is the second.
        Tensor others = Tensor.where(in.abs().equalTo(least), second, least);
        Tensor magnitude = offset == 0 ? others : others.sub(offset).relu();
        return magnitude.mul(sign).mul(Parts.sign(in));
    }
}
