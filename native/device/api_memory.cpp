// Driver calls that give memory and take it back.
#include "driver.h"

namespace {

DevicePointer bits(const void* pointer) {
    return reinterpret_cast<DevicePointer>(pointer);
}

int give(Context& context, DevicePointer* pointer, std::size_t bytes) {
    Memory& memory = driver().memory;
    *pointer = memory.allocate(context.device, bytes, MemoryKind::Device);
    return *pointer == 0 ? OutOfMemory : Success;
}

int release(DevicePointer pointer) {
    return driver().memory.release(pointer, MemoryKind::Device);
}

}  // namespace

DRIVER_API cuMemAlloc_v2(DevicePointer* pointer, std::size_t bytes) {
    return work(Kind::Allocation, [&](Context& context) -> int {
        int refused = refuseInCapture();
        if (refused != Success) {
            return refused;
        }
        return pointer == nullptr || bytes == 0 ? int(InvalidValue) : give(context, pointer, bytes);
    });
}

DRIVER_API cuMemFree_v2(DevicePointer pointer) {
    return work(Kind::Work, [&](Context& context) -> int {
        if (pointer == 0) {
            return Success;
        }
        int refused = refuseInCapture();
        if (refused != Success) {
            return refused;
        }
        driver().synchronisations++;
        int result = drainAll(context);
        if (result != Success) {
            return result;
        }
        result = release(pointer);
        if (isSticky(result)) {
            lose(context, result);
        }
        return result;
    });
}

DRIVER_API cuMemAllocAsync(DevicePointer* pointer, std::size_t bytes, Handle handle) {
    return work(Kind::Allocation, [&](Context& context) -> int {
        auto stream = streamOf(context, handle);
        if (stream == nullptr) {
            return InvalidHandle;
        }
        if (stream->capture != nullptr) {
            return invalidate(stream->capture, CaptureUnsupported);
        }
        if (pointer == nullptr || bytes == 0) {
            return InvalidValue;
        }
        int result = give(context, pointer, bytes);
        if (result == OutOfMemory) {
            // Frees may still wait in the stream.
            result = drain(stream);
            return result != Success ? result : give(context, pointer, bytes);
        }
        return result;
    });
}

DRIVER_API cuMemAllocFromPoolAsync(DevicePointer* pointer, std::size_t bytes, Handle, Handle stream) {
    return cuMemAllocAsync(pointer, bytes, stream);
}

DRIVER_API cuMemFreeAsync(DevicePointer pointer, Handle handle) {
    return work(Kind::Work, [&](Context& context) -> int {
        auto stream = streamOf(context, handle);
        if (stream == nullptr) {
            return InvalidHandle;
        }
        if (stream->capture != nullptr) {
            return invalidate(stream->capture, CaptureUnsupported);
        }
        if (driver().memory.at(pointer, MemoryKind::Device) == nullptr) {
            return InvalidValue;
        }
        Operation operation;
        operation.action = [pointer] { return release(pointer); };
        return submit(stream, std::move(operation));
    });
}

DRIVER_API cuMemGetInfo_v2(std::size_t* free, std::size_t* total) {
    return inContext([&](Context& context) {
        const Memory& memory = driver().memory;
        *total = memory.limit;
        *free = memory.limit - memory.used(context.device);
        return Success;
    });
}

DRIVER_API cuMemHostAlloc(void** pointer, std::size_t bytes, unsigned) {
    return work(Kind::Allocation, [&](Context& context) -> int {
        int refused = refuseInCapture();
        if (refused != Success) {
            return refused;
        }
        if (pointer == nullptr || bytes == 0) {
            return InvalidValue;
        }
        *pointer = driver().memory.pin(context.device, bytes);
        return *pointer == nullptr ? OutOfMemory : Success;
    });
}

DRIVER_API cuMemAllocHost_v2(void** pointer, std::size_t bytes) {
    return cuMemHostAlloc(pointer, bytes, 0);
}

DRIVER_API cuMemAllocHost(void** pointer, std::size_t bytes) {
    return cuMemHostAlloc(pointer, bytes, 0);
}

DRIVER_API cuMemFreeHost(void* pointer) {
    return inContext([&](Context& context) -> int {
        int refused = refuseInCapture();
        int result = refused != Success ? refused : drainAll(context);
        return result != Success ? result : driver().memory.release(bits(pointer), MemoryKind::Pinned);
    });
}

