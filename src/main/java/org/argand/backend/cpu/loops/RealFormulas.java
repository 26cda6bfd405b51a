package org.argand.backend.cpu.loops;

import static java.util.Map.entry;
import static org.argand.backend.cpu.loops.Widened.real;

import java.util.List;
import java.util.Map;
import org.argand.backend.cpu.loops.Elementary.Exponential;
import org.argand.backend.cpu.loops.Elementary.SinCos;
import org.argand.backend.cpu.loops.Elementary.Sum;
import org.argand.backend.cpu.loops.Logarithms.Base;

/** Formulas of functions of real numbers. */
final class RealFormulas {
    /** From here on tanh is 1. */
    private static final double SATURATED = 22;

    /** The least float or double that is an integer, as are all beyond. */
    private static final double INTEGER_FLOAT = 0x1p23;

    private static final double INTEGER_DOUBLE = 0x1p52;

    /** Less than this has a relative error of 2^−24 that is no normal float. */
    private static final float SMALL_SQUARE = 0x1p-100f;

    /** A function of one number in its own precision. */
    interface Unary {
        Node apply(Graph g, Node x);
    }

    private interface Binary {
        Node apply(Graph g, Node x, Node y);
    }

    static final Map<String, Formula> TABLE =
            Map.ofEntries(
                    entry("div", binary(Graph::div)),
                    entry("sqrt", unary(Graph::sqrt)),
                    entry("reciprocal", unary((g, x) -> g.div(g.literal(x, 1), x))),
                    entry("round", unary(RealFormulas::round)),
                    entry("floor", unary(RealFormulas::floor)),
                    entry("ceil", unary(RealFormulas::ceil)),
                    entry("trunc", unary(RealFormulas::trunc)),
                    entry("angle", real(RealFormulas::angle)),
                    entry("rsqrt", real((m, x) -> m.graph().div(m.number(1), m.graph().sqrt(x)))),
                    entry("exp", real((m, x) -> m.value(m.exp(x)))),
                    entry("exp2", real((m, x) -> m.value(m.exp2(x)))),
                    entry("expm1", real(RealFormulas::expm1)),
                    entry("log", real((m, x) -> log(m, x, Base.E))),
                    entry("log2", real((m, x) -> log(m, x, Base.TWO))),
                    entry("log10", real((m, x) -> log(m, x, Base.TEN))),
                    entry("log1p", real(RealFormulas::log1p)),
                    entry("sin", real((m, x) -> m.sinCos(x).sin())),
                    entry("cos", real((m, x) -> m.sinCos(x).cos())),
                    entry("tan", real(RealFormulas::tan)),
                    entry("sinc", real(RealFormulas::sinc)),
                    entry("sinh", real((m, x) -> m.sinh(m.exponential(bounded(m, x))))),
                    entry("cosh", real((m, x) -> m.cosh(m.exponential(bounded(m, x))))),
                    entry("tanh", real((m, x) -> m.tanh(saturated(m, x)))),
                    entry("sigmoid", real(RealFormulas::sigmoid)),
                    entry("asin", real(RealFormulas::asin)),
                    entry("acos", real(RealFormulas::acos)),
                    entry("atan", real((m, x) -> new Logarithms(m).angle(x, m.number(1)))),
                    entry("asinh", real(RealFormulas::asinh)),
                    entry("acosh", real(RealFormulas::acosh)),
                    entry("atanh", real(RealFormulas::atanh)),
                    entry(
                            "polar",
                            new Widened((m, in) -> polar(m, in.get(0).re(), in.get(1).re()))));

    private RealFormulas() {}

    static Formula unary(Unary f) {
        return (g, in) -> List.of(f.apply(g, in.getFirst().re()));
    }

    private static Formula binary(Binary f) {
        return (g, in) -> List.of(f.apply(g, in.getFirst().re(), in.getLast().re()));
    }

    /** Half to even: beyond the largest fraction the sum has room for integers only. */
    private static Node round(Graph g, Node x) {
        Node large = g.literal(x, x.kind == Kind.FLOAT ? INTEGER_FLOAT : INTEGER_DOUBLE);
        Node a = g.abs(x);
        Node nearest = g.copySign(g.sub(g.add(a, large), large), x);
        return g.select(g.less(a, large), nearest, x);
    }

    private static Node floor(Graph g, Node x) {
        Node nearest = round(g, x);
        Node below = g.copySign(g.sub(nearest, g.literal(x, 1)), x);
        return g.select(g.less(x, nearest), below, nearest);
    }

    private static Node ceil(Graph g, Node x) {
        return g.neg(floor(g, g.neg(x)));
    }

    private static Node trunc(Graph g, Node x) {
        return g.copySign(floor(g, g.abs(x)), x);
    }

    /** 0 or π by the sign. */
    private static Node angle(Elementary m, Node x) {
        Graph g = m.graph();
        Node a = g.select(m.isNegative(x), m.number(Math.PI), m.number(0));
        return g.select(g.equal(x, x), a, x);
    }

    /** x where hyperbolic functions are within range, or as good as infinite to floats. */
    private static Node bounded(Elementary m, Node x) {
        if (m.single()) {
            return m.clamp(x, -350, 350);
        }
        m.requireBelow(m.graph().abs(x), 700);
        return x;
    }

    private static Exponential saturated(Elementary m, Node x) {
        return m.exponential(m.clamp(x, -SATURATED, SATURATED));
    }

    private static Node expm1(Elementary m, Node x) {
        if (!m.single()) {
            m.requireBelow(x, 700);
        }
        return m.expm1(m.exponential(m.clamp(x, -700, 700)));
    }

