package org.argand.backend.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is put off holds memory, but none that a program cannot do without; JVMs with small heaps are started to see it. */
class TightHeapTest {

    /** Products of many rows, in a heap for a few of them. */
    static final class Probe {
        private static final RandomStream RANDOM = new RandomStream(1);

        public static void main(String[] args) {
            System.out.println(
                    switch (args[0]) {
                        case "collected" -> layers(false);
                        case "freed" -> layers(true);
                        default -> chunks();
                    });
        }

        /** Layers of which nobody keeps what they made, which are freed or left to the garbage collector. */
        private static boolean layers(boolean freed) {
            Tensor x = RANDOM.normal(DType.FLOAT32, Shape.of(20_000, 256)).realise();
            Tensor w = RANDOM.normal(DType.FLOAT32, Shape.of(256, 256)).mul(0.06).realise();
            for (int layer = 0; layer < 20; layer++) {
                Tensor y = x.matmul(w).realise();
                if (freed) {
                    x.free();
                }
                x = y;
            }
            return Double.isFinite(x.select(0, 0).select(0, 0).item());
        }

        /** Much data in scopes, of which little is kept. */
        private static boolean chunks() {
            Tensor w = RANDOM.normal(DType.FLOAT32, Shape.of(256, 8)).realise();
            List<Tensor> kept = new ArrayList<>();
            for (int chunk = 0; chunk < 4; chunk++) {
                try (Scope scope = Scope.open()) {
                    Tensor x = RANDOM.normal(DType.FLOAT32, Shape.of(100_000, 256)).realise();
                    kept.add(scope.keep(x.matmul(w)));
                }
            }
            return kept.stream().allMatch(y -> Double.isFinite(y.select(0, 0).select(0, 0).item()));
        }
    }

    @ParameterizedTest
    @CsvSource({"collected, 200m", "freed, 150m", "chunks, 220m"})
    void programs_runInTheHeapThatTheyNeed(String program, String heap)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx" + heap,
                                "-XX:+UseSerialGC",
                                "--add-modules",
                                "jdk.incubator.vector",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Probe.class.getName(),
                                program)
                        .redirectErrorStream(true)
                        .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), out);
        assertEquals("true", out.lines().toList().getLast());
    }
}
