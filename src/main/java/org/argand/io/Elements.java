package org.argand.io;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.tensor.Tensor;
import org.argand.tensor.Transfer;

/** Elements as the bytes of a file: row-major, little-endian, complex interleaved, one byte per bool. */
final class Elements {
    /** Numbers that are converted at a time, so that a file of any length needs little memory of its own. */
    static final int CHUNK = 1 << 13;

    private static final long LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private Elements() {}

    /** Bytes of one component, which is what byte order is about. */
    static int width(DType dtype) {
        return dtype.bytes() / dtype.components();
    }

    /** The length of an array of so many numbers. */
    static int arrayLength(String op, String what, long numbers) {
        if (numbers > LONGEST_ARRAY) {
            throw new ArgandException.OutOfMemory(
                    op, numbers + " numbers of " + what + " do not fit a Java array");
        }
        return (int) numbers;
    }

    /** Writes all elements of a tensor. */
    static void write(Tensor t, OutputStream out) throws IOException {
        int width = width(t.dtype());
        int n =
                arrayLength(
                        "write",
                        t.dtype().toString() + t.shape(),
                        t.size() * t.dtype().components());
        switch (width) {
            case 1 -> {
                byte[] v = new byte[n];
                Transfer.fetch(t, MemorySegment.ofArray(v));
                out.write(v);
            }
            case 4 -> {
                int[] v = new int[n];
                Transfer.fetch(t, MemorySegment.ofArray(v));
                ByteBuffer chunk = ByteBuffer.allocate(4 * CHUNK).order(ByteOrder.LITTLE_ENDIAN);
                for (int k = 0; k < n; k += CHUNK) {
                    int count = Math.min(CHUNK, n - k);
                    chunk.asIntBuffer().put(v, k, count);
                    out.write(chunk.array(), 0, 4 * count);
                }
            }
            default -> {
                long[] v = new long[n];
                Transfer.fetch(t, MemorySegment.ofArray(v));
                ByteBuffer chunk = ByteBuffer.allocate(8 * CHUNK).order(ByteOrder.LITTLE_ENDIAN);
                for (int k = 0; k < n; k += CHUNK) {
                    int count = Math.min(CHUNK, n - k);
                    chunk.asLongBuffer().put(v, k, count);
                    out.write(chunk.array(), 0, 8 * count);
                }
            }
        }
    }
}
