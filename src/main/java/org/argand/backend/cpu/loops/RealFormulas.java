package org.argand.backend.cpu.loops;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;

/** Formulas of functions of real numbers. */
final class RealFormulas {
    /** A function of one number in its own precision. */
    private interface Unary {
        Node apply(Graph g, Node x);
    }

    /** A function of one number in double precision, whatever the precision of the number. */
    private interface Wide {
        Node apply(Elementary m, Node x);
    }

    static final Map<String, Formula> TABLE =
            Map.ofEntries(
                    entry("mul", (g, in) -> List.of(g.mul(in.get(0).re(), in.get(1).re()))),
                    entry("div", (g, in) -> List.of(g.div(in.get(0).re(), in.get(1).re()))),
                    entry("sqrt", unary(Graph::sqrt)),
                    entry("square", unary((g, x) -> g.mul(x, x))),
                    entry("exp", wide(Elementary::exp)));

    private RealFormulas() {}

    private static Formula unary(Unary f) {
        return (g, in) -> List.of(f.apply(g, in.getFirst().re()));
    }

    private static Formula wide(Wide f) {
        return (g, in) -> {
            Node x = in.getFirst().re();
            Elementary m = new Elementary(g, x.kind == Kind.FLOAT);
            return List.of(g.convert(f.apply(m, g.convert(x, Kind.DOUBLE)), x.kind));
        };
    }
}
