package org.argand.phy.wifi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.phy.channel.Awgn;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The learned channel estimate: better than least squares on frames it has not seen, of rates it has not seen. */
class WifiEqualiserTest {
    /** Twelve frames of that rate in noise, each with a carrier offset of its own. */
    private static Tensor stream(WifiRate rate, double snrDb, long seed) {
        List<Tensor> parts = new ArrayList<>();
        for (int k = 0; k < 12; k++) {
            byte[] psdu = WifiReceiverTest.psdu(40 + k, seed + k);
            Tensor x = new WifiTransmitter(DType.COMPLEX64).transmit(psdu, rate, 1 + k);
            parts.add(WifiReceiverTest.shifted(x, 5e3 * k));
            parts.add(Tensor.zeros(DType.COMPLEX64, Shape.of(200)));
        }
        double no = Math.pow(10, -snrDb / 10);
        return Awgn.apply(Tensor.concat(parts, 0), no, new RandomStream(seed));
    }

    private static long received(WifiReceiver receiver, Tensor samples) {
        return receiver.receive(samples).stream().filter(WifiFrame::fcsOk).count();
    }

    @Test
    void untrained_leavesTheEstimateAsItIs() {
        Tensor samples = stream(WifiRate.MBPS_18, 12, 1);
        WifiEqualiser e = WifiEqualiser.untrained(new RandomStream(2));
        List<WifiFrame> direct = new WifiReceiver().receive(samples);
        List<WifiFrame> refined = new WifiReceiver(e).receive(samples);
        assertEquals(12, direct.size());
        for (int k = 0; k < direct.size(); k++) {
            assertArrayEquals(direct.get(k).psdu(), refined.get(k).psdu());
            assertEquals(direct.get(k).evmDb(), refined.get(k).evmDb(), 1e-4);
        }
    }

    @Test
    void trained_isBetterOnARateItHasNotSeen() {
        Tensor known = stream(WifiRate.MBPS_12, 25, 3);
        WifiEqualiser e = WifiEqualiser.train(List.of(known), 250, new RandomStream(4));
        DecidedChannels unseen =
                DecidedChannels.of(List.of(stream(WifiRate.MBPS_48, 28, 5)))
                        .distorted(500, 3, 25, new RandomStream(6));
        assertTrue(e.errors(unseen).mean().item() < 0.9, "error " + e.errors(unseen).mean());
        Tensor noisy = stream(WifiRate.MBPS_24, 10.5, 7);
        long learned = received(new WifiReceiver(e), noisy);
        long classical = received(new WifiReceiver(), noisy);
        assertTrue(learned >= classical, learned + " of 12, classical " + classical);
    }

    @Test
    void withoutFrames_thereIsNothingToLearn() {
        Tensor noise = new RandomStream(1).normal(DType.COMPLEX64, Shape.of(5000));
        assertThrows(
                ArgandException.InvalidArgument.class,
                () -> WifiEqualiser.train(List.of(noise), 1, new RandomStream(1)));
    }

    @Test
    void onARecordingNotSeen_noFewerFramesAreReceived() {
        compare("48mbps", 16, 150);
    }

    /** Each recording in turn is left out of the training, which is as long as it should be: a minute for all. */
    @ParameterizedTest
    @CsvSource({"6mbps, 1", "24mbps, 9", "48mbps, 16"})
    @Tag("long")
    void trainedLonger_onRecordingsNotSeen_noFewerFramesAreReceived(String name, double snrDb) {
        Assumptions.assumeTrue(Boolean.getBoolean("argand.long"), "argand.long is not set");
        compare(name, snrDb, 800);
    }

    /** Trains on the others; compares on this one, as it is and in noise that leaves the classical receiver some frames. */
    private static void compare(String name, double snrDb, int steps) {
        Capture unseen = Capture.of(name);
        List<Tensor> others =
                Capture.NAMES.stream()
                        .filter(n -> !n.equals(name))
                        .map(n -> Capture.of(n).samples())
                        .toList();
        WifiEqualiser e = WifiEqualiser.train(others, steps, new RandomStream(1));
        WifiReceiver refined = new WifiReceiver(e);
        assertEquals(unseen.frames().size(), received(refined, unseen.samples()));
        double no = unseen.samples().abs2().mean().item() * Math.pow(10, -snrDb / 10);
        long learned = 0;
        long classical = 0;
        for (int seed = 0; seed < 3; seed++) {
            Tensor y = Awgn.apply(unseen.samples(), no, new RandomStream(seed));
            learned += received(refined, y);
            classical += received(new WifiReceiver(), y);
        }
        assertTrue(learned >= classical, name + ": " + learned + ", classical " + classical);
        assertTrue(classical < 3L * unseen.frames().size(), "no noise to speak of");
    }
}
