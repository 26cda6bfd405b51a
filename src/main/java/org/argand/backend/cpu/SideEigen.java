package org.argand.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Eigenvalues over eigenvectors of Hermitian matrices, one per lane: operation by operation those of {@link
 * org.argand.backend.dense}.
 *
 * <p>Lanes go through the steps together; whichever is done with an eigenvalue waits for the others.
 */
final class SideEigen {
    private static final VectorSpecies<Double> S = SideBySide.S;
    private static final int L = SideBySide.L;
    private static final int MAX_STEPS = 60;

    private final SideScratch scratch;
    private final int n;
    private final boolean complex;
    private final SideMatrix a;
    private final SideReflectors reflectors;
    private final SideMatrix w;
    private final SideMatrix vectors;
    private final SideMatrix result;
    private final SideExponent exponent;

    /** The diagonal, and what stands next to it. */
    private final int d;

    private final int e;

    private final int by;
    private final int shifted;
    private final int largest;

    /** Which element of each lane is the first without a neighbour, and whether a lane takes part in a step. */
    private final int end;

    private final int active;

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
        this.d = scratch.vectors(n);
        this.e = scratch.vectors(n);
        this.by = scratch.vectors(4);
        this.shifted = scratch.vectors(1);
        this.largest = scratch.vectors(1);
        this.end = scratch.vectors(1);
        this.active = scratch.vectors(1);
    }

    SideMatrix operand() {
        return a;
    }

    SideMatrix result() {
        return result;
    }

    private static DoubleVector get(double[] p, int at) {
        return DoubleVector.fromArray(S, p, at);
    }

    void factor() {
        scratch.refuseNotFinite(a);
        mirror();
        exponent.takeFrom(a);
        tridiagonalise();
        reflectors.product(vectors);
        diagonalise();
        exponent.giveTo(d, n);
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
        scratch.clear(e, e + n * L);
        for (int k = 0; k < n; k++) {
            get(p, a.at(k, k)).intoArray(p, d + k * L);
            if (k < n - 1) {
                reflectors.make(k, a, k, e + k * L);
                update(k);
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

    /** Rotates the tridiagonal matrix to a diagonal, the vectors along with it. */
    private void diagonalise() {
        double[] p = a.data();
        scratch.clear(shifted, shifted + L);
        scratch.clear(largest, largest + L);
        for (int l = 0; l < n; l++) {
            int x = e + l * L;
            get(p, largest)
                    .max(get(p, d + l * L).abs().add(get(p, x).abs()))
                    .intoArray(p, largest);
            findEnd(l);
            for (int step = 0; joined(l); step++) {
                if (step == MAX_STEPS) {
                    scratch.refuse(get(p, active).compare(VectorOperators.NE, 0));
                } else {
                    shift(l);
                    sweep(l);
                }
            }
            get(p, d + l * L).add(get(p, shifted)).intoArray(p, d + l * L);
            DoubleVector.zero(S).intoArray(p, x);
        }
    }

    private void findEnd(int l) {
        double[] p = a.data();
        DoubleVector small = get(p, largest).mul(Math.ulp(1.0));
        VectorMask<Double> going = scratch.accepted();
        DoubleVector m = DoubleVector.broadcast(S, l);
        for (int x = e + l * L; x < e + (n - 1) * L && going.anyTrue(); x += L) {
            going = going.and(get(p, x).abs().compare(VectorOperators.GT, small));
            m = m.add(1, going);
        }
        m.intoArray(p, end);
    }

    /** Whether some lanes need a step more, and which. */
    private boolean joined(int l) {
        double[] p = a.data();
        DoubleVector small = get(p, largest).mul(Math.ulp(1.0));
        VectorMask<Double> some =
                get(p, end)
                        .compare(VectorOperators.GT, l)
                        .and(get(p, e + l * L).abs().compare(VectorOperators.GT, small))
                        .and(scratch.accepted());
        DoubleVector.zero(S).blend(1, some).intoArray(p, active);
        return some.anyTrue();
    }

    /** Subtracts an eigenvalue of the leading 2×2 block. */
    private void shift(int l) {
        double[] p = a.data();
        int at = d + l * L;
        VectorMask<Double> some = get(p, active).compare(VectorOperators.NE, 0);
        DoubleVector g = get(p, at);
        DoubleVector next = get(p, at + L);
        DoubleVector x = get(p, e + l * L);
        DoubleVector y = next.sub(g).div(x.mul(2));
        DoubleVector square = y.mul(y).add(1);
        scratch.refuse(SideKernel.ordinary(square).not().and(some));
        DoubleVector r = SideReflectors.opposed(square.sqrt(), y).neg();
        DoubleVector first = x.div(y.add(r));
        g.blend(first, some).intoArray(p, at);
        next.blend(x.mul(y.add(r)), some).intoArray(p, at + L);
        DoubleVector h = g.sub(first);
        for (int i = at + 2 * L; i < d + n * L; i += L) {
            get(p, i).sub(h, some).intoArray(p, i);
        }
        get(p, shifted).add(h, some).intoArray(p, shifted);
    }

    private void sweep(int l) {
        double[] p = a.data();
        VectorMask<Double> some = get(p, active).compare(VectorOperators.NE, 0);
        DoubleVector last = get(p, end);
        DoubleVector x = get(p, e + (l + 1) * L);
        DoubleVector next = get(p, d + (l + 1) * L);
        DoubleVector zero = DoubleVector.zero(S);
        DoubleVector one = DoubleVector.broadcast(S, 1);
        DoubleVector y = zero;
        DoubleVector c = one;
        DoubleVector c2 = one;
        DoubleVector c3 = one;
        DoubleVector s = zero;
        DoubleVector s2 = zero;
        int m = l + 1;
        while (m < n - 1 && last.compare(VectorOperators.GT, m).and(some).anyTrue()) {
            m++;
        }
        for (int i = m - 1; i >= l; i--) {
            int at = i * L;
            VectorMask<Double> here = last.compare(VectorOperators.GT, i).and(some);
            y = y.blend(get(p, d + at + L), last.compare(VectorOperators.EQ, i + 1));
            c3 = c2;
            c2 = c;
            s2 = s;
            DoubleVector f = get(p, e + at);
            DoubleVector g = c.mul(f);
            DoubleVector h = c.mul(y);
            DoubleVector square = y.mul(y).add(f.mul(f));
            scratch.refuse(SideKernel.ordinary(square).not().and(here));
            DoubleVector r = square.sqrt();
            get(p, e + at + L).blend(s.mul(r), here).intoArray(p, e + at + L);
            s = s.blend(f.div(r), here);
            c = c.blend(y.div(r), here);
            DoubleVector k = get(p, d + at);
            y = c.mul(k).sub(s.mul(g));
            DoubleVector turned = h.add(s.mul(c.mul(g).add(s.mul(k))));
            get(p, d + at + L).blend(turned, here).intoArray(p, d + at + L);
            c.intoArray(p, by);
            s.intoArray(p, by + L);
            zero.blend(1, here).intoArray(p, by + 3 * L);
            turn(i);
        }
        y = s.neg().mul(s2).mul(c3).mul(x).mul(get(p, e + l * L)).div(next);
        get(p, e + l * L).blend(s.mul(y), some).intoArray(p, e + l * L);
        get(p, d + l * L).blend(c.mul(y), some).intoArray(p, d + l * L);
    }

    private void turn(int i) {
        int numbers = complex ? 2 * n : n;
        SideKernel.rotate(a.data(), vectors.at(0, i), vectors.at(0, i + 1), numbers, false, by);
    }

    /** Copies what a lane has into the result, by ascending eigenvalues. */
    private void sort(int lane) {
        double[] p = a.data();
        int[] order = new int[n];
        for (int k = 0; k < n; k++) {
            int i = k;
            double value = p[d + k * L + lane];
            for (; i > 0 && Double.compare(p[d + order[i - 1] * L + lane], value) > 0; i--) {
                order[i] = order[i - 1];
            }
            order[i] = k;
        }
        int numbers = (complex ? 2 * n : n) * L;
        for (int k = 0; k < n; k++) {
            int to = result.at(0, k) + lane;
            int from = vectors.at(0, order[k]) + lane;
            p[to] = p[d + order[k] * L + lane];
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