DRIVER_API cuMemHostGetDevicePointer_v2(DevicePointer* device, void* host, unsigned) {
    return inContext([&](Context&) {
        *device = bits(host);
        return driver().memory.holding(bits(host), 1) == nullptr ? InvalidValue : Success;
    });
}

DRIVER_API cuMemHostGetDevicePointer(DevicePointer* device, void* host, unsigned flags) {
    return cuMemHostGetDevicePointer_v2(device, host, flags);
}

DRIVER_API cuMemHostGetFlags(unsigned* flags, void*) {
    *flags = 3;
    return Success;
}

DRIVER_API cuMemHostRegister_v2(void* pointer, std::size_t bytes, unsigned) {
    return inContext([&](Context& context) -> int {
        return pointer == nullptr || bytes == 0
                ? int(InvalidValue)
                : driver().memory.registerHost(context.device, pointer, bytes);
    });
}

DRIVER_API cuMemHostUnregister(void* pointer) {
    return inContext([&](Context& context) -> int {
        int result = drainAll(context);
        if (result != Success) {
            return result;
        }
        result = driver().memory.release(bits(pointer), MemoryKind::Registered);
        return result == InvalidValue ? int(HostMemoryNotRegistered) : result;
    });
}

DRIVER_API cuMemGetAddressRange_v2(DevicePointer* base, std::size_t* bytes, DevicePointer pointer) {
    return inContext([&](Context&) {
        const Allocation* found = driver().memory.holding(pointer, 1);
        if (found == nullptr) {
            return NotFound;
        }
        if (base != nullptr) {
            *base = found->base;
        }
        if (bytes != nullptr) {
            *bytes = found->bytes;
        }
        return Success;
    });
}

// Of a pointer: its context 1, kind of memory 2, device pointer 3, host pointer 4, device 9.
DRIVER_API cuPointerGetAttribute(void* value, int attribute, DevicePointer pointer) {
    return inContext([&](Context&) -> int {
        const Allocation* found = driver().memory.holding(pointer, 1);
        if (found == nullptr) {
            return InvalidValue;
        }
        bool host = found->kind == MemoryKind::Pinned || found->kind == MemoryKind::Registered;
        switch (attribute) {
            case 1:
                *static_cast<Handle*>(value) =
                        driver().devices[static_cast<std::size_t>(found->device)].get();
                break;
            case 2: *static_cast<unsigned*>(value) = host ? 1 : 2; break;
            case 3: *static_cast<DevicePointer*>(value) = pointer; break;
            case 4:
                *static_cast<DevicePointer*>(value) = host ? pointer : 0;
                return host ? Success : InvalidValue;
            case 9: *static_cast<int*>(value) = found->device; break;
            default: return NotSupported;
        }
        return Success;
    });
}

// The one pool of a device keeps nothing back, so that its attributes are answers and nothing else.
DRIVER_API cuDeviceGetDefaultMemPool(Handle* pool, int device) {
    return call([&] {
        if (device < 0 || device >= static_cast<int>(driver().devices.size())) {
            return InvalidDevice;
        }
        *pool = driver().devices[static_cast<std::size_t>(device)].get();
        return Success;
    });
}

DRIVER_API cuDeviceGetMemPool(Handle* pool, int device) {
    return cuDeviceGetDefaultMemPool(pool, device);
}

DRIVER_API cuDeviceSetMemPool(int, Handle) {
    return Success;
}

DRIVER_API cuMemPoolTrimTo(Handle, std::size_t) {
    return inContext([](Context&) { return Success; });
}

static std::uint64_t& releaseThreshold() {
    static std::uint64_t threshold = 0;
    return threshold;
}

// Attributes 1 to 3 are switches, 4 the release threshold, 5 to 8 what is reserved and used.
DRIVER_API cuMemPoolSetAttribute(Handle, int attribute, void* value) {
    return inContext([&](Context&) -> int {
        if (attribute == 4) {
            releaseThreshold() = *static_cast<std::uint64_t*>(value);
        }
        return attribute >= 1 && attribute <= 8 ? Success : InvalidValue;
    });
}

DRIVER_API cuMemPoolGetAttribute(Handle pool, int attribute, void* value) {
    return inContext([&](Context&) -> int {
        if (attribute >= 1 && attribute <= 3) {
            *static_cast<int*>(value) = 1;
        } else if (attribute >= 4 && attribute <= 8) {
            std::uint64_t used = driver().memory.used(static_cast<Context*>(pool)->device);
            *static_cast<std::uint64_t*>(value) = attribute == 4 ? releaseThreshold() : used;
        } else {
            return InvalidValue;
        }
        return Success;
    });
}
