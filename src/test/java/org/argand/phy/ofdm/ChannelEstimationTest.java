package org.argand.phy.ofdm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.GradCheck;
import org.argand.phy.channel.Antennas;
import org.argand.phy.channel.Awgn;
import org.argand.phy.channel.Doppler;
import org.argand.phy.channel.FrequencyResponse;
import org.argand.phy.channel.OfdmChannel;
import org.argand.phy.channel.TappedDelayLine;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Estimates at pilots and between them: exact where the channel is as simple as assumed, and as wrong as they say. */
class ChannelEstimationTest {
    private static final ResourceGrid GRID =
            new ResourceGrid(6, 16, 30e3, 4)
                    .withStreams(1, 2)
                    .withNulls(2, 1, true)
                    .withKroneckerPilots(DType.COMPLEX128, new RandomStream(1), 1, 4);

    private static Tensor sent(int batch, ResourceGrid grid, RandomStream r) {
        Shape data = Shape.of(batch, grid.numTx(), grid.numStreams(), grid.numDataSymbols());
        return new ResourceGridMapper(grid).map(r.normal(DType.COMPLEX128, data));
    }

    private static Tensor effective(Tensor h) {
        return new RemoveNulledSubcarriers(GRID).apply(h);
    }

    /** The error at a pilot is that of the noise: E|ĥ − h|² = no/|p|². */
    @Test
    void leastSquares_hasTheErrorOfTheNoise() {
        int batch = 4000;
        RandomStream r = new RandomStream(2);
        Tensor h = r.normal(DType.COMPLEX128, Shape.of(batch, 1, 2, 1, 2, 1, 1));
        double no = 0.3;
        Tensor y = Awgn.apply(OfdmChannel.apply(sent(batch, GRID, r), h), no, r);
        LsChannelEstimator ls = new LsChannelEstimator(GRID, PilotInterpolation.nearest(GRID));
        ChannelEstimate e = ls.atPilots(y, Tensor.scalar(no), GRID.pilots().values());
        assertEquals(Shape.of(batch, 1, 2, 1, 2, 24), e.hHat().shape());
        Tensor active = GRID.pilots().values().abs2().greater(0).cast(DType.FLOAT64);
        Tensor wrong = e.hHat().sub(h.select(-1, 0)).mul(active);
        double[] mse = wrong.abs2().mean(0, 1, 2).toDoubles();
        double[] said = e.errVar().broadcastTo(e.hHat().shape()).mean(0, 1, 2).toDoubles();
        double[] on = active.toDoubles();
        for (int k = 0; k < mse.length; k++) {
            // Two streams: pilots have energy 2.
            assertEquals(on[k] * no / 2, said[k], 1e-15);
            assertEquals(said[k], mse[k], 5 * said[k] / Math.sqrt(2 * batch));
        }
    }

    @Test
    void nearest_isExactForAFlatChannel() {
        RandomStream r = new RandomStream(3);
        Tensor h = r.normal(DType.COMPLEX128, Shape.of(3, 1, 2, 1, 2, 1, 1));
        ChannelEstimate e =
                new LsChannelEstimator(GRID, PilotInterpolation.nearest(GRID))
                        .estimate(OfdmChannel.apply(sent(3, GRID, r), h), Tensor.scalar(0.1));
        assertEquals(Shape.of(3, 1, 2, 1, 2, 6, 12), e.hHat().shape());
        assertEquals(0, e.hHat().sub(h).abs().max().item(), 1e-14);
        assertEquals(0, e.errVar().sub(0.05).abs().max().item(), 1e-15);
    }

