package org.argand.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.argand.tensor.catalogue.Catalogue;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Products with Jacobians, forward and backward, against numbers known otherwise and against each other. */
class JacobiansTest {
    private static final long SEED = 77;
    private static final Tensor Z =
            Tensor.ofInterleaved(Shape.of(2), new double[] {0.4, 0.7, -0.8, 0.3});
    private static final Tensor T =
            Tensor.ofInterleaved(Shape.of(2), new double[] {0.3, -1.1, 0.6, 0.2});

    /** Re Σ x̄·y. */
    private static double inner(Tensor x, Tensor y) {
        return x.conj().mul(y).real().sum().item();
    }

    private static Tensor random(RandomStream random, Tensor like) {
        return random.normal(like.dtype(), like.shape());
    }

    static Stream<Arguments> differentiable() {
        return Catalogue.all().stream()
                .filter(Catalogue.Entry::differentiable)
                .map(e -> Arguments.of(Named.of(e.label() + " (seed " + SEED + ")", e)));
    }

    /** Re⟨J·t, u⟩ = Re⟨t, J*·u⟩, with J·t by differentiating the backward pass: of every op. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("differentiable")
    void jvp_isTheAdjointOfVjp(Catalogue.Entry e) {
        List<Tensor> x = e.draw(SEED);
        RandomStream random = new RandomStream(SEED);
        try (Linearisation j = Linearisation.of(e.op(), x)) {
            Tensor u = random(random, j.value());
            List<Tensor> t = x.stream().map(v -> random(random, v)).toList();
            Tensor forward = j.times(t);
            assertEquals(j.value().shape(), forward.shape());
            assertEquals(j.value().dtype(), forward.dtype());
            List<Tensor> back = j.adjointTimes(u);
            double right = 0;
            double size = 1;
            for (int k = 0; k < t.size(); k++) {
                right += inner(t.get(k), back.get(k));
                size += Math.sqrt(inner(t.get(k), t.get(k)) * inner(back.get(k), back.get(k)));
            }
            assertEquals(right, inner(forward, u), 1e-12 * size);
        }
    }

    @Test
    void jvp_ofANonHolomorphicFunction() {
        // f = z·z̄² : df = z̄² t + 2 z z̄ t̄
        Function<Tensor, Tensor> f = z -> z.mul(z.conj().square());
        Tensor expected = Z.conj().square().mul(T).add(Z.mul(Z.conj()).mul(2).mul(T.conj()));
        assertArrayEquals(expected.toDoubles(), Jacobians.jvp(f, Z, T).toDoubles(), 1e-14);
    }

    @Test
    void jvp_inADirectionOfSeveralInputs() {
        Tensor x = Tensor.of(2.0, 3.0);
        Tensor y = Tensor.of(5.0, 7.0);
        Tensor d =
                Jacobians.jvp(
                        in -> in.get(0).mul(in.get(1)),
                        List.of(x, y),
                        List.of(Tensor.of(1.0, 0), Tensor.of(0.0, 10)));
        assertArrayEquals(new double[] {5, 30}, d.toDoubles());
    }

    @Test
    void jvp_ofAConstantIsZero() {
        Tensor d = Jacobians.jvp(z -> Tensor.of(1.0, 2, 3), Z, T);
        assertArrayEquals(new double[3], d.toDoubles());
    }

    @Test
    void jvp_refusesAComplexDirectionOfARealInput() {
        var e =
                assertThrows(
                        ArgandException.DTypeMismatch.class,
                        () -> Jacobians.jvp(Tensor::exp, Tensor.of(1.0, 2), T));
        assertEquals("jvp: input 0 is float64, its direction cannot be complex128", e.getMessage());
    }

    /** The derivative of J·t in x, by a tape around it. */
    @Test
    void jvp_canBeDifferentiated() {
        GradCheck.of(in -> Jacobians.jvp(z -> z.mul(z.abs2()), in.get(0), in.get(1)))
                .inputs(Z, T)
                .check(1e-9);
    }

    @Test
    void jacobian_ofRealFunctions_byRowsAndByColumns() {
        Tensor x = Tensor.of(2.0, 3.0, 5.0);
        Tensor wide = Jacobians.jacobian(v -> v.prod().expand(0), x);
        assertEquals(Shape.of(1, 3), wide.shape());
        assertArrayEquals(new double[] {15, 10, 6}, wide.toDoubles(), 1e-13);
        // Six values of three components: columns are fewer.
        Tensor tall = Jacobians.jacobian(v -> Tensor.concat(List.of(v.square(), v.mul(7)), 0), x);
        assertEquals(Shape.of(6, 3), tall.shape());
        assertArrayEquals(
                new double[] {4, 0, 0, 0, 6, 0, 0, 0, 10, 7, 0, 0, 0, 7, 0, 0, 0, 7},
                tall.toDoubles(),
                1e-13);
    }

    /** Multiplication by a + ib is the real matrix (a −b; b a), conjugation (1 0; 0 −1). */
    @Test
    void jacobian_hasAnAxisForPartsOnComplexSides() {
        Tensor z = Tensor.scalar(3.0, 4.0);
        Tensor square = Jacobians.jacobian(Tensor::square, z);
        assertEquals(Shape.of(2, 2), square.shape());
        assertArrayEquals(new double[] {6, -8, 8, 6}, square.toDoubles());
        assertArrayEquals(
                new double[] {1, 0, 0, -1}, Jacobians.jacobian(Tensor::conj, z).toDoubles(), 1e-15);
        Tensor modulus = Jacobians.jacobian(Tensor::abs, z);
        assertEquals(Shape.of(2), modulus.shape());
        assertArrayEquals(new double[] {0.6, 0.8}, modulus.toDoubles(), 1e-15);
    }

