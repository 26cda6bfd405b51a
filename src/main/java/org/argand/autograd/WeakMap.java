package org.argand.autograd;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.argand.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What is known of tensors that nobody else may hold any more; small, since a tape has several and mostly needs none.
 *
 * <p>Thread-safe, because other threads tell where they used a tensor.
 */
final class WeakMap<V> {
    private static final Entry<?>[] EMPTY = new Entry<?>[0];

    /** Entries at the place that the leading bits of the hash say, or after it. */
    private @Nullable Entry<?>[] table = EMPTY;

    /** Entries in the table, those of lost tensors too. */
    private int size;

    private static final class Entry<V> extends WeakReference<Tensor> {
        final int hash;
        final V value;

        Entry(Tensor t, V value) {
            super(t);
            this.hash = t.hashCode();
            this.value = value;
        }
    }

    /** Notes {@code value} of {@code t} if nothing is known of it yet. */
    synchronized void putIfAbsent(Tensor t, V value) {
        if (2 * size >= table.length) {
            rebuild();
        }
        int at = place(t.hashCode(), t);
        if (table[at] == null) {
            table[at] = new Entry<>(t, value);
            size++;
        }
    }

    /** What is known of {@code t}. */
    @SuppressWarnings("unchecked") // only putIfAbsent makes entries
    synchronized Optional<V> find(Tensor t) {
        Entry<?> e = size == 0 ? null : table[place(t.hashCode(), t)];
        return e == null ? Optional.empty() : Optional.of((V) e.value);
    }

    boolean contains(Tensor t) {
        return find(t).isPresent();
    }

    /** Whether {@code test} holds of a tensor and what is known of it. */
    @SuppressWarnings("unchecked") // only putIfAbsent makes entries
    synchronized boolean anyMatch(BiPredicate<Tensor, V> test) {
        for (Entry<?> e : table) {
            Tensor t = e == null ? null : e.get();
            if (e != null && t != null && test.test(t, (V) e.value)) {
                return true;
            }
        }
        return false;
    }

    synchronized void clear() {
        table = EMPTY;
        size = 0;
    }

    /** A map of the same content. */
    synchronized WeakMap<V> copy() {
        WeakMap<V> copy = new WeakMap<>();
        copy.table = table.clone();
        copy.size = size;
        return copy;
    }

    /** Without the lost ones, and with room for more. */
    private void rebuild() {
        Entry<?>[] living =
                Arrays.stream(table)
                        .filter(e -> e != null && !e.refersTo(null))
                        .toArray(Entry<?>[]::new);
        table = new Entry<?>[Math.max(16, Integer.highestOneBit(Math.max(1, living.length)) * 8)];
        size = living.length;
        for (Entry<?> e : living) {
            table[place(e.hash, null)] = e;
        }
    }

    /** Where {@code t} is, or may go. */
    private int place(int hash, @Nullable Tensor t) {
        int mask = table.length - 1;
        int at = hash >>> Integer.numberOfLeadingZeros(mask);
        for (Entry<?> e = table[at]; e != null && !(t != null && e.refersTo(t)); e = table[at]) {
            at = (at + 1) & mask;
        }
        return at;
    }
}
