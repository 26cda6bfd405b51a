package org.argand.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The Vector API is used where it is, and its absence is explained; JVMs are started to see both. */
class LanesTest {

    /** Prints what {@link Lanes} found in a JVM of its own, and a product that must work there. */
    static final class Probe {
        public static void main(String[] args) throws InterruptedException {
            float[] c = new float[1600];
            float[] ones = new float[1600];
            java.util.Arrays.fill(ones, 1);
            Strided<float[]> matrix = new Strided<>(ones, 0, 40, 1, false);
            Matmul.SINGLE.kernel(true).settled();
            Matmul.sgemm(40, 40, 40, matrix, matrix, new Strided<>(c, 0, 40, 1, false));
            System.out.println(Lanes.available() + "|" + Lanes.reason() + "|" + c[1599]);
        }
    }

    @Test
    void lanes_withoutTheModuleSayHowToGetThem() throws Exception {
        assertEquals(
                "false|the JVM was started without --add-modules jdk.incubator.vector|40.0",
                probe());
    }

    @Test
    void lanes_canBeSwitchedOff() throws Exception {
        assertEquals(
                "false|switched off by -Dargand.vector=off|40.0",
                probe("--add-modules", "jdk.incubator.vector", "-Dargand.vector=off"));
    }

    @Test
    void lanes_withTheModuleSayHowWideTheyAre() throws Exception {
        String said = probe("--add-modules", "jdk.incubator.vector");
        assertTrue(said.matches("true\\|\\d+-bit vectors\\|40\\.0"), said);
    }

    @Test
    void bits_areZeroExactlyWhereLanesAreNotAvailable() {
        assertEquals(Lanes.available(), Lanes.bits() >= 128);
        assertFalse(Lanes.reason().isEmpty());
    }

    private static String probe(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), Probe.class.getName()));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), out);
        return out.strip();
    }
}
