package org.argand.phy.ofdm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.autograd.GradCheck;
import org.argand.phy.channel.FrequencyResponse;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where data, pilots and zeros are in a grid, and that they come back. */
class ResourceGridTest {
    private static final ResourceGrid BARE = new ResourceGrid(4, 12, 15e3, 3);

    private static ResourceGrid full() {
        return BARE.withStreams(2, 1)
                .withNulls(2, 1, true)
                .withKroneckerPilots(DType.COMPLEX128, new RandomStream(1), 1, 3);
    }

    @Test
    void nulls_areGuardsAndDc() {
        assertArrayEquals(new int[] {2, 3, 4, 5, 7, 8, 9, 10}, full().effectiveSubcarriers());
        assertEquals(16, full().numPilotSymbols());
        assertEquals(16, full().numDataSymbols());
        assertEquals(12, BARE.numEffectiveSubcarriers());
        assertEquals(48, BARE.numDataSymbols());
    }

    @Test
    void overhead_countsPrefixesAndPilots() {
        assertEquals(15.0 / 12, BARE.energyOverhead(), 1e-15);
        assertEquals(2 * 15.0 / 12, full().energyOverhead(), 1e-15);
        assertEquals(60, BARE.numTimeSamples());
        assertEquals(15 / (12 * 15e3), BARE.symbolDuration(), 1e-18);
    }

    @Test
    void kroneckerPilots_haveUnitEnergyAndDoNotMeet() {
        Tensor p = full().pilots().values();
        assertEquals(Shape.of(2, 1, 16), p.shape());
        assertEquals(1, p.abs2().mean().item(), 1e-14);
        assertEquals(0, p.select(0, 0).mul(p.select(0, 1)).abs().max().item());
        double[] z = p.abs2().toDoubles();
        for (int k = 0; k < 16; k++) {
            assertEquals(k % 2 == 0 ? 2 : 0, z[k], 1e-14);
            assertEquals(k % 2 == 0 ? 0 : 2, z[16 + k], 1e-14);
        }
    }

    @Test
    void mapped_hasDataPilotsAndZerosAtTheirPlaces() {
        ResourceGrid grid = full();
        Tensor x = new RandomStream(2).normal(DType.COMPLEX128, Shape.of(3, 2, 1, 16));
        Tensor xRg = new ResourceGridMapper(grid).map(x);
        assertEquals(Shape.of(3, 2, 1, 4, 12), xRg.shape());
        assertEquals(0, xRg.gather(Tensor.of(0, 1, 6, 11), -1).abs().max().item());
        Tensor used = new RemoveNulledSubcarriers(grid).apply(xRg);
        Tensor first = used.select(3, 0);
        assertEquals(0, first.sub(x.slice(-1, 0, 8)).abs().max().item());
        Tensor pilots = used.select(3, 3);
        Tensor expected = grid.pilots().values().slice(-1, 8, 16);
        assertEquals(0, pilots.sub(expected).abs().max().item());
        Tensor back = new ResourceGridDemapper(grid).demap(xRg);
        assertArrayEquals(x.toDoubles(), back.toDoubles());
        assertArrayEquals(x.toDoubles(), new ResourceGridDemapper(grid).demap(used).toDoubles());
    }

    @Test
    void customPilots_mayDifferFromStreamToStream() {
        boolean[] mask = new boolean[2 * 48];
        mask[5] = true;
        mask[20] = true;
        mask[48 + 1] = true;
        mask[48 + 40] = true;
        Tensor values = new RandomStream(3).normal(DType.COMPLEX128, Shape.of(1, 2, 2));
        PilotPattern p = PilotPattern.of(Tensor.of(Shape.of(1, 2, 4, 12), mask), values);
        ResourceGrid grid = BARE.withStreams(1, 2).withPilots(p);
        Tensor x = new RandomStream(4).normal(DType.COMPLEX128, Shape.of(1, 1, 2, 46));
        Tensor xRg = new ResourceGridMapper(grid).map(x);
        double[] flat = xRg.toDoubles();
        double[] v = values.toDoubles();
        assertEquals(v[0], flat[2 * 5]);
        assertEquals(v[2], flat[2 * 20]);
        assertEquals(v[4], flat[2 * (48 + 1)]);
        assertEquals(v[6], flat[2 * (48 + 40)]);
        Tensor back = new ResourceGridDemapper(grid).demap(xRg);
        assertArrayEquals(x.toDoubles(), back.toDoubles());
    }

    @Test
    void emptyPattern_leavesAllToData() {
        Tensor x = new RandomStream(5).normal(DType.COMPLEX64, Shape.of(2, 1, 1, 48));
        Tensor xRg = new ResourceGridMapper(BARE).map(x);
        assertArrayEquals(x.toFloats(), xRg.toFloats());
    }

