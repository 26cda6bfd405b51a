package org.argand.backend.cpu;

/** How many threads share the work of the CPU backend, for benchmarks that compare numbers of them in turn. */
public final class Threads {
    private Threads() {}

    /** {@code work}, done by the thread that asks for it alone. */
    public static Runnable one(Runnable work) {
        return () -> {
            int before = Workers.threads();
            Workers.setThreads(1);
            try {
                work.run();
            } finally {
                Workers.setThreads(before);
            }
        };
    }
}
