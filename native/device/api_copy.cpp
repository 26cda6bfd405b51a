// Driver calls that copy and fill memory.
#include <algorithm>
#include <cstring>

#include "driver.h"

namespace {

enum class Side { Device, Host, Either };

struct End {
    DevicePointer at;
    Side side;
};

bool reachable(const End& end, std::size_t bytes) {
    return end.side != Side::Device || driver().memory.holding(end.at, bytes) != nullptr;
}

bool pageable(const End& end) {
    return end.side != Side::Device && driver().memory.holding(end.at, 1) == nullptr;
}

Operation copying(const End& to, const End& from, std::size_t bytes) {
    Operation operation;
    operation.kind = NodeKind::Copy;
    operation.action = [=] {
        // What was freed meanwhile is memory no more.
        if (!reachable(to, bytes) || !reachable(from, bytes)) {
            return IllegalAddress;
        }
        std::memmove(reinterpret_cast<void*>(to.at), reinterpret_cast<const void*>(from.at), bytes);
        return Success;
    };
    return operation;
}

// The driver reads pageable memory before the call returns, and has written it by then.
int copyPageable(const std::shared_ptr<Stream>& stream, const End& to, const End& from, std::size_t bytes) {
    if (pageable(from)) {
        auto staged = std::make_shared<std::vector<char>>(bytes);
        std::memcpy(staged->data(), reinterpret_cast<const void*>(from.at), bytes);
        Operation operation =
                copying(to, {reinterpret_cast<DevicePointer>(staged->data()), Side::Host}, bytes);
        auto action = std::move(operation.action);
        operation.action = [staged, action] { return action(); };
        return submit(stream, std::move(operation));
    }
    int result = submit(stream, copying(to, from, bytes));
    return result != Success ? result : drain(stream);
}

int copyIn(const End& to, const End& from, std::size_t bytes, Handle handle) {
    return work(Kind::Copy, [&](Context& context) -> int {
        auto stream = streamOf(context, handle);
        if (stream == nullptr) {
            return InvalidHandle;
        }
        if (!reachable(to, bytes) || !reachable(from, bytes)) {
            return InvalidValue;
        }
        if (bytes == 0) {
            return Success;
        }
        bool staged = stream->capture == nullptr && (pageable(to) || pageable(from));
        return staged ? copyPageable(stream, to, from, bytes) : submit(stream, copying(to, from, bytes));
    });
}

int copyNow(const End& to, const End& from, std::size_t bytes) {
    return work(Kind::Copy, [&](Context& context) -> int {
        int refused = refuseInCapture();
        if (refused != Success) {
            return refused;
        }
        if (!reachable(to, bytes) || !reachable(from, bytes)) {
            return InvalidValue;
        }
        return submit(context.legacy, copying(to, from, bytes));
    });
}

End device(DevicePointer pointer) {
    return {pointer, Side::Device};
}

End host(const void* pointer) {
    return {reinterpret_cast<DevicePointer>(pointer), Side::Host};
}

End either(DevicePointer pointer) {
    return {pointer, Side::Either};
}

template <class T> int fill(DevicePointer pointer, T value, std::size_t count, Handle handle) {
    return work(Kind::Work, [&](Context& context) -> int {
        auto stream = streamOf(context, handle);
        if (stream == nullptr) {
            return InvalidHandle;
        }
        End to = device(pointer);
        std::size_t bytes = count * sizeof(T);
        if (!reachable(to, bytes) || pointer % sizeof(T) != 0) {
            return InvalidValue;
        }
        Operation operation;
        operation.kind = NodeKind::Fill;
        operation.action = [=] {
            if (!reachable(to, bytes)) {
                return IllegalAddress;
            }
            std::fill_n(reinterpret_cast<T*>(pointer), count, value);
            return Success;
        };
        return submit(stream, std::move(operation));
    });
}

}  // namespace

DRIVER_API cuMemcpyHtoD_v2(DevicePointer to, const void* from, std::size_t bytes) {
    return copyNow(device(to), host(from), bytes);
}

DRIVER_API cuMemcpyDtoH_v2(void* to, DevicePointer from, std::size_t bytes) {
    return copyNow(host(to), device(from), bytes);
}

DRIVER_API cuMemcpyDtoD_v2(DevicePointer to, DevicePointer from, std::size_t bytes) {
    return copyNow(device(to), device(from), bytes);
}

DRIVER_API cuMemcpy(DevicePointer to, DevicePointer from, std::size_t bytes) {
    return copyNow(either(to), either(from), bytes);
}

DRIVER_API cuMemcpyPeer(DevicePointer to, Handle, DevicePointer from, Handle, std::size_t bytes) {
    return copyNow(device(to), device(from), bytes);
}

DRIVER_API cuMemcpyHtoDAsync_v2(DevicePointer to, const void* from, std::size_t bytes, Handle stream) {
    return copyIn(device(to), host(from), bytes, stream);
}

DRIVER_API cuMemcpyDtoHAsync_v2(void* to, DevicePointer from, std::size_t bytes, Handle stream) {
    return copyIn(host(to), device(from), bytes, stream);
}

DRIVER_API cuMemcpyDtoDAsync_v2(DevicePointer to, DevicePointer from, std::size_t bytes, Handle stream) {
    return copyIn(device(to), device(from), bytes, stream);
}

DRIVER_API cuMemcpyAsync(DevicePointer to, DevicePointer from, std::size_t bytes, Handle stream) {
    return copyIn(either(to), either(from), bytes, stream);
}

DRIVER_API cuMemcpyPeerAsync(
        DevicePointer to, Handle, DevicePointer from, Handle, std::size_t bytes, Handle stream) {
    return copyIn(device(to), device(from), bytes, stream);
}

DRIVER_API cuMemsetD8Async(DevicePointer pointer, unsigned char value, std::size_t count, Handle stream) {
    return fill(pointer, value, count, stream);
}

DRIVER_API cuMemsetD16Async(DevicePointer pointer, unsigned short value, std::size_t count, Handle stream) {
    return fill(pointer, value, count, stream);
}

DRIVER_API cuMemsetD32Async(DevicePointer pointer, unsigned value, std::size_t count, Handle stream) {
    return fill(pointer, value, count, stream);
}

DRIVER_API cuMemsetD8_v2(DevicePointer pointer, unsigned char value, std::size_t count) {
    return fill(pointer, value, count, nullptr);
}

DRIVER_API cuMemsetD16_v2(DevicePointer pointer, unsigned short value, std::size_t count) {
    return fill(pointer, value, count, nullptr);
}

DRIVER_API cuMemsetD32_v2(DevicePointer pointer, unsigned value, std::size_t count) {
    return fill(pointer, value, count, nullptr);
}
