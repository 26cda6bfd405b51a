package org.argand.phy.link;

import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.phy.channel.Antennas;
import org.argand.phy.channel.Awgn;
import org.argand.phy.channel.Doppler;
import org.argand.phy.channel.FrequencyResponse;
import org.argand.phy.channel.OfdmChannel;
import org.argand.phy.channel.TappedDelayLine;
import org.argand.phy.link.OfdmReceiver.Reception;
import org.argand.phy.mapping.Constellation;
import org.argand.phy.mapping.Mapper;
import org.argand.phy.ofdm.CyclicPrefix;
import org.argand.phy.ofdm.ResourceGrid;
import org.argand.phy.ofdm.ResourceGridMapper;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;

/**
 * Slots of an uplink: one transmit antenna, pilots in two OFDM symbols, and fading that differs from symbol to symbol and that
 * the receiver does not know.
 *
 * @param grid with pilots, one stream
 * @param constellation of the data
 * @param model of the fading
 * @param normalised whether every slot arrives with the same energy, as with perfect power control
 */
public record OfdmScenario(
        ResourceGrid grid, Constellation constellation, TappedDelayLine model, boolean normalised) {
    private static final List<String> CHANNELS =
            List.of("tdl-a", "tdl-b", "tdl-c", "tdl-d", "tdl-e");

    private static final double DELAY_SPREAD = 100e-9;
    private static final double CARRIER = 3.5e9;
    private static final double HIGHEST_SPEED = 20;
    private static final double SUBCARRIER_SPACING = 30e3;
    private static final int NUM_RX_ANT = 2;
    private static final int NUM_OFDM_SYMBOLS = 14;
    private static final int FFT_SIZE = 128;

    /** The pilots of the classical receivers follow from it. */
    private static final long PILOT_SEED = 1;

    /**
     * A slot of 14 OFDM symbols and 128 subcarriers 30 kHz apart, 116 of them used, QPSK pilots on all of the third and twelfth
     * symbol; two receive antennas, rms delay spread 100 ns, up to 20 m/s at 3.5 GHz, normalised. It is the setting of Sionna's
     * neural receiver, with a TDL in place of a CDL.
     *
     * @param channel tdl-a to tdl-e
     */
    public static OfdmScenario uplink(String channel, int bitsPerSymbol) {
        checkChannel(channel);
        ResourceGrid grid =
                new ResourceGrid(NUM_OFDM_SYMBOLS, FFT_SIZE, SUBCARRIER_SPACING, 0)
                        .withPrefix(CyclicPrefix.nr(1, FFT_SIZE, NUM_OFDM_SYMBOLS))
                        .withNulls(5, 6, true)
                        .withKroneckerPilots(DType.COMPLEX64, new RandomStream(PILOT_SEED), 2, 11);
        TappedDelayLine model =
                TappedDelayLine.of(channel, DELAY_SPREAD)
                        .antennas(Antennas.of(NUM_RX_ANT, 1))
                        .doppler(Doppler.ofSpeeds(0, HIGHEST_SPEED, CARRIER));
        return new OfdmScenario(
                grid, Constellation.qam(bitsPerSymbol, DType.COMPLEX64), model, true);
    }

    static void checkChannel(String channel) {
        if (!CHANNELS.contains(channel)) {
            throw new ArgandException.InvalidArgument(
                    "channel", "'" + channel + "' is none of " + String.join(", ", CHANNELS));
        }
    }

    /** The link with that receiver, which may be one's own. */
    public EndToEndLink with(OfdmReceiver receiver) {
        return new OfdmLink(this, receiver);
    }

    /** Data symbols in a slot. */
    int blockLength() {
        return grid.numDataSymbols();
    }

    /** Sends bits [batch, n·m] in the slots of a batch. */
    Reception transmit(Tensor bits, Tensor pilots, Tensor no, RandomStream random) {
        long batch = bits.dim(0);
        Tensor x = Mapper.of(constellation).map(bits).reshape(batch, 1, 1, blockLength());
        Tensor xRg = new ResourceGridMapper(grid).map(x, pilots);
        Tensor faded =
                model.sample(
                                x.dtype(),
                                batch,
                                grid.numOfdmSymbols(),
                                1 / grid.symbolDuration(),
                                random)
                        .toOfdm(frequencies());
        Tensor hFreq = normalised ? FrequencyResponse.normalised(faded) : faded;
        Tensor level = no.expand(-1);
        Tensor y = OfdmChannel.apply(xRg, hFreq);
        Tensor noisy = Awgn.apply(y, level.expand(-1).expand(-1), random);
        return new Reception(noisy, hFreq, level);
    }

    /** Of all subcarriers, in Hz. */
    private Tensor frequencies() {
        return FrequencyResponse.frequencies(grid.fftSize(), grid.subcarrierSpacing());
    }
}
