// The driver calls that JCuda lacks, for org.argand.backend.cuda.CudaExtras; each answers a CUresult.
#include "../oldest_libc.h"
#include <jni.h>

#include <cstdint>

namespace {

constexpr int INVALID_VALUE = 1;
constexpr int NOT_FOUND = 500;
constexpr int MOST_PARAMETERS = 512;

// The address of a driver function, null if the driver lacks it. The driver is never loaded here, only found.
void* in_driver(const char* name) {
    static void* const driver = dlopen("libcuda.so.1", RTLD_NOW | RTLD_NOLOAD);
    return driver == nullptr ? nullptr : dlsym(driver, name);
}

// A driver function, looked up when it is first called.
template <typename... Arguments>
class DriverFunction {
public:
    explicit DriverFunction(const char* name)
        : function(reinterpret_cast<int (*)(Arguments...)>(in_driver(name))) {}

    explicit operator bool() const { return function != nullptr; }

    int operator()(Arguments... arguments) const {
        return function == nullptr ? NOT_FOUND : function(arguments...);
    }

private:
    int (*function)(Arguments...);
};

template <typename T>
T* pointer(jlong address) {
    return reinterpret_cast<T*>(static_cast<intptr_t>(address));
}

jlong number(const void* address) {
    return static_cast<jlong>(reinterpret_cast<intptr_t>(address));
}

// The pool that cuMemAllocAsync takes memory from.
int default_pool(int device, void** pool) {
    static const DriverFunction<void**, int> get_pool("cuDeviceGetDefaultMemPool");
    return get_pool(pool, device);
}

int launch(void* function, const uint32_t* grid, const uint32_t* block, uint32_t shared, void* stream,
    void** parameters) {
    using u32 = uint32_t;
    static const DriverFunction<void*, u32, u32, u32, u32, u32, u32, u32, void*, void**, void**>
        launch_kernel("cuLaunchKernel");
    return launch_kernel(function, grid[0], grid[1], grid[2], block[0], block[1], block[2], shared, stream,
        parameters, nullptr);
}

// One launch of a batch, as it lies in memory; `count` parameters of 8 bytes each follow.
struct Command {
    int64_t function;
    int64_t grid[3];
    int64_t block[3];
    int64_t shared;
    int64_t stream;
    int64_t count;
};

int run(Command* command, int64_t* values) {
    void* parameters[MOST_PARAMETERS];
    uint32_t grid[3];
    uint32_t block[3];
    for (int axis = 0; axis < 3; axis++) {
        grid[axis] = static_cast<uint32_t>(command->grid[axis]);
        block[axis] = static_cast<uint32_t>(command->block[axis]);
    }
    for (int64_t k = 0; k < command->count; k++) {
        parameters[k] = &values[k];
    }
    return launch(pointer<void>(command->function), grid, block, static_cast<uint32_t>(command->shared),
        pointer<void>(command->stream), parameters);
}

}  // namespace

#define NATIVE(name) extern "C" JNIEXPORT jint JNICALL Java_org_argand_backend_cuda_CudaExtras_##name

NATIVE(setPoolAttribute)(JNIEnv*, jclass, jint device, jint attribute, jlong value) {
    static const DriverFunction<void*, int, void*> set_attribute("cuMemPoolSetAttribute");
    void* pool = nullptr;
    int code = default_pool(device, &pool);
    uint64_t wide = static_cast<uint64_t>(value);
    return code != 0 ? code : set_attribute(pool, attribute, &wide);
}

NATIVE(poolAttribute)(JNIEnv* env, jclass, jint device, jint attribute, jlongArray to) {
    static const DriverFunction<void*, int, void*> get_attribute("cuMemPoolGetAttribute");
    void* pool = nullptr;
    uint64_t value = 0;
    int code = default_pool(device, &pool);
    if (code == 0) {
        code = get_attribute(pool, attribute, &value);
    }
    jlong result = static_cast<jlong>(value);
    env->SetLongArrayRegion(to, 0, 1, &result);
    return code;
}

NATIVE(trimPool)(JNIEnv*, jclass, jint device, jlong bytes) {
    static const DriverFunction<void*, size_t> trim("cuMemPoolTrimTo");
    void* pool = nullptr;
    int code = default_pool(device, &pool);
    return code != 0 ? code : trim(pool, static_cast<size_t>(bytes));
}

NATIVE(updateGraph)(JNIEnv*, jclass, jlong executable, jlong graph) {
    // CUgraphExecUpdateResultInfo: a result and two nodes; drivers before 12 return the first two apart.
    struct {
        int result;
        void* nodes[2];
    } info = {};
    static const DriverFunction<void*, void*, void*> update("cuGraphExecUpdate_v2");
    static const DriverFunction<void*, void*, void**, int*> update_before_12("cuGraphExecUpdate");
    if (update) {
        return update(pointer<void>(executable), pointer<void>(graph), &info);
    }
    return update_before_12(pointer<void>(executable), pointer<void>(graph), &info.nodes[0], &info.result);
}

NATIVE(captureInfo)(JNIEnv* env, jclass, jlong stream, jlongArray statusAndId) {
    static const DriverFunction<void*, int*, uint64_t*, void**, const void***, size_t*> info(
        "cuStreamGetCaptureInfo_v2");
    static const DriverFunction<void*, int*, uint64_t*> info_before_11_3("cuStreamGetCaptureInfo");
    int status = 0;
    uint64_t id = 0;
    int code = info ? info(pointer<void>(stream), &status, &id, nullptr, nullptr, nullptr)
                    : info_before_11_3(pointer<void>(stream), &status, &id);
    jlong results[2] = {status, static_cast<jlong>(id)};
    env->SetLongArrayRegion(statusAndId, 0, 2, results);
    return code;
}

NATIVE(allocateHost)(JNIEnv* env, jclass, jlong bytes, jint flags, jlongArray address) {
    static const DriverFunction<void**, size_t, unsigned> allocate("cuMemHostAlloc");
    void* memory = nullptr;
    int code = allocate(&memory, static_cast<size_t>(bytes), static_cast<unsigned>(flags));
    jlong result = number(memory);
    env->SetLongArrayRegion(address, 0, 1, &result);
    return code;
}

NATIVE(freeHost)(JNIEnv*, jclass, jlong address) {
    static const DriverFunction<void*> free_host("cuMemFreeHost");
    return free_host(pointer<void>(address));
}

NATIVE(launch)(JNIEnv*, jclass, jlong function, jint gridX, jint gridY, jint gridZ, jint blockX, jint blockY,
    jint blockZ, jint shared, jlong stream, jlong parameters) {
    const uint32_t grid[3] = {uint32_t(gridX), uint32_t(gridY), uint32_t(gridZ)};
    const uint32_t block[3] = {uint32_t(blockX), uint32_t(blockY), uint32_t(blockZ)};
    return launch(pointer<void>(function), grid, block, uint32_t(shared), pointer<void>(stream),
        pointer<void*>(parameters));
}

// Stops at the first launch that fails.
NATIVE(launchBatch)(JNIEnv*, jclass, jlong commands, jint count) {
    int64_t* next = pointer<int64_t>(commands);
    for (jint k = 0; k < count; k++) {
        Command* command = reinterpret_cast<Command*>(next);
        if (command->count < 0 || command->count > MOST_PARAMETERS) {
            return INVALID_VALUE;
        }
        int64_t* values = next + sizeof(Command) / sizeof(int64_t);
        int code = run(command, values);
        if (code != 0) {
            return code;
        }
        next = values + command->count;
    }
    return 0;
}
