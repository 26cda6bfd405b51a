package org.argand.backend.reference;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.LongUnaryOperator;
import org.argand.array.Shape;
import org.argand.backend.Fold;

/** What is done to each line along an axis: running folds, and the order of its elements. */
final class Lines {
    private Lines() {}

    /** What to do with one line, given where its element k stands in row-major order. */
    private interface Work {
        void at(LongUnaryOperator position);
    }

    private static void each(Shape shape, int axis, Work work) {
        long inner = 1;
        for (int a = axis + 1; a < shape.rank(); a++) {
            inner *= shape.dim(a);
        }
        long step = inner;
        long n = shape.dim(axis);
        for (long line = 0; line < shape.size() / Math.max(1, n); line++) {
            long first = line / step * step * n + line % step;
            work.at(k -> first + k * step);
        }
    }

    /** Element k becomes the fold of elements 0 … k, each rounded once. */
    static void scan(Fold fold, View x, int axis, View result) {
        long n = x.layout().shape().dim(axis);
        Scalar z = new Scalar();
        each(
                x.layout().shape(),
                axis,
                position -> {
                    Accumulator running = new Accumulator(fold, x.buffer().dtype());
                    for (long k = 0; k < n; k++) {
                        long p = position.applyAsLong(k);
                        running.add(x.get(p, z), k);
                        result.set(p, running.finish());
                    }
                });
    }

    /** The positions of a line's elements in order; equal ones keep theirs, NaN comes last. */
    static void argsort(View x, int axis, boolean descending, View result) {
        int n = Math.toIntExact(x.layout().shape().dim(axis));
        Integer[] order = new Integer[n];
        Scalar[] line = new Scalar[n];
        Comparator<Integer> numbers =
                Comparator.comparing(k -> line[k], descending ? Lines::above : Lines::below);
        Comparator<Integer> nanLast = Comparator.comparing(k -> Double.isNaN(line[k].re));
        each(
                x.layout().shape(),
                axis,
                position -> {
                    for (int k = 0; k < n; k++) {
                        order[k] = k;
                        line[k] = x.get(position.applyAsLong(k), new Scalar());
                    }
                    Arrays.sort(order, nanLast.thenComparing(numbers));
                    for (int k = 0; k < n; k++) {
                        result.set(position.applyAsLong(k), new Scalar().set(order[k]));
                    }
                });
    }

    private static int below(Scalar a, Scalar b) {
        int wholes = Long.compare(a.whole, b.whole);
        return wholes != 0 ? wholes : a.re < b.re ? -1 : a.re > b.re ? 1 : 0;
    }

    private static int above(Scalar a, Scalar b) {
        return below(b, a);
    }
}
