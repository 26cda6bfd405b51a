package org.argand.benchmarks.gpu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Sets the timings of one run side by side: {@code Comparison FOLDER COPY_GB_PER_S}.
 *
 * <p>Reads argand.json and, where they are, those of the peers in FOLDER; writes timings.json and timings.md there. A ratio
 * above 1 says that Argand is faster, also than the library's own call, the direct one. The share of bandwidth is of the
 * fastest copy that anybody measured.
 */
public final class Comparison {
    /** What is aimed at: the least share of copy bandwidth, and the least ratios to PyTorch. */
    private static final double POINTWISE_SHARE = 0.85;

    private static final double LIBRARY_RATIO = 0.97;

    /** Seconds of a library's call from which on what is around it must not show. */
    private static final double LONG_CALL = 50e-6;

    private static final double TRAINING_RATIO = 2;
    private static final List<String> PEERS = List.of("torch", "torch_compiled", "jax");

    /** What a peer says of a case that it does not know. */
    private static final String NOT_DONE = "not done here";

    private static final List<String> POINTWISE = List.of("copy", "fma");
    private static final List<String> LIBRARY = List.of("matmul", "adjoint_matmul", "fft");

    private final ObjectNode argand;
    private final Map<String, JsonNode> peers = new LinkedHashMap<>();
    private final double copy;
    private final List<String> targets = new ArrayList<>();

