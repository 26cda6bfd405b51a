// What the factorisations share: numbers in double, work shared out in a block, and what becomes of each matrix.
//
// A kernel argand_linalg_<kind>_<t> gives every matrix of a batch to a block. Its parameters are operands and result,
// row-major, [batch, rows, columns] each; status, float64 [batch, 2], as Backend.factor says; scratch, or null for
// shared memory of the launch; the size of the batch; m and n of A; the columns of B, or 0; and how many numbers, real
// or complex ones in double, the work on one matrix needs, which the file of the kind says: that much shared memory,
// or as much scratch for each block. A block has at most MOST_THREADS threads.
#pragma once
#include "numbers.cuh"

constexpr int MOST_THREADS = 128;

/** What Backend.factor reports for a matrix; (0, 0) if all went well. */
struct Status {
    double code;
    double value;
};

constexpr Status FINE = {0, 0};
constexpr Status NOT_FINITE = {-1, 0};
constexpr Status NOT_CONVERGED = {-2, 0};

__device__ inline double2 operator-(double2 a, double2 b) {
    return make_double2(a.x - b.x, a.y - b.y);
}

__device__ inline double2 operator*(double a, double2 b) {
    return make_double2(a * b.x, a * b.y);
}

__device__ inline double real(double x) {
    return x;
}
__device__ inline double real(double2 x) {
    return x.x;
}

__device__ inline double imag(double) {
    return 0;
}
__device__ inline double imag(double2 x) {
    return x.y;
}

__device__ inline double conj(double x) {
    return x;
}
__device__ inline double2 conj(double2 x) {
    return make_double2(x.x, -x.y);
}

/** A number of those parts; a real one has no imaginary part. */
template <typename T>
__device__ inline T number(double re, double im);
template <>
__device__ inline double number<double>(double re, double) {
    return re;
}
template <>
__device__ inline double2 number<double2>(double re, double im) {
    return make_double2(re, im);
}

template <typename T>
__device__ inline bool isZero(T x) {
    return real(x) == 0 && imag(x) == 0;
}

/** The larger part in magnitude; infinite if one of them is not finite. */
template <typename T>
__device__ inline double magnitude(T x) {
    bool finite = isfinite(real(x)) && isfinite(imag(x));
    return finite ? fmax(fabs(real(x)), fabs(imag(x))) : INFINITY;
}

template <typename T>
__device__ inline double square(T x) {
    return real(x) * real(x) + imag(x) * imag(x);
}

__device__ inline double quotient(double a, double b) {
    return a / b;
}

/** Scaled after Smith, "Algorithm 116", CACM 5 (1962). */
__device__ inline double2 quotient(double2 a, double2 b) {
    if (b.y == 0) {
        return make_double2(a.x / b.x, a.y == 0 ? 0 : a.y / b.x);
    }
    if (fabs(b.x) >= fabs(b.y)) {
        double r = b.y / b.x;
        double t = b.x + b.y * r;
        return make_double2((a.x + a.y * r) / t, (a.y - a.x * r) / t);
    }
    double r = b.x / b.y;
    double t = b.x * r + b.y;
    return make_double2((a.x * r + a.y) / t, (a.y * r - a.x) / t);
}

/** x · 2ᵉ. */
template <typename T>
__device__ inline T scaled(T x, int e) {
    return number<T>(scalbn(real(x), e), scalbn(imag(x), e));
}

/** The exponent of a number that is not 0. */
__device__ inline int exponentOf(double x) {
    return static_cast<int>(__double_as_longlong(x) >> 52 & 0x7ff) - 1023;
}

/** The exponent e with everything below 2ᵉ, where `largest` is the largest magnitude. */
__device__ inline int exponentAbove(double largest) {
    return largest == 0 ? 0 : exponentOf(largest) + 1;
}

