package org.argand.backend.cpu;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.argand.array.DType;

/** The kind of Java array that holds the elements of a type. */
enum Storage {
    BYTES(1),
    INTS(4),
    LONGS(8),
    FLOATS(4),
    DOUBLES(8);

    /** Bytes per array element. */
    final int bytes;

    Storage(int bytes) {
        this.bytes = bytes;
    }

    /** The array kind of {@code dtype}; complex numbers are interleaved in an array of their parts. */
    static Storage of(DType dtype) {
        return switch (dtype) {
            case BOOL -> BYTES;
            case INT32 -> INTS;
            case INT64 -> LONGS;
            case FLOAT32, COMPLEX64 -> FLOATS;
            case FLOAT64, COMPLEX128 -> DOUBLES;
        };
    }

    /** A new array of that length. */
    Object allocate(int length) {
        return switch (this) {
            case BYTES -> new byte[length];
            case INTS -> new int[length];
            case LONGS -> new long[length];
            case FLOATS -> new float[length];
            case DOUBLES -> new double[length];
        };
    }

    /** Length of an array of this kind. */
    int length(Object array) {
        return switch (this) {
            case BYTES -> ((byte[]) array).length;
            case INTS -> ((int[]) array).length;
            case LONGS -> ((long[]) array).length;
            case FLOATS -> ((float[]) array).length;
            case DOUBLES -> ((double[]) array).length;
        };
    }

    /** Sets {@code length} numbers from {@code from} on to zero. */
    void clear(Object array, int from, int length) {
        switch (this) {
            case BYTES -> Arrays.fill((byte[]) array, from, from + length, (byte) 0);
            case INTS -> Arrays.fill((int[]) array, from, from + length, 0);
            case LONGS -> Arrays.fill((long[]) array, from, from + length, 0);
            case FLOATS -> Arrays.fill((float[]) array, from, from + length, 0);
            case DOUBLES -> Arrays.fill((double[]) array, from, from + length, 0);
        }
    }

    /** The array as memory. */
    MemorySegment segment(Object array) {
        return switch (this) {
            case BYTES -> MemorySegment.ofArray((byte[]) array);
            case INTS -> MemorySegment.ofArray((int[]) array);
            case LONGS -> MemorySegment.ofArray((long[]) array);
            case FLOATS -> MemorySegment.ofArray((float[]) array);
            case DOUBLES -> MemorySegment.ofArray((double[]) array);
        };
    }
}
