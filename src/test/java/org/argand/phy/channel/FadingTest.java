package org.argand.phy.channel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.apache.commons.numbers.complex.Complex;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.GradCheck;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fading in time and between antennas, by its moments; tolerances are five standard errors. */
class FadingTest {
    private static final int BATCH = 1500;
    private static final double RATE = 15e3;

    /** J₀ to seven digits, Abramowitz and Stegun table 9.1. */
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0.7651977", "2.404825558, 0", "5, -0.1775968", "20, 0.1670247"})
    void correlation_isBesselsFunction(double x, double value) {
        assertEquals(value, Doppler.of(1).correlation(x / (2 * Math.PI)), 1e-7);
    }

    @Test
    void doppler_givesClarkesAutocorrelation() {
        Doppler doppler = Doppler.of(500);
        int times = 30;
        Tensor a =
                TappedDelayLine.tdlA(1e-7)
                        .doppler(doppler)
                        .sample(DType.COMPLEX128, BATCH, times, RATE, new RandomStream(1))
                        .a();
        assertEquals(Shape.of(BATCH, 1, 1, 1, 1, 23, times), a.shape());
        Tensor first = a.slice(-1, 0, 1);
        double[] r = first.conj().mul(a).sum(5).mean(0).reshape(times).real().toDoubles();
        for (int t = 0; t < times; t++) {
            assertEquals(doppler.correlation(t / RATE), r[t], 5 * 0.45 / Math.sqrt(BATCH), "" + t);
        }
        // At every instant each path is exactly Rayleigh: E|a|⁴ = 2(E|a|²)².
        Tensor energy = a.select(-1, times - 1).abs2();
        double fourth = energy.square().mean(0).div(energy.mean(0).square()).mean().item();
        assertEquals(2, fourth, 5 * 2 / Math.sqrt(23.0 * BATCH));
    }

    @Test
    void stillChannel_staysAndFadingDiffersBetweenAntennas() {
        Tensor a =
                TappedDelayLine.of("tdl-c300")
                        .antennas(new Antennas(2, 3, 1, 2))
                        .sample(DType.COMPLEX64, 5, 4, RATE, new RandomStream(2))
                        .a();
        assertEquals(Shape.of(5, 2, 3, 1, 2, 12, 4), a.shape());
        assertEquals(0, a.sub(a.slice(-1, 0, 1)).abs().max().item());
        Tensor other = a.slice(2, 1, 2).sub(a.slice(2, 0, 1)).abs();
        assertEquals(true, other.min().item() > 0);
    }

    /** The line of sight: K-factor of the first path, the same in all antennas, 0.7 of the Doppler shift. */
    @Test
    void lineOfSight_hasItsPowerAndShift() {
        double shift = 400;
        Tensor a =
                TappedDelayLine.of("tdl-d", 1e-7)
                        .doppler(Doppler.of(shift))
                        .antennas(Antennas.of(2, 1))
                        .sample(DType.COMPLEX128, BATCH, 8, RATE, new RandomStream(3))
                        .a();
        PowerDelayProfile p = PowerDelayProfile.named("tdl-d");
        Tensor path = a.select(5, 0);
        Tensor between = path.select(2, 0).mul(path.select(2, 1).conj());
        double sigma = Math.sqrt(p.powers()[0]);
        assertEquals(p.losPower(), between.real().mean().item(), 5 * sigma / Math.sqrt(BATCH));
        double[] turned = path.select(-1, 0).conj().mul(path.select(-1, 7)).mean().toDoubles();
        double los = Math.cos(2 * Math.PI * 0.7 * shift * 7 / RATE) * p.losPower();
        double scattered = Doppler.of(shift).correlation(7 / RATE) * p.powers()[0];
        assertEquals(los + scattered, turned[0], 5 * sigma / Math.sqrt(BATCH));
        double ahead = Math.sin(2 * Math.PI * 0.7 * shift * 7 / RATE) * p.losPower();
        assertEquals(ahead, turned[1], 5 * sigma / Math.sqrt(BATCH));
    }

    @Test
    void correlated_hasTheMatricesOfEitherSide() {
        Tensor rRx = SpatialCorrelation.exponential(Complex.ofCartesian(0.4, 0.6), 3);
        Tensor rTx = SpatialCorrelation.exponential(Complex.ofCartesian(-0.5, 0.1), 2);
        int batch = 20_000;
        Tensor h =
                new FlatFading(Antennas.of(3, 2), 0, SpatialCorrelation.kronecker(rRx, rTx))
                        .sample(DType.COMPLEX128, batch, 1, 1, new RandomStream(4))
                        .a()
                        .reshape(batch, 3, 2);
        Tensor seenRx = h.matmul(h.adjoint()).mean(0).div(2);
        Tensor seenTx = h.adjoint().matmul(h).mean(0).div(3);
        assertEquals(0, seenRx.sub(rRx).abs().max().item(), 5 / Math.sqrt(batch));
        assertEquals(0, seenTx.sub(rTx).abs().max().item(), 5 / Math.sqrt(batch));
    }

