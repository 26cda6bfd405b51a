package org.argand.phy.ofdm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.argand.array.ArgandException;
import org.argand.tensor.Tensor;

/**
 * Interpolation by a few pilots for each resource element: {@code ĥ = Σ_k w_k·h_{i_k}}, errVar = Σ_k w_k²·errVar_{i_k}.
 *
 * <p>The error variance is that of the noise; what the channel does between pilots is not known here, see {@link
 * LmmseInterpolator}.
 */
public final class PilotInterpolation implements Interpolator {
    /**
     * One of the sums' terms for every resource element of all streams.
     *
     * @param pilots numbers among the pilots of all streams, int32
     * @param weights float64
     */
    private record Term(Tensor pilots, Tensor weights) {}

    private final PilotGrid grid;
    private final List<Term> terms;

    private PilotInterpolation(ResourceGrid grid, List<Term> terms) {
        this.grid = new PilotGrid(grid);
        this.terms = terms;
    }

    /** The pilot nearest in OFDM symbols plus subcarriers, of equally near ones the first. */
    public static PilotInterpolation nearest(ResourceGrid grid) {
        Builder made = new Builder(grid, 1);
        for (int q = 0; q < grid.numAllStreams(); q++) {
            int[] places = grid.pilots().places(q);
            int[] active = grid.pilots().active(q);
            for (int k = 0; k < made.elements; k++) {
                int best = active[0];
                for (int p : active) {
                    if (made.distance(places[p], k) < made.distance(places[best], k)) {
                        best = p;
                    }
                }
                made.set(0, q, k, best, 1);
            }
        }
        return made.build();
    }

    /**
     * Linear over subcarriers in every OFDM symbol that has pilots of the stream, then linear over symbols; beyond the
     * outermost the line goes on. Where there is one pilot in a row, or one such symbol, it stands for all.
     */
    public static PilotInterpolation linear(ResourceGrid grid) {
        Builder made = new Builder(grid, 4);
        for (int q = 0; q < grid.numAllStreams(); q++) {
            linear(made, q, grid.pilots().places(q), grid.pilots().active(q));
        }
        return made.build();
    }

    private static void linear(Builder made, int stream, int[] places, int[] active) {
        int width = made.width;
        int[] symbols = Arrays.stream(active).map(p -> places[p] / width).distinct().toArray();
        int[][] rows = new int[symbols.length][];
        int[][] carriers = new int[symbols.length][];
        for (int s = 0; s < symbols.length; s++) {
            int symbol = symbols[s];
            rows[s] = Arrays.stream(active).filter(p -> places[p] / width == symbol).toArray();
            carriers[s] = Arrays.stream(rows[s]).map(p -> places[p] % width).toArray();
        }
        for (int k = 0; k < made.elements; k++) {
            Between time = Between.of(symbols, k / width);
            for (int t = 0; t < 2; t++) {
                int s = time.index(t);
                Between frequency = Between.of(carriers[s], k % width);
                for (int f = 0; f < 2; f++) {
                    double weight = time.weight(t) * frequency.weight(f);
                    made.set(2 * t + f, stream, k, rows[s][frequency.index(f)], weight);
                }
            }
        }
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

    /** Terms while they are filled in. */
    private static final class Builder {
        private final ResourceGrid grid;
        private final int width;
        private final int elements;
        private final int[][] pilots;
        private final double[][] weights;

        Builder(ResourceGrid grid, int terms) {
            this.grid = grid;
            this.width = grid.numEffectiveSubcarriers();
            this.elements = grid.numOfdmSymbols() * width;
            this.pilots = new int[terms][grid.numAllStreams() * elements];
            this.weights = new double[terms][grid.numAllStreams() * elements];
            for (int q = 0; q < grid.numAllStreams(); q++) {
                if (grid.numPilotSymbols() == 0 || grid.pilots().active(q).length == 0) {
                    throw new ArgandException.InvalidArgument(
                            "interpolate", "stream " + q + " sends no pilot");
                }
            }
        }

        int distance(int a, int b) {
            return Math.abs(a / width - b / width) + Math.abs(a % width - b % width);
        }

        void set(int term, int stream, int element, int pilot, double weight) {
            pilots[term][stream * elements + element] = stream * grid.numPilotSymbols() + pilot;
            weights[term][stream * elements + element] = weight;
        }

        PilotInterpolation build() {
            List<Term> terms = new ArrayList<>();
            for (int k = 0; k < pilots.length; k++) {
                if (Arrays.stream(weights[k]).anyMatch(w -> w != 0)) {
                    terms.add(new Term(Tensor.of(pilots[k]), Tensor.of(weights[k])));
                }
            }
            return new PilotInterpolation(grid, List.copyOf(terms));
        }
    }

    @Override
    public ChannelEstimate interpolate(Tensor h, Tensor errVar) {
        Tensor error = grid.broadcast(errVar);
        return new ChannelEstimate(summed(h, false), summed(error, true));
    }

    /** Σ w·x, or Σ w²·x. */
    private Tensor summed(Tensor x, boolean squared) {
        Tensor flat = grid.flat(x);
        List<Tensor> parts = new ArrayList<>();
        for (Term term : terms) {
            Tensor w = term.weights.to(x.device()).cast(x.dtype().real());
            parts.add(flat.gather(term.pilots.to(x.device()), -1).mul(squared ? w.square() : w));
        }
        return grid.elements(parts.stream().reduce(Tensor::add).orElseThrow());
    }
}
