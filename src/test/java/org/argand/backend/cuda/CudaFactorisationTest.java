package org.argand.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.argand.array.DType;
import org.argand.array.Layout;
import org.argand.array.Shape;
import org.argand.backend.Factorisation;
import org.argand.backend.Operand;
import org.argand.backend.cuda.Parity.Twin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Factorisations against the scalar reference, whose eigenvectors come out the same as the steps do; singular vectors have
 * phases of their own here and are multiplied out.
 */
class CudaFactorisationTest {
    private static final long SEED = 29;

    /** Around what is computed in double, float32 is rounded once; the rest grows with the steps. */
    private static final double ULPS = 60;

    @BeforeEach
    void device() {
        SoftwareDevice.assume();
    }

    private static Shape resultShape(Factorisation kind, int batch, int m, int n, int columns) {
        return switch (kind) {
            case SOLVE, SOLVE_LOWER, SOLVE_UPPER -> Shape.of(batch, n, columns);
            case DET -> Shape.of(batch, 1, 1);
            case SLOGDET -> Shape.of(batch, 1, 2);
            case CHOLESKY -> Shape.of(batch, n, n);
            case QR -> Shape.of(batch, m + n, n);
            case EIGH -> Shape.of(batch, 1 + n, n);
            case SVD -> Shape.of(batch, m + 1 + n, Math.min(m, n));
        };
    }

    /** Numbers of matrices with a diagonal that grows and little beside it: definite, and all eigenvalues apart. */
    private static DoubleSupplier numbers(DType dtype, int m, int n, Random random) {
        long[] at = {0};
        int parts = dtype.components();
        return () -> {
            long element = at[0] / parts % ((long) m * n);
            boolean real = at[0]++ % parts == 0;
            double small = random.nextDouble(-1, 1) / Math.max(m, n);
            return real && element / n == element % n ? 2 + 3 * (element / n) + small : small;
        };
    }

    /** The matrices transposed, and each of them twice. */
    private static Twin turned(Twin x) {
        return new Twin(turned(x.reference()), turned(x.gpu()));
    }

    private static Operand turned(Operand x) {
        Layout turned = x.layout().permuted(new int[] {0, 2, 1});
        long[] dims = turned.shape().dims();
        return new Operand(x.buffer(), turned.broadcastTo(Shape.of(2, dims[1], dims[2])));
    }

    private static void compare(
            Parity parity, Factorisation kind, List<Twin> in, int columns, Random random) {
        Shape a = in.getFirst().gpu().shape();
        int batch = (int) a.dim(0);
        Shape shape = resultShape(kind, batch, (int) a.dim(1), (int) a.dim(2), columns);
        DType dtype = in.getFirst().gpu().dtype();
        Twin result = parity.view(dtype, shape, random, false, () -> 5);
        Twin status = parity.view(DType.FLOAT64, Shape.of(batch, 2), random, false, () -> 7);
        parity.both(
                kind + " of " + a + " " + dtype,
                (b, operands, out) -> b.factor(kind, operands, out.get(0), out.get(1)),
                in,
                List.of(result, status));
    }

    private static List<Twin> operands(
            Parity parity,
            Factorisation kind,
            DType dtype,
            int[] size,
            int columns,
            Random random) {
        int m = size[0];
        int n = size[1];
        boolean turn = random.nextBoolean();
        List<Twin> in = new ArrayList<>();
        Shape shape = turn ? Shape.of(1, n, m) : Shape.of(2, m, n);
        Twin a = parity.dense(dtype, shape, numbers(dtype, turn ? n : m, turn ? m : n, random));
        in.add(turn ? turned(a) : a);
        if (kind.name().startsWith("SOLVE")) {
            Shape b = Shape.of(2, n, columns);
            in.add(parity.view(dtype, b, random, true, () -> random.nextDouble(-1, 1)));
        }
        return in;
    }

