package org.argand.backend.cpu;

import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of float32 and complex64 products with the Vector API: 8 by 2 vectors of accumulators where there are 32
 * vector registers, 4 by 2 where there are 16, and for the rows that are left over.
 *
 * <p>A complex row is two of numbers, its real parts and its imaginary ones: their sums with B as it
 * lies, p and q, make up p ± q with the parts of q exchanged.
 *
 * <p>The methods are long because an accumulator must be a local variable to live in a register. What
 * was in C is added in one branch around all of them: a branch to each makes the compiler spill them.
 */
final class FloatVectorKernel implements GemmKernel<float[]> {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final int WIDTH = 2 * L;
    private static final int HEIGHT = Lanes.registers() >= 32 ? 8 : 4;

    /** A column of a strip, or as much of it as a vector holds. */
    private static final VectorSpecies<Float> COLUMN =
            VectorSpecies.of(
                    float.class,
                    VectorShape.forBitSize(Math.min(S.vectorBitSize(), HEIGHT * Float.SIZE)));

    /** Exchanges the parts of complex numbers. */
    private static final VectorShuffle<Float> SWAP = VectorShuffle.fromOp(S, i -> i ^ 1);

    /** The sign of q in the result, then that for the conjugate of A. */
    private static final float[] SIGNS = signs();

    /** Masked loads are instructions from 256 bits up; on 128 bits they are emulated, slowly. */
    private static final Optional<NarrowKernel<float[]>> NARROW =
            S.vectorBitSize() >= 256 ? Optional.of(new FloatNarrowKernel()) : Optional.empty();

    private static float[] signs() {
        float[] signs = new float[2 * L];
        for (int i = 0; i < L; i++) {
            signs[i] = (i & 1) == 0 ? -1 : 1;
            signs[L + i] = -signs[i];
        }
        return signs;
    }

    @Override
    public Optional<NarrowKernel<float[]>> narrow() {
        return NARROW;
    }

    @Override
    public int height() {
        return HEIGHT;
    }

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public void multiply(
            boolean complex,
            int rows,
            int depth,
            Strided<float[]> a,
            Strided<float[]> b,
            Strided<float[]> c,
            boolean add) {
        float[] from = a.data();
        float[] by = b.data();
        float[] to = c.data();
        int cRow = c.rowStride();
        int signs = a.conj() ? L : 0;
        int tile = rows(complex);
        int ao = a.offset();
        for (int i = 0; i < rows; i += tile, ao += a.rowStride()) {
            int last = rows - 1 - i;
            int co = c.at(i, 0);
            if (HEIGHT == 8 && 2 * last >= tile) {
                eight(complex, signs, last, depth, from, ao, by, b.offset(), to, co, cRow, add);
            } else {
                four(complex, signs, last, depth, from, ao, by, b.offset(), to, co, cRow, add);
            }
        }
    }

    @Override
    public void copyPanels(
            float[] from,
            int at,
            int row,
            int depth,
            int panels,
            float[] to,
            int begin,
            int apart) {
        for (int p = 0; p < panels; p++) {
            int t = begin + p * apart;
            for (int k = 0, f = at + p * WIDTH; k < depth; k++, f += row) {
                FloatVector b0 = FloatVector.fromArray(S, from, f);
                FloatVector b1 = FloatVector.fromArray(S, from, f + L);
                b0.intoArray(to, t + k * WIDTH);
                b1.intoArray(to, t + k * WIDTH + L);
            }
        }
    }

    @Override
    public void copyStrips(
            float[] from,
            int at,
            int row,
            int depth,
            int strips,
            float[] to,
            int begin,
            int apart) {
        for (int s = 0; s < strips; s++) {
            int t = begin + s * apart;
            for (int k = 0, f = at + s * HEIGHT; k < depth; k++, f += row) {
                for (int x = 0; x < HEIGHT; x += COLUMN.length()) {
                    FloatVector.fromArray(COLUMN, from, f + x).intoArray(to, t + k * HEIGHT + x);
                }
            }
        }
    }

