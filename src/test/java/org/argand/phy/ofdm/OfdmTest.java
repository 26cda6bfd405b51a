package org.argand.phy.ofdm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.GradCheck;
import org.argand.phy.channel.FrequencyResponse;
import org.argand.phy.channel.TapFilter;
import org.argand.phy.channel.TappedDelayLine;
import org.argand.phy.channel.TimeChannel;
import org.argand.phy.mimo.Equalised;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OFDM: unitary, its own inverse, and over TDL-A the model per subcarrier. */
class OfdmTest {
    private static final TappedDelayLine TDL = TappedDelayLine.tdlA(300e-9);

    @ParameterizedTest
    @CsvSource({"64, 16", "76, 6", "75, 0", "1, 1", "12, 12"})
    void demodulated_isWhatWasModulated(int fftSize, int prefix) {
        Tensor x = new RandomStream(1).normal(DType.COMPLEX128, Shape.of(3, 2, 5, fftSize));
        Tensor sent = new OfdmModulator(fftSize, prefix).modulate(x);
        assertEquals(Shape.of(3, 2, 5 * (fftSize + prefix)), sent.shape());
        Tensor back = new OfdmDemodulator(fftSize, prefix, 0).demodulate(sent);
        assertEquals(x.shape(), back.shape());
        assertEquals(0, back.sub(x).abs().max().item(), 1e-14);
        if (prefix == 0) {
            assertEquals(x.abs2().sum().item(), sent.abs2().sum().item(), 1e-11);
        }
    }

    @Test
    void modulated_isTheSumOfItsSubcarriers() {
        int n = 8;
        int prefix = 3;
        Tensor x = new RandomStream(2).normal(DType.COMPLEX128, Shape.of(1, n));
        double[] z = x.toDoubles();
        double[] y = new OfdmModulator(n, prefix).modulate(x).toDoubles();
        for (int t = 0; t < n + prefix; t++) {
            double re = 0;
            double im = 0;
            for (int k = 0; k < n; k++) {
                double angle = 2 * Math.PI * (k - n / 2) * (t - prefix) / n;
                re += (z[2 * k] * Math.cos(angle) - z[2 * k + 1] * Math.sin(angle)) / Math.sqrt(n);
                im += (z[2 * k] * Math.sin(angle) + z[2 * k + 1] * Math.cos(angle)) / Math.sqrt(n);
            }
            assertEquals(re, y[2 * t], 1e-14);
            assertEquals(im, y[2 * t + 1], 1e-14);
        }
    }

    @ParameterizedTest
    @CsvSource({"COMPLEX64, 1e-5", "COMPLEX128, 1e-12"})
    void overTdlA_timeAndSubcarrierModelsAgree(DType dtype, double tolerance) {
        assertTrue(difference(dtype, 20) < tolerance, "" + difference(dtype, 20));
    }

    /** What the test above would see if a symbol reached into the next. */
    @Test
    void prefixTooShort_breaksTheModel() {
        assertTrue(difference(DType.COMPLEX128, 10) > 1e-3, "" + difference(DType.COMPLEX128, 10));
    }

    /** Largest deviation between the two models, symbols and channel of unit energy. */
    private static double difference(DType dtype, int prefix) {
        ResourceGrid grid = new ResourceGrid(4, 64, 30e3, prefix);
        TapFilter filter = TDL.filter(grid.sampleRate());
        assertEquals(19, filter.numTaps());
        RandomStream r = new RandomStream(3);
        Tensor x = r.normal(dtype, Shape.of(50, 4, 64));
        Tensor taps = TDL.taps(dtype, 50, filter, r);
        Tensor sent = new OfdmModulator(64, prefix).modulate(x);
        Tensor inTime =
                new OfdmDemodulator(64, prefix, filter.lMin())
                        .demodulate(TimeChannel.apply(sent, taps));
        Tensor perSubcarrier = FrequencyResponse.of(taps, filter.lMin(), 64).expand(1).mul(x);
        return inTime.sub(perSubcarrier).abs().max().item();
    }

