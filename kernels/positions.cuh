// Where a thread stands in the grid, and positions taken apart: what kernels that stride over it share.
#pragma once

/** The first element of this thread. */
__device__ inline long long firstOfGrid() {
    return static_cast<long long>(blockIdx.x) * blockDim.x + threadIdx.x;
}

/** From one element of a thread to its next. */
__device__ inline long long strideOfGrid() {
    return static_cast<long long>(gridDim.x) * blockDim.x;
}

/** A position divided by an extent. */
struct Split {
    long long quotient;
    long long rest;
};

/** Divides numbers that are not negative, in 32 bits where they fit: one of 64 bits costs several times as much. */
__device__ inline Split split(long long position, long long extent) {
    if (((position | extent) >> 32) == 0) {
        unsigned p = static_cast<unsigned>(position);
        unsigned e = static_cast<unsigned>(extent);
        unsigned q = p / e;
        return {static_cast<long long>(q), static_cast<long long>(p - q * e)};
    }
    long long q = position / extent;
    return {q, position - q * extent};
}
