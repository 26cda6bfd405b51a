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
import org.argand.tensor.Convolution;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;
import org.junit.jupiter.api.Test;

/** Convolution with channels as a layer. */
class Conv2dTest {
    private static final Convolution SAME = Convolution.PLAIN.padding(Convolution.Mode.SAME);

    private static Conv2d layer(long in, long out, Convolution moves, DType dtype) {
        Initializer normal = (t, s, r) -> r.normal(t, s);
        return Conv2d.create("c", in, out, 3, 3, moves, dtype, normal, new RandomStream(11));
    }

    @Test
    void forward_isTheSumOverTheField() {
        Conv2d c = layer(2, 3, SAME, DType.COMPLEX128);
        c.bias().assign(new RandomStream(12).normal(DType.COMPLEX128, Shape.of(3)));
        Tensor x = new RandomStream(13).normal(DType.COMPLEX128, Shape.of(2, 2, 4, 5)).realise();
        Tensor y = c.forward(x, Mode.TRAINING);
        assertEquals(Shape.of(2, 3, 4, 5), y.shape());
        Tensor padded = x.pad(-1, 1, 1).pad(-2, 1, 1);
        Tensor sum = c.bias().value().reshape(3, 1, 1);
        for (int k = 0; k < 9; k++) {
            Tensor seen = padded.slice(-2, k / 3, k / 3 + 4).slice(-1, k % 3, k % 3 + 5);
            Tensor weights = c.kernel().value().select(-2, k / 3).select(-1, k % 3);
            sum = sum.add(weights.reshape(3, 2, 1, 1).mul(seen.expand(1)).sum(2));
        }
        assertArrayEquals(sum.toDoubles(), y.toDoubles(), 1e-13);
    }

    @Test
    void biasGradient_isTheSumOverBatchAndPlaces() {
        Conv2d c = layer(2, 3, SAME, DType.FLOAT64);
        Tensor x = new RandomStream(14).normal(DType.FLOAT64, Shape.of(2, 2, 4, 5)).realise();
        Tensor g = new RandomStream(15).normal(DType.FLOAT64, Shape.of(2, 3, 4, 5)).realise();
        try (GradientTape tape = GradientTape.open()) {
            Gradients got = tape.gradient(c.forward(x, Mode.TRAINING), g);
            assertArrayEquals(g.sum(0, 2, 3).toDoubles(), got.of(c.bias()).toDoubles(), 1e-13);
            assertEquals(c.kernel().shape(), got.of(c.kernel()).shape());
        }
    }

    @Test
    void groups_shareNoChannels() {
        Conv2d c = layer(4, 4, SAME.groups(4), DType.FLOAT64);
        assertEquals(Shape.of(4, 1, 3, 3), c.kernel().shape());
        Tensor x = new RandomStream(16).normal(DType.FLOAT64, Shape.of(1, 4, 5, 5)).realise();
        Tensor y = c.forward(x, Mode.TRAINING);
        Tensor third =
                x.slice(1, 2, 3).conv2d(c.kernel().value().slice(0, 2, 3), SAME).select(1, 0);
        assertArrayEquals(third.toDoubles(), y.select(1, 2).toDoubles(), 1e-13);
    }

    @Test
    void start_keepsTheVarianceByTheWholeField() {
        Conv2d c =
                Conv2d.create(
                        "c",
                        32,
                        32,
                        3,
                        3,
                        SAME,
                        DType.FLOAT64,
                        Initializers.heNormal(),
                        new RandomStream(17));
        double variance = c.kernel().value().square().mean().item();
        assertTrue(Math.abs(variance * 288 / 2 - 1) < 0.1, () -> "variance " + variance);
        assertEquals(
                List.of("c/kernel", "c/bias"), c.variables().stream().map(Variable::name).toList());
    }

    @Test
    void wrongSizes_areRefusedByName() {
        var e =
                assertThrows(
                        ArgandException.InvalidArgument.class,
                        () -> layer(3, 4, SAME.groups(2), DType.FLOAT32));
        assertEquals(
                "conv2d: c from 3 to 4 channels in 2 groups, a kernel of 3 by 3", e.getMessage());
        assertThrows(ArgandException.DTypeMismatch.class, () -> layer(2, 2, SAME, DType.INT64));
        assertThrows(
                ArgandException.ShapeMismatch.class,
                () ->
                        layer(2, 2, SAME, DType.FLOAT32)
                                .forward(
                                        Tensor.zeros(DType.FLOAT32, Shape.of(1, 3, 4, 4)),
                                        Mode.TRAINING));
    }
}
