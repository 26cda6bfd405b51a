package org.argand.backend.cpu.loops;

/**
 * Exponentials of floats, in floats: vectors of floats have twice the lanes of vectors of doubles.
 *
 * <p>x = n·log 2 + r, and e^r = 1 + r + r²·e(r). The bounds that are stated were found by trying all floats.
 */
final class FloatExponentials {
    /** Added to a moderate number it leaves the nearest integer in the low bits. */
    private static final float ROUNDING = 0x1.8p23f;

    private static final float PER_LN2 = 0x1.715476p0f;
    private static final float LN2 = 0x1.62e43p-1f;
    private static final float LN2_LOW = -0x1.05c61p-29f;

    /** From here on 2^n would overflow before e^x does. */
    private static final float LARGE = 88.37f;

    /** From here down the nearest power of two is the least number. */
    private static final float SMALL = -103.5f;

    /** Less than this is nearer to 0. */
    private static final float LEAST = -0x1.9fe368p6f;

    /** From here down e^x − 1 is −1. */
    private static final float NOTHING = -25;

    /** From here down the logistic function is e^x, and what that has lost is soon subnormal. */
    private static final float FAR_LEFT = -70;

    private static final int FRACTION = 23;

    /**
     * A number taken apart.
     *
     * @param shifted n with {@link #ROUNDING} added to it
     * @param n the number of times log 2
     * @param high r but for the error of log 2, exactly
     * @param r the rest
     */
    private record Parts(Node shifted, Node n, Node high, Node r) {
        static Parts of(Graph g, Node x) {
            Node shifted = g.fma(x, g.literal(PER_LN2), g.literal(ROUNDING));
            Node n = rounded(g, shifted);
            Node high = g.fma(n, g.literal(-LN2), x);
            return new Parts(shifted, n, high, g.fma(n, g.literal(-LN2_LOW), high));
        }

        /** e^r − 1 − high. */
        Node rest(Graph g, double[] coefficients) {
            Node low = g.mul(n, g.literal(-LN2_LOW));
            return g.fma(g.mul(r, r), g.polynomial(r, coefficients), low);
        }
    }

    private FloatExponentials() {}

    /**
     * e^x = 2^n + 2^n (e^r − 1), of which only the last sum is rounded where the result is subnormal: within 1.36 · 2^−24 of the
     * result.
     */
    static Node exp(Graph g, Node x) {
        g.require(g.not(g.lessEqual(g.literal(LARGE), x)));
        Node small = g.literal(SMALL);
        Parts parts = Parts.of(g, g.select(g.less(x, small), small, x));
        Node power = power(g, parts.n);
        Node e = g.fma(power, g.add(parts.high, parts.rest(g, Minimax.EXP_FLOAT)), power);
        return g.select(g.less(x, g.literal(LEAST)), g.literal(0f), e);
    }

    /**
     * e^x − 1 = (2^n − 1) + 2^n·high + 2^n·rest, and what the first difference and the first sum lose: within 1.35 · 2^−24 of
     * the result.
     */
    static Node expm1(Graph g, Node x) {
        g.require(g.not(g.lessEqual(g.literal(LARGE), x)));
        Node nothing = g.literal(NOTHING);
        Parts parts = Parts.of(g, g.select(g.less(x, nothing), nothing, x));
        Node power = normal(g, parts.shifted);
        Node one = g.literal(1f);
        Node less = g.sub(power, one);
        Node high = g.mul(power, parts.high);
        Node sum = g.add(less, high);
        Node lost = g.add(g.sub(high, g.sub(sum, less)), g.sub(g.sub(power, less), one));
        Node y = g.add(sum, g.fma(power, parts.rest(g, Minimax.EXPM1_FLOAT), lost));
        return g.select(g.equal(x, g.literal(0f)), x, y);
    }

    /**
     * 1/(1 + e), left of 0 e/(1 + e), with e = e^−|x|: the quotient mended by what it leaves, and by what e and the sum have lost:
     * within 1.36 · 2^−24 of the result.
     */
    static Node sigmoid(Graph g, Node x) {
        Node small = g.literal(SMALL);
        Node down = g.neg(g.abs(x));
        Parts parts = Parts.of(g, g.select(g.less(down, small), small, down));
        Node power = power(g, parts.n);
        Node one = g.literal(1f);
        Node zero = g.literal(0f);
        Node less1 = g.add(parts.high, parts.rest(g, Minimax.EXP_FLOAT));
        Node e = g.fma(power, less1, power);
        Node eLow = g.sub(g.mul(power, less1), g.sub(e, power));
        Node sum = g.add(one, e);
        Node sumLow = g.add(g.sub(e, g.sub(sum, one)), eLow);
        Node left = g.less(x, zero);
        Node up = g.select(left, e, one);
        Node upLow = g.select(left, eLow, zero);
        Node inverse = g.div(one, sum);
        Node q = g.mul(up, inverse);
        Node rest = g.sub(g.fma(g.neg(q), sum, up), g.fma(q, sumLow, g.neg(upLow)));
        Node y = g.select(g.less(x, g.literal(FAR_LEFT)), e, g.fma(rest, inverse, q));
        return g.select(g.less(x, g.literal(LEAST)), zero, y);
    }

    private static Node rounded(Graph g, Node shifted) {
        return g.sub(shifted, g.literal(ROUNDING));
    }

    /** 2^n, which may be subnormal, as the product of two powers that are not. */
    private static Node power(Graph g, Node n) {
        Node half = g.fma(n, g.literal(0.5f), g.literal(ROUNDING));
        Node other = g.add(g.sub(n, rounded(g, half)), g.literal(ROUNDING));
        return g.mul(normal(g, half), normal(g, other));
    }

    /** 2^n of a whole number to which {@link #ROUNDING} has been added. */
    private static Node normal(Graph g, Node shifted) {
        Node one = g.literal(Float.floatToRawIntBits(1));
        return g.fromBits(g.add(g.shiftLeft(g.bits(shifted), FRACTION), one));
    }
}
