package org.argand.backend;

/**
 * Philox 4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw (SC'11), and the numbers drawn from it.
 *
 * <p>Element {@code index} of draw {@code stream} under {@code seed} owns the four 32-bit words w0 … w3 of the block with
 * key (seed low, seed high) and counter (index low, index high, stream low, stream high); any element can be computed
 * alone, on any device, in any order. From these words:
 *
 * <ul>
 *   <li>uniform float32: {@code (w0 >>> 8)·2⁻²⁴}; float64: 53 bits of {@code w1:w0}, times 2⁻⁵³; both in [0, 1)
 *   <li>normal: Box–Muller, {@code √(−2 ln u)·cos(2πv)} with u in (0, 1]; float32 takes u = ((w0 >>> 8) + 1)·2⁻²⁴ and v =
 *       (w1 >>> 8)·2⁻²⁴, float64 53 bits of w1:w0 (plus 1) and of w3:w2; computed in double and rounded once
 *   <li>complex normal CN(0, 1): {@code √(−ln u)·(cos 2πv + i sin 2πv)} of the same u and v
 *   <li>integer below a bound of at most 2³²: {@code (w0·bound) >>> 32}; above: the high 64 bits of {@code w1:w0·bound}; the
 *       bias is below bound·2⁻³² and bound·2⁻⁶⁴
 * </ul>
 */
public final class Philox {
    private static final long M0 = 0xD2511F53L;
    private static final long M1 = 0xCD9E8D57L;
    private static final int W0 = 0x9E3779B9;
    private static final int W1 = 0xBB67AE85;
    private static final long LOW = 0xFFFFFFFFL;
    private static final double TWO_PI = 2 * Math.PI;

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

    private static long joined(int low, int high) {
        return (low & LOW) | ((long) high << 32);
    }

    /** Uniform float32 for elements {@code first …}. */
    public static void uniform(long seed, long stream, long first, float[] out, int at, int n) {
        int[] w = new int[4];
        for (int k = 0; k < n; k++) {
            block(seed, stream, first + k, w);
            out[at + k] = (w[0] >>> 8) * 0x1p-24f;
        }
    }

    /** Uniform float64. */
    public static void uniform(long seed, long stream, long first, double[] out, int at, int n) {
        int[] w = new int[4];
        for (int k = 0; k < n; k++) {
            block(seed, stream, first + k, w);
            out[at + k] = (joined(w[0], w[1]) >>> 11) * 0x1p-53;
        }
    }

    /** Standard normal float32. */
    public static void normal(long seed, long stream, long first, float[] out, int at, int n) {
        int[] w = new int[4];
        for (int k = 0; k < n; k++) {
            block(seed, stream, first + k, w);
            double r = Math.sqrt(-2 * Math.log(((w[0] >>> 8) + 1) * 0x1p-24));
            out[at + k] = (float) (r * Math.cos(TWO_PI * ((w[1] >>> 8) * 0x1p-24)));
        }
    }

    /** Standard normal float64. */
    public static void normal(long seed, long stream, long first, double[] out, int at, int n) {
        int[] w = new int[4];
        for (int k = 0; k < n; k++) {
            block(seed, stream, first + k, w);
            double r = Math.sqrt(-2 * Math.log(((joined(w[0], w[1]) >>> 11) + 1) * 0x1p-53));
            out[at + k] = r * Math.cos(TWO_PI * ((joined(w[2], w[3]) >>> 11) * 0x1p-53));
        }
    }

    /** CN(0, 1) as complex64, interleaved from element {@code at}. */
    public static void complexNormal(long seed, long stream, long first, float[] out, int at, int n) {
        int[] w = new int[4];
        for (int k = 0; k < n; k++) {
            block(seed, stream, first + k, w);
            double r = Math.sqrt(-Math.log(((w[0] >>> 8) + 1) * 0x1p-24));
            double angle = TWO_PI * ((w[1] >>> 8) * 0x1p-24);
            out[2 * (at + k)] = (float) (r * Math.cos(angle));
            out[2 * (at + k) + 1] = (float) (r * Math.sin(angle));
        }
    }

    /** CN(0, 1) as complex128, interleaved from element {@code at}. */
    public static void complexNormal(long seed, long stream, long first, double[] out, int at, int n) {
        int[] w = new int[4];
        for (int k = 0; k < n; k++) {
            block(seed, stream, first + k, w);
            double r = Math.sqrt(-Math.log(((joined(w[0], w[1]) >>> 11) + 1) * 0x1p-53));
            double angle = TWO_PI * ((joined(w[2], w[3]) >>> 11) * 0x1p-53);
            out[2 * (at + k)] = r * Math.cos(angle);
            out[2 * (at + k) + 1] = r * Math.sin(angle);
        }
    }

    /** Uniform int32 below {@code bound}, at most 2³¹. */
    public static void integer(long seed, long stream, long first, long bound, int[] out, int at, int n) {
        int[] w = new int[4];
        for (int k = 0; k < n; k++) {
            block(seed, stream, first + k, w);
            out[at + k] = (int) (((w[0] & LOW) * bound) >>> 32);
        }
    }

    /** Uniform int64 below {@code bound}. */
    public static void integer(long seed, long stream, long first, long bound, long[] out, int at, int n) {
        int[] w = new int[4];
        for (int k = 0; k < n; k++) {
            block(seed, stream, first + k, w);
            out[at + k] =
                    bound <= 1L << 32
                            ? ((w[0] & LOW) * bound) >>> 32
                            : Math.unsignedMultiplyHigh(joined(w[0], w[1]), bound);
        }
    }
}
