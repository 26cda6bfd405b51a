package org.argand.backend.cuda;

import java.lang.foreign.MemorySegment;
import org.argand.backend.HostMemory;

/**
 * Copies between host and device through pinned memory, so that the thread waits for what it reads and for nothing else.
 *
 * <p>Data on the way to the device is copied to the next slot and leaves from there; a thread that writes faster than the
 * bus waits for the oldest slot only.
 */
final class Staging {
    private static final int SLOTS = 4;
    private static final long SLOT_BYTES = 1L << 20;

    private final CudaStream stream;
    private final CudaDriver.Event[] sent = new CudaDriver.Event[SLOTS];
    private long address;
    private int next;

    Staging(CudaStream stream) {
        this.stream = stream;
    }

    /** The slots are made when the first copy needs them. */
    private void open() {
        if (address != 0) {
            return;
        }
        CudaContext context = stream.context();
        for (int k = 0; k < SLOTS; k++) {
            CudaDriver.Event event = new CudaDriver.Event();
            context.check("copy", CudaDriver.createEvent(event));
            sent[k] = event;
        }
        long[] made = new long[1];
        context.check("copy", CudaDriver.allocatePinned(SLOTS * SLOT_BYTES, made));
        address = made[0];
    }

    private MemorySegment slot(int k, long bytes) {
        return MemorySegment.ofAddress(address + k * SLOT_BYTES).reinterpret(bytes);
    }

    /** Queues a copy of {@code from}, which may be changed as soon as this returns. */
    void write(MemorySegment from, long to) {
        open();
        CudaContext context = stream.context();
        for (long at = 0; at < from.byteSize(); at += SLOT_BYTES) {
            long bytes = Math.min(SLOT_BYTES, from.byteSize() - at);
            int k = next;
            next = (next + 1) % SLOTS;
            context.check("write", CudaDriver.synchronise(sent[k]));
            MemorySegment slot = slot(k, bytes);
            HostMemory.copy(from.asSlice(at, bytes), slot);
            stream.queue();
            context.check(
                    "write",
                    CudaDriver.copyToDevice(to + at, slot.address(), bytes, stream.handle()));
            context.check("write", CudaDriver.record(sent[k], stream.handle()));
        }
    }

    /** Fills {@code to} from the device and waits for it. */
    void read(long from, MemorySegment to) {
        open();
        CudaContext context = stream.context();
        long group = SLOTS * SLOT_BYTES;
        for (int k = 0; k < SLOTS; k++) {
            context.check("read", CudaDriver.synchronise(sent[k]));
        }
        for (long at = 0; at < to.byteSize(); at += group) {
            long bytes = Math.min(group, to.byteSize() - at);
            MemorySegment slots = slot(0, bytes);
            context.check(
                    "read",
                    CudaDriver.copyToHost(slots.address(), from + at, bytes, stream.handle()));
            stream.synchronise("read");
            HostMemory.copy(slots, to.asSlice(at, bytes));
        }
        if (to.byteSize() == 0) {
            stream.synchronise("read");
        }
    }

    /** Gives the slots back. */
    void close() {
        if (address != 0) {
            CudaDriver.freePinned(address);
            address = 0;
        }
    }
}
