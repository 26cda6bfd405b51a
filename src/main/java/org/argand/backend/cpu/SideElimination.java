package org.argand.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.argand.backend.cpu.SideBySide.Columns;
import org.argand.backend.cpu.SideBySide.Failures;

/**
 * Gaussian elimination in the rows of {@code [A | B]}, one matrix per lane: operation by operation that of {@link
 * org.argand.backend.dense}.
 */
final class SideElimination {
    private static final VectorSpecies<Double> S = SideBySide.S;
    private static final int L = SideBySide.L;

    private SideElimination() {}

    private static DoubleVector get(double[] p, int at) {
        return DoubleVector.fromArray(S, p, at);
    }

    /** Turns A into an upper triangle, B along with it; a lane without a pivot fails. */
    static void eliminate(Columns m, Failures failures) {
        double[] p = m.data();
        DoubleVector zero = DoubleVector.zero(S);
        for (int k = 0; k < m.n(); k++) {
            int at = m.at(k, k);
            exchange(m, k);
            VectorMask<Double> none = isZero(p, at, m.complex());
            failures.pivot(k + 1, zero, none);
            if (m.complex()) {
                complexRows(m, k, none.not());
            } else {
                realRows(m, k, none.not());
            }
        }
    }

    private static VectorMask<Double> isZero(double[] p, int at, boolean complex) {
        VectorMask<Double> re = get(p, at).compare(VectorOperators.EQ, 0);
        return complex ? get(p, at + L).compare(VectorOperators.EQ, 0).and(re) : re;
    }

    /** Brings the row with the largest element of column k to row k. */
    private static void exchange(Columns m, int k) {
        double[] p = m.data();
        DoubleVector largest = DoubleVector.broadcast(S, -1);
        DoubleVector best = DoubleVector.broadcast(S, k);
        for (int i = k; i < m.n(); i++) {
            DoubleVector size = get(p, m.at(i, k)).abs();
            size = m.complex() ? size.add(get(p, m.at(i, k) + L).abs()) : size;
            VectorMask<Double> larger = size.compare(VectorOperators.GT, largest);
            largest = largest.blend(size, larger);
            best = best.blend(i, larger);
        }
        int length = m.at(0, m.n() - k);
        for (int i = k + 1; i < m.n(); i++) {
            VectorMask<Double> lanes = best.compare(VectorOperators.EQ, i);
            if (lanes.anyTrue()) {
                swap(p, m.at(k, k), m.at(i, k), length, lanes);
                swap(p, m.right(k), m.right(i), m.rightLength(), lanes);
            }
        }
    }

    private static void swap(double[] p, int a, int b, int length, VectorMask<Double> lanes) {
        for (int x = 0; x < length; x += L) {
            DoubleVector u = get(p, a + x);
            DoubleVector v = get(p, b + x);
            u.blend(v, lanes).intoArray(p, a + x);
            v.blend(u, lanes).intoArray(p, b + x);
        }
    }

    /** Takes multiples of row k from those below, in the lanes that have a pivot. */
    private static void realRows(Columns m, int k, VectorMask<Double> lanes) {
        double[] p = m.data();
        DoubleVector c = get(p, m.at(k, k));
        int length = m.at(0, m.n() - k - 1);
        for (int i = k + 1; i < m.n(); i++) {
            int to = m.at(i, k);
            DoubleVector a = get(p, to);
            VectorMask<Double> some = a.compare(VectorOperators.NE, 0).and(lanes);
            DoubleVector factor = a.div(c).neg();
            add(p, m.at(k, k + 1), to + L, length, factor, some);
            add(p, m.right(k), m.right(i), m.rightLength(), factor, some);
        }
    }

    /** Adds a multiple of some numbers to others. */
    private static void add(
            double[] p,
            int from,
            int to,
            int length,
            DoubleVector factor,
            VectorMask<Double> some) {
        for (int x = 0; x < length; x += L) {
            get(p, to + x).add(factor.mul(get(p, from + x)), some).intoArray(p, to + x);
        }
    }

    /** As {@link #realRows}. */
    private static void complexRows(Columns m, int k, VectorMask<Double> lanes) {
        double[] p = m.data();
        int from = m.at(k, k);
        DoubleVector c = get(p, from);
        DoubleVector d = get(p, from + L);
        VectorMask<Double> big = isBig(c, d);
        DoubleVector r = ratio(c, d, big);
        DoubleVector t = divisor(c, d, big, r);
        VectorMask<Double> real = d.compare(VectorOperators.EQ, 0);
        boolean anyReal = real.anyTrue();
        int length = m.at(0, m.n() - k - 1);
        for (int i = k + 1; i < m.n(); i++) {
            int to = m.at(i, k);
            DoubleVector a = get(p, to);
            DoubleVector b = get(p, to + L);
            VectorMask<Double> some =
                    a.compare(VectorOperators.NE, 0)
                            .or(b.compare(VectorOperators.NE, 0))
                            .and(lanes);
            DoubleVector f = quotientRe(a, b, r, t, big);
            DoubleVector g = quotientIm(a, b, r, t, big);
            if (anyReal) {
                f = f.blend(a.div(c), real);
                g = g.blend(imByReal(b, c), real);
            }
            f = f.neg();
            g = g.neg();
            add(p, from + 2 * L, to + 2 * L, length, f, g, some);
            add(p, m.right(k), m.right(i), m.rightLength(), f, g, some);
        }
    }

