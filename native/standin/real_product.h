// The one loop behind every matrix product: real matrices in double precision, packed into panels.
#pragma once

#include <cstddef>
#include <vector>

namespace standin {

// A matrix cut into panels of WIDTH lines that lie side by side, filled up with lines of zeros.
template <size_t WIDTH>
class Panels {
public:
    Panels(size_t lines, size_t length)
        : lines((lines + WIDTH - 1) / WIDTH * WIDTH), length(length), values(this->lines * length) {}

    double& at(size_t line, size_t k) { return values[(line / WIDTH * length + k) * WIDTH + line % WIDTH]; }

    double at(size_t line, size_t k) const {
        return values[(line / WIDTH * length + k) * WIDTH + line % WIDTH];
    }

    // The panel that starts with this line.
    const double* panel(size_t line) const { return values.data() + line * length; }

    size_t lines;
    size_t length;

private:
    std::vector<double> values;
};

constexpr size_t TILE_ROWS = 4;
constexpr size_t TILE_COLUMNS = 8;

// The lines of a left factor are its rows, those of a right factor and of a product their columns.
using LeftFactor = Panels<TILE_ROWS>;
using RightFactor = Panels<TILE_COLUMNS>;

RightFactor multiply(const LeftFactor& a, const RightFactor& b);

}  // namespace standin
