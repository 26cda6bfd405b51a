package org.argand.optim;

import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.tensor.Tensor;

/** The formula of an optimiser, a pure function of one variable's value, gradient and slots. */
public sealed interface Update permits Sgd, Adam, AdamW, RmsProp {
    /** A tensor that the optimiser keeps for a variable, in its shape, zero at first. */
    record Slot(String name, DType dtype) {}

    /** Short name, in lower case; the default name of the optimiser in a checkpoint. */
    String label();

    /** What it keeps for a variable of that type. */
    List<Slot> slots(DType variable);

    /**
     * The next value and the next slots, pending, so that they are computed in one pass.
     *
     * @param w the value now
     * @param g the gradient ∂L/∂x + i ∂L/∂y, of the type of {@code w}
     * @param slots as {@link #slots} names them
     * @param rate the learning rate
     * @param step 1 for the first step
     */
    List<Tensor> next(Tensor w, Tensor g, List<Tensor> slots, double rate, long step);

    /** {@code decay·mean + (1 − decay)·sample}. */
    static Tensor average(Tensor mean, Tensor sample, double decay) {
        return mean.mul(decay).add(sample.mul(1 - decay));
    }

    /** Refuses a coefficient outside [0, 1), NaN included. */
    static void needFraction(String op, String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new ArgandException.InvalidArgument(
                    op, name + " is " + value + ", not in [0, 1)");
        }
    }

    /** Refuses a negative, infinite or NaN coefficient. */
    static void needNotNegative(String op, String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new ArgandException.InvalidArgument(
                    op, name + " is " + value + ", not in [0, ∞)");
        }
    }
}
