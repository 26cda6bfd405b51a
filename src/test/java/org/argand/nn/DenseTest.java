package org.argand.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.GradientTape;
import org.argand.autograd.Gradients;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;
import org.junit.jupiter.api.Test;

/** The affine map and its gradients, real and complex. */
class DenseTest {
    private static final Tensor X =
            Tensor.ofInterleaved(Shape.of(2, 2), new double[] {1, 1, 2, -1, 0, 0.5, -1, 0});
    private static final Tensor W =
            Tensor.ofInterleaved(
                    Shape.of(2, 3), new double[] {1, 0, 0, 1, 2, -1, 0.5, 0, -1, 0, 1, 1});
    private static final Tensor B =
            Tensor.ofInterleaved(Shape.of(3), new double[] {0, 1, 0, 0, -1, 0});

    /** X·W + B, by NumPy. */
    private static final double[] Y = {2, 1.5, -3, 2, 5, 2, -0.5, 1.5, 0.5, 0, -1.5, 0};

    private static Dense layer() {
        Dense dense =
                Dense.create("d", 2, 3, DType.COMPLEX128, (t, s, r) -> W, new RandomStream(1));
        dense.bias().orElseThrow().assign(B);
        return dense;
    }

    @Test
    void complexLayer_isTheAffineMap() {
        assertArrayEquals(Y, layer().forward(X, Mode.TRAINING).toDoubles(), 1e-15);
    }

    @Test
    void leadingAxes_stay() {
        Tensor cube = layer().forward(X.reshape(1, 2, 1, 2), Mode.TRAINING);
        assertEquals(Shape.of(1, 2, 1, 3), cube.shape());
        assertArrayEquals(Y, cube.toDoubles(), 1e-15);
        Tensor vector = layer().forward(X.select(0, 0), Mode.TRAINING);
        assertEquals(Shape.of(3), vector.shape());
        assertArrayEquals(new double[] {2, 1.5, -3, 2, 5, 2}, vector.toDoubles(), 1e-15);
        assertEquals(
                Shape.of(0, 4, 3),
                layer().forward(Tensor.zeros(DType.COMPLEX128, Shape.of(0, 4, 2)), Mode.TRAINING)
                        .shape());
    }

    @Test
    void realInput_meetsAComplexKernelAsComplexNumbers() {
        Tensor y = layer().forward(Tensor.of(Shape.of(1, 2), new double[] {1, 2}), Mode.TRAINING);
        assertArrayEquals(new double[] {2, 1, -2, 1, 3, 1}, y.toDoubles(), 1e-15);
    }

    @Test
    void gradients_areXAdjointGAndTheColumnSums() {
        Dense dense = layer();
        Tensor g = new RandomStream(3).normal(DType.COMPLEX128, Shape.of(2, 3)).realise();
        try (GradientTape tape = GradientTape.open()) {
            tape.watch(X);
            Gradients got =
                    tape.gradient(dense.forward(X.reshape(2, 1, 2), Mode.TRAINING), g.expand(1));
            assertArrayEquals(
                    X.adjoint().matmul(g).toDoubles(), got.of(dense.kernel()).toDoubles(), 1e-14);
            assertArrayEquals(
                    g.sum(0).toDoubles(), got.of(dense.bias().orElseThrow()).toDoubles(), 1e-14);
            assertArrayEquals(g.matmul(W.adjoint()).toDoubles(), got.of(X).toDoubles(), 1e-14);
        }
    }

    @Test
    void variables_areKernelAndBiasByName() {
        assertEquals(
                List.of("d/kernel", "d/bias"),
                layer().variables().stream().map(Variable::name).toList());
        Dense linear =
                Dense.withoutBias(
                        "l", 2, 3, DType.FLOAT32, Initializers.heNormal(), new RandomStream(1));
        assertEquals(1, linear.variables().size());
        assertEquals(DType.FLOAT32, linear.kernel().dtype());
    }

    @Test
    void kernel_dependsOnSeedAndNameOnly() {
        RandomStream random = new RandomStream(5);
        Dense first = make("a", random);
        Dense other = make("b", random);
        Dense again = make("a", random);
        double[] a = first.kernel().value().toDoubles();
        assertArrayEquals(a, again.kernel().value().toDoubles());
        assertTrue(Math.abs(a[0] - other.kernel().value().toDoubles()[0]) > 1e-6);
    }

    private static Dense make(String name, RandomStream random) {
        return Dense.create(name, 4, 4, DType.FLOAT64, Initializers.glorotUniform(), random);
    }

    @Test
    void wrongInput_isRefusedByName() {
        var e =
                assertThrows(
                        ArgandException.ShapeMismatch.class,
                        () ->
                                layer().forward(
                                                Tensor.zeros(DType.FLOAT64, Shape.of(4, 3)),
                                                Mode.TRAINING));
        assertEquals("dense: d/kernel is [2, 3], it cannot take [4, 3]", e.getMessage());
        assertThrows(
                ArgandException.InvalidArgument.class,
                () ->
                        Dense.create(
                                "d",
                                0,
                                3,
                                DType.FLOAT32,
                                Initializers.zeros(),
                                new RandomStream(1)));
        assertThrows(
                ArgandException.DTypeMismatch.class,
                () ->
                        Dense.create(
                                "d", 1, 3, DType.INT32, Initializers.zeros(), new RandomStream(1)));
    }

    @Test
    void sequential_composesAndRefusesOneNameTwice() {
        RandomStream random = new RandomStream(2);
        Sequential net = Sequential.of(make("a", random), Activation.TANH, make("b", random));
        Tensor x = Tensor.of(Shape.of(1, 4), new double[] {1, -1, 0.5, 2});
        Tensor by =
                net.layers()
                        .get(2)
                        .forward(
                                net.layers().get(0).forward(x, Mode.TRAINING).tanh(),
                                Mode.TRAINING);
        assertArrayEquals(by.toDoubles(), net.forward(x, Mode.TRAINING).toDoubles());
        assertEquals(4, net.variables().size());
        var e =
                assertThrows(
                        ArgandException.InvalidArgument.class,
                        () -> Sequential.of(make("a", random), make("a", random)));
        assertTrue(String.valueOf(e.getMessage()).contains("'a/kernel'"));
    }

    @Test
    void sequential_hasTheVariablesOfASharedLayerOnce() {
        RandomStream random = new RandomStream(2);
        Dense shared = Dense.create("d", 4, 4, DType.FLOAT64, Initializers.glorotUniform(), random);
        Dropout dropout = new Dropout("drop", 0.5, random);
        Sequential net = Sequential.of(shared, dropout, shared, dropout);
        assertEquals(shared.variables(), net.variables());
        assertEquals(dropout.streams(), net.streams());
        Tensor x = Tensor.of(Shape.of(1, 4), new double[] {1, -1, 0.5, 2});
        Tensor twice = shared.forward(shared.forward(x, Mode.INFERENCE), Mode.INFERENCE);
        assertArrayEquals(twice.toDoubles(), net.forward(x, Mode.INFERENCE).toDoubles());
    }
}
