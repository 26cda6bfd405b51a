package org.argand.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.UnaryOperator;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.EigenPolicy;
import org.argand.tensor.EigenPolicy.Degenerate;
import org.argand.tensor.EigenPolicy.Gauge;
import org.argand.tensor.OnFailure;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients of linear algebra where they are delicate: phases, equal eigenvalues, singular matrices, failures. */
class LinearAlgebraGradientsTest {
    private static final long SEED = 23;

    private static Tensor random(long... dims) {
        return new RandomStream(SEED).normal(DType.COMPLEX128, Shape.of(dims)).realise();
    }

    private static Tensor gradient(UnaryOperator<Tensor> loss, Tensor x) {
        try (GradientTape tape = GradientTape.open()) {
            tape.watch(x);
            return tape.gradient(loss.apply(x)).of(x);
        }
    }

    private static void check(UnaryOperator<Tensor> f, Tensor x) {
        GradCheck.of(in -> f.apply(in.getFirst())).inputs(x).seed(SEED).check(1e-7);
        GradCheck.of(in -> f.apply(in.getFirst())).inputs(x).seed(SEED).secondOrder().check(1e-5);
    }

    /** A loss that depends on the phases of the eigenvectors. */
    private static Tensor phaseOfEigenvectors(Tensor x, Gauge gauge) {
        return x.eigh(EigenPolicy.DEFAULT.with(gauge)).eigenvectors().real().sum();
    }

    /** A loss that depends on the phases of the singular vectors. */
    private static Tensor phaseOfSingularVectors(Tensor x, Gauge gauge) {
        return x.svd(EigenPolicy.DEFAULT.with(gauge)).u().imag().sum();
    }

    @Test
    void phaseDependentLoss_hasItsGradientInAFixedGauge() {
        check(x -> phaseOfEigenvectors(x, Gauge.FIX), random(3, 3));
        check(x -> phaseOfSingularVectors(x, Gauge.FIX), random(3, 3));
        check(x -> phaseOfSingularVectors(x, Gauge.FIX), random(4, 2));
        check(x -> phaseOfSingularVectors(x, Gauge.FIX), random(2, 4));
    }

    @Test
    void phaseDependentLoss_isRefusedWhereThePolicySaysSo() {
        ArgandException e =
                assertThrows(
                        ArgandException.NoGradient.class,
                        () -> gradient(x -> phaseOfEigenvectors(x, Gauge.ERROR), random(2, 3, 3)));
        assertEquals(
                "eigh: the loss depends on the phase of a vector of matrix [0] of the batch; the"
                        + " policy says so, Gauge.FIX has a gradient",
                e.getMessage());
        e =
                assertThrows(
                        ArgandException.NoGradient.class,
                        () -> gradient(x -> phaseOfSingularVectors(x, Gauge.ERROR), random(3, 2)));
        assertTrue(e.getMessage().startsWith("svd: the loss depends on the phase"));
    }

    /** Re Σ conj(c)·v. */
    private static Tensor paired(Tensor c, Tensor v) {
        return c.conj().mul(v).real().sum();
    }

    /** What is dropped is the upstream gradient's part along i·v_k; the rest passes for a loss without phases. */
    @Test
    void phaseDependentLoss_losesItsPhasesWhereThePolicyIgnoresThem() {
        EigenPolicy ignore = EigenPolicy.DEFAULT.with(Gauge.IGNORE);
        EigenPolicy strict = EigenPolicy.DEFAULT.with(Gauge.ERROR);
        Tensor x = random(3, 3);
        Tensor c = random(2, 3, 3).select(0, 1);
        Tensor v = x.eigh(ignore).eigenvectors();
        Tensor turn = v.conj().mul(c).imag().sum(0).timesI();
        Tensor rest = c.sub(v.mul(turn));
        assertArrayEquals(
                gradient(a -> paired(rest, a.eigh(strict).eigenvectors()), x).toDoubles(),
                gradient(a -> paired(c, a.eigh(ignore).eigenvectors()), x).toDoubles(),
                1e-13);
        Tensor u = x.svd(ignore).u();
        Tensor w = x.svd(ignore).vh().adjoint();
        // Both vectors turn together, so that each bears half.
        Tensor half = u.conj().mul(c).imag().sum(0).timesI().mul(0.5);
        Tensor left = c.sub(u.mul(half));
        Tensor right = w.mul(half).neg();
        assertArrayEquals(
                gradient(
                                a -> {
                                    var d = a.svd(strict);
                                    return paired(left, d.u()).add(paired(right, d.vh().adjoint()));
                                },
                                x)
                        .toDoubles(),
                gradient(a -> paired(c, a.svd(ignore).u()), x).toDoubles(),
                1e-12);
    }

