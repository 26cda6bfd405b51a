package org.argand.phy.channel;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;

/**
 * The TDL channel models of 3GPP TR 38.901 clause 7.7.2 for one antenna at each end: paths of given delay and power,
 * each with a Rayleigh coefficient that stays for a block.
 */
public final class TappedDelayLine {
    private final PowerDelayProfile profile;
    private final double delaySpread;

    private TappedDelayLine(PowerDelayProfile profile, double delaySpread) {
        if (!(delaySpread >= 0 && delaySpread < 1)) {
            throw new ArgandException.InvalidArgument(
                    "tdl", "an rms delay spread of " + delaySpread + " s");
        }
        this.profile = profile;
        this.delaySpread = delaySpread;
    }

    /**
     * TDL-A, table 7.7.2-1: 23 paths without line of sight.
     *
     * @param delaySpread rms, in seconds; nominal values are 10 ns to 1 µs, table 7.7.3-1
     */
    public static TappedDelayLine tdlA(double delaySpread) {
        return new TappedDelayLine(PowerDelayProfile.named("tdl-a"), delaySpread);
    }

    /** How the paths appear in samples at {@code sampleRate} samples per second. */
    public TapFilter filter(double sampleRate) {
        return TapFilter.of(profile, delaySpread, sampleRate);
    }

    /**
     * Independent realisations, complex [batch, taps], with E Σ_l |h_l|² = 1.
     *
     * @param filter of this model, {@link #filter}
     */
    public Tensor taps(DType dtype, long batch, TapFilter filter, RandomStream random) {
        if (!dtype.isComplex()) {
            throw new ArgandException.DTypeMismatch("tdl", "taps are complex, not " + dtype);
        }
        Tensor paths = random.normal(dtype, Shape.of(batch, profile.paths()));
        return paths.matmul(filter.matrix().to(paths.device()).cast(dtype));
    }
}
