package org.argand.backend;

import org.apache.commons.numbers.complex.Complex;

/**
 * The scalar reference in complex128: what every kernel is held to, at one point.
 *
 * <p>Each method writes (re, im) of its result. Branch cuts, signed zeros, infinities and NaN follow C99 Annex G as
 * CPython's cmath does; its 2,094 correctly rounded cases are a test. The inverse and hyperbolic functions are those of
 * commons-numbers, mended where its special values differ; the others are written out so that they cost no object.
 */
public final class ComplexMath {
    /** Largest x for which exp(x) does not overflow, less a little. */
    private static final double LARGE = 709;

    private static final double LN10 = Math.log(10);

    private ComplexMath() {}

    private static void put(Complex z, double[] out) {
        out[0] = z.real();
        out[1] = z.imag();
    }

    private static void put(double re, double im, double[] out) {
        out[0] = re;
        out[1] = im;
    }

    private static Complex of(double re, double im) {
        return Complex.ofCartesian(re, im);
    }

    /** −z. */
    public static void neg(double re, double im, double[] out) {
        put(-re, -im, out);
    }

    /** a + b. */
    public static void add(double ar, double ai, double br, double bi, double[] out) {
        put(ar + br, ai + bi, out);
    }

    /** a − b. */
    public static void sub(double ar, double ai, double br, double bi, double[] out) {
        put(ar - br, ai - bi, out);
    }

    /** a·b by the plain four products, as NumPy and PyTorch do: an infinity times a finite number may be NaN. */
    public static void mul(double ar, double ai, double br, double bi, double[] out) {
        put(ar * br - ai * bi, ar * bi + ai * br, out);
    }

    /** a/b, scaled so that it neither overflows nor underflows needlessly; Annex G for zeros and infinities. */
    public static void div(double ar, double ai, double br, double bi, double[] out) {
        put(of(ar, ai).divide(of(br, bi)), out);
    }

    /** 1/z, as {@link #div}. */
    public static void reciprocal(double re, double im, double[] out) {
        div(1, 0, re, im, out);
    }

    /** z². */
    public static void square(double re, double im, double[] out) {
        put((re - im) * (re + im), 2 * (re * im), out);
    }

    /** |z|, without needless overflow or underflow. */
    public static double abs(double re, double im) {
        return Math.hypot(re, im);
    }

    /** arg z in [−π, π], with the sign of the imaginary part on the cut. */
    public static double arg(double re, double im) {
        return Math.atan2(im, re);
    }

    /** z/|z|; 0 at 0; the direction of the infinite parts at infinity. */
    public static void sgn(double re, double im, double[] out) {
        double m = Math.max(Math.abs(re), Math.abs(im));
        if (m == 0) {
            put(0, 0, out);
            return;
        }
        boolean infinite = Double.isInfinite(m);
        double x = infinite ? (Double.isInfinite(re) ? Math.signum(re) : 0) : re / m;
        double y = infinite ? (Double.isInfinite(im) ? Math.signum(im) : 0) : im / m;
        double r = Math.sqrt(x * x + y * y);
        put(x / r, y / r, out);
    }

    /** r·exp(iθ), exact on the real axis and with Annex G's values at infinity. */
    public static void polar(double r, double theta, double[] out) {
        if (!Double.isFinite(theta)) {
            boolean zero = r == 0;
            put(
                    zero ? 0 : Double.isInfinite(r) ? Double.POSITIVE_INFINITY : Double.NaN,
                    zero ? 0 : Double.NaN,
                    out);
        } else if (theta == 0) {
            double im =
                    Double.isNaN(r)
                            ? 0
                            : Double.isInfinite(r) ? Math.copySign(1, r) * theta : r * theta;
            put(r, im, out);
        } else {
            put(r * Math.cos(theta), r * Math.sin(theta), out);
        }
    }

    /** e^z; overflows only where a part of the result does. */
    public static void exp(double re, double im, double[] out) {
        if (re > LARGE && Double.isFinite(re) && Double.isFinite(im) && im != 0) {
            double half = Math.exp(re / 2);
            put(half * Math.cos(im) * half, half * Math.sin(im) * half, out);
        } else {
            put(of(re, im).exp(), out);
        }
    }

    /** e^z − 1, accurate near 0: expm1(x)·cos y − 2 sin²(y/2) + i·eˣ sin y. */
    public static void expm1(double re, double im, double[] out) {
        if (!(Math.abs(re) < 1) || !Double.isFinite(im)) {
            exp(re, im, out);
            out[0] -= 1;
            return;
        }
        double s = Math.sin(im / 2);
        put(
                Math.expm1(re) * Math.cos(im) - 2 * s * s,
                im == 0 ? im : Math.exp(re) * Math.sin(im),
                out);
    }

    /** log z, cut along the negative real axis; accurate near |z| = 1. */
    public static void log(double re, double im, double[] out) {
        put(of(re, im).log(), out);
    }

    /** log₁₀ z, cut as {@link #log}. */
    public static void log10(double re, double im, double[] out) {
        // commons-numbers leaves the imaginary part unscaled.
        put(of(re, im).log10().real(), Math.atan2(im, re) / LN10, out);
    }