    /**
     * Up to eight real rows or four complex ones. Rows are stored from the last to the first: what is stored for a row that
     * is not there, or for the q of a complex one, is overwritten by the row whose place it takes.
     */
    private static void eight(
            boolean complex,
            int signs,
            int last,
            int depth,
            float[] a,
            int ao,
            float[] b,
            int bo,
            float[] c,
            int co,
            int cRow,
            boolean add) {
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
        FloatVector p60 = FloatVector.zero(S);
        FloatVector p61 = FloatVector.zero(S);
        FloatVector p70 = FloatVector.zero(S);
        FloatVector p71 = FloatVector.zero(S);
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bo + k * WIDTH);
            FloatVector b1 = FloatVector.fromArray(S, b, bo + k * WIDTH + L);
            FloatVector x0 = FloatVector.broadcast(S, a[ao + k * HEIGHT]);
            p00 = x0.fma(b0, p00);
            p01 = x0.fma(b1, p01);
            FloatVector x1 = FloatVector.broadcast(S, a[ao + k * HEIGHT + 1]);
            p10 = x1.fma(b0, p10);
            p11 = x1.fma(b1, p11);
            FloatVector x2 = FloatVector.broadcast(S, a[ao + k * HEIGHT + 2]);
            p20 = x2.fma(b0, p20);
            p21 = x2.fma(b1, p21);
            FloatVector x3 = FloatVector.broadcast(S, a[ao + k * HEIGHT + 3]);
            p30 = x3.fma(b0, p30);
            p31 = x3.fma(b1, p31);
            FloatVector x4 = FloatVector.broadcast(S, a[ao + k * HEIGHT + 4]);
            p40 = x4.fma(b0, p40);
            p41 = x4.fma(b1, p41);
            FloatVector x5 = FloatVector.broadcast(S, a[ao + k * HEIGHT + 5]);
            p50 = x5.fma(b0, p50);
            p51 = x5.fma(b1, p51);
            FloatVector x6 = FloatVector.broadcast(S, a[ao + k * HEIGHT + 6]);
            p60 = x6.fma(b0, p60);
            p61 = x6.fma(b1, p61);
            FloatVector x7 = FloatVector.broadcast(S, a[ao + k * HEIGHT + 7]);
            p70 = x7.fma(b0, p70);
            p71 = x7.fma(b1, p71);
        }
        if (complex) {
            FloatVector sign = FloatVector.fromArray(S, SIGNS, signs);
            p00 = p10.rearrange(SWAP).fma(sign, p00);
            p01 = p11.rearrange(SWAP).fma(sign, p01);
            p20 = p30.rearrange(SWAP).fma(sign, p20);
            p21 = p31.rearrange(SWAP).fma(sign, p21);
            p40 = p50.rearrange(SWAP).fma(sign, p40);
            p41 = p51.rearrange(SWAP).fma(sign, p41);
            p60 = p70.rearrange(SWAP).fma(sign, p60);
            p61 = p71.rearrange(SWAP).fma(sign, p61);
        }
        int shift = complex ? 1 : 0;
        int c0 = co;
        int c1 = co + Math.min(1 >> shift, last) * cRow;
        int c2 = co + Math.min(2 >> shift, last) * cRow;
        int c3 = co + Math.min(3 >> shift, last) * cRow;
        int c4 = co + Math.min(4 >> shift, last) * cRow;
        int c5 = co + Math.min(5 >> shift, last) * cRow;
        int c6 = co + Math.min(6 >> shift, last) * cRow;
        int c7 = co + Math.min(7 >> shift, last) * cRow;
        if (add) {
            p00 = p00.add(FloatVector.fromArray(S, c, c0));
            p01 = p01.add(FloatVector.fromArray(S, c, c0 + L));
            p10 = p10.add(FloatVector.fromArray(S, c, c1));
            p11 = p11.add(FloatVector.fromArray(S, c, c1 + L));
            p20 = p20.add(FloatVector.fromArray(S, c, c2));
            p21 = p21.add(FloatVector.fromArray(S, c, c2 + L));
            p30 = p30.add(FloatVector.fromArray(S, c, c3));
            p31 = p31.add(FloatVector.fromArray(S, c, c3 + L));
            p40 = p40.add(FloatVector.fromArray(S, c, c4));
            p41 = p41.add(FloatVector.fromArray(S, c, c4 + L));
            p50 = p50.add(FloatVector.fromArray(S, c, c5));
            p51 = p51.add(FloatVector.fromArray(S, c, c5 + L));
            p60 = p60.add(FloatVector.fromArray(S, c, c6));
            p61 = p61.add(FloatVector.fromArray(S, c, c6 + L));
            p70 = p70.add(FloatVector.fromArray(S, c, c7));
            p71 = p71.add(FloatVector.fromArray(S, c, c7 + L));
        }
        p70.intoArray(c, c7);
        p71.intoArray(c, c7 + L);
        p60.intoArray(c, c6);
        p61.intoArray(c, c6 + L);
        p50.intoArray(c, c5);
        p51.intoArray(c, c5 + L);
        p40.intoArray(c, c4);
        p41.intoArray(c, c4 + L);
        p30.intoArray(c, c3);
        p31.intoArray(c, c3 + L);
        p20.intoArray(c, c2);
        p21.intoArray(c, c2 + L);
        p10.intoArray(c, c1);
        p11.intoArray(c, c1 + L);
        p00.intoArray(c, c0);
        p01.intoArray(c, c0 + L);
    }

    /** As {@link #eight}, half as many rows. */
    private static void four(
            boolean complex,
            int signs,
            int last,
            int depth,
            float[] a,
            int ao,
            float[] b,
            int bo,
            float[] c,
            int co,
            int cRow,
            boolean add) {
        FloatVector p00 = FloatVector.zero(S);
        FloatVector p01 = FloatVector.zero(S);
        FloatVector p10 = FloatVector.zero(S);
        FloatVector p11 = FloatVector.zero(S);
        FloatVector p20 = FloatVector.zero(S);
        FloatVector p21 = FloatVector.zero(S);
        FloatVector p30 = FloatVector.zero(S);
        FloatVector p31 = FloatVector.zero(S);
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bo + k * WIDTH);
            FloatVector b1 = FloatVector.fromArray(S, b, bo + k * WIDTH + L);
            FloatVector x0 = FloatVector.broadcast(S, a[ao + k * HEIGHT]);
            p00 = x0.fma(b0, p00);
            p01 = x0.fma(b1, p01);
            FloatVector x1 = FloatVector.broadcast(S, a[ao + k * HEIGHT + 1]);
            p10 = x1.fma(b0, p10);
            p11 = x1.fma(b1, p11);
            FloatVector x2 = FloatVector.broadcast(S, a[ao + k * HEIGHT + 2]);
            p20 = x2.fma(b0, p20);
            p21 = x2.fma(b1, p21);
            FloatVector x3 = FloatVector.broadcast(S, a[ao + k * HEIGHT + 3]);
            p30 = x3.fma(b0, p30);
            p31 = x3.fma(b1, p31);
        }
        if (complex) {
            FloatVector sign = FloatVector.fromArray(S, SIGNS, signs);
            p00 = p10.rearrange(SWAP).fma(sign, p00);
            p01 = p11.rearrange(SWAP).fma(sign, p01);
            p20 = p30.rearrange(SWAP).fma(sign, p20);
            p21 = p31.rearrange(SWAP).fma(sign, p21);
        }
        int shift = complex ? 1 : 0;
        int c0 = co;
        int c1 = co + Math.min(1 >> shift, last) * cRow;
        int c2 = co + Math.min(2 >> shift, last) * cRow;
        int c3 = co + Math.min(3 >> shift, last) * cRow;
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
        p30.intoArray(c, c3);
        p31.intoArray(c, c3 + L);
        p20.intoArray(c, c2);
        p21.intoArray(c, c2 + L);
        p10.intoArray(c, c1);
        p11.intoArray(c, c1 + L);
        p00.intoArray(c, c0);
        p01.intoArray(c, c0 + L);
    }
}
