package org.argand.backend.dense;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A = V Λ Vᴴ of a Hermitian matrix: Householder tridiagonalisation, then implicit QL steps.
 *
 * <p>Source: EISPACK's tql2 (Bowdler, Martin, Reinsch and Wilkinson, Numer. Math. 11, 1968).
 */
final class HermitianEigen {
    private static final int MAX_STEPS = 60;

    private final int n;
    private final double[] d;
    private final double[] e;
    private final Vectors v;

    /** Decomposes the matrix of those columns, both triangles of which are there; changes them. */
    HermitianEigen(Vectors a, Status status) {
        this.n = a.count;
        this.d = new double[n];
        this.e = new double[n];
        int exponent = a.exponent();
        a.shift(-exponent);
        this.v = tridiagonalise(a).product(n);
        if (!converges()) {
            status.fail(Status.NOT_CONVERGED);
        }
        for (int i = 0; i < n; i++) {
            d[i] = Math.scalb(d[i], exponent);
        }
    }

    /** The eigenvalues, in no order. */
    double value(int k) {
        return d[k];
    }

    /** Eigenvector k in vector k. */
    Vectors vectors() {
        return v;
    }

    /** Numbers of the eigenvalues in ascending order. */
    int[] ascending() {
        return IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> d[k]))
                .mapToInt(k -> k)
                .toArray();
    }

    private Reflectors tridiagonalise(Vectors a) {
        Reflectors h = new Reflectors(a.zeros(Math.max(0, n - 1), n), 1);
        Vectors w = a.zeros(1, n);
        for (int k = 0; k < n - 1; k++) {
            d[k] = a.re(k, k);
            e[k] = h.make(k, a, k);
            update(a, h, k, w);
        }
        if (n > 0) {
            d[n - 1] = a.re(n - 1, n - 1);
        }
        return h;
    }

    /** The trailing block becomes {@code HᴴAH = A − v wᴴ − w vᴴ} with {@code x = τAv}, {@code w = x − ½τ(xᴴv)v}. */
    private void update(Vectors a, Reflectors h, int k, Vectors w) {
        Vectors v = h.vectors();
        double re = h.tauRe(k);
        double im = h.tauIm(k);
        if (re == 0 && im == 0) {
            return;
        }
        w.clear(0);
        for (int j = k + 1; j < n; j++) {
            double p = v.re(k, j);
            double q = v.im(k, j);
            w.add(0, a, j, re * p - im * q, re * q + im * p, k + 1, n);
        }
        w.dot(0, v, k, k + 1, n);
        double p = w.x;
        double q = w.y;
        w.add(0, v, k, -0.5 * (re * p - im * q), -0.5 * (re * q + im * p), k + 1, n);
        for (int j = k + 1; j < n; j++) {
            a.add(j, v, k, -w.re(0, j), w.im(0, j), k + 1, n);
            a.add(j, w, 0, -v.re(k, j), v.im(k, j), k + 1, n);
        }
    }

    /** Rotates the tridiagonal matrix to a diagonal, {@link #v} along with it; false if it would not end. */
    private boolean converges() {
        double shifted = 0;
        double largest = 0;
        for (int l = 0; l < n; l++) {
            largest = Math.max(largest, Math.abs(d[l]) + Math.abs(e[l]));
            double small = Math.ulp(1.0) * largest;
            int m = l;
            while (m < n - 1 && Math.abs(e[m]) > small) {
                m++;
            }
            for (int step = 0; m > l && Math.abs(e[l]) > small; step++) {
                if (step == MAX_STEPS) {
                    return false;
                }
                shifted += shift(l);
                sweep(l, m);
            }
            d[l] += shifted;
            e[l] = 0;
        }
        return true;
    }

    /** Subtracts an eigenvalue of the leading 2×2 block. */
    private double shift(int l) {
        double g = d[l];
        double p = (d[l + 1] - g) / (2 * e[l]);
        double r = Math.copySign(Vectors.length(p, 1), p);
        d[l] = e[l] / (p + r);
        d[l + 1] = e[l] * (p + r);
        double h = g - d[l];
        for (int i = l + 2; i < n; i++) {
            d[i] -= h;
        }
        return h;
    }

    private void sweep(int l, int m) {
        double dl1 = d[l + 1];
        double el1 = e[l + 1];
        double p = d[m];
        double c = 1;
        double c2 = 1;
        double c3 = 1;
        double s = 0;
        double s2 = 0;
        for (int i = m - 1; i >= l; i--) {
            c3 = c2;
            c2 = c;
            s2 = s;
            double g = c * e[i];
            double h = c * p;
            double r = Vectors.length(p, e[i]);
            e[i + 1] = s * r;
            s = r == 0 ? 0 : e[i] / r;
            c = r == 0 ? 1 : p / r;
            p = c * d[i] - s * g;
            d[i + 1] = h + s * (c * g + s * d[i]);
            v.rotate(i, i + 1, c, s);
        }
        p = -s * s2 * c3 * el1 * e[l] / dl1;
        e[l] = s * p;
        d[l] = c * p;
    }
}
