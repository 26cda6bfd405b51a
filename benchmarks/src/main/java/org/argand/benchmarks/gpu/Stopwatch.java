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
 */
record Stopwatch(double enough, int batches) {
    /** For figures that are kept. */
    static final Stopwatch FULL = new Stopwatch(0.05, 7);

    /** For seeing that it runs. */
    static final Stopwatch REHEARSAL = new Stopwatch(0, 1);

    private static final int MOST_CALLS = 1 << 16;

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

    /** Times several ways to do a thing, batch by batch in turns, after as many calls of each as it takes to be warm. */
    List<Time> time(List<Runnable> ways) {
        Tensor fence = Tensor.scalar(1).realise();
        int[] calls = ways.stream().mapToInt(w -> calls(w, fence)).toArray();
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

    /** How many calls a batch has. */
    private int calls(Runnable work, Tensor fence) {
        run(work, fence, 1);
        int calls = 1;
        double took = run(work, fence, calls);
        while (took < PART * enough && calls < MOST_CALLS) {
            calls *= 2;
            took = run(work, fence, calls);
        }
        return (int) Math.clamp(Math.ceil(calls * enough / took), 1, MOST_CALLS);
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
