package org.argand.phy.ofdm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.GradCheck;
import org.argand.phy.channel.Antennas;
import org.argand.phy.channel.Awgn;
import org.argand.phy.channel.Doppler;
import org.argand.phy.channel.FrequencyResponse;
import org.argand.phy.channel.OfdmChannel;
import org.argand.phy.channel.TapFilter;
import org.argand.phy.channel.TappedDelayLine;
import org.argand.phy.channel.TimeChannel;
import org.argand.phy.mimo.Equalised;
import org.argand.phy.mimo.Equaliser;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Grids through channels of several antennas and back. */
class OfdmEqualiserTest {
    private static final ResourceGrid GRID =
            new ResourceGrid(4, 32, 30e3, 12)
                    .withStreams(2, 1)
                    .withNulls(3, 2, true)
                    .withKroneckerPilots(DType.COMPLEX128, new RandomStream(1), 1);

    private static Tensor data(int batch, DType dtype, RandomStream r) {
        return r.normal(dtype, Shape.of(batch, 2, 1, GRID.numDataSymbols()));
    }

    @Test
    void zeroForcing_returnsWhatWasSent() {
        RandomStream r = new RandomStream(2);
        Tensor x = data(3, DType.COMPLEX128, r);
        Tensor h = r.normal(DType.COMPLEX128, Shape.of(3, 1, 4, 2, 1, 4, 32));
        Tensor y = OfdmChannel.apply(new ResourceGridMapper(GRID).map(x), h);
        Equalised e =
                new OfdmEqualiser(GRID, Equaliser.ZF)
                        .equalise(y, ChannelEstimate.known(h, GRID), Tensor.scalar(0.1));
        assertEquals(x.shape(), e.xHat().shape());
        assertEquals(x.shape(), e.noEff().shape());
        assertEquals(0, e.xHat().sub(x).abs().max().item(), 1e-10);
    }

    /** The channel of one symbol stands for all, and what all share may have extent 1. */
    @ParameterizedTest
    @EnumSource
    void sharedExtents_areThoseOfAll(Equaliser equaliser) {
        RandomStream r = new RandomStream(2);
        Tensor x = data(3, DType.COMPLEX128, r);
        OfdmEqualiser receiver = new OfdmEqualiser(GRID, equaliser);
        Shape whole = Shape.of(3, 1, 4, 2, 1, 4, 32);
        for (Shape shape : List.of(whole.with(5, 1), whole.with(6, 1), whole.with(0, 1))) {
            Tensor h = r.normal(DType.COMPLEX128, shape);
            Tensor y = OfdmChannel.apply(new ResourceGridMapper(GRID).map(x), h);
            Equalised e = receiver.equalise(y, ChannelEstimate.known(h, GRID), 0.1);
            Equalised all =
                    receiver.equalise(y, ChannelEstimate.known(h.broadcastTo(whole), GRID), 0.1);
            assertEquals(0, e.xHat().sub(all.xHat()).abs().max().item(), 1e-12);
            assertEquals(x.shape(), e.noEff().shape());
            assertEquals(0, e.noEff().sub(all.noEff()).abs().max().item(), 1e-12);
        }
    }

    @Test
    void staticChannel_isKnownAsItWasDrawn() {
        ResourceGrid grid = new ResourceGrid(14, 64, 15e3, 6);
        RandomStream r = new RandomStream(3);
        Tensor h =
                TappedDelayLine.tdlA(100e-9)
                        .sample(DType.COMPLEX64, 4, 1, 1, r)
                        .toOfdm(FrequencyResponse.frequencies(64, 15e3));
        Tensor x = r.normal(DType.COMPLEX64, Shape.of(4, 1, 1, grid.numDataSymbols()));
        Tensor y = OfdmChannel.apply(new ResourceGridMapper(grid).map(x), h);
        Equalised e =
                new OfdmEqualiser(grid, Equaliser.ZF)
                        .equalise(y, ChannelEstimate.known(h, grid), 0.1);
        assertEquals(0, e.xHat().sub(x).abs().max().item(), 1e-4);
    }

    @Test
    void zeroForcing_refusesMoreStreamsThanAntennas() {
        Tensor h = Tensor.ones(DType.COMPLEX128, Shape.of(1, 1, 1, 2, 1, 4, 32));
        Tensor y = Tensor.ones(DType.COMPLEX128, Shape.of(1, 1, 1, 4, 32));
        var e =
                assertThrows(
                        ArgandException.ShapeMismatch.class,
                        () ->
                                new OfdmEqualiser(GRID, Equaliser.ZF)
                                        .equalise(y, ChannelEstimate.known(h, GRID), 0.1));
        assertTrue(e.getMessage().endsWith("antennas as streams, got 1 and 2"), e.getMessage());
    }

