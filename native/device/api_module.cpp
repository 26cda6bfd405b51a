// Driver calls that load PTX and find what is in it.
#include <cstdio>
#include <cstring>
#include <fstream>
#include <sstream>

#include "driver.h"

namespace {

// The newest PTX version that a driver takes, ten times.
int highestVersion(int driverVersion) {
    struct Step {
        int driver;
        int ptx;
    };
    const Step steps[] = {{13010, 91}, {13000, 90}, {12090, 88}, {12080, 87}, {12070, 86}, {12050, 85},
            {12040, 84}, {12030, 83}, {12020, 82}, {12010, 81}, {12000, 80}, {11080, 78}, {11070, 77},
            {11060, 76}, {11050, 75}, {11040, 74}, {11030, 73}, {11020, 72}, {11010, 71}, {11000, 70},
            {10020, 65}, {10010, 64}, {0, 63}};
    for (const Step& step : steps) {
        if (driverVersion >= step.driver) {
            return step.ptx;
        }
    }
    return 0;
}

// Where the caller wants to read what is wrong with its text.
struct ErrorLog {
    char* buffer = nullptr;
    std::size_t size = 0;

    ErrorLog(unsigned count, const int* options, void** values) {
        constexpr int Buffer = 5;
        constexpr int Size = 6;
        for (unsigned k = 0; k < count; k++) {
            if (options[k] == Buffer) {
                buffer = static_cast<char*>(values[k]);
            } else if (options[k] == Size) {
                size = static_cast<std::uint32_t>(reinterpret_cast<std::uint64_t>(values[k]));
            }
        }
    }

    void write(const char* what) const {
        std::fprintf(stderr, "software device: PTX %s\n", what);
        if (buffer != nullptr && size > 0) {
            std::snprintf(buffer, size, "ptxas %s", what);
        }
    }
};

// What is no text is a program for a real device.
bool isBinary(const char* image) {
    return std::memcmp(image,
                   "\x7f"
                   "ELF",
                   4)
            == 0
            || std::memcmp(image, "\x50\xed\x55\xba", 4) == 0;
}

int load(Context& context, Handle* handle, const char* image, const ErrorLog& log) {
    if (handle == nullptr || image == nullptr) {
        return InvalidValue;
    }
    if (isBinary(image)) {
        return NoBinaryForGpu;
    }
    auto module = std::make_shared<Module>();
    module->context = &context;
    auto storage = [&](const std::string& name, std::uint64_t bytes, std::uint64_t) -> std::uint64_t {
        DevicePointer at = driver().memory.allocate(context.device, bytes, MemoryKind::Variable);
        if (at == 0) {
            throw ptx::Error(OutOfMemory, 0, "no memory for " + name);
        }
        module->variables.push_back(at);
        return at;
    };
    try {
        module->program = ptx::parse(image, highestVersion(driver().version), storage);
    } catch (const ptx::Error& error) {
        log.write(error.what());
        return error.code;
    }
    *handle = driver().modules.add(module);
    return Success;
}

}  // namespace

DRIVER_API cuModuleLoadDataEx(
        Handle* handle, const void* image, unsigned count, int* options, void** values) {
    return work(Kind::Work, [&](Context& context) -> int {
        int refused = refuseInCapture();
        if (refused != Success) {
            return refused;
        }
        return load(context, handle, static_cast<const char*>(image), ErrorLog(count, options, values));
    });
}

DRIVER_API cuModuleLoadData(Handle* handle, const void* image) {
    return cuModuleLoadDataEx(handle, image, 0, nullptr, nullptr);
}

DRIVER_API cuModuleLoadFatBinary(Handle* handle, const void* image) {
    return cuModuleLoadData(handle, image);
}

DRIVER_API cuModuleLoad(Handle* handle, const char* path) {
    std::ifstream file(path);
    if (!file) {
        return FileNotFound;
    }
    std::stringstream text;
    text << file.rdbuf();
    return cuModuleLoadData(handle, text.str().c_str());
}

DRIVER_API cuModuleUnload(Handle handle) {
    return inContext([&](Context& context) -> int {
        auto module = driver().modules.find(handle);
        if (module == nullptr || module->context != &context) {
            return InvalidHandle;
        }
        int result = drainAll(context);
        driver().kernels.removeWhere([&](const Kernel& kernel) { return kernel.module == module; });
        driver().modules.remove(handle);
        return result;
    });
}

DRIVER_API cuModuleGetFunction(Handle* function, Handle handle, const char* name) {
    return inContext([&](Context& context) -> int {
        auto module = driver().modules.find(handle);
        if (module == nullptr || module->context != &context) {
            return InvalidHandle;
        }
        const ptx::Function* found = module->program.find(name);
        if (found == nullptr || !found->entry || !found->defined) {
            return NotFound;
        }
        auto kernel = std::make_shared<Kernel>();
        kernel->module = module;
        kernel->image = ptx::link(module->program, module->program.functionByName[name]);
        *function = driver().kernels.add(kernel);
        return Success;
    });
}

DRIVER_API cuModuleGetGlobal_v2(DevicePointer* pointer, std::size_t* bytes, Handle handle, const char* name) {
    return inContext([&](Context&) -> int {
        auto module = driver().modules.find(handle);
        if (module == nullptr) {
            return InvalidHandle;
        }
        for (const ptx::Variable& variable : module->program.variables) {
            if (variable.name == name) {
                if (pointer != nullptr) {
                    *pointer = variable.address;
                }
                if (bytes != nullptr) {
                    *bytes = variable.bytes;
                }
                return Success;
            }
        }
        return NotFound;
    });
}

DRIVER_API cuModuleGetLoadingMode(int* mode) {
    constexpr int Eager = 1;
    *mode = Eager;
    return Success;
}
