package org.argand.autograd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.argand.array.Shape;
import org.argand.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The conventions against the derivatives that define them. */
class ConventionTest {
    private static final Tensor Z = Tensor.ofInterleaved(Shape.of(1), new double[] {2, 3});

    /** L = x² + xy at 2 + 3i: ∂L/∂x = 7 and ∂L/∂y = 2. */
    @ParameterizedTest
    @CsvSource({"ARGAND, 7, 2", "JAX, 7, -2", "WIRTINGER_CONJ, 3.5, 1", "WIRTINGER, 3.5, -1"})
    void in_writesTheGradientAsTheConventionDoes(Convention convention, double re, double im) {
        Tensor r = Tensor.of(5.0);
        try (GradientTape tape = GradientTape.open()) {
            tape.watch(Z);
            tape.watch(r);
            Tensor x = Z.real();
            Tensor loss = x.square().add(x.mul(Z.imag())).add(r.mul(4)).sum();
            Gradients g = tape.gradient(loss).in(convention);
            assertArrayEquals(new double[] {re, im}, g.of(Z).toDoubles());
            assertArrayEquals(new double[] {4}, g.of(r).toDoubles());
        }
    }

    @ParameterizedTest
    @EnumSource
    void convert_thereAndBackIsTheSame(Convention a) {
        for (Convention b : Convention.values()) {
            assertArrayEquals(
                    Z.toDoubles(), b.convert(a.convert(Z, b), a).toDoubles(), a + " to " + b);
        }
        assertSame(Z, a.convert(Z, a));
    }
}
