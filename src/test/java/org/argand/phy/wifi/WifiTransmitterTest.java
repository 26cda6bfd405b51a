package org.argand.phy.wifi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.phy.fec.ConvolutionalCode;
import org.argand.phy.fec.Interleaver;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The transmitter's parts against the example of IEEE Std 802.11, Annex I: 100 bytes at 36 Mbit/s. */
class WifiTransmitterTest {
    private static final SignalField EXAMPLE = new SignalField(WifiRate.MBPS_36, 100);

    /** The message of the example, a MAC header and the beginning of the Ode to Joy. */
    static byte[] message() {
        byte[] header = HexFormat.of().parseHex("0402002e006008cd37a60020d6013cf1006008ad3baf0000");
        byte[] text =
                "Joy, bright spark of divinity,\nDaughter of Elysium,\nFire-insired we trea"
                        .getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[header.length + text.length];
        System.arraycopy(header, 0, all, 0, header.length);
        System.arraycopy(text, 0, all, header.length, text.length);
        return all;
    }

    private static String text(float[] bits) {
        StringBuilder s = new StringBuilder();
        for (float b : bits) {
            s.append((int) b);
        }
        return s.toString();
    }

    @Test
    void frameCheckSequence_isThatOfTheExample() {
        byte[] psdu = WifiTransmitter.withFcs(message());
        assertEquals(100, psdu.length);
        assertTrue(HexFormat.of().formatHex(psdu).endsWith("673321b6"));
        assertTrue(WifiTransmitter.fcsHolds(psdu));
        psdu[7] ^= 1;
        assertTrue(!WifiTransmitter.fcsHolds(psdu));
    }

    @Test
    void signalField_isThatOfTheExample() {
        assertEquals("101100010011000000000000", text(EXAMPLE.bits()));
        Tensor code = ConvolutionalCode.k7(false).encode(Tensor.of(EXAMPLE.bits()));
        assertEquals("110100011010000100000010001111100111000000000000", text(code.toFloats()));
        Interleaver interleaver = WifiRate.MBPS_6.interleaver();
        assertEquals(
                "100101001101000000010100100000110010010010010100",
                text(interleaver.interleave(code).toFloats()));
    }

    @ParameterizedTest
    @EnumSource(WifiRate.class)
    void signalField_isReadBack(WifiRate rate) {
        for (int length : new int[] {1, 14, 100, 1500, 2048, 4095}) {
            float[] bits = new SignalField(rate, length).bits();
            assertEquals(Optional.of(new SignalField(rate, length)), SignalField.parse(bits, 0));
            for (int k = 0; k < 24; k++) {
                bits[k] = 1 - bits[k];
                assertEquals(Optional.empty(), SignalField.parse(bits, 0), "bit " + k);
                bits[k] = 1 - bits[k];
            }
        }
    }

    /** The 127 bits that clause 17.3.5.5 prints for the state of all ones. */
    @Test
    void scrambler_makesThePrintedSequence() {
        String expected =
                "00001110111100101100100100000010001001100010111010110110000011001101010011100111"
                        + "10110100001010101111101001010001101110001111111";
        int[] bits = Scrambler.sequence(127, 127);
        StringBuilder s = new StringBuilder();
        for (int b : bits) {
            s.append(b);
        }
        assertEquals(expected, s.toString());
        for (int state = 1; state < 128; state++) {
            assertEquals(state, Scrambler.state(Scrambler.sequence(state, 7)));
        }
    }

    /** Table I-11 begins so: SERVICE field and first bytes, scrambled from the state 1011101. */
    @Test
    void scrambledBits_areThoseOfTheExample() {
        byte[] psdu = WifiTransmitter.withFcs(message());
        float[] bits = WifiTransmitter.scrambled(psdu, WifiRate.MBPS_36, 0b1011101);
        assertEquals(6 * 144, bits.length);
        assertTrue(text(bits).startsWith("011011000001100110001001100011110110100000100001"));
        for (int k = 816; k < 822; k++) {
            assertEquals(0, bits[k], "tail");
        }
    }

    /** The samples of tables I-3 and I-5, whose transforms are divided by 64, not by 8. */
    @Test
    void preamble_isThatOfTheExample() {
        Tensor samples = new WifiTransmitter(DType.COMPLEX128).preamble();
        assertEquals(Shape.of(320), samples.shape());
        double[] z = samples.div(8).toDoubles();
        double[] shorts = {0.046, 0.046, -0.132, 0.002, -0.013, -0.079, 0.143, -0.013, 0.092, 0};
        for (int k = 0; k < shorts.length; k++) {
            assertEquals(shorts[k], z[32 + k], 5.1e-4);
        }
        double[] longs = {-0.156, 0, 0.012, -0.098, 0.092, -0.106, -0.092, -0.115};
        for (int k = 0; k < longs.length; k++) {
            assertEquals(longs[k], z[320 + k], 5.1e-4);
        }
    }

    @ParameterizedTest
    @EnumSource(WifiRate.class)
    void constellation_isGrayAndOfUnitEnergy(WifiRate rate) {
        double[] z = rate.constellation(DType.COMPLEX128).points().toDoubles();
        int count = z.length / 2;
        double energy = 0;
        for (double part : z) {
            energy += part * part;
        }
        assertEquals(count, energy, 1e-12);
        double nearest = rate == WifiRate.MBPS_6 ? 2 : Math.hypot(z[0] - z[2], z[1] - z[3]);
        for (int a = 0; a < count; a++) {
            for (int b = 0; b < a; b++) {
                double distance = Math.hypot(z[2 * a] - z[2 * b], z[2 * a + 1] - z[2 * b + 1]);
                if (distance < 1.01 * nearest) {
                    assertEquals(1, Integer.bitCount(a ^ b), a + " beside " + b);
                }
            }
        }
        // Zeros only: the corner where both parts are most negative (tables 17-9 to 17-12).
        assertTrue(z[0] < 0 && z[1] <= 0);
    }

    @ParameterizedTest
    @EnumSource(WifiRate.class)
    void interleaver_isItsInverse(WifiRate rate) {
        Interleaver interleaver = rate.interleaver();
        Tensor bits = Tensor.arange(DType.FLOAT32, rate.codedBitsPerSymbol());
        assertArrayEquals(
                bits.toFloats(), interleaver.deinterleave(interleaver.interleave(bits)).toFloats());
    }

    @ParameterizedTest
    @EnumSource(WifiRate.class)
    void frame_hasItsLengthAndEnergy(WifiRate rate) {
        Tensor x = new WifiTransmitter(DType.COMPLEX64).transmit(new byte[500], rate, 93);
        int symbols = Math.ceilDiv(22 + 4000, 4 * rate.mbps());
        assertEquals(400 + 80L * symbols, x.dim(0));
        assertEquals(52 / 64.0, x.abs2().mean().item(), 0.03);
    }

    @Test
    void badInput_isNamed() {
        Class<ArgandException.InvalidArgument> argument = ArgandException.InvalidArgument.class;
        WifiTransmitter t = new WifiTransmitter(DType.COMPLEX64);
        WifiRate rate = WifiRate.MBPS_6;
        assertThrows(argument, () -> t.transmit(new byte[0], rate, 1));
        assertThrows(argument, () -> t.transmit(new byte[4096], rate, 1));
        assertThrows(argument, () -> t.transmit(new byte[1], rate, 0));
        assertThrows(argument, () -> t.transmit(new byte[1], rate, 128));
        assertThrows(ArgandException.DTypeMismatch.class, () -> new WifiTransmitter(DType.FLOAT32));
    }
}
