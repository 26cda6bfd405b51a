package org.argand.backend.cpu;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * One call of {@link Workers#run}: the tasks that are handed out, who is at work, and what failed.
 *
 * <p>Every thread begins with a range of neighbouring tasks of its own, and then helps with those of the others. So calls that
 * follow each other find in a processor's cache what the last one left there.
 */
final class Job {
    private static final ThreadLocal<Boolean> INSIDE = ThreadLocal.withInitial(() -> false);

    /** Counters between two that are in use: one cache line. */
    private static final int APART = 16;

    private final int tasks;
    private final IntConsumer task;
    private final int ranges;
    private final Thread caller = Thread.currentThread();

    /** The next task of each range. */
    private final AtomicIntegerArray next;

    private volatile boolean failed;
    private final AtomicInteger helpers = new AtomicInteger();
    private final List<Throwable> failures = new ArrayList<>();
    private volatile boolean asleep;

    /** A job that {@code threads}, the caller among them, will work at, more or less. */
    Job(int tasks, int threads, IntConsumer task) {
        this.tasks = tasks;
        this.task = task;
        this.ranges = threads;
        this.next = new AtomicIntegerArray(threads * APART);
        for (int range = 1; range < threads; range++) {
            next.setPlain(range * APART, begin(range));
        }
    }

    private int begin(int range) {
        return (int) ((long) tasks * range / ranges);
    }

    /** Whether the current thread is at a task. */
    static boolean isInside() {
        return INSIDE.get();
    }

    /** Does tasks until all are handed out, or one has failed; the caller is number 0 and begins with the first range. */
    void help(int number) {
        int first = number == 0 ? 0 : 1 + (number - 1) % (ranges - 1);
        INSIDE.set(true);
        try {
            for (int k = 0; k < ranges; k++) {
                int range = (first + k) % ranges;
                help(range, begin(range + 1));
            }
        } catch (Throwable thrown) {
            failed = true;
            addFailure(thrown);
        } finally {
            INSIDE.set(false);
        }
    }

    private void help(int range, int end) {
        for (int i = take(range); i < end && !failed; i = take(range)) {
            task.accept(i);
        }
    }

    private int take(int range) {
        return next.getAndIncrement(range * APART);
    }

    /** Counts a thread that may help; it, or whoever knows that it will not, calls {@link #leave}. */
    void enter() {
        helpers.incrementAndGet();
    }

    void leave() {
        if (helpers.decrementAndGet() == 0 && asleep) {
            LockSupport.unpark(caller);
        }
    }

    /** Waits until all who entered have left. */
    void await() {
        long begin = System.nanoTime();
        boolean interrupted = false;
        while (helpers.get() > 0) {
            if (System.nanoTime() - begin < Worker.MOMENT) {
                Thread.onSpinWait();
            } else {
                asleep = true;
                if (helpers.get() > 0) {
                    LockSupport.park(this);
                }
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            caller.interrupt();
        }
    }

    private synchronized void addFailure(Throwable thrown) {
        failures.add(thrown);
    }

    /** Throws the first failure, the later ones suppressed in it. */
    synchronized void rethrow() {
        if (failures.isEmpty()) {
            return;
        }
        Throwable first = failures.getFirst();
        for (Throwable later : failures.subList(1, failures.size())) {
            if (!later.equals(first)) {
                first.addSuppressed(later);
            }
        }
        switch (first) {
            case RuntimeException unchecked -> throw unchecked;
            case Error error -> throw error;
            default -> throw new AssertionError("a task threw a checked exception", first);
        }
    }
}
