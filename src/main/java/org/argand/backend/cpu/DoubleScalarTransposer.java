package org.argand.backend.cpu;

/** Transposes element by element, four columns at once: along them x is contiguous, across them y. */
final class DoubleScalarTransposer implements Transposer<double[]> {
    @Override
    public void singles(double[] x, int i, int s, double[] y, int o, int t, int rows, int columns) {
        copySingles(x, i, 1, s, y, o, t, rows, columns);
    }

    @Override
    public void pairs(
            double[] x,
            int i,
            int s,
            double[] y,
            int o,
            int t,
            int rows,
            int columns,
            boolean conj) {
        copyPairs(x, i, 2, s, y, o, t, rows, columns, conj);
    }

    /** As {@link #singles}, rows of x being {@code row} numbers apart. */
    static void copySingles(
            double[] x, int i, int row, int s, double[] y, int o, int t, int rows, int columns) {
        int c = 0;
        for (; c + 4 <= columns; c += 4) {
            fourSingles(x, i + c * s, row, s, y, o + c, t, rows);
        }
        for (; c < columns; c++) {
            for (int r = 0, p = i + c * s, q = o + c; r < rows; r++, p += row, q += t) {
                y[q] = x[p];
            }
        }
    }

    private static void fourSingles(
            double[] x, int i, int row, int s, double[] y, int o, int t, int rows) {
        for (int r = 0, p = i, q = o; r < rows; r++, p += row, q += t) {
            y[q] = x[p];
            y[q + 1] = x[p + s];
            y[q + 2] = x[p + 2 * s];
            y[q + 3] = x[p + 3 * s];
        }
    }

    /** As {@link #pairs}, rows of x being {@code row} numbers apart. */
    static void copyPairs(
            double[] x,
            int i,
            int row,
            int s,
            double[] y,
            int o,
            int t,
            int rows,
            int columns,
            boolean conj) {
        double sign = conj ? -1 : 1;
        int c = 0;
        for (; c + 4 <= columns; c += 4) {
            fourPairs(x, i + c * s, row, s, y, o + 2 * c, t, rows, sign);
        }
        for (; c < columns; c++) {
            for (int r = 0, p = i + c * s, q = o + 2 * c; r < rows; r++, p += row, q += t) {
                y[q] = x[p];
                y[q + 1] = sign * x[p + 1];
            }
        }
    }

    private static void fourPairs(
            double[] x, int i, int row, int s, double[] y, int o, int t, int rows, double sign) {
        for (int r = 0, p = i, q = o; r < rows; r++, p += row, q += t) {
            y[q] = x[p];
            y[q + 1] = sign * x[p + 1];
            y[q + 2] = x[p + s];
            y[q + 3] = sign * x[p + s + 1];
            y[q + 4] = x[p + 2 * s];
            y[q + 5] = sign * x[p + 2 * s + 1];
            y[q + 6] = x[p + 3 * s];
            y[q + 7] = sign * x[p + 3 * s + 1];
        }
    }
}
