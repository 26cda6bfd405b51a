package org.argand.phy.wifi;

import org.argand.tensor.Tensor;

/**
 * The channel on the subcarriers of F frames, and the noise on them.
 *
 * @param h complex [F, 64]; 0 on unused subcarriers
 * @param no noise variance per subcarrier, real [F]
 */
record ChannelEstimate(Tensor h, Tensor no) {
    /** No recording is so clean that rounding and what this receiver neglects are less than this share of it. */
    private static final double LEAST_NOISE = 1e-5;

    /**
     * From the two long training symbols Y₁ and Y₂ at {@code start}: h = (Y₁ + Y₂)/2 by their known signs, least squares;
     * no = mean |Y₁ − Y₂|²/2 over the used subcarriers.
     */
    static ChannelEstimate of(Recording recording, Tensor start, Tensor omega) {
        Tensor y = recording.grid(start, omega, 0, 2, Subcarriers.FFT_SIZE);
        Tensor signs =
                Subcarriers.longTraining().cast(y.dtype().real()).to(y.device()).cast(y.dtype());
        Tensor first = y.select(1, 0);
        Tensor second = y.select(1, 1);
        Tensor h = first.add(second).mul(0.5).mul(signs).realise();
        double share = 2.0 * Subcarriers.USED_COUNT;
        Tensor no = first.sub(second).mul(signs).abs2().sum(-1).div(share);
        Tensor least = power(h).mul(LEAST_NOISE);
        return new ChannelEstimate(h, no.maximum(least).realise());
    }

    /** Mean |h|² over the used subcarriers, [F]. */
    private static Tensor power(Tensor h) {
        return h.abs2().sum(-1).div(Subcarriers.USED_COUNT);
    }

    /** Mean |h|²/no, without the noise that the estimate of h has itself, [F]. */
    Tensor snr() {
        return power(h).sub(no.mul(0.5)).div(no);
    }

    /** Those frames, an index tensor. */
    ChannelEstimate gather(Tensor frames) {
        return new ChannelEstimate(h.gather(frames, 0), no.gather(frames, 0));
    }

    /** The channel at those places of the grid, [F, n]. */
    Tensor at(int[] places) {
        return h.gather(Tensor.of(places).to(h.device()), -1);
    }
}
