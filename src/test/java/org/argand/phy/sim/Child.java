package org.argand.phy.sim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;

/** A sweep in a process of its own, which can be killed. */
final class Child {
    static final double[] POINTS = {0, 1, 2, 3, 4};

    private Child() {}

    static Simulation simulation() {
        return Simulation.of(new CountingLink())
                .rule(StoppingRule.blockErrors(2000, 20_000))
                .batch(100)
                .betweenSaves(Duration.ZERO);
    }

    /** Starts one that keeps its state in {@code file}. */
    static Process start(Path file) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Waits until {@code child} has written {@code file}, or has ended. */
    static void awaitChange(Path file, Process child) throws Exception {
        FileTime before = time(file);
        while (child.isAlive() && time(file).equals(before)) {
            Thread.sleep(1);
        }
    }

    private static FileTime time(Path file) throws IOException {
        return Files.exists(file) ? Files.getLastModifiedTime(file) : FileTime.fromMillis(0);
    }

    /** Runs the sweep, one save per batch. */
    public static void main(String[] args) {
        simulation().file(Path.of(args[0])).run(POINTS);
    }
}