    /** A channel that is linear in time and in subcarriers is met everywhere, also outside the pilots. */
    @Test
    void linear_isExactForALinearChannel() {
        RandomStream r = new RandomStream(4);
        Tensor effective = Tensor.of(GRID.effectiveSubcarriers());
        Tensor slopes = r.normal(DType.COMPLEX128, Shape.of(3, 1, 2, 1, 2, 1, 1));
        Tensor t = Tensor.arange(DType.FLOAT64, 6).expand(-1);
        // Linear over effective subcarriers: DC is skipped.
        Tensor f =
                Tensor.zeros(DType.FLOAT64, Shape.of(16))
                        .scatter(effective, Tensor.arange(DType.FLOAT64, 12), 0);
        Tensor h = slopes.mul(f.sub(3)).mul(t.add(0.5));
        ChannelEstimate e =
                new LsChannelEstimator(GRID, PilotInterpolation.linear(GRID))
                        .estimate(OfdmChannel.apply(sent(3, GRID, r), h), Tensor.scalar(0.1));
        double scale = h.abs().max().item();
        assertEquals(0, e.hHat().sub(effective(h)).abs().max().item(), 1e-13 * scale);
    }

    @Test
    void linear_saysHowMuchNoiseItLetsThrough() {
        int batch = 3000;
        RandomStream r = new RandomStream(5);
        Tensor zero = Tensor.zeros(DType.COMPLEX128, Shape.of(batch, 1, 1, 6, 16));
        ChannelEstimate e =
                new LsChannelEstimator(GRID, PilotInterpolation.linear(GRID))
                        .estimate(Awgn.apply(zero, 1, r), Tensor.scalar(1.0));
        Tensor seen = e.hHat().abs2().mean(0).div(e.errVar().mean(0));
        assertEquals(0, seen.sub(1).abs().max().item(), 5 / Math.sqrt(batch));
    }

    /** On the channel it was made for, the error is what it says, and smaller than that of lines. */
    @Test
    void lmmse_isAsWrongAsItSaysAndBetterThanLines() {
        int batch = 1500;
        TappedDelayLine tdl =
                TappedDelayLine.of("tdl-c", 300e-9)
                        .doppler(Doppler.of(300))
                        .antennas(Antennas.of(1, 2));
        RandomStream r = new RandomStream(6);
        double rate = 1 / GRID.symbolDuration();
        Tensor f = FrequencyResponse.frequencies(16, 30e3);
        Tensor h = tdl.sample(DType.COMPLEX128, batch, 6, rate, r).toOfdm(f);
        Tensor no = Tensor.scalar(0.2);
        Tensor y = Awgn.apply(OfdmChannel.apply(sent(batch, GRID, r), h), no, r);
        LmmseInterpolator lmmse =
                new LmmseInterpolator(
                        GRID, tdl.frequencyCovariance(f), tdl.timeCovariance(6, 1 / rate));
        ChannelEstimate e = new LsChannelEstimator(GRID, lmmse).estimate(y, no);
        Tensor mse = e.hHat().sub(effective(h)).abs2().mean(0);
        Tensor said = e.errVar().mean(0);
        assertEquals(0, mse.div(said).sub(1).abs().max().item(), 5 / Math.sqrt(batch));
        ChannelEstimate line =
                new LsChannelEstimator(GRID, PilotInterpolation.linear(GRID)).estimate(y, no);
        double ofLine = line.hHat().sub(effective(h)).abs2().mean().item();
        assertTrue(mse.mean().item() < 0.6 * ofLine, mse.mean().item() + " and " + ofLine);
    }

    @Test
    void lmmse_takesANoiseVariancePerElementOfTheBatch() {
        RandomStream r = new RandomStream(7);
        TappedDelayLine tdl = TappedDelayLine.of("tdl-a", 300e-9);
        Tensor f = FrequencyResponse.frequencies(16, 30e3);
        LmmseInterpolator lmmse =
                new LmmseInterpolator(
                        GRID, tdl.frequencyCovariance(f), tdl.timeCovariance(6, 1e-5));
        LsChannelEstimator estimator = new LsChannelEstimator(GRID, lmmse);
        Tensor y = r.normal(DType.COMPLEX128, Shape.of(2, 1, 3, 6, 16));
        Tensor no = Tensor.of(0.1, 0.7).reshape(2, 1, 1);
        ChannelEstimate both = estimator.estimate(y, no);
        ChannelEstimate second = estimator.estimate(y.slice(0, 1, 2), Tensor.scalar(0.7));
        assertEquals(0, both.hHat().slice(0, 1, 2).sub(second.hHat()).abs().max().item(), 1e-13);
        assertEquals(
                0, both.errVar().slice(0, 1, 2).sub(second.errVar()).abs().max().item(), 1e-13);
    }

