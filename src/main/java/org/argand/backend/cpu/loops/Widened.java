package org.argand.backend.cpu.loops;

import java.util.List;

/**
 * A formula in double numbers, whatever the precision of operands and result: that of floats is rounded once.
 *
 * @param rule the operands, of which the imaginary part of a real one is 0, to the parts of the result
 */
record Widened(Rule rule) implements Formula {
    interface Rule {
        List<Node> apply(Elementary m, List<Complex> in);
    }

    interface Real {
        Node apply(Elementary m, Node x);
    }

    interface Real2 {
        Node apply(Elementary m, Node x, Node y);
    }

    interface Unary {
        Complex apply(Elementary m, Complex z);
    }

    interface Binary {
        Complex apply(Elementary m, Complex z, Complex w);
    }

    /** A real function of a complex number. */
    interface Length {
        Node apply(Elementary m, Complex z);
    }

    static Formula real(Real f) {
        return new Widened((m, in) -> List.of(f.apply(m, in.getFirst().re())));
    }

    static Formula real2(Real2 f) {
        return new Widened((m, in) -> List.of(f.apply(m, in.getFirst().re(), in.getLast().re())));
    }

    static Formula unary(Unary f) {
        return new Widened((m, in) -> f.apply(m, in.getFirst()).parts());
    }

    static Formula binary(Binary f) {
        return new Widened((m, in) -> f.apply(m, in.getFirst(), in.getLast()).parts());
    }

    static Formula length(Length f) {
        return new Widened((m, in) -> List.of(f.apply(m, in.getFirst())));
    }

    @Override
    public List<Node> apply(Graph g, List<Value> in) {
        Kind kind = in.getFirst().re().kind;
        List<Complex> wide =
                in.stream()
                        .map(v ->
                                new Complex(
                                        g.convert(v.re(), Kind.DOUBLE),
                                        g.convert(v.im(), Kind.DOUBLE)))
                        .toList();
        return rule.apply(new Elementary(g, kind == Kind.FLOAT), wide).stream()
                .map(r -> g.convert(r, kind))
                .toList();
    }
}
