// The entries of the device library: argand_<function>_<type of its operands>, which generated kernels call. A function
// of float or complex64 numbers is computed in its own precision where that is accurate, and otherwise in double
// precision and rounded once.
#include "exponential.cuh"
#include "inverse.cuh"
#include "philox.cuh"
#include "powers.cuh"
#include "real.cuh"

#define ENTRY extern "C" __noinline__ __device__

using argand::Wide;

namespace {

__device__ inline argand::Complex<float> in(float2 z)
{
    return {z.x, z.y};
}

__device__ inline argand::Complex<double> in(double2 z)
{
    return {z.x, z.y};
}

__device__ inline float2 out(argand::Complex<float> z)
{
    return {z.re, z.im};
}

__device__ inline double2 out(argand::Complex<double> z)
{
    return {z.re, z.im};
}

__device__ inline float2 narrowed(double2 z)
{
    return {float(z.x), float(z.y)};
}

__device__ inline double2 widened(float2 z)
{
    return {z.x, z.y};
}

}  // namespace

#define REAL_F64(name)                                                                                       \
    ENTRY double argand_##name##_f64(double x)                                                               \
    {                                                                                                        \
        return argand::name(x);                                                                              \
    }

#define REAL_IN_OWN(name)                                                                                    \
    REAL_F64(name)                                                                                           \
    ENTRY float argand_##name##_f32(float x)                                                                 \
    {                                                                                                        \
        return argand::name(x);                                                                              \
    }

