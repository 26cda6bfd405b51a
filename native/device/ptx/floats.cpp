// Floating-point arithmetic rounded to nearest; without .ftz it is IEEE arithmetic, denormals included.
#include <cmath>
#include <limits>

#include "table.h"

namespace ptx {
namespace {

struct Add {
    template <class T> static T of(T a, T b) { return canonical(a + b); }
};

struct Subtract {
    template <class T> static T of(T a, T b) { return canonical(a - b); }
};

struct Multiply {
    template <class T> static T of(T a, T b) { return canonical(a * b); }
};

struct Divide {
    template <class T> static T of(T a, T b) { return canonical(a / b); }
};

struct MultiplyAdd {
    template <class T> static T of(T a, T b, T c) { return canonical(std::fma(a, b, c)); }
};

struct Reciprocal {
    template <class T> static T of(T a) { return canonical(1 / a); }
};

struct SquareRoot {
    template <class T> static T of(T a) { return canonical(std::sqrt(a)); }
};

struct Negative {
    template <class T> static T of(T a) { return -a; }
};

struct Absolute {
    template <class T> static T of(T a) { return std::fabs(a); }
};

// copysign takes the sign of its first operand and the magnitude of its second.
struct CopySign {
    template <class T> static T of(T sign, T magnitude) { return std::copysign(magnitude, sign); }
};

// A NaN gives way to the other operand, and -0 is less than +0.
template <bool Greater> struct Extremum {
    template <class T> static T of(T a, T b) {
        if (a != a) {
            return canonical(b);
        }
        if (b != b) {
            return canonical(a);
        }
        if (a == b) {
            return std::signbit(a) == Greater ? b : a;
        }
        return (a < b) == Greater ? b : a;
    }
};

template <bool Greater> struct ExtremumOrNan {
    template <class T> static T of(T a, T b) {
        return a != a || b != b ? canonical(a + b) : Extremum<Greater>::of(a, b);
    }
};

struct Saturate {
    template <class T> static T of(T a) { return a > 0 ? (a < 1 ? a : T(1)) : T(0); }
};

struct Flush {
    static float of(float a) {
        return std::fabs(a) < std::numeric_limits<float>::min() ? std::copysign(0.0f, a) : a;
    }
};

// The instruction of the processor, where it has one, is several times as fast as the library's.
template <class T>
[[gnu::target("fma")]] const Instruction* multiplyAddHere(const Instruction* i, u64* r, Thread* t) {
    T a = get<T>(r[i->a]);
    T b = get<T>(r[i->b]);
    T c = get<T>(r[i->c]);
    T result;
    if constexpr (sizeof(T) == 4) {
        result = __builtin_fmaf(a, b, c);
    } else {
        result = __builtin_fma(a, b, c);
    }
    set(r[i->d], canonical(result));
    return next(i, r, t);
}

template <class T> Handler multiplyAdd() {
    return __builtin_cpu_supports("fma") ? multiplyAddHere<T> : ternary<T, MultiplyAdd>;
}

}  // namespace

void addFloats(Table& table) {
    eachFloat([&](std::string type, auto zero) {
        using T = decltype(zero);
        for (const char* rounding : {".", ".rn."}) {
            table.add("add" + (rounding + type), "dab", binary<T, Add>);
            table.add("sub" + (rounding + type), "dab", binary<T, Subtract>);
            table.add("mul" + (rounding + type), "dab", binary<T, Multiply>);
        }
        table.add("div.rn." + type, "dab", binary<T, Divide>);
        table.add("fma.rn." + type, "dabc", multiplyAdd<T>());
        table.add("mad.rn." + type, "dabc", multiplyAdd<T>());
        table.add("rcp.rn." + type, "da", unary<T, Reciprocal>);
        table.add("sqrt.rn." + type, "da", unary<T, SquareRoot>);
        table.add("neg." + type, "da", unary<T, Negative>);
        table.add("abs." + type, "da", unary<T, Absolute>);
        table.add("copysign." + type, "dab", binary<T, CopySign>);
        table.add("min." + type, "dab", binary<T, Extremum<false>>);
        table.add("max." + type, "dab", binary<T, Extremum<true>>);
        table.add("min.NaN." + type, "dab", binary<T, ExtremumOrNan<false>>);
        table.add("max.NaN." + type, "dab", binary<T, ExtremumOrNan<true>>);
        table.add("saturate." + type, "da", unary<T, Saturate>);
    });
    table.add("flush.f32", "da", unary<float, Flush>);
}

}  // namespace ptx
