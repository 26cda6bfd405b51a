package org.argand.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** The assembler of the CUDA toolkit, where there is one, as a judge of generated PTX. */
final class Ptxas {
    private Ptxas() {}

    /** Skips the test, with the reason, where there is no assembler. */
    static void assumePresent() {
        boolean present =
                Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "ptxas")));
        assumeTrue(present, "there is no ptxas on the PATH");
    }

    /** Fails with what the assembler says if it does not take the module. */
    static void accept(Path folder, String what, String ptx) throws Exception {
        Path file = Files.writeString(folder.resolve("module.ptx"), ptx);
        Path said = folder.resolve("said.txt");
        int code = run(file, said);
        assertEquals(0, code, () -> what + ": " + read(said) + "\n" + ptx);
    }

    private static int run(Path file, Path said) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                "ptxas", "-arch=sm_75", "-O0", "-o", "/dev/null", file.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        return process.waitFor(2, TimeUnit.MINUTES) ? process.exitValue() : -1;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
