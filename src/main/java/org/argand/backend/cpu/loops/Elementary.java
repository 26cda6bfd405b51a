package org.argand.backend.cpu.loops;

/**
 * Elementary functions of double numbers inside formulas. Where the result is going to be rounded to float ({@code single})
 * the operands are floats, so that squares neither overflow nor underflow, and shorter polynomials serve.
 */
record Elementary(Graph graph, boolean single) {
    /** Added to a moderate number it leaves the nearest integer in the low bits. */
    private static final double ROUNDING = 0x1.8p52;

    static final double PER_LN2 = 0x1.71547652b82fep0;
    static final double LN2 = 0x1.62e42fefa39efp-1;
    static final double LN2_LOW = 0x1.abc9e3b39803fp-56;
    private static final double PER_HALF_PI = 2 / Math.PI;
    static final double HALF_PI = 0x1.921fb54442d18p0;
    static final double HALF_PI_LOW = 0x1.1a62633145c07p-54;
    private static final double HALF_PI_LOWEST = -0x1.f1976b7ed8fbcp-110;

    /** Angles up to this are reduced here: the third part of π/2 leaves nothing to be wished for. */
    private static final double LARGE_ANGLE = 0x1p30;

    /** Beyond this twice a number of turns has no room for its rounding. */
    private static final double LARGE_TURN = 0x1p50;

    static final long ONE = Double.doubleToRawLongBits(1);

    /** A number that is a float or 0 does not change by it, but 0. */
    private static final double TINY = 1e-300;

    record SinCos(Node sin, Node cos) {}

    /** {@code e^x} and {@code e^−x}: x = n·log 2 + r; cosh r − 1, r, sinh r − r, 2^n and 2^−n. */
    record Exponential(Node x, Node cosh1, Node r, Node cubic, Node up, Node down) {}

    /** A number as the sum of two, of which the first is the nearest double. */
    record Sum(Node high, Node low) {}

    /** A number times two powers of two, the product of which may be beyond the range of numbers. */
    record Scaled(Node factor, Node power, Node power2) {}

    Node number(double x) {
        return graph.literal(x);
    }

    Node plus(Node x, double y) {
        return graph.add(x, number(y));
    }

    Node times(Node x, double y) {
        return graph.mul(x, number(y));
    }

    /** x between the bounds; NaN stays. */
    Node clamp(Node x, double low, double high) {
        Graph g = graph;
        Node below = g.select(g.less(number(high), x), number(high), x);
        return g.select(g.less(below, number(low)), number(low), below);
    }

    /** x, but for 0 something else, so that 0 can be divided by it. */
    Node nonZero(Node x) {
        return single ? plus(x, TINY) : graph.select(isZero(x), number(1), x);
    }

    /** Leaves to the reference what is not less than {@code bound}, but not NaN. */
    void requireBelow(Node x, double bound) {
        graph.require(graph.not(graph.lessEqual(number(bound), x)));
    }

    Node isZero(Node x) {
        return graph.equal(x, number(0));
    }

    /** Whether the sign bit is set. */
    Node isNegative(Node x) {
        return graph.less(graph.bits(x), graph.literal(0L));
    }

    /** The nearest integer, half to even, in the low bits of a number. */
    Node rounding(Node x) {
        return plus(x, ROUNDING);
    }

    /** The integer that is in the low bits. */
    Node rounded(Node shifted) {
        return plus(shifted, -ROUNDING);
    }

    /** 2^n of a whole number to which {@link #ROUNDING} has been added. */
    private Node power(Node shifted) {
        return graph.fromBits(
                graph.add(graph.shiftLeft(graph.bits(shifted), 52), graph.literal(ONE)));
    }

    private Node powerDown(Node shifted) {
        return graph.fromBits(
                graph.sub(graph.literal(ONE), graph.shiftLeft(graph.bits(shifted), 52)));
    }

    /** The parts of {@code e^±x} for |x| ≤ 700. */
    Exponential exponential(Node x) {
        return exponential(x, number(0));
    }

    /** Of x + low. */
    Exponential exponential(Node x, Node low) {
        Graph g = graph;
        Node shifted = g.fma(x, number(PER_LN2), number(ROUNDING));
        Node r = lessLn2(x, rounded(shifted));
        r = single || isLiteralZero(low) ? r : g.add(r, low);
        return new Exponential(x, cosh1(r), r, cubic(r), power(shifted), powerDown(shifted));
    }

