// Runs the threads of a block, one after the other, or in turns where they wait for each other.
#include "scheduler.h"

#include <algorithm>
#include <numeric>

namespace ptx {

void Worker::begin(const Grid& next) {
    grid = &next;
    count = static_cast<u32>(next.threads.count());
    block.image = next.image;
    block.resolver = next.resolver;
    block.context = next.context;
    block.sharedBytes = next.image->sharedBytes + next.dynamicShared;
    block.shared.resize(std::max<std::size_t>(block.sharedBytes, 16));
    block.fault = {};
    std::fill(std::begin(block.ranges), std::end(block.ranges), Range());
    u32 kept = next.image->cooperative ? count : 1;
    std::size_t size = next.image->registers.size();
    std::size_t local = next.image->localBytes;
    threads.resize(std::max<std::size_t>(threads.size(), kept));
    files.resize(kept * size);
    locals.resize(kept * local + 16);
    for (u32 k = 0; k < kept; k++) {
        Thread& thread = threads[k];
        thread.registers = files.data() + k * size;
        thread.block = &block;
        thread.local =
                reinterpret_cast<u8*>((reinterpret_cast<u64>(locals.data()) + 15) / 16 * 16) + k * local;
        thread.localBytes = static_cast<u32>(local);
        fillRegisters(thread.registers);
    }
    order.resize(count);
    std::iota(order.begin(), order.end(), 0);
    if (next.order == Order::Descending) {
        std::reverse(order.begin(), order.end());
    }
}

void Worker::fillRegisters(u64* r) const {
    std::copy(grid->image->registers.begin(), grid->image->registers.end(), r);
    std::copy(grid->arguments.begin(), grid->arguments.end(), r + FirstSlot);
    r[NtidX] = grid->threads.x;
    r[NtidY] = grid->threads.y;
    r[NtidZ] = grid->threads.z;
    r[NctaidX] = grid->blocks.x;
    r[NctaidY] = grid->blocks.y;
    r[NctaidZ] = grid->blocks.z;
    r[NwarpId] = (count + 31) / 32;
    r[WarpSize] = 32;
    r[NsmId] = 1;
    r[SharedStatic] = grid->image->sharedBytes;
    r[SharedDynamic] = grid->dynamicShared;
    r[SharedTotal] = block.sharedBytes;
}

void Worker::place(u64* r) const {
    r[CtaidX] = block.x;
    r[CtaidY] = block.y;
    r[CtaidZ] = block.z;
}

void Worker::identify(u64* r, u32 index) const {
    const Extent& extent = grid->threads;
    if (extent.y == 1 && extent.z == 1) {
        r[TidX] = index;
        r[TidY] = 0;
        r[TidZ] = 0;
    } else {
        r[TidX] = index % extent.x;
        r[TidY] = index / extent.x % extent.y;
        r[TidZ] = index / extent.x / extent.y;
    }
    u32 lane = index % 32;
    u32 bit = u32(1) << lane;
    r[LaneId] = lane;
    r[WarpId] = index / 32;
    r[MaskEq] = bit;
    r[MaskLt] = bit - 1;
    r[MaskLe] = (bit - 1) | bit;
    r[MaskGt] = ~((bit - 1) | bit);
    r[MaskGe] = ~(bit - 1);
}

void Worker::restart(Thread& thread, u32 index) {
    identify(thread.registers, index);
    thread.index = index;
    thread.at = grid->image->code.data();
    thread.state = State::Ready;
    thread.wait = Wait::None;
    thread.carry = 0;
    thread.localBase = 0;
    thread.returns.clear();
    thread.saved.clear();
    thread.budget = BranchBudget;
}

void Worker::shuffleOrder(u64 seed) {
    for (u32 k = count; k > 1; k--) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        std::swap(order[k - 1], order[(seed >> 33) % k]);
    }
}

bool Worker::runBlock(u64 index) {
    block.x = static_cast<u32>(index % grid->blocks.x);
    block.y = static_cast<u32>(index / grid->blocks.x % grid->blocks.y);
    block.z = static_cast<u32>(index / grid->blocks.x / grid->blocks.y);
    std::fill_n(block.shared.begin(), block.sharedBytes, u8(0xff));
    if (grid->order == Order::Shuffled) {
        shuffleOrder(index + 1);
    }
    return grid->image->cooperative ? runTogether() : runAlone();
}

bool Worker::runAlone() {
    Thread& thread = threads[0];
    place(thread.registers);
    for (u32 index : order) {
        restart(thread, index);
        run(thread);
        if (thread.state == State::Faulted) {
            return false;
        }
    }
    return true;
}

bool Worker::runTogether() {
    for (u32 k = 0; k < count; k++) {
        place(threads[k].registers);
        restart(threads[k], k);
    }
    done = 0;
    u32 warps = (count + 31) / 32;
    while (done < count) {
        bool moved = false;
        for (u32 index : order) {
            Thread& thread = threads[index];
            if (thread.state != State::Ready) {
                continue;
            }
            moved = true;
            run(thread);
            if (thread.state == State::Faulted) {
                return false;
            }
            done += thread.state == State::Done;
        }
        for (u32 warp = 0; warp < warps; warp++) {
            moved |= settleWarp(warp);
        }
        if (block.fault.code != 0) {
            return false;
        }
        if (!moved && !settleBarrier()) {
            return false;
        }
    }
    return true;
}

}  // namespace ptx
