// The table of instructions that need no more than their spelling: mnemonic, shape of the operands, function.
#pragma once

#include <string>
#include <string_view>
#include <memory>
#include <unordered_map>

#include "machine.h"

namespace ptx {

// A shape has one letter for each operand as it is written, naming the field that takes it: d, a, b, c, e, f.
// An upper-case letter E marks a second predicate written d|E; i marks a number kept in the instruction
// itself.
struct Row {
    const char* shape;
    Handler run;
};

class Table {
public:
    static const Table& instance();

    const Row* find(std::string_view mnemonic) const {
        auto found = rows.find(mnemonic);
        return found == rows.end() ? nullptr : &found->second;
    }

    void add(std::string mnemonic, const char* shape, Handler run) {
        names.push_back(std::make_unique<std::string>(std::move(mnemonic)));
        rows[*names.back()] = Row{shape, run};
    }

private:
    Table();

    std::vector<std::unique_ptr<std::string>> names;
    std::unordered_map<std::string_view, Row> rows;
};

void addIntegers(Table& table);
void addBits(Table& table);
void addCarries(Table& table);
void addComparisons(Table& table);
void addFloats(Table& table);
void addApproximations(Table& table);
void addRounded(Table& table);
void addConversions(Table& table);
void addMemory(Table& table);
void addAtomics(Table& table);
void addControl(Table& table);

// Calls what(name, value) with a value of each type that PTX calls by that name.
template <class What> void eachInteger(What what) {
    what("u16", u16());
    what("s16", s16());
    what("u32", u32());
    what("s32", s32());
    what("u64", u64());
    what("s64", s64());
}

template <class What> void eachWord(What what) {
    what("b16", u16());
    what("b32", u32());
    what("b64", u64());
}

template <class What> void eachFloat(What what) {
    what("f32", float());
    what("f64", double());
}

// Single-precision results that are NaN are the one NaN 0x7fffffff, as on the hardware.
inline float canonical(float x) {
    return __builtin_expect(x == x, 1) ? x : get<float>(0x7fffffff);
}

inline double canonical(double x) {
    return x;
}

// Functions of one instruction each, made of a struct F with a static `of`.
template <class T, class F> const Instruction* unary(const Instruction* i, u64* r, Thread* t) {
    set(r[i->d], F::of(get<T>(r[i->a])));
    return next(i, r, t);
}

template <class T, class F> const Instruction* binary(const Instruction* i, u64* r, Thread* t) {
    set(r[i->d], F::of(get<T>(r[i->a]), get<T>(r[i->b])));
    return next(i, r, t);
}

template <class T, class F> const Instruction* ternary(const Instruction* i, u64* r, Thread* t) {
    set(r[i->d], F::of(get<T>(r[i->a]), get<T>(r[i->b]), get<T>(r[i->c])));
    return next(i, r, t);
}

}  // namespace ptx
