package org.argand.backend.cpu.loops;

import java.util.List;

/**
 * The exponential of floats, in floats: vectors of floats have twice the lanes of vectors of doubles.
 *
 * <p>x = n·log 2 + r and e^x = 2^n + 2^n (e^r − 1), of which only the last sum is rounded where the result is subnormal. No
 * result is further from the exact one than 1.36 · 2^−24 of it (all floats were tried).
 */
final class FloatExponential implements Formula {
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

    private static final int FRACTION = 23;

    @Override
    public List<Node> apply(Graph g, List<Value> in) {
        Node x = in.getFirst().re();
        g.require(g.less(x, g.literal(LARGE)));
        Node small = g.literal(SMALL);
        Node bounded = g.select(g.less(x, small), small, x);
        Node n = rounded(g, g.fma(bounded, g.literal(PER_LN2), g.literal(ROUNDING)));
        Node high = g.fma(n, g.literal(-LN2), bounded);
        Node r = g.fma(n, g.literal(-LN2_LOW), high);
        Node square = g.mul(r, r);
        Node low = g.mul(n, g.literal(-LN2_LOW));
        Node rest = g.fma(square, g.polynomial(r, Minimax.EXP_FLOAT), low);
        Node power = power(g, n);
        Node e = g.fma(power, g.add(high, rest), power);
        return List.of(g.select(g.less(x, g.literal(LEAST)), g.literal(0f), e));
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
