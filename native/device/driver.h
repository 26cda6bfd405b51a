// The state of the driver: contexts, streams, events, modules, graphs, and the lock on them all.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "faults.h"
#include "memory.h"
#include "ptx/module.h"
#include "ptx/scheduler.h"
#include "result.h"

#define DRIVER_API extern "C" __attribute__((visibility("default"))) int

using DevicePointer = std::uint64_t;
using Handle = void*;

struct Context;
struct Stream;

struct Module {
    Context* context = nullptr;
    ptx::Module program;
    std::vector<DevicePointer> variables;

    ~Module();
};

struct Kernel {
    std::shared_ptr<Module> module;
    ptx::Image image;
    unsigned maxDynamicShared = 48 * 1024;
};

struct Launch {
    std::shared_ptr<Kernel> kernel;
    ptx::Grid grid;
};

enum class NodeKind : int { Kernel = 0, Copy = 1, Fill = 2, Host = 3, Empty = 5 };

// Work that waits in a stream or stands in a graph. A kernel's launch is apart, to be changed.
struct Operation {
    NodeKind kind = NodeKind::Empty;
    std::function<int()> action;
    std::shared_ptr<Launch> launch;
    Context* context = nullptr;

    int run() const;
};

using Graph = std::vector<Operation>;

struct Capture {
    Graph graph;
    int mode = 0;
    Stream* origin = nullptr;
    std::thread::id thread;
    std::uint64_t number = 0;
    bool invalid = false;
    // For each other stream that takes part: its operations, and how many of them others have waited for.
    struct Branch {
        std::size_t done = 0;
        std::size_t joined = 0;
    };
    std::unordered_map<Stream*, Branch> branches;
};

struct Stream {
    Handle handle = nullptr;
    Context* context = nullptr;
    unsigned flags = 0;
    int priority = 0;
    std::deque<Operation> waiting;
    std::uint64_t submitted = 0;
    std::uint64_t finished = 0;
    bool running = false;
    std::shared_ptr<Capture> capture;

    bool blocking() const { return (flags & 1) == 0; }
};

struct Event {
    Context* context = nullptr;
    unsigned flags = 0;
    std::weak_ptr<Stream> stream;
    std::uint64_t place = 0;
    bool recorded = false;
    std::shared_ptr<double> time;
    std::weak_ptr<Capture> capture;
    Stream* capturedOn = nullptr;
    std::size_t capturedPlace = 0;
};

struct Node {
    std::weak_ptr<Graph> graph;
    std::size_t index;
};

// The primary context of a device; no other contexts exist.
struct Context {
    int device = 0;
    int retained = 0;
    int lost = Success;
    unsigned flags = 0;
    std::shared_ptr<Stream> legacy;
    std::set<int> peers;
};

// Handles are numbers that never come back, so that a stale one is an error instead of somebody else's thing.
template <class T> class Registry {
public:
    Handle add(std::shared_ptr<T> thing) {
        Handle handle = fresh();
        things[handle] = std::move(thing);
        return handle;
    }

    std::shared_ptr<T> find(Handle handle) const {
        auto found = things.find(handle);
        return found == things.end() ? nullptr : found->second;
    }

    bool remove(Handle handle) { return things.erase(handle) != 0; }

    template <class Test> void removeWhere(Test test) {
        for (auto each = things.begin(); each != things.end();) {
            each = test(*each->second) ? things.erase(each) : std::next(each);
        }
    }

    template <class What> void each(What what) const {
        auto copy = things;
        for (const auto& [handle, thing] : copy) {
            what(thing);
        }
    }

private:
    static Handle fresh() {
        static std::uint64_t next = 0x10000;
        next += 16;
        return reinterpret_cast<Handle>(next);
    }

    std::unordered_map<Handle, std::shared_ptr<T>> things;
};

struct Driver {
    std::recursive_mutex lock;
    bool initialised = false;
    int version = 13000;
    std::vector<std::unique_ptr<Context>> devices;
    Memory memory;
    Registry<Stream> streams;
    Registry<Event> events;
    Registry<Module> modules;
    Registry<Kernel> kernels;
    Registry<Graph> graphs;
    Registry<Graph> executables;
    Registry<Node> nodes;
    std::vector<std::weak_ptr<Capture>> captures;
    bool lazy = true;
    ptx::Order order = ptx::Order::Ascending;
    long launches = 0;
    long synchronisations = 0;
};

// Never taken down, as other threads may call while the process ends.
Driver& driver();

Context*& currentContext();
int& captureModeOfThread();

// The stream of a handle, among them the legacy stream for 0, 1 and 2; nullptr for a stale or foreign one.
std::shared_ptr<Stream> streamOf(Context& context, Handle handle);

// Adds work to a stream, or to the graph that it captures.
int submit(const std::shared_ptr<Stream>& stream, Operation operation);

// Runs the work of a stream up to a place.
int drain(const std::shared_ptr<Stream>& stream, std::uint64_t place);
int drain(const std::shared_ptr<Stream>& stream);
int drainAll(Context& context);
int drainBlocking(Context& context);

void lose(Context& context, int result);
void reset(Context& context);

// What capture forbids: calls that may synchronise, and work on the legacy stream beside a capturing one.
int refuseInCapture();
int refuseImplicit(Context& context);
int invalidate(const std::shared_ptr<Capture>& capture, int result);

// Locks the driver and runs a call.
template <class What> int call(What what) {
    std::lock_guard<std::recursive_mutex> hold(driver().lock);
    return driver().initialised ? what() : int(NotInitialized);
}

// A call that needs a current context which is not lost.
template <class What> int inContext(What what) {
    return call([&] {
        Context* context = currentContext();
        if (context == nullptr) {
            return int(InvalidContext);
        }
        return context->lost != Success ? context->lost : int(what(*context));
    });
}

// A call that does work, and may be chosen to fail.
template <class What> int work(Kind kind, What what) {
    return inContext([&](Context& context) {
        int failure = faults::meet(kind);
        if (failure != Success) {
            if (isSticky(failure)) {
                lose(context, failure);
            }
            return failure;
        }
        return int(what(context));
    });
}
