// Conversions between the types. A number beyond the range of an integer becomes the nearest that it has.
#include <cmath>
#include <limits>

#include "table.h"

namespace ptx {
namespace {

template <class What> void eachNarrowInteger(What what) {
    what("u8", u8());
    what("s8", s8());
    eachInteger(what);
}

template <class D, class S> const Instruction* convert(const Instruction* i, u64* r, Thread* t) {
    set(r[i->d], static_cast<D>(get<S>(r[i->a])));
    return next(i, r, t);
}

template <class D, class S> const Instruction* saturateInteger(const Instruction* i, u64* r, Thread* t) {
    constexpr __int128 low = std::numeric_limits<D>::min();
    constexpr __int128 high = std::numeric_limits<D>::max();
    __int128 value = get<S>(r[i->a]);
    set(r[i->d], static_cast<D>(value < low ? low : value > high ? high : value));
    return next(i, r, t);
}

struct Nearest {
    template <class T> static T of(T a) { return std::nearbyint(a); }
};

struct Down {
    template <class T> static T of(T a) { return std::floor(a); }
};

struct Up {
    template <class T> static T of(T a) { return std::ceil(a); }
};

struct ToZero {
    template <class T> static T of(T a) { return std::trunc(a); }
};

// What the hardware makes of NaN depends on the widths: 0 between 32-bit types, the top bit alone otherwise.
template <class D, class S> D integerOfNan() {
    if (sizeof(S) < 8 && sizeof(D) < 8) {
        return 0;
    }
    return static_cast<D>(u64(1) << (8 * sizeof(D) - 1));
}

template <class D, class S, class Round>
const Instruction* toInteger(const Instruction* i, u64* r, Thread* t) {
    S value = get<S>(r[i->a]);
    D result;
    if (value != value) {
        result = integerOfNan<D, S>();
    } else {
        S whole = Round::of(value);
        constexpr D low = std::numeric_limits<D>::min();
        constexpr D high = std::numeric_limits<D>::max();
        // The highest integer may round up to a power of two here, from which on everything is too large.
        constexpr S beyond = static_cast<S>(static_cast<double>(high / 2 + 1) * 2);
        result = whole >= beyond ? high : whole <= static_cast<S>(low) ? low : static_cast<D>(whole);
    }
    set(r[i->d], result);
    return next(i, r, t);
}

template <class D, class S> const Instruction* toFloat(const Instruction* i, u64* r, Thread* t) {
    set(r[i->d], canonical(static_cast<D>(get<S>(r[i->a]))));
    return next(i, r, t);
}

template <class T, class Round> const Instruction* toWhole(const Instruction* i, u64* r, Thread* t) {
    set(r[i->d], canonical(static_cast<T>(Round::of(get<T>(r[i->a])))));
    return next(i, r, t);
}

template <class Round> void addRounding(Table& table, const std::string& mode) {
    eachFloat([&](std::string from, auto source) {
        using S = decltype(source);
        eachNarrowInteger([&](std::string to, auto target) {
            using D = decltype(target);
            for (const char* saturation : {".", ".sat."}) {
                table.add("cvt." + mode + saturation + to + "." + from, "da", toInteger<D, S, Round>);
            }
        });
        table.add("cvt." + mode + "." + from + "." + from, "da", toWhole<S, Round>);
    });
}

}  // namespace

void addConversions(Table& table) {
    eachNarrowInteger([&](std::string to, auto target) {
        using D = decltype(target);
        eachNarrowInteger([&](std::string from, auto source) {
            using S = decltype(source);
            table.add("cvt." + to + "." + from, "da", convert<D, S>);
            table.add("cvt.sat." + to + "." + from, "da", saturateInteger<D, S>);
        });
    });
    eachFloat([&](std::string to, auto target) {
        using D = decltype(target);
        eachNarrowInteger([&](std::string from, auto source) {
            table.add("cvt.rn." + to + "." + from, "da", toFloat<D, decltype(source)>);
        });
        table.add("cvt." + to + "." + to, "da", toFloat<D, D>);
    });
    table.add("cvt.f64.f32", "da", toFloat<double, float>);
    table.add("cvt.rn.f32.f64", "da", toFloat<float, double>);
    addRounding<Nearest>(table, "rni");
    addRounding<Down>(table, "rmi");
    addRounding<Up>(table, "rpi");
    addRounding<ToZero>(table, "rzi");
}

}  // namespace ptx