    /** What is wrong with the symbols has the variance that is said of it, estimated channels and interference included. */
    @ParameterizedTest
    @EnumSource(names = {"ZF", "LMMSE"})
    void noise_isWhatIsSaid(Equaliser equaliser) {
        int batch = 800;
        RandomStream r = new RandomStream(3);
        Tensor x = data(batch, DType.COMPLEX128, r);
        Tensor h = r.normal(DType.COMPLEX128, Shape.of(1, 2, 3, 2, 1, 1, 1));
        Tensor believed = h.broadcastTo(Shape.of(1, 2, 3, 2, 1, 4, 32));
        double errVar = 0.05;
        Tensor error = r.normal(DType.COMPLEX128, Shape.of(batch, 2, 3, 2, 1, 4, 32));
        Tensor no = Tensor.of(0.1, 0.4).reshape(1, 2, 1);
        Tensor xRg = new ResourceGridMapper(GRID).map(x);
        Tensor clean = OfdmChannel.apply(xRg, believed.sub(error.mul(Math.sqrt(errVar))));
        Tensor y = Awgn.apply(clean, no.expand(-1).expand(-1), r);
        ChannelEstimate estimate =
                new ChannelEstimate(
                        ChannelEstimate.known(believed, GRID)
                                .hHat()
                                .broadcastTo(Shape.of(batch, 2, 3, 2, 1, 4, 26)),
                        Tensor.scalar(errVar));
        Equalised e =
                new OfdmEqualiser(GRID, equaliser, StreamManagement.of(2, 1, 0))
                        .equalise(y, estimate, no);
        double n = batch * (double) GRID.numDataSymbols();
        double[] mse = e.xHat().sub(x).abs2().mean(0, 2, 3).toDoubles();
        double[] said = e.noEff().mean(0, 2, 3).toDoubles();
        for (int tx = 0; tx < 2; tx++) {
            assertEquals(said[tx], mse[tx], 8 * said[tx] / Math.sqrt(n));
        }
    }

    /** Several antennas in the time domain: with a sufficient prefix, products per subcarrier. */
    @ParameterizedTest
    @CsvSource({"COMPLEX64, 1e-5", "COMPLEX128, 1e-12"})
    void timeAndSubcarrierModels_agreeForSeveralAntennas(DType dtype, double tolerance) {
        assertTrue(difference(dtype, 0) < tolerance, "" + difference(dtype, 0));
    }

    /** A channel that changes within a symbol makes the carriers interfere, the more the faster. */
    @Test
    void doppler_makesCarriersInterfere() {
        double slow = difference(DType.COMPLEX128, 100);
        double fast = difference(DType.COMPLEX128, 1000);
        assertTrue(slow > 1e-4 && fast > 5 * slow && fast < 1, slow + " and " + fast);
    }

    /** Rms deviation of received grids between both models, relative. */
    private static double difference(DType dtype, double shift) {
        TappedDelayLine tdl =
                TappedDelayLine.of("tdl-d", 50e-9)
                        .antennas(new Antennas(1, 2, 2, 1))
                        .doppler(Doppler.of(shift));
        ResourceGrid grid = GRID.withPrefix(CyclicPrefix.of(14, 13, 15, 13));
        TapFilter filter = tdl.filter(grid.sampleRate());
        assertEquals(13, filter.numTaps() - 1);
        RandomStream r = new RandomStream(4);
        Tensor xRg = new ResourceGridMapper(grid).map(data(5, dtype, r));
        Tensor sent = new OfdmModulator(32, grid.cyclicPrefix()).modulate(xRg);
        int instants = grid.numTimeSamples() + filter.numTaps() - 1;
        Tensor taps =
                tdl.sample(dtype, 5, instants, grid.sampleRate(), r)
                        .toTime(grid.sampleRate(), filter.lMin(), filter.lMax());
        Tensor y =
                new OfdmDemodulator(32, grid.cyclicPrefix(), filter.lMin())
                        .demodulate(TimeChannel.varying(sent, taps));
        // The channel in the middle of each symbol.
        long[] middle = new long[4];
        for (int s = 0; s < 4; s++) {
            middle[s] = grid.cyclicPrefix().start(s + 1, 32) - 16 - filter.lMin() - 6;
        }
        Tensor h = FrequencyResponse.of(taps.gather(Tensor.of(middle), 5), filter.lMin(), 32);
        Tensor expected = OfdmChannel.apply(xRg, h);
        double wrong = y.sub(expected).abs2().mean().item();
        return Math.sqrt(wrong / expected.abs2().mean().item());
    }

