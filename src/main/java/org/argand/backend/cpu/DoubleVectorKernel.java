package org.argand.backend.cpu;

import java.util.Optional;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of float64 and complex128 products with the Vector API: 8 by 2 vectors of accumulators where
 * there are 32 vector registers, 4 by 2 where there are 16, and for the rows that are left over.
 *
 * <p>The methods are long because an accumulator must be a local variable to live in a register. What
 * was in C is added in one branch around all of them: a branch to each makes the compiler spill them.
 */
final class DoubleVectorKernel implements GemmKernel<double[]> {

    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final int WIDTH = 2 * L;
    private static final int ROWS = Lanes.registers() >= 32 ? 8 : 4;

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

    @Override
    public void real(
            int rows,
            int depth,
            Strided<double[]> a,
            Strided<double[]> b,
            Strided<double[]> c,
            boolean add) {
        double[] from = a.data();
        double[] by = b.data();
        double[] to = c.data();
        int aRow = a.rowStride();
        int bRow = b.rowStride();
        int cRow = c.rowStride();
        for (int i = 0; i < rows; i += ROWS) {
            int last = rows - 1 - i;
            int ao = a.at(i, 0);
            int co = c.at(i, 0);
            if (ROWS == 8 && last >= 4) {
                real8(last, depth, from, ao, aRow, by, b.offset(), bRow, to, co, cRow, add);
            } else {
                real4(last, depth, from, ao, aRow, by, b.offset(), bRow, to, co, cRow, add);
            }
        }
    }

    /** Up to eight rows; a row that is not there is the last one once more. */
    private static void real8(
            int last,
            int depth,
            double[] a,
            int ao,
            int aRow,
            double[] b,
            int bo,
            int bRow,
            double[] c,
            int co,
            int cRow,
            boolean add) {
        int r1 = Math.min(1, last);
        int r2 = Math.min(2, last);
        int r3 = Math.min(3, last);
        int r4 = Math.min(4, last);
        int r5 = Math.min(5, last);
        int r6 = Math.min(6, last);
        int r7 = Math.min(7, last);
        int a0 = ao;
        int a1 = ao + r1 * aRow;
        int a2 = ao + r2 * aRow;
        int a3 = ao + r3 * aRow;
        int a4 = ao + r4 * aRow;
        int a5 = ao + r5 * aRow;
        int a6 = ao + r6 * aRow;
        int a7 = ao + r7 * aRow;
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
        DoubleVector p60 = DoubleVector.zero(S);
        DoubleVector p61 = DoubleVector.zero(S);
        DoubleVector p70 = DoubleVector.zero(S);
        DoubleVector p71 = DoubleVector.zero(S);
        for (int k = 0; k < depth; k++) {
            DoubleVector b0 = DoubleVector.fromArray(S, b, bo + k * bRow);
            DoubleVector b1 = DoubleVector.fromArray(S, b, bo + k * bRow + L);
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
            DoubleVector x6 = DoubleVector.broadcast(S, a[a6 + k]);
            p60 = x6.fma(b0, p60);
            p61 = x6.fma(b1, p61);
            DoubleVector x7 = DoubleVector.broadcast(S, a[a7 + k]);
            p70 = x7.fma(b0, p70);
            p71 = x7.fma(b1, p71);
        }
        int c0 = co;
        int c1 = co + r1 * cRow;
        int c2 = co + r2 * cRow;
        int c3 = co + r3 * cRow;
        int c4 = co + r4 * cRow;
        int c5 = co + r5 * cRow;
        int c6 = co + r6 * cRow;
        int c7 = co + r7 * cRow;
        if (add) {
            p00 = p00.add(DoubleVector.fromArray(S, c, c0));
            p01 = p01.add(DoubleVector.fromArray(S, c, c0 + L));
            p10 = p10.add(DoubleVector.fromArray(S, c, c1));
            p11 = p11.add(DoubleVector.fromArray(S, c, c1 + L));
            p20 = p20.add(DoubleVector.fromArray(S, c, c2));
            p21 = p21.add(DoubleVector.fromArray(S, c, c2 + L));
            p30 = p30.add(DoubleVector.fromArray(S, c, c3));
            p31 = p31.add(DoubleVector.fromArray(S, c, c3 + L));
            p40 = p40.add(DoubleVector.fromArray(S, c, c4));
            p41 = p41.add(DoubleVector.fromArray(S, c, c4 + L));
            p50 = p50.add(DoubleVector.fromArray(S, c, c5));
            p51 = p51.add(DoubleVector.fromArray(S, c, c5 + L));
            p60 = p60.add(DoubleVector.fromArray(S, c, c6));
            p61 = p61.add(DoubleVector.fromArray(S, c, c6 + L));
            p70 = p70.add(DoubleVector.fromArray(S, c, c7));
            p71 = p71.add(DoubleVector.fromArray(S, c, c7 + L));
        }
        p00.intoArray(c, c0);
        p01.intoArray(c, c0 + L);
        p10.intoArray(c, c1);
        p11.intoArray(c, c1 + L);
        p20.intoArray(c, c2);
        p21.intoArray(c, c2 + L);
        p30.intoArray(c, c3);
        p31.intoArray(c, c3 + L);
        p40.intoArray(c, c4);
        p41.intoArray(c, c4 + L);
        p50.intoArray(c, c5);
        p51.intoArray(c, c5 + L);
        p60.intoArray(c, c6);
        p61.intoArray(c, c6 + L);
        p70.intoArray(c, c7);
        p71.intoArray(c, c7 + L);
    }

