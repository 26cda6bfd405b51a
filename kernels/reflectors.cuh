// Householder reflections H = I − τ v vᴴ whose adjoints turn a vector into a real multiple of a unit vector.
//
// Source: LAPACK's zlarfg, which takes τ complex so that β is real.
#pragma once
#include "linalg.cuh"

/** Vectors of one length, `step` numbers apart: odd, so that threads with a vector each do not meet in a bank. */
template <typename T>
struct Vectors {
    T* first;
    int count;
    int length;
    int step;

    /** Vectors in memory of that area. */
    __device__ static Vectors in(Area<T>& area, int count, int length) {
        int step = length | 1;
        return {area.take(count * step), count, length, step};
    }

    __device__ T& operator()(int v, int i) const {
        return first[v * step + i];
    }

    /** Vector v. */
    __device__ T* operator[](int v) const {
        return first + v * step;
    }

    /** Each becomes the unit vector of its number. */
    __device__ void setUnits() const {
        share(count * length, [&](int e) {
            int v = e / length;
            int i = e % length;
            (*this)(v, i) = number<T>(v == i ? 1 : 0, 0);
        });
    }

    /** Multiplies everything by 2ᵉ. */
    __device__ void shift(int e) const {
        share(count * length, [&](int k) {
            T& x = (*this)(k / length, k % length);
            x = scaled(x, e);
        });
    }
};

/** Σ conj(v_i)·w_i. */
template <typename T>
__device__ T dot(const T* v, const T* w, int start, int end) {
    T sum = {};
    for (int i = start; i < end; i++) {
        sum = sum + conj(v[i]) * w[i];
    }
    return sum;
}

/** √Σ |v_i|², which neither overflows nor underflows on the way. */
template <typename T>
__device__ double norm(const T* v, int start, int end) {
    double largest = 0;
    for (int i = start; i < end; i++) {
        largest = fmax(largest, magnitude(v[i]));
    }
    if (largest == 0) {
        return 0;
    }
    int e = exponentOf(largest);
    double scale = scalbn(1.0, -e);
    double sum = 0;
    for (int i = start; i < end; i++) {
        sum += square(scale * v[i]);
    }
    return scalbn(sqrt(sum), e);
}

/** The reflections of a block: v of each in the vector that it was made of, from the element on that is 1. */
template <typename T>
struct Reflectors {
    Vectors<T> v;
    T* tau;
    double* beta;
    int ahead;

    /** Makes reflection k of vector k, elements `ahead + k` onwards, which become v. */
    __device__ void make(int k) const {
        int at = ahead + k;
        T* x = v[k];
        double re = real(x[at]);
        double im = imag(x[at]);
        double rest = norm(x, at + 1, v.length);
        bool trivial = rest == 0 && im == 0;
        double b = trivial ? re : -copysign(hypot(hypot(re, im), rest), re);
        __syncthreads();
        share(v.length - at, [&](int e) {
            if (e > 0 && !trivial) {
                x[at + e] = quotient(x[at + e], number<T>(re - b, im));
            } else if (e == 0) {
                x[at] = number<T>(1, 0);
                tau[k] = trivial ? T{} : number<T>((b - re) / b, -im / b);
                beta[k] = b;
            }
        });
    }

    /** One thread applies reflection k, or its adjoint, to a vector. */
    __device__ void apply(int k, bool adjoint, T* w) const {
        if (isZero(tau[k])) {
            return;
        }
        const T* x = v[k];
        T t = (adjoint ? conj(tau[k]) : tau[k]) * dot(x, w, ahead + k, v.length);
        for (int i = ahead + k; i < v.length; i++) {
            w[i] = w[i] - t * x[i];
        }
    }

    /** Applies the product H₀·H₁⋯ of `count` reflections to every vector. */
    __device__ void applyAll(int count, Vectors<T> to) const {
        share(to.count, [&](int w) {
            for (int k = count - 1; k >= 0; k--) {
                apply(k, false, to[w]);
            }
        });
    }
};
