package org.argand.phy.wifi;

import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.phy.fec.ConvolutionalCode;
import org.argand.phy.mapping.Mapper;
import org.argand.phy.ofdm.OfdmModulator;
import org.argand.tensor.Tensor;

/**
 * Frames of IEEE 802.11a as samples at 20 MHz: training fields, SIGNAL and data (IEEE Std 802.11-2020 clause 17.3.2).
 *
 * <p>Transforms are unitary: a sample of data has the energy 52/64 on average, and noise of variance no per sample has
 * the variance no on each subcarrier. Annex I's samples, from an inverse transform divided by 64, are an eighth of
 * these. Fields follow each other without the windowing that the standard leaves to the implementer.
 */
public final class WifiTransmitter {
    private final DType dtype;

    /**
     * A transmitter of samples of that type.
     *
     * @param dtype complex
     */
    public WifiTransmitter(DType dtype) {
        if (!dtype.isComplex()) {
            throw new ArgandException.DTypeMismatch(
                    "wifiTransmitter", "samples are complex, not " + dtype);
        }
        this.dtype = dtype;
    }

    /** The PSDU of a MAC frame: {@code mpdu} and its frame check sequence, CRC-32 with the least significant byte first. */
    public static byte[] withFcs(byte[] mpdu) {
        CRC32 crc = new CRC32();
        crc.update(mpdu);
        byte[] psdu = Arrays.copyOf(mpdu, mpdu.length + 4);
        for (int k = 0; k < 4; k++) {
            psdu[mpdu.length + k] = (byte) (crc.getValue() >> 8 * k);
        }
        return psdu;
    }

    /** Whether the last four bytes are the frame check sequence of those before. */
    static boolean fcsHolds(byte[] psdu) {
        return psdu.length >= 4
                && Arrays.equals(psdu, withFcs(Arrays.copyOf(psdu, psdu.length - 4)));
    }

    /**
     * A frame.
     *
     * @param psdu 1 to 4095 bytes, sent as they are; see {@link #withFcs}
     * @param scramblerState 1 to 127, x⁷ its most significant bit
     * @return complex [400 + 80·N_SYM]
     */
    public Tensor transmit(byte[] psdu, WifiRate rate, int scramblerState) {
        Tensor grid = grid(psdu, rate, scramblerState);
        Tensor symbols = new OfdmModulator(Subcarriers.FFT_SIZE, Subcarriers.PREFIX).modulate(grid);
        return Tensor.concat(List.of(preamble(), symbols), 0).realise();
    }

    /** SIGNAL and data with their pilots on the grid, [1 + N_SYM, 64]. */
    Tensor grid(byte[] psdu, WifiRate rate, int scramblerState) {
        Tensor data = points(psdu, rate, scramblerState);
        Tensor signal = signalPoints(new SignalField(rate, psdu.length));
        Tensor points = Tensor.concat(List.of(signal, data), 0);
        Tensor pilots = Subcarriers.pilotValues(0, (int) points.dim(0)).cast(dtype);
        return Subcarriers.onGrid(points, Subcarriers.data())
                .add(Subcarriers.onGrid(pilots, Subcarriers.pilots()));
    }

    /** Ten short and two long training symbols, the latter after half of one, [320]. */
    Tensor preamble() {
        Tensor shorts = Subcarriers.samples(Subcarriers.shortTraining());
        Tensor longs = Subcarriers.samples(Subcarriers.longTraining());
        Tensor all =
                Tensor.concat(
                        List.of(
                                shorts,
                                shorts,
                                shorts.slice(0, 0, 32),
                                longs.slice(0, 32, 64),
                                longs,
                                longs),
                        0);
        return all.cast(dtype);
    }

    /** The points of the SIGNAL field, [1, 48]. */
    private Tensor signalPoints(SignalField field) {
        Tensor code = ConvolutionalCode.k7(false).encode(Tensor.of(field.bits()));
        return map(code.expand(0), WifiRate.MBPS_6);
    }

    /** The points of the data, [N_SYM, 48]. */
    private Tensor points(byte[] psdu, WifiRate rate, int scramblerState) {
        if (psdu.length < 1 || psdu.length > SignalField.MOST_BYTES) {
            throw new ArgandException.InvalidArgument(
                    "wifiTransmitter",
                    "a PSDU of " + psdu.length + " bytes, needs 1 to " + SignalField.MOST_BYTES);
        }
        if (scramblerState < 1 || scramblerState > 127) {
            throw new ArgandException.InvalidArgument(
                    "wifiTransmitter", "scrambler state " + scramblerState + ", needs 1 to 127");
        }
        Tensor bits = Tensor.of(scrambled(psdu, rate, scramblerState));
        Tensor code = rate.puncturing().puncture(ConvolutionalCode.k7(false).encode(bits));
        return map(code.reshape(-1, rate.codedBitsPerSymbol()), rate);
    }

    /** SERVICE, PSDU, tail and pad bits, scrambled but for the tail. */
    static float[] scrambled(byte[] psdu, WifiRate rate, int scramblerState) {
        int n = rate.symbols(psdu.length) * rate.dataBitsPerSymbol();
        int[] sequence = Scrambler.sequence(scramblerState, n);
        int end = WifiRate.SERVICE_BITS + 8 * psdu.length;
        float[] bits = new float[n];
        for (int k = 0; k < n; k++) {
            int place = k - WifiRate.SERVICE_BITS;
            boolean carries = place >= 0 && k < end;
            int bit = carries ? psdu[place >> 3] >> (place & 7) & 1 : 0;
            bits[k] = k >= end && k < end + WifiRate.TAIL_BITS ? 0 : bit ^ sequence[k];
        }
        return bits;
    }

    private Tensor map(Tensor code, WifiRate rate) {
        return Mapper.of(rate.constellation(dtype)).map(rate.interleaver().interleave(code));
    }
}
