package org.argand.backend.cuda;

import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Device;
import org.argand.backend.Buffer;

/**
 * A run of elements in the memory of a GPU, which belongs to the stream of the thread that made it.
 *
 * <p>Another stream that uses it waits for what its own stream had queued when the buffer was made or last written, and
 * its own stream waits for the others before the memory serves again.
 */
final class CudaBuffer implements Buffer {
    private static final Cleaner CLEANER = Cleaner.create();

    private final DType dtype;
    private final long length;
    private final Lease lease;
    private final Cleaner.Cleanable release;

    /** The memory behind a buffer, and who else has used it; apart from the buffer, so that a cleaner can give it back. */
    private static final class Lease implements Runnable {
        private final CudaStream home;
        private final CudaMemory.Block block;
        private final List<CudaStream> guests = new ArrayList<>(0);
        private volatile boolean over;
        private volatile long written;

        Lease(CudaStream home, long bytes) {
            this.home = home;
            this.block = home.context().memory().take(home, bytes);
        }

        @Override
        public void run() {
            synchronized (this) {
                if (over) {
                    return;
                }
                over = true;
            }
            if (!home.context().isLost()) {
                home.context().memory().give(block, guests);
            }
        }

        synchronized void welcome(CudaStream guest) {
            guest.await(home, written);
            if (!guests.contains(guest)) {
                guests.add(guest);
            }
        }
    }

    /** Memory for {@code length} elements, for use on {@code home} first. */
    CudaBuffer(CudaStream home, DType dtype, long length) {
        this.dtype = dtype;
        this.length = length;
        this.lease = new Lease(home, bytes(dtype, length));
        this.release = CLEANER.register(this, lease);
    }

    private static long bytes(DType dtype, long length) {
        if (length > Long.MAX_VALUE / 32) {
            throw new ArgandException.OutOfMemory(
                    "allocate", length + " " + dtype + " elements are more than any device holds");
        }
        return length * dtype.bytes();
    }

    /** The buffer of an operand; {@code op} is named if it is on another device. */
    static CudaBuffer of(Buffer buffer, CudaContext context, String op) {
        if (buffer instanceof CudaBuffer b && b.lease.home.context() == context) {
            b.check(op);
            return b;
        }
        if (buffer instanceof CudaBuffer b) {
            b.lease.home.context().checkAlive(op);
        }
        throw new ArgandException.DeviceMismatch(
                op, "an operand is on " + buffer.device() + ", not on " + context.device());
    }

    private void check(String op) {
        lease.home.context().checkAlive(op);
        if (lease.over) {
            throw new ArgandException.UseAfterFree(
                    op, "the buffer of " + length + " " + dtype + " elements was freed");
        }
    }

    /** The address, for work that is queued on {@code stream} next. */
    long use(CudaStream stream) {
        if (stream == lease.home) {
            lease.written = stream.queued() + 1;
        } else {
            lease.welcome(stream);
        }
        return lease.block.address();
    }

    @Override
    public Device device() {
        return lease.home.context().device();
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
        release.clean();
    }

    @Override
    public boolean isFreed() {
        return lease.over;
    }
}
