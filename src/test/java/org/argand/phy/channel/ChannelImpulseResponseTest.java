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

/** Paths as taps and as responses, and signals through both, against sums written out. */
class ChannelImpulseResponseTest {
    private static final double RATE = 1e6;

    private static ChannelImpulseResponse random(int batch, int times, boolean shared) {
        RandomStream r = new RandomStream(1);
        Tensor a = r.normal(DType.COMPLEX128, Shape.of(batch, 2, 1, 1, 2, 3, times));
        Shape links = shared ? Shape.of(1, 1, 1, 3) : Shape.of(batch, 2, 1, 3);
        return new ChannelImpulseResponse(a, r.uniform(DType.FLOAT64, links, 0, 4e-6));
    }

    @Test
    void toOfdm_isTheSumOverPaths() {
        for (boolean shared : new boolean[] {true, false}) {
            ChannelImpulseResponse cir = random(2, 2, shared);
            Tensor f = FrequencyResponse.frequencies(5, 20e3);
            Tensor h = cir.toOfdm(f);
            assertEquals(Shape.of(2, 2, 1, 1, 2, 2, 5), h.shape());
            Tensor tau = shared ? cir.tau() : cir.tau().expand(2, 4);
            Tensor angle = tau.expand(-1).mul(f).mul(-2 * Math.PI);
            Tensor e = Tensor.complex(angle.cos(), angle.sin());
            Tensor sum = cir.a().expand(-1).mul(shared ? e.reshape(3, 1, 5) : e.expand(-2)).sum(5);
            assertEquals(0, h.sub(sum).abs().max().item(), 1e-13);
        }
    }

    @Test
    void toTime_isInterpolationBySinc() {
        ChannelImpulseResponse cir = random(1, 1, false);
        double[] h = cir.toTime(RATE, -2, 5).toDoubles();
        double[] a = cir.a().toDoubles();
        double[] tau = cir.tau().toDoubles();
        for (int link = 0; link < 4; link++) {
            for (int l = 0; l < 8; l++) {
                double re = 0;
                for (int p = 0; p < 3; p++) {
                    double x = Math.PI * (l - 2 - tau[link / 2 * 3 + p] * RATE);
                    re += a[2 * (link * 3 + p)] * Math.sin(x) / x;
                }
                assertEquals(re, h[2 * (link * 8 + l)], 1e-13);
            }
        }
    }

    /** Wide filters make the taps' response that of the paths. */
    @Test
    void tapsAndResponse_agreeInsideTheBand() {
        ChannelImpulseResponse cir = random(2, 1, false);
        int n = 4096;
        Tensor taps = cir.toTime(RATE, -1000, 1000);
        Tensor inTime = FrequencyResponse.of(taps, -1000, n);
        Tensor direct = cir.toOfdm(FrequencyResponse.frequencies(n, RATE / n));
        Tensor middle = inTime.sub(direct).slice(-1, n / 4, 3 * n / 4);
        assertTrue(middle.abs().max().item() < 5e-3, "" + middle.abs().max().item());
    }

    @Test
    void varyingTaps_areTheirSum() {
        int n = 6;
        int taps = 3;
        RandomStream r = new RandomStream(2);
        Tensor x = r.normal(DType.COMPLEX128, Shape.of(2, 2, 2, n));
        Tensor h = r.normal(DType.COMPLEX128, Shape.of(2, 3, 1, 2, 2, n + taps - 1, taps));
        Tensor y = TimeChannel.varying(x, h);
        Tensor sum = Tensor.zeros(DType.COMPLEX128, y.shape());
        for (int l = 0; l < taps; l++) {
            Tensor late = x.pad(-1, l, taps - 1 - l).expand(1, 2);
            sum = sum.add(h.select(-1, l).mul(late).sum(3, 4));
        }
        assertEquals(Shape.of(2, 3, 1, n + taps - 1), y.shape());
        assertEquals(0, y.sub(sum).abs().max().item(), 1e-13);
    }