    private Node lessLn2(Node x, Node n) {
        Node r = graph.fma(n, number(-LN2), x);
        return graph.fma(n, number(-LN2_LOW), r);
    }

    private Node cosh1(Node r) {
        Node u = graph.mul(r, r);
        return graph.mul(u, graph.polynomial(u, single ? Minimax.COSH_SHORT : Minimax.COSH));
    }

    private Node cubic(Node r) {
        Node u = graph.mul(r, r);
        Node s = graph.polynomial(u, single ? Minimax.SINH_SHORT : Minimax.SINH);
        return graph.mul(graph.mul(r, u), s);
    }

    /** {@code e^x}, whatever x: its powers of two wait until the other factors are known. */
    Scaled exp(Node x) {
        Graph g = graph;
        Node bounded = single ? clamp(x, -350, 350) : clamp(x, -1400, 1400);
        Node shifted = g.fma(bounded, number(PER_LN2), number(ROUNDING));
        Node n = rounded(shifted);
        return scaled(lessLn2(bounded, n), n, shifted);
    }

    /** {@code 2^x}, whatever x. */
    Scaled exp2(Node x) {
        Node bounded = single ? clamp(x, -500, 500) : clamp(x, -2000, 2000);
        Node shifted = rounding(bounded);
        Node n = rounded(shifted);
        Node rest = graph.sub(bounded, n);
        return scaled(times(rest, LN2), n, shifted);
    }

    /** {@code 2^n e^r}. */
    private Scaled scaled(Node r, Node n, Node shifted) {
        Graph g = graph;
        Node e = plus(g.add(r, g.add(cosh1(r), cubic(r))), 1);
        if (single) {
            return new Scaled(g.mul(e, power(shifted)), number(1), number(1));
        }
        Node half = g.fma(n, number(0.5), number(ROUNDING));
        Node other = rounding(g.sub(n, rounded(half)));
        return new Scaled(e, power(half), power(other));
    }

    Node value(Scaled s) {
        return single ? s.factor : graph.mul(graph.mul(s.factor, s.power), s.power2);
    }

    /** The product with a factor. */
    Node value(Scaled s, Node factor) {
        return value(new Scaled(graph.mul(s.factor, factor), s.power, s.power2));
    }

    Node exp(Exponential e) {
        return graph.fma(e.up, lessOne(e), e.up);
    }

    /** {@code e^x − 1}: 2^n (e^r − 1) + (2^n − 1), where nothing cancels. */
    Node expm1(Exponential e) {
        return graph.copySign(graph.fma(e.up, lessOne(e), plus(e.up, -1)), e.x);
    }

    private Node lessOne(Exponential e) {
        return graph.add(e.r, graph.add(e.cosh1, e.cubic));
    }

    Node sinh(Exponential e) {
        return graph.copySign(theorem(e, sinhLn2(e), coshLn2(e)).high, e.x);
    }

    Node cosh(Exponential e) {
        return theorem(e, coshLn2(e), sinhLn2(e)).high;
    }

    private Node coshLn2(Exponential e) {
        return times(graph.add(e.up, e.down), 0.5);
    }

    private Node sinhLn2(Exponential e) {
        return times(graph.sub(e.up, e.down), 0.5);
    }

    /** a cosh r + b sinh r, the addition theorem for n·log 2 and r. */
    private Sum theorem(Exponential e, Node a, Node b) {
        Graph g = graph;
        Node tail = g.fma(e.cosh1, a, g.mul(e.cubic, b));
        Node near = g.fma(e.r, b, a);
        if (single) {
            return new Sum(g.add(near, tail), number(0));
        }
        tail = g.add(tail, g.fma(e.r, b, g.sub(a, near)));
        Node sum = g.add(near, tail);
        return new Sum(sum, g.add(g.sub(near, sum), tail));
    }

    Node tanh(Exponential e) {
        Sum s = theorem(e, sinhLn2(e), coshLn2(e));
        Sum c = theorem(e, coshLn2(e), sinhLn2(e));
        return graph.copySign(quotient(s, c), e.x);
    }

    /** a/b: the quotient of the leading parts, mended by what it leaves. */
    private Node quotient(Sum a, Sum b) {
        Graph g = graph;
        if (single) {
            return g.div(a.high, b.high);
        }
        Node inverse = g.div(number(1), b.high);
        Node q = g.mul(a.high, inverse);
        Node left = g.add(g.fma(g.neg(q), b.high, a.high), g.fma(g.neg(q), b.low, a.low));
        return g.fma(left, inverse, q);
    }

