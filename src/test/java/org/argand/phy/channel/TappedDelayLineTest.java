package org.argand.phy.channel;

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
import org.junit.jupiter.params.provider.CsvSource;

/** TDL-A against its table, convolution and response against their sums. */
class TappedDelayLineTest {
    /** Clause 7.7.2: delays in units of their rms, to the four digits of the tables. */
    @ParameterizedTest
    @CsvSource({
        "tdl-a, 23, 9.6586, 0",
        "tdl-b, 23, 4.7834, 0",
        "tdl-c, 24, 8.6523, 0",
        "tdl-d, 13, 12.525, 13.3",
        "tdl-e, 14, 20.6519, 22"
    })
    void profiles_haveUnitPowerAndTheirDelaySpreadAndKFactor(
            String name, int paths, double last, double kDb) {
        PowerDelayProfile p = PowerDelayProfile.named(name);
        assertEquals(paths, p.paths());
        assertEquals(last, p.lastDelay());
        double power = 0;
        double mean = 0;
        double square = 0;
        for (int k = 0; k < p.paths(); k++) {
            power += p.power(k);
            mean += p.power(k) * p.delays()[k];
            square += p.power(k) * p.delays()[k] * p.delays()[k];
        }
        assertEquals(1, power, 1e-15);
        assertEquals(1, Math.sqrt(square - mean * mean), 0.01);
        double ratio = p.losPower() / p.powers()[0];
        assertEquals(kDb, p.losPower() == 0 ? 0 : 10 * Math.log10(ratio), 1e-9);
    }

    @ParameterizedTest
    @CsvSource({"tdl-a30, 290, 30", "tdl-b100, 480, 100", "tdl-c300, 2595, 300"})
    void simplifiedProfiles_haveTheDelaySpreadOfTheirName(String name, double last, double spread) {
        PowerDelayProfile p = PowerDelayProfile.named(name);
        assertEquals(12, p.paths());
        assertEquals(last * 1e-9, p.lastDelay(), 1e-15);
        double mean = 0;
        double square = 0;
        for (int k = 0; k < 12; k++) {
            mean += p.power(k) * p.delays()[k];
            square += p.power(k) * p.delays()[k] * p.delays()[k];
        }
        assertEquals(spread, 1e9 * Math.sqrt(square - mean * mean), 0.01 * spread);
    }

    @Test
    void taps_haveTheEnergyOfTheirPaths() {
        TappedDelayLine tdl = TappedDelayLine.tdlA(100e-9);
        TapFilter filter = tdl.filter(30.72e6);
        int batch = 20_000;
        Tensor taps = tdl.taps(DType.COMPLEX128, batch, filter, new RandomStream(1));
        assertEquals(Shape.of(batch, filter.numTaps()), taps.shape());
        assertEquals(-6, filter.lMin());
        assertEquals((int) Math.ceil(9.6586 * 3.072) + 13, filter.numTaps());
        double[] energy = taps.abs2().mean(0).toDoubles();
        double[] expected = filter.matrix().square().sum(0).toDoubles();
        double total = 0;
        for (int l = 0; l < energy.length; l++) {
            assertEquals(expected[l], energy[l], 5 * expected[l] / Math.sqrt(batch));
            total += expected[l];
        }
        assertEquals(1, total, 1e-14);
    }

