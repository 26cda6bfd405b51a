// Sums of numbers of any type, in double where they are floating, with their rounding errors kept.
#pragma once

#include "numbers.cuh"

/** A sum and what its roundings have lost, as exact as in twice the precision: Ogita, Rump and Oishi (2005). */
struct CompensatedSum {
    double sum = 0;
    double lost = 0;

    __device__ void add(double x) {
        double before = sum;
        sum = before + x;
        double t = sum - before;
        lost += (before - (sum - t)) + (x - t);
    }

    /** The sum, rounded once; an infinite or undefined one has lost nothing. */
    __device__ double value() const {
        return isfinite(sum) && isfinite(lost) ? sum + lost : sum;
    }
};

/** A sum of numbers of type T, which are added widened; of none 0. */
template <typename T>
struct Sum : CompensatedSum {};

template <>
struct Sum<float2> {
    CompensatedSum re;
    CompensatedSum im;

    __device__ void add(double2 x) {
        re.add(x.x);
        im.add(x.y);
    }

    __device__ double2 value() const {
        return make_double2(re.value(), im.value());
    }
};

template <>
struct Sum<double2> : Sum<float2> {};

/** Integers wrap. */
template <>
struct Sum<long long> {
    unsigned long long sum = 0;

    __device__ void add(long long x) {
        sum += static_cast<unsigned long long>(x);
    }

    __device__ long long value() const {
        return static_cast<long long>(sum);
    }
};

template <>
struct Sum<int> {
    unsigned sum = 0;

    __device__ void add(int x) {
        sum += static_cast<unsigned>(x);
    }

    __device__ int value() const {
        return static_cast<int>(sum);
    }
};

/** Truth values: whether any is true. */
template <>
struct Sum<bool> {
    bool sum = false;

    __device__ void add(bool x) {
        sum = sum || x;
    }

    __device__ bool value() const {
        return sum;
    }
};
