package org.argand.backend.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Narrow float32 and complex64 products with the Vector API: one vector of accumulators per row. */
final class FloatNarrowKernel implements NarrowKernel<float[]> {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final VectorShuffle<Float> SWAP = VectorShuffle.fromOp(S, i -> i ^ 1);
    private static final float[] SIGNS = signs();

    private static float[] signs() {
        float[] signs = new float[2 * L];
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

    private static void put(FloatVector v, float[] c, int at, VectorMask<Float> mask, boolean add) {
        FloatVector sum = add ? v.add(FloatVector.fromArray(S, c, at, mask)) : v;
        sum.intoArray(c, at, mask);
    }

    @Override
    public void real(
            int rows,
            int depth,
            Strided<float[]> a,
            Strided<float[]> b,
            Strided<float[]> c,
            int used,
            boolean add) {
        VectorMask<Float> mask = S.indexInRange(0, used);
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
            float[] a,
            int ao,
            int aRow,
            int aCol,
            float[] b,
            int bo,
            int bRow,
            float[] c,
            int co,
            int cRow,
            VectorMask<Float> mask,
            boolean add) {
        int a0 = ao;
        int a1 = ao + Math.min(1, rows - 1) * aRow;
        int a2 = ao + Math.min(2, rows - 1) * aRow;
        int a3 = ao + Math.min(3, rows - 1) * aRow;
        int a4 = ao + Math.min(4, rows - 1) * aRow;
        int a5 = ao + Math.min(5, rows - 1) * aRow;
        FloatVector p0 = FloatVector.zero(S);
        FloatVector p1 = FloatVector.zero(S);
        FloatVector p2 = FloatVector.zero(S);
        FloatVector p3 = FloatVector.zero(S);
        FloatVector p4 = FloatVector.zero(S);
        FloatVector p5 = FloatVector.zero(S);
        for (int k = 0, x = 0; k < depth; k++, x += aCol) {
            FloatVector s = FloatVector.fromArray(S, b, bo + k * bRow);
            p0 = FloatVector.broadcast(S, a[a0 + x]).fma(s, p0);
            p1 = FloatVector.broadcast(S, a[a1 + x]).fma(s, p1);
            p2 = FloatVector.broadcast(S, a[a2 + x]).fma(s, p2);
            p3 = FloatVector.broadcast(S, a[a3 + x]).fma(s, p3);
            p4 = FloatVector.broadcast(S, a[a4 + x]).fma(s, p4);
            p5 = FloatVector.broadcast(S, a[a5 + x]).fma(s, p5);
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
            Strided<float[]> a,
            Strided<float[]> b,
            Strided<float[]> c,
            int used,
            boolean add) {
        VectorMask<Float> mask = S.indexInRange(0, used);
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
            float[] a,
            int ao,
            int aRow,
            int aCol,
            int signsA,
            float[] b,
            int bo,
            int bRow,
            boolean conjB,
            float[] c,
            int co,
            int cRow,
            VectorMask<Float> mask,
            boolean add) {
        int a0 = ao;
        int a1 = ao + Math.min(1, rows - 1) * aRow;
        int a2 = ao + Math.min(2, rows - 1) * aRow;
        int a3 = ao + Math.min(3, rows - 1) * aRow;
        FloatVector conj = FloatVector.fromArray(S, SIGNS, L);
        FloatVector p0 = FloatVector.zero(S);
        FloatVector q0 = FloatVector.zero(S);
        FloatVector p1 = FloatVector.zero(S);
        FloatVector q1 = FloatVector.zero(S);
        FloatVector p2 = FloatVector.zero(S);
        FloatVector q2 = FloatVector.zero(S);
        FloatVector p3 = FloatVector.zero(S);
        FloatVector q3 = FloatVector.zero(S);
        for (int k = 0, x = 0; k < depth; k++, x += aCol) {
            FloatVector s = FloatVector.fromArray(S, b, bo + k * bRow);
            s = conjB ? s.mul(conj) : s;
            p0 = FloatVector.broadcast(S, a[a0 + x]).fma(s, p0);
            q0 = FloatVector.broadcast(S, a[a0 + x + 1]).fma(s, q0);
            p1 = FloatVector.broadcast(S, a[a1 + x]).fma(s, p1);
            q1 = FloatVector.broadcast(S, a[a1 + x + 1]).fma(s, q1);
            p2 = FloatVector.broadcast(S, a[a2 + x]).fma(s, p2);
            q2 = FloatVector.broadcast(S, a[a2 + x + 1]).fma(s, q2);
            p3 = FloatVector.broadcast(S, a[a3 + x]).fma(s, p3);
            q3 = FloatVector.broadcast(S, a[a3 + x + 1]).fma(s, q3);
        }
        FloatVector signs = FloatVector.fromArray(S, SIGNS, signsA);
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
