package org.argand.backend.cpu;

import java.util.Arrays;

/** Copies rows of doubles number by number. */
final class DoubleScalarCopies implements RowCopies<double[]> {
    @Override
    public void spread(
            boolean pairs, double[] x, int i, int s, double[] y, int o, int t, int rows, int n) {
        for (int r = 0, p = i, q = o; r < rows; r++, p += s, q += t) {
            if (pairs) {
                fill(y, q, q + n, x[p], x[p + 1]);
            } else {
                Arrays.fill(y, q, q + n, x[p]);
            }
        }
    }

    private static void fill(double[] y, int from, int to, double first, double second) {
        for (int q = from; q < to; q += 2) {
            y[q] = first;
            y[q + 1] = second;
        }
    }

    @Override
    public void reverse(
            boolean pairs, double[] x, int i, int s, double[] y, int o, int t, int rows, int n) {
        for (int r = 0, p = i, q = o; r < rows; r++, p += s, q += t) {
            if (pairs) {
                reversePairs(x, p, y, q, n);
            } else {
                for (int k = 0; k < n; k++) {
                    y[q + k] = x[p - k];
                }
            }
        }
    }

    private static void reversePairs(double[] x, int p, double[] y, int q, int n) {
        for (int k = 0; k < n; k += 2) {
            y[q + k] = x[p - k];
            y[q + k + 1] = x[p - k + 1];
        }
    }
}