    /** −∞ at 0, and NaN left of it. */
    private static Node log(Elementary m, Node x, Base base) {
        Graph g = m.graph();
        Node zero = m.number(0);
        if (!m.single()) {
            Node subnormal = g.and(g.less(zero, x), g.less(x, m.number(Double.MIN_NORMAL)));
            g.require(g.not(subnormal));
        }
        Logarithms logs = new Logarithms(m);
        Node y = logs.value(logs.log(new Sum(x, zero)), base, 1);
        y = g.select(g.less(x, m.number(Double.POSITIVE_INFINITY)), y, x);
        y = g.select(g.less(x, zero), m.number(Double.NaN), y);
        return g.select(m.isZero(x), m.number(Double.NEGATIVE_INFINITY), y);
    }

    /** −∞ at −1, and NaN left of it. */
    private static Node log1p(Elementary m, Node x) {
        Graph g = m.graph();
        Node end = m.number(-1);
        m.requireBelow(x, 0x1p1000);
        Node y = g.copySign(new Logarithms(m).log1p(x), x);
        return g.select(g.less(end, x), y, atEnd(m, x, end, Double.NEGATIVE_INFINITY));
    }

    /** A limit at the end of the range of a function, NaN beyond. */
    private static Node atEnd(Elementary m, Node x, Node end, double limit) {
        Graph g = m.graph();
        return g.select(g.equal(x, end), m.number(limit), m.number(Double.NaN));
    }

    /** 1/√x of floats, in floats: the quotient 1/r by the root r, mended by what either leaves. */
    static Node rsqrt(Graph g, Node x) {
        Node one = g.literal(1f);
        Node zero = g.literal(0f);
        // Of smaller numbers what the root leaves is subnormal.
        g.require(g.not(g.and(g.less(zero, x), g.less(x, g.literal(SMALL_SQUARE)))));
        Node root = g.sqrt(x);
        Node inverse = g.div(one, root);
        Node ofRoot = g.mul(g.fma(g.neg(root), root, x), g.mul(inverse, g.literal(0.5f)));
        Node rest = g.fma(g.neg(inverse), ofRoot, g.fma(g.neg(inverse), root, one));
        Node y = g.fma(rest, inverse, inverse);
        Node ordinary = g.and(g.less(zero, x), g.less(x, g.literal(Float.POSITIVE_INFINITY)));
        return g.select(ordinary, y, inverse);
    }

    private static Node tan(Elementary m, Node x) {
        SinCos t = m.sinCos(x);
        return m.graph().div(t.sin(), t.cos());
    }

    private static Node sinc(Elementary m, Node x) {
        Graph g = m.graph();
        Node sine = m.turns(x).sin();
        Node y = g.div(sine, m.times(x, Math.PI));
        return g.select(m.isZero(x), m.number(1), y);
    }

    /** 1/(1 + e^−|x|), to the left of 0 times e^x. */
    private static Node sigmoid(Elementary m, Node x) {
        Graph g = m.graph();
        Node e = m.value(m.exp(g.neg(g.abs(x))));
        Node up = g.select(g.less(x, m.number(0)), e, m.number(1));
        return g.div(up, m.plus(e, 1));
    }

    /** The cathetus √(1 − x²) of x. */
    private static Node cathetus(Elementary m, Node x) {
        Graph g = m.graph();
        return g.sqrt(g.fma(g.neg(x), x, m.number(1)));
    }

    /** An angle where x is a sine or cosine, else NaN. */
    private static Node ofSine(Elementary m, Node x, Node angle) {
        Graph g = m.graph();
        return g.select(g.lessEqual(g.abs(x), m.number(1)), angle, m.number(Double.NaN));
    }

    private static Node asin(Elementary m, Node x) {
        return ofSine(m, x, new Logarithms(m).angle(x, cathetus(m, x)));
    }

    private static Node acos(Elementary m, Node x) {
        return ofSine(m, x, new Logarithms(m).angle(cathetus(m, x), x));
    }

    private static Node asinh(Elementary m, Node x) {
        Graph g = m.graph();
        m.requireBelow(g.abs(x), 0x1p500);
        return g.select(g.equal(x, x), new Logarithms(m).asinh(x), x);
    }

    /** log(1 + t + √(2t + t²)) with t = x − 1; NaN left of 1. */
    private static Node acosh(Elementary m, Node x) {
        Graph g = m.graph();
        m.requireBelow(x, 0x1p500);
        Node t = m.plus(x, -1);
        Node root = g.sqrt(g.mul(t, m.plus(t, 2)));
        Node y = new Logarithms(m).log1p(g.add(t, root));
        return g.select(g.lessEqual(m.number(1), x), y, m.number(Double.NaN));
    }

    /** log(1 + 2|x|/(1 − |x|))/2, odd; NaN beyond 1. */
    private static Node atanh(Elementary m, Node x) {
        Graph g = m.graph();
        Node a = g.abs(x);
        Node end = m.number(1);
        Node ratio = g.div(m.times(a, 2), g.sub(end, a));
        Node y = m.times(new Logarithms(m).log1p(ratio), 0.5);
        y = g.select(g.less(a, end), y, atEnd(m, a, end, Double.POSITIVE_INFINITY));
        return g.copySign(y, x);
    }

    private static List<Node> polar(Elementary m, Node r, Node theta) {
        Graph g = m.graph();
        g.require(g.isFinite(r));
        SinCos t = m.sinCos(theta);
        return List.of(g.mul(r, t.cos()), g.mul(r, t.sin()));
    }
}
