package org.argand.backend.cpu;

import org.argand.array.DType;
import org.argand.backend.BoxMuller;
import org.argand.backend.Distribution;
import org.argand.backend.Program.Key;
import org.argand.backend.Program.Random;

/**
 * Fills runs of elements with the random numbers of their row-major indices, as {@link org.argand.backend.Philox} defines
 * them: some hundred words at a time, and of these what is asked for.
 */
final class Draws {
    /** What makes words and normal numbers; package-private so that tests and benchmarks can wait for it. */
    static final Warm<RandomKernel> KERNEL =
            new Warm<>(new RandomScalarKernel(), () -> new RandomVectorKernel(), Draws::rehearse);

    /** Elements made at a time; those of complex types count twice. */
    private static final int LENGTH = 512;

    private static final long LOW = 0xFFFFFFFFL;
    private static final ThreadLocal<Draws> OWN = ThreadLocal.withInitial(Draws::new);

    private final long[] even = new long[LENGTH / 2 + 2];
    private final long[] odd = new long[LENGTH / 2 + 2];

    /** Those two, number by number; a run may begin and end within a block. */
    private final long[] words = new long[LENGTH + 4];

    private final double[] u = new double[LENGTH / 2 + 1];
    private final double[] v = new double[LENGTH / 2 + 1];

    /** Pairs of normal numbers, made of as many u and v. */
    private final double[] pairs = new double[LENGTH + 2];

    private Draws() {}

    /** Roughly how many operations an element costs, as {@link Frame#work} counts them. */
    static int work(Random source) {
        return source.dtype().components()
                * (source.distribution() == Distribution.NORMAL ? 50 : 20);
    }

    /** The numbers at indices {@code p …} that {@code key} draws. */
    static void fill(
            Distribution distribution, DType dtype, Key key, long p, int n, Object to, int at) {
        // A complex number is a pair of real ones, of half the variance each.
        int parts = dtype.isComplex() ? 2 : 1;
        Draws own = OWN.get();
        for (int k = 0; k < parts * n; k += LENGTH) {
            int count = Math.min(LENGTH, parts * n - k);
            long first = parts * p + k;
            int o = parts * at + k;
            switch (distribution) {
                case UNIFORM -> own.uniform(dtype, key, first, count, to, o);
                case NORMAL -> own.normal(dtype, key, first, count, to, o);
                case INTEGER -> own.integer(dtype, key, first, count, to, o);
            }
        }
    }

    private void uniform(DType dtype, Key key, long first, int n, Object to, int at) {
        if (dtype == DType.FLOAT32) {
            float[] out = (float[]) to;
            int w = words(key, first, n);
            for (int k = 0; k < n; k++) {
                out[at + k] = (word(w + k) >>> 8) * 0x1p-24f;
            }
        } else {
            double[] out = (double[]) to;
            int w = doubleWords(key, first, n);
            for (int k = 0; k < n; k++) {
                out[at + k] = (words[w + k] >>> 11) * 0x1p-53;
            }
        }
    }

    private void integer(DType dtype, Key key, long first, int n, Object to, int at) {
        long bound = key.bound();
        if (dtype == DType.INT32) {
            int[] out = (int[]) to;
            int w = words(key, first, n);
            for (int k = 0; k < n; k++) {
                out[at + k] = (int) (((word(w + k) & LOW) * bound) >>> 32);
            }
        } else if (bound <= 1L << 32) {
            long[] out = (long[]) to;
            int w = words(key, first, n);
            for (int k = 0; k < n; k++) {
                out[at + k] = ((word(w + k) & LOW) * bound) >>> 32;
            }
        } else {
            long[] out = (long[]) to;
            int w = doubleWords(key, first, n);
            for (int k = 0; k < n; k++) {
                out[at + k] = Math.unsignedMultiplyHigh(words[w + k], bound);
            }
        }
    }

    private void normal(DType dtype, Key key, long first, int n, Object to, int at) {
        int skipped = (int) (first & 1);
        int count = (skipped + n + 1) / 2;
        double scale = dtype.isComplex() ? -1 : -2;
        if (Storage.of(dtype) == Storage.FLOATS) {
            singlePairs(key, first >> 1, count);
            turn(scale, count);
            float[] out = (float[]) to;
            for (int k = 0; k < n; k++) {
                out[at + k] = (float) pairs[skipped + k];
            }
        } else {
            widePairs(key, first >> 1, count);
            turn(scale, count);
            System.arraycopy(pairs, skipped, to, at, n);
        }
    }

    /** Makes normal numbers of the uniform ones. */
    private void turn(double scale, int n) {
        KERNEL.get().turn(scale, u, v, n);
        for (int k = 0; k < n; k++) {
            pairs[2 * k] = u[k];
            pairs[2 * k + 1] = v[k];
        }
    }

    /** {@code n} pairs of 24 bits, the first of each in (0, 1). */
    private void singlePairs(Key key, long first, int n) {
        int w = doubleWords(key, first, n);
        for (int k = 0; k < n; k++) {
            double length = (((words[w + k] & LOW) >>> 8) + 1) * 0x1p-24;
            u[k] = Math.min(length, BoxMuller.MOST_SINGLE);
            v[k] = (words[w + k] >>> 40) * 0x1p-24;
        }
    }

    /** {@code n} pairs of 53 bits, the first of each in (0, 1). */
    private void widePairs(Key key, long first, int n) {
        int w = doubleWords(key, 2 * first, 2 * n);
        for (int k = 0; k < n; k++) {
            double length = ((words[w + 2 * k] >>> 11) + 1) * 0x1p-53;
            u[k] = Math.min(length, BoxMuller.MOST_WIDE);
            v[k] = (words[w + 2 * k + 1] >>> 11) * 0x1p-53;
        }
    }

    /** Makes words {@code first …}, {@code n} of them; returns which {@link #word} is the first. */
    private int words(Key key, long first, int n) {
        int skipped = (int) (first & 1);
        return 2 * doubleWords(key, first >> 1, (skipped + n + 1) / 2) + skipped;
    }

    private int word(int k) {
        return (int) (words[k >> 1] >>> (32 * (k & 1)));
    }

    /** Makes words two by two, {@code n} such pairs from pair {@code first} on; returns where they begin. */
    private int doubleWords(Key key, long first, int n) {
        int skipped = (int) (first & 1);
        int blocks = (skipped + n + 1) / 2;
        KERNEL.get().words(key.seed(), key.stream(), first >> 1, blocks, even, odd);
        for (int b = 0; b < blocks; b++) {
            words[2 * b] = even[b];
            words[2 * b + 1] = odd[b];
        }
        return skipped;
    }

    /** Whole vectors and a rest, of words and of pairs. */
    private static double rehearse(RandomKernel kernel) {
        int n = 41;
        long[] even = new long[n];
        long[] odd = new long[n];
        double[] u = new double[n];
        double[] v = new double[n];
        kernel.words(7, 1, 3, n, even, odd);
        for (int k = 0; k < n; k++) {
            u[k] = ((even[k] >>> 11) + 1) * 0x1p-53;
            v[k] = (odd[k] >>> 11) * 0x1p-53;
        }
        kernel.turn(-1, u, v, n);
        return n;
    }
}
