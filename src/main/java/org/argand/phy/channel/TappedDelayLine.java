package org.argand.phy.channel;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;

/**
 * The TDL channel models of 3GPP TR 38.901 clause 7.7.2: paths of given delay and power, each with Rayleigh fading of
 * Clarke's Doppler spectrum, of which the first of TDL-D and TDL-E has a line of sight beside.
 *
 * <p>Several antennas fade independently or as {@link #correlated} says. The line of sight has one random phase for all
 * antennas of a pair, and 0.7 of the largest Doppler shift.
 */
public final class TappedDelayLine implements ChannelModel {
    private static final double LOS_DOPPLER = 0.7;

    /** Delays in seconds. */
    private final PowerDelayProfile profile;

    private final Antennas antennas;
    private final Doppler doppler;
    private final SpatialCorrelation correlation;

    private TappedDelayLine(
            PowerDelayProfile profile,
            Antennas antennas,
            Doppler doppler,
            SpatialCorrelation correlation) {
        this.profile = profile;
        this.antennas = antennas;
        this.doppler = doppler;
        this.correlation = correlation;
    }

    /**
     * The model of that name, {@code tdl-a} to {@code tdl-e}, for single antennas and without Doppler.
     *
     * @param delaySpread rms, in seconds; nominal values are 10 ns to 1 µs, table 7.7.3-1
     */
    public static TappedDelayLine of(String name, double delaySpread) {
        PowerDelayProfile profile = PowerDelayProfile.named(name);
        if (!profile.scaled()) {
            throw new ArgandException.InvalidArgument(
                    "tdl", name + " has a delay spread of its own, and takes no other");
        }
        if (!(delaySpread >= 0 && delaySpread < 1)) {
            throw new ArgandException.InvalidArgument(
                    "tdl", "an rms delay spread of " + delaySpread + " s");
        }
        return still(profile.inSeconds(delaySpread));
    }

    /**
     * The simplified models of TS 38.101-4 annex B.2.1, whose name says their delay spread in nanoseconds: {@code tdl-a30},
     * {@code tdl-b100}, {@code tdl-c300}.
     */
    public static TappedDelayLine of(String name) {
        PowerDelayProfile profile = PowerDelayProfile.named(name);
        if (profile.scaled()) {
            throw new ArgandException.InvalidArgument("tdl", name + " needs a delay spread");
        }
        return still(profile);
    }

    private static TappedDelayLine still(PowerDelayProfile profile) {
        return new TappedDelayLine(profile, Antennas.SINGLE, Doppler.NONE, SpatialCorrelation.NONE);
    }

    /** TDL-A, table 7.7.2-1: 23 paths without line of sight. */
    public static TappedDelayLine tdlA(double delaySpread) {
        return of("tdl-a", delaySpread);
    }

    /** Between so many antennas. */
    public TappedDelayLine antennas(Antennas next) {
        return new TappedDelayLine(profile, next, doppler, correlation);
    }

    /** With that Doppler shift. */
    public TappedDelayLine doppler(Doppler next) {
        return new TappedDelayLine(profile, antennas, next, correlation);
    }

    /** With fading that is correlated between antennas, the same way in every path; the line of sight is not touched. */
    public TappedDelayLine correlated(SpatialCorrelation next) {
        return new TappedDelayLine(profile, antennas, doppler, next);
    }

    /** {@inheritDoc} E Σ_p |a_p|² = 1; tau has the shape [1, 1, 1, paths]. */
    @Override
    public ChannelImpulseResponse sample(
            DType dtype, long batch, int numTimeSamples, double sampleRate, RandomStream random) {
        if (!dtype.isComplex()) {
            throw new ArgandException.DTypeMismatch("tdl", "taps are complex, not " + dtype);
        }
        if (numTimeSamples < 1 || !(sampleRate > 0 && sampleRate < Double.POSITIVE_INFINITY)) {
            throw new ArgandException.InvalidArgument(
                    "tdl",
                    "needs at least 1 instant and a rate above 0, got "
                            + numTimeSamples
                            + " instants, "
                            + sampleRate
                            + " per second");
        }
        int paths = profile.paths();
        Shape links = antennas.links(batch, paths);
        Tensor shift = doppler.draw(antennas.pairs(batch), random);
        Tensor fading =
                doppler.isNone()
                        ? random.normal(dtype, links.inserted(-1, 1))
                        : SumOfSinusoids.fading(
                                dtype, links, shift.expand(-1), numTimeSamples, sampleRate, random);
        Tensor amplitudes = Tensor.of(profile.powers()).sqrt().expand(-1).cast(dtype.real());
        Tensor a = correlation.apply(fading.mul(amplitudes));
        if (profile.losPower() > 0) {
            Tensor los = lineOfSight(dtype, shift, numTimeSamples, sampleRate, random);
            a = a.add(los.expand(-2).pad(-2, 0, paths - 1));
        }
        Tensor tau = Tensor.of(Shape.of(1, 1, 1, paths), profile.delays());
        return new ChannelImpulseResponse(a.broadcastTo(links.inserted(-1, numTimeSamples)), tau);
    }