    /** Adds (f + ig) times some elements to others. */
    private static void add(
            double[] p,
            int from,
            int to,
            int length,
            DoubleVector f,
            DoubleVector g,
            VectorMask<Double> some) {
        for (int x = 0; x < length; x += 2 * L) {
            DoubleVector c = get(p, from + x);
            DoubleVector d = get(p, from + x + L);
            DoubleVector re = get(p, to + x);
            DoubleVector im = get(p, to + x + L);
            re.add(f.mul(c).sub(g.mul(d)), some).intoArray(p, to + x);
            im.add(f.mul(d).add(g.mul(c)), some).intoArray(p, to + x + L);
        }
    }

    /** Solves with the triangle of A; X is left where B was. */
    static void substitute(Columns m, boolean upper, Failures failures) {
        double[] p = m.data();
        int n = m.n();
        int length = m.rightLength();
        DoubleVector zero = DoubleVector.zero(S);
        for (int x = 0; x < n; x++) {
            int k = upper ? n - 1 - x : x;
            failures.pivot(k + 1, zero, isZero(p, m.at(k, k), m.complex()));
            if (m.complex()) {
                divideComplex(p, m.at(k, k), m.right(k), length);
            } else {
                divideReal(p, m.at(k, k), m.right(k), length);
            }
            int end = upper ? k : n;
            for (int i = upper ? 0 : k + 1; i < end; i++) {
                if (m.complex()) {
                    addComplex(p, m.at(i, k), m.right(k), m.right(i), length);
                } else {
                    addReal(p, m.at(i, k), m.right(k), m.right(i), length);
                }
            }
        }
    }

    private static void divideReal(double[] p, int by, int at, int length) {
        DoubleVector c = get(p, by);
        for (int x = 0; x < length; x += L) {
            get(p, at + x).div(c).intoArray(p, at + x);
        }
    }

    private static void divideComplex(double[] p, int by, int at, int length) {
        DoubleVector c = get(p, by);
        DoubleVector d = get(p, by + L);
        VectorMask<Double> big = isBig(c, d);
        DoubleVector r = ratio(c, d, big);
        DoubleVector t = divisor(c, d, big, r);
        VectorMask<Double> real = d.compare(VectorOperators.EQ, 0);
        boolean anyReal = real.anyTrue();
        for (int x = 0; x < length; x += 2 * L) {
            DoubleVector a = get(p, at + x);
            DoubleVector b = get(p, at + x + L);
            DoubleVector f = quotientRe(a, b, r, t, big);
            DoubleVector g = quotientIm(a, b, r, t, big);
            if (anyReal) {
                f = f.blend(a.div(c), real);
                g = g.blend(imByReal(b, c), real);
            }
            f.intoArray(p, at + x);
            g.intoArray(p, at + x + L);
        }
    }

    private static void addReal(double[] p, int factor, int from, int to, int length) {
        DoubleVector a = get(p, factor).neg();
        for (int x = 0; x < length; x += L) {
            get(p, to + x).add(a.mul(get(p, from + x))).intoArray(p, to + x);
        }
    }

    private static void addComplex(double[] p, int factor, int from, int to, int length) {
        DoubleVector a = get(p, factor).neg();
        DoubleVector b = get(p, factor + L).neg();
        for (int x = 0; x < length; x += 2 * L) {
            DoubleVector c = get(p, from + x);
            DoubleVector d = get(p, from + x + L);
            DoubleVector re = get(p, to + x);
            DoubleVector im = get(p, to + x + L);
            re.add(a.mul(c).sub(b.mul(d))).intoArray(p, to + x);
            im.add(a.mul(d).add(b.mul(c))).intoArray(p, to + x + L);
        }
    }

    // (a + ib)/(c + id) by Smith's algorithm, whose two cases differ in which part of the divisor
    // is the other's multiple.

    private static VectorMask<Double> isBig(DoubleVector c, DoubleVector d) {
        return c.abs().compare(VectorOperators.GE, d.abs());
    }

    private static DoubleVector ratio(DoubleVector c, DoubleVector d, VectorMask<Double> big) {
        return c.blend(d, big).div(d.blend(c, big));
    }

    private static DoubleVector divisor(
            DoubleVector c, DoubleVector d, VectorMask<Double> big, DoubleVector r) {
        return d.blend(c, big).add(c.blend(d, big).mul(r));
    }

    private static DoubleVector quotientRe(
            DoubleVector a,
            DoubleVector b,
            DoubleVector r,
            DoubleVector t,
            VectorMask<Double> big) {
        return b.blend(a, big).add(a.blend(b, big).mul(r)).div(t);
    }

    private static DoubleVector quotientIm(
            DoubleVector a,
            DoubleVector b,
            DoubleVector r,
            DoubleVector t,
            VectorMask<Double> big) {
        DoubleVector u = b.blend(a, big).mul(r);
        DoubleVector v = a.blend(b, big);
        return u.sub(v).blend(v.sub(u), big).div(t);
    }

    /** Zero is not divided, so that it keeps no sign. */
    private static DoubleVector imByReal(DoubleVector b, DoubleVector c) {
        return b.div(c).blend(0, b.compare(VectorOperators.EQ, 0));
    }
}
