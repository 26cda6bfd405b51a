// What a thread does besides running: it stops, waits, and asks for memory that it has not met before.
#include <cstdio>

#include "machine.h"

namespace ptx {

const Instruction* Thread::fault(int code, const Instruction* i, const std::string& what) {
    char text[512];
    const u64* r = registers;
    std::snprintf(text, sizeof text, "%s: PTX line %u: %s (thread %u,%u,%u of block %u,%u,%u)",
            block->image->name.c_str(), i->line, what.c_str(), get<u32>(r[TidX]), get<u32>(r[TidY]),
            get<u32>(r[TidZ]), block->x, block->y, block->z);
    block->fault.code = code;
    block->fault.message = text;
    state = State::Faulted;
    return nullptr;
}

const Instruction* Thread::outside(const Instruction* i, const char* space, u64 address, u32 bytes) {
    char text[160];
    bool misaligned = address % bytes != 0;
    std::snprintf(text, sizeof text, "%s access of %u bytes at 0x%llx, %s", space, bytes,
            static_cast<unsigned long long>(address),
            misaligned ? "which is not aligned" : "which is no memory of this device");
    return fault(misaligned ? 716 : 700, i, text);
}

const Instruction* Thread::pause(const Instruction* i, Wait what) {
    at = i;
    wait = what;
    state = State::Waiting;
    return nullptr;
}

bool Thread::admit(u64 address, u32 bytes, Range& remembered, bool generic) {
    Range range;
    if (generic) {
        u64 shared = reinterpret_cast<u64>(block->shared.data());
        u64 own = reinterpret_cast<u64>(local);
        if (address - shared < block->sharedBytes) {
            range = {shared, block->sharedBytes};
        } else if (address - own < localBytes) {
            range = {own, localBytes};
        }
    }
    if (range.bytes == 0) {
        range = block->resolver(block->context, address);
    }
    if (range.bytes == 0 || bytes > range.bytes - (address - range.base)) {
        return false;
    }
    remembered = range;
    return true;
}

}  // namespace ptx
