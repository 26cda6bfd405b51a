package org.argand.backend.cpu;

import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A plain Java implementation that gives way to a Vector API one as soon as that is the faster.
 *
 * <p>A vector method runs hundreds of times slower than plain Java until the JIT compiler has got to it, which takes most
 * of a second. So callers get the plain implementation while {@link Rehearsals} runs the vector one in the background.
 * Both must give the same bits, or results would depend on when the change happens.
 *
 * <p>One that is used only once or twice is not worth a rehearsal. Each has its own: what the compiler has done for one
 * method says nothing of the next.
 *
 * @param <K> the type of the implementations
 */
final class Warm<K> implements Supplier<K> {
    /** So many uses do not begin the rehearsals. */
    private static final int FEW = 2;

    private final K plain;
    private final Supplier<? extends K> vector;
    private final ToDoubleFunction<? super K> rehearsal;
    private final boolean first;
    private final Rehearsals rehearsals;
    private final Trial trial = new Trial();
    private final CountDownLatch over = new CountDownLatch(1);
    private int uses;

    /** What to use now; null until rehearsals have begun, so that {@link #get} is a single read. */
    private volatile @Nullable K current;

    /** One that is rehearsed among those, before the ones that wait if it is {@code first}. */
    Warm(
            K plain,
            Supplier<? extends K> vector,
            ToDoubleFunction<? super K> rehearsal,
            boolean first,
            Rehearsals rehearsals) {
        this.plain = plain;
        this.vector = vector;
        this.rehearsal = rehearsal;
        this.first = first;
        this.rehearsals = rehearsals;
    }

    /**
     * Starts with {@code plain}; where {@link Lanes} are available, {@code vector} follows.
     *
     * @param vector makes the vector implementation; called at most once, in the background
     * @param rehearsal does a little of everything (some hundred elements, every branch, every tail: a branch not seen
     *     is compiled as one never taken), and returns how much work that was
     */
    Warm(K plain, Supplier<? extends K> vector, ToDoubleFunction<? super K> rehearsal) {
        this(plain, vector, rehearsal, false, Rehearsals.ALL);
    }

    /** One that is rehearsed before those that wait: where it is used, it takes most of the time. */
    static <K> Warm<K> first(
            K plain, Supplier<? extends K> vector, ToDoubleFunction<? super K> rehearsal) {
        return new Warm<>(plain, vector, rehearsal, true, Rehearsals.ALL);
    }

    /** The implementation to use now. */
    @Override
    public K get() {
        K now = current;
        return now != null ? now : early();
    }

    /** The implementation that it starts with. */
    K plain() {
        return plain;
    }

    /** Returns the implementation that {@link #get} settles on, waiting until it does. */
    K settled() throws InterruptedException {
        begin();
        rehearsals.await(trial, over);
        return get();
    }

    private synchronized K early() {
        uses++;
        if (uses > FEW) {
            begin();
        }
        return plain;
    }

    private synchronized void begin() {
        if (current == null) {
            current = plain;
            if (Lanes.available()) {
                rehearsals.add(trial, first);
            } else {
                over.countDown();
            }
        }
    }

    /** The rehearsals of one vector implementation, next to the plain one. */
    private final class Trial implements Rehearsals.Trial {
        private @Nullable K candidate;

        @Override
        public boolean win() {
            K next = candidate;
            if (next == null) {
                next = vector.get();
                candidate = next;
            }
            return cost(next) < cost(plain);
        }

        @Override
        public void over(boolean won) {
            if (won) {
                current = candidate;
            }
            over.countDown();
        }

        private double cost(K kernel) {
            long begin = System.nanoTime();
            double work = rehearsal.applyAsDouble(kernel);
            return (System.nanoTime() - begin) / work;
        }
    }
}
