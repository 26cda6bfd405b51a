package org.argand.phy.wifi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.phy.channel.Awgn;
import org.argand.phy.channel.TimeChannel;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the transmitter sends comes back over noise, carrier offset, multipath, clock offset and cut recordings. */
class WifiReceiverTest {
    private static final WifiTransmitter TRANSMITTER = new WifiTransmitter(DType.COMPLEX64);
    private static final int SIFS = 320;

    /** A PSDU of that many bytes with its check sequence, from a seed. */
    static byte[] psdu(int bytes, long seed) {
        byte[] mpdu = new byte[bytes - 4];
        new java.util.Random(seed).nextBytes(mpdu);
        return WifiTransmitter.withFcs(mpdu);
    }

    /** {@code e^{2πi·cfo·t/20 MHz}} times the samples. */
    static Tensor shifted(Tensor x, double cfoHz) {
        Tensor t = Tensor.arange(DType.FLOAT64, x.dim(0));
        Tensor angle = t.mul(2 * Math.PI * cfoHz / 20e6);
        return x.mul(Recording.turn(angle).cast(x.dtype()));
    }

    private static Tensor silence(long samples) {
        return Tensor.zeros(DType.COMPLEX64, Shape.of(samples));
    }

    private static Tensor noisy(Tensor x, double snrDb, long seed) {
        return Awgn.apply(x, 52.0 / 64 * Math.pow(10, -snrDb / 10), new RandomStream(seed));
    }

    private static List<WifiFrame> receive(Tensor samples) {
        return new WifiReceiver().receive(samples);
    }

    @ParameterizedTest
    @EnumSource(WifiRate.class)
    void everyRate_comesBack(WifiRate rate) {
        List<Tensor> stream = new ArrayList<>(List.of(silence(500)));
        List<Long> starts = new ArrayList<>();
        int[] lengths = {14, 138, 500};
        double[] cfo = {-100e3, 37e3, 100e3};
        long at = 500;
        for (int k = 0; k < 3; k++) {
            int state = 1 + 41 * k + rate.ordinal();
            Tensor x = TRANSMITTER.transmit(psdu(lengths[k], k), rate, state);
            starts.add(at);
            stream.add(shifted(x, cfo[k]));
            stream.add(silence(SIFS));
            at += x.dim(0) + SIFS;
        }
        double snr = 8 + 2.5 * rate.ordinal();
        Tensor y = noisy(Tensor.concat(stream, 0), snr, rate.ordinal());
        List<WifiFrame> frames = receive(y.mul(3e-3));
        assertEquals(3, frames.size(), frames.toString());
        for (int k = 0; k < 3; k++) {
            WifiFrame f = frames.get(k);
            assertTrue(f.fcsOk(), f.toString());
            assertEquals(rate, f.rate());
            assertArrayEquals(psdu(lengths[k], k), f.psdu());
            assertEquals(1 + 41 * k + rate.ordinal(), f.scramblerState());
            assertEquals(starts.get(k), f.sampleStart(), 1);
            assertEquals(cfo[k], f.cfoHz(), 4000);
            // On 52 of 64 subcarriers the signal is stronger by what the others lack.
            assertEquals(snr + 10 * Math.log10(64 / 52.0), f.snrDb(), 1.5);
            assertEquals(Shape.of(rate.symbols(lengths[k]), 48), f.symbols().shape());
        }
    }

    @Test
    void evm_isThatOfTheNoise() {
        Tensor x = TRANSMITTER.transmit(psdu(1000, 1), WifiRate.MBPS_12, 5);
        WifiFrame f = receive(noisy(x, 24, 2)).getFirst();
        // The estimate of the channel has half of the noise, too.
        assertEquals(-24 - 10 * Math.log10(64 / 52.0) + 1.76, f.evmDb(), 0.7);
    }

