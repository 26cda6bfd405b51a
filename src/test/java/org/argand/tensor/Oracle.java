package org.argand.tensor;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.apfloat.Apcomplex;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;
import org.apfloat.Apint;

/**
 * Elementary functions to some thirty digits, at doubles of any size: real functions of Apfloat, put together by formulas
 * that do not cancel (Kahan, "Branch cuts for complex elementary functions", 1987).
 */
final class Oracle {
    /** Digits that calculations carry; the worst cancellation that is left costs some twenty. */
    private static final long DIGITS = 50;

    /** Below this the first terms of a series are exact to all digits that matter. */
    private static final Apfloat TINY = new Apfloat("1e-18", DIGITS);

    private static final Apfloat ONE = new Apfloat(1, 900);
    private static final Apfloat TWO = new Apfloat(2, 900);

    private static final Apfloat LN2 = ApfloatMath.log(new Apfloat(2, 2 * DIGITS));

    private static final BigInteger FOUR = BigInteger.valueOf(4);

    /** Terms after which the series of e^x, |x| below π/4, has given all digits. */
    private static final int TERMS = 44;

    private Oracle() {}

    /** That function at interleaved operands. */
    static Apcomplex at(String function, double... in) {
        double x = in[0];
        double y = in[1];
        Apcomplex z = new Apcomplex(exact(x), exact(y));
        return switch (function) {
            case "square" -> z.multiply(z);
            case "reciprocal" -> divide(new Apcomplex(ONE, Apfloat.ZERO), z);
            case "sgn" -> divide(z, new Apcomplex(abs(z), Apfloat.ZERO));
            case "abs" -> abs(z);
            case "abs2" -> squares(z.real(), z.imag());
            case "angle" -> atan2(z.imag(), z.real());
            case "exp" -> exp(z);
            case "exp2" -> exp(scaled(z, log(new Apfloat(2, DIGITS + digits(z)))));
            case "expm1" -> expm1(z);
            case "log" -> log(z);
            case "log1p" -> log1p(z);
            case "log2" -> scaled(log(z), ONE.divide(log(TWO)));
            case "log10" -> scaled(log(z), ONE.divide(log(new Apfloat(10, DIGITS))));
            case "sqrt" -> sqrt(z);
            case "rsqrt" -> divide(new Apcomplex(ONE, Apfloat.ZERO), sqrt(z));
            case "sinh" -> sinh(z);
            case "cosh" -> cosh(z);
            case "tanh" -> tanh(z);
            case "sin" -> overI(sinh(timesI(z)));
            case "cos" -> cosh(timesI(z));
            case "tan" -> overI(tanh(timesI(z)));
            case "sinc" -> sinc(x, z);
            case "asin" -> asin(z);
            case "acos" -> acos(z);
            case "atan" -> overI(atanh(timesI(z)));
            case "asinh" -> overI(asin(timesI(z)));
            case "acosh" -> acosh(z);
            case "atanh" -> atanh(z);
            case "sigmoid" -> sigmoid(z);
            default -> two(function, z, new Apcomplex(exact(in[2]), exact(in[3])));
        };
    }

    private static Apcomplex two(String function, Apcomplex z, Apcomplex w) {
        return switch (function) {
            case "add" -> z.add(w);
            case "sub" -> z.subtract(w);
            case "mul" -> z.multiply(w);
            case "div" -> divide(z, w);
            case "pow" -> exp(w.multiply(log(z)));
            case "polar" -> scaled(cis(w.real()), z.real());
            case "atan2" -> atan2(z.real(), w.real());
            case "hypot" -> abs(new Apcomplex(z.real(), w.real()));
            case "xlogy" -> z.multiply(log(w));
            case "xdivy" -> divide(z, w);
            case "squaredDifference" -> {
                Apcomplex d = z.subtract(w);
                yield squares(d.real(), d.imag());
            }
            default -> throw new IllegalArgumentException(function);
        };
    }

