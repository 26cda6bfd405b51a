package org.argand.optim;

import java.util.Arrays;
import org.argand.array.ArgandException;

/**
 * The learning rate as a function of the number of steps made before; without state, so that a
 * resumed run agrees.
 */
@FunctionalInterface
public interface Schedule {
    /** The rate of the step that {@code step} others came before. */
    double at(long step);

    /** Always {@code rate}. */
    static Schedule constant(double rate) {
        need("constant", rate >= 0 && rate < Double.POSITIVE_INFINITY, "rate " + rate);
        return step -> rate;
    }

    /**
     * From {@code first} down half a cosine to {@code last} after {@code total} steps, and {@code
     * last} from then on: {@code last + ½(first − last)(1 + cos(π·step/total))} (Loshchilov, Hutter
     * 2017, eq. 5, without restarts).
     */
    static Schedule cosine(double first, double last, long total) {
        need(
                "cosine",
                first >= 0 && last >= 0 && total > 0,
                first + " to " + last + " in " + total + " steps");
        return step ->
                last
                        + 0.5
                                * (first - last)
                                * (1 + Math.cos(Math.PI * Math.min(step, total) / total));
    }

    /**
     * Rises linearly to {@code then}'s rate over {@code steps} steps: {@code then.at(step)·min(1,
     * (step + 1)/steps)}.
     */
    static Schedule warmup(long steps, Schedule then) {
        need("warmup", steps > 0, steps + " steps");
        return step -> then.at(step) * Math.min(1, (step + 1.0) / steps);
    }

    /** {@code first·factor^(step/period)}, smoothly. */
    static Schedule exponential(double first, double factor, double period) {
        need(
                "exponential",
                first >= 0 && factor > 0 && period > 0,
                first + "·" + factor + "^(step/" + period + ")");
        return step -> first * Math.pow(factor, step / period);
    }

    /**
     * {@code rates[k]} before step {@code bounds[k]}, the last rate from the last bound on; bounds
     * rise.
     */
    static Schedule piecewise(long[] bounds, double[] rates) {
        long[] b = bounds.clone();
        double[] r = rates.clone();
        boolean rises = true;
        for (int k = 1; k < b.length; k++) {
            rises &= b[k] > b[k - 1];
        }
        need(
                "piecewise",
                rises && r.length == b.length + 1 && Arrays.stream(r).allMatch(x -> x >= 0),
                "bounds " + Arrays.toString(b) + " with rates " + Arrays.toString(r));
        return step -> {
            int k = 0;
            while (k < b.length && step >= b[k]) {
                k++;
            }
            return r[k];
        };
    }

    private static void need(String op, boolean holds, String facts) {
        if (!holds) {
            throw new ArgandException.InvalidArgument(op, "cannot be a schedule: " + facts);
        }
    }
}
