package org.argand.backend.cpu.loops;

import org.argand.backend.cpu.loops.Elementary.Sum;
import org.argand.backend.cpu.loops.Logarithms.Base;

/** Powers of floats: logarithms in all of double precision, as exponents multiply their errors. */
final class PowerFormulas {
    /** Real and imaginary parts of complex exponents up to this leave the phase more digits than a float has. */
    private static final double LARGE = 0x1p14;

    /** All floats from here on are even. */
    private static final double EVEN = 0x1p25;

    private PowerFormulas() {}

    /** {@code e^{y log |x|}}, with the sign of x for odd y. */
    static Node real(Elementary m, Node x, Node y) {
        Graph g = m.graph();
        g.requireFinite(x, y);
        Logarithms l = new Logarithms(new Elementary(g, false));
        Node a = g.abs(x);
        Node log = l.value(l.log(new Sum(a, m.number(0))), Base.E, 1);
        log = g.select(m.isZero(x), m.number(Double.NEGATIVE_INFINITY), log);
        Node power = m.value(m.exp(g.mul(y, log)));
        power = g.select(m.isZero(y), m.number(1), power);
        Node bounded = m.clamp(y, -EVEN, EVEN);
        Node shifted = m.rounding(bounded);
        Node whole = g.equal(m.rounded(shifted), bounded);
        Node odd = g.shiftLeft(g.bits(shifted), 63);
        Node signed = g.fromBits(g.xor(g.bits(power), g.and(odd, g.bits(x))));
        Node none = g.select(g.less(x, m.number(0)), m.number(Double.NaN), power);
        return g.select(whole, signed, none);
    }

    /**
     * {@code e^{w log z}}; but where a part of an integer power vanishes, which is for multiples of π/4 in the angle only, the
     * products of the reference are exact.
     */
    static Complex complex(Elementary m, Complex z, Complex w) {
        Graph g = m.graph();
        g.require(g.less(g.abs(w.re()), m.number(LARGE)));
        g.require(g.less(g.abs(w.im()), m.number(LARGE)));
        Logarithms l = new Logarithms(new Elementary(g, false));
        Sum h = l.squares(z);
        Node zero = m.isZero(h.high());
        Logarithms.Legs legs = l.legs(z.re(), z.im());
        Node exact = g.or(m.isZero(legs.small()), g.equal(legs.small(), legs.large()));
        Node whole = g.equal(m.rounded(m.rounding(w.re())), w.re());
        exact = g.or(exact, m.isZero(w.re()));
        Node product = g.and(exact, g.and(whole, m.isZero(w.im())));
        g.require(g.select(zero, g.less(m.number(0), w.re()), g.not(product)));
        Node length = l.value(l.log(h), Base.E, 0.5);
        Node angle = l.angle(z.im(), z.re());
        Node x = g.fma(w.re(), length, g.neg(g.mul(w.im(), angle)));
        Node real = m.isZero(w.im());
        Node phase = g.mul(w.re(), angle);
        phase = g.select(real, phase, g.fma(w.im(), length, phase));
        g.require(g.or(g.less(m.number(0x1p-150), g.abs(phase)), real));
        // The reference has a phase of −0 for small exponents only.
        phase = g.select(g.less(g.abs(x), m.number(2)), phase, m.plus(phase, 0));
        Complex power = ComplexFormulas.polar(m, m.exp(x), m.sinCos(phase));
        Node none = m.number(0);
        return new Complex(g.select(zero, none, power.re()), g.select(zero, none, power.im()));
    }
}
