package org.argand.phy.ofdm;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.argand.array.ArgandException;
import org.argand.array.Shape;
import org.argand.tensor.Tensor;

/** The data symbols of a resource grid, in the order in which {@link ResourceGridMapper} took them; linear. */
public final class ResourceGridDemapper {
    private final ResourceGrid grid;
    private final RemoveNulledSubcarriers nulls;

    /** Per data symbol of all streams, its number among their effective resource elements. */
    private final Tensor places;

    /** A demapper of that grid. */
    public ResourceGridDemapper(ResourceGrid grid) {
        this.grid = grid;
        this.nulls = new RemoveNulledSubcarriers(grid);
        int elements = grid.numOfdmSymbols() * grid.numEffectiveSubcarriers();
        this.places =
                Tensor.of(
                        IntStream.range(0, grid.numAllStreams())
                                .flatMap(q -> data(grid, q, elements).map(k -> q * elements + k))
                                .toArray());
    }

    private static IntStream data(ResourceGrid grid, int stream, int elements) {
        int[] pilots = grid.pilots().places(stream);
        return IntStream.range(0, elements).filter(k -> Arrays.binarySearch(pilots, k) < 0);
    }

    /**
     * The data symbols.
     *
     * @param grids [batch, num_tx, num_streams, num_ofdm_symbols, fft_size], or only the effective subcarriers
     * @return [batch, num_tx, num_streams, num_data_symbols]
     */
    public Tensor demap(Tensor grids) {
        Tensor used =
                grids.rank() == 5 && grids.dim(-1) == grid.numEffectiveSubcarriers()
                        ? grids
                        : nulls.apply(grids);
        Shape expected =
                Shape.of(
                        grid.numTx(),
                        grid.numStreams(),
                        grid.numOfdmSymbols(),
                        grid.numEffectiveSubcarriers());
        if (used.rank() != 5 || !used.shape().without(0).equals(expected)) {
            throw new ArgandException.ShapeMismatch(
                    "resourceGridDemapper",
                    "needs [batch] + " + expected + ", got " + grids.shape());
        }
        long batch = used.dim(0);
        return used.reshape(batch, expected.size())
                .gather(places.to(used.device()), -1)
                .reshape(batch, grid.numTx(), grid.numStreams(), grid.numDataSymbols());
    }
}
