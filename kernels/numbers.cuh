// What numbers are computed in before they are rounded to their type: double for the floating ones.
#pragma once

template <typename T>
struct Widened {
    typedef T Type;
};
template <>
struct Widened<float> {
    typedef double Type;
};
template <>
struct Widened<float2> {
    typedef double2 Type;
};
template <typename T>
using Wide = typename Widened<T>::Type;

template <typename T>
__device__ inline Wide<T> widen(T x) {
    return x;
}
template <>
__device__ inline double2 widen(float2 x) {
    return make_double2(x.x, x.y);
}

/** Rounds a number to its place. */
template <typename T>
__device__ inline void narrow(Wide<T> x, T* to) {
    *to = static_cast<T>(x);
}
template <>
__device__ inline void narrow(double2 x, float2* to) {
    *to = make_float2(static_cast<float>(x.x), static_cast<float>(x.y));
}

__device__ inline double2 operator+(double2 a, double2 b) {
    return make_double2(a.x + b.x, a.y + b.y);
}

__device__ inline double2 operator*(double2 a, double2 b) {
    return make_double2(a.x * b.x - a.y * b.y, a.x * b.y + a.y * b.x);
}