    /** log(1 + z), accurate near 0; cut along the real axis below −1. */
    public static void log1p(double re, double im, double[] out) {
        if (!(Math.abs(re) < 0.5 && Math.abs(im) < 0.5)) {
            log(1 + re, im, out);
            return;
        }
        // |1+z|² − 1 = 2x + x² + y² with the rounding errors of products and sums carried along.
        double xx = re * re;
        double yy = im * im;
        double low = Math.fma(re, re, -xx) + Math.fma(im, im, -yy);
        double squares = xx + yy;
        low += (xx >= yy ? (xx - squares) + yy : (yy - squares) + xx);
        double twice = 2 * re;
        double sum = twice + squares;
        double part = sum - twice;
        low += (twice - (sum - part)) + (squares - part);
        put(0.5 * Math.log1p(sum + low), Math.atan2(im, 1 + re), out);
    }

    /** √z with Re ≥ 0, cut along the negative real axis. */
    public static void sqrt(double re, double im, double[] out) {
        put(of(re, im).sqrt(), out);
    }

    public static void sin(double re, double im, double[] out) {
        put(of(re, im).sin(), out);
    }

    public static void cos(double re, double im, double[] out) {
        put(of(re, im).cos(), out);
    }

    public static void tan(double re, double im, double[] out) {
        // tan z = −i tanh iz
        tanh(-im, re, out);
        put(out[1], -out[0], out);
    }

    public static void sinh(double re, double im, double[] out) {
        put(of(re, im).sinh(), out);
    }

    public static void cosh(double re, double im, double[] out) {
        put(of(re, im).cosh(), out);
    }

    public static void tanh(double re, double im, double[] out) {
        if (re == 0 && !Double.isFinite(im)) {
            put(Double.NaN, Double.NaN, out);
        } else {
            put(of(re, im).tanh(), out);
        }
    }

    /** Cut along the real axis beyond ±1. */
    public static void asin(double re, double im, double[] out) {
        put(of(re, im).asin(), out);
    }

    /** Cut along the real axis beyond ±1. */
    public static void acos(double re, double im, double[] out) {
        put(of(re, im).acos(), out);
    }

    /** Cut along the imaginary axis beyond ±i. */
    public static void atan(double re, double im, double[] out) {
        put(of(re, im).atan(), out);
    }

    /** Cut along the imaginary axis beyond ±i. */
    public static void asinh(double re, double im, double[] out) {
        put(of(re, im).asinh(), out);
    }

    /** Cut along the real axis below 1. */
    public static void acosh(double re, double im, double[] out) {
        if (re == 0 && Double.isNaN(im)) {
            put(Double.NaN, Double.NaN, out);
        } else {
            put(of(re, im).acosh(), out);
        }
    }

    /** Cut along the real axis beyond ±1. */
    public static void atanh(double re, double im, double[] out) {
        put(of(re, im).atanh(), out);
    }

    /** 1/(1 + e^−z), through the exponential that does not overflow. */
    public static void sigmoid(double re, double im, double[] out) {
        boolean right = re >= 0;
        exp(right ? -re : re, right ? -im : im, out);
        double er = out[0];
        double ei = out[1];
        if (right) {
            reciprocal(1 + er, ei, out);
        } else {
            div(er, ei, 1 + er, ei, out);
        }
    }

    /**
     * z^w, the principal value {@code exp(w log z)}; z⁰ = 1, 0^w = 0 for Re w &gt; 0 and otherwise undefined (NaN). Real
     * integer exponents up to 100 in magnitude are repeated products.
     */
    public static void pow(double ar, double ai, double br, double bi, double[] out) {
        if (br == 0 && bi == 0) {
            put(1, 0, out);
        } else if (ar == 0 && ai == 0) {
            boolean zero = br > 0 && bi == 0;
            put(zero ? 0 : Double.NaN, zero ? 0 : Double.NaN, out);
        } else if (bi == 0 && br == Math.rint(br) && Math.abs(br) <= 100) {
            power(ar, ai, (int) br, out);
        } else {
            double r = Math.hypot(ar, ai);
            double angle = Math.atan2(ai, ar);
            double length = Math.pow(r, br);
            double phase = angle * br;
            if (bi != 0) {
                length *= Math.exp(-angle * bi);
                phase += bi * Math.log(r);
            }
            polar(length, phase, out);
        }
    }

    private static void power(double re, double im, int n, double[] out) {
        double pr = 1;
        double pi = 0;
        double sr = re;
        double si = im;
        for (int k = Math.abs(n); k > 0; k >>= 1) {
            if ((k & 1) == 1) {
                double t = pr * sr - pi * si;
                pi = pr * si + pi * sr;
                pr = t;
            }
            double t = (sr - si) * (sr + si);
            si = 2 * sr * si;
            sr = t;
        }
        if (n < 0) {
            reciprocal(pr, pi, out);
        } else {
            put(pr, pi, out);
        }
    }
}
