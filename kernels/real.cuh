// Functions of one real number that the mathematical library lacks or has otherwise than org.argand.backend.RealMath.
#pragma once

#include "turns.cuh"

namespace argand {

/** Area hyperbolic sine, odd, sign of zero kept. */
ARGAND_INLINE double asinh(double x)
{
    constexpr double HUGE_SIZE = 1e9;
    double a = fabs(x);
    double y = a > HUGE_SIZE ? log(a) + LN2 : log1p(a + a * a / (1 + sqrt(a * a + 1)));
    return copysign(y, x);
}

/** Area hyperbolic cosine; NaN below 1. */
ARGAND_INLINE double acosh(double x)
{
    constexpr double HUGE_SIZE = 1e9;
    if (x > HUGE_SIZE) {
        return log(x) + LN2;
    }
    double t = x - 1;
    return t < 0 ? double(NAN) : log1p(t + sqrt(2 * t + t * t));
}

/** Area hyperbolic tangent; ±∞ at ±1, NaN beyond, sign of zero kept. */
ARGAND_INLINE double atanh(double x)
{
    double a = fabs(x);
    return copysign(0.5 * log1p(2 * a / (1 - a)), x);
}

template <class T>
ARGAND_INLINE T rsqrt(T x)
{
    return 1 / sqrt(x);
}

/** 1/(1 + e^−x), through the exponential that does not overflow. */
template <class T>
ARGAND_INLINE T sigmoid(T x)
{
    T e = exp(-fabs(x));
    return (x >= 0 ? T(1) : e) / (1 + e);
}

/** Normalised sinc; exactly 0 at integers other than 0, near which the fourth power of x does not count beside 1. */
ARGAND_INLINE double sinc(double x)
{
    constexpr double SMALL = 1e-5;
    return fabs(x) < SMALL ? 1 - x * x * (PI * PI / 6) : directionOfHalfTurns(x).sin / (PI * x);
}

/** −1, 0 or 1, the sign of zero and NaN kept. */
template <class T>
ARGAND_INLINE T sgn(T x)
{
    return x > 0 ? T(1) : x < 0 ? T(-1) : x;
}

/** 0 for a positive number, π for a negative one. */
template <class T>
ARGAND_INLINE T angle(T x)
{
    return isNan(x) ? x : isNegative(x) ? T(PI) : T(0);
}

}  // namespace argand
