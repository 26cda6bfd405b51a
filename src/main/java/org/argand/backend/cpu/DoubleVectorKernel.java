package org.argand.backend.cpu;

import java.util.Optional;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of float64 and complex128 products with the Vector API: 6 by 2 vectors of accumulators, which
 * with two vectors of B and one of A fit the 16 registers of AVX2 and leave room on AVX-512 and NEON.
 *
 * <p>The methods are long because an accumulator must be a local variable to live in a register; they
 * are plain loops with constant strides because only then are the range checks hoisted.
 */
final class DoubleVectorKernel implements GemmKernel<double[]> {

    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final int WIDTH = 2 * L;
    private static final int ROWS = 6;
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

    /** Masked loads are instructions from 256 bits up; on 128 bits they are emulated, slowly. */
    private static final Optional<NarrowKernel<double[]>> NARROW =
            S.vectorBitSize() >= 256 ? Optional.of(new DoubleNarrowKernel()) : Optional.empty();

    @Override
    public Optional<NarrowKernel<double[]>> narrow() {
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

    private static void put(DoubleVector v, double[] c, int at, boolean add) {
        DoubleVector sum = add ? v.add(DoubleVector.fromArray(S, c, at)) : v;
        sum.intoArray(c, at);
    }

    @Override
    public void real(
            int depth,
            double[] a,
            int ao,
            int aStride,
            int last,
            double[] b,
            int bo,
            double[] c,
            int co,
            int cStride,
            boolean add) {
        int a0 = ao;
        int a1 = ao + Math.min(1, last) * aStride;
        int a2 = ao + Math.min(2, last) * aStride;
        int a3 = ao + Math.min(3, last) * aStride;
        int a4 = ao + Math.min(4, last) * aStride;
        int a5 = ao + Math.min(5, last) * aStride;
        DoubleVector p00 = DoubleVector.zero(S);
        DoubleVector p01 = DoubleVector.zero(S);
        DoubleVector p10 = DoubleVector.zero(S);
        DoubleVector p11 = DoubleVector.zero(S);
        DoubleVector p20 = DoubleVector.zero(S);
        DoubleVector p21 = DoubleVector.zero(S);
        DoubleVector p30 = DoubleVector.zero(S);
        DoubleVector p31 = DoubleVector.zero(S);
        DoubleVector p40 = DoubleVector.zero(S);
        DoubleVector p41 = DoubleVector.zero(S);
        DoubleVector p50 = DoubleVector.zero(S);
        DoubleVector p51 = DoubleVector.zero(S);
        for (int k = 0; k < depth; k++) {
            DoubleVector b0 = DoubleVector.fromArray(S, b, bo + k * WIDTH);
            DoubleVector b1 = DoubleVector.fromArray(S, b, bo + k * WIDTH + L);
            DoubleVector x0 = DoubleVector.broadcast(S, a[a0 + k]);
            p00 = x0.fma(b0, p00);
            p01 = x0.fma(b1, p01);
            DoubleVector x1 = DoubleVector.broadcast(S, a[a1 + k]);
            p10 = x1.fma(b0, p10);
            p11 = x1.fma(b1, p11);
            DoubleVector x2 = DoubleVector.broadcast(S, a[a2 + k]);
            p20 = x2.fma(b0, p20);
            p21 = x2.fma(b1, p21);
            DoubleVector x3 = DoubleVector.broadcast(S, a[a3 + k]);
            p30 = x3.fma(b0, p30);
            p31 = x3.fma(b1, p31);
            DoubleVector x4 = DoubleVector.broadcast(S, a[a4 + k]);
            p40 = x4.fma(b0, p40);
            p41 = x4.fma(b1, p41);
            DoubleVector x5 = DoubleVector.broadcast(S, a[a5 + k]);
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
            double[] a,
            int ao,
            int aStride,
            int last,
            boolean conjA,
            double[] b,
            int bo,
            double[] c,
            int co,
            int cStride,
            boolean add) {
        int a0 = ao;
        int a1 = ao + Math.min(1, last) * aStride;
        int a2 = ao + Math.min(2, last) * aStride;
        DoubleVector p00 = DoubleVector.zero(S);
        DoubleVector p01 = DoubleVector.zero(S);
        DoubleVector q00 = DoubleVector.zero(S);
        DoubleVector q01 = DoubleVector.zero(S);
        DoubleVector p10 = DoubleVector.zero(S);
        DoubleVector p11 = DoubleVector.zero(S);
        DoubleVector q10 = DoubleVector.zero(S);
        DoubleVector q11 = DoubleVector.zero(S);
        DoubleVector p20 = DoubleVector.zero(S);
        DoubleVector p21 = DoubleVector.zero(S);
        DoubleVector q20 = DoubleVector.zero(S);
        DoubleVector q21 = DoubleVector.zero(S);
        for (int k = 0; k < depth; k++) {
            DoubleVector b0 = DoubleVector.fromArray(S, b, bo + k * WIDTH);
            DoubleVector b1 = DoubleVector.fromArray(S, b, bo + k * WIDTH + L);
            DoubleVector x0 = DoubleVector.broadcast(S, a[a0 + 2 * k]);
            p00 = x0.fma(b0, p00);
            p01 = x0.fma(b1, p01);
            DoubleVector y0 = DoubleVector.broadcast(S, a[a0 + 2 * k + 1]);
            q00 = y0.fma(b0, q00);
            q01 = y0.fma(b1, q01);
            DoubleVector x1 = DoubleVector.broadcast(S, a[a1 + 2 * k]);
            p10 = x1.fma(b0, p10);
            p11 = x1.fma(b1, p11);
            DoubleVector y1 = DoubleVector.broadcast(S, a[a1 + 2 * k + 1]);
            q10 = y1.fma(b0, q10);
            q11 = y1.fma(b1, q11);
            DoubleVector x2 = DoubleVector.broadcast(S, a[a2 + 2 * k]);
            p20 = x2.fma(b0, p20);
            p21 = x2.fma(b1, p21);
            DoubleVector y2 = DoubleVector.broadcast(S, a[a2 + 2 * k + 1]);
            q20 = y2.fma(b0, q20);
            q21 = y2.fma(b1, q21);
        }
        // (p + i q)(b), b = (re, im): re = p.re - q.im, im = p.im + q.re; with conj(a), q changes
        // sign.
        DoubleVector signs = DoubleVector.fromArray(S, SIGNS, conjA ? L : 0);
        put(q00.rearrange(SWAP).fma(signs, p00), c, co, add);
        put(q01.rearrange(SWAP).fma(signs, p01), c, co + L, add);
        put(q10.rearrange(SWAP).fma(signs, p10), c, co + cStride, add);
        put(q11.rearrange(SWAP).fma(signs, p11), c, co + cStride + L, add);
        put(q20.rearrange(SWAP).fma(signs, p20), c, co + 2 * cStride, add);
        put(q21.rearrange(SWAP).fma(signs, p21), c, co + 2 * cStride + L, add);
    }
}
