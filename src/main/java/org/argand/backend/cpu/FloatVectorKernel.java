package org.argand.backend.cpu;

import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of float32 and complex64 products with the Vector API: 6 by 2 vectors of accumulators, which
 * with two vectors of B and one of A fit the 16 registers of AVX2 and leave room on AVX-512 and NEON.
 *
 * <p>The methods are long because an accumulator must be a local variable to live in a register; they
 * are plain loops with constant strides because only then are the range checks hoisted.
 */
final class FloatVectorKernel implements GemmKernel<float[]> {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final int WIDTH = 2 * L;
    private static final int ROWS = 6;
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

    /** Masked loads are instructions from 256 bits up; on 128 bits they are emulated, slowly. */
    private static final Optional<NarrowKernel<float[]>> NARROW =
            S.vectorBitSize() >= 256 ? Optional.of(new FloatNarrowKernel()) : Optional.empty();

    @Override
    public Optional<NarrowKernel<float[]>> narrow() {
        return NARROW;
    }

    @Override
    public int rows(boolean complex) {
        return complex ? ROWS / 2 : ROWS;
    }

    @Override
    public int width() {
        return WIDTH;
    }

    private static void put(FloatVector v, float[] c, int at, boolean add) {
        FloatVector sum = add ? v.add(FloatVector.fromArray(S, c, at)) : v;
        sum.intoArray(c, at);
    }

    @Override
    public void real(
            int depth,
            float[] a,
            int ao,
            int aStride,
            int last,
            float[] b,
            int bo,
            float[] c,
            int co,
            int cStride,
            boolean add) {
        int a0 = ao;
        int a1 = ao + Math.min(1, last) * aStride;
        int a2 = ao + Math.min(2, last) * aStride;
        int a3 = ao + Math.min(3, last) * aStride;
        int a4 = ao + Math.min(4, last) * aStride;
        int a5 = ao + Math.min(5, last) * aStride;
        FloatVector p00 = FloatVector.zero(S);
        FloatVector p01 = FloatVector.zero(S);
        FloatVector p10 = FloatVector.zero(S);
        FloatVector p11 = FloatVector.zero(S);
        FloatVector p20 = FloatVector.zero(S);
        FloatVector p21 = FloatVector.zero(S);
        FloatVector p30 = FloatVector.zero(S);
        FloatVector p31 = FloatVector.zero(S);
        FloatVector p40 = FloatVector.zero(S);
        FloatVector p41 = FloatVector.zero(S);
        FloatVector p50 = FloatVector.zero(S);
        FloatVector p51 = FloatVector.zero(S);
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bo + k * WIDTH);
            FloatVector b1 = FloatVector.fromArray(S, b, bo + k * WIDTH + L);
            FloatVector x0 = FloatVector.broadcast(S, a[a0 + k]);
            p00 = x0.fma(b0, p00);
            p01 = x0.fma(b1, p01);
            FloatVector x1 = FloatVector.broadcast(S, a[a1 + k]);
            p10 = x1.fma(b0, p10);
            p11 = x1.fma(b1, p11);
            FloatVector x2 = FloatVector.broadcast(S, a[a2 + k]);
            p20 = x2.fma(b0, p20);
            p21 = x2.fma(b1, p21);
            FloatVector x3 = FloatVector.broadcast(S, a[a3 + k]);
            p30 = x3.fma(b0, p30);
            p31 = x3.fma(b1, p31);
            FloatVector x4 = FloatVector.broadcast(S, a[a4 + k]);
            p40 = x4.fma(b0, p40);
            p41 = x4.fma(b1, p41);
            FloatVector x5 = FloatVector.broadcast(S, a[a5 + k]);
            p50 = x5.fma(b0, p50);
            p51 = x5.fma(b1, p51);
        }
        put(p00, c, co, add);
        put(p01, c, co + L, add);
        put(p10, c, co + cStride, add);
        put(p11, c, co + cStride + L, add);
        put(p20, c, co + 2 * cStride, add);
        put(p21, c, co + 2 * cStride + L, add);
        put(p30, c, co + 3 * cStride, add);
        put(p31, c, co + 3 * cStride + L, add);
        put(p40, c, co + 4 * cStride, add);
        put(p41, c, co + 4 * cStride + L, add);
        put(p50, c, co + 5 * cStride, add);
        put(p51, c, co + 5 * cStride + L, add);
    }

    @Override
    public void complex(
            int depth,
            float[] a,
            int ao,
            int aStride,
            int last,
            boolean conjA,
            float[] b,
            int bo,
            float[] c,
            int co,
            int cStride,
            boolean add) {
        int a0 = ao;
        int a1 = ao + Math.min(1, last) * aStride;
        int a2 = ao + Math.min(2, last) * aStride;
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
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bo + k * WIDTH);
            FloatVector b1 = FloatVector.fromArray(S, b, bo + k * WIDTH + L);
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
        }
        // (p + i q)(b), b = (re, im): re = p.re - q.im, im = p.im + q.re; with conj(a), q changes
        // sign.
        FloatVector signs = FloatVector.fromArray(S, SIGNS, conjA ? L : 0);
        put(q00.rearrange(SWAP).fma(signs, p00), c, co, add);
        put(q01.rearrange(SWAP).fma(signs, p01), c, co + L, add);
        put(q10.rearrange(SWAP).fma(signs, p10), c, co + cStride, add);
        put(q11.rearrange(SWAP).fma(signs, p11), c, co + cStride + L, add);
        put(q20.rearrange(SWAP).fma(signs, p20), c, co + 2 * cStride, add);
        put(q21.rearrange(SWAP).fma(signs, p21), c, co + 2 * cStride + L, add);
    }
}
