// Wrong programs get the errors of a real driver: addresses, lost contexts, failures on demand, limits.
#include "device_check.h"

namespace {

const std::string Text = std::string(Header) + R"(
.visible .entry put(.param .u64 to, .param .u64 offset, .param .u32 value)
{
    .reg .u64 %rd<4>;
    .reg .u32 %r<2>;
    ld.param.u64 %rd1, [to];
    ld.param.u64 %rd2, [offset];
    add.u64 %rd3, %rd1, %rd2;
    ld.param.u32 %r1, [value];
    st.global.u32 [%rd3], %r1;
    ret;
}
.visible .entry shared(.param .u32 offset)
{
    .reg .u32 %r<3>;
    .shared .align 4 .b8 few[16];
    ld.param.u32 %r1, [offset];
    mov.u32 %r2, few;
    add.u32 %r2, %r2, %r1;
    st.shared.u32 [%r2], %r1;
    ret;
}
.visible .entry trapped()
{
    trap;
}
.visible .entry local(.param .u32 offset)
{
    .local .align 8 .b8 depot[16];
    .reg .b64 %l<3>;
    .reg .u32 %r<3>;
    ld.param.u32 %r1, [offset];
    mov.u64 %l1, depot;
    cvta.local.u64 %l2, %l1;
    cvt.u64.u32 %l1, %r1;
    add.u64 %l2, %l2, %l1;
    st.u32 [%l2], %r1;
    ret;
}
)";

Handle context;

Handle kernel(const char* name) {
    return kernelOf(Text, name);
}

long otherDevice = 0;

void recover(int expected, const char* what) {
    Pointer other;
    Handle stream;
    answers(expected, cuMemAlloc_v2(&other, 4), std::string(what) + ": allocation afterwards");
    answers(expected, cuStreamCreate(&stream, 1), std::string(what) + ": stream afterwards");
    answers(expected, cuCtxSynchronize(), std::string(what) + ": synchronisation afterwards");
    MUST(cuDevicePrimaryCtxReset_v2(0));
    MUST(cuCtxSetCurrent(context));
    check(argand_software_live_allocations() == otherDevice,
            std::string(what) + ": a reset frees everything");
}

void put(Pointer to, std::uint64_t offset, int expected, const char* what) {
    Pointer own;
    MUST(cuMemAlloc_v2(&own, 64));
    Handle function = kernel("put");
    answers(expected, launch(function, 1, 1, nullptr, to == 0 ? own : to, offset, 5u), what);
    if (expected != 0) {
        recover(expected, what);
    } else {
        check(download<unsigned>(to == 0 ? own : to, 16)[offset / 4] == 5, what);
        MUST(cuMemFree_v2(own));
    }
}

void addresses() {
    put(0, 0, 0, "the first word");
    put(0, 60, 0, "the last word");
    put(0, 64, 700, "one word too far");
    put(0, static_cast<std::uint64_t>(-4), 700, "one word before");
    put(0, 2, 716, "a word not aligned");
    put(0, 1ull << 40, 700, "nowhere");
    put(4096, 0, 700, "a small number");
    answers(0, launch(kernel("shared"), 1, 1, nullptr, 12u), "the end of shared memory");
    answers(700, launch(kernel("shared"), 1, 1, nullptr, 16u), "beyond shared memory");
    recover(700, "beyond shared memory");
    answers(0, launch(kernel("local"), 1, 1, nullptr, 12u), "the end of local memory");
    answers(700, launch(kernel("local"), 1, 1, nullptr, 64u), "beyond local memory");
    recover(700, "beyond local memory");
    answers(719, launch(kernel("trapped"), 1, 1, nullptr), "trap");
    recover(719, "trap");
}

void freed() {
    Pointer gone;
    MUST(cuMemAlloc_v2(&gone, 32 << 20));
    MUST(cuMemFree_v2(gone));
    answers(1, cuMemFree_v2(gone), "freeing twice");
    answers(1, cuMemcpyHtoD_v2(gone, &context, 8), "copying to freed memory");
    put(gone, 0, 700, "writing to freed memory");
}

