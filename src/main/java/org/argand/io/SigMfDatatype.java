package org.argand.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.argand.array.ArgandException;
import org.argand.array.DType;

/**
 * How SigMF stores one sample, the {@code core:datatype}: real or complex, the format of its parts, their byte order.
 *
 * <p>Samples of whole numbers stand for fractions of full scale: signed {@code v·2^(1−b)}, unsigned
 * {@code (v − 2^(b−1))·2^(1−b)} for {@code b} bits, so that all lie in [−1, 1).
 *
 * @param complex whether a sample is a pair (re, im)
 * @param order of the bytes of a part; without meaning, and little-endian, where a part is one byte
 */
public record SigMfDatatype(boolean complex, Part part, ByteOrder order) {
    /** Pairs of 32-bit floats, as GNU Radio writes them. */
    public static final SigMfDatatype CF32_LE = parse("cf32_le");

    /** Pairs of 64-bit floats. */
    public static final SigMfDatatype CF64_LE = parse("cf64_le");

    /** Pairs of signed 16-bit numbers, as most receivers deliver them. */
    public static final SigMfDatatype CI16_LE = parse("ci16_le");

    private static final String KNOWN = "[cr](f32|f64|i16|u16|i32|u32)_(le|be) or [cr](i8|u8)";

    /** The format of a real number, or of each half of a complex one. */
    public enum Part {
        /** Signed bytes. */
        I8(1),
        /** Bytes with 128 for zero. */
        U8(1),
        /** Signed 16-bit numbers. */
        I16(2),
        /** 16-bit numbers with 32,768 for zero. */
        U16(2),
        /** Signed 32-bit numbers, of which float32 keeps 24 bits. */
        I32(4),
        /** 32-bit numbers with 2³¹ for zero, of which float32 keeps 24 bits. */
        U32(4),
        /** IEEE 754 binary32. */
        F32(4),
        /** IEEE 754 binary64. */
        F64(8);

        private final int bytes;

        Part(int bytes) {
            this.bytes = bytes;
        }

        /** Its size. */
        public int bytes() {
            return bytes;
        }

        boolean isFloating() {
            return this == F32 || this == F64;
        }
    }

    /** Without an order of a single byte, so that equal types are equal. */
    public SigMfDatatype {
        order = part.bytes == 1 ? ByteOrder.LITTLE_ENDIAN : order;
    }

    /**
     * The type of that name, as {@link #toString} prints it.
     *
     * @throws ArgandException.InvalidArgument if there is none
     */
    public static SigMfDatatype parse(String name) {
        return find(name)
                .orElseThrow(() -> new ArgandException.InvalidArgument("sigmf", unknown(name)));
    }

    static Optional<SigMfDatatype> find(String name) {
        Matcher m = Pattern.compile("([cr])([iuf]\\d{1,2})(_[lb]e)?").matcher(name);
        if (!m.matches()) {
            return Optional.empty();
        }
        boolean complex = m.group(1).equals("c");
        ByteOrder order = "_be".equals(m.group(3)) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return Arrays.stream(Part.values())
                .filter(p -> label(p).equals(m.group(2)) && (p.bytes == 1 || m.group(3) != null))
                .map(p -> new SigMfDatatype(complex, p, order))
                .findFirst();
    }

    static String unknown(String name) {
        return "the datatype '" + InputFile.shortened(name) + "' is not " + KNOWN;
    }

    private static String label(Part p) {
        return p.name().toLowerCase(Locale.ROOT);
    }

    /** Bytes of one sample of one channel. */
    public int bytes() {
        return part.bytes * components();
    }

    /** The element type it is read as: complex64 or float32; complex128 or float64 for 64-bit floats. */
    public DType dtype() {
        DType real = part == Part.F64 ? DType.FLOAT64 : DType.FLOAT32;
        return complex ? real.complex() : real;
    }

    int components() {
        return complex ? 2 : 1;
    }

    /** Reads all parts that are left in the buffer, which has this byte order; not of 64-bit floats. */
    void decode(ByteBuffer from, float[] to, int at) {
        int n = from.remaining() / part.bytes;
        switch (part) {
            case I8 -> {
                for (int k = 0; k < n; k++) {
                    to[at + k] = from.get() * 0x1p-7f;
                }
            }
            case U8 -> {
                for (int k = 0; k < n; k++) {
                    to[at + k] = ((from.get() & 0xff) - 0x80) * 0x1p-7f;
                }
            }
            case I16 -> {
                for (int k = 0; k < n; k++) {
                    to[at + k] = from.getShort() * 0x1p-15f;
                }
            }
            case U16 -> {
                for (int k = 0; k < n; k++) {
                    to[at + k] = ((from.getShort() & 0xffff) - 0x8000) * 0x1p-15f;
                }
            }
            case I32 -> {
                for (int k = 0; k < n; k++) {
                    to[at + k] = from.getInt() * 0x1p-31f;
                }
            }
            case U32 -> {
                for (int k = 0; k < n; k++) {
                    to[at + k] = (from.getInt() ^ Integer.MIN_VALUE) * 0x1p-31f;
                }
            }
            case F32, F64 -> from.asFloatBuffer().get(to, at, n);
        }
    }

    /** Writes one part; what exceeds full scale becomes the nearest number there is. */
    void encode(double x, ByteBuffer to) {
        switch (part) {
            case I8 -> to.put((byte) nearest(x));
            case U8 -> to.put((byte) (nearest(x) + 0x80));
            case I16 -> to.putShort((short) nearest(x));
            case U16 -> to.putShort((short) (nearest(x) + 0x8000));
            case I32 -> to.putInt(nearest(x));
            case U32 -> to.putInt(nearest(x) ^ Integer.MIN_VALUE);
            case F32 -> to.putFloat((float) x);
            case F64 -> to.putDouble(x);
        }
    }

    private int nearest(double x) {
        double scale = 1L << (8 * part.bytes - 1);
        return (int) Math.clamp(Math.rint(x * scale), -scale, scale - 1);
    }

    /** SigMF's name: {@code cf32_le}, {@code ci16_be}, {@code ru8}. */
    @Override
    public String toString() {
        String suffix = order == ByteOrder.BIG_ENDIAN ? "_be" : "_le";
        return (complex ? "c" : "r") + label(part) + (part.bytes == 1 ? "" : suffix);
    }
}
