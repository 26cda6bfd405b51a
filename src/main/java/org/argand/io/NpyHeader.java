package org.argand.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.argand.array.ArgandException;
import org.argand.tensor.Tensor;

/**
 * The header of an npy file, a Python dictionary behind 8 or 10 bytes and padded with blanks.
 *
 * @param fortran whether the first index runs fastest
 * @param dims the shape, with a number of bytes that a long holds
 * @param length bytes up to the first element
 */
record NpyHeader(NpyType type, ByteOrder order, boolean fortran, long[] dims, int length) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    /** The longest that is believed: all of version 1, and far more than a shape needs. */
    private static final int LONGEST = 0xffff;

    private static final int MOST_AXES = 64;

    /** NumPy leaves room for the outermost extent to grow to this many digits. */
    private static final int DIGITS = 21;

    private static final int ALIGNMENT = 64;

    private static final Pattern ENTRY =
            Pattern.compile(
                    "\\s*['\"](descr|fortran_order|shape)['\"]\\s*:\\s*"
                            + "(True|False|'[^'\\\\]*'|\"[^\"\\\\]*\"|\\([-0-9L,\\s]*\\))\\s*(?:,\\s*|$)");

    private static final Pattern DESCR = Pattern.compile("['\"]([<>|=])([a-zA-Z]\\d{1,2})['\"]");

    /** What NumPy writes before the elements of that tensor, byte by byte. */
    static byte[] of(Tensor t) {
        String shape =
                Arrays.stream(t.shape().dims())
                        .mapToObj(Long::toString)
                        .collect(Collectors.joining(", ", "(", t.rank() == 1 ? ",)" : ")"));
        String text =
                "{'descr': '%s', 'fortran_order': False, 'shape': %s, }"
                        .formatted(NpyType.of(t.dtype()).descr(), shape);
        int room = t.rank() == 0 ? 0 : DIGITS - Long.toString(t.dim(0)).length();
        int used = MAGIC.length + 4 + text.length() + room + 1;
        int blanks = room + ALIGNMENT - used % ALIGNMENT;
        byte[] bytes = (text + " ".repeat(blanks) + "\n").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(MAGIC.length + 4 + bytes.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) bytes.length)
                .put(bytes)
                .array();
    }

    /**
     * Reads a header and leaves the stream at the first element.
     *
     * @param file named in errors
     */
    static NpyHeader read(String file, InputStream in) throws IOException {
        byte[] start = in.readNBytes(8);
        if (start.length < 8 || !Arrays.equals(Arrays.copyOf(start, 6), MAGIC)) {
            throw bad(file, "it does not begin as an npy file");
        }
        int major = start[6];
        if (major < 1 || major > 3 || start[7] != 0) {
            throw bad(file, "it has the version " + (major & 0xff) + "." + (start[7] & 0xff));
        }
        byte[] field = in.readNBytes(major == 1 ? 2 : 4);
        long length = -1;
        if (field.length == (major == 1 ? 2 : 4)) {
            ByteBuffer b = ByteBuffer.wrap(Arrays.copyOf(field, 4)).order(ByteOrder.LITTLE_ENDIAN);
            length = b.getInt() & 0xffff_ffffL;
        }
        if (length < 0 || length > LONGEST) {
            throw bad(file, length < 0 ? "it was cut off" : "it states a header of " + length);
        }
        byte[] text = in.readNBytes((int) length);
        if (text.length < length) {
            throw bad(file, "it was cut off in the header");
        }
        return parse(
                file,
                new String(text, major == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1),
                start.length + field.length + text.length);
    }

    private static NpyHeader parse(String file, String text, int length) {
        Map<String, String> entries = entries(file, text.strip());
        String code = entries.getOrDefault("descr", "");
        Matcher descr = DESCR.matcher(code);
        Optional<NpyType> found = descr.matches() ? NpyType.find(descr.group(2)) : Optional.empty();
        NpyType type =
                found.orElseThrow(() -> bad(file, "it holds elements of type " + shown(code)));
        boolean ordered = !descr.group(1).equals("|") || type.bytes() == 1;
        String fortran = entries.getOrDefault("fortran_order", "");
        if (!ordered || !(fortran.equals("True") || fortran.equals("False"))) {
            throw notUnderstood(file, text);
        }
        ByteOrder order =
                switch (descr.group(1)) {
                    case ">" -> ByteOrder.BIG_ENDIAN;
                    case "=" -> ByteOrder.nativeOrder();
                    default -> ByteOrder.LITTLE_ENDIAN;
                };
        long[] dims = dims(file, entries.getOrDefault("shape", ""), type);
        return new NpyHeader(type, order, fortran.equals("True"), dims, length);
    }

    private static Map<String, String> entries(String file, String text) {
        if (!text.startsWith("{") || !text.endsWith("}")) {
            throw notUnderstood(file, text);
        }
        String inner = text.substring(1, text.length() - 1).strip();
        Map<String, String> entries = new HashMap<>();
        Matcher m = ENTRY.matcher(inner);
        int at = 0;
        while (m.region(at, inner.length()).lookingAt()) {
            entries.put(m.group(1), m.group(2));
            at = m.end();
        }
        if (inner.contains("'descr': [")) {
            throw bad(file, "it holds records, not numbers");
        }
        if (at < inner.length() || entries.size() < 3) {
            throw notUnderstood(file, text);
        }
        return entries;
    }

    private static long[] dims(String file, String tuple, NpyType type) {
        try {
            if (!tuple.startsWith("(")) {
                throw new NumberFormatException();
            }
            String inner = tuple.substring(1, tuple.length() - 1).strip();
            String[] parts = inner.isEmpty() ? new String[0] : inner.split(",");
            long[] dims = new long[parts.length];
            long bytes = Math.max(type.bytes(), type.dtype().bytes());
            for (int k = 0; k < dims.length; k++) {
                String digits = parts[k].strip();
                // Python 2 wrote long integers so.
                dims[k] = Long.parseLong(digits.replaceFirst("L$", ""));
                bytes = Math.multiplyExact(bytes, dims[k]);
            }
            if (dims.length <= MOST_AXES && Arrays.stream(dims).allMatch(d -> d >= 0)) {
                return dims;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // Said below, as of the other shapes.
        }
        throw bad(file, "it has the shape " + shown(tuple));
    }

    private static String shown(String text) {
        return InputFile.shortened(text);
    }

    private static ArgandException.BadFile notUnderstood(String file, String text) {
        return bad(file, "its header says " + shown(text));
    }

    private static ArgandException.BadFile bad(String file, String facts) {
        return new ArgandException.BadFile("npy", file + ": " + facts);
    }
}
