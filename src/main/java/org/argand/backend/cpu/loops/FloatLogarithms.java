package org.argand.backend.cpu.loops;

import org.jspecify.annotations.Nullable;

/**
 * Natural logarithms of floats, in floats: vectors of floats have twice the lanes of vectors of doubles.
 *
 * <p>x = 2^k (1 + f) with √½ ≤ 1 + f < √2, and log(1 + f) = f + f²·l(f). The bounds that are stated were found by trying all
 * floats.
 */
final class FloatLogarithms {
    private static final int ONE = Float.floatToRawIntBits(1);
    private static final int ROOT_HALF = Float.floatToRawIntBits(0x1.6a09e6p-1f);
    private static final int EXPONENT = 0x7f80_0000;
    private static final int FRACTION = 23;
    private static final int BIAS = 127;

    /** With so few bits that its product with k is exact. */
    private static final float LN2 = 0x1.62e4p-1f;

    private static final float LN2_LOW = 0x1.7f7d1cp-20f;

    /** Subnormal numbers become normal by this factor, 2^{@value #FRACTION}. */
    private static final float NORMAL = 0x1p23f;

    /** Beyond this 2^−k would be subnormal. */
    private static final float LARGE = 0x1p126f;

    /**
     * A positive normal number taken apart.
     *
     * @param exponent of 2^k, as bits
     */
    private record Parts(Node exponent, Node k, Node f) {
        static Parts of(Graph g, Node x) {
            Node bits = g.bits(x);
            Node biased = g.add(bits, g.literal(ONE - ROOT_HALF));
            Node exponent = g.and(biased, g.literal(EXPONENT));
            Node fraction = g.fromBits(g.add(g.sub(bits, exponent), g.literal(ONE)));
            Node k = g.convert(g.shiftRightUnsigned(biased, FRACTION), Kind.FLOAT);
            return new Parts(
                    exponent, g.sub(k, g.literal((float) BIAS)), g.sub(fraction, g.literal(1f)));
        }

        Node scaleDown(Graph g) {
            return g.fromBits(g.sub(g.literal(2 * ONE), exponent));
        }
    }

    private FloatLogarithms() {}

    /** log x, −∞ at 0 and NaN left of it: within 1.34 · 2^−24 of the result. */
    static Node log(Graph g, Node x) {
        Node zero = g.literal(0f);
        Node subnormal = g.less(x, g.literal(Float.MIN_NORMAL));
        Node normal = g.select(subnormal, g.mul(x, g.literal(NORMAL)), x);
        Parts parts = Parts.of(g, normal);
        Node k = g.sub(parts.k, g.select(subnormal, g.literal((float) FRACTION), zero));
        Node y = value(g, k, parts.f, null);
        y = g.select(g.less(x, g.literal(Float.POSITIVE_INFINITY)), y, x);
        y = g.select(g.less(x, zero), g.literal(Float.NaN), y);
        return g.select(g.equal(x, zero), g.literal(Float.NEGATIVE_INFINITY), y);
    }

    /** log(1 + x), −∞ at −1 and NaN left of it, where the logarithm of the nearest float to 1 + x is mended: within 1.51 · 2^−24 of the result. */
    static Node log1p(Graph g, Node x) {
        Node one = g.literal(1f);
        g.require(g.not(g.lessEqual(g.literal(LARGE), x)));
        Node sum = g.add(one, x);
        Node added = g.sub(sum, one);
        Node lost = g.add(g.sub(one, g.sub(sum, added)), g.sub(x, added));
        Parts parts = Parts.of(g, sum);
        Node y = value(g, parts.k, parts.f, g.mul(lost, parts.scaleDown(g)));
        y = g.select(g.equal(x, g.literal(0f)), x, y);
        Node end = g.literal(-1f);
        Node infinite = g.literal(Float.NEGATIVE_INFINITY);
        Node limit = g.select(g.equal(x, end), infinite, g.literal(Float.NaN));
        return g.select(g.less(end, x), y, limit);
    }

    /** k·log 2 + log(1 + f + low): the sum of the leading parts, and what it loses. No low is one of 0. */
    private static Node value(Graph g, Node k, Node f, @Nullable Node low) {
        Node high = g.mul(k, g.literal(LN2));
        Node sum = g.add(high, f);
        Node lost = g.sub(f, g.sub(sum, high));
        lost = low == null ? lost : g.add(lost, low);
        Node all = low == null ? f : g.add(f, low);
        Node rest = g.fma(k, g.literal(LN2_LOW), lost);
        Node square = g.mul(all, all);
        return g.add(sum, g.fma(square, g.polynomial(all, Minimax.LOG_FLOAT), rest));
    }
}
