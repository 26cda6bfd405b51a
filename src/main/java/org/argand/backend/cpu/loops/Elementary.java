package org.argand.backend.cpu.loops;

/** Elementary functions of double numbers inside formulas; shorter polynomials serve where the result is rounded to float. */
record Elementary(Graph graph, boolean single) {
    private static final double ROUNDING = 0x1.8p52;
    private static final double PER_LN2 = 1 / Math.log(2);
    private static final double LN2_HIGH = 0x1.62e42fefa39efp-1;
    private static final double LN2_LOW = 0x1.abc9e3b39803fp-56;
    private static final double[] EXP = {
        1 / 39916800.0,
        1 / 3628800.0,
        1 / 362880.0,
        1 / 40320.0,
        1 / 5040.0,
        1 / 720.0,
        1 / 120.0,
        1 / 24.0,
        1 / 6.0,
        0.5,
        1,
        1
    };
    private static final double[] EXP_SHORT = {
        1 / 5040.0, 1 / 720.0, 1 / 120.0, 1 / 24.0, 1 / 6.0, 0.5, 1, 1
    };

    record SinCos(Node sin, Node cos) {}

    /** {@code e^x}; does not hold where the result over- or underflows. */
    Node exp(Node x) {
        Graph g = graph;
        g.require(g.less(g.abs(x), g.literal(700.0)));
        Node shifted = g.fma(x, g.literal(PER_LN2), g.literal(ROUNDING));
        Node n = g.sub(shifted, g.literal(ROUNDING));
        Node r = g.fma(n, g.literal(-LN2_HIGH), x);
        r = g.fma(n, g.literal(-LN2_LOW), r);
        Node p = g.polynomial(r, single ? EXP_SHORT : EXP);
        // The low bits of the shifted number are n: they go to the exponent.
        return g.fromBits(g.add(g.bits(p), g.shiftLeft(g.bits(shifted), 52)));
    }

    /** Sine and cosine of a moderate angle. */
    SinCos sinCos(Node x) {
        Graph g = graph;
        g.require(g.less(g.abs(x), g.literal(1e5)));
        Node shifted = g.fma(x, g.literal(2 / Math.PI), g.literal(ROUNDING));
        Node n = g.sub(shifted, g.literal(ROUNDING));
        Node r = g.fma(n, g.literal(-0x1.921fb54442d18p0), x);
        r = g.fma(n, g.literal(-0x1.1a62633145c07p-54), r);
        Node r2 = g.mul(r, r);
        Node s =
                single
                        ? g.polynomial(r2, 1 / 362880.0, -1 / 5040.0, 1 / 120.0, -1 / 6.0)
                        : g.polynomial(
                                r2,
                                -1 / 1307674368000.0,
                                1 / 6227020800.0,
                                -1 / 39916800.0,
                                1 / 362880.0,
                                -1 / 5040.0,
                                1 / 120.0,
                                -1 / 6.0);
        s = g.fma(g.mul(r, r2), s, r);
        Node c =
                single
                        ? g.polynomial(r2, -1 / 3628800.0, 1 / 40320.0, -1 / 720.0, 1 / 24.0, -0.5)
                        : g.polynomial(
                                r2,
                                1 / 20922789888000.0,
                                -1 / 87178291200.0,
                                1 / 479001600.0,
                                -1 / 3628800.0,
                                1 / 40320.0,
                                -1 / 720.0,
                                1 / 24.0,
                                -0.5);
        c = g.fma(r2, c, g.literal(1.0));
        Node quadrant = g.bits(shifted);
        Node odd = g.equal(g.and(quadrant, g.literal(1L)), g.literal(1L));
        Node sin = g.select(odd, c, s);
        Node cos = g.select(odd, s, c);
        Node sinSign = g.shiftLeft(quadrant, 62);
        Node cosSign = g.shiftLeft(g.add(quadrant, g.literal(1L)), 62);
        Node top = g.literal(Long.MIN_VALUE);
        return new SinCos(
                g.fromBits(g.xor(g.bits(sin), g.and(sinSign, top))),
                g.fromBits(g.xor(g.bits(cos), g.and(cosSign, top))));
    }
}
