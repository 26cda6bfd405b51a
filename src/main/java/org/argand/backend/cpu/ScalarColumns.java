package org.argand.backend.cpu;

/** Folds columns in plain Java; see {@link ColumnKernel}. */
final class ScalarColumns {
    private ScalarColumns() {}

    static void sums(float[] v, int at, int step, int rows, int n, double[] to, int o) {
        for (int r = 0; r < rows; r++) {
            int i = at + r * step;
            for (int x = 0; x < n; x++) {
                to[o + x] += v[i + x];
            }
        }
    }

    static void sums(double[] v, int at, int step, int rows, int n, double[] to, int o) {
        for (int r = 0; r < rows; r++) {
            int i = at + r * step;
            for (int x = 0; x < n; x++) {
                to[o + x] += v[i + x];
            }
        }
    }

    /** The largest elements where {@code sign} is 1, the smallest where it is −1. */
    static void extremes(
            float[] v, int at, int step, int rows, int n, float sign, double[] to, int o) {
        for (int r = 0; r < rows; r++) {
            int i = at + r * step;
            for (int x = 0; x < n; x++) {
                to[o + x] = sign * Math.max(sign * to[o + x], sign * v[i + x]);
            }
        }
    }

    /** As those of floats. */
    static void extremes(
            double[] v, int at, int step, int rows, int n, double sign, double[] to, int o) {
        for (int r = 0; r < rows; r++) {
            int i = at + r * step;
            for (int x = 0; x < n; x++) {
                to[o + x] = sign * Math.max(sign * to[o + x], sign * v[i + x]);
            }
        }
    }
}
