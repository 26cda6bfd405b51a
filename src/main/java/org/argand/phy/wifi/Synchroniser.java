package org.argand.phy.wifi;

import org.argand.array.DType;
import org.argand.tensor.Convolution.Mode;
import org.argand.tensor.Tensor;

/**
 * From a plateau to the first sample of the long training symbols and the carrier offset, for all plateaus of a recording together.
 *
 * <p>The coarse offset is the angle between samples 16 apart at the end of the plateau, the fine one that between the long training
 * symbols. Timing is where the correlation with the long training symbol, and with it again 64 samples later, is
 * strongest, added up over the 16 samples of a prefix, so that as much as possible of the channel's energy falls into it;
 * an early place weighs more, so that a lone path comes {@value #BACKOFF} samples after the window's beginning.
 */
final class Synchroniser {
    /** Samples that windows begin before the strongest path of a channel with one path. */
    static final int BACKOFF = 4;

    /** From the beginning of a frame to where its long training symbols are read. */
    static final int TO_LONG_TRAINING = 2 * (Subcarriers.TRAINING - Subcarriers.FFT_SIZE) - BACKOFF;

    private static final int SHORT_PERIOD = 16;
    private static final int COARSE_FROM = -80;
    private static final int COARSE_COUNT = 88;
    private static final int SEARCH_FROM = 24;
    private static final int SEARCH_COUNT = 160;

    private final Recording recording;

    Synchroniser(Recording recording) {
        this.recording = recording;
    }

    /**
     * What was found at each of F plateaus.
     *
     * @param start where the first long training symbol is to be read, int64 [F]
     * @param omega carrier offset in radians per sample, float64 [F]
     * @param quality energy share of the strongest path's correlation, SNR/(1 + SNR) for a channel of one path, real [F]
     */
    record Timing(Tensor start, Tensor omega, Tensor quality) {}

    /** Looks {@value #SEARCH_FROM} samples after the ends of plateaus, int64 [F], and from there on. */
    Timing synchronise(Tensor ends) {
        Tensor none = recording.here(Tensor.zeros(DType.FLOAT64, ends.shape()));
        Tensor shorts = recording.window(ends, none, COARSE_FROM, COARSE_COUNT);
        Tensor coarse = angle(shorts, SHORT_PERIOD).realise();
        int span = SEARCH_COUNT + Subcarriers.PREFIX + 2 * Subcarriers.FFT_SIZE;
        Tensor y = recording.window(ends, coarse, SEARCH_FROM, span);
        Tensor share = share(y).realise();
        Tensor within = share.correlate(taper(), Mode.VALID);
        Tensor at = within.argmax(-1);
        Tensor start = ends.add(at).add(SEARCH_FROM).realise();
        Tensor longs = recording.window(start, coarse, 0, 2 * Subcarriers.FFT_SIZE);
        Tensor omega = coarse.add(angle(longs, Subcarriers.FFT_SIZE)).realise();
        return new Timing(start, omega, share.max(-1).realise());
    }

    /** Radians per sample between samples {@code lag} apart, [F, n] to float64 [F]. */
    private static Tensor angle(Tensor y, int lag) {
        Tensor early = y.slice(-1, 0, y.dim(-1) - lag);
        Tensor late = y.slice(-1, lag, y.dim(-1));
        return late.mul(early.conj()).sum(-1).angle().cast(DType.FLOAT64).div(lag);
    }

    /** (|c_d|² + |c_{d+64}|²)/(E_d + E_{d+64}), c the correlation with a training symbol of unit energy, E the energy there. */
    private Tensor share(Tensor y) {
        Tensor symbol = Subcarriers.samples(Subcarriers.longTraining());
        Tensor unit = symbol.div(Math.sqrt(Subcarriers.USED_COUNT)).cast(y.dtype());
        Tensor c = y.correlate(recording.here(unit), Mode.VALID).abs2();
        Tensor e = PacketDetector.runningSum(y.abs2(), Subcarriers.FFT_SIZE);
        Tensor energy = twice(e);
        Tensor least = energy.max(true, -1).mul(1e-7).add(Float.MIN_NORMAL);
        return twice(c).div(energy.maximum(least));
    }

    private static Tensor twice(Tensor x) {
        long n = x.dim(-1) - Subcarriers.FFT_SIZE;
        return x.slice(-1, 0, n).add(x.slice(-1, Subcarriers.FFT_SIZE, Subcarriers.FFT_SIZE + n));
    }

    private Tensor taper() {
        Tensor distance = Tensor.arange(DType.FLOAT64, Subcarriers.PREFIX).sub(BACKOFF).abs();
        Tensor weights = distance.mul(-1 / 40.0).add(1).cast(recording.dtype().real());
        return recording.here(weights);
    }
}