    /** Sine and cosine of an angle that is not huge. */
    SinCos sinCos(Node x) {
        Graph g = graph;
        g.require(g.less(g.abs(x), number(LARGE_ANGLE)));
        Node shifted = g.fma(x, number(PER_HALF_PI), number(ROUNDING));
        return sinCos(x, number(0), shifted);
    }

    /** Of y·log 2, with its rounding error. */
    SinCos sinCosLn2(Node y) {
        Graph g = graph;
        g.require(g.less(g.abs(y), number(LARGE_ANGLE)));
        Node x = times(y, LN2);
        Node low = g.fma(y, number(LN2_LOW), g.fma(y, number(LN2), g.neg(x)));
        return sinCos(x, low, g.fma(x, number(PER_HALF_PI), number(ROUNDING)));
    }

    /** Of x + low, of which {@code shifted} says the quadrant. */
    private SinCos sinCos(Node x, Node low, Node shifted) {
        Graph g = graph;
        Node n = rounded(shifted);
        // The first difference is exact; of the second the error is known.
        Node near = g.fma(n, number(-HALF_PI), x);
        Node r = g.fma(n, number(-HALF_PI_LOW), near);
        if (!single) {
            Node rest = g.fma(n, number(-HALF_PI_LOW), g.sub(near, r));
            rest = g.fma(n, number(-HALF_PI_LOWEST), rest);
            if (!isLiteralZero(low)) {
                rest = g.add(rest, low);
                Node sum = g.add(r, rest);
                rest = g.add(g.sub(r, sum), rest);
                return turned(g.bits(shifted), g.select(isZero(sum), r, sum), rest);
            }
            return turned(g.bits(shifted), r, rest);
        }
        return turned(g.bits(shifted), r, low);
    }

    private static boolean isLiteralZero(Node x) {
        return x.payload instanceof Double d && d == 0;
    }

    /** The parts of {@code e^±πx}. */
    Exponential exponentialOfTurns(Node x) {
        Node y = times(x, 2 * HALF_PI);
        Node low = graph.fma(x, number(2 * HALF_PI), graph.neg(y));
        return exponential(y, graph.fma(x, number(2 * HALF_PI_LOW), low));
    }

    /** Sine and cosine of πx, exact at half integers. */
    SinCos turns(Node x) {
        Graph g = graph;
        g.require(g.less(g.abs(x), number(LARGE_TURN)));
        Node shifted = g.fma(x, number(2), number(ROUNDING));
        Node rest = g.fma(rounded(shifted), number(-0.5), x);
        Node angle = times(rest, 2 * HALF_PI);
        Node low = g.fma(rest, number(2 * HALF_PI), g.neg(angle));
        SinCos t = turned(g.bits(shifted), angle, g.fma(rest, number(2 * HALF_PI_LOW), low));
        return new SinCos(unsigned(t.sin), unsigned(t.cos));
    }

    /** x, but 0 for −0. */
    private Node unsigned(Node x) {
        return plus(x, 0);
    }

    /** Sine and cosine of r + low, turned by so many right angles. */
    private SinCos turned(Node quadrant, Node r, Node low) {
        Graph g = graph;
        Node u = g.mul(r, r);
        Node s = g.polynomial(u, single ? Minimax.SIN_SHORT : Minimax.SIN);
        Node c = g.polynomial(u, single ? Minimax.COS_SHORT : Minimax.COS);
        if (single) {
            s = g.mul(r, g.fma(u, s, number(1)));
            c = g.fma(u, c, number(1));
        } else {
            s = g.copySign(g.add(g.fma(g.mul(r, u), s, low), r), r);
            c = plus(g.fma(u, c, g.neg(g.mul(r, low))), 1);
        }
        Node odd = g.equal(g.and(quadrant, g.literal(1L)), g.literal(1L));
        Node top = g.literal(Long.MIN_VALUE);
        Node sinSign = g.and(g.shiftLeft(quadrant, 62), top);
        Node cosSign = g.and(g.shiftLeft(g.add(quadrant, g.literal(1L)), 62), top);
        return new SinCos(
                g.fromBits(g.xor(g.bits(g.select(odd, c, s)), sinSign)),
                g.fromBits(g.xor(g.bits(g.select(odd, s, c)), cosSign)));
    }
}
