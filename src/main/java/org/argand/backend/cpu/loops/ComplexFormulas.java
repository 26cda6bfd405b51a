package org.argand.backend.cpu.loops;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;

/** Formulas of functions of complex numbers. */
final class ComplexFormulas {
    /** A function of one number in double precision, whatever the precision of the number. */
    private interface Wide {
        Complex apply(Elementary m, Complex z);
    }

    static final Map<String, Formula> TABLE =
            Map.ofEntries(
                    entry("mul", (g, in) -> mul(g, in.get(0), in.get(1))),
                    entry("abs2", (g, in) -> List.of(abs2(g, in.getFirst()))),
                    entry("exp", wide(ComplexFormulas::exp)));

    private ComplexFormulas() {}

    private static Formula wide(Wide f) {
        return (g, in) -> {
            Value z = in.getFirst();
            Kind kind = z.re().kind;
            Elementary m = new Elementary(g, kind == Kind.FLOAT);
            Complex s =
                    f.apply(
                            m,
                            new Complex(
                                    g.convert(z.re(), Kind.DOUBLE),
                                    g.convert(z.im(), Kind.DOUBLE)));
            return List.of(g.convert(s.re(), kind), g.convert(s.im(), kind));
        };
    }

    /** Where a product overflows on the way, the reference scales. */
    private static List<Node> mul(Graph g, Value z, Value w) {
        Node re = g.fma(z.re(), w.re(), g.neg(g.mul(z.im(), w.im())));
        Node im = g.fma(z.re(), w.im(), g.mul(z.im(), w.re()));
        Node zero = g.zero(re.kind);
        g.require(g.equal(g.fma(re, zero, g.mul(im, zero)), zero));
        return List.of(re, im);
    }

    private static Node abs2(Graph g, Value z) {
        return g.fma(z.re(), z.re(), g.mul(z.im(), z.im()));
    }

    private static Complex exp(Elementary m, Complex z) {
        Graph g = m.graph();
        Node e = m.exp(z.re());
        Elementary.SinCos t = m.sinCos(z.im());
        return new Complex(g.mul(e, t.cos()), g.mul(e, t.sin()));
    }
}
