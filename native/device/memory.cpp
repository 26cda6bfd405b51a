// All memory that the devices of this process may touch: allocated, pinned or registered, and for whom.
#include "memory.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "result.h"

namespace {

constexpr std::size_t Guard = 256;
constexpr unsigned char GuardByte = 0xa5;
constexpr unsigned char FreshByte = 0xff;
constexpr unsigned char FreedByte = 0xdd;
constexpr std::size_t Page = 4096;

std::size_t roundedUp(std::size_t bytes, std::size_t to) {
    return (bytes + to - 1) / to * to;
}

bool onDevice(MemoryKind kind) {
    return kind == MemoryKind::Device || kind == MemoryKind::Variable;
}

bool guarded(const Allocation& allocation) {
    const unsigned char* base = reinterpret_cast<const unsigned char*>(allocation.base);
    for (std::size_t k = 0; k < Guard; k++) {
        if (base[-1 - static_cast<std::ptrdiff_t>(k)] != GuardByte
                || base[allocation.bytes + k] != GuardByte) {
            return false;
        }
    }
    return true;
}

}  // namespace

std::uint64_t Memory::allocate(int device, std::size_t bytes, MemoryKind kind) {
    if (bytes > limit || used(device) > limit - bytes) {
        return 0;
    }
    std::size_t room = roundedUp(bytes, Guard);
    auto* start = static_cast<unsigned char*>(std::aligned_alloc(Guard, room + 2 * Guard));
    if (start == nullptr) {
        return 0;
    }
    std::memset(start, GuardByte, Guard);
    std::memset(start + Guard, kind == MemoryKind::Variable ? 0 : FreshByte, bytes);
    std::memset(start + Guard + bytes, GuardByte, room - bytes + Guard);
    std::uint64_t base = reinterpret_cast<std::uint64_t>(start + Guard);
    allocations[base] = {base, bytes, kind, device, ++next};
    usedBytes[device] += bytes;
    return base;
}

void* Memory::pin(int device, std::size_t bytes) {
    void* at = std::aligned_alloc(Page, roundedUp(bytes, Page));
    if (at != nullptr) {
        std::uint64_t base = reinterpret_cast<std::uint64_t>(at);
        allocations[base] = {base, bytes, MemoryKind::Pinned, device, ++next};
    }
    return at;
}

int Memory::registerHost(int device, void* at, std::size_t bytes) {
    std::uint64_t base = reinterpret_cast<std::uint64_t>(at);
    if (holding(base, 1) != nullptr) {
        return HostMemoryAlreadyRegistered;
    }
    allocations[base] = {base, bytes, MemoryKind::Registered, device, ++next};
    return Success;
}

void Memory::erase(std::map<std::uint64_t, Allocation>::iterator found) {
    const Allocation& allocation = found->second;
    if (onDevice(allocation.kind)) {
        usedBytes[allocation.device] -= allocation.bytes;
        std::memset(reinterpret_cast<void*>(allocation.base), FreedByte, allocation.bytes);
        std::free(reinterpret_cast<void*>(allocation.base - Guard));
    } else if (allocation.kind == MemoryKind::Pinned) {
        std::free(reinterpret_cast<void*>(allocation.base));
    }
    allocations.erase(found);
}

int Memory::release(std::uint64_t base, MemoryKind kind) {
    auto found = allocations.find(base);
    if (found == allocations.end() || found->second.kind != kind) {
        return InvalidValue;
    }
    bool damaged = onDevice(kind) && !guarded(found->second);
    if (damaged) {
        std::fprintf(stderr, "software device %d: something wrote beyond allocation %zu of %zu bytes\n",
                found->second.device, found->second.number, found->second.bytes);
    }
    erase(found);
    return damaged ? IllegalAddress : Success;
}

void Memory::releaseAll(int device) {
    for (auto each = allocations.begin(); each != allocations.end();) {
        auto here = each++;
        if (here->second.device == device) {
            erase(here);
        }
    }
}

const Allocation* Memory::holding(std::uint64_t address, std::size_t bytes) const {
    auto after = allocations.upper_bound(address);
    if (after == allocations.begin()) {
        return nullptr;
    }
    const Allocation& allocation = std::prev(after)->second;
    std::uint64_t offset = address - allocation.base;
    return offset <= allocation.bytes && bytes <= allocation.bytes - offset ? &allocation : nullptr;
}

const Allocation* Memory::at(std::uint64_t base, MemoryKind kind) const {
    auto found = allocations.find(base);
    return found == allocations.end() || found->second.kind != kind ? nullptr : &found->second;
}

Usage Memory::usage(int device, MemoryKind kind) const {
    Usage usage;
    for (const auto& [base, allocation] : allocations) {
        if (allocation.kind == kind && (device == AnyDevice || allocation.device == device)) {
            usage.bytes += allocation.bytes;
            usage.count++;
        }
    }
    return usage;
}

std::size_t Memory::used(int device) const {
    auto found = usedBytes.find(device);
    return found == usedBytes.end() ? 0 : found->second;
}
