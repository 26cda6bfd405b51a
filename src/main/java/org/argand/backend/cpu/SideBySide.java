package org.argand.backend.cpu;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
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

    private static final DoubleMemory MEMORY = new DoubleMemory();

    @Override
    public void run(Job job, int first, int count) {
        Side a = job.operands().getFirst();
        int n = a.rows();
        int rights = job.kind() == Factorisation.CHOLESKY ? 0 : job.result().columns();
        Columns m = Columns.of(n, rights, a.dtype().isComplex());
        SideTiles[] operands = new SideTiles[job.operands().size()];
        for (int k = 0; k < operands.length; k++) {
            operands[k] = new SideTiles(job.operands().get(k), m, k == 0 ? 0 : n);
        }
        SideTiles result = new SideTiles(job.result(), m, rights == 0 ? 0 : n);
        Status status = new Status(job.status());
        int end = first + count;
        for (int i = first; i < end; i += L) {
            for (SideTiles operand : operands) {
                operand.read(i, end);
            }
            m.begin();
            factor(job.kind(), m);
            result.write(i, end);
            for (int x = i; x < Math.min(i + L, end); x++) {
                if (m.isRefused(x - i)) {
                    job.batch().run(x);
                } else {
                    status.fine(x);
                }
            }
        }
    }

    private static void factor(Factorisation kind, Columns m) {
        switch (kind) {
            case SOLVE -> {
                EliminationKernel.eliminate(m);
                EliminationKernel.substitute(m, true);
            }
            case SOLVE_LOWER, SOLVE_UPPER -> {
                EliminationKernel.invert(m);
                EliminationKernel.substitute(m, kind == Factorisation.SOLVE_UPPER);
            }
            case CHOLESKY -> SideCholesky.factor(m);
            case DET, SLOGDET, QR, EIGH, SVD -> throw new AssertionError(kind);
        }
    }

    /** What became of each matrix: the code and the value of {@link org.argand.backend.Backend#factor}. */
    private static final class Status {
        private final double[] data;
        private final Places places;
        private final int next;

        Status(Side to) {
            this.data = (double[]) to.array();
            this.places = new Places(to.layout(), 1);
            this.next = (int) to.layout().stride(to.layout().shape().rank() - 1);
        }

        void fine(int matrix) {
            int at = places.of(matrix);
            data[at] = 0;
            data[at + next] = 0;
        }
    }

    /**
     * Square matrices and next to each a right-hand side of {@code rights} columns, as columns of numbers: number x of lane
     * l is {@code data[x * L + l]}. Behind them are a row of zeros, and room for a square of
     * lanes and for what lanes refuse.
     */
    record Columns(double[] data, int n, int rights, boolean complex) {
        static Columns of(int n, int rights, boolean complex) {
            int numbers = (n + 1) * (n + rights) * (complex ? 2 : 1) + L + 1;
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

        /** Where the square is. */
        int square() {
            return end() + row();
        }

        private int refusals() {
            return square() + L * L;
        }

        /** Lanes refuse numbers that are not finite. */
        void begin() {
            DoubleVector zero = DoubleVector.zero(S);
            DoubleVector s = zero;
            DoubleVector t = zero;
            int x = 0;
            for (; x < end() - L; x += 2 * L) {
                // 0 · x is 0 if x is finite, and NaN otherwise.
                s = DoubleVector.fromArray(S, data, x).fma(zero, s);
                t = DoubleVector.fromArray(S, data, x + L).fma(zero, t);
            }
            for (; x < end(); x += L) {
                s = DoubleVector.fromArray(S, data, x).fma(zero, s);
            }
            s.add(t).abs().intoArray(data, refusals());
        }

        /** Those lanes are to be done again, one by one. */
        void refuse(VectorMask<Double> lanes) {
            if (lanes.anyTrue()) {
                DoubleVector.fromArray(S, data, refusals())
                        .blend(1, lanes)
                        .intoArray(data, refusals());
            }
        }

        boolean isRefused(int lane) {
            return data[refusals() + lane] != 0;
        }
    }
}
