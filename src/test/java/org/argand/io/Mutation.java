package org.argand.io;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Damage to files, drawn at random: what transfers, disks and attackers do to bytes, and what people do to text. */
public final class Mutation {
    private static final Pattern TOKEN =
            Pattern.compile(
                    "\"[^\"]*\"|'[^']*'|-?\\d[\\d.eE+]*|true|false|True|False|[\\[\\]{}(),:]");

    private static final List<String> STRANGERS =
            List.of(
                    "0",
                    "-1",
                    "2",
                    "0.5",
                    "2147483648",
                    "9223372036854775807",
                    "99999999999999999999999",
                    "1e999",
                    "-1e-999",
                    "NaN",
                    "null",
                    "true",
                    "True",
                    "\"\"",
                    "\"../../../etc/passwd\"",
                    "\"/etc/passwd\"",
                    "\"cf64_be\"",
                    "\"ru8\"",
                    "'>c16'",
                    "'|b1'",
                    "[]",
                    "{}",
                    "(4294967296, 4294967296)",
                    "(9223372036854775807,)",
                    "[4294967296,4294967296]",
                    "[0,9223372036854775807]",
                    "[".repeat(2000),
                    "\"" + "x".repeat(5000) + "\"",
                    "");

    private Mutation() {}

    /** Other bytes: cut off, longer, bits flipped, runs overwritten, pieces moved, counts made huge. */
    public static byte[] ofBytes(byte[] whole, RandomGenerator random) {
        byte[] b = whole.clone();
        int n = b.length;
        if (n == 0) {
            return new byte[random.nextInt(9)];
        }
        int at = random.nextInt(n);
        switch (random.nextInt(7)) {
            case 0 -> {
                return Arrays.copyOf(b, at);
            }
            case 1 -> {
                return Arrays.copyOf(b, n + 1 + random.nextInt(64));
            }
            case 2 -> {
                for (int k = random.nextInt(8); k >= 0; k--) {
                    b[random.nextInt(n)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            case 3 ->
                    Arrays.fill(
                            b,
                            at,
                            Math.min(n, at + 1 + random.nextInt(16)),
                            (byte) random.nextInt());
            case 4 -> b[at] = (byte) random.nextInt();
            case 5 -> {
                for (int k = at; k < Math.min(n, at + 4 * (1 + random.nextInt(2))); k++) {
                    b[k] = (byte) (k == at + 3 ? 0x7f : 0xff);
                }
            }
            default -> {
                return spliced(b, random);
            }
        }
        return b;
    }

    /** A piece of it somewhere else, put in or over. */
    private static byte[] spliced(byte[] b, RandomGenerator random) {
        int from = random.nextInt(b.length);
        int length = 1 + random.nextInt(b.length - from);
        int to = random.nextInt(b.length);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(b, 0, to);
        out.write(b, from, length);
        int rest = random.nextBoolean() ? to : Math.min(b.length, to + length);
        out.write(b, rest, b.length - rest);
        return out.toByteArray();
    }

    /** Another text: up to three of its words and signs are others, or it is damaged as bytes. */
    public static byte[] ofText(byte[] whole, RandomGenerator random) {
        if (random.nextInt(4) == 0) {
            return ofBytes(whole, random);
        }
        String text = new String(whole, StandardCharsets.ISO_8859_1);
        for (int k = random.nextInt(3); k >= 0; k--) {
            List<int[]> tokens = new ArrayList<>();
            Matcher m = TOKEN.matcher(text);
            while (m.find()) {
                tokens.add(new int[] {m.start(), m.end()});
            }
            if (tokens.isEmpty()) {
                break;
            }
            int[] one = tokens.get(random.nextInt(tokens.size()));
            int[] other = tokens.get(random.nextInt(tokens.size()));
            String stranger =
                    random.nextInt(4) == 0
                            ? text.substring(other[0], other[1])
                            : STRANGERS.get(random.nextInt(STRANGERS.size()));
            text = text.substring(0, one[0]) + stranger + text.substring(one[1]);
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Another safetensors file: its header is damaged as text and its length set right, or all of it as bytes. */
    public static byte[] ofSafetensors(byte[] whole, RandomGenerator random) {
        if (random.nextBoolean()) {
            return ofBytes(whole, random);
        }
        int length = (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong();
        byte[] header = ofText(Arrays.copyOfRange(whole, 8, 8 + length), random);
        int rest = whole.length - 8 - length;
        ByteBuffer b = ByteBuffer.allocate(8 + header.length + rest);
        b.order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).put(header);
        return b.put(whole, 8 + length, rest).array();
    }
}
