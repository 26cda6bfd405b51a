package org.argand.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.argand.tensor.Variable;
import org.junit.jupiter.api.Test;

/** Batch and layer normalisation: statistics of the result, gradients, inference. */
class NormalisationTest {
    private static final Tensor REALS =
            Tensor.of(Shape.of(4, 2), new double[] {1, 10, 2, 20, 4, 0, 5, -10});
    private static final Tensor COMPLEX =
            Tensor.ofInterleaved(
                    Shape.of(5, 1), new double[] {1, 2, -1, 0.5, 0.25, -1, 2, 3, -0.5, -0.5});

    /** (V + 1e-5·I)^(−½) on the centred parts, over √2, by NumPy's eigh. */
    private static final double[] WHITE = {
        0.19767773315146314, 0.5286882556046035, -1.18464776754157, 0.2871246937218033,
        0.5399674360386923, -1.1019878890238188, 0.8005674818931471, 0.807427965666247,
        -0.3535648835417331, -0.5212530259688348
    };

    @Test
    void realBatch_hasMeanZeroAndVarianceOne() {
        Tensor y = BatchNorm.create("n", 2, DType.FLOAT64).forward(REALS, Mode.TRAINING);
        double[] expected = {
            -1.264908534252813, 0.4472135776114152, -0.6324542671264065, 1.3416407328342457,
            0.6324542671264065, -0.4472135776114152, 1.264908534252813, -1.3416407328342457
        };
        assertArrayEquals(expected, y.toDoubles(), 1e-14);
    }

    @Test
    void complexBatch_isWhitenedInClosedForm() {
        Tensor y = BatchNorm.create("n", 1, DType.COMPLEX128).forward(COMPLEX, Mode.TRAINING);
        assertArrayEquals(WHITE, y.toDoubles(), 1e-14);
    }

    @Test
    void whitening_givesIdentityCovariance() {
        RandomStream random = new RandomStream(8);
        Tensor u = random.normal(DType.FLOAT64, Shape.of(40, 25, 3));
        Tensor v = random.normal(DType.FLOAT64, Shape.of(40, 25, 3));
        // Three features: correlated, improper along the real axis, and proper.
        Tensor re = u.mul(Tensor.of(2, 5, 1)).add(v.mul(Tensor.of(1, 0, 0))).add(3);
        Tensor im = v.mul(Tensor.of(0.7, 0.01, 1)).add(u.mul(Tensor.of(-1.5, 0, 0)));
        Tensor z = Tensor.complex(re, im).realise();
        Statistics white = Statistics.of(Statistics.of(z, 0, 1).standardise(z, 1e-12), 0, 1);
        assertArrayEquals(new double[6], white.mean().toDoubles(), 1e-12);
        assertArrayEquals(new double[] {1, 1, 1}, white.spread().get(0).toDoubles(), 1e-7);
        assertArrayEquals(new double[] {0, 0, 0}, white.spread().get(1).toDoubles(), 1e-7);
        assertArrayEquals(new double[] {1, 1, 1}, white.spread().get(2).toDoubles(), 1e-7);
    }

    @Test
    void degenerateSamples_stayFinite() {
        // All on one slanted line, so that rounding can make the determinant negative, and all
        // equal.
        Tensor t = new RandomStream(9).normal(DType.FLOAT32, Shape.of(64, 1)).mul(1e3);
        Tensor line = Tensor.complex(t.mul(0.3), t.mul(0.7));
        Tensor same = Tensor.full(DType.COMPLEX64, Shape.of(64, 1), 2);
        for (Tensor z : List.of(line, same)) {
            try (GradientTape tape = GradientTape.open()) {
                tape.watch(z);
                Tensor y = BatchNorm.create("n", 1, DType.COMPLEX64).forward(z, Mode.TRAINING);
                assertTrue(y.isFinite().all().toBooleans()[0]);
                Tensor g = tape.gradient(y.sub(1).abs2().mean()).of(z);
                assertTrue(g.isFinite().all().toBooleans()[0]);
            }
        }
    }

