// Capturing a stream into a graph: what is forbidden meanwhile, and what spoils the capture.
#include <algorithm>

#include "driver.h"

namespace {

enum Mode { GlobalMode = 0, ThreadMode = 1, RelaxedMode = 2 };

std::vector<std::shared_ptr<Capture>> ongoing() {
    auto& all = driver().captures;
    all.erase(std::remove_if(all.begin(), all.end(), [](const auto& each) { return each.expired(); }),
            all.end());
    std::vector<std::shared_ptr<Capture>> result;
    for (const auto& each : all) {
        result.push_back(each.lock());
    }
    return result;
}

}  // namespace

int invalidate(const std::shared_ptr<Capture>& capture, int result) {
    capture->invalid = true;
    return result;
}

int refuseInCapture() {
    int result = Success;
    int mode = captureModeOfThread();
    for (const auto& capture : ongoing()) {
        bool own = capture->thread == std::this_thread::get_id() && capture->mode != RelaxedMode;
        bool others = capture->mode == GlobalMode && mode == GlobalMode;
        if (mode != RelaxedMode && (own || others)) {
            result = invalidate(capture, CaptureUnsupported);
        }
    }
    return result;
}

int refuseImplicit(Context& context) {
    int result = Success;
    for (const auto& capture : ongoing()) {
        if (capture->origin->context == &context && capture->origin->blocking()) {
            result = invalidate(capture, CaptureImplicit);
        }
    }
    return result;
}

DRIVER_API cuStreamBeginCapture_v2(Handle handle, int mode) {
    return inContext([&](Context& context) -> int {
        auto stream = streamOf(context, handle);
        if (stream == nullptr) {
            return InvalidHandle;
        }
        if (stream == context.legacy) {
            return CaptureUnsupported;
        }
        if (mode < GlobalMode || mode > RelaxedMode) {
            return InvalidValue;
        }
        if (stream->capture != nullptr) {
            return IllegalState;
        }
        static std::uint64_t number = 0;
        auto capture = std::make_shared<Capture>();
        capture->mode = mode;
        capture->origin = stream.get();
        capture->thread = std::this_thread::get_id();
        capture->number = ++number;
        driver().captures.push_back(capture);
        stream->capture = capture;
        return Success;
    });
}

DRIVER_API cuStreamBeginCapture(Handle handle, int mode) {
    return cuStreamBeginCapture_v2(handle, mode);
}

DRIVER_API cuStreamEndCapture(Handle handle, Handle* graph) {
    return inContext([&](Context& context) -> int {
        auto stream = streamOf(context, handle);
        if (stream == nullptr) {
            return InvalidHandle;
        }
        auto capture = stream->capture;
        if (graph != nullptr) {
            *graph = nullptr;
        }
        if (capture == nullptr) {
            return IllegalState;
        }
        if (capture->origin != stream.get()) {
            return invalidate(capture, CaptureUnmatched);
        }
        if (capture->mode != RelaxedMode && capture->thread != std::this_thread::get_id()) {
            return CaptureWrongThread;
        }
        bool unjoined = false;
        driver().streams.each([&](const std::shared_ptr<Stream>& each) {
            if (each->capture == capture) {
                const Capture::Branch& branch = capture->branches[each.get()];
                unjoined |= each != stream && branch.done > branch.joined;
                each->capture.reset();
            }
        });
        if (capture->invalid) {
            return CaptureInvalidated;
        }
        if (unjoined) {
            return CaptureUnjoined;
        }
        *graph = driver().graphs.add(std::make_shared<Graph>(capture->graph));
        return Success;
    });
}

DRIVER_API cuStreamIsCapturing(Handle handle, int* status) {
    return inContext([&](Context& context) -> int {
        auto stream = streamOf(context, handle);
        if (stream == nullptr) {
            return InvalidHandle;
        }
        *status = stream->capture == nullptr ? 0 : stream->capture->invalid ? 2 : 1;
        return Success;
    });
}

DRIVER_API cuStreamGetCaptureInfo(Handle handle, int* status, std::uint64_t* number) {
    int result = cuStreamIsCapturing(handle, status);
    if (result == Success && *status == 1 && number != nullptr) {
        result = inContext([&](Context& context) -> int {
            *number = streamOf(context, handle)->capture->number;
            return Success;
        });
    }
    return result;
}

DRIVER_API cuStreamGetCaptureInfo_v2(Handle handle, int* status, std::uint64_t* number, Handle* graph,
        const Handle** dependencies, std::size_t* count) {
    if (graph != nullptr) {
        *graph = nullptr;
    }
    if (dependencies != nullptr) {
        *dependencies = nullptr;
    }
    if (count != nullptr) {
        *count = 0;
    }
    return cuStreamGetCaptureInfo(handle, status, number);
}

DRIVER_API cuThreadExchangeStreamCaptureMode(int* mode) {
    return call([&] {
        std::swap(captureModeOfThread(), *mode);
        return Success;
    });
}
