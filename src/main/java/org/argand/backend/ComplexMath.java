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

    private static final double PI_SQUARED = Math.PI * Math.PI;

    /** Below this the fourth power of |z| does not count beside 1. */
    private static final double SMALL = 1e-5;

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

    /**
     * a·b by the plain four products, as NumPy and PyTorch do: an infinity times a finite number may be NaN. Products of
     * finite numbers overflow only where the result does.
     */
    public static void mul(double ar, double ai, double br, double bi, double[] out) {
        put(ar * br - ai * bi, ar * bi + ai * br, out);
        if (!isFinite(out[0], out[1]) && isFinite(ar, ai) && isFinite(br, bi)) {
            mend(ar, ai, br, bi, out);
        }
    }

    /** Computes again what has overflowed in a·b, with the powers of two apart. */
    private static void mend(double ar, double ai, double br, double bi, double[] out) {
        int j = exponent(ar, ai);
        int k = exponent(br, bi);
        double x = Math.scalb(ar, -j);
        double y = Math.scalb(ai, -j);
        double u = Math.scalb(br, -k);
        double v = Math.scalb(bi, -k);
        put(
                Double.isFinite(out[0]) ? out[0] : Math.scalb(x * u - y * v, j + k),
                Double.isFinite(out[1]) ? out[1] : Math.scalb(x * v + y * u, j + k),
                out);
    }

    /** a/b, scaled so that it neither overflows nor underflows needlessly; Annex G for zeros and infinities. */
    public static void div(double ar, double ai, double br, double bi, double[] out) {
        if (!isFinite(ar, ai) || !isFinite(br, bi) || (br == 0 && bi == 0)) {
            put(of(ar, ai).divide(of(br, bi)), out);
            return;
        }
        int j = exponent(ar, ai);
        int k = exponent(br, bi);
        double x = Math.scalb(ar, -j);
        double y = Math.scalb(ai, -j);
        double u = Math.scalb(br, -k);
        double v = Math.scalb(bi, -k);
        double d = u * u + v * v;
        put(Math.scalb((x * u + y * v) / d, j - k), Math.scalb((y * u - x * v) / d, j - k), out);
    }

    private static boolean isFinite(double re, double im) {
        return Double.isFinite(re) && Double.isFinite(im);
    }

    /** The power of two that brings the larger part of z near 1; of zero, 0. */
    static int exponent(double re, double im) {
        double m = Math.max(Math.abs(re), Math.abs(im));
        return m == 0
                ? 0
                : m < Double.MIN_NORMAL ? Math.getExponent(m * 0x1p60) - 60 : Math.getExponent(m);
    }

    /** 1/z, as {@link #div}. */
    public static void reciprocal(double re, double im, double[] out) {
        div(1, 0, re, im, out);
    }

    /** z², which overflows only where the result does. */
    public static void square(double re, double im, double[] out) {
        put((re - im) * (re + im), 2 * (re * im), out);
        if (!isFinite(out[0], out[1]) && isFinite(re, im)) {
            mend(re, im, re, im, out);
        }
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
        if (isLopsided(re, im)) {
            put(Math.log(Math.max(Math.abs(re), Math.abs(im))), Math.atan2(im, re), out);
        } else {
            put(of(re, im).log(), out);
        }
    }

    /** log₁₀ z, cut as {@link #log}. */
    public static void log10(double re, double im, double[] out) {
        // commons-numbers leaves the imaginary part unscaled.
        double length =
                isLopsided(re, im)
                        ? Math.log10(Math.max(Math.abs(re), Math.abs(im)))
                        : of(re, im).log10().real();
        put(length, Math.atan2(im, re) / LN10, out);
    }

    /** A finite number with one subnormal part that does not count; commons-numbers 1.2 overflows for some of them. */
    private static boolean isLopsided(double re, double im) {
        double x = Math.abs(re);
        double y = Math.abs(im);
        return Math.min(x, y) < Double.MIN_NORMAL && Math.max(x, y) > 1e-150 && isFinite(x, y);
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
        if (!isLopsided(re, im)) {
            put(of(re, im).sqrt(), out);
        } else if (Math.abs(im) > Math.abs(re)) {
            double r = Math.sqrt(Math.abs(im) / 2);
            put(r, Math.copySign(r, im), out);
        } else {
            double r = Math.sqrt(Math.abs(re));
            double small = Math.abs(im) / (2 * r);
            put(re > 0 ? r : small, Math.copySign(re > 0 ? small : r, im), out);
        }
    }

    /** 1/√z. */
    public static void rsqrt(double re, double im, double[] out) {
        sqrt(re, im, out);
        reciprocal(out[0], out[1], out);
    }

    /** 2^z, see {@link Powers#exp2}. */
    public static void exp2(double re, double im, double[] out) {
        Powers.exp2(re, im, out);
    }

    /** log₂ z, cut as {@link #log}. */
    public static void log2(double re, double im, double[] out) {
        log(re, im, out);
        put(out[0] / Math.log(2), out[1] / Math.log(2), out);
    }

    /** Normalised sinc, sin(πz)/(πz), 1 at 0: sin πx cosh πy + i cos πx sinh πy from exact turns of x. */
    public static void sinc(double re, double im, double[] out) {
        if (Math.abs(re) < SMALL && Math.abs(im) < SMALL) {
            put(1 - (re - im) * (re + im) * (PI_SQUARED / 6), -re * im * (PI_SQUARED / 3), out);
            return;
        }
        Twofold y = Twofold.PI.mul(Math.abs(im));
        double s = RealMath.sinpi(re);
        double c = Math.copySign(1, im) * RealMath.cospi(re);
        double later = 1 / Math.PI;
        if (y.hi() < 20) {
            double cosh = Math.cosh(y.hi());
            double sinh = Math.sinh(y.hi());
            s *= cosh + y.lo() * sinh;
            c *= sinh + y.lo() * cosh;
        } else {
            // e^πy in two factors, of which the second waits until the division has made room.
            double half = Math.exp(y.hi() / 2);
            s *= half * (1 + y.lo());
            c *= half * (1 + y.lo());
            later *= half / 2;
        }
        div(s, c, re, im, out);
        put(out[0] * later, out[1] * later, out);
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

    /**
     * 1/(1 + e^−z). With z = x + iy and a factor e^{z/2} taken out of both sides it is cis(y/2) over (1 + e^−x) cos(y/2) +
     * i (1 − e^−x) sin(y/2), where nothing cancels near the poles; for x &lt; 0 both are multiplied by e^x.
     */
    public static void sigmoid(double re, double im, double[] out) {
        if (!isFinite(re, im)) {
            limitOfSigmoid(re, im, out);
            return;
        }
        double c = Math.cos(im / 2);
        double s = Math.sin(im / 2);
        double e = Math.exp(-Math.abs(re));
        double up = re >= 0 ? 1 : e;
        double less = Math.expm1(-Math.abs(re));
        div(up * c, up * s, (1 + e) * c, (re >= 0 ? -less : less) * s, out);
    }

    private static void limitOfSigmoid(double re, double im, double[] out) {
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

    /** z^w, see {@link Powers#pow}. */
    public static void pow(double ar, double ai, double br, double bi, double[] out) {
        Powers.pow(ar, ai, br, bi, out);
    }
}
