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
        m.graph().require(m.graph().less(m.graph().abs(x), m.number(700)));
        return x;
    }

    private static Exponential saturated(Elementary m, Node x) {
        return m.exponential(m.clamp(x, -SATURATED, SATURATED));
    }

    private static Node expm1(Elementary m, Node x) {
        if (!m.single()) {
            m.graph().require(m.graph().less(x, m.number(700)));
        }
        return m.expm1(m.exponential(m.clamp(x, -700, 700)));
    }

    /** log |x|, −∞ at 0, of numbers that have logarithms. */
    private static Node log(Elementary m, Node x, Base base) {
        Graph g = m.graph();
        g.require(g.less(x, m.number(Double.POSITIVE_INFINITY)));
        Node zero = m.isZero(x);
        g.require(g.or(zero, g.lessEqual(m.number(Double.MIN_NORMAL), x)));
        Logarithms logs = new Logarithms(m);
        Node y = logs.value(logs.log(new Sum(x, m.number(0))), base, 1);
        return g.select(zero, m.number(Double.NEGATIVE_INFINITY), y);
    }

    private static Node log1p(Elementary m, Node x) {
        Graph g = m.graph();
        g.require(g.less(m.number(-1), x));
        g.require(g.less(x, m.number(0x1p1000)));
        return g.copySign(new Logarithms(m).log1p(x), x);
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
        g.require(g.lessEqual(g.abs(x), m.number(1)));
        return g.sqrt(g.fma(g.neg(x), x, m.number(1)));
    }

    private static Node asin(Elementary m, Node x) {
        return new Logarithms(m).angle(x, cathetus(m, x));
    }

    private static Node acos(Elementary m, Node x) {
        return new Logarithms(m).angle(cathetus(m, x), x);
    }

    private static Node asinh(Elementary m, Node x) {
        m.graph().require(m.graph().less(m.graph().abs(x), m.number(0x1p500)));
        return new Logarithms(m).asinh(x);
    }

    /** log(1 + t + √(2t + t²)) with t = x − 1. */
    private static Node acosh(Elementary m, Node x) {
        Graph g = m.graph();
        g.require(g.lessEqual(m.number(1), x));
        g.require(g.less(x, m.number(0x1p500)));
        Node t = m.plus(x, -1);
        Node root = g.sqrt(g.mul(t, m.plus(t, 2)));
        return new Logarithms(m).log1p(g.add(t, root));
    }

    /** log(1 + 2|x|/(1 − |x|))/2, odd. */
    private static Node atanh(Elementary m, Node x) {
        Graph g = m.graph();
        Node a = g.abs(x);
        g.require(g.less(a, m.number(1)));
        Node ratio = g.div(m.times(a, 2), g.sub(m.number(1), a));
        return g.copySign(m.times(new Logarithms(m).log1p(ratio), 0.5), x);
    }

    private static List<Node> polar(Elementary m, Node r, Node theta) {
        Graph g = m.graph();
        g.require(g.isFinite(r));
        SinCos t = m.sinCos(theta);
        return List.of(g.mul(r, t.cos()), g.mul(r, t.sin()));
    }
}
