package org.argand.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import javax.imageio.ImageIO;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.io.SigMfDatatype;
import org.argand.io.SigMfMetadata;
import org.argand.io.SigMfRecording;
import org.argand.phy.channel.Awgn;
import org.argand.phy.wifi.WifiRate;
import org.argand.phy.wifi.WifiTransmitter;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code receive} on recordings that the transmitter made. */
class ReceiveCommandTest {
    private static final byte[] PSDU =
            WifiTransmitter.withFcs("bright spark of divinity".getBytes(StandardCharsets.US_ASCII));

    @TempDir Path folder;

    /** Two frames in little noise, the second cut off behind its SIGNAL field and one symbol. */
    private Path recording(double sampleRate) {
        Tensor x = new WifiTransmitter(DType.COMPLEX64).transmit(PSDU, WifiRate.MBPS_24, 93);
        Tensor gap = Tensor.zeros(DType.COMPLEX64, Shape.of(300));
        Tensor all = Tensor.concat(List.of(gap, x, gap, x.slice(0, 0, 490)), 0);
        Tensor y = Awgn.apply(all, 1e-3, new RandomStream(1)).mul(0.1);
        Path meta = folder.resolve("gate.sigmf-meta");
        SigMfRecording.write(meta, SigMfMetadata.of(SigMfDatatype.CI16_LE, sampleRate), y);
        return meta;
    }

    @Test
    void receive_printsAndWritesTheFrames() throws IOException {
        Path json = folder.resolve("frames.json");
        Path plot = folder.resolve("frames.png");
        Invocation i =
                Invocation.of(
                        "receive",
                        recording(20e6).toString(),
                        "--json",
                        json.toString(),
                        "--plot",
                        plot.toString());
        assertEquals(0, i.code(), i.err());
        List<String> lines = i.out().lines().toList();
        assertEquals(4, lines.size(), i.out());
        assertTrue(lines.get(1).matches(" +300 +24 +28 +ok .*"), i.out());
        assertTrue(lines.get(2).matches(" +1240 +24 +28 +truncated .*"), i.out());
        assertTrue(lines.get(3).startsWith("2 frames, 1 with"), i.out());
        JsonNode frames = new ObjectMapper().readTree(json.toFile());
        assertEquals(2, frames.size());
        JsonNode first = frames.get(0);
        assertEquals(300, first.get("sample_start").asLong());
        assertEquals(24, first.get("rate_mbps").asInt());
        assertEquals(28, first.get("psdu_bytes").asInt());
        assertTrue(first.get("fcs_ok").asBoolean());
        assertEquals(0, first.get("cfo_hz").asDouble(), 1000);
        assertEquals(30, first.get("snr_db").asDouble(), 1.5);
        assertEquals(-28, first.get("evm_db").asDouble(), 2);
        assertArrayEquals(PSDU, HexFormat.of().parseHex(first.get("psdu").asText()));
        assertFalse(frames.get(1).get("fcs_ok").asBoolean());
        assertEquals(900, ImageIO.read(plot.toFile()).getWidth());
    }

    @Test
    void plot_asSvg_isOnePage() throws IOException {
        Path plot = folder.resolve("frames.svg");
        Invocation i =
                Invocation.of("receive", recording(20e6).toString(), "--plot", plot.toString());
        assertEquals(0, i.code(), i.err());
        String page = Files.readString(plot);
        assertEquals(3, page.split("<svg", -1).length - 1);
        assertEquals(3, page.split("</svg>", -1).length - 1);
    }

    @Test
    void resultsWithoutAPlace_areRefusedBeforeTheWork() {
        String meta = recording(20e6).toString();
        Path json = folder.resolve("frames.json");
        String pdf = folder.resolve("frames.pdf").toString();
        Invocation named = Invocation.of("receive", meta, "--json", json.toString(), "--plot", pdf);
        assertEquals(Main.BAD_USE, named.code());
        assertTrue(named.err().endsWith(" ends neither in .png nor in .svg\n"), named.err());
        assertEquals("", named.out());
        assertFalse(Files.exists(json));
        Path nowhere = folder.resolve("absent").resolve("frames.json");
        Invocation placed = Invocation.of("receive", meta, "--json", nowhere.toString());
        assertEquals(Main.BAD_USE, placed.code());
        assertTrue(placed.err().contains("its folder is absent"), placed.err());
        assertEquals("", placed.out());
    }

    @Test
    void help_namesTheOptions() {
        Invocation i = Invocation.of("receive", "--help");
        assertEquals(0, i.code());
        for (String option : List.of("--json", "--plot", "--device", "--seed", "--quiet")) {
            assertTrue(i.out().contains(option), option + " in\n" + i.out());
        }
        assertEquals(Main.BAD_USE, Invocation.of("receive").code());
    }

    @Test
    void badRecordings_areOneLine() throws IOException {
        Path slow = recording(10e6);
        Path torn = Files.writeString(folder.resolve("torn.sigmf-meta"), "{\"global\": ");
        for (Path p : List.of(slow, torn, folder.resolve("absent.sigmf-meta"))) {
            Invocation i = Invocation.of("receive", p.toString());
            assertEquals(Main.BAD_USE, i.code());
            assertEquals(1, i.err().lines().count(), i.err());
            assertEquals("", i.out());
        }
    }
}