    @Test
    void withoutDelaySpread_oneTapIsLeft() {
        TapFilter filter = TappedDelayLine.tdlA(0).filter(1e6);
        double[] energy = filter.matrix().square().sum(0).toDoubles();
        assertEquals(1, energy[-filter.lMin()], 1e-14);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 5", "7, 1", "30, 19", "168, 19", "5, 9"})
    void convolution_isItsSum(int n, int count) {
        RandomStream r = new RandomStream(2);
        Tensor x = r.normal(DType.COMPLEX128, Shape.of(2, n));
        Tensor h = r.normal(DType.COMPLEX128, Shape.of(2, count));
        Tensor y = TimeChannel.apply(x, h);
        assertEquals(Shape.of(2, n + count - 1), y.shape());
        Tensor sum = Tensor.zeros(DType.COMPLEX128, y.shape());
        for (int l = 0; l < count; l++) {
            sum = sum.add(h.slice(-1, l, l + 1).mul(x.pad(-1, l, count - 1 - l)));
        }
        assertEquals(0, y.sub(sum).abs().max().item(), 1e-13 * (n + count));
    }

    @Test
    void response_isItsSum() {
        int n = 16;
        Tensor taps = new RandomStream(3).normal(DType.COMPLEX128, Shape.of(5));
        double[] h = taps.toDoubles();
        double[] response = FrequencyResponse.of(taps, -2, n).toDoubles();
        for (int k = 0; k < n; k++) {
            double re = 0;
            double im = 0;
            for (int l = 0; l < 5; l++) {
                double angle = -2 * Math.PI * (k - n / 2) * (l - 2) / n;
                re += h[2 * l] * Math.cos(angle) - h[2 * l + 1] * Math.sin(angle);
                im += h[2 * l] * Math.sin(angle) + h[2 * l + 1] * Math.cos(angle);
            }
            assertEquals(re, response[2 * k], 1e-13);
            assertEquals(im, response[2 * k + 1], 1e-13);
        }
    }

    @Test
    void gradients_reachSamplesAndTaps() {
        RandomStream r = new RandomStream(4);
        Tensor x = r.normal(DType.COMPLEX128, Shape.of(2, 6));
        Tensor h = r.normal(DType.COMPLEX128, Shape.of(2, 3));
        GradCheck.of(in -> TimeChannel.apply(in.get(0), in.get(1)))
                .inputs(x, h)
                .seed(5)
                .check(1e-7);
        GradCheck.of(in -> FrequencyResponse.of(in.getFirst(), -1, 8))
                .inputs(h)
                .seed(6)
                .check(1e-7);
    }

    @Test
    void badInput_isNamed() {
        assertThrows(ArgandException.InvalidArgument.class, () -> TappedDelayLine.tdlA(-1e-9));
        assertThrows(ArgandException.InvalidArgument.class, () -> TappedDelayLine.tdlA(100));
        for (String name : new String[] {"tdl-f", "tdl-a30", "../tdl-a"}) {
            assertThrows(
                    ArgandException.InvalidArgument.class, () -> TappedDelayLine.of(name, 1e-7));
        }
        assertThrows(ArgandException.InvalidArgument.class, () -> TappedDelayLine.of("tdl-c"));
        assertThrows(ArgandException.InvalidArgument.class, () -> new Doppler(2, 1));
        TappedDelayLine tdl = TappedDelayLine.tdlA(1e-7);
        var e =
                assertThrows(
                        ArgandException.InvalidArgument.class,
                        () -> tdl.sample(DType.COMPLEX64, 1, 0, 1, new RandomStream(1)));
        assertEquals(
                "tdl: needs at least 1 instant and a rate above 0, got 0 instants, 1.0 per second",
                e.getMessage());
        assertThrows(ArgandException.InvalidArgument.class, () -> tdl.filter(0));
        assertThrows(
                ArgandException.InvalidArgument.class,
                () -> tdl.sample(DType.COMPLEX64, 1, 0, 1e6, new RandomStream(1)));
        TapFilter filter = tdl.filter(1e7);
        assertThrows(
                ArgandException.DTypeMismatch.class,
                () -> tdl.taps(DType.FLOAT32, 1, filter, new RandomStream(1)));
        Tensor x = Tensor.zeros(DType.COMPLEX64, Shape.of(2, 6));
        assertThrows(
                ArgandException.DTypeMismatch.class,
                () -> TimeChannel.apply(x, x.cast(DType.COMPLEX128)));
        assertThrows(
                ArgandException.ShapeMismatch.class,
                () -> TimeChannel.apply(x, Tensor.zeros(DType.COMPLEX64, Shape.of(3, 2))));
        assertThrows(
                ArgandException.ShapeMismatch.class,
                () -> TimeChannel.apply(x, Tensor.zeros(DType.COMPLEX64, Shape.of(2, 0))));
        assertThrows(ArgandException.ShapeMismatch.class, () -> FrequencyResponse.of(x, 0, 4));
    }
}
