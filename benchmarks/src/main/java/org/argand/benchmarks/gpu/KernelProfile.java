package org.argand.benchmarks.gpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long each kernel of a program took: {@code KernelProfile FILE.md FILE.csv …}, from what {@code ncu --csv --print-units
 * base --metrics gpu__time_duration.sum} has written.
 *
 * <p>Kernels of one name are taken together. The exit code is 1 if a file has no kernels.
 */
public final class KernelProfile {
    private static final String METRIC = "gpu__time_duration.sum";
    private static final String NAME = "Kernel Name";
    private static final String VALUE = "Metric Value";
    private static final int LONGEST = 90;

    private KernelProfile() {}

    /** What kernels of one name have in common. */
    private record Kernel(String name, int calls, double nanoseconds) {
        Kernel and(Kernel more) {
            return new Kernel(name, calls + more.calls, nanoseconds + more.nanoseconds);
        }
    }

    public static void main(String[] args) throws IOException {
        StringBuilder text = new StringBuilder("# Kernels, by ncu\n");
        boolean all = true;
        for (int k = 1; k < args.length; k++) {
            Path file = Path.of(args[k]);
            List<Kernel> kernels = kernels(Files.readAllLines(file));
            all &= !kernels.isEmpty();
            text.append(table(String.valueOf(file.getFileName()).replace(".csv", ""), kernels));
        }
        Files.writeString(Path.of(args[0]), text);
        System.out.print(text);
        System.exit(all ? 0 : 1);
    }

    private static List<Kernel> kernels(List<String> lines) {
        Map<String, Kernel> kernels = new TreeMap<>();
        List<String> head = List.of();
        for (String line : lines) {
            List<String> cells = cells(line);
            if (cells.contains(NAME)) {
                head = cells;
            } else if (!head.isEmpty() && cells.size() == head.size() && cells.contains(METRIC)) {
                String name = cells.get(head.indexOf(NAME));
                String value = cells.get(head.indexOf(VALUE)).replace(",", "");
                kernels.merge(name, new Kernel(name, 1, Double.parseDouble(value)), Kernel::and);
            }
        }
        return kernels.values().stream()
                .sorted(Comparator.comparingDouble(Kernel::nanoseconds).reversed())
                .toList();
    }

    /** The cells of a line, each of which stands in quotes. */
    private static List<String> cells(String line) {
        if (!line.startsWith("\"") || !line.endsWith("\"") || line.length() < 2) {
            return List.of();
        }
        return new ArrayList<>(List.of(line.substring(1, line.length() - 1).split("\",\"", -1)));
    }

    private static String table(String program, List<Kernel> kernels) {
        double sum = kernels.stream().mapToDouble(Kernel::nanoseconds).sum();
        int calls = kernels.stream().mapToInt(Kernel::calls).sum();
        StringBuilder text = new StringBuilder();
        text.append(text("\n## %s: %d kernels, %.1f µs\n\n", program, calls, sum * 1e-3));
        text.append("| kernel | calls | µs each | of all |\n|---|--:|--:|--:|\n");
        for (Kernel k : kernels) {
            String name = k.name.length() > LONGEST ? k.name.substring(0, LONGEST) + "…" : k.name;
            text.append(
                    text(
                            "| %s | %d | %.2f | %.1f %% |\n",
                            name.replace("|", "\\|"),
                            k.calls,
                            k.nanoseconds / k.calls * 1e-3,
                            100 * k.nanoseconds / sum));
        }
        return text.toString();
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
