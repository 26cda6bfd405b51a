package org.argand.backend.cpu;

import org.argand.array.DType;

/** Adds up the columns of rows of floats that follow one another in an array. */
@FunctionalInterface
interface FloatColumns {
    /**
     * Adds number x of each row, one row after the other, to number x from {@code o} on of {@code to}.
     *
     * @param at where the first row begins
     * @param n numbers of a row
     */
    void add(float[] v, int at, int rows, int n, double[] to, int o);

    /** The vector class is loaded only where there are vectors. */
    Warm<FloatColumns> SUMS =
            new Warm<>(
                    FloatColumns::plainly,
                    () -> (v, at, rows, n, to, o) -> FloatVectorColumns.add(v, at, rows, n, to, o),
                    FloatColumns::rehearse);

    private static void plainly(float[] v, int at, int rows, int n, double[] to, int o) {
        for (int r = 0; r < rows; r++) {
            for (int x = 0; x < n; x++) {
                to[o + x] += v[at + r * n + x];
            }
        }
    }

    private static double rehearse(FloatColumns columns) {
        float[] v = (float[]) Harmless.operand(DType.FLOAT32, 0);
        double[] to = new double[101];
        columns.add(v, 0, 2, 101, to, 0);
        columns.add(v, 1, 5, 40, to, 1);
        return 402;
    }
}
