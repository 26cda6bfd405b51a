// Branches, calls, barriers, exchanges between the lanes of a warp, clocks and fences.
#include <chrono>

#include "table.h"

namespace ptx {
namespace {

const Instruction* branch(const Instruction* i, u64* r, Thread* t) {
    if (i->imm <= 0 && --t->budget == 0) {
        return t->fault(702, i, "the kernel does not end");
    }
    return jump(i + i->imm, r, t);
}

template <bool Sense> const Instruction* branchIf(const Instruction* i, u64* r, Thread* t) {
    if ((r[i->a] != 0) != Sense) {
        return next(i, r, t);
    }
    if (i->imm <= 0 && --t->budget == 0) {
        return t->fault(702, i, "the kernel does not end");
    }
    return jump(i + i->imm, r, t);
}

// The branches that the table names follow as instructions of their own.
const Instruction* branchIndexed(const Instruction* i, u64* r, Thread* t) {
    u32 index = get<u32>(r[i->a]);
    if (index >= static_cast<u32>(i->imm)) {
        return t->fault(719, i, "brx.idx beyond its table");
    }
    return jump(i + 1 + index, r, t);
}

const Instruction* leave(const Instruction*, u64*, Thread* t) {
    t->state = State::Done;
    return nullptr;
}

void saveFrame(const CallSite& call, u64* r, Thread* t) {
    t->saved.insert(t->saved.end(), r + call.firstSlot, r + call.firstSlot + call.slots);
}

void copyAll(const std::vector<Copy>& copies, const u8* from, u8* to) {
    for (const Copy& copy : copies) {
        std::memcpy(to + copy.to, from + copy.from, copy.bytes);
    }
}

// A function that is already active has its frame saved; the arguments may lie in that very frame.
[[gnu::noinline]] void enterAgain(const CallSite& call, u64* r, Thread* t) {
    saveFrame(call, r, t);
    const u8* before = reinterpret_cast<const u8*>(t->saved.data() + t->saved.size() - call.slots);
    u8* frames = reinterpret_cast<u8*>(r);
    u64 first = u64(call.firstSlot) * 8;
    u64 end = first + u64(call.slots) * 8;
    for (const Copy& copy : call.arguments) {
        bool inside = copy.from >= first && copy.from < end;
        std::memcpy(frames + copy.to, inside ? before + (copy.from - first) : frames + copy.from, copy.bytes);
    }
}

[[gnu::noinline]] void returnAgain(const CallSite& call, u64* r, Thread* t) {
    std::vector<u64> after(r + call.firstSlot, r + call.firstSlot + call.slots);
    std::copy(t->saved.end() - call.slots, t->saved.end(), r + call.firstSlot);
    t->saved.resize(t->saved.size() - call.slots);
    const u8* results = reinterpret_cast<const u8*>(after.data());
    for (const Copy& copy : call.results) {
        std::memcpy(reinterpret_cast<u8*>(r) + copy.to, results + (copy.from - u64(call.firstSlot) * 8),
                copy.bytes);
    }
}

constexpr std::size_t DeepestCall = 4096;

const Instruction* call(const Instruction* i, u64* r, Thread* t) {
    const Image* image = t->block->image;
    const CallSite& call = image->calls[static_cast<u32>(i->imm)];
    if (t->returns.size() >= DeepestCall || t->localBase + call.localBytes > t->localBytes) {
        return t->fault(719, i, "the call stack is exhausted");
    }
    t->returns.push_back({i + 1, &call, t->localBase});
    t->localBase += call.localBytes;
    if (call.recursive) {
        enterAgain(call, r, t);
    } else {
        copyAll(call.arguments, reinterpret_cast<u8*>(r), reinterpret_cast<u8*>(r));
    }
    return jump(image->code.data() + call.target, r, t);
}

const Instruction* giveBack(const Instruction*, u64* r, Thread* t) {
    if (t->returns.empty()) {
        t->state = State::Done;
        return nullptr;
    }
    Return back = t->returns.back();
    t->returns.pop_back();
    t->localBase = back.localBase;
    if (back.call->recursive) {
        returnAgain(*back.call, r, t);
    } else {
        copyAll(back.call->results, reinterpret_cast<u8*>(r), reinterpret_cast<u8*>(r));
    }
    return jump(back.at, r, t);
}

const Instruction* trap(const Instruction* i, u64*, Thread* t) {
    return t->fault(719, i, "trap");
}

const Instruction* assertionFailed(const Instruction* i, u64*, Thread* t) {
    return t->fault(710, i, "device-side assert");
}

const Instruction* nothing(const Instruction* i, u64* r, Thread* t) {
    return next(i, r, t);
}

const Instruction* fence(const Instruction* i, u64* r, Thread* t) {
    __atomic_thread_fence(__ATOMIC_SEQ_CST);
    return next(i, r, t);
}

template <Wait What> const Instruction* wait(const Instruction* i, u64*, Thread* t) {
    return t->pause(i, What);
}

// Lanes run one after the other, so each is the only one at work.
const Instruction* activeMask(const Instruction* i, u64* r, Thread* t) {
    r[i->d] = r[MaskEq];
    return next(i, r, t);
}

u64 nanoseconds() {
    auto now = std::chrono::steady_clock::now().time_since_epoch();
    return static_cast<u64>(std::chrono::duration_cast<std::chrono::nanoseconds>(now).count());
}

template <class T> const Instruction* clock(const Instruction* i, u64* r, Thread* t) {
    set(r[i->d], static_cast<T>(nanoseconds()));
    return next(i, r, t);
}

}  // namespace

void addControl(Table& table) {
    table.add("bra", "", branch);
    table.add("bra.if", "", branchIf<true>);
    table.add("bra.unless", "", branchIf<false>);
    table.add("brx", "", branchIndexed);
    table.add("exit", "", leave);
    table.add("call", "", call);
    table.add("ret", "", giveBack);
    table.add("trap", "", trap);
    table.add("assertion.failed", "", assertionFailed);
    table.add("brkpt", "", nothing);
    table.add("fence", "", fence);
    table.add("barrier", "", wait<Wait::Barrier>);
    table.add("warp.sync", "", wait<Wait::Warp>);
    table.add("exchange", "", wait<Wait::Exchange>);
    table.add("vote", "", wait<Wait::Vote>);
    table.add("activemask.b32", "d", activeMask);
    table.add("clock", "", clock<u32>);
    table.add("clock64", "", clock<u64>);
}

}  // namespace ptx
