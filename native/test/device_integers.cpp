// Integer and bit instructions against C++, over values at the edges.
#include "device_evaluate.h"

namespace {

using u16 = std::uint16_t;
using s16 = std::int16_t;
using u32 = std::uint32_t;
using s32 = std::int32_t;
using u64 = std::uint64_t;
using s64 = std::int64_t;

template <class T> using Wide = std::conditional_t<std::is_signed_v<T>, __int128, unsigned __int128>;

template <class T> void arithmetic() {
    std::string t = typeName<T>();
    compare2<T, T>("add." + t + " %d, %a, %b;", [](T a, T b) { return T(Wide<T>(a) + b); });
    compare2<T, T>("sub." + t + " %d, %a, %b;", [](T a, T b) { return T(Wide<T>(a) - b); });
    compare2<T, T>("mul.lo." + t + " %d, %a, %b;", [](T a, T b) { return T(Wide<T>(a) * b); });
    compare2<T, T>(
            "mul.hi." + t + " %d, %a, %b;", [](T a, T b) { return T((Wide<T>(a) * b) >> (8 * sizeof(T))); });
    compare3<T, T>("mad.lo." + t + " %d, %a, %b, %c;", [](T a, T b, T c) { return T(Wide<T>(a) * b + c); });
    compare2<T, T>("min." + t + " %d, %a, %b;", [](T a, T b) { return a < b ? a : b; });
    compare2<T, T>("max." + t + " %d, %a, %b;", [](T a, T b) { return a > b ? a : b; });
    compare2<T, T>(
            "div." + t + " %d, %a, %b;", [](T a, T b) { return b == 0 ? T(~T(0)) : T(Wide<T>(a) / b); });
    compare2<T, T>("rem." + t + " %d, %a, %b;", [](T a, T b) { return b == 0 ? a : T(Wide<T>(a) % b); });
    compare2<T, T, u32>("shr." + t + " %d, %a, %b;",
            [](T a, u32 b) { return b >= 8 * sizeof(T) ? T(a < 0 ? -1 : 0) : T(a >> b); });
    compare3<T, T>("sad." + t + " %d, %a, %b, %c;",
            [](T a, T b, T c) { return T(Wide<T>(c) + (a < b ? Wide<T>(b) - a : Wide<T>(a) - b)); });
    const char* names[] = {"eq", "ne", "lt", "le", "gt", "ge"};
    std::function<bool(T, T)> tests[] = {[](T a, T b) { return a == b; }, [](T a, T b) { return a != b; },
            [](T a, T b) { return a < b; }, [](T a, T b) { return a <= b; }, [](T a, T b) { return a > b; },
            [](T a, T b) { return a >= b; }};
    for (int k = 0; k < 6; k++) {
        auto holds = tests[k];
        compare2<u32, T>("setp." + std::string(names[k]) + "." + t + " %p, %a, %b;\nselp.u32 %d, 5, 9, %p;",
                [=](T a, T b) { return holds(a, b) ? 5u : 9u; });
        compare2<u32, T>("setp.eq." + t + " %q, %a, 7;\nsetp." + std::string(names[k]) + ".or." + t
                        + " %p|%q, %a, %b, !%q;\nselp.u32 %d, 5, 9, %p;\n@%q add.u32 %d, %d, 100;",
                [=](T a, T b) {
                    bool c = a != 7;
                    return (holds(a, b) || c ? 5u : 9u) + (!holds(a, b) || c ? 100u : 0u);
                });
    }
}

template <class T> void wide() {
    using D = std::conditional_t<sizeof(T) == 4, std::conditional_t<std::is_signed_v<T>, s64, u64>,
            std::conditional_t<std::is_signed_v<T>, s32, u32>>;
    std::string t = typeName<T>();
    compare2<D, T>("mul.wide." + t + " %d, %a, %b;", [](T a, T b) { return D(D(a) * D(b)); });
    compare3<D, T, T, D>(
            "mad.wide." + t + " %d, %a, %b, %c;", [](T a, T b, D c) { return D(Wide<D>(a) * b + c); });
}

template <class T> void signedOnly() {
    std::string t = typeName<T>();
    compare1<T, T>("abs." + t + " %d, %a;", [](T a) { return a < 0 ? T(-Wide<T>(a)) : a; });
    compare1<T, T>("neg." + t + " %d, %a;", [](T a) { return T(-Wide<T>(a)); });
}

template <class T> void logic() {
    std::string t = "b" + std::to_string(8 * sizeof(T));
    compare2<T, T>("and." + t + " %d, %a, %b;", [](T a, T b) { return T(a & b); });
    compare2<T, T>("or." + t + " %d, %a, %b;", [](T a, T b) { return T(a | b); });
    compare2<T, T>("xor." + t + " %d, %a, %b;", [](T a, T b) { return T(a ^ b); });
    compare1<T, T>("not." + t + " %d, %a;", [](T a) { return T(~a); });
    compare1<T, T>("cnot." + t + " %d, %a;", [](T a) { return T(a == 0); });
    compare2<T, T, u32>(
            "shl." + t + " %d, %a, %b;", [](T a, u32 b) { return b >= 8 * sizeof(T) ? T(0) : T(a << b); });
}

template <class T> void fields() {
    constexpr u32 bits = 8 * sizeof(T);
    std::string b = "b" + std::to_string(bits);
    std::string u = "u" + std::to_string(bits);
    std::string s = "s" + std::to_string(bits);
    using S = std::make_signed_t<T>;
    compare1<u32, T>("popc." + b + " %d, %a;", [](T a) { return u32(__builtin_popcountll(a)); });
    compare1<u32, T>("clz." + b + " %d, %a;",
            [](T a) { return a == 0 ? bits : u32(__builtin_clzll(a)) - (64 - bits); });
    compare1<u32, T>(
            "bfind." + u + " %d, %a;", [](T a) { return a == 0 ? ~0u : 63 - u32(__builtin_clzll(a)); });
    compare1<T, T>("brev." + b + " %d, %a;", [](T a) {
        T r = 0;
        for (u32 k = 0; k < bits; k++) {
            r |= T((a >> k) & 1) << (bits - 1 - k);
        }
        return r;
    });
    // One bit at a time, as the manual writes it.
    compare3<S, S, u32, u32>("bfe." + s + " %d, %a, %b, %c;", [](S a, u32 place, u32 count) {
        place &= 0xff;
        count &= 0xff;
        u32 top = std::min(place + count - 1, bits - 1);
        T sign = count == 0 ? 0 : T(T(a) >> top) & 1;
        T d = 0;
        for (u32 k = 0; k < bits; k++) {
            d |= (k < count && place + k < bits ? T(T(a) >> (place + k)) & 1 : sign) << k;
        }
        return S(d);
    });
    compare3<T, T, T, u32>("bfi." + b + " %d, %a, %b, %c, 5;", [](T a, T into, u32 place) {
        place &= 0xff;
        for (u32 k = 0; k < 5 && place + k < bits; k++) {
            into = T(into & ~(T(1) << (place + k))) | (T(T(a >> k) & 1) << (place + k));
        }
        return into;
    });
}

void carries() {
    compare2<u64, u64>(
            "add.cc.u64 %d, %a, %b;\naddc.u64 %d, 0, 0;", [](u64 a, u64 b) { return u64(a + b < a); });
    compare2<u64, u64>(
            "sub.cc.u64 %d, %a, %b;\nsubc.u64 %d, 0, 0;", [](u64 a, u64 b) { return a < b ? ~u64(0) : 0; });
    compare3<u32, u32>("mad.lo.cc.u32 %d, %a, %b, %c;\nmadc.hi.u32 %d, %a, %b, 3;",
            [](u32 a, u32 b, u32 c) { return u32((u64(a) * b + c) >> 32) + 3; });
    compare3<u32, u32>(
            "add.cc.u32 %d, %a, %b;\nsubc.cc.u32 %d, %a, %c;\naddc.u32 %d, %d, 0;", [](u32 a, u32 b, u32 c) {
                u32 carry = u32(a + b) < a;
                u64 taken = u64(c) + carry;
                return u32(a - taken) + (a < taken);
            });
}

void permutations() {
    compare3<u32, u32>("shf.l.wrap.b32 %d, %a, %b, %c;",
            [](u32 a, u32 b, u32 c) { return u32(((u64(b) << 32 | a) << (c & 31)) >> 32); });
    compare3<u32, u32>("shf.r.wrap.b32 %d, %a, %b, %c;",
            [](u32 a, u32 b, u32 c) { return u32((u64(b) << 32 | a) >> (c & 31)); });
    compare3<u32, u32>("shf.r.clamp.b32 %d, %a, %b, %c;",
            [](u32 a, u32 b, u32 c) { return u32((u64(b) << 32 | a) >> (c > 32 ? 32 : c)); });
    compare3<u32, u32>("shf.l.clamp.b32 %d, %a, %b, %c;",
            [](u32 a, u32 b, u32 c) { return c >= 32 ? a : u32(((u64(b) << 32 | a) << c) >> 32); });
    compare3<u32, u32>("lop3.b32 %d, %a, %b, %c, 0xe8;",
            [](u32 a, u32 b, u32 c) { return (a & b) | (a & c) | (b & c); });
    compare3<u32, u32>("lop3.b32 %d, %a, %b, %c, 0x96;", [](u32 a, u32 b, u32 c) { return a ^ b ^ c; });
    compare2<u32, u32>("prmt.b32 %d, %a, %b, 0x7150;", [](u32 a, u32 b) {
        return (a & 0xff) | (b >> 8 & 0xff) << 8 | (a >> 8 & 0xff) << 16 | (b >> 24) << 24;
    });
    compare2<u32, u32>("prmt.b32 %d, %a, %b, 0xba98;", [](u32 a, u32) {
        u32 d = 0;
        for (int k = 0; k < 4; k++) {
            d |= (a >> (8 * k + 7) & 1 ? 0xffu : 0u) << (8 * k);
        }
        return d;
    });
    compare1<u64, u64>(
            "mov.b64 {%t0, %t1}, %a;\nmov.b64 %d, {%t1, %t0};", [](u64 a) { return a << 32 | a >> 32; });
    compare3<s32, s32>("slct.s32.s32 %d, %a, %b, %c;", [](s32 a, s32 b, s32 c) { return c >= 0 ? a : b; });
    compare2<s32, s32>("add.sat.s32 %d, %a, %b;", [](s32 a, s32 b) {
        s64 sum = s64(a) + b;
        return s32(sum > INT32_MAX ? INT32_MAX : sum < INT32_MIN ? INT32_MIN : sum);
    });
    compare2<u32, u32>("set.lt.u32.u32 %d, %a, %b;", [](u32 a, u32 b) { return a < b ? ~0u : 0u; });
}

}  // namespace

int main() {
    openDevice();
    arithmetic<u16>();
    arithmetic<s16>();
    arithmetic<u32>();
    arithmetic<s32>();
    arithmetic<u64>();
    arithmetic<s64>();
    wide<u16>();
    wide<s16>();
    wide<u32>();
    wide<s32>();
    signedOnly<s16>();
    signedOnly<s32>();
    signedOnly<s64>();
    logic<u16>();
    logic<u32>();
    logic<u64>();
    fields<u32>();
    fields<u64>();
    carries();
    permutations();
    return verdict();
}
