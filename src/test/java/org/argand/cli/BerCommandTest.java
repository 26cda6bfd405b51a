package org.argand.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.argand.phy.link.LinkSettings;
import org.argand.phy.link.LinkTask;
import org.argand.phy.link.LinkTraining;
import org.argand.phy.sim.ClosedFormBer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command {@code ber}: its table, its files, and sweeps that go on. */
class BerCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path folder;

    private Invocation ber(String arguments, String... more) {
        List<String> all = new ArrayList<>(List.of("ber"));
        all.addAll(Arrays.asList(arguments.split(" ")));
        all.addAll(Arrays.asList(more));
        return Invocation.of(all.toArray(String[]::new));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void json_hasTheKeysOfTheContractAndTheTheoryInItsInterval() throws IOException {
        Invocation i =
                ber(
                        "--bits-per-symbol 2 --ebno 0:4:2 --quiet",
                        "--json",
                        path("a.json"),
                        "--plot",
                        path("a.png"));
        assertEquals(0, i.code(), i.err());
        assertEquals("", i.err());
        assertEquals(5, i.out().lines().count(), i.out());
        JsonNode points = JSON.readTree(folder.resolve("a.json").toFile());
        assertEquals(3, points.size());
        for (int k = 0; k < 3; k++) {
            JsonNode p = points.get(k);
            assertEquals(2.0 * k, p.get("ebno_db").asDouble());
            double ber = ClosedFormBer.qam(2).awgn(2.0 * k);
            assertTrue(p.get("ber_low").asDouble() <= ber, p.toString());
            assertTrue(p.get("ber_high").asDouble() >= ber, p.toString());
            long errors = p.get("bit_errors").asLong();
            assertEquals((double) errors / p.get("bits").asLong(), p.get("ber").asDouble());
            double blockErrors = p.get("block_errors").asLong();
            assertEquals(blockErrors / p.get("blocks").asLong(), p.get("bler").asDouble());
            assertTrue(blockErrors >= 100);
            assertEquals("reached target block errors", p.get("status").asText());
        }
        assertNotNull(ImageIO.read(folder.resolve("a.png").toFile()));
    }

    @Test
    void threadsAndWorkers_giveOneTable() throws IOException {
        String settings = "--modulation pam --bits-per-symbol 2 --channel rayleigh --ebno 0:20:10";
        assertEquals(0, ber(settings, "--json", path("1.json")).code());
        assertEquals(0, ber(settings, "--workers", "3", "--json", path("3.json")).code());
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("1.json")),
                Files.readAllBytes(folder.resolve("3.json")));
    }

    /** Without settings it goes on with its own; with others it does not. */
    @Test
    void resume_knowsItsSettings() throws IOException {
        String settings = "--bits-per-symbol 4 --channel tdl-a --ebno 0:2:1 --max-blocks 200";
        Invocation whole = ber(settings, "--resume", path(""), "--json", path("a.json"));
        assertEquals(0, whole.code(), whole.err());
        Path state = folder.resolve("sweep.json");
        assertTrue(Files.exists(state));
        Invocation again = ber("--resume", state.toString(), "--json", path("b.json"));
        assertEquals(0, again.code(), again.err());
        assertEquals(whole.out(), again.out(), "its times too");
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("a.json")),
                Files.readAllBytes(folder.resolve("b.json")));
        Invocation other = ber("--resume", state.toString(), "--max-blocks", "300", "--seed", "1");
        assertEquals(Main.BAD_USE, other.code());
        assertEquals(
                "argand ber: resume: the sweep was begun with other settings: max_blocks 200, now"
                        + " 300",
                other.err().strip());
    }

    @Test
    void checkpoint_isMeasuredOverItsChannel() throws IOException {
        LinkTraining training =
                LinkTraining.start(
                        new LinkSettings(
                                LinkTask.AUTOENCODER, "rayleigh", 4, 20, 1000, 1, 5, 15, 1, 4e-3));
        training.advance(19);
        training.save(folder.resolve("checkpoint.safetensors"));
        String settings = "--ebno 10:10:1 --max-blocks 30";
        Invocation i =
                ber(settings, "--checkpoint", path(""), "--resume", path("s"), "--json", path("j"));
        assertEquals(0, i.code(), i.err());
        double ber = JSON.readTree(folder.resolve("j").toFile()).get(0).get("ber").asDouble();
        double gray = ClosedFormBer.qam(4).rayleigh(10);
        assertTrue(ber > 0.8 * gray && ber < 0.4, ber + " against " + gray);
        Invocation without = ber("--resume", path("s"));
        assertEquals(Main.BAD_USE, without.code());
        assertTrue(without.err().contains("say which with --checkpoint"), without.err());
        Invocation other = ber(settings, "--channel", "awgn", "--checkpoint", path(""));
        assertTrue(
                other.err().contains("the checkpoint has channel rayleigh, not awgn"), other.err());
        training.advance(1);
        training.save(folder.resolve("checkpoint.safetensors"));
        Invocation later = ber(settings, "--checkpoint", path(""), "--resume", path("s"));
        assertEquals(Main.BAD_USE, later.code());
        assertTrue(later.err().contains("checkpoint_sha256"), later.err());
    }

    @ParameterizedTest
    @CsvSource({"qam, 4", "pam, 1", "psk, 3"})
    void modulations_haveTheirTheory(String modulation, int bits) throws IOException {
        String settings = "--max-blocks 200 --ebno 2 --modulation " + modulation;
        Invocation i =
                ber(settings, "--bits-per-symbol", "" + bits, "--json", path("m.json"), "--quiet");
        assertEquals(0, i.code(), i.err());
        JsonNode p = JSON.readTree(folder.resolve("m.json").toFile()).get(0);
        ClosedFormBer theory =
                switch (modulation) {
                    case "qam" -> ClosedFormBer.qam(bits);
                    case "pam" -> ClosedFormBer.pam(bits);
                    default -> ClosedFormBer.psk(bits);
                };
        double ber = theory.awgn(2);
        assertTrue(p.get("ber_low").asDouble() <= ber, p + " against " + ber);
        assertTrue(p.get("ber_high").asDouble() >= ber, p + " against " + ber);
    }

    /** A code of rate ½ at 3 dB over QPSK leaves few errors; the figure has its rates and the uncoded theory. */
    @Test
    void ldpc_correctsWhatIsWrong() throws IOException {
        String settings = "--bits-per-symbol 2 --code ldpc:60,120,10 --ebno 0:3:3 --max-blocks 200";
        Invocation i = ber(settings, "--json", path("c.json"), "--plot", path("c.svg"));
        assertEquals(0, i.code(), i.err());
        JsonNode points = JSON.readTree(folder.resolve("c.json").toFile());
        assertEquals(60, points.get(0).get("bits").asLong() / points.get(0).get("blocks").asLong());
        double uncoded = ClosedFormBer.qam(2).awgn(3);
        assertTrue(points.get(0).get("bler").asDouble() > 0.1, points.toString());
        assertTrue(points.get(1).get("ber").asDouble() < 0.5 * uncoded, points.toString());
        assertTrue(Files.exists(folder.resolve("c.svg")));
    }

    @Test
    void pointsWithoutErrors_endTheSweepUnlessAllAreWanted() {
        String settings = "--bits-per-symbol 2 --ebno 8:40:16 --max-blocks 100";
        assertEquals(4, ber(settings).out().lines().count());
        Invocation all = ber(settings, "--all-points", "--plot", path("p.svg"));
        assertEquals(5, all.out().lines().count(), all.out());
        assertFalse(all.out().contains("stopped"));
        assertTrue(Files.exists(folder.resolve("p.svg")));
    }
}
