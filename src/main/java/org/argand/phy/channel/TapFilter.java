package org.argand.phy.channel;

import org.argand.array.ArgandException;
import org.argand.array.Shape;
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

    static TapFilter of(PowerDelayProfile profile, double delaySpread, double sampleRate) {
        if (!(sampleRate > 0 && sampleRate < Double.POSITIVE_INFINITY)) {
            throw new ArgandException.InvalidArgument("taps", "a sample rate of " + sampleRate);
        }
        double samples = delaySpread * sampleRate;
        int count = 2 * MARGIN + (int) Math.ceil(profile.lastDelay() * samples) + 1;
        double[] weights = new double[profile.paths() * count];
        double energy = 0;
        for (int k = 0; k < profile.paths(); k++) {
            for (int l = 0; l < count; l++) {
                double w = sinc(l - MARGIN - profile.delays()[k] * samples);
                weights[k * count + l] = Math.sqrt(profile.powers()[k]) * w;
                energy += profile.powers()[k] * w * w;
            }
        }
        Tensor matrix = Tensor.of(Shape.of(profile.paths(), count), weights);
        return new TapFilter(-MARGIN, matrix.mul(1 / Math.sqrt(energy)).realise());
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    /** Delay of the first tap in samples, negative. */
    public int lMin() {
        return lMin;
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
