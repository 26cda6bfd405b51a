// The few driver functions that must give something for the backend to get as far as a launch.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#define DRIVER extern "C" __attribute__((visibility("default"))) int

namespace {

constexpr size_t memory = size_t{1} << 30;
constexpr int parameters = 7;
uint64_t next_address = 4096;
volatile uint64_t seen;

}  // namespace

DRIVER cuDriverGetVersion(int* version) {
    *version = 12060;
    return 0;
}

DRIVER cuDeviceGetCount(int* count) {
    *count = 1;
    return 0;
}

DRIVER cuDeviceTotalMem_v2(size_t* bytes, int) {
    *bytes = memory;
    return 0;
}

DRIVER cuMemAlloc_v2(uint64_t* address, size_t bytes) {
    *address = next_address;
    next_address += bytes;
    return 0;
}

DRIVER cuMemHostAlloc(void** address, size_t bytes, unsigned) {
    *address = std::malloc(bytes);
    return *address == nullptr ? 2 : 0;
}

DRIVER cuMemFreeHost(void* address) {
    std::free(address);
    return 0;
}

// A real driver copies the parameters, so they are read; the benchmark's kernel has this many.
DRIVER cuLaunchKernel(void*, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, void*,
                      void** values, void**) {
    uint64_t sum = 0;
    for (int k = 0; k < parameters; k++) {
        sum += *static_cast<const uint32_t*>(values[k]);
    }
    seen = sum;
    return 0;
}
