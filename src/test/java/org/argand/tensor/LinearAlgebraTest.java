package org.argand.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Linear algebra at known numbers, on degenerate and empty matrices, and what is said of a matrix that fails. */
class LinearAlgebraTest {
    private static final DType F = DType.FLOAT64;

    private static Tensor matrix(int rows, int columns, double... values) {
        return Tensor.of(Shape.of(rows, columns), values);
    }

    private static Tensor complex(int rows, int columns, double... values) {
        return Tensor.ofInterleaved(Shape.of(rows, columns), values);
    }

    private static Tensor random(DType d, long... dims) {
        return new RandomStream(17).normal(d, Shape.of(dims)).realise();
    }

    private static void assertNear(double[] expected, Tensor actual, double tolerance) {
        assertArrayEquals(expected, actual.toDoubles(), tolerance);
    }

    private static void assertSame(Tensor expected, Tensor actual, double tolerance) {
        assertEquals(expected.dtype(), actual.dtype());
        assertEquals(expected.shape(), actual.shape());
        assertArrayEquals(expected.toDoubles(), actual.toDoubles(), tolerance);
    }

    @Test
    void solve_knownNumbers() {
        Tensor a = complex(2, 2, 0, 1, 1, 0, 1, 0, 0, 0);
        // [[i, 1], [1, 0]] x = [1, 2]: x = [2, 1 − 2i]
        assertNear(new double[] {2, 0, 1, -2}, a.solve(Tensor.of(1.0, 2.0)), 1e-15);
        assertEquals(DType.COMPLEX128, a.solve(Tensor.of(1.0, 2.0)).dtype());
    }

    @Test
    void solve_broadcastsBatches() {
        Tensor a = random(F, 3, 1, 4, 4);
        Tensor b = random(F, 2, 4, 5);
        Tensor x = a.solve(b);
        assertEquals(Shape.of(3, 2, 4, 5), x.shape());
        assertSame(b.broadcastTo(x.shape()), a.matmul(x), 1e-12);
    }

    @Test
    void triangularSolve_readsItsTriangleOnly() {
        Tensor t = matrix(2, 2, 2, Double.NEGATIVE_INFINITY, 1, 4).tril();
        assertNear(new double[] {1, 0.25}, t.solveTriangular(Tensor.of(2.0, 2.0), false), 0);
        Tensor dirty = matrix(2, 2, 2, 99, 1, 4);
        assertNear(new double[] {1, 0.25}, dirty.solveTriangular(Tensor.of(2.0, 2.0), false), 0);
        assertNear(
                new double[] {2, 0},
                dirty.solveTriangular(Tensor.of(2.0, 2.0), false, true, OnFailure.ERROR),
                0);
        assertNear(new double[] {-23.75, 0.5}, dirty.solveTriangular(Tensor.of(2.0, 2.0), true), 0);
    }

    @Test
    void tridiagonalSolve_agreesWithTheFullMatrix() {
        Tensor full = matrix(3, 3, 4, 1, 0, 2, 5, 3, 0, 1, 6);
        Tensor b = Tensor.of(1.0, 2.0, 3.0);
        Tensor x =
                LinearAlgebra.tridiagonalSolve(
                        Tensor.of(2.0, 1.0), Tensor.of(4.0, 5.0, 6.0), Tensor.of(1.0, 3.0), b);
        assertSame(full.solve(b), x, 1e-15);
    }

    @Test
    void det_knownNumbers() {
        assertEquals(-2, matrix(2, 2, 1, 2, 3, 4).det().item(), 1e-15);
        assertEquals(0, Math.abs(matrix(2, 2, 1, 2, 2, 4).det().item()));
        assertNear(new double[] {1, 2}, complex(2, 2, 0, 1, 1, 0, 0, 0, 2, -1).det(), 1e-15);
        assertEquals(1, Tensor.zeros(F, Shape.of(0, 0)).det().item());
    }

    @Test
    void slogdet_knownNumbers() {
        MatrixAlgebra.SlogDet d = matrix(2, 2, 1, 2, 3, 4).slogdet();
        assertEquals(-1, d.sign().item());
        assertEquals(Math.log(2), d.logabsdet().item(), 1e-15);
        // det = (2i)³ = −8i
        Tensor i2 = Tensor.of(1.0, 1.0, 1.0).diag().timesI().mul(2);
        assertNear(new double[] {0, -1}, i2.slogdet().sign(), 1e-15);
        assertEquals(Math.log(8), i2.slogdet().logabsdet().item(), 1e-15);
        MatrixAlgebra.SlogDet zero = matrix(2, 2, 1, 2, 2, 4).slogdet();
        assertEquals(0, zero.sign().item());
        assertEquals(Double.NEGATIVE_INFINITY, zero.logabsdet().item());
    }

