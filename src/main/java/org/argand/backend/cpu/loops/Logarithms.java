package org.argand.backend.cpu.loops;

import org.argand.backend.cpu.loops.Elementary.Sum;

/** Logarithms and angles of double numbers inside formulas, with the short polynomials of {@link Elementary}. */
record Logarithms(Elementary m) {
    private static final double ROOT_HALF = 0x1.6a09e667f3bcdp-1;
    private static final long EXPONENT = 0x7ff0_0000_0000_0000L;

    /** 2^52: in the low bits of its sum with an integer there is the integer. */
    private static final double INTEGER = 0x1p52;

    /** Where sums of squares neither overflow nor lose digits. */
    private static final double SMALL_SQUARE = 0x1p-900;

    private static final double LARGE_SQUARE = 0x1p1000;

    private static final double TAN_PI_8 = 0x1.a827999fcef32p-2;

    /** The base b of a logarithm: 1/log b and log 2/log b, each in two parts. */
    enum Base {
        E(1, 0, Elementary.LN2, Elementary.LN2_LOW),
        TWO(Elementary.PER_LN2, 0x1.777d0ffda0d24p-56, 1, 0),
        TEN(
                0x1.bcb7b1526e50ep-2,
                0x1.95355baaafad3p-57,
                0x1.34413509f79ffp-2,
                -0x1.9dc1da994fd21p-59);

        private final double unit;
        private final double unitLow;
        private final double two;
        private final double twoLow;

        Base(double unit, double unitLow, double two, double twoLow) {
            this.unit = unit;
            this.unitLow = unitLow;
            this.two = two;
            this.twoLow = twoLow;
        }

        /** 1/log b. */
        double unit() {
            return unit;
        }
    }

    /** The logarithm k·log 2 + f + rest of a number. */
    record Logarithm(Node k, Node f, Node rest) {}

    /** The longer and the shorter of two lengths. */
    record Legs(Node large, Node small, Node swapped) {}

    private Graph graph() {
        return m.graph();
    }

    Legs legs(Node x, Node y) {
        Graph g = graph();
        Node a = g.abs(x);
        Node b = g.abs(y);
        Node swapped = g.less(a, b);
        return new Legs(g.select(swapped, b, a), g.select(swapped, a, b), swapped);
    }

    /** |z|² for |z|² that is in range, or z = 0; infinite and NaN numbers are not. */
    Node square(Complex z) {
        Graph g = graph();
        Node h = g.fma(z.re(), z.re(), g.mul(z.im(), z.im()));
        requireRange(h, z);
        return h;
    }

    private void requireRange(Node h, Complex z) {
        Graph g = graph();
        g.require(g.less(h, m.number(LARGE_SQUARE)));
        if (!m.single()) {
            Node zero = g.and(m.isZero(z.re()), m.isZero(z.im()));
            g.require(g.or(g.less(m.number(SMALL_SQUARE), h), zero));
        }
    }

    /** x² + y² with its rounding error, where it is in range. */
    Sum squares(Complex z) {
        Graph g = graph();
        Legs legs = legs(z.re(), z.im());
        Node a = g.mul(legs.large, legs.large);
        Node b = g.mul(legs.small, legs.small);
        Node h = g.add(a, b);
        requireRange(h, z);
        Node low = g.add(g.sub(a, h), b);
        if (!m.single()) {
            Node error = g.fma(legs.large, legs.large, g.neg(a));
            low = g.add(low, g.add(error, g.fma(legs.small, legs.small, g.neg(b))));
        }
        return new Sum(h, low);
    }

    /** a + b with its rounding error. */
    Sum sum(Node a, Node b) {
        Graph g = graph();
        Node s = g.add(a, b);
        Node t = g.sub(s, a);
        return new Sum(s, g.add(g.sub(a, g.sub(s, t)), g.sub(b, t)));
    }

