package org.argand.backend.cpu.loops;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.argand.array.DType;
import org.argand.backend.Cast;
import org.argand.backend.ScalarFunction;

/** Formulas that round nothing: they compare, choose, convert, take apart or put together; and the arithmetic of integers. */
final class ExactFormulas {
    /** A function of real numbers or truth values in their own kind. */
    private interface Real {
        Node apply(Graph g, Node x, Node y);
    }

    /** Of any real type; those of truth values are among the others where they differ. */
    private static final Map<String, Formula> REAL =
            Map.ofEntries(
                    entry("real", real((g, x, _) -> x)),
                    entry("conj", real((g, x, _) -> x)),
                    entry("imag", real((g, x, _) -> g.zero(x.kind))),
                    entry("abs", real((g, x, _) -> g.abs(x))),
                    entry("abs2", real((g, x, _) -> g.mul(x, x))),
                    entry("square", real((g, x, _) -> g.mul(x, x))),
                    entry("mul", real(Graph::mul)),
                    entry("maximum", real(Graph::max)),
                    entry("minimum", real(Graph::min)),
                    entry("relu", real(ExactFormulas::relu)),
                    entry("sgn", real((g, x, _) -> sign(g, x))),
                    entry("sign", real((g, x, _) -> sign(g, x))),
                    entry("complex", (g, in) -> List.of(in.get(0).re(), in.get(1).re())),
                    entry("less", real(Graph::less)),
                    entry("less_equal", real(Graph::lessEqual)),
                    entry("greater", real((g, x, y) -> g.less(y, x))),
                    entry("greater_equal", real((g, x, y) -> g.lessEqual(y, x))),
                    entry("equal", real(Graph::equal)),
                    entry("not_equal", real((g, x, y) -> g.not(g.equal(x, y)))),
                    entry("isnan", real((g, x, _) -> g.not(g.equal(x, x)))),
                    entry("isfinite", real((g, x, _) -> isFinite(g, x))),
                    entry("isinf", real((g, x, _) -> isInfinite(g, x))));

    private static final Map<String, Formula> BOOL =
            Map.ofEntries(
                    entry("real", real((g, x, _) -> x)),
                    entry("less", real((g, x, y) -> g.and(g.not(x), y))),
                    entry("less_equal", real((g, x, y) -> g.or(g.not(x), y))),
                    entry("greater", real((g, x, y) -> g.and(x, g.not(y)))),
                    entry("greater_equal", real((g, x, y) -> g.or(x, g.not(y)))),
                    entry("equal", real((g, x, y) -> g.not(g.xor(x, y)))),
                    entry("not_equal", real(Graph::xor)),
                    entry("logical_not", real((g, x, _) -> g.not(x))),
                    entry("logical_and", real(Graph::and)),
                    entry("logical_or", real(Graph::or)),
                    entry("logical_xor", real(Graph::xor)));

    private static final Map<String, Formula> COMPLEX =
            Map.ofEntries(
                    entry("real", (g, in) -> List.of(in.getFirst().re())),
                    entry("imag", (g, in) -> List.of(in.getFirst().im())),
                    entry("conj", (g, in) -> conj(g, in.getFirst())),
                    entry("equal", (g, in) -> List.of(equal(g, in.get(0), in.get(1)))),
                    entry("not_equal", (g, in) -> List.of(g.not(equal(g, in.get(0), in.get(1))))),
                    entry("isnan", (g, in) -> List.of(g.not(equal(g, in.get(0), in.get(0))))),
                    entry("isfinite", (g, in) -> List.of(isFinite(g, in.getFirst()))),
                    entry("isinf", (g, in) -> List.of(isInfinite(g, in.getFirst()))));

    private ExactFormulas() {}

    /** The formula of that function for operands of these types. */
    static Optional<Formula> find(
            ScalarFunction function, List<DType> operands, DType result) {
        DType d = operands.getLast();
        String label = function.label();
        if (label.equals(new Cast(result).label())) {
            return Optional.of(
                    d == result
                            ? Componentwise.of((_, x, _) -> x)
                            : (g, in) -> cast(g, in.getFirst(), result));
        }
        if (label.equals("where") && operands.getFirst() == DType.BOOL && operands.get(1) == d) {
            return Optional.of(ExactFormulas::where);
        }
        if (operands.stream().anyMatch(o -> o != d)) {
            return Optional.empty();
        }
        Map<String, Formula> table = d.isComplex() ? COMPLEX : d == DType.BOOL ? BOOL : REAL;
        return Optional.ofNullable(table.get(label));
    }

    private static Formula real(Real f) {
        return (g, in) -> List.of(f.apply(g, in.getFirst().re(), in.getLast().re()));
    }

    private static List<Node> conj(Graph g, Value z) {
        return List.of(z.re(), g.neg(z.im()));
    }

    /** NaN stays NaN. */
    private static Node relu(Graph g, Node x, Node unused) {
        Node zero = g.zero(x.kind);
        return g.select(g.lessEqual(x, zero), zero, x);
    }

    private static Node sign(Graph g, Node x) {
        Node zero = g.zero(x.kind);
        Node one = g.literal(x, 1);
        Node positive = g.select(g.less(zero, x), one, x);
        return g.select(g.less(x, zero), g.neg(one), positive);
    }

    private static Node equal(Graph g, Value z, Value w) {
        return g.and(g.equal(z.re(), w.re()), g.equal(z.im(), w.im()));
    }

    private static Node isFinite(Graph g, Value z) {
        return g.and(isFinite(g, z.re()), isFinite(g, z.im()));
    }

    private static Node isInfinite(Graph g, Value z) {
        return g.or(isInfinite(g, z.re()), isInfinite(g, z.im()));
    }

    /** Integers always are. */
    private static Node isFinite(Graph g, Node x) {
        return x.kind.isFloating() ? g.isFinite(x) : g.equal(x, x);
    }

    private static Node isInfinite(Graph g, Node x) {
        return x.kind.isFloating()
                ? g.equal(g.abs(x), g.literal(x, Double.POSITIVE_INFINITY))
                : g.not(g.equal(x, x));
    }

    private static List<Node> where(Graph g, List<Value> in) {
        Node p = in.get(0).re();
        Value a = in.get(1);
        Value b = in.get(2);
        Node re = g.select(p, a.re(), b.re());
        return a.isComplex() ? List.of(re, g.select(p, a.im(), b.im())) : List.of(re);
    }

    /** Integers to floating types are rounded once; floating to integer types truncate and saturate. */
    private static List<Node> cast(Graph g, Value v, DType to) {
        Kind kind = Kind.of(to);
        if (to == DType.BOOL) {
            return List.of(truth(g, v));
        }
        Node re = number(g, v.re(), kind);
        return to.isComplex()
                ? List.of(re, v.isComplex() ? number(g, v.im(), kind) : g.zero(kind))
                : List.of(re);
    }

    private static Node truth(Graph g, Value v) {
        if (v.dtype() == DType.BOOL) {
            return v.re();
        }
        Node zero = isZero(g, v.re());
        return g.not(v.isComplex() ? g.and(zero, isZero(g, v.im())) : zero);
    }

    private static Node isZero(Graph g, Node x) {
        return g.equal(x, g.zero(x.kind));
    }

    private static Node number(Graph g, Node x, Kind kind) {
        if (!x.kind.isMask()) {
            return g.convert(x, kind);
        }
        Node one = g.literal(g.zero(kind), 1);
        return g.select(x, one, g.zero(kind));
    }
}
