package org.argand.backend.dense;

/**
 * Gaussian elimination by rows, with partial pivoting; and triangular systems, which need no more than its second half.
 *
 * <p>Four rows at a time are subtracted from every other, which reads it once; each number is computed by the same operations
 * in the same order as row by row.
 */
final class Elimination {
    private static final int BLOCK = 4;

    private final Vectors rows;
    private final int n;
    private final double[] factorsRe = new double[BLOCK];
    private final double[] factorsIm = new double[BLOCK];

    // The inverse of a pivot.
    private double u;
    private double v;

    /** Whether an odd number of rows was exchanged. */
    private boolean odd;

    /** Elimination in the rows of {@code [A | B]}, which it changes. */
    Elimination(Vectors rows) {
        this.rows = rows;
        this.n = rows.count;
    }

    /** Turns A into an upper triangle, B along with it; gives the first column without a pivot, or n. */
    int eliminate() {
        int failed = n;
        for (int first = 0; first < n; first += BLOCK) {
            int end = Math.min(n, first + BLOCK);
            for (int k = first; k < end; k++) {
                int p = pivot(k);
                if (p != k) {
                    rows.swap(p, k);
                    odd = !odd;
                }
                subtract(k, first, k - first, end, rows.length);
                if (!eliminate(k, end)) {
                    failed = Math.min(failed, k);
                }
            }
            for (int i = end; i < n; i++) {
                subtract(i, first, end - first, end, rows.length);
            }
        }
        return failed;
    }

    /**
     * Eliminates column k from the rows below, but only as far as column {@code end}; the factors stay where zeros would be.
     * False if there is no pivot.
     */
    private boolean eliminate(int k, int end) {
        boolean has = rows.re(k, k) != 0 || rows.im(k, k) != 0;
        boolean inverted = has && invert(k);
        for (int i = k + 1; i < n; i++) {
            if (has) {
                divide(i, k, k, inverted);
                rows.set(i, k, rows.x, rows.y);
                subtract(i, k, 1, k + 1, end);
            } else {
                rows.set(i, k, 0, 0);
            }
        }
        return has;
    }

    /** Subtracts so many rows, each times the factor that row i has for it, from row i; those with a factor 0 are left out. */
    private void subtract(int i, int first, int count, int start, int end) {
        boolean every = count == BLOCK;
        for (int k = first; k < first + count; k++) {
            every &= rows.re(i, k) != 0 || rows.im(i, k) != 0;
        }
        if (every) {
            subtractFour(i, first, 1, start, end);
            return;
        }
        for (int k = first; k < first + count; k++) {
            if (rows.re(i, k) != 0 || rows.im(i, k) != 0) {
                rows.add(i, rows, k, -rows.re(i, k), -rows.im(i, k), start, end);
            }
        }
    }

    private void subtractFour(int i, int first, int by, int start, int end) {
        for (int x = 0; x < BLOCK; x++) {
            factorsRe[x] = -rows.re(i, first + x * by);
            factorsIm[x] = -rows.im(i, first + x * by);
        }
        rows.addFour(i, first, by, factorsRe, factorsIm, start, end);
    }

    private int pivot(int k) {
        int best = k;
        double largest = -1;
        for (int i = k; i < n; i++) {
            double size = Math.abs(rows.re(i, k)) + Math.abs(rows.im(i, k));
            if (size > largest) {
                largest = size;
                best = i;
            }
        }
        return best;
    }

    /** Finds the inverse of a complex pivot, if it is an ordinary one; a real one divides by itself. */
    private boolean invert(int k) {
        boolean ordinary = rows.invert(rows.re(k, k), rows.im(k, k));
        u = rows.x;
        v = rows.y;
        return rows.complex && ordinary;
    }

    /** {@code x + iy} is that element divided by the k-th pivot. */
    private void divide(int i, int j, int k, boolean inverted) {
        double a = rows.re(i, j);
        double b = rows.im(i, j);
        if (inverted) {
            rows.x = a * u - b * v;
            rows.y = a * v + b * u;
        } else {
            rows.quotient(a, b, rows.re(k, k), rows.im(k, k));
        }
    }

    /** A X = B; X is left where B was. */
    void solve(Status status) {
        int failed = eliminate();
        if (failed < n) {
            status.pivot(failed + 1, 0);
            return;
        }
        substitute(true, status);
    }

    /** Solves with the triangle of A; X is left where B was. */
    void substitute(boolean upper, Status status) {
        int by = upper ? -1 : 1;
        for (int t = 0; t < n; t += BLOCK) {
            int count = Math.min(BLOCK, n - t);
            int first = upper ? n - 1 - t : t;
            for (int x = 0; x < count; x++) {
                int k = first + x * by;
                subtractEvery(k, first, x, by);
                if (rows.re(k, k) == 0 && rows.im(k, k) == 0) {
                    status.pivot(k + 1, 0);
                    return;
                }
                boolean inverted = invert(k);
                for (int j = n; j < rows.length; j++) {
                    divide(k, j, k, inverted);
                    rows.set(k, j, rows.x, rows.y);
                }
            }
            for (int x = t + count; x < n; x++) {
                subtractEvery(upper ? n - 1 - x : x, first, count, by);
            }
        }
    }

    /** Subtracts so many rows of B, each times its element in row i of A, from row i. */
    private void subtractEvery(int i, int first, int count, int by) {
        if (count == BLOCK) {
            subtractFour(i, first, by, n, rows.length);
            return;
        }
        for (int x = 0; x < count; x++) {
            int k = first + x * by;
            rows.add(i, rows, k, -rows.re(i, k), -rows.im(i, k), n, rows.length);
        }
    }

    /** The determinant of A. */
    Determinant determinant() {
        eliminate();
        Determinant d = new Determinant(odd ? -1 : 1);
        for (int k = 0; k < n; k++) {
            d.multiply(rows.re(k, k), rows.im(k, k));
        }
        return d;
    }
}
