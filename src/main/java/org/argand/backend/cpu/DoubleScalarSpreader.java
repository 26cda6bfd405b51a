package org.argand.backend.cpu;

import java.util.Arrays;

/** Fills rows of doubles number by number. */
final class DoubleScalarSpreader implements Spreader<double[]> {
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
}
