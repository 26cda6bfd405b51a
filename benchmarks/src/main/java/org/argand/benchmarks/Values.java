package org.argand.benchmarks;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.argand.array.DType;
import org.argand.tensor.Scope;
import org.argand.tensor.Tensor;

/** What was computed, as numbers to compare: the elements, complex ones interleaved, of long results the first. */
final class Values {
    private static final long MOST_ELEMENTS = 100_000;

    private Values() {}

    /** Largest difference between results of {@code dtype} that is put down to rounding. */
    static double tolerance(DType dtype) {
        return dtype.isDouble() ? 1e-11 : 1e-4;
    }

    static double[] of(Tensor t) {
        try (Scope _ = Scope.open()) {
            Tensor flat = t.reshape(t.size());
            return flat.slice(0, 0, Math.min(t.size(), MOST_ELEMENTS)).toDoubles();
        }
    }

    static double[] of(org.bytedeco.pytorch.Tensor t) {
        return Torch.numbers(Torch.head(t, MOST_ELEMENTS));
    }

    /** The first of {@code elements}, as they lie in memory. */
    static double[] of(float[] elements) {
        double[] x = new double[(int) Math.min(elements.length, 2 * MOST_ELEMENTS)];
        for (int k = 0; k < x.length; k++) {
            x[k] = elements[k];
        }
        return x;
    }

    /** All of {@code parts}, one after the other, and a number. */
    static double[] concat(double[][] parts, double last) {
        return DoubleStream.concat(
                        Arrays.stream(parts).flatMapToDouble(Arrays::stream), DoubleStream.of(last))
                .toArray();
    }

    static void needClose(String who, double[] expected, double[] actual, double tolerance) {
        if (expected.length != actual.length) {
            throw new IllegalStateException(
                    who + " computes " + actual.length + " numbers, not " + expected.length);
        }
        double largest = 0;
        double difference = 0;
        for (int k = 0; k < expected.length; k++) {
            largest = Math.max(largest, Math.abs(expected[k]));
            difference = Math.max(difference, Math.abs(expected[k] - actual[k]));
        }
        if (!(difference <= tolerance * largest)) {
            throw new IllegalStateException(
                    who + " differs by " + difference + " where the largest is " + largest);
        }
    }
}
