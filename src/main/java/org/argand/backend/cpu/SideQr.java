package org.argand.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Q over R, with a diagonal of R that is not negative. */
final class SideQr {
    private static final VectorSpecies<Double> S = SideBySide.S;
    private static final int L = SideBySide.L;

    private final SideScratch scratch;
    private final SideMatrix a;
    private final SideExponent exponent;
    private final SideOrthogonalTriangular qr;
    private final SideMatrix q;
    private final SideMatrix r;
    private final SideMatrix result;

    /** Of matrices with at least as many rows as columns. */
    SideQr(SideScratch scratch, int rows, int columns, boolean complex) {
        this.scratch = scratch;
        this.a = scratch.columns(rows, columns, complex);
        this.exponent = new SideExponent(scratch);
        this.qr = new SideOrthogonalTriangular(a);
        this.result = scratch.columns(rows + columns, columns, complex);
        this.q = result.block(0, 0, rows, columns);
        this.r = result.block(rows, 0, columns, columns);
    }

    SideMatrix operand() {
        return a;
    }

    SideMatrix result() {
        return result;
    }

    void factor() {
        scratch.refuseNotFinite(a);
        exponent.takeFrom(a);
        qr.factor(false);
        qr.reflectors().product(q);
        for (int j = 0; j < a.columns(); j++) {
            column(j);
            exponent.giveTo(r.at(0, j), r.rows() * (a.complex() ? 2 : 1));
        }
    }

    /** Column j of Q and of R, signed. */
    private void column(int j) {
        double[] p = a.data();
        VectorMask<Double> negative = negative(j);
        for (int x = q.at(0, j); x < q.at(q.rows(), j); x += L) {
            DoubleVector y = DoubleVector.fromArray(S, p, x);
            y.mul(-1, negative).intoArray(p, x);
        }
        int step = a.down();
        int from = a.at(0, j);
        int to = r.at(0, j);
        for (int i = 0; i < j; i++) {
            VectorMask<Double> turned = negative(i);
            for (int x = i * step; x < (i + 1) * step; x += L) {
                DoubleVector.fromArray(S, p, from + x).mul(-1, turned).intoArray(p, to + x);
            }
        }
        scratch.clear(r.at(j, j), r.at(r.rows(), j));
        DoubleVector.fromArray(S, p, qr.diagonal(j)).mul(-1, negative).intoArray(p, r.at(j, j));
    }

    private VectorMask<Double> negative(int i) {
        return DoubleVector.fromArray(S, a.data(), qr.diagonal(i)).compare(VectorOperators.LT, 0);
    }
}