    @Test
    void newLayerInInference_isTheIdentity() {
        for (DType d : List.of(DType.FLOAT64, DType.COMPLEX128)) {
            Tensor x = new RandomStream(3).normal(d, Shape.of(7, 2)).realise();
            Tensor y = BatchNorm.create("n", 2, d, 0.9, 1e-12).forward(x, Mode.INFERENCE);
            assertArrayEquals(x.toDoubles(), y.toDoubles(), 1e-11);
        }
    }

    @Test
    void movingAverages_moveInTrainingOnlyAndServeInference() {
        BatchNorm norm = BatchNorm.create("n", 2, DType.FLOAT64, 0.75, 1e-5);
        norm.forward(REALS, Mode.INFERENCE);
        Variable mean = named(norm, "n/moving_mean");
        Variable variance = named(norm, "n/moving_variance");
        assertFalse(mean.isTrainable() || variance.isTrainable());
        assertArrayEquals(new double[] {0, 0}, mean.value().toDoubles());
        norm.forward(REALS, Mode.TRAINING);
        assertArrayEquals(new double[] {0.75, 1.25}, mean.value().toDoubles(), 1e-15);
        assertArrayEquals(new double[] {1.375, 32}, variance.value().toDoubles(), 1e-14);
        Tensor y = norm.forward(REALS.slice(0, 0, 1), Mode.INFERENCE);
        double[] expected = {0.25 / Math.sqrt(1.37501), 8.75 / Math.sqrt(32.00001)};
        assertArrayEquals(expected, y.toDoubles(), 1e-14);
    }

    @Test
    void complexMovingAverages_approachTheCovariance() {
        BatchNorm norm = BatchNorm.create("n", 1, DType.COMPLEX128, 0, 1e-5);
        norm.forward(COMPLEX, Mode.TRAINING);
        assertArrayEquals(
                new double[] {0.35, 0.8}, named(norm, "n/moving_mean").value().toDoubles(), 1e-15);
        assertEquals(1.14, named(norm, "n/moving_rr").value().toDoubles()[0], 1e-14);
        assertEquals(1.22, named(norm, "n/moving_ri").value().toDoubles()[0], 1e-14);
        assertEquals(2.26, named(norm, "n/moving_ii").value().toDoubles()[0], 1e-14);
        // With momentum 0 inference on that batch equals training on it.
        assertArrayEquals(WHITE, norm.forward(COMPLEX, Mode.INFERENCE).toDoubles(), 1e-14);
    }

