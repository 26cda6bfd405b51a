// Systems, determinants and Cholesky factors of small matrices, by elimination in rows.
//
// Numbers that the work on one matrix needs: n · (n + columns).
#include "linalg.cuh"

namespace {

/** The rows of [A | B]. */
template <typename T>
struct Rows {
    T* first;
    int n;
    int width;

    __device__ T& operator()(int i, int j) const {
        return first[i * width + j];
    }
};

/** Reads [A | B], or A alone; false if an element is not finite. */
template <typename E>
__device__ bool read(Item<E>& item, Rows<Wide<E>>& rows) {
    int n = item.n;
    int width = n + item.columns;
    rows = {item.area.take(n * width), n, width};
    double largest = load(item.a, n, n, rows.first, width, 1);
    return largest < INFINITY && load(item.b, n, item.columns, rows.first + n, width, 1) < INFINITY;
}

/** The first row, from row k on, with the largest element in column k. */
template <typename T>
__device__ int pivot(Rows<T> r, int k) {
    int best = k;
    double largest = -1;
    for (int i = k; i < r.n; i++) {
        double size = fabs(real(r(i, k))) + fabs(imag(r(i, k)));
        if (size > largest) {
            largest = size;
            best = i;
        }
    }
    return best;
}

/** Turns A into an upper triangle, B along with it; gives the first column without a pivot, or n. */
template <typename T>
__device__ int eliminate(Rows<T> r, bool& odd) {
    int failed = r.n;
    for (int k = 0; k < r.n; k++) {
        int p = pivot(r, k);
        __syncthreads();
        if (p != k) {
            share(r.width - k, [&](int e) {
                T t = r(k, k + e);
                r(k, k + e) = r(p, k + e);
                r(p, k + e) = t;
            });
            odd = !odd;
        }
        T d = r(k, k);
        if (isZero(d)) {
            failed = min(failed, k);
            continue;
        }
        int below = r.n - k - 1;
        int right = r.width - k - 1;
        share(below, [&](int e) { r(k + 1 + e, k) = quotient(r(k + 1 + e, k), d); });
        share(below * right, [&](int e) {
            int i = k + 1 + e / right;
            int j = k + 1 + e % right;
            T factor = r(i, k);
            if (!isZero(factor)) {
                r(i, j) = r(i, j) - factor * r(k, j);
            }
        });
    }
    return failed;
}

/** Solves with a triangle of A; X is left where B was. Gives the first diagonal element that is 0, or n. */
template <typename T>
__device__ int substitute(Rows<T> r, bool upper) {
    int columns = r.width - r.n;
    for (int t = 0; t < r.n; t++) {
        int k = upper ? r.n - 1 - t : t;
        T d = r(k, k);
        if (isZero(d)) {
            return k;
        }
        share(columns, [&](int j) { r(k, r.n + j) = quotient(r(k, r.n + j), d); });
        int start = upper ? 0 : k + 1;
        share((r.n - 1 - t) * columns, [&](int e) {
            int i = start + e / columns;
            int j = r.n + e % columns;
            r(i, j) = r(i, j) - r(i, k) * r(k, j);
        });
    }
    return r.n;
}

/** Stores X, or says which pivot is not usable. */
template <typename E>
__device__ Status finish(Item<E>& item, Rows<Wide<E>> r, int failed) {
    if (failed < r.n) {
        return {failed + 1.0, 0};
    }
    share(r.n * item.columns, [&](int e) {
        int i = e / item.columns;
        int j = e % item.columns;
        item.store(item.columns, i, j, r(i, r.n + j));
    });
    return FINE;
}

template <typename E>
__device__ Status solve(Item<E>& item) {
    Rows<Wide<E>> r;
    if (!read(item, r)) {
        return NOT_FINITE;
    }
    bool odd = false;
    int failed = eliminate(r, odd);
    return finish(item, r, failed < r.n ? failed : substitute(r, true));
}

template <typename E>
__device__ Status solveTriangle(Item<E>& item, bool upper) {
    Rows<Wide<E>> r;
    return read(item, r) ? finish(item, r, substitute(r, upper)) : NOT_FINITE;
}

template <typename E>
__device__ Status solveLower(Item<E>& item) {
    return solveTriangle(item, false);
}

template <typename E>
__device__ Status solveUpper(Item<E>& item) {
    return solveTriangle(item, true);
}

/** The exponent of the larger part; 0 of 0. */
template <typename T>
__device__ int exponentIn(T x) {
    return isZero(x) ? 0 : exponentOf(fmax(fabs(real(x)), fabs(imag(x))));
}

/** The product of the pivots, with its exponent apart so that nothing on the way overflows. */
template <typename E>
__device__ Status det(Item<E>& item) {
    typedef Wide<E> T;
    Rows<T> r;
    if (!read(item, r)) {
        return NOT_FINITE;
    }
    bool odd = false;
    eliminate(r, odd);
    T product = number<T>(odd ? -1 : 1, 0);
    long long exponent = 0;
    for (int k = 0; k < r.n; k++) {
        int e = exponentIn(r(k, k));
        product = product * scaled(r(k, k), -e);
        int f = exponentIn(product);
        product = scaled(product, -f);
        exponent += e + f;
    }
    int bounded = static_cast<int>(max(-5000LL, min(5000LL, exponent)));
    share(1, [&](int) { item.store(1, 0, 0, scaled(product, bounded)); });
    return FINE;
}

/** det/|det| and log |det|; of a singular matrix 0 and −∞. */
template <typename E>
__device__ Status slogdet(Item<E>& item) {
    typedef Wide<E> T;
    Rows<T> r;
    if (!read(item, r)) {
        return NOT_FINITE;
    }
    bool odd = false;
    bool singular = eliminate(r, odd) < r.n;
    T phase = number<T>(odd ? -1 : 1, 0);
    double log = 0;
    for (int k = 0; k < r.n && !singular; k++) {
        T d = r(k, k);
        double size = hypot(real(d), imag(d));
        phase = phase * number<T>(real(d) / size, imag(d) / size);
        log += ::log(size);
    }
    double size = hypot(real(phase), imag(phase));
    share(1, [&](int) {
        T unit = number<T>(real(phase) / size, imag(phase) / size);
        item.store(2, 0, 0, singular ? T{} : unit);
        item.store(2, 0, 1, number<T>(singular ? -INFINITY : log, 0));
    });
    return FINE;
}

/** A = L Lᴴ; the triangle below is worked on, and the diagonal holds the squares until it is stored. */
template <typename E>
__device__ Status cholesky(Item<E>& item) {
    typedef Wide<E> T;
    Rows<T> r;
    if (!read(item, r)) {
        return NOT_FINITE;
    }
    for (int k = 0; k < r.n; k++) {
        double d = real(r(k, k));
        if (!(d > 0)) {
            return {k + 1.0, d};
        }
        double root = sqrt(d);
        int below = r.n - k - 1;
        share(below, [&](int e) {
            T x = r(k + 1 + e, k);
            r(k + 1 + e, k) = number<T>(real(x) / root, imag(x) / root);
        });
        share(below * below, [&](int e) {
            int i = k + 1 + e / below;
            int j = k + 1 + e % below;
            if (j <= i) {
                r(i, j) = r(i, j) - r(i, k) * conj(r(j, k));
            }
        });
    }
    share(r.n * r.n, [&](int e) {
        int i = e / r.n;
        int j = e % r.n;
        T x = i == j ? number<T>(sqrt(real(r(i, i))), 0) : r(i, j);
        item.store(r.n, i, j, j <= i ? x : T{});
    });
    return FINE;
}

}  // namespace

FACTOR_EACH_TYPE(solve, n * columns, solve)
FACTOR_EACH_TYPE(solve_lower, n * columns, solveLower)
FACTOR_EACH_TYPE(solve_upper, n * columns, solveUpper)
FACTOR_EACH_TYPE(det, 1, det)
FACTOR_EACH_TYPE(slogdet, 2, slogdet)
FACTOR_EACH_TYPE(cholesky, n * n, cholesky)
