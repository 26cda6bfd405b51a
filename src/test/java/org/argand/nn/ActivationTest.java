package org.argand.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.GradCheck;
import org.argand.autograd.GradientTape;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Activations by their formulas, and their gradients. */
class ActivationTest {
    private static final Tensor REALS = Tensor.of(-2, -0.5, 0, 0.25, 3);

    /** 1+2i, −1+0.5i, −0.3−0.4i, 2−i, 0. */
    private static final Tensor COMPLEX =
            Tensor.ofInterleaved(
                    Shape.of(5), new double[] {1, 2, -1, 0.5, -0.3, -0.4, 2, -1, 0, 0});

    private static final Tensor BIAS = Tensor.scalar(-0.7);

    private static void expect(double[] expected, Tensor got) {
        assertArrayEquals(expected, got.toDoubles(), 1e-15);
    }

    @Test
    void realActivations_haveTheirValues() {
        expect(new double[] {0, 0, 0, 0.25, 3}, Activation.RELU.apply(REALS));
        expect(new double[] {-0.02, -0.005, 0, 0.25, 3}, Activation.LEAKY_RELU.apply(REALS));
        expect(new double[] {-0.6, -0.15, 0, 0.25, 3}, Activation.leakyRelu(REALS, 0.3));
        expect(new double[] {0, 0, 0, 0.25, 3}, Activation.CARDIOID.apply(REALS));
        double[] gelu = {
            -0.04540230591222494, -0.15428599017485606, 0, 0.149675350701685, 2.996362607918227
        };
        expect(gelu, Activation.GELU_TANH.apply(REALS));
        expect(
                new double[] {Math.tanh(-2), Math.tanh(-0.5), 0, Math.tanh(0.25), Math.tanh(3)},
                Activation.TANH.apply(REALS));
    }

    @Test
    void complexActivations_haveTheirValues() {
        expect(new double[] {1, 2, 0, 0.5, 0, 0, 2, 0, 0, 0}, Activation.CRELU.apply(COMPLEX));
        expect(new double[] {1, 2, 0, 0, 0, 0, 0, 0, 0, 0}, Activation.ZRELU.apply(COMPLEX));
        double[] cardioid = {
            0.723606797749979,
            1.447213595499958,
            -0.05278640450004207,
            0.026393202250021036,
            -0.06,
            -0.08,
            1.8944271909999157,
            -0.9472135954999579,
            0,
            0
        };
        expect(cardioid, Activation.CARDIOID.apply(COMPLEX));
        double[] modRelu = {
            0.6869504831500297,
            1.373900966300059,
            -0.373900966300059,
            0.18695048315002954,
            0,
            0,
            1.373900966300059,
            -0.6869504831500295,
            0,
            0
        };
        expect(modRelu, ModRelu.apply(COMPLEX, BIAS));
        Tensor z = Tensor.ofInterleaved(Shape.of(1), new double[] {0, 1});
        expect(new double[] {0, Math.tan(1)}, Activation.TANH.apply(z));
        // σ(i) = ½ + ½i·tan ½
        expect(new double[] {0.5, 0.5 * Math.tan(0.5)}, Activation.SIGMOID.apply(z));
    }

    @ParameterizedTest
    @EnumSource
    void gradients_meetFiniteDifferences(Activation f) {
        Tensor z = new RandomStream(11).normal(DType.COMPLEX128, Shape.of(3, 4)).realise();
        Tensor x = new RandomStream(12).normal(DType.FLOAT64, Shape.of(3, 4)).realise();
        boolean real =
                switch (f) {
                    case RELU, LEAKY_RELU, GELU_TANH -> true;
                    case CRELU, ZRELU, CARDIOID, TANH, SIGMOID -> false;
                };
        GradCheck.of(in -> f.apply(in.getFirst())).inputs(real ? x : z).seed(1).check(1e-8);
    }

    @Test
    void modRelu_gradientsMeetFiniteDifferences() {
        // Some radii are inside the dead disc and some outside, none near its edge.
        Tensor z =
                Tensor.polar(
                                Tensor.of(0.2, 0.9, 1.5, 0.4, 3, 1.1),
                                Tensor.of(0.1, 1.8, -2.9, 3.1, -1, 0.7))
                        .reshape(2, 3)
                        .realise();
        Tensor b = Tensor.of(-0.5, -0.6, 0.3);
        GradCheck check =
                GradCheck.of(in -> ModRelu.apply(in.get(0), in.get(1))).inputs(z, b).seed(2);
        check.check(1e-8);
        check.secondOrder().check(1e-6);
    }

