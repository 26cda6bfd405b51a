package org.argand.phy.ofdm;

import java.util.stream.IntStream;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.phy.NoiseVariance;
import org.argand.tensor.Tensor;

/**
 * Least-squares estimation at the pilots, {@code ĥ = y/p} with error variance no/|p|², and interpolation between them.
 *
 * <p>Where only other streams send, y/p is not formed and does not count. Differentiable in y, no and the pilots.
 */
public final class LsChannelEstimator {
    private final ResourceGrid grid;
    private final Interpolator interpolator;
    private final RemoveNulledSubcarriers nulls;

    /** Per pilot of all streams, its resource element. */
    private final Tensor places;

    /** Per pilot of all streams, whether it is sent; bool [num_tx, num_streams, num_pilots]. */
    private final Tensor sent;

    /** An estimator for a grid with pilots. */
    public LsChannelEstimator(ResourceGrid grid, Interpolator interpolator) {
        if (grid.numPilotSymbols() == 0) {
            throw new ArgandException.InvalidArgument("channelEstimate", "a grid without pilots");
        }
        this.grid = grid;
        this.interpolator = interpolator;
        this.nulls = new RemoveNulledSubcarriers(grid);
        int streams = grid.numAllStreams();
        PilotPattern p = grid.pilots();
        this.places =
                Tensor.of(
                        IntStream.range(0, streams)
                                .flatMap(q -> IntStream.of(p.places(q)))
                                .toArray());
        boolean[] active = new boolean[streams * p.numPilots()];
        for (int q = 0; q < streams; q++) {
            for (int k : p.active(q)) {
                active[q * p.numPilots() + k] = true;
            }
        }
        this.sent = Tensor.of(Shape.of(grid.numTx(), grid.numStreams(), p.numPilots()), active);
    }

    /**
     * Estimates the channel with the pilots of the grid.
     *
     * @param y received, complex [batch, num_rx, num_rx_ant, num_ofdm_symbols, fft_size]
     * @param no noise variance, real, of y's precision, broadcastable to [batch, num_rx, num_rx_ant]
     */
    public ChannelEstimate estimate(Tensor y, Tensor no) {
        return estimate(y, no, grid.pilots().values());
    }

    /** The same with one noise variance for all. */
    public ChannelEstimate estimate(Tensor y, double no) {
        return estimate(y, NoiseVariance.of("channelEstimate", no, y));
    }

    /** The same with other pilot values, [num_tx, num_streams, num_pilots], as they were sent. */
    public ChannelEstimate estimate(Tensor y, Tensor no, Tensor pilots) {
        ChannelEstimate atPilots = atPilots(y, no, pilots);
        return interpolator.interpolate(atPilots.hHat(), atPilots.errVar());
    }

    /** Estimates at the pilots, [batch, num_rx, num_rx_ant, num_tx, num_streams, num_pilots], 0 where none is sent. */
    ChannelEstimate atPilots(Tensor y, Tensor no, Tensor pilots) {
        DType dtype = y.dtype();
        if (!dtype.isComplex() || no.dtype() != dtype.real()) {
            throw new ArgandException.DTypeMismatch(
                    "channelEstimate",
                    "needs complex y and real no of one precision, got "
                            + dtype
                            + " and "
                            + no.dtype());
        }
        if (y.rank() != 5 || y.dim(-2) != grid.numOfdmSymbols() || y.dim(-1) != grid.fftSize()) {
            throw new ArgandException.ShapeMismatch(
                    "channelEstimate",
                    "needs y [batch, rx, rx_ant, "
                            + grid.numOfdmSymbols()
                            + ", "
                            + grid.fftSize()
                            + "], got "
                            + y.shape());
        }
        Shape links = y.shape().without(-1).without(-1);
        Shape elements =
                links.inserted(-1, (long) grid.numOfdmSymbols() * grid.numEffectiveSubcarriers());
        Shape flat =
                links.inserted(-1, grid.numTx())
                        .inserted(-1, grid.numStreams())
                        .inserted(-1, grid.numPilotSymbols());
        Tensor at =
                nulls.apply(y).reshape(elements).gather(places.to(y.device()), -1).reshape(flat);
        Tensor here = sent.to(y.device());
        Tensor own = pilots.to(y.device()).cast(dtype);
        Tensor divisor = Tensor.where(here, own, Tensor.ones(dtype, Shape.SCALAR).to(y.device()));
        Tensor mask = here.cast(dtype.real());
        Tensor errVar = perLink(no).mul(mask.div(divisor.abs2()));
        return new ChannelEstimate(at.div(divisor).mul(mask), errVar);
    }

    /** A number for each link as one beside [tx, streams, pilots]. */
    private static Tensor perLink(Tensor no) {
        return no.rank() == 0 ? no : no.expand(-1).expand(-1).expand(-1);
    }
}
