// A half spectrum as a transform to real numbers wants it: without the imaginary parts that do not count.
#include "positions.cuh"

/** Copies {@code [lines, n/2 + 1]}, with Im X_0 = 0 and, for even n, Im X_{n/2} = 0. */
template <typename Complex>
__device__ void prepare(const Complex* x, Complex* result, long long lines, long long n) {
    long long half = n / 2 + 1;
    for (long long p = firstOfGrid(); p < lines * half; p += strideOfGrid()) {
        long long k = split(p, half).rest;
        Complex value = x[p];
        if (k == 0 || 2 * k == n) {
            value.y = 0;
        }
        result[p] = value;
    }
}

extern "C" __global__ void argand_halfspectrum_c64(
        const float2* x, float2* result, long long lines, long long n) {
    prepare(x, result, lines, n);
}

extern "C" __global__ void argand_halfspectrum_c128(
        const double2* x, double2* result, long long lines, long long n) {
    prepare(x, result, lines, n);
}
