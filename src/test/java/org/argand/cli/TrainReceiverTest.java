package org.argand.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A receiver trained for a moment, simulated and sent through. */
class TrainReceiverTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir static Path folder;

    @BeforeAll
    static void train() {
        Invocation i =
                Invocation.of(
                        "train",
                        "--task",
                        "receiver",
                        "--steps",
                        "3",
                        "--batch",
                        "1392",
                        "--test-symbols",
                        "1000",
                        "--coded-blocks",
                        "8",
                        "--quiet",
                        "--out",
                        folder.resolve("run").toString());
        assertEquals(0, i.code(), i.err());
    }

    @Test
    void train_leavesTheResultsOfTheContract() throws IOException {
        JsonNode m = JSON.readTree(folder.resolve("run/metrics.json").toFile());
        assertEquals("receiver", m.get("task").asText());
        assertEquals("tdl-c", m.get("channel").asText());
        assertEquals("ldpc:1392,2784", m.get("code").asText());
        for (String key :
                List.of(
                        "bce",
                        "baseline_bce",
                        "perfect_bce",
                        "ber",
                        "baseline_ber",
                        "perfect_ber")) {
            assertTrue(m.get(key).asDouble() > 0, key);
        }
        assertTrue(m.get("perfect_ber").asDouble() < m.get("baseline_ber").asDouble());
        assertNotNull(ImageIO.read(folder.resolve("run/constellation.png").toFile()));
        assertNotNull(ImageIO.read(folder.resolve("run/loss.png").toFile()));
    }

    @Test
    void ber_simulatesEachLinkOfTheCheckpoint() throws IOException {
        double learned = ber("learned");
        double perfect = ber("perfect");
        assertTrue(perfect < learned, perfect + " " + learned);
        Invocation i = invokeBer("best");
        assertEquals(Main.BAD_USE, i.code());
        assertTrue(
                i.err().contains("no link 'best'; there are learned, baseline, perfect"), i.err());
    }

    private static double ber(String link) throws IOException {
        Invocation i = invokeBer(link);
        assertEquals(0, i.code(), i.err());
        return JSON.readTree(folder.resolve(link + ".json").toFile()).get(0).get("ber").asDouble();
    }

    private static Invocation invokeBer(String link) {
        return Invocation.of(
                "ber",
                "--checkpoint",
                folder.resolve("run").toString(),
                "--link",
                link,
                "--ebno",
                "3",
                "--max-blocks",
                "20",
                "--quiet",
                "--json",
                folder.resolve(link + ".json").toString());
    }

    @Test
    void send_movesAFileThroughSlots() throws IOException {
        byte[] bytes =
                "Twelve OFDM symbols of data, two of pilots. ".repeat(40).getBytes("US-ASCII");
        Path file = Files.write(folder.resolve("text.txt"), bytes);
        Path out = folder.resolve("sent");
        Invocation i = Invocation.send(folder.resolve("run"), "25", out, file);
        assertEquals(0, i.code(), i.err());
        JsonNode report = JSON.readTree(out.resolve("send.json").toFile());
        assertTrue(report.get("learned").get("ber").asDouble() < 0.01, report.toString());
        assertEquals(bytes.length, Files.size(out.resolve("text.baseline.txt")));
    }
}
