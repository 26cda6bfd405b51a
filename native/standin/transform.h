// The discrete Fourier transform of one length, any length, in double precision.
#pragma once

#include <complex>
#include <cstddef>
#include <memory>
#include <vector>

namespace standin {

using Complex = std::complex<double>;

class Transform {
public:
    explicit Transform(size_t n);

    // Transforms n elements in place, without a scale in either direction.
    void run(Complex* x, bool inverse) const;

private:
    void forward(Complex* x) const;
    void smooth(Complex* to, const Complex* from, size_t length, size_t stride, size_t level) const;
    void butterfly(Complex* x, size_t radix, size_t length) const;
    void bluestein(Complex* x) const;
    void prepare_bluestein();

    size_t n;
    // The prime factors of n, fours for pairs of twos; empty where Bluestein's convolution is used.
    std::vector<size_t> radices;
    // exp(-2 pi i k / n); for Bluestein exp(-pi i k^2 / n).
    std::vector<Complex> roots;
    // The spectrum of the conjugate chirp, and the transform of that length.
    std::vector<Complex> chirp_spectrum;
    std::unique_ptr<const Transform> convolution;
};

}  // namespace standin
