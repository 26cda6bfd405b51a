// The state of the driver, and what brings a context down and up again.
#include "driver.h"

#include <cstdio>

Driver& driver() {
    static Driver* instance = new Driver();
    return *instance;
}

Context*& currentContext() {
    thread_local Context* current = nullptr;
    return current;
}

int& captureModeOfThread() {
    thread_local int mode = 0;
    return mode;
}

Module::~Module() {
    for (DevicePointer variable : variables) {
        driver().memory.release(variable, MemoryKind::Variable);
    }
}

void lose(Context& context, int result) {
    if (context.lost == Success) {
        context.lost = result;
    }
}

// Frees everything of a device, as if it had just been found.
void reset(Context& context) {
    Driver& all = driver();
    auto own = [&](auto& thing) { return thing.context == &context; };
    all.streams.each([&](const std::shared_ptr<Stream>& stream) {
        if (own(*stream)) {
            stream->waiting.clear();
            stream->capture.reset();
        }
    });
    all.streams.removeWhere(own);
    all.events.removeWhere(own);
    all.kernels.removeWhere([&](Kernel& kernel) { return own(*kernel.module); });
    all.modules.removeWhere(own);
    auto foreign = [&](Graph& graph) { return !graph.empty() && graph[0].context == &context; };
    all.graphs.removeWhere(foreign);
    all.executables.removeWhere(foreign);
    all.memory.releaseAll(context.device);
    context.legacy = std::make_shared<Stream>();
    context.legacy->context = &context;
    context.peers.clear();
    context.lost = Success;
}
