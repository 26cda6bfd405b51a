package org.argand.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.argand.phy.link.LinkTraining;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job at a small size: train, resume, send. */
class TrainAndSendTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir static Path folder;

    @BeforeAll
    static void train() {
        Invocation i = Invocation.of(arguments("run"));
        assertEquals(0, i.code(), i.err());
    }

    private static String[] arguments(String name) {
        return new String[] {
            "train",
            "--bits-per-symbol",
            "4",
            "--steps",
            "40",
            "--batch",
            "1000",
            "--seed",
            "3",
            "--test-symbols",
            "40000",
            "--coded-blocks",
            "50",
            "--quiet",
            "--out",
            folder.resolve(name).toString()
        };
    }

    @Test
    void train_leavesTheResultsOfTheContract() throws IOException {
        JsonNode m = JSON.readTree(folder.resolve("run/metrics.json").toFile());
        assertEquals("autoencoder", m.get("task").asText());
        assertEquals("awgn", m.get("channel").asText());
        assertEquals(40, m.get("steps").asInt());
        assertEquals("cpu", m.get("device").asText());
        for (String key : List.of("seconds", "bce", "baseline_bce", "ber", "baseline_ber")) {
            assertTrue(m.get(key).isNumber(), key);
            assertTrue(m.get(key).asDouble() > 0, key);
        }
        assertTrue(m.get("bce").asDouble() < m.get("untrained_bce").asDouble());
        List<String> csv = Files.readAllLines(folder.resolve("run/training.csv"));
        assertEquals("step,symbols,loss,ber,learning_rate", csv.getFirst());
        assertEquals(41, csv.size());
        BufferedImage points = ImageIO.read(folder.resolve("run/constellation.png").toFile());
        assertNotNull(points);
        assertTrue(Files.readString(folder.resolve("run/constellation.svg")).contains("<svg"));
        assertNotNull(ImageIO.read(folder.resolve("run/loss.png").toFile()));
    }

    @Test
    void train_withOneSeed_repeatsEveryNumber() throws IOException {
        assertEquals(0, Invocation.of(arguments("again")).code());
        assertEquals(metrics("run"), metrics("again"));
        for (String file : List.of("training.csv", "checkpoint.safetensors")) {
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve("run").resolve(file)),
                    Files.readAllBytes(folder.resolve("again").resolve(file)),
                    file);
        }
    }

    @Test
    void resumed_equalsUninterrupted() throws IOException {
        Path checkpoint =
                Files.createDirectory(folder.resolve("cut")).resolve("checkpoint.safetensors");
        LinkTraining whole = LinkTraining.resume(folder.resolve("run/checkpoint.safetensors"));
        LinkTraining part = LinkTraining.start(whole.settings());
        for (int k = 0; k < 17; k++) {
            part.advance(1);
        }
        part.save(checkpoint);
        // Two lines past the checkpoint, as a kill between the two files leaves them.
        List<String> lines = Files.readAllLines(folder.resolve("run/training.csv"));
        Files.write(folder.resolve("cut/training.csv"), lines.subList(0, 20));
        Invocation i =
                Invocation.of(
                        "train",
                        "--test-symbols",
                        "40000",
                        "--coded-blocks",
                        "50",
                        "--quiet",
                        "--resume",
                        folder.resolve("cut").toString());
        assertEquals(0, i.code(), i.err());
        assertEquals(metrics("run"), metrics("cut"));
        for (String file : List.of("training.csv", "checkpoint.safetensors")) {
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve("run").resolve(file)),
                    Files.readAllBytes(folder.resolve("cut").resolve(file)),
                    file);
        }
    }

    /** What was asked for in the beginning is measured after a resumption too, unless asked for anew. */
    @Test
    void resumed_measuresAsMuchAsTheFirstRun() throws IOException {
        Path run = Files.createDirectory(folder.resolve("measured"));
        for (String file : List.of("training.csv", "checkpoint.safetensors")) {
            Files.copy(folder.resolve("run").resolve(file), run.resolve(file));
        }
        Invocation i = Invocation.of("train", "--quiet", "--resume", run.toString());
        assertEquals(0, i.code(), i.err());
        assertEquals(metrics("run"), metrics("measured"));
        i = Invocation.of("train", "--quiet", "--coded-blocks", "0", "--resume", run.toString());
        assertEquals(0, i.code(), i.err());
        assertFalse(metrics("measured").has("code"));
        assertEquals(metrics("run").get("measured_bits"), metrics("measured").get("measured_bits"));
    }

    @Test
    void out_refusesTheFolderOfAnotherTraining() throws IOException {
        byte[] before = Files.readAllBytes(folder.resolve("run/checkpoint.safetensors"));
        Invocation i = Invocation.of(arguments("run"));
        assertEquals(Main.BAD_USE, i.code());
        Path run = folder.resolve("run");
        assertEquals(
                "argand train: %s holds a training; go on with it by --resume %s, or choose another folder"
                        .formatted(run, run),
                i.err().strip());
        assertArrayEquals(before, Files.readAllBytes(run.resolve("checkpoint.safetensors")));
    }

    @Test
    void resume_saysThatThereIsNoCheckpointYet() throws IOException {
        Path early = Files.createDirectory(folder.resolve("early"));
        Invocation i = Invocation.of("train", "--resume", early.toString());
        assertEquals(Main.BAD_USE, i.code());
        assertTrue(i.err().contains("there is no checkpoint in " + early + " yet"), i.err());
    }

    @Test
    void resume_takesNoOtherSettings() {
        Invocation i =
                Invocation.of(
                        "train",
                        "--steps",
                        "50",
                        "--seed",
                        "9",
                        "--resume",
                        folder.resolve("run").toString());
        assertEquals(Main.BAD_USE, i.code());
        assertTrue(i.err().contains("leave out --steps, --seed"), i.err());
    }

    @Test
    void send_movesAFileBothWays() throws IOException {
        byte[] bytes = new byte[20_001];
        new Random(1).nextBytes(bytes);
        Path file = Files.write(folder.resolve("picture.png"), bytes);
        Path out = folder.resolve("sent");
        Invocation i = Invocation.send(folder.resolve("run"), "7", out, file);
        assertEquals(0, i.code(), i.err());
        JsonNode report = JSON.readTree(out.resolve("send.json").toFile());
        for (String link : List.of("learned", "baseline")) {
            byte[] received = Files.readAllBytes(out.resolve("picture." + link + ".png"));
            assertEquals(bytes.length, received.length);
            long errors = 0;
            for (int k = 0; k < bytes.length; k++) {
                errors += Integer.bitCount((bytes[k] ^ received[k]) & 0xFF);
            }
            JsonNode r = report.get(link);
            assertEquals(errors, r.get("bit_errors").asLong());
            assertEquals(8L * bytes.length, r.get("bits").asLong());
            assertEquals(errors / (8.0 * bytes.length), r.get("ber").asDouble(), 1e-15);
            assertTrue(
                    i.out().contains(errors + " of " + 8L * bytes.length + " bits wrong"), i.out());
        }
    }

    private static ObjectNode metrics(String run) throws IOException {
        ObjectNode m =
                (ObjectNode) JSON.readTree(folder.resolve(run).resolve("metrics.json").toFile());
        m.remove("seconds");
        return m;
    }
}