    private static Variable named(Layer layer, String name) {
        return layer.variables().stream()
                .filter(v -> v.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void batchNorm_gradientsMeetFiniteDifferences() {
        for (DType d : List.of(DType.FLOAT64, DType.COMPLEX128)) {
            Tensor x = new RandomStream(4).normal(d, Shape.of(2, 3, 2)).realise();
            BatchNorm norm = BatchNorm.create("n", 2, d);
            scramble(norm);
            GradCheck.of(in -> norm.forward(in.getFirst(), Mode.TRAINING)).inputs(x).check(1e-7);
            GradCheck.of(in -> norm.forward(in.getFirst(), Mode.INFERENCE)).inputs(x).check(1e-7);
        }
    }

    @Test
    void layerNorm_gradientsMeetFiniteDifferences() {
        for (DType d : List.of(DType.FLOAT64, DType.COMPLEX128)) {
            Tensor x = new RandomStream(6).normal(d, Shape.of(3, 5)).realise();
            LayerNorm norm = LayerNorm.create("n", 5, d);
            scramble(norm);
            GradCheck check =
                    GradCheck.of(in -> norm.forward(in.getFirst(), Mode.TRAINING)).inputs(x);
            check.check(1e-7);
            check.secondOrder().check(1e-5);
        }
    }

    @Test
    void scaleAndShift_haveGradients() {
        Tensor z = new RandomStream(7).normal(DType.COMPLEX128, Shape.of(4, 3)).realise();
        Tensor rr = Tensor.of(0.3, 1.2, -0.4);
        Tensor ri = Tensor.of(0.1, -0.2, 0.9);
        Tensor ii = Tensor.of(0.8, 0.6, 2);
        GradCheck.of(in -> Statistics.stretch(in.get(0), in.get(1), in.get(2), in.get(3)))
                .inputs(z, rr, ri, ii)
                .check(1e-9);
        // On one number, by hand: [[2, 3], [3, 5]]·(1, 1) = (5, 8).
        Tensor by =
                Statistics.stretch(
                        Tensor.scalar(1, 1), Tensor.scalar(2), Tensor.scalar(3), Tensor.scalar(5));
        assertArrayEquals(new double[] {5, 8}, by.toDoubles(), 1e-15);
        BatchNorm norm = BatchNorm.create("n", 3, DType.COMPLEX128);
        try (GradientTape tape = GradientTape.open()) {
            var g = tape.gradient(norm.forward(z, Mode.TRAINING).sub(1).abs2().mean());
            for (Variable v : norm.variables()) {
                assertEquals(v.isTrainable(), g.find(v).isPresent(), v.name());
            }
        }
    }

    /** Other values than the first ones in every trainable variable. */
    private static void scramble(Layer layer) {
        RandomStream random = new RandomStream(77);
        layer.variables().stream()
                .filter(Variable::isTrainable)
                .forEach(
                        v -> v.assign(v.value().add(random.normal(v.dtype(), v.shape()).mul(0.3))));
    }

    @Test
    void layerNorm_normalisesEachSample() {
        Tensor y = LayerNorm.create("n", 2, DType.FLOAT64).forward(REALS, Mode.INFERENCE);
        double[] expected = {
            -0.9999997530865112, 0.9999997530865112, -0.9999999382716106, 0.9999999382716106,
            0.9999987500023437, -0.9999987500023437, 0.999999911111123, -0.999999911111123
        };
        assertArrayEquals(expected, y.toDoubles(), 1e-13);
        Tensor z =
                LayerNorm.create("n", 5, DType.COMPLEX128)
                        .forward(COMPLEX.transpose(), Mode.TRAINING);
        assertArrayEquals(WHITE, z.toDoubles(), 1e-14);
    }

    @Test
    void wrongInput_isRefusedByName() {
        BatchNorm norm = BatchNorm.create("n", 2, DType.FLOAT64);
        var e =
                assertThrows(
                        ArgandException.DTypeMismatch.class,
                        () ->
                                norm.forward(
                                        Tensor.zeros(DType.COMPLEX64, Shape.of(3, 2)),
                                        Mode.TRAINING));
        assertEquals("batchnorm: n/beta is float64, it cannot take complex64", e.getMessage());
        Class<ArgandException.ShapeMismatch> shape = ArgandException.ShapeMismatch.class;
        assertThrows(shape, () -> norm.forward(COMPLEX, Mode.TRAINING));
        assertThrows(shape, () -> norm.forward(Tensor.of(1.0, 2), Mode.TRAINING));
        assertThrows(
                shape,
                () -> norm.forward(Tensor.zeros(DType.FLOAT64, Shape.of(0, 2)), Mode.TRAINING));
        Class<ArgandException.InvalidArgument> argument = ArgandException.InvalidArgument.class;
        assertThrows(argument, () -> BatchNorm.create("n", 2, DType.FLOAT64, Double.NaN, 1e-5));
        assertThrows(argument, () -> BatchNorm.create("n", 2, DType.FLOAT64, 0.9, 0));
        assertThrows(argument, () -> LayerNorm.create("n", 0, DType.FLOAT64));
        assertThrows(argument, () -> LayerNorm.create("n", 2, DType.INT32));
    }
}