    private Comparison(Path folder, double measured) {
        this.argand = (ObjectNode) JsonFile.read(folder.resolve("argand.json"));
        for (String peer : PEERS) {
            Path file = folder.resolve(peer + ".json");
            if (Files.exists(file)) {
                peers.put(peer, JsonFile.read(file));
            }
        }
        this.copy = Math.max(measured * 1e9, fastestCopy());
    }

    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Comparison c = new Comparison(folder, Double.parseDouble(args[1]));
        String table = c.table();
        JsonFile.write(folder.resolve("timings.json"), c.argand);
        Files.writeString(folder.resolve("timings.md"), table);
        System.out.print(table);
    }

    private double fastestCopy() {
        return Stream.concat(Stream.of(argand), peers.values().stream())
                .flatMap(framework -> cases(framework).stream())
                .filter(c -> c.path("op").asText().equals("copy") && c.has("seconds"))
                .mapToDouble(c -> c.path("bytes").asDouble() / c.path("seconds").asDouble())
                .max()
                .orElse(0);
    }

    private static List<JsonNode> cases(JsonNode framework) {
        List<JsonNode> all = new ArrayList<>();
        framework.path("cases").forEach(all::add);
        return all;
    }

    private static Optional<JsonNode> timed(JsonNode framework, String name) {
        return cases(framework).stream()
                .filter(c -> c.path("name").asText().equals(name) && c.has("seconds"))
                .findFirst();
    }

    private String table() {
        StringBuilder text = new StringBuilder();
        text.append("# Timings\n\n").append(about(argand));
        peers.values().forEach(p -> text.append(about(p)));
        text.append(
                text("\nCopies within the device: %.1f GB/s read and written.\n\n", copy * 1e-9));
        text.append("| case | Argand | of copy bandwidth | TFLOP/s | of direct |");
        peers.keySet().forEach(p -> text.append(text(" %s | ratio |", p)));
        text.append("\n|---|--:|--:|--:|--:|").append("--:|--:|".repeat(peers.size())).append('\n');
        for (JsonNode c : argand.withArray("/cases")) {
            text.append(row((ObjectNode) c)).append('\n');
        }
        text.append(memory()).append(failures());
        argand.put("copy_bytes_per_second", copy);
        ArrayNode aims = argand.putArray("targets");
        if (!argand.path("rehearsal").asBoolean()) {
            text.append("\nAims:\n");
            targets.forEach(t -> text.append("- ").append(t).append('\n'));
            targets.forEach(aims::add);
        }
        return text.toString();
    }

    private static String about(JsonNode framework) {
        return text(
                "- %s on %s\n",
                framework.path("framework").asText(), framework.path("device").asText());
    }

    private String row(ObjectNode c) {
        String name = c.path("name").asText();
        if (!c.has("seconds")) {
            return text("| %s | %s | | | |", name, c.path("error").asText())
                    + " | |".repeat(peers.size());
        }
        double seconds = c.path("seconds").asDouble();
        StringBuilder row = new StringBuilder(text("| %s | %s |", name, time(seconds)));
        double bytes = c.path("bytes").asDouble();
        double share = bytes / seconds / copy;
        row.append(bytes == 0 ? " |" : text(" %.0f %% |", 100 * share));
        double flops = c.path("flops").asDouble();
        row.append(flops == 0 ? " |" : text(" %.2f |", flops / seconds * 1e-12));
        if (bytes > 0) {
            c.put("share_of_copy_bandwidth", share);
        }
        judgeShare(c, share);
        row.append(ofDirect(c, seconds));
        peers.forEach((peer, results) ->
                row.append(
                        timed(results, name).map(p -> beside(c, peer, seconds, p)).orElse(" | |")));
        return row.toString();
    }

    private String beside(ObjectNode c, String peer, double seconds, JsonNode result) {
        double theirs = result.path("seconds").asDouble();
        double ratio = theirs / seconds;
        c.put(peer + "_seconds", theirs);
        c.put(peer + "_ratio", ratio);
        if (peer.equals("torch")) {
            judgeRatio(c, ratio);
        }
        return text(" %s | %.2f |", time(theirs), ratio);
    }

    private String ofDirect(ObjectNode c, double seconds) {
        if (!c.has("direct_seconds")) {
            return " |";
        }
        double direct = c.path("direct_seconds").asDouble();
        double ratio = direct / seconds;
        c.put("direct_ratio", ratio);
        if (direct > LONG_CALL) {
            judge(c, "of the direct call", ratio, LIBRARY_RATIO);
        }
        return text(" %.2f |", ratio);
    }

    /** How much memory trainings and gradients took at the most. */
    private String memory() {
        StringBuilder text = new StringBuilder("\n| MB of memory, at the most | Argand |");
        peers.keySet().forEach(p -> text.append(text(" %s |", p)));
        text.append("\n|---|--:|").append("--:|".repeat(peers.size())).append('\n');
        for (JsonNode c : argand.withArray("/cases")) {
            if (c.has("peak_bytes")) {
                String name = c.path("name").asText();
                text.append(text("| %s | %s |", name, megabytes(c)));
                for (Map.Entry<String, JsonNode> peer : peers.entrySet()) {
                    Optional<JsonNode> theirs = timed(peer.getValue(), name);
                    theirs.filter(t -> t.path("peak_bytes").isNumber())
                            .ifPresent(t ->
                                    ((ObjectNode) c)
                                            .set(
                                                    peer.getKey() + "_peak_bytes",
                                                    t.path("peak_bytes")));
                    text.append(text(" %s |", theirs.map(Comparison::megabytes).orElse("")));
                }
                text.append('\n');
            }
        }
        return text.toString();
    }

    private static String megabytes(JsonNode c) {
        return c.path("peak_bytes").isNumber()
                ? text("%.1f", c.path("peak_bytes").asDouble() * 1e-6)
                : "";
    }

    /** What a peer should have done and could not. */
    private String failures() {
        StringBuilder text = new StringBuilder();
        peers.forEach((peer, results) -> {
            for (JsonNode c : cases(results)) {
                String error = c.path("error").asText();
                if (!error.isEmpty() && !error.equals(NOT_DONE)) {
                    String line = error.replaceAll("\\s+", " ");
                    text.append(text("- %s, %s: %s\n", peer, c.path("name").asText(), line));
                }
            }
        });
        return text.isEmpty() ? "" : "\nFailed:\n" + text;
    }

    private void judgeShare(JsonNode c, double share) {
        boolean large = c.path("shape").path(0).asLong() > 1 << 20;
        String op = c.path("op").asText();
        if (large && (POINTWISE.contains(op) || op.startsWith("chain"))) {
            judge(c, "of copy bandwidth", share, POINTWISE_SHARE);
        }
    }

    private void judgeRatio(JsonNode c, double ratio) {
        String op = c.path("op").asText();
        if (LIBRARY.contains(op)) {
            judge(c, "times PyTorch", ratio, LIBRARY_RATIO);
        } else if (op.startsWith("training") || op.equals("network")) {
            judge(c, "times PyTorch", ratio, TRAINING_RATIO);
        }
    }

    private void judge(JsonNode c, String of, double value, double least) {
        targets.add(
                text(
                        "%s: %.2f %s, at least %.2f: %s",
                        c.path("name").asText(),
                        value,
                        of,
                        least,
                        value >= least ? "met" : "MISSED"));
    }

    private static String time(double seconds) {
        return seconds < 1e-3 ? text("%.1f µs", seconds * 1e6) : text("%.3f ms", seconds * 1e3);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
