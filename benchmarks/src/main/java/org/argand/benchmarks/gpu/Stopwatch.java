package org.argand.benchmarks.gpu;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;

/**
 * Times work on a device that runs behind the caller: many calls are queued, then one element is read.
 *
 * @param enough seconds that a batch of calls takes, about
 * @param batches how many are timed; the median is the result
 * @param settling seconds that the host gets to compile what a training step runs; short calls get a fifth of it
 */
record Stopwatch(double enough, int batches, double settling) {
    /** For figures that are kept. */
    static final Stopwatch FULL = new Stopwatch(0.05, 7, 3);

    /** For seeing that it runs. */
    static final Stopwatch REHEARSAL = new Stopwatch(0, 1, 0);

    private static final int MOST_CALLS = 1 << 16;

    /** Calls that take less are as fast as the host is. */
    private static final double SHORT = 1e-4;

    private static final double OF_SHORT = 0.2;

    /** The part of a batch that tells how many calls a whole one has, and by which all is warm. */
    private static final double PART = 0.5;

    /** Seconds for one call: the median, the least and the greatest of the batches, and calls in a batch. */
    record Time(double median, double least, double greatest, int calls) {
        private static Time of(double[] seconds, int calls) {
            double[] sorted = seconds.clone();
            Arrays.sort(sorted);
            return new Time(sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1], calls);
        }
    }

    /** What is called for each tensor that nobody reads: in a scope, and computed. */
    static Runnable computing(Supplier<Tensor> work) {
        return () -> {
            try (Scope _ = Scope.open()) {
                work.get().realise();
            }
        };
    }

    /**
     * Times several ways to do a thing, batch by batch in turns, after as many calls of each as it takes to be warm.
     *
     * @param steps whether they are training steps, which are much code for Java to compile
     */
    List<Time> time(List<Runnable> ways, boolean steps) {
        Tensor fence = Tensor.scalar(1).realise();
        int[] calls = ways.stream().mapToInt(w -> calls(w, fence, steps)).toArray();
        double[][] seconds = new double[ways.size()][batches];
        for (int batch = 0; batch < batches; batch++) {
            for (int k = 0; k < calls.length; k++) {
                seconds[k][batch] = run(ways.get(k), fence, calls[k]) / calls[k];
            }
        }
        return IntStream.range(0, calls.length)
                .mapToObj(k -> Time.of(seconds[k], calls[k]))
                .toList();
    }

    /** How many calls a batch has, once they have settled. */
    private int calls(Runnable work, Tensor fence, boolean steps) {
        run(work, fence, 1);
        int calls = 1;
        double took = run(work, fence, calls);
        double all = took;
        while (took < PART * enough && calls < MOST_CALLS || all < settling(took / calls, steps)) {
            calls = took < PART * enough ? Math.min(2 * calls, MOST_CALLS) : calls;
            took = run(work, fence, calls);
            all += took;
        }
        return (int) Math.clamp(Math.ceil(calls * enough / took), 1, MOST_CALLS);
    }

    private double settling(double call, boolean steps) {
        return steps ? settling : call < SHORT ? OF_SHORT * settling : 0;
    }

    private static double run(Runnable work, Tensor fence, int calls) {
        long begin = System.nanoTime();
        for (int k = 0; k < calls; k++) {
            work.run();
        }
        // Reading waits for everything that this thread has queued.
        fence.item();
        return (System.nanoTime() - begin) * 1e-9;
    }
}
