package org.argand.phy.sim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import org.argand.array.ArgandException;
import org.argand.io.AtomicFile;

/**
 * A sweep on disk: its settings, its points and a checksum of both, as JSON.
 *
 * @param settings by which a sweep is known again
 * @param points begun, in the order of the sweep
 */
public record SweepFile(Map<String, String> settings, List<BerPoint> points) {
    private static final String FORMAT = "argand sweep 1";
    private static final long LONGEST = 16 << 20;

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    public SweepFile {
        settings = new LinkedHashMap<>(settings);
        points = List.copyOf(points);
    }

    /** Writes it, all or nothing. */
    void write(Path file) {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", FORMAT);
        ObjectNode text = root.putObject("settings");
        settings.forEach(text::put);
        root.putArray("points").addAll(points.stream().map(SweepFile::node).toList());
        root.put("crc32", checksum(root));
        AtomicFile.writeString(file, root.toPrettyString() + "\n");
    }

    private static JsonNode node(BerPoint p) {
        Tally t = p.tally();
        return JSON.createObjectNode()
                .put("ebno_db", p.ebnoDb())
                .put("status", p.status().name())
                .put("seconds", p.seconds())
                .put("independent_bits", p.independentBits())
                .put("blocks", t.blocks())
                .put("block_errors", t.blockErrors())
                .put("bits", t.bits())
                .put("bit_errors", t.bitErrors())
                .put("squared_bit_errors", t.squaredBitErrors());
    }

    private static String checksum(JsonNode root) {
        CRC32 crc = new CRC32();
        String text = root.path("settings").toString() + root.path("points");
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }

    /**
     * Reads what a sweep wrote.
     *
     * @throws ArgandException.BadFile if it cannot be read, is damaged or holds something else
     */
    public static SweepFile read(Path file) {
        JsonNode root = json(file);
        if (!root.path("format").asText().equals(FORMAT)) {
            throw bad(file, "is not the state of a sweep");
        }
        if (!root.path("crc32").asText().equals(checksum(root))) {
            throw bad(file, "is damaged: its checksum does not fit");
        }
        Map<String, String> settings = new LinkedHashMap<>();
        root.path("settings")
                .properties()
                .forEach(e -> settings.put(e.getKey(), e.getValue().asText()));
        List<BerPoint> points = new ArrayList<>();
        try {
            for (JsonNode p : root.path("points")) {
                points.add(point(p));
            }
        } catch (IllegalArgumentException | ArithmeticException | ArgandException e) {
            throw bad(file, "is damaged: " + e.getMessage());
        }
        return new SweepFile(settings, points);
    }

    private static JsonNode json(Path file) {
        try {
            if (Files.size(file) > LONGEST) {
                throw bad(file, "is too long for the state of a sweep");
            }
            return JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw bad(file, "is not JSON: " + AtomicFile.reason(e));
        } catch (IOException e) {
            throw bad(file, "cannot be read: " + AtomicFile.reason(e));
        }
    }

    private static BerPoint point(JsonNode p) {
        return new BerPoint(
                number(p, "ebno_db"),
                new Tally(
                        count(p, "blocks"),
                        count(p, "block_errors"),
                        count(p, "bits"),
                        count(p, "bit_errors"),
                        count(p, "squared_bit_errors")),
                Status.valueOf(p.path("status").asText()),
                number(p, "seconds"),
                p.path("independent_bits").asBoolean());
    }

    private static long count(JsonNode p, String key) {
        JsonNode n = p.path(key);
        if (!n.isIntegralNumber() || !n.canConvertToLong()) {
            throw new IllegalArgumentException("no count of " + key + " in " + p);
        }
        return n.longValue();
    }

    private static double number(JsonNode p, String key) {
        JsonNode n = p.path(key);
        if (!n.isNumber()) {
            throw new IllegalArgumentException("no number for " + key + " in " + p);
        }
        return n.doubleValue();
    }

    /**
     * The points, if they are of a sweep with these settings.
     *
     * @throws ArgandException.InvalidArgument naming the settings that differ
     */
    List<BerPoint> pointsOf(SweepSettings wanted) {
        List<String> differences = new ArrayList<>();
        Map<String, String> theirs = new LinkedHashMap<>(settings);
        wanted.toMap()
                .forEach((key, value) -> {
                    String before = theirs.remove(key);
                    if (!value.equals(before)) {
                        differences.add(
                                key
                                        + " "
                                        + Objects.requireNonNullElse(before, "(none)")
                                        + ", now "
                                        + value);
                    }
                });
        theirs.forEach((key, value) -> differences.add(key + " " + value + ", now (none)"));
        if (!differences.isEmpty()) {
            throw new ArgandException.InvalidArgument(
                    "resume",
                    "the sweep was begun with other settings: " + String.join("; ", differences));
        }
        for (int k = 0; k < points.size(); k++) {
            check(wanted, k);
        }
        return points;
    }

    /** That point {@code k} is one that this sweep can have come to. */
    private void check(SweepSettings wanted, int k) {
        BerPoint p = points.get(k);
        long blocks = p.tally().blocks();
        long most = wanted.rule().maxBlocks();
        boolean follows = k == 0 || goesOn(points.get(k - 1).status());
        boolean whole = blocks <= most && (blocks == most || blocks % wanted.batchBlocks() == 0);
        if (k >= wanted.ebnoDb().size()
                || p.ebnoDb() != wanted.ebnoDb().get(k)
                || p.independentBits() != wanted.independentBits()
                || p.status() != wanted.rule().after(p.tally())
                || !follows
                || !whole) {
            throw new ArgandException.BadFile(
                    "resume", "its settings do not lead to its point at " + p.ebnoDb() + " dB");
        }
    }

    private static boolean goesOn(Status before) {
        return before != Status.RUNNING && before != Status.NO_ERRORS;
    }

    private static ArgandException.BadFile bad(Path file, String facts) {
        return new ArgandException.BadFile("resume", file + " " + facts);
    }
}