    @ParameterizedTest
    @EnumSource(Gauge.class)
    void invariantLoss_hasOneGradientInEveryGauge(Gauge gauge) {
        EigenPolicy policy = EigenPolicy.DEFAULT.with(gauge);
        check(
                x -> {
                    Tensor v = x.eigh(policy).eigenvectors().slice(-1, 0, 1);
                    return v.matmul(v.adjoint());
                },
                random(3, 3));
        check(
                x -> {
                    var d = x.svd(policy);
                    return d.u().slice(-1, 0, 1).matmul(d.vh().slice(-2, 0, 1));
                },
                random(4, 3));
    }

    /** exp of a matrix with an eigenvalue of multiplicity 2, through its eigenvectors; and the unitary polar factor. */
    @Test
    void equalEigenvalues_doNotDisturbALossThatDoesNotAskForTheirBasis() {
        Tensor q = random(3, 3).qr().q();
        Tensor h = q.mul(Tensor.of(1.0, 1.0, 3.0)).matmul(q.adjoint()).realise();
        UnaryOperator<Tensor> projector =
                x -> {
                    Tensor v = x.eigh().eigenvectors().slice(-1, 0, 2);
                    return v.matmul(v.adjoint());
                };
        GradCheck.of(in -> projector.apply(in.getFirst())).inputs(h).seed(SEED).check(1e-7);
        UnaryOperator<Tensor> polar =
                x -> {
                    var d = x.svd();
                    return d.u().matmul(d.vh());
                };
        Tensor a = q.mul(Tensor.of(2.0, 2.0, 0.5)).matmul(random(3, 3).add(1).qr().q()).realise();
        GradCheck.of(in -> polar.apply(in.getFirst())).inputs(a).seed(SEED).check(1e-7);
    }

    @Test
    void basisOfEqualEigenvalues_isRefusedWhereThePolicySaysSo() {
        Tensor eye = Tensor.of(1.0, 1.0, 2.0).diag();
        EigenPolicy strict = EigenPolicy.DEFAULT.with(Degenerate.ERROR);
        Tensor weights = Tensor.of(Shape.of(3, 3), new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
        ArgandException e =
                assertThrows(
                        ArgandException.NoGradient.class,
                        () -> gradient(x -> x.eigh(strict).eigenvectors().mul(weights).sum(), eye));
        assertEquals(
                "eigh: the loss depends on the basis that belongs to equal values of the matrix;"
                        + " the policy says so, Degenerate.DROP has a gradient",
                e.getMessage());
        Tensor g = gradient(x -> x.eigh().eigenvectors().mul(weights).sum(), eye);
        // Only the pairs (0, 2) and (1, 2) are apart: ½(v_0ᵀg_2 − g_0ᵀv_2)/1 …
        assertArrayEquals(new double[] {0, 0, -2, 0, 0, -1, -2, -1, 0}, g.toDoubles(), 1e-14);
        assertArrayEquals(
                new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1},
                gradient(x -> x.eigh(strict).eigenvalues().sum(), eye).toDoubles(),
                1e-14);
    }

