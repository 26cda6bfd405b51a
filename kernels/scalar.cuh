// Functions of one real number under one name for both precisions, and what the precisions differ in.
#pragma once

#include <math.h>

/** What every function of the device library is, unless it is one of the entries in library.cu. */
#define ARGAND_INLINE __device__ inline

/** A function of the mathematical library for float and double; its plain name would take float to double on a host. */
#define ARGAND_SCALAR(name)                                                                                  \
    ARGAND_INLINE float name(float x)                                                                        \
    {                                                                                                        \
        return ::name##f(x);                                                                                 \
    }                                                                                                        \
    ARGAND_INLINE double name(double x)                                                                      \
    {                                                                                                        \
        return ::name(x);                                                                                    \
    }

namespace argand {

ARGAND_SCALAR(acos)
ARGAND_SCALAR(asin)
ARGAND_SCALAR(atan)
ARGAND_SCALAR(cos)
ARGAND_SCALAR(cosh)
ARGAND_SCALAR(exp)
ARGAND_SCALAR(exp2)
ARGAND_SCALAR(expm1)
ARGAND_SCALAR(fabs)
ARGAND_SCALAR(log)
ARGAND_SCALAR(log10)
ARGAND_SCALAR(log1p)
ARGAND_SCALAR(log2)
ARGAND_SCALAR(rint)
ARGAND_SCALAR(sin)
ARGAND_SCALAR(sinh)
ARGAND_SCALAR(sqrt)
ARGAND_SCALAR(tan)
ARGAND_SCALAR(tanh)

ARGAND_INLINE float atan2(float y, float x)
{
    return ::atan2f(y, x);
}

ARGAND_INLINE double atan2(double y, double x)
{
    return ::atan2(y, x);
}

ARGAND_INLINE float copysign(float size, float sign)
{
    return ::copysignf(size, sign);
}

ARGAND_INLINE double copysign(double size, double sign)
{
    return ::copysign(size, sign);
}

ARGAND_INLINE float fma(float a, float b, float c)
{
    return ::fmaf(a, b, c);
}

ARGAND_INLINE double fma(double a, double b, double c)
{
    return ::fma(a, b, c);
}

/** The larger, a number before NaN. */
ARGAND_INLINE float fmax(float a, float b)
{
    return ::fmaxf(a, b);
}

ARGAND_INLINE double fmax(double a, double b)
{
    return ::fmax(a, b);
}

ARGAND_INLINE float fmin(float a, float b)
{
    return ::fminf(a, b);
}

ARGAND_INLINE double fmin(double a, double b)
{
    return ::fmin(a, b);
}

/** x·2^k. */
ARGAND_INLINE float scale(float x, int k)
{
    return ::scalbnf(x, k);
}

ARGAND_INLINE double scale(double x, int k)
{
    return ::scalbn(x, k);
}

/** The power of two that brings a finite number near 1; of zero, 0. */
ARGAND_INLINE int exponent(float x)
{
    return x == 0 ? 0 : ::ilogbf(x);
}

ARGAND_INLINE int exponent(double x)
{
    return x == 0 ? 0 : ::ilogb(x);
}

template <class T>
ARGAND_INLINE bool isNan(T x)
{
    return x != x;
}

template <class T>
ARGAND_INLINE bool isFinite(T x)
{
    return fabs(x) < T(INFINITY);
}

template <class T>
ARGAND_INLINE bool isInfinite(T x)
{
    return fabs(x) == T(INFINITY);
}

/** Whether x is negative, −0 included. */
template <class T>
ARGAND_INLINE bool isNegative(T x)
{
    return copysign(T(1), x) < 0;
}

/** x^y; unlike that of C, NaN for a NaN exponent other than of NaN to 0, and for ±1 to an infinite one. */
ARGAND_INLINE double pow(double x, double y)
{
    return fabs(x) == 1 && !isFinite(y) ? double(NAN) : ::pow(x, y);
}

constexpr double PI = 0x1.921fb54442d18p1;
constexpr double LN2 = 0x1.62e42fefa39efp-1;
constexpr double LN10 = 0x1.26bb1bbb55516p1;

/** What the precisions differ in. */
template <class T>
struct Limits;

template <>
struct Limits<float> {
    /** Largest whole x for which exp(x) does not overflow. */
    static constexpr float EXP = 88;
    /** Squares of numbers between 2^−HALF_EXPONENT and 2^HALF_EXPONENT lose nothing that counts. */
    static constexpr int HALF_EXPONENT = 60;
};

template <>
struct Limits<double> {
    static constexpr double EXP = 709;
    static constexpr int HALF_EXPONENT = 500;
};

}  // namespace argand
