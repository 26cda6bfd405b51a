package org.argand.backend.cpu.loops;

import static java.util.Map.entry;
import static org.argand.backend.cpu.loops.Widened.binary;
import static org.argand.backend.cpu.loops.Widened.length;
import static org.argand.backend.cpu.loops.Widened.unary;

import java.util.List;
import java.util.Map;
import org.argand.backend.cpu.loops.Elementary.Exponential;
import org.argand.backend.cpu.loops.Elementary.Scaled;
import org.argand.backend.cpu.loops.Elementary.SinCos;
import org.argand.backend.cpu.loops.Elementary.Sum;
import org.argand.backend.cpu.loops.Logarithms.Base;
import org.argand.backend.cpu.loops.Logarithms.Logarithm;

/** Formulas of functions of complex numbers. */
final class ComplexFormulas {
    static final Map<String, Formula> TABLE =
            Map.ofEntries(
                    entry("mul", (g, in) -> mul(g, in.get(0), in.get(1))),
                    entry("square", (g, in) -> square(g, in.getFirst())),
                    entry("abs", ComplexFormulas::abs),
                    entry("abs2", (g, in) -> List.of(abs2(g, in.getFirst()))),
                    entry("angle", length(ComplexFormulas::angle)),
                    entry("sgn", unary(ComplexFormulas::sgn)),
                    entry("div", binary(ComplexFormulas::div)),
                    entry("reciprocal", unary(ComplexFormulas::reciprocal)),
                    entry("sqrt", unary(ComplexFormulas::sqrt)),
                    entry("rsqrt", unary((m, z) -> reciprocal(m, sqrt(m, z)))),
                    entry("exp", unary(ComplexFormulas::exp)),
                    entry("exp2", unary(ComplexFormulas::exp2)),
                    entry("expm1", unary(ComplexFormulas::expm1)),
                    entry("log", unary((m, z) -> log(m, z, Base.E))),
                    entry("log2", unary((m, z) -> log(m, z, Base.TWO))),
                    entry("log10", unary((m, z) -> log(m, z, Base.TEN))),
                    entry("log1p", unary(ComplexFormulas::log1p)),
                    entry("sin", unary(ComplexFormulas::sin)),
                    entry("cos", unary(ComplexFormulas::cos)),
                    entry("tan", unary(ComplexFormulas::tan)),
                    entry("sinh", unary(ComplexFormulas::sinh)),
                    entry("cosh", unary(ComplexFormulas::cosh)),
                    entry("tanh", unary(ComplexFormulas::tanh)),
                    entry("sigmoid", unary(ComplexFormulas::sigmoid)),
                    entry("sinc", unary(ComplexFormulas::sinc)),
                    entry("asin", unary(ComplexInverses::asin)),
                    entry("acos", unary(ComplexInverses::acos)),
                    entry("atan", unary(ComplexInverses::atan)),
                    entry("asinh", unary(ComplexInverses::asinh)),
                    entry("acosh", unary(ComplexInverses::acosh)),
                    entry("atanh", unary(ComplexInverses::atanh)));

    private ComplexFormulas() {}

    /** Where a product overflows on the way, the reference scales. */
    private static List<Node> mul(Graph g, Value z, Value w) {
        Node re = g.fma(z.re(), w.re(), g.neg(g.mul(z.im(), w.im())));
        Node im = g.fma(z.re(), w.im(), g.mul(z.im(), w.re()));
        g.requireFinite(re, im);
        return List.of(re, im);
    }

    private static List<Node> square(Graph g, Value z) {
        Node re = g.mul(g.sub(z.re(), z.im()), g.add(z.re(), z.im()));
        Node product = g.mul(z.re(), z.im());
        g.requireFinite(re, product);
        return List.of(re, g.add(product, product));
    }

    private static Node abs2(Graph g, Value z) {
        return g.fma(z.re(), z.re(), g.mul(z.im(), z.im()));
    }

