package org.argand.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Initial values by their distributions. */
class InitializersTest {
    private static final Shape KERNEL = Shape.of(3, 60, 140);
    private static final double FAN_IN = 180;
    private static final double FAN_OUT = 420;
    private static final int N = 3 * 60 * 140;

    /**
     * Largest distance of an empirical distribution of N samples from the true one that 1 in 10⁶
     * exceeds.
     */
    private static final double KOLMOGOROV = 2.7 / Math.sqrt(N);

    private static Tensor draw(Initializer of, DType dtype) {
        return of.create(dtype, KERNEL, new RandomStream(20)).realise();
    }

    private static double distance(Tensor samples, DoubleUnaryOperator distribution) {
        double[] x = samples.toDoubles();
        Arrays.sort(x);
        double worst = 0;
        for (int k = 0; k < x.length; k++) {
            double p = distribution.applyAsDouble(x[k]);
            worst = Math.max(worst, Math.max(p - (double) k / N, (k + 1.0) / N - p));
        }
        return worst;
    }

    private static void expectUniform(Initializer of, double limit) {
        Tensor w = draw(of, DType.FLOAT64);
        double d = distance(w, x -> Math.clamp((x + limit) / (2 * limit), 0, 1));
        assertTrue(d < KOLMOGOROV, "distance " + d);
    }

    private static void expectNormal(Initializer of, double variance) {
        Tensor w = draw(of, DType.FLOAT64);
        assertEquals(0, w.mean().item(), 5 * Math.sqrt(variance / N));
        assertEquals(variance, w.square().mean().item(), 5 * variance * Math.sqrt(2.0 / N));
        // A normal distribution has fourth moment 3σ⁴, a uniform one of that variance 1.8σ⁴.
        assertEquals(3, w.square().square().mean().item() / (variance * variance), 0.2);
    }

    private static void expectRayleigh(Initializer of, double sigma) {
        Tensor w = draw(of, DType.COMPLEX128);
        double modulus = distance(w.abs(), r -> -Math.expm1(-r * r / (2 * sigma * sigma)));
        double phase = distance(w.angle(), a -> (a + Math.PI) / (2 * Math.PI));
        assertTrue(modulus < KOLMOGOROV, "modulus " + modulus);
        assertTrue(phase < KOLMOGOROV, "phase " + phase);
    }

    @Test
    void glorot_hasItsDistributions() {
        expectUniform(Initializers.glorotUniform(), Math.sqrt(6 / (FAN_IN + FAN_OUT)));
        expectNormal(Initializers.glorotNormal(), 2 / (FAN_IN + FAN_OUT));
    }

    @Test
    void he_hasItsDistributions() {
        expectUniform(Initializers.heUniform(), Math.sqrt(6 / FAN_IN));
        expectNormal(Initializers.heNormal(), 2 / FAN_IN);
    }

    @Test
    void complexKernels_haveRayleighModulusAndUniformPhase() {
        expectRayleigh(Initializers.complexGlorot(), 1 / Math.sqrt(FAN_IN + FAN_OUT));
        expectRayleigh(Initializers.complexHe(), 1 / Math.sqrt(FAN_IN));
    }

    @Test
    void constants_areOfAnyType() {
        Shape two = Shape.of(2);
        RandomStream random = new RandomStream(1);
        assertArrayEquals(
                new float[] {1, 0, 1, 0},
                Initializers.ones().create(DType.COMPLEX64, two, random).toFloats());
        assertArrayEquals(
                new double[2], Initializers.zeros().create(DType.FLOAT64, two, random).toDoubles());
        assertEquals(0, random.draws());
    }

    @Test
    void wrongType_isRefusedWithTheAlternative() {
        var e =
                assertThrows(
                        ArgandException.DTypeMismatch.class,
                        () -> draw(Initializers.glorotUniform(), DType.COMPLEX64));
        assertEquals(
                "glorotUniform: draws real kernels, not complex64; say complexGlorot",
                e.getMessage());
        assertThrows(
                ArgandException.DTypeMismatch.class,
                () -> draw(Initializers.heNormal(), DType.COMPLEX64));
        assertThrows(
                ArgandException.DTypeMismatch.class,
                () -> draw(Initializers.complexHe(), DType.FLOAT32));
    }
}
