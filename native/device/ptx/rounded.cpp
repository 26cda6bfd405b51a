// Arithmetic with a rounding other than to nearest. Compiled with -frounding-math.
#include <cfenv>
#include <cmath>

#include "table.h"

namespace ptx {
namespace {

template <int Mode> class Rounding {
public:
    Rounding() { std::fesetround(Mode); }
    ~Rounding() { std::fesetround(FE_TONEAREST); }
};

// Values pass through memory here, so that no calculation moves out of the stretch where the mode is set.
template <class T, class F, int Mode, class... Values> T rounded(Values... values) {
    Rounding<Mode> mode;
    volatile T result = F::of(static_cast<T>(*const_cast<volatile T*>(&values))...);
    return result;
}

struct Add {
    template <class T> static T of(T a, T b) { return a + b; }
};

struct Subtract {
    template <class T> static T of(T a, T b) { return a - b; }
};

struct Multiply {
    template <class T> static T of(T a, T b) { return a * b; }
};

struct Divide {
    template <class T> static T of(T a, T b) { return a / b; }
};

struct MultiplyAdd {
    template <class T> static T of(T a, T b, T c) { return std::fma(a, b, c); }
};

struct Reciprocal {
    template <class T> static T of(T a) { return T(1) / a; }
};

struct SquareRoot {
    template <class T> static T of(T a) { return std::sqrt(a); }
};

template <class D> struct To {
    template <class S> static D of(S a) { return static_cast<D>(a); }
};

template <class F, int Mode> struct Rounded {
    template <class T, class... Rest> [[gnu::noinline]] static T of(T a, Rest... rest) {
        return canonical(rounded<T, F, Mode>(a, rest...));
    }
};

template <class D, int Mode, class S> [[gnu::noinline]] D converted(S value) {
    Rounding<Mode> mode;
    volatile S from = value;
    volatile D result = static_cast<D>(from);
    return result;
}

template <class D, class S, int Mode> const Instruction* convert(const Instruction* i, u64* r, Thread* t) {
    set(r[i->d], canonical(converted<D, Mode>(get<S>(r[i->a]))));
    return next(i, r, t);
}

template <int Mode> void addMode(Table& table, const std::string& mode) {
    eachFloat([&](std::string type, auto zero) {
        using T = decltype(zero);
        std::string ending = "." + mode + "." + type;
        table.add("add" + ending, "dab", binary<T, Rounded<Add, Mode>>);
        table.add("sub" + ending, "dab", binary<T, Rounded<Subtract, Mode>>);
        table.add("mul" + ending, "dab", binary<T, Rounded<Multiply, Mode>>);
        table.add("div" + ending, "dab", binary<T, Rounded<Divide, Mode>>);
        table.add("fma" + ending, "dabc", ternary<T, Rounded<MultiplyAdd, Mode>>);
        table.add("mad" + ending, "dabc", ternary<T, Rounded<MultiplyAdd, Mode>>);
        table.add("rcp" + ending, "da", unary<T, Rounded<Reciprocal, Mode>>);
        table.add("sqrt" + ending, "da", unary<T, Rounded<SquareRoot, Mode>>);
        eachInteger([&](std::string from, auto integer) {
            table.add("cvt" + ending + "." + from, "da", convert<T, decltype(integer), Mode>);
        });
    });
    table.add("cvt." + mode + ".f32.f64", "da", convert<float, double, Mode>);
}

}  // namespace

void addRounded(Table& table) {
    addMode<FE_TOWARDZERO>(table, "rz");
    addMode<FE_DOWNWARD>(table, "rm");
    addMode<FE_UPWARD>(table, "rp");
}

}  // namespace ptx
