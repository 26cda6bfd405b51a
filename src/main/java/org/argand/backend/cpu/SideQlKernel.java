package org.argand.backend.cpu;

import static org.argand.backend.cpu.SideBySide.get;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Implicit QL steps on symmetric tridiagonal matrices, one per lane: operation by operation those of {@link
 * org.argand.backend.dense}.
 *
 * <p>Lanes go through the steps together; whichever is done with an eigenvalue waits for the others. Methods are longer than
 * the compiler inlines, for what {@link SideKernel} says.
 */
final class SideQlKernel {
    private static final VectorSpecies<Double> S = SideBySide.S;
    private static final int L = SideBySide.L;
    private static final int MAX_STEPS = 60;

    private final SideScratch scratch;
    private final SideMatrix vectors;
    private final int n;

    /** The diagonal, and what stands next to it. */
    private final int d;

    private final int e;

    /** A rotation on its way to a loop. */
    private final int by;

    private final int shifted;
    private final int largest;

    /** Which element of each lane is the first without a neighbour, and whether a lane takes part in a step. */
    private final int end;

    private final int active;

    /** What rotates columns i and i + 1 of the matrix does so to those of {@code vectors}. */
    SideQlKernel(SideMatrix vectors) {
        this.scratch = vectors.scratch();
        this.vectors = vectors;
        this.n = vectors.columns();
        this.d = scratch.vectors(n);
        this.e = scratch.vectors(n);
        this.by = scratch.vectors(4);
        this.shifted = scratch.vectors(1);
        this.largest = scratch.vectors(1);
        this.end = scratch.vectors(1);
        this.active = scratch.vectors(1);
    }

    /** Where element k of the diagonal is, at last an eigenvalue. */
    int diagonal(int k) {
        return d + k * L;
    }

    /** Where the element below element k of the diagonal is. */
    int next(int k) {
        return e + k * L;
    }

    /** Rotates the matrix to a diagonal, the vectors along with it; nothing follows its last element. */
    void run() {
        double[] p = vectors.data();
        scratch.clear(shifted, shifted + L);
        scratch.clear(largest, largest + L);
        for (int l = 0; l < n; l++) {
            int x = e + l * L;
            get(p, largest).max(get(p, d + l * L).abs().add(get(p, x).abs())).intoArray(p, largest);
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
        double[] p = vectors.data();
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
        double[] p = vectors.data();
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
        double[] p = vectors.data();
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
        int i = at + 2 * L;
        for (; i < d + (n - 1) * L; i += 2 * L) {
            get(p, i).sub(h, some).intoArray(p, i);
            get(p, i + L).sub(h, some).intoArray(p, i + L);
        }
        if (i < d + n * L) {
            get(p, i).sub(h, some).intoArray(p, i);
        }
        get(p, shifted).add(h, some).intoArray(p, shifted);
    }

    private void sweep(int l) {
        double[] p = vectors.data();
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
        int numbers = vectors.complex() ? 2 * n : n;
        SideKernel.rotate(
                vectors.data(), vectors.at(0, i), vectors.at(0, i + 1), numbers, false, by);
    }
}
