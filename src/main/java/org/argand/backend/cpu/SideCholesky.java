package org.argand.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.argand.backend.cpu.SideBySide.Columns;

/** A = L Lᴴ by dot products of rows, one matrix per lane: operation by operation that of {@link org.argand.backend.dense}. */
final class SideCholesky {
    private static final VectorSpecies<Double> S = SideBySide.S;
    private static final int L = SideBySide.L;

    private SideCholesky() {}

    private static DoubleVector get(double[] p, int at) {
        return DoubleVector.fromArray(S, p, at);
    }

    /** Turns A, of which the lower triangle is read, into L; a lane whose pivot is not positive refuses it. */
    static void factor(Columns m) {
        for (int i = 0; i < m.n(); i++) {
            row(m, i);
        }
    }

    private static void row(Columns m, int i) {
        double[] p = m.data();
        for (int j = 0; j < i; j++) {
            element(m, i, j);
        }
        int sums = m.square();
        int row = m.at(i, 0);
        dot(m, row, row, i, sums);
        DoubleVector square = get(p, sums);
        if (m.complex()) {
            dot(m, row + L, row + L, i, sums);
            square = square.add(get(p, sums));
        }
        DoubleVector d = get(p, m.at(i, i)).sub(square);
        m.refuse(d.compare(VectorOperators.GT, 0).not());
        d.sqrt().intoArray(p, m.at(i, i));
        DoubleVector zero = DoubleVector.zero(S);
        if (m.complex()) {
            zero.intoArray(p, m.at(i, i) + L);
        }
        for (int x = m.at(i, i + 1); x < m.at(i, m.n()); x += L) {
            zero.intoArray(p, x);
        }
    }

    private static void element(Columns m, int i, int j) {
        double[] p = m.data();
        int u = m.at(j, 0);
        int v = m.at(i, 0);
        int at = m.at(i, j);
        int sums = m.square();
        dot(m, u, v, j, sums);
        if (m.complex()) {
            dot(m, u + L, v + L, j, sums + L);
            dot(m, u, v + L, j, sums + 2 * L);
            dot(m, u + L, v, j, sums + 3 * L);
        }
        DoubleVector d = get(p, m.at(j, j));
        DoubleVector x = get(p, sums);
        if (m.complex()) {
            x = x.add(get(p, sums + L));
            DoubleVector y = get(p, sums + 2 * L).sub(get(p, sums + 3 * L));
            get(p, at + L).sub(y).div(d).intoArray(p, at + L);
        }
        get(p, at).sub(x).div(d).intoArray(p, at);
    }

    /**
     * Writes to {@code to} the sum of products of {@code length} numbers, in the order in which single matrices add them; a
     * method with a loop that returns a vector would make it an object.
     */
    private static void dot(Columns m, int u, int v, int length, int to) {
        double[] p = m.data();
        int step = m.step();
        DoubleVector s0 = DoubleVector.zero(S);
        DoubleVector s1 = DoubleVector.zero(S);
        DoubleVector s2 = DoubleVector.zero(S);
        DoubleVector s3 = DoubleVector.zero(S);
        int i = 0;
        for (; i < length - 3; i += 4) {
            int a = u + i * step;
            int b = v + i * step;
            s0 = s0.add(get(p, a).mul(get(p, b)));
            s1 = s1.add(get(p, a + step).mul(get(p, b + step)));
            s2 = s2.add(get(p, a + 2 * step).mul(get(p, b + 2 * step)));
            s3 = s3.add(get(p, a + 3 * step).mul(get(p, b + 3 * step)));
        }
        for (; i < length; i++) {
            s0 = s0.add(get(p, u + i * step).mul(get(p, v + i * step)));
        }
        s0.add(s1).add(s2.add(s3)).intoArray(p, to);
    }
}
