// Atomic operations on memory: real ones, as blocks run on several cores.
#include "spaces.h"
#include "table.h"

namespace ptx {
namespace {

struct Add {
    template <class T> static T of(T old, T value) { return static_cast<T>(old + value); }
};

struct Minimum {
    template <class T> static T of(T old, T value) { return value < old ? value : old; }
};

struct Maximum {
    template <class T> static T of(T old, T value) { return value > old ? value : old; }
};

struct And {
    template <class T> static T of(T old, T value) { return old & value; }
};

struct Or {
    template <class T> static T of(T old, T value) { return old | value; }
};

struct Xor {
    template <class T> static T of(T old, T value) { return old ^ value; }
};

struct Exchange {
    template <class T> static T of(T, T value) { return value; }
};

struct Increment {
    template <class T> static T of(T old, T limit) { return old >= limit ? 0 : old + 1; }
};

struct Decrement {
    template <class T> static T of(T old, T limit) { return old == 0 || old > limit ? limit : old - 1; }
};

template <class T> using Bits = std::conditional_t<sizeof(T) == 4, u32, u64>;

template <class Space, class T, class F> const Instruction* modify(const Instruction* i, u64* r, Thread* t) {
    using B = Bits<T>;
    u64 address = r[i->a] + static_cast<s64>(i->imm);
    u8* at = Space::template at<sizeof(T)>(i, r, t, address);
    if (__builtin_expect(at == nullptr, 0)) {
        return t->outside(i, Space::name, address, sizeof(T));
    }
    B* cell = reinterpret_cast<B*>(at);
    T value = get<T>(r[i->b]);
    B old = __atomic_load_n(cell, __ATOMIC_SEQ_CST);
    for (;;) {
        u64 changed = 0;
        set(changed, F::of(get<T>(old), value));
        B seen = __sync_val_compare_and_swap(cell, old, static_cast<B>(changed));
        if (seen == old) {
            break;
        }
        old = seen;
    }
    set(r[i->d], get<T>(old));
    return next(i, r, t);
}

template <class Space, class T> const Instruction* compareAndSwap(const Instruction* i, u64* r, Thread* t) {
    u64 address = r[i->a] + static_cast<s64>(i->imm);
    u8* at = Space::template at<sizeof(T)>(i, r, t, address);
    if (__builtin_expect(at == nullptr, 0)) {
        return t->outside(i, Space::name, address, sizeof(T));
    }
    T* cell = reinterpret_cast<T*>(at);
    set(r[i->d], static_cast<T>(__sync_val_compare_and_swap(cell, get<T>(r[i->b]), get<T>(r[i->c]))));
    return next(i, r, t);
}

template <class Space, class T, class F>
void addOperation(Table& table, const std::string& name, const std::string& type) {
    table.add("atom." + std::string(Space::name) + "." + name + "." + type, "", modify<Space, T, F>);
}

template <class Space, class T> void addInteger(Table& table, const std::string& type) {
    addOperation<Space, T, Add>(table, "add", type);
    addOperation<Space, T, Minimum>(table, "min", type);
    addOperation<Space, T, Maximum>(table, "max", type);
}

template <class Space, class T> void addWord(Table& table, const std::string& type) {
    addOperation<Space, T, And>(table, "and", type);
    addOperation<Space, T, Or>(table, "or", type);
    addOperation<Space, T, Xor>(table, "xor", type);
    addOperation<Space, T, Exchange>(table, "exch", type);
    table.add("atom." + std::string(Space::name) + ".cas." + type, "", compareAndSwap<Space, T>);
}

template <class Space> void addSpace(Table& table) {
    addInteger<Space, u32>(table, "u32");
    addInteger<Space, s32>(table, "s32");
    addInteger<Space, u64>(table, "u64");
    addInteger<Space, s64>(table, "s64");
    addWord<Space, u32>(table, "b32");
    addWord<Space, u64>(table, "b64");
    addOperation<Space, float, Add>(table, "add", "f32");
    addOperation<Space, double, Add>(table, "add", "f64");
    addOperation<Space, u32, Increment>(table, "inc", "u32");
    addOperation<Space, u32, Decrement>(table, "dec", "u32");
}

}  // namespace

void addAtomics(Table& table) {
    addSpace<Generic>(table);
    addSpace<Global>(table);
    addSpace<Shared>(table);
}

}  // namespace ptx