    @Test
    void jacobian_ofSeveralInputs() {
        Tensor w = Tensor.of(1.0, -2.0);
        List<Tensor> j = Jacobians.jacobian(in -> in.get(0).mul(in.get(1)), List.of(Z, w));
        assertEquals(Shape.of(2, 2, 2, 2), j.get(0).shape());
        assertEquals(Shape.of(2, 2, 2), j.get(1).shape());
        assertArrayEquals(new double[] {0.4, 0, 0.7, 0, 0, -0.8, 0, 0.3}, j.get(1).toDoubles());
    }

    @Test
    void jacobian_ofNothing() {
        Tensor none = Tensor.zeros(DType.FLOAT64, Shape.of(0));
        assertEquals(Shape.of(0, 0), Jacobians.jacobian(Tensor::exp, none).shape());
        assertEquals(Shape.of(2, 0), Jacobians.jacobian(v -> Tensor.of(1.0, 2), none).shape());
    }

    @Test
    void batchJacobian_isTheJacobianOfEachEntry() {
        Tensor x = new RandomStream(SEED).normal(DType.COMPLEX128, Shape.of(3, 2));
        Tensor a = new RandomStream(5).normal(DType.COMPLEX128, Shape.of(2, 2));
        Function<Tensor, Tensor> f = v -> v.matmul(a).mul(v.conj());
        Tensor all = Jacobians.batchJacobian(f, x);
        assertEquals(Shape.of(3, 2, 2, 2, 2), all.shape());
        for (int b = 0; b < 3; b++) {
            Tensor one = Jacobians.jacobian(v -> f.apply(v.expand(0)).squeeze(0), x.select(0, b));
            assertArrayEquals(one.toDoubles(), all.select(0, b).toDoubles(), 1e-14, "entry " + b);
        }
    }

    @Test
    void hvp_isTheHessianTimesTheDirection() {
        Function<Tensor, Tensor> loss = z -> z.exp().add(z.conj().mul(z.flip(0))).abs2().sum();
        Tensor hessian = Jacobians.hessian(loss, Z);
        assertEquals(Shape.of(2, 2, 2, 2), hessian.shape());
        Tensor square = hessian.reshape(4, 4);
        assertArrayEquals(square.toDoubles(), square.transpose().toDoubles(), 1e-13, "symmetric");
        Tensor direction = Tensor.of(Shape.of(4, 1), T.toDoubles());
        assertArrayEquals(
                square.matmul(direction).toDoubles(), Jacobians.hvp(loss, Z, T).toDoubles(), 1e-13);
    }

    /** H of |z|² is twice the identity; of (Re z)² it is 2 in the real direction only. */
    @Test
    void hvp_ofQuadraticForms() {
        assertArrayEquals(
                T.mul(2).toDoubles(), Jacobians.hvp(z -> z.abs2().sum(), Z, T).toDoubles());
        assertArrayEquals(
                new double[] {0.6, 0, 1.2, 0},
                Jacobians.hvp(z -> z.real().square().sum(), Z, T).toDoubles(),
                1e-15);
    }

    @Test
    void hvp_ofSeveralInputs() {
        Tensor x = Tensor.of(2.0);
        Tensor y = Tensor.of(3.0);
        // L = x² y : H = (2y 2x; 2x 0)
        List<Tensor> h =
                Jacobians.hvp(
                        in -> in.get(0).square().mul(in.get(1)).sum(),
                        List.of(x, y),
                        List.of(Tensor.of(1.0), Tensor.of(10.0)));
        assertArrayEquals(new double[] {46}, h.get(0).toDoubles(), 1e-14);
        assertArrayEquals(new double[] {4}, h.get(1).toDoubles(), 1e-14);
    }

    @Test
    void singlePrecision_staysSingle() {
        Tensor z = Z.cast(DType.COMPLEX64);
        Tensor d = Jacobians.jvp(Tensor::exp, z, T.cast(DType.COMPLEX64));
        assertEquals(DType.COMPLEX64, d.dtype());
        assertEquals(DType.FLOAT32, Jacobians.jacobian(Tensor::exp, z).dtype());
        assertArrayEquals(Z.exp().mul(T).toDoubles(), d.toDoubles(), 1e-6);
    }

    @Test
    void linearisation_runsTheFunctionOnceAndHearsNothingLater() {
        int[] runs = new int[1];
        try (Linearisation j =
                Linearisation.of(
                        z -> {
                            runs[0]++;
                            return z.sin();
                        },
                        Z)) {
            Tensor ignored = Z.cos();
            assertArrayEquals(Z.cos().mul(T).toDoubles(), j.times(List.of(T)).toDoubles(), 1e-14);
            assertArrayEquals(
                    Z.cos().conj().mul(T).toDoubles(),
                    j.adjointTimes(T).getFirst().toDoubles(),
                    1e-14);
            assertArrayEquals(Z.cos().mul(Z).toDoubles(), j.times(List.of(Z)).toDoubles(), 1e-14);
            assertEquals(Shape.of(2), ignored.shape());
        }
        assertEquals(1, runs[0]);
        assertTrue(Jacobians.vjp(Tensor::sin, Z, T).dtype().isComplex());
    }
}
