// Driver calls about streams and events.
#include <chrono>

#include "driver.h"

namespace {

double now() {
    auto since = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration<double, std::milli>(since).count();
}

// Calls what(context, stream) for the stream of a handle.
template <class What> int onStream(Handle handle, What what) {
    return inContext([&](Context& context) -> int {
        auto stream = streamOf(context, handle);
        return stream == nullptr ? int(InvalidHandle) : int(what(context, stream));
    });
}

template <class What> int onEvent(Handle handle, What what) {
    return inContext([&](Context&) -> int {
        auto event = driver().events.find(handle);
        return event == nullptr ? int(InvalidHandle) : int(what(*event));
    });
}

// One step for each time it is asked, so that a program that polls comes to an end.
int poll(const std::shared_ptr<Stream>& stream, std::uint64_t place) {
    if (stream->finished < place) {
        int result = drain(stream, stream->finished + 1);
        if (result != Success) {
            return result;
        }
    }
    return stream->finished < place ? NotReady : Success;
}

}  // namespace

DRIVER_API cuStreamCreateWithPriority(Handle* handle, unsigned flags, int priority) {
    return inContext([&](Context& context) -> int {
        if (handle == nullptr || flags > 1) {
            return InvalidValue;
        }
        auto stream = std::make_shared<Stream>();
        stream->context = &context;
        stream->flags = flags;
        stream->priority = priority;
        stream->handle = driver().streams.add(stream);
        *handle = stream->handle;
        return Success;
    });
}

DRIVER_API cuStreamCreate(Handle* handle, unsigned flags) {
    return cuStreamCreateWithPriority(handle, flags, 0);
}

DRIVER_API cuStreamDestroy_v2(Handle handle) {
    return onStream(handle, [&](Context& context, const std::shared_ptr<Stream>& stream) -> int {
        if (stream == context.legacy) {
            return InvalidHandle;
        }
        if (stream->capture != nullptr) {
            invalidate(stream->capture, CaptureInvalidated);
            stream->capture.reset();
        }
        int result = drain(stream);
        driver().streams.remove(handle);
        return result;
    });
}

DRIVER_API cuStreamSynchronize(Handle handle) {
    return work(Kind::Work, [&](Context& context) -> int {
        auto stream = streamOf(context, handle);
        if (stream == nullptr) {
            return InvalidHandle;
        }
        driver().synchronisations++;
        if (stream->capture != nullptr) {
            return invalidate(stream->capture, CaptureUnsupported);
        }
        if (stream == context.legacy) {
            int refused = refuseImplicit(context);
            return refused != Success ? refused : drainBlocking(context);
        }
        return drain(stream);
    });
}

DRIVER_API cuStreamQuery(Handle handle) {
    return onStream(handle, [&](Context&, const std::shared_ptr<Stream>& stream) -> int {
        if (stream->capture != nullptr) {
            return invalidate(stream->capture, CaptureUnsupported);
        }
        return poll(stream, stream->submitted);
    });
}

DRIVER_API cuStreamGetCtx(Handle handle, Handle* context) {
    return onStream(handle, [&](Context& current, const std::shared_ptr<Stream>&) {
        *context = &current;
        return Success;
    });
}

DRIVER_API cuStreamGetFlags(Handle handle, unsigned* flags) {
    return onStream(handle, [&](Context&, const std::shared_ptr<Stream>& stream) {
        *flags = stream->flags;
        return Success;
    });
}

DRIVER_API cuStreamGetPriority(Handle handle, int* priority) {
    return onStream(handle, [&](Context&, const std::shared_ptr<Stream>& stream) {
        *priority = stream->priority;
        return Success;
    });
}

DRIVER_API cuStreamGetId(Handle handle, std::uint64_t* number) {
    return onStream(handle, [&](Context&, const std::shared_ptr<Stream>&) {
        *number = reinterpret_cast<std::uint64_t>(handle);
        return Success;
    });
}

DRIVER_API cuLaunchHostFunc(Handle handle, void (*function)(void*), void* data) {
    return work(Kind::Work, [&](Context& context) -> int {
        auto stream = streamOf(context, handle);
        if (stream == nullptr || function == nullptr) {
            return stream == nullptr ? InvalidHandle : InvalidValue;
        }
        Operation operation;
        operation.kind = NodeKind::Host;
        operation.action = [=] {
            function(data);
            return Success;
        };
        return submit(stream, std::move(operation));
    });
}

