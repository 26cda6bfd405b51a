package org.argand.phy.ofdm;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.argand.array.ArgandException;
import org.argand.array.Shape;
import org.argand.tensor.Tensor;

/**
 * Interpolation by a few pilots for each resource element: {@code ĥ = Σ_k w_k·h_{i_k}}, errVar = Σ_k w_k²·errVar_{i_k}.
 *
 * <p>The error variance is that of the noise; what the channel does between pilots is not known here, see {@link
 * LmmseInterpolator}.
 */
public final class PilotInterpolation implements Interpolator {
    private final ResourceGrid grid;

    /** Per term, the pilot for every resource element of all streams, and its weight. */
    private final int[][] pilots;

    private final double[][] weights;

    private PilotInterpolation(ResourceGrid grid, int terms) {
        this.grid = grid;
        int elements = grid.numOfdmSymbols() * grid.numEffectiveSubcarriers();
        this.pilots = new int[terms][grid.numAllStreams() * elements];
        this.weights = new double[terms][grid.numAllStreams() * elements];
        for (int q = 0; q < grid.numAllStreams(); q++) {
            if (grid.pilots() == PilotPattern.NONE || grid.pilots().active(q).length == 0) {
                throw new ArgandException.InvalidArgument(
                        "interpolate", "stream " + q + " sends no pilot");
            }
        }
    }

    /** The pilot nearest in OFDM symbols plus subcarriers, of equally near ones the first. */
    public static PilotInterpolation nearest(ResourceGrid grid) {
        PilotInterpolation made = new PilotInterpolation(grid, 1);
        int width = grid.numEffectiveSubcarriers();
        int elements = grid.numOfdmSymbols() * width;
        for (int q = 0; q < grid.numAllStreams(); q++) {
            int[] places = grid.pilots().places(q);
            int[] active = grid.pilots().active(q);
            for (int k = 0; k < elements; k++) {
                int best = active[0];
                for (int p : active) {
                    if (distance(places[p], k, width) < distance(places[best], k, width)) {
                        best = p;
                    }
                }
                made.set(0, q, k, best, 1);
            }
        }
        return made;
    }

    private static int distance(int a, int b, int width) {
        return Math.abs(a / width - b / width) + Math.abs(a % width - b % width);
    }

    /**
     * Linear over subcarriers in every OFDM symbol that has pilots of the stream, then linear over symbols; beyond the
     * outermost the line goes on. Where there is one pilot in a row, or one such symbol, it stands for all.
     */
    public static PilotInterpolation linear(ResourceGrid grid) {
        PilotInterpolation made = new PilotInterpolation(grid, 4);
        int width = grid.numEffectiveSubcarriers();
        for (int q = 0; q < grid.numAllStreams(); q++) {
            int[] places = grid.pilots().places(q);
            int[] active = grid.pilots().active(q);
            int[] symbols = Arrays.stream(active).map(p -> places[p] / width).distinct().toArray();
            for (int k = 0; k < grid.numOfdmSymbols() * width; k++) {
                Between time = Between.of(symbols, k / width);
                for (int t = 0; t < 2; t++) {
                    int symbol = symbols[time.index(t)];
                    int[] row =
                            Arrays.stream(active)
                                    .filter(p -> places[p] / width == symbol)
                                    .toArray();
                    int[] carriers = IntStream.of(row).map(p -> places[p] % width).toArray();
                    Between frequency = Between.of(carriers, k % width);
                    for (int f = 0; f < 2; f++) {
                        double w = time.weight(t) * frequency.weight(f);
                        made.set(2 * t + f, q, k, row[frequency.index(f)], w);
                    }
                }
            }
        }
        return made;
    }

    /** The two of ascending positions on whose line a place is, and how far it is from the first to the second. */
    private record Between(int first, int second, double share) {
        static Between of(int[] positions, int place) {
            if (positions.length == 1) {
                return new Between(0, 0, 0);
            }
            int found = Arrays.binarySearch(positions, place);
            int after = found < 0 ? -found - 1 : found + 1;
            int second = Math.clamp(after, 1, positions.length - 1);
            double step = positions[second] - positions[second - 1];
            return new Between(second - 1, second, (place - positions[second - 1]) / step);
        }

        int index(int which) {
            return which == 0 ? first : second;
        }

        double weight(int which) {
            return which == 0 ? 1 - share : share;
        }
    }

    private void set(int term, int stream, int element, int pilot, double weight) {
        int at = stream * (pilots[term].length / grid.numAllStreams()) + element;
        pilots[term][at] = stream * grid.numPilotSymbols() + pilot;
        weights[term][at] = weight;
    }

    @Override
    public ChannelEstimate interpolate(Tensor h, Tensor errVar) {
        Tensor error = errVar.broadcastTo(Shape.broadcast("interpolate", errVar.shape(), ones(h)));
        Tensor hSum = term(h, 0, 1);
        Tensor errorSum = term(error, 0, 2);
        for (int k = 1; k < pilots.length; k++) {
            hSum = hSum.add(term(h, k, 1));
            errorSum = errorSum.add(term(error, k, 2));
        }
        return new ChannelEstimate(hSum, errorSum);
    }

    /** The extents of streams and pilots, and 1 for each link. */
    private static Shape ones(Tensor h) {
        return Shape.of(1, 1, 1, h.dim(3), h.dim(4), h.dim(5));
    }

    private Tensor term(Tensor x, int k, int power) {
        Shape links = Shape.of(x.dim(0), x.dim(1), x.dim(2));
        double[] w = weights[k].clone();
        for (int i = 0; i < w.length; i++) {
            w[i] = Math.pow(w[i], power);
        }
        Tensor weight = Tensor.of(w).to(x.device()).cast(x.dtype().real());
        return x.reshape(links.inserted(-1, x.dim(3) * x.dim(4) * x.dim(5)))
                .gather(Tensor.of(pilots[k]).to(x.device()), -1)
                .mul(weight)
                .reshape(
                        links.inserted(-1, grid.numTx())
                                .inserted(-1, grid.numStreams())
                                .inserted(-1, grid.numOfdmSymbols())
                                .inserted(-1, grid.numEffectiveSubcarriers()));
    }
}
