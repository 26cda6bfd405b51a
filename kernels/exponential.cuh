// The exponential and the logarithm of complex numbers, and what is made of them: hyperbolic and circular functions,
// sinc and the sigmoid. Special values are those of C99 Annex G.
#pragma once

#include "complex.cuh"
#include "turns.cuh"
#include "twofold.cuh"

namespace argand {

/** e^z where a part of z is not finite. */
template <class T>
ARGAND_INLINE Complex<T> limitOfExp(Complex<T> z)
{
    if (z.im == 0) {
        return {exp(z.re), z.im};
    }
    if (!isInfinite(z.re)) {
        return {T(NAN), T(NAN)};
    }
    if (!isFinite(z.im)) {
        return z.re < 0 ? Complex<T>{0, copysign(T(0), z.im)} : Complex<T>{z.re, T(NAN)};
    }
    T size = exp(z.re);
    return {size * cos(z.im), size * sin(z.im)};
}

/** factor·(c + is)·e^x, which overflows only where a part of the result does. */
template <class T>
ARGAND_INLINE Complex<T> timesExp(T c, T s, T x, T factor)
{
    if (x > Limits<T>::EXP) {
        T half = exp(x * T(0.5));
        return {half * c * (half * factor), half * s * (half * factor)};
    }
    T size = exp(x) * factor;
    return {size * c, size * s};
}

template <class T>
ARGAND_INLINE Complex<T> exp(Complex<T> z)
{
    if (!isFinite(z) || z.im == 0) {
        return limitOfExp(z);
    }
    return timesExp(cos(z.im), sin(z.im), z.re, T(1));
}

/** e^z − 1, accurate near 0: expm1(x)·cos y − 2 sin²(y/2) + i·eˣ sin y. */
template <class T>
ARGAND_INLINE Complex<T> expm1(Complex<T> z)
{
    if (!(fabs(z.re) < 1) || !isFinite(z.im)) {
        Complex<T> e = exp(z);
        return {e.re - 1, e.im};
    }
    T s = sin(z.im * T(0.5));
    return {expm1(z.re) * cos(z.im) - 2 * s * s, z.im == 0 ? z.im : exp(z.re) * sin(z.im)};
}

/** x² + y² with its rounding error. */
template <class T>
struct Squares {
    T sum;
    T rest;
};

template <class T>
ARGAND_INLINE Squares<T> squaresOf(T large, T small)
{
    T p = large * large;
    T q = small * small;
    T sum = p + q;
    return {sum, (p - sum) + q + (fma(large, large, -p) + fma(small, small, -q))};
}

/** log |z| of a finite z: of |z|², and near 1 of |z|² − 1 with all its digits. */
template <class T>
ARGAND_INLINE T logOfLength(Complex<T> z)
{
    T a = larger(z);
    T b = smaller(z);
    if (a == 0) {
        return -T(INFINITY);
    }
    int far = exponent(a);
    int k = far > Limits<T>::HALF_EXPONENT || far < -Limits<T>::HALF_EXPONENT ? far : 0;
    Squares<T> s = squaresOf(scale(a, -k), scale(b, -k));
    if (k == 0 && s.sum > T(0.5) && s.sum < 3) {
        return T(0.5) * log1p((s.sum - 1) + s.rest);
    }
    return T(0.5) * (log(s.sum) + s.rest / s.sum) + T(k) * T(LN2);
}

/** log z, cut along the negative real axis; accurate near |z| = 1. */
template <class T>
ARGAND_INLINE Complex<T> log(Complex<T> z)
{
    T length = isFinite(z) ? logOfLength(z) : log(abs(z));
    return {length, angle(z)};
}

/** log₁₀ z. */
template <class T>
ARGAND_INLINE Complex<T> log10(Complex<T> z)
{
    Complex<T> w = log(z);
    return {w.re / T(LN10), w.im / T(LN10)};
}

/** log₂ z. */
template <class T>
ARGAND_INLINE Complex<T> log2(Complex<T> z)
{
    Complex<T> w = log(z);
    return {w.re / T(LN2), w.im / T(LN2)};
}

/** log(1 + z), accurate near 0: |1 + z|² − 1 = 2x + x² + y² with the rounding errors carried along. */
template <class T>
ARGAND_INLINE Complex<T> log1p(Complex<T> z)
{
    if (!(larger(z) < T(0.5)) || isNan(z)) {
        return log(Complex<T>{1 + z.re, z.im});
    }
    Squares<T> s = squaresOf(larger(z), smaller(z));
    T twice = 2 * z.re;
    T sum = twice + s.sum;
    T part = sum - twice;
    T rest = s.rest + ((twice - (sum - part)) + (s.sum - part));
    return {T(0.5) * log1p(sum + rest), atan2(z.im, 1 + z.re)};
}

/** sinh z; where it overflows, e^|x|/2 with a factor held back. */
template <class T>
ARGAND_INLINE Complex<T> sinh(Complex<T> z)
{
    if (z.im == 0) {
        return {sinh(z.re), z.im};
    }
    if (!isFinite(z.im) && (z.re == 0 || isInfinite(z.re))) {
        return {z.re, T(NAN)};
    }
    if (isFinite(z.re) && fabs(z.re) > Limits<T>::EXP) {
        return timesExp(copysign(T(1), z.re) * cos(z.im), sin(z.im), fabs(z.re), T(0.5));
    }
    if (z.re == 0) {
        return {copysign(T(0), z.re) * cos(z.im), sin(z.im)};
    }
    return {sinh(z.re) * cos(z.im), cosh(z.re) * sin(z.im)};
}

/** cosh z, as sinh. */
template <class T>
ARGAND_INLINE Complex<T> cosh(Complex<T> z)
{
    T turned = isNegative(z.re) ? -z.im : z.im;
    if (z.im == 0) {
        return {cosh(z.re), isNan(z.re) ? z.im : turned};
    }
    if (!isFinite(z.im) && (z.re == 0 || isInfinite(z.re))) {
        return z.re == 0 ? Complex<T>{T(NAN), copysign(T(0), turned)} : Complex<T>{T(INFINITY), T(NAN)};
    }
    if (isFinite(z.re) && fabs(z.re) > Limits<T>::EXP) {
        return timesExp(cos(z.im), copysign(T(1), z.re) * sin(z.im), fabs(z.re), T(0.5));
    }
    return {cosh(z.re) * cos(z.im), sinh(z.re) * sin(z.im)};
}

/** tanh z where a part is not finite. */
template <class T>
ARGAND_INLINE Complex<T> limitOfTanh(Complex<T> z)
{
    if (isInfinite(z.re)) {
        return {copysign(T(1), z.re),
                isFinite(z.im) ? copysign(T(0), sin(z.im) * cos(z.im)) : copysign(T(0), z.im)};
    }
    return isNan(z.re) && z.im == 0 ? z : Complex<T>{T(NAN), T(NAN)};
}

/**
 * With e = e^{−2|x|}, tanh z is (1 − e² + 2ie sin 2y)/|1 + e·cis 2y|² to the right, and odd in x. Where e is near 1 the
 * square is (1 − e)² + 4e cos² y, in which nothing cancels near the poles.
 */
template <class T>
ARGAND_INLINE Complex<T> tanh(Complex<T> z)
{
    if (!isFinite(z)) {
        return limitOfTanh(z);
    }
    if (z.im == 0) {
        return {tanh(z.re), z.im};
    }
    T c = cos(z.im);
    T s = sin(z.im);
    T e = exp(-2 * fabs(z.re));
    T m = -expm1(-2 * fabs(z.re));
    T d = e < T(0.25) ? 1 + e * (2 * ((c - s) * (c + s)) + e) : m * m + 4 * e * (c * c);
    return {copysign(m * (1 + e) / d, z.re), 4 * e * s * c / d};
}

/** sin z = −i sinh iz. */
template <class T>
ARGAND_INLINE Complex<T> sin(Complex<T> z)
{
    Complex<T> w = sinh(Complex<T>{-z.im, z.re});
    return {w.im, -w.re};
}

/** cos z = cosh iz. */
template <class T>
ARGAND_INLINE Complex<T> cos(Complex<T> z)
{
    return cosh(Complex<T>{-z.im, z.re});
}

/** tan z = −i tanh iz. */
template <class T>
ARGAND_INLINE Complex<T> tan(Complex<T> z)
{
    Complex<T> w = tanh(Complex<T>{-z.im, z.re});
    return {w.im, -w.re};
}

/** Normalised sinc, sin(πz)/(πz), 1 at 0: sin πx cosh πy + i cos πx sinh πy from exact turns of x. */
ARGAND_INLINE Complex<double> sinc(Complex<double> z)
{
    constexpr double SMALL = 1e-5;
    if (fabs(z.re) < SMALL && fabs(z.im) < SMALL) {
        // The fourth power of |z| does not count beside 1.
        return {1 - (z.re - z.im) * (z.re + z.im) * (PI * PI / 6), -z.re * z.im * (PI * PI / 3)};
    }
    Twofold turned = pi() * fabs(z.im);
    double y = turned.hi;
    double rest = turned.lo;
    Direction d = directionOfHalfTurns(z.re);
    double s = d.sin;
    double c = copysign(1.0, z.im) * d.cos;
    double later = 1 / PI;
    if (y < 20) {
        double up = cosh(y);
        double slope = sinh(y);
        s *= up + rest * slope;
        c *= slope + rest * up;
    } else {
        // Where e^πy overflows, one half of it waits until the division has made room.
        double now = y < Limits<double>::EXP ? y : y / 2;
        double up = exp(now) * (1 + rest);
        s *= up;
        c *= up;
        later *= y < Limits<double>::EXP ? 0.5 : 0.5 * exp(now);
    }
    return div(Complex<double>{s, c}, z) * later;
}

/** The limits of 1/(1 + e^−z) where a part of z is not finite. */
template <class T>
ARGAND_INLINE Complex<T> limitOfSigmoid(Complex<T> z)
{
    bool right = z.re >= 0;
    Complex<T> e = exp(right ? -z : z);
    Complex<T> below = {1 + e.re, e.im};
    return right ? reciprocal(below) : div(e, below);
}

/** x, with a zero positive if that is asked for. */
template <class T>
ARGAND_INLINE T plusZero(bool positive, T x)
{
    return positive ? x + 0 : x;
}

/** 1/(1 + e^−z) for e = e^{−|x|} near 1, where 1 + e cos y and the like are 1 − e + 2e cos² y/2. */
template <class T>
ARGAND_INLINE Complex<T> sigmoidNearPoles(Complex<T> z, T e)
{
    T c = cos(z.im * T(0.5));
    T s = sin(z.im * T(0.5));
    T m = -expm1(-fabs(z.re));
    T d = m * m + 4 * e * (c * c);
    T re = z.re >= 0 ? m + 2 * e * (c * c) : e * (2 * (c * c) - m);
    return {re / d, plusZero(z.re >= 0, 2 * e * s * c / d)};
}

/**
 * 1/(1 + e^−z). With e = e^{−|x|} it is (1 + e cos y + ie sin y)/|1 + e·cis y|² to the right and
 * e (cos y + e + i sin y) over the same to the left.
 */
template <class T>
ARGAND_INLINE Complex<T> sigmoid(Complex<T> z)
{
    if (!isFinite(z)) {
        return limitOfSigmoid(z);
    }
    T e = exp(-fabs(z.re));
    if (e > T(0.25)) {
        return sigmoidNearPoles(z, e);
    }
    T c = cos(z.im);
    T d = 1 + e * (2 * c + e);
    return {(z.re >= 0 ? 1 + e * c : e * (c + e) + 0) / d, plusZero(z.re >= 0, e * sin(z.im) / d)};
}

/** As that, in double precision, and rounded once; where 1 + e is 1, the reference has an imaginary part of 0. */
ARGAND_INLINE Complex<float> sigmoid(Complex<float> z)
{
    constexpr float ONE_BEYOND = 37;
    Complex<float> s = narrowed(sigmoid(widened(z)));
    return {s.re, plusZero(isFinite(z) && z.re > ONE_BEYOND, s.im)};
}

}  // namespace argand
