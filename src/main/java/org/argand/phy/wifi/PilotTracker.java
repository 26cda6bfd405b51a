package org.argand.phy.wifi;

import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Tensor;

/**
 * Undoes what turns the subcarriers from symbol to symbol, by the four pilots: φ_m common to all, and β·k·τ_m of the sampling
 * clocks.
 *
 * <p>φ_m is the angle of Σ_p conj(h_p·x_p)·y_p in each symbol. The slope β, in radians per subcarrier and symbol, is one number per
 * frame; τ_m is the time since the training symbols. It is estimated from the 16 first symbols, then, corrected by that, from
 * four times as many and so on, so that angles stay small: least squares with the prior of clocks that differ by 20 ppm
 * (one standard deviation), which keeps the noise of short frames out. Differentiable in y and h.
 */
final class PilotTracker {
    private static final double PRIOR =
            2 * Math.PI * 20e-6 * Subcarriers.SYMBOL / Subcarriers.FFT_SIZE;

    private static final int FIRST_SYMBOLS = 16;

    /** From the middle of the long training symbols to that of the SIGNAL symbol, in symbols. */
    private static final double LEAD = 112.0 / Subcarriers.SYMBOL;

    private PilotTracker() {}

    /**
     * Subcarriers with these angles undone.
     *
     * @param y grid of M symbols, complex [F, M, 64]
     * @param first number of the first of them, SIGNAL being 0
     * @param places which subcarriers
     * @return complex [F, M, n]
     */
    static Tensor track(Tensor y, ChannelEstimate channel, int first, int[] places) {
        int symbols = (int) y.dim(1);
        DType real = y.dtype().real();
        Tensor h = channel.at(Subcarriers.pilots()).expand(1);
        Tensor sent = Subcarriers.pilotValues(first, symbols).cast(y.dtype()).to(y.device());
        Tensor z = pick(y, Subcarriers.pilots()).mul(h.mul(sent).conj());
        Tensor tau =
                Tensor.arange(DType.FLOAT64, symbols).add(first + LEAD).cast(real).to(y.device());
        Tensor k = numbers(Subcarriers.pilots(), y);
        Tensor slope = slope(z, h.abs2(), tau.expand(-1), k, channel.no());
        Tensor turned = z.mul(turn(slope, tau.expand(-1).mul(k)));
        Tensor common = turned.sum(-1).sgn().conj().expand(-1);
        Tensor angles = tau.expand(-1).mul(numbers(places, y));
        return pick(y, places).mul(turn(slope, angles)).mul(common);
    }

    /** β, [F, 1, 1], from pilots z, [F, M, 4], of energy |h|², [F, 1, 4], at times τ, [M, 1], and subcarriers k, [4]. */
    private static Tensor slope(Tensor z, Tensor energy, Tensor tau, Tensor k, Tensor no) {
        // About the centre of the pilots' energy, where the slope does not turn what is common.
        Tensor centre = energy.mul(k).sum(true, -1).div(energy.sum(true, -1));
        Tensor lever = tau.mul(k.sub(centre));
        int symbols = (int) z.dim(1);
        Tensor weight = no.reciprocal().mul(2).reshape(-1, 1, 1);
        Tensor slope = Tensor.zeros(no.dtype(), Shape.of(no.dim(0), 1, 1)).to(no.device());
        double prior = 1 / (PRIOR * PRIOR);
        for (long n = Math.min(symbols, FIRST_SYMBOLS); ; n = Math.min(4 * n, symbols)) {
            Tensor arm = lever.slice(1, 0, n);
            Tensor turned = z.slice(1, 0, n).mul(turn(slope, arm));
            Tensor rest = turned.mul(turned.sum(true, -1).sgn().conj()).imag();
            Tensor pull = rest.mul(arm).sum(true, 1, 2).mul(weight).sub(slope.mul(prior));
            Tensor stiffness = arm.square().mul(energy).sum(true, 1, 2).mul(weight).add(prior);
            slope = slope.add(pull.div(stiffness)).realise();
            if (n == symbols) {
                return slope;
            }
        }
    }

    /** {@code e^{−iβ·lever}}, [F, M, n]. */
    private static Tensor turn(Tensor slope, Tensor lever) {
        return Recording.turn(slope.mul(lever).neg());
    }

    private static Tensor numbers(int[] places, Tensor like) {
        return Tensor.of(Subcarriers.numbers(places)).cast(like.dtype().real()).to(like.device());
    }

    private static Tensor pick(Tensor grid, int[] places) {
        return grid.gather(Tensor.of(places).to(grid.device()), -1);
    }
}
