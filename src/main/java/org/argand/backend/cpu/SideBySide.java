package org.argand.backend.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.argand.array.Layout;
import org.argand.backend.Factorisation;
import org.argand.backend.cpu.GemmMemory.Slot;

/**
 * Factors as many small matrices at a time as a vector has lanes: each lane is one matrix.
 *
 * <p>The matrices are copied into a scratch array in which the same number of all of them is one vector, real parts before
 * imaginary ones, as doubles. What one matrix does and another does not, is masked.
 */
final class SideBySide implements FactorKernel {
    static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    static final int L = S.length();

    private static final DoubleMemory MEMORY = new DoubleMemory();

    @Override
    public void run(Job job, int first, int count) {
        Side a = job.operands().getFirst();
        boolean complex = a.dtype().isComplex();
        int n = a.rows();
        int right = job.kind() == Factorisation.CHOLESKY ? 0 : job.result().columns();
        double[] scratch = MEMORY.scratch(Slot.PANEL, 2 * L * n * (n + right));
        Columns m = new Columns(scratch, n, right, complex);
        Failures failures = new Failures(MEMORY.scratch(Slot.STRIP, 2 * L));
        Places[] operands = new Places[job.operands().size()];
        for (int k = 0; k < operands.length; k++) {
            operands[k] = new Places(job.operands().get(k).layout(), 2);
        }
        Places result = new Places(job.result().layout(), 2);
        Places status = new Places(job.status().layout(), 1);
        for (int i = first; i < first + count; i += L) {
            int lanes = Math.min(L, first + count - i);
            for (int k = 0; k < operands.length; k++) {
                read(job.operands().get(k), operands[k], i, lanes, m, k == 0 ? 0 : m.right(0));
            }
            failures.begin(m);
            factor(job.kind(), m, failures);
            write(m, failures, job, i, lanes, result, status);
        }
    }

    private static void factor(Factorisation kind, Columns m, Failures failures) {
        switch (kind) {
            case SOLVE -> {
                SideElimination.eliminate(m, failures);
                SideElimination.substitute(m, true, failures);
            }
            case SOLVE_LOWER -> SideElimination.substitute(m, false, failures);
            case SOLVE_UPPER -> SideElimination.substitute(m, true, failures);
            case CHOLESKY -> SideCholesky.factor(m, failures);
            case DET, SLOGDET, QR, EIGH, SVD -> throw new AssertionError(kind);
        }
    }

    /** Where the matrices of a batch begin. */
    private static final class Places {
        private final Odometer odometer;
        private final int offset;
        private final int step;
        private final boolean even;

        Places(Layout layout, int inner) {
            int rank = layout.shape().rank() - inner;
            this.odometer = new Odometer(rank, layout);
            this.offset = odometer.at(0);
            this.step = rank == 0 ? 0 : (int) layout.stride(rank - 1);
            this.even = isEven(layout, rank);
        }

        private static boolean isEven(Layout l, int rank) {
            for (int axis = 0; axis < rank - 1; axis++) {
                if (l.stride(axis) != l.stride(axis + 1) * l.shape().dim(axis + 1)) {
                    return false;
                }
            }
            return true;
        }

        int of(int matrix) {
            if (even) {
                return offset + matrix * step;
            }
            odometer.turnTo(matrix);
            return odometer.at(0);
        }
    }

    /**
     * Square matrices and next to each a right-hand side of {@code rights} columns, as columns of numbers: number x of lane
     * l is {@code data[x * L + l]}.
     */
    record Columns(double[] data, int n, int rights, boolean complex) {
        /** How far apart the elements of a row are. */
        int step() {
            return complex ? 2 * L : L;
        }

        /** Where the real part of an element is; its imaginary part follows L further on. */
        int at(int i, int j) {
            return (i * n + j) * step();
        }

        /** Where row i of the right-hand side begins. */
        int right(int i) {
            return (n * n + i * rights) * step();
        }

        /** How long a row of the right-hand side is. */
        int rightLength() {
            return rights * step();
        }
    }

    /** What became of each lane: the code and the value of {@link org.argand.backend.Backend#factor}, L each. */
    record Failures(double[] data) {
        private static final double NOT_FINITE = -1;

        /** None has failed but those with numbers that are not finite. */
        void begin(Columns m) {
            DoubleVector sum = DoubleVector.zero(S);
            int end = m.right(m.n());
            for (int x = 0; x < end; x += L) {
                // 0 · x is 0 if x is finite, and NaN otherwise.
                sum = DoubleVector.fromArray(S, m.data(), x).mul(0).add(sum);
            }
            VectorMask<Double> bad = sum.compare(VectorOperators.NE, 0);
            DoubleVector.zero(S).blend(NOT_FINITE, bad).intoArray(data, 0);
            DoubleVector.zero(S).intoArray(data, L);
        }

