// What a shim does beside jumping: it opens the real library, and looks up what is called for the first time.
#include "../oldest_libc.h"

#include <atomic>
#include <cstdio>
#include <mutex>
#include <string>

#define EXPORTED extern "C" __attribute__((visibility("default")))

namespace {

// Never destroyed: another thread may still call while the process ends.
struct Library {
    std::mutex opening;
    std::atomic<void*> handle{nullptr};
    std::string path;
    std::string error;
};

Library& library() {
    static Library* const only = new Library;
    return *only;
}

int not_initialized() {
    return SHIM_NOT_INITIALIZED;
}

int not_supported() {
    return SHIM_NOT_SUPPORTED;
}

// For the few functions that answer a text instead of a status.
const char* no_text() {
    return SHIM_LIBRARY " says nothing of this";
}

bool answers_text(const std::string& name) {
    return name == "cublasGetStatusName" || name == "cublasGetStatusString";
}

template <typename Function>
void* address(Function* function) {
    return reinterpret_cast<void*>(function);
}

const char* failed(Library& l, const std::string& text) {
    l.error = text;
    return l.error.c_str();
}

}  // namespace

// Opens the real library at an absolute path; null, or what is wrong. A second library is not taken.
EXPORTED const char* argand_shim_open(const char* path) {
    Library& l = library();
    std::lock_guard<std::mutex> guard(l.opening);
    if (l.handle.load() != nullptr) {
        return l.path == path ? nullptr : failed(l, "already forwards to " + l.path);
    }
    if (path == nullptr || path[0] != '/') {
        return failed(l, "not an absolute path");
    }
    void* handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (handle == nullptr) {
        return failed(l, dlerror());
    }
    if (dlsym(handle, SHIM_PROBE) == nullptr) {
        dlclose(handle);
        return failed(l, std::string(path) + " is not " SHIM_LIBRARY ": it has no " SHIM_PROBE);
    }
    l.path = path;
    l.handle.store(handle, std::memory_order_release);
    return nullptr;
}

// The path of the real library, or null before it is open.
EXPORTED const char* argand_shim_path() {
    Library& l = library();
    return l.handle.load() == nullptr ? nullptr : l.path.c_str();
}

// Where the call of a function goes on; remembered in its slot once the real library is open.
extern "C" __attribute__((visibility("hidden"))) void* argand_shim_resolve(void** slot, const char* name) {
    void* handle = library().handle.load(std::memory_order_acquire);
    if (handle == nullptr) {
        return answers_text(name) ? address(no_text) : address(not_initialized);
    }
    void* function = dlsym(handle, name);
    if (function == nullptr) {
        std::fprintf(stderr, "argand: %s has no %s\n", library().path.c_str(), name);
        function = answers_text(name) ? address(no_text) : address(not_supported);
    }
    __atomic_store_n(slot, function, __ATOMIC_RELEASE);
    return function;
}
