package org.argand.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Three steps of each update against its formula in scalar Java. */
class UpdateTest {
    private static final double RATE = 0.1;
    private static final double[] START = {1, -2, 0.5, 3};
    private static final double[][] GRADIENTS = {
        {0.3, -1, 2, 0.1}, {-0.2, 0.5, 1.5, 0}, {1, 1, -3, 0.4}
    };

    private static Tensor complex(double[] parts) {
        return Tensor.ofInterleaved(Shape.of(parts.length / 2), parts);
    }

    private static double[] after(Update update, boolean complex) {
        Variable w = new Variable("w", complex ? complex(START) : Tensor.of(START));
        Optimizer optimizer = Optimizer.of(update, Schedule.constant(RATE));
        for (double[] g : GRADIENTS) {
            Given.step(optimizer, w, complex ? complex(g) : Tensor.of(g));
        }
        return w.value().toDoubles();
    }

    /** |g|² for each component: of the number it is a part of, if complex. */
    private static double square(double[] g, int k, boolean complex) {
        return complex ? g[k & ~1] * g[k & ~1] + g[k | 1] * g[k | 1] : g[k] * g[k];
    }

    private static double[] adam(boolean complex, double decay) {
        double[] w = START.clone();
        double[] m = new double[w.length];
        double[] v = new double[w.length];
        for (int t = 1; t <= GRADIENTS.length; t++) {
            double[] g = GRADIENTS[t - 1];
            for (int k = 0; k < w.length; k++) {
                m[k] = 0.9 * m[k] + (1 - 0.9) * g[k];
                v[k] = 0.999 * v[k] + (1 - 0.999) * square(g, k, complex);
                double mHat = m[k] / (1 - Math.pow(0.9, t));
                double vHat = v[k] / (1 - Math.pow(0.999, t));
                w[k] -= RATE * (mHat / (Math.sqrt(vHat) + 1e-8) + decay * w[k]);
            }
        }
        return w;
    }

    private static double[] rmsProp(boolean complex, double momentum) {
        double[] w = START.clone();
        double[] v = new double[w.length];
        double[] b = new double[w.length];
        for (double[] g : GRADIENTS) {
            for (int k = 0; k < w.length; k++) {
                v[k] = 0.9 * v[k] + (1 - 0.9) * square(g, k, complex);
                b[k] = momentum * b[k] + g[k] / (Math.sqrt(v[k]) + 1e-8);
                w[k] -= RATE * b[k];
            }
        }
        return w;
    }

    private static double[] sgd(double momentum, boolean nesterov) {
        double[] w = START.clone();
        double[] b = new double[w.length];
        for (double[] g : GRADIENTS) {
            for (int k = 0; k < w.length; k++) {
                b[k] = momentum * b[k] + g[k];
                w[k] -= RATE * (nesterov ? g[k] + momentum * b[k] : b[k]);
            }
        }
        return w;
    }

    private static void expect(double[] expected, Update update, boolean complex) {
        assertArrayEquals(expected, after(update, complex), 1e-14, update.label());
    }

    @Test
    void sgd_followsItsFormulaAndAComplexVariableIsTwoRealOnes() {
        for (boolean complex : new boolean[] {false, true}) {
            expect(sgd(0, false), Sgd.plain(), complex);
            expect(sgd(0.9, false), Sgd.withMomentum(0.9), complex);
            expect(sgd(0.9, true), Sgd.withNesterov(0.9), complex);
        }
    }

    @Test
    void adam_followsItsFormulaWithTheModulusOfTheGradient() {
        expect(adam(false, 0), Adam.standard(), false);
        expect(adam(true, 0), Adam.standard(), true);
    }

    @Test
    void adamW_decaysApartFromTheMoments() {
        expect(adam(false, 0.05), AdamW.standard(0.05), false);
        expect(adam(true, 0.05), AdamW.standard(0.05), true);
    }

    @Test
    void rmsProp_followsItsFormula() {
        RmsProp heavy = new RmsProp(0.9, 0.8, 1e-8, SecondMoment.MODULUS);
        for (boolean complex : new boolean[] {false, true}) {
            expect(rmsProp(complex, 0), RmsProp.standard(), complex);
            expect(rmsProp(complex, 0.8), heavy, complex);
        }
    }

    @Test
    void perComponent_movesTheParts() {
        SecondMoment parts = SecondMoment.PER_COMPONENT;
        expect(adam(false, 0), Adam.standard().with(parts), true);
        expect(adam(false, 0), Adam.standard().with(parts), false);
        expect(adam(false, 0.05), new AdamW(Adam.standard().with(parts), 0.05), true);
        expect(rmsProp(false, 0.8), new RmsProp(0.9, 0.8, 1e-8, parts), true);
    }

    static Stream<Update> all() {
        return Stream.of(
                Sgd.plain(),
                Sgd.withNesterov(0.9),
                Adam.standard(),
                AdamW.standard(0.01),
                RmsProp.standard());
    }

    @ParameterizedTest
    @MethodSource("all")
    void turningThePlane_turnsTheSteps(Update update) {
        Tensor turn = Tensor.scalar(0.6, 0.8);
        Variable plain = new Variable("w", complex(START));
        Variable turned = new Variable("w", complex(START).mul(turn));
        Optimizer a = Optimizer.of(update, Schedule.constant(RATE));
        Optimizer b = Optimizer.of(update, Schedule.constant(RATE));
        for (double[] g : GRADIENTS) {
            Given.step(a, plain, complex(g));
            Given.step(b, turned, complex(g).mul(turn));
        }
        assertArrayEquals(plain.value().mul(turn).toDoubles(), turned.value().toDoubles(), 1e-14);
    }

    @ParameterizedTest
    @MethodSource("all")
    void singlePrecision_staysSingle(Update update) {
        Variable w = new Variable("w", Tensor.of(new float[] {1, 2}));
        Variable z = new Variable("z", Tensor.ofInterleaved(Shape.of(2), new float[] {1, 2, 3, 4}));
        Optimizer optimizer = Optimizer.of(update, Schedule.constant(RATE));
        Tensor gw = Tensor.of(new float[] {1, -1});
        Tensor gz = Tensor.ofInterleaved(Shape.of(2), new float[] {1, -1, 0, 2});
        for (int k = 0; k < 2; k++) {
            optimizer.step(Given.gradients(List.of(w, z), List.of(gw, gz)), List.of(w, z));
        }
        boolean single =
                optimizer.state().stream()
                        .skip(1)
                        .allMatch(v -> v.dtype() == DType.FLOAT32 || v.dtype() == DType.COMPLEX64);
        assertEquals(true, single);
    }

    @Test
    void coefficientsOutsideTheirRange_areRefused() {
        Class<ArgandException.InvalidArgument> refused = ArgandException.InvalidArgument.class;
        var e = assertThrows(refused, () -> new Adam(1, 0.999, 1e-8, SecondMoment.MODULUS));
        assertEquals("adam: beta1 is 1.0, not in [0, 1)", e.getMessage());
        assertThrows(refused, () -> new Adam(0.9, Double.NaN, 1e-8, SecondMoment.MODULUS));
        assertThrows(refused, () -> new Adam(0.9, 0.9, -1, SecondMoment.MODULUS));
        assertThrows(refused, () -> AdamW.standard(Double.POSITIVE_INFINITY));
        assertThrows(refused, () -> new RmsProp(2, 0, 1e-8, SecondMoment.MODULUS));
        assertThrows(refused, () -> Sgd.withMomentum(-0.1));
        assertThrows(refused, () -> Sgd.withNesterov(0));
    }
}
