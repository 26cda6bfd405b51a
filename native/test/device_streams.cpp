// Streams are lazy and ordered; events, capture and graphs behave as on a real device.
#include <thread>

#include "device_check.h"

namespace {

// x[i] = x[i] * 2 + by
const std::string Text = std::string(Header) + R"(
.visible .entry step(.param .u64 x, .param .u32 by, .param .u32 n)
{
    .reg .pred %p;
    .reg .u32 %r<8>;
    .reg .u64 %rd<4>;
    ld.param.u64 %rd1, [x];
    ld.param.u32 %r1, [by];
    ld.param.u32 %r2, [n];
    mov.u32 %r3, %ctaid.x;
    mov.u32 %r4, %ntid.x;
    mov.u32 %r5, %tid.x;
    mad.lo.u32 %r3, %r3, %r4, %r5;
    setp.ge.u32 %p, %r3, %r2;
    @%p bra END;
    mad.wide.u32 %rd2, %r3, 4, %rd1;
    ld.global.u32 %r6, [%rd2];
    mad.lo.u32 %r6, %r6, 2, %r1;
    st.global.u32 [%rd2], %r6;
END:
    ret;
}
)";

constexpr unsigned Count = 1000;

Handle step;

int run(Handle stream, Pointer x, unsigned by) {
    return launch(step, (Count + 127) / 128, 128, stream, x, by, Count);
}

Handle streamOf(unsigned flags = 1) {
    Handle stream;
    MUST(cuStreamCreate(&stream, flags));
    return stream;
}

void lazy() {
    Handle stream = streamOf();
    Pointer x;
    MUST(cuMemAlloc_v2(&x, Count * 4));
    check(download<unsigned>(x, Count)[5] == 0xffffffff, "fresh memory is poison");
    MUST(cuMemsetD32Async(x, 3, Count, stream));
    MUST(run(stream, x, 1));
    check(download<unsigned>(x, Count)[5] == 0xffffffff, "a copy without a synchronisation reads poison");
    MUST(cuStreamSynchronize(stream));
    check(download<unsigned>(x, Count)[5] == 7, "after a synchronisation the work is done");
    void* host;
    MUST(cuMemHostAlloc(&host, Count * 4, 0));
    unsigned* words = static_cast<unsigned*>(host);
    words[0] = 42;
    MUST(cuMemcpyDtoHAsync_v2(words, x, Count * 4, stream));
    check(words[0] == 42, "a copy to pinned memory waits for its stream");
    MUST(cuStreamSynchronize(stream));
    check(words[0] == 7, "and is there afterwards");
    std::vector<unsigned> pageable(Count, 5);
    MUST(cuMemcpyHtoDAsync_v2(x, pageable.data(), Count * 4, stream));
    pageable.assign(Count, 6);
    MUST(run(stream, x, 0));
    MUST(cuMemcpyDtoHAsync_v2(pageable.data(), x, Count * 4, stream));
    check(pageable[9] == 10, "pageable memory is read and written before the call returns");
    Handle blocking = streamOf(0);
    MUST(run(blocking, x, 1));
    check(download<unsigned>(x, Count)[5] == 21, "the legacy stream waits for blocking streams");
    MUST(run(stream, x, 0));
    int polls = 0;
    while (cuStreamQuery(stream) == 600) {
        polls++;
    }
    check(download<unsigned>(x, Count)[5] == 42 && polls < 10, "polling comes to an end");
    argand_software_lazy(0);
    MUST(run(stream, x, 0));
    check(download<unsigned>(x, Count)[5] == 84, "eager streams do not wait");
    argand_software_lazy(1);
    MUST(cuMemFreeHost(host));
    MUST(cuMemFree_v2(x));
    MUST(cuStreamDestroy_v2(stream));
    answers(400, cuStreamSynchronize(stream), "a stream that is gone");
    MUST(cuStreamDestroy_v2(blocking));
}

void add(void* data) {
    ++*static_cast<int*>(data);
}

