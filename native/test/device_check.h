// What the tests of the software device share: checks that say what failed, and short names for driver calls.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

using Handle = void*;
using Pointer = std::uint64_t;

extern "C" {
int cuInit(unsigned);
int cuDriverGetVersion(int*);
int cuDeviceGet(int*, int);
int cuDeviceGetCount(int*);
int cuDeviceGetAttribute(int*, int, int);
int cuDevicePrimaryCtxRetain(Handle*, int);
int cuDevicePrimaryCtxRelease_v2(int);
int cuDevicePrimaryCtxReset_v2(int);
int cuCtxSetCurrent(Handle);
int cuCtxSynchronize();
int cuCtxEnablePeerAccess(Handle, unsigned);
int cuMemAlloc_v2(Pointer*, std::size_t);
int cuMemFree_v2(Pointer);
int cuMemAllocAsync(Pointer*, std::size_t, Handle);
int cuMemFreeAsync(Pointer, Handle);
int cuMemGetInfo_v2(std::size_t*, std::size_t*);
int cuMemHostAlloc(void**, std::size_t, unsigned);
int cuMemFreeHost(void*);
int cuMemcpyHtoD_v2(Pointer, const void*, std::size_t);
int cuMemcpyDtoH_v2(void*, Pointer, std::size_t);
int cuMemcpyHtoDAsync_v2(Pointer, const void*, std::size_t, Handle);
int cuMemcpyDtoHAsync_v2(void*, Pointer, std::size_t, Handle);
int cuMemcpyPeerAsync(Pointer, Handle, Pointer, Handle, std::size_t, Handle);
int cuMemsetD32Async(Pointer, unsigned, std::size_t, Handle);
int cuModuleLoadData(Handle*, const void*);
int cuModuleLoadDataEx(Handle*, const void*, unsigned, int*, void**);
int cuModuleUnload(Handle);
int cuModuleGetFunction(Handle*, Handle, const char*);
int cuModuleGetGlobal_v2(Pointer*, std::size_t*, Handle, const char*);
int cuFuncGetAttribute(int*, int, Handle);
int cuFuncSetAttribute(Handle, int, int);
int cuLaunchKernel(
        Handle, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, Handle, void**, void**);
int cuLaunchHostFunc(Handle, void (*)(void*), void*);
int cuStreamCreate(Handle*, unsigned);
int cuStreamDestroy_v2(Handle);
int cuStreamSynchronize(Handle);
int cuStreamQuery(Handle);
int cuStreamWaitEvent(Handle, Handle, unsigned);
int cuStreamBeginCapture_v2(Handle, int);
int cuStreamEndCapture(Handle, Handle*);
int cuStreamIsCapturing(Handle, int*);
int cuEventCreate(Handle*, unsigned);
int cuEventDestroy_v2(Handle);
int cuEventRecord(Handle, Handle);
int cuEventSynchronize(Handle);
int cuEventQuery(Handle);
int cuEventElapsedTime(float*, Handle, Handle);
int cuGraphInstantiateWithFlags(Handle*, Handle, std::uint64_t);
int cuGraphLaunch(Handle, Handle);
int cuGraphDestroy(Handle);
int cuGraphExecDestroy(Handle);
int cuGraphExecUpdate_v2(Handle, Handle, void*);
int cuGraphGetNodes(Handle, Handle*, std::size_t*);
int cuGetErrorName(int, const char**);
int cuMemAdvise();
void argand_software_fault(int, long, int);
long argand_software_count(int);
long argand_software_live_bytes();
long argand_software_live_allocations();
long argand_software_pinned_bytes();
long argand_software_launches();
long argand_software_synchronisations();
void argand_software_order(int);
void argand_software_lazy(int);
int argand_software_enqueue(void*, void (*)(void*), void*);
int argand_software_accessible(const void*, std::size_t);
}

inline int failures = 0;
inline int checks = 0;

inline void check(bool holds, const std::string& what) {
    checks++;
    if (!holds) {
        failures++;
        std::printf("FAILED: %s\n", what.c_str());
    }
}

inline void answers(int expected, int answered, const std::string& what) {
    check(expected == answered,
            what + " answers " + std::to_string(answered) + " instead of " + std::to_string(expected));
}

// For calls that the rest of a test cannot do without.
inline void must(int answered, const char* what) {
    if (answered != 0) {
        std::printf("FAILED: %s answers %d\n", what, answered);
        std::exit(1);
    }
}

#define MUST(call) must(call, #call)

inline int verdict() {
    std::printf("%d checks, %d failed\n", checks, failures);
    return failures == 0 ? 0 : 1;
}

inline Handle openDevice(int device = 0) {
    Handle context;
    MUST(cuInit(0));
    MUST(cuDevicePrimaryCtxRetain(&context, device));
    MUST(cuCtxSetCurrent(context));
    return context;
}

inline Handle kernelOf(const std::string& text, const char* name) {
    Handle module;
    Handle function;
    MUST(cuModuleLoadData(&module, text.c_str()));
    MUST(cuModuleGetFunction(&function, module, name));
    return function;
}

inline std::string fileText(const std::string& path) {
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

// Device memory with the contents of a vector.
template <class T> Pointer upload(const std::vector<T>& values) {
    Pointer pointer;
    MUST(cuMemAlloc_v2(&pointer, values.size() * sizeof(T)));
    MUST(cuMemcpyHtoD_v2(pointer, values.data(), values.size() * sizeof(T)));
    return pointer;
}

template <class T> std::vector<T> download(Pointer pointer, std::size_t count) {
    std::vector<T> values(count);
    MUST(cuMemcpyDtoH_v2(values.data(), pointer, count * sizeof(T)));
    return values;
}

template <class... Arguments>
int launch(Handle function, unsigned blocks, unsigned threads, Handle stream, Arguments... arguments) {
    void* list[] = {&arguments..., nullptr};
    return cuLaunchKernel(function, blocks, 1, 1, threads, 1, 1, 0, stream, list, nullptr);
}

constexpr const char* Header = ".version 6.3\n.target sm_75\n.address_size 64\n";
