// A batch of products C = alpha op(A) op(B) + beta C of real or complex matrices, as data and as work.
#pragma once

#include <complex>
#include <cstdint>
#include <vector>

#include "device.h"
#include "real_product.h"
#include "times.h"

namespace standin {

// Where the elements of a batch of matrices lie.
struct Layout {
    int64_t rows;
    int64_t columns;
    int64_t row_stride;
    int64_t column_stride;
    int64_t batch_stride;

    // With rows and columns exchanged.
    Layout transposed() const { return {columns, rows, column_stride, row_stride, batch_stride}; }

    int64_t offset(int64_t row, int64_t column, int64_t batch) const {
        return row * row_stride + column * column_stride + batch * batch_stride;
    }
};

template <typename T>
struct Factor {
    T* data;
    Layout layout;
    bool conjugate;

    // Whether all of it can be touched.
    bool inside(int64_t batches) const {
        if (layout.rows == 0 || layout.columns == 0 || batches == 0) {
            return true;
        }
        int64_t low = 0;
        int64_t high = 0;
        const int64_t ends[] = {(layout.rows - 1) * layout.row_stride,
            (layout.columns - 1) * layout.column_stride, (batches - 1) * layout.batch_stride};
        for (int64_t end : ends) {
            (end < 0 ? low : high) += end;
        }
        return accessible(data + low, static_cast<size_t>(high - low + 1) * sizeof(T));
    }
};

// How elements become real numbers: a complex number is a matrix of two rows and two columns.
template <typename T>
struct Embedding {
    using Wide = double;
    static constexpr size_t SIZE = 1;

    static void left(LeftFactor& to, size_t row, size_t k, T value, bool) { to.at(row, k) = value; }

    static void right(RightFactor& to, size_t k, size_t column, T value, bool) { to.at(column, k) = value; }

    static Wide result(const RightFactor& from, size_t row, size_t column) { return from.at(column, row); }
};

template <typename Real>
struct Embedding<std::complex<Real>> {
    using Wide = std::complex<double>;
    static constexpr size_t SIZE = 2;

    static double imaginary(std::complex<Real> value, bool conjugate) {
        return conjugate ? -value.imag() : value.imag();
    }

    static void left(LeftFactor& to, size_t row, size_t k, std::complex<Real> value, bool conjugate) {
        double im = imaginary(value, conjugate);
        to.at(2 * row, 2 * k) = value.real();
        to.at(2 * row, 2 * k + 1) = -im;
        to.at(2 * row + 1, 2 * k) = im;
        to.at(2 * row + 1, 2 * k + 1) = value.real();
    }

    static void right(RightFactor& to, size_t k, size_t column, std::complex<Real> value, bool conjugate) {
        to.at(column, 2 * k) = value.real();
        to.at(column, 2 * k + 1) = imaginary(value, conjugate);
    }

    static Wide result(const RightFactor& from, size_t row, size_t column) {
        return {from.at(column, 2 * row), from.at(column, 2 * row + 1)};
    }
};

template <typename T>
struct MatrixProduct {
    using Wide = typename Embedding<T>::Wide;

    Factor<const T> a;
    Factor<const T> b;
    Factor<T> c;
    int64_t batches;
    // On the device these are read when the product is computed, not when it is asked for.
    const T* device_alpha;
    const T* device_beta;
    T alpha;
    T beta;

    bool inside() const {
        return a.inside(batches) && b.inside(batches) && c.inside(batches) &&
               accessible(device_alpha, device_alpha == nullptr ? 0 : sizeof(T)) &&
               accessible(device_beta, device_beta == nullptr ? 0 : sizeof(T));
    }

    void operator()() const {
        Wide by = device_alpha == nullptr ? alpha : *device_alpha;
        Wide old = device_beta == nullptr ? beta : *device_beta;
        for (int64_t batch = 0; batch < batches; batch++) {
            store(batch, product(batch, by), by, old);
        }
    }

private:
    // op(A) op(B), or zeros where neither is to be read.
    RightFactor product(int64_t batch, Wide by) const {
        constexpr size_t size = Embedding<T>::SIZE;
        const size_t rows = a.layout.rows;
        const size_t columns = b.layout.columns;
        const size_t inner = by == Wide(0) ? 0 : a.layout.columns;
        LeftFactor left(size * rows, size * inner);
        RightFactor right(columns, size * inner);
        for (size_t k = 0; k < inner; k++) {
            for (size_t row = 0; row < rows; row++) {
                Embedding<T>::left(left, row, k, a.data[a.layout.offset(row, k, batch)], a.conjugate);
            }
            for (size_t column = 0; column < columns; column++) {
                Embedding<T>::right(right, k, column, b.data[b.layout.offset(k, column, batch)], b.conjugate);
            }
        }
        return multiply(left, right);
    }

    void store(int64_t batch, const RightFactor& product, Wide by, Wide old) const {
        for (int64_t column = 0; column < c.layout.columns; column++) {
            for (int64_t row = 0; row < c.layout.rows; row++) {
                T& to = c.data[c.layout.offset(row, column, batch)];
                Wide value = times(by, Embedding<T>::result(product, row, column));
                if (old != Wide(0)) {
                    value += times(old, Wide(to));
                }
                to = static_cast<T>(value);
            }
        }
    }
};

}  // namespace standin
