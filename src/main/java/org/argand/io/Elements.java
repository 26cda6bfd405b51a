package org.argand.io;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntFunction;
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

    /**
     * A new array of so many numbers.
     *
     * @param what they are, for the error
     * @throws ArgandException.OutOfMemory if there is no room for it
     */
    static <A> A array(String op, String what, long numbers, IntFunction<A> make) {
        try {
            if (numbers <= LONGEST_ARRAY) {
                return make.apply((int) numbers);
            }
        } catch (OutOfMemoryError e) {
            // Said below, as of those that no array can hold.
        }
        throw new ArgandException.OutOfMemory(
                op, numbers + " numbers of " + what + " do not fit into memory at once");
    }

    /** Writes all elements of a tensor. */
    static void write(Tensor t, OutputStream out) throws IOException {
        String what = t.dtype().toString() + t.shape();
        long n = t.size() * t.dtype().components();
        switch (width(t.dtype())) {
            case 1 -> {
                byte[] v = array("write", what, n, byte[]::new);
                Transfer.fetch(t, MemorySegment.ofArray(v));
                out.write(v);
            }
            case 4 -> {
                int[] v = array("write", what, n, int[]::new);
                Transfer.fetch(t, MemorySegment.ofArray(v));
                ByteBuffer chunk = ByteBuffer.allocate(4 * CHUNK).order(ByteOrder.LITTLE_ENDIAN);
                int k = 0;
                while (k < v.length) {
                    int count = Math.min(CHUNK, v.length - k);
                    chunk.asIntBuffer().put(v, k, count);
                    out.write(chunk.array(), 0, 4 * count);
                    k += count;
                }
            }
            default -> {
                long[] v = array("write", what, n, long[]::new);
                Transfer.fetch(t, MemorySegment.ofArray(v));
                ByteBuffer chunk = ByteBuffer.allocate(8 * CHUNK).order(ByteOrder.LITTLE_ENDIAN);
                int k = 0;
                while (k < v.length) {
                    int count = Math.min(CHUNK, v.length - k);
                    chunk.asLongBuffer().put(v, k, count);
                    out.write(chunk.array(), 0, 8 * count);
                    k += count;
                }
            }
        }
    }
}
