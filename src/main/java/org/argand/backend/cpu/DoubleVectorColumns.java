package org.argand.backend.cpu;

import static org.argand.backend.cpu.SideBySide.get;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** Folds columns of doubles in vectors, which stay in registers along a block of rows; see {@link ColumnKernel}. */
final class DoubleVectorColumns {
    private static final VectorSpecies<Double> S = SideBySide.S;
    private static final int L = SideBySide.L;

    /** Rows that are read side by side: as many streams as a processor foresees. */
    private static final int BLOCK = 16;

    private DoubleVectorColumns() {}

    static void sums(double[] v, int at, int step, int rows, int n, double[] to, int o, int error) {
        for (int r = 0; r < rows; r += BLOCK) {
            int some = Math.min(BLOCK, rows - r);
            int i = at + r * step;
            int x = 0;
            for (; x <= n - 4 * L; x += 4 * L) {
                addFour(v, i + x, step, some, to, o + x, error);
            }
            for (; x < n; x += L) {
                addOne(v, i + x, step, some, n - x, to, o + x, error);
            }
        }
    }

    /** Four vectors, so that additions do not wait for each other. */
    private static void addFour(
            double[] v, int at, int step, int rows, double[] to, int x, int error) {
        int y = x + error;
        DoubleVector a = get(to, x);
        DoubleVector b = get(to, x + L);
        DoubleVector c = get(to, x + 2 * L);
        DoubleVector d = get(to, x + 3 * L);
        DoubleVector e = get(to, y);
        DoubleVector f = get(to, y + L);
        DoubleVector g = get(to, y + 2 * L);
        DoubleVector h = get(to, y + 3 * L);
        for (int i = at; i < at + rows * step; i += step) {
            DoubleVector p = get(v, i);
            DoubleVector q = get(v, i + L);
            DoubleVector r = get(v, i + 2 * L);
            DoubleVector s = get(v, i + 3 * L);
            DoubleVector t = a.add(p);
            e = e.add(error(a, p, t));
            a = t;
            t = b.add(q);
            f = f.add(error(b, q, t));
            b = t;
            t = c.add(r);
            g = g.add(error(c, r, t));
            c = t;
            t = d.add(s);
            h = h.add(error(d, s, t));
            d = t;
        }
        a.intoArray(to, x);
        b.intoArray(to, x + L);
        c.intoArray(to, x + 2 * L);
        d.intoArray(to, x + 3 * L);
        e.intoArray(to, y);
        f.intoArray(to, y + L);
        g.intoArray(to, y + 2 * L);
        h.intoArray(to, y + 3 * L);
    }

    /** What the sum {@code s} of a and b has lost. */
    private static DoubleVector error(DoubleVector a, DoubleVector b, DoubleVector s) {
        DoubleVector t = s.sub(a);
        return a.sub(s.sub(t)).add(b.sub(t));
    }

    /** One vector, or the first numbers of it. */
    private static void addOne(
            double[] v, int at, int step, int rows, int count, double[] to, int x, int error) {
        VectorMask<Double> here = S.indexInRange(0, Math.min(count, L));
        DoubleVector a = DoubleVector.fromArray(S, to, x, here);
        DoubleVector e = DoubleVector.fromArray(S, to, x + error, here);
        for (int i = at; i < at + rows * step; i += step) {
            DoubleVector p = DoubleVector.fromArray(S, v, i, here);
            DoubleVector t = a.add(p);
            e = e.add(error(a, p, t));
            a = t;
        }
        a.intoArray(to, x, here);
        e.intoArray(to, x + error, here);
    }

    /** The largest elements where {@code sign} is 1, the smallest where it is −1. */
    static void extremes(
            double[] v, int at, int step, int rows, int n, double sign, double[] to, int o) {
        for (int r = 0; r < rows; r += BLOCK) {
            int some = Math.min(BLOCK, rows - r);
            int i = at + r * step;
            int x = 0;
            for (; x <= n - 4 * L; x += 4 * L) {
                largestOfFour(v, i + x, step, some, sign, to, o + x);
            }
            for (; x < n; x += L) {
                largestOfOne(v, i + x, step, some, n - x, sign, to, o + x);
            }
        }
    }

    /** Of four vectors, so that comparisons do not wait for each other. */
    private static void largestOfFour(
            double[] v, int at, int step, int rows, double sign, double[] to, int x) {
        DoubleVector a = get(to, x).mul(sign);
        DoubleVector b = get(to, x + L).mul(sign);
        DoubleVector c = get(to, x + 2 * L).mul(sign);
        DoubleVector d = get(to, x + 3 * L).mul(sign);
        for (int i = at; i < at + rows * step; i += step) {
            a = a.max(get(v, i).mul(sign));
            b = b.max(get(v, i + L).mul(sign));
            c = c.max(get(v, i + 2 * L).mul(sign));
            d = d.max(get(v, i + 3 * L).mul(sign));
        }
        a.mul(sign).intoArray(to, x);
        b.mul(sign).intoArray(to, x + L);
        c.mul(sign).intoArray(to, x + 2 * L);
        d.mul(sign).intoArray(to, x + 3 * L);
    }

    /** One vector, or the first numbers of it. */
    private static void largestOfOne(
            double[] v, int at, int step, int rows, int count, double sign, double[] to, int x) {
        VectorMask<Double> here = S.indexInRange(0, Math.min(count, L));
        DoubleVector a = DoubleVector.fromArray(S, to, x, here).mul(sign);
        for (int i = at; i < at + rows * step; i += step) {
            a = a.max(DoubleVector.fromArray(S, v, i, here).mul(sign));
        }
        a.mul(sign).intoArray(to, x, here);
    }
}
