package org.argand.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a measurement shall reach, a line of {@code targets.csv}: {@code family,parameters,what,at least}.
 *
 * @param family as in {@link Measurement}
 * @param parameters those that matter, by name
 * @param what a peer or the share of {@code copy}, which shall be that or more; or {@code seconds}, which shall be that or less
 * @param bound the number
 */
record Target(String family, Map<String, String> parameters, String what, double bound) {

    static List<Target> read(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Target::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Target of(String line) {
        String[] cells = line.split(",", -1);
        Map<String, String> parameters = new TreeMap<>();
        for (String setting : cells[1].strip().split(" +")) {
            if (!setting.isEmpty()) {
                String[] sides = setting.split("=");
                parameters.put(sides[0], sides[1]);
            }
        }
        return new Target(
                cells[0].strip(),
                parameters,
                cells[2].strip(),
                Double.parseDouble(cells[3].strip()));
    }

    boolean concerns(Measurement m) {
        return m.family().equals(family)
                && m.parameters().entrySet().containsAll(parameters.entrySet());
    }

    boolean isReachedBy(Measurement m) {
        if (what.equals("seconds")) {
            return m.time().median() <= bound * 1e9;
        }
        if (what.equals("nanoseconds")) {
            return m.time().median() <= bound;
        }
        return m.ratio(Library.valueOf(what.toUpperCase(Locale.ROOT)))
                .map(r -> r.median() >= bound)
                .orElse(false);
    }

    /** As the table has it. */
    String text() {
        return switch (what) {
            case "seconds" -> bound + " s";
            case "nanoseconds" -> Math.round(bound) + " ns";
            case "torch" -> String.valueOf(bound);
            default -> bound + " of " + what;
        };
    }
}
