// Barriers, shuffles and votes: what happens once all that must take part have come.
#include <algorithm>

#include "scheduler.h"

namespace ptx {

u32 Worker::threadsInWarp(u32 warp) const {
    return std::min(32u, count - 32 * warp);
}

void Worker::proceed(Thread& thread) {
    thread.at++;
    thread.wait = Wait::None;
    thread.state = State::Ready;
}

bool Worker::refuse(Thread& thread, const char* what) {
    thread.fault(719, thread.at, what);
    return false;
}

bool Worker::settleWarp(u32 warp) {
    bool moved = false;
    for (u32 lane = 0; lane < threadsInWarp(warp); lane++) {
        const Thread& thread = threads[32 * warp + lane];
        if (thread.state == State::Waiting && thread.wait != Wait::Barrier) {
            moved |= settleGroup(warp, lane);
        }
    }
    return moved;
}

// The lanes that the mask of one lane names go on together once all of them wait for the same.
bool Worker::settleGroup(u32 warp, u32 first) {
    Thread& leader = threads[32 * warp + first];
    u32 mask = get<u32>(leader.registers[leader.at->f]);
    if ((mask >> first & 1) == 0) {
        return refuse(leader, "the mask does not name the lane itself");
    }
    u32 present = 0;
    for (u32 lane = 0; lane < threadsInWarp(warp); lane++) {
        const Thread& other = threads[32 * warp + lane];
        if ((mask >> lane & 1) == 0 || other.state == State::Done) {
            continue;
        }
        bool same = other.state == State::Waiting && other.wait == leader.wait
                && get<u32>(other.registers[other.at->f]) == mask;
        if (!same) {
            return false;
        }
        present |= u32(1) << lane;
    }
    if (leader.wait == Wait::Exchange) {
        exchange(warp, present);
    } else if (leader.wait == Wait::Vote) {
        vote(warp, present);
    }
    for (u32 lane = 0; lane < 32; lane++) {
        if ((present >> lane & 1) != 0) {
            proceed(threads[32 * warp + lane]);
        }
    }
    return true;
}

// All lanes read before any of them writes.
void Worker::exchange(u32 warp, u32 lanes) {
    u32 given[32] = {};
    for (u32 lane = 0; lane < 32; lane++) {
        if ((lanes >> lane & 1) != 0) {
            const Thread& thread = threads[32 * warp + lane];
            given[lane] = get<u32>(thread.registers[thread.at->a]);
        }
    }
    for (u32 lane = 0; lane < 32; lane++) {
        if ((lanes >> lane & 1) == 0) {
            continue;
        }
        Thread& thread = threads[32 * warp + lane];
        const Instruction& i = *thread.at;
        u32 by = get<u32>(thread.registers[i.b]) & 31;
        u32 bounds = get<u32>(thread.registers[i.c]);
        u32 segment = bounds >> 8 & 31;
        u32 clamp = bounds & 31;
        s32 last = static_cast<s32>((lane & segment) | (clamp & ~segment));
        s32 from = 0;
        switch (static_cast<ShuffleMode>(i.imm)) {
            case ShuffleMode::Up: from = static_cast<s32>(lane) - static_cast<s32>(by); break;
            case ShuffleMode::Down: from = static_cast<s32>(lane + by); break;
            case ShuffleMode::Butterfly: from = static_cast<s32>(lane ^ by); break;
            default: from = static_cast<s32>((lane & segment) | (by & ~segment)); break;
        }
        bool inside = static_cast<ShuffleMode>(i.imm) == ShuffleMode::Up ? from >= last : from <= last;
        u32 source = inside ? static_cast<u32>(from) : lane;
        // A lane that does not take part has nothing to give; what is read from it is undefined.
        set(thread.registers[i.d], (lanes >> source & 1) != 0 ? given[source] : ~u32(0));
        thread.registers[i.e] = inside ? 1 : 0;
    }
}

void Worker::vote(u32 warp, u32 lanes) {
    const Thread& leader = threads[32 * warp + static_cast<u32>(__builtin_ctz(lanes))];
    VoteMode mode = static_cast<VoteMode>(leader.at->imm);
    if (mode >= VoteMode::MatchAny) {
        match(warp, lanes, mode);
        return;
    }
    u32 ballot = 0;
    for (u32 lane = 0; lane < 32; lane++) {
        if ((lanes >> lane & 1) != 0) {
            const Thread& thread = threads[32 * warp + lane];
            ballot |= (thread.registers[thread.at->a] != 0 ? u32(1) : 0) << lane;
        }
    }
    u32 result = mode == VoteMode::Ballot ? ballot
            : mode == VoteMode::All       ? ballot == lanes
            : mode == VoteMode::Any       ? ballot != 0
                                          : ballot == lanes || ballot == 0;
    for (u32 lane = 0; lane < 32; lane++) {
        if ((lanes >> lane & 1) != 0) {
            Thread& thread = threads[32 * warp + lane];
            thread.registers[thread.at->d] = result;
        }
    }
}

void Worker::match(u32 warp, u32 lanes, VoteMode mode) {
    bool wide = mode == VoteMode::MatchAny64 || mode == VoteMode::MatchAll64;
    bool all = mode == VoteMode::MatchAll || mode == VoteMode::MatchAll64;
    u64 values[32] = {};
    u32 results[32] = {};
    for (u32 lane = 0; lane < 32; lane++) {
        if ((lanes >> lane & 1) != 0) {
            const Thread& thread = threads[32 * warp + lane];
            u64 value = thread.registers[thread.at->a];
            values[lane] = wide ? value : get<u32>(value);
        }
    }
    for (u32 lane = 0; lane < 32; lane++) {
        for (u32 other = 0; other < 32; other++) {
            bool equal = (lanes >> other & 1) != 0 && values[other] == values[lane];
            results[lane] |= (equal ? u32(1) : 0) << other;
        }
    }
    for (u32 lane = 0; lane < 32; lane++) {
        if ((lanes >> lane & 1) != 0) {
            Thread& thread = threads[32 * warp + lane];
            bool whole = results[lane] == lanes;
            thread.registers[thread.at->e] = whole ? 1 : 0;
            thread.registers[thread.at->d] = all && !whole ? 0 : results[lane];
        }
    }
}

// Nothing else moves: all threads that are left wait, at barriers or for lanes that never come.
bool Worker::settleBarrier() {
    bool moved = false;
    for (u32 k = 0; k < count; k++) {
        Thread& thread = threads[k];
        if (thread.state != State::Waiting) {
            continue;
        }
        if (thread.wait != Wait::Barrier) {
            return refuse(thread, "deadlock: the lanes that the mask names do not all come");
        }
        u32 id = get<u32>(thread.registers[thread.at->a]);
        u32 needed = thread.at->b == 0 ? 0 : get<u32>(thread.registers[thread.at->b]);
        moved |= releaseBarrier(id, needed, k);
        if (block.fault.code != 0) {
            return false;
        }
    }
    for (u32 k = 0; k < count && !moved; k++) {
        if (threads[k].state == State::Waiting) {
            return refuse(threads[k], "deadlock: a barrier that not all threads come to");
        }
    }
    return moved;
}

bool Worker::releaseBarrier(u32 id, u32 needed, u32 first) {
    const Instruction* at = threads[first].at;
    std::vector<u32> come;
    u32 trues = 0;
    for (u32 k = 0; k < count; k++) {
        Thread& thread = threads[k];
        bool waits = thread.state == State::Waiting && thread.wait == Wait::Barrier
                && get<u32>(thread.registers[thread.at->a]) == id;
        if (!waits) {
            continue;
        }
        if (thread.at != at && (at->imm & AlignedBarrier) != 0 && k / 32 == first / 32) {
            return refuse(thread, "divergent barrier: the lanes of a warp wait in different places");
        }
        come.push_back(k);
        trues += thread.registers[thread.at->c] != 0 ? 1 : 0;
    }
    if (needed == 0 && come.size() < count) {
        return done > 0 && come.size() + done == count
                ? refuse(threads[first], "divergent barrier: other threads of the block have left the kernel")
                : false;
    }
    if (come.size() < needed) {
        return false;
    }
    for (u32 k : come) {
        Thread& thread = threads[k];
        BarrierKind kind = static_cast<BarrierKind>(thread.at->imm & ~AlignedBarrier);
        if (kind != BarrierKind::Sync) {
            thread.registers[thread.at->d] = kind == BarrierKind::Count ? trues
                    : kind == BarrierKind::All                          ? trues == come.size()
                                                                        : trues > 0;
        }
        proceed(thread);
    }
    return true;
}

}  // namespace ptx
