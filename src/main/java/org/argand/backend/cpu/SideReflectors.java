package org.argand.backend.cpu;

import static org.argand.backend.cpu.SideBySide.get;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.argand.backend.dense.DenseBatch;

/** Householder reflections, one matrix per lane: operation by operation those of {@link org.argand.backend.dense}. */
final class SideReflectors {
    private static final VectorSpecies<Double> S = SideBySide.S;
    private static final int L = SideBySide.L;

    private final SideScratch scratch;
    private final SideMatrix v;
    private final int first;
    private final boolean complex;

    /** The coefficients τ; and one that is on its way to a loop. */
    private final int tau;

    private final int by;

    /** So many reflections of vectors of so many elements; the k-th acts on elements {@code first + k} onwards. */
    SideReflectors(SideScratch scratch, int length, int count, int first, boolean complex) {
        this.scratch = scratch;
        this.v = scratch.columns(length, count, complex);
        this.first = first;
        this.complex = complex;
        this.tau = scratch.vectors(3 * count);
        this.by = scratch.vectors(3);
    }

    /** The vectors v, of which the k-th has only elements {@code first + k} onwards. */
    SideMatrix vectors() {
        return v;
    }

    /** Where coefficient k is; it is meant for the lanes that have a reflection. */
    int tau(int k) {
        return tau + 3 * k * L;
    }

    /** −|x| where y is not negative, and |x| where it is. */
    static DoubleVector opposed(DoubleVector x, DoubleVector y) {
        DoubleVector size = x.abs();
        return size.neg().blend(size, y.test(VectorOperators.IS_NEGATIVE));
    }

    /** Makes reflection k from vector w, elements {@code first + k} onwards; puts β there. */
    void make(int k, SideMatrix from, int w, int beta) {
        double[] p = v.data();
        int at = from.at(first + k, w);
        int step = from.down();
        int rest = from.rows() - first - k - 1;
        int sums = scratch.square();
        int to = v.at(first + k, k);
        SideKernel.norm(scratch, at + step, rest, complex, sums);
        alpha(k, at, beta);
        DoubleVector.broadcast(S, 1).intoArray(p, to);
        if (complex) {
            DoubleVector.zero(S).intoArray(p, to + L);
            SideKernel.multiply(p, to + step, at + step, rest, sums);
        } else {
            SideKernel.divide(p, to + step, at + step, rest, sums);
        }
    }

    /**
     * Makes β and τ of the first element and the norm of the others, and what the others are to be divided by, or if they are
     * complex multiplied.
     */
    private void alpha(int k, int at, int beta) {
        double[] p = v.data();
        int sums = scratch.square();
        DoubleVector zero = DoubleVector.zero(S);
        DoubleVector re = get(p, at);
        DoubleVector im = complex ? get(p, at + L) : zero;
        DoubleVector rest = get(p, sums);
        VectorMask<Double> some =
                rest.compare(VectorOperators.NE, 0).or(im.compare(VectorOperators.NE, 0));
        DoubleVector all = re.mul(re).add(im.mul(im)).add(rest.mul(rest));
        scratch.refuse(SideKernel.ordinary(all).not().and(some));
        DoubleVector b = opposed(all.sqrt(), re);
        re.blend(b, some).intoArray(p, beta);
        DoubleVector c = re.sub(b);
        DoubleVector size = c.abs().add(im.abs());
        scratch.refuse(size.compare(VectorOperators.GE, DenseBatch.TINY).not().and(some));
        zero.blend(b.sub(re).div(b), some).intoArray(p, tau(k));
        zero.blend(im.neg().div(b), some).intoArray(p, tau(k) + L);
        zero.blend(1, some).intoArray(p, tau(k) + 2 * L);
        if (complex) {
            DoubleVector s = DoubleVector.broadcast(S, 1).div(c.mul(c).add(im.mul(im)));
            c.mul(s).intoArray(p, sums);
            im.neg().mul(s).intoArray(p, sums + L);
        } else {
            c.intoArray(p, sums);
        }
    }

    /** Applies reflection k, or its adjoint, to vector w of {@code to}. */
    void apply(int k, boolean adjoint, SideMatrix to, int w) {
        double[] p = v.data();
        int n = v.rows() - first - k;
        int x = v.at(first + k, k);
        int y = to.at(first + k, w);
        int sums = scratch.square();
        SideKernel.dot(p, x, y, n, complex, sums);
        DoubleVector a = get(p, sums);
        DoubleVector b = get(p, sums + L);
        DoubleVector c = get(p, tau(k));
        DoubleVector d = get(p, tau(k) + L);
        if (adjoint) {
            d = d.neg();
        }
        c.mul(a).sub(d.mul(b)).neg().intoArray(p, by);
        c.mul(b).add(d.mul(a)).neg().intoArray(p, by + L);
        get(p, tau(k) + 2 * L).intoArray(p, by + 2 * L);
        SideKernel.add(p, y, x, n, complex, by);
    }

    /** Makes the columns of {@code q} the first ones of {@code H₀·H₁⋯}. */
    void product(SideMatrix q) {
        double[] p = v.data();
        scratch.clear(q.base(), q.at(0, q.columns()));
        for (int w = 0; w < q.columns(); w++) {
            DoubleVector.broadcast(S, 1).intoArray(p, q.at(w, w));
            for (int k = Math.min(v.columns() - 1, w - first); k >= 0; k--) {
                apply(k, false, q, w);
            }
        }
    }

    /** Applies {@code H₀·H₁⋯} to every column of {@code to}. */
    void applyAll(SideMatrix to) {
        for (int w = 0; w < to.columns(); w++) {
            for (int k = v.columns() - 1; k >= 0; k--) {
                apply(k, false, to, w);
            }
        }
    }
}