void order() {
    Handle first = streamOf();
    Handle second = streamOf();
    Handle event;
    Handle later;
    MUST(cuEventCreate(&event, 0));
    MUST(cuEventCreate(&later, 0));
    Pointer x = upload(std::vector<unsigned>(Count, 1));
    MUST(run(first, x, 1));
    MUST(cuEventRecord(event, first));
    MUST(run(first, x, 0));
    MUST(cuStreamWaitEvent(second, event, 0));
    MUST(run(second, x, 5));
    MUST(cuStreamSynchronize(second));
    check(download<unsigned>(x, Count)[0] == 11, "a stream waits for an event, and for no more");
    answers(0, cuEventQuery(event), "the event has happened");
    MUST(cuEventRecord(later, first));
    answers(600, cuEventQuery(later), "the later event has not");
    MUST(cuEventSynchronize(later));
    check(download<unsigned>(x, Count)[0] == 22, "an event brings the work before it");
    float milliseconds = -1;
    MUST(cuEventElapsedTime(&milliseconds, event, later));
    check(milliseconds >= 0, "time goes forward");
    int called = 0;
    MUST(cuLaunchHostFunc(first, add, &called));
    MUST(argand_software_enqueue(first, add, &called));
    check(called == 0, "host functions wait for their stream");
    MUST(cuStreamSynchronize(first));
    check(called == 2, "and are called in it");
    Pointer y;
    MUST(cuMemAllocAsync(&y, 64, first));
    MUST(cuMemFreeAsync(y, first));
    check(argand_software_live_allocations() == 2, "an asynchronous free waits");
    MUST(cuStreamSynchronize(first));
    check(argand_software_live_allocations() == 1, "and is done with its stream");
    MUST(cuMemFree_v2(x));
    for (Handle each : {event, later}) {
        MUST(cuEventDestroy_v2(each));
    }
    MUST(cuStreamDestroy_v2(first));
    MUST(cuStreamDestroy_v2(second));
}

void graphs() {
    Handle stream = streamOf();
    Handle side = streamOf();
    Handle fork;
    Handle join;
    Handle graph;
    Handle executable;
    MUST(cuEventCreate(&fork, 2));
    MUST(cuEventCreate(&join, 2));
    Pointer x = upload(std::vector<unsigned>(Count, 1));
    Pointer y = upload(std::vector<unsigned>(Count, 1));
    MUST(cuStreamBeginCapture_v2(stream, 1));
    MUST(run(stream, x, 1));
    MUST(cuEventRecord(fork, stream));
    MUST(cuStreamWaitEvent(side, fork, 0));
    MUST(run(side, y, 3));
    MUST(cuEventRecord(join, side));
    MUST(cuStreamWaitEvent(stream, join, 0));
    int capturing = 0;
    MUST(cuStreamIsCapturing(side, &capturing));
    check(capturing == 1, "the side stream takes part");
    MUST(cuStreamEndCapture(stream, &graph));
    std::size_t nodes = 0;
    MUST(cuGraphGetNodes(graph, nullptr, &nodes));
    check(nodes == 2, "two nodes");
    check(download<unsigned>(x, 1)[0] == 1, "capturing does no work");
    MUST(cuGraphInstantiateWithFlags(&executable, graph, 0));
    MUST(cuGraphLaunch(executable, stream));
    MUST(cuGraphLaunch(executable, stream));
    MUST(cuStreamSynchronize(stream));
    check(download<unsigned>(x, 1)[0] == 7 && download<unsigned>(y, 1)[0] == 13, "the graph ran twice");
    Handle other;
    MUST(cuStreamBeginCapture_v2(stream, 0));
    MUST(run(stream, x, 100));
    MUST(run(stream, y, 200));
    MUST(cuStreamEndCapture(stream, &other));
    char info[32];
    answers(0, cuGraphExecUpdate_v2(executable, other, info), "an update");
    MUST(cuGraphLaunch(executable, stream));
    MUST(cuStreamSynchronize(stream));
    check(download<unsigned>(x, 1)[0] == 114 && download<unsigned>(y, 1)[0] == 226, "the updated graph");
    MUST(cuGraphDestroy(other));
    MUST(cuStreamBeginCapture_v2(stream, 0));
    MUST(run(stream, x, 100));
    MUST(cuStreamEndCapture(stream, &other));
    answers(910, cuGraphExecUpdate_v2(executable, other, info), "an update to another shape");
    for (Handle each : {graph, other}) {
        MUST(cuGraphDestroy(each));
    }
    MUST(cuGraphExecDestroy(executable));
    MUST(cuMemFree_v2(x));
    MUST(cuMemFree_v2(y));
}

