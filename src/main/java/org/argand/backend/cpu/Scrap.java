package org.argand.backend.cpu;

import org.jspecify.annotations.Nullable;

/**
 * An array from a pool, for the time that an op takes.
 *
 * @param <T> {@code float[]} or {@code double[]}
 */
final class Scrap<T> {
    private final BufferPool pool;
    private final Storage storage;
    private @Nullable T array;

    Scrap(BufferPool pool, Storage storage) {
        this.pool = pool;
        this.storage = storage;
    }

    /** At least so many numbers, of any content. */
    @SuppressWarnings("unchecked") // what T is, is what the storage has
    T take(int length) {
        T taken = (T) pool.take(storage, length);
        array = taken;
        return taken;
    }

    /** The array, which was taken. */
    T array() {
        T taken = array;
        if (taken == null) {
            throw new IllegalStateException("nothing was taken");
        }
        return taken;
    }

    /** Gives the array back, if one was taken. */
    void give() {
        T taken = array;
        array = null;
        if (taken != null) {
            pool.give(storage, taken);
        }
    }
}
