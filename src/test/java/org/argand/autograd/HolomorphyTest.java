package org.argand.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The Cauchy–Riemann equation, asked of functions with a known answer, and f′ of those that pass. */
class HolomorphyTest {
    private static final Tensor Z =
            Tensor.ofInterleaved(Shape.of(2), new double[] {0.4, 0.7, -0.8, 0.3});

    @Test
    void isHolomorphic_tellsThemApart() {
        List<Function<Tensor, Tensor>> are =
                List.of(
                        Tensor::exp,
                        Tensor::sqrt,
                        z -> z.reciprocal().add(z.asin()),
                        z -> z.expand(0).matmul(z.expand(1)),
                        Tensor::fft,
                        z -> Tensor.of(1.0, 2),
                        z -> z.conj().exp().conj(),
                        Tensor::softmax);
        List<Function<Tensor, Tensor>> areNot =
                List.of(
                        Tensor::conj,
                        Tensor::abs,
                        Tensor::abs2,
                        Tensor::sgn,
                        Tensor::real,
                        z -> z.add(z.conj().mul(1e-6)),
                        z -> z.expand(0).matmul(z.conj().expand(1)));
        for (DType dtype : List.of(DType.COMPLEX128, DType.COMPLEX64)) {
            Tensor z = Z.cast(dtype);
            for (int k = 0; k < are.size(); k++) {
                Holomorphy.Report r = Holomorphy.report(are.get(k), z);
                assertTrue(r.isHolomorphic(), dtype + " holomorphic " + k + ": " + r);
            }
        }
        for (int k = 0; k < areNot.size(); k++) {
            assertFalse(Holomorphy.isHolomorphic(areNot.get(k), Z), "not holomorphic " + k);
        }
    }

    /** One element of many breaks the equation: found, with its place and the size of ∂f/∂z̄ there. */
    @Test
    void report_saysWhereAndHowMuch() {
        Tensor z = Z.broadcastTo(Shape.of(3, 2)).copied();
        Tensor place = Tensor.arange(DType.INT64, 6).reshape(3, 2).equalTo(3).cast(DType.FLOAT64);
        Holomorphy.Report r = Holomorphy.report(v -> v.exp().add(v.conj().mul(place).mul(0.25)), z);
        assertFalse(r.isHolomorphic());
        assertEquals(0.25, r.largest(), 1e-14);
        assertEquals(List.of(1L, 1L), r.where());
        assertEquals(2.22e-12, r.tolerance(), 1e-14);
    }

    @Test
    void report_refusesARealPoint() {
        var e =
                assertThrows(
                        ArgandException.DTypeMismatch.class,
                        () -> Holomorphy.report(Tensor::exp, Tensor.of(1.0)));
        assertEquals("isHolomorphic: needs a complex point, got float64 [1]", e.getMessage());
    }

    @Test
    void derivative_ofElementwiseAndScalarFunctions() {
        UnaryOperator<Tensor> cos = Holomorphy.derivative(Tensor::sin);
        assertArrayEquals(Z.cos().toDoubles(), cos.apply(Z).toDoubles(), 1e-14);
        UnaryOperator<Tensor> partials = Holomorphy.derivative(z -> z.prod());
        assertArrayEquals(Z.flip(0).toDoubles(), partials.apply(Z).toDoubles(), 1e-14);
    }

    @Test
    void derivative_ofDerivative() {
        UnaryOperator<Tensor> second =
                Holomorphy.derivative(Holomorphy.derivative(z -> z.pow(3).add(z.log())));
        assertArrayEquals(
                Z.mul(6).sub(Z.square().reciprocal()).toDoubles(),
                second.apply(Z).toDoubles(),
                1e-13);
    }

    @Test
    void derivative_refusesWhatIsNotHolomorphic() {
        Tensor z = Tensor.ofInterleaved(Shape.of(2), new double[] {0, 1, 3, 4});
        var e =
                assertThrows(
                        ArgandException.NoGradient.class,
                        () -> Holomorphy.derivative(Tensor::abs2).apply(z));
        assertEquals(
                "derivative: f is not holomorphic: |∂f/∂z̄| is up to 5.00, at [1],"
                        + " and 1.00 relative to the larger of ∂f/∂z and ∂f/∂z̄",
                e.getMessage());
    }

    @Test
    void derivative_refusesWhatMixesElements() {
        var e =
                assertThrows(
                        ArgandException.NoGradient.class,
                        () -> Holomorphy.derivative(Tensor::fft).apply(Z));
        assertEquals(
                "derivative: f does not act on each element by itself but takes elements of [2]"
                        + " together; take Wirtinger.of(f, z).dz()",
                e.getMessage());
        var shapes =
                assertThrows(
                        ArgandException.NoGradient.class,
                        () ->
                                Holomorphy.derivative(z -> z.broadcastTo(Shape.of(3, 2)).add(1))
                                        .apply(Z));
        assertEquals(
                "derivative: f does not act on each element by itself but takes [2] to [3, 2];"
                        + " take Wirtinger.of(f, z).dz()",
                shapes.getMessage());
    }
}
