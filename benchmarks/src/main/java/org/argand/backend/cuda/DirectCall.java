package org.argand.backend.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.argand.array.DType;
import org.argand.array.Device;
import org.argand.backend.Backends;

/**
 * What one would write against CUDA itself: a call on buffers that were allocated once, queued on the stream that Argand uses on
 * this thread, with no tensors.
 */
public abstract class DirectCall implements Runnable, AutoCloseable {
    private static final int SMALLEST = 2;

    /** Elements that are drawn on the host, and repeated. */
    private static final int DRAWN = 1 << 18;

    private final CudaBackend backend;
    private final CudaStream stream;
    private final List<CudaBuffer> buffers = new ArrayList<>();

    DirectCall(Device device) {
        this.backend = (CudaBackend) Backends.of(device);
        this.stream = backend.context().stream();
    }

    final CudaStream stream() {
        return stream;
    }

    /** Normal numbers until this is closed: a GPU multiplies zeros faster, because that takes less power. */
    final CudaBuffer drawn(DType dtype, long length) {
        CudaBuffer made = buffer(dtype, length);
        int parts = dtype.isComplex() ? 2 : 1;
        Random random = new Random(1);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment host = arena.allocate((long) DRAWN * dtype.bytes(), 16);
            for (int k = 0; k < DRAWN * parts; k++) {
                if (dtype.isDouble()) {
                    host.setAtIndex(ValueLayout.JAVA_DOUBLE, k, random.nextGaussian());
                } else {
                    host.setAtIndex(ValueLayout.JAVA_FLOAT, k, (float) random.nextGaussian());
                }
            }
            for (long at = 0; at < length; at += DRAWN) {
                long some = Math.min(DRAWN, length - at);
                backend.write(host.asSlice(0, some * dtype.bytes()), made, at);
            }
        }
        return made;
    }

    /** Memory until this is closed, with any content. */
    final CudaBuffer buffer(DType dtype, long length) {
        CudaBuffer made = new CudaBuffer(stream, dtype, length);
        buffers.add(made);
        return made;
    }

    /** The address of such memory. */
    final CudaDriver.DeviceAddress address(CudaBuffer buffer) {
        return new CudaDriver.DeviceAddress(buffer.use(stream));
    }

    /** Refuses to go on without a library, which asking for it has loaded. */
    static void require(boolean there, String library) {
        if (!there) {
            throw new IllegalStateException("no " + library);
        }
    }

    /** Refuses what a library did not do. */
    static void check(String library, int code) {
        if (code != 0) {
            throw new IllegalStateException(library + " answered " + code);
        }
    }

    /** Waits for what is queued, then lets go of all that was allocated. */
    @Override
    public void close() {
        stream.synchronise("direct call");
        Collections.reverse(buffers);
        buffers.forEach(CudaBuffer::free);
        buffers.clear();
    }

    /** The launch of a small kernel that ships, of one block: what each launch costs before anything is computed. */
    public static DirectCall launch(Device device) {
        return new Launching(device);
    }

    private static final class Launching extends DirectCall {
        private final CudaDriver.Function kernel;
        private final CudaBuffer from = buffer(DType.COMPLEX64, SMALLEST);
        private final CudaBuffer to = buffer(DType.COMPLEX64, SMALLEST);

        Launching(Device device) {
            super(device);
            this.kernel =
                    stream().context().modules().shipped("halfspectrum", "argand_halfspectrum_c64");
        }

        @Override
        public void run() {
            stream()
                    .launch(kernel)
                    .pointer(from, 0)
                    .pointer(to, 0)
                    .i64(1)
                    .i64(SMALLEST)
                    .run("launch", 1, Launch.BLOCK);
        }
    }
}
