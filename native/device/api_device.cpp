// Driver calls about the driver itself and its devices.
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "driver.h"

namespace {

long setting(const char* name, long otherwise) {
    const char* text = std::getenv(name);
    return text == nullptr || *text == '\0' ? otherwise : std::strtol(text, nullptr, 10);
}

struct Attribute {
    int number;
    int value;
};

// What programs ask for, as an H100 answers it but for its size.
const Attribute attributes[] = {{1, 1024}, {2, 1024}, {3, 1024}, {4, 64}, {5, 2147483647}, {6, 65535},
        {7, 65535}, {8, 49152}, {9, 65536}, {10, 32}, {11, 2147483647}, {12, 65536}, {13, 1980000}, {14, 512},
        {15, 1}, {16, 4}, {17, 0}, {18, 0}, {19, 1}, {20, 0}, {31, 1}, {32, 0}, {34, 0}, {35, 0},
        {36, 2619000}, {37, 5120}, {38, 52428800}, {39, 2048}, {40, 3}, {41, 1}, {50, 0}, {75, 9}, {76, 0},
        {78, 1}, {79, 1}, {80, 1}, {81, 233472}, {82, 65536}, {83, 0}, {84, 0}, {85, 0}, {86, 0}, {87, 64},
        {88, 0}, {89, 0}, {90, 0}, {91, 1}, {95, 0}, {96, 0}, {97, 232448}, {98, 1}, {99, 1}, {100, 0},
        {101, 0}, {102, 0}, {103, 0}, {104, 0}, {105, 0}, {106, 32}, {108, 0}, {109, 0}, {110, 0},
        {111, 1024}, {115, 1}, {116, 0}, {117, 0}};

Context* contextOf(int device) {
    auto& devices = driver().devices;
    return device < 0 || device >= static_cast<int>(devices.size()) ? nullptr : devices[device].get();
}

}  // namespace

DRIVER_API cuInit(unsigned flags) {
    if (flags != 0) {
        return InvalidValue;
    }
    Driver& all = driver();
    std::lock_guard<std::recursive_mutex> hold(all.lock);
    if (!all.initialised) {
        long count = setting("ARGAND_SOFTWARE_DEVICES", 2);
        if (count <= 0) {
            return NoDevice;
        }
        all.memory.limit = static_cast<std::size_t>(
                setting("ARGAND_SOFTWARE_MEMORY", static_cast<long>(all.memory.limit)));
        all.version = static_cast<int>(setting("ARGAND_SOFTWARE_DRIVER", all.version));
        for (int device = 0; device < count; device++) {
            all.devices.push_back(std::make_unique<Context>());
            all.devices.back()->device = device;
            reset(*all.devices.back());
        }
        all.initialised = true;
    }
    return Success;
}

DRIVER_API cuDriverGetVersion(int* version) {
    if (version == nullptr) {
        return InvalidValue;
    }
    *version = static_cast<int>(setting("ARGAND_SOFTWARE_DRIVER", driver().version));
    return Success;
}

DRIVER_API cuGetErrorName(int result, const char** name) {
    *name = resultName(result);
    return *name == nullptr ? InvalidValue : Success;
}

DRIVER_API cuGetErrorString(int result, const char** text) {
    *text = resultText(result);
    return *text == nullptr ? InvalidValue : Success;
}

DRIVER_API cuDeviceGetCount(int* count) {
    return call([&] {
        *count = static_cast<int>(driver().devices.size());
        return Success;
    });
}

// Answers INVALID_DEVICE for what is none.
template <class What> static int onDevice(int device, What what) {
    return call([&]() -> int {
        Context* context = contextOf(device);
        return context == nullptr ? int(InvalidDevice) : int(what(*context));
    });
}

DRIVER_API cuDeviceGet(int* device, int ordinal) {
    return onDevice(ordinal, [&](Context&) {
        *device = ordinal;
        return Success;
    });
}

DRIVER_API cuDeviceGetName(char* name, int length, int device) {
    return onDevice(device, [&](Context&) {
        std::snprintf(name, static_cast<std::size_t>(length), "Argand software device %d", device);
        return Success;
    });
}

