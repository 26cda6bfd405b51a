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

    /** Free blocks by whose they are, a stream's or a graph's, and by size. */
    private final Map<Object, Map<Long, ArrayDeque<Block>>> kept = new HashMap<>();

    private long inUse;
    private long highWater;
    private long cached;
    private long reused;
    private long fresh;

    CudaMemory(CudaContext context, long limit) {
        this.context = context;
        this.limit = limit;
    }

    /** Memory for work of a stream; {@code owner} is that stream, or the graph that uses it again and again. */
    record Block(CudaStream home, Object owner, long address, long bytes) {}

    /** Bytes in use, the most that ever were, kept for reuse, and at most held; blocks given again and blocks made. */
    record Statistics(
            long inUse, long highWater, long cached, long limit, long reused, long fresh) {}

    /** The figures of this moment. */
    synchronized Statistics statistics() {
        return new Statistics(inUse, highWater, cached, limit, reused, fresh);
    }

    /** Looks for the most bytes in use from now on. */
    synchronized void restartHighWater() {
        highWater = inUse;
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
        Object owner = owner(home);
        ArrayDeque<Block> list = kept.getOrDefault(owner, Map.of()).get(size);
        Block block = list == null ? null : list.poll();
        if (block != null) {
            cached -= size;
            reused++;
        } else if (inUse + cached + size <= limit) {
            long[] address = new long[1];
            int code = CudaDriver.allocate(size, address);
            if (code != CudaDriver.OUT_OF_MEMORY) {
                context.check("allocate", code);
                block = new Block(home, owner, address[0], size);
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
            // What was there before a capture and goes during it stays with the graph, which may
            // use it.
            boolean graphs = block.owner instanceof CudaGraph graph && !graph.isClosed();
            keep(graphs ? block.owner : owner(block.home), block);
        }
    }

    /** Whose the blocks are that a stream takes and gives now. */
    private static Object owner(CudaStream home) {
        return home.capturing().map(Object.class::cast).orElse(home);
    }

    private void keep(Object owner, Block block) {
        Block owned = new Block(block.home, owner, block.address, block.bytes);
        kept.computeIfAbsent(owner, _ -> new HashMap<>())
                .computeIfAbsent(block.bytes, _ -> new ArrayDeque<>())
                .push(owned);
    }

    /** Lets the stream of a graph that is closed have its blocks. */
    synchronized void release(CudaGraph graph) {
        Map<Long, ArrayDeque<Block>> blocks = kept.remove(graph);
        if (blocks != null) {
            blocks.values().forEach(list -> list.forEach(b -> keep(b.home, b)));
        }
    }

    /** Gives everything kept for streams back to the driver, which waits for the device. */
    void trim() {
        context.makeCurrent();
        synchronized (this) {
            for (Map.Entry<Object, Map<Long, ArrayDeque<Block>>> entry : kept.entrySet()) {
                if (entry.getKey() instanceof CudaGraph) {
                    continue;
                }
                for (ArrayDeque<Block> list : entry.getValue().values()) {
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
