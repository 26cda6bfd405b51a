// The stable order of the elements of lines [lines, n]: sorted tiles, merged two by two until one is left.
//
// Numbers become unsigned keys in the order that is wanted: −0 with 0, NaN last, upside down for descending order.
// sort_tiles sorts runs of `width` elements, a power of two up to 2048. If n ≤ width it writes the positions;
// otherwise keys and positions, [lines, n] each, which ⌈log₂(n/2048)⌉ merges take from one pair of arrays to another.
// Scratch: twice lines · n keys (4 bytes for float32 and int32, 8 otherwise) and twice lines · n positions of 4 bytes.
#include "positions.cuh"

namespace {

/** Elements of a tile. */
constexpr int TILE = 2048;

/** Elements that one block merges at once. */
constexpr int SLICE = 1024;

/** Stands behind all elements of the line. */
constexpr unsigned NOWHERE = 0xffffffffu;

__device__ unsigned ascending(float x) {
    unsigned bits = __float_as_uint(x + 0.0f);
    return bits >> 31 ? ~bits : bits | 0x80000000u;
}

__device__ unsigned long long ascending(double x) {
    unsigned long long bits = static_cast<unsigned long long>(__double_as_longlong(x + 0.0));
    return bits >> 63 ? ~bits : bits | 0x8000000000000000ull;
}

__device__ unsigned ascending(int x) {
    return static_cast<unsigned>(x) ^ 0x80000000u;
}

__device__ unsigned long long ascending(long long x) {
    return static_cast<unsigned long long>(x) ^ 0x8000000000000000ull;
}

/** The key of a number: keys are in ascending order as the numbers are to be, NaN has the greatest. */
template <typename T>
__device__ auto keyOf(T x, int descending) -> decltype(ascending(x)) {
    decltype(ascending(x)) key = ascending(x);
    if (x != x) {
        return ~(key & 0);
    }
    return descending ? ~key : key;
}

/** Puts keys i < j of a tile, with their positions, in order; equal keys by their positions. */
template <typename Key>
__device__ void exchange(Key* keys, unsigned* positions, int i, int j, bool up) {
    Key a = keys[i];
    Key b = keys[j];
    unsigned p = positions[i];
    unsigned q = positions[j];
    bool after = a > b || (a == b && p > q);
    if (after == up) {
        keys[i] = b;
        keys[j] = a;
        positions[i] = q;
        positions[j] = p;
    }
}

/** Bitonic sort of every `width` of the first `size` elements. */
template <typename Key>
__device__ void sortTile(Key* keys, unsigned* positions, int width, int size) {
    for (int run = 2; run <= width; run *= 2) {
        for (int distance = run / 2; distance > 0; distance /= 2) {
            for (int c = threadIdx.x; c < size / 2; c += blockDim.x) {
                int low = c & (distance - 1);
                int i = 2 * (c - low) + low;
                exchange(keys, positions, i, i + distance, run == width || (i & run) == 0);
            }
            __syncthreads();
        }
    }
}

/** Sorts as many runs as fit a tile at once; a run is `width` elements of a line, or what is left of it. */
template <typename T, typename Key>
__device__ void sortTiles(
        const T* x, long long lines, long long n, int width, int descending, Key* keysOut,
        unsigned* positionsOut, long long* result) {
    __shared__ Key keys[TILE];
    __shared__ unsigned positions[TILE];
    int together = TILE / width;
    long long each = (n + width - 1) / width;
    long long runs = lines * each;
    for (long long first = blockIdx.x * static_cast<long long>(together); first < runs;
            first += gridDim.x * static_cast<long long>(together)) {
        int size = static_cast<int>(min(runs - first, static_cast<long long>(together))) * width;
        for (int e = threadIdx.x; e < size; e += blockDim.x) {
            Split run = split(first + e / width, each);
            long long k = run.rest * width + e % width;
            keys[e] = k < n ? keyOf(x[run.quotient * n + k], descending) : ~static_cast<Key>(0);
            positions[e] = k < n ? static_cast<unsigned>(k) : NOWHERE;
        }
        __syncthreads();
        sortTile(keys, positions, width, size);
        for (int e = threadIdx.x; e < size; e += blockDim.x) {
            Split run = split(first + e / width, each);
            long long k = run.rest * width + e % width;
            long long to = run.quotient * n + k;
            if (k < n && each == 1) {
                result[to] = positions[e];
            } else if (k < n) {
                keysOut[to] = keys[e];
                positionsOut[to] = positions[e];
            }
        }
        __syncthreads();
    }
}

/** How many of the first `diagonal` elements of the merged runs come from the left one. */
template <typename Key>
__device__ long long leftOf(
        const Key* left, long long lefts, const Key* right, long long rights, long long diagonal) {
    long long low = max(0LL, diagonal - rights);
    long long high = min(diagonal, lefts);
    while (low < high) {
        long long middle = (low + high) / 2;
        if (left[middle] <= right[diagonal - 1 - middle]) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/** How many of the sorted keys come before `key`; with `orEqual`, equal ones do. */
template <typename Key>
__device__ int countBefore(const Key* keys, int size, Key key, bool orEqual) {
    int low = 0;
    int high = size;
    while (low < high) {
        int middle = (low + high) / 2;
        if (keys[middle] < key || (orEqual && keys[middle] == key)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/** Where a slice of the merged runs lies in a line, and what of each run belongs to it. */
struct Slice {
    long long at;
    long long left;
    long long right;
    int lefts;
    int size;
};

/** The slice that begins at element `at` of a line whose runs of `width` are sorted. */
template <typename Key>
__device__ Slice sliceAt(const Key* keys, long long n, long long width, long long at) {
    long long start = at / (2 * width) * (2 * width);
    long long middle = min(start + width, n);
    long long end = min(start + 2 * width, n);
    long long last = min(at + SLICE, end);
    long long from = leftOf(keys + start, middle - start, keys + middle, end - middle, at - start);
    long long to = leftOf(keys + start, middle - start, keys + middle, end - middle, last - start);
    long long right = middle + (at - start - from);
    return {at, start + from, right, static_cast<int>(to - from), static_cast<int>(last - at)};
}

/** Merges neighbouring runs of `width` elements of each line; positions go to `result` if that is the last time. */
template <typename Key>
__device__ void merge(
        const Key* keysIn, const unsigned* positionsIn, Key* keysOut, unsigned* positionsOut,
        long long* result, long long lines, long long n, long long width) {
    __shared__ Key keys[SLICE];
    __shared__ Slice shared;
    long long slices = (n + SLICE - 1) / SLICE;
    for (long long b = blockIdx.x; b < lines * slices; b += gridDim.x) {
        Split line = split(b, slices);
        const Key* from = keysIn + line.quotient * n;
        if (threadIdx.x == 0) {
            shared = sliceAt(from, n, width, line.rest * SLICE);
        }
        __syncthreads();
        Slice s = shared;
        for (int e = threadIdx.x; e < s.size; e += blockDim.x) {
            keys[e] = from[e < s.lefts ? s.left + e : s.right + (e - s.lefts)];
        }
        __syncthreads();
        for (int e = threadIdx.x; e < s.size; e += blockDim.x) {
            bool isLeft = e < s.lefts;
            int own = isLeft ? e : e - s.lefts;
            int others = isLeft ? countBefore(keys + s.lefts, s.size - s.lefts, keys[e], false)
                                : countBefore(keys, s.lefts, keys[e], true);
            long long to = line.quotient * n + s.at + own + others;
            unsigned position = positionsIn[line.quotient * n + (isLeft ? s.left : s.right) + own];
            if (2 * width >= n) {
                result[to] = position;
            } else {
                keysOut[to] = keys[e];
                positionsOut[to] = position;
            }
        }
        __syncthreads();
    }
}

}  // namespace

#define SORT_TILES(t, T, Key)                                                                           \
    extern "C" __global__ void argand_sort_tiles_##t(                                                   \
            const T* x, long long lines, long long n, int width, int descending, Key* keys,             \
            unsigned* positions, long long* result) {                                                   \
        sortTiles(x, lines, n, width, descending, keys, positions, result);                             \
    }

#define SORT_MERGE(bytes, Key)                                                                          \
    extern "C" __global__ void argand_sort_merge_##bytes(                                               \
            const Key* keysIn, const unsigned* positionsIn, Key* keysOut, unsigned* positionsOut,       \
            long long* result, long long lines, long long n, long long width) {                         \
        merge(keysIn, positionsIn, keysOut, positionsOut, result, lines, n, width);                     \
    }

SORT_TILES(f32, float, unsigned)
SORT_TILES(f64, double, unsigned long long)
SORT_TILES(i32, int, unsigned)
SORT_TILES(i64, long long, unsigned long long)

SORT_MERGE(4, unsigned)
SORT_MERGE(8, unsigned long long)
