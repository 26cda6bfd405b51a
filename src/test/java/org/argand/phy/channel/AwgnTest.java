package org.argand.phy.channel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.GradCheck;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Noise and flat fading by their moments; tolerances are five standard errors. */
class AwgnTest {
    private static final int N = 200_000;

    @ParameterizedTest
    @EnumSource(names = {"COMPLEX64", "COMPLEX128"})
    void noise_hasItsVarianceAndIsCircular(DType dtype) {
        Tensor x = Tensor.zeros(dtype, Shape.of(2, N));
        Tensor no = Tensor.of(0.25, 4.0).reshape(2, 1).cast(dtype.real());
        Tensor y = Awgn.apply(x, no, new RandomStream(1)).cast(DType.COMPLEX128);
        for (int k = 0; k < 2; k++) {
            double level = k == 0 ? 0.25 : 4;
            Tensor w = y.select(0, k);
            assertEquals(level, w.abs2().mean().item(), 5 * level / Math.sqrt(N));
            assertEquals(0, w.mean().complexItem().abs(), 5 * Math.sqrt(level / N));
            assertEquals(0, w.square().mean().complexItem().abs(), 5 * level * Math.sqrt(2.0 / N));
        }
    }

    @Test
    void rayleigh_hasUnitEnergyAndAnExponentialPower() {
        Tensor h = new RayleighBlockFading(new RandomStream(2)).coefficients(DType.COMPLEX128, N);
        assertEquals(1, h.abs2().mean().item(), 5 / Math.sqrt(N));
        double deep = h.abs2().less(0.1).cast(DType.FLOAT64).mean().item();
        assertEquals(1 - Math.exp(-0.1), deep, 5 * Math.sqrt(0.09 / N));
    }

    @Test
    void oneNoiseVariance_isThatForAll() {
        Tensor x = new RandomStream(3).normal(DType.COMPLEX64, Shape.of(7));
        Tensor all = Tensor.full(DType.FLOAT32, Shape.of(7), 0.5);
        assertArrayEquals(
                Awgn.apply(x, all, new RandomStream(4)).toFloats(),
                Awgn.apply(x, 0.5, new RandomStream(4)).toFloats());
        assertArrayEquals(x.toFloats(), Awgn.apply(x, 0, new RandomStream(4)).toFloats());
    }

    @Test
    void gradients_reachSamplesAndVariance() {
        Tensor x = new RandomStream(5).normal(DType.COMPLEX128, Shape.of(2, 3));
        GradCheck.of(in -> Awgn.apply(in.get(0), in.get(1), new RandomStream(6)))
                .inputs(x, Tensor.of(0.5, 2.0).reshape(2, 1))
                .seed(7)
                .check(1e-7);
    }

    @Test
    void badInput_isNamed() {
        RandomStream r = new RandomStream(1);
        Tensor x = Tensor.zeros(DType.COMPLEX64, Shape.of(2, 3));
        assertThrows(
                ArgandException.ShapeMismatch.class,
                () -> Awgn.apply(x, Tensor.ones(DType.FLOAT32, Shape.of(4, 2, 3)), r));
        assertThrows(
                ArgandException.ShapeMismatch.class,
                () -> Awgn.apply(x, Tensor.ones(DType.FLOAT32, Shape.of(2)), r));
        assertThrows(
                ArgandException.DTypeMismatch.class,
                () -> Awgn.apply(x, Tensor.ones(DType.FLOAT64, Shape.SCALAR), r));
        assertThrows(ArgandException.DTypeMismatch.class, () -> Awgn.apply(x.real(), 1.0, r));
        assertThrows(ArgandException.InvalidArgument.class, () -> Awgn.apply(x, -1, r));
        assertThrows(ArgandException.InvalidArgument.class, () -> Awgn.apply(x, Double.NaN, r));
        assertThrows(
                ArgandException.DTypeMismatch.class,
                () -> new RayleighBlockFading(r).coefficients(DType.FLOAT32, 3));
    }
}
