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
}
