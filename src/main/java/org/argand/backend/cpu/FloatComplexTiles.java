package org.argand.backend.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** The complex64 tiles of {@link FloatVectorKernel}. */
final class FloatComplexTiles {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final VectorShuffle<Float> SWAP = VectorShuffle.fromOp(S, i -> i ^ 1);
    private static final float[] SIGNS = signs();

    private FloatComplexTiles() {}

    private static float[] signs() {
        float[] signs = new float[2 * L];
        for (int i = 0; i < L; i++) {
            signs[i] = (i & 1) == 0 ? -1 : 1;
            signs[L + i] = -signs[i];
        }
        return signs;
    }

    /** Up to four rows: p = Σ re(a)·b and q = Σ im(a)·b, of b as it lies, then p ± q with the parts of q exchanged. */
    static void four(
            int last,
            int depth,
            float[] a,
            int ao,
            int aRow,
            boolean conj,
            float[] b,
            int bo,
            int bRow,
            float[] c,
            int co,
            int cRow,
            boolean add) {
        int r1 = Math.min(1, last);
        int r2 = Math.min(2, last);
        int r3 = Math.min(3, last);
        int a0 = ao;
        int a1 = ao + r1 * aRow;
        int a2 = ao + r2 * aRow;
        int a3 = ao + r3 * aRow;
        FloatVector p00 = FloatVector.zero(S);
        FloatVector p01 = FloatVector.zero(S);
        FloatVector q00 = FloatVector.zero(S);
        FloatVector q01 = FloatVector.zero(S);
        FloatVector p10 = FloatVector.zero(S);
        FloatVector p11 = FloatVector.zero(S);
        FloatVector q10 = FloatVector.zero(S);
        FloatVector q11 = FloatVector.zero(S);
        FloatVector p20 = FloatVector.zero(S);
        FloatVector p21 = FloatVector.zero(S);
        FloatVector q20 = FloatVector.zero(S);
        FloatVector q21 = FloatVector.zero(S);
        FloatVector p30 = FloatVector.zero(S);
        FloatVector p31 = FloatVector.zero(S);
        FloatVector q30 = FloatVector.zero(S);
        FloatVector q31 = FloatVector.zero(S);
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bo + k * bRow);
            FloatVector b1 = FloatVector.fromArray(S, b, bo + k * bRow + L);
            FloatVector x0 = FloatVector.broadcast(S, a[a0 + 2 * k]);
            p00 = x0.fma(b0, p00);
            p01 = x0.fma(b1, p01);
            FloatVector y0 = FloatVector.broadcast(S, a[a0 + 2 * k + 1]);
            q00 = y0.fma(b0, q00);
            q01 = y0.fma(b1, q01);
            FloatVector x1 = FloatVector.broadcast(S, a[a1 + 2 * k]);
            p10 = x1.fma(b0, p10);
            p11 = x1.fma(b1, p11);
            FloatVector y1 = FloatVector.broadcast(S, a[a1 + 2 * k + 1]);
            q10 = y1.fma(b0, q10);
            q11 = y1.fma(b1, q11);
            FloatVector x2 = FloatVector.broadcast(S, a[a2 + 2 * k]);
            p20 = x2.fma(b0, p20);
            p21 = x2.fma(b1, p21);
            FloatVector y2 = FloatVector.broadcast(S, a[a2 + 2 * k + 1]);
            q20 = y2.fma(b0, q20);
            q21 = y2.fma(b1, q21);
            FloatVector x3 = FloatVector.broadcast(S, a[a3 + 2 * k]);
            p30 = x3.fma(b0, p30);
            p31 = x3.fma(b1, p31);
            FloatVector y3 = FloatVector.broadcast(S, a[a3 + 2 * k + 1]);
            q30 = y3.fma(b0, q30);
            q31 = y3.fma(b1, q31);
        }
        FloatVector sign = FloatVector.fromArray(S, SIGNS, conj ? L : 0);
        p00 = q00.rearrange(SWAP).fma(sign, p00);
        p01 = q01.rearrange(SWAP).fma(sign, p01);
        p10 = q10.rearrange(SWAP).fma(sign, p10);
        p11 = q11.rearrange(SWAP).fma(sign, p11);
        p20 = q20.rearrange(SWAP).fma(sign, p20);
        p21 = q21.rearrange(SWAP).fma(sign, p21);
        p30 = q30.rearrange(SWAP).fma(sign, p30);
        p31 = q31.rearrange(SWAP).fma(sign, p31);
        int c0 = co;
        int c1 = co + r1 * cRow;
        int c2 = co + r2 * cRow;
        int c3 = co + r3 * cRow;
        if (add) {
            p00 = p00.add(FloatVector.fromArray(S, c, c0));
            p01 = p01.add(FloatVector.fromArray(S, c, c0 + L));
            p10 = p10.add(FloatVector.fromArray(S, c, c1));
            p11 = p11.add(FloatVector.fromArray(S, c, c1 + L));
            p20 = p20.add(FloatVector.fromArray(S, c, c2));
            p21 = p21.add(FloatVector.fromArray(S, c, c2 + L));
            p30 = p30.add(FloatVector.fromArray(S, c, c3));
            p31 = p31.add(FloatVector.fromArray(S, c, c3 + L));
        }
        p00.intoArray(c, c0);
        p01.intoArray(c, c0 + L);
        p10.intoArray(c, c1);
        p11.intoArray(c, c1 + L);
        p20.intoArray(c, c2);
        p21.intoArray(c, c2 + L);
        p30.intoArray(c, c3);
        p31.intoArray(c, c3 + L);
    }

    /** As {@link #four}, up to two rows. */
    static void two(
            int last,
            int depth,
            float[] a,
            int ao,
            int aRow,
            boolean conj,
            float[] b,
            int bo,
            int bRow,
            float[] c,
            int co,
            int cRow,
            boolean add) {
        int r1 = Math.min(1, last);
        int a0 = ao;
        int a1 = ao + r1 * aRow;
        FloatVector p00 = FloatVector.zero(S);
        FloatVector p01 = FloatVector.zero(S);
        FloatVector q00 = FloatVector.zero(S);
        FloatVector q01 = FloatVector.zero(S);
        FloatVector p10 = FloatVector.zero(S);
        FloatVector p11 = FloatVector.zero(S);
        FloatVector q10 = FloatVector.zero(S);
        FloatVector q11 = FloatVector.zero(S);
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bo + k * bRow);
            FloatVector b1 = FloatVector.fromArray(S, b, bo + k * bRow + L);
            FloatVector x0 = FloatVector.broadcast(S, a[a0 + 2 * k]);
            p00 = x0.fma(b0, p00);
            p01 = x0.fma(b1, p01);
            FloatVector y0 = FloatVector.broadcast(S, a[a0 + 2 * k + 1]);
            q00 = y0.fma(b0, q00);
            q01 = y0.fma(b1, q01);
            FloatVector x1 = FloatVector.broadcast(S, a[a1 + 2 * k]);
            p10 = x1.fma(b0, p10);
            p11 = x1.fma(b1, p11);
            FloatVector y1 = FloatVector.broadcast(S, a[a1 + 2 * k + 1]);
            q10 = y1.fma(b0, q10);
            q11 = y1.fma(b1, q11);
        }
        FloatVector sign = FloatVector.fromArray(S, SIGNS, conj ? L : 0);
        p00 = q00.rearrange(SWAP).fma(sign, p00);
        p01 = q01.rearrange(SWAP).fma(sign, p01);
        p10 = q10.rearrange(SWAP).fma(sign, p10);
        p11 = q11.rearrange(SWAP).fma(sign, p11);
        int c0 = co;
        int c1 = co + r1 * cRow;
        if (add) {
            p00 = p00.add(FloatVector.fromArray(S, c, c0));
            p01 = p01.add(FloatVector.fromArray(S, c, c0 + L));
            p10 = p10.add(FloatVector.fromArray(S, c, c1));
            p11 = p11.add(FloatVector.fromArray(S, c, c1 + L));
        }
        p00.intoArray(c, c0);
        p01.intoArray(c, c0 + L);
        p10.intoArray(c, c1);
        p11.intoArray(c, c1 + L);
    }
}