    @Test
    void gradients_reachSamplesNoiseAndPilots() {
        Tensor y = new RandomStream(8).normal(DType.COMPLEX128, Shape.of(1, 1, 1, 6, 16));
        TappedDelayLine tdl = TappedDelayLine.of("tdl-a", 300e-9);
        Tensor f = FrequencyResponse.frequencies(16, 30e3);
        Interpolator[] all = {
            PilotInterpolation.linear(GRID),
            new LmmseInterpolator(GRID, tdl.frequencyCovariance(f), tdl.timeCovariance(6, 1e-5))
        };
        for (Interpolator interpolator : all) {
            LsChannelEstimator ls = new LsChannelEstimator(GRID, interpolator);
            GradCheck.Report report =
                    GradCheck.of(
                                    in -> {
                                        ChannelEstimate e =
                                                ls.estimate(in.get(0), in.get(1), in.get(2));
                                        return e.hHat().mul(e.errVar().add(1));
                                    })
                            .inputs(y, Tensor.scalar(0.4), GRID.pilots().values())
                            .seed(9)
                            .directions(4);
            assertTrue(report.passes(1e-6), report.toString());
        }
    }

    @Test
    void oneNumberOfNoise_isThatForAll() {
        LsChannelEstimator ls = new LsChannelEstimator(GRID, PilotInterpolation.nearest(GRID));
        Tensor y = new RandomStream(3).normal(DType.COMPLEX64, Shape.of(2, 1, 2, 6, 16));
        ChannelEstimate expected = ls.estimate(y, Tensor.scalar(DType.FLOAT32, 0.3));
        ChannelEstimate e = ls.estimate(y, 0.3);
        assertEquals(0, e.hHat().sub(expected.hHat()).abs().max().item());
        assertEquals(0, e.errVar().sub(expected.errVar()).abs().max().item());
        var refusal =
                assertThrows(
                        ArgandException.ShapeMismatch.class,
                        () -> ls.estimate(y.slice(-1, 0, 12), 0.3));
        assertTrue(
                refusal.getMessage().startsWith("channelEstimate: needs y [batch"),
                refusal.getMessage());
    }

    @Test
    void badInput_isNamed() {
        ResourceGrid bare = new ResourceGrid(6, 16, 30e3, 4);
        assertThrows(ArgandException.InvalidArgument.class, () -> PilotInterpolation.nearest(bare));
        PilotInterpolation nearest = PilotInterpolation.nearest(GRID);
        assertThrows(
                ArgandException.InvalidArgument.class, () -> new LsChannelEstimator(bare, nearest));
        Tensor eye = Tensor.ones(DType.COMPLEX128, Shape.of(5, 5));
        assertThrows(
                ArgandException.ShapeMismatch.class, () -> new LmmseInterpolator(GRID, eye, eye));
        LsChannelEstimator ls = new LsChannelEstimator(GRID, nearest);
        assertThrows(
                ArgandException.ShapeMismatch.class,
                () ->
                        ls.estimate(
                                Tensor.zeros(DType.COMPLEX128, Shape.of(1, 1, 1, 5, 16)),
                                Tensor.scalar(1.0)));
        assertThrows(
                ArgandException.DTypeMismatch.class,
                () ->
                        ls.estimate(
                                Tensor.zeros(DType.COMPLEX64, Shape.of(1, 1, 1, 6, 16)),
                                Tensor.scalar(1.0)));
    }
}