        /** Those lanes fail at a pivot counted from 1, unless they have failed before. */
        void pivot(int number, DoubleVector what, VectorMask<Double> lanes) {
            if (lanes.anyTrue()) {
                DoubleVector code = DoubleVector.fromArray(S, data, 0);
                VectorMask<Double> fresh = code.compare(VectorOperators.EQ, 0).and(lanes);
                code.blend(number, fresh).intoArray(data, 0);
                DoubleVector.fromArray(S, data, L).blend(what, fresh).intoArray(data, L);
            }
        }
    }

    /** Lanes without a matrix get what is last. */
    private static void read(Side from, Places places, int first, int lanes, Columns to, int at) {
        int rank = from.layout().shape().rank();
        int down = (int) from.layout().stride(rank - 2);
        int across = (int) from.layout().stride(rank - 1);
        int columns = from.columns();
        boolean one = down == columns * across;
        int rows = one ? 1 : to.n();
        int length = one ? to.n() * columns : columns;
        for (int lane = 0; lane < L; lane++) {
            int start = places.of(first + Math.min(lane, lanes - 1));
            for (int i = 0; i < rows; i++) {
                int x = start + i * down;
                int y = at + i * length * to.step() + lane;
                if (from.array() instanceof float[] floats) {
                    row(floats, x, across, length, to, y);
                } else {
                    row((double[]) from.array(), x, across, length, to, y);
                }
            }
        }
    }

    private static void row(float[] from, int at, int stride, int length, Columns to, int y) {
        double[] data = to.data();
        int step = to.step();
        if (to.complex()) {
            for (int j = 0; j < length; j++) {
                data[y + j * step] = from[2 * (at + j * stride)];
                data[y + j * step + L] = from[2 * (at + j * stride) + 1];
            }
        } else {
            for (int j = 0; j < length; j++) {
                data[y + j * step] = from[at + j * stride];
            }
        }
    }

    private static void row(double[] from, int at, int stride, int length, Columns to, int y) {
        double[] data = to.data();
        int step = to.step();
        if (to.complex()) {
            for (int j = 0; j < length; j++) {
                data[y + j * step] = from[2 * (at + j * stride)];
                data[y + j * step + L] = from[2 * (at + j * stride) + 1];
            }
        } else {
            for (int j = 0; j < length; j++) {
                data[y + j * step] = from[at + j * stride];
            }
        }
    }

    /** The right-hand side, or else the matrix, is the result; NaN where a lane has failed. */
    private static void write(
            Columns m,
            Failures failures,
            Job job,
            int first,
            int lanes,
            Places result,
            Places status) {
        Side to = job.result();
        int rank = to.layout().shape().rank();
        int down = (int) to.layout().stride(rank - 2);
        int across = (int) to.layout().stride(rank - 1);
        int columns = to.columns();
        boolean one = down == columns * across;
        int rows = one ? 1 : m.n();
        int length = one ? m.n() * columns : columns;
        int begin = m.rights() == 0 ? 0 : m.right(0);
        double[] codes = (double[]) job.status().array();
        int value = (int) job.status().layout().stride(job.status().layout().shape().rank() - 1);
        for (int lane = 0; lane < lanes; lane++) {
            double code = failures.data()[lane];
            boolean fine = code == 0;
            int start = result.of(first + lane);
            for (int i = 0; i < rows; i++) {
                int x = begin + i * length * m.step() + lane;
                int y = start + i * down;
                if (to.array() instanceof float[] floats) {
                    row(m, x, floats, y, across, length, fine);
                } else {
                    row(m, x, (double[]) to.array(), y, across, length, fine);
                }
            }
            int at = status.of(first + lane);
            codes[at] = code;
            codes[at + value] = failures.data()[L + lane];
        }
    }

    private static void row(
            Columns from, int x, float[] to, int at, int stride, int length, boolean fine) {
        double[] data = from.data();
        int step = from.step();
        for (int j = 0; j < length; j++) {
            if (from.complex()) {
                to[2 * (at + j * stride)] = fine ? (float) data[x + j * step] : Float.NaN;
                to[2 * (at + j * stride) + 1] = fine ? (float) data[x + j * step + L] : Float.NaN;
            } else {
                to[at + j * stride] = fine ? (float) data[x + j * step] : Float.NaN;
            }
        }
    }

    private static void row(
            Columns from, int x, double[] to, int at, int stride, int length, boolean fine) {
        double[] data = from.data();
        int step = from.step();
        for (int j = 0; j < length; j++) {
            if (from.complex()) {
                to[2 * (at + j * stride)] = fine ? data[x + j * step] : Double.NaN;
                to[2 * (at + j * stride) + 1] = fine ? data[x + j * step + L] : Double.NaN;
            } else {
                to[at + j * stride] = fine ? data[x + j * step] : Double.NaN;
            }
        }
    }
}