    @Test
    void tapsThatStay_areAConvolution() {
        RandomStream r = new RandomStream(3);
        Tensor x = r.normal(DType.COMPLEX128, Shape.of(4, 1, 1, 20));
        Tensor h = r.normal(DType.COMPLEX128, Shape.of(4, 1, 1, 1, 1, 1, 5));
        Tensor y = TimeChannel.varying(x, h);
        Tensor expected = TimeChannel.apply(x, h.reshape(4, 1, 1, 5));
        assertEquals(0, y.sub(expected).abs().max().item(), 1e-13);
    }

    @Test
    void ofdmChannel_sumsOverTransmitters() {
        RandomStream r = new RandomStream(4);
        Tensor x = r.normal(DType.COMPLEX128, Shape.of(2, 2, 3, 4, 5));
        Tensor h = r.normal(DType.COMPLEX128, Shape.of(2, 1, 2, 2, 3, 4, 5));
        double[] y = OfdmChannel.apply(x, h).toDoubles();
        double re = 0;
        for (int tx = 0; tx < 2; tx++) {
            for (int ant = 0; ant < 3; ant++) {
                Tensor hx = h.select(0, 1).select(0, 0).select(0, 1).select(0, tx).select(0, ant);
                Tensor xx = x.select(0, 1).select(0, tx).select(0, ant);
                re += hx.mul(xx).real().toDoubles()[7];
            }
        }
        assertEquals(re, y[2 * ((1 * 2 + 1) * 20 + 7)], 1e-13);
    }

    @Test
    void normalised_hasUnitEnergyPerLink() {
        Tensor h = new RandomStream(5).normal(DType.COMPLEX128, Shape.of(2, 2, 3, 1, 2, 4, 5));
        Tensor energy = FrequencyResponse.normalised(h).abs2().mean(2, 4, 5, 6);
        assertEquals(0, energy.sub(1).abs().max().item(), 1e-14);
    }

    @Test
    void gradients_reachPathsDelaysAndSignals() {
        ChannelImpulseResponse cir = random(1, 4, false);
        Tensor x = new RandomStream(6).normal(DType.COMPLEX128, Shape.of(1, 1, 2, 2));
        Tensor micro = cir.tau().mul(1e6);
        GradCheck.of(
                        in -> {
                            ChannelImpulseResponse c =
                                    new ChannelImpulseResponse(in.get(0), in.get(1).mul(1e-6));
                            Tensor y = TimeChannel.varying(in.get(2), c.toTime(RATE, 0, 2));
                            Tensor f = FrequencyResponse.frequencies(2, 1e5);
                            Tensor xRg = in.get(2).expand(-1);
                            Tensor hFreq = c.toOfdm(f).slice(5, 0, 2);
                            return y.mul(OfdmChannel.apply(xRg, hFreq).sum());
                        })
                .inputs(cir.a(), micro, x)
                .seed(7)
                .check(1e-6);
    }

    @Test
    void badInput_isNamed() {
        ChannelImpulseResponse cir = random(1, 2, true);
        assertThrows(ArgandException.InvalidArgument.class, () -> cir.toTime(0, 0, 3));
        assertThrows(ArgandException.InvalidArgument.class, () -> cir.toTime(1e6, 3, 0));
        assertThrows(
                ArgandException.ShapeMismatch.class,
                () -> new ChannelImpulseResponse(cir.a().select(0, 0), cir.tau()));
        assertThrows(
                ArgandException.DTypeMismatch.class,
                () -> new ChannelImpulseResponse(cir.a().real(), cir.tau()));
        Tensor x = Tensor.zeros(DType.COMPLEX128, Shape.of(1, 1, 2, 9));
        assertThrows(
                ArgandException.ShapeMismatch.class,
                () -> TimeChannel.varying(x, cir.toTime(1e6, 0, 3)));
        assertThrows(
                ArgandException.DTypeMismatch.class,
                () -> TimeChannel.varying(x.real(), cir.toTime(1e6, 0, 3)));
    }
}
