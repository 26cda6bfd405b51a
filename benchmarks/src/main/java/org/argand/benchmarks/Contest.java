package org.argand.benchmarks;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.argand.backend.cpu.Readiness;
import org.argand.backend.cpu.Threads;

/**
 * The same work done by Argand and its peers in turn, A B A B, in one JVM.
 *
 * <p>Whoever joins says what it computes, and must compute what Argand does: to compare different work would be worthless.
 */
final class Contest {
    private static final long TURN = TimeUnit.MILLISECONDS.toNanos(2);

    /**
     * Turns on several threads are longer and lie apart: pools that still spin disturb the next, that of OpenBLAS for more than
     * 40 ms.
     */
    private static final long THREADED_TURN = TimeUnit.MILLISECONDS.toNanos(20);

    static final long PAUSE_MILLIS = 200;

    /** After a pause all threads share one processor for a while, until the system moves them; that is not counted. */
    private static final long LEAD = TimeUnit.MILLISECONDS.toNanos(25);

    private static final long WINDOW = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long LONGEST_WARM_UP = TimeUnit.SECONDS.toNanos(10);
    private static final int QUIET_WINDOWS = 4;
    private static final long COMPILED_MILLIS = 10;
    private static final double IMPROVEMENT = 0.97;

    private final double tolerance;
    private final int threads;
    private final double[] expected;
    private final List<Participant> participants = new ArrayList<>();
    private int operations = 1;
    private boolean cold;

    /**
     * A contest that Argand is in; where there are several threads, beside itself on one.
     *
     * @param tolerance largest difference of a peer's value, relative to the largest component
     */
    Contest(int threads, double tolerance, Runnable argand, Supplier<double[]> value) {
        this.threads = threads;
        this.tolerance = tolerance;
        this.expected = value.get();
        participants.add(new Participant(Library.ARGAND, argand));
        if (threads > 1) {
            participants.add(new Participant(Library.ALONE, Threads.one(argand)));
        }
    }

    /** A peer that computes {@code value} each time it runs. */
    Contest with(Library library, Runnable peer, Supplier<double[]> value) {
        Values.needClose(library.label(), expected, value.get(), tolerance);
        participants.add(new Participant(library, peer));
        return this;
    }

    /** What copying {@code bytes} costs, read and written bytes together. */
    Contest withCopyOf(long bytes) {
        byte[] from = new byte[Math.toIntExact(bytes / 2)];
        byte[] to = new byte[from.length];
        participants.add(
                new Participant(Library.COPY, () -> System.arraycopy(from, 0, to, 0, from.length)));
        return this;
    }

    /** States times per operation where a run is {@code count} of them. */
    Contest ofOperations(int count) {
        operations = count;
        return this;
    }

    /** Does without warming up, where the start is what is measured. */
    Contest cold() {
        cold = true;
        return this;
    }

    /** Runs everybody until nobody gets faster and the compiler has become quiet. */
    void warmUp() {
        if (cold) {
            return;
        }
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        double[] best = new double[participants.size()];
        Arrays.fill(best, Double.MAX_VALUE);
        improves(best);
        Readiness.await();
        long end = System.nanoTime() + LONGEST_WARM_UP;
        int quiet = 0;
        while (quiet < QUIET_WINDOWS && System.nanoTime() < end) {
            long compiled = compiler.getTotalCompilationTime();
            boolean steady =
                    !improves(best)
                            && compiler.getTotalCompilationTime() - compiled < COMPILED_MILLIS;
            quiet = steady ? quiet + 1 : 0;
        }
    }

    /** Runs everybody for a while; whether somebody was clearly faster than ever, which {@code best} keeps. */
    private boolean improves(double[] best) {
        double[] before = best.clone();
        long end = System.nanoTime() + WINDOW;
        do {
            for (int k = 0; k < best.length; k++) {
                best[k] = Math.min(best[k], participants.get(k).turn(0, turn()));
            }
        } while (System.nanoTime() < end);
        return IntStream.range(0, best.length).anyMatch(k -> best[k] < IMPROVEMENT * before[k]);
    }

    private long turn() {
        return threads > 1 ? THREADED_TURN : TURN;
    }

    /** Begins an iteration. */
    void restart() {
        participants.forEach(Participant::restart);
    }

    /** A turn of everybody; then {@code times} has the medians of this iteration so far. */
    void round(Times times) {
        for (Participant p : participants) {
            if (threads > 1) {
                pause();
            }
            p.turn(threads > 1 ? LEAD : 0, turn());
            times.set(p.library(), p.median() / operations);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
