package org.argand.backend.cpu;

import org.argand.array.DType;

/** Adds up columns of floating numbers in an array. */
@FunctionalInterface
interface ColumnSums {
    /**
     * Adds number x of each row, one row after the other, to number x from {@code o} on of {@code to}.
     *
     * @param v floats or doubles
     * @param at where the first row begins
     * @param step how far apart rows are, at least n
     * @param n numbers of a row
     */
    void add(Object v, int at, int step, int rows, int n, double[] to, int o);

    /** The vector class is loaded only where there are vectors. */
    Warm<ColumnSums> KERNEL =
            new Warm<>(
                    ColumnSums::plainly,
                    () ->
                            (v, at, step, rows, n, to, o) ->
                                    VectorColumnSums.add(v, at, step, rows, n, to, o),
                    ColumnSums::rehearse);

    private static void plainly(Object v, int at, int step, int rows, int n, double[] to, int o) {
        for (int r = 0; r < rows; r++) {
            int i = at + r * step;
            if (v instanceof float[] f) {
                for (int x = 0; x < n; x++) {
                    to[o + x] += f[i + x];
                }
            } else {
                double[] d = (double[]) v;
                for (int x = 0; x < n; x++) {
                    to[o + x] += d[i + x];
                }
            }
        }
    }

    private static double rehearse(ColumnSums sums) {
        double[] to = new double[101];
        for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
            Object v = Harmless.operand(dtype, 0);
            sums.add(v, 0, 101, 2, 101, to, 0);
            sums.add(v, 1, 41, 5, 40, to, 1);
        }
        return 804;
    }
}
