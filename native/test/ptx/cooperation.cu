// What threads of a block do together: barriers, shuffles, votes, atomics, shared memory, calls.
#include <cstdint>

// The sum of a block, by shuffles within the warps and shared memory between them.
extern "C" __global__ void block_sum(const float* x, float* out, long long n) {
    __shared__ float partial[32];
    float sum = 0;
    for (long long i = blockIdx.x * (long long)blockDim.x + threadIdx.x; i < n; i += (long long)gridDim.x * blockDim.x) {
        sum += x[i];
    }
    for (int by = 16; by > 0; by /= 2) {
        sum += __shfl_down_sync(0xffffffffu, sum, by);
    }
    if (threadIdx.x % 32 == 0) {
        partial[threadIdx.x / 32] = sum;
    }
    __syncthreads();
    if (threadIdx.x < 32) {
        sum = threadIdx.x < (blockDim.x + 31) / 32 ? partial[threadIdx.x] : 0.0f;
        for (int by = 16; by > 0; by /= 2) {
            sum += __shfl_xor_sync(0xffffffffu, sum, by);
        }
        if (threadIdx.x == 0) {
            out[blockIdx.x] = sum;
        }
    }
}

// Each block turns its part round in dynamic shared memory.
extern "C" __global__ void reverse(int* x) {
    extern __shared__ int held[];
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    held[threadIdx.x] = x[i];
    __syncthreads();
    x[i] = held[blockDim.x - 1 - threadIdx.x];
}

extern "C" __global__ void lanes(int* out) {
    int t = threadIdx.x;
    int* o = out + 8 * t;
    o[0] = __shfl_sync(0xffffffffu, t * 3, 5, 8);
    o[1] = __shfl_up_sync(0xffffffffu, t, 3, 16);
    o[2] = __ballot_sync(0xffffffffu, t % 3 == 0);
    o[3] = __any_sync(0xffffffffu, t == 7) * 10 + __all_sync(0xffffffffu, t < 32);
    o[4] = __popc(__match_any_sync(0xffffffffu, t / 5));
    o[5] = t % 2 == 0 ? __shfl_xor_sync(0x55555555u, t, 2) : -1;
    __syncwarp();
    o[6] = __syncthreads_count(t % 4 == 0);
    o[7] = __syncthreads_or(t == 63) * 2 + __syncthreads_and(t >= 0);
}

extern "C" __global__ void atomics(int* ints, unsigned long long* longs, double* doubles, float* floats) {
    __shared__ int inside;
    if (threadIdx.x == 0) {
        inside = 0;
    }
    __syncthreads();
    int t = blockIdx.x * blockDim.x + threadIdx.x;
    atomicAdd(&inside, 1);
    atomicAdd(ints, 1);
    atomicMax(ints + 1, t);
    atomicMin(ints + 2, -t);
    atomicOr(ints + 3, 1 << (t % 31));
    atomicXor(ints + 4, t);
    atomicExch(ints + 5, 77);
    atomicCAS(ints + 6, 0, 5);
    atomicAdd(longs, 1ull << 33);
    atomicMax(longs + 1, (unsigned long long)t << 20);
    atomicAdd(doubles, 0.5);
    atomicAdd(floats, 0.25f);
    __syncthreads();
    if (threadIdx.x == 0) {
        atomicAdd(ints + 7, inside);
    }
}

struct Wide {
    double a[3];
    int b;
};

__device__ __noinline__ Wide work(Wide w, int k) {
    w.a[k % 3] += k;
    w.b += 1;
    return w;
}

__device__ __noinline__ int ackermann(int m, int n) {
    return m == 0 ? n + 1 : n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1));
}

__device__ __noinline__ int byCase(int k) {
    switch (k) {
        case 0: return 11;
        case 1: return 7 * k + 1;
        case 2: return -5;
        case 3: return 1000;
        case 4: return 3;
        case 5: return k << 7;
        case 6: return 123456;
        default: return -1;
    }
}

__constant__ double table[4] = {1.5, -2.25, 1e300, 3};
__device__ const int* pointers[2];
__device__ int counted[3] = {4, 5, 6};

extern "C" __global__ void calls(double* out, Wide given) {
    int t = threadIdx.x;
    Wide w = given;
    for (int k = 0; k < 5; k++) {
        w = work(w, k + t);
    }
    int history[16];
    for (int k = 0; k < 16; k++) {
        history[k] = k * t;
    }
    out[8 * t] = w.a[0] + w.a[1] * 10 + w.a[2] * 100;
    out[8 * t + 1] = w.b;
    out[8 * t + 2] = ackermann(2, t % 4);
    out[8 * t + 3] = byCase(t);
    out[8 * t + 4] = history[(t * 7) % 16];
    out[8 * t + 5] = table[t % 4];
    out[8 * t + 6] = counted[t % 3];
    out[8 * t + 7] = given.a[t % 3];
}

// Half of a block leaves before a barrier.
extern "C" __global__ void divergent(int* out) {
    if (threadIdx.x >= 16) {
        return;
    }
    __syncthreads();
    out[threadIdx.x] = 1;
}

// Lanes wait for each other in different places.
extern "C" __global__ void deadlock(int* out) {
    if (threadIdx.x == 3) {
        out[0] = __shfl_sync(0xffffffffu, 1, 0);
    } else {
        __syncthreads();
    }
}
