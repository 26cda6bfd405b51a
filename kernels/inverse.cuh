// Inverse circular and hyperbolic functions of complex numbers, after Hull, Fairgrieve and Tang (ACM TOMS 23, 1997):
// asin and acos share the ellipse through z with foci ±1. Special values are those of C99 Annex G.
#pragma once

#include "complex.cuh"

namespace argand {

/** Beyond this 1/|z|² does not count beside 1. */
constexpr double FAR = 1e9;

/**
 * With z in the first quadrant on the ellipse of half axis a = cosh η: η, and the leg √(a² − x²), which with x gives the
 * angles asin and acos are the real part of.
 */
struct Ellipse {
    double leg;
    double eta;
};

/** η = arcosh a = log 2a for large a. */
ARGAND_INLINE Ellipse farEllipse(double x, double y)
{
    // A quarter of |z| does not overflow.
    double quarter = abs(Complex<double>{x * 0.25, y * 0.25});
    return {y, log(quarter) + 3 * LN2};
}

/** a − x and a − 1, which would cancel, come from y² = (r − x − 1)(r + x + 1) and the like for the other focus. */
ARGAND_INLINE Ellipse ellipseThrough(double x, double y)
{
    if (!(x < FAR && y < FAR)) {
        return farEllipse(x, y);
    }
    double r = abs(Complex<double>{x + 1, y});
    double s = abs(Complex<double>{x - 1, y});
    double a = 0.5 * (r + s);
    double first = 1 / (r + (x + 1));
    if (x < 1) {
        double second = 1 / (s + (1 - x));
        double twice = y * y * first + (s + (1 - x));
        double g = 0.5 * (first + second);
        double eta = a > 1.5 ? log(a + sqrt((a - 1) * (a + 1))) : log1p(y * (y * g) + y * sqrt(g * (a + 1)));
        return {sqrt(twice * (0.5 * (a + x))), eta};
    }
    double twice = y * y * first + (s + (x - 1));
    double eta = a > 1.5 ? log(a + sqrt((a - 1) * (a + 1))) : log1p(0.5 * twice + sqrt(twice * (0.5 * (a + 1))));
    if (x == 1) {
        return {sqrt(twice * (0.5 * (a + x))), eta};
    }
    return {y * sqrt(0.5 * (a + x) * (first + 1 / (s + (x - 1)))), eta};
}

/** Cut along the real axis beyond ±1. */
ARGAND_INLINE Complex<double> asin(Complex<double> z)
{
    if (isNan(z)) {
        return isInfinite(z) ? Complex<double>{NAN, isInfinite(z.im) ? z.im : INFINITY}
                             : Complex<double>{z.re == 0 ? z.re : NAN, NAN};
    }
    Ellipse e = ellipseThrough(fabs(z.re), fabs(z.im));
    return {atan2(z.re, e.leg), copysign(e.eta, z.im)};
}

/** Cut along the real axis beyond ±1. */
ARGAND_INLINE Complex<double> acos(Complex<double> z)
{
    if (isNan(z)) {
        return isInfinite(z) ? Complex<double>{NAN, isInfinite(z.im) ? -z.im : z.re}
                             : Complex<double>{z.re == 0 ? PI / 2 : NAN, NAN};
    }
    Ellipse e = ellipseThrough(fabs(z.re), fabs(z.im));
    return {atan2(e.leg, z.re), isNegative(z.im) ? e.eta : -e.eta};
}

/** arsinh z = −i arcsin iz. */
ARGAND_INLINE Complex<double> asinh(Complex<double> z)
{
    Complex<double> w = asin(Complex<double>{-z.im, z.re});
    return {w.im, -w.re};
}

/** arcosh z = ±i arccos z, whichever lies to the right. */
ARGAND_INLINE Complex<double> acosh(Complex<double> z)
{
    if (z.re == 0 && isNan(z.im)) {
        return {NAN, NAN};
    }
    Complex<double> w = acos(z);
    return {fabs(w.im), copysign(w.re, z.im)};
}

/** artanh of a number so large that 1/z is as good. */
ARGAND_INLINE Complex<double> farAtanh(Complex<double> z)
{
    double m = larger(z);
    double n = smaller(z);
    // Halves, as |z|²/m may overflow.
    double re = isInfinite(m) ? 0.0 : 0.5 * (fabs(z.re) / m) / (0.5 * m + 0.5 * n * (n / m));
    return {copysign(re, z.re), copysign(PI / 2, z.im)};
}

/** ¼ log(((1 + x)² + y²)/((1 − x)² + y²)), which at x = 1 is ½ log(2/y) for small y. */
ARGAND_INLINE double lengthOfAtanh(double x, double y)
{
    constexpr double SMALL = 0x1p-500;
    if (x == 1 && y < SMALL) {
        return 0.5 * (LN2 - log(y));
    }
    return 0.25 * log1p(4 * x / ((1 - x) * (1 - x) + y * y));
}

/** Cut along the real axis beyond ±1. */
ARGAND_INLINE Complex<double> atanh(Complex<double> z)
{
    if (isNan(z)) {
        double zero = isNan(z.re) ? 0.0 : copysign(0.0, z.re);
        double re = z.re == 0 || isInfinite(z) ? zero : NAN;
        return {re, isInfinite(z.im) ? copysign(PI / 2, z.im) : NAN};
    }
    // Beyond this x − 1 is x.
    if (larger(z) > 0x1p58) {
        return farAtanh(z);
    }
    double x = fabs(z.re);
    double y = fabs(z.im);
    double im = 0.5 * atan2(2 * y, (1 - x) * (1 + x) - y * y);
    return {copysign(lengthOfAtanh(x, y), z.re), copysign(im, z.im)};
}

/** arctan z = −i artanh iz. */
ARGAND_INLINE Complex<double> atan(Complex<double> z)
{
    Complex<double> w = atanh(Complex<double>{-z.im, z.re});
    return {w.im, -w.re};
}

}  // namespace argand
