package org.argand.backend.cpu;

import static org.argand.backend.cpu.SideBySide.get;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.argand.backend.dense.Determinant;

/** Determinants, one matrix per lane; those whose product might overflow or underflow on the way refuse. */
final class SideDeterminant {
    private static final VectorSpecies<Double> S = SideBySide.S;
    private static final int L = SideBySide.L;

    /** Parts of pivots up to this and from its inverse on, or 0, are multiplied as they are; and parts of products. */
    private static final double PIVOT = 0x1p120;

    private static final double PRODUCT = 0x1p850;

    private final SideMatrix a;
    private final SideMatrix result;
    private final boolean log;
    private final int pivots;

    /** With {@code log}, det/|det| and log |det|. */
    SideDeterminant(SideScratch scratch, int n, boolean complex, boolean log) {
        this.a = EliminationKernel.matrix(scratch, n, 0, complex);
        this.result = scratch.rows(1, 2, complex).block(0, 0, 1, log ? 2 : 1);
        this.log = log;
        this.pivots = scratch.vectors(1 + 2 * n);
    }

    SideMatrix operand() {
        return a;
    }

    SideMatrix result() {
        return result;
    }

    void compute() {
        a.scratch().refuseNotFinite(a);
        EliminationKernel.eliminate(a, pivots);
        multiply();
        for (int lane = 0; log && lane < L; lane++) {
            split(lane);
        }
    }

    /** Those with a part that is not 0 but too small, or too large. */
    private static VectorMask<Double> odd(DoubleVector x, double limit) {
        DoubleVector size = x.abs();
        return size.compare(VectorOperators.GE, 1 / limit)
                .and(size.compare(VectorOperators.LE, limit))
                .or(x.compare(VectorOperators.EQ, 0))
                .not();
    }

    private void multiply() {
        double[] p = a.data();
        DoubleVector re = get(p, pivots);
        DoubleVector im = DoubleVector.zero(S);
        VectorMask<Double> odd = re.compare(VectorOperators.EQ, 0);
        int step = a.across();
        for (int x = pivots + L; x < pivots + L + a.rows() * step; x += step) {
            DoubleVector c = get(p, x);
            DoubleVector d = a.complex() ? get(p, x + L) : DoubleVector.zero(S);
            DoubleVector t = re.mul(c).sub(im.mul(d));
            im = re.mul(d).add(im.mul(c));
            re = t;
            odd = odd.or(odd(c, PIVOT)).or(odd(d, PIVOT));
            odd = odd.or(odd(re, PRODUCT)).or(odd(im, PRODUCT));
        }
        a.scratch().refuse(odd);
        int to = result.base();
        re.intoArray(p, to);
        if (a.complex()) {
            im.intoArray(p, to + L);
        }
    }

    private void split(int lane) {
        double[] p = a.data();
        int at = result.base() + lane;
        Determinant d = new Determinant(1);
        d.multiply(p[at], a.complex() ? p[at + L] : 0);
        p[at] = d.signRe();
        if (a.complex()) {
            p[at + L] = d.signIm();
        }
        at = result.at(0, 1) + lane;
        p[at] = d.log();
        if (a.complex()) {
            p[at + L] = 0;
        }
    }
}
