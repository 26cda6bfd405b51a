// Scalar types of PTX and how their values lie in the 64-bit slots of the register file.
#pragma once

#include <cstdint>
#include <cstring>
#include <type_traits>

namespace ptx {

using u8 = std::uint8_t;
using u16 = std::uint16_t;
using u32 = std::uint32_t;
using u64 = std::uint64_t;
using s8 = std::int8_t;
using s16 = std::int16_t;
using s32 = std::int32_t;
using s64 = std::int64_t;

template <class T> inline T get(u64 slot) {
    T value;
    std::memcpy(&value, &slot, sizeof(T));
    return value;
}

// Integers are widened to the slot by their own signedness, so that a wider register reads them as PTX says.
template <class T> inline void set(u64& slot, T value) {
    if constexpr (std::is_floating_point_v<T>) {
        u64 bits = 0;
        std::memcpy(&bits, &value, sizeof(T));
        slot = bits;
    } else {
        slot = static_cast<u64>(static_cast<s64>(value));
    }
}

template <> inline void set<u64>(u64& slot, u64 value) {
    slot = value;
}

template <> inline void set<bool>(u64& slot, bool value) {
    slot = value ? 1 : 0;
}

}  // namespace ptx