    /** Whether this has digits of that function; those that round nothing need none. */
    static boolean knows(String function) {
        try {
            at(function, 0.5, 0, 0.25, 0);
            return true;
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }

    /** Whether the value at real operands is not real. */
    static boolean isOffTheLine(String function, double... in) {
        return at(function, in).imag().signum() != 0;
    }

    /** That double, with digits to spare before and after its point. */
    static Apfloat exact(double x) {
        long before = (long) Math.max(0, Math.ceil(Math.log10(Math.abs(x))));
        return x == 0 ? Apfloat.ZERO : new Apfloat(new BigDecimal(x), DIGITS + before);
    }

    private static long digits(Apcomplex z) {
        return Math.max(0, Math.max(z.real().scale(), z.imag().scale()));
    }

    private static Apcomplex timesI(Apcomplex z) {
        return new Apcomplex(z.imag().negate(), z.real());
    }

    private static Apcomplex overI(Apcomplex z) {
        return new Apcomplex(z.imag(), z.real().negate());
    }

    private static Apcomplex scaled(Apcomplex z, Apfloat by) {
        return new Apcomplex(z.real().multiply(by), z.imag().multiply(by));
    }

    private static Apcomplex divide(Apcomplex a, Apcomplex b) {
        Apfloat m = squares(b.real(), b.imag());
        Apcomplex p = a.multiply(b.conj());
        return new Apcomplex(p.real().divide(m), p.imag().divide(m));
    }

    private static Apfloat squares(Apfloat x, Apfloat y) {
        return x.multiply(x).add(y.multiply(y));
    }

    static Apfloat abs(Apcomplex z) {
        return root(squares(z.real(), z.imag()));
    }

    private static Apfloat root(Apfloat x) {
        return x.signum() == 0 ? Apfloat.ZERO : ApfloatMath.sqrt(x.precision(DIGITS));
    }

    private static boolean isTiny(Apfloat x) {
        return ApfloatMath.abs(x).compareTo(TINY) < 0;
    }

    /** x + a x² + b x³, the start of a series. */
    private static Apfloat series(Apfloat x, double a, double b) {
        Apfloat square = x.multiply(x).multiply(new Apfloat(a, DIGITS));
        Apfloat cube =
                x.multiply(x)
                        .multiply(x)
                        .multiply(ONE)
                        .divide(new Apfloat(Math.rint(1 / b), DIGITS));
        return x.add(square).add(cube);
    }

    private static Apfloat log(Apfloat x) {
        return ApfloatMath.log(x);
    }

    private static Apfloat log1p(Apfloat x) {
        return isTiny(x) ? series(x, -0.5, 1 / 3.0) : log(ONE.add(x));
    }

    /** By its series after whole powers of two; several times faster than the library's own. */
    private static Apfloat exp(Apfloat x) {
        long k = Math.round(x.doubleValue() / Math.log(2));
        Apfloat rest = x.subtract(LN2.multiply(new Apfloat(k, DIGITS))).precision(DIGITS);
        Apfloat term = ONE;
        Apfloat sum = ONE;
        for (int n = 1; n < TERMS; n++) {
            term = term.multiply(rest).divide(new Apfloat(n, DIGITS));
            sum = sum.add(term);
        }
        return sum.precision(DIGITS).multiply(ApfloatMath.pow(TWO.precision(DIGITS + 8), k));
    }

    private static Apfloat expm1(Apfloat x) {
        return isTiny(x) ? series(x, 0.5, 1 / 6.0) : exp(x).subtract(ONE);
    }

    private static Apfloat sin(Apfloat x) {
        return isTiny(x) ? series(x, 0, -1 / 6.0) : turned(x, 0);
    }

    private static Apfloat cos(Apfloat x) {
        Apfloat s = isTiny(x) ? sin(x.divide(TWO)) : Apfloat.ZERO;
        return isTiny(x) ? ONE.subtract(s.multiply(s).multiply(TWO)) : turned(x, 1);
    }

    /** sin(x + shift·π/2) by series around the nearest multiple of π/2. */
    private static Apfloat turned(Apfloat x, int shift) {
        long digits = 2 * DIGITS + Math.max(0, x.scale());
        Apfloat quarter = ApfloatMath.pi(digits).divide(TWO);
        Apint turns = ApfloatMath.floor(x.divide(quarter).add(new Apfloat("0.5", digits)));
        Apfloat rest = x.subtract(quarter.multiply(turns)).precision(DIGITS);
        int n =
                new BigInteger(turns.toString(true))
                        .add(BigInteger.valueOf(shift))
                        .mod(FOUR)
                        .intValue();
        Apfloat square = rest.multiply(rest).negate();
        Apfloat term = n % 2 == 0 ? rest : ONE;
        Apfloat sum = term;
        for (int k = n % 2 == 0 ? 2 : 1; k < TERMS; k += 2) {
            term = term.multiply(square).divide(new Apfloat((long) k * (k + 1), DIGITS));
            sum = sum.add(term);
        }
        sum = sum.precision(DIGITS);
        return n < 2 ? sum : sum.negate();
    }

    private static Apcomplex cis(Apfloat x) {
        return new Apcomplex(cos(x), sin(x));
    }

    private static Apfloat sinh(Apfloat x) {
        return isTiny(x) ? series(x, 0, 1 / 6.0) : exp(x).subtract(exp(x.negate())).divide(TWO);
    }

    private static Apfloat cosh(Apfloat x) {
        return exp(x).add(exp(x.negate())).divide(TWO);
    }

    private static Apfloat asinh(Apfloat x) {
        Apfloat a = ApfloatMath.abs(x).precision(DIGITS);
        Apfloat square = a.multiply(a);
        Apfloat y = log1p(a.add(square.divide(ONE.add(root(ONE.add(square))))));
        return x.signum() < 0 ? y.negate() : y;
    }

    /** Angle of x + iy; that of the upper edge on the cut. */
    private static Apfloat atan2(Apfloat y, Apfloat x) {
        Apfloat pi = ApfloatMath.pi(DIGITS);
        if (y.signum() == 0) {
            return x.signum() < 0 ? pi : Apfloat.ZERO;
        }
        Apfloat ax = ApfloatMath.abs(x);
        Apfloat ay = ApfloatMath.abs(y);
        boolean flat = ay.compareTo(ax) <= 0;
        Apfloat t = (flat ? ay.divide(ax) : ax.divide(ay)).precision(DIGITS);
        Apfloat a = isTiny(t) ? series(t, 0, -1 / 3.0) : ApfloatMath.atan(t);
        a = flat ? a : pi.divide(TWO).subtract(a);
        a = x.signum() < 0 ? pi.subtract(a) : a;
        return y.signum() < 0 ? a.negate() : a;
    }

    private static Apcomplex exp(Apcomplex z) {
        return scaled(cis(z.imag()), exp(z.real()));
    }

    private static Apcomplex expm1(Apcomplex z) {
        Apfloat s = sin(z.imag().divide(TWO));
        Apfloat re = expm1(z.real()).multiply(cos(z.imag())).subtract(s.multiply(s).multiply(TWO));
        return new Apcomplex(re, exp(z.real()).multiply(sin(z.imag())));
    }

    private static Apcomplex log(Apcomplex z) {
        Apfloat x = ApfloatMath.abs(z.real());
        Apfloat y = ApfloatMath.abs(z.imag());
        Apfloat large = x.compareTo(y) > 0 ? x : y;
        Apfloat small = x.compareTo(y) > 0 ? y : x;
        Apfloat d = large.subtract(ONE).multiply(large.add(ONE)).add(small.multiply(small));
        Apfloat re =
                ApfloatMath.abs(d).compareTo(new Apfloat("0.5", DIGITS)) < 0
                        ? log1p(d)
                        : log(squares(x, y).precision(DIGITS));
        return new Apcomplex(re.divide(TWO), atan2(z.imag(), z.real()));
    }

    private static Apcomplex log1p(Apcomplex z) {
        Apfloat x = z.real();
        Apfloat y = z.imag();
        Apfloat d = x.multiply(x.add(TWO)).add(y.multiply(y));
        Apfloat re =
                ApfloatMath.abs(d).compareTo(new Apfloat("0.5", DIGITS)) < 0
                        ? log1p(d)
                        : log(squares(x.add(ONE), y).precision(DIGITS));
        return new Apcomplex(re.divide(TWO), atan2(y, x.add(ONE)));
    }

    private static Apcomplex sqrt(Apcomplex z) {
        if (z.real().signum() == 0 && z.imag().signum() == 0) {
            return z;
        }
        Apfloat a = root(abs(z).add(ApfloatMath.abs(z.real())).divide(TWO));
        Apfloat b = z.imag().divide(a.multiply(TWO));
        if (z.real().signum() >= 0) {
            return new Apcomplex(a, b);
        }
        return new Apcomplex(ApfloatMath.abs(b), z.imag().signum() < 0 ? a.negate() : a);
    }

    private static Apcomplex sinh(Apcomplex z) {
        return new Apcomplex(
                sinh(z.real()).multiply(cos(z.imag())), cosh(z.real()).multiply(sin(z.imag())));
    }

    private static Apcomplex cosh(Apcomplex z) {
        return new Apcomplex(
                cosh(z.real()).multiply(cos(z.imag())), sinh(z.real()).multiply(sin(z.imag())));
    }

    private static Apcomplex tanh(Apcomplex z) {
        if (ApfloatMath.abs(z.real()).compareTo(new Apfloat(200)) > 0) {
            return new Apcomplex(new Apfloat(z.real().signum(), DIGITS), Apfloat.ZERO);
        }
        Apfloat s = sinh(z.real());
        Apfloat c = cos(z.imag());
        Apfloat d = squares(s, c);
        return new Apcomplex(
                s.multiply(cosh(z.real())).divide(d), c.multiply(sin(z.imag())).divide(d));
    }

    /** With whole and half turns of x taken away exactly. */
    private static Apcomplex sinc(double x, Apcomplex z) {
        if (x == 0 && z.imag().signum() == 0) {
            return Apcomplex.ONE;
        }
        double turned = Math.IEEEremainder(x, 2);
        boolean left = Math.abs(turned) > 0.5;
        Apfloat pi = ApfloatMath.pi(DIGITS);
        Apfloat a = exact(left ? Math.copySign(1, turned) - turned : turned).multiply(pi);
        Apfloat b = z.imag().multiply(pi);
        Apfloat cos = left ? cos(a).negate() : cos(a);
        return divide(
                new Apcomplex(sin(a).multiply(cosh(b)), cos.multiply(sinh(b))), scaled(z, pi));
    }

    private static Apcomplex asin(Apcomplex z) {
        Apcomplex minus = sqrt(new Apcomplex(ONE.subtract(z.real()), z.imag().negate()));
        Apcomplex plus = sqrt(new Apcomplex(ONE.add(z.real()), z.imag()));
        return new Apcomplex(
                atan2(z.real(), minus.multiply(plus).real()),
                asinh(minus.conj().multiply(plus).imag()));
    }

    private static Apcomplex acos(Apcomplex z) {
        Apcomplex minus = sqrt(new Apcomplex(ONE.subtract(z.real()), z.imag().negate()));
        Apcomplex plus = sqrt(new Apcomplex(ONE.add(z.real()), z.imag()));
        return new Apcomplex(
                atan2(minus.real(), plus.real()).multiply(TWO),
                asinh(plus.conj().multiply(minus).imag()));
    }

    private static Apcomplex acosh(Apcomplex z) {
        Apcomplex minus = sqrt(new Apcomplex(z.real().subtract(ONE), z.imag()));
        Apcomplex plus = sqrt(new Apcomplex(z.real().add(ONE), z.imag()));
        return new Apcomplex(
                asinh(minus.conj().multiply(plus).real()),
                atan2(minus.imag(), plus.real()).multiply(TWO));
    }

    private static Apcomplex atanh(Apcomplex z) {
        Apfloat x = z.real();
        Apfloat y = z.imag();
        Apfloat four = new Apfloat(4, DIGITS);
        Apfloat away = ONE.subtract(x);
        Apfloat ratio = x.multiply(four).divide(squares(away, y));
        Apfloat opposite =
                ratio.compareTo(new Apfloat("-0.5", DIGITS)) < 0
                        ? log(squares(ONE.add(x), y).divide(squares(away, y)))
                        : log1p(ratio);
        Apfloat angle = atan2(y.multiply(TWO), away.multiply(ONE.add(x)).subtract(y.multiply(y)));
        return new Apcomplex(opposite.divide(four), angle.divide(TWO));
    }

    private static Apcomplex sigmoid(Apcomplex z) {
        Apcomplex e = exp(z.negate());
        // 1 + e^−z = −expm1(−z ± iπ) would not help: the poles are no doubles, so twenty digits are
        // to spare.
        return divide(new Apcomplex(ONE, Apfloat.ZERO), new Apcomplex(ONE.add(e.real()), e.imag()));
    }
}
