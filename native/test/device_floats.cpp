// Floating-point instructions and conversions against C++, over values at the edges.
#include <cfenv>

#include "device_evaluate.h"

namespace {

using u32 = std::uint32_t;
using s32 = std::int32_t;
using u64 = std::uint64_t;
using s64 = std::int64_t;

template <class T, class F> T inMode(int mode, F f) {
    std::fesetround(mode);
    volatile T result = f();
    std::fesetround(FE_TONEAREST);
    return result;
}

struct Mode {
    const char* name;
    int value;
};

const Mode modes[] = {{"rn", FE_TONEAREST}, {"rz", FE_TOWARDZERO}, {"rm", FE_DOWNWARD}, {"rp", FE_UPWARD}};

template <class T> void arithmetic() {
    std::string t = typeName<T>();
    for (const Mode& mode : modes) {
        std::string ending = std::string(".") + mode.name + "." + t + " %d, %a, %b";
        int m = mode.value;
        compare2<T, T>("add" + ending + ";",
                [=](volatile T a, volatile T b) { return inMode<T>(m, [&] { return a + b; }); });
        compare2<T, T>("sub" + ending + ";",
                [=](volatile T a, volatile T b) { return inMode<T>(m, [&] { return a - b; }); });
        compare2<T, T>("mul" + ending + ";",
                [=](volatile T a, volatile T b) { return inMode<T>(m, [&] { return a * b; }); });
        compare2<T, T>("div" + ending + ";",
                [=](volatile T a, volatile T b) { return inMode<T>(m, [&] { return a / b; }); });
        compare3<T, T>("fma" + ending + ", %c;", [=](volatile T a, volatile T b, volatile T c) {
            return inMode<T>(m, [&] { return std::fma(T(a), T(b), T(c)); });
        });
        ending = std::string(".") + mode.name + "." + t + " %d, %a;";
        compare1<T, T>("rcp" + ending, [=](volatile T a) { return inMode<T>(m, [&] { return T(1) / a; }); });
        compare1<T, T>(
                "sqrt" + ending, [=](volatile T a) { return inMode<T>(m, [&] { return std::sqrt(T(a)); }); });
    }
}

template <class T> void others() {
    std::string t = typeName<T>();
    compare1<T, T>("neg." + t + " %d, %a;", [](T a) { return -a; });
    compare1<T, T>("abs." + t + " %d, %a;", [](T a) { return std::fabs(a); });
    compare2<T, T>("copysign." + t + " %d, %a, %b;", [](T a, T b) { return std::copysign(b, a); });
    auto lesser = [](T a, T b) {
        return a != a ? b : b != b ? a : a == b ? (std::signbit(a) ? a : b) : a < b ? a : b;
    };
    compare2<T, T>("min." + t + " %d, %a, %b;", lesser);
    compare2<T, T>("max." + t + " %d, %a, %b;", [=](T a, T b) { return -lesser(-a, -b); });
    compare2<T, T>("add.sat." + t + " %d, %a, %b;", [](T a, T b) {
        T sum = a + b;
        return sum > 0 ? std::min(sum, T(1)) : T(0);
    });
    compare3<T, T>("setp.gt." + t + " %p, %a, %b;\nselp." + t + " %d, %b, %c, %p;",
            [](T a, T b, T c) { return a > b ? b : c; });
}

template <class T> void comparisons() {
    struct Test {
        const char* name;
        bool (*holds)(T, T);
    };
    const Test tests[] = {{"eq", [](T a, T b) { return a == b; }}, {"lt", [](T a, T b) { return a < b; }},
            {"le", [](T a, T b) { return a <= b; }}, {"gt", [](T a, T b) { return a > b; }},
            {"ge", [](T a, T b) { return a >= b; }}, {"ne", [](T a, T b) { return a < b || a > b; }},
            {"equ", [](T a, T b) { return !(a < b || a > b); }}, {"neu", [](T a, T b) { return a != b; }},
            {"ltu", [](T a, T b) { return !(a >= b); }}, {"leu", [](T a, T b) { return !(a > b); }},
            {"gtu", [](T a, T b) { return !(a <= b); }}, {"geu", [](T a, T b) { return !(a < b); }},
            {"num", [](T a, T b) { return a == a && b == b; }},
            {"nan", [](T a, T b) { return a != a || b != b; }}};
    for (const Test& test : tests) {
        std::string name = "setp." + std::string(test.name) + "." + typeName<T>();
        auto holds = test.holds;
        compare2<u32, T>(
                name + " %p, %a, %b;\nselp.u32 %d, 1, 0, %p;", [=](T a, T b) { return u32(holds(a, b)); });
        compare2<u32, T>(name + " %p|%q, %a, %b;\nselp.u32 %d, 1, 0, %q;",
                [=](T a, T b) { return u32(!holds(a, b)); });
    }
    std::string t = typeName<T>();
    compare1<u32, T>("testp.subnormal." + t + " %p, %a;\nselp.u32 %d, 1, 0, %p;",
            [](T a) { return u32(std::fpclassify(a) == FP_SUBNORMAL); });
    compare1<u32, T>("testp.finite." + t + " %p, %a;\nselp.u32 %d, 1, 0, %p;",
            [](T a) { return u32(std::isfinite(a)); });
}

// What the manual says of values beyond the range, and of NaN.
template <class D, class S> D clamped(S whole) {
    if (whole != whole) {
        return sizeof(S) == 4 && sizeof(D) == 4 ? D(0) : static_cast<D>(u64(1) << (8 * sizeof(D) - 1));
    }
    long double x = whole;
    long double low = std::numeric_limits<D>::min();
    long double high = std::numeric_limits<D>::max();
    return x < low ? std::numeric_limits<D>::min() : x > high ? std::numeric_limits<D>::max() : D(x);
}

template <class D, class S> void toInteger() {
    std::string ending = std::string(".") + typeName<D>() + "." + typeName<S>() + " %d, %a;";
    compare1<D, S>("cvt.rzi" + ending, [](S a) { return clamped<D, S>(std::trunc(a)); });
    compare1<D, S>("cvt.rni" + ending, [](S a) { return clamped<D, S>(std::nearbyint(a)); });
    compare1<D, S>("cvt.rmi" + ending, [](S a) { return clamped<D, S>(std::floor(a)); });
    compare1<D, S>("cvt.rpi" + ending, [](S a) { return clamped<D, S>(std::ceil(a)); });
}

template <class D, class S> void fromInteger() {
    for (const Mode& mode : modes) {
        int m = mode.value;
        compare1<D, S>(
                std::string("cvt.") + mode.name + "." + typeName<D>() + "." + typeName<S>() + " %d, %a;",
                [=](volatile S a) { return inMode<D>(m, [&] { return static_cast<D>(a); }); });
    }
}

void conversions() {
    toInteger<s32, float>();
    toInteger<u32, float>();
    toInteger<s64, float>();
    toInteger<u64, float>();
    toInteger<s32, double>();
    toInteger<u32, double>();
    toInteger<s64, double>();
    toInteger<u64, double>();
    fromInteger<float, s32>();
    fromInteger<float, u64>();
    fromInteger<float, s64>();
    fromInteger<double, u32>();
    fromInteger<double, s64>();
    fromInteger<double, u64>();
    for (const Mode& mode : modes) {
        int m = mode.value;
        compare1<float, double>(std::string("cvt.") + mode.name + ".f32.f64 %d, %a;",
                [=](volatile double a) { return inMode<float>(m, [&] { return static_cast<float>(a); }); });
    }
    compare1<double, float>("cvt.f64.f32 %d, %a;", [](float a) { return double(a); });
    compare1<double, double>("cvt.rni.f64.f64 %d, %a;", [](double a) { return std::nearbyint(a); });
    compare1<float, float>("cvt.rmi.f32.f32 %d, %a;", [](float a) { return std::floor(a); });
    compare1<float, float>(
            "cvt.sat.f32.f32 %d, %a;", [](float a) { return a > 0 ? std::min(a, 1.0f) : 0.0f; });
    compare1<s64, s32>("cvt.s64.s32 %d, %a;", [](s32 a) { return s64(a); });
    compare1<s32, s32>("cvt.s32.s8 %d, %a;", [](s32 a) { return s32(std::int8_t(a)); });
    compare1<u32, u64>("cvt.sat.u32.u64 %d, %a;", [](u64 a) { return a > UINT32_MAX ? UINT32_MAX : u32(a); });
    compare1<s32, s64>("cvt.sat.s32.s64 %d, %a;", [](s64 a) {
        return s32(a > INT32_MAX ? INT32_MAX : a < INT32_MIN ? INT32_MIN : a);
    });
    compare1<s32, s32>("cvt.sat.u8.s32 %d, %a;", [](s32 a) { return a < 0 ? 0 : a > 255 ? 255 : a; });
}

float flush(float x) {
    return std::fabs(x) < std::numeric_limits<float>::min() ? std::copysign(0.0f, x) : x;
}

void flushing() {
    compare2<float, float>(
            "mul.ftz.f32 %d, %a, %b;", [](float a, float b) { return flush(flush(a) * flush(b)); });
    compare3<float, float>("fma.rn.ftz.f32 %d, %a, %b, %c;",
            [](float a, float b, float c) { return flush(std::fma(flush(a), flush(b), flush(c))); });
    compare2<u32, float>("setp.lt.ftz.f32 %p, %a, %b;\nselp.u32 %d, 1, 0, %p;",
            [](float a, float b) { return u32(flush(a) < flush(b)); });
    compare1<float, float>("ex2.approx.ftz.f32 %d, %a;", [](float a) { return flush(std::exp2(flush(a))); });
    compare1<float, float>("rcp.approx.ftz.f32 %d, %a;", [](float a) { return flush(1 / flush(a)); });
    compare1<double, float>("cvt.ftz.f64.f32 %d, %a;", [](float a) { return double(flush(a)); });
}

}  // namespace

int main() {
    openDevice();
    arithmetic<float>();
    arithmetic<double>();
    others<float>();
    others<double>();
    comparisons<float>();
    comparisons<double>();
    conversions();
    flushing();
    return verdict();
}
