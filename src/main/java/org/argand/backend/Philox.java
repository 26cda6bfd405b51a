package org.argand.backend;

/**
 * Philox 4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw (SC'11), and the numbers
 * drawn from it.
 *
 * <p>Draw {@code stream} under {@code seed} owns an endless row of 32-bit words: word j is word j mod 4 of
 * the block with key (seed low, seed high) and counter (⌊j/4⌋ low, high, stream low, stream high). Any
 * element can be computed alone, on any device, in any order; element i takes
 *
 * <ul>
 *   <li>uniform float32: {@code (wᵢ >>> 8)·2⁻²⁴}; float64: the upper 53 bits of words 2i (low) and 2i+1
 *       (high), times 2⁻⁵³; both in [0, 1)
 *   <li>normal: Box–Muller, elements 2p and 2p+1 being {@code √(−2 ln u)·cos 2πv} and {@code …·sin 2πv} with
 *       u in (0, 1). float32: u = ((w >>> 8) + 1)·2⁻²⁴ of word 2p, but 1 − 2⁻²⁵ in place of 1, and
 *       v = (w >>> 8)·2⁻²⁴ of word 2p+1.
 *       float64: u and v likewise of 53 bits of words 4p, 4p+1 and 4p+2, 4p+3, at most 1 − 2⁻⁵³. Computed in double by
 *       {@link BoxMuller} and rounded once.
 *   <li>complex normal CN(0, 1): {@code √(−ln u)·(cos 2πv + i sin 2πv)} of the words of pair p = i
 *   <li>integer below a bound of at most 2³²: {@code (wᵢ·bound) >>> 32}; above: the high 64 bits of words
 *       2i, 2i+1 times the bound; the bias is below bound·2⁻³² and bound·2⁻⁶⁴
 * </ul>
 */
public final class Philox {
    private static final long M0 = 0xD2511F53L;
    private static final long M1 = 0xCD9E8D57L;
    private static final int W0 = 0x9E3779B9;
    private static final int W1 = 0xBB67AE85;
    private static final long LOW = 0xFFFFFFFFL;

    private Philox() {}

    /** The words w0 … w3. */
    public static void block(long seed, long stream, long index, int[] words) {
        int c0 = (int) index;
        int c1 = (int) (index >>> 32);
        int c2 = (int) stream;
        int c3 = (int) (stream >>> 32);
        int k0 = (int) seed;
        int k1 = (int) (seed >>> 32);
        for (int round = 0; round < 10; round++) {
            long p0 = M0 * (c0 & LOW);
            long p1 = M1 * (c2 & LOW);
            c0 = (int) (p1 >>> 32) ^ c1 ^ k0;
            c1 = (int) p1;
            c2 = (int) (p0 >>> 32) ^ c3 ^ k1;
            c3 = (int) p0;
            k0 += W0;
            k1 += W1;
        }
        words[0] = c0;
        words[1] = c1;
        words[2] = c2;
        words[3] = c3;
    }

    /** Reads one draw's words in order, a block at a time. */
    private static final class Words {
        private final long seed;
        private final long stream;
        private final int[] words = new int[4];
        private long loaded = -1;

        Words(long seed, long stream) {
            this.seed = seed;
            this.stream = stream;
        }

        int at(long j) {
            long b = j >>> 2;
            if (b != loaded) {
                block(seed, stream, b, words);
                loaded = b;
            }
            return words[(int) (j & 3)];
        }

        /** Words 2i (low) and 2i+1 (high). */
        long pair(long i) {
            return (at(2 * i) & LOW) | ((long) at(2 * i + 1) << 32);
        }

        /** 24 bits as a number of [0, 1). */
        double single(long j) {
            return (at(j) >>> 8) * 0x1p-24;
        }

        /** 53 bits as a number of [0, 1). */
        double wide(long i) {
            return (pair(i) >>> 11) * 0x1p-53;
        }

