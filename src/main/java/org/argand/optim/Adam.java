package org.argand.optim;

import java.util.List;
import org.argand.array.DType;
import org.argand.tensor.Tensor;

/**
 * Adam (Kingma, Ba 2015, algorithm 1): {@code m ← β₁m + (1 − β₁)g}, {@code v ← β₂v + (1 − β₂)|g|²},
 * {@code w ← w − η·m̂/(√v̂ + ε)} with {@code m̂ = m/(1 − β₁ᵗ)} and {@code v̂ = v/(1 − β₂ᵗ)}.
 *
 * <p>A complex variable has one complex m; its v is real by default, so that turning the complex
 * plane turns the steps with it, or one per component.
 *
 * @param beta1 decay of the first moment
 * @param beta2 decay of the second moment
 * @param epsilon what keeps the division finite
 * @param secondMoment |g|², or the squares of the parts
 */
public record Adam(double beta1, double beta2, double epsilon, SecondMoment secondMoment)
        implements Update {
    public Adam {
        Update.needFraction("adam", "beta1", beta1);
        Update.needFraction("adam", "beta2", beta2);
        Update.needNotNegative("adam", "epsilon", epsilon);
    }

    /** β₁ = 0.9, β₂ = 0.999, ε = 1e-8, v of |g|². */
    public static Adam standard() {
        return new Adam(0.9, 0.999, 1e-8, SecondMoment.MODULUS);
    }

    /** The same with another kind of v. */
    public Adam with(SecondMoment kind) {
        return new Adam(beta1, beta2, epsilon, kind);
    }

    @Override
    public String label() {
        return "adam";
    }

    @Override
    public List<Slot> slots(DType variable) {
        return List.of(
                new Slot("first", variable), new Slot("second", secondMoment.dtype(variable)));
    }

    @Override
    public List<Tensor> next(Tensor w, Tensor g, List<Tensor> slots, double rate, long step) {
        Tensor m = Update.average(slots.get(0), g, beta1);
        Tensor v = Update.average(slots.get(1), secondMoment.square(g), beta2);
        double size = rate / (1 - Math.pow(beta1, step));
        double scale = 1 / Math.sqrt(1 - Math.pow(beta2, step));
        return List.of(w.sub(secondMoment.divide(m.mul(size), v, scale, epsilon)), m, v);
    }
}