    /** |z| of floats with the power of two of the larger part apart; of doubles where |z|² is in range. */
    private static List<Node> abs(Graph g, List<Value> in) {
        Node x = in.getFirst().re();
        Node y = in.getFirst().im();
        if (x.kind != Kind.FLOAT) {
            Node h = new Logarithms(new Elementary(g, false)).square(new Complex(x, y));
            return List.of(g.sqrt(h));
        }
        // A number of exponent e times 2^(1−e) is near 1; 2^−126 is the least power that has a
        // reciprocal.
        Node infinity = g.literal(Float.floatToRawIntBits(Float.POSITIVE_INFINITY));
        Node exponent = g.max(g.and(g.bits(x), infinity), g.and(g.bits(y), infinity));
        exponent = g.max(exponent, g.literal(2 << 23));
        Node down = g.fromBits(g.sub(infinity, exponent));
        Node u = g.mul(x, down);
        Node v = g.mul(y, down);
        Node h = g.fma(u, u, g.mul(v, v));
        g.require(g.equal(h, h));
        Node up = g.fromBits(g.sub(exponent, g.literal(1 << 23)));
        return List.of(g.mul(g.sqrt(h), up));
    }

    private static Node angle(Elementary m, Complex z) {
        m.graph().requireFinite(z.re(), z.im());
        return new Logarithms(m).angle(z.im(), z.re());
    }

    private static Complex scale(Elementary m, Complex z, Node factor) {
        return new Complex(m.graph().mul(z.re(), factor), m.graph().mul(z.im(), factor));
    }

    /** z/|z|, and 0 at 0, whatever its signs. */
    private static Complex sgn(Elementary m, Complex z) {
        Graph g = m.graph();
        Node h = new Logarithms(m).square(z);
        Node zero = m.isZero(h);
        Node r = m.nonZero(g.sqrt(h));
        return new Complex(
                g.select(zero, m.number(0), g.div(z.re(), r)),
                g.select(zero, m.number(0), g.div(z.im(), r)));
    }

    /** z·conj(w)/|w|². */
    private static Complex div(Elementary m, Complex z, Complex w) {
        Graph g = m.graph();
        Logarithms l = new Logarithms(m);
        var _ = l.square(z);
        Node h = l.square(w);
        g.require(g.less(m.number(0), h));
        Node inverse = g.div(m.number(1), h);
        Node re = g.fma(z.re(), w.re(), g.mul(z.im(), w.im()));
        Node im = g.fma(z.im(), w.re(), g.neg(g.mul(z.re(), w.im())));
        return scale(m, new Complex(re, im), inverse);
    }

    /** conj(z)/|z|², with the signs of zero that (1 + 0i)/z has. */
    private static Complex reciprocal(Elementary m, Complex z) {
        Graph g = m.graph();
        Node h = new Logarithms(m).square(z);
        g.require(g.less(m.number(0), h));
        requireNormal(m, z.re());
        requireNormal(m, z.im());
        Node zero = m.number(0);
        Node re = g.fma(zero, z.im(), z.re());
        Node im = g.sub(g.mul(zero, z.re()), z.im());
        return scale(m, new Complex(re, im), g.div(m.number(1), h));
    }

    /** No subnormal part, which the reference scales and may lose with its sign. */
    private static void requireNormal(Elementary m, Node x) {
        Graph g = m.graph();
        if (!m.single()) {
            Node normal = g.lessEqual(m.number(Double.MIN_NORMAL), g.abs(x));
            g.require(g.or(m.isZero(x), normal));
        }
    }

    /** √z = t + i y/2t with t² = (|z| + |x|)/2 on the right; to the left of 0 the other way round. */
    static Complex sqrt(Elementary m, Complex z) {
        Graph g = m.graph();
        Node r = g.sqrt(new Logarithms(m).square(z));
        Node t = g.sqrt(m.times(g.add(g.abs(z.re()), r), 0.5));
        Node u = g.div(m.times(g.abs(z.im()), 0.5), m.nonZero(t));
        Node left = g.less(z.re(), m.number(0));
        return new Complex(g.select(left, u, t), g.copySign(g.select(left, t, u), z.im()));
    }

    private static Complex exp(Elementary m, Complex z) {
        requireExponent(m, z.re(), 1400);
        return polar(m, m.exp(z.re()), m.sinCos(z.im()));
    }

    /** A number, and beyond the bound of an exponential only where its product with any number but 0 is infinite. */
    private static void requireExponent(Elementary m, Node x, double bound) {
        double end = m.single() ? Double.POSITIVE_INFINITY : bound;
        m.graph().require(m.graph().less(x, m.number(end)));
    }

    private static void requireNumber(Elementary m, Node x) {
        m.graph().require(m.graph().equal(x, x));
    }

    static Complex polar(Elementary m, Scaled r, SinCos t) {
        return new Complex(m.value(r, t.cos()), m.value(r, t.sin()));
    }

