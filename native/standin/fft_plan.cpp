// Transforms of several axes: one axis after the other.
#include "fft_plan.h"

namespace standin {

void transform_axes(const FftPlan& plan, Complex* x, bool inverse) {
    int64_t inner = 1;
    for (int axis = MOST_AXES - 1; axis >= 0; axis--) {
        const int64_t extent = plan.extents[axis];
        if (extent > 1) {
            const int64_t block = extent * inner;
            std::vector<Complex> line(static_cast<size_t>(extent));
            for (int64_t start = 0; start < plan.elements(); start += block) {
                for (int64_t column = 0; column < inner; column++) {
                    Complex* first = x + start + column;
                    for (int64_t k = 0; k < extent; k++) {
                        line[k] = first[k * inner];
                    }
                    plan.transforms[axis]->run(line.data(), inverse);
                    for (int64_t k = 0; k < extent; k++) {
                        first[k * inner] = line[k];
                    }
                }
            }
        }
        inner *= extent;
    }
}

void complete_spectrum(const FftPlan& plan, Complex* x) {
    const int64_t* n = plan.extents;
    for (int64_t i = 0; i < n[0]; i++) {
        for (int64_t j = 0; j < n[1]; j++) {
            Complex* row = x + (i * n[1] + j) * n[2];
            const Complex* mirrored = x + ((n[0] - i) % n[0] * n[1] + (n[1] - j) % n[1]) * n[2];
            for (int64_t k = plan.half(); k < n[2]; k++) {
                row[k] = std::conj(mirrored[n[2] - k]);
            }
        }
    }
}

}  // namespace standin
