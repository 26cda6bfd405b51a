package org.argand.phy.ofdm;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.argand.array.ArgandException;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.tensor.RandomStream;
import org.argand.tensor.Tensor;

/**
 * Where the pilots of each stream are among OFDM symbols and effective subcarriers, and their values.
 *
 * <p>A pilot of value 0 keeps a resource element free for the pilot of another stream. Every stream has equally many,
 * ordered by OFDM symbol and then by subcarrier.
 */
public final class PilotPattern {
    /** No pilots, in a grid of any size. */
    public static final PilotPattern NONE =
            new PilotPattern(
                    Shape.of(0, 0, 0, 0),
                    new int[0][],
                    new int[0][],
                    Tensor.zeros(DType.COMPLEX64, Shape.of(0, 0, 0)));

    /** [num_tx, num_streams, num_ofdm_symbols, num_effective_subcarriers]. */
    private final Shape grid;

    /** Per stream of all transmitters, the resource elements of its pilots, ascending. */
    private final int[][] places;

    /** Per stream, which of its pilots are not 0, ascending. */
    private final int[][] active;

    private final Tensor values;

    private PilotPattern(Shape grid, int[][] places, int[][] active, Tensor values) {
        this.grid = grid;
        this.places = places;
        this.active = active;
        this.values = values;
    }

    /**
     * Any pilots.
     *
     * @param mask bool [num_tx, num_streams, num_ofdm_symbols, num_effective_subcarriers], equally often true for all
     *     streams; read now
     * @param values complex [num_tx, num_streams, num_pilots]
     */
    public static PilotPattern of(Tensor mask, Tensor values) {
        if (mask.rank() != 4) {
            throw new ArgandException.ShapeMismatch(
                    "pilots",
                    "needs a mask [tx, streams, symbols, subcarriers], got " + mask.shape());
        }
        boolean[] used = mask.toBooleans();
        int streams = (int) (mask.dim(0) * mask.dim(1));
        int elements = (int) (mask.dim(2) * mask.dim(3));
        int[][] places = new int[streams][];
        for (int q = 0; q < streams; q++) {
            int first = q * elements;
            places[q] = IntStream.range(0, elements).filter(k -> used[first + k]).toArray();
            if (places[q].length != places[0].length) {
                throw new ArgandException.InvalidArgument(
                        "pilots",
                        places[0].length
                                + " pilots of one stream, "
                                + places[q].length
                                + " of another");
            }
        }
        int[][] active = active(checked(values, mask.shape(), places), streams);
        return new PilotPattern(mask.shape(), places, active, values);
    }

    /**
     * Whole OFDM symbols of pilots, random QPSK: in each, stream q of Q sends on every Q-th effective subcarrier from the
     * q-th on, with energy Q, so that the energy of a pilot element is 1 on average and no two streams meet.
     *
     * @param symbols OFDM symbols, ascending
     */
    public static PilotPattern kronecker(
            int numTx,
            int numStreams,
            int numOfdmSymbols,
            int numEffectiveSubcarriers,
            DType dtype,
            RandomStream random,
            int... symbols) {
        int streams = numTx * numStreams;
        checkSymbols(symbols, numOfdmSymbols);
        if (numEffectiveSubcarriers % streams != 0) {
            throw new ArgandException.InvalidArgument(
                    "pilots",
                    streams
                            + " streams do not share "
                            + numEffectiveSubcarriers
                            + " effective subcarriers equally");
        }
        int width = numEffectiveSubcarriers;
        int[] places =
                Arrays.stream(symbols)
                        .flatMap(s -> IntStream.range(s * width, (s + 1) * width))
                        .toArray();
        int[][] all = new int[streams][];
        Arrays.fill(all, places);
        double[] comb = new double[streams * places.length];
        for (int k = 0; k < comb.length; k++) {
            int stream = k / places.length;
            boolean own = places[k % places.length] % width % streams == stream;
            comb[k] = own ? Math.sqrt(streams) : 0;
        }
        Tensor values =
                qpsk(Tensor.of(Shape.of(numTx, numStreams, places.length), comb), dtype, random);
        Shape grid = Shape.of(numTx, numStreams, numOfdmSymbols, width);
        return new PilotPattern(grid, all, active(values, streams), values);
    }

    private static void checkSymbols(int[] symbols, int numOfdmSymbols) {
        boolean ascending =
                IntStream.range(1, symbols.length).allMatch(k -> symbols[k - 1] < symbols[k]);
        boolean inside = Arrays.stream(symbols).allMatch(s -> s >= 0 && s < numOfdmSymbols);
        if (symbols.length == 0 || !ascending || !inside) {
            throw new ArgandException.InvalidArgument(
                    "pilots",
                    "OFDM symbols count from 0 to "
                            + (numOfdmSymbols - 1)
                            + ", each once and ascending, got "
                            + Arrays.toString(symbols));
        }
    }

    /** Random QPSK of those amplitudes. */
    private static Tensor qpsk(Tensor amplitudes, DType dtype, RandomStream random) {
        Tensor quarter = random.integers(DType.INT32, amplitudes.shape(), 4).cast(dtype.real());
        Tensor angle = quarter.add(0.5).mul(Math.PI / 2);
        return Tensor.complex(angle.cos(), angle.sin())
                .mul(amplitudes.cast(dtype.real()))
                .realise();
    }

    /** Per stream, the numbers of its pilots that are not 0. */
    private static int[][] active(Tensor values, int streams) {
        boolean[] sent = values.equalTo(0).not().toBooleans();
        int each = sent.length / streams;
        int[][] active = new int[streams][];
        for (int q = 0; q < streams; q++) {
            int first = q * each;
            active[q] = IntStream.range(0, each).filter(p -> sent[first + p]).toArray();
        }
        return active;
    }

    /**
     * The same places with other values, which may be trained; none that was not 0 may become it.
     *
     * @param next complex [num_tx, num_streams, num_pilots]
     */
    public PilotPattern withValues(Tensor next) {
        return new PilotPattern(grid, places, active, checked(next, grid, places));
    }

    private static Tensor checked(Tensor values, Shape grid, int[][] places) {
        Shape expected =
                Shape.of(grid.dim(0), grid.dim(1), places.length == 0 ? 0 : places[0].length);
        if (!values.dtype().isComplex() || !values.shape().equals(expected)) {
            throw new ArgandException.ShapeMismatch(
                    "pilots",
                    "needs complex values "
                            + expected
                            + ", got "
                            + values.dtype()
                            + values.shape());
        }
        return values;
    }

    /** Resource elements of each stream that are its pilots, zeros included. */
    public int numPilots() {
        return places.length == 0 ? 0 : places[0].length;
    }

    /** Complex [num_tx, num_streams, num_pilots]. */
    public Tensor values() {
        return values;
    }

    /** The resource elements of a stream's pilots: symbol times subcarriers plus subcarrier. */
    int[] places(int stream) {
        return places.length == 0 ? new int[0] : places[stream];
    }

    /** Which of a stream's pilots are sent: numbers in the order of {@link #places}. */
    int[] active(int stream) {
        return active[stream];
    }

    /** Refuses a grid of another size. */
    void check(int numTx, int numStreams, int symbols, int subcarriers) {
        if (this != NONE && !grid.equals(Shape.of(numTx, numStreams, symbols, subcarriers))) {
            throw new ArgandException.ShapeMismatch(
                    "resourceGrid",
                    "pilots for "
                            + grid
                            + " in a grid of "
                            + Shape.of(numTx, numStreams, symbols, subcarriers));
        }
    }
}
