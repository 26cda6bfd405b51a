package org.argand.backend.cpu;

/** What benchmarks must know of the CPU backend: when its kernels are those that stay. */
public final class Readiness {
    private Readiness() {}

    /** Waits until no kernel in use is being rehearsed any more. */
    public static void await() {
        try {
            Rehearsals.ALL.awaitAll();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