    @Test
    void zeroForcing_undoesTheChannel() {
        RandomStream r = new RandomStream(4);
        Tensor x = r.normal(DType.COMPLEX128, Shape.of(2, 5));
        Tensor h = r.normal(DType.COMPLEX128, Shape.of(2, 1));
        Equalised e = ZeroForcing.equalise(x.mul(h), h, Tensor.scalar(0.1));
        assertEquals(0, e.xHat().sub(x).abs().max().item(), 1e-14);
        assertEquals(0, e.noEff().sub(h.abs2().reciprocal().mul(0.1)).abs().max().item(), 1e-14);
        Equalised same = ZeroForcing.equalise(x.mul(h), h, 0.1);
        assertEquals(0, same.noEff().sub(e.noEff()).abs().max().item());
    }

    @Test
    void gradients_goThroughTheWholeLink() {
        RandomStream r = new RandomStream(5);
        Tensor x = r.normal(DType.COMPLEX128, Shape.of(1, 2, 6));
        Tensor taps = r.normal(DType.COMPLEX128, Shape.of(1, 3));
        GradCheck.of(
                        in -> {
                            Tensor sent = new OfdmModulator(6, 2).modulate(in.get(0));
                            Tensor y =
                                    new OfdmDemodulator(6, 2, -1)
                                            .demodulate(TimeChannel.apply(sent, in.get(1)));
                            Tensor h = FrequencyResponse.of(in.get(1), -1, 6).expand(1);
                            Equalised e = ZeroForcing.equalise(y, h.add(3), in.get(2));
                            return e.xHat().mul(e.noEff());
                        })
                .inputs(x, taps, Tensor.scalar(0.3))
                .seed(6)
                .check(1e-7);
    }

    @Test
    void badInput_isNamed() {
        assertThrows(ArgandException.InvalidArgument.class, () -> new OfdmModulator(64, 65));
        assertThrows(ArgandException.InvalidArgument.class, () -> new OfdmModulator(64, -1));
        assertThrows(ArgandException.InvalidArgument.class, () -> new OfdmModulator(0, 0));
        assertThrows(ArgandException.InvalidArgument.class, () -> new OfdmDemodulator(64, 4, 1));
        assertThrows(ArgandException.InvalidArgument.class, () -> new OfdmDemodulator(64, 4, -5));
        assertThrows(ArgandException.InvalidArgument.class, () -> new ResourceGrid(0, 64, 15e3, 4));
        assertThrows(ArgandException.InvalidArgument.class, () -> new ResourceGrid(1, 64, -1, 4));
        OfdmModulator modulator = new OfdmModulator(8, 2);
        OfdmDemodulator demodulator = new OfdmDemodulator(8, 2, 0);
        assertThrows(
                ArgandException.ShapeMismatch.class,
                () -> modulator.modulate(Tensor.zeros(DType.COMPLEX64, Shape.of(2, 9))));
        assertThrows(
                ArgandException.ShapeMismatch.class,
                () -> modulator.modulate(Tensor.zeros(DType.COMPLEX64, Shape.of(8))));
        assertThrows(
                ArgandException.DTypeMismatch.class,
                () -> modulator.modulate(Tensor.zeros(DType.FLOAT32, Shape.of(2, 8))));
        assertThrows(
                ArgandException.ShapeMismatch.class,
                () -> demodulator.demodulate(Tensor.zeros(DType.COMPLEX64, Shape.of(2, 9))));
        assertThrows(
                ArgandException.DTypeMismatch.class,
                () -> demodulator.demodulate(Tensor.zeros(DType.FLOAT32, Shape.of(20))));
        assertThrows(
                ArgandException.DTypeMismatch.class,
                () ->
                        ZeroForcing.equalise(
                                Tensor.zeros(DType.COMPLEX64, Shape.of(2)),
                                Tensor.zeros(DType.COMPLEX128, Shape.of(2)),
                                Tensor.scalar(0.1)));
    }
}