    /** As {@link #real8}, up to four rows. */
    private static void real4(
            int last,
            int depth,
            double[] a,
            int ao,
            int aRow,
            double[] b,
            int bo,
            int bRow,
            double[] c,
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
        DoubleVector p00 = DoubleVector.zero(S);
        DoubleVector p01 = DoubleVector.zero(S);
        DoubleVector p10 = DoubleVector.zero(S);
        DoubleVector p11 = DoubleVector.zero(S);
        DoubleVector p20 = DoubleVector.zero(S);
        DoubleVector p21 = DoubleVector.zero(S);
        DoubleVector p30 = DoubleVector.zero(S);
        DoubleVector p31 = DoubleVector.zero(S);
        for (int k = 0; k < depth; k++) {
            DoubleVector b0 = DoubleVector.fromArray(S, b, bo + k * bRow);
            DoubleVector b1 = DoubleVector.fromArray(S, b, bo + k * bRow + L);
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
        }
        int c0 = co;
        int c1 = co + r1 * cRow;
        int c2 = co + r2 * cRow;
        int c3 = co + r3 * cRow;
        if (add) {
            p00 = p00.add(DoubleVector.fromArray(S, c, c0));
            p01 = p01.add(DoubleVector.fromArray(S, c, c0 + L));
            p10 = p10.add(DoubleVector.fromArray(S, c, c1));
            p11 = p11.add(DoubleVector.fromArray(S, c, c1 + L));
            p20 = p20.add(DoubleVector.fromArray(S, c, c2));
            p21 = p21.add(DoubleVector.fromArray(S, c, c2 + L));
            p30 = p30.add(DoubleVector.fromArray(S, c, c3));
            p31 = p31.add(DoubleVector.fromArray(S, c, c3 + L));
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

    @Override
    public void complex(
            int rows,
            int depth,
            Strided<double[]> a,
            Strided<double[]> b,
            Strided<double[]> c,
            boolean add) {
        double[] from = a.data();
        double[] by = b.data();
        double[] to = c.data();
        int aRow = a.rowStride();
        int bRow = b.rowStride();
        int cRow = c.rowStride();
        boolean conj = a.conj();
        for (int i = 0; i < rows; i += ROWS / 2) {
            int last = rows - 1 - i;
            int ao = a.at(i, 0);
            int co = c.at(i, 0);
            if (ROWS == 8 && last >= 2) {
                DoubleComplexTiles.four(
                        last, depth, from, ao, aRow, conj, by, b.offset(), bRow, to, co, cRow, add);
            } else {
                DoubleComplexTiles.two(
                        last, depth, from, ao, aRow, conj, by, b.offset(), bRow, to, co, cRow, add);
            }
        }
    }
}
