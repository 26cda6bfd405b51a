package org.argand.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Narrow float64 and complex128 products with the Vector API: one vector of accumulators per row. */
final class DoubleNarrowKernel implements NarrowKernel<double[]> {

    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final VectorShuffle<Double> SWAP = VectorShuffle.fromOp(S, i -> i ^ 1);
    private static final double[] SIGNS = signs();

    private static double[] signs() {
        double[] signs = new double[2 * L];
        for (int i = 0; i < L; i++) {
            signs[i] = (i & 1) == 0 ? -1 : 1;
            signs[L + i] = -signs[i];
        }
        return signs;
    }

    @Override
    public int width() {
        return L;
    }

    private static void put(
            DoubleVector v, double[] c, int at, VectorMask<Double> mask, boolean add) {
        DoubleVector sum = add ? v.add(DoubleVector.fromArray(S, c, at, mask)) : v;
        sum.intoArray(c, at, mask);
    }

    @Override
    public void real(
            int rows,
            int depth,
            Strided<double[]> a,
            Strided<double[]> b,
            Strided<double[]> c,
            int used,
            boolean add) {
        VectorMask<Double> mask = S.indexInRange(0, used);
        for (int i = 0; i < rows; i += 6) {
            int left = Math.min(6, rows - i);
            realRows(
                    left,
                    depth,
                    a.data(),
                    a.at(i, 0),
                    a.rowStride(),
                    a.colStride(),
                    b.data(),
                    b.offset(),
                    b.rowStride(),
                    c.data(),
                    c.at(i, 0),
                    c.rowStride(),
                    mask,
                    add);
        }
    }

    /** Up to six rows; those that are not there repeat the last, and are not stored. */
    private static void realRows(
            int rows,
            int depth,
            double[] a,
            int ao,
            int aRow,
            int aCol,
            double[] b,
            int bo,
            int bRow,
            double[] c,
            int co,
            int cRow,
            VectorMask<Double> mask,
            boolean add) {
        int a0 = ao;
        int a1 = ao + Math.min(1, rows - 1) * aRow;
        int a2 = ao + Math.min(2, rows - 1) * aRow;
        int a3 = ao + Math.min(3, rows - 1) * aRow;
        int a4 = ao + Math.min(4, rows - 1) * aRow;
        int a5 = ao + Math.min(5, rows - 1) * aRow;
        DoubleVector p0 = DoubleVector.zero(S);
        DoubleVector p1 = DoubleVector.zero(S);
        DoubleVector p2 = DoubleVector.zero(S);
        DoubleVector p3 = DoubleVector.zero(S);
        DoubleVector p4 = DoubleVector.zero(S);
        DoubleVector p5 = DoubleVector.zero(S);
        for (int k = 0, x = 0; k < depth; k++, x += aCol) {
            DoubleVector s = DoubleVector.fromArray(S, b, bo + k * bRow);
            p0 = DoubleVector.broadcast(S, a[a0 + x]).fma(s, p0);
            p1 = DoubleVector.broadcast(S, a[a1 + x]).fma(s, p1);
            p2 = DoubleVector.broadcast(S, a[a2 + x]).fma(s, p2);
            p3 = DoubleVector.broadcast(S, a[a3 + x]).fma(s, p3);
            p4 = DoubleVector.broadcast(S, a[a4 + x]).fma(s, p4);
            p5 = DoubleVector.broadcast(S, a[a5 + x]).fma(s, p5);
        }
        put(p0, c, co, mask, add);
        if (rows > 1) {
            put(p1, c, co + cRow, mask, add);
        }
        if (rows > 2) {
            put(p2, c, co + 2 * cRow, mask, add);
        }
        if (rows > 3) {
            put(p3, c, co + 3 * cRow, mask, add);
        }
        if (rows > 4) {
            put(p4, c, co + 4 * cRow, mask, add);
        }
        if (rows > 5) {
            put(p5, c, co + 5 * cRow, mask, add);
        }
    }

    @Override
    public void complex(
            int rows,
            int depth,
            Strided<double[]> a,
            Strided<double[]> b,
            Strided<double[]> c,
            int used,
            boolean add) {
        VectorMask<Double> mask = S.indexInRange(0, used);
        for (int i = 0; i < rows; i += 4) {
            int left = Math.min(4, rows - i);
            complexRows(
                    left,
                    depth,
                    a.data(),
                    a.at(i, 0),
                    a.rowStride(),
                    a.colStride(),
                    a.conj() ? L : 0,
                    b.data(),
                    b.offset(),
                    b.rowStride(),
                    b.conj(),
                    c.data(),
                    c.at(i, 0),
                    c.rowStride(),
                    mask,
                    add);
        }
    }

    /** Up to four rows; those that are not there repeat the last, and are not stored. */
    private static void complexRows(
            int rows,
            int depth,
            double[] a,
            int ao,
            int aRow,
            int aCol,
            int signsA,
            double[] b,
            int bo,
            int bRow,
            boolean conjB,
            double[] c,
            int co,
            int cRow,
            VectorMask<Double> mask,
            boolean add) {
        int a0 = ao;
        int a1 = ao + Math.min(1, rows - 1) * aRow;
        int a2 = ao + Math.min(2, rows - 1) * aRow;
        int a3 = ao + Math.min(3, rows - 1) * aRow;
        DoubleVector conj = DoubleVector.fromArray(S, SIGNS, L);
        DoubleVector p0 = DoubleVector.zero(S);
        DoubleVector q0 = DoubleVector.zero(S);
        DoubleVector p1 = DoubleVector.zero(S);
        DoubleVector q1 = DoubleVector.zero(S);
        DoubleVector p2 = DoubleVector.zero(S);
        DoubleVector q2 = DoubleVector.zero(S);
        DoubleVector p3 = DoubleVector.zero(S);
        DoubleVector q3 = DoubleVector.zero(S);
        for (int k = 0, x = 0; k < depth; k++, x += aCol) {
            DoubleVector s = DoubleVector.fromArray(S, b, bo + k * bRow);
            s = conjB ? s.mul(conj) : s;
            p0 = DoubleVector.broadcast(S, a[a0 + x]).fma(s, p0);
            q0 = DoubleVector.broadcast(S, a[a0 + x + 1]).fma(s, q0);
            p1 = DoubleVector.broadcast(S, a[a1 + x]).fma(s, p1);
            q1 = DoubleVector.broadcast(S, a[a1 + x + 1]).fma(s, q1);
            p2 = DoubleVector.broadcast(S, a[a2 + x]).fma(s, p2);
            q2 = DoubleVector.broadcast(S, a[a2 + x + 1]).fma(s, q2);
            p3 = DoubleVector.broadcast(S, a[a3 + x]).fma(s, p3);
            q3 = DoubleVector.broadcast(S, a[a3 + x + 1]).fma(s, q3);
        }
        DoubleVector signs = DoubleVector.fromArray(S, SIGNS, signsA);
        put(q0.rearrange(SWAP).fma(signs, p0), c, co, mask, add);
        if (rows > 1) {
            put(q1.rearrange(SWAP).fma(signs, p1), c, co + cRow, mask, add);
        }
        if (rows > 2) {
            put(q2.rearrange(SWAP).fma(signs, p2), c, co + 2 * cRow, mask, add);
        }
        if (rows > 3) {
            put(q3.rearrange(SWAP).fma(signs, p3), c, co + 3 * cRow, mask, add);
        }
    }
}
