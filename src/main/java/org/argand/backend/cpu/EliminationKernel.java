package org.argand.backend.cpu;

import static org.argand.backend.cpu.SideBySide.get;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.argand.backend.dense.DenseBatch;

/**
 * Gaussian elimination in the rows of {@code [A | B]}, one matrix per lane: operation by operation that of {@link
 * org.argand.backend.dense}.
 *
 * <p>The methods are as long as they are so that the compiler takes each by itself: all together are more than it inlines,
 * and a vector that leaves a method becomes an object.
 */
final class EliminationKernel {
    private static final VectorSpecies<Double> S = SideBySide.S;
    private static final int L = SideBySide.L;

    private EliminationKernel() {}

    /** Room for {@code [A | B]}, behind which is a row of zeros. */
    static SideMatrix matrix(SideScratch scratch, int n, int rights, boolean complex) {
        SideMatrix m = scratch.rows(n + 1, n + rights, complex);
        scratch.clear(m.at(n, 0), m.at(n + 1, 0));
        return m.block(0, 0, n, n + rights);
    }

    /**
     * Turns A into an upper triangle with the inverses of complex pivots on its diagonal, B along with it. Where
     * {@code pivots} is, one vector becomes 1 or, for the lanes that have exchanged an odd number of rows, −1; and those that
     * follow the pivots themselves.
     */
    static void eliminate(SideMatrix m, int pivots) {
        DoubleVector.broadcast(S, 1).intoArray(m.data(), pivots);
        for (int k = 0; k < m.rows(); k++) {
            if (m.complex()) {
                complexPivot(m, k, pivots);
                for (int i = k + 1; i < m.rows(); i += 2) {
                    complexRows(m, k, m.at(i, k));
                }
            } else {
                realPivot(m, k, pivots);
                realRows(m, k);
            }
        }
    }

    /** Brings the row with the largest element of column k to row k, and inverts that. */
    private static void complexPivot(SideMatrix m, int k, int pivots) {
        double[] p = m.data();
        int n = m.rows();
        int at = m.at(k, k);
        int row = m.down();
        DoubleVector largest = get(p, at).abs().add(get(p, at + L).abs());
        DoubleVector best = DoubleVector.broadcast(S, k);
        for (int i = k + 1, x = at + row; i < n; i++, x += row) {
            DoubleVector size = get(p, x).abs().add(get(p, x + L).abs());
            VectorMask<Double> larger = size.compare(VectorOperators.GT, largest);
            largest = largest.blend(size, larger);
            best = best.blend(i, larger);
        }
        VectorMask<Double> exchanged = best.compare(VectorOperators.NE, k);
        if (exchanged.anyTrue()) {
            get(p, pivots).mul(-1, exchanged).intoArray(p, pivots);
            int end = m.at(k, m.columns());
            for (int i = k + 1, apart = row; i < n; i++, apart += row) {
                VectorMask<Double> lanes = best.compare(VectorOperators.EQ, i);
                for (int x = lanes.anyTrue() ? at : end; x < end; x += 2 * L) {
                    DoubleVector a = get(p, x);
                    DoubleVector b = get(p, x + L);
                    DoubleVector c = get(p, x + apart);
                    DoubleVector d = get(p, x + apart + L);
                    a.blend(c, lanes).intoArray(p, x);
                    b.blend(d, lanes).intoArray(p, x + L);
                    c.blend(a, lanes).intoArray(p, x + apart);
                    d.blend(b, lanes).intoArray(p, x + apart + L);
                }
            }
        }
        get(p, at).intoArray(p, pivots + (2 * k + 1) * L);
        get(p, at + L).intoArray(p, pivots + (2 * k + 2) * L);
        invertComplex(m, k);
    }

    private static void invertComplex(SideMatrix m, int k) {
        double[] p = m.data();
        int at = m.at(k, k);
        DoubleVector c = get(p, at);
        DoubleVector d = get(p, at + L);
        DoubleVector s = DoubleVector.broadcast(S, 1).div(c.mul(c).add(d.mul(d)));
        c.mul(s).intoArray(p, at);
        d.neg().mul(s).intoArray(p, at + L);
        refuse(m, c.abs().add(d.abs()));
    }

    /** What is not an ordinary pivot. */
    private static void refuse(SideMatrix m, DoubleVector size) {
        m.scratch()
                .refuse(
                        size.compare(VectorOperators.GE, DenseBatch.TINY)
                                .and(size.compare(VectorOperators.LE, 1 / DenseBatch.TINY))
                                .not());
    }

    /** Adds multiples of row k to two others; behind the last one is a row of zeros. */
    private static void complexRows(SideMatrix m, int k, int at) {
        double[] p = m.data();
        int pivot = m.at(k, k);
        int next = at + m.down();
        DoubleVector u = get(p, pivot);
        DoubleVector v = get(p, pivot + L);
        DoubleVector a = get(p, at);
        DoubleVector b = get(p, at + L);
        DoubleVector f = a.mul(u).sub(b.mul(v)).neg();
        DoubleVector g = a.mul(v).add(b.mul(u)).neg();
        VectorMask<Double> some =
                f.compare(VectorOperators.NE, 0).or(g.compare(VectorOperators.NE, 0));
        a = get(p, next);
        b = get(p, next + L);
        DoubleVector s = a.mul(u).sub(b.mul(v)).neg();
        DoubleVector t = a.mul(v).add(b.mul(u)).neg();
        VectorMask<Double> others =
                s.compare(VectorOperators.NE, 0).or(t.compare(VectorOperators.NE, 0));
        int length = m.at(k, m.columns()) - pivot;
        for (int x = 2 * L; x < length; x += 2 * L) {
            DoubleVector c = get(p, pivot + x);
            DoubleVector d = get(p, pivot + x + L);
            DoubleVector re = get(p, at + x);
            DoubleVector im = get(p, at + x + L);
            re.add(f.mul(c).sub(g.mul(d)), some).intoArray(p, at + x);
            im.add(f.mul(d).add(g.mul(c)), some).intoArray(p, at + x + L);
            re = get(p, next + x);
            im = get(p, next + x + L);
            re.add(s.mul(c).sub(t.mul(d)), others).intoArray(p, next + x);
            im.add(s.mul(d).add(t.mul(c)), others).intoArray(p, next + x + L);
        }
    }

