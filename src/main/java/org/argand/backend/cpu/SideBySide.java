package org.argand.backend.cpu;

import java.util.List;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.argand.backend.Factorisation;

/**
 * Factors as many small matrices at a time as a vector has lanes: each lane is one matrix.
 *
 * <p>The matrices are copied into a scratch array in which the same number of all of them is one vector, real parts before
 * imaginary ones, as doubles. A matrix for which that goes astray (it is singular, has numbers that are not finite, or
 * pivots at the ends of the range, or takes too many steps) is refused by its lane and done by itself.
 */
final class SideBySide implements FactorKernel {
    static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    static final int L = S.length();

    /** The vector at that place. */
    static DoubleVector get(double[] p, int at) {
        return DoubleVector.fromArray(S, p, at);
    }

    @Override
    public boolean run(Job job, int first, int count) {
        Work work = Work.of(job);
        int end = first + count;
        setFine(job.status(), first, end);
        boolean fine = true;
        for (int i = first; i < end; i += L) {
            for (SideTiles operand : work.operands) {
                operand.read(i, end);
            }
            work.scratch.begin();
            work.algorithm.run();
            work.result.write(i, end);
            for (int x = i; work.scratch.refusesAny() && x < Math.min(i + L, end); x++) {
                fine &= !work.scratch.refuses(x - i) || job.batch().run(x);
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

    /** What is done to a vector of matrices, from where and to where. */
    private record Work(
            SideScratch scratch, List<SideTiles> operands, Runnable algorithm, SideTiles result) {

        static Work of(Job job) {
            Side a = job.operands().getFirst();
            int most = Math.max(a.rows(), a.columns());
            SideScratch scratch = new SideScratch(Math.max(most, job.result().columns()));
            boolean complex = a.dtype().isComplex();
            return switch (job.kind()) {
                case SOLVE, SOLVE_LOWER, SOLVE_UPPER -> solve(job, scratch);
                case DET, SLOGDET -> {
                    boolean log = job.kind() == Factorisation.SLOGDET;
                    SideDeterminant d = new SideDeterminant(scratch, a.rows(), complex, log);
                    yield of(job, d.operand(), d::compute, d.result());
                }
                case CHOLESKY -> {
                    SideMatrix m = scratch.rows(a.rows(), a.rows(), complex);
                    yield of(job, m, () -> SideCholesky.factor(m), m);
                }
                case QR -> {
                    SideQr qr = new SideQr(scratch, a.rows(), a.columns(), complex);
                    yield of(job, qr.operand(), qr::factor, qr.result());
                }
                case EIGH -> {
                    SideEigen e = new SideEigen(scratch, a.rows(), complex);
                    yield of(job, e.operand(), e::factor, e.result());
                }
                case SVD -> {
                    SideSvd svd = new SideSvd(scratch, a.rows(), a.columns(), complex);
                    yield of(job, svd.operand(), svd::factor, svd.result());
                }
            };
        }

        private static Work of(Job job, SideMatrix operand, Runnable algorithm, SideMatrix result) {
            return new Work(
                    operand.scratch(),
                    List.of(new SideTiles(job.operands().getFirst(), operand)),
                    algorithm,
                    new SideTiles(job.result(), result));
        }

        private static Work solve(Job job, SideScratch scratch) {
            Side a = job.operands().getFirst();
            int n = a.rows();
            int rights = job.result().columns();
            SideMatrix m = EliminationKernel.matrix(scratch, n, rights, a.dtype().isComplex());
            SideMatrix left = m.block(0, 0, n, n);
            SideMatrix right = m.block(0, n, n, rights);
            boolean whole = job.kind() == Factorisation.SOLVE;
            boolean upper = job.kind() == Factorisation.SOLVE_UPPER;
            int pivots = scratch.vectors(1 + 2 * n);
            Runnable algorithm =
                    () -> {
                        if (whole) {
                            // Whatever is not finite ends up in the solution or as a pivot that is
                            // refused.
                            EliminationKernel.eliminate(m, pivots);
                            EliminationKernel.substitute(m, true);
                            scratch.refuseNotFinite(right);
                        } else {
                            scratch.refuseNotFinite(left);
                            scratch.refuseNotFinite(right);
                            EliminationKernel.invert(m);
                            EliminationKernel.substitute(m, upper);
                        }
                    };
            return new Work(
                    scratch,
                    List.of(new SideTiles(a, left), new SideTiles(job.operands().get(1), right)),
                    algorithm,
                    new SideTiles(job.result(), right));
        }
    }
}
