// Gathers along an axis by an index tensor, and the adjoint of that, which adds in a fixed order.
//
// The dense side is [outer, n, inner], the side of the indices [outer, count, inner]. An index out of range is
// reported to four words, {whether, index, extent, tag}, and never followed.
//
// scatter_few does everything for few indices. For many the caller sorts them (kernels/sort.cu) to get `order`,
// sets the result to 0, and runs scatter_chunks and scatter_segments; `partials` has room for
// outer · ⌊count/chunk⌋ · inner numbers: complex128 for the complex types, 8 bytes each for the others.
#include "positions.cuh"
#include "sums.cuh"

/** Indices of either type. */
struct Indices {
    const void* first;
    int bytes;

    __device__ long long operator[](long long j) const {
        return bytes == 8 ? static_cast<const long long*>(first)[j] : static_cast<const int*>(first)[j];
    }
};

/** Says which index was wrong, unless another thread has said so before. */
__device__ void complain(unsigned long long* report, long long index, long long extent, long long tag) {
    if (atomicCAS(report, 0ULL, 1ULL) == 0) {
        report[1] = static_cast<unsigned long long>(index);
        report[2] = static_cast<unsigned long long>(extent);
        report[3] = static_cast<unsigned long long>(tag);
    }
}

/** result[o, j, i] = x[o, indices[j], i]; where an index is wrong, what stands at 0. */
template <typename Element>
__device__ void gather(
        const Element* x, Indices indices, Element* result, long long outer, long long n,
        long long count, long long inner, unsigned long long* report, long long tag) {
    for (long long p = firstOfGrid(); p < outer * count * inner; p += strideOfGrid()) {
        Split row = split(p, inner);
        Split slot = split(row.quotient, count);
        long long index = indices[slot.rest];
        if (index < 0 || index >= n) {
            complain(report, index, n, tag);
            index = 0;
        }
        result[p] = n == 0 ? Element{} : x[(slot.quotient * n + index) * inner + row.rest];
    }
}

/** One thread for each element of the result looks through all indices. */
template <typename T>
__device__ void scatterFew(
        const T* updates, Indices indices, T* result, long long outer, long long n,
        long long count, long long inner, unsigned long long* report, long long tag) {
    for (long long p = firstOfGrid(); p < outer * n * inner; p += strideOfGrid()) {
        Split row = split(p, inner);
        Split target = split(row.quotient, n);
        Sum<T> sum;
#pragma unroll 1
        for (long long j = 0; j < count; j++) {
            if (indices[j] == target.rest) {
                sum.add(widen(updates[(target.quotient * count + j) * inner + row.rest]));
            } else if (p == 0 && (indices[j] < 0 || indices[j] >= n)) {
                complain(report, indices[j], n, tag);
            }
        }
        narrow(sum.value(), result + p);
    }
}

/** The indices in ascending order, equal ones in the order in which they stand. */
struct Sorted {
    Indices indices;
    const long long* order;
    long long count;

    __device__ long long at(long long s) const {
        return indices[order[s]];
    }

    /** Whether an index is that of all of chunk c. */
    __device__ bool fills(long long c, long long chunk, long long index) const {
        return (c + 1) * chunk <= count && at(c * chunk) == index && at((c + 1) * chunk - 1) == index;
    }
};

/** Sums the chunks of the sorted updates that go to a single target, so that no thread has to add very many. */
template <typename T>
__device__ void scatterChunks(
        const T* updates, Sorted sorted, Wide<T>* partials, long long outer, long long inner,
        long long chunk) {
    long long chunks = sorted.count / chunk;
    for (long long p = firstOfGrid(); p < outer * chunks * inner; p += strideOfGrid()) {
        Split row = split(p, inner);
        Split part = split(row.quotient, chunks);
        long long start = part.rest * chunk;
        if (!sorted.fills(part.rest, chunk, sorted.at(start))) {
            continue;
        }
        const T* slice = updates + part.quotient * sorted.count * inner + row.rest;
        Sum<T> sum;
#pragma unroll 1
        for (long long s = start; s < start + chunk; s++) {
            sum.add(widen(slice[sorted.order[s] * inner]));
        }
        partials[p] = sum.value();
    }
}

