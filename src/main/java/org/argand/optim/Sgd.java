package org.argand.optim;

import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.tensor.Tensor;

/**
 * Gradient descent, {@code w ← w − η·g}, or with momentum {@code b ← μ·b + g}, {@code w ← w − η·b},
 * or Nesterov's {@code w ← w − η·(g + μ·b)} (Sutskever et al. 2013, in the form where η does not
 * enter b).
 *
 * <p>A complex variable moves exactly as two real ones would.
 *
 * @param momentum μ, 0 ≤ μ &lt; 1; 0 keeps no slot
 * @param nesterov whether to look ahead; needs a momentum
 */
public record Sgd(double momentum, boolean nesterov) implements Update {
    public Sgd {
        Update.needFraction("sgd", "momentum", momentum);
        if (nesterov && momentum == 0) {
            throw new ArgandException.InvalidArgument(
                    "sgd", "Nesterov's form needs a momentum, got 0");
        }
    }

    /** Without momentum. */
    public static Sgd plain() {
        return new Sgd(0, false);
    }

    /** With momentum μ. */
    public static Sgd withMomentum(double momentum) {
        return new Sgd(momentum, false);
    }

    /** With Nesterov's momentum μ. */
    public static Sgd withNesterov(double momentum) {
        return new Sgd(momentum, true);
    }

    @Override
    public String label() {
        return "sgd";
    }

    @Override
    public List<Slot> slots(DType variable) {
        return momentum == 0 ? List.of() : List.of(new Slot("momentum", variable));
    }

    @Override
    public List<Tensor> next(Tensor w, Tensor g, List<Tensor> slots, double rate, long step) {
        if (momentum == 0) {
            return List.of(w.sub(g.mul(rate)));
        }
        Tensor b = slots.getFirst().mul(momentum).add(g);
        Tensor direction = nesterov ? b.mul(momentum).add(g) : b;
        return List.of(w.sub(direction.mul(rate)), b);
    }
}