    /** {@code √P·e^{i(φ + 2π·0.7·f_D·t)}}, [batch, num_rx, 1, num_tx, 1, time]. */
    private Tensor lineOfSight(
            DType dtype, Tensor shift, int times, double sampleRate, RandomStream random) {
        Tensor phase = random.uniform(DType.FLOAT64, shift.shape(), -Math.PI, Math.PI);
        Tensor t = Tensor.arange(DType.FLOAT64, times).mul(2 * Math.PI * LOS_DOPPLER / sampleRate);
        Tensor angle = shift.expand(-1).mul(t).add(phase.expand(-1));
        return Tensor.complex(angle.cos(), angle.sin())
                .mul(Math.sqrt(profile.losPower()))
                .cast(dtype);
    }

    /** How the paths appear in samples at {@code sampleRate} samples per second. */
    public TapFilter filter(double sampleRate) {
        return TapFilter.of(profile, sampleRate);
    }

    /**
     * Independent realisations that stay for a block, complex [batch, taps], with E Σ_l |h_l|² = 1; of a model without line
     * of sight, between two antennas.
     *
     * @param filter of this model, {@link #filter}
     */
    public Tensor taps(DType dtype, long batch, TapFilter filter, RandomStream random) {
        if (!dtype.isComplex()) {
            throw new ArgandException.DTypeMismatch("tdl", "taps are complex, not " + dtype);
        }
        if (profile.losPower() > 0) {
            throw new ArgandException.InvalidArgument("tdl", "taps of a line of sight; sample it");
        }
        Tensor paths = random.normal(dtype, Shape.of(batch, profile.paths()));
        return paths.matmul(filter.matrix().to(paths.device()).cast(dtype));
    }

    /**
     * Covariance of the channel over subcarriers, {@code R[k, l] = Σ_p P_p·e^{−2πi(f_k − f_l)τ_p}}.
     *
     * @param frequencies in Hz, float64 [F]; {@link FrequencyResponse#frequencies}
     * @return complex128 [F, F]
     */
    public Tensor frequencyCovariance(Tensor frequencies) {
        double[] powers = new double[profile.paths()];
        for (int k = 0; k < powers.length; k++) {
            powers[k] = profile.power(k);
        }
        Tensor angle = frequencies.expand(-1).mul(Tensor.of(profile.delays())).mul(-2 * Math.PI);
        Tensor e = Tensor.complex(angle.cos(), angle.sin());
        return e.mul(Tensor.of(powers)).matmul(e.adjoint());
    }

    /**
     * Covariance of the channel over instants, {@code R[t, s] = (1 − P_los)·J₀(2πf_D·δ) + P_los·e^{2πi·0.7f_D·δ}} with δ the
     * seconds from s to t: what the paths together have, the mean over the Doppler range.
     *
     * @param numTimeSamples instants
     * @param interval seconds from one to the next
     * @return complex128 [T, T]
     */
    public Tensor timeCovariance(int numTimeSamples, double interval) {
        int n = numTimeSamples;
        double los = profile.losPower();
        double[] r = new double[2 * n * n];
        for (int lag = 0; lag < n; lag++) {
            double seconds = lag * interval;
            double scattered = (1 - los) * doppler.correlation(seconds);
            double modulus = los * doppler.spread(LOS_DOPPLER * seconds);
            double angle = 2 * Math.PI * LOS_DOPPLER * doppler.middle() * seconds;
            for (int s = 0; s + lag < n; s++) {
                int below = 2 * ((s + lag) * n + s);
                int above = 2 * (s * n + s + lag);
                r[below] = scattered + modulus * Math.cos(angle);
                r[below + 1] = modulus * Math.sin(angle);
                r[above] = r[below];
                r[above + 1] = -r[below + 1];
            }
        }
        return Tensor.ofInterleaved(Shape.of(n, n), r);
    }
}
