package org.argand.backend.cpu;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/** One call of {@link Workers#run}: a counter of the tasks handed out, who is at work, and what failed. */
final class Job {
    private static final ThreadLocal<Boolean> INSIDE = ThreadLocal.withInitial(() -> false);

    private final int tasks;
    private final IntConsumer task;
    private final Thread caller = Thread.currentThread();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger helpers = new AtomicInteger();
    private final List<Throwable> failures = new ArrayList<>();
    private volatile boolean asleep;

    Job(int tasks, IntConsumer task) {
        this.tasks = tasks;
        this.task = task;
    }

    /** Whether the current thread is at a task. */
    static boolean isInside() {
        return INSIDE.get();
    }

    /** Does tasks until all are handed out, or one has failed. */
    void help() {
        INSIDE.set(true);
        try {
            for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
                task.accept(i);
            }
        } catch (Throwable thrown) {
            next.set(tasks);
            addFailure(thrown);
        } finally {
            INSIDE.set(false);
        }
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
