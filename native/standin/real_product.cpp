// The product of two real matrices, a tile of four rows and eight columns at a time, kept in registers.
#include "real_product.h"

#include <algorithm>

namespace standin {

namespace {

// So many rows of the left factor stay in the second cache while the whole right factor passes.
constexpr size_t ROWS_IN_CACHE = 32;

typedef double Four __attribute__((vector_size(4 * sizeof(double)), aligned(sizeof(double))));

// With wide registers where there are any; without fused operations, so that every machine rounds alike.
__attribute__((target_clones("default", "avx2"))) void multiply_tile(
    const double* a, const double* b, size_t length, double* c) {
    Four sums[TILE_ROWS][2] = {};
    for (size_t k = 0; k < length; k++) {
        const Four* right = reinterpret_cast<const Four*>(b + k * TILE_COLUMNS);
        for (size_t row = 0; row < TILE_ROWS; row++) {
            double left = a[k * TILE_ROWS + row];
            sums[row][0] += left * right[0];
            sums[row][1] += left * right[1];
        }
    }
    Four* to = reinterpret_cast<Four*>(c);
    for (size_t row = 0; row < TILE_ROWS; row++) {
        to[2 * row] = sums[row][0];
        to[2 * row + 1] = sums[row][1];
    }
}

}  // namespace

RightFactor multiply(const LeftFactor& a, const RightFactor& b) {
    RightFactor c(b.lines, a.lines);
    for (size_t block = 0; block < a.lines; block += ROWS_IN_CACHE) {
        const size_t end = std::min(a.lines, block + ROWS_IN_CACHE);
        for (size_t column = 0; column < b.lines; column += TILE_COLUMNS) {
            for (size_t row = block; row < end; row += TILE_ROWS) {
                multiply_tile(a.panel(row), b.panel(column), a.length, &c.at(column, row));
            }
        }
    }
    return c;
}

}  // namespace standin
