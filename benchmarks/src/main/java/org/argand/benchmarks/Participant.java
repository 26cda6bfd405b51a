package org.argand.benchmarks;

import java.util.Arrays;

/** One library's turns at the same work: a loop of operations that is timed, sized to last a few milliseconds. */
final class Participant {
    /** Slower operations are not done once unmeasured at the start of a turn: their memory is what matters. */
    private static final long LONG_OPERATION = 10_000_000;

    private static final int MOST_REPETITIONS = 1 << 20;

    private final Library library;
    private final Runnable operation;
    private double[] turns = new double[64];
    private int count;
    private double lately = Double.MAX_VALUE;

    Participant(Library library, Runnable operation) {
        this.library = library;
        this.operation = operation;
    }

    Library library() {
        return library;
    }

    /** Runs for {@code lead} and then for about {@code nanos}, of which it returns and keeps the nanoseconds of one operation. */
    double turn(long lead, long nanos) {
        if (lead > 0 || lately < LONG_OPERATION) {
            long end = System.nanoTime() + lead;
            do {
                operation.run();
            } while (System.nanoTime() < end);
        }
        int repetitions = (int) Math.clamp(nanos / lately, 1, MOST_REPETITIONS);
        long begin = System.nanoTime();
        for (int k = 0; k < repetitions; k++) {
            operation.run();
        }
        lately = Math.max(1, (double) (System.nanoTime() - begin) / repetitions);
        if (count == turns.length) {
            turns = Arrays.copyOf(turns, 2 * count);
        }
        turns[count++] = lately;
        return lately;
    }

    /** Forgets the turns so far. */
    void restart() {
        count = 0;
    }

    /** The median of the turns since {@link #restart}: one that was disturbed does not count. */
    double median() {
        double[] sorted = Arrays.copyOf(turns, count);
        Arrays.sort(sorted);
        return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
    }
}