    /** 2^x (cos + i sin)(y log 2). */
    private static Complex exp2(Elementary m, Complex z) {
        requireExponent(m, z.re(), 2000);
        return polar(m, m.exp2(z.re()), m.sinCosLn2(z.im()));
    }

    /** With t = sin(y/2), cos y is 1 − 2t²: Re s = (e^x − 1) − 2t² e^x. */
    private static Complex expm1(Elementary m, Complex z) {
        Graph g = m.graph();
        SinCos half = m.sinCos(m.times(z.im(), 0.5));
        Exponential e = m.exponential(bounded(m, z.re()));
        Node up = m.exp(e);
        Node twice = g.mul(m.times(half.sin(), 2), up);
        return new Complex(g.fma(g.neg(twice), half.sin(), m.expm1(e)), g.mul(twice, half.cos()));
    }

    /** x where hyperbolic functions are within range, or as good as infinite to floats. */
    private static Node bounded(Elementary m, Node x) {
        Graph g = m.graph();
        if (m.single()) {
            requireNumber(m, x);
            return m.clamp(x, -350, 350);
        }
        g.require(g.less(g.abs(x), m.number(700)));
        return x;
    }

    /** (log |z|² / 2 + i arg z)/log b. */
    private static Complex log(Elementary m, Complex z, Base base) {
        Logarithms l = new Logarithms(m);
        Sum h = l.squares(z);
        return log(m, l.log(h), m.isZero(h.high()), l.angle(z.im(), z.re()), base);
    }

    private static Complex log(Elementary m, Logarithm square, Node isZero, Node angle, Base base) {
        Node length = new Logarithms(m).value(square, base, 0.5);
        length = m.graph().select(isZero, m.number(Double.NEGATIVE_INFINITY), length);
        return new Complex(length, base == Base.E ? angle : m.times(angle, base.unit()));
    }

    /** With the rounding error of 1 + x in |1 + z|². */
    private static Complex log1p(Elementary m, Complex z) {
        Graph g = m.graph();
        Logarithms l = new Logarithms(m);
        Sum x = l.sum(m.number(1), z.re());
        Sum h = l.squares(new Complex(x.high(), z.im()));
        h = new Sum(h.high(), g.fma(m.times(x.high(), 2), x.low(), h.low()));
        return log(m, l.log(h), m.isZero(h.high()), l.angle(z.im(), x.high()), Base.E);
    }

    private static Complex sin(Elementary m, Complex z) {
        Graph g = m.graph();
        SinCos t = m.sinCos(z.re());
        Exponential e = m.exponential(bounded(m, z.im()));
        return new Complex(g.mul(t.sin(), m.cosh(e)), g.mul(t.cos(), m.sinh(e)));
    }

    private static Complex cos(Elementary m, Complex z) {
        Graph g = m.graph();
        SinCos t = m.sinCos(z.re());
        Exponential e = m.exponential(bounded(m, z.im()));
        return new Complex(g.mul(t.cos(), m.cosh(e)), g.neg(g.mul(t.sin(), m.sinh(e))));
    }

    private static Complex sinh(Elementary m, Complex z) {
        Graph g = m.graph();
        SinCos t = m.sinCos(z.im());
        Exponential e = m.exponential(bounded(m, z.re()));
        return new Complex(g.mul(m.sinh(e), t.cos()), g.mul(m.cosh(e), t.sin()));
    }

    private static Complex cosh(Elementary m, Complex z) {
        Graph g = m.graph();
        SinCos t = m.sinCos(z.im());
        Exponential e = m.exponential(bounded(m, z.re()));
        return new Complex(g.mul(m.cosh(e), t.cos()), g.mul(m.sinh(e), t.sin()));
    }

    /** (sinh x cosh x + i sin y cos y)/(sinh² x + cos² y): a sum of squares below, where nothing cancels near the poles. */
    private static Complex tanh(Elementary m, Complex z) {
        Graph g = m.graph();
        requireNumber(m, z.re());
        Exponential e = m.exponential(m.clamp(z.re(), -350, 350));
        Node s = m.sinh(e);
        SinCos t = m.sinCos(z.im());
        Node across = g.mul(t.sin(), t.cos());
        if (!m.single()) {
            Node saturated = g.less(m.number(350), g.abs(z.re()));
            across = g.select(saturated, g.mul(across, m.number(Double.MIN_VALUE)), across);
        }
        return scale(m, new Complex(g.mul(s, m.cosh(e)), across), inverse(m, s, t.cos()));
    }

