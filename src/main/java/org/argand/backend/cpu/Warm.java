package org.argand.backend.cpu;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A plain Java implementation that gives way to a Vector API one as soon as that is the faster.
 *
 * <p>A vector method runs hundreds of times slower than plain Java until the JIT compiler has got to
 * it, which takes most of a second. So the first use starts a thread that rehearses the vector
 * implementation, while callers get the plain one. Both must give the same bits, or results would
 * depend on when the change happens.
 *
 * @param <K> the type of the implementations
 */
final class Warm<K> implements Supplier<K> {

    private static final int REHEARSALS = 1000;
    private static final int WINS = 20;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final Supplier<K> vector;
    private final Function<K, Double> rehearsal;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile K current;

    /**
     * Starts with {@code plain}; where {@link Lanes} are available, {@code vector} follows.
     *
     * @param vector makes the vector implementation; called at most once, on a thread of its own
     * @param rehearsal does a little of everything, and returns how much work that was
     */
    Warm(K plain, Supplier<K> vector, Function<K, Double> rehearsal) {
        this.current = plain;
        this.vector = vector;
        this.rehearsal = rehearsal;
    }

    /** The implementation to use now. */
    @Override
    public K get() {
        if (!begun.get() && begun.compareAndSet(false, true)) {
            begin();
        }
        return current;
    }

    /** Returns the implementation that {@link #get} settles on, waiting until it does. */
    K settled() throws InterruptedException {
        get();
        over.await();
        return current;
    }

    private void begin() {
        if (Lanes.available()) {
            Thread.ofPlatform().daemon().name("argand-warm-up").start(this::warmUp);
        } else {
            over.countDown();
        }
    }

    private void warmUp() {
        try {
            Lanes.load();
            K candidate = vector.get();
            if (wins(candidate)) {
                current = candidate;
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            over.countDown();
        }
    }

    private boolean wins(K candidate) throws InterruptedException {
        long begin = System.nanoTime();
        int wins = 0;
        for (int i = 0; wins < WINS; i++) {
            boolean win = cost(candidate) < cost(current);
            if (i > REHEARSALS) {
                wins = win ? wins + 1 : 0;
                if (!win) {
                    // The compiler is at work: leave it the processor.
                    Thread.sleep(1);
                }
            }
            if (System.nanoTime() - begin > PATIENCE) {
                return false;
            }
        }
        return true;
    }

    private double cost(K candidate) {
        long begin = System.nanoTime();
        double work = rehearsal.apply(candidate);
        return (System.nanoTime() - begin) / work;
    }
}
