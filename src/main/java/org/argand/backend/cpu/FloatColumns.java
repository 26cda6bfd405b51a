package org.argand.backend.cpu;

import org.argand.array.DType;

/** Adds up columns of floats in an array. */
@FunctionalInterface
interface FloatColumns {
    /**
     * Adds number x of each row, one row after the other, to number x from {@code o} on of {@code to}.
     *
     * @param at where the first row begins
     * @param step how far apart rows are, at least n
     * @param n numbers of a row
     */
    void add(float[] v, int at, int step, int rows, int n, double[] to, int o);

    /** The vector class is loaded only where there are vectors. */
    Warm<FloatColumns> SUMS =
            new Warm<>(
                    FloatColumns::plainly,
                    () ->
                            (v, at, step, rows, n, to, o) ->
                                    FloatVectorColumns.add(v, at, step, rows, n, to, o),
                    FloatColumns::rehearse);

    /** In plain Java. */
    static void plainly(float[] v, int at, int step, int rows, int n, double[] to, int o) {
        for (int r = 0; r < rows; r++) {
            int i = at + r * step;
            for (int x = 0; x < n; x++) {
                to[o + x] += v[i + x];
            }
        }
    }

    private static double rehearse(FloatColumns columns) {
        float[] v = (float[]) Harmless.operand(DType.FLOAT32, 0);
        double[] to = new double[101];
        columns.add(v, 0, 101, 2, 101, to, 0);
        columns.add(v, 1, 41, 5, 40, to, 1);
        columns.add(v, 0, 12, 20, 12, to, 0);
        return 642;
    }
}
