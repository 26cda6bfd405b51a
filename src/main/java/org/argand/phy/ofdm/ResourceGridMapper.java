package org.argand.phy.ofdm;

import java.util.Arrays;
import java.util.List;
import org.argand.array.ArgandException;
import org.argand.array.Shape;
import org.argand.tensor.Tensor;

/** Data symbols and pilots into a resource grid, zeros into the rest; linear, so differentiable. */
public final class ResourceGridMapper {
    private final ResourceGrid grid;

    /** Per resource element of all streams, its number among data, pilots and one zero. */
    private final Tensor sources;

    /** A mapper to that grid. */
    public ResourceGridMapper(ResourceGrid grid) {
        this.grid = grid;
        this.sources = Tensor.of(sources(grid));
    }

    private static int[] sources(ResourceGrid grid) {
        int width = grid.numEffectiveSubcarriers();
        int[] effective = grid.effectiveSubcarriers();
        int streams = grid.numAllStreams();
        int data = grid.numDataSymbols();
        int pilots = grid.numPilotSymbols();
        int block = grid.numOfdmSymbols() * grid.fftSize();
        int[] sources = new int[streams * block];
        Arrays.fill(sources, streams * (data + pilots));
        for (int q = 0; q < streams; q++) {
            int[] places = grid.pilots().places(q);
            int seen = 0;
            for (int k = 0; k < grid.numOfdmSymbols() * width; k++) {
                boolean pilot = seen < places.length && places[seen] == k;
                int source = pilot ? streams * data + q * pilots + seen : q * data + k - seen;
                sources[q * block + k / width * grid.fftSize() + effective[k % width]] = source;
                seen += pilot ? 1 : 0;
            }
        }
        return sources;
    }

    /**
     * The grid of those symbols, with the pilots of its pattern.
     *
     * @param x complex [batch, num_tx, num_streams, num_data_symbols]
     * @return x_rg, complex [batch, num_tx, num_streams, num_ofdm_symbols, fft_size]
     */
    public Tensor map(Tensor x) {
        return map(x, grid.pilots().values());
    }

    /**
     * The grid of those symbols and pilots.
     *
     * @param pilots complex [num_tx, num_streams, num_pilots], for example of a variable that is trained
     */
    public Tensor map(Tensor x, Tensor pilots) {
        Shape expected = Shape.of(grid.numTx(), grid.numStreams(), grid.numDataSymbols());
        if (!x.dtype().isComplex() || x.rank() != 4 || !x.shape().without(0).equals(expected)) {
            throw new ArgandException.ShapeMismatch(
                    "resourceGridMapper",
                    "needs complex [batch] + " + expected + ", got " + x.dtype() + x.shape());
        }
        long batch = x.dim(0);
        Tensor own = pilots.to(x.device()).cast(x.dtype()).reshape(1, -1);
        Tensor all =
                Tensor.concat(
                        List.of(
                                x.reshape(batch, expected.size()),
                                own.broadcastTo(Shape.of(batch, own.dim(1))),
                                Tensor.zeros(x.dtype(), Shape.of(batch, 1)).to(x.device())),
                        -1);
        return all.gather(sources.to(x.device()), -1)
                .reshape(
                        batch,
                        grid.numTx(),
                        grid.numStreams(),
                        grid.numOfdmSymbols(),
                        grid.fftSize());
    }
}
