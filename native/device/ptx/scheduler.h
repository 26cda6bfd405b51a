// Runs the blocks of a grid: threads one after the other, and in turns where they wait for each other.
#pragma once

#include <vector>

#include "machine.h"

namespace ptx {

enum class BarrierKind : s32 { Sync, Count, All, Any };
constexpr s32 AlignedBarrier = 16;

enum class ShuffleMode : s32 { Up, Down, Butterfly, Index };

enum class VoteMode : s32 { All, Any, Uniform, Ballot, MatchAny, MatchAny64, MatchAll, MatchAll64 };

// The order in which threads and blocks take their turns.
enum class Order : int { Ascending, Descending, Shuffled };

struct Extent {
    u32 x = 1;
    u32 y = 1;
    u32 z = 1;

    u64 count() const { return u64(x) * y * z; }
};

struct Grid {
    const Image* image = nullptr;
    Extent blocks;
    Extent threads;
    u32 dynamicShared = 0;
    // The parameters, each at its offset from the first slot of the register file.
    std::vector<u64> arguments;
    Resolver resolver = nullptr;
    void* context = nullptr;
    Order order = Order::Ascending;
};

class Worker {
public:
    // Makes ready for the blocks of a grid.
    void begin(const Grid& grid);

    // Runs one block and says whether it ended well.
    bool runBlock(u64 index);

    const Fault& fault() const { return block.fault; }

private:
    void fillRegisters(u64* registers) const;
    void place(u64* registers) const;
    void identify(u64* registers, u32 thread) const;
    void restart(Thread& thread, u32 index);
    bool runAlone();
    bool runTogether();
    bool runWarp(u32 warp);
    void shuffleOrder(u64 seed);

    // What waits for others; each answers whether anything went on.
    bool settleWarp(u32 warp);
    bool settleGroup(u32 warp, u32 first);
    bool settleBarrier();
    bool releaseBarrier(u32 id, u32 needed, u32 first);
    void exchange(u32 warp, u32 lanes);
    void vote(u32 warp, u32 lanes);
    void match(u32 warp, u32 lanes, VoteMode mode);
    void proceed(Thread& thread);
    bool refuse(Thread& thread, const char* what);
    u32 threadsInWarp(u32 warp) const;

    const Grid* grid = nullptr;
    Block block;
    u32 count = 0;
    u32 done = 0;
    std::vector<Thread> threads;
    std::vector<u64> files;
    std::vector<u8> locals;
    std::vector<u32> order;
};

// Runs a whole grid, on several cores where it is large.
Fault run(const Grid& grid);

}  // namespace ptx
