package org.argand.backend.cpu;

import static org.argand.backend.cpu.SideBySide.get;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** A = L Lᴴ by dot products of rows, one matrix per lane: operation by operation that of {@link org.argand.backend.dense}. */
final class SideCholesky {
    private static final VectorSpecies<Double> S = SideBySide.S;
    private static final int L = SideBySide.L;

    private SideCholesky() {}

    /** Turns A, of which the lower triangle is read, into L; a lane whose pivot is not positive refuses it. */
    static void factor(SideMatrix m) {
        m.scratch().refuseNotFinite(m);
        for (int i = 0; i < m.rows(); i++) {
            row(m, i);
        }
    }

    private static void row(SideMatrix m, int i) {
        double[] p = m.data();
        for (int j = 0; j < i; j++) {
            element(m, i, j);
        }
        int sums = m.scratch().square();
        int row = m.at(i, 0);
        SideKernel.square(p, row, i, m.complex(), sums);
        DoubleVector d = get(p, m.at(i, i)).sub(get(p, sums));
        m.scratch().refuse(d.compare(VectorOperators.GT, 0).not());
        d.sqrt().intoArray(p, m.at(i, i));
        DoubleVector zero = DoubleVector.zero(S);
        if (m.complex()) {
            zero.intoArray(p, m.at(i, i) + L);
        }
        for (int x = m.at(i, i + 1); x < m.at(i, m.rows()); x += L) {
            zero.intoArray(p, x);
        }
    }

    private static void element(SideMatrix m, int i, int j) {
        double[] p = m.data();
        int at = m.at(i, j);
        int sums = m.scratch().square();
        SideKernel.dot(p, m.at(j, 0), m.at(i, 0), j, m.complex(), sums);
        DoubleVector d = get(p, m.at(j, j));
        get(p, at).sub(get(p, sums)).div(d).intoArray(p, at);
        if (m.complex()) {
            get(p, at + L).sub(get(p, sums + L)).div(d).intoArray(p, at + L);
        }
    }
}
