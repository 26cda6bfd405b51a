// A number of some 105 bits as the sum of two doubles (Dekker 1971), for logarithms and angles that large exponents
// multiply.
#pragma once

#include "scalar.cuh"

namespace argand {

struct Twofold {
    double hi;
    double lo;

    /** Unlike an aggregate, this is never a constant that is kept in memory. */
    ARGAND_INLINE Twofold(double hi, double lo) : hi(hi), lo(lo) {}
};

/** a + b, exactly. */
ARGAND_INLINE Twofold exactSum(double a, double b)
{
    double s = a + b;
    double t = s - a;
    return {s, (a - (s - t)) + (b - t)};
}

/** a·b, exactly where nothing underflows. */
ARGAND_INLINE Twofold exactProduct(double a, double b)
{
    double p = a * b;
    return {p, fma(a, b, -p)};
}

ARGAND_INLINE Twofold operator-(Twofold a)
{
    return {-a.hi, -a.lo};
}

ARGAND_INLINE Twofold operator+(Twofold a, Twofold b)
{
    Twofold s = exactSum(a.hi, b.hi);
    Twofold t = exactSum(a.lo, b.lo);
    Twofold u = exactSum(s.hi, s.lo + t.hi);
    return exactSum(u.hi, u.lo + t.lo);
}

ARGAND_INLINE Twofold operator-(Twofold a, Twofold b)
{
    return a + -b;
}

ARGAND_INLINE Twofold operator*(Twofold a, double b)
{
    Twofold p = exactProduct(a.hi, b);
    return exactSum(p.hi, fma(a.lo, b, p.lo));
}

ARGAND_INLINE Twofold operator*(Twofold a, Twofold b)
{
    Twofold p = exactProduct(a.hi, b.hi);
    return exactSum(p.hi, p.lo + (a.hi * b.lo + a.lo * b.hi));
}

ARGAND_INLINE Twofold operator/(Twofold a, double b)
{
    double q = a.hi / b;
    return exactSum(q, (fma(-q, b, a.hi) + a.lo) / b);
}

ARGAND_INLINE double value(Twofold a)
{
    return a.hi + a.lo;
}

ARGAND_INLINE Twofold one()
{
    return {1, 0};
}

ARGAND_INLINE Twofold ln2()
{
    return {0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};
}

ARGAND_INLINE Twofold pi()
{
    return {0x1.921fb54442d18p1, 0x1.1a62633145c07p-53};
}

/** Terms after which x^n/n! is below the last bit for |x| ≤ 2 log 2; even. */
constexpr int TERMS = 32;

/** log |z| for |z| between ½ and 2: the logarithm of |z|² in double, mended by one Newton step. */
ARGAND_INLINE Twofold logAbs(double x, double y)
{
    Twofold square = exactProduct(x, x) + exactProduct(y, y);
    double near = log(square.hi);
    Twofold e = one();
#pragma unroll 1
    for (int n = TERMS; n > 0; n--) {
        e = one() + e * -near / n;
    }
    double left = value(square * e - one());
    return exactSum(near / 2, left / 2);
}

/** arg z for |z| between ½ and 2: the angle in double, mended by turning z back through it. */
ARGAND_INLINE Twofold arg(double x, double y)
{
    double large = fmax(fabs(x), fabs(y));
    double small = fmin(fabs(x), fabs(y));
    double near = atan2(small, large);
    Twofold square = -exactProduct(near, near);
    Twofold cosine = one();
    Twofold sine = one();
#pragma unroll 1
    for (int n = TERMS; n > 0; n -= 2) {
        cosine = one() + square * cosine / ((n - 1.0) * n);
        sine = one() + square * sine / ((n + 1.0) * n);
    }
    double left = value(cosine * small - sine * near * large);
    Twofold a = exactSum(near, left / sqrt(small * small + large * large));
    a = fabs(y) > fabs(x) ? pi() * 0.5 - a : a;
    a = x < 0 ? pi() - a : a;
    return isNegative(y) ? -a : a;
}

}  // namespace argand
