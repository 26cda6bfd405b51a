package org.argand.backend.cpu;

import org.argand.array.Layout;
import org.argand.backend.Operand;

/**
 * The lines of two operands of one shape along an axis, shared out among the threads in groups that the shape alone
 * decides.
 *
 * @param length elements of a line
 * @param step from one element of a line of the first operand to the next
 * @param resultStep the same of the second operand
 */
record AxisLines(Layout x, Layout result, int length, int step, int resultStep) {
    /** Elements of a task: enough to be worth a thread. */
    private static final int TASK = 1 << 14;

    /** What is done to one line, given where it begins in both operands. */
    interface Work {
        void at(int from, int to);
    }

    /** Makes what one thread needs for the lines of a task. */
    interface Start {
        Work begin();
    }

    static AxisLines of(Operand x, int axis, Operand result) {
        int last = x.shape().rank() - 1;
        int[] order = new int[last + 1];
        for (int a = 0; a < last; a++) {
            order[a] = a < axis ? a : a + 1;
        }
        order[last] = axis;
        return new AxisLines(
                x.layout().permuted(order),
                result.layout().permuted(order),
                (int) x.shape().dim(axis),
                (int) x.layout().stride(axis),
                (int) result.layout().stride(axis));
    }

    /** Does the work that {@code start} makes for each task to every line. */
    void each(Start start) {
        if (x.shape().isEmpty()) {
            return;
        }
        long lines = x.shape().size() / length;
        long group = Math.max(1, TASK / length);
        int tasks = Math.toIntExact((lines + group - 1) / group);
        Workers.run(
                tasks,
                t -> {
                    Work work = start.begin();
                    Odometer at = new Odometer(x.shape().rank() - 1, x, result);
                    at.turnTo(t * group);
                    for (long k = t * group; k < Math.min(lines, (t + 1) * group); k++) {
                        work.at(at.at(0), at.at(1));
                        at.next();
                    }
                });
    }
}
