package org.argand.backend.dense;

/**
 * A = U S Vᴴ of a matrix with at least as many rows as columns: QR with column pivoting, then rotations that make the
 * columns of Rᴴ orthogonal to each other.
 *
 * <p>Small singular values of graded matrices come out with small relative errors. Source: Drmač and Veselić, "New fast
 * and accurate Jacobi SVD algorithm I", SIAM J. Matrix Anal. Appl. 29 (2008). Singular values below 1e−140 of the largest
 * are taken for 0.
 */
final class JacobiSvd {
    private static final int MAX_SWEEPS = 60;
    private static final double NEGLIGIBLE = 1e-280;

    private final int n;
    private final double[] sigma;
    private final Vectors u;
    private final Vectors v;

    /** Decomposes the matrix of those columns, which it changes. */
    JacobiSvd(Vectors columns, Status status) {
        this.n = columns.count;
        this.sigma = new double[n];
        int exponent = columns.exponent();
        columns.shift(-exponent);
        OrthogonalTriangular qr = new OrthogonalTriangular(columns, true);
        Vectors x = adjointOfR(qr, columns);
        Vectors w = columns.units(n, n);
        if (!converges(x, w)) {
            status.fail(Status.NOT_CONVERGED);
        }
        normalise(x);
        this.u = columns.zeros(n, columns.length);
        this.v = columns.zeros(n, n);
        for (int k = 0; k < n; k++) {
            u.copy(k, w, k);
            for (int i = 0; i < n; i++) {
                v.set(k, qr.order(i), x.re(k, i), x.im(k, i));
            }
            sigma[k] = Math.scalb(sigma[k], exponent);
        }
        qr.reflectors().applyAll(u);
    }

    /** Singular value k, descending. */
    double value(int k) {
        return sigma[k];
    }

    /** Left singular vector k in vector k. */
    Vectors left() {
        return u;
    }

    /** Right singular vector k in vector k. */
    Vectors right() {
        return v;
    }

    /** Column i is the conjugate of row i of R. */
    private Vectors adjointOfR(OrthogonalTriangular qr, Vectors columns) {
        Vectors x = columns.zeros(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                x.set(i, j, qr.re(i, j), -qr.im(i, j));
            }
        }
        return x;
    }

    /** Rotates pairs of columns until all are orthogonal, longer ones first; false if it would not end. */
    private boolean converges(Vectors x, Vectors w) {
        double[] squares = new double[n];
        double largest = 0;
        for (int k = 0; k < n; k++) {
            squares[k] = x.square(k, 0, n);
            largest = Math.max(largest, squares[k]);
        }
        double tolerance = Math.ulp(1.0) * Math.sqrt(n);
        boolean rotated = true;
        for (int sweep = 0; rotated; sweep++) {
            if (sweep == MAX_SWEEPS) {
                return false;
            }
            rotated = false;
            for (int p = 0; p < n - 1; p++) {
                for (int q = p + 1; q < n; q++) {
                    rotated |= orthogonalise(x, w, p, q, squares, tolerance, largest * NEGLIGIBLE);
                }
            }
        }
        return true;
    }

    private static boolean orthogonalise(
            Vectors x, Vectors w, int p, int q, double[] squares, double tolerance, double least) {
        if (squares[p] < squares[q]) {
            x.swap(p, q);
            w.swap(p, q);
            double t = squares[p];
            squares[p] = squares[q];
            squares[q] = t;
        }
        if (squares[q] <= least) {
            return false;
        }
        x.dot(p, x, q, 0, x.length);
        double a = x.x;
        double b = x.y;
        double size = Vectors.length(a, b);
        if (size <= tolerance * Math.sqrt(squares[p]) * Math.sqrt(squares[q])) {
            return false;
        }
        double zeta = (squares[q] - squares[p]) / (2 * size);
        double t = Math.copySign(1 / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta)), zeta);
        double c = 1 / Math.sqrt(1 + t * t);
        x.rotate(p, q, c, c * t, a / size, b / size);
        w.rotate(p, q, c, c * t, a / size, b / size);
        squares[p] = x.square(p, 0, x.length);
        squares[q] = x.square(q, 0, x.length);
        return true;
    }

    /** The columns become unit vectors and their lengths the singular values; zero columns complete the basis. */
    private void normalise(Vectors x) {
        double largest = 0;
        for (int k = 0; k < n; k++) {
            sigma[k] = x.norm(k, 0, n);
            largest = Math.max(largest, sigma[k]);
        }
        int known = 0;
        for (int k = 0; k < n; k++) {
            if (sigma[k] > largest * Math.sqrt(NEGLIGIBLE)) {
                x.divide(k, sigma[k], 0, n);
                known = k + 1;
            } else {
                sigma[k] = 0;
            }
        }
        for (int k = known; k < n; k++) {
            complete(x, k);
        }
    }

    /** Vector k becomes the unit vector that the first k leave most of, without their part. */
    private void complete(Vectors x, int k) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            double taken = 0;
            for (int j = 0; j < k; j++) {
                taken += x.re(j, i) * x.re(j, i) + x.im(j, i) * x.im(j, i);
            }
            if (taken < least) {
                least = taken;
                best = i;
            }
        }
        x.clear(k);
        x.set(k, best, 1, 0);
        for (int pass = 0; pass < 2; pass++) {
            for (int j = 0; j < k; j++) {
                x.dot(j, x, k, 0, n);
                x.add(k, x, j, -x.x, -x.y, 0, n);
            }
        }
        x.divide(k, x.norm(k, 0, n), 0, n);
    }
}
