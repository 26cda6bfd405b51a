package org.argand.backend.cuda;

import java.lang.foreign.MemorySegment;
import org.argand.backend.HostMemory;

/**
 * Copies between host and device through pinned memory, so that the thread waits for what it reads and for nothing else.
 *
 * <p>Data on the way to the device is put behind what is on its way already, in slots used in turn; a thread that writes
 * faster than the bus waits for the oldest slot only.
 */
final class Staging {
    private static final int SLOTS = 4;
    private static final long SLOT_BYTES = 1L << 20;

    /** Pieces begin at multiples of this. */
    private static final long ALIGNMENT = 64;

    private final CudaStream stream;
    private final CudaDriver.Event[] sent = new CudaDriver.Event[SLOTS];
    private long address;
    private int slot;
    private long used;

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

    /** Goes on to the next slot, when what it held has been sent. */
    private void turn(String op) {
        CudaContext context = stream.context();
        context.check(op, CudaDriver.record(sent[slot], stream.handle()));
        slot = (slot + 1) % SLOTS;
        context.check(op, CudaDriver.synchronise(sent[slot]));
        used = 0;
    }

    /** Queues a copy of {@code from}, which may be changed as soon as this returns. */
    void write(MemorySegment from, long to) {
        stream.refuseInCapture(
                "write takes numbers from the host, which a graph would not look at again");
        open();
        for (long at = 0; at < from.byteSize(); ) {
            if (used == SLOT_BYTES) {
                turn("write");
            }
            long bytes = Math.min(SLOT_BYTES - used, from.byteSize() - at);
            MemorySegment piece =
                    MemorySegment.ofAddress(address + slot * SLOT_BYTES + used).reinterpret(bytes);
            HostMemory.copy(from.asSlice(at, bytes), piece);
            stream.queue();
            int code = CudaDriver.copyToDevice(to + at, piece.address(), bytes, stream.handle());
            stream.context().check("write", code);
            used = Math.min(SLOT_BYTES, (used + bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
            at += bytes;
        }
    }

    /** Fills {@code to} from the device and waits for it; what is on its way there leaves the slots first. */
    void read(long from, MemorySegment to) {
        stream.refuseInCapture("read brings numbers back to the host");
        open();
        for (long at = 0; at < to.byteSize(); at += SLOTS * SLOT_BYTES) {
            long bytes = Math.min(SLOTS * SLOT_BYTES, to.byteSize() - at);
            MemorySegment slots = MemorySegment.ofAddress(address).reinterpret(bytes);
            int code = CudaDriver.copyToHost(address, from + at, bytes, stream.handle());
            stream.context().check("read", code);
            stream.synchronise("read");
            used = 0;
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
