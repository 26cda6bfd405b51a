package org.argand.backend;

/** The scalar reference of real functions that {@link Math} lacks; accurate near zero and for large arguments. */
public final class RealMath {
    /** Beyond this x² + 1 is x² in double precision. */
    private static final double HUGE = 1e9;

    private static final double LN2 = Math.log(2);

    private RealMath() {}

    /** Area hyperbolic sine, odd, sign of zero kept. */
    public static double asinh(double x) {
        double a = Math.abs(x);
        double y =
                a > HUGE ? Math.log(a) + LN2 : Math.log1p(a + a * a / (1 + Math.sqrt(a * a + 1)));
        return Math.copySign(y, x);
    }

    /** Area hyperbolic cosine; NaN below 1. */
    public static double acosh(double x) {
        if (x > HUGE) {
            return Math.log(x) + LN2;
        }
        double t = x - 1;
        return t < 0 ? Double.NaN : Math.log1p(t + Math.sqrt(2 * t + t * t));
    }

    /** Area hyperbolic tangent; ±∞ at ±1, NaN beyond, sign of zero kept. */
    public static double atanh(double x) {
        double a = Math.abs(x);
        return Math.copySign(0.5 * Math.log1p(2 * a / (1 - a)), x);
    }

    /** 1/(1 + e^−x), through the exponential that does not overflow. */
    public static double sigmoid(double x) {
        if (x >= 0) {
            return 1 / (1 + Math.exp(-x));
        }
        double e = Math.exp(x);
        return e / (1 + e);
    }

    /** 2^x. */
    public static double exp2(double x) {
        return Math.pow(2, x);
    }

    /** log₂ x, exact at powers of two. */
    public static double log2(double x) {
        if (!(x > 0 && x < Double.POSITIVE_INFINITY)) {
            return Math.log(x);
        }
        double normal = x < Double.MIN_NORMAL ? x * 0x1p64 : x;
        int k = Math.getExponent(normal);
        double m = Math.scalb(normal, -k);
        if (m > Math.sqrt(2)) {
            m /= 2;
            k++;
        }
        return (normal == x ? k : k - 64) + Math.log(m) / LN2;
    }

    /** Normalised sinc, sin(πx)/(πx); 1 at 0 and exactly 0 at the other integers. */
    public static double sinc(double x) {
        return x == 0 ? 1 : sinpi(x) / (Math.PI * x);
    }

    /** sin(πx), from the distance to the nearest integer. */
    static double sinpi(double x) {
        double r = Math.IEEEremainder(x, 2);
        return Math.abs(r) <= 0.5 ? sinOfTurn(r) : sinOfTurn(Math.copySign(1, r) - r);
    }

    /** cos(πx), as {@link #sinpi}. */
    static double cospi(double x) {
        return sinOfTurn(0.5 - Math.abs(Math.IEEEremainder(x, 2)));
    }

    /** sin(πr) for |r| up to 3/2; the rounding error of πr is carried along. */
    private static double sinOfTurn(double r) {
        Twofold a = Twofold.PI.mul(r);
        return Math.sin(a.hi()) + a.lo() * Math.cos(a.hi());
    }
}
