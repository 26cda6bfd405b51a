package org.argand.phy.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.argand.tensor.RandomStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of any length through a link. */
class FileTransferTest {
    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(3).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 1000, 30_719, 30_720, 30_721, 61_441})
    void withoutNoise_everyLengthArrivesWhole(int length) throws IOException {
        byte[] sent = random(length);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FileTransfer t =
                FileTransfer.send(
                        new ClassicalLink(6).over(LinkChannel.of("awgn")),
                        0.5,
                        60,
                        new ByteArrayInputStream(sent),
                        out,
                        new RandomStream(1));
        assertArrayEquals(sent, out.toByteArray());
        assertEquals(new FileTransfer(8L * length, 0), t);
    }

    /** Also for a file of nothing but zeros: the scrambler spreads it over all points. */
    @ParameterizedTest
    @CsvSource({"awgn, 6, false", "awgn, 6, true", "awgn, 8, false", "rayleigh, 4, false"})
    void errorRate_isThatOfAMeasurement(String channel, int m, boolean zeros) throws IOException {
        byte[] sent = zeros ? new byte[100_000] : random(100_000);
        EndToEndLink link = new ClassicalLink(m).over(LinkChannel.of(channel));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FileTransfer t =
                FileTransfer.send(
                        link, 0.5, 7, new ByteArrayInputStream(sent), out, new RandomStream(1));
        LinkSettings at7 =
                new LinkSettings(LinkTask.AUTOENCODER, channel, m, 1, 1, 1, 7, 7, 0.5, 1e-3);
        LinkScore score = LinkScore.measure(link, at7, 1 << 17, n -> {});
        assertEquals(score.ber(), t.ber(), 0.05 * score.ber());
        assertEquals(100_000, out.size());
    }
}