        /** 24 bits as a number of (0, 1). */
        double singleLength(long j) {
            return Math.min(single(j) + 0x1p-24, BoxMuller.MOST_SINGLE);
        }

        /** 53 bits as a number of (0, 1). */
        double wideLength(long i) {
            return Math.min(wide(i) + 0x1p-53, BoxMuller.MOST_WIDE);
        }
    }

    /** Uniform float32 for elements {@code first …}. */
    public static void uniform(long seed, long stream, long first, float[] out, int at, int n) {
        Words w = new Words(seed, stream);
        for (int k = 0; k < n; k++) {
            out[at + k] = (float) w.single(first + k);
        }
    }

    /** Uniform float64. */
    public static void uniform(long seed, long stream, long first, double[] out, int at, int n) {
        Words w = new Words(seed, stream);
        for (int k = 0; k < n; k++) {
            out[at + k] = w.wide(first + k);
        }
    }

    /** Standard normal float32. */
    public static void normal(long seed, long stream, long first, float[] out, int at, int n) {
        Words w = new Words(seed, stream);
        for (long i = first & ~1L; i < first + n; i += 2) {
            double r = BoxMuller.radius(w.singleLength(i));
            double turns = w.single(i + 1);
            if (i >= first) {
                out[at + (int) (i - first)] = (float) (r * BoxMuller.cos(turns));
            }
            if (i + 1 < first + n) {
                out[at + (int) (i + 1 - first)] = (float) (r * BoxMuller.sin(turns));
            }
        }
    }

    /** Standard normal float64. */
    public static void normal(long seed, long stream, long first, double[] out, int at, int n) {
        Words w = new Words(seed, stream);
        for (long i = first & ~1L; i < first + n; i += 2) {
            double r = BoxMuller.radius(w.wideLength(i));
            double turns = w.wide(i + 1);
            if (i >= first) {
                out[at + (int) (i - first)] = r * BoxMuller.cos(turns);
            }
            if (i + 1 < first + n) {
                out[at + (int) (i + 1 - first)] = r * BoxMuller.sin(turns);
            }
        }
    }

    /** CN(0, 1) as complex64, interleaved from element {@code at}. */
    public static void complexNormal(
            long seed, long stream, long first, float[] out, int at, int n) {
        Words w = new Words(seed, stream);
        for (int k = 0; k < n; k++) {
            double r = BoxMuller.complexRadius(w.singleLength(2 * (first + k)));
            double turns = w.single(2 * (first + k) + 1);
            out[2 * (at + k)] = (float) (r * BoxMuller.cos(turns));
            out[2 * (at + k) + 1] = (float) (r * BoxMuller.sin(turns));
        }
    }

    /** CN(0, 1) as complex128, interleaved from element {@code at}. */
    public static void complexNormal(
            long seed, long stream, long first, double[] out, int at, int n) {
        Words w = new Words(seed, stream);
        for (int k = 0; k < n; k++) {
            double r = BoxMuller.complexRadius(w.wideLength(2 * (first + k)));
            double turns = w.wide(2 * (first + k) + 1);
            out[2 * (at + k)] = r * BoxMuller.cos(turns);
            out[2 * (at + k) + 1] = r * BoxMuller.sin(turns);
        }
    }

    /** Uniform int32 below {@code bound}, at most 2³¹. */
    public static void integer(
            long seed, long stream, long first, long bound, int[] out, int at, int n) {
        Words w = new Words(seed, stream);
        for (int k = 0; k < n; k++) {
            out[at + k] = (int) (((w.at(first + k) & LOW) * bound) >>> 32);
        }
    }

    /** Uniform int64 below {@code bound}. */
    public static void integer(
            long seed, long stream, long first, long bound, long[] out, int at, int n) {
        Words w = new Words(seed, stream);
        for (int k = 0; k < n; k++) {
            out[at + k] =
                    bound <= 1L << 32
                            ? ((w.at(first + k) & LOW) * bound) >>> 32
                            : Math.unsignedMultiplyHigh(w.pair(first + k), bound);
        }
    }
}