    @ParameterizedTest
    @CsvSource({"MBPS_6, 14", "MBPS_24, 24", "MBPS_54, 33"})
    void multipath_isEqualised(WifiRate rate, double snr) {
        RandomStream r = new RandomStream(rate.ordinal());
        int good = 0;
        int count = 20;
        for (int k = 0; k < count; k++) {
            Tensor x = TRANSMITTER.transmit(psdu(200, k), rate, 1 + k);
            Tensor decay = Tensor.arange(DType.FLOAT32, 10).mul(-0.3).exp();
            Tensor taps = r.normal(DType.COMPLEX64, Shape.of(10)).mul(decay).mul(0.4);
            Tensor line =
                    Tensor.concat(List.of(Tensor.ones(DType.COMPLEX64, Shape.of(1)), taps), 0);
            Tensor sent = Tensor.concat(List.of(silence(300), x, silence(300)), 0);
            Tensor y = TimeChannel.apply(shifted(sent, 5e4), line);
            List<WifiFrame> frames = receive(noisy(y, snr, 100 + k));
            assertTrue(frames.size() <= 1, frames.toString());
            good += frames.size() == 1 && frames.getFirst().fcsOk() ? 1 : 0;
        }
        assertTrue(good >= count - 2, good + " of " + count);
    }

    /** 2,000 bytes at 6 Mbit/s while the sampling clock gains 40 ppm: two samples in the end. */
    @Test
    void samplingClockOffset_isTracked() {
        Tensor x = TRANSMITTER.transmit(psdu(2000, 1), WifiRate.MBPS_6, 77);
        long n = x.dim(0);
        long stretched = Math.round(n * (1 + 40e-6));
        assertEquals(2, stretched - n);
        Tensor spectrum = x.cast(DType.COMPLEX128).fft().fftshift(0);
        Tensor y = spectrum.pad(0, 1, 1).ifftshift(0).ifft().cast(DType.COMPLEX64);
        WifiFrame f = receive(noisy(y, 20, 3)).getFirst();
        assertTrue(f.fcsOk(), f.toString());
        assertEquals(-19.5, f.evmDb(), 1.5);
    }

    @Test
    void framesThatFollowClosely_areAllFound() {
        List<Tensor> stream = new ArrayList<>();
        for (int k = 0; k < 12; k++) {
            WifiRate rate = WifiRate.values()[k % 8];
            Tensor x = TRANSMITTER.transmit(psdu(30 + k, k), rate, 127 - k);
            stream.add(shifted(x, 8e3 * (k - 6)).mul(k % 2 == 0 ? 1 : 0.05));
            stream.add(silence(k % 3 * 40));
        }
        List<WifiFrame> frames = receive(noisy(Tensor.concat(stream, 0), 50, 4));
        assertEquals(12, frames.size(), frames.toString());
        assertTrue(frames.stream().allMatch(WifiFrame::fcsOk), frames.toString());
        assertEquals(0, frames.getFirst().sampleStart());
    }

    @Test
    void noise_holdsNoFrame() {
        RandomStream r = new RandomStream(6);
        Tensor noise = r.normal(DType.COMPLEX64, Shape.of(1 << 20));
        assertEquals(List.of(), receive(noise));
        // Leaked carrier, a tone, and a tone that repeats after 16 samples: everything is one
        // plateau.
        Tensor level = Tensor.full(DType.COMPLEX64, Shape.of(50_000), 3);
        Tensor few = noise.slice(0, 0, 50_000);
        assertEquals(List.of(), receive(few.mul(1e-3).add(level)));
        assertEquals(List.of(), receive(few.mul(0.3).add(shifted(level, 123e3))));
        assertEquals(List.of(), receive(few.mul(0.3).add(shifted(level, 1.25e6))));
        assertEquals(List.of(), receive(silence(1000)));
        assertEquals(List.of(), receive(silence(1)));
    }