    /** A of rank n − 1, n − 2 and n − 3: cofactors of size one, a zero gradient, a zero second derivative. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void singularDeterminant_hasItsGradients(int missing) {
        Tensor s = Tensor.of(missing > 2 ? 0 : 1.5, missing > 1 ? 0 : 2, missing > 0 ? 0 : 0.5, 1);
        Tensor a = random(4, 4).qr().q().mul(s).matmul(random(4, 4).sub(1).qr().q()).realise();
        check(Tensor::det, a);
        double largest = gradient(x -> x.det().real(), a).abs().max().item();
        assertTrue(missing > 1 ? largest < 1e-14 : largest > 0.1, "gradient " + largest);
    }

    @Test
    void determinant_gradientIsItsConjugateCofactors() {
        Tensor a = Tensor.of(Shape.of(2, 2), new double[] {1, 2, 2, 4});
        assertArrayEquals(new double[] {4, -2, -2, 1}, gradient(Tensor::det, a).toDoubles(), 1e-14);
        Tensor z = Tensor.ofInterleaved(Shape.of(2, 2), new double[] {1, 1, 0, 0, 0, 0, 0, 0});
        Tensor g = gradient(x -> x.det().real(), z);
        assertArrayEquals(new double[] {0, 0, 0, 0, 0, 0, 1, -1}, g.toDoubles(), 1e-15);
        Tensor zero = Tensor.zeros(DType.FLOAT64, Shape.of(3, 3));
        assertArrayEquals(new double[9], gradient(Tensor::det, zero).toDoubles());
    }

    /** d log det(A) = tr(A⁻¹dA), whatever the sign; the sign of a real matrix is constant. */
    @Test
    void slogdet_knownNumbers() {
        Tensor a = Tensor.of(Shape.of(2, 2), new double[] {0, 2, 4, 0});
        Tensor g = gradient(x -> x.slogdet().logabsdet(), a);
        assertArrayEquals(new double[] {0, 0.5, 0.25, 0}, g.toDoubles(), 1e-15);
        assertArrayEquals(new double[4], gradient(x -> x.slogdet().sign(), a).toDoubles(), 1e-15);
        Tensor singular = Tensor.of(Shape.of(2, 2), new double[] {1, 2, 2, 4});
        assertEquals(
                "slogdet: the matrix is singular (pivot 2 is 0.000)",
                assertThrows(
                                ArgandException.class,
                                () -> gradient(x -> x.slogdet().logabsdet(), singular))
                        .getMessage());
    }

    /** L = [[2, 0], [1, 3]]: dL_00 = dA_00/4; the loss is L_00. And of the trace of L, in closed form. */
    @Test
    void cholesky_knownNumbers() {
        Tensor a = Tensor.of(Shape.of(2, 2), new double[] {4, 2, 2, 10});
        Tensor g = gradient(x -> x.cholesky().select(0, 0).select(0, 0), a);
        assertArrayEquals(new double[] {0.25, 0, 0, 0}, g.toDoubles(), 1e-16);
        // L_11 = √(A_11 − A_10²/A_00): dA_11/6, dA_00·(A_10/A_00)²/6, −2·dA_10·(A_10/A_00)/6 shared
        // by two.
        g = gradient(x -> x.cholesky().select(0, 1).select(0, 1), a);
        double[] expected = {0.25 / 6, -0.5 / 6, -0.5 / 6, 1.0 / 6};
        assertArrayEquals(expected, g.toDoubles(), 1e-16);
    }

    /** The gradient of the pseudoinverse at a rank that stays; that of least squares from known numbers. */
    @Test
    void lstsq_knownNumbers() {
        Tensor a = Tensor.of(Shape.of(2, 1), new double[] {1, 1});
        Tensor b = Tensor.of(1.0, 3.0);
        // x = aᵀb/aᵀa = 2: dx/da = (b − 2ax)/aᵀa
        Tensor g = gradient(x -> x.lstsq(b).solution().sum(), a);
        assertArrayEquals(new double[] {-1.5, -0.5}, g.toDoubles(), 1e-14);
    }

    @Test
    void nanPolicy_keepsTheOtherGradients() {
        Tensor a = Tensor.of(Shape.of(2, 1, 1), new double[] {0, 2});
        double[] g = gradient(x -> x.inv(OnFailure.NAN).sum(), a).toDoubles();
        assertTrue(Double.isNaN(g[0]));
        assertEquals(-0.25, g[1]);
    }

    /** RᴴX + XRᴴ = G. */
    @Test
    void sqrtm_gradientSolvesItsEquation() {
        Tensor a = random(3, 3).mul(0.3).add(Tensor.of(2.0, 3.0, 4.0).diag()).realise();
        Tensor upstream = random(3, 3).mul(2).realise();
        Tensor x;
        try (GradientTape tape = GradientTape.open()) {
            tape.watch(a);
            x = tape.gradient(a.sqrtm(), upstream).of(a);
        }
        Tensor r = a.sqrtm().adjoint();
        assertArrayEquals(upstream.toDoubles(), r.matmul(x).add(x.matmul(r)).toDoubles(), 1e-12);
    }

    /** A huge upstream gradient does not spoil the block exponential. */
    @Test
    void expm_gradientIsLinear() {
        Tensor a = random(3, 3).mul(0.5).realise();
        Tensor g = gradient(x -> x.expm().real().sum(), a);
        Tensor large = gradient(x -> x.expm().real().sum().mul(1e12), a);
        assertArrayEquals(
                g.toDoubles(), large.mul(1e-12).toDoubles(), 1e-13 * g.abs().max().item());
        List.of(g, large).forEach(Tensor::free);
    }
}
