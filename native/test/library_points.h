// Points of the plane where functions are easily wrong: all magnitudes, branch points, zeros, overflow.
#pragma once

#include <cmath>
#include <limits>
#include <random>

namespace points {

struct Point {
    double re;
    double im;
};

/** Draws points whose parts are numbers of T. */
template <class T>
class Points {
public:
    explicit Points(unsigned long seed) : random(seed) {}

    /** The k-th point: half of them of any magnitude, the others in turn from the places of interest. */
    Point draw(long k)
    {
        Point z = place(k % 16);
        return {rounded(z.re), rounded(z.im)};
    }

    /** A second operand: as the first, or near the unit circle. */
    Point second(long k)
    {
        Point z = place(whole(0, 1) == 0 ? int(k % 16) : 3);
        return {rounded(z.re), rounded(z.im)};
    }

private:
    static constexpr bool WIDE = sizeof(T) == 8;
    static constexpr int BITS = WIDE ? 53 : 24;

    std::mt19937_64 random;

    int whole(int low, int high)
    {
        return std::uniform_int_distribution<int>(low, high)(random);
    }

    double uniform(double low, double high)
    {
        return std::uniform_real_distribution<double>(low, high)(random);
    }

    double part(int exponent)
    {
        double m = std::ldexp(uniform(1, 2), exponent);
        return whole(0, 1) == 0 ? m : -m;
    }

    double any()
    {
        return WIDE ? part(whole(-1074, 1022)) : part(whole(-149, 126));
    }

    double rounded(double x)
    {
        double largest = std::numeric_limits<T>::max();
        return std::fmin(largest, std::fmax(-largest, double(T(x))));
    }

    Point either(double a, double b)
    {
        return whole(0, 1) == 0 ? Point{a, b} : Point{b, a};
    }

    Point place(int where)
    {
        switch (where) {
        case 1: {
            int e = WIDE ? whole(-1070, 1022) : whole(-145, 126);
            return {part(e), part(e)};
        }
        case 2:
            return {part(whole(-12, 10)), part(whole(-12, 10))};
        case 3:
            return {part(whole(-3, 2)), part(whole(-3, 2))};
        case 4: {
            double off = whole(0, 5) == 0 ? 0 : part(whole(-BITS, -3));
            double other = whole(0, 3) == 0 ? any() : part(whole(-BITS, -3));
            return either(whole(0, 1) == 0 ? 1 + off : -1 - off, other);
        }
        case 5: {
            double turn = uniform(-3.1415926, 3.1415926);
            double r = whole(0, 1) == 0 ? 1 : 1 + part(whole(-BITS, -3));
            return {r * std::cos(turn), r * std::sin(turn)};
        }
        case 6: {
            double x = whole(-40, 40) * 1.5707963267948966 * (1 + part(whole(-BITS, -3)));
            return either(x, whole(0, 1) == 0 ? any() : part(whole(-9, 5)));
        }
        case 7: {
            double x = uniform(0.7, 1.2) * (WIDE ? 709.78 : 88.72) * (whole(0, 1) == 0 ? 1 : -1);
            return either(x, whole(0, 1) == 0 ? any() : part(whole(-9, 5)));
        }
        default:
            return {any(), any()};
        }
    }
};

}  // namespace points
