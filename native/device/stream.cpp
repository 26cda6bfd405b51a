// Streams are lazy: work runs when something waits for it, in the order of its stream.
#include <cstdio>

#include "driver.h"

namespace {

struct Reach {
    int device;
    const std::set<int>* peers;
};

// Where a kernel may go: memory of its own device, of peers it was granted, and pinned host memory.
ptx::Range resolve(void* context, ptx::u64 address) {
    const Reach& reach = *static_cast<const Reach*>(context);
    const Allocation* found = driver().memory.holding(address, 1);
    if (found == nullptr) {
        return {};
    }
    bool host = found->kind == MemoryKind::Pinned || found->kind == MemoryKind::Registered;
    bool own = found->device == reach.device || reach.peers->count(found->device) != 0;
    return host || own ? ptx::Range{found->base, found->bytes} : ptx::Range{};
}

int runOne(Stream& stream) {
    Operation operation = std::move(stream.waiting.front());
    stream.waiting.pop_front();
    stream.running = true;
    int result = operation.run();
    stream.running = false;
    stream.finished++;
    if (isSticky(result)) {
        lose(*stream.context, result);
    }
    return result;
}

}  // namespace

int Operation::run() const {
    if (launch == nullptr) {
        return action ? action() : int(Success);
    }
    Reach reach{context->device, &context->peers};
    ptx::Grid& grid = launch->grid;
    grid.image = &launch->kernel->image;
    grid.resolver = resolve;
    grid.context = &reach;
    grid.order = driver().order;
    ptx::Fault fault = ptx::run(grid);
    if (fault.code != Success) {
        std::fprintf(stderr, "software device %d: %s\n", context->device, fault.message.c_str());
    }
    return fault.code;
}

std::shared_ptr<Stream> streamOf(Context& context, Handle handle) {
    if (reinterpret_cast<std::uint64_t>(handle) <= 2) {
        return context.legacy;
    }
    std::shared_ptr<Stream> stream = driver().streams.find(handle);
    return stream != nullptr && stream->context == &context ? stream : nullptr;
}

int drain(const std::shared_ptr<Stream>& stream, std::uint64_t place) {
    Context& context = *stream->context;
    while (context.lost == Success && !stream->running && stream->finished < place
            && !stream->waiting.empty()) {
        int result = runOne(*stream);
        if (result != Success) {
            return result;
        }
    }
    return context.lost;
}

int drain(const std::shared_ptr<Stream>& stream) {
    return drain(stream, stream->submitted);
}

int drainBlocking(Context& context) {
    int result = context.lost;
    driver().streams.each([&](const std::shared_ptr<Stream>& stream) {
        if (result == Success && stream->context == &context && stream->blocking()) {
            result = drain(stream);
        }
    });
    return result;
}

int drainAll(Context& context) {
    int result = context.lost;
    driver().streams.each([&](const std::shared_ptr<Stream>& stream) {
        if (result == Success && stream->context == &context) {
            result = drain(stream);
        }
    });
    return result;
}

// The legacy stream waits for all blocking streams, and its work is done at once.
int submit(const std::shared_ptr<Stream>& stream, Operation operation) {
    Context& context = *stream->context;
    operation.context = &context;
    if (stream->capture != nullptr) {
        if (stream->capture->invalid) {
            return CaptureInvalidated;
        }
        stream->capture->graph.push_back(std::move(operation));
        stream->capture->branches[stream.get()].done++;
        return Success;
    }
    bool legacy = stream == context.legacy;
    if (legacy) {
        int refused = refuseImplicit(context);
        int result = refused != Success ? refused : drainBlocking(context);
        if (result != Success) {
            return result;
        }
    }
    stream->waiting.push_back(std::move(operation));
    stream->submitted++;
    return legacy || !driver().lazy ? drain(stream) : int(Success);
}
