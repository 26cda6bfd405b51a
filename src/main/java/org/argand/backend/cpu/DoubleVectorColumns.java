package org.argand.backend.cpu;

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

    static void sums(double[] v, int at, int step, int rows, int n, double[] to, int o) {
        for (int r = 0; r < rows; r += BLOCK) {
            addBlock(v, at + r * step, step, Math.min(BLOCK, rows - r), n, to, o);
        }
    }

    private static void addBlock(
            double[] v, int at, int step, int rows, int n, double[] to, int o) {
        int x = 0;
        for (; x <= n - 8 * L; x += 8 * L) {
            addEight(v, at + x, step, rows, to, o + x);
        }
        for (; x < n; x += L) {
            addOne(v, at + x, step, rows, n - x, to, o + x);
        }
    }

    /** Eight vectors, so that additions do not wait for each other. */
    private static void addEight(double[] v, int at, int step, int rows, double[] to, int x) {
        DoubleVector a = get(to, x);
        DoubleVector b = get(to, x + L);
        DoubleVector c = get(to, x + 2 * L);
        DoubleVector d = get(to, x + 3 * L);
        DoubleVector e = get(to, x + 4 * L);
        DoubleVector f = get(to, x + 5 * L);
        DoubleVector g = get(to, x + 6 * L);
        DoubleVector h = get(to, x + 7 * L);
        for (int i = at; i < at + rows * step; i += step) {
            a = a.add(get(v, i));
            b = b.add(get(v, i + L));
            c = c.add(get(v, i + 2 * L));
            d = d.add(get(v, i + 3 * L));
            e = e.add(get(v, i + 4 * L));
            f = f.add(get(v, i + 5 * L));
            g = g.add(get(v, i + 6 * L));
            h = h.add(get(v, i + 7 * L));
        }
        a.intoArray(to, x);
        b.intoArray(to, x + L);
        c.intoArray(to, x + 2 * L);
        d.intoArray(to, x + 3 * L);
        e.intoArray(to, x + 4 * L);
        f.intoArray(to, x + 5 * L);
        g.intoArray(to, x + 6 * L);
        h.intoArray(to, x + 7 * L);
    }

    /** One vector, or the first numbers of it. */
    private static void addOne(
            double[] v, int at, int step, int rows, int count, double[] to, int x) {
        VectorMask<Double> here = S.indexInRange(0, Math.min(count, L));
        DoubleVector a = DoubleVector.fromArray(S, to, x, here);
        for (int i = at; i < at + rows * step; i += step) {
            a = a.add(DoubleVector.fromArray(S, v, i, here));
        }
        a.intoArray(to, x, here);
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

    private static DoubleVector get(double[] v, int i) {
        return DoubleVector.fromArray(S, v, i);
    }
}
