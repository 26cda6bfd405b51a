// Finds the software device among the libraries that are loaded.
#include "device.h"

#include "../oldest_libc.h"

namespace standin {

namespace {

template <typename Function>
void look_up(void* library, const char* name, Function*& to) {
    to = reinterpret_cast<Function*>(dlsym(library, name));
}

Device find() {
    Device found = {};
    void* driver = dlopen("libcuda.so.1", RTLD_NOW | RTLD_NOLOAD);
    if (driver != nullptr) {
        look_up(driver, "argand_software_enqueue", found.enqueue);
        look_up(driver, "argand_software_accessible", found.accessible);
        look_up(driver, "cuStreamIsCapturing", found.is_capturing);
    }
    return found;
}

}  // namespace

const Device* device() {
    static const Device found = find();
    return found.enqueue != nullptr && found.accessible != nullptr ? &found : nullptr;
}

bool is_recording(void* stream) {
    int status = 0;
    const Device* d = device();
    return d->is_capturing != nullptr && d->is_capturing(stream, &status) == 0 && status != 0;
}

bool accessible(const void* address, size_t bytes) {
    return bytes == 0 || device()->accessible(address, bytes) != 0;
}

}  // namespace standin
