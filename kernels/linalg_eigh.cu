// Eigenvalues and eigenvectors of small Hermitian matrices: Householder tridiagonalisation, then implicit QL steps.
//
// One thread finds the rotations of a step, and all of them apply these to the vectors. Source: EISPACK's tql2
// (Bowdler, Martin, Reinsch and Wilkinson, Numer. Math. 11, 1968).
// Numbers that the work on one matrix needs: 2n · (n | 1) + 6n.
#include "reflectors.cuh"

namespace {

constexpr int MAX_STEPS = 60;
constexpr double EPSILON = 0x1p-52;

/** A tridiagonal matrix, which becomes diagonal, and the rotations of the last step. */
struct Tridiagonal {
    double* d;
    double* e;
    double* c;
    double* s;
    int n;

    /** Subtracts an eigenvalue of the leading 2×2 block; gives it. */
    __device__ double shift(int l) const {
        double g = d[l];
        double p = (d[l + 1] - g) / (2 * e[l]);
        double r = copysign(hypot(p, 1.0), p);
        d[l] = e[l] / (p + r);
        d[l + 1] = e[l] * (p + r);
        double h = g - d[l];
        for (int i = l + 2; i < n; i++) {
            d[i] -= h;
        }
        return h;
    }

    /** One QL step on rows l to m: rotation i is of vectors i and i + 1. */
    __device__ void sweep(int l, int m) const {
        double dl1 = d[l + 1];
        double el1 = e[l + 1];
        double p = d[m];
        double cosine = 1;
        double cosine2 = 1;
        double cosine3 = 1;
        double sine = 0;
        double sine2 = 0;
        for (int i = m - 1; i >= l; i--) {
            cosine3 = cosine2;
            cosine2 = cosine;
            sine2 = sine;
            double g = cosine * e[i];
            double h = cosine * p;
            double r = hypot(p, e[i]);
            e[i + 1] = sine * r;
            sine = r == 0 ? 0 : e[i] / r;
            cosine = r == 0 ? 1 : p / r;
            p = cosine * d[i] - sine * g;
            d[i + 1] = h + sine * (cosine * g + sine * d[i]);
            c[i] = cosine;
            s[i] = sine;
        }
        p = -sine * sine2 * cosine3 * el1 * e[l] / dl1;
        e[l] = sine * p;
        d[l] = cosine * p;
    }
};

/** Applies the rotations of a step, in their order, to element i of the vectors. */
template <typename T>
__device__ void rotate(Vectors<T> v, Tridiagonal t, int l, int m, int i) {
    T right = v(m, i);
    for (int k = m - 1; k >= l; k--) {
        T left = v(k, i);
        v(k + 1, i) = t.s[k] * left + t.c[k] * right;
        right = t.c[k] * left - t.s[k] * right;
    }
    v(l, i) = right;
}

/** Makes the matrix diagonal, the vectors along with it; false if that would not end. */
template <typename T>
__device__ bool converges(Tridiagonal t, Vectors<T> v) {
    __shared__ int shared;
    double shifted = 0;
    double largest = 0;
    double small = 0;
    int m = 0;
    for (int l = 0; l < t.n; l++) {
        for (int step = 0;; step++) {
            if (threadIdx.x == 0) {
                if (step == 0) {
                    largest = fmax(largest, fabs(t.d[l]) + fabs(t.e[l]));
                    small = EPSILON * largest;
                    for (m = l; m < t.n - 1 && fabs(t.e[m]) > small;) {
                        m++;
                    }
                }
                if (m == l || !(fabs(t.e[l]) > small)) {
                    t.d[l] += shifted;
                    t.e[l] = 0;
                    shared = l;
                } else if (step < MAX_STEPS) {
                    shifted += t.shift(l);
                    t.sweep(l, m);
                    shared = m;
                } else {
                    shared = -1;
                }
            }
            __syncthreads();
            int end = shared;
            __syncthreads();
            if (end == l) {
                break;
            }
            if (end < 0) {
                return false;
            }
            share(t.n, [&](int i) { rotate(v, t, l, end, i); });
        }
    }
    return true;
}

/** The trailing block becomes HᴴAH = A − v wᴴ − w vᴴ with x = τAv, w = x − ½τ(xᴴv)v. */
template <typename T>
__device__ void update(Vectors<T> a, T tau, const T* v, int k, T* w) {
    int n = a.count;
    int first = k + 1;
    share(n - first, [&](int e) {
        T sum = {};
        for (int j = first; j < n; j++) {
            sum = sum + tau * v[j] * a(j, first + e);
        }
        w[first + e] = sum;
    });
    T half = -0.5 * (tau * conj(dot(v, w, first, n)));
    __syncthreads();
    share(n - first, [&](int e) { w[first + e] = w[first + e] + half * v[first + e]; });
    share((n - first) * (n - first), [&](int e) {
        int j = first + e / (n - first);
        int i = first + e % (n - first);
        a(j, i) = a(j, i) - v[i] * conj(w[j]) - w[i] * conj(v[j]);
    });
}

/** Whether eigenvalue j comes before eigenvalue k. */
__device__ bool comesBefore(const double* d, int j, int k) {
    if (d[j] == d[k] && signbit(d[j]) == signbit(d[k])) {
        return j < k;
    }
    return d[j] < d[k] || (d[j] == d[k] && signbit(d[j]));
}

template <typename E>
__device__ void finish(Item<E>& item, const double* d, Vectors<Wide<E>> v, int exponent) {
    typedef Wide<E> T;
    int n = item.n;
    share(n, [&](int k) {
        int rank = 0;
        for (int j = 0; j < n; j++) {
            rank += comesBefore(d, j, k);
        }
        item.store(n, 0, rank, number<T>(scalbn(d[k], exponent), 0));
        for (int i = 0; i < n; i++) {
            item.store(n, 1 + i, rank, v(k, i));
        }
    });
}

template <typename E>
__device__ Status eigh(Item<E>& item) {
    typedef Wide<E> T;
    int n = item.n;
    Vectors<T> a = Vectors<T>::in(item.area, n, n);
    Vectors<T> v = Vectors<T>::in(item.area, n, n);
    Reflectors<T> h = {a, item.area.take(n), item.area.takeReal(n), 1};
    T* w = item.area.take(n);
    double* d = item.area.takeReal(n);
    Tridiagonal t = {d, h.beta, item.area.takeReal(n), item.area.takeReal(n), n};
    double largest = load(item.a, n, n, a.first, 1, a.step);
    if (largest == INFINITY) {
        return NOT_FINITE;
    }
    share(n * n, [&](int e) {
        int j = e / n;
        int i = e % n;
        if (i >= j) {
            a(j, i) = i == j ? number<T>(real(a(j, i)), 0) : a(j, i);
            a(i, j) = conj(a(j, i));
        }
    });
    largest = 0;
    share(n * n, [&](int e) { largest = fmax(largest, magnitude(a(e / n, e % n))); });
    int exponent = exponentAbove(largestOfBlock(largest));
    a.shift(-exponent);
    for (int k = 0; k < n - 1; k++) {
        h.make(k);
        if (!isZero(h.tau[k])) {
            update(a, h.tau[k], a[k], k, w);
        }
    }
    share(n, [&](int k) {
        d[k] = real(a(k, k));
        h.beta[k] = k < n - 1 ? h.beta[k] : 0;
    });
    v.setUnits();
    h.applyAll(n - 1, v);
    if (!converges(t, v)) {
        return NOT_CONVERGED;
    }
    finish(item, d, v, exponent);
    return FINE;
}

}  // namespace

FACTOR_EACH_TYPE(eigh, (n + 1) * n, eigh)
