package org.argand.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.Function;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The pair ∂f/∂z and ∂f/∂z̄ of known functions, and its products. */
class WirtingerTest {
    private static final Tensor Z =
            Tensor.ofInterleaved(Shape.of(2), new double[] {0.4, 0.7, -0.8, 0.3});
    private static final Tensor T =
            Tensor.ofInterleaved(Shape.of(2), new double[] {0.3, -1.1, 0.6, 0.2});

    private static double[] diagonal(Tensor of) {
        Tensor eye = Tensor.arange(DType.INT64, 2).oneHot(2, DType.FLOAT64);
        return eye.mul(of).toDoubles();
    }

    private static void assertPair(Wirtinger pair, Tensor dz, Tensor dzbar) {
        assertArrayEquals(diagonal(dz), pair.dz().toDoubles(), 1e-14);
        assertArrayEquals(diagonal(dzbar), pair.dzbar().toDoubles(), 1e-14);
    }

    @Test
    void pair_ofElementwiseFunctions() {
        Tensor zero = Z.mul(0);
        Tensor one = zero.add(1);
        assertPair(Wirtinger.of(Tensor::exp, Z), Z.exp(), zero);
        assertPair(Wirtinger.of(Tensor::conj, Z), zero, one);
        assertPair(Wirtinger.of(Tensor::abs2, Z), Z.conj(), Z);
        assertPair(Wirtinger.of(Tensor::real, Z), one.mul(0.5), one.mul(0.5));
        assertPair(Wirtinger.of(Tensor::abs, Z), Z.sgn().conj().mul(0.5), Z.sgn().mul(0.5));
        // z² z̄
        assertPair(
                Wirtinger.of(z -> z.square().mul(z.conj()), Z),
                Z.abs2().mul(2).cast(Z.dtype()),
                Z.square());
    }

    @Test
    void pair_ofAProductOfTwoInputs() {
        Tensor a = new RandomStream(1).normal(DType.COMPLEX128, Shape.of(2, 3));
        Tensor b = new RandomStream(2).normal(DType.COMPLEX128, Shape.of(3, 2));
        List<Wirtinger> pairs =
                Wirtinger.of(in -> in.get(0).matmul(in.get(1).conj()), List.of(a, b));
        assertEquals(Shape.of(2, 2, 2, 3), pairs.get(0).dz().shape());
        assertEquals(Shape.of(2, 2, 3, 2), pairs.get(1).dzbar().shape());
        assertEquals(0, pairs.get(0).dzbar().abs().max().item());
        assertEquals(0, pairs.get(1).dz().abs().max().item());
        // ∂(A B̄)_ij/∂a_kl = δ_ik conj(b_lj), ∂(A B̄)_ij/∂b̄_kl = δ_jl a_ik
        Tensor d = pairs.get(0).dz().select(0, 1).select(0, 0).select(0, 1);
        assertArrayEquals(b.conj().slice(1, 0, 1).squeeze(1).toDoubles(), d.toDoubles(), 1e-15);
        Tensor c = pairs.get(1).dzbar().select(0, 1).select(0, 0).select(1, 0);
        assertArrayEquals(a.select(0, 1).toDoubles(), c.toDoubles(), 1e-15);
    }

    /** With the matrices or without, the same. */
    @Test
    void products_agreeWithJvpAndVjp() {
        Tensor m = new RandomStream(3).normal(DType.COMPLEX128, Shape.of(2, 3));
        Function<Tensor, Tensor> f = z -> z.expand(0).matmul(m).sin().add(z.abs().sum());
        Wirtinger pair = Wirtinger.of(f, Z);
        assertEquals(Shape.of(1, 3, 2), pair.dz().shape());
        assertArrayEquals(Jacobians.jvp(f, Z, T).toDoubles(), pair.times(T).toDoubles(), 1e-14);
        assertArrayEquals(
                pair.dzTimes(T).add(pair.dzbarTimes(T.conj())).toDoubles(),
                pair.times(T).toDoubles(),
                1e-14);
        Tensor u = new RandomStream(4).normal(DType.COMPLEX128, Shape.of(1, 3));
        assertArrayEquals(
                Jacobians.vjp(f, Z, u).toDoubles(), pair.adjointTimes(u).toDoubles(), 1e-14);
        assertArrayEquals(f.apply(Z).toDoubles(), pair.value().toDoubles());
    }

    @Test
    void realFunctionOfComplex_hasConjugateDerivativesAndRealProducts() {
        Wirtinger pair = Wirtinger.of(z -> z.mul(z.flip(0)).real().sum(), Z);
        assertEquals(Shape.of(2), pair.dz().shape());
        assertArrayEquals(pair.dz().conj().toDoubles(), pair.dzbar().toDoubles());
        assertEquals(DType.FLOAT64, pair.times(T).dtype());
        assertEquals(2 * Z.flip(0).mul(T).sum().real().item(), pair.times(T).item(), 1e-15);
        // The gradient is 2 ∂L/∂z̄.
        assertArrayEquals(
                pair.dzbar().mul(2).toDoubles(),
                pair.adjointTimes(Tensor.scalar(1)).toDoubles(),
                1e-15);
        assertThrows(
                ArgandException.DTypeMismatch.class, () -> pair.adjointTimes(Tensor.scalar(1, 1)));
    }

    @Test
    void functionOfARealVariable_hasOneDerivative() {
        Tensor x = Tensor.of(0.5, 2.0);
        Wirtinger real = Wirtinger.of(Tensor::square, x);
        assertEquals(DType.FLOAT64, real.dz().dtype());
        assertArrayEquals(new double[] {1, 0, 0, 4}, real.dz().toDoubles());
        assertArrayEquals(new double[4], real.dzbar().toDoubles());
        Wirtinger curve = Wirtinger.of(v -> v.timesI().exp(), x);
        assertArrayEquals(diagonal(x.timesI().exp().timesI()), curve.dz().toDoubles(), 1e-15);
        assertArrayEquals(new double[8], curve.dzbar().toDoubles());
        Tensor u = T;
        assertEquals(DType.FLOAT64, curve.adjointTimes(u).dtype());
        assertArrayEquals(
                Jacobians.vjp(v -> v.timesI().exp(), x, u).toDoubles(),
                curve.adjointTimes(u).toDoubles(),
                1e-15);
        var e = assertThrows(ArgandException.DTypeMismatch.class, () -> curve.times(T));
        assertEquals(
                "jvp: the input is float64, its direction cannot be complex128", e.getMessage());
    }

    /** ∂/∂z and ∂/∂z̄ of the pair itself: of |z|⁴ the mixed derivative is 4|z|². */
    @Test
    void pair_canBeDifferentiated() {
        Tensor z = Tensor.scalar(0.6, -0.3);
        Wirtinger mixed = Wirtinger.of(v -> Wirtinger.of(w -> w.abs2().square(), v).dzbar(), z);
        assertEquals(4 * 0.45, mixed.dz().complexItem().real(), 1e-14);
        assertEquals(0, mixed.dz().complexItem().imag(), 1e-14);
        assertArrayEquals(z.square().mul(2).toDoubles(), mixed.dzbar().toDoubles(), 1e-14);
    }
}