DRIVER_API cuDeviceTotalMem_v2(std::size_t* bytes, int device) {
    return onDevice(device, [&](Context&) {
        *bytes = driver().memory.limit;
        return Success;
    });
}

DRIVER_API cuDeviceGetAttribute(int* value, int attribute, int device) {
    return onDevice(device, [&](Context&) {
        constexpr int PciBus = 33;
        *value = attribute == PciBus ? device : 0;
        for (const Attribute& each : attributes) {
            *value = each.number == attribute ? each.value : *value;
        }
        return attribute < 1 ? InvalidValue : Success;
    });
}

DRIVER_API cuDeviceComputeCapability(int* major, int* minor, int device) {
    return onDevice(device, [&](Context&) {
        *major = 9;
        *minor = 0;
        return Success;
    });
}

DRIVER_API cuDeviceGetUuid(unsigned char* uuid, int device) {
    return onDevice(device, [&](Context&) {
        std::memcpy(uuid, "argand software", 15);
        uuid[15] = static_cast<unsigned char>(device);
        return Success;
    });
}

DRIVER_API cuDeviceGetUuid_v2(unsigned char* uuid, int device) {
    return cuDeviceGetUuid(uuid, device);
}

DRIVER_API cuDeviceGetPCIBusId(char* text, int length, int device) {
    return onDevice(device, [&](Context&) {
        int written = std::snprintf(text, static_cast<std::size_t>(length), "0000:%02x:00.0", device);
        return written < length ? Success : InvalidValue;
    });
}

DRIVER_API cuDeviceGetByPCIBusId(int* device, const char* text) {
    unsigned bus = 0;
    if (std::sscanf(text, "0000:%x:00.0", &bus) != 1) {
        return InvalidValue;
    }
    return cuDeviceGet(device, static_cast<int>(bus));
}

DRIVER_API cuDeviceCanAccessPeer(int* can, int device, int peer) {
    return onDevice(device, [&](Context&) {
        *can = device != peer && contextOf(peer) != nullptr ? 1 : 0;
        return contextOf(peer) == nullptr ? InvalidDevice : Success;
    });
}

DRIVER_API cuDevicePrimaryCtxRetain(Handle* handle, int device) {
    return onDevice(device, [&](Context& context) {
        context.retained++;
        *handle = &context;
        return Success;
    });
}

static void report(const Context& context) {
    const Memory& memory = driver().memory;
    Usage device = memory.usage(context.device, MemoryKind::Device);
    Usage pinned = memory.usage(context.device, MemoryKind::Pinned);
    if (device.count + pinned.count > 0) {
        std::fprintf(stderr,
                "software device %d: not freed at the release of the context: %zu allocations of %zu bytes"
                ", %zu pinned of %zu bytes\n",
                context.device, device.count, device.bytes, pinned.count, pinned.bytes);
    }
}

DRIVER_API cuDevicePrimaryCtxRelease_v2(int device) {
    return onDevice(device, [&](Context& context) {
        if (context.retained <= 0) {
            return InvalidContext;
        }
        if (--context.retained == 0) {
            drainAll(context);
            report(context);
            reset(context);
        }
        return Success;
    });
}

DRIVER_API cuDevicePrimaryCtxRelease(int device) {
    return cuDevicePrimaryCtxRelease_v2(device);
}

DRIVER_API cuDevicePrimaryCtxReset_v2(int device) {
    return onDevice(device, [&](Context& context) {
        reset(context);
        return Success;
    });
}

DRIVER_API cuDevicePrimaryCtxReset(int device) {
    return cuDevicePrimaryCtxReset_v2(device);
}

DRIVER_API cuDevicePrimaryCtxGetState(int device, unsigned* flags, int* active) {
    return onDevice(device, [&](Context& context) {
        *flags = context.flags;
        *active = context.retained > 0 ? 1 : 0;
        return Success;
    });
}

DRIVER_API cuDevicePrimaryCtxSetFlags_v2(int device, unsigned flags) {
    return onDevice(device, [&](Context& context) {
        context.flags = flags;
        return Success;
    });
}
