// The one loop behind every matrix product: real matrices in double precision.
#pragma once

#include <cstddef>
#include <vector>

namespace standin {

// Rows are handled four at a time and columns eight at a time.
constexpr size_t TILE_ROWS = 4;
constexpr size_t TILE_COLUMNS = 8;

constexpr size_t padded(size_t extent, size_t tile) {
    return (extent + tile - 1) / tile * tile;
}

// The left factor: rows one after the other, filled up with rows of zeros.
class LeftFactor {
public:
    LeftFactor(size_t rows, size_t inner) : rows(padded(rows, TILE_ROWS)), inner(inner), values(this->rows * inner) {}

    double& at(size_t row, size_t k) { return values[row * inner + k]; }

    const size_t rows;
    const size_t inner;
    std::vector<double> values;
};

// The right factor: panels of eight columns, rows of a panel one after the other, filled up with columns of zeros.
class RightFactor {
public:
    RightFactor(size_t inner, size_t columns)
        : inner(inner), columns(padded(columns, TILE_COLUMNS)), values(inner * this->columns) {}

    double& at(size_t k, size_t column) {
        return values[(column / TILE_COLUMNS * inner + k) * TILE_COLUMNS + column % TILE_COLUMNS];
    }

    const size_t inner;
    const size_t columns;
    std::vector<double> values;
};

// Their product, panels of eight columns as in a right factor.
RightFactor multiply(const LeftFactor& a, const RightFactor& b);

}  // namespace standin
