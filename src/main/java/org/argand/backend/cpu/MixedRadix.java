package org.argand.backend.cpu;

import java.util.ArrayList;
import java.util.List;

/**
 * The transform of a length without large prime factors, by Stockham's autosort algorithm.
 *
 * <p>One pass over the data for each factor, from one pair of planes to the other; the results end in order. Stockham
 * (1966) in Van Loan, Computational Frameworks for the Fast Fourier Transform, 1992, section 1.7.
 *
 * <p>A long line is taken as a matrix of {@code a} rows of {@code b} numbers, so that vectors run along its rows: columns
 * are transformed, multiplied by {@code e^{−2πi jk/n}} and transposed, and the columns of that are transformed (section 3.3).
 */
final class MixedRadix<T> implements Fft<T> {
    /** The radices of passes, in the order in which they are tried; after these come larger primes. */
    static final int[] RADICES = {8, 4, 2, 3, 5, 7, 11, 13};

    /**
     * Primes beyond this cost more by their definition than by a convolution: in plain Java from here on, else somewhat later. A
     * length with two of them is no worse, as its convolution is long.
     */
    static final int LARGEST = 199;

    /** The radix of a last pass where it divides the length. */
    static final int LAST = 16;

    /** Rows and columns of a matrix have so many numbers at least: a vector of 512 bits. */
    private static final int ROW = 16;

    /** Numbers from which on a line is taken as a matrix; sixteen lines side by side would leave the first-level cache. */
    private static final int LONG = 1 << 8;

    /** Numbers from which on a matrix is done a few columns at a time, in the second-level cache. */
    private static final int LARGE = 1 << 15;

    /** Numbers of such a few columns. */
    private static final int COLUMNS = 1 << 13;

    private final FftArrays<T> arrays;
    private final int n;

    /** The rows and columns of the matrix; one column if the line is not taken as a matrix. */
    private final int a;

    private final int b;
    private final List<Stage<T>> first;
    private final List<Stage<T>> second;

    /** The factors e^{−2πi jk/n} of row k and column j. */
    private final Planes<T> turns;

    MixedRadix(FftArrays<T> arrays, int n) {
        this.arrays = arrays;
        this.n = n;
        this.a = rows(n);
        this.b = n / a;
        RootsOfUnity roots = new RootsOfUnity(n);
        this.first = Stage.all(arrays, a, radices(a), roots, b);
        this.second = Stage.all(arrays, b, radices(b), roots, a);
        double[] re = new double[b > 1 ? n : 0];
        double[] im = new double[re.length];
        for (int i = 0; i < re.length; i++) {
            long turn = (long) (i / b) * (i % b);
            re[i] = roots.cos(turn);
            im[i] = -roots.sin(turn);
        }
        this.turns = new Planes<>(arrays.table(re), arrays.table(im));
    }

    /** Whether butterflies of that radix have a formula of their own, other than the definition. */
    static boolean hasFormula(int radix) {
        return radix <= 8 || radix == LAST;
    }

    /** Whether that length has no prime factor that is too large. */
    static boolean fits(int n) {
        int rest = n;
        for (int p = 2; p <= LARGEST; p++) {
            while (rest % p == 0) {
                rest /= p;
            }
        }
        return rest == 1;
    }

    /** The radices of the passes for that length, which {@link #fits}; the last pass has no factors, so it is the largest. */
    private static List<Integer> radices(int n) {
        List<Integer> radices = new ArrayList<>();
        // Where the power of two is 64, two passes of radix 8 rather than one of 4 and one of 16.
        int last = n % LAST == 0 && Integer.lowestOneBit(n) != 64 ? LAST : 1;
        int rest = n / last;
        for (int radix : RADICES) {
            // Two passes of radix 4 rather than one of 8 and one of 2.
            while (rest % radix == 0 && !(radix == 8 && rest % 16 == 0 && rest % 32 != 0)) {
                radices.addFirst(radix);
                rest /= radix;
            }
        }
        for (int p = 17; rest > 1; p += 2) {
            while (rest % p == 0) {
                radices.addFirst(p);
                rest /= p;
            }
        }
        if (last > 1) {
            radices.add(last);
        }
        return radices;
    }

