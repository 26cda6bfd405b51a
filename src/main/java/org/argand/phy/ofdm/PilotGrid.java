package org.argand.phy.ofdm;

import org.argand.array.Shape;
import org.argand.tensor.Tensor;

/** The shapes that an interpolator goes through: values at pilots of all streams, flat, and values of a grid. */
final class PilotGrid {
    private final ResourceGrid grid;

    PilotGrid(ResourceGrid grid) {
        this.grid = grid;
    }

    /** Broadcast to [..., num_tx, num_streams, num_pilots], with three axes for links before. */
    Tensor broadcast(Tensor atPilots) {
        Shape full = Shape.of(1, 1, 1, grid.numTx(), grid.numStreams(), grid.numPilotSymbols());
        return atPilots.broadcastTo(Shape.broadcast("interpolate", atPilots.shape(), full));
    }

    /** [links..., num_tx, num_streams, num_pilots] to [links..., all pilots]. */
    Tensor flat(Tensor atPilots) {
        return atPilots.reshape(
                links(atPilots).inserted(-1, (long) grid.numAllStreams() * grid.numPilotSymbols()));
    }

    /** [links..., all streams' n] to [links..., num_tx, num_streams, n]. */
    Tensor streams(Tensor flat) {
        return flat.reshape(
                links(flat)
                        .inserted(-1, grid.numTx())
                        .inserted(-1, grid.numStreams())
                        .inserted(-1, flat.dim(-1) / grid.numAllStreams()));
    }

    /** [links..., all elements] to [links..., num_tx, num_streams, num_ofdm_symbols, num_effective_subcarriers]. */
    Tensor elements(Tensor flat) {
        return flat.reshape(
                links(flat)
                        .inserted(-1, grid.numTx())
                        .inserted(-1, grid.numStreams())
                        .inserted(-1, grid.numOfdmSymbols())
                        .inserted(-1, grid.numEffectiveSubcarriers()));
    }

    private static Shape links(Tensor x) {
        return Shape.of(x.dim(0), x.dim(1), x.dim(2));
    }
}
