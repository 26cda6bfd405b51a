// What nvcc knows without being told, so that g++ compiles the device library for the host.
#pragma once

#include <cmath>
#include <cstring>

#include <math.h>

struct float2 {
    float x;
    float y;
};

struct double2 {
    double x;
    double y;
};

inline long long __double_as_longlong(double x)
{
    long long bits;
    std::memcpy(&bits, &x, sizeof bits);
    return bits;
}

inline double __longlong_as_double(long long bits)
{
    double x;
    std::memcpy(&x, &bits, sizeof x);
    return x;
}

inline unsigned long long __umul64hi(unsigned long long a, unsigned long long b)
{
    return static_cast<unsigned long long>((static_cast<unsigned __int128>(a) * b) >> 64);
}

// Last: the headers of the standard library use some of these names.
#define __device__
#define __constant__ static
#define __noinline__ __attribute__((noinline))
