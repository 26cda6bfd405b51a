package org.argand.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;

/** From {@code ./argand train}, built before, to its tenth step, which is when it writes its history: all of it a start. */
@Fork(1)
@Warmup(iterations = 0)
public class StartBenchmark extends Paired {
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(5);

    @Param("10")
    public int step;

    @Override
    protected Contest contest() {
        run(List.of("./argand", "--version"));
        return new Contest(threads, 0, this::train, () -> new double[0]).cold();
    }

    private void train() {
        try {
            Path folder = Files.createTempDirectory("argand-start");
            Process process =
                    start(
                            List.of(
                                    "./argand",
                                    "train",
                                    "--quiet",
                                    "--steps",
                                    String.valueOf(step),
                                    "--test-symbols",
                                    "1",
                                    "--out",
                                    folder.toString()));
            long end = System.nanoTime() + PATIENCE;
            while (!Files.exists(folder.resolve("training.csv"))) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IllegalStateException(
                            process.isAlive() ? "train makes no step" : "train left no history");
                }
                Thread.sleep(1);
            }
            process.destroyForcibly().waitFor();
            delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void run(List<String> command) {
        try {
            if (start(command).waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Process start(List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path file : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
