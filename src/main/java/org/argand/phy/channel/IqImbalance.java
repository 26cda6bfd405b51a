package org.argand.phy.channel;

import org.argand.tensor.Tensor;

/**
 * Branches of a mixer that differ: {@code y = Re x + i·g·(cos φ·Im x + sin φ·Re x)}, which is μ·x + ν·x̄ with
 * μ = (1 + g·e^{iφ})/2 and ν = (1 − g·e^{−iφ})/2.
 *
 * <p>The image is |ν/μ|² weaker than the signal. Differentiable in x, g and φ.
 */
public final class IqImbalance {
    private IqImbalance() {}

    /**
     * Samples with an image.
     *
     * @param x complex, any shape
     * @param gain g of the quadrature branch, real, of x's precision, broadcastable to x; 1 is balanced
     * @param phase φ in radians, likewise; 0 is balanced
     */
    public static Tensor apply(Tensor x, Tensor gain, Tensor phase) {
        Impaired.check("iqImbalance", x);
        Tensor quadrature = phase.cos().mul(x.imag()).add(phase.sin().mul(x.real()));
        return Tensor.complex(x.real(), quadrature.mul(gain));
    }

    /** The same with one imbalance for all, the gain in dB. */
    public static Tensor apply(Tensor x, double gainDb, double phase) {
        double gain = Math.pow(10, gainDb / 20);
        return apply(x, Impaired.number(x, gain), Impaired.number(x, phase));
    }
}
