package org.argand.backend.cpu;

/**
 * Copies runs of numbers, or of pairs of them, at a distance from one another: number {@code i + k·s} to {@code o + k·t}.
 *
 * <p>Every second, which is what convolutions and combs of pilots read, has a loop of its own: with a constant distance the
 * compiler checks bounds before a loop instead of in it, which makes it three times as fast.
 */
final class StridedRuns {
    private StridedRuns() {}

    static void copy(float[] x, int i, int s, float[] y, int o, int t, int n) {
        if (s == 2 && t == 1) {
            for (int k = 0; k < n; k++) {
                y[o + k] = x[i + 2 * k];
            }
        } else {
            for (int k = 0; k < n; k++) {
                y[o + k * t] = x[i + k * s];
            }
        }
    }

    static void copy(double[] x, int i, int s, double[] y, int o, int t, int n) {
        if (s == 2 && t == 1) {
            for (int k = 0; k < n; k++) {
                y[o + k] = x[i + 2 * k];
            }
        } else {
            for (int k = 0; k < n; k++) {
                y[o + k * t] = x[i + k * s];
            }
        }
    }

    static void copyPairs(float[] x, int i, int s, float[] y, int o, int t, int n) {
        if (s == 4 && t == 2) {
            for (int k = 0; k < n; k++) {
                y[o + 2 * k] = x[i + 4 * k];
                y[o + 2 * k + 1] = x[i + 4 * k + 1];
            }
        } else {
            for (int k = 0; k < n; k++) {
                y[o + k * t] = x[i + k * s];
                y[o + k * t + 1] = x[i + k * s + 1];
            }
        }
    }

    static void copyPairs(double[] x, int i, int s, double[] y, int o, int t, int n) {
        if (s == 4 && t == 2) {
            for (int k = 0; k < n; k++) {
                y[o + 2 * k] = x[i + 4 * k];
                y[o + 2 * k + 1] = x[i + 4 * k + 1];
            }
        } else {
            for (int k = 0; k < n; k++) {
                y[o + k * t] = x[i + k * s];
                y[o + k * t + 1] = x[i + k * s + 1];
            }
        }
    }
}
