// Loads, stores and the conversion of addresses between the state spaces.
#include "spaces.h"
#include "table.h"

namespace ptx {
namespace {

template <class T> T read(const u8* from) {
    T value;
    std::memcpy(&value, from, sizeof(T));
    return value;
}

template <class T> void write(u8* to, T value) {
    std::memcpy(to, &value, sizeof(T));
}

template <class Space, class T, u32 Count> const Instruction* load(const Instruction* i, u64* r, Thread* t) {
    u64 address = r[i->a] + static_cast<s64>(i->imm);
    const u8* from = Space::template at<sizeof(T) * Count>(i, r, t, address);
    if (__builtin_expect(from == nullptr, 0)) {
        return t->outside(i, Space::name, address, sizeof(T) * Count);
    }
    set(r[i->d], read<T>(from));
    if constexpr (Count > 1) {
        set(r[i->e], read<T>(from + sizeof(T)));
    }
    if constexpr (Count > 2) {
        set(r[i->f], read<T>(from + 2 * sizeof(T)));
        set(r[i->c], read<T>(from + 3 * sizeof(T)));
    }
    return next(i, r, t);
}

template <class Space, class T, u32 Count> const Instruction* store(const Instruction* i, u64* r, Thread* t) {
    u64 address = r[i->a] + static_cast<s64>(i->imm);
    u8* to = Space::template at<sizeof(T) * Count>(i, r, t, address);
    if (__builtin_expect(to == nullptr, 0)) {
        return t->outside(i, Space::name, address, sizeof(T) * Count);
    }
    write(to, get<T>(r[i->b]));
    if constexpr (Count > 1) {
        write(to + sizeof(T), get<T>(r[i->c]));
    }
    if constexpr (Count > 2) {
        write(to + 2 * sizeof(T), get<T>(r[i->e]));
        write(to + 3 * sizeof(T), get<T>(r[i->f]));
    }
    return next(i, r, t);
}

// Parameters lie in the register file itself, from slot a on.
template <class T, u32 Count> const Instruction* loadFrame(const Instruction* i, u64* r, Thread* t) {
    const u8* from = reinterpret_cast<const u8*>(r + i->a) + i->imm;
    T values[Count];
    std::memcpy(values, from, sizeof values);
    set(r[i->d], values[0]);
    if constexpr (Count > 1) {
        set(r[i->e], values[1]);
    }
    if constexpr (Count > 2) {
        set(r[i->f], values[2]);
        set(r[i->c], values[3]);
    }
    return next(i, r, t);
}

template <class T, u32 Count> const Instruction* storeFrame(const Instruction* i, u64* r, Thread* t) {
    u8* to = reinterpret_cast<u8*>(r + i->a) + i->imm;
    write(to, get<T>(r[i->b]));
    if constexpr (Count > 1) {
        write(to + sizeof(T), get<T>(r[i->c]));
    }
    if constexpr (Count > 2) {
        write(to + 2 * sizeof(T), get<T>(r[i->e]));
        write(to + 3 * sizeof(T), get<T>(r[i->f]));
    }
    return next(i, r, t);
}

template <class Space, class T, u32 Count> void addAccess(Table& table, const std::string& ending) {
    std::string space = Space::name;
    table.add("ld." + space + ending, "", load<Space, T, Count>);
    table.add("st." + space + ending, "", store<Space, T, Count>);
}

template <class T, u32 Count>
void addAccesses(Table& table, const std::string& vector, const std::string& type) {
    std::string ending = vector + "." + type;
    addAccess<Generic, T, Count>(table, ending);
    addAccess<Global, T, Count>(table, ending);
    addAccess<Shared, T, Count>(table, ending);
    addAccess<Local, T, Count>(table, ending);
    addAccess<Param, T, Count>(table, ending);
    table.add("ld.frame" + ending, "", loadFrame<T, Count>);
    table.add("st.frame" + ending, "", storeFrame<T, Count>);
}

template <class T> void addAccesses(Table& table, const std::string& type) {
    addAccesses<T, 1>(table, "", type);
    addAccesses<T, 2>(table, ".v2", type);
    if constexpr (sizeof(T) <= 4) {
        addAccesses<T, 4>(table, ".v4", type);
    }
}

// The address of a local variable: calls move the start of the frame.
const Instruction* localAddress(const Instruction* i, u64* r, Thread* t) {
    r[i->d] = t->localBase + static_cast<u64>(static_cast<s64>(i->imm));
    return next(i, r, t);
}

const Instruction* localToGeneric(const Instruction* i, u64* r, Thread* t) {
    r[i->d] = reinterpret_cast<u64>(t->local) + static_cast<u32>(r[i->a]);
    return next(i, r, t);
}

const Instruction* genericToLocal(const Instruction* i, u64* r, Thread* t) {
    r[i->d] = r[i->a] - reinterpret_cast<u64>(t->local);
    return next(i, r, t);
}

const Instruction* sharedToGeneric(const Instruction* i, u64* r, Thread* t) {
    r[i->d] = reinterpret_cast<u64>(t->block->shared.data()) + static_cast<u32>(r[i->a]);
    return next(i, r, t);
}

const Instruction* genericToShared(const Instruction* i, u64* r, Thread* t) {
    r[i->d] = r[i->a] - reinterpret_cast<u64>(t->block->shared.data());
    return next(i, r, t);
}

const Instruction* same(const Instruction* i, u64* r, Thread* t) {
    r[i->d] = r[i->a];
    return next(i, r, t);
}

const Instruction* isShared(const Instruction* i, u64* r, Thread* t) {
    r[i->d] = r[i->a] - reinterpret_cast<u64>(t->block->shared.data()) < t->block->sharedBytes ? 1 : 0;
    return next(i, r, t);
}

const Instruction* isLocal(const Instruction* i, u64* r, Thread* t) {
    r[i->d] = r[i->a] - reinterpret_cast<u64>(t->local) < t->localBytes ? 1 : 0;
    return next(i, r, t);
}

const Instruction* isGlobal(const Instruction* i, u64* r, Thread* t) {
    bool shared = r[i->a] - reinterpret_cast<u64>(t->block->shared.data()) < t->block->sharedBytes;
    bool local = r[i->a] - reinterpret_cast<u64>(t->local) < t->localBytes;
    r[i->d] = shared || local ? 0 : 1;
    return next(i, r, t);
}

}  // namespace

void addMemory(Table& table) {
    addAccesses<u8>(table, "b8");
    addAccesses<u8>(table, "u8");
    addAccesses<s8>(table, "s8");
    eachWord([&](std::string type, auto zero) { addAccesses<decltype(zero)>(table, type); });
    eachInteger([&](std::string type, auto zero) { addAccesses<decltype(zero)>(table, type); });
    eachFloat([&](std::string type, auto zero) { addAccesses<decltype(zero)>(table, type); });
    table.add("local.address", "", localAddress);
    for (const char* space : {"global", "const"}) {
        table.add("cvta." + std::string(space) + ".u64", "da", same);
        table.add("cvta.to." + std::string(space) + ".u64", "da", same);
        table.add("isspacep." + std::string(space), "da", isGlobal);
    }
    table.add("cvta.local.u64", "da", localToGeneric);
    table.add("cvta.to.local.u64", "da", genericToLocal);
    table.add("cvta.shared.u64", "da", sharedToGeneric);
    table.add("cvta.to.shared.u64", "da", genericToShared);
    table.add("isspacep.shared", "da", isShared);
    table.add("isspacep.local", "da", isLocal);
}

}  // namespace ptx
