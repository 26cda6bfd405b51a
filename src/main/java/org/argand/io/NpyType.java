package org.argand.io;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Optional;
import org.argand.array.ArgandException;
import org.argand.array.DType;

/** The element types of NumPy that have a place in Argand, the narrow and unsigned ones in a wider type. */
enum NpyType {
    B1(1, DType.BOOL),
    I1(1, DType.INT32),
    U1(1, DType.INT32),
    I2(2, DType.INT32),
    U2(2, DType.INT32),
    I4(4, DType.INT32),
    U4(4, DType.INT64),
    I8(8, DType.INT64),
    /** Read as int64 if no element is 2⁶³ or more. */
    U8(8, DType.INT64),
    F2(2, DType.FLOAT32),
    F4(4, DType.FLOAT32),
    F8(8, DType.FLOAT64),
    C8(4, DType.COMPLEX64),
    C16(8, DType.COMPLEX128);

    /** Bytes of one component. */
    private final int width;

    private final DType dtype;

    NpyType(int width, DType dtype) {
        this.width = width;
        this.dtype = dtype;
    }

    /** The type of that code, {@code f4} or {@code c16}. */
    static Optional<NpyType> find(String code) {
        for (NpyType t : values()) {
            if (t.code().equals(code)) {
                return Optional.of(t);
            }
        }
        return Optional.empty();
    }

    /** The type that a tensor is written as, which is its own. */
    static NpyType of(DType dtype) {
        return switch (dtype) {
            case BOOL -> B1;
            case INT32 -> I4;
            case INT64 -> I8;
            case FLOAT32 -> F4;
            case FLOAT64 -> F8;
            case COMPLEX64 -> C8;
            case COMPLEX128 -> C16;
        };
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** NumPy's description, little-endian. */
    String descr() {
        return (width == 1 ? "|" : "<") + code();
    }

    /** Bytes of one element in a file. */
    int bytes() {
        return width * dtype.components();
    }

    /** The type that it is read as. */
    DType dtype() {
        return dtype;
    }

    /**
     * Reads so many components as they lie in the memory of {@link #dtype}.
     *
     * @param file named in errors
     */
    MemorySegment read(String file, InputStream in, ByteOrder order, long numbers)
            throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(width * Elements.CHUNK).order(order);
        boolean truth = dtype == DType.BOOL;
        boolean wide = Elements.width(dtype) == 8;
        byte[] bytes = Elements.array("npy", file, truth ? numbers : 0, byte[]::new);
        int[] ints = Elements.array("npy", file, truth || wide ? 0 : numbers, int[]::new);
        long[] longs = Elements.array("npy", file, wide ? numbers : 0, long[]::new);
        int at = 0;
        while (at < numbers) {
            int n = (int) Math.min(Elements.CHUNK, numbers - at);
            if (in.readNBytes(chunk.array(), 0, n * width) < n * width) {
                throw new ArgandException.BadFile("npy", file + " was cut off");
            }
            chunk.clear().limit(n * width);
            if (truth) {
                for (int k = 0; k < n; k++) {
                    bytes[at + k] = (byte) (chunk.get() == 0 ? 0 : 1);
                }
            } else if (wide) {
                widen(file, chunk, longs, at, n);
            } else {
                widen(chunk, ints, at, n);
            }
            at += n;
        }
        if (truth) {
            return MemorySegment.ofArray(bytes);
        }
        return wide ? MemorySegment.ofArray(longs) : MemorySegment.ofArray(ints);
    }

    private void widen(ByteBuffer from, int[] to, int at, int n) {
        switch (this) {
            case I1 -> {
                for (int k = 0; k < n; k++) {
                    to[at + k] = from.get();
                }
            }
            case U1 -> {
                for (int k = 0; k < n; k++) {
                    to[at + k] = from.get() & 0xff;
                }
            }
            case I2 -> {
                for (int k = 0; k < n; k++) {
                    to[at + k] = from.getShort();
                }
            }
            case U2 -> {
                for (int k = 0; k < n; k++) {
                    to[at + k] = from.getShort() & 0xffff;
                }
            }
            case F2 -> {
                for (int k = 0; k < n; k++) {
                    to[at + k] = Float.floatToRawIntBits(Float.float16ToFloat(from.getShort()));
                }
            }
            default -> from.asIntBuffer().get(to, at, n);
        }
    }

    private void widen(String file, ByteBuffer from, long[] to, int at, int n) {
        if (this == U4) {
            for (int k = 0; k < n; k++) {
                to[at + k] = from.getInt() & 0xffff_ffffL;
            }
            return;
        }
        from.asLongBuffer().get(to, at, n);
        for (int k = at; this == U8 && k < at + n; k++) {
            if (to[k] < 0) {
                throw new ArgandException.BadFile(
                        "npy",
                        file + " holds " + Long.toUnsignedString(to[k]) + ", too large for int64");
            }
        }
    }
}