    @Test
    void gradients_reachDataAndPilots() {
        ResourceGrid grid = full();
        ResourceGridMapper mapper = new ResourceGridMapper(grid);
        Tensor x = new RandomStream(6).normal(DType.COMPLEX128, Shape.of(1, 2, 1, 16));
        GradCheck.of(in -> mapper.map(in.get(0), in.get(1)))
                .inputs(x, grid.pilots().values())
                .seed(7)
                .check(1e-7);
    }

    /** One length, one for each symbol, and those of 5G NR: forward, back, and as the samples lie. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void prefixes_ofEachSymbolAreItsEnd(boolean same) {
        CyclicPrefix prefix = same ? CyclicPrefix.of(4) : CyclicPrefix.of(5, 2, 0, 4);
        Tensor x = new RandomStream(8).normal(DType.COMPLEX128, Shape.of(2, 4, 8));
        Tensor sent = new OfdmModulator(8, prefix).modulate(x);
        assertEquals(Shape.of(2, prefix.samples(4, 8)), sent.shape());
        int at = 0;
        for (int s = 0; s < 4; s++) {
            int n = prefix.length(s);
            Tensor body = sent.slice(-1, at + n, at + n + 8);
            Tensor expected = new OfdmModulator(8, 0).modulate(x.slice(-2, s, s + 1));
            assertEquals(0, body.sub(expected).abs().max().item(), 1e-15);
            if (n > 0) {
                Tensor before = sent.slice(-1, at, at + n).sub(body.slice(-1, 8 - n, 8));
                assertEquals(0, before.abs().max().item());
            }
            at += n + 8;
        }
        Tensor back = new OfdmDemodulator(8, prefix, 0).demodulate(sent.pad(-1, 0, 3));
        assertEquals(0, back.sub(x).abs().max().item(), 1e-14);
    }

    @Test
    void shiftedWindow_isUndoneForEverySymbol() {
        CyclicPrefix prefix = CyclicPrefix.of(5, 3, 4);
        Tensor x = new RandomStream(9).normal(DType.COMPLEX128, Shape.of(3, 8));
        Tensor sent = new OfdmModulator(8, prefix).modulate(x);
        // A channel of one tap at delay −2 seen by a receiver whose first sample belongs to delay
        // −3.
        Tensor late = sent.pad(-1, 1, 0);
        Tensor y = new OfdmDemodulator(8, prefix, -3).demodulate(late);
        Tensor h = FrequencyResponse.of(Tensor.of(0.0, 1.0).cast(DType.COMPLEX128), -3, 8);
        assertEquals(0, y.sub(x.mul(h)).abs().max().item(), 1e-14);
    }

    @Test
    void nrPrefix_isThatOf38211() {
        CyclicPrefix p = CyclicPrefix.nr(1, 2048, 28);
        assertEquals(144 + 32, p.length(0));
        assertEquals(144, p.length(1));
        assertEquals(144 + 32, p.length(14));
        // A subframe lasts 1 ms: 30720·2 samples at 61.44 MHz.
        assertEquals(61_440, p.samples(28, 2048));
        assertTrue(!p.isUniform());
    }

    @Test
    void badInput_isNamed() {
        RandomStream r = new RandomStream(1);
        assertThrows(ArgandException.InvalidArgument.class, () -> BARE.withNulls(6, 6, false));
        assertThrows(ArgandException.InvalidArgument.class, () -> BARE.withStreams(0, 1));
        assertThrows(
                ArgandException.InvalidArgument.class,
                () -> BARE.withPrefix(CyclicPrefix.of(1, 2, 3)));
        assertThrows(ArgandException.InvalidArgument.class, () -> CyclicPrefix.of(1, -2));
        assertThrows(
                ArgandException.InvalidArgument.class,
                () -> BARE.withKroneckerPilots(DType.COMPLEX64, r, 4));
        assertThrows(
                ArgandException.InvalidArgument.class,
                () -> BARE.withStreams(5, 1).withKroneckerPilots(DType.COMPLEX64, r, 1));
        assertThrows(ArgandException.ShapeMismatch.class, () -> full().withStreams(1, 1));
        assertThrows(
                ArgandException.ShapeMismatch.class,
                () -> full().pilots().withValues(Tensor.zeros(DType.COMPLEX64, Shape.of(2, 1, 5))));
        ResourceGridMapper mapper = new ResourceGridMapper(full());
        assertThrows(
                ArgandException.ShapeMismatch.class,
                () -> mapper.map(Tensor.zeros(DType.COMPLEX64, Shape.of(3, 2, 1, 17))));
        assertThrows(
                ArgandException.ShapeMismatch.class,
                () ->
                        new ResourceGridDemapper(full())
                                .demap(Tensor.zeros(DType.COMPLEX64, Shape.of(3, 2, 1, 3, 12))));
    }
}