DRIVER_API cuStreamAddCallback(Handle handle, void (*function)(Handle, int, void*), void* data, unsigned) {
    return onStream(handle, [&](Context&, const std::shared_ptr<Stream>& stream) -> int {
        if (stream->capture != nullptr) {
            return invalidate(stream->capture, CaptureUnsupported);
        }
        Operation operation;
        operation.kind = NodeKind::Host;
        operation.action = [=] {
            function(handle, Success, data);
            return Success;
        };
        return submit(stream, std::move(operation));
    });
}

DRIVER_API cuEventCreate(Handle* handle, unsigned flags) {
    return inContext([&](Context& context) {
        auto event = std::make_shared<Event>();
        event->context = &context;
        event->flags = flags;
        *handle = driver().events.add(event);
        return Success;
    });
}

DRIVER_API cuEventDestroy_v2(Handle handle) {
    return inContext(
            [&](Context&) -> int { return driver().events.remove(handle) ? Success : InvalidHandle; });
}

DRIVER_API cuEventRecord(Handle handle, Handle streamHandle) {
    return work(Kind::Work, [&](Context& context) -> int {
        auto event = driver().events.find(handle);
        auto stream = streamOf(context, streamHandle);
        if (event == nullptr || stream == nullptr || event->context != &context) {
            return InvalidHandle;
        }
        if (stream->capture != nullptr) {
            if (stream->capture->invalid) {
                return CaptureInvalidated;
            }
            event->capture = stream->capture;
            event->capturedOn = stream.get();
            event->capturedPlace = stream->capture->branches[stream.get()].done;
            return Success;
        }
        auto time = std::make_shared<double>(-1);
        Operation operation;
        operation.action = [time] {
            *time = now();
            return Success;
        };
        int result = submit(stream, std::move(operation));
        event->capture.reset();
        event->recorded = true;
        event->stream = stream;
        event->place = stream->submitted;
        event->time = time;
        return result;
    });
}

DRIVER_API cuEventRecordWithFlags(Handle event, Handle stream, unsigned) {
    return cuEventRecord(event, stream);
}

DRIVER_API cuEventSynchronize(Handle handle) {
    driver().synchronisations++;
    return onEvent(handle, [&](Event& event) -> int {
        if (auto capture = event.capture.lock()) {
            return invalidate(capture, CapturedEvent);
        }
        auto stream = event.stream.lock();
        return stream == nullptr ? int(Success) : drain(stream, event.place);
    });
}

DRIVER_API cuEventQuery(Handle handle) {
    return onEvent(handle, [&](Event& event) -> int {
        if (auto capture = event.capture.lock()) {
            return invalidate(capture, CapturedEvent);
        }
        auto stream = event.stream.lock();
        return stream == nullptr ? int(Success) : poll(stream, event.place);
    });
}

DRIVER_API cuEventElapsedTime(float* milliseconds, Handle start, Handle end) {
    return inContext([&](Context&) -> int {
        auto from = driver().events.find(start);
        auto to = driver().events.find(end);
        constexpr unsigned WithoutTiming = 2;
        if (from == nullptr || to == nullptr || !from->recorded || !to->recorded
                || ((from->flags | to->flags) & WithoutTiming) != 0) {
            return InvalidHandle;
        }
        if (*from->time < 0 || *to->time < 0) {
            return NotReady;
        }
        *milliseconds = static_cast<float>(*to->time - *from->time);
        return Success;
    });
}

// In a capture the waiting stream joins the capture of the event.
static int waitCaptured(
        const std::shared_ptr<Stream>& stream, Event& event, const std::shared_ptr<Capture>& capture) {
    if (stream->capture != nullptr && stream->capture != capture) {
        invalidate(stream->capture, CaptureMerge);
        return invalidate(capture, CaptureMerge);
    }
    stream->capture = capture;
    if (event.capturedOn != stream.get()) {
        auto& branch = capture->branches[event.capturedOn];
        branch.joined = std::max(branch.joined, event.capturedPlace);
    }
    return Success;
}

DRIVER_API cuStreamWaitEvent(Handle handle, Handle eventHandle, unsigned) {
    return onStream(handle, [&](Context&, const std::shared_ptr<Stream>& stream) -> int {
        auto event = driver().events.find(eventHandle);
        if (event == nullptr) {
            return InvalidHandle;
        }
        if (auto capture = event->capture.lock()) {
            return waitCaptured(stream, *event, capture);
        }
        if (stream->capture != nullptr) {
            return event->recorded ? invalidate(stream->capture, CaptureIsolation) : int(Success);
        }
        auto other = event->stream.lock();
        if (other == nullptr || other == stream) {
            return Success;
        }
        std::uint64_t place = event->place;
        Operation operation;
        operation.action = [other, place] { return drain(other, place); };
        return submit(stream, std::move(operation));
    });
}
