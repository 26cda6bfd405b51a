package org.argand.io;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.argand.array.ArgandException;
import org.argand.io.SigMfMetadata.Annotation;
import org.argand.io.SigMfMetadata.Capture;

/** The JSON text of SigMF metadata, written and strictly read. */
final class SigMfJson {
    /** The greatest rate and frequency of the format, in Hz. */
    private static final double HIGHEST = 1e12;

    private static final String VERSION = "1.2.3";

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private SigMfJson() {}

    /**
     * Reads the text.
     *
     * @param file named in errors
     */
    static SigMfMetadata parse(String file, byte[] json) {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (IOException e) {
            throw new ArgandException.BadFile(
                    "sigmf", file + " is not JSON: " + AtomicFile.reason(e));
        }
        SigMfFields top = new SigMfFields(file, root);
        SigMfFields global = top.object("global");
        SigMfDatatype datatype = datatype(global);
        long offset = global.whole("core:offset", 0).orElse(0);
        long channels = global.whole("core:num_channels", 1).orElse(1);
        if (channels > Integer.MAX_VALUE) {
            throw global.bad("core:num_channels is " + channels);
        }
        if (global.flag("core:metadata_only")) {
            throw global.bad("core:metadata_only is true, so there are no samples");
        }
        return new SigMfMetadata(
                datatype,
                global.number("core:sample_rate", Double.MIN_VALUE, HIGHEST),
                (int) channels,
                offset,
                digest(global),
                dataset(global),
                global.whole("core:trailing_bytes", 0).orElse(0),
                captures(top.list("captures"), offset),
                annotations(top.list("annotations"), offset),
                global.rest());
    }

    private static SigMfDatatype datatype(SigMfFields global) {
        String name =
                global.text("core:datatype")
                        .orElseThrow(() -> global.bad("core:datatype is missing"));
        return SigMfDatatype.find(name).orElseThrow(() -> global.bad(SigMfDatatype.unknown(name)));
    }

    private static Optional<String> digest(SigMfFields global) {
        Optional<String> hex =
                global.text("core:sha512").map(text -> text.toLowerCase(Locale.ROOT));
        if (hex.isPresent() && !hex.get().matches("[0-9a-f]{128}")) {
            throw global.bad("core:sha512 is not 128 hexadecimal digits");
        }
        return hex;
    }

    /** A name beside the metadata: what leads to another folder is refused. */
    private static Optional<String> dataset(SigMfFields global) {
        Optional<String> name = global.text("core:dataset");
        if (name.isPresent() && !name.get().matches("(?!\\.\\.?$)[^/\\\\:\\p{Cntrl}]+")) {
            throw global.bad(
                    "core:dataset is '"
                            + InputFile.shortened(name.get())
                            + "', not the name of a file in the same folder");
        }
        return name;
    }

    private static List<Capture> captures(List<SigMfFields> list, long offset) {
        List<Capture> captures = new ArrayList<>();
        long last = 0;
        for (SigMfFields f : list) {
            long start = f.needed("core:sample_start", offset) - offset;
            if (start < last) {
                throw f.bad("core:sample_start is before that of the capture before it");
            }
            last = start;
            captures.add(
                    new Capture(
                            start,
                            f.number("core:frequency", -HIGHEST, HIGHEST),
                            f.whole("core:header_bytes", 0).orElse(0),
                            f.text("core:datetime"),
                            f.whole("core:global_index", 0),
                            f.rest()));
        }
        return captures;
    }

    private static List<Annotation> annotations(List<SigMfFields> list, long offset) {
        List<Annotation> annotations = new ArrayList<>();
        for (SigMfFields f : list) {
            annotations.add(
                    new Annotation(
                            f.needed("core:sample_start", offset) - offset,
                            f.whole("core:sample_count", 0),
                            f.text("core:label"),
                            f.number("core:freq_lower_edge", -HIGHEST, HIGHEST),
                            f.number("core:freq_upper_edge", -HIGHEST, HIGHEST),
                            f.rest()));
        }
        return annotations;
    }

    /** The text, with all that is stated and nothing that is not. */
    static byte[] toBytes(SigMfMetadata m) {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode global = root.putObject("global");
        global.put("core:datatype", m.datatype().toString());
        m.sampleRate().ifPresent(rate -> putNumber(global, "core:sample_rate", rate));
        global.put("core:num_channels", m.channels());
        global.put("core:version", VERSION);
        putUnlessZero(global, "core:offset", m.offset());
        m.sha512().ifPresent(hex -> global.put("core:sha512", hex));
        putOthers(global, m.others());
        ArrayNode captures = root.putArray("captures");
        for (Capture c : m.captures()) {
            ObjectNode node = captures.addObject();
            node.put("core:sample_start", c.sampleStart() + m.offset());
            c.frequency().ifPresent(f -> putNumber(node, "core:frequency", f));
            putUnlessZero(node, "core:header_bytes", c.headerBytes());
            c.datetime().ifPresent(t -> node.put("core:datetime", t));
            c.globalIndex().ifPresent(k -> node.put("core:global_index", k));
            putOthers(node, c.others());
        }
        ArrayNode annotations = root.putArray("annotations");
        for (Annotation a : m.annotations()) {
            ObjectNode node = annotations.addObject();
            node.put("core:sample_start", a.sampleStart() + m.offset());
            a.sampleCount().ifPresent(n -> node.put("core:sample_count", n));
            a.label().ifPresent(text -> node.put("core:label", text));
            a.freqLowerEdge().ifPresent(f -> putNumber(node, "core:freq_lower_edge", f));
            a.freqUpperEdge().ifPresent(f -> putNumber(node, "core:freq_upper_edge", f));
            putOthers(node, a.others());
        }
        return (root.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void putUnlessZero(ObjectNode node, String key, long value) {
        if (value != 0) {
            node.put(key, value);
        }
    }

    /** A whole number without a fraction, as people write frequencies. */
    private static void putNumber(ObjectNode node, String key, double value) {
        if (value == Math.rint(value) && Math.abs(value) <= HIGHEST) {
            node.put(key, (long) value);
        } else {
            node.put(key, value);
        }
    }

    private static void putOthers(ObjectNode node, Map<String, Object> others) {
        for (Map.Entry<String, Object> e : others.entrySet()) {
            try {
                node.set(e.getKey(), JSON.valueToTree(e.getValue()));
            } catch (IllegalArgumentException x) {
                throw new ArgandException.InvalidArgument(
                        "sigmf", "'" + e.getKey() + "' is nothing that JSON can hold");
            }
        }
    }
}
