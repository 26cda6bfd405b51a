// What tests ask of the software device beyond the driver: failures, counts, orders, work of their own.
#include "driver.h"

#define HOOK(type) extern "C" __attribute__((visibility("default"))) type

namespace {

template <class What> auto locked(What what) {
    std::lock_guard<std::recursive_mutex> hold(driver().lock);
    return what();
}

}  // namespace

HOOK(void) argand_software_fault(int kind, long nth, int code) {
    locked([&] { faults::arm(static_cast<Kind>(kind), nth, code); });
}

HOOK(long) argand_software_count(int kind) {
    return locked([&] { return faults::count(static_cast<Kind>(kind)); });
}

HOOK(long) argand_software_live_bytes() {
    return locked(
            [] { return static_cast<long>(driver().memory.usage(AnyDevice, MemoryKind::Device).bytes); });
}

HOOK(long) argand_software_live_allocations() {
    return locked(
            [] { return static_cast<long>(driver().memory.usage(AnyDevice, MemoryKind::Device).count); });
}

HOOK(long) argand_software_pinned_bytes() {
    return locked(
            [] { return static_cast<long>(driver().memory.usage(AnyDevice, MemoryKind::Pinned).bytes); });
}

HOOK(long) argand_software_launches() {
    return locked([] { return driver().launches; });
}

HOOK(long) argand_software_synchronisations() {
    return locked([] { return driver().synchronisations; });
}

HOOK(void) argand_software_order(int order) {
    locked([&] { driver().order = static_cast<ptx::Order>(order); });
}

HOOK(void) argand_software_lazy(int on) {
    locked([&] { driver().lazy = on != 0; });
}

// Runs f in the order of a stream; capture takes it into the graph.
HOOK(int) argand_software_enqueue(void* handle, void (*f)(void*), void* data) {
    return inContext([&](Context& context) -> int {
        auto stream = streamOf(context, handle);
        if (stream == nullptr) {
            return InvalidHandle;
        }
        Operation operation;
        operation.kind = NodeKind::Host;
        operation.action = [=] {
            f(data);
            return Success;
        };
        return submit(stream, std::move(operation));
    });
}

// Says whether these bytes are memory that kernels of the current device may touch.
HOOK(int) argand_software_accessible(const void* pointer, size_t bytes) {
    return locked([&] {
        const Allocation* found = driver().memory.holding(reinterpret_cast<std::uint64_t>(pointer), bytes);
        if (found == nullptr) {
            return 0;
        }
        bool host = found->kind == MemoryKind::Pinned || found->kind == MemoryKind::Registered;
        Context* context = currentContext();
        bool own = context == nullptr || found->device == context->device
                || context->peers.count(found->device) != 0;
        return host || own ? 1 : 0;
    });
}