    /** Of a positive normal number; what comes out for 0 is of no use. */
    Logarithm log(Sum x) {
        Graph g = graph();
        Node bits = g.bits(x.high());
        Node biased =
                g.add(bits, g.literal(Elementary.ONE - Double.doubleToRawLongBits(ROOT_HALF)));
        Node exponent = g.and(biased, g.literal(EXPONENT));
        Node fraction = g.fromBits(g.add(g.sub(bits, exponent), g.literal(Elementary.ONE)));
        long integer = Double.doubleToRawLongBits(INTEGER);
        Node k =
                m.plus(
                        g.fromBits(g.or(g.shiftRightUnsigned(biased, 52), g.literal(integer))),
                        -INTEGER - 1023);
        Node f = m.plus(fraction, -1);
        if (isNothing(x.low())) {
            return rest(k, f, x.low());
        }
        Node scale = g.fromBits(g.sub(g.literal(2 * Elementary.ONE), exponent));
        Node low = g.mul(x.low(), scale);
        Node sum = g.add(f, low);
        return rest(k, sum, m.single() ? m.number(0) : g.add(g.sub(f, sum), low));
    }

    private static boolean isNothing(Node x) {
        return x.payload instanceof Double d && d == 0;
    }

    /** log(1 + f + low) = f − f²/2 + … + low/(1 + f); with s = f/(2 + f) the series of 2 artanh s. */
    private Logarithm rest(Node k, Node f, Node low) {
        Graph g = graph();
        Node square = g.mul(f, f);
        if (m.single()) {
            return new Logarithm(k, f, g.mul(square, g.polynomial(f, Minimax.LOG_SHORT)));
        }
        Node s = g.div(f, m.plus(f, 2));
        Node u = g.mul(s, s);
        Node series = m.times(g.mul(u, g.polynomial(u, Minimax.ATANH)), 2);
        Node half = m.times(square, 0.5);
        Node rest = g.sub(g.mul(s, g.add(half, series)), half);
        if (!isNothing(low)) {
            rest = g.add(rest, g.fma(g.neg(f), low, low));
        }
        return new Logarithm(k, f, rest);
    }

    /** The logarithm to a base, times a factor. */
    Node value(Logarithm l, Base base, double factor) {
        Graph g = graph();
        Node unit = m.number(base.unit * factor);
        Node two = m.number(base.two * factor);
        if (m.single()) {
            return g.fma(l.k, two, g.mul(g.add(l.f, l.rest), unit));
        }
        Node low = g.mul(l.k, m.number(base.twoLow * factor));
        low = g.fma(l.rest, unit, g.fma(l.f, m.number(base.unitLow * factor), low));
        return g.fma(l.k, two, g.fma(l.f, unit, low));
    }

    /** log(1 + x) for x ≥ 0. */
    Node log1p(Node x) {
        return value(log(sum(m.number(1), x)), Base.E, 1);
    }

    /** arsinh x, odd. */
    Node asinh(Node x) {
        Graph g = graph();
        Node a = g.abs(x);
        Node square = g.mul(a, a);
        Node root = g.sqrt(m.plus(square, 1));
        return g.copySign(log1p(g.add(a, g.div(square, m.plus(root, 1)))), x);
    }

    /** The angle of (x, y) in [−π, π], the sign of y deciding on the negative real axis; not where both are infinite. */
    Node angle(Node y, Node x) {
        Graph g = graph();
        Legs legs = legs(x, y);
        Node a = acute(legs.small, m.nonZero(legs.large));
        a = g.select(legs.swapped, lessThan(a, 1), a);
        a = g.select(m.isNegative(x), lessThan(a, 2), a);
        return g.copySign(a, y);
    }

    /** So many right angles less a. */
    private Node lessThan(Node a, int right) {
        Node rest = m.single() ? a : m.plus(a, -right * Elementary.HALF_PI_LOW);
        return graph().sub(m.number(right * Elementary.HALF_PI), rest);
    }

    /** arctan(small/large) in [0, π/4]; beyond π/8 as π/4 less an angle below it. */
    private Node acute(Node small, Node large) {
        Graph g = graph();
        if (m.single()) {
            Node q = g.div(small, large);
            Node u = g.mul(q, q);
            return g.fma(g.mul(q, u), g.polynomial(u, Minimax.ATAN_SHORT), q);
        }
        Node steep = g.less(m.times(large, TAN_PI_8), small);
        Node above = g.select(steep, g.sub(small, large), small);
        Node below = g.select(steep, g.add(small, large), large);
        Node q = g.div(above, below);
        Node u = g.mul(q, q);
        Node a = g.fma(g.mul(q, u), g.polynomial(u, Minimax.ATAN), q);
        Node shifted =
                g.add(m.number(Elementary.HALF_PI / 2), m.plus(a, Elementary.HALF_PI_LOW / 2));
        return g.select(steep, shifted, a);
    }
}
