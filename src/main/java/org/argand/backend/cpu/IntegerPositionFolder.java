package org.argand.backend.cpu;

import java.util.Arrays;

/** First position of the largest or smallest of integers. */
final class IntegerPositionFolder extends Folder {
    private final boolean largest;
    private final long[] best;
    private final long[] where;

    IntegerPositionFolder(boolean largest, int cells) {
        this.largest = largest;
        this.best = new long[cells];
        this.where = new long[cells];
        Arrays.fill(where, -1);
    }

    @Override
    void across(Object v, int at, int cell, int n, long position) {
        long[] x = (long[]) v;
        for (int k = 0; k < n; k++) {
            offer(cell + k, x[at + k], position);
        }
    }

    @Override
    void along(Object v, int at, int cell, int n, long position) {
        long[] x = (long[]) v;
        for (int k = 0; k < n; k++) {
            offer(cell, x[at + k], position + k);
        }
    }

    private void offer(int cell, long x, long position) {
        long b = best[cell];
        boolean better = largest ? x > b : x < b;
        if (better || where[cell] < 0) {
            best[cell] = x;
            where[cell] = position;
        }
    }

    @Override
    void merge(Folder later) {
        IntegerPositionFolder l = (IntegerPositionFolder) later;
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
