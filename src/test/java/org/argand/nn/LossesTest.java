package org.argand.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.GradCheck;
import org.argand.autograd.GradientTape;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Losses by their definitions, at extremes, and their gradients. */
class LossesTest {
    private static final Tensor LOGITS =
            Tensor.of(Shape.of(2, 3), new double[] {0.5, -1.2, 3, 0, 20, -20});
    private static final Tensor LABELS =
            Tensor.of(Shape.of(2, 3), new double[] {1, 0, 0, 1, 1, 0.25});
    private static final Tensor CLASS_LOGITS =
            Tensor.of(Shape.of(2, 3), new double[] {1, 2, 3, 0, -1, 0.5});

    private static double[] gradient(Tensor logits, java.util.function.UnaryOperator<Tensor> loss) {
        try (GradientTape tape = GradientTape.open()) {
            tape.watch(logits);
            return tape.gradient(loss.apply(logits)).of(logits).toDoubles();
        }
    }

    @Test
    void sigmoidCrossEntropy_isTheMeanInNats() {
        assertEquals(1.5798489979623556, Losses.sigmoidCrossEntropy(LABELS, LOGITS).item(), 1e-15);
        Tensor coin = Losses.sigmoidCrossEntropy(Tensor.of(true, false), Tensor.of(0.0, 0));
        assertEquals(Math.log(2), coin.item(), 1e-16);
    }

    @Test
    void sigmoidCrossEntropy_isStableForAnyLogit() {
        Tensor far = Tensor.of(new float[] {1e30f, -1e30f, 100, -100});
        Tensor right = Tensor.of(1, 0, 1, 0);
        Tensor wrong = Tensor.of(0, 1, 0, 1);
        assertEquals(0, Losses.sigmoidCrossEntropy(right, far).item(), 1e-43);
        assertEquals(5e29, Losses.sigmoidCrossEntropy(wrong, far).item(), 1e23);
        // log1p keeps what 1 + exp(−40) would lose.
        Tensor small = Losses.sigmoidCrossEntropy(Tensor.of(1), Tensor.of(40.0));
        assertEquals(Math.exp(-40), small.item(), 1e-32);
        double[] g = gradient(far.cast(DType.FLOAT64), x -> Losses.sigmoidCrossEntropy(wrong, x));
        assertArrayEquals(new double[] {0.25, -0.25, 0.25, -0.25}, g, 1e-15);
    }

    @Test
    void sigmoidCrossEntropy_gradientIsSigmoidMinusLabelAlsoAtZero() {
        double[] g = gradient(LOGITS, x -> Losses.sigmoidCrossEntropy(LABELS, x));
        double[] expected = LOGITS.sigmoid().sub(LABELS).div(6).toDoubles();
        assertArrayEquals(expected, g, 1e-16);
        assertEquals(-0.5 / 6, g[3], 1e-17);
    }

    @Test
    void sigmoidCrossEntropy_meetsFiniteDifferences() {
        RandomStream random = new RandomStream(5);
        Tensor x = random.normal(DType.FLOAT64, Shape.of(3, 4)).mul(3).realise();
        Tensor y = random.uniform(DType.FLOAT64, Shape.of(3, 4)).realise();
        GradCheck.of(in -> Losses.sigmoidCrossEntropy(in.get(1), in.get(0)))
                .inputs(x, y)
                .check(1e-9);
    }

    @Test
    void softmaxCrossEntropy_takesClassesAndProbabilities() {
        Tensor classes = Tensor.of(2, 0);
        double expected = 0.7558682848905542;
        assertEquals(expected, Losses.softmaxCrossEntropy(classes, CLASS_LOGITS).item(), 1e-15);
        Tensor oneHot = classes.oneHot(3, DType.FLOAT64);
        assertEquals(expected, Losses.softmaxCrossEntropy(oneHot, CLASS_LOGITS).item(), 1e-15);
        Tensor soft = Tensor.of(Shape.of(2, 3), new double[] {0.2, 0.3, 0.5, 1, 0, 0});
        assertEquals(
                1.1058682848905543, Losses.softmaxCrossEntropy(soft, CLASS_LOGITS).item(), 1e-15);
    }

