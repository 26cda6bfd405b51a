package org.argand.backend.cpu;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * The threads of the CPU backend: a pool of daemon threads that works through numbered tasks
 * together with the thread that asks.
 *
 * <p>The number of threads is the system property {@code argand.threads}, else the environment
 * variable {@code ARGAND_THREADS}, else the number of processors. It decides only who does a task,
 * never what the tasks are: a caller cuts its problem by the problem's shape alone, so that results
 * are the same bits on any number of threads.
 */
final class Workers {

    private static final ThreadLocal<Boolean> INSIDE = ThreadLocal.withInitial(() -> false);
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final ThreadPoolExecutor POOL = pool();

    private static volatile int threads = configuredThreads();

    private Workers() {}

    /** The number of threads that share the tasks of one call, the calling thread included. */
    static int threads() {
        return threads;
    }

    /**
     * Sets the number of threads for calls from now on.
     *
     * @throws IllegalArgumentException if {@code count} is below 1
     */
    static void setThreads(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("threads: must be at least 1, not " + count);
        }
        threads = count;
    }

    /**
     * Runs {@code task} for every number from 0 to {@code tasks - 1} and returns when all are done.
     *
     * <p>The calling thread helps. A call from inside a task runs its tasks one after another on the
     * thread it came from. After a task has failed no further task is started; the first failure is
     * thrown, later ones are suppressed in it. An interrupt does not shorten the call; the calling
     * thread's interrupt status is kept.
     */
    static void run(int tasks, IntConsumer task) {
        int helpers = Math.min(threads, tasks) - 1;
        if (helpers < 1 || INSIDE.get()) {
            for (int i = 0; i < tasks; i++) {
                task.accept(i);
            }
            return;
        }
        growTo(helpers);
        Job job = new Job(tasks, helpers, task);
        for (int i = 0; i < helpers; i++) {
            POOL.execute(job);
        }
        job.help();
        // Helpers that no thread has picked up yet would find nothing to do: do not wait for them.
        while (POOL.remove(job)) {
            job.leave();
        }
        job.await();
        job.rethrow();
    }

    private static void growTo(int size) {
        if (POOL.getCorePoolSize() < size) {
            synchronized (POOL) {
                if (POOL.getCorePoolSize() < size) {
                    POOL.setMaximumPoolSize(size);
                    POOL.setCorePoolSize(size);
                }
            }
        }
    }

    private static ThreadPoolExecutor pool() {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        1, 1, 60, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Workers::thread);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "argand-cpu-" + NAMES.incrementAndGet(), 0, false);
        thread.setDaemon(true);
        return thread;
    }

    private static int configuredThreads() {
        String property = System.getProperty("argand.threads");
        String value = property != null ? property : System.getenv("ARGAND_THREADS");
        if (value == null || value.isBlank()) {
            return Runtime.getRuntime().availableProcessors();
        }
        try {
            int count = Integer.parseInt(value.strip());
            if (count >= 1) {
                return count;
            }
        } catch (NumberFormatException notANumber) {
            // Said below, together with numbers that are too small.
        }
        throw new IllegalArgumentException(
                "argand.threads: must be a whole number of at least 1, not \"" + value + "\"");
    }

    /** One call of {@link #run}: a counter of the tasks handed out, and what became of them. */
    private static final class Job implements Runnable {
        private final int tasks;
        private final IntConsumer task;
        private final AtomicInteger next = new AtomicInteger();
        private final CountDownLatch helpers;
        private final List<Throwable> failures = new ArrayList<>();

        Job(int tasks, int helpers, IntConsumer task) {
            this.tasks = tasks;
            this.task = task;
            this.helpers = new CountDownLatch(helpers);
        }

        @Override
        public void run() {
            try {
                help();
            } finally {
                leave();
            }
        }

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

        void leave() {
            helpers.countDown();
        }

        void await() {
            boolean interrupted = false;
            while (true) {
                try {
                    helpers.await();
                    break;
                } catch (InterruptedException again) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        private synchronized void addFailure(Throwable thrown) {
            failures.add(thrown);
        }

        private synchronized void rethrow() {
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
}