    @Test
    void gradients_goThroughEstimationAndEqualisation() {
        RandomStream r = new RandomStream(5);
        ResourceGrid grid =
                new ResourceGrid(2, 6, 15e3, 0)
                        .withStreams(1, 2)
                        .withKroneckerPilots(DType.COMPLEX128, r, 0);
        Tensor y = r.normal(DType.COMPLEX128, Shape.of(1, 1, 2, 2, 6));
        LsChannelEstimator ls = new LsChannelEstimator(grid, PilotInterpolation.linear(grid));
        OfdmEqualiser equaliser = new OfdmEqualiser(grid, Equaliser.LMMSE);
        GradCheck.of(
                        in -> {
                            ChannelEstimate h = ls.estimate(in.get(0), in.get(1));
                            Equalised e = equaliser.equalise(in.get(0), h, in.get(1));
                            return e.xHat().mul(e.noEff());
                        })
                .inputs(y, Tensor.scalar(0.3))
                .seed(6)
                .check(1e-6);
    }

    @Test
    void badInput_isNamed() {
        assertThrows(ArgandException.InvalidArgument.class, () -> StreamManagement.of(2, 0, 0));
        assertThrows(
                ArgandException.InvalidArgument.class,
                () -> new OfdmEqualiser(GRID, Equaliser.ZF, StreamManagement.oneReceiver(3)));
        Tensor h = Tensor.zeros(DType.COMPLEX128, Shape.of(1, 1, 2, 1, 2, 4, 26));
        Tensor y = Tensor.zeros(DType.COMPLEX128, Shape.of(1, 1, 2, 4, 32));
        assertThrows(
                ArgandException.ShapeMismatch.class,
                () ->
                        new OfdmEqualiser(GRID, Equaliser.ZF)
                                .equalise(
                                        y,
                                        new ChannelEstimate(h, Tensor.scalar(0.0)),
                                        Tensor.scalar(1.0)));
    }

    @Test
    void guards_areNamedWhereTheyDoNotBelong() {
        Tensor y = Tensor.zeros(DType.COMPLEX128, Shape.of(1, 1, 4, 4, 32));
        Tensor h = Tensor.ones(DType.COMPLEX128, Shape.of(1, 1, 4, 2, 1, 4, 32));
        OfdmEqualiser receiver = new OfdmEqualiser(GRID, Equaliser.ZF);
        ChannelEstimate withGuards = new ChannelEstimate(h, Tensor.scalar(0.0));
        var e =
                assertThrows(
                        ArgandException.ShapeMismatch.class,
                        () -> receiver.equalise(y, withGuards, 0.1));
        assertTrue(e.getMessage().startsWith("ofdmEqualiser: "), e.getMessage());
        assertTrue(e.getMessage().contains("on the 26 effective subcarriers"), e.getMessage());
        e =
                assertThrows(
                        ArgandException.ShapeMismatch.class,
                        () -> ChannelEstimate.known(h.slice(-1, 0, 26), GRID));
        assertTrue(e.getMessage().startsWith("channelEstimate: needs hFreq"), e.getMessage());
        e =
                assertThrows(
                        ArgandException.ShapeMismatch.class,
                        () -> OfdmChannel.apply(h.select(1, 0).select(1, 0), h.slice(-1, 0, 8)));
        assertTrue(
                e.getMessage().startsWith("ofdmChannel: 8 subcarriers in hFreq"), e.getMessage());
    }

    @Test
    void pilotsOutsideTheGrid_areNamed() {
        for (int symbol : new int[] {-1, 14}) {
            ResourceGrid grid = new ResourceGrid(14, 32, 30e3, 12);
            var e =
                    assertThrows(
                            ArgandException.InvalidArgument.class,
                            () ->
                                    grid.withKroneckerPilots(
                                            DType.COMPLEX64, new RandomStream(1), symbol));
            assertEquals(
                    "pilots: OFDM symbols count from 0 to 13, each once and ascending, got ["
                            + symbol
                            + "]",
                    e.getMessage());
        }
    }
}
