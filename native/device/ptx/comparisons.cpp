// Comparisons: setp with its combinations, set and testp.
#include <cmath>

#include "table.h"

namespace ptx {
namespace {

struct Equal {
    template <class T> static bool of(T a, T b) { return a == b; }
};

struct Less {
    template <class T> static bool of(T a, T b) { return a < b; }
};

struct LessOrEqual {
    template <class T> static bool of(T a, T b) { return a <= b; }
};

struct Greater {
    template <class T> static bool of(T a, T b) { return a > b; }
};

struct GreaterOrEqual {
    template <class T> static bool of(T a, T b) { return a >= b; }
};

struct Different {
    template <class T> static bool of(T a, T b) { return a < b || a > b; }
};

struct Unordered {
    template <class T> static bool of(T a, T b) { return std::isunordered(a, b); }
};

// The comparison that holds exactly where the other does not, NaN included.
template <class Other> struct Otherwise {
    template <class T> static bool of(T a, T b) { return !Other::of(a, b); }
};

struct First {
    static bool of(bool compared, bool) { return compared; }
};

struct Both {
    static bool of(bool compared, bool other) { return compared && other; }
};

struct Either {
    static bool of(bool compared, bool other) { return compared || other; }
};

struct OneOnly {
    static bool of(bool compared, bool other) { return compared != other; }
};

template <class T, class Compare> const Instruction* setPredicate(const Instruction* i, u64* r, Thread* t) {
    r[i->d] = Compare::of(get<T>(r[i->a]), get<T>(r[i->b])) ? 1 : 0;
    return next(i, r, t);
}

template <class T, class Compare, class Join>
const Instruction* setPredicates(const Instruction* i, u64* r, Thread* t) {
    bool compared = Compare::of(get<T>(r[i->a]), get<T>(r[i->b]));
    bool other = r[i->c] != 0;
    r[i->d] = Join::of(compared, other) ? 1 : 0;
    r[i->e] = Join::of(!compared, other) ? 1 : 0;
    return next(i, r, t);
}

template <class T, class Compare, class D>
const Instruction* setNumber(const Instruction* i, u64* r, Thread* t) {
    bool compared = Compare::of(get<T>(r[i->a]), get<T>(r[i->b]));
    D yes = std::is_floating_point_v<D> ? D(1) : static_cast<D>(~u32(0));
    set(r[i->d], compared ? yes : D(0));
    return next(i, r, t);
}

template <class T, class Compare>
void addComparison(Table& table, const std::string& name, const std::string& type) {
    table.add("setp." + name + "." + type, "dab", setPredicate<T, Compare>);
    table.add("setp." + name + "|." + type, "dEab", setPredicates<T, Compare, First>);
    table.add("setp." + name + ".and." + type, "dEabc", setPredicates<T, Compare, Both>);
    table.add("setp." + name + ".or." + type, "dEabc", setPredicates<T, Compare, Either>);
    table.add("setp." + name + ".xor." + type, "dEabc", setPredicates<T, Compare, OneOnly>);
    table.add("set." + name + ".u32." + type, "dab", setNumber<T, Compare, u32>);
    table.add("set." + name + ".s32." + type, "dab", setNumber<T, Compare, s32>);
    table.add("set." + name + ".f32." + type, "dab", setNumber<T, Compare, float>);
}

template <class T> void addEqualities(Table& table, const std::string& type) {
    addComparison<T, Equal>(table, "eq", type);
    addComparison<T, Otherwise<Equal>>(table, "ne", type);
}

template <class T> void addOrder(Table& table, const std::string& type) {
    addComparison<T, Less>(table, "lt", type);
    addComparison<T, LessOrEqual>(table, "le", type);
    addComparison<T, Greater>(table, "gt", type);
    addComparison<T, GreaterOrEqual>(table, "ge", type);
}

template <class T> void addUnsignedNames(Table& table, const std::string& type) {
    addComparison<T, Less>(table, "lo", type);
    addComparison<T, LessOrEqual>(table, "ls", type);
    addComparison<T, Greater>(table, "hi", type);
    addComparison<T, GreaterOrEqual>(table, "hs", type);
}

template <class T> void addUnordered(Table& table, const std::string& type) {
    addComparison<T, Equal>(table, "eq", type);
    addComparison<T, Different>(table, "ne", type);
    addComparison<T, Otherwise<Different>>(table, "equ", type);
    addComparison<T, Otherwise<Equal>>(table, "neu", type);
    addComparison<T, Otherwise<GreaterOrEqual>>(table, "ltu", type);
    addComparison<T, Otherwise<Greater>>(table, "leu", type);
    addComparison<T, Otherwise<LessOrEqual>>(table, "gtu", type);
    addComparison<T, Otherwise<Less>>(table, "geu", type);
    addComparison<T, Otherwise<Unordered>>(table, "num", type);
    addComparison<T, Unordered>(table, "nan", type);
}

template <class T, bool (*Test)(T)> const Instruction* test(const Instruction* i, u64* r, Thread* t) {
    r[i->d] = Test(get<T>(r[i->a])) ? 1 : 0;
    return next(i, r, t);
}

template <class T> bool finite(T x) {
    return std::isfinite(x);
}
template <class T> bool infinite(T x) {
    return std::isinf(x);
}
template <class T> bool number(T x) {
    return !std::isnan(x);
}
template <class T> bool notANumber(T x) {
    return std::isnan(x);
}
template <class T> bool normal(T x) {
    return std::fpclassify(x) == FP_NORMAL || x == 0;
}
template <class T> bool subnormal(T x) {
    return std::fpclassify(x) == FP_SUBNORMAL;
}

}  // namespace

void addComparisons(Table& table) {
    eachWord([&](std::string type, auto zero) { addEqualities<decltype(zero)>(table, type); });
    eachInteger([&](std::string type, auto zero) {
        using T = decltype(zero);
        addEqualities<T>(table, type);
        addOrder<T>(table, type);
        if constexpr (std::is_unsigned_v<T>) {
            addUnsignedNames<T>(table, type);
        }
    });
    eachFloat([&](std::string type, auto zero) {
        using T = decltype(zero);
        addOrder<T>(table, type);
        addUnordered<T>(table, type);
        table.add("testp.finite." + type, "da", test<T, finite<T>>);
        table.add("testp.infinite." + type, "da", test<T, infinite<T>>);
        table.add("testp.number." + type, "da", test<T, number<T>>);
        table.add("testp.notanumber." + type, "da", test<T, notANumber<T>>);
        table.add("testp.normal." + type, "da", test<T, normal<T>>);
        table.add("testp.subnormal." + type, "da", test<T, subnormal<T>>);
    });
}

}  // namespace ptx
