package org.argand.phy.ofdm;

import java.util.stream.IntStream;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.Tensor;

/**
 * The linear interpolation of least mean squared error, {@code ĥ = R_hp·(R_pp + Σ)⁻¹·h_p}, over time and frequency together.
 *
 * <p>The channel has covariance R[(s, k), (t, l)] = R_time[s, t]·R_freq[k, l], the same on every link; Σ are the error
 * variances at the pilots. errVar = diag(R − R_hp·(R_pp + Σ)⁻¹·R_ph), which includes what the channel does between pilots.
 * Costs n³ for n pilots of a stream, once if the noise is the same for the whole batch, and else per link.
 */
public final class LmmseInterpolator implements Interpolator {
    private final ResourceGrid grid;
    private final PilotGrid shapes;

    /** Numbers of the pilots sent, [num_tx, num_streams, n] flat, among all pilots. */
    private final Tensor active;

    /** Covariances of pilots, and of resource elements with pilots, [num_tx, num_streams, ...]. */
    private final Tensor pilotCovariance;

    private final Tensor crossCovariance;

    /** Variance of the channel per resource element. */
    private final Tensor variance;

    /**
     * An interpolator for a channel of those covariances.
     *
     * @param frequency complex [num_effective_subcarriers, num_effective_subcarriers], or of all fft_size
     * @param time complex [num_ofdm_symbols, num_ofdm_symbols]
     */
    public LmmseInterpolator(ResourceGrid grid, Tensor frequency, Tensor time) {
        this.grid = grid;
        this.shapes = new PilotGrid(grid);
        Tensor rf = effective(grid, frequency);
        Tensor rt = time.cast(DType.COMPLEX128);
        int width = grid.numEffectiveSubcarriers();
        Shape square = Shape.of(grid.numOfdmSymbols(), grid.numOfdmSymbols());
        if (!rf.shape().equals(Shape.of(width, width)) || !rt.shape().equals(square)) {
            throw mismatch(grid, frequency, time);
        }
        int numActive = activeOfEach(grid);
        int pilots = grid.numPilotSymbols();
        int[] numbers = numbers(grid);
        int[] places =
                IntStream.of(numbers)
                        .map(p -> grid.pilots().places(p / pilots)[p % pilots])
                        .toArray();
        this.active = Tensor.of(numbers);
        Shape streams = Shape.of(grid.numTx(), grid.numStreams(), numActive);
        Tensor symbol =
                Tensor.of(IntStream.of(places).map(k -> k / width).toArray()).reshape(streams);
        Tensor carrier =
                Tensor.of(IntStream.of(places).map(k -> k % width).toArray()).reshape(streams);
        Tensor toSymbols = rt.gather(symbol, 1).moveaxis(0, 2);
        Tensor toCarriers = rf.gather(carrier, 1).moveaxis(0, 2);
        this.crossCovariance =
                toSymbols
                        .expand(3)
                        .mul(toCarriers.expand(2))
                        .reshape(streams.inserted(2, (long) grid.numOfdmSymbols() * width))
                        .realise();
        Tensor rows = Tensor.of(places).reshape(streams).expand(-1);
        this.pilotCovariance = crossCovariance.takeAlong(rows, 2).realise();
        this.variance = rt.diagonal().expand(-1).mul(rf.diagonal()).real().reshape(-1).realise();
    }

    private static ArgandException mismatch(ResourceGrid grid, Tensor frequency, Tensor time) {
        return new ArgandException.ShapeMismatch(
                "lmmse",
                "covariances "
                        + frequency.shape()
                        + " and "
                        + time.shape()
                        + " for "
                        + grid.numEffectiveSubcarriers()
                        + " subcarriers and "
                        + grid.numOfdmSymbols()
                        + " symbols");
    }

    private static Tensor effective(ResourceGrid grid, Tensor frequency) {
        Tensor r = frequency.cast(DType.COMPLEX128);
        if (r.rank() == 2 && r.dim(0) == grid.fftSize() && r.dim(1) == grid.fftSize()) {
            Tensor used = Tensor.of(grid.effectiveSubcarriers());
            return r.gather(used, 0).gather(used, 1);
        }
        return r;
    }

    /** The pilots sent among all. */
    private static int[] numbers(ResourceGrid grid) {
        int pilots = grid.numPilotSymbols();
        return IntStream.range(0, grid.numAllStreams())
                .flatMap(q -> IntStream.of(grid.pilots().active(q)).map(p -> q * pilots + p))
                .toArray();
    }

    private static int activeOfEach(ResourceGrid grid) {
        if (grid.numPilotSymbols() == 0) {
            throw new ArgandException.InvalidArgument("lmmse", "a grid without pilots");
        }
        int[] counts =
                IntStream.range(0, grid.numAllStreams())
                        .map(q -> grid.pilots().active(q).length)
                        .distinct()
                        .toArray();
        if (counts.length != 1 || counts[0] == 0) {
            throw new ArgandException.InvalidArgument(
                    "lmmse", "streams that send differently many pilots, or none");
        }
        return counts[0];
    }

    @Override
    public ChannelEstimate interpolate(Tensor h, Tensor errVar) {
        DType dtype = h.dtype();
        Tensor sent = activeOnly(h);
        Tensor noise = activeOnly(shapes.broadcast(errVar)).cast(dtype);
        Tensor cross = crossCovariance.to(h.device()).cast(dtype);
        Tensor covariance = pilotCovariance.to(h.device()).cast(dtype);
        Tensor weights = cross.matmul(covariance.add(noise.diag()).inv());
        Tensor estimate = weights.matmul(sent.expand(-1)).squeeze(-1);
        Tensor explained = weights.mul(cross.conj()).sum(-1).real();
        Tensor error = variance.to(h.device()).cast(dtype.real()).sub(explained).maximum(0);
        return new ChannelEstimate(gridded(estimate), gridded(error));
    }

    /** [..., num_tx, num_streams, num_pilots] to those that are sent. */
    private Tensor activeOnly(Tensor x) {
        return shapes.streams(shapes.flat(x).gather(active.to(x.device()), -1));
    }

    private Tensor gridded(Tensor x) {
        return x.reshape(
                x.shape()
                        .with(-1, grid.numOfdmSymbols())
                        .inserted(-1, grid.numEffectiveSubcarriers()));
    }
}