void twoDevices() {
    Handle second = openDevice(1);
    Pointer there;
    MUST(cuMemAlloc_v2(&there, 64));
    otherDevice = 1;
    MUST(cuCtxSetCurrent(context));
    check(argand_software_accessible(reinterpret_cast<void*>(there), 4) == 0, "memory of the other device");
    put(there, 0, 700, "writing to memory of the other device");
    MUST(cuCtxSetCurrent(second));
    std::size_t free;
    std::size_t total;
    MUST(cuMemGetInfo_v2(&free, &total));
    check(total - free == 64, "the other device lives on");
    answers(400, launch(kernel("put"), 1, 1, reinterpret_cast<Handle>(0x1234560), there, 0ull, 1u),
            "a stream that is none");
    MUST(cuCtxSetCurrent(context));
    MUST(cuCtxEnablePeerAccess(second, 0));
    answers(704, cuCtxEnablePeerAccess(second, 0), "granting access twice");
    answers(0, launch(kernel("put"), 1, 1, nullptr, there, Pointer(8), 9u), "writing to a peer");
    Pointer here = upload(std::vector<unsigned>(16));
    MUST(cuMemcpyPeerAsync(here, context, there, second, 64, nullptr));
    check(download<unsigned>(here, 16)[2] == 9, "what was written to the peer");
    MUST(cuMemFree_v2(here));
    MUST(cuMemFree_v2(there));
    otherDevice = 0;
    MUST(cuDevicePrimaryCtxRelease_v2(1));
}

void pinned() {
    void* host;
    MUST(cuMemHostAlloc(&host, 64, 2));
    check(argand_software_pinned_bytes() == 64, "pinned bytes");
    put(reinterpret_cast<Pointer>(host), 8, 0, "a kernel writes to pinned memory");
    MUST(cuMemFreeHost(host));
    check(argand_software_pinned_bytes() == 0, "pinned bytes after freeing");
}

void onDemand() {
    Pointer pointer;
    Pointer kept;
    unsigned word = 7;
    long before = argand_software_count(1);
    argand_software_fault(1, 1, 2);
    answers(0, cuMemAlloc_v2(&kept, 64), "the allocation before the chosen one");
    answers(2, cuMemAlloc_v2(&pointer, 64), "the chosen allocation");
    MUST(cuMemAlloc_v2(&pointer, 64));
    check(argand_software_count(1) - before == 3, "allocations are counted");
    argand_software_fault(3, 0, 1);
    answers(1, cuMemcpyHtoD_v2(kept, &word, 4), "the chosen copy");
    MUST(cuMemcpyHtoD_v2(kept, &word, 4));
    argand_software_fault(2, 0, 701);
    Handle function = kernel("put");
    answers(701, launch(function, 1, 1, nullptr, kept, 0ull, 1u), "the chosen launch");
    answers(0, launch(function, 1, 1, nullptr, kept, 0ull, 1u), "the next launch");
    argand_software_fault(4, 2, 719);
    MUST(cuCtxSynchronize());
    MUST(cuMemFree_v2(pointer));
    answers(719, cuMemcpyHtoD_v2(kept, &word, 4), "the device is lost at the chosen call");
    recover(719, "lost on demand");
    argand_software_fault(1, 0, 2);
    argand_software_fault(0, 0, 0);
    MUST(cuMemAlloc_v2(&pointer, 64));
    MUST(cuMemFree_v2(pointer));
}

void limits() {
    Pointer pointer;
    std::size_t free;
    std::size_t total;
    MUST(cuMemGetInfo_v2(&free, &total));
    check(free == total && total == 64u << 20, "the memory that the environment sets");
    answers(2, cuMemAlloc_v2(&pointer, total + 1), "more than there is");
    MUST(cuMemAlloc_v2(&pointer, total - 100));
    Pointer other;
    answers(2, cuMemAlloc_v2(&other, 101), "more than is left");
    MUST(cuMemFree_v2(pointer));
    answers(1, cuMemAlloc_v2(&pointer, 0), "nothing");
    Handle function = kernel("put");
    answers(1, launch(function, 1, 1025, nullptr, 0ull, 0ull, 0u), "too many threads");
    answers(1, launch(function, 0, 1, nullptr, 0ull, 0ull, 0u), "no block");
    answers(400, launch(reinterpret_cast<Handle>(0x77777770), 1, 1, nullptr, 0ull, 0ull, 0u), "no function");
    Handle found;
    Handle module;
    MUST(cuModuleLoadData(&module, Text.c_str()));
    answers(500, cuModuleGetFunction(&found, module, "missing"), "a name that is not there");
    answers(801, cuMemAdvise(), "what the device lacks");
    const char* name;
    MUST(cuGetErrorName(700, &name));
    check(std::string(name) == "CUDA_ERROR_ILLEGAL_ADDRESS", "the name of an error");
}

}  // namespace

int main() {
    setenv("ARGAND_SOFTWARE_MEMORY", "67108864", 1);
    context = openDevice();
    limits();
    addresses();
    freed();
    pinned();
    twoDevices();
    onDemand();
    MUST(cuDevicePrimaryCtxRelease_v2(0));
    return verdict();
}
