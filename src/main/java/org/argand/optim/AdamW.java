package org.argand.optim;

import java.util.List;
import org.argand.array.DType;
import org.argand.tensor.Tensor;

/**
 * Adam with decoupled weight decay (Loshchilov, Hutter 2019, algorithm 2): {@code w ← (1 − η·λ)·w},
 * then Adam's step, whose moments do not see the decay.
 *
 * @param adam the step
 * @param weightDecay λ
 */
public record AdamW(Adam adam, double weightDecay) implements Update {
    public AdamW {
        Update.needNotNegative("adamw", "weight decay", weightDecay);
    }

    /** With the standard coefficients of Adam. */
    public static AdamW standard(double weightDecay) {
        return new AdamW(Adam.standard(), weightDecay);
    }

    @Override
    public String label() {
        return "adamw";
    }

    @Override
    public List<Slot> slots(DType variable) {
        return adam.slots(variable);
    }

    @Override
    public List<Tensor> next(Tensor w, Tensor g, List<Tensor> slots, double rate, long step) {
        return adam.next(w.mul(1 - rate * weightDecay), g, slots, rate, step);
    }
}
