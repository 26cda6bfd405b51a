// Driver calls about contexts: only the primary one of each device exists.
#include "driver.h"

static std::vector<Context*>& stack() {
    thread_local std::vector<Context*> contexts;
    return contexts;
}

DRIVER_API cuCtxSetCurrent(Handle handle) {
    return call([&] {
        currentContext() = static_cast<Context*>(handle);
        return Success;
    });
}

DRIVER_API cuCtxGetCurrent(Handle* handle) {
    return call([&] {
        *handle = currentContext();
        return Success;
    });
}

DRIVER_API cuCtxPushCurrent_v2(Handle handle) {
    return call([&] {
        stack().push_back(currentContext());
        currentContext() = static_cast<Context*>(handle);
        return Success;
    });
}

DRIVER_API cuCtxPopCurrent_v2(Handle* handle) {
    return call([&] {
        if (currentContext() == nullptr) {
            return InvalidContext;
        }
        if (handle != nullptr) {
            *handle = currentContext();
        }
        currentContext() = stack().empty() ? nullptr : stack().back();
        if (!stack().empty()) {
            stack().pop_back();
        }
        return Success;
    });
}

// A context of its own is the primary one retained once more.
DRIVER_API cuCtxCreate_v2(Handle* handle, unsigned flags, int device) {
    return call([&] {
        if (device < 0 || device >= static_cast<int>(driver().devices.size())) {
            return int(InvalidDevice);
        }
        Context& context = *driver().devices[static_cast<std::size_t>(device)];
        context.retained++;
        context.flags = flags;
        *handle = &context;
        return cuCtxPushCurrent_v2(&context);
    });
}

DRIVER_API cuDevicePrimaryCtxRelease_v2(int device);

DRIVER_API cuCtxDestroy_v2(Handle handle) {
    return call([&] {
        if (handle == nullptr) {
            return int(InvalidContext);
        }
        if (currentContext() == handle) {
            cuCtxPopCurrent_v2(nullptr);
        }
        return cuDevicePrimaryCtxRelease_v2(static_cast<Context*>(handle)->device);
    });
}

DRIVER_API cuCtxGetDevice(int* device) {
    return call([&] {
        if (currentContext() == nullptr) {
            return InvalidContext;
        }
        *device = currentContext()->device;
        return Success;
    });
}

DRIVER_API cuCtxGetFlags(unsigned* flags) {
    return inContext([&](Context& context) {
        *flags = context.flags;
        return Success;
    });
}

DRIVER_API cuCtxGetId(Handle handle, std::uint64_t* number) {
    return call([&] {
        auto* context = handle == nullptr ? currentContext() : static_cast<Context*>(handle);
        if (context == nullptr) {
            return InvalidContext;
        }
        *number = static_cast<std::uint64_t>(context->device) + 1;
        return Success;
    });
}

DRIVER_API cuCtxGetApiVersion(Handle, unsigned* version) {
    *version = 3020;
    return Success;
}

DRIVER_API cuCtxGetStreamPriorityRange(int* least, int* greatest) {
    return inContext([&](Context&) {
        if (least != nullptr) {
            *least = 0;
        }
        if (greatest != nullptr) {
            *greatest = -5;
        }
        return Success;
    });
}

DRIVER_API cuCtxGetLimit(std::size_t* value, int) {
    return inContext([&](Context&) {
        *value = 1024;
        return Success;
    });
}

DRIVER_API cuCtxSetLimit(int, std::size_t) {
    return inContext([](Context&) { return Success; });
}

DRIVER_API cuCtxSetCacheConfig(int) {
    return inContext([](Context&) { return Success; });
}

DRIVER_API cuCtxSynchronize() {
    return work(Kind::Work, [&](Context& context) {
        driver().synchronisations++;
        int refused = refuseInCapture();
        return refused != Success ? refused : drainAll(context);
    });
}

DRIVER_API cuCtxEnablePeerAccess(Handle handle, unsigned flags) {
    return inContext([&](Context& context) -> int {
        auto* peer = static_cast<Context*>(handle);
        if (peer == nullptr || peer == &context || flags != 0) {
            return InvalidValue;
        }
        return context.peers.insert(peer->device).second ? Success : PeerAlreadyEnabled;
    });
}

DRIVER_API cuCtxDisablePeerAccess(Handle handle) {
    return inContext([&](Context& context) -> int {
        auto* peer = static_cast<Context*>(handle);
        return peer != nullptr && context.peers.erase(peer->device) != 0 ? Success : PeerNotEnabled;
    });
}

DRIVER_API cuProfilerStart() {
    return Success;
}

DRIVER_API cuProfilerStop() {
    return Success;
}
