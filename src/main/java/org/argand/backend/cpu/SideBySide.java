package org.argand.backend.cpu;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.argand.backend.Factorisation;
import org.argand.backend.cpu.GemmMemory.Slot;

/**
 * Factors as many small matrices at a time as a vector has lanes: each lane is one matrix.
 *
 * <p>The matrices are copied into a scratch array in which the same number of all of them is one vector, real parts before
 * imaginary ones, as doubles. A matrix for which that goes astray (it is singular, has numbers that are not finite, or
 * pivots at the ends of the range) is refused by its lane and done by itself.
 */
final class SideBySide implements FactorKernel {
    static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    static final int L = S.length();

    /** Vectors of a square, and four at least. */
    private static final int SQUARE = Math.max(L, 4);

    private static final DoubleMemory MEMORY = new DoubleMemory();

    @Override
    public boolean run(Job job, int first, int count) {
        Side a = job.operands().getFirst();
        int n = a.rows();
        int rights = job.kind() == Factorisation.CHOLESKY ? 0 : job.result().columns();
        Columns m = Columns.of(n, rights, a.dtype().isComplex());
        SideTiles[] operands = new SideTiles[job.operands().size()];
        for (int k = 0; k < operands.length; k++) {
            operands[k] = new SideTiles(job.operands().get(k), m, k == 0 ? 0 : n);
        }
        SideTiles result = new SideTiles(job.result(), m, rights == 0 ? 0 : n);
        int end = first + count;
        setFine(job.status(), first, end);
        boolean fine = true;
        for (int i = first; i < end; i += L) {
            for (SideTiles operand : operands) {
                operand.read(i, end);
            }
            factor(job.kind(), m);
            result.write(i, end);
            for (int x = i; m.refusesAny() && x < Math.min(i + L, end); x++) {
                fine &= !m.refuses(x - i) || job.batch().run(x);
            }
        }
        return fine;
    }

    /** Says of those matrices that they went well, as {@link org.argand.backend.Backend#factor} does. */
    private static void setFine(Side status, int first, int end) {
        double[] data = (double[]) status.array();
        Places places = new Places(status.layout(), 1);
        int next = (int) status.layout().stride(status.layout().shape().rank() - 1);
        for (int x = first; x < end; x++) {
            int at = places.of(x);
            data[at] = 0;
            data[at + next] = 0;
        }
    }

    private static void factor(Factorisation kind, Columns m) {
        switch (kind) {
            case SOLVE -> {
                // Whatever is not finite ends up in the solution or as a pivot that is refused.
                m.begin();
                EliminationKernel.eliminate(m);
                EliminationKernel.substitute(m, true);
                m.refuseNotFinite(m.n());
            }
            case SOLVE_LOWER, SOLVE_UPPER -> {
                m.begin();
                m.refuseNotFinite(0);
                EliminationKernel.invert(m);
                EliminationKernel.substitute(m, kind == Factorisation.SOLVE_UPPER);
            }
            case CHOLESKY -> {
                m.begin();
                m.refuseNotFinite(0);
                SideCholesky.factor(m);
            }
            case DET, SLOGDET, QR, EIGH, SVD -> throw new AssertionError(kind);
        }
    }

    /**
     * Square matrices and next to each a right-hand side of {@code rights} columns, as columns of numbers: number x of lane
     * l is {@code data[x * L + l]}. Behind them are a row of zeros, and room for a square of
     * lanes and for what lanes refuse.
     */
    record Columns(double[] data, int n, int rights, boolean complex) {
        static Columns of(int n, int rights, boolean complex) {
            int numbers = (n + 1) * (n + rights) * (complex ? 2 : 1) + SQUARE + 1;
            double[] data = MEMORY.scratch(Slot.PANEL, numbers * L);
            Columns m = new Columns(data, n, rights, complex);
            Arrays.fill(data, m.end(), m.square(), 0);
            return m;
        }

        /** How far apart the elements of a row are. */
        int step() {
            return complex ? 2 * L : L;
        }

        /** How far apart rows are. */
        int row() {
            return (n + rights) * step();
        }

        /** Where the real part of an element is; its imaginary part follows L further on. */
        int at(int i, int j) {
            return i * row() + j * step();
        }

        /** Where the last row ends. */
        int end() {
            return n * row();
        }

        /** Where the square is, or some sums. */
        int square() {
            return end() + row();
        }

        private int refusals() {
            return square() + SQUARE * L;
        }

        /** No lane refuses anything yet. */
        void begin() {
            DoubleVector.zero(S).intoArray(data, refusals());
        }

        /** Lanes refuse numbers that are not finite in columns from that one on. */
        void refuseNotFinite(int column) {
            DoubleVector zero = DoubleVector.zero(S);
            DoubleVector s = DoubleVector.fromArray(S, data, refusals());
            for (int row = 0; row < end(); row += row()) {
                for (int x = row + column * step(); x < row + row(); x += L) {
                    // 0 · x is 0 if x is finite, and NaN otherwise.
                    s = DoubleVector.fromArray(S, data, x).mul(zero).abs().add(s);
                }
            }
            s.intoArray(data, refusals());
        }

        /** Those lanes are to be done again, one by one. */
        void refuse(VectorMask<Double> lanes) {
            if (lanes.anyTrue()) {
                DoubleVector.fromArray(S, data, refusals())
                        .blend(1, lanes)
                        .intoArray(data, refusals());
            }
        }

        boolean refusesAny() {
            return DoubleVector.fromArray(S, data, refusals())
                    .compare(VectorOperators.NE, 0)
                    .anyTrue();
        }

        boolean refuses(int lane) {
            return data[refusals() + lane] != 0;
        }
    }
}
