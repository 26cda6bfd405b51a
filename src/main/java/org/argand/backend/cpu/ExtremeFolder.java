package org.argand.backend.cpu;

import java.util.Arrays;

/** Largest or smallest of floating numbers; NaN wins. */
final class ExtremeFolder extends Folder {
    private final boolean largest;
    private final double[] best;

    ExtremeFolder(boolean largest, int cells) {
        this.largest = largest;
        this.best = new double[cells];
        Arrays.fill(best, largest ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    }

    @Override
    void across(Object v, int at, int cell, int n, long position) {
        if (largest) {
            acrossMax((double[]) v, at, best, cell, n);
        } else {
            acrossMin((double[]) v, at, best, cell, n);
        }
    }

    private static void acrossMax(double[] v, int i, double[] best, int o, int n) {
        for (int x = 0; x < n; x++) {
            best[o + x] = Math.max(best[o + x], v[i + x]);
        }
    }

    private static void acrossMin(double[] v, int i, double[] best, int o, int n) {
        for (int x = 0; x < n; x++) {
            best[o + x] = Math.min(best[o + x], v[i + x]);
        }
    }

    @Override
    void along(Object v, int at, int cell, int n, long position) {
        double[] x = (double[]) v;
        double b = best[cell];
        if (largest) {
            for (int k = 0; k < n; k++) {
                b = Math.max(b, x[at + k]);
            }
        } else {
            for (int k = 0; k < n; k++) {
                b = Math.min(b, x[at + k]);
            }
        }
        best[cell] = b;
    }

    @Override
    void merge(Folder later) {
        double[] b = ((ExtremeFolder) later).best;
        across(b, 0, 0, b.length, 0);
    }

    /** Of several NaN it is not said which wins, so that there is but one. */
    @Override
    Object finish() {
        for (int x = 0; x < best.length; x++) {
            best[x] = Double.isNaN(best[x]) ? Double.NaN : best[x];
        }
        return best;
    }
}
