// Driver calls about graphs: made by capture, instantiated, changed and launched.
#include <cstring>

#include "launch.h"

namespace {

// CUDA_KERNEL_NODE_PARAMS_v2
struct KernelNode {
    Handle function;
    unsigned gridX, gridY, gridZ;
    unsigned blockX, blockY, blockZ;
    unsigned sharedBytes;
    void** parameters;
    void** extra;
    Handle kernel;
    Handle context;
};

// CUgraphExecUpdateResultInfo
struct UpdateInfo {
    int result;
    Handle errorNode;
    Handle errorFromNode;
};

enum UpdateResult { UpdateSuccess = 0, TopologyChanged = 2, NodeTypeChanged = 3 };

int update(Graph& executable, const Graph& graph) {
    if (executable.size() != graph.size()) {
        return TopologyChanged;
    }
    for (std::size_t k = 0; k < graph.size(); k++) {
        if (executable[k].kind != graph[k].kind) {
            return NodeTypeChanged;
        }
    }
    executable = graph;
    return UpdateSuccess;
}

int run(const Graph& graph) {
    for (const Operation& operation : graph) {
        int result = operation.run();
        if (result != Success) {
            return result;
        }
    }
    return Success;
}

long kernelsIn(const Graph& graph) {
    long count = 0;
    for (const Operation& operation : graph) {
        count += operation.launch != nullptr ? 1 : 0;
    }
    return count;
}

int change(Context& context, Graph& graph, Handle node, const KernelNode& with) {
    auto found = driver().nodes.find(node);
    if (found == nullptr || found->index >= graph.size() || graph[found->index].launch == nullptr) {
        return InvalidValue;
    }
    LaunchShape shape{{with.gridX, with.gridY, with.gridZ}, {with.blockX, with.blockY, with.blockZ},
            with.sharedBytes, with.parameters, with.extra};
    std::shared_ptr<Launch> made;
    int result = makeLaunch(context, with.function, shape, made);
    if (result == Success) {
        graph[found->index].launch = made;
    }
    return result;
}

template <class What> int onGraph(Registry<Graph>& registry, Handle handle, What what) {
    return inContext([&](Context& context) -> int {
        auto graph = registry.find(handle);
        return graph == nullptr ? int(InvalidValue) : int(what(context, graph));
    });
}

}  // namespace

DRIVER_API cuGraphCreate(Handle* handle, unsigned) {
    return inContext([&](Context&) {
        *handle = driver().graphs.add(std::make_shared<Graph>());
        return Success;
    });
}

DRIVER_API cuGraphInstantiateWithFlags(Handle* executable, Handle handle, std::uint64_t) {
    return onGraph(driver().graphs, handle, [&](Context&, const std::shared_ptr<Graph>& graph) {
        *executable = driver().executables.add(std::make_shared<Graph>(*graph));
        return Success;
    });
}

DRIVER_API cuGraphClone(Handle* clone, Handle handle) {
    return onGraph(driver().graphs, handle, [&](Context&, const std::shared_ptr<Graph>& graph) {
        *clone = driver().graphs.add(std::make_shared<Graph>(*graph));
        return Success;
    });
}

DRIVER_API cuGraphDestroy(Handle handle) {
    return onGraph(driver().graphs, handle, [&](Context&, const std::shared_ptr<Graph>& graph) {
        driver().nodes.removeWhere([&](const Node& node) { return node.graph.lock() == graph; });
        driver().graphs.remove(handle);
        return Success;
    });
}

DRIVER_API cuGraphExecDestroy(Handle handle) {
    return onGraph(driver().executables, handle, [&](Context&, const std::shared_ptr<Graph>&) {
        driver().executables.remove(handle);
        return Success;
    });
}

DRIVER_API cuGraphUpload(Handle handle, Handle) {
    return onGraph(
            driver().executables, handle, [](Context&, const std::shared_ptr<Graph>&) { return Success; });
}

DRIVER_API cuGraphLaunch(Handle handle, Handle streamHandle) {
    return work(Kind::Launch, [&](Context& context) -> int {
        auto executable = driver().executables.find(handle);
        auto stream = streamOf(context, streamHandle);
        if (executable == nullptr || stream == nullptr) {
            return executable == nullptr ? InvalidValue : InvalidHandle;
        }
        auto now = std::make_shared<const Graph>(*executable);
        driver().launches += stream->capture == nullptr ? kernelsIn(*now) : 0;
        Operation operation;
        operation.kind = NodeKind::Host;
        operation.action = [now] { return run(*now); };
        return submit(stream, std::move(operation));
    });
}

DRIVER_API cuGraphExecUpdate_v2(Handle handle, Handle graphHandle, UpdateInfo* info) {
    return onGraph(
            driver().executables, handle, [&](Context&, const std::shared_ptr<Graph>& executable) -> int {
                auto graph = driver().graphs.find(graphHandle);
                if (graph == nullptr) {
                    return InvalidValue;
                }
                int result = update(*executable, *graph);
                if (info != nullptr) {
                    *info = {result, nullptr, nullptr};
                }
                return result == UpdateSuccess ? Success : GraphUpdateFailure;
            });
}

DRIVER_API cuGraphExecUpdate(Handle handle, Handle graph, Handle* errorNode, int* updateResult) {
    UpdateInfo info = {UpdateSuccess, nullptr, nullptr};
    int result = cuGraphExecUpdate_v2(handle, graph, &info);
    if (errorNode != nullptr) {
        *errorNode = nullptr;
    }
    if (updateResult != nullptr) {
        *updateResult = info.result;
    }
    return result;
}

DRIVER_API cuGraphGetNodes(Handle handle, Handle* nodes, std::size_t* count) {
    return onGraph(driver().graphs, handle, [&](Context&, const std::shared_ptr<Graph>& graph) {
        std::size_t room = nodes == nullptr ? 0 : *count;
        *count = nodes == nullptr ? graph->size() : std::min(room, graph->size());
        for (std::size_t k = 0; k < *count && nodes != nullptr; k++) {
            nodes[k] = driver().nodes.add(std::make_shared<Node>(Node{graph, k}));
        }
        return Success;
    });
}

DRIVER_API cuGraphNodeGetType(Handle handle, int* type) {
    return inContext([&](Context&) -> int {
        auto node = driver().nodes.find(handle);
        auto graph = node == nullptr ? nullptr : node->graph.lock();
        if (graph == nullptr) {
            return InvalidValue;
        }
        *type = static_cast<int>((*graph)[node->index].kind);
        return Success;
    });
}

DRIVER_API cuGraphKernelNodeSetParams_v2(Handle node, const KernelNode* with) {
    return inContext([&](Context& context) -> int {
        auto found = driver().nodes.find(node);
        auto graph = found == nullptr ? nullptr : found->graph.lock();
        return graph == nullptr ? int(InvalidValue) : change(context, *graph, node, *with);
    });
}

DRIVER_API cuGraphExecKernelNodeSetParams_v2(Handle handle, Handle node, const KernelNode* with) {
    return onGraph(
            driver().executables, handle, [&](Context& context, const std::shared_ptr<Graph>& executable) {
                return change(context, *executable, node, *with);
            });
}