    /** 1/(a² + b²), not at a pole. */
    private static Node inverse(Elementary m, Node a, Node b) {
        Graph g = m.graph();
        Node h = g.fma(a, a, g.mul(b, b));
        g.require(g.less(m.number(Double.MIN_NORMAL), h));
        return g.div(m.number(1), h);
    }

    /** tan z = −i tanh iz. */
    private static Complex tan(Elementary m, Complex z) {
        Graph g = m.graph();
        Complex t = tanh(m, new Complex(g.neg(z.im()), z.re()));
        return new Complex(t.im(), g.neg(t.re()));
    }

    /** With z/2 = x + iy it is (e^x sinh x + cos² y + i sin y cos y)/2(sinh² x + cos² y). */
    private static Complex sigmoid(Elementary m, Complex z) {
        Graph g = m.graph();
        // To the left the result vanishes as e^z, which floats do not see.
        Node x = m.times(z.re(), 0.5);
        g.require(m.single() ? g.isFinite(x) : g.less(m.number(-350), x));
        Exponential e = m.exponential(m.clamp(x, -350, 350));
        Node s = m.sinh(e);
        SinCos t = m.sinCos(m.times(z.im(), 0.5));
        Node square = g.mul(t.cos(), t.cos());
        Node re = g.fma(m.exp(e), s, square);
        if (m.single()) {
            // Where e^x is 0 even in double precision, so is the result, without a sign.
            re = g.select(g.less(z.re(), m.number(-745.14)), m.number(0), re);
        } else {
            Node adds = g.and(g.less(m.number(0.5), square), g.less(x, m.number(0)));
            re = g.select(adds, sumOfBoth(m, e, t), re);
        }
        Node inverse = m.times(inverse(m, s, t.cos()), 0.5);
        Complex quotient = scale(m, new Complex(re, g.mul(t.sin(), t.cos())), inverse);
        return new Complex(quotient.re(), vanishing(m, quotient.im(), z.re()));
    }

    /** (e^2x + cos 2y)/2, for a positive cosine. */
    private static Node sumOfBoth(Elementary m, Exponential e, SinCos t) {
        Graph g = m.graph();
        Node up = m.exp(e);
        Node cos = g.fma(t.cos(), t.cos(), g.neg(g.mul(t.sin(), t.sin())));
        return m.times(g.fma(up, up, cos), 0.5);
    }

    /** y, but 0 without a sign where it vanishes on the right, or beside 1 with e^−x. */
    private static Node vanishing(Elementary m, Node y, Node x) {
        Graph g = m.graph();
        Node least = m.number(Double.MIN_VALUE);
        if (m.single()) {
            least = g.select(g.less(m.number(30), x), m.number(0x1p-150), least);
        }
        Node vanishes = g.and(g.less(g.abs(y), least), g.lessEqual(m.number(0), x));
        return g.select(vanishes, m.number(0), y);
    }

    /** (sin πx cosh πy + i cos πx sinh πy)/πz. */
    private static Complex sinc(Elementary m, Complex z) {
        Graph g = m.graph();
        g.require(g.less(g.abs(z.im()), m.number(100)));
        requireNormal(m, z.im());
        SinCos t = m.turns(z.re());
        Exponential e = m.exponentialOfTurns(z.im());
        Node re = g.mul(t.sin(), m.cosh(e));
        Node im = g.mul(t.cos(), m.sinh(e));
        Node h = new Logarithms(m).square(z);
        Complex s =
                scale(
                        m,
                        new Complex(
                                g.fma(re, z.re(), g.mul(im, z.im())),
                                g.fma(im, z.re(), g.neg(g.mul(re, z.im())))),
                        g.div(m.number(1), m.times(m.nonZero(h), Math.PI)));
        // 1 − (πz)²/6 where the next term does not count.
        Node small = g.less(h, m.number(1e-10));
        Node square = g.mul(g.sub(z.re(), z.im()), g.add(z.re(), z.im()));
        Node product = m.times(g.mul(z.re(), z.im()), -Math.PI * Math.PI / 3);
        return new Complex(
                g.select(
                        small,
                        g.fma(square, m.number(-Math.PI * Math.PI / 6), m.number(1)),
                        s.re()),
                g.select(small, product, s.im()));
    }
}
