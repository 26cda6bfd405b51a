// Running folds along the middle axis of [outer, n, inner], floating sums and products in double.
//
// scan_lines gives a line to a thread, which goes along it as the definition says. Where there are few lines,
// scan_chunks gives parts of a line to a block each: scan_parts folds every chunk of `chunk` elements, scan_carries
// turns these folds, [lines, chunks] accumulators of 8 bytes (16 for complex numbers), into those of all chunks
// before, and scan_chunks begins with them; with one chunk a line it needs neither. Floating products are not split: a
// part of one may overflow where the whole does not.
#include "folds.cuh"
#include "positions.cuh"

namespace {

/** Threads of a block. */
constexpr int BLOCK = 256;

/** Elements of a thread that stand together. */
constexpr int EACH = 4;

/** Elements that a block takes at once. */
constexpr int TILE = BLOCK * EACH;

/** Elements that are on their way to a thread while it folds those before. */
constexpr int AHEAD = 8;

/** Where line number `line` begins; its elements stand `inner` apart. */
__device__ long long lineStart(long long line, long long n, long long inner) {
    Split at = split(line, inner);
    return at.quotient * n * inner + at.rest;
}

template <typename F, typename T>
__device__ void scanLines(const T* x, T* result, long long lines, long long n, long long inner) {
    for (long long line = firstOfGrid(); line < lines; line += strideOfGrid()) {
        long long start = lineStart(line, n, inner);
        typename F::Value running = F::unit();
        for (long long k = 0; k < n; k += AHEAD) {
            T next[AHEAD];
            for (int e = 0; e < AHEAD; e++) {
                next[e] = x[start + min(k + e, n - 1) * inner];
            }
            for (int e = 0; e < AHEAD && k + e < n; e++) {
                running = F::fold(running, F::widen(next[e]));
                F::narrow(running, result + start + (k + e) * inner);
            }
        }
    }
}

/** A chunk of a line. */
struct Chunk {
    long long start;
    long long end;
    long long line;
};

__device__ Chunk chunkAt(long long number, long long n, long long inner, long long chunk) {
    Split at = split(number, (n + chunk - 1) / chunk);
    long long start = at.rest * chunk;
    return {start, min(start + chunk, n), lineStart(at.quotient, n, inner)};
}

/** Folds the values of all threads in their order: what this thread has before it, and all of them. */
template <typename F>
struct Fronts {
    typename F::Value before;
    typename F::Value all;
};

template <typename F>
__device__ Fronts<F> foldBlock(typename F::Value own) {
    __shared__ typename F::Value shared[2][BLOCK];
    int t = threadIdx.x;
    int now = 0;
    shared[0][t] = own;
    __syncthreads();
    for (int distance = 1; distance < BLOCK; distance *= 2) {
        typename F::Value value = shared[now][t];
        shared[1 - now][t] = t >= distance ? F::fold(shared[now][t - distance], value) : value;
        now = 1 - now;
        __syncthreads();
    }
    Fronts<F> fronts = {t > 0 ? shared[now][t - 1] : F::unit(), shared[now][BLOCK - 1]};
    __syncthreads();
    return fronts;
}

/** Goes along a chunk from `carry` on and writes the running folds, if asked to; gives the last. */
template <typename F, typename T>
__device__ typename F::Value foldChunk(
        const T* x, T* result, Chunk c, long long inner, typename F::Value carry) {
    for (long long tile = c.start; tile < c.end; tile += TILE) {
        long long first = tile + threadIdx.x * EACH;
        typename F::Value own[EACH];
        typename F::Value sum = F::unit();
        for (int e = 0; e < EACH; e++) {
            if (first + e < c.end) {
                sum = F::fold(sum, F::widen(x[c.line + (first + e) * inner]));
            }
            own[e] = sum;
        }
        Fronts<F> fronts = foldBlock<F>(sum);
        typename F::Value before = F::fold(carry, fronts.before);
        for (int e = 0; e < EACH && result != nullptr && first + e < c.end; e++) {
            F::narrow(F::fold(before, own[e]), result + c.line + (first + e) * inner);
        }
        carry = F::fold(carry, fronts.all);
    }
    return carry;
}

template <typename F, typename T>
__device__ void scanParts(
        const T* x, typename F::Value* folds, long long lines, long long n, long long inner,
        long long chunk) {
    long long chunks = lines * ((n + chunk - 1) / chunk);
    for (long long b = blockIdx.x; b < chunks; b += gridDim.x) {
        Chunk c = chunkAt(b, n, inner, chunk);
        typename F::Value all = foldChunk<F>(x, static_cast<T*>(nullptr), c, inner, F::unit());
        if (threadIdx.x == 0) {
            folds[b] = all;
        }
    }
}

template <typename F>
__device__ void scanCarries(typename F::Value* folds, long long lines, long long chunks) {
    for (long long line = firstOfGrid(); line < lines; line += strideOfGrid()) {
        typename F::Value running = F::unit();
        for (long long c = line * chunks; c < (line + 1) * chunks; c++) {
            typename F::Value next = F::fold(running, folds[c]);
            folds[c] = running;
            running = next;
        }
    }
}

template <typename F, typename T>
__device__ void scanChunks(
        const T* x, const typename F::Value* carries, T* result, long long lines, long long n,
        long long inner, long long chunk) {
    long long chunks = lines * ((n + chunk - 1) / chunk);
    for (long long b = blockIdx.x; b < chunks; b += gridDim.x) {
        typename F::Value carry = chunk < n ? carries[b] : F::unit();
        foldChunk<F>(x, result, chunkAt(b, n, inner, chunk), inner, carry);
    }
}

}  // namespace

