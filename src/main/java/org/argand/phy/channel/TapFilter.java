package org.argand.phy.channel;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.tensor.Tensor;

/**
 * How the paths of a channel appear in samples: tap l gets {@code sinc(l − τ_k·W)} of path k, for l from lMin to lMax.
 *
 * <p>W is the sample rate. A path between two samples leaks into taps on both sides, also before its time: lMin is
 * negative. The filter is cut off {@value #MARGIN} taps outside the paths, and scaled so that the taps have unit energy
 * on average.
 */
public final class TapFilter {
    private static final int MARGIN = 6;

    private final int lMin;
    private final Tensor matrix;

    private TapFilter(int lMin, Tensor matrix) {
        this.lMin = lMin;
        this.matrix = matrix;
    }

    /** Of a profile with delays in seconds. */
    static TapFilter of(PowerDelayProfile profile, double sampleRate) {
        checkRate(sampleRate);
        int lMax = MARGIN + (int) Math.ceil(profile.lastDelay() * sampleRate);
        double[] amplitudes = new double[profile.paths()];
        for (int k = 0; k < amplitudes.length; k++) {
            amplitudes[k] = Math.sqrt(profile.power(k));
        }
        Tensor delays = Tensor.of(profile.delays()).expand(-1);
        Tensor weights =
                interpolation(delays, sampleRate, -MARGIN, lMax)
                        .mul(Tensor.of(amplitudes).expand(-1));
        return new TapFilter(-MARGIN, weights.div(weights.square().sum().sqrt()).realise());
    }

    private static void checkRate(double sampleRate) {
        if (!(sampleRate > 0 && sampleRate < Double.POSITIVE_INFINITY)) {
            throw new ArgandException.InvalidArgument("taps", "a sample rate of " + sampleRate);
        }
    }

    /** {@code sinc(l − τ·W)}: delays float64 [..., 1] in seconds give [..., lMax − lMin + 1]. */
    static Tensor interpolation(Tensor delays, double sampleRate, int lMin, int lMax) {
        checkRate(sampleRate);
        if (lMax < lMin) {
            throw new ArgandException.InvalidArgument(
                    "taps", "delays from " + lMin + " to " + lMax + " samples");
        }
        Tensor l = Tensor.arange(DType.FLOAT64, lMax - lMin + 1L).add(lMin).to(delays.device());
        return l.sub(delays.mul(sampleRate)).sinc();
    }

    /** Delay of the first tap in samples, negative. */
    public int lMin() {
        return lMin;
    }

    /** Delay of the last tap in samples. */
    public int lMax() {
        return lMin + numTaps() - 1;
    }

    /** Number of taps. */
    public int numTaps() {
        return (int) matrix.dim(1);
    }

    /** Amplitude of path k in tap l for a path coefficient of variance 1, float64 [paths, taps]. */
    Tensor matrix() {
        return matrix;
    }
}