    @Test
    void exponential_isThePowerOfTheDistance() {
        double[] r = SpatialCorrelation.exponential(Complex.ofCartesian(0, 0.5), 3).toDoubles();
        double[] expected = {
            1, 0, 0, -0.5, -0.25, 0, 0, 0.5, 1, 0, 0, -0.5, -0.25, 0, 0, 0.5, 1, 0
        };
        assertArrayEquals(expected, r, 1e-15);
    }

    @ParameterizedTest
    @CsvSource({"0", "3", "20"})
    void rician_hasItsKFactor(double k) {
        int blocks = 100_000;
        Tensor h =
                new RicianBlockFading(k, new RandomStream(5))
                        .coefficients(DType.COMPLEX128, blocks, 2);
        assertEquals(1, h.abs2().mean().item(), 5 / Math.sqrt(blocks));
        Tensor between = h.select(1, 0).mul(h.select(1, 1).conj()).real();
        assertEquals(k / (k + 1), between.mean().item(), 5 / Math.sqrt(blocks));
        // E|h|⁴ = 2 − (K/(K + 1))².
        double los = k / (k + 1);
        double fourth = h.abs2().square().mean().item();
        assertEquals(2 - los * los, fourth, 5 * 4 / Math.sqrt(blocks));
    }

    @Test
    void correlation_isDifferentiable() {
        Tensor rRx = SpatialCorrelation.exponential(Complex.ofCartesian(0.4, 0.2), 2);
        Tensor rTx = SpatialCorrelation.exponential(Complex.ofCartesian(0.3, 0), 2);
        Tensor h = new RandomStream(6).normal(DType.COMPLEX128, Shape.of(3, 2, 2));
        GradCheck.of(in -> SpatialCorrelation.kronecker(in.get(1), in.get(2)).correlate(in.get(0)))
                .inputs(h, rRx, rTx)
                .seed(7)
                .check(1e-7);
    }

    @ParameterizedTest
    @CsvSource({"tdl-b", "tdl-d"})
    void covariances_areThoseOfSamples(String name) {
        TappedDelayLine tdl = TappedDelayLine.of(name, 3e-7).doppler(new Doppler(100, 700));
        Tensor f = FrequencyResponse.frequencies(12, 120e3);
        Tensor h =
                tdl.sample(DType.COMPLEX128, BATCH, 6, RATE, new RandomStream(8))
                        .toOfdm(f)
                        .reshape(BATCH, 6, 12);
        Tensor overF = h.transpose().matmul(h.conj()).mean(0).div(6);
        double tolerance = 5 / Math.sqrt(BATCH);
        Tensor rf = tdl.frequencyCovariance(f);
        assertEquals(0, overF.sub(rf).abs().max().item(), tolerance);
        Tensor overT = h.matmul(h.adjoint()).mean(0).div(12);
        Tensor rt = tdl.timeCovariance(6, 1 / RATE);
        assertEquals(0, overT.sub(rt).abs().max().item(), tolerance);
    }

    @Test
    void badInput_isNamed() {
        assertThrows(
                ArgandException.InvalidArgument.class,
                () -> SpatialCorrelation.exponential(Complex.ONE, 2));
        FlatFading flat = new FlatFading(Antennas.SINGLE, 0, SpatialCorrelation.NONE);
        assertThrows(
                ArgandException.InvalidArgument.class,
                () -> flat.sample(DType.COMPLEX64, 1, 0, 1, new RandomStream(1)));
        assertThrows(ArgandException.InvalidArgument.class, () -> new Antennas(1, 0, 1, 1));
        assertThrows(
                ArgandException.InvalidArgument.class,
                () -> new RicianBlockFading(-1, new RandomStream(1)));
        Tensor eye = SpatialCorrelation.exponential(Complex.ZERO, 2);
        SpatialCorrelation two = SpatialCorrelation.kronecker(eye, eye);
        assertThrows(
                ArgandException.ShapeMismatch.class,
                () -> two.correlate(Tensor.zeros(DType.COMPLEX64, Shape.of(3, 2))));
    }
}
