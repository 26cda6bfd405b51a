package org.argand.io;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The JSON header of a safetensors file, written and strictly read.
 *
 * @param length of the JSON text in bytes
 */
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata, long length) {
    /** The longest header that is believed, as in the format's own library. */
    static final long LONGEST = 100_000_000;

    private static final String METADATA = "__metadata__";
    private static final String DOUBLE_COMPLEX = "argand.complex128";
    private static final Map<DType, String> NAMES =
            Map.of(
                    DType.BOOL, "BOOL",
                    DType.INT32, "I32",
                    DType.INT64, "I64",
                    DType.FLOAT32, "F32",
                    DType.FLOAT64, "F64",
                    DType.COMPLEX64, "C64");

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    /**
     * One tensor of the file.
     *
     * @param begin first byte, counted from the end of the header
     * @param end byte after the last
     */
    record Entry(String name, DType dtype, Shape shape, long begin, long end) {}

    /** A header for those tensors, one after the other. */
    static SafetensorsHeader of(
            List<Map.Entry<String, Tensor>> tensors, Map<String, String> metadata) {
        List<Entry> entries = new ArrayList<>();
        long at = 0;
        for (Map.Entry<String, Tensor> e : tensors) {
            Tensor t = e.getValue();
            long end = at + t.size() * t.dtype().bytes();
            if (e.getKey().equals(METADATA)) {
                throw new ArgandException.InvalidArgument(
                        "safetensors", "no tensor can be named " + METADATA);
            }
            entries.add(new Entry(e.getKey(), t.dtype(), t.shape(), at, end));
            at = end;
        }
        return new SafetensorsHeader(entries, metadata, 0);
    }

    /** The text, padded with blanks so that the elements begin at a multiple of 8 bytes. */
    byte[] toBytes() {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode text = JSON.createObjectNode();
        metadata.forEach(text::put);
        ArrayNode doubles = JSON.createArrayNode();
        for (Entry e : entries) {
            if (e.dtype() == DType.COMPLEX128) {
                doubles.add(e.name());
            }
        }
        if (!doubles.isEmpty()) {
            text.put(DOUBLE_COMPLEX, doubles.toString());
        }
        if (!text.isEmpty()) {
            root.set(METADATA, text);
        }
        for (Entry e : entries) {
            boolean pairs = e.dtype() == DType.COMPLEX128;
            ObjectNode node = root.putObject(e.name());
            node.put("dtype", NAMES.get(pairs ? DType.FLOAT64 : e.dtype()));
            ArrayNode shape = node.putArray("shape");
            for (int a = 0; a < e.shape().rank(); a++) {
                shape.add(e.shape().dim(a));
            }
            if (pairs) {
                shape.add(2);
            }
            node.putArray("data_offsets").add(e.begin()).add(e.end());
        }
        byte[] json = root.toString().getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(json, Math.ceilDiv(json.length, 8) * 8);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return padded;
    }

    /**
     * Reads a header.
     *
     * @param file named in errors
     * @param dataLength bytes after the header, all of which must belong to a tensor
     */
    static SafetensorsHeader parse(String file, byte[] json, long dataLength) {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (IOException e) {
            throw bad(file, "its header is not JSON: " + AtomicFile.reason(e));
        }
        if (!root.isObject()) {
            throw bad(file, "its header is not a JSON object");
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        JsonNode text = root.path(METADATA);
        if (!text.isMissingNode() && !text.isObject()) {
            throw bad(file, METADATA + " is not a JSON object");
        }
        for (Map.Entry<String, JsonNode> e : text.properties()) {
            if (!e.getValue().isTextual()) {
                throw bad(file, "the metadata '" + e.getKey() + "' is not text");
            }
            metadata.put(e.getKey(), e.getValue().textValue());
        }
        Set<String> doubles = doubles(file, metadata.remove(DOUBLE_COMPLEX));
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> e : root.properties()) {
            if (!e.getKey().equals(METADATA)) {
                entries.add(entry(file, e.getKey(), e.getValue(), doubles.remove(e.getKey())));
            }
        }
        if (!doubles.isEmpty()) {
            throw bad(file, DOUBLE_COMPLEX + " names what is not there: " + doubles);
        }
        checkTiling(file, entries, dataLength);
        return new SafetensorsHeader(entries, metadata, json.length);
    }

    private static Set<String> doubles(String file, @Nullable String names) {
        Set<String> set = new HashSet<>();
        if (names == null) {
            return set;
        }
        try {
            for (JsonNode name : JSON.readTree(names)) {
                set.add(name.asText());
            }
        } catch (JsonProcessingException e) {
            throw bad(file, DOUBLE_COMPLEX + " is not a list of names");
        }
        return set;
    }

    private static Entry entry(String file, String name, JsonNode node, boolean pairs) {
        DType stored = stored(file, name, node.path("dtype"));
        long[] dims = numbers(file, name, node.path("shape"), "shape");
        long[] offsets = numbers(file, name, node.path("data_offsets"), "data_offsets");
        long bytes = stored.bytes();
        try {
            for (long d : dims) {
                bytes = Math.multiplyExact(bytes, d);
            }
        } catch (ArithmeticException e) {
            throw bad(file, "'" + name + "' has the shape " + Arrays.toString(dims));
        }
        if (offsets.length != 2 || offsets[1] - offsets[0] != bytes) {
            throw bad(
                    file,
                    "'"
                            + name
                            + "' takes "
                            + bytes
                            + " bytes, not those of "
                            + Arrays.toString(offsets));
        }
        if (!pairs) {
            return new Entry(name, stored, Shape.of(dims), offsets[0], offsets[1]);
        }
        if (stored != DType.FLOAT64 || dims.length == 0 || dims[dims.length - 1] != 2) {
            throw bad(file, "'" + name + "' is said to be complex128, but is not F64 [..., 2]");
        }
        Shape shape = Shape.of(Arrays.copyOf(dims, dims.length - 1));
        return new Entry(name, DType.COMPLEX128, shape, offsets[0], offsets[1]);
    }

    private static DType stored(String file, String name, JsonNode dtype) {
        for (Map.Entry<DType, String> e : NAMES.entrySet()) {
            if (e.getValue().equals(dtype.asText())) {
                return e.getKey();
            }
        }
        List<String> known = NAMES.values().stream().sorted().toList();
        throw bad(file, "'" + name + "' has the dtype " + dtype + ", not one of " + known);
    }

    private static long[] numbers(String file, String name, JsonNode list, String what) {
        boolean fits = list.isArray();
        for (JsonNode n : list) {
            fits &= n.isIntegralNumber() && n.canConvertToLong() && n.longValue() >= 0;
        }
        if (!fits) {
            throw bad(file, "'" + name + "' has no valid " + what + ": " + list);
        }
        long[] numbers = new long[list.size()];
        Arrays.setAll(numbers, k -> list.get(k).longValue());
        return numbers;
    }

    /** Every byte after the header belongs to one tensor. */
    private static void checkTiling(String file, List<Entry> entries, long dataLength) {
        List<Entry> order = new ArrayList<>(entries);
        order.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        long at = 0;
        for (Entry e : order) {
            if (e.begin() != at) {
                throw bad(
                        file, "'" + e.name() + "' begins at byte " + e.begin() + ", not at " + at);
            }
            at = e.end();
        }
        if (at != dataLength) {
            throw bad(file, "its tensors take " + at + " bytes, but it holds " + dataLength);
        }
    }

    private static ArgandException.BadFile bad(String file, String facts) {
        return new ArgandException.BadFile("safetensors", file + ": " + facts);
    }
}