#define REAL_IN_DOUBLE(name)                                                                                 \
    REAL_F64(name)                                                                                           \
    ENTRY float argand_##name##_f32(float x)                                                                 \
    {                                                                                                        \
        return float(argand_##name##_f64(x));                                                                \
    }

#define COMPLEX_C128(name)                                                                                   \
    ENTRY double2 argand_##name##_c128(double2 z)                                                            \
    {                                                                                                        \
        return out(argand::name(in(z)));                                                                     \
    }

#define COMPLEX_IN_OWN(name)                                                                                 \
    COMPLEX_C128(name)                                                                                       \
    ENTRY float2 argand_##name##_c64(float2 z)                                                               \
    {                                                                                                        \
        return out(argand::name(in(z)));                                                                     \
    }

#define COMPLEX_IN_DOUBLE(name)                                                                              \
    COMPLEX_C128(name)                                                                                       \
    ENTRY float2 argand_##name##_c64(float2 z)                                                               \
    {                                                                                                        \
        return narrowed(argand_##name##_c128(widened(z)));                                                   \
    }

REAL_IN_OWN(acos)
REAL_IN_OWN(angle)
REAL_IN_OWN(asin)
REAL_IN_OWN(atan)
REAL_IN_OWN(cos)
REAL_IN_OWN(cosh)
REAL_IN_OWN(exp)
REAL_IN_OWN(exp2)
REAL_IN_OWN(expm1)
REAL_IN_OWN(log)
REAL_IN_OWN(log10)
REAL_IN_OWN(log1p)
REAL_IN_OWN(log2)
REAL_IN_OWN(rsqrt)
REAL_IN_OWN(sgn)
REAL_IN_OWN(sigmoid)
REAL_IN_OWN(sin)
REAL_IN_OWN(tanh)
REAL_IN_DOUBLE(acosh)
REAL_IN_DOUBLE(asinh)
REAL_IN_DOUBLE(atanh)
REAL_IN_DOUBLE(sinc)
REAL_IN_DOUBLE(sinh)
REAL_IN_DOUBLE(tan)

COMPLEX_IN_OWN(cos)
COMPLEX_IN_OWN(cosh)
COMPLEX_IN_OWN(exp)
COMPLEX_IN_OWN(log)
COMPLEX_IN_OWN(reciprocal)
COMPLEX_IN_OWN(sgn)
COMPLEX_IN_OWN(sigmoid)
COMPLEX_IN_OWN(sin)
COMPLEX_IN_OWN(sinh)
COMPLEX_IN_OWN(sqrt)
COMPLEX_IN_OWN(square)
COMPLEX_IN_DOUBLE(acos)
COMPLEX_IN_DOUBLE(acosh)
COMPLEX_IN_DOUBLE(asin)
COMPLEX_IN_DOUBLE(asinh)
COMPLEX_IN_DOUBLE(atan)
COMPLEX_IN_DOUBLE(atanh)
COMPLEX_IN_DOUBLE(exp2)
COMPLEX_IN_DOUBLE(expm1)
COMPLEX_IN_DOUBLE(log10)
COMPLEX_IN_DOUBLE(log1p)
COMPLEX_IN_DOUBLE(log2)
COMPLEX_IN_DOUBLE(rsqrt)
COMPLEX_IN_DOUBLE(sinc)
COMPLEX_IN_DOUBLE(tan)
COMPLEX_IN_DOUBLE(tanh)

ENTRY float argand_abs_c64(float2 z)
{
    return argand::abs(in(z));
}

ENTRY double argand_abs_c128(double2 z)
{
    return argand::abs(in(z));
}

ENTRY float argand_angle_c64(float2 z)
{
    return argand::angle(in(z));
}

ENTRY double argand_angle_c128(double2 z)
{
    return argand::angle(in(z));
}

ENTRY float2 argand_polar_f32(float r, float theta)
{
    return out(argand::polar(r, theta));
}

ENTRY double2 argand_polar_f64(double r, double theta)
{
    return out(argand::polar(r, theta));
}

ENTRY float2 argand_mul_c64(float2 a, float2 b)
{
    return out(argand::mul(in(a), in(b)));
}

ENTRY double2 argand_mul_c128(double2 a, double2 b)
{
    return out(argand::mul(in(a), in(b)));
}

ENTRY float2 argand_div_c64(float2 a, float2 b)
{
    return out(argand::div(in(a), in(b)));
}

ENTRY double2 argand_div_c128(double2 a, double2 b)
{
    return out(argand::div(in(a), in(b)));
}

ENTRY double argand_pow_f64(double x, double y)
{
    return argand::pow(x, y);
}

ENTRY float argand_pow_f32(float x, float y)
{
    return float(argand_pow_f64(x, y));
}

ENTRY double2 argand_pow_c128(double2 z, double2 w)
{
    return out(argand::pow(in(z), in(w)));
}

ENTRY float2 argand_pow_c64(float2 z, float2 w)
{
    return out(argand::pow(in(z), in(w)));
}

ENTRY float argand_uniform_f32(Wide seed, Wide stream, Wide index)
{
    return float(argand::singleUniform({seed, stream}, index));
}

ENTRY double argand_uniform_f64(Wide seed, Wide stream, Wide index)
{
    return argand::wideUniform({seed, stream}, index);
}

ENTRY float argand_normal_f32(Wide seed, Wide stream, Wide index)
{
    return float(argand::normal(argand::singlePair({seed, stream}, index >> 1), (index & 1) != 0));
}

ENTRY double argand_normal_f64(Wide seed, Wide stream, Wide index)
{
    return argand::normal(argand::widePair({seed, stream}, index >> 1), (index & 1) != 0);
}

ENTRY float2 argand_normal_c64(Wide seed, Wide stream, Wide index)
{
    return narrowed(out(argand::complexNormal(argand::singlePair({seed, stream}, index))));
}

ENTRY double2 argand_normal_c128(Wide seed, Wide stream, Wide index)
{
    return out(argand::complexNormal(argand::widePair({seed, stream}, index)));
}

ENTRY int argand_integer_i32(Wide seed, Wide stream, Wide index, long long bound)
{
    return argand::narrowInteger({seed, stream}, index, Wide(bound));
}

ENTRY long long argand_integer_i64(Wide seed, Wide stream, Wide index, long long bound)
{
    return argand::wideInteger({seed, stream}, index, Wide(bound));
}
