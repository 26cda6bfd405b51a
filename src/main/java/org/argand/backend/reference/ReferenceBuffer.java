package org.argand.backend.reference;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Device;
import org.argand.backend.Buffer;
import org.jspecify.annotations.Nullable;

/** Elements in one Java array, read as doubles or longs and rounded to their type when they are set. */
final class ReferenceBuffer implements Buffer {
    private final DType dtype;
    private final long length;
    private volatile @Nullable MemorySegment memory;

    ReferenceBuffer(DType dtype, long length) {
        long longs = length > Long.MAX_VALUE / 16 ? length : (length * dtype.bytes() + 7) / 8;
        if (longs > Integer.MAX_VALUE - 8) {
            throw new ArgandException.OutOfMemory(
                    "allocate", length + " elements of " + dtype + " do not fit a Java array");
        }
        this.dtype = dtype;
        this.length = length;
        this.memory = MemorySegment.ofArray(new long[(int) longs]);
    }

    /** That buffer, if it is of this device and not freed; {@code op} is named otherwise. */
    static ReferenceBuffer of(Buffer buffer, String op) {
        if (!(buffer instanceof ReferenceBuffer b)) {
            throw new ArgandException.DeviceMismatch(
                    op, "an operand is on " + buffer.device() + ", not on reference");
        }
        b.memory(op);
        return b;
    }

    /** The bytes of the elements from {@code at} on. */
    MemorySegment bytes(long at, long size, String op) {
        long start = at * dtype.bytes();
        if (at < 0 || start + size > length * dtype.bytes()) {
            throw new ArgandException.InvalidArgument(
                    op, size + " bytes from element " + at + " do not fit a buffer of " + length);
        }
        return memory(op).asSlice(start, size);
    }

    private MemorySegment memory(String op) {
        MemorySegment m = memory;
        if (m == null) {
            throw new ArgandException.UseAfterFree(
                    op, "the buffer of " + length + " " + dtype + " elements was freed");
        }
        return m;
    }

    /** The real part of an element; an integer is rounded to double. */
    double re(long i) {
        MemorySegment m = memory("read");
        return switch (dtype) {
            case BOOL, INT32, INT64 -> whole(i);
            case FLOAT32 -> m.getAtIndex(JAVA_FLOAT, i);
            case FLOAT64 -> m.getAtIndex(JAVA_DOUBLE, i);
            case COMPLEX64 -> m.getAtIndex(JAVA_FLOAT, 2 * i);
            case COMPLEX128 -> m.getAtIndex(JAVA_DOUBLE, 2 * i);
        };
    }

    /** The imaginary part of an element, 0 for types without. */
    double im(long i) {
        MemorySegment m = memory("read");
        return switch (dtype) {
            case COMPLEX64 -> m.getAtIndex(JAVA_FLOAT, 2 * i + 1);
            case COMPLEX128 -> m.getAtIndex(JAVA_DOUBLE, 2 * i + 1);
            case BOOL, INT32, INT64, FLOAT32, FLOAT64 -> 0;
        };
    }

    /** An element of bool, int32 or int64. */
    long whole(long i) {
        MemorySegment m = memory("read");
        return switch (dtype) {
            case BOOL -> m.get(JAVA_BYTE, i);
            case INT32 -> m.getAtIndex(JAVA_INT, i);
            case INT64 -> m.getAtIndex(JAVA_LONG, i);
            case FLOAT32, FLOAT64, COMPLEX64, COMPLEX128 ->
                    throw new IllegalStateException(dtype + " is no integer");
        };
    }

    /** Stores {@code x}, rounded or wrapped to the type of the elements. */
    void set(long i, Scalar x) {
        MemorySegment m = memory("write");
        switch (dtype) {
            case BOOL -> m.set(JAVA_BYTE, i, (byte) (x.whole != 0 ? 1 : 0));
            case INT32 -> m.setAtIndex(JAVA_INT, i, (int) x.whole);
            case INT64 -> m.setAtIndex(JAVA_LONG, i, x.whole);
            case FLOAT32 -> m.setAtIndex(JAVA_FLOAT, i, (float) x.re);
            case FLOAT64 -> m.setAtIndex(JAVA_DOUBLE, i, x.re);
            case COMPLEX64 -> {
                m.setAtIndex(JAVA_FLOAT, 2 * i, (float) x.re);
                m.setAtIndex(JAVA_FLOAT, 2 * i + 1, (float) x.im);
            }
            case COMPLEX128 -> {
                m.setAtIndex(JAVA_DOUBLE, 2 * i, x.re);
                m.setAtIndex(JAVA_DOUBLE, 2 * i + 1, x.im);
            }
        }
    }

    @Override
    public Device device() {
        return Device.reference();
    }

    @Override
    public DType dtype() {
        return dtype;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void free() {
        memory = null;
    }

    @Override
    public boolean isFreed() {
        return memory == null;
    }
}
