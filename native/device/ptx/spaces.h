// The state spaces of memory: each finds the bytes at an address or says that a thread may not touch them.
#pragma once

#include "machine.h"

namespace ptx {

inline bool holds(const Range& range, u64 address, u32 bytes) {
    u64 offset = address - range.base;
    return offset < range.bytes && bytes <= range.bytes - offset;
}

template <bool IsGeneric> struct Device {
    static constexpr const char* name = IsGeneric ? "generic" : "global";

    template <u32 bytes> static u8* at(const Instruction* i, u64*, Thread* t, u64 address) {
        Range& remembered = t->block->ranges[i->line % RangeCount];
        if (__builtin_expect(!holds(remembered, address, bytes) || address % bytes != 0, 0)) {
            if (address % bytes != 0 || !t->admit(address, bytes, remembered, IsGeneric)) {
                return nullptr;
            }
        }
        return reinterpret_cast<u8*>(address);
    }
};

using Global = Device<false>;
using Generic = Device<true>;

struct Shared {
    static constexpr const char* name = "shared";

    template <u32 bytes> static u8* at(const Instruction*, u64*, Thread* t, u64 address) {
        u32 offset = static_cast<u32>(address);
        u32 size = t->block->sharedBytes;
        if (__builtin_expect(offset % bytes != 0 || size < bytes || offset > size - bytes, 0)) {
            return nullptr;
        }
        return t->block->shared.data() + offset;
    }
};

struct Local {
    static constexpr const char* name = "local";

    template <u32 bytes> static u8* at(const Instruction*, u64*, Thread* t, u64 address) {
        u32 offset = static_cast<u32>(address);
        if (__builtin_expect(
                    offset % bytes != 0 || t->localBytes < bytes || offset > t->localBytes - bytes, 0)) {
            return nullptr;
        }
        return t->local + offset;
    }
};

// Parameters whose address is taken: an address is a distance from the start of the register file.
struct Param {
    static constexpr const char* name = "param";

    template <u32 bytes> static u8* at(const Instruction*, u64* r, Thread* t, u64 address) {
        u64 size = t->block->image->registers.size() * 8;
        if (size < bytes || address > size - bytes) {
            return nullptr;
        }
        return reinterpret_cast<u8*>(r) + address;
    }
};

}  // namespace ptx
