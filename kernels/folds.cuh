// What running folds fold with: how elements of a type are combined, in what, and what the fold of none is.
#pragma once

#include <climits>
#include "numbers.cuh"

/** A fold of elements of type T, which are widened first. */
template <typename T>
struct Widening {
    typedef Wide<T> Value;

    __device__ static Value widen(T x) {
        return ::widen(x);
    }

    __device__ static void narrow(Value x, T* to) {
        ::narrow(x, to);
    }
};

/** Sums; of integers as unsigned ones, which wrap. */
template <typename T>
struct Add : Widening<T> {
    typedef Wide<T> Value;

    __device__ static Value unit() {
        return Value{};
    }

    __device__ static Value fold(Value a, Value b) {
        return a + b;
    }
};

/** Products; of integers as unsigned ones, which wrap. */
template <typename T>
struct Multiply : Widening<T> {
    typedef Wide<T> Value;

    __device__ static Value unit() {
        return Value{1};
    }

    __device__ static Value fold(Value a, Value b) {
        return a * b;
    }
};

/** Real numbers by signed integers in their order, −0 below 0, between those that stand for NaN. */
template <typename T>
struct Ordered {
    typedef T Key;

    __device__ static T key(T x, T nan) {
        return x;
    }

    __device__ static T number(T key) {
        return key;
    }
};

template <>
struct Ordered<float> {
    typedef int Key;

    __device__ static int key(float x, int nan) {
        int bits = __float_as_int(x);
        return x != x ? nan : bits ^ (bits >> 31 & INT_MAX);
    }

    __device__ static float number(int key) {
        return __int_as_float(key ^ (key >> 31 & INT_MAX));
    }
};

template <>
struct Ordered<double> {
    typedef long long Key;

    __device__ static long long key(double x, long long nan) {
        long long bits = __double_as_longlong(x);
        return x != x ? nan : bits ^ (bits >> 63 & LLONG_MAX);
    }

    __device__ static double number(long long key) {
        return __longlong_as_double(key ^ (key >> 63 & LLONG_MAX));
    }
};

template <typename Key>
constexpr Key LOWEST = sizeof(Key) == 4 ? static_cast<Key>(INT_MIN) : static_cast<Key>(LLONG_MIN);

template <typename Key>
constexpr Key HIGHEST = ~LOWEST<Key>;

/** The largest real number, by keys; NaN wins: its key is the highest. */
template <typename T>
struct Largest {
    typedef typename Ordered<T>::Key Value;

    __device__ static Value unit() {
        return LOWEST<Value>;
    }

    __device__ static Value fold(Value a, Value b) {
        return a > b ? a : b;
    }

    __device__ static Value widen(T x) {
        return Ordered<T>::key(x, HIGHEST<Value>);
    }

    __device__ static void narrow(Value key, T* to) {
        *to = Ordered<T>::number(key);
    }
};

/** The smallest real number, by keys; NaN wins: its key is the lowest. */
template <typename T>
struct Smallest {
    typedef typename Ordered<T>::Key Value;

    __device__ static Value unit() {
        return HIGHEST<Value>;
    }

    __device__ static Value fold(Value a, Value b) {
        return a < b ? a : b;
    }

    __device__ static Value widen(T x) {
        return Ordered<T>::key(x, LOWEST<Value>);
    }

    __device__ static void narrow(Value key, T* to) {
        *to = Ordered<T>::number(key);
    }
};
