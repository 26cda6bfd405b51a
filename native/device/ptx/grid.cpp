// Spreads the blocks of a large grid over the cores.
#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "scheduler.h"

namespace ptx {
namespace {

// Below this number of threads in a grid waking another core costs more than it brings.
constexpr u64 WorthSpreading = 16384;

class Pool {
public:
    Pool() {
        unsigned cores = std::thread::hardware_concurrency();
        for (unsigned k = 1; k < cores && k < 16; k++) {
            helpers.emplace_back([this] { help(); });
            helpers.back().detach();
        }
    }

    Fault run(const Grid& grid) {
        blocks = grid.blocks.count();
        bool spread = blocks > 1 && blocks * grid.threads.count() >= WorthSpreading && !helpers.empty();
        {
            std::lock_guard<std::mutex> hold(lock);
            current = &grid;
            next = 0;
            fault = {};
            failed = false;
            busy = spread ? helpers.size() : 0;
            round += spread ? 1 : 0;
        }
        if (spread) {
            wake.notify_all();
        }
        work(own);
        std::unique_lock<std::mutex> hold(lock);
        finished.wait(hold, [this] { return busy == 0; });
        return fault;
    }

private:
    void work(Worker& worker) {
        worker.begin(*current);
        while (!failed.load(std::memory_order_relaxed)) {
            u64 index = next.fetch_add(1);
            if (index >= blocks) {
                return;
            }
            if (current->order == Order::Descending) {
                index = blocks - 1 - index;
            }
            if (!worker.runBlock(index)) {
                std::lock_guard<std::mutex> hold(lock);
                if (!failed.exchange(true)) {
                    fault = worker.fault();
                }
            }
        }
    }

    void help() {
        Worker worker;
        u64 seen = 0;
        std::unique_lock<std::mutex> hold(lock);
        for (;;) {
            wake.wait(hold, [&] { return round != seen; });
            seen = round;
            hold.unlock();
            work(worker);
            hold.lock();
            if (--busy == 0) {
                finished.notify_all();
            }
        }
    }

    std::vector<std::thread> helpers;
    std::mutex lock;
    std::condition_variable wake;
    std::condition_variable finished;
    Worker own;
    const Grid* current = nullptr;
    u64 blocks = 0;
    std::atomic<u64> next{0};
    std::atomic<bool> failed{false};
    Fault fault;
    std::size_t busy = 0;
    u64 round = 0;
};

}  // namespace

// One grid runs at a time. The pool is never taken down: threads of the process may outlive its statics.
Fault run(const Grid& grid) {
    static Pool* pool = new Pool();
    static std::mutex turn;
    std::lock_guard<std::mutex> hold(turn);
    return pool->run(grid);
}

}  // namespace ptx
