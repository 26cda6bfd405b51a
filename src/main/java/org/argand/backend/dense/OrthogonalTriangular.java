package org.argand.backend.dense;

/** A·P = Q·R by Householder reflections of the columns of a matrix with at least as many rows. */
final class OrthogonalTriangular {
    private final Vectors columns;
    private final Reflectors reflectors;
    private final double[] diagonal;
    private final int[] order;

    /** Factors the columns, which become those of R; with {@code pivoting}, the longest remaining one comes next. */
    OrthogonalTriangular(Vectors columns, boolean pivoting) {
        int n = columns.count;
        this.columns = columns;
        this.reflectors = new Reflectors(columns.zeros(n, columns.length), 0);
        this.diagonal = new double[n];
        this.order = new int[n];
        for (int k = 0; k < n; k++) {
            order[k] = k;
        }
        for (int k = 0; k < n; k++) {
            if (pivoting) {
                exchange(k);
            }
            diagonal[k] = reflectors.make(k, columns, k);
            for (int j = k + 1; j < n; j++) {
                reflectors.apply(k, true, columns, j);
            }
        }
    }

    private void exchange(int k) {
        int best = k;
        double longest = -1;
        for (int j = k; j < columns.count; j++) {
            double size = columns.norm(j, k, columns.length);
            if (size > longest) {
                longest = size;
                best = j;
            }
        }
        if (best != k) {
            columns.swap(best, k);
            int t = order[k];
            order[k] = order[best];
            order[best] = t;
        }
    }

    /** The column of A that column k of R belongs to. */
    int order(int k) {
        return order[k];
    }

    /** The reflections whose product is Q, with a real diagonal of R of either sign. */
    Reflectors reflectors() {
        return reflectors;
    }

    /** Real part of R's element, the diagonal of either sign. */
    double re(int i, int j) {
        return i == j ? diagonal[i] : columns.re(j, i);
    }

    /** Imaginary part of R's element. */
    double im(int i, int j) {
        return i == j ? 0 : columns.im(j, i);
    }

    /** The columns of Q, signed for a diagonal of R that is not negative. */
    Vectors q() {
        Vectors q = reflectors.product(columns.count);
        for (int k = 0; k < q.count; k++) {
            if (diagonal[k] < 0) {
                q.scale(k, -1, 0, q.length);
            }
        }
        return q;
    }

    /** 1, or −1 where row {@code i} of R and the column of Q change their signs. */
    double sign(int i) {
        return diagonal[i] < 0 ? -1 : 1;
    }
}
