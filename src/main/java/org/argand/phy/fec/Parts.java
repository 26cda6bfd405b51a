package org.argand.phy.fec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.argand.tensor.Tensor;

/** The parts of a tensor along its first axis, which is short, so that what folds them is one pointwise program. */
final class Parts {
    private Parts() {}

    /** Part i is {@code x[i]}. */
    static List<Tensor> of(Tensor x) {
        List<Tensor> parts = new ArrayList<>();
        for (int i = 0; i < x.dim(0); i++) {
            parts.add(x.select(0, i));
        }
        return parts;
    }

    /** {@code f(x[0]) ∘ f(x[1]) ∘ …}, of at least one part. */
    static Tensor fold(List<Tensor> parts, UnaryOperator<Tensor> f, BinaryOperator<Tensor> join) {
        return parts.stream().map(f).reduce(join).orElseThrow();
    }

    /** −1 where x is negative, else 1; no gradient passes. */
    static Tensor sign(Tensor x) {
        return x.less(0).cast(x.dtype()).mul(-2).add(1);
    }
}
