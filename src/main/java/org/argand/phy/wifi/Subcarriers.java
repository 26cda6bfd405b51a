package org.argand.phy.wifi;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.argand.array.DType;
import org.argand.array.Shape;
import org.argand.phy.ofdm.OfdmModulator;
import org.argand.tensor.Tensor;

/**
 * The grid of 64 subcarriers and what is known on it: pilots and training fields (IEEE Std 802.11-2020 clause 17.3.3, 17.3.5.9 and
 * 17.3.5.10).
 *
 * <p>Subcarrier k, −32 to 31, stands at place k + 32. Transforms are unitary, so that data samples have the energy of 52 in 64.
 */
final class Subcarriers {
    static final int FFT_SIZE = 64;
    static final int PREFIX = 16;

    /** Samples of an OFDM symbol with its prefix. */
    static final int SYMBOL = FFT_SIZE + PREFIX;

    /** Samples of the short and of the long training field. */
    static final int TRAINING = 160;

    /** Samples before the first symbol of data: two training fields and the SIGNAL field. */
    static final int HEADER = 2 * TRAINING + SYMBOL;

    static final int DATA_COUNT = 48;
    static final int USED_COUNT = 52;
    static final double SAMPLE_RATE = 20e6;

    private static final int DC = FFT_SIZE / 2;
    private static final int EDGE = 26;

    /** Subcarriers −21, −7, 7, 21. */
    private static final int[] PILOT = {DC - 21, DC - 7, DC + 7, DC + 21};

    /** The long training symbol, subcarriers −26 to 26, equation (17-8). */
    private static final String LONG = "++--++-+-++++++--++-+-++++0+--++-+-+-----++--+-+-++++";

    private Subcarriers() {}

    /** Places of all that are used, in order. */
    static int[] used() {
        return IntStream.rangeClosed(DC - EDGE, DC + EDGE).filter(k -> k != DC).toArray();
    }

    /** Places of the data, in the order they are filled. */
    static int[] data() {
        return Arrays.stream(used()).filter(k -> Arrays.binarySearch(PILOT, k) < 0).toArray();
    }

    /** The grid with {@code x}, [..., n], at those places and zeros elsewhere, [..., 64]. */
    static Tensor onGrid(Tensor x, int[] places) {
        int[] from = new int[FFT_SIZE];
        // One zero behind them stands for all others.
        Arrays.fill(from, places.length);
        for (int k = 0; k < places.length; k++) {
            from[places[k]] = k;
        }
        return x.pad(-1, 0, 1).gather(Tensor.of(from).to(x.device()), -1);
    }

    /** Places of the four pilots. */
    static int[] pilots() {
        return PILOT.clone();
    }

    /** Numbers of those subcarriers, −26 to 26. */
    static double[] numbers(int[] places) {
        return Arrays.stream(places).mapToDouble(k -> k - DC).toArray();
    }

    /** The pilots of {@code symbols} OFDM symbols from symbol {@code first} on, SIGNAL being 0: ±1, float64 [symbols, 4]. */
    static Tensor pilotValues(int first, int symbols) {
        int[] polarity = Scrambler.sequence(0b1111111, 127);
        double[] values = new double[4 * symbols];
        for (int m = 0; m < symbols; m++) {
            int p = 1 - 2 * polarity[(first + m) % 127];
            for (int k = 0; k < 4; k++) {
                values[4 * m + k] = k == 3 ? -p : p;
            }
        }
        return Tensor.of(Shape.of(symbols, 4), values);
    }

    /** The long training symbol on the grid, ±1 and 0, float64 [64]. */
    static Tensor longTraining() {
        double[] grid = new double[FFT_SIZE];
        for (int k = 0; k < LONG.length(); k++) {
            grid[DC - EDGE + k] =
                    switch (LONG.charAt(k)) {
                        case '+' -> 1;
                        case '-' -> -1;
                        default -> 0;
                    };
        }
        return Tensor.of(grid);
    }

    /** The short training symbol on the grid, equation (17-6), complex128 [64]. */
    static Tensor shortTraining() {
        int[] signs = {1, -1, 1, -1, -1, 1, 0, -1, -1, 1, 1, 1, 1};
        double[] grid = new double[2 * FFT_SIZE];
        for (int k = 0; k < signs.length; k++) {
            int place = DC - 24 + 4 * k;
            grid[2 * place] = signs[k] * Math.sqrt(13 / 6.0);
            grid[2 * place + 1] = grid[2 * place];
        }
        return Tensor.ofInterleaved(Shape.of(FFT_SIZE), grid);
    }

    /** The samples of a grid of one symbol, without prefix, [64]. */
    static Tensor samples(Tensor grid) {
        return new OfdmModulator(FFT_SIZE, 0)
                .modulate(grid.cast(DType.COMPLEX128).expand(0))
                .reshape(FFT_SIZE);
    }
}