/** Calls f for 0 to count − 1, shared out among the threads, and waits for all of them. */
template <typename F>
__device__ void share(int count, F f) {
    for (int e = threadIdx.x; e < count; e += blockDim.x) {
        f(e);
    }
    __syncthreads();
}

/** The largest of the numbers of all threads. */
__device__ inline double largestOfBlock(double own) {
    __shared__ double values[MOST_THREADS];
    __syncthreads();
    values[threadIdx.x] = own;
    __syncthreads();
    double largest = 0;
    for (int t = 0; t < blockDim.x; t++) {
        largest = fmax(largest, values[t]);
    }
    return largest;
}

/** Memory for the work on one matrix, given out piece by piece. */
template <typename T>
struct Area {
    T* next;

    __device__ T* take(int count) {
        T* piece = next;
        next += count;
        return piece;
    }

    /** As many doubles, in as many numbers. */
    __device__ double* takeReal(int count) {
        return reinterpret_cast<double*>(take(count));
    }
};

/** One matrix of the batch: its operands, its result, and memory to work in. */
template <typename E>
struct Item {
    typedef Wide<E> T;

    const E* a;
    const E* b;
    E* result;
    Area<T> area;
    int m;
    int n;
    int columns;

    /** Stores an element of the result, whose rows have that many columns. */
    __device__ void store(int width, int row, int column, T x) const {
        narrow(x, result + static_cast<long long>(row) * width + column);
    }
};

/** What an operand is read into: element (i, j) goes to to[i · down + j · across]; gives the largest magnitude. */
template <typename E>
__device__ double load(const E* from, int rows, int columns, Wide<E>* to, int down, int across) {
    double largest = 0;
    share(rows * columns, [&](int e) {
        Wide<E> x = widen(from[e]);
        to[e / columns * down + e % columns * across] = x;
        largest = fmax(largest, magnitude(x));
    });
    return largestOfBlock(largest);
}

__device__ inline double2* sharedArea() {
    extern __shared__ double2 area[];
    return area;
}

/** Runs a factorisation on every matrix of the batch; results of those that fail are NaN. */
template <typename E, typename F>
__device__ void eachMatrix(
        const E* a, const E* b, E* result, double* status, void* scratch, long long batch, int m, int n,
        int columns, int resultSize, long long numbers, F factor) {
    typedef Wide<E> T;
    T* area = scratch == nullptr ? reinterpret_cast<T*>(sharedArea())
                                 : static_cast<T*>(scratch) + blockIdx.x * numbers;
    for (long long k = blockIdx.x; k < batch; k += gridDim.x) {
        E* to = result + k * resultSize;
        Item<E> item = {a + k * m * n, b + k * n * columns, to, {area}, m, n, columns};
        Status s = factor(item);
        if (s.code != 0) {
            share(resultSize, [&](int e) { narrow(number<T>(NAN, NAN), to + e); });
        }
        if (threadIdx.x == 0) {
            status[2 * k] = s.code;
            status[2 * k + 1] = s.value;
        }
        __syncthreads();
    }
}

/** A kernel that runs `factor` on every matrix, of which the result has `resultSize` elements. */
#define FACTOR(kind, t, E, resultSize, factor)                                                          \
    extern "C" __global__ void argand_linalg_##kind##_##t(                                              \
            const E* a, const E* b, E* result, double* status, void* scratch, long long batch, int m,   \
            int n, int columns, long long numbers) {                                                    \
        eachMatrix(                                                                                     \
                a, b, result, status, scratch, batch, m, n, columns, resultSize, numbers,               \
                [](Item<E>& item) { return factor(item); });                                            \
    }

#define FACTOR_EACH_TYPE(kind, resultSize, factor)                                                      \
    FACTOR(kind, f32, float, resultSize, factor)                                                        \
    FACTOR(kind, f64, double, resultSize, factor)                                                       \
    FACTOR(kind, c64, float2, resultSize, factor)                                                       \
    FACTOR(kind, c128, double2, resultSize, factor)
