package org.argand.backend.cpu;

import java.util.ArrayList;
import java.util.List;
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

    private static volatile int threads = configuredThreads();

    /** Those that have been needed so far. */
    private static volatile List<Worker> workers = List.of();

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
        if (helpers < 1 || Job.isInside()) {
            for (int i = 0; i < tasks; i++) {
                task.accept(i);
            }
            return;
        }
        List<Worker> all = workers(helpers);
        Job job = new Job(tasks, helpers + 1, task);
        int asked = 0;
        for (int w = 0; w < all.size() && asked < helpers; w++) {
            job.enter();
            if (all.get(w).offer(job)) {
                asked++;
            } else {
                job.leave();
            }
        }
        job.help(0);
        // Whoever has not come yet would find nothing to do: do not wait for them.
        for (Worker worker : all) {
            if (worker.withdraw(job)) {
                job.leave();
            }
        }
        job.await();
        job.rethrow();
    }

    /** At least {@code count} workers. */
    private static List<Worker> workers(int count) {
        return workers.size() < count ? grown(count) : workers;
    }

    private static synchronized List<Worker> grown(int count) {
        List<Worker> all = new ArrayList<>(workers);
        while (all.size() < count) {
            Worker worker = new Worker(all.size() + 1);
            worker.start();
            all.add(worker);
        }
        workers = List.copyOf(all);
        return workers;
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
}
