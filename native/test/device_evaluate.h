// Runs one PTX instruction on every combination of some values, to be compared with what C++ makes of them.
#pragma once

#include <functional>
#include <limits>

#include "device_check.h"

template <class T> const char* typeName();
template <> inline const char* typeName<std::uint16_t>() {
    return "u16";
}
template <> inline const char* typeName<std::int16_t>() {
    return "s16";
}
template <> inline const char* typeName<std::uint32_t>() {
    return "u32";
}
template <> inline const char* typeName<std::int32_t>() {
    return "s32";
}
template <> inline const char* typeName<std::uint64_t>() {
    return "u64";
}
template <> inline const char* typeName<std::int64_t>() {
    return "s64";
}
template <> inline const char* typeName<float>() {
    return "f32";
}
template <> inline const char* typeName<double>() {
    return "f64";
}

template <class T> std::vector<T> edges() {
    if constexpr (std::is_floating_point_v<T>) {
        using L = std::numeric_limits<T>;
        std::vector<T> some = {T(0), T(0.5), T(1), T(1.5), T(2.5), T(3), T(0.1), T(100.7), T(65536.5),
                T(2147483648.0), T(4294967296.0), T(9223372036854775808.0), T(18446744073709551616.0),
                T(1e30), L::max(), L::min(), L::denorm_min(), T(L::min() / 3), L::infinity(), L::epsilon(),
                T(0.49999997), T(8388609), T(254.5)};
        std::size_t count = some.size();
        for (std::size_t k = 0; k < count; k++) {
            some.push_back(-some[k]);
        }
        some.push_back(L::quiet_NaN());
        return some;
    } else {
        std::vector<T> some = {0, 1, 2, 3, 7, 31, 32, 33, 64, 100, 255, 0x7f, 0x80, 0x1234, 0x7fff,
                static_cast<T>(0x8000), static_cast<T>(0xdeadbeef), static_cast<T>(0x123456789abcdef0)};
        some.push_back(std::numeric_limits<T>::max());
        some.push_back(std::numeric_limits<T>::min());
        some.push_back(static_cast<T>(std::numeric_limits<T>::max() / 2));
        std::size_t count = some.size();
        for (std::size_t k = 1; k < count; k++) {
            some.push_back(static_cast<T>(0 - some[k]));
        }
        return some;
    }
}

template <class R, class A, class B, class C> std::string evaluationText(const std::string& instruction) {
    auto width = [](std::size_t bytes) { return std::to_string(bytes); };
    auto load = [&](const char* name, const char* type, std::size_t bytes) {
        return std::string("ld.param.u64 %x, [") + name + "];\nmad.wide.u32 %x, %i, " + width(bytes)
                + ", %x;\nld.global." + type + " %" + name + ", [%x];\n";
    };
    std::string text = std::string(Header)
            + ".visible .entry k(.param .u64 d, .param .u64 a, .param .u64 b, .param .u64 c, .param .u32 n)\n{\n"
            + ".reg ." + typeName<R>() + " %d;\n.reg ." + typeName<A>() + " %a;\n.reg ." + typeName<B>()
            + " %b;\n" + ".reg ." + typeName<C>()
            + " %c;\n.reg .pred %p, %q;\n.reg .u64 %x;\n.reg .u32 %i, %n;\n.reg .b32 %t<4>;\n"
            + "mov.u32 %i, %ctaid.x;\nmov.u32 %n, %ntid.x;\nmad.lo.u32 %i, %i, %n, 0;\nmov.u32 %n, %tid.x;\n"
            + "add.u32 %i, %i, %n;\nld.param.u32 %n, [n];\nsetp.ge.u32 %p, %i, %n;\n@%p ret;\n";
    text += load("a", typeName<A>(), sizeof(A)) + load("b", typeName<B>(), sizeof(B))
            + load("c", typeName<C>(), sizeof(C));
    text += instruction + "\nld.param.u64 %x, [d];\nmad.wide.u32 %x, %i, " + width(sizeof(R)) + ", %x;\n";
    return text + "st.global." + typeName<R>() + " [%x], %d;\nret;\n}\n";
}

template <class T> bool same(T x, T y) {
    if constexpr (std::is_floating_point_v<T>) {
        return (x != x && y != y) || std::memcmp(&x, &y, sizeof(T)) == 0;
    } else {
        return x == y;
    }
}

template <class R, class A, class B, class C>
void compare(const std::string& instruction, const std::vector<A>& a, const std::vector<B>& b,
        const std::vector<C>& c, const std::function<R(A, B, C)>& expected) {
    Handle module;
    Handle function;
    std::string text = evaluationText<R, A, B, C>(instruction);
    int loaded = cuModuleLoadData(&module, text.c_str());
    answers(0, loaded, "loading " + instruction);
    if (loaded != 0) {
        return;
    }
    MUST(cuModuleGetFunction(&function, module, "k"));
    unsigned n = static_cast<unsigned>(a.size());
    Pointer inputs[] = {upload(std::vector<R>(n)), upload(a), upload(b), upload(c)};
    answers(0, launch(function, (n + 127) / 128, 128, nullptr, inputs[0], inputs[1], inputs[2], inputs[3], n),
            "running " + instruction);
    std::vector<R> results = download<R>(inputs[0], n);
    int wrong = 0;
    for (std::size_t k = 0; k < n; k++) {
        R wanted = expected(a[k], b[k], c[k]);
        if (!same(wanted, results[k]) && wrong++ < 4) {
            std::printf("  %s of %.17g, %.17g, %.17g: %.17g instead of %.17g\n", instruction.c_str(),
                    double(a[k]), double(b[k]), double(c[k]), double(results[k]), double(wanted));
        }
    }
    check(wrong == 0, instruction + ": " + std::to_string(wrong) + " wrong of " + std::to_string(n));
    for (Pointer input : inputs) {
        MUST(cuMemFree_v2(input));
    }
    MUST(cuModuleUnload(module));
}

template <class R, class A, class F> void compare1(const std::string& instruction, F expected) {
    std::vector<A> a = edges<A>();
    compare<R, A, A, A>(instruction, a, a, a, [&](A x, A, A) { return expected(x); });
}

template <class R, class A, class B = A, class F> void compare2(const std::string& instruction, F expected) {
    std::vector<A> a;
    std::vector<B> b;
    for (A x : edges<A>()) {
        for (B y : edges<B>()) {
            a.push_back(x);
            b.push_back(y);
        }
    }
    compare<R, A, B, B>(instruction, a, b, b, [&](A x, B y, B) { return expected(x, y); });
}

template <class R, class A, class B = A, class C = A, class F>
void compare3(const std::string& instruction, F expected) {
    std::vector<A> a;
    std::vector<B> b;
    std::vector<C> c;
    for (A x : edges<A>()) {
        for (B y : edges<B>()) {
            for (C z : edges<C>()) {
                a.push_back(x);
                b.push_back(y);
                c.push_back(z);
            }
        }
    }
    compare<R, A, B, C>(instruction, a, b, c, expected);
}
