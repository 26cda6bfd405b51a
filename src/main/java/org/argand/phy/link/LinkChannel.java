package org.argand.phy.link;

import org.argand.array.ArgandException;
import org.argand.array.Shape;
import org.argand.phy.channel.Awgn;
import org.argand.phy.channel.FrequencyResponse;
import org.argand.phy.channel.RayleighBlockFading;
import org.argand.phy.channel.TapFilter;
import org.argand.phy.channel.TappedDelayLine;
import org.argand.phy.channel.TimeChannel;
import org.argand.phy.mimo.Equalised;
import org.argand.phy.ofdm.OfdmDemodulator;
import org.argand.phy.ofdm.OfdmModulator;
import org.argand.phy.ofdm.ResourceGrid;
import org.argand.phy.ofdm.ZeroForcing;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;

/**
 * What lies between mapper and demapper: noise, fading, OFDM, and a receiver that knows the channel.
 *
 * <p>Symbols travel in blocks, {@code [blocks, blockLength]}; a block meets one realisation of the
 * channel and one Eb/N0. Differentiable in the symbols.
 */
public sealed interface LinkChannel {
    /** Name on the command line and in checkpoints. */
    String label();

    /** Symbols per block. */
    int blockLength();

    /** Energy sent per energy of the data symbols, that of a cyclic prefix included; at least 1. */
    double energyOverhead();

    /**
     * Sends {@code x} and equalises what arrives.
     *
     * @param x complex [blocks, blockLength], unit energy
     * @param no noise variance per complex sample, real [blocks, 1]
     */
    Observation pass(Tensor x, Tensor no, RandomStream random);

    /** The channel of that label: {@code awgn}, {@code rayleigh}, {@code tdl-a}, {@code tdl-b} or {@code tdl-c}. */
    static LinkChannel of(String label) {
        return switch (label) {
            case "awgn" -> new Noise();
            case "rayleigh" -> new Rayleigh();
            case "tdl-a", "tdl-b", "tdl-c" -> Tdl.standard(label);
            default ->
                    throw new ArgandException.InvalidArgument(
                            "channel",
                            "'" + label + "' is none of awgn, rayleigh, tdl-a, tdl-b, tdl-c");
        };
    }

    /** Additive white Gaussian noise; every symbol has an Eb/N0 of its own. */
    record Noise() implements LinkChannel {
        @Override
        public String label() {
            return "awgn";
        }

        @Override
        public int blockLength() {
            return 1;
        }

        @Override
        public double energyOverhead() {
            return 1;
        }

        @Override
        public Observation pass(Tensor x, Tensor no, RandomStream random) {
            return new Observation(Awgn.apply(x, no, random), no);
        }
    }

    /** Flat Rayleigh fading, h ~ CN(0, 1) per block, and noise. */
    record Rayleigh() implements LinkChannel {
        @Override
        public String label() {
            return "rayleigh";
        }

        @Override
        public int blockLength() {
            return 4;
        }

        @Override
        public double energyOverhead() {
            return 1;
        }

        @Override
        public Observation pass(Tensor x, Tensor no, RandomStream random) {
            Tensor h = new RayleighBlockFading(random).coefficients(x.dtype(), x.dim(0), 1);
            Tensor y = Awgn.apply(x.mul(h), no, random);
            Equalised e = ZeroForcing.equalise(y, h, no);
            return new Observation(e.xHat(), e.noEff());
        }
    }

    /**
     * OFDM over a profile of 3GPP TR 38.901 without line of sight, in the time domain: each block is a grid of OFDM
     * symbols with cyclic prefix, sent through one realisation of the taps.
     */
    record Tdl(String label, ResourceGrid grid, TappedDelayLine profile, TapFilter filter)
            implements LinkChannel {
        /** Rms delay spread in seconds. */
        private static final double DELAY_SPREAD = 300e-9;

        /** Two OFDM symbols of 64 subcarriers, 30 kHz apart, with the prefix that the taps need. */
        static Tdl standard(String label) {
            TappedDelayLine profile = TappedDelayLine.of(label, DELAY_SPREAD);
            ResourceGrid grid = new ResourceGrid(2, 64, 30e3, 20);
            return new Tdl(label, grid, profile, profile.filter(grid.sampleRate()));
        }

        @Override
        public int blockLength() {
            return grid.numOfdmSymbols() * grid.fftSize();
        }

        @Override
        public double energyOverhead() {
            return grid.energyOverhead();
        }

        @Override
        public Observation pass(Tensor x, Tensor no, RandomStream random) {
            Shape flat = x.shape();
            Tensor xRg = x.reshape(x.dim(0), grid.numOfdmSymbols(), grid.fftSize());
            Tensor taps = profile.taps(x.dtype(), x.dim(0), filter, random);
            Tensor sent = new OfdmModulator(grid.fftSize(), grid.cyclicPrefix()).modulate(xRg);
            Tensor received = Awgn.apply(TimeChannel.apply(sent, taps), no, random);
            Tensor yRg =
                    new OfdmDemodulator(grid.fftSize(), grid.cyclicPrefix(), filter.lMin())
                            .demodulate(received);
            Tensor h = FrequencyResponse.of(taps, filter.lMin(), grid.fftSize()).expand(1);
            Equalised e = ZeroForcing.equalise(yRg, h, no.expand(1));
            Tensor noEff = e.noEff().broadcastTo(xRg.shape()).reshape(flat);
            return new Observation(e.xHat().reshape(flat), noEff);
        }
    }
}