/** The thread of the first update to a target adds all of them up, whole chunks at once. */
template <typename T>
__device__ void scatterSegments(
        const T* updates, Sorted sorted, const Wide<T>* partials, T* result, long long outer,
        long long n, long long inner, long long chunk, unsigned long long* report, long long tag) {
    long long chunks = sorted.count / chunk;
    for (long long p = firstOfGrid(); p < outer * sorted.count * inner; p += strideOfGrid()) {
        Split row = split(p, inner);
        Split slot = split(row.quotient, sorted.count);
        long long s = slot.rest;
        long long index = sorted.at(s);
        if (s > 0 && sorted.at(s - 1) == index) {
            continue;
        }
        if (index < 0 || index >= n) {
            complain(report, index, n, tag);
            continue;
        }
        const T* slice = updates + slot.quotient * sorted.count * inner + row.rest;
        Sum<T> sum;
        while (s < sorted.count && sorted.at(s) == index) {
            long long c = s / chunk;
            if (s == c * chunk && sorted.fills(c, chunk, index)) {
                sum.add(partials[(slot.quotient * chunks + c) * inner + row.rest]);
                s += chunk;
            } else {
                sum.add(widen(slice[sorted.order[s] * inner]));
                s++;
            }
        }
        narrow(sum.value(), result + (slot.quotient * n + index) * inner + row.rest);
    }
}

extern "C" __global__ void argand_check(
        const void* first, int bytes, long long count, long long n, unsigned long long* report,
        long long tag) {
    Indices indices = {first, bytes};
    for (long long j = firstOfGrid(); j < count; j += strideOfGrid()) {
        if (indices[j] < 0 || indices[j] >= n) {
            complain(report, indices[j], n, tag);
        }
    }
}

#define GATHER(size, Element)                                                                           \
    extern "C" __global__ void argand_gather_##size(                                                    \
            const Element* x, const void* indices, int bytes, Element* result, long long outer,         \
            long long n, long long count, long long inner, unsigned long long* report,                  \
            long long tag) {                                                                            \
        gather(x, {indices, bytes}, result, outer, n, count, inner, report, tag);                       \
    }

#define SCATTER(t, T)                                                                                   \
    extern "C" __global__ void argand_scatter_few_##t(                                                  \
            const T* updates, const void* indices, int bytes, T* result, long long outer, long long n,  \
            long long count, long long inner, unsigned long long* report, long long tag) {              \
        scatterFew(updates, {indices, bytes}, result, outer, n, count, inner, report, tag);             \
    }                                                                                                   \
    extern "C" __global__ void argand_scatter_chunks_##t(                                               \
            const T* updates, const void* indices, int bytes, const long long* order,                   \
            Wide<T>* partials, long long outer, long long count, long long inner, long long chunk) {    \
        scatterChunks(updates, {{indices, bytes}, order, count}, partials, outer, inner, chunk);        \
    }                                                                                                   \
    extern "C" __global__ void argand_scatter_segments_##t(                                             \
            const T* updates, const void* indices, int bytes, const long long* order,                   \
            const Wide<T>* partials, T* result, long long outer, long long n, long long count,          \
            long long inner, long long chunk, unsigned long long* report, long long tag) {              \
        Sorted sorted = {{indices, bytes}, order, count};                                               \
        scatterSegments(updates, sorted, partials, result, outer, n, inner, chunk, report, tag);        \
    }

GATHER(1, unsigned char)
GATHER(4, unsigned)
GATHER(8, unsigned long long)
GATHER(16, ulonglong2)

SCATTER(b8, bool)
SCATTER(i32, int)
SCATTER(i64, long long)
SCATTER(f32, float)
SCATTER(f64, double)
SCATTER(c64, float2)
SCATTER(c128, double2)