    @ParameterizedTest
    @EnumSource(value = Factorisation.class, names = "SVD", mode = EnumSource.Mode.EXCLUDE)
    void matrices_areFactoredAsByTheReference(Factorisation kind) {
        Random random = new Random(SEED);
        Parity parity = Parity.ofLargest(ULPS);
        int[][] sizes = {{0, 0}, {1, 1}, {2, 2}, {5, 5}, {9, 9}, {18, 18}, {7, 3}, {4, 1}};
        for (DType dtype : DType.values()) {
            for (int[] size : dtype.isInexact() ? sizes : new int[0][]) {
                if (size[0] == size[1] || kind == Factorisation.QR) {
                    for (int columns : new int[] {1, 20}) {
                        List<Twin> in = operands(parity, kind, dtype, size, columns, random);
                        compare(parity, kind, in, columns, random);
                    }
                }
            }
        }
    }

    /** Too large for shared memory. */
    @ParameterizedTest
    @EnumSource(value = Factorisation.class, names = "SVD", mode = EnumSource.Mode.EXCLUDE)
    void largestMatrices_areFactoredAsByTheReference(Factorisation kind) {
        Random random = new Random(SEED + 1);
        Parity parity = Parity.ofLargest(ULPS);
        int[] size = {64, 64};
        compare(parity, kind, operands(parity, kind, DType.COMPLEX128, size, 3, random), 3, random);
    }

    /** One matrix that goes well between others that do not. */
    @ParameterizedTest
    @EnumSource(value = Factorisation.class, names = "SVD", mode = EnumSource.Mode.EXCLUDE)
    void failures_areThoseOfTheReference(Factorisation kind) {
        Random random = new Random(SEED + 2);
        Parity parity = Parity.ofLargest(ULPS);
        double[][] matrices = {
            {4, 1, 1, 4}, {0, 0, 0, 0}, {4, 0, 0, -0.25}, {1, Double.NaN, 0, 1}, {4, 0, 0, 0}
        };
        for (DType dtype : List.of(DType.FLOAT32, DType.COMPLEX128)) {
            int[] at = {0};
            DoubleSupplier numbers =
                    () -> {
                        int k = at[0]++;
                        boolean imaginary = dtype.isComplex() && k % 2 == 1;
                        int element = k / dtype.components();
                        return imaginary ? 0 : matrices[element / 4][element % 4];
                    };
            List<Twin> in = new ArrayList<>();
            in.add(parity.dense(dtype, Shape.of(matrices.length, 2, 2), numbers));
            if (kind.name().startsWith("SOLVE")) {
                in.add(parity.dense(dtype, Shape.of(matrices.length, 2, 1), () -> 1));
            }
            compare(parity, kind, in, 1, random);
        }
    }

    /** Row-major numbers of the SVD of one matrix, in double, and what it was made of. */
    private record Decomposed(int m, int n, int parts, double[] a, double[] usv, double[] status) {
        private double[] at(double[] from, int row, int column, int width) {
            int k = (row * width + column) * parts;
            return new double[] {from[k], parts == 2 ? from[k + 1] : 0};
        }

        /** Σ_k x_ik s_k conj(y_jk), from rows of the result; all s are 1 if there is no row of them. */
        private double[] sum(int row, int other, boolean weighted) {
            int k = Math.min(m, n);
            double[] sum = new double[2];
            for (int c = 0; c < k; c++) {
                double[] x = at(usv, row, c, k);
                double[] y = at(usv, other, c, k);
                double s = weighted ? at(usv, m, c, k)[0] : 1;
                sum[0] += s * (x[0] * y[0] + x[1] * y[1]);
                sum[1] += s * (x[1] * y[0] - x[0] * y[1]);
            }
            return sum;
        }

