// The entries of the device library by name and type, compiled for the host.
#pragma once

#include "host_device.h"

#include "../../kernels/library.cu"

#include <functional>
#include <string>
#include <vector>

namespace entries {

/** Types of operands. */
enum class Type { F32, F64, C64, C128 };

inline const char* nameOf(Type t)
{
    const char* names[] = {"f32", "f64", "c64", "c128"};
    return names[int(t)];
}

inline bool isComplex(Type t)
{
    return t == Type::C64 || t == Type::C128;
}

inline bool isDouble(Type t)
{
    return t == Type::F64 || t == Type::C128;
}

/** A function of operands and a result given as doubles; what is real has its imaginary part ignored, or 0. */
struct Entry {
    std::string name;
    Type type;
    int arity;
    std::function<double2(double2, double2)> call;
};

inline double2 asDoubles(float x)
{
    return {x, 0};
}

inline double2 asDoubles(double x)
{
    return {x, 0};
}

inline double2 asDoubles(float2 z)
{
    return {z.x, z.y};
}

inline double2 asDoubles(double2 z)
{
    return z;
}

inline void assign(float& to, double2 z)
{
    to = float(z.x);
}

inline void assign(double& to, double2 z)
{
    to = z.x;
}

inline void assign(float2& to, double2 z)
{
    to = {float(z.x), float(z.y)};
}

inline void assign(double2& to, double2 z)
{
    to = z;
}

template <class R, class A>
Entry entry(const char* name, Type type, R (*f)(A))
{
    return {name, type, 1, [f](double2 a, double2) {
                A x;
                assign(x, a);
                return asDoubles(f(x));
            }};
}

template <class R, class A>
Entry entry(const char* name, Type type, R (*f)(A, A))
{
    return {name, type, 2, [f](double2 a, double2 b) {
                A x;
                A y;
                assign(x, a);
                assign(y, b);
                return asDoubles(f(x, y));
            }};
}

#define LIBRARY_REAL(name)                                                                                   \
    entry(#name, Type::F32, argand_##name##_f32), entry(#name, Type::F64, argand_##name##_f64)

#define LIBRARY_COMPLEX(name)                                                                                \
    entry(#name, Type::C64, argand_##name##_c64), entry(#name, Type::C128, argand_##name##_c128)

#define LIBRARY_BOTH(name) LIBRARY_REAL(name), LIBRARY_COMPLEX(name)

inline std::vector<Entry> all()
{
    return {
        LIBRARY_COMPLEX(abs),     LIBRARY_BOTH(acos),   LIBRARY_BOTH(acosh), LIBRARY_BOTH(angle),
        LIBRARY_BOTH(asin),       LIBRARY_BOTH(asinh),  LIBRARY_BOTH(atan),  LIBRARY_BOTH(atanh),
        LIBRARY_BOTH(cos),        LIBRARY_BOTH(cosh),   LIBRARY_COMPLEX(div), LIBRARY_BOTH(exp),
        LIBRARY_BOTH(exp2),       LIBRARY_BOTH(expm1),  LIBRARY_BOTH(log),   LIBRARY_BOTH(log10),
        LIBRARY_BOTH(log1p),      LIBRARY_BOTH(log2),   LIBRARY_COMPLEX(mul), LIBRARY_REAL(polar),
        LIBRARY_BOTH(pow),        LIBRARY_COMPLEX(reciprocal), LIBRARY_BOTH(rsqrt), LIBRARY_BOTH(sgn),
        LIBRARY_BOTH(sigmoid),    LIBRARY_BOTH(sin),    LIBRARY_BOTH(sinc),  LIBRARY_BOTH(sinh),
        LIBRARY_COMPLEX(sqrt),    LIBRARY_COMPLEX(square), LIBRARY_BOTH(tan), LIBRARY_BOTH(tanh),
    };
}

}  // namespace entries
