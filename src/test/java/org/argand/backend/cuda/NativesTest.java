package org.argand.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads the natives in JVMs of their own, since a process can do that once only. */
class NativesTest {
    private static final String OURS = "org/argand/native/linux-x86_64/";

    @TempDir Path temporary;

    @BeforeEach
    void needsNatives() {
        assumeTrue(has("libargand_cuda.so"), "the native part is not built");
    }

    @Test
    void driverThatIsNotThere_isTheReason() throws Exception {
        Said said = load("-Dargand.cuda.driver=/nowhere/libcuda.so.1");
        assertTrue(
                said.about("absent")
                        .contains("ARGAND_CUDA_DRIVER: Can't load library: /nowhere/libcuda.so.1"),
                said.all());
        assertTrue(said.about("cublas").startsWith("false argand.cuda.driver"), said.all());
        assertEquals("true", said.about("again"));
    }

    @Test
    void driverByARelativePath_isRefused() throws Exception {
        Said said = load("-Dargand.cuda.driver=libcuda.so.1");
        assertTrue(
                said.about("absent").contains("neither 'software' nor the absolute path"),
                said.all());
    }

    @Test
    void libraryThatIsNoDriver_isRefused() throws Exception {
        Path file = temporary.resolve("no-driver.so");
        try (var in =
                NativesTest.class
                        .getClassLoader()
                        .getResourceAsStream(OURS + "libargand_cuda.so")) {
            Files.copy(in, file);
        }
        Said said = load("-Dargand.cuda.driver=" + file);
        assertTrue(said.about("absent").contains("is no driver that calls itself"), said.all());
    }

    @Test
    void absentDriver_loadsNoClassOfJCuda() throws Exception {
        Said said = load("-Dargand.cuda.driver=/nowhere/libcuda.so.1", "-Xlog:class+load");
        assertTrue(said.all().contains("org.argand.backend.cuda.Natives"), said.all());
        assertFalse(said.all().contains(" jcuda."), said.all());
    }

    @Test
    void softwareDevice_comesWithItsStandIns() throws Exception {
        assumeTrue(has("libcuda.so.1"), "the software device is not built");
        Said said = load("-Dargand.cuda.driver=software");
        assertEquals("software", said.about("ready"));
        assertTrue(said.about("cublas").startsWith("true cuBLAS, a stand-in"), said.all());
        assertTrue(said.about("cufft").startsWith("true cuFFT, a stand-in"), said.all());
        assertTrue(
                said.about("software").startsWith(temporary.toRealPath().toString()), said.all());
        assertEquals("[22.0, 32.0, -8.0, -12.0]", said.about("computed"), said.all());
    }

    @Test
    void everything_isRemovedAgain() throws Exception {
        Said said = load(has("libcuda.so.1") ? "-Dargand.cuda.driver=software" : "-Dunused");
        assertEquals(temporary.toString(), said.about("folder"));
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(List.of(), left.toList(), said.all());
        }
    }

    @Test
    void libraryByAWrongPath_isTheReason() throws Exception {
        assumeTrue(has("libcuda.so.1"), "the software device is not built");
        Said said =
                load("-Dargand.cuda.driver=software", "-Dargand.cublas=/nowhere/libcublas.so.12");
        assertTrue(said.about("cublas").startsWith("false argand.cublas"), said.all());
        assertTrue(said.about("cufft").startsWith("true"), said.all());
    }

    private static boolean has(String library) {
        return NativesTest.class.getClassLoader().getResource(OURS + library) != null;
    }

    private Said load(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Djava.io.tmpdir=" + temporary);
        command.addAll(List.of(options));
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        NativesProbe.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Said said = new Said(new String(process.getInputStream().readAllBytes()).lines().toList());
        assertEquals(0, process.waitFor(), said.all());
        return said;
    }

    /** What a JVM printed. */
    private record Said(List<String> lines) {
        /** The rest of the line that starts with {@code subject}. */
        String about(String subject) {
            return lines.stream()
                    .filter(line -> line.startsWith(subject + " "))
                    .map(line -> line.substring(subject.length() + 1))
                    .findFirst()
                    .orElse("");
        }

        String all() {
            return String.join("\n", lines);
        }
    }
}