// Begins a capture, does what spoils it, and looks at the answers.
template <class What> void spoiled(const char* name, int expected, unsigned flags, What what) {
    Handle stream = streamOf(flags);
    Handle graph;
    MUST(cuStreamBeginCapture_v2(stream, 0));
    answers(expected, what(stream), name);
    answers(901, cuStreamEndCapture(stream, &graph), std::string(name) + ": the end of the capture");
    answers(0, cuStreamSynchronize(stream), std::string(name) + ": the stream goes on");
    MUST(cuStreamDestroy_v2(stream));
}

void forbidden() {
    Pointer x = upload(std::vector<unsigned>(Count, 1));
    Pointer fresh;
    Handle event;
    MUST(cuEventCreate(&event, 0));
    spoiled("allocation", 900, 1, [&](Handle) { return cuMemAlloc_v2(&fresh, 64); });
    spoiled("free", 900, 1, [&](Handle) { return cuMemFree_v2(x); });
    spoiled("stream synchronisation", 900, 1, [&](Handle s) { return cuStreamSynchronize(s); });
    spoiled("synchronisation", 900, 1, [&](Handle) { return cuCtxSynchronize(); });
    spoiled("query", 900, 1, [&](Handle s) { return cuStreamQuery(s); });
    spoiled("work on the legacy stream", 906, 0, [&](Handle) { return run(nullptr, x, 1); });
    spoiled("event", 907, 1, [&](Handle s) {
        MUST(cuEventRecord(event, s));
        return cuEventSynchronize(event);
    });
    Handle stream = streamOf();
    Handle graph;
    MUST(cuStreamBeginCapture_v2(stream, 2));
    MUST(cuMemAlloc_v2(&fresh, 64));
    answers(401, cuStreamBeginCapture_v2(stream, 2), "a capture in a capture");
    MUST(cuStreamEndCapture(stream, &graph));
    answers(401, cuStreamEndCapture(stream, &graph), "an end without a beginning");
    answers(900, cuStreamBeginCapture_v2(nullptr, 0), "a capture of the legacy stream");
    MUST(cuMemFree_v2(fresh));
    MUST(cuMemFree_v2(x));
}

// Two threads, each with a stream and memory of its own.
void threads() {
    Handle context = openDevice();
    auto work = [&](unsigned by) {
        MUST(cuCtxSetCurrent(context));
        Handle stream = streamOf();
        unsigned expected = 1;
        Pointer x = upload(std::vector<unsigned>(Count, 1));
        bool right = true;
        for (unsigned k = 0; k < 300; k++) {
            MUST(run(stream, x, by + k));
            expected = expected * 2 + by + k;
            if (k % 10 == 0) {
                MUST(cuStreamSynchronize(stream));
                right &= download<unsigned>(x, Count)[Count - 1] == expected;
            }
        }
        MUST(cuStreamSynchronize(stream));
        MUST(cuMemFree_v2(x));
        MUST(cuStreamDestroy_v2(stream));
        return right;
    };
    bool first = false;
    std::thread other([&] { first = work(1); });
    bool second = work(1000);
    other.join();
    check(first && second, "two threads with a stream each");
}

}  // namespace

int main() {
    openDevice();
    step = kernelOf(Text, "step");
    lazy();
    order();
    graphs();
    forbidden();
    threads();
    check(argand_software_live_allocations() == 0, "nothing is left");
    check(argand_software_launches() > 600 && argand_software_synchronisations() > 60,
            "launches and waits are counted");
    return verdict();
}
