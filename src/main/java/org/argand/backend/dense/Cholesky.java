package org.argand.backend.dense;

/** A = L Lᴴ by dot products of rows. */
final class Cholesky {
    private Cholesky() {}

    /** Turns the rows of Hermitian A, of which the lower triangle is read, into those of L; zeros above the diagonal. */
    static void factor(Vectors rows, Status status) {
        for (int i = 0; i < rows.count; i++) {
            for (int j = 0; j < i; j++) {
                rows.dot(j, rows, i, 0, j);
                double d = rows.re(j, j);
                rows.set(i, j, (rows.re(i, j) - rows.x) / d, (rows.im(i, j) - rows.y) / d);
            }
            double d = rows.re(i, i) - rows.square(i, 0, i);
            if (!(d > 0)) {
                status.pivot(i + 1, d);
                return;
            }
            rows.set(i, i, Math.sqrt(d), 0);
            for (int j = i + 1; j < rows.length; j++) {
                rows.set(i, j, 0, 0);
            }
        }
    }
}
