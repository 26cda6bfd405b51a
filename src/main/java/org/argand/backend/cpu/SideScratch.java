package org.argand.backend.cpu;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.argand.backend.cpu.GemmMemory.Slot;

/** A thread's scratch array of vectors, from which matrices are cut, and which lanes cannot be done side by side. */
final class SideScratch {
    private static final VectorSpecies<Double> S = SideBySide.S;
    private static final int L = SideBySide.L;

    /** Vectors of a square, and four at least. */
    private static final int SQUARE = Math.max(L, 4);

    private static final DoubleMemory MEMORY = new DoubleMemory();

    private final double[] data;
    private final int square;
    private final int refusals;
    private int used;

    /** Room for the work on matrices of so many rows or columns at most. */
    SideScratch(int most) {
        int vectors = 16 * (most + 1) * (most + 1) + SQUARE + 1;
        this.data = MEMORY.scratch(Slot.PANEL, vectors * L);
        this.square = vectors(SQUARE);
        this.refusals = vectors(1);
    }

    double[] data() {
        return data;
    }

    /** Where a square of as many vectors as lanes is; for sums, four vectors at least. */
    int square() {
        return square;
    }

    /** Where so many vectors are that are nobody else's. */
    int vectors(int count) {
        int at = used;
        used += count * L;
        return at;
    }

    /**
     * Matrices of which the elements of a row follow each other. Rows are an odd number of vectors apart, so that the elements
     * of a column do not fall into the same few lines of a cache.
     */
    SideMatrix rows(int rows, int columns, boolean complex) {
        int step = complex ? 2 * L : L;
        int down = (columns * step / L | 1) * L;
        return new SideMatrix(this, vectors(rows * down / L), rows, columns, down, step, complex);
    }

    /** Matrices of which the elements of a column follow each other. */
    SideMatrix columns(int rows, int columns, boolean complex) {
        return rows(columns, rows, complex).transposed();
    }

    /** Sets vectors from one place to another to 0. */
    void clear(int from, int to) {
        Arrays.fill(data, from, to, 0);
    }

    /** No lane refuses anything yet. */
    void begin() {
        DoubleVector.zero(S).intoArray(data, refusals);
    }

    /** Lanes refuse numbers of a matrix that are not finite. */
    void refuseNotFinite(SideMatrix m) {
        DoubleVector zero = DoubleVector.zero(S);
        DoubleVector s = DoubleVector.fromArray(S, data, refusals);
        int step = m.complex() ? 2 * L : L;
        SideMatrix lines = m.across() == step ? m : m.transposed();
        for (int i = 0; i < lines.rows(); i++) {
            for (int x = lines.at(i, 0); x < lines.at(i, lines.columns()); x += L) {
                // 0 · x is 0 if x is finite, and NaN otherwise.
                s = DoubleVector.fromArray(S, data, x).mul(zero).abs().add(s);
            }
        }
        s.intoArray(data, refusals);
    }

    /** Those lanes are to be done again, one by one. */
    void refuse(VectorMask<Double> lanes) {
        if (lanes.anyTrue()) {
            DoubleVector.fromArray(S, data, refusals).blend(1, lanes).intoArray(data, refusals);
        }
    }

    /** Those lanes that nobody has refused yet. */
    VectorMask<Double> accepted() {
        return DoubleVector.fromArray(S, data, refusals).compare(VectorOperators.EQ, 0);
    }

    boolean refusesAny() {
        return !accepted().allTrue();
    }

    boolean refuses(int lane) {
        return data[refusals + lane] != 0;
    }
}
