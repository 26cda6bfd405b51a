package org.argand.backend.cuda;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of the next kernel of a stream, in native memory that is used again for each launch.
 *
 * <p>Every parameter is appended in the kernel's order; {@link #run} queues it. Nothing is allocated on the way.
 */
final class Launch {
    /** Threads of a block where nothing speaks for another number. */
    static final int BLOCK = 256;

    /** Blocks for each multiprocessor of a kernel that strides over its grid. */
    private static final int BLOCKS_EACH = 16;

    private static final int MOST_PARAMETERS = 256;
    private static final int MOST_BYTES = 4096;

    private final CudaStream stream;
    private final MemorySegment values;
    private final MemorySegment addresses;
    private final CudaDriver.HostAddress parameters;
    private final @Nullable CudaBuffer[] buffers = new CudaBuffer[MOST_PARAMETERS];
    private CudaDriver.@Nullable Function function;
    private int count;
    private int used;
    private int held;

    Launch(CudaStream stream) {
        this.stream = stream;
        Arena arena = Arena.ofAuto();
        this.values = arena.allocate(MOST_BYTES, 16);
        this.addresses = arena.allocate(MOST_PARAMETERS * ADDRESS.byteSize(), 8);
        this.parameters = new CudaDriver.HostAddress(addresses.address());
    }

    /** Forgets what was appended. */
    Launch begin(CudaDriver.Function next) {
        function = next;
        count = 0;
        used = 0;
        held = 0;
        return this;
    }

    private long slot(int bytes, int alignment) {
        int at = (used + alignment - 1) & -alignment;
        if (at + bytes > MOST_BYTES || count == MOST_PARAMETERS) {
            throw new IllegalStateException("a kernel of more than " + MOST_BYTES + " bytes");
        }
        used = at + bytes;
        addresses.setAtIndex(JAVA_LONG, count++, values.address() + at);
        return at;
    }

    /** A pointer to an element of a buffer that the kernel reads or writes, ordered after what other streams did to it. */
    Launch pointer(CudaBuffer buffer, long element) {
        long address = buffer.use(stream) + element * buffer.dtype().bytes();
        buffers[held++] = buffer;
        return address(address);
    }

    /** Any other pointer. */
    Launch address(long value) {
        values.set(JAVA_LONG, slot(8, 8), value);
        return this;
    }

    Launch i64(long value) {
        return address(value);
    }

    Launch i32(int value) {
        values.set(JAVA_INT, slot(4, 4), value);
        return this;
    }

    Launch f32(float value) {
        values.set(JAVA_FLOAT, slot(4, 4), value);
        return this;
    }

    Launch f64(double value) {
        values.set(JAVA_DOUBLE, slot(8, 8), value);
        return this;
    }

    /** A number of one byte. */
    Launch i8(byte value) {
        values.set(JAVA_BYTE, slot(1, 1), value);
        return this;
    }

    /** Queues the kernel over blocks in one dimension. */
    void run(String op, long blocks, int threads) {
        run(op, blocks, 1, threads, 1, 0);
    }

    /** Queues the kernel. */
    void run(String op, long gridX, int gridY, int blockX, int blockY, int shared) {
        CudaDriver.Function kernel = function;
        if (kernel == null) {
            throw new IllegalStateException("begin() comes first");
        }
        stream.queue();
        int code =
                CudaDriver.launch(
                        kernel,
                        Math.toIntExact(gridX),
                        gridY,
                        blockX,
                        blockY,
                        shared,
                        stream.handle(),
                        parameters);
        function = null;
        while (held > 0) {
            buffers[--held] = null;
        }
        stream.context().check(op, code);
    }

    /** Blocks of {@code threads} for {@code n} elements, of a kernel that strides over its grid. */
    long blocks(long n, int threads) {
        long all = (n + threads - 1) / threads;
        return Math.clamp(
                all, 1, (long) stream.context().properties().multiprocessors() * BLOCKS_EACH);
    }
}
