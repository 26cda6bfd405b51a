// Arithmetic of complex numbers, their length, direction and square root, in either precision.
#pragma once

#include "scalar.cuh"

namespace argand {

template <class T>
struct Complex {
    T re;
    T im;

    /** Unlike an aggregate, this is never a constant that is kept in memory. */
    ARGAND_INLINE Complex(T re, T im) : re(re), im(im) {}
};

template <class T>
ARGAND_INLINE bool isFinite(Complex<T> z)
{
    return isFinite(z.re) && isFinite(z.im);
}

/** The number in double precision. */
ARGAND_INLINE Complex<double> widened(Complex<float> z)
{
    return {z.re, z.im};
}

/** The number rounded to single precision. */
ARGAND_INLINE Complex<float> narrowed(Complex<double> z)
{
    return {float(z.re), float(z.im)};
}

/** Whether a part is not a number. */
template <class T>
ARGAND_INLINE bool isNan(Complex<T> z)
{
    return isNan(z.re) || isNan(z.im);
}

template <class T>
ARGAND_INLINE bool isInfinite(Complex<T> z)
{
    return isInfinite(z.re) || isInfinite(z.im);
}

/** The size of the larger part. */
template <class T>
ARGAND_INLINE T larger(Complex<T> z)
{
    return fmax(fabs(z.re), fabs(z.im));
}

template <class T>
ARGAND_INLINE T smaller(Complex<T> z)
{
    return fmin(fabs(z.re), fabs(z.im));
}

template <class T>
ARGAND_INLINE Complex<T> operator-(Complex<T> z)
{
    return {-z.re, -z.im};
}

template <class T>
ARGAND_INLINE Complex<T> operator*(Complex<T> z, T factor)
{
    return {z.re * factor, z.im * factor};
}

/** z·2^k. */
template <class T>
ARGAND_INLINE Complex<T> scale(Complex<T> z, int k)
{
    return {scale(z.re, k), scale(z.im, k)};
}

template <class T>
ARGAND_INLINE Complex<T> product(Complex<T> a, Complex<T> b)
{
    return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
}

/** a·b by the plain four products, done again with the powers of two apart where finite numbers overflowed. */
ARGAND_INLINE Complex<double> mul(Complex<double> a, Complex<double> b)
{
    Complex<double> p = product(a, b);
    if (isFinite(p) || !isFinite(a) || !isFinite(b)) {
        return p;
    }
    int j = exponent(larger(a));
    int k = exponent(larger(b));
    Complex<double> q = scale(product(scale(a, -j), scale(b, -k)), j + k);
    return {isFinite(p.re) ? p.re : q.re, isFinite(p.im) ? p.im : q.im};
}

/** As that; double precision has room for what overflowed. */
ARGAND_INLINE Complex<float> mul(Complex<float> a, Complex<float> b)
{
    Complex<float> p = product(a, b);
    return isFinite(p) || !isFinite(a) || !isFinite(b) ? p : narrowed(product(widened(a), widened(b)));
}

template <class T>
ARGAND_INLINE Complex<T> plainSquare(Complex<T> z)
{
    return {(z.re - z.im) * (z.re + z.im), 2 * (z.re * z.im)};
}

ARGAND_INLINE Complex<double> square(Complex<double> z)
{
    Complex<double> p = plainSquare(z);
    return isFinite(p) || !isFinite(z) ? p : mul(z, z);
}

ARGAND_INLINE Complex<float> square(Complex<float> z)
{
    Complex<float> p = plainSquare(z);
    return isFinite(p) || !isFinite(z) ? p : narrowed(plainSquare(widened(z)));
}

/** a·conj b. */
template <class T>
ARGAND_INLINE Complex<T> conjugateProduct(Complex<T> a, Complex<T> b)
{
    return {a.re * b.re + a.im * b.im, a.im * b.re - a.re * b.im};
}

/** ±1 for an infinite number, ±0 for another. */
template <class T>
ARGAND_INLINE T box(T x)
{
    return copysign(isInfinite(x) ? T(1) : T(0), x);
}

/** a/b for b near 1 or not finite: what is not a number in both parts is an infinity or a zero, as in Annex G. */
template <class T>
ARGAND_INLINE Complex<T> limitOfDiv(Complex<T> a, Complex<T> b)
{
    Complex<T> p = conjugateProduct(a, b);
    T d = b.re * b.re + b.im * b.im;
    Complex<T> q = {p.re / d, p.im / d};
    if (!(isNan(q.re) && isNan(q.im))) {
        return q;
    }
    if (d == 0) {
        return a * copysign(T(INFINITY), b.re);
    }
    if (isInfinite(a) && isFinite(b)) {
        return conjugateProduct({box(a.re), box(a.im)}, b) * T(INFINITY);
    }
    if (isInfinite(b) && isFinite(a)) {
        return conjugateProduct(a, {box(b.re), box(b.im)}) * T(0);
    }
    return q;
}

/** Whether quotients of products of two such numbers neither overflow nor underflow. */
ARGAND_INLINE bool isModerate(double x)
{
    return x == 0 || (fabs(x) > 0x1p-250 && fabs(x) < 0x1p250);
}

/** a/b, scaled where it would overflow or underflow needlessly. */
ARGAND_INLINE Complex<double> div(Complex<double> a, Complex<double> b)
{
    bool moderate = isModerate(a.re) && isModerate(a.im) && isModerate(b.re) && isModerate(b.im);
    int k = moderate || !isFinite(b) ? 0 : exponent(larger(b));
    Complex<double> u = scale(b, -k);
    if (!isFinite(a) || !isFinite(b) || larger(b) == 0) {
        return limitOfDiv(a, u);
    }
    int j = moderate ? 0 : exponent(larger(a));
    Complex<double> p = conjugateProduct(scale(a, -j), u);
    double d = u.re * u.re + u.im * u.im;
    return scale(Complex<double>{p.re / d, p.im / d}, j - k);
}

/** As that; double precision has room for all products and their quotients. */
ARGAND_INLINE Complex<float> div(Complex<float> a, Complex<float> b)
{
    Complex<double> x = widened(a);
    Complex<double> y = widened(b);
    if (!isFinite(a) || !isFinite(b) || larger(b) == 0) {
        return narrowed(limitOfDiv(x, y));
    }
    Complex<double> p = conjugateProduct(x, y);
    double d = y.re * y.re + y.im * y.im;
    return {float(p.re / d), float(p.im / d)};
}

template <class T>
ARGAND_INLINE Complex<T> reciprocal(Complex<T> z)
{
    return div(Complex<T>{1, 0}, z);
}

/** |z|, without needless overflow or underflow. */
template <class T>
ARGAND_INLINE T abs(Complex<T> z)
{
    T m = larger(z);
    if (isInfinite(m) || isNan(z)) {
        return isInfinite(m) ? T(INFINITY) : T(NAN);
    }
    T high = scale(T(1), Limits<T>::HALF_EXPONENT);
    if (m < high && m > 1 / high) {
        return sqrt(z.re * z.re + z.im * z.im);
    }
    int k = exponent(m);
    Complex<T> u = scale(z, -k);
    return scale(sqrt(u.re * u.re + u.im * u.im), k);
}

/** arg z in [−π, π], with the sign of the imaginary part on the cut. */
template <class T>
ARGAND_INLINE T angle(Complex<T> z)
{
    return atan2(z.im, z.re);
}

/** z/|z|; 0 at 0; the direction of the infinite parts at infinity. */
template <class T>
ARGAND_INLINE Complex<T> sgn(Complex<T> z)
{
    if (isNan(z)) {
        return {T(NAN), T(NAN)};
    }
    T m = larger(z);
    if (m == 0) {
        return {0, 0};
    }
    Complex<T> u = isInfinite(m) ? Complex<T>{isInfinite(z.re) ? copysign(T(1), z.re) : T(0),
                                              isInfinite(z.im) ? copysign(T(1), z.im) : T(0)}
                                 : Complex<T>{z.re / m, z.im / m};
    T r = sqrt(u.re * u.re + u.im * u.im);
    return {u.re / r, u.im / r};
}

/** r·e^{iθ}, exact on the real axis and with Annex G's values at infinity. */
template <class T>
ARGAND_INLINE Complex<T> polar(T r, T theta)
{
    if (!isFinite(theta)) {
        T zero = r == 0 ? T(0) : T(NAN);
        return {isInfinite(r) ? T(INFINITY) : zero, zero};
    }
    if (theta == 0) {
        return {r, isNan(r) ? T(0) : isInfinite(r) ? copysign(T(1), r) * theta : r * theta};
    }
    return {r * cos(theta), r * sin(theta)};
}

/** √z where a part is not finite: Annex G. */
template <class T>
ARGAND_INLINE Complex<T> limitOfSqrt(Complex<T> z)
{
    if (isInfinite(z.im)) {
        return {T(INFINITY), z.im};
    }
    if (!isInfinite(z.re)) {
        return {T(NAN), T(NAN)};
    }
    T small = isNan(z.im) ? T(NAN) : T(0);
    return z.re > 0 ? Complex<T>{z.re, copysign(small, z.im)}
                    : Complex<T>{small, copysign(T(INFINITY), z.im)};
}

/** √z with Re ≥ 0, cut along the negative real axis: the larger part from |z| + |Re z|, the smaller by division. */
template <class T>
ARGAND_INLINE Complex<T> sqrt(Complex<T> z)
{
    if (!isFinite(z)) {
        return limitOfSqrt(z);
    }
    T m = larger(z);
    if (m == 0) {
        return {0, z.im};
    }
    // Half of an even power of two is left of the scale.
    int k = exponent(m) / 2;
    Complex<T> u = scale(z, -2 * k);
    T large = scale(sqrt((abs(u) + fabs(u.re)) * T(0.5)), k);
    T small = fabs(z.im) / (2 * large);
    return z.re >= 0 ? Complex<T>{large, copysign(small, z.im)}
                     : Complex<T>{small, copysign(large, z.im)};
}

/** 1/√z. */
template <class T>
ARGAND_INLINE Complex<T> rsqrt(Complex<T> z)
{
    return reciprocal(sqrt(z));
}

}  // namespace argand
