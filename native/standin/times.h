// The product of two numbers, multiplied out: the operator of std::complex looks for infinities behind a NaN.
#pragma once

#include <complex>

namespace standin {

inline double times(double a, double b) {
    return a * b;
}

inline std::complex<double> times(std::complex<double> a, std::complex<double> b) {
    return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
}

}  // namespace standin
