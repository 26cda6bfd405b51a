package org.argand.backend.cpu;

import java.util.Arrays;

/** Copies rows of floats number by number. */
final class FloatScalarCopies implements RowCopies<float[]> {
    @Override
    public void spread(
            boolean pairs, float[] x, int i, int s, float[] y, int o, int t, int rows, int n) {
        for (int r = 0, p = i, q = o; r < rows; r++, p += s, q += t) {
            if (pairs) {
                fill(y, q, q + n, x[p], x[p + 1]);
            } else {
                Arrays.fill(y, q, q + n, x[p]);
            }
        }
    }

    private static void fill(float[] y, int from, int to, float first, float second) {
        for (int q = from; q < to; q += 2) {
            y[q] = first;
            y[q + 1] = second;
        }
    }

    @Override
    public void reverse(
            boolean pairs, float[] x, int i, int s, float[] y, int o, int t, int rows, int n) {
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

    private static void reversePairs(float[] x, int p, float[] y, int q, int n) {
        for (int k = 0; k < n; k += 2) {
            y[q + k] = x[p - k];
            y[q + k + 1] = x[p - k + 1];
        }
    }
}
