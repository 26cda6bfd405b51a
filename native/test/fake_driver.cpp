// A driver that runs everything at once and remembers what it was asked.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>

namespace {

constexpr int SUCCESS = 0;
constexpr int INVALID_VALUE = 1;

const char* forbidden = nullptr;
uint64_t release_threshold = 0;
int64_t launches[16][16];
int launch_count = 0;

}  // namespace

// What the stand-ins ask of the software device.

extern "C" int argand_software_enqueue(void*, void (*run)(void*), void* data) {
    run(data);
    return SUCCESS;
}

extern "C" int argand_software_accessible(const void* address, size_t bytes) {
    const char* first = static_cast<const char*>(address);
    return forbidden == nullptr || forbidden < first || forbidden >= first + bytes;
}

// One byte that nobody may touch from now on.
extern "C" void fake_forbid(const void* byte) {
    forbidden = static_cast<const char*>(byte);
}

// What the JNI asks of a driver.

extern "C" int cuDeviceGetDefaultMemPool(void** pool, int device) {
    *pool = reinterpret_cast<void*>(static_cast<intptr_t>(0x100 + device));
    return device < 2 ? SUCCESS : INVALID_VALUE;
}

extern "C" int cuMemPoolSetAttribute(void* pool, int attribute, void* value) {
    std::memcpy(&release_threshold, value, sizeof release_threshold);
    return pool == reinterpret_cast<void*>(0x101) && attribute == 4 ? SUCCESS : INVALID_VALUE;
}

extern "C" int cuMemPoolGetAttribute(void*, int, void* value) {
    std::memcpy(value, &release_threshold, sizeof release_threshold);
    return SUCCESS;
}

extern "C" int cuMemHostAlloc(void** address, size_t bytes, unsigned) {
    *address = std::malloc(bytes);
    return SUCCESS;
}

extern "C" int cuMemFreeHost(void* address) {
    std::free(address);
    return SUCCESS;
}

extern "C" int cuGraphExecUpdate(void* executable, void* graph, void**, int*) {
    return executable < graph ? SUCCESS : INVALID_VALUE;
}

extern "C" int cuStreamGetCaptureInfo_v2(void*, int* status, uint64_t* id, void**, const void***, size_t*) {
    *status = 1;
    *id = 1234567890123;
    return SUCCESS;
}

extern "C" int cuLaunchKernel(void* function, unsigned grid_x, unsigned grid_y, unsigned grid_z,
    unsigned block_x, unsigned block_y, unsigned block_z, unsigned shared, void* stream, void** parameters,
    void**) {
    if (function == nullptr) {
        return INVALID_VALUE;
    }
    int64_t* to = launches[launch_count++];
    const int64_t values[] = {reinterpret_cast<int64_t>(function), grid_x, grid_y, grid_z, block_x, block_y,
        block_z, shared, reinterpret_cast<int64_t>(stream), *static_cast<int64_t*>(parameters[0]),
        *static_cast<int64_t*>(parameters[1])};
    std::memcpy(to, values, sizeof values);
    return SUCCESS;
}

extern "C" int fake_launch_count() {
    return launch_count;
}

extern "C" const int64_t* fake_launch(int index) {
    return launches[index];
}
