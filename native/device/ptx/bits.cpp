// Logic, shifts and everything that moves bits about.
#include "table.h"

namespace ptx {
namespace {

struct And {
    template <class T> static T of(T a, T b) { return a & b; }
};

struct Or {
    template <class T> static T of(T a, T b) { return a | b; }
};

struct Xor {
    template <class T> static T of(T a, T b) { return a ^ b; }
};

struct Not {
    template <class T> static T of(T a) { return static_cast<T>(~a); }
};

struct NotPredicate {
    static bool of(bool a) { return !a; }
};

struct LogicalNot {
    template <class T> static T of(T a) { return a == 0 ? 1 : 0; }
};

struct CountOnes {
    template <class T> static u32 of(T a) { return static_cast<u32>(__builtin_popcountll(a)); }
};

struct LeadingZeros {
    static u32 of(u32 a) { return a == 0 ? 32 : static_cast<u32>(__builtin_clz(a)); }
    static u32 of(u64 a) { return a == 0 ? 64 : static_cast<u32>(__builtin_clzll(a)); }
};

// The place of the highest bit that differs from the sign, all ones where there is none.
template <bool Shift> struct FindHighest {
    template <class T> static u32 of(T a) {
        using U = std::make_unsigned_t<T>;
        U bits = static_cast<U>(a < 0 ? ~a : a);
        if (bits == 0) {
            return ~0u;
        }
        u32 zeros = LeadingZeros::of(bits);
        return Shift ? zeros : static_cast<u32>(8 * sizeof(T) - 1) - zeros;
    }
};

struct Reverse {
    template <class T> static T of(T a) {
        T result = 0;
        for (unsigned k = 0; k < 8 * sizeof(T); k++) {
            result = static_cast<T>((result << 1) | ((a >> k) & 1));
        }
        return result;
    }
};

// Shift distances are unsigned 32-bit numbers, and those beyond the width shift everything out.
template <class T> const Instruction* shiftLeft(const Instruction* i, u64* r, Thread* t) {
    u32 by = get<u32>(r[i->b]);
    set(r[i->d], static_cast<T>(by >= 8 * sizeof(T) ? 0 : get<T>(r[i->a]) << by));
    return next(i, r, t);
}

template <class T> const Instruction* shiftRight(const Instruction* i, u64* r, Thread* t) {
    constexpr u32 last = 8 * sizeof(T) - 1;
    u32 by = get<u32>(r[i->b]);
    T a = get<T>(r[i->a]);
    T result = by <= last ? static_cast<T>(a >> by) : static_cast<T>(std::is_signed_v<T> ? a >> last : 0);
    set(r[i->d], result);
    return next(i, r, t);
}

template <bool Left, bool Wrap> struct Funnel {
    static u32 of(u32 low, u32 high, u32 by) {
        by = Wrap ? by & 31 : (by > 32 ? 32 : by);
        u64 both = static_cast<u64>(high) << 32 | low;
        return Left ? static_cast<u32>((both << by) >> 32) : static_cast<u32>(both >> by);
    }
};

u64 ones(u32 count) {
    return count >= 64 ? ~u64(0) : (u64(1) << count) - 1;
}

template <class T> const Instruction* insert(const Instruction* i, u64* r, Thread* t) {
    using Mask = T;
    u32 place = get<u32>(r[i->c]) & 0xff;
    u32 count = get<u32>(r[i->e]) & 0xff;
    T into = get<T>(r[i->b]);
    if (place < 8 * sizeof(T)) {
        Mask mask = static_cast<Mask>(ones(count) << place);
        into = static_cast<T>((into & ~mask) | (static_cast<T>(get<T>(r[i->a]) << place) & mask));
    }
    set(r[i->d], into);
    return next(i, r, t);
}

// A field that reaches beyond the word is filled with its sign, which is the top bit of the word then.
template <class T> const Instruction* extract(const Instruction* i, u64* r, Thread* t) {
    using U = std::make_unsigned_t<T>;
    constexpr u32 last = 8 * sizeof(T) - 1;
    u32 place = get<u32>(r[i->b]) & 0xff;
    u32 count = get<u32>(r[i->c]) & 0xff;
    U a = get<U>(r[i->a]);
    U field = place > last ? 0 : static_cast<U>((a >> place) & ones(count));
    if (std::is_signed_v<T> && count != 0) {
        u32 top = place + count - 1;
        bool negative = (a >> (top > last ? last : top)) & 1;
        u32 held = place > last ? 0 : (last + 1 - place < count ? last + 1 - place : count);
        if (negative) {
            field |= static_cast<U>(~ones(held));
        }
    }
    set(r[i->d], static_cast<T>(field));
    return next(i, r, t);
}

template <class T, class C> const Instruction* selectBySign(const Instruction* i, u64* r, Thread* t) {
    set(r[i->d], get<C>(r[i->c]) >= 0 ? get<T>(r[i->a]) : get<T>(r[i->b]));
    return next(i, r, t);
}

template <class T> const Instruction* select(const Instruction* i, u64* r, Thread* t) {
    set(r[i->d], get<T>(r[(r[i->c] & 1) != 0 ? i->a : i->b]));
    return next(i, r, t);
}

template <class T> const Instruction* logic3(const Instruction* i, u64* r, Thread* t) {
    u32 a = get<u32>(r[i->a]);
    u32 b = get<u32>(r[i->b]);
    u32 c = get<u32>(r[i->c]);
    u32 table = static_cast<u32>(i->imm);
    u32 result = 0;
    for (u32 row = 0; row < 8; row++) {
        if ((table >> row & 1) != 0) {
            result |= ((row & 4) != 0 ? a : ~a) & ((row & 2) != 0 ? b : ~b) & ((row & 1) != 0 ? c : ~c);
        }
    }
    set(r[i->d], result);
    return next(i, r, t);
}

u32 selector(u32 c, int mode) {
    constexpr u32 forward4[] = {0x3210, 0x4321, 0x5432, 0x6543};
    constexpr u32 backward4[] = {0x5670, 0x6701, 0x7012, 0x0123};
    constexpr u32 replicate8[] = {0x0000, 0x1111, 0x2222, 0x3333};
    constexpr u32 edgeLeft[] = {0x3210, 0x3211, 0x3222, 0x3333};
    constexpr u32 edgeRight[] = {0x0000, 0x1110, 0x2210, 0x3210};
    constexpr u32 replicate16[] = {0x1010, 0x3232, 0x1010, 0x3232};
    const u32* rows[] = {nullptr, forward4, backward4, replicate8, edgeLeft, edgeRight, replicate16};
    return mode == 0 ? c : rows[mode][c & 3];
}

template <int Mode> const Instruction* permute(const Instruction* i, u64* r, Thread* t) {
    u64 both = static_cast<u64>(get<u32>(r[i->b])) << 32 | get<u32>(r[i->a]);
    u32 control = selector(get<u32>(r[i->c]), Mode);
    u32 result = 0;
    for (u32 k = 0; k < 4; k++) {
        u32 nibble = control >> (4 * k) & 0xf;
        u32 byte = static_cast<u32>(both >> (8 * (nibble & 7))) & 0xff;
        if ((nibble & 8) != 0) {
            byte = (byte & 0x80) != 0 ? 0xff : 0;
        }
        result |= byte << (8 * k);
    }
    set(r[i->d], result);
    return next(i, r, t);
}

template <class T> const Instruction* move(const Instruction* i, u64* r, Thread* t) {
    set(r[i->d], get<T>(r[i->a]));
    return next(i, r, t);
}

// Words joined into one, the first lowest, and one cut into words.
template <class Part, u32 Count> const Instruction* pack(const Instruction* i, u64* r, Thread* t) {
    u64 whole = get<Part>(r[i->a]) | static_cast<u64>(get<Part>(r[i->b])) << (8 * sizeof(Part));
    if constexpr (Count == 4) {
        whole |= static_cast<u64>(get<Part>(r[i->c])) << (16 * sizeof(Part));
        whole |= static_cast<u64>(get<Part>(r[i->e])) << (24 * sizeof(Part));
    }
    r[i->d] = whole;
    return next(i, r, t);
}

template <class Part, u32 Count> const Instruction* unpack(const Instruction* i, u64* r, Thread* t) {
    u64 whole = r[i->a];
    r[i->d] = static_cast<Part>(whole);
    r[i->e] = static_cast<Part>(whole >> (8 * sizeof(Part)));
    if constexpr (Count == 4) {
        r[i->f] = static_cast<Part>(whole >> (16 * sizeof(Part)));
        r[i->c] = static_cast<Part>(whole >> (24 * sizeof(Part)));
    }
    return next(i, r, t);
}

void addPacking(Table& table) {
    for (const char* kind : {"b", "u", "s", "f"}) {
        std::string type = std::string(".") + kind;
        table.add("pack" + type + "64.2", "", pack<u32, 2>);
        table.add("unpack" + type + "64.2", "", unpack<u32, 2>);
        table.add("pack" + type + "64.4", "", pack<u16, 4>);
        table.add("unpack" + type + "64.4", "", unpack<u16, 4>);
        table.add("pack" + type + "32.2", "", pack<u16, 2>);
        table.add("unpack" + type + "32.2", "", unpack<u16, 2>);
        table.add("pack" + type + "32.4", "", pack<u8, 4>);
        table.add("unpack" + type + "32.4", "", unpack<u8, 4>);
        table.add("pack" + type + "16.2", "", pack<u8, 2>);
        table.add("unpack" + type + "16.2", "", unpack<u8, 2>);
    }
}

void addShifts(Table& table) {
    eachWord([&](std::string type, auto zero) {
        using T = decltype(zero);
        table.add("shl." + type, "dab", shiftLeft<T>);
        table.add("shr." + type, "dab", shiftRight<T>);
    });
    eachInteger([&](std::string type, auto zero) {
        table.add("shr." + type, "dab", shiftRight<decltype(zero)>);
    });
    table.add("shf.l.wrap.b32", "dabc", ternary<u32, Funnel<true, true>>);
    table.add("shf.l.clamp.b32", "dabc", ternary<u32, Funnel<true, false>>);
    table.add("shf.r.wrap.b32", "dabc", ternary<u32, Funnel<false, true>>);
    table.add("shf.r.clamp.b32", "dabc", ternary<u32, Funnel<false, false>>);
}

void addFields(Table& table) {
    table.add("bfi.b32", "dabce", insert<u32>);
    table.add("bfi.b64", "dabce", insert<u64>);
    table.add("bfe.u32", "dabc", extract<u32>);
    table.add("bfe.s32", "dabc", extract<s32>);
    table.add("bfe.u64", "dabc", extract<u64>);
    table.add("bfe.s64", "dabc", extract<s64>);
    table.add("popc.b32", "da", unary<u32, CountOnes>);
    table.add("popc.b64", "da", unary<u64, CountOnes>);
    table.add("clz.b32", "da", unary<u32, LeadingZeros>);
    table.add("clz.b64", "da", unary<u64, LeadingZeros>);
    table.add("brev.b32", "da", unary<u32, Reverse>);
    table.add("brev.b64", "da", unary<u64, Reverse>);
    eachInteger([&](std::string type, auto zero) {
        using T = decltype(zero);
        if constexpr (sizeof(T) >= 4) {
            table.add("bfind." + type, "da", unary<T, FindHighest<false>>);
            table.add("bfind.shiftamt." + type, "da", unary<T, FindHighest<true>>);
        }
    });
}

template <class T> void addMoves(Table& table, const std::string& type) {
    table.add("mov." + type, "da", move<T>);
    table.add("selp." + type, "dabc", select<T>);
    table.add("slct." + type + ".s32", "dabc", selectBySign<T, s32>);
    table.add("slct." + type + ".f32", "dabc", selectBySign<T, float>);
}

}  // namespace

void addBits(Table& table) {
    eachWord([&](std::string type, auto zero) {
        using T = decltype(zero);
        table.add("and." + type, "dab", binary<T, And>);
        table.add("or." + type, "dab", binary<T, Or>);
        table.add("xor." + type, "dab", binary<T, Xor>);
        table.add("not." + type, "da", unary<T, Not>);
        table.add("cnot." + type, "da", unary<T, LogicalNot>);
        addMoves<T>(table, type);
    });
    eachInteger([&](std::string type, auto zero) { addMoves<decltype(zero)>(table, type); });
    eachFloat([&](std::string type, auto zero) { addMoves<decltype(zero)>(table, type); });
    table.add("and.pred", "dab", binary<bool, And>);
    table.add("or.pred", "dab", binary<bool, Or>);
    table.add("xor.pred", "dab", binary<bool, Xor>);
    table.add("not.pred", "da", unary<bool, NotPredicate>);
    table.add("mov.pred", "da", move<bool>);
    table.add("lop3.b32", "dabci", logic3<u32>);
    table.add("prmt.b32", "dabc", permute<0>);
    table.add("prmt.b32.f4e", "dabc", permute<1>);
    table.add("prmt.b32.b4e", "dabc", permute<2>);
    table.add("prmt.b32.rc8", "dabc", permute<3>);
    table.add("prmt.b32.ecl", "dabc", permute<4>);
    table.add("prmt.b32.ecr", "dabc", permute<5>);
    table.add("prmt.b32.rc16", "dabc", permute<6>);
    addPacking(table);
    addShifts(table);
    addFields(table);
}

}  // namespace ptx