    @Test
    void cholesky_knownNumbers() {
        Tensor l = complex(2, 2, 4, 0, 0, -2, 0, 2, 10, 0).cholesky();
        assertNear(new double[] {2, 0, 0, 0, 0, 1, 3, 0}, l, 1e-15);
        Tensor b = random(DType.COMPLEX128, 2, 3);
        assertSame(complex(2, 2, 4, 0, 0, -2, 0, 2, 10, 0).solve(b), l.choleskySolve(b), 1e-14);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64", "COMPLEX64", "COMPLEX128"})
    void decompositions_multiplyOut(DType d) {
        double tolerance = 60 * d.epsilon();
        for (long[] size : new long[][] {{2, 5, 5}, {3, 6, 4}, {4, 6}}) {
            Tensor a = random(d, size);
            MatrixAlgebra.Qr qr = a.qr();
            assertSame(a, qr.q().matmul(qr.r()), tolerance);
            MatrixAlgebra.Svd svd = a.svd();
            assertEquals(d.real(), svd.s().dtype());
            assertSame(a, svd.u().mul(svd.s().expand(-2)).matmul(svd.vh()), tolerance);
            Tensor p = a.pinv();
            assertSame(a, a.matmul(p).matmul(a), tolerance);
            Tensor h = a.matmul(a.adjoint());
            MatrixAlgebra.Eigh e = h.eigh();
            Tensor v = e.eigenvectors();
            assertEquals(d.real(), e.eigenvalues().dtype());
            assertSame(h, v.mul(e.eigenvalues().expand(-2)).matmul(v.adjoint()), 20 * tolerance);
            assertSame(e.eigenvalues(), h.eigvalsh(), 0);
        }
    }

    /** The largest component of each vector, the first of equals, is real and positive. */
    @Test
    void eigenvectors_haveTheirPhaseFixed() {
        Tensor flip = complex(2, 2, 0, 0, 0, -1, 0, 1, 0, 0);
        MatrixAlgebra.Eigh e = flip.eigh();
        assertNear(new double[] {-1, 1}, e.eigenvalues(), 1e-15);
        double h = Math.sqrt(0.5);
        assertNear(new double[] {h, 0, h, 0, 0, -h, 0, h}, e.eigenvectors(), 1e-15);
    }

    @Test
    void lstsq_isLeast() {
        Tensor a = matrix(3, 2, 1, 0, 1, 1, 1, 2);
        MatrixAlgebra.Lstsq line = a.lstsq(Tensor.of(1.0, 2.0, 4.0));
        assertNear(new double[] {5.0 / 6, 1.5}, line.solution(), 1e-14);
        assertEquals(1.0 / 6, line.residuals().item(), 1e-14);
        // Of all x with x₀ + 2x₁ = 5, the shortest.
        assertNear(new double[] {1, 2}, matrix(1, 2, 1, 2).lstsq(Tensor.of(5.0)).solution(), 1e-15);
    }

    @Test
    void rankAndNorms_knownNumbers() {
        Tensor a = Tensor.stack(List.of(matrix(2, 2, 3, 0, 0, -4), matrix(2, 2, 1, 1, 1, 1)), 0);
        assertArrayEquals(new long[] {2, 1}, a.matrixRank().toLongs());
        assertNear(new double[] {7, 2}, a.matrixNorm(MatrixNorm.NUCLEAR), 1e-15);
        assertNear(new double[] {4, 2}, a.matrixNorm(MatrixNorm.SPECTRAL), 1e-15);
        assertEquals(4.0 / 3, a.select(0, 0).cond().item(), 1e-15);
        assertNear(new double[] {4, 3, 2, 0}, a.svdvals(), 1e-15);
    }

    @Test
    void expm_knownNumbers() {
        double t = 100;
        Tensor turn = matrix(2, 2, 0, -t, t, 0).expm();
        double[] r = {Math.cos(t), -Math.sin(t), Math.sin(t), Math.cos(t)};
        assertNear(r, turn, 1e-12);
        assertNear(new double[] {1, 1, 0, 1}, matrix(2, 2, 0, 1, 0, 0).expm(), 0);
        Tensor mixed = Tensor.stack(List.of(matrix(1, 1, 1e-9), matrix(1, 1, 700)), 0).expm();
        assertEquals(Math.exp(1e-9), mixed.toDoubles()[0], 1e-16);
        assertEquals(1, mixed.toDoubles()[1] / Math.exp(700), 1e-12);
    }

    /** A large multiple of the unit matrix costs no digits, and eigenvalues far apart do not overflow on the way. */
    @Test
    void expm_takesTheMeanApart() {
        double e = Math.exp(4.3);
        assertNear(new double[] {e, e, 0, e}, matrix(2, 2, 4.3, 1, 0, 4.3).expm(), 1e-15 * e);
        double f = Math.exp(-600);
        assertNear(new double[] {f, f, 0, f}, matrix(2, 2, -600, 1, 0, -600).expm(), 1e-12 * f);
        assertNear(new double[] {1, 0, 0, 0}, matrix(2, 2, 0, 0, 0, -2000).expm(), 1e-15);
        double[] far = matrix(2, 2, 700, 0, 0, -700).expm().toDoubles();
        assertEquals(1, far[0] / Math.exp(700), 1e-12);
        assertEquals(1, far[3] / Math.exp(-700), 1e-9);
    }

    @Test
    void sqrtm_squaresToItsOperand() {
        Tensor a = random(DType.COMPLEX128, 2, 5, 5).expm();
        Tensor r = a.sqrtm();
        assertSame(a, r.matmul(r), 1e-11 * a.abs().max().item());
        assertNear(new double[] {3, 0.5, 0, 1}, matrix(2, 2, 9, 2, 0, 1).sqrtm(), 1e-14);
        assertNear(new double[] {2, -2}, complex(1, 1, 0, -8).sqrtm(), 1e-14);
    }

    @Test
    void matrixPower_isRepeatedMultiplication() {
        Tensor a = matrix(2, 2, 1, 1, 1, 0);
        assertNear(new double[] {89, 55, 55, 34}, a.matrixPower(10), 0);
        assertNear(new double[] {1, 0, 0, 1}, a.matrixPower(0), 0);
        assertNear(new double[] {0, 1, 1, -1}, a.matrixPower(-1), 1e-15);
        assertNear(new double[] {2, -3, -3, 5}, a.matrixPower(-4), 1e-14);
    }

    @Test
    void productsAndDiagonals_knownNumbers() {
        Tensor z = complex(1, 2, 1, 2, 3, 0).reshape(2);
        assertNear(new double[] {14, 0}, z.vdot(z), 0);
        assertNear(new double[] {6, 4}, z.dot(z), 0);
        assertNear(new double[] {3, 4, 6, 8}, Tensor.of(1.0, 2.0).outer(Tensor.of(3.0, 4.0)), 0);
        assertNear(
                new double[] {3, 4, 6, 8},
                matrix(1, 2, 1, 2).kron(matrix(1, 2, 3, 4)).reshape(4),
                0);
        assertNear(
                new double[] {3, 6, 4, 8},
                matrix(2, 1, 1, 2).kron(matrix(1, 2, 3, 4)).transpose().reshape(4),
                0);
        Tensor m = matrix(2, 3, 1, 2, 3, 4, 5, 6);
        assertNear(new double[] {1, 5}, m.diagonal(), 0);
        assertNear(new double[] {3}, m.diagonal(2), 0);
        assertNear(new double[] {4}, m.diagonal(-1), 0);
        assertEquals(Shape.of(0), m.diagonal(3).shape());
        assertEquals(6, m.trace().item());
        assertNear(new double[] {1, 0, 0, 4, 5, 0}, m.tril(), 0);
        assertNear(new double[] {0, 2, 3, 0, 0, 6}, m.triu(1), 0);
        assertNear(new double[] {0, 7, 0, 0}, Tensor.of(7.0).diag(1), 0);
        assertNear(new double[] {0, 0, 7, 0}, Tensor.of(7.0).diag(-1), 0);
        assertNear(new double[] {3, 0, 0, 4}, Tensor.of(3.0, 4.0).diag(), 0);
    }

    @Test
    void emptyMatrices_haveEmptyResults() {
        Tensor none = Tensor.zeros(F, Shape.of(0, 3, 3));
        for (Tensor t :
                List.of(none.inv(), none.expm(), none.cholesky(), none.eigh().eigenvectors())) {
            assertEquals(none.shape(), t.shape());
        }
        Tensor thin = Tensor.zeros(F, Shape.of(3, 0));
        assertEquals(Shape.of(3, 0), thin.svd().u().shape());
        assertEquals(Shape.of(0, 3), thin.pinv().shape());
        assertEquals(0, thin.matrixRank().item());
    }

    private static Arguments of(String message, Executable call) {
        return Arguments.of(message, call);
    }

    static Stream<Arguments> misfits() {
        Tensor wide = matrix(2, 3, 1, 2, 3, 4, 5, 6);
        Tensor two = Tensor.of(1.0, 2.0);
        Tensor three = Tensor.of(1.0, 2.0, 3.0);
        Tensor ints = Tensor.of(Shape.of(2, 2), new int[4]);
        Tensor square = matrix(2, 2, 1, 0, 0, 1);
        return Stream.of(
                of("inv: needs a square matrix, got [2, 3]", wide::inv),
                of("det: needs a matrix, got [2]", two::det),
                of("eigh: needs a floating or complex type, got int32", ints::eigh),
                of("solve: sizes differ, [2, 2] · X = [3]", () -> square.solve(three)),
                of("lstsq: rows differ, [2, 3] · X = [3]", () -> wide.lstsq(three)),
                of("vdot: sizes differ, [2] and [2, 3]", () -> two.vdot(wide)),
                of("dot: needs vectors of one length, got [2] and [2, 3]", () -> two.dot(wide)),
                of("trace: needs a matrix of numbers, got float64[2]", two::trace),
                of(
                        "tridiagonalSolve: needs diagonals of n − 1, n, n − 1, got [2], [2], [2]",
                        () -> LinearAlgebra.tridiagonalSolve(two, two, two, two)));
    }

    static Stream<Arguments> failures() {
        Tensor negative = matrix(2, 2, 1, 0, 0, -0.3);
        Tensor seven = Tensor.arange(F, 8).equalTo(7).cast(F);
        Tensor batch = Tensor.ones(F, Shape.of(8)).sub(seven).reshape(4, 2, 1, 1);
        Tensor one = matrix(1, 1, 1);
        String nonFinite = "the matrix has an element that is NaN or infinite";
        Tensor nan = matrix(1, 1, Double.NaN);
        Tensor infinite = matrix(2, 2, 1, 0, Double.POSITIVE_INFINITY, 1);
        String singular = "matrix [3, 1] of the batch is singular (pivot 1 is 0.000)";
        return Stream.of(
                of(
                        "cholesky: the matrix is not positive definite (pivot 2 is -0.3000)",
                        negative::cholesky),
                of(
                        "cholesky: matrix [3, 1] of the batch is not positive definite (pivot 1 is"
                                + " 0.000)",
                        batch::cholesky),
                of("inv: " + singular, batch::inv),
                of("solve: " + singular, () -> batch.solve(one)),
                of("solveTriangular: " + singular, () -> batch.solveTriangular(one, true)),
                of("eigh: " + nonFinite, nan::eigh),
                of("svd: " + nonFinite, infinite::svd),
                of("pinv: " + nonFinite, infinite::pinv),
                of("det: " + nonFinite, nan::det),
                of("expm: " + nonFinite, infinite::expm),
                of("sqrtm: " + nonFinite, nan::sqrtm),
                of(
                        "sqrtm: no principal root was found; an eigenvalue is on or near the closed"
                                + " negative real axis, or the root is complex: cast to complex",
                        matrix(2, 2, -4, 0, 0, -9)::sqrtm));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"misfits", "failures"})
    void refusal_saysWhy(String message, Executable call) {
        assertEquals(message, assertThrows(ArgandException.class, call).getMessage());
    }

    @Test
    void nanPolicy_spoilsOnlyTheMatrixThatFailed() {
        Tensor a = Tensor.stack(List.of(matrix(2, 2, 1, 2, 2, 4), matrix(2, 2, 2, 0, 0, 4)), 0);
        double[] inverse = a.inv(OnFailure.NAN).toDoubles();
        for (int k = 0; k < 4; k++) {
            assertTrue(Double.isNaN(inverse[k]));
        }
        assertEquals(0.25, inverse[7]);
        double[] l = a.sub(2).cholesky(OnFailure.NAN).toDoubles();
        assertTrue(Double.isNaN(l[0]));
        Tensor infinite = a.div(a.sub(2));
        Tensor s = infinite.svd(EigenPolicy.DEFAULT.with(OnFailure.NAN)).s();
        assertTrue(s.isNan().all().toBooleans()[0]);
        assertFalse(a.qr(OnFailure.NAN).r().isNan().any().toBooleans()[0]);
    }
}
