package org.argand.backend.cpu;

import static org.argand.backend.cpu.SideBySide.get;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** A·P = Q·R by reflections, one matrix per lane: operation by operation that of {@link org.argand.backend.dense}. */
final class SideOrthogonalTriangular {
    private static final VectorSpecies<Double> S = SideBySide.S;
    private static final int L = SideBySide.L;

    private final SideScratch scratch;
    private final SideMatrix a;
    private final SideReflectors reflectors;
    private final int diagonal;
    private final int order;
    private final int sizes;
    private final int lanes;

    /** Of matrices with at least as many rows as columns, the elements of which follow each other by columns. */
    SideOrthogonalTriangular(SideMatrix a) {
        int n = a.columns();
        this.scratch = a.scratch();
        this.a = a;
        this.reflectors = new SideReflectors(scratch, a.rows(), n, 0, a.complex());
        this.diagonal = scratch.vectors(n);
        this.order = scratch.vectors(n);
        this.sizes = scratch.vectors(n);
        this.lanes = scratch.vectors(1);
    }

    /** Factors A, whose columns become those of R; with {@code pivoting}, the longest remaining one comes next. */
    void factor(boolean pivoting) {
        int n = a.columns();
        for (int k = 0; pivoting && k < n; k++) {
            DoubleVector.broadcast(S, k).intoArray(a.data(), order + k * L);
        }
        for (int k = 0; k < n; k++) {
            if (pivoting) {
                exchange(k);
            }
            reflectors.make(k, a, k, diagonal(k));
            for (int j = k + 1; j < n; j++) {
                reflectors.apply(k, true, a, j);
            }
        }
    }

    private void exchange(int k) {
        double[] p = a.data();
        int n = a.columns();
        for (int j = k; j < n; j++) {
            SideKernel.norm(scratch, a.at(k, j), a.rows() - k, a.complex(), sizes + j * L);
        }
        DoubleVector longest = get(p, sizes + k * L);
        DoubleVector best = DoubleVector.broadcast(S, k);
        for (int j = k + 1; j < n; j++) {
            DoubleVector size = get(p, sizes + j * L);
            VectorMask<Double> longer = size.compare(VectorOperators.GT, longest);
            longest = longest.blend(size, longer);
            best = best.blend(j, longer);
        }
        int numbers = a.complex() ? 2 * a.rows() : a.rows();
        for (int j = k + 1; j < n; j++) {
            VectorMask<Double> here = best.compare(VectorOperators.EQ, j);
            if (here.anyTrue()) {
                DoubleVector.zero(S).blend(1, here).intoArray(p, lanes);
                SideKernel.swap(p, a.at(0, k), a.at(0, j), numbers, lanes);
                SideKernel.swap(p, order + k * L, order + j * L, 1, lanes);
            }
        }
    }

    SideReflectors reflectors() {
        return reflectors;
    }

    /** Where the real element k of R's diagonal is, of either sign. */
    int diagonal(int k) {
        return diagonal + k * L;
    }

    /** Where the number of the column of A is that column k of R belongs to. */
    int order(int k) {
        return order + k * L;
    }
}
