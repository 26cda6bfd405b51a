// All memory that the devices of this process may touch: allocated, pinned or registered, and for whom.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>

#include "ptx/machine.h"

enum class MemoryKind { Device, Variable, Pinned, Registered };

constexpr int AnyDevice = -1;

struct Allocation {
    std::uint64_t base;
    std::size_t bytes;
    MemoryKind kind;
    int device;
    std::size_t number;
};

struct Usage {
    std::size_t bytes = 0;
    std::size_t count = 0;
};

class Memory {
public:
    // Device memory is filled with 0xFF and lies between guards. Answers 0 where the limit forbids it.
    std::uint64_t allocate(int device, std::size_t bytes, MemoryKind kind);
    void* pin(int device, std::size_t bytes);
    int registerHost(int device, void* at, std::size_t bytes);

    // Each answers an error: INVALID_VALUE for what is not there, ILLEGAL_ADDRESS where a guard was
    // overwritten.
    int release(std::uint64_t base, MemoryKind kind);
    void releaseAll(int device);

    const Allocation* holding(std::uint64_t address, std::size_t bytes) const;
    const Allocation* at(std::uint64_t base, MemoryKind kind) const;
    Usage usage(int device, MemoryKind kind) const;
    std::size_t used(int device) const;

    std::size_t limit = std::size_t(2) << 30;

private:
    void erase(std::map<std::uint64_t, Allocation>::iterator found);

    std::map<std::uint64_t, Allocation> allocations;
    std::map<int, std::size_t> usedBytes;
    std::size_t next = 0;
};
