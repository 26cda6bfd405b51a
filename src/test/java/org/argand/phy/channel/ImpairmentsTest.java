package org.argand.phy.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.GradCheck;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Impairments against their formulas, and their gradients. */
class ImpairmentsTest {
    private static Tensor samples(int n) {
        return new RandomStream(1).normal(DType.COMPLEX128, Shape.of(2, n));
    }

    @Test
    void carrierOffset_turnsEvenLongSignalsExactly() {
        int n = 1 << 20;
        Tensor ones = Tensor.ones(DType.COMPLEX64, Shape.of(1, n));
        float[] y = CarrierFrequencyOffset.apply(ones, 0.123456789).toFloats();
        double angle = 2 * Math.PI * Math.IEEEremainder(0.123456789 * (n - 1), 1);
        assertEquals(Math.cos(angle), y[2 * n - 2], 1e-6);
        assertEquals(Math.sin(angle), y[2 * n - 1], 1e-6);
    }

    @Test
    void carrierOffset_isUndoneByItsNegative() {
        Tensor x = samples(50);
        Tensor offset = Tensor.of(0.01, -0.2);
        Tensor back =
                CarrierFrequencyOffset.apply(CarrierFrequencyOffset.apply(x, offset), offset.neg());
        assertEquals(0, back.sub(x).abs().max().item(), 1e-13);
    }

    @Test
    void phaseNoise_isAWienerProcess() {
        int batch = 20_000;
        double sigma = PhaseNoise.deviation(1e3, 1e6);
        assertEquals(Math.sqrt(2 * Math.PI * 1e-3), sigma, 1e-15);
        Tensor x = Tensor.ones(DType.COMPLEX128, Shape.of(batch, 10));
        Tensor y = PhaseNoise.apply(x, sigma, new RandomStream(2));
        // E e^{iφ_n} = e^{−(n+1)σ²/2}.
        double[] mean = y.mean(0).real().toDoubles();
        for (int n = 0; n < 10; n++) {
            double expected = Math.exp(-(n + 1) * sigma * sigma / 2);
            assertEquals(expected, mean[n], 5 * sigma * sigma * (n + 1) / Math.sqrt(batch));
        }
        assertEquals(0, y.abs().sub(1).abs().max().item(), 1e-14);
    }

    @Test
    void iqImbalance_isSignalAndImage() {
        Tensor x = samples(20);
        double g = Math.pow(10, 0.05);
        double phi = 0.1;
        Tensor mu = Tensor.scalar((1 + g * Math.cos(phi)) / 2, g * Math.sin(phi) / 2);
        Tensor nu = Tensor.scalar((1 - g * Math.cos(phi)) / 2, g * Math.sin(phi) / 2);
        Tensor expected = x.mul(mu).add(x.conj().mul(nu));
        assertEquals(0, IqImbalance.apply(x, 1, phi).sub(expected).abs().max().item(), 1e-14);
        assertEquals(0, IqImbalance.apply(x, 0, 0).sub(x).abs().max().item(), 0);
    }

    @Test
    void hardClipping_limitsTheEnvelopeOnly() {
        Tensor x = samples(1000);
        Tensor y = Clipping.hard(x, 0.8);
        assertTrue(y.abs().max().item() <= 0.8 + 1e-15);
        assertEquals(0, y.angle().sub(x.angle()).abs().max().item(), 1e-14);
        Tensor small = x.abs().sub(0.8).greater(0).not().cast(DType.FLOAT64);
        assertEquals(0, y.sub(x).mul(small).abs().max().item());
    }

    @Test
    void softClipping_isRapps() {
        Tensor x = samples(100);
        double a = 1.2;
        double p = 2.5;
        double[] z = x.abs().toDoubles();
        double[] y = Clipping.soft(x, a, p).abs().toDoubles();
        for (int k = 0; k < z.length; k++) {
            double expected = z[k] / Math.pow(1 + Math.pow(z[k] / a, 2 * p), 1 / (2 * p));
            assertEquals(expected, y[k], 1e-13);
        }
        Tensor sharp = Clipping.soft(x, a, 400);
        assertEquals(0, sharp.sub(Clipping.hard(x, a)).abs().max().item(), 3e-3);
    }

    @Test
    void gradients_reachSamplesAndImpairments() {
        Tensor x = samples(4);
        Tensor small = Tensor.of(0.05, -0.1);
        GradCheck.of(in -> CarrierFrequencyOffset.apply(in.get(0), in.get(1)))
                .inputs(x, small)
                .seed(3)
                .check(1e-6);
        GradCheck.of(in -> PhaseNoise.apply(in.get(0), in.get(1), new RandomStream(4)))
                .inputs(x, Tensor.of(0.1, 0.2))
                .seed(5)
                .check(1e-7);
        GradCheck.of(in -> IqImbalance.apply(in.get(0), in.get(1), in.get(2)))
                .inputs(x, Tensor.scalar(1.1), Tensor.scalar(0.2))
                .seed(6)
                .check(1e-7);
        GradCheck.of(in -> Clipping.hard(in.get(0), in.get(1)))
                .inputs(x, Tensor.scalar(0.7))
                .seed(7)
                .check(1e-6);
        GradCheck.of(in -> Clipping.soft(in.get(0), in.get(1), 2))
                .inputs(x, Tensor.scalar(0.7))
                .seed(8)
                .check(1e-7);
    }

    @Test
    void badInput_isNamed() {
        Tensor x = samples(4);
        assertThrows(ArgandException.DTypeMismatch.class, () -> Clipping.hard(x.real(), 1));
        assertThrows(ArgandException.InvalidArgument.class, () -> Clipping.hard(x, 0));
        assertThrows(ArgandException.InvalidArgument.class, () -> Clipping.soft(x, 1, 0));
        assertThrows(ArgandException.InvalidArgument.class, () -> PhaseNoise.deviation(-1, 1));
        assertThrows(
                ArgandException.ShapeMismatch.class,
                () -> CarrierFrequencyOffset.apply(x.select(0, 0).select(0, 0), 0.1));
    }
}