    /** The number of rows that makes the least work for a line of that length. */
    private static int rows(int n) {
        int best = n;
        double least = Double.POSITIVE_INFINITY;
        for (int rows = ROW; n >= LONG && (long) rows * ROW <= n; rows++) {
            if (n % rows == 0 && work(rows, n / rows) < least) {
                best = rows;
                least = work(rows, n / rows);
            }
        }
        return best;
    }

    /** Passes over so many rows and columns, counting lanes of vectors that stay empty; squares are better. */
    private static double work(int rows, int columns) {
        return radices(rows).size() * (double) Math.ceilDiv(columns, ROW) / columns
                + radices(columns).size() * (double) Math.ceilDiv(rows, ROW) / rows
                + 0.1 / ROW * Math.abs(Math.log((double) rows / columns));
    }

    /** An estimate of the time for a line in planes. */
    static double cost(int n) {
        int rows = rows(n);
        double passes = rows == n ? radices(n).size() : ROW * work(rows, n / rows) + 1;
        return n * (passes + 1);
    }

    @Override
    public int length() {
        return n;
    }

    @Override
    public int room() {
        return n;
    }

    @Override
    public boolean fillsVectors() {
        return b > 1;
    }

    @Override
    public Planes<T> transform(FftKernel<T> kernel, Planes<T> x, Planes<T> work, int lanes) {
        if (b > 1 && n >= LARGE) {
            columns(kernel, first, a, b, lanes, x, true, work);
            columns(kernel, second, b, a, lanes, work, false, x);
            return x;
        }
        Planes<T> y = Stage.run(first, kernel, x, work, b * lanes);
        if (b == 1) {
            return y;
        }
        Planes<T> z = y == x ? work : x;
        turn(kernel, y, 0, b, lanes, z);
        return Stage.run(second, kernel, z, y, a * lanes);
    }

    /** Transforms the columns of a matrix, some at a time, into the rows or the columns of another. */
    private void columns(
            FftKernel<T> kernel,
            List<Stage<T>> stages,
            int rows,
            int columns,
            int lanes,
            Planes<T> x,
            boolean turned,
            Planes<T> y) {
        int some = Math.clamp(COLUMNS / (rows * lanes), ROW, 4 * ROW);
        Workers.run(
                Math.ceilDiv(columns, some),
                t -> {
                    int start = t * some;
                    int count = Math.min(some, columns - start);
                    int row = count * lanes;
                    Planes<T> part = arrays.scratch(2, rows * some * lanes);
                    Planes<T> other = arrays.scratch(3, rows * some * lanes);
                    copy(x, start * lanes, columns * lanes, part, 0, row, row, rows);
                    Planes<T> done = Stage.run(stages, kernel, part, other, row);
                    if (!turned) {
                        copy(done, 0, row, y, start * lanes, columns * lanes, row, rows);
                        return;
                    }
                    turn(kernel, done, start, count, lanes, y);
                });
    }

    /** Multiplies the columns from {@code start} on by their factors, and makes them rows of y. */
    private void turn(
            FftKernel<T> kernel, Planes<T> x, int start, int count, int lanes, Planes<T> y) {
        int row = a * lanes;
        kernel.turn(x, 0, count * lanes, a, count, lanes, turns, start, b, y, start * row, row);
    }

    private static <T> void copy(
            Planes<T> x,
            int from,
            int pitch,
            Planes<T> y,
            int to,
            int newPitch,
            int row,
            int rows) {
        for (int i = 0; i < rows; i++) {
            System.arraycopy(x.re(), from + i * pitch, y.re(), to + i * newPitch, row);
            System.arraycopy(x.im(), from + i * pitch, y.im(), to + i * newPitch, row);
        }
    }
}
