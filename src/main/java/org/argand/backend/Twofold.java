package org.argand.backend;

/**
 * A number of some 105 bits as the sum of two doubles (Dekker 1971), for logarithms and angles that large exponents
 * multiply.
 *
 * @param hi the nearest double
 * @param lo the rest
 */
record Twofold(double hi, double lo) {
    static final Twofold ONE = new Twofold(1, 0);
    static final Twofold LN2 = new Twofold(0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56);
    static final Twofold PI = new Twofold(0x1.921fb54442d18p1, 0x1.1a62633145c07p-53);

    /** Terms after which x^n/n! is below the last bit for |x| ≤ 2 log 2. */
    private static final int TERMS = 32;

    /** a + b, exactly. */
    static Twofold sum(double a, double b) {
        double s = a + b;
        double t = s - a;
        return new Twofold(s, (a - (s - t)) + (b - t));
    }

    /** a·b, exactly where nothing underflows. */
    static Twofold product(double a, double b) {
        double p = a * b;
        return new Twofold(p, Math.fma(a, b, -p));
    }

    Twofold add(Twofold b) {
        Twofold s = sum(hi, b.hi);
        Twofold t = sum(lo, b.lo);
        Twofold u = sum(s.hi, s.lo + t.hi);
        return sum(u.hi, u.lo + t.lo);
    }

    Twofold sub(Twofold b) {
        return add(b.neg());
    }

    Twofold neg() {
        return new Twofold(-hi, -lo);
    }

    Twofold mul(double b) {
        Twofold p = product(hi, b);
        return sum(p.hi, Math.fma(lo, b, p.lo));
    }

    Twofold mul(Twofold b) {
        Twofold p = product(hi, b.hi);
        return sum(p.hi, p.lo + (hi * b.lo + lo * b.hi));
    }

    Twofold div(double b) {
        double q = hi / b;
        return sum(q, (Math.fma(-q, b, hi) + lo) / b);
    }

    /** The nearest double. */
    double value() {
        return hi + lo;
    }

    /** log |z| for |z| between ½ and 2: the logarithm of |z|² in double, mended by one Newton step. */
    static Twofold logAbs(double x, double y) {
        Twofold square = product(x, x).add(product(y, y));
        double near = Math.log(square.hi);
        Twofold e = ONE;
        for (int n = TERMS; n > 0; n--) {
            e = ONE.add(e.mul(-near).div(n));
        }
        double left = square.mul(e).sub(ONE).value();
        return sum(near / 2, left / 2);
    }

    /** arg z for |z| between ½ and 2: the angle in double, mended by turning z back through it; on the cut by the sign of y. */
    static Twofold arg(double x, double y) {
        double large = Math.max(Math.abs(x), Math.abs(y));
        double small = Math.min(Math.abs(x), Math.abs(y));
        double near = Math.atan2(small, large);
        Twofold square = product(near, near).neg();
        Twofold cos = ONE;
        Twofold sin = ONE;
        for (int n = TERMS; n > 0; n -= 2) {
            cos = ONE.add(square.mul(cos).div((n - 1.0) * n));
            sin = ONE.add(square.mul(sin).div((n + 1.0) * n));
        }
        double left = cos.mul(small).sub(sin.mul(near).mul(large)).value();
        Twofold a = sum(near, left / Math.hypot(small, large));
        a = Math.abs(y) > Math.abs(x) ? PI.mul(0.5).sub(a) : a;
        a = x < 0 ? PI.sub(a) : a;
        return Math.copySign(1, y) < 0 ? a.neg() : a;
    }
}
