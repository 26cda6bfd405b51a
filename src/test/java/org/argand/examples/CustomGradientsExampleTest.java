package org.argand.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.CustomGradient;
import org.argand.autograd.GradCheck;
import org.argand.autograd.GradientTape;
import org.argand.autograd.Gradients;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The examples give the numbers they should, and the check refuses the tempting wrong forms. */
class CustomGradientsExampleTest {
    private static final Tensor Z = Tensor.ofInterleaved(Shape.of(2), new double[] {1, 2, 3, 1});

    private static GradCheck check(CustomGradient f, Tensor... at) {
        return GradCheck.of(in -> f.apply(in.toArray(Tensor[]::new))).inputs(at);
    }

    @Test
    void zExp_meetsTheReferenceAndTheCheck() {
        try (GradientTape tape = GradientTape.open()) {
            tape.watch(Z);
            Tensor g =
                    tape.gradient(CustomGradientsExample.Z_EXP.apply(Z), Tensor.scalar(1.0)).of(Z);
            assertArrayEquals(
                    new double[] {-7.20586, -2.68104, 26.50765, -78.45785}, g.toDoubles(), 5e-6);
        }
        check(CustomGradientsExample.Z_EXP, Z).check(1e-7);
        check(CustomGradientsExample.Z_EXP, Z).secondOrder().check(1e-5);
    }

    @Test
    void zExpWithoutConjugate_isRejected() {
        CustomGradient article =
                CustomGradient.of(
                        "article_1",
                        in -> in.getFirst().mul(in.getFirst().exp()),
                        (in, out, g) -> {
                            Tensor z = in.getFirst();
                            return List.of(g.mul(z.exp().add(z.mul(z.exp()))));
                        });
        assertFalse(check(article, Z).run().passes(1e-2));
    }

    @Test
    void expSquare_isExactAndOverflowsHonestly() {
        check(CustomGradientsExample.EXP_SQUARE, Tensor.of(0.3, -1.1, 2.0)).check(1e-7);
        Tensor x = Tensor.of(10.0, 20.0, 30.0);
        try (GradientTape tape = GradientTape.open()) {
            tape.watch(x);
            double[] g =
                    tape.gradient(CustomGradientsExample.EXP_SQUARE.apply(x).sum())
                            .of(x)
                            .toDoubles();
            assertEquals(20 * Math.exp(100), g[0], 1e-12 * g[0]);
            assertEquals(40 * Math.exp(400), g[1], 1e-12 * g[1]);
            assertEquals(Double.POSITIVE_INFINITY, g[2]);
        }
        // The logarithm has a finite value and gradient everywhere.
        try (GradientTape tape = GradientTape.open()) {
            tape.watch(x);
            assertArrayEquals(
                    new double[] {20, 40, 60}, tape.gradient(x.square().sum()).of(x).toDoubles());
        }
    }

    @Test
    void expSquareScaledByTheMaximum_isRejected() {
        CustomGradient article =
                CustomGradient.of(
                        "article_2",
                        in -> in.getFirst().square().exp(),
                        (in, out, g) -> {
                            Tensor x2 = in.getFirst().square();
                            return List.of(g.mul(in.getFirst().mul(2)).mul(x2.sub(x2.max()).exp()));
                        });
        assertFalse(check(article, Tensor.of(0.3, -1.1, 2.0)).run().passes(1e-2));
    }

    @Test
    void complexOfTwo_meetsTheReferenceAndTheCheck() {
        Tensor x = Tensor.of(2.0);
        Tensor y = Tensor.of(3.0);
        try (GradientTape tape = GradientTape.open()) {
            tape.watch(x);
            tape.watch(y);
            Gradients g =
                    tape.gradient(
                            CustomGradientsExample.COMPLEX_OF_TWO.apply(x, y), Tensor.scalar(1.0));
            assertEquals(DType.FLOAT64, g.of(x).dtype());
            assertArrayEquals(new double[] {4}, g.of(x).toDoubles());
            assertArrayEquals(new double[] {-1}, g.of(y).toDoubles());
        }
        check(CustomGradientsExample.COMPLEX_OF_TWO, x, y).check(1e-7);
        check(CustomGradientsExample.COMPLEX_OF_TWO, x, y).secondOrder().check(1e-5);
    }

    @Test
    void complexGradientOfARealOperand_isRejected() {
        CustomGradient article =
                CustomGradient.of(
                        "article_3",
                        in ->
                                Tensor.complex(
                                        in.get(0).square().sub(in.get(1)),
                                        in.get(0).mul(in.get(1))),
                        (in, out, g) -> {
                            Tensor x = in.get(0);
                            Tensor y = in.get(1);
                            Tensor re = g.real();
                            Tensor im = g.imag();
                            Tensor dxRe = re.mul(x.mul(2)).add(im.mul(y));
                            Tensor dyRe = re.neg().add(im.mul(x));
                            Tensor dxIm = re.mul(y).add(im.mul(x));
                            Tensor dyIm = re.mul(x).add(im.mul(y));
                            return List.of(Tensor.complex(dxRe, dxIm), Tensor.complex(dyRe, dyIm));
                        });
        var e =
                assertThrows(
                        ArgandException.NoGradient.class,
                        () -> check(article, Tensor.of(2.0), Tensor.of(3.0)).run());
        assertTrue(
                e.getMessage().contains("the gradient of a real operand is real"), e.getMessage());
    }
}
