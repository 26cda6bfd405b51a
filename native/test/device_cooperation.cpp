// Barriers, shuffles, votes, atomics, shared memory and calls, in every order of the threads.
#include <numeric>

#include "device_check.h"

namespace {

Handle module;

Handle kernel(const char* name) {
    Handle function;
    MUST(cuModuleGetFunction(&function, module, name));
    return function;
}

void blockSum() {
    std::vector<float> x(100003);
    for (std::size_t k = 0; k < x.size(); k++) {
        x[k] = static_cast<float>(k % 17) - 5;
    }
    Pointer in = upload(x);
    for (unsigned threads : {32u, 64u, 256u, 1024u}) {
        Pointer out = upload(std::vector<float>(9));
        long long n = static_cast<long long>(x.size());
        answers(0, launch(kernel("block_sum"), 9, threads, nullptr, in, out, n), "block_sum");
        auto sums = download<float>(out, 9);
        float total = std::accumulate(sums.begin(), sums.end(), 0.0f);
        check(total == std::accumulate(x.begin(), x.end(), 0.0f),
                "the sum of " + std::to_string(threads) + " threads");
        MUST(cuMemFree_v2(out));
    }
    MUST(cuMemFree_v2(in));
}

void reverse() {
    std::vector<int> x(3 * 100);
    std::iota(x.begin(), x.end(), 0);
    Pointer at = upload(x);
    void* list[] = {&at};
    answers(0, cuLaunchKernel(kernel("reverse"), 3, 1, 1, 100, 1, 1, 400, nullptr, list, nullptr), "reverse");
    auto turned = download<int>(at, x.size());
    bool right = true;
    for (int k = 0; k < 300; k++) {
        right &= turned[static_cast<std::size_t>(k)] == k / 100 * 100 + 99 - k % 100;
    }
    check(right, "each part is turned round");
    MUST(cuMemFree_v2(at));
}

void lanes() {
    Pointer out = upload(std::vector<int>(8 * 64));
    answers(0, launch(kernel("lanes"), 1, 64, nullptr, out), "lanes");
    auto o = download<int>(out, 8 * 64);
    bool right = true;
    for (int t = 0; t < 64; t++) {
        const int* got = &o[static_cast<std::size_t>(8 * t)];
        int warp = t / 32 * 32;
        unsigned thirds = 0;
        int group = 0;
        for (int lane = 0; lane < 32; lane++) {
            thirds |= ((warp + lane) % 3 == 0 ? 1u : 0u) << lane;
            group += (warp + lane) / 5 == t / 5;
        }
        int expected[] = {(t / 8 * 8 + 5) * 3, t % 16 < 3 ? t : t - 3, static_cast<int>(thirds),
                (t < 32 ? 10 : 0) + (t < 32 ? 1 : 0), group, t % 2 == 0 ? (t ^ 2) : -1, 16, 3};
        for (int k = 0; k < 8; k++) {
            right &= got[k] == expected[k];
            if (got[k] != expected[k]) {
                std::printf("  thread %d, result %d: %d instead of %d\n", t, k, got[k], expected[k]);
            }
        }
    }
    check(right, "shuffles, votes and counting barriers");
    MUST(cuMemFree_v2(out));
}

void atomics() {
    Pointer ints = upload(std::vector<int>(8));
    Pointer longs = upload(std::vector<unsigned long long>(2));
    Pointer doubles = upload(std::vector<double>(1));
    Pointer floats = upload(std::vector<float>(1));
    answers(0, launch(kernel("atomics"), 100, 256, nullptr, ints, longs, doubles, floats), "atomics");
    int n = 100 * 256;
    auto i = download<int>(ints, 8);
    int exclusive = 0;
    for (int t = 0; t < n; t++) {
        exclusive ^= t;
    }
    check(i == std::vector<int>({n, n - 1, 1 - n, 0x7fffffff, exclusive, 77, 5, n}), "atomics on 32 bits");
    auto l = download<unsigned long long>(longs, 2);
    check(l[0] == (1ull << 33) * n && l[1] == static_cast<unsigned long long>(n - 1) << 20,
            "atomics on 64 bits");
    check(download<double>(doubles, 1)[0] == 0.5 * n && download<float>(floats, 1)[0] == 0.25f * n,
            "floating sums");
    for (Pointer each : {ints, longs, doubles, floats}) {
        MUST(cuMemFree_v2(each));
    }
}

struct Wide {
    double a[3];
    int b;
};

int ackermann(int m, int n) {
    return m == 0 ? n + 1 : n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1));
}

void calls() {
    Pointer out = upload(std::vector<double>(8 * 64));
    Wide given = {{1, 2, 3}, 40};
    answers(0, launch(kernel("calls"), 1, 64, nullptr, out, given), "calls");
    auto o = download<double>(out, 8 * 64);
    const double table[] = {1.5, -2.25, 1e300, 3};
    const int cases[] = {11, 8, -5, 1000, 3, 640, 123456};
    for (int t = 0; t < 64; t++) {
        Wide w = given;
        for (int k = t; k < t + 5; k++) {
            w.a[k % 3] += k;
            w.b += 1;
        }
        double expected[] = {w.a[0] + w.a[1] * 10 + w.a[2] * 100, double(w.b), double(ackermann(2, t % 4)),
                double(t < 7 ? cases[t] : -1), double((t * 7) % 16 * t), table[t % 4], double(t % 3 + 4),
                given.a[t % 3]};
        for (int k = 0; k < 8; k++) {
            check(o[static_cast<std::size_t>(8 * t + k)] == expected[k],
                    "calls: thread " + std::to_string(t) + ", result " + std::to_string(k));
        }
    }
    MUST(cuMemFree_v2(out));
}

void hangs(const char* name, unsigned threads) {
    Pointer out = upload(std::vector<int>(64));
    answers(719, launch(kernel(name), 1, threads, nullptr, out), name);
}

}  // namespace

int main(int, char** arguments) {
    Handle context = openDevice();
    std::string text = fileText(std::string(arguments[1]) + "/cooperation.ptx");
    MUST(cuModuleLoadData(&module, text.c_str()));
    for (int order = 0; order < 3; order++) {
        argand_software_order(order);
        blockSum();
        reverse();
        lanes();
        atomics();
        calls();
    }
    for (const char* name : {"divergent", "deadlock"}) {
        hangs(name, 32);
        MUST(cuDevicePrimaryCtxReset_v2(0));
        MUST(cuCtxSetCurrent(context));
        MUST(cuModuleLoadData(&module, text.c_str()));
    }
    return verdict();
}