    @Test
    void modRelu_gradientsAreTheStatedOnes() {
        Tensor g = new RandomStream(4).normal(DType.COMPLEX128, Shape.of(5)).realise();
        try (GradientTape tape = GradientTape.open()) {
            tape.watch(COMPLEX);
            Tensor bias = Tensor.of(-0.7, -0.7, -0.7, -0.7, 0.7);
            tape.watch(bias);
            var got = tape.gradient(ModRelu.apply(COMPLEX, bias), g);
            Tensor s = COMPLEX.sgn();
            Tensor along = s.conj().mul(g).real();
            Tensor turned = g.sub(s.mul(along)).mul(bias).div(COMPLEX.abs());
            Tensor active = COMPLEX.abs().add(bias).greater(0).and(COMPLEX.abs().greater(0));
            Tensor none = Tensor.zeros(DType.COMPLEX128, Shape.of(5));
            expect(Tensor.where(active, g.add(turned), none).toDoubles(), got.of(COMPLEX));
            expect(Tensor.where(active, along, none.real()).toDoubles(), got.of(bias));
        }
    }

    @Test
    void cardioid_gradientIsTheStatedOne() {
        Tensor z = COMPLEX.slice(0, 0, 4);
        Tensor g = new RandomStream(5).normal(DType.COMPLEX128, Shape.of(4)).realise();
        try (GradientTape tape = GradientTape.open()) {
            tape.watch(z);
            Tensor got = tape.gradient(Activation.CARDIOID.apply(z), g).of(z);
            Tensor theta = z.angle();
            Tensor turn = theta.sin().mul(z.conj().mul(g).real()).div(z.abs().square());
            Tensor stated = theta.cos().add(1).mul(g).sub(turn.mul(z.timesI())).mul(0.5);
            assertArrayEquals(stated.toDoubles(), got.toDoubles(), 1e-14);
        }
    }

    @Test
    void zeroInput_hasFiniteGradients() {
        Tensor zero = Tensor.zeros(DType.COMPLEX64, Shape.of(2));
        for (Activation f : List.of(Activation.CRELU, Activation.ZRELU, Activation.CARDIOID)) {
            try (GradientTape tape = GradientTape.open()) {
                tape.watch(zero);
                Tensor g = tape.gradient(f.apply(zero), Tensor.scalar(1, 1)).of(zero);
                float half = f == Activation.CARDIOID ? 0.5f : 0;
                assertArrayEquals(new float[] {half, half, half, half}, g.toFloats(), f.name());
            }
        }
    }

    @Test
    void infiniteInput_doesNotMakeNaN() {
        Tensor z = Tensor.ofInterleaved(Shape.of(1), new double[] {Double.NEGATIVE_INFINITY, 1});
        expect(new double[] {0, 0}, Activation.ZRELU.apply(z));
    }

    @Test
    void wrongType_isRefusedWithTheAlternative() {
        for (Activation f : List.of(Activation.RELU, Activation.LEAKY_RELU, Activation.GELU_TANH)) {
            var e = assertThrows(ArgandException.DTypeMismatch.class, () -> f.apply(COMPLEX));
            assertTrue(
                    String.valueOf(e.getMessage()).contains("for complex input say"),
                    e.getMessage());
            assertThrows(ArgandException.DTypeMismatch.class, () -> f.apply(Tensor.of(1, 2)));
        }
        var e =
                assertThrows(
                        ArgandException.DTypeMismatch.class, () -> Activation.ZRELU.apply(REALS));
        assertEquals(
                "zrelu: needs a complex type, got float64; for real input say RELU",
                e.getMessage());
        assertThrows(ArgandException.DTypeMismatch.class, () -> Activation.CRELU.apply(REALS));
    }

    @Test
    void modReluLayer_checksFeatures() {
        ModRelu layer = ModRelu.create("m", 5, DType.COMPLEX128, -0.7);
        assertEquals(DType.FLOAT64, layer.variables().getFirst().dtype());
        expect(
                ModRelu.apply(COMPLEX, BIAS).toDoubles(),
                layer.forward(COMPLEX.expand(0), Mode.TRAINING));
        assertThrows(
                ArgandException.ShapeMismatch.class,
                () -> layer.forward(COMPLEX.expand(1), Mode.TRAINING));
        assertThrows(
                ArgandException.InvalidArgument.class,
                () -> ModRelu.create("m", 5, DType.COMPLEX128, Double.NaN));
    }
}
