package org.argand.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The results of JMH as a table of ratios, on the terminal and between the markers of a document. */
public final class Report {
    private static final Place PLACE =
            new Place("<!-- table: written by benchmarks/run.sh -->", "<!-- end of table -->");

    private static final List<String> COLUMNS =
            List.of(
                    "benchmark",
                    "threads",
                    "Argand",
                    "vs torch",
                    "vs OpenBLAS",
                    "vs others",
                    "of limit",
                    "vs one thread",
                    "target",
                    "");

    private final List<Measurement> all;
    private final List<Target> targets;

    private Report(List<Measurement> all, List<Target> targets) {
        this.all = all;
        this.targets = targets;
    }

    /** {@code RESULTS-FOLDER TARGETS}, then {@code [FAMILY…]} to print those or {@code --into DOCUMENT}. */
    public static void main(String[] arguments) throws IOException {
        List<String> given = new ArrayList<>(List.of(arguments));
        Path folder = Path.of(given.removeFirst());
        List<Target> targets = Target.read(Path.of(given.removeFirst()));
        if (given.indexOf("--into") == 0) {
            String table = new Report(read(folder), targets).markdown();
            PLACE.fill(Path.of(given.get(1)), Machine.withPeers() + "\n\n" + table);
            return;
        }
        List<Measurement> chosen =
                read(folder).stream()
                        .filter(m -> given.isEmpty() || given.contains(m.family()))
                        .toList();
        System.out.print(new Report(chosen, targets).aligned());
    }

    private static List<Measurement> read(Path folder) throws IOException {
        List<Measurement> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                all.addAll(Measurement.of(new ObjectMapper().readTree(file.toFile())));
            }
        }
        all.sort(Comparator.comparing(Measurement::family).thenComparing(Measurement::threads));
        return all;
    }

    private List<List<String>> rows() {
        return all.stream().map(this::row).toList();
    }

    private List<String> row(Measurement m) {
        List<Target> own = targets.stream().filter(t -> t.concerns(m)).toList();
        boolean missed = own.stream().anyMatch(t -> !t.isReachedBy(m));
        return List.of(
                m.family() + " " + words(m.parameters()),
                String.valueOf(m.threads()),
                duration(m.time().median()),
                ratio(m, Library.TORCH),
                ratios(m, List.of(Library.OPENBLAS, Library.OPENBLAS3M)),
                ratios(m, List.of(Library.JTRANSFORMS, Library.EJML)),
                ratio(m, Library.COPY),
                ratio(m, Library.ALONE),
                own.stream().map(Target::text).collect(Collectors.joining(", ")),
                missed ? "misses" : "");
    }

    private static String words(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .sorted(Comparator.comparing(e -> !e.getKey().equals("op")))
                .map(e -> isNumber(e.getValue()) ? e.getKey() + " = " + e.getValue() : e.getValue())
                .map(w -> w.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private static boolean isNumber(String text) {
        return text.chars().allMatch(Character::isDigit);
    }

    private static String ratios(Measurement m, List<Library> libraries) {
        return libraries.stream()
                .filter(l -> m.ratio(l).isPresent())
                .map(l -> ratio(m, l) + (l == Library.OPENBLAS ? "" : " (" + l.label() + ")"))
                .collect(Collectors.joining(", "));
    }

    private static String ratio(Measurement m, Library library) {
        return m.ratio(library).map(Report::spread).orElse("");
    }

    /** The median, and the quartiles around it. */
    static String spread(Measurement.Spread s) {
        return number(s.median()) + " [" + number(s.low()) + ", " + number(s.high()) + "]";
    }

    /** Three figures, or all before the point. */
    static String number(double x) {
        String pattern = x >= 100 ? "%.0f" : x >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, pattern, x);
    }

    private static String duration(double nanos) {
        if (nanos < 1e3) {
            return number(nanos) + " ns";
        }
        if (nanos < 1e6) {
            return number(nanos / 1e3) + " µs";
        }
        return nanos < 1e9 ? number(nanos / 1e6) + " ms" : number(nanos / 1e9) + " s";
    }

    private String aligned() {
        List<List<String>> lines = new ArrayList<>(rows());
        lines.addFirst(COLUMNS);
        int[] widths = new int[COLUMNS.size()];
        for (List<String> line : lines) {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], line.get(c).length());
            }
        }
        StringBuilder out = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int c = 0; c < widths.length; c++) {
                text.append(line.get(c)).repeat(" ", widths[c] - line.get(c).length() + 2);
            }
            out.append(text.toString().stripTrailing()).append('\n');
        }
        return out.toString();
    }

    private String markdown() {
        StringBuilder out = new StringBuilder();
        out.append("| ").append(String.join(" | ", COLUMNS)).append(" |\n");
        out.append("|---".repeat(COLUMNS.size())).append("|\n");
        for (List<String> row : rows()) {
            out.append("| ").append(String.join(" | ", row)).append(" |\n");
        }
        return out.toString();
    }
}
