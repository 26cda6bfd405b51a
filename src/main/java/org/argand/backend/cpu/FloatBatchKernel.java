package org.argand.backend.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Small float32 and complex64 products with the Vector API: some rows of C at a time, one vector wide, for the whole batch.
 *
 * <p>The methods are long because an accumulator must be a local variable to live in a register.
 */
final class FloatBatchKernel implements BatchKernel<float[]> {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    /** Complex numbers of A, B and C that are worked on together. */
    private static final int CACHED = 3 << 11;

    private static final VectorShuffle<Float> SWAP = VectorShuffle.fromOp(S, i -> i ^ 1);
    private static final float[] SIGNS = signs();

    /** −1, 1, … and then 1, −1, … */
    private static float[] signs() {
        float[] signs = new float[2 * L];
        for (int i = 0; i < L; i++) {
            signs[i] = (i & 1) == 0 ? -1 : 1;
            signs[L + i] = -signs[i];
        }
        return signs;
    }

    /** Masked loads are instructions from 256 bits up; on 128 bits they are emulated, slowly. */
    @Override
    public boolean suits(int rowLength) {
        return S.vectorBitSize() >= 256 || rowLength % L == 0;
    }

    @Override
    public boolean turns(Batch<float[]> x) {
        return FloatFours.suits(x);
    }

    /** Goes through as many matrices as the nearest cache holds, several times if they are too large for the registers. */
    @Override
    public void multiply(Batch<float[]> x, int first, int count) {
        if (FloatFours.suits(x)) {
            FloatFours.multiply(x, first, count);
            return;
        }
        int numbers = x.m() * x.n() + x.k() * (x.m() + x.n());
        int group = Math.max(1, CACHED / numbers);
        for (int i = 0; i < count; i += group) {
            inCache(x, first + i, Math.min(group, count - i));
        }
    }

    private static void inCache(Batch<float[]> x, int first, int count) {
        int length = x.n() * (x.complex() ? 2 : 1);
        for (int j = 0; j < length; j += L) {
            boolean whole = j + L <= length;
            VectorMask<Float> mask = S.indexInRange(j, length);
            for (int i = 0; i < x.m(); i += 4) {
                if (x.complex()) {
                    complex(x, first, count, i, j, whole, mask);
                } else {
                    real(x, first, count, i, j, whole, mask);
                }
            }
        }
    }

    private static FloatVector get(float[] b, int at, boolean whole, VectorMask<Float> mask) {
        return whole ? FloatVector.fromArray(S, b, at) : FloatVector.fromArray(S, b, at, mask);
    }

    private static void put(
            FloatVector v, float[] c, int at, boolean whole, VectorMask<Float> mask) {
        if (whole) {
            v.intoArray(c, at);
        } else {
            v.intoArray(c, at, mask);
        }
    }

    /** Up to four rows; those that are not there repeat the last, and are not stored. */
    private static void real(
            Batch<float[]> x,
            int first,
            int count,
            int i,
            int j,
            boolean whole,
            VectorMask<Float> mask) {
        int rows = Math.min(4, x.m() - i);
        float[] a = x.a().data();
        float[] b = x.b().data();
        float[] c = x.c().data();
        int depth = x.k();
        int aCol = x.a().colStride();
        int bRow = x.b().rowStride();
        int r1 = Math.min(1, rows - 1) * x.a().rowStride();
        int r2 = Math.min(2, rows - 1) * x.a().rowStride();
        int r3 = Math.min(3, rows - 1) * x.a().rowStride();
        int cRow = x.c().rowStride();
        int ao = x.a().at(i, 0) + first * x.aStep();
        int bo = x.b().offset() + j + first * x.bStep();
        int co = x.c().at(i, 0) + j + first * x.cStep();
        for (int t = 0; t < count; t++) {
            FloatVector p0 = FloatVector.zero(S);
            FloatVector p1 = FloatVector.zero(S);
            FloatVector p2 = FloatVector.zero(S);
            FloatVector p3 = FloatVector.zero(S);
            for (int k = 0; k < depth; k++) {
                FloatVector s = get(b, bo + k * bRow, whole, mask);
                int at = ao + k * aCol;
                p0 = FloatVector.broadcast(S, a[at]).fma(s, p0);
                p1 = FloatVector.broadcast(S, a[at + r1]).fma(s, p1);
                p2 = FloatVector.broadcast(S, a[at + r2]).fma(s, p2);
                p3 = FloatVector.broadcast(S, a[at + r3]).fma(s, p3);
            }
            put(p0, c, co, whole, mask);
            if (rows > 1) {
                put(p1, c, co + cRow, whole, mask);
            }
            if (rows > 2) {
                put(p2, c, co + 2 * cRow, whole, mask);
            }
            if (rows > 3) {
                put(p3, c, co + 3 * cRow, whole, mask);
            }
            ao += x.aStep();
            bo += x.bStep();
            co += x.cStep();
        }
    }

