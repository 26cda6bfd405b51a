package org.argand.backend.cpu;

import java.util.Arrays;

/** First position of the largest or smallest floating number; the first NaN wins over every number. */
final class PositionFolder extends Folder {
    private final boolean largest;
    private final double[] best;
    private final long[] where;

    PositionFolder(boolean largest, int cells) {
        this.largest = largest;
        this.best = new double[cells];
        this.where = new long[cells];
        Arrays.fill(where, -1);
    }

    @Override
    void across(Object v, int at, int cell, int n, long position) {
        double[] x = (double[]) v;
        for (int k = 0; k < n; k++) {
            offer(cell + k, x[at + k], position);
        }
    }

    @Override
    void along(Object v, int at, int cell, int n, long position) {
        double[] x = (double[]) v;
        for (int k = 0; k < n; k++) {
            offer(cell, x[at + k], position + k);
        }
    }

    private void offer(int cell, double x, long position) {
        double b = best[cell];
        boolean better = largest ? x > b : x < b;
        if (better || where[cell] < 0 || (Double.isNaN(x) && !Double.isNaN(b))) {
            best[cell] = x;
            where[cell] = position;
        }
    }

    @Override
    void merge(Folder later) {
        PositionFolder l = (PositionFolder) later;
        for (int k = 0; k < where.length; k++) {
            if (l.where[k] >= 0) {
                offer(k, l.best[k], l.where[k]);
            }
        }
    }

    @Override
    Object finish() {
        return where;
    }
}
