package org.argand.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;

/** What the figures were measured on. */
final class Machine {
    private Machine() {}

    /** Processor, operating system and JVM. */
    static String described() throws IOException {
        return "Measured on %s, %d processors, %s; %s %s"
                .formatted(
                        processor(),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("java.vm.name"),
                        Runtime.version());
    }

    /** The same, and the versions of the libraries that JMH's benchmarks run beside Argand. */
    static String withPeers() throws IOException {
        return "%s; libtorch %s and OpenBLAS %s (versions of the presets)."
                .formatted(
                        described(),
                        Loader.getVersion("org.bytedeco", "pytorch"),
                        Loader.getVersion("org.bytedeco", "openblas"));
    }

    private static String processor() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.exists(info)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(info).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }
}