    /** Up to four rows; those that are not there repeat the last, and are not stored. */
    private static void complex(
            Batch<float[]> x,
            int first,
            int count,
            int i,
            int j,
            boolean whole,
            VectorMask<Float> mask) {
        int rows = Math.min(4, x.m() - i);
        float[] a = x.a().data();
        float[] b = x.b().data();
        float[] c = x.c().data();
        int depth = x.k();
        int aCol = x.a().colStride();
        int bRow = x.b().rowStride();
        int r1 = Math.min(1, rows - 1) * x.a().rowStride();
        int r2 = Math.min(2, rows - 1) * x.a().rowStride();
        int r3 = Math.min(3, rows - 1) * x.a().rowStride();
        int cRow = x.c().rowStride();
        FloatVector signs = FloatVector.fromArray(S, SIGNS, x.a().conj() ? L : 0);
        boolean conjB = x.b().conj();
        int ao = x.a().at(i, 0) + first * x.aStep();
        int bo = x.b().offset() + j + first * x.bStep();
        int co = x.c().at(i, 0) + j + first * x.cStep();
        for (int t = 0; t < count; t++) {
            FloatVector p0 = FloatVector.zero(S);
            FloatVector q0 = FloatVector.zero(S);
            FloatVector p1 = FloatVector.zero(S);
            FloatVector q1 = FloatVector.zero(S);
            FloatVector p2 = FloatVector.zero(S);
            FloatVector q2 = FloatVector.zero(S);
            FloatVector p3 = FloatVector.zero(S);
            FloatVector q3 = FloatVector.zero(S);
            for (int k = 0; k < depth; k++) {
                FloatVector s = get(b, bo + k * bRow, whole, mask);
                s = conjB ? s.mul(FloatVector.fromArray(S, SIGNS, L)) : s;
                int at = ao + k * aCol;
                p0 = FloatVector.broadcast(S, a[at]).fma(s, p0);
                q0 = FloatVector.broadcast(S, a[at + 1]).fma(s, q0);
                p1 = FloatVector.broadcast(S, a[at + r1]).fma(s, p1);
                q1 = FloatVector.broadcast(S, a[at + r1 + 1]).fma(s, q1);
                p2 = FloatVector.broadcast(S, a[at + r2]).fma(s, p2);
                q2 = FloatVector.broadcast(S, a[at + r2 + 1]).fma(s, q2);
                p3 = FloatVector.broadcast(S, a[at + r3]).fma(s, p3);
                q3 = FloatVector.broadcast(S, a[at + r3 + 1]).fma(s, q3);
            }
            put(q0.rearrange(SWAP).fma(signs, p0), c, co, whole, mask);
            if (rows > 1) {
                put(q1.rearrange(SWAP).fma(signs, p1), c, co + cRow, whole, mask);
            }
            if (rows > 2) {
                put(q2.rearrange(SWAP).fma(signs, p2), c, co + 2 * cRow, whole, mask);
            }
            if (rows > 3) {
                put(q3.rearrange(SWAP).fma(signs, p3), c, co + 3 * cRow, whole, mask);
            }
            ao += x.aStep();
            bo += x.bStep();
            co += x.cStep();
        }
    }
}
