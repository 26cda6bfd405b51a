package org.argand.backend.cpu;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.argand.array.ArgandException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the arrays of freed buffers for the next ones, because allocating and clearing an array costs more than a kernel.
 *
 * <p>Arrays come in size classes, four to each doubling, so that at most a quarter is unused. What is kept is bounded;
 * beyond the bound, and below {@link #SMALL}, arrays go to the garbage collector. Thread-safe.
 */
final class BufferPool {
    /** Arrays of fewer bytes are not worth keeping. */
    static final int SMALL = 4096;

    /** Arrays of so many bytes and more are longer than their class by {@link #APART}. */
    private static final int LARGE = 1 << 16;

    /**
     * Bytes that neighbouring arrays are apart beyond a power of two. Were they whole pages apart, the same element of each
     * would lie in the same set of a cache, and a load after a store in another array might seem to be of the same address:
     * products of 10⁵ numbers took some 5 % longer.
     */
    private static final int APART = 1088;

    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final long limit;
    private final Runnable shortage;
    private final List<Map<Integer, ArrayDeque<Object>>> free = new ArrayList<>();
    private final AtomicLong inUse = new AtomicLong();
    private final AtomicLong highWater = new AtomicLong();
    private long pooled;
    private long reused;

    /** A pool that keeps at most {@code limit} bytes of free arrays; {@code shortage} may free some where memory is short. */
    BufferPool(long limit, Runnable shortage) {
        this.limit = limit;
        this.shortage = shortage;
        for (Storage s : Storage.values()) {
            free.add(s.ordinal(), new HashMap<>());
        }
    }

    /** What the pool holds, in bytes. */
    record Statistics(long inUse, long highWater, long pooled, long reused) {}

    /** The figures of this moment; {@code reused} counts arrays, the others bytes. */
    synchronized Statistics statistics() {
        return new Statistics(inUse.get(), highWater.get(), pooled, reused);
    }

    /** An array of at least {@code length}, with any content. */
    Object take(Storage storage, long length) {
        if (length > LONGEST_ARRAY) {
            throw new ArgandException.OutOfMemory(
                    "allocate",
                    length
                            + " numbers are more than the "
                            + LONGEST_ARRAY
                            + " that one buffer on cpu can hold");
        }
        int rounded = rounded(storage, (int) length);
        Object array = pooled(storage, rounded);
        if (array == null) {
            array = fresh(storage, rounded);
        }
        long now = inUse.addAndGet((long) rounded * storage.bytes);
        if (now > highWater.get()) {
            highWater.accumulateAndGet(now, Math::max);
        }
        return array;
    }

    /** Takes back an array that {@link #take} gave. */
    void give(Storage storage, Object array) {
        int length = storage.length(array);
        long bytes = (long) length * storage.bytes;
        inUse.addAndGet(-bytes);
        if (bytes < SMALL) {
            return;
        }
        synchronized (this) {
            if (pooled + bytes <= limit) {
                free.get(storage.ordinal())
                        .computeIfAbsent(length, k -> new ArrayDeque<>())
                        .push(array);
                pooled += bytes;
            }
        }
    }

    /** Lets every kept array go. */
    synchronized void clear() {
        free.forEach(Map::clear);
        pooled = 0;
    }

    private @Nullable Object pooled(Storage storage, int length) {
        long bytes = (long) length * storage.bytes;
        if (bytes < SMALL) {
            return null;
        }
        synchronized (this) {
            ArrayDeque<Object> list = free.get(storage.ordinal()).get(length);
            Object array = list == null ? null : list.poll();
            if (array != null) {
                pooled -= bytes;
                reused++;
            }
            return array;
        }
    }

    private Object fresh(Storage storage, int length) {
        try {
            return storage.allocate(length);
        } catch (OutOfMemoryError first) {
            clear();
            shortage.run();
            clear();
        }
        try {
            return storage.allocate(length);
        } catch (OutOfMemoryError second) {
            throw new ArgandException.OutOfMemory(
                    "allocate",
                    (long) length * storage.bytes
                            + " bytes do not fit: "
                            + inUse.get()
                            + " bytes are in use, the heap is "
                            + Runtime.getRuntime().maxMemory()
                            + " (set -Xmx)");
        }
    }

    /** The length of the size class of {@code length}. */
    static int rounded(Storage storage, int length) {
        if ((long) length * storage.bytes < SMALL) {
            return length;
        }
        long step = Math.max(1, Integer.highestOneBit(length - 1) >> 2);
        long whole = (length + step - 1) / step * step;
        long apart = whole * storage.bytes < LARGE ? 0 : APART / storage.bytes;
        return (int) Math.min(LONGEST_ARRAY, whole + apart);
    }
}
