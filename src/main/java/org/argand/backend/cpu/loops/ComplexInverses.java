package org.argand.backend.cpu.loops;

/**
 * Inverse trigonometric and hyperbolic functions by Kahan's formulas (Branch Cuts for Complex Elementary Functions, 1987):
 * sums of terms of one sign, and signed zeros that take the right side of each cut.
 */
final class ComplexInverses {
    private ComplexInverses() {}

    /** √(1 − z) and √(1 + z). */
    private record Roots(Complex less, Complex more) {}

    private static Roots roots(Elementary m, Complex z) {
        Graph g = m.graph();
        Complex less = new Complex(g.sub(m.number(1), z.re()), g.neg(z.im()));
        return new Roots(ComplexFormulas.sqrt(m, less), onePlusRoot(m, z));
    }

    private static Complex onePlusRoot(Elementary m, Complex z) {
        return ComplexFormulas.sqrt(m, new Complex(m.plus(z.re(), 1), z.im()));
    }

    /** Re(conj(a)·b). */
    private static Node along(Graph g, Complex a, Complex b) {
        return g.fma(a.re(), b.re(), g.mul(a.im(), b.im()));
    }

    /** Im(conj(a)·b). */
    private static Node across(Graph g, Complex a, Complex b) {
        return g.fma(a.re(), b.im(), g.neg(g.mul(a.im(), b.re())));
    }

    static Complex asin(Elementary m, Complex z) {
        Graph g = m.graph();
        Logarithms l = new Logarithms(m);
        Roots r = roots(m, z);
        Complex a = r.less;
        Complex b = r.more;
        Node product = g.fma(a.re(), b.re(), g.neg(g.mul(a.im(), b.im())));
        return new Complex(l.angle(z.re(), product), l.asinh(across(g, a, b)));
    }

    static Complex acos(Elementary m, Complex z) {
        Logarithms l = new Logarithms(m);
        Roots r = roots(m, z);
        Node half = l.angle(r.less.re(), r.more.re());
        return new Complex(m.times(half, 2), l.asinh(across(m.graph(), r.more, r.less)));
    }

    static Complex acosh(Elementary m, Complex z) {
        Logarithms l = new Logarithms(m);
        Complex a = ComplexFormulas.sqrt(m, new Complex(m.plus(z.re(), -1), z.im()));
        Complex b = onePlusRoot(m, z);
        return new Complex(l.asinh(along(m.graph(), a, b)), m.times(l.angle(a.im(), b.re()), 2));
    }

    /** arsinh z = −i arcsin iz. */
    static Complex asinh(Elementary m, Complex z) {
        Graph g = m.graph();
        Complex s = asin(m, new Complex(g.neg(z.im()), z.re()));
        return new Complex(s.im(), g.neg(s.re()));
    }

    /** arctan z = −i artanh iz. */
    static Complex atan(Elementary m, Complex z) {
        Graph g = m.graph();
        Complex s = atanh(m, new Complex(g.neg(z.im()), z.re()));
        return new Complex(s.im(), g.neg(s.re()));
    }

    /** log(1 + 4|x|/((1 − |x|)² + y²))/4 + i arg((1 − |x|)(1 + |x|) − y² + 2iy)/2. */
    static Complex atanh(Elementary m, Complex z) {
        Graph g = m.graph();
        Logarithms l = new Logarithms(m);
        var _ = l.square(z);
        Node x = g.abs(z.re());
        Node y = z.im();
        Node rest = g.sub(m.number(1), x);
        Node distance = l.square(new Complex(rest, y));
        g.require(g.less(m.number(0), distance));
        Node length = m.times(l.log1p(g.div(m.times(x, 4), distance)), 0.25);
        Node across = g.fma(rest, m.plus(x, 1), g.neg(g.mul(y, y)));
        Node angle = m.times(l.angle(m.times(y, 2), across), 0.5);
        return new Complex(g.copySign(length, z.re()), angle);
    }
}
