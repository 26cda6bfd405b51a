// Driver calls that launch kernels and ask about them.
#include <algorithm>
#include <cstring>

#include "launch.h"

namespace {

constexpr unsigned MostShared = 232448;
constexpr unsigned MostThreads = 1024;

int check(const Kernel& kernel, const LaunchShape& shape) {
    std::uint64_t threads = shape.block.count();
    bool empty = shape.grid.count() == 0 || threads == 0;
    bool tooLarge = shape.grid.x > 2147483647u || shape.grid.y > 65535 || shape.grid.z > 65535
            || threads > MostThreads || shape.block.z > 64;
    if (empty || tooLarge) {
        return InvalidValue;
    }
    if (threads > kernel.image.maxThreads) {
        return LaunchOutOfResources;
    }
    if (shape.sharedBytes > kernel.maxDynamicShared
            || shape.sharedBytes + kernel.image.sharedBytes > std::max(kernel.maxDynamicShared, 48u * 1024)) {
        return InvalidValue;
    }
    return Success;
}

void* slotOf(ptx::Grid& grid, const ptx::Parameter& parameter) {
    return reinterpret_cast<char*>(grid.arguments.data()) + (parameter.offset - ptx::FirstSlot * 8);
}

// Arguments come as one pointer each, or packed into a buffer: extra = {1, buffer, 2, size, 0}.
int readArguments(const ptx::Image& image, const LaunchShape& shape, ptx::Grid& grid) {
    const auto& parameters = image.parameters;
    if (parameters.empty()) {
        return Success;
    }
    grid.arguments.resize((parameters.back().offset + parameters.back().bytes + 7) / 8 - ptx::FirstSlot);
    if (shape.parameters != nullptr) {
        for (std::size_t k = 0; k < parameters.size(); k++) {
            std::memcpy(slotOf(grid, parameters[k]), shape.parameters[k], parameters[k].bytes);
        }
        return Success;
    }
    const char* packed = nullptr;
    std::size_t size = 0;
    for (void** each = shape.extra; each != nullptr && *each != nullptr; each += 2) {
        if (each[0] == reinterpret_cast<void*>(1)) {
            packed = static_cast<const char*>(each[1]);
        } else {
            size = *static_cast<std::size_t*>(each[1]);
        }
    }
    std::size_t place = 0;
    for (const ptx::Parameter& parameter : parameters) {
        place = (place + parameter.alignment - 1) / parameter.alignment * parameter.alignment;
        if (packed == nullptr || place + parameter.bytes > size) {
            return InvalidValue;
        }
        std::memcpy(slotOf(grid, parameter), packed + place, parameter.bytes);
        place += parameter.bytes;
    }
    return Success;
}

}  // namespace

int makeLaunch(Context& context, Handle function, const LaunchShape& shape, std::shared_ptr<Launch>& made) {
    auto kernel = driver().kernels.find(function);
    if (kernel == nullptr || kernel->module->context != &context) {
        return InvalidHandle;
    }
    int result = check(*kernel, shape);
    if (result != Success) {
        return result;
    }
    made = std::make_shared<Launch>();
    made->kernel = kernel;
    made->grid.blocks = shape.grid;
    made->grid.threads = shape.block;
    made->grid.dynamicShared = shape.sharedBytes;
    return readArguments(kernel->image, shape, made->grid);
}

DRIVER_API cuLaunchKernel(Handle function, unsigned gridX, unsigned gridY, unsigned gridZ, unsigned blockX,
        unsigned blockY, unsigned blockZ, unsigned sharedBytes, Handle handle, void** parameters,
        void** extra) {
    return work(Kind::Launch, [&](Context& context) -> int {
        auto stream = streamOf(context, handle);
        if (stream == nullptr) {
            return InvalidHandle;
        }
        LaunchShape shape{{gridX, gridY, gridZ}, {blockX, blockY, blockZ}, sharedBytes, parameters, extra};
        Operation operation;
        operation.kind = NodeKind::Kernel;
        int result = makeLaunch(context, function, shape, operation.launch);
        if (result != Success) {
            return result;
        }
        driver().launches += stream->capture == nullptr ? 1 : 0;
        return submit(stream, std::move(operation));
    });
}

// Attributes: threads 0, static shared 1, local 3, registers 4, versions 5 and 6, dynamic shared 8.
DRIVER_API cuFuncGetAttribute(int* value, int attribute, Handle function) {
    return inContext([&](Context&) -> int {
        auto kernel = driver().kernels.find(function);
        if (kernel == nullptr) {
            return InvalidHandle;
        }
        const ptx::Image& image = kernel->image;
        switch (attribute) {
            case 0: *value = static_cast<int>(image.maxThreads); break;
            case 1: *value = static_cast<int>(image.sharedBytes); break;
            case 3: *value = static_cast<int>(image.localBytes); break;
            case 4: *value = 32; break;
            case 5: *value = 63; break;
            case 6: *value = 90; break;
            case 8: *value = static_cast<int>(kernel->maxDynamicShared); break;
            default: *value = 0; break;
        }
        return Success;
    });
}

DRIVER_API cuFuncSetAttribute(Handle function, int attribute, int value) {
    return inContext([&](Context&) -> int {
        auto kernel = driver().kernels.find(function);
        if (kernel == nullptr) {
            return InvalidHandle;
        }
        constexpr int MaxDynamicShared = 8;
        if (attribute == MaxDynamicShared) {
            if (value < 0 || value + kernel->image.sharedBytes > MostShared) {
                return InvalidValue;
            }
            kernel->maxDynamicShared = static_cast<unsigned>(value);
        }
        return Success;
    });
}

DRIVER_API cuFuncSetCacheConfig(Handle, int) {
    return inContext([](Context&) { return Success; });
}

DRIVER_API cuFuncGetModule(Handle* module, Handle function) {
    return inContext([&](Context&) -> int {
        auto kernel = driver().kernels.find(function);
        *module = nullptr;
        return kernel == nullptr ? InvalidHandle : NotSupported;
    });
}

DRIVER_API cuOccupancyMaxActiveBlocksPerMultiprocessor(
        int* blocks, Handle function, int threads, std::size_t sharedBytes) {
    return inContext([&](Context&) -> int {
        auto kernel = driver().kernels.find(function);
        if (kernel == nullptr || threads <= 0) {
            return kernel == nullptr ? InvalidHandle : InvalidValue;
        }
        std::size_t shared = kernel->image.sharedBytes + sharedBytes;
        std::size_t byShared = shared == 0 ? 32 : MostShared / shared;
        *blocks = static_cast<int>(
                std::min<std::size_t>({32, 2048u / static_cast<unsigned>(threads), byShared}));
        return Success;
    });
}

DRIVER_API cuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(
        int* blocks, Handle function, int threads, std::size_t sharedBytes, unsigned) {
    return cuOccupancyMaxActiveBlocksPerMultiprocessor(blocks, function, threads, sharedBytes);
}
