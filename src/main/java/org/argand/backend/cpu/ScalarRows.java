package org.argand.backend.cpu;

import java.util.Arrays;
import org.argand.backend.cpu.loops.Ending;

/** Folds rows in plain Java; see {@link RowKernel}. */
final class ScalarRows {
    private ScalarRows() {}

    /** Element x of a row goes to accumulator x mod {@link Ending#ACCUMULATORS}; these are added pairwise. */
    static void sums(float[] v, int at, int rows, int n, int parts, double[] to) {
        int period = parts * Ending.ACCUMULATORS;
        int t = parts * rows;
        for (int r = 0; r < rows; r++) {
            int i = parts * (at + r * n);
            Arrays.fill(to, t, t + period, 0);
            for (int k = 0; k < parts * n; k += period) {
                int m = Math.min(period, parts * n - k);
                for (int x = 0; x < m; x++) {
                    to[t + x] += v[i + k + x];
                }
            }
            for (int part = 0; part < parts; part++) {
                to[parts * r + part] = pairwise(to, t + part, parts);
            }
        }
    }

    /** As those of floats. */
    static void sums(double[] v, int at, int rows, int n, int parts, double[] to) {
        int period = parts * Ending.ACCUMULATORS;
        int t = parts * rows;
        for (int r = 0; r < rows; r++) {
            int i = parts * (at + r * n);
            Arrays.fill(to, t, t + period, 0);
            for (int k = 0; k < parts * n; k += period) {
                int m = Math.min(period, parts * n - k);
                for (int x = 0; x < m; x++) {
                    to[t + x] += v[i + k + x];
                }
            }
            for (int part = 0; part < parts; part++) {
                to[parts * r + part] = pairwise(to, t + part, parts);
            }
        }
    }

    /** The sum, by a fixed tree, of the accumulators of one part that begin there. */
    private static double pairwise(double[] t, int o, int parts) {
        int h = parts * Ending.ACCUMULATORS / 2;
        double a = t[o] + t[o + h];
        double b = t[o + parts] + t[o + parts + h];
        double c = t[o + 2 * parts] + t[o + 2 * parts + h];
        double d = t[o + 3 * parts] + t[o + 3 * parts + h];
        int q = o + 4 * parts;
        double e = t[q] + t[q + h];
        double f = t[q + parts] + t[q + parts + h];
        double g = t[q + 2 * parts] + t[q + 2 * parts + h];
        double i = t[q + 3 * parts] + t[q + 3 * parts + h];
        return ((a + e) + (c + g)) + ((b + f) + (d + i));
    }

    /** The largest elements or the smallest. */
    static void extremes(float[] v, int at, int rows, int n, boolean largest, double[] to) {
        float sign = largest ? 1 : -1;
        for (int r = 0; r < rows; r++) {
            float a = Float.NEGATIVE_INFINITY;
            float b = a;
            int x = at + r * n;
            int end = x + n;
            for (; x < end - 1; x += 2) {
                a = Math.max(a, sign * v[x]);
                b = Math.max(b, sign * v[x + 1]);
            }
            float last = x < end ? sign * v[x] : a;
            to[r] = sign * Math.max(Math.max(a, b), last);
        }
    }

    /** As those of floats. */
    static void extremes(double[] v, int at, int rows, int n, boolean largest, double[] to) {
        double sign = largest ? 1 : -1;
        for (int r = 0; r < rows; r++) {
            double a = Double.NEGATIVE_INFINITY;
            double b = a;
            int x = at + r * n;
            int end = x + n;
            for (; x < end - 1; x += 2) {
                a = Math.max(a, sign * v[x]);
                b = Math.max(b, sign * v[x + 1]);
            }
            double last = x < end ? sign * v[x] : a;
            to[r] = sign * Math.max(Math.max(a, b), last);
        }
    }
}
