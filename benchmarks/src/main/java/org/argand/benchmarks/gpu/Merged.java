package org.argand.benchmarks.gpu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.argand.array.DType;

/**
 * What the parts of one {@code verify} wrote, as the file that it would have written itself, and its last line:
 * {@code Merged OUT PART…}. Its seconds are those of the slowest part. Parts that are missing are named in the file and in the
 * line, and make the exit code 1.
 */
public final class Merged {
    private static final List<String> PARTS = List.of("value", "gradient", "special");

    private final ObjectNode all = JsonNodeFactory.instance.objectNode();
    private final List<String> missing = new ArrayList<>();

    private Merged() {}

    public static void main(String[] args) {
        Merged merged = new Merged();
        merged.add(Stream.of(args).skip(1).map(Path::of).toList());
        JsonFile.write(Path.of(args[0]), merged.all);
        System.out.println(merged.line());
        System.exit(merged.missing.isEmpty() ? 0 : 1);
    }

    private void add(List<Path> files) {
        List<JsonNode> parts = new ArrayList<>();
        for (Path file : files) {
            if (Files.exists(file)) {
                parts.add(JsonFile.read(file));
            } else {
                missing.add(String.valueOf(file.getFileName()).replace(".json", ""));
            }
        }
        if (!parts.isEmpty()) {
            all.set("device", parts.getFirst().get("device"));
            all.set("seed", parts.getFirst().get("seed"));
        }
        all.put("seconds", parts.stream().mapToDouble(p -> number(p, "seconds")).max().orElse(0));
        all.put("comparisons", parts.stream().mapToInt(p -> p.get("comparisons").intValue()).sum());
        all.put("failed", parts.stream().mapToInt(p -> p.get("failed").intValue()).sum());
        if (!missing.isEmpty()) {
            ArrayNode names = all.putArray("missing");
            missing.forEach(names::add);
        }
        all.putArray("ops").addAll(rows(parts));
        ArrayNode mismatches = all.putArray("mismatches");
        parts.forEach(p -> p.get("mismatches").forEach(mismatches::add));
    }

    /** Rows by op and type, as {@code verify} sorts them; those of one op from several parts become one. */
    private static List<JsonNode> rows(List<JsonNode> parts) {
        Comparator<JsonNode> order =
                Comparator.comparing((JsonNode row) -> row.get("op").textValue())
                        .thenComparing(row -> DType.parse(row.get("dtype").textValue()));
        Map<JsonNode, List<JsonNode>> rows = new TreeMap<>(order);
        for (JsonNode part : parts) {
            part.get("ops").forEach(r -> rows.computeIfAbsent(r, _ -> new ArrayList<>()).add(r));
        }
        return rows.values().stream().map(Merged::row).collect(Collectors.toList());
    }

    private static JsonNode row(List<JsonNode> same) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.set("op", same.getFirst().get("op"));
        row.set("dtype", same.getFirst().get("dtype"));
        row.put("cases", same.stream().mapToInt(r -> r.get("cases").intValue()).sum());
        for (String part : PARTS) {
            same.stream()
                    .filter(r -> r.has(part))
                    .map(r -> r.get(part))
                    .max(worse())
                    .ifPresent(r -> row.set(part, r));
        }
        row.put("passed", same.stream().allMatch(r -> r.get("passed").booleanValue()));
        return row;
    }

    /** What fails is worse than what passes, then what is further off. */
    private static Comparator<JsonNode> worse() {
        return Comparator.comparing((JsonNode r) -> !(number(r, "ulp") <= number(r, "allowed")))
                .thenComparingDouble(r -> number(r, "ulp"));
    }

    /** A number, also one that JSON has only as text: infinite or none. */
    private static double number(JsonNode of, String name) {
        return Double.parseDouble(of.get(name).asText());
    }

    private String line() {
        return String.format(
                Locale.ROOT,
                "%s: %d comparisons of %d ops in %.1f s, %d failed; worst value %s, gradient %s%s",
                all.path("device").asText("nothing"),
                all.get("comparisons").intValue(),
                all.get("ops").valueStream().map(r -> r.get("op")).distinct().count(),
                number(all, "seconds"),
                all.get("failed").intValue(),
                worst("value"),
                worst("gradient"),
                missing.isEmpty() ? "" : "; nothing of " + String.join(", ", missing));
    }

    private String worst(String part) {
        return all.get("ops")
                .valueStream()
                .filter(row -> row.has(part))
                .max(Comparator.comparing(row -> row.get(part), worse()))
                .map(row ->
                        String.format(
                                Locale.ROOT,
                                "%.2f ulp (%s, %s)",
                                number(row.get(part), "ulp"),
                                row.get(part).get("label").textValue(),
                                row.get("dtype").textValue()))
                .orElse("-");
    }
}
