package org.argand.backend.cpu;

import static org.argand.backend.cpu.SideBySide.get;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Eigenvalues over eigenvectors of Hermitian matrices, one per lane: operation by operation those of {@link
 * org.argand.backend.dense}.
 */
final class SideEigen {
    private static final VectorSpecies<Double> S = SideBySide.S;
    private static final int L = SideBySide.L;

    private final SideScratch scratch;
    private final int n;
    private final boolean complex;
    private final SideMatrix a;
    private final SideReflectors reflectors;
    private final SideMatrix w;
    private final SideMatrix vectors;
    private final SideMatrix result;
    private final SideExponent exponent;

    private final SideQlKernel ql;

    /** A coefficient on its way to a loop. */
    private final int by;

    SideEigen(SideScratch scratch, int n, boolean complex) {
        this.scratch = scratch;
        this.n = n;
        this.complex = complex;
        this.a = scratch.columns(n, n, complex);
        this.reflectors = new SideReflectors(scratch, n, Math.max(0, n - 1), 1, complex);
        this.w = scratch.columns(n, 1, complex);
        this.vectors = scratch.columns(n, n, complex);
        this.result = scratch.columns(1 + n, n, complex);
        this.exponent = new SideExponent(scratch);
        this.ql = new SideQlKernel(vectors);
        this.by = scratch.vectors(3);
    }

    SideMatrix operand() {
        return a;
    }

    SideMatrix result() {
        return result;
    }

    void factor() {
        scratch.refuseNotFinite(a);
        mirror();
        exponent.takeFrom(a);
        tridiagonalise();
        reflectors.product(vectors);
        ql.run();
        exponent.giveTo(ql.diagonal(0), n);
        for (int lane = 0; lane < L; lane++) {
            sort(lane);
        }
    }

    /** The lower triangle says what the upper one is. */
    private void mirror() {
        double[] p = a.data();
        for (int j = 0; j < n; j++) {
            if (complex) {
                DoubleVector.zero(S).intoArray(p, a.at(j, j) + L);
            }
            for (int i = j + 1; i < n; i++) {
                int from = a.at(i, j);
                int to = a.at(j, i);
                get(p, from).intoArray(p, to);
                if (complex) {
                    get(p, from + L).neg().intoArray(p, to + L);
                }
            }
        }
    }

    private void tridiagonalise() {
        double[] p = a.data();
        for (int k = 0; k < n; k++) {
            get(p, a.at(k, k)).intoArray(p, ql.diagonal(k));
            if (k < n - 1) {
                reflectors.make(k, a, k, ql.next(k));
                update(k);
            } else {
                DoubleVector.zero(S).intoArray(p, ql.next(k));
            }
        }
    }

    /** The trailing block becomes {@code HᴴAH}. */
    private void update(int k) {
        double[] p = a.data();
        int rest = n - k - 1;
        int v = reflectors.vectors().at(k + 1, k);
        int x = w.at(k + 1, 0);
        int sums = scratch.square();
        int tau = reflectors.tau(k);
        scratch.clear(w.base(), w.at(n, 0));
        for (int j = 0; j < rest; j++) {
            product(tau, v + j * a.down(), 1);
            SideKernel.add(p, x, a.at(k + 1, k + 1 + j), rest, complex, by);
        }
        SideKernel.dot(p, x, v, rest, complex, sums);
        product(tau, sums, -0.5);
        SideKernel.add(p, x, v, rest, complex, by);
        for (int j = 0; j < rest; j++) {
            int u = a.at(k + 1, k + 1 + j);
            opposite(x + j * a.down(), tau);
            SideKernel.add(p, u, v, rest, complex, by);
            opposite(v + j * a.down(), tau);
            SideKernel.add(p, u, x, rest, complex, by);
        }
    }

    /** The coefficient becomes {@code f·τ·x}, for the lanes that have a reflection. */
    private void product(int tau, int x, double f) {
        double[] p = a.data();
        DoubleVector re = get(p, tau);
        DoubleVector im = get(p, tau + L);
        DoubleVector c = get(p, x);
        DoubleVector d = complex ? get(p, x + L) : DoubleVector.zero(S);
        re.mul(c).sub(im.mul(d)).mul(f).intoArray(p, by);
        re.mul(d).add(im.mul(c)).mul(f).intoArray(p, by + L);
        get(p, tau + 2 * L).intoArray(p, by + 2 * L);
    }

    /** The coefficient becomes {@code −conj(x)}, for the lanes that have a reflection. */
    private void opposite(int x, int tau) {
        double[] p = a.data();
        get(p, x).neg().intoArray(p, by);
        if (complex) {
            get(p, x + L).intoArray(p, by + L);
        }
        get(p, tau + 2 * L).intoArray(p, by + 2 * L);
    }

    /** Copies what a lane has into the result, by ascending eigenvalues. */
    private void sort(int lane) {
        double[] p = a.data();
        int[] order = new int[n];
        for (int k = 0; k < n; k++) {
            int i = k;
            double value = p[ql.diagonal(k) + lane];
            for (; i > 0 && Double.compare(p[ql.diagonal(order[i - 1]) + lane], value) > 0; i--) {
                order[i] = order[i - 1];
            }
            order[i] = k;
        }
        int numbers = (complex ? 2 * n : n) * L;
        for (int k = 0; k < n; k++) {
            int to = result.at(0, k) + lane;
            int from = vectors.at(0, order[k]) + lane;
            p[to] = p[ql.diagonal(order[k]) + lane];
            if (complex) {
                p[to + L] = 0;
            }
            to = result.at(1, k) + lane;
            for (int x = 0; x < numbers; x += L) {
                p[to + x] = p[from + x];
            }
        }
    }
}