    /** As {@link #complexPivot}. */
    private static void realPivot(SideMatrix m, int k, int pivots) {
        double[] p = m.data();
        int n = m.rows();
        int at = m.at(k, k);
        int row = m.down();
        DoubleVector largest = get(p, at).abs();
        DoubleVector best = DoubleVector.broadcast(S, k);
        for (int i = k + 1, x = at + row; i < n; i++, x += row) {
            DoubleVector size = get(p, x).abs();
            VectorMask<Double> larger = size.compare(VectorOperators.GT, largest);
            largest = largest.blend(size, larger);
            best = best.blend(i, larger);
        }
        VectorMask<Double> exchanged = best.compare(VectorOperators.NE, k);
        if (exchanged.anyTrue()) {
            get(p, pivots).mul(-1, exchanged).intoArray(p, pivots);
            int end = m.at(k, m.columns());
            for (int i = k + 1, apart = row; i < n; i++, apart += row) {
                VectorMask<Double> lanes = best.compare(VectorOperators.EQ, i);
                for (int x = lanes.anyTrue() ? at : end; x < end; x += L) {
                    DoubleVector a = get(p, x);
                    DoubleVector b = get(p, x + apart);
                    a.blend(b, lanes).intoArray(p, x);
                    b.blend(a, lanes).intoArray(p, x + apart);
                }
            }
        }
        get(p, at).intoArray(p, pivots + (k + 1) * L);
        refuse(m, get(p, at).abs());
    }

    /** As {@link #complexRows}, row by row. */
    private static void realRows(SideMatrix m, int k) {
        double[] p = m.data();
        int pivot = m.at(k, k);
        int length = m.at(k, m.columns()) - pivot;
        DoubleVector c = get(p, pivot);
        for (int at = pivot + m.down(); at < m.at(m.rows(), 0); at += m.down()) {
            DoubleVector f = get(p, at).div(c).neg();
            VectorMask<Double> some = f.compare(VectorOperators.NE, 0);
            for (int x = L; x < length; x += L) {
                get(p, at + x).add(f.mul(get(p, pivot + x)), some).intoArray(p, at + x);
            }
        }
    }

    /** Inverts a complex diagonal; a real one is what is divided by. */
    static void invert(SideMatrix m) {
        for (int k = 0; k < m.rows(); k++) {
            if (m.complex()) {
                invertComplex(m, k);
            } else {
                refuse(m, get(m.data(), m.at(k, k)).abs());
            }
        }
    }

    /** Solves with the triangle of A, a complex diagonal inverted; X is left where B was. */
    static void substitute(SideMatrix m, boolean upper) {
        for (int j = m.rows(); j < m.columns(); j++) {
            if (m.complex()) {
                complexColumn(m, j, upper);
            } else {
                realColumn(m, j, upper);
            }
        }
    }

    /** Every element of a column of X from those that were found before. */
    private static void complexColumn(SideMatrix m, int j, boolean upper) {
        double[] p = m.data();
        int first = upper ? m.rows() - 1 : 0;
        int across = upper ? -m.across() : m.across();
        int down = upper ? -m.down() : m.down();
        int begin = m.at(first, first);
        int x = m.at(first, j);
        for (int i = 0; i < m.rows(); i++, begin += down) {
            int at = x + i * down;
            DoubleVector re = get(p, at);
            DoubleVector im = get(p, at + L);
            int a = begin;
            for (int y = x; y != at; a += across, y += down) {
                DoubleVector f = get(p, a).neg();
                DoubleVector g = get(p, a + L).neg();
                DoubleVector c = get(p, y);
                DoubleVector d = get(p, y + L);
                re = re.add(f.mul(c).sub(g.mul(d)));
                im = im.add(f.mul(d).add(g.mul(c)));
            }
            DoubleVector u = get(p, a);
            DoubleVector v = get(p, a + L);
            re.mul(u).sub(im.mul(v)).intoArray(p, at);
            re.mul(v).add(im.mul(u)).intoArray(p, at + L);
        }
    }

    /** As {@link #complexColumn}. */
    private static void realColumn(SideMatrix m, int j, boolean upper) {
        double[] p = m.data();
        int first = upper ? m.rows() - 1 : 0;
        int across = upper ? -m.across() : m.across();
        int down = upper ? -m.down() : m.down();
        int begin = m.at(first, first);
        int x = m.at(first, j);
        for (int i = 0; i < m.rows(); i++, begin += down) {
            int at = x + i * down;
            DoubleVector s = get(p, at);
            int a = begin;
            for (int y = x; y != at; a += across, y += down) {
                s = s.add(get(p, a).neg().mul(get(p, y)));
            }
            s.div(get(p, a)).intoArray(p, at);
        }
    }
}