        /** How far U S Vᴴ is from A, in units of the largest singular value. */
        double residual() {
            double worst = 0;
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    double[] product = sum(i, m + 1 + j, true);
                    double[] want = at(a, i, j, n);
                    worst = Math.max(worst, Math.hypot(product[0] - want[0], product[1] - want[1]));
                }
            }
            double largest = usv[m * Math.min(m, n) * parts];
            return largest == 0 ? worst : worst / largest;
        }

        /** How far the columns that begin at that row are from being orthonormal. */
        double skew(int first, int rows) {
            int k = Math.min(m, n);
            double worst = 0;
            for (int c = 0; c < k; c++) {
                for (int d = 0; d < k; d++) {
                    double re = c == d ? -1 : 0;
                    double im = 0;
                    for (int i = first; i < first + rows; i++) {
                        double[] x = at(usv, i, c, k);
                        double[] y = at(usv, i, d, k);
                        re += x[0] * y[0] + x[1] * y[1];
                        im += x[0] * y[1] - x[1] * y[0];
                    }
                    worst = Math.max(worst, Math.hypot(re, im));
                }
            }
            return worst;
        }
    }

    private static Decomposed svd(DType dtype, int m, int n, double[] a) {
        CudaBackend gpu = SoftwareDevice.backend();
        int k = Math.min(m, n);
        Operand x = allocated(gpu, dtype, Shape.of(1, m, n));
        gpu.write(MemorySegment.ofArray(a), x.buffer(), 0);
        Operand result = allocated(gpu, dtype, Shape.of(1, m + 1 + n, k));
        Operand status = allocated(gpu, DType.FLOAT64, Shape.of(1, 2));
        gpu.factor(Factorisation.SVD, List.of(x), result, status);
        double[] usv = new double[(m + 1 + n) * k * dtype.components()];
        double[] outcome = new double[2];
        gpu.read(result.buffer(), 0, MemorySegment.ofArray(usv));
        gpu.read(status.buffer(), 0, MemorySegment.ofArray(outcome));
        List.of(x, result, status).forEach(o -> o.buffer().free());
        return new Decomposed(m, n, dtype.components(), a, usv, outcome);
    }

    private static Operand allocated(CudaBackend gpu, DType dtype, Shape shape) {
        return new Operand(gpu.allocate(dtype, shape.size()), Layout.contiguous(shape));
    }

    private static double[] product(DType dtype, int m, int rank, int n, Random random) {
        double[] a = new double[m * n * dtype.components()];
        for (int r = 0; r < rank; r++) {
            double[] left = random.doubles(m, -1, 1).toArray();
            double[] right = random.doubles((long) n * dtype.components(), -1, 1).toArray();
            for (int k = 0; k < a.length; k++) {
                a[k] += left[k / right.length] * right[k % right.length];
            }
        }
        return a;
    }

    /** Of full rank, of rank 1 and of rank 0. */
    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"FLOAT64", "COMPLEX128"})
    void svd_multipliesOut(DType dtype) {
        Random random = new Random(SEED + 3);
        int[][] sizes = {
            {1, 1}, {2, 2}, {6, 6}, {7, 3}, {3, 7}, {1, 5}, {5, 1}, {19, 19}, {64, 33}
        };
        for (int[] size : sizes) {
            int m = size[0];
            int n = size[1];
            for (int rank : m > 60 ? new int[] {n} : new int[] {Math.min(m, n), 1, 0}) {
                Decomposed d = svd(dtype, m, n, product(dtype, m, rank, n, random));
                double bound = 6 * Math.max(4, Math.max(m, n)) * Math.ulp(1.0);
                String what = m + "×" + n + " of rank " + rank;
                assertEquals(0, d.status[0], what);
                assertTrue(d.residual() <= bound, () -> what + " is off by " + d.residual());
                assertTrue(d.skew(0, m) <= bound, () -> what + ", U: " + d.skew(0, m));
                assertTrue(d.skew(m + 1, n) <= bound, () -> what + ", V: " + d.skew(m + 1, n));
            }
        }
    }

    @Test
    void svdOfWhatIsNotFinite_isReported() {
        double[] a = {1, 2, Double.POSITIVE_INFINITY, 3};
        Decomposed d = svd(DType.FLOAT64, 2, 2, a);
        assertEquals(-1, d.status[0]);
        assertTrue(Double.isNaN(d.usv[0]));
    }

    @Test
    void largerMatrices_areLeftToTheHost() {
        CudaBackend gpu = SoftwareDevice.backend();
        Operand x = allocated(gpu, DType.FLOAT32, Shape.of(1, 65, 65));
        Operand result = allocated(gpu, DType.FLOAT32, Shape.of(1, 1, 1));
        Operand status = allocated(gpu, DType.FLOAT64, Shape.of(1, 2));
        assertTrue(
                CudaFactorisation.run(gpu.context(), Factorisation.DET, List.of(x), result, status)
                        .isPresent());
    }
}
