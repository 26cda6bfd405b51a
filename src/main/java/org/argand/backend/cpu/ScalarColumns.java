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

    /** Of doubles, with the rounding errors of the sums. */
    static void sums(double[] v, int at, int step, int rows, int n, double[] to, int o, int error) {
        for (int r = 0; r < rows; r++) {
            int i = at + r * step;
            for (int x = 0; x < n; x++) {
                double a = to[o + x];
                double b = v[i + x];
                double s = a + b;
                double t = s - a;
                to[o + x] = s;
                to[o + x + error] += (a - (s - t)) + (b - t);
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
