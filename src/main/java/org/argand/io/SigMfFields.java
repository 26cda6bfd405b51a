package org.argand.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.argand.array.ArgandException;
import org.jspecify.annotations.Nullable;

/** One JSON object of SigMF metadata, from which each known key is taken once and checked; null is as good as absent. */
final class SigMfFields {
    private final String where;
    private final ObjectNode left;

    /**
     * @param where file and place, for errors
     * @throws ArgandException.BadFile if it is no object
     */
    SigMfFields(String where, JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            throw new ArgandException.BadFile("sigmf", where + " is not a JSON object");
        }
        this.where = where;
        this.left = object;
    }

    private Optional<JsonNode> take(String key) {
        return Optional.ofNullable(left.remove(key)).filter(n -> !n.isNull());
    }

    /** A whole number of at least {@code least}. */
    OptionalLong whole(String key, long least) {
        Optional<JsonNode> n = take(key);
        if (n.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!n.get().isNumber()
                || !n.get().canConvertToExactIntegral()
                || !n.get().canConvertToLong()
                || n.get().longValue() < least) {
            throw wrong(key, n.get(), "a whole number of at least " + least);
        }
        return OptionalLong.of(n.get().longValue());
    }

    /** A whole number that has to be there. */
    long needed(String key, long least) {
        return whole(key, least).orElseThrow(() -> missing(key));
    }

    /** A number from {@code low} to {@code high}, hence neither NaN nor infinite. */
    OptionalDouble number(String key, double low, double high) {
        Optional<JsonNode> n = take(key);
        if (n.isEmpty()) {
            return OptionalDouble.empty();
        }
        double v = n.get().isNumber() ? n.get().doubleValue() : Double.NaN;
        if (!(v >= low && v <= high)) {
            throw wrong(key, n.get(), "a number from " + low + " to " + high);
        }
        return OptionalDouble.of(v);
    }

    Optional<String> text(String key) {
        Optional<JsonNode> n = take(key);
        if (n.isPresent() && !n.get().isTextual()) {
            throw wrong(key, n.get(), "text");
        }
        return n.map(JsonNode::textValue);
    }

    boolean flag(String key) {
        Optional<JsonNode> n = take(key);
        if (n.isPresent() && !n.get().isBoolean()) {
            throw wrong(key, n.get(), "true or false");
        }
        return n.map(JsonNode::booleanValue).orElse(false);
    }

    /** The objects of a list, none if it is absent. */
    List<SigMfFields> list(String key) {
        Optional<JsonNode> n = take(key);
        List<SigMfFields> all = new ArrayList<>();
        if (n.isPresent() && !n.get().isArray()) {
            throw wrong(key, n.get(), "a list");
        }
        for (JsonNode item : n.isPresent() ? n.get() : left.arrayNode()) {
            all.add(new SigMfFields(where + ": " + key + "[" + all.size() + "]", item));
        }
        return all;
    }

    SigMfFields object(String key) {
        return new SigMfFields(where + ": " + key, take(key).orElseThrow(() -> missing(key)));
    }

    /** What nobody has taken. */
    Map<String, Object> rest() {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> e : left.properties()) {
            Object value = plain(e.getValue());
            if (value != null) {
                map.put(e.getKey(), value);
            }
        }
        return map;
    }

    private static @Nullable Object plain(JsonNode n) {
        return switch (n.getNodeType()) {
            case OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                n.properties().forEach(e -> map.put(e.getKey(), plain(e.getValue())));
                yield Collections.unmodifiableMap(map);
            }
            case ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                n.forEach(item -> list.add(plain(item)));
                yield Collections.unmodifiableList(list);
            }
            case STRING -> n.textValue();
            case BOOLEAN -> n.booleanValue();
            case NUMBER -> n.isInt() ? Long.valueOf(n.longValue()) : n.numberValue();
            default -> null;
        };
    }

    ArgandException.BadFile bad(String facts) {
        return new ArgandException.BadFile("sigmf", where + ": " + facts);
    }

    private ArgandException.BadFile missing(String key) {
        return bad(key + " is missing");
    }

    private ArgandException.BadFile wrong(String key, JsonNode n, String wanted) {
        String found = n.isContainerNode() ? n.getNodeType().toString() : n.toString();
        return bad(key + " is " + InputFile.shortened(found) + ", not " + wanted);
    }
}
