// The software device as the stand-ins see it: work in the order of a stream, and the bounds of memory.
#pragma once

#include <cstddef>
#include <memory>
#include <utility>

namespace standin {

struct Device {
    int (*enqueue)(void* stream, void (*run)(void*), void* data);
    int (*accessible)(const void* address, size_t bytes);
    int (*is_capturing)(void* stream, int* status);
};

// The software device of this process; null if its driver is another, whose memory no CPU may touch.
const Device* device();

bool is_recording(void* stream);

// Whether these bytes can be touched.
bool accessible(const void* address, size_t bytes);

// Runs `work` when the stream comes to it; false if the device does not take it.
template <typename Work>
bool in_stream(void* stream, Work work) {
    // A recorded function runs at every launch of its graph, so that it is kept for good.
    bool keep = is_recording(stream);
    auto data = std::make_unique<std::pair<Work, bool>>(std::move(work), keep);
    auto run = [](void* p) {
        auto* queued = static_cast<std::pair<Work, bool>*>(p);
        queued->first();
        if (!queued->second) {
            delete queued;
        }
    };
    if (device()->enqueue(stream, run, data.get()) != 0) {
        return false;
    }
    data.release();
    return true;
}

}  // namespace standin
