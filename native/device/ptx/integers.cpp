// Integer arithmetic: add, sub, mul, mad, div, rem, abs, neg, min, max, sad and the arithmetic with carry.
#include <limits>

#include "table.h"

namespace ptx {
namespace {

template <class T>
using Wide = std::conditional_t<sizeof(T) == 2, std::conditional_t<std::is_signed_v<T>, s32, u32>,
        std::conditional_t<sizeof(T) == 4, std::conditional_t<std::is_signed_v<T>, s64, u64>,
                std::conditional_t<std::is_signed_v<T>, __int128, unsigned __int128>>>;

struct Add {
    template <class T> static T of(T a, T b) { return static_cast<T>(a + b); }
};

struct Subtract {
    template <class T> static T of(T a, T b) { return static_cast<T>(a - b); }
};

struct MultiplyLow {
    template <class T> static T of(T a, T b) { return static_cast<T>(static_cast<Wide<T>>(a) * b); }
};

struct MultiplyHigh {
    template <class T> static T of(T a, T b) {
        return static_cast<T>((static_cast<Wide<T>>(a) * static_cast<Wide<T>>(b)) >> (8 * sizeof(T)));
    }
};

struct MultiplyWide {
    template <class T> static Wide<T> of(T a, T b) { return static_cast<Wide<T>>(a) * b; }
};

struct Multiply24 {
    template <class T> static T of(T a, T b) {
        return static_cast<T>(static_cast<T>(a << 8) >> 8) * static_cast<T>(static_cast<T>(b << 8) >> 8);
    }
};

struct MultiplyAddLow {
    template <class T> static T of(T a, T b, T c) { return static_cast<T>(MultiplyLow::of(a, b) + c); }
};

struct MultiplyAddHigh {
    template <class T> static T of(T a, T b, T c) { return static_cast<T>(MultiplyHigh::of(a, b) + c); }
};

struct MultiplyAdd24 {
    template <class T> static T of(T a, T b, T c) { return Multiply24::of(a, b) + c; }
};

// A division by zero has no defined result in PTX; the hardware answers all ones.
struct Divide {
    template <class T> static T of(T a, T b) {
        if (b == 0) {
            return static_cast<T>(~T(0));
        }
        if (std::is_signed_v<T> && b == static_cast<T>(-1)) {
            return static_cast<T>(0 - a);
        }
        return static_cast<T>(a / b);
    }
};

struct Remainder {
    template <class T> static T of(T a, T b) {
        if (b == 0) {
            return a;
        }
        if (std::is_signed_v<T> && b == static_cast<T>(-1)) {
            return 0;
        }
        return static_cast<T>(a % b);
    }
};

struct Absolute {
    template <class T> static T of(T a) { return a < 0 ? static_cast<T>(0 - a) : a; }
};

struct Negative {
    template <class T> static T of(T a) { return static_cast<T>(0 - a); }
};

struct Minimum {
    template <class T> static T of(T a, T b) { return a < b ? a : b; }
};

struct Maximum {
    template <class T> static T of(T a, T b) { return a > b ? a : b; }
};

struct Distance {
    template <class T> static T of(T a, T b, T c) {
        return static_cast<T>(c + (a < b ? static_cast<T>(b - a) : static_cast<T>(a - b)));
    }
};

struct AddSaturated {
    static s32 of(s32 a, s32 b) { return clamp(static_cast<s64>(a) + b); }
    static s32 clamp(s64 x) {
        return static_cast<s32>(x < INT32_MIN ? INT32_MIN : x > INT32_MAX ? INT32_MAX : x);
    }
};

struct SubtractSaturated {
    static s32 of(s32 a, s32 b) { return AddSaturated::clamp(static_cast<s64>(a) - b); }
};

template <class T> const Instruction* multiplyAddWide(const Instruction* i, u64* r, Thread* t) {
    Wide<T> product = MultiplyWide::of(get<T>(r[i->a]), get<T>(r[i->b]));
    set(r[i->d], static_cast<Wide<T>>(product + get<Wide<T>>(r[i->c])));
    return next(i, r, t);
}

// d = a + b + carry, to the width of the word; Out says whether the carry is written, In whether read.
template <class T, bool In, bool Out> const Instruction* addCarry(const Instruction* i, u64* r, Thread* t) {
    unsigned __int128 sum =
            static_cast<unsigned __int128>(get<T>(r[i->a])) + get<T>(r[i->b]) + (In ? t->carry : 0);
    set(r[i->d], static_cast<T>(sum));
    if (Out) {
        t->carry = static_cast<u32>(sum >> (8 * sizeof(T))) & 1;
    }
    return next(i, r, t);
}

template <class T, bool In, bool Out>
const Instruction* subtractCarry(const Instruction* i, u64* r, Thread* t) {
    unsigned __int128 taken = static_cast<unsigned __int128>(get<T>(r[i->b])) + (In ? t->carry : 0);
    unsigned __int128 from = get<T>(r[i->a]);
    set(r[i->d], static_cast<T>(from - taken));
    if (Out) {
        t->carry = from < taken ? 1 : 0;
    }
    return next(i, r, t);
}

// T keeps its signedness here, as the high half of a product depends on it.
template <class T, bool High, bool In, bool Out>
const Instruction* multiplyAddCarry(const Instruction* i, u64* r, Thread* t) {
    using U = std::make_unsigned_t<T>;
    T a = get<T>(r[i->a]);
    T b = get<T>(r[i->b]);
    U product = static_cast<U>(High ? MultiplyHigh::of(a, b) : MultiplyLow::of(a, b));
    unsigned __int128 sum = static_cast<unsigned __int128>(product) + get<U>(r[i->c]) + (In ? t->carry : 0);
    set(r[i->d], static_cast<U>(sum));
    if (Out) {
        t->carry = static_cast<u32>(sum >> (8 * sizeof(U))) & 1;
    }
    return next(i, r, t);
}

template <class T> void addCarriesOf(Table& table, const std::string& type) {
    using U = std::make_unsigned_t<T>;
    table.add("add.cc." + type, "dab", addCarry<U, false, true>);
    table.add("addc.cc." + type, "dab", addCarry<U, true, true>);
    table.add("addc." + type, "dab", addCarry<U, true, false>);
    table.add("sub.cc." + type, "dab", subtractCarry<U, false, true>);
    table.add("subc.cc." + type, "dab", subtractCarry<U, true, true>);
    table.add("subc." + type, "dab", subtractCarry<U, true, false>);
    table.add("mad.lo.cc." + type, "dabc", multiplyAddCarry<T, false, false, true>);
    table.add("mad.hi.cc." + type, "dabc", multiplyAddCarry<T, true, false, true>);
    table.add("madc.lo.cc." + type, "dabc", multiplyAddCarry<T, false, true, true>);
    table.add("madc.hi.cc." + type, "dabc", multiplyAddCarry<T, true, true, true>);
    table.add("madc.lo." + type, "dabc", multiplyAddCarry<T, false, true, false>);
    table.add("madc.hi." + type, "dabc", multiplyAddCarry<T, true, true, false>);
}

}  // namespace

void addIntegers(Table& table) {
    eachInteger([&](std::string type, auto zero) {
        using T = decltype(zero);
        table.add("add." + type, "dab", binary<T, Add>);
        table.add("sub." + type, "dab", binary<T, Subtract>);
        table.add("mul.lo." + type, "dab", binary<T, MultiplyLow>);
        table.add("mul.hi." + type, "dab", binary<T, MultiplyHigh>);
        table.add("mad.lo." + type, "dabc", ternary<T, MultiplyAddLow>);
        table.add("mad.hi." + type, "dabc", ternary<T, MultiplyAddHigh>);
        table.add("div." + type, "dab", binary<T, Divide>);
        table.add("rem." + type, "dab", binary<T, Remainder>);
        table.add("min." + type, "dab", binary<T, Minimum>);
        table.add("max." + type, "dab", binary<T, Maximum>);
        table.add("sad." + type, "dabc", ternary<T, Distance>);
        if constexpr (std::is_signed_v<T>) {
            table.add("abs." + type, "da", unary<T, Absolute>);
            table.add("neg." + type, "da", unary<T, Negative>);
        }
        if constexpr (sizeof(T) < 8) {
            table.add("mul.wide." + type, "dab", binary<T, MultiplyWide>);
            table.add("mad.wide." + type, "dabc", multiplyAddWide<T>);
        }
        if constexpr (sizeof(T) == 4) {
            table.add("mul24.lo." + type, "dab", binary<T, Multiply24>);
            table.add("mad24.lo." + type, "dabc", ternary<T, MultiplyAdd24>);
        }
    });
    table.add("add.sat.s32", "dab", binary<s32, AddSaturated>);
    table.add("sub.sat.s32", "dab", binary<s32, SubtractSaturated>);
}

void addCarries(Table& table) {
    addCarriesOf<u32>(table, "u32");
    addCarriesOf<s32>(table, "s32");
    addCarriesOf<u64>(table, "u64");
    addCarriesOf<s64>(table, "s64");
    addCarriesOf<u32>(table, "b32");
    addCarriesOf<u64>(table, "b64");
}

}  // namespace ptx
