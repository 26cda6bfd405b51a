package org.argand.backend.cpu;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.argand.array.DType;
import org.argand.array.Layout;
import org.argand.array.Shape;
import org.argand.backend.Factorisation;
import org.argand.backend.Operand;
import org.argand.backend.cpu.FactorKernel.Job;
import org.argand.backend.cpu.FactorKernel.Side;
import org.argand.backend.dense.VectorLoops;

/** Factorisations of a batch of matrices, shared between the workers. */
final class Factorisations {
    /** Numbers of a task: enough to be worth a thread. */
    private static final int TASK = 1 << 15;

    /** The most rows or columns that are factored side by side with those of other matrices. */
    static final int SMALL = 16;

    /** The fewest matrices for which that pays. */
    private static final int MANY = 4;

    /** A multiple of the lanes of any vector. */
    private static final int WHOLE = 16;

    /** Matrix by matrix. */
    static final FactorKernel PLAIN =
            (job, first, count) -> {
                boolean fine = true;
                for (int i = first; i < first + count; i++) {
                    fine &= job.batch().run(i);
                }
                return fine;
            };

    /** What single matrices are done by; package-private so that tests can wait for it. */
    static final Warm<VectorLoops> LOOPS =
            new Warm<>(VectorLoops.PLAIN, () -> new DenseLoops(), Factorisations::rehearse);

    /** Those that can be done side by side; package-private so that tests can wait for them. */
    static final Map<Factorisation, Warm<FactorKernel>> SIDE_BY_SIDE =
            new EnumMap<>(Factorisation.class);

    static {
        for (Factorisation kind : Factorisation.values()) {
            SIDE_BY_SIDE.put(
                    kind, new Warm<>(PLAIN, () -> new SideBySide(), k -> rehearse(kind, k)));
        }
    }

    private Factorisations() {}

    /** Factors all matrices and returns whether all went well; {@code status} says which did not. */
    static boolean run(Factorisation kind, List<Operand> operands, Operand result, Operand status) {
        Job job =
                new Job(
                        kind,
                        operands.stream().map(Side::of).toList(),
                        Side.of(result),
                        Side.of(status));
        int size = job.batch().size();
        // Tasks of whole vectors of matrices.
        long chunks = TASK / Math.max(1, job.batch().work()) / WHOLE;
        int chunk = WHOLE * (int) Math.max(1, chunks);
        FactorKernel kernel = kernel(job, size);
        AtomicBoolean failed = new AtomicBoolean();
        Workers.run(
                Math.ceilDiv(size, chunk),
                t -> {
                    if (!kernel.run(job, t * chunk, Math.min(chunk, size - t * chunk))) {
                        failed.set(true);
                    }
                });
        return !failed.get();
    }

    private static FactorKernel kernel(Job job, int size) {
        Warm<FactorKernel> sideBySide = SIDE_BY_SIDE.get(job.kind());
        return sideBySide != null && size >= MANY && isSmall(job) ? sideBySide.get() : PLAIN;
    }

    private static boolean isSmall(Job job) {
        for (Side s : job.operands()) {
            if (Math.max(s.rows(), s.columns()) > SMALL) {
                return false;
            }
        }
        return true;
    }

    /** Every loop over some whole vectors and less than one, dot products of both lengths. */
    private static double rehearse(VectorLoops loops) {
        double[] x = (double[]) Harmless.operand(DType.FLOAT64, 0);
        double[] y = (double[]) Harmless.operand(DType.FLOAT64, 1);
        double[] r = (double[]) Harmless.result(DType.FLOAT64, 0);
        double[] s = (double[]) Harmless.result(DType.FLOAT64, 1);
        double[] four = {0.5, 0.25, 0.5, 0.25};
        Arrays.fill(r, 1);
        Arrays.fill(s, 1);
        int n = 83;
        loops.add(0.5, x, 0, r, 1, n);
        loops.add(0.5, 0.25, x, y, 0, r, s, 1, n);
        loops.addFour(four, x, 0, 3, r, 1, n);
        loops.addFour(four, four, x, y, 0, 3, r, s, 1, n);
        loops.rotate(0.5, 0.5, r, 0, s, 0, n);
        loops.rotate(0.5, 0.5, 0.25, r, s, 0, r, s, 2 * n, n);
        for (int k : new int[] {n, 27}) {
            loops.dots(x, y, 0, x, y, 1, k, four.clone());
            r[k] = loops.dot(x, 0, y, 1, k);
        }
        return 17 * n;
    }

    private static double rehearse(Factorisation kind, FactorKernel kernel) {
        int count = 16;
        for (DType dtype : List.of(DType.COMPLEX64, DType.FLOAT32, DType.COMPLEX128)) {
            kernel.run(harmless(kind, dtype, count), 0, count - 1);
        }
        return count;
    }

    /**
     * Matrices for rehearsals, of which the last two have a number that is not finite, and only these fail: what is done again
     * by itself takes more time than if it had been done so at once. Package-private so that tests can count them.
     */
    static Job harmless(Factorisation kind, DType dtype, int count) {
        int n = 5;
        Side a = some(dtype, count, n, n, kind == Factorisation.CHOLESKY ? 2.5 : 0.4);
        Side b = some(dtype, count, n, 2, 0.1);
        Shape result = result(kind, n, n, 2);
        Side to = some(dtype, count, (int) result.dim(0), (int) result.dim(1), 0);
        Layout pairs = Layout.contiguous(Shape.of(count, 2));
        Side status = new Side(new double[2 * count], DType.FLOAT64, pairs);
        return new Job(kind, solves(kind) ? List.of(a, b) : List.of(a), to, status);
    }

    /** Whether there is a right-hand side. */
    static boolean solves(Factorisation kind) {
        return switch (kind) {
            case SOLVE, SOLVE_LOWER, SOLVE_UPPER -> true;
            case DET, SLOGDET, CHOLESKY, QR, EIGH, SVD -> false;
        };
    }

    /** The result of matrices {@code [m, n]} and right-hand sides {@code [m, k]}. */
    static Shape result(Factorisation kind, int m, int n, int k) {
        return switch (kind) {
            case SOLVE, SOLVE_LOWER, SOLVE_UPPER -> Shape.of(n, k);
            case DET -> Shape.of(1, 1);
            case SLOGDET -> Shape.of(1, 2);
            case CHOLESKY -> Shape.of(n, n);
            case QR -> Shape.of(m + n, n);
            case EIGH -> Shape.of(1 + n, n);
            case SVD -> Shape.of(m + 1 + n, Math.min(m, n));
        };
    }

    /** The last two of the matrices are NaN. */
    private static Side some(DType dtype, int count, int rows, int columns, double diagonal) {
        int parts = dtype.components();
        int size = parts * rows * columns;
        double[] x = new double[count * size];
        Arrays.fill(x, Double.NaN);
        for (int i = 0; i < (count - 2) * size; i++) {
            x[i] = Math.sin(i) / 4;
        }
        for (int matrix = 0; matrix < count - 2; matrix++) {
            for (int k = 0; k < Math.min(rows, columns); k++) {
                x[matrix * size + parts * k * (columns + 1)] += diagonal;
            }
        }
        Layout layout = Layout.contiguous(Shape.of(count, rows, columns));
        return new Side(dtype.isDouble() ? x : floats(x), dtype, layout);
    }

    private static float[] floats(double[] x) {
        float[] y = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = (float) x[i];
        }
        return y;
    }
}
