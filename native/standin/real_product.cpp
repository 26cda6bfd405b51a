// The product of two real matrices, a tile of four rows and eight columns at a time, kept in registers.
#include "real_product.h"

namespace standin {

namespace {

typedef double Four __attribute__((vector_size(4 * sizeof(double)), aligned(sizeof(double))));

#if defined(__GNUC__) && !defined(__clang__)
__attribute__((target_clones("default", "arch=haswell")))
#endif
void multiply_tile(const double* a, size_t inner, const double* panel, double* c) {
    Four sums[TILE_ROWS][2] = {};
    for (size_t k = 0; k < inner; k++) {
        const Four* b = reinterpret_cast<const Four*>(panel + k * TILE_COLUMNS);
        for (size_t row = 0; row < TILE_ROWS; row++) {
            double factor = a[row * inner + k];
            sums[row][0] += factor * b[0];
            sums[row][1] += factor * b[1];
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
    RightFactor c(a.rows, b.columns);
    for (size_t column = 0; column < b.columns; column += TILE_COLUMNS) {
        const double* panel = b.values.data() + column * b.inner;
        for (size_t row = 0; row < a.rows; row += TILE_ROWS) {
            multiply_tile(a.values.data() + row * a.inner, a.inner, panel, &c.at(row, column));
        }
    }
    return c;
}

}  // namespace standin
