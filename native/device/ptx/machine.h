// The machine that runs decoded PTX: an instruction is a function, which ends by calling the next one.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "types.h"

namespace ptx {

struct Thread;
struct Block;
struct Instruction;

using Handler = const Instruction* (*)(const Instruction*, u64*, Thread*);

// Operands are slots of the register file; what an instruction does not use stays 0.
struct Instruction {
    Handler run = nullptr;
    u32 d = 0;
    u32 a = 0;
    u32 b = 0;
    u32 c = 0;
    u32 e = 0;
    u32 f = 0;
    s32 imm = 0;
    u32 line = 0;
};

// The first slots of every register file.
enum Special : u32 {
    Scratch,
    TidX,
    TidY,
    TidZ,
    NtidX,
    NtidY,
    NtidZ,
    CtaidX,
    CtaidY,
    CtaidZ,
    NctaidX,
    NctaidY,
    NctaidZ,
    LaneId,
    WarpId,
    NwarpId,
    MaskEq,
    MaskLt,
    MaskLe,
    MaskGt,
    MaskGe,
    WarpSize,
    SmId,
    NsmId,
    GridId,
    SharedStatic,
    SharedDynamic,
    SharedTotal,
    FirstSlot = 32
};

struct Copy {
    u32 from;
    u32 to;
    u32 bytes;
};

struct CallSite {
    u32 function = 0;
    std::vector<Copy> arguments;
    std::vector<Copy> results;
    // Filled in by the linker, in slots and instructions of the image.
    u32 target = 0;
    u32 firstSlot = 0;
    u32 slots = 0;
    u32 localBytes = 0;
    bool recursive = false;
};

struct Parameter {
    std::string name;
    u32 offset;
    u32 bytes;
    u32 alignment;
};

// One entry with everything it calls, ready to run.
struct Image {
    std::string name;
    std::vector<Instruction> code;
    std::vector<CallSite> calls;
    std::vector<u64> registers;
    std::vector<Parameter> parameters;
    u32 sharedBytes = 0;
    u32 localBytes = 0;
    u32 maxThreads = 1024;
    bool cooperative = false;
    bool recursive = false;
};

struct Range {
    u64 base = 0;
    u64 bytes = 0;
};

// Says which memory of the device an address lies in; bytes is 0 where it lies in none.
using Resolver = Range (*)(void* context, u64 address);

struct Fault {
    int code = 0;
    std::string message;
};

enum class Wait : u8 { None, Barrier, Warp, Exchange, Vote };

enum class State : u8 { Ready, Waiting, Done, Faulted };

struct Return {
    const Instruction* at;
    const CallSite* call;
    u32 localBase;
};

constexpr u32 RangeCount = 32;

// What the threads of one block share; it lives on in a worker from block to block.
struct Block {
    const Image* image = nullptr;
    Resolver resolver = nullptr;
    void* context = nullptr;
    std::vector<u8> shared;
    u32 sharedBytes = 0;
    u32 x = 0;
    u32 y = 0;
    u32 z = 0;
    Range ranges[RangeCount];
    Fault fault;
};

struct Thread {
    u64* registers = nullptr;
    Block* block = nullptr;
    const Instruction* at = nullptr;
    u32 carry = 0;
    State state = State::Ready;
    Wait wait = Wait::None;
    u32 index = 0;
    u32 localBase = 0;
    u32 localBytes = 0;
    u8* local = nullptr;
    std::vector<Return> returns;
    std::vector<u64> saved;
    u64 budget = 0;

    const Instruction* fault(int code, const Instruction* i, const std::string& what);
    const Instruction* outside(const Instruction* i, const char* space, u64 address, u32 bytes);
    const Instruction* pause(const Instruction* i, Wait what);

    // Admits an address that the range remembered for this instruction does not hold.
    bool admit(u64 address, u32 bytes, Range& remembered, bool generic);
};

// Loops of a thread end here: a kernel that never ends is a fault, not a hang of the process.
constexpr u64 BranchBudget = 20'000'000'000;

#if defined(__OPTIMIZE__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define PTX_TAIL_CALLS 1
#else
#define PTX_TAIL_CALLS 0
#endif

// With tail calls the next instruction runs at once; without, the loop of the caller runs it.
[[gnu::always_inline]] inline const Instruction* jump(const Instruction* to, u64* r, Thread* t) {
#if PTX_TAIL_CALLS
    return to->run(to, r, t);
#else
    (void)r;
    (void)t;
    return to;
#endif
}

[[gnu::always_inline]] inline const Instruction* next(const Instruction* i, u64* r, Thread* t) {
    return jump(i + 1, r, t);
}

inline void run(Thread& thread) {
    const Instruction* i = thread.at;
    while (i != nullptr) {
        i = i->run(i, thread.registers, &thread);
    }
}

}  // namespace ptx
