// Complex powers: the exponent w·log z in twice the precision of its result, so that large exponents cost no digits.
#pragma once

#include "exponential.cuh"
#include "twofold.cuh"

namespace argand {

/** Real integer exponents up to this are repeated products. */
constexpr int PRODUCTS = 100;

/** Exponents w·log z up to this have exponentials without error to speak of. */
constexpr double MODERATE = 2;

/** As that, where the result is rounded to single precision. */
constexpr double MODERATE_SINGLE = 0x1p20;

/** A power of two beyond which everything overflows or underflows. */
constexpr double BEYOND = 5000;

ARGAND_INLINE int powerOfTwo(double x)
{
    return int(fmax(-BEYOND, fmin(BEYOND, rint(x))));
}

/** r·2^k·e^{iφ}. */
ARGAND_INLINE Complex<double> polar(double r, int k, Twofold phase)
{
    double c = cos(phase.hi);
    double s = sin(phase.hi);
    double dc = cos(phase.lo);
    double ds = sin(phase.lo);
    return scale(Complex<double>{r * (c * dc - s * ds), r * (s * dc + c * ds)}, k);
}

/** e^{x + iφ}. */
ARGAND_INLINE Complex<double> exp(Twofold x, Twofold phase)
{
    int k = powerOfTwo(x.hi / LN2);
    if (k == int(BEYOND) || k == -int(BEYOND)) {
        return polar(1, k, phase);
    }
    Twofold rest = x - ln2() * k;
    return polar(exp(rest.hi) * (1 + rest.lo), k, phase);
}

/** 0^w: 0 for Re w > 0, infinite for real w < 0, otherwise undefined. */
ARGAND_INLINE Complex<double> powerOfZero(Complex<double> w)
{
    if (w.re > 0) {
        return {0, 0};
    }
    return w.re < 0 && w.im == 0 ? Complex<double>{INFINITY, 0} : Complex<double>{NAN, NAN};
}

/** z^w where a part is not finite. */
ARGAND_INLINE Complex<double> limitOfPower(Complex<double> z, Complex<double> w)
{
    double r = abs(z);
    double turn = angle(z);
    double length = pow(r, w.re);
    double phase = turn * w.re;
    if (w.im != 0) {
        length *= exp(-turn * w.im);
        phase += w.im * log(r);
    }
    return polar(length, phase);
}

/** The size of w·log z, its terms taken apart. */
ARGAND_INLINE double sizeOfExponent(Complex<double> log, Complex<double> w)
{
    return abs(w) * (fabs(log.re) + fabs(log.im));
}

/** Im w·log z; a real w keeps the sign of a zero. */
ARGAND_INLINE double phaseOfPower(Complex<double> log, Complex<double> w)
{
    double phase = w.re * log.im;
    return w.im == 0 ? phase : phase + w.im * log.re;
}

/** z^w with the exponent in double precision; beyond e^±1400 the other parts of a product cannot undo its overflow. */
ARGAND_INLINE Complex<double> shortPower(Complex<double> log, Complex<double> w, double phase)
{
    constexpr double HUGE_EXPONENT = 1400;
    double x = w.re * log.re - w.im * log.im;
    x = fmax(-HUGE_EXPONENT, fmin(HUGE_EXPONENT, x));
    return timesExp(cos(phase), sin(phase), x, 1.0);
}

struct ComplexTwofold {
    Twofold re;
    Twofold im;
};

/** zⁿ by squaring, in twice the precision and with the power of two apart. */
ARGAND_INLINE Complex<double> repeatedProduct(Complex<double> z, int n)
{
    int k = exponent(larger(z));
    ComplexTwofold power = {one(), {0, 0}};
    ComplexTwofold s = {{scale(z.re, -k), 0}, {scale(z.im, -k), 0}};
#pragma unroll 1
    for (int bits = n < 0 ? -n : n; bits > 0; bits >>= 1) {
        if ((bits & 1) == 1) {
            power = {power.re * s.re - power.im * s.im, power.re * s.im + power.im * s.re};
        }
        s = {(s.re - s.im) * (s.re + s.im), s.re * s.im * 2.0};
    }
    Complex<double> result = {value(power.re), value(power.im)};
    return scale(n < 0 ? reciprocal(result) : result, k * n);
}

/** z^w with the exponent in twice the precision; its phase is right to 2^−104 of its size. */
ARGAND_INLINE Complex<double> longPower(Complex<double> z, Complex<double> w)
{
    int k = exponent(larger(z));
    double x = scale(z.re, -k);
    double y = scale(z.im, -k);
    Twofold length = logAbs(x, y) + ln2() * k;
    Twofold turn = arg(x, y);
    return exp(length * w.re - turn * w.im, turn * w.re + length * w.im);
}

/** The principal value of z^w = exp(w·log z). */
ARGAND_INLINE Complex<double> pow(Complex<double> z, Complex<double> w)
{
    if (w.re == 0 && w.im == 0) {
        return {1, 0};
    }
    if (z.re == 0 && z.im == 0) {
        return powerOfZero(w);
    }
    if (!isFinite(z) || !isFinite(w)) {
        return limitOfPower(z, w);
    }
    if (w.im == 0 && w.re == rint(w.re) && fabs(w.re) <= PRODUCTS) {
        return repeatedProduct(z, int(w.re));
    }
    Complex<double> l = log(z);
    return sizeOfExponent(l, w) < MODERATE ? shortPower(l, w, phaseOfPower(l, w)) : longPower(z, w);
}

/** As that; in double precision and rounded, unless the exponent is so large that even this loses digits. */
ARGAND_INLINE Complex<float> pow(Complex<float> z, Complex<float> w)
{
    Complex<double> base = widened(z);
    Complex<double> power = widened(w);
    if (isFinite(z) && isFinite(w) && larger(z) != 0 && !(w.im == 0 && w.re == rint(w.re))) {
        Complex<double> l = {log(abs(base)), angle(base)};
        double size = sizeOfExponent(l, power);
        if (fmax(size, abs(power)) < MODERATE_SINGLE) {
            double phase = phaseOfPower(l, power);
            // As in twice the precision, where a zero is positive.
            return narrowed(shortPower(l, power, size < MODERATE ? phase : phase + 0.0));
        }
    }
    return narrowed(pow(base, power));
}

/** Bits of log 2/2π after the point, as many as the largest number needs. */
__constant__ const unsigned long long LN2_IN_TURNS[] = {
    0x1c3dc98f7e969bbbULL, 0x2d82160b957fbcf7ULL, 0x6384efb34752570dULL, 0x875c804ebaa7e3f2ULL,
    0x9dba19bf26d22f92ULL, 0x057d72dbf62fb884ULL, 0x40e536cc0835bad4ULL, 0x8c3fea6ba432f1cdULL,
    0x544d633b59f036cfULL, 0x1243456f76468a7dULL, 0x5a0900abd7a3e708ULL, 0xeffc572f1c7c17fbULL,
    0x7f82ec188aa323d9ULL, 0xdcc271169d408a0aULL, 0xbab43090d71549eeULL, 0xdd67cd178b418a3aULL,
    0x2c6958e894f98a46ULL, 0x3a97ff6afab0351eULL, 0x73fb6c6dbf1e2d0eULL,
};

/** The direction of y·log 2 for |y| ≥ 2⁵², after Payne and Hanek: whole turns are never computed. */
ARGAND_INLINE Direction farDirection(double y)
{
    int e = exponent(y) - 52;
    long long digits = (long long)scale(y, -e);
    // Bits e to e + 127 after the point: those before make whole turns, those after do not count.
    const unsigned long long* word = LN2_IN_TURNS + e / 64;
    int shift = e % 64;
    unsigned long long high = shift == 0 ? word[0] : word[0] << shift | word[1] >> (64 - shift);
    unsigned long long low = shift == 0 ? word[1] : word[1] << shift | word[2] >> (64 - shift);
    unsigned long long size = (unsigned long long)(digits < 0 ? -digits : digits);
    unsigned long long turns = size * high + __umul64hi(size, low);
    int quarters = int((turns + (1ULL << 61)) >> 62);
    double r = double((long long)(turns - (unsigned long long)quarters * (1ULL << 62))) * 0x1p-64;
    Direction d = directionOf(quarters, r);
    return {digits < 0 ? -d.sin : d.sin, d.cos};
}

/** The direction of y·log 2 for |y| < 2⁵², from y·log 2/2π in twice the precision less whole quarters. */
ARGAND_INLINE Direction nearDirection(double y)
{
    if (fabs(y) < 0x1p-60) {
        return {y * LN2, 1};
    }
    Twofold turns = Twofold{0x1.c3dc98f7e969cp-4, -0x1.1349f7a7d1aa0p-58} * y;
    double rest = turns.hi - rint(turns.hi);
    double quarters = rint(4 * (rest + turns.lo));
    double r = (rest - 0.25 * quarters) + turns.lo;
    return directionOf(int(quarters), r);
}

/** 2^z; its phase y·log 2 is right to the last bit however large y is. */
ARGAND_INLINE Complex<double> exp2(Complex<double> z)
{
    constexpr double LARGE = 0x1p52;
    if (z.im == 0 || !isFinite(z)) {
        return polar(exp2(z.re), z.im * LN2);
    }
    Direction d = fabs(z.im) < LARGE ? nearDirection(z.im) : farDirection(z.im);
    int k = powerOfTwo(z.re);
    double size = exp2(fmax(-1.0, fmin(1.0, z.re - k)));
    return scale(Complex<double>{size * d.cos, size * d.sin}, k);
}

}  // namespace argand
