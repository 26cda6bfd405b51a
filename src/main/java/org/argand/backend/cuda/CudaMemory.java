package org.argand.backend.cuda;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.argand.array.ArgandException;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one GPU: blocks that were freed are kept for the next buffer of their stream, because the driver's own
 * allocation waits for the device.
 *
 * <p>Blocks come in size classes, four to each doubling, so that at most a quarter is unused. When the driver has no more,
 * everything kept goes back to it, then unreachable buffers are looked for, and only then is there an error. Thread-safe.
 */
final class CudaMemory {
    /** The smallest block; addresses are multiples of it. */
    private static final long SMALLEST = 512;

    /** How often, and how long each time, unreachable buffers are waited for. */
    private static final int PATIENCE = 10;

    private static final long PAUSE_MILLIS = 20;

    private final CudaContext context;
    private final long limit;
    private final Map<CudaStream, Map<Long, ArrayDeque<Block>>> kept = new HashMap<>();
    private long inUse;
    private long highWater;
    private long cached;
    private long reused;
    private long fresh;

    CudaMemory(CudaContext context, long limit) {
        this.context = context;
        this.limit = limit;
    }

    /** Memory that belongs to a stream. */
    record Block(CudaStream home, long address, long bytes) {}

    /** Bytes in use, the most that ever were, kept for reuse, and at most held; blocks given again and blocks made. */
    record Statistics(
            long inUse, long highWater, long cached, long limit, long reused, long fresh) {}

    /** The figures of this moment. */
    synchronized Statistics statistics() {
        return new Statistics(inUse, highWater, cached, limit, reused, fresh);
    }

    /** The size class of {@code bytes}. */
    static long rounded(long bytes) {
        long step = Math.max(SMALLEST, Long.highestOneBit(Math.max(1, bytes - 1)) >> 2);
        return Math.max(SMALLEST, (bytes + step - 1) / step * step);
    }

    /** A block of at least {@code bytes}, with any content, for work on {@code home}. */
    Block take(CudaStream home, long bytes) {
        long size = rounded(bytes);
        Block block = tryTake(home, size);
        if (block == null) {
            trim();
            block = tryTake(home, size);
        }
        for (int k = 0; block == null && k < PATIENCE; k++) {
            collect();
            trim();
            block = tryTake(home, size);
        }
        if (block == null) {
            throw exhausted(bytes);
        }
        return block;
    }

    private synchronized @Nullable Block tryTake(CudaStream home, long size) {
        context.checkAlive("allocate");
        ArrayDeque<Block> list = kept.getOrDefault(home, Map.of()).get(size);
        Block block = list == null ? null : list.poll();
        if (block != null) {
            cached -= size;
            reused++;
        } else if (inUse + cached + size <= limit) {
            long[] address = new long[1];
            int code = CudaDriver.allocate(size, address);
            if (code != CudaDriver.OUT_OF_MEMORY) {
                context.check("allocate", code);
                block = new Block(home, address[0], size);
                fresh++;
            }
        }
        if (block != null) {
            inUse += size;
            highWater = Math.max(highWater, inUse);
        }
        return block;
    }

    /** Takes a block back, for work of its stream that is queued after what {@code guests} have queued by now. */
    void give(Block block, List<CudaStream> guests) {
        if (!guests.isEmpty()) {
            context.makeCurrent();
            guests.forEach(g -> block.home.await(g, g.queued()));
        }
        synchronized (this) {
            inUse -= block.bytes;
            cached += block.bytes;
            kept.computeIfAbsent(block.home, _ -> new HashMap<>())
                    .computeIfAbsent(block.bytes, _ -> new ArrayDeque<>())
                    .push(block);
        }
    }

    /** Gives everything kept back to the driver, which waits for the device. */
    void trim() {
        context.makeCurrent();
        synchronized (this) {
            for (Map<Long, ArrayDeque<Block>> lists : kept.values()) {
                for (ArrayDeque<Block> list : lists.values()) {
                    for (Block b = list.poll(); b != null; b = list.poll()) {
                        cached -= b.bytes;
                        context.check("free", CudaDriver.free(b.address));
                    }
                }
            }
        }
    }

    /** Forgets all blocks, which the driver has taken. */
    synchronized void forget() {
        kept.clear();
        cached = 0;
        inUse = 0;
    }

    /** Lets the garbage collector find buffers that nobody can reach. */
    private static void collect() {
        System.gc();
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized ArgandException exhausted(long bytes) {
        long[] free = new long[1];
        long[] total = new long[1];
        CudaDriver.memory(free, total);
        return new ArgandException.OutOfMemory(
                "allocate",
                bytes
                        + " bytes do not fit on "
                        + context.device()
                        + ": "
                        + inUse
                        + " bytes are in use here, "
                        + free[0]
                        + " of "
                        + total[0]
                        + " are free, the limit is "
                        + limit
                        + " (free tensors with a Scope, or take smaller batches)");
    }
}
