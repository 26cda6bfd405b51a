package org.argand.phy.ofdm;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.argand.array.ArgandException;
import org.argand.array.Shape;
import org.argand.phy.NoiseVariance;
import org.argand.phy.mimo.Equalised;
import org.argand.phy.mimo.Equaliser;
import org.argand.tensor.Tensor;

/**
 * Linear equalisation of every resource element over the antennas of a receiver.
 *
 * <p>The noise of antenna m has the variance no plus the error variances of all streams' channels; streams that the
 * receiver does not detect add their covariance {@code h·hᴴ}. Differentiable in everything.
 */
public final class OfdmEqualiser {
    private final ResourceGrid grid;
    private final Equaliser equaliser;
    private final StreamManagement streams;
    private final RemoveNulledSubcarriers nulls;
    private final ResourceGridDemapper data;

    /** With one receiver for all streams. */
    public OfdmEqualiser(ResourceGrid grid, Equaliser equaliser) {
        this(grid, equaliser, StreamManagement.oneReceiver(grid.numTx()));
    }

    /** With receivers for the streams of some transmitters each. */
    public OfdmEqualiser(ResourceGrid grid, Equaliser equaliser, StreamManagement streams) {
        if (streams.numTx() != grid.numTx()) {
            throw new ArgandException.InvalidArgument(
                    "ofdmEqualiser",
                    streams.numTx() + " transmitters managed, " + grid.numTx() + " in the grid");
        }
        this.grid = grid;
        this.equaliser = equaliser;
        this.streams = streams;
        this.nulls = new RemoveNulledSubcarriers(grid);
        this.data = new ResourceGridDemapper(grid);
    }

    /**
     * The equalised data symbols.
     *
     * @param y received, complex [batch, num_rx, num_rx_ant, num_ofdm_symbols, fft_size]
     * @param channel estimate of it; 1 in place of the extent of batch, symbols or subcarriers that all share
     * @param no noise variance, real, broadcastable to [batch, num_rx, num_rx_ant]
     * @return both [batch, num_tx, num_streams, num_data_symbols]
     */
    public Equalised equalise(Tensor y, ChannelEstimate channel, Tensor no) {
        Tensor h = channel.hHat();
        check(y, h);
        Tensor error = channel.errVar().broadcastTo(h.shape()).sum(3, 4);
        Tensor level = no.rank() == 0 ? no : no.expand(-1).expand(-1);
        Tensor noise = error.add(level).permute(0, 1, 3, 4, 2);
        Tensor observed = nulls.apply(y).permute(0, 1, 3, 4, 2);
        Tensor links = h.permute(0, 1, 5, 6, 2, 3, 4);
        Shape matrix = links.shape().without(-1).with(-1, grid.numAllStreams());
        links = links.reshape(matrix);
        List<Tensor> symbols = new ArrayList<>();
        List<Tensor> variances = new ArrayList<>();
        for (int r = 0; r < streams.numRx(); r++) {
            Equalised e =
                    receiver(r, observed.select(1, r), links.select(1, r), noise.select(1, r));
            symbols.add(e.xHat());
            // A channel that all symbols share leaves the same noise in all.
            variances.add(e.noEff().broadcastTo(e.xHat().shape()));
        }
        return new Equalised(sorted(symbols), sorted(variances));
    }

    /** The same with one noise variance for all. */
    public Equalised equalise(Tensor y, ChannelEstimate channel, double no) {
        return equalise(y, channel, NoiseVariance.of("ofdmEqualiser", no, y));
    }

    private void check(Tensor y, Tensor h) {
        boolean fits =
                y.rank() == 5
                        && h.rank() == 7
                        && y.dim(3) == grid.numOfdmSymbols()
                        && y.dim(4) == grid.fftSize()
                        && shares(h.dim(0), y.dim(0))
                        && shares(h.dim(5), y.dim(3))
                        && shares(h.dim(6), grid.numEffectiveSubcarriers())
                        && y.dim(1) == streams.numRx()
                        && h.dim(1) == streams.numRx()
                        && h.dim(3) == grid.numTx()
                        && h.dim(4) == grid.numStreams()
                        && h.dim(2) == y.dim(2);
        if (!fits) {
            throw new ArgandException.ShapeMismatch(
                    "ofdmEqualiser",
                    "y "
                            + y.shape()
                            + " and hHat "
                            + h.shape()
                            + " on the "
                            + grid.numEffectiveSubcarriers()
                            + " effective subcarriers of a grid of "
                            + grid.numOfdmSymbols()
                            + " symbols, fft size "
                            + grid.fftSize()
                            + ", for "
                            + streams.numRx()
                            + " receivers and "
                            + grid.numTx()
                            + " transmitters of "
                            + grid.numStreams()
                            + " streams");
        }
    }

    /** Whether an axis of the channel fits, or stands for all. */
    private static boolean shares(long extent, long expected) {
        return extent == expected || extent == 1;
    }

    /** One receiver: y [batch, S, F, M], h [batch, S, F, M, all streams], noise [batch, S, F, M]. */
    private Equalised receiver(int r, Tensor y, Tensor h, Tensor noise) {
        int[] own = streams.streams(r, true, grid.numStreams());
        if (own.length == grid.numAllStreams()) {
            return equaliser.equalise(y, h, noise);
        }
        int[] other = streams.streams(r, false, grid.numStreams());
        Tensor wanted = h.gather(Tensor.of(own).to(h.device()), -1);
        Tensor unwanted = h.gather(Tensor.of(other).to(h.device()), -1);
        Tensor s = unwanted.matmul(unwanted.adjoint()).add(noise.cast(h.dtype()).diag());
        return equaliser.equaliseColoured(y, wanted, s);
    }

    /** What each receiver made, [batch, S, F, K], in the order of transmitters and streams, data only. */
    private Tensor sorted(List<Tensor> byReceiver) {
        Tensor all = byReceiver.size() == 1 ? byReceiver.getFirst() : Tensor.concat(byReceiver, -1);
        if (byReceiver.size() > 1) {
            int[] from =
                    IntStream.range(0, streams.numRx())
                            .flatMap(r -> IntStream.of(streams.streams(r, true, grid.numStreams())))
                            .toArray();
            int[] inverse = new int[from.length];
            for (int k = 0; k < from.length; k++) {
                inverse[from[k]] = k;
            }
            all = all.gather(Tensor.of(inverse).to(all.device()), -1);
        }
        return data.demap(
                all.permute(0, 3, 1, 2)
                        .reshape(
                                all.dim(0),
                                grid.numTx(),
                                grid.numStreams(),
                                grid.numOfdmSymbols(),
                                grid.numEffectiveSubcarriers()));
    }
}