    @Test
    void softmaxCrossEntropy_gradientIsSoftmaxMinusLabel() {
        double[] expected = {
            0.04501528658519024, 0.12236423552739885, -0.167379522112589,
            -0.3342505197879543, 0.060975826154864424, 0.2732746936330898
        };
        Tensor classes = Tensor.of(2L, 0);
        assertArrayEquals(
                expected,
                gradient(CLASS_LOGITS, x -> Losses.softmaxCrossEntropy(classes, x)),
                1e-15);
        Tensor oneHot = classes.oneHot(3, DType.FLOAT64);
        assertArrayEquals(
                expected,
                gradient(CLASS_LOGITS, x -> Losses.softmaxCrossEntropy(oneHot, x)),
                1e-15);
        GradCheck.of(in -> Losses.softmaxCrossEntropy(classes, in.getFirst()))
                .inputs(CLASS_LOGITS)
                .check(1e-9);
    }

    @Test
    void softmaxCrossEntropy_isStableAndMarksUnknownClasses() {
        Tensor far = Tensor.of(Shape.of(1, 3), new double[] {1e300, 0, Double.NEGATIVE_INFINITY});
        assertEquals(0, Losses.softmaxCrossEntropy(Tensor.of(0), far).item());
        assertEquals(1e300, Losses.softmaxCrossEntropy(Tensor.of(1), far).item());
        for (int unknown : new int[] {-1, 3}) {
            Tensor loss = Losses.softmaxCrossEntropy(Tensor.of(0, unknown), CLASS_LOGITS);
            assertTrue(Double.isNaN(loss.item()));
        }
    }

    @Test
    void meanSquaredError_isOfTheModulus() {
        Tensor a = Tensor.ofInterleaved(Shape.of(2), new double[] {1, 2, 3, -1});
        Tensor b = Tensor.ofInterleaved(Shape.of(2), new double[] {0, 0, 1, 1});
        assertEquals(6.5, Losses.meanSquaredError(a, b).item(), 1e-15);
        // 2(a − b)/n
        assertArrayEquals(
                new double[] {1, 2, 2, -2}, gradient(a, x -> Losses.meanSquaredError(x, b)), 1e-15);
        assertArrayEquals(
                new double[] {-1, -2, -2, 2},
                gradient(b, x -> Losses.meanSquaredError(a, x)),
                1e-15);
        assertEquals(2, Losses.meanSquaredError(Tensor.of(1.0, 2), Tensor.of(1.0, 4)).item());
        GradCheck.of(in -> Losses.meanSquaredError(in.get(0), in.get(1))).inputs(a, b).check(1e-9);
        GradCheck.of(in -> Losses.meanSquaredError(in.get(0), in.get(1)))
                .inputs(a, b.real())
                .check(1e-9);
    }

    @Test
    void wrongInput_isRefused() {
        var e =
                assertThrows(
                        ArgandException.ShapeMismatch.class,
                        () -> Losses.sigmoidCrossEntropy(LABELS.transpose(), LOGITS));
        assertEquals("sigmoidCrossEntropy: labels [3, 2] and logits [2, 3] differ", e.getMessage());
        Class<ArgandException.ShapeMismatch> shape = ArgandException.ShapeMismatch.class;
        Class<ArgandException.DTypeMismatch> type = ArgandException.DTypeMismatch.class;
        Tensor z = Tensor.zeros(DType.COMPLEX64, Shape.of(2, 3));
        assertThrows(shape, () -> Losses.softmaxCrossEntropy(Tensor.of(1, 2, 3), LOGITS));
        assertThrows(shape, () -> Losses.softmaxCrossEntropy(Tensor.scalar(1), Tensor.scalar(1)));
        assertThrows(shape, () -> Losses.meanSquaredError(LOGITS, Tensor.of(1.0)));
        assertThrows(type, () -> Losses.sigmoidCrossEntropy(LABELS, z));
        assertThrows(type, () -> Losses.sigmoidCrossEntropy(z, LOGITS));
        assertThrows(type, () -> Losses.softmaxCrossEntropy(z, LOGITS));
    }
}