    @Test
    void leakedCarrier_hidesNoFrame() {
        Tensor x = TRANSMITTER.transmit(psdu(60, 1), WifiRate.MBPS_12, 77);
        Tensor stream = Tensor.concat(List.of(silence(3000), x, silence(1000)), 0);
        Tensor y = noisy(stream.add(Tensor.full(DType.COMPLEX64, stream.shape(), 0.2)), 25, 7);
        List<WifiFrame> frames = receive(y);
        assertEquals(1, frames.size());
        assertTrue(frames.getFirst().fcsOk());
    }

    @Test
    void recordingThatBeginsInTheTrainingField_isDecoded() {
        Tensor x = TRANSMITTER.transmit(psdu(60, 1), WifiRate.MBPS_24, 77);
        for (int cut : new int[] {1, 16, 50, 80}) {
            WifiFrame f = receive(noisy(x.slice(0, cut, x.dim(0)), 30, cut)).getFirst();
            assertTrue(f.fcsOk(), "cut off " + cut);
            assertEquals(-cut, f.sampleStart());
        }
    }

    @Test
    void truncatedFrame_isReported() {
        byte[] psdu = psdu(300, 1);
        Tensor x = noisy(TRANSMITTER.transmit(psdu, WifiRate.MBPS_24, 77), 30, 2);
        for (long left : new long[] {410, 480, 700, 1000, x.dim(0) - 81}) {
            List<WifiFrame> frames = receive(x.slice(0, 0, left));
            assertEquals(1, frames.size(), left + " samples");
            WifiFrame f = frames.getFirst();
            assertTrue(f.isTruncated());
            assertFalse(f.fcsOk());
            assertEquals(300, f.psduBytes());
            byte[] some = f.psdu();
            for (int k = 0; k < some.length - 2; k++) {
                assertEquals(psdu[k], some[k], "byte " + k);
            }
        }
        for (long left : new long[] {1, 100, 200, 330}) {
            assertEquals(List.of(), receive(x.slice(0, 0, left)));
        }
    }

    @Test
    void otherSampleRates_areResampled() {
        Tensor x = TRANSMITTER.transmit(psdu(60, 1), WifiRate.MBPS_54, 77);
        Tensor stream = Tensor.concat(List.of(silence(1000), x, silence(500)), 0);
        long n = stream.dim(0);
        for (int q : new int[] {5, 8}) {
            long more = n / 4 * q - n;
            Tensor wide = stream.slice(0, 0, n / 4 * 4).fft().fftshift(0);
            Tensor fine = wide.pad(0, more / 2, more - more / 2).ifftshift(0).ifft();
            WifiFrame f = new WifiReceiver().receive(fine.mul(q / 4.0), 5e6 * q).getFirst();
            assertTrue(f.fcsOk());
            assertEquals(1000 * q / 4.0, f.sampleStart(), 2);
        }
    }

    @Test
    void doublePrecision_givesTheSameFrame() {
        Tensor x =
                new WifiTransmitter(DType.COMPLEX128).transmit(psdu(100, 1), WifiRate.MBPS_48, 3);
        WifiFrame f = receive(shifted(x, 70e3)).getFirst();
        assertTrue(f.fcsOk());
        assertEquals(DType.COMPLEX128, f.symbols().dtype());
        assertEquals(70e3, f.cfoHz(), 1);
        assertTrue(f.evmDb() < -60, f.evmDb() + " dB");
    }

    @Test
    void badInput_isNamed() {
        WifiReceiver r = new WifiReceiver();
        assertThrows(
                ArgandException.DTypeMismatch.class,
                () -> r.receive(Tensor.zeros(DType.FLOAT32, Shape.of(10))));
        assertThrows(ArgandException.ShapeMismatch.class, () -> r.receive(silence(4).expand(0)));
        for (double rate : new double[] {10e6, 0, Double.NaN, 20e6 + 1, 25e6 + 0.5, 1e300}) {
            assertThrows(ArgandException.InvalidArgument.class, () -> r.receive(silence(10), rate));
        }
    }
}
