// Mixed radices where the prime factors are small, otherwise a convolution with a chirp (Bluestein, 1970).
#include "transform.h"

#include <cmath>

#include "times.h"

namespace standin {

namespace {

// A butterfly of radix p costs p^2; beyond this a convolution is cheaper.
constexpr size_t LARGEST_RADIX = 31;

// exp(-2 pi i k / n), rounded from more digits.
Complex root(size_t k, size_t n) {
    const long double circle = 6.283185307179586476925286766559005768L;
    long double angle = circle * static_cast<long double>(k) / static_cast<long double>(n);
    return {static_cast<double>(std::cos(angle)), static_cast<double>(-std::sin(angle))};
}

std::vector<size_t> factorise(size_t n) {
    std::vector<size_t> factors;
    for (; n % 4 == 0; n /= 4) {
        factors.push_back(4);
    }
    for (size_t p = 2; p * p <= n; p++) {
        for (; n % p == 0; n /= p) {
            factors.push_back(p);
        }
    }
    if (n > 1) {
        factors.push_back(n);
    }
    return factors;
}

bool is_smooth(const std::vector<size_t>& factors) {
    for (size_t p : factors) {
        if (p > LARGEST_RADIX) {
            return false;
        }
    }
    return true;
}

// A quarter turn, to the right: the product with -i.
Complex turned(Complex z) {
    return {z.imag(), -z.real()};
}

}  // namespace

Transform::Transform(size_t n) : n(n), radices(factorise(n)) {
    if (!is_smooth(radices)) {
        prepare_bluestein();
        return;
    }
    for (size_t k = 0; k < n; k++) {
        roots.push_back(root(k, n));
    }
}

void Transform::run(Complex* x, bool inverse) const {
    // The inverse transform is the conjugate of the transform of the conjugate.
    if (inverse) {
        for (size_t k = 0; k < n; k++) {
            x[k] = std::conj(x[k]);
        }
    }
    forward(x);
    if (inverse) {
        for (size_t k = 0; k < n; k++) {
            x[k] = std::conj(x[k]);
        }
    }
}

void Transform::forward(Complex* x) const {
    if (convolution != nullptr) {
        bluestein(x);
        return;
    }
    std::vector<Complex> from(x, x + n);
    smooth(x, from.data(), n, 1, 0);
}

// Cooley and Tukey: the transforms of every radix-th element, joined by butterflies.
void Transform::smooth(Complex* to, const Complex* from, size_t length, size_t stride, size_t level) const {
    if (length == 1) {
        *to = *from;
        return;
    }
    size_t radix = radices[level];
    size_t part = length / radix;
    for (size_t r = 0; r < radix; r++) {
        smooth(to + r * part, from + r * stride, part, stride * radix, level + 1);
    }
    butterfly(to, radix, length);
}

void Transform::butterfly(Complex* x, size_t radix, size_t length) const {
    const size_t part = length / radix;
    const size_t step = n / length;
    Complex t[LARGEST_RADIX];
    for (size_t k = 0; k < part; k++) {
        for (size_t r = 0; r < radix; r++) {
            t[r] = r * k == 0 ? x[r * part + k] : times(x[r * part + k], roots[r * k * step]);
        }
        if (radix == 2) {
            x[k] = t[0] + t[1];
            x[k + part] = t[0] - t[1];
            continue;
        }
        if (radix == 4) {
            Complex even = t[0] + t[2];
            Complex even_difference = t[0] - t[2];
            Complex odd = t[1] + t[3];
            Complex odd_difference = turned(t[1] - t[3]);
            x[k] = even + odd;
            x[k + part] = even_difference + odd_difference;
            x[k + 2 * part] = even - odd;
            x[k + 3 * part] = even_difference - odd_difference;
            continue;
        }
        for (size_t q = 0; q < radix; q++) {
            Complex sum = t[0];
            for (size_t r = 1; r < radix; r++) {
                sum += times(t[r], roots[q * r % radix * (n / radix)]);
            }
            x[k + q * part] = sum;
        }
    }
}

void Transform::prepare_bluestein() {
    size_t length = 1;
    while (length < 2 * n - 1) {
        length *= 2;
    }
    convolution = std::make_unique<Transform>(length);
    chirp_spectrum.assign(length, 0);
    size_t square = 0;
    for (size_t k = 0; k < n; k++) {
        roots.push_back(root(square, 2 * n));
        chirp_spectrum[k] = std::conj(roots[k]);
        chirp_spectrum[k == 0 ? 0 : length - k] = std::conj(roots[k]);
        // k^2 modulo 2 n, whose own square would not fit for long transforms.
        square = (square + 2 * k + 1) % (2 * n);
    }
    convolution->run(chirp_spectrum.data(), false);
}

void Transform::bluestein(Complex* x) const {
    std::vector<Complex> padded(chirp_spectrum.size());
    for (size_t k = 0; k < n; k++) {
        padded[k] = times(x[k], roots[k]);
    }
    convolution->run(padded.data(), false);
    for (size_t k = 0; k < padded.size(); k++) {
        padded[k] = times(padded[k], chirp_spectrum[k]);
    }
    convolution->run(padded.data(), true);
    const double scale = 1.0 / static_cast<double>(padded.size());
    for (size_t k = 0; k < n; k++) {
        x[k] = scale * times(padded[k], roots[k]);
    }
}

}  // namespace standin
