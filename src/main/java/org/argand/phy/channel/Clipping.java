package org.argand.phy.channel;

import org.argand.array.ArgandException;
import org.argand.tensor.Tensor;

/** An amplifier that saturates: envelopes limited to A, phases as they are. Differentiable in x and A. */
public final class Clipping {
    private Clipping() {}

    /**
     * The ideal limiter, {@code x} where |x| ≤ A and {@code A·x/|x|} beyond.
     *
     * @param x complex, any shape
     * @param saturation A &gt; 0, real, of x's precision, broadcastable to x
     */
    public static Tensor hard(Tensor x, Tensor saturation) {
        Impaired.check("clipping", x);
        return Tensor.where(x.abs().greater(saturation), x.sgn().mul(saturation), x);
    }

    /** The same with one limit for all. */
    public static Tensor hard(Tensor x, double saturation) {
        return hard(x, limit(x, saturation));
    }

    /**
     * A solid-state amplifier, {@code x/(1 + (|x|/A)^{2p})^{1/2p}}: Rapp, "Effects of HPA-nonlinearity on a 4-DPSK/OFDM-signal"
     * (1991). The larger p, the sharper; the limit is {@link #hard}.
     *
     * @param smoothness p > 0
     */
    public static Tensor soft(Tensor x, Tensor saturation, double smoothness) {
        Impaired.check("clipping", x);
        if (!(smoothness > 0 && smoothness < Double.POSITIVE_INFINITY)) {
            throw new ArgandException.InvalidArgument("clipping", "a smoothness of " + smoothness);
        }
        // |x|² in place of |x|: smooth at 0 for p of at least 1.
        Tensor power = x.abs2().div(saturation.square()).pow(smoothness);
        return x.mul(power.add(1).pow(-0.5 / smoothness));
    }

    /** The same with one limit for all. */
    public static Tensor soft(Tensor x, double saturation, double smoothness) {
        return soft(x, limit(x, saturation), smoothness);
    }

    private static Tensor limit(Tensor x, double saturation) {
        if (!(saturation > 0)) {
            throw new ArgandException.InvalidArgument("clipping", "a limit of " + saturation);
        }
        return Impaired.number(x, saturation);
    }
}
