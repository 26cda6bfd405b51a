package org.argand.optim;

import java.util.ArrayList;
import java.util.List;
import org.argand.array.DType;
import org.argand.tensor.Tensor;

/**
 * RMSProp (Hinton, lecture 6e, 2012): {@code v ← ρv + (1 − ρ)|g|²}, {@code w ← w − η·g/(√v + ε)},
 * or with momentum {@code b ← μ·b + g/(√v + ε)}, {@code w ← w − η·b}.
 *
 * @param decay ρ
 * @param momentum μ; 0 keeps no slot for it
 * @param epsilon what keeps the division finite
 * @param secondMoment |g|², or the squares of the parts
 */
public record RmsProp(double decay, double momentum, double epsilon, SecondMoment secondMoment)
        implements Update {
    public RmsProp {
        Update.needFraction("rmsprop", "decay", decay);
        Update.needFraction("rmsprop", "momentum", momentum);
        Update.needNotNegative("rmsprop", "epsilon", epsilon);
    }

    /** ρ = 0.9, no momentum, ε = 1e-8, v of |g|². */
    public static RmsProp standard() {
        return new RmsProp(0.9, 0, 1e-8, SecondMoment.MODULUS);
    }

    @Override
    public String label() {
        return "rmsprop";
    }

    @Override
    public List<Slot> slots(DType variable) {
        List<Slot> slots =
                new ArrayList<>(List.of(new Slot("second", secondMoment.dtype(variable))));
        if (momentum > 0) {
            slots.add(new Slot("momentum", variable));
        }
        return List.copyOf(slots);
    }

    @Override
    public List<Tensor> next(Tensor w, Tensor g, List<Tensor> slots, double rate, long step) {
        Tensor v = Update.average(slots.getFirst(), secondMoment.square(g), decay);
        Tensor scaled = secondMoment.divide(g, v, 1, epsilon);
        if (momentum == 0) {
            return List.of(w.sub(scaled.mul(rate)), v);
        }
        Tensor b = slots.get(1).mul(momentum).add(scaled);
        return List.of(w.sub(b.mul(rate)), v, b);
    }
}
