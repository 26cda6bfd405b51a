// The approximate functions of the hardware, at least as accurate, except those that programs refine.
#include <cmath>
#include <limits>

#include "table.h"

namespace ptx {
namespace {

struct Divide {
    static float of(float a, float b) { return canonical(a / b); }
};

struct Reciprocal {
    static float of(float a) { return canonical(1 / a); }
};

struct SquareRoot {
    static float of(float a) { return canonical(std::sqrt(a)); }
};

struct ReciprocalRoot {
    static float of(float a) { return canonical(static_cast<float>(1 / std::sqrt(static_cast<double>(a)))); }
};

struct Exponential {
    static float of(float a) { return canonical(std::exp2(a)); }
};

struct Logarithm {
    static float of(float a) { return canonical(std::log2(a)); }
};

struct Sine {
    static float of(float a) { return canonical(std::sin(a)); }
};

struct Cosine {
    static float of(float a) { return canonical(std::cos(a)); }
};

struct HyperbolicTangent {
    static float of(float a) { return canonical(std::tanh(a)); }
};

// In double precision only the upper half of operand and result is looked at: a start for Newton's iteration.
constexpr u64 UpperHalf = 0xffffffff00000000;

double upper(double x) {
    u64 bits;
    set(bits, x);
    return get<double>(bits & UpperHalf);
}

double flushed(double x) {
    return std::fabs(x) < std::numeric_limits<double>::min() ? std::copysign(0.0, x) : x;
}

struct CoarseReciprocal {
    static double of(double a) { return upper(flushed(1 / flushed(upper(a)))); }
};

template <bool Ftz> struct CoarseReciprocalRoot {
    static double of(double a) {
        double x = Ftz ? flushed(upper(a)) : upper(a);
        return upper(1 / std::sqrt(x));
    }
};

}  // namespace

void addApproximations(Table& table) {
    table.add("div.approx.f32", "dab", binary<float, Divide>);
    table.add("div.full.f32", "dab", binary<float, Divide>);
    table.add("rcp.approx.f32", "da", unary<float, Reciprocal>);
    table.add("sqrt.approx.f32", "da", unary<float, SquareRoot>);
    table.add("rsqrt.approx.f32", "da", unary<float, ReciprocalRoot>);
    table.add("ex2.approx.f32", "da", unary<float, Exponential>);
    table.add("lg2.approx.f32", "da", unary<float, Logarithm>);
    table.add("sin.approx.f32", "da", unary<float, Sine>);
    table.add("cos.approx.f32", "da", unary<float, Cosine>);
    table.add("tanh.approx.f32", "da", unary<float, HyperbolicTangent>);
    table.add("rcp.approx.ftz.f64", "da", unary<double, CoarseReciprocal>);
    table.add("rsqrt.approx.ftz.f64", "da", unary<double, CoarseReciprocalRoot<true>>);
    table.add("rsqrt.approx.f64", "da", unary<double, CoarseReciprocalRoot<false>>);
}

}  // namespace ptx
