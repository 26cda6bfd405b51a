package org.argand.backend.cpu;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread that helps with one job at a time.
 *
 * <p>Whoever has a job offers it; it is taken as soon as the thread gets to it, unless it is withdrawn before. After a job
 * the thread looks out for the next one for a moment, since waking costs more than most kernels; then it parks.
 */
final class Worker extends Thread {
    /**
     * Nanoseconds that a thread looks out before it parks, about what it costs to wake it again (on a virtual machine 30 µs
     * of the waker and 70 µs until it runs). Kernels that follow one another closely then share their work from 10 µs on.
     */
    static final long MOMENT = 50_000;

    private static final Job NONE = new Job(0, 1, _ -> {});
    private static final Job UNDER_WAY = new Job(0, 1, _ -> {});

    private final AtomicReference<Job> offered = new AtomicReference<>(NONE);
    private final int number;
    private volatile boolean asleep;

    /** Thread {@code number}, from 1: so it is called, and that is the range of tasks it begins with. */
    Worker(int number) {
        super(null, null, "argand-cpu-" + number, 0, false);
        this.number = number;
        setDaemon(true);
    }

    /** Asks for help with {@code job}; false if the thread is busy with another. */
    boolean offer(Job job) {
        boolean idle = offered.compareAndSet(NONE, job);
        if (idle && asleep) {
            LockSupport.unpark(this);
        }
        return idle;
    }

    /** Takes an offer back; false if the thread is already at it. */
    boolean withdraw(Job job) {
        return offered.compareAndSet(job, NONE);
    }

    @Override
    public void run() {
        while (true) {
            Job job = next();
            job.help(number);
            offered.set(NONE);
            job.leave();
        }
    }

    private Job next() {
        long begin = System.nanoTime();
        while (true) {
            Job job = offered.get();
            if (job != NONE && offered.compareAndSet(job, UNDER_WAY)) {
                return job;
            }
            if (System.nanoTime() - begin < MOMENT) {
                Thread.onSpinWait();
            } else {
                asleep = true;
                if (offered.get() == NONE) {
                    LockSupport.park(this);
                }
                asleep = false;
            }
        }
    }
}
