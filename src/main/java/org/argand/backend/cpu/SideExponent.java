package org.argand.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The power of two that the numbers of a matrix are divided by so that all are below 1, in each lane. */
final class SideExponent {
    private static final VectorSpecies<Double> S = SideBySide.S;
    private static final int L = SideBySide.L;

    /** Bits of an exponent of one. */
    private static final long ONE = 1L << 52;

    private final SideScratch scratch;
    private final int down;
    private final int up;

    SideExponent(SideScratch scratch) {
        this.scratch = scratch;
        this.down = scratch.vectors(1);
        this.up = scratch.vectors(1);
    }

    /** Divides columns by it; lanes with none but 0 keep them, those at the ends of the range refuse. */
    void takeFrom(SideMatrix m) {
        double[] p = scratch.data();
        DoubleVector largest = DoubleVector.zero(S);
        for (int j = 0; j < m.columns(); j++) {
            for (int x = m.at(0, j); x < m.at(m.rows(), j); x += L) {
                largest = largest.max(DoubleVector.fromArray(S, p, x).abs());
            }
        }
        VectorMask<Double> zero = largest.compare(VectorOperators.EQ, 0);
        scratch.refuse(
                largest.compare(VectorOperators.GT, 0x1p-500)
                        .and(largest.compare(VectorOperators.LT, 0x1p500))
                        .or(zero)
                        .not());
        LongVector exponent = largest.reinterpretAsLongs().and(0x7ff * ONE);
        exponent.add(ONE).reinterpretAsDoubles().blend(1, zero).intoArray(p, up);
        LongVector whole = exponent.broadcast(2045 * ONE);
        whole.sub(exponent).reinterpretAsDoubles().blend(1, zero).intoArray(p, down);
        for (int j = 0; j < m.columns(); j++) {
            SideKernel.scale(p, m.at(0, j), (m.at(m.rows(), j) - m.at(0, j)) / L, down);
        }
    }

    /** Multiplies as many numbers by it. */
    void giveTo(int at, int numbers) {
        SideKernel.scale(scratch.data(), at, numbers, up);
    }
}
