package org.argand.phy.channel;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.tensor.Tensor;

/**
 * Paths between transmitters and receivers: {@code h(t, τ) = Σ_p a_p(t)·δ(τ − τ_p)}.
 *
 * @param a path coefficients, complex [batch, num_rx, num_rx_ant, num_tx, num_tx_ant, num_paths, num_time_samples]
 * @param tau delays in seconds, real, broadcastable to [batch, num_rx, num_tx, num_paths]
 */
public record ChannelImpulseResponse(Tensor a, Tensor tau) {
    public ChannelImpulseResponse {
        if (!a.dtype().isComplex() || !tau.dtype().isFloating()) {
            throw new ArgandException.DTypeMismatch(
                    "cir",
                    "needs complex a and real tau, got " + a.dtype() + " and " + tau.dtype());
        }
        if (a.rank() != 7 || tau.rank() != 4 || tau.dim(-1) != a.dim(-2)) {
            throw new ArgandException.ShapeMismatch(
                    "cir",
                    "needs a [batch, rx, rx_ant, tx, tx_ant, paths, time] and tau"
                            + " [batch, rx, tx, paths], got "
                            + a.shape()
                            + " and "
                            + tau.shape());
        }
    }

    /**
     * What the paths do to each subcarrier, {@code Σ_p a_p·e^{−2πi f τ_p}}; differentiable in a and tau.
     *
     * @param frequencies in Hz relative to the carrier, float64 [F]; {@link FrequencyResponse#frequencies}
     * @return h_freq, complex [batch, num_rx, num_rx_ant, num_tx, num_tx_ant, num_time_samples, F]
     */
    public Tensor toOfdm(Tensor frequencies) {
        Tensor angle = delays().mul(frequencies.cast(DType.FLOAT64)).mul(-2 * Math.PI);
        return summed(Tensor.complex(angle.cos(), angle.sin()));
    }

    /**
     * Taps of the channel between ideal filters of that bandwidth, {@code h_l = Σ_p a_p·sinc(l − τ_p·W)}; differentiable.
     *
     * @param sampleRate W, samples per second
     * @param lMin delay of the first tap in samples
     * @param lMax delay of the last tap in samples; {@link TapFilter} knows both for a profile
     * @return h_time, complex [batch, num_rx, num_rx_ant, num_tx, num_tx_ant, num_time_samples, lMax − lMin + 1]
     */
    public Tensor toTime(double sampleRate, int lMin, int lMax) {
        return summed(TapFilter.interpolation(delays(), sampleRate, lMin, lMax));
    }

    /** Delays as a column per link, in double precision: [paths, 1] if all links share them. */
    private Tensor delays() {
        Tensor t = tau.cast(DType.FLOAT64).to(a.device());
        return t.size() == t.dim(-1) ? t.reshape(-1, 1) : t.expand(2, 4, 6);
    }

    /** Σ over paths with {@code weights} [..., paths, X]. */
    private Tensor summed(Tensor weights) {
        return a.transpose().matmul(weights.cast(a.dtype()));
    }
}