#define SCAN_LINES(fold, t, T, Fold)                                                                     \
    extern "C" __global__ void argand_scan_lines_##fold##_##t(                                          \
            const T* x, T* result, long long lines, long long n, long long inner) {                     \
        scanLines<Fold>(x, result, lines, n, inner);                                             \
    }

#define SCAN(fold, t, T, Fold)                                                                           \
    SCAN_LINES(fold, t, T, Fold)                                                                 \
    extern "C" __global__ void argand_scan_parts_##fold##_##t(                                          \
            const T* x, Fold::Value* folds, long long lines, long long n, long long inner,       \
            long long chunk) {                                                                          \
        scanParts<Fold>(x, folds, lines, n, inner, chunk);                                       \
    }                                                                                                   \
    extern "C" __global__ void argand_scan_carries_##fold##_##t(                                        \
            Fold::Value* folds, long long lines, long long chunks) {                             \
        scanCarries<Fold>(folds, lines, chunks);                                                 \
    }                                                                                                   \
    extern "C" __global__ void argand_scan_chunks_##fold##_##t(                                         \
            const T* x, const Fold::Value* carries, T* result, long long lines, long long n,     \
            long long inner, long long chunk) {                                                         \
        scanChunks<Fold>(x, carries, result, lines, n, inner, chunk);                            \
    }

SCAN(sum, i32, unsigned, Add<unsigned>)
SCAN(sum, i64, unsigned long long, Add<unsigned long long>)
SCAN(sum, f32, float, Add<float>)
SCAN(sum, f64, double, Add<double>)
SCAN(sum, c64, float2, Add<float2>)
SCAN(sum, c128, double2, Add<double2>)

SCAN(prod, i32, unsigned, Multiply<unsigned>)
SCAN(prod, i64, unsigned long long, Multiply<unsigned long long>)
SCAN_LINES(prod, f32, float, Multiply<float>)
SCAN_LINES(prod, f64, double, Multiply<double>)
SCAN_LINES(prod, c64, float2, Multiply<float2>)
SCAN_LINES(prod, c128, double2, Multiply<double2>)

SCAN(max, i32, int, Largest<int>)
SCAN(max, i64, long long, Largest<long long>)
SCAN(max, f32, float, Largest<float>)
SCAN(max, f64, double, Largest<double>)

SCAN(min, i32, int, Smallest<int>)
SCAN(min, i64, long long, Smallest<long long>)
SCAN(min, f32, float, Smallest<float>)
SCAN(min, f64, double, Smallest<double>)
