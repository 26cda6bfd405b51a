package org.argand.benchmarks.gpu;

import java.util.Arrays;
import java.util.function.Supplier;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;

/**
 * Times work on a device that runs behind the caller: many calls are queued, then one element is read.
 *
 * @param enough seconds that a batch of calls takes at least
 * @param batches how many are timed; the median is the result
 */
record Stopwatch(double enough, int batches) {
    /** For figures that are kept. */
    static final Stopwatch FULL = new Stopwatch(0.05, 7);

    /** For seeing that it runs. */
    static final Stopwatch REHEARSAL = new Stopwatch(0, 1);

    private static final int MOST_CALLS = 1 << 16;

    /** Seconds for one call: the median, the least and the greatest of the batches, and calls in a batch. */
    record Time(double median, double least, double greatest, int calls) {}

    /** Times {@code work} after as many calls as it takes to be warm. */
    Time time(Supplier<Tensor> work) {
        Tensor fence = Tensor.scalar(1).realise();
        run(work, fence, 1);
        int calls = 1;
        while (run(work, fence, calls) < enough && calls < MOST_CALLS) {
            calls *= 2;
        }
        double[] seconds = new double[batches];
        for (int k = 0; k < batches; k++) {
            seconds[k] = run(work, fence, calls) / calls;
        }
        Arrays.sort(seconds);
        return new Time(seconds[batches / 2], seconds[0], seconds[batches - 1], calls);
    }

    private static double run(Supplier<Tensor> work, Tensor fence, int calls) {
        long begin = System.nanoTime();
        for (int k = 0; k < calls; k++) {
            try (Scope _ = Scope.open()) {
                work.get().realise();
            }
        }
        // Reading waits for everything that this thread has queued.
        fence.item();
        return (System.nanoTime() - begin) * 1e-9;
    }
}
