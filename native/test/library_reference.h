// The functions of the device library in 113 bits, of which single and double precision are held to account.
#pragma once

#include <quadmath.h>

#include <map>
#include <string>

namespace reference {

using Quad = __float128;
using Plane = __complex128;

inline Plane of(Quad re, Quad im)
{
    Plane z;
    __real__ z = re;
    __imag__ z = im;
    return z;
}

inline Quad re(Plane z)
{
    return __real__ z;
}

inline Quad im(Plane z)
{
    return __imag__ z;
}

inline Quad pi()
{
    return acosq(-1);
}

inline Plane expm1(Plane z)
{
    Quad s = sinq(im(z) / 2);
    return of(expm1q(re(z)) * cosq(im(z)) - 2 * s * s, expq(re(z)) * sinq(im(z)));
}

inline Plane log1p(Plane z)
{
    Quad x = re(z);
    Quad y = im(z);
    if (cabsq(z) >= 0.5) {
        return clogq(of(1 + x, y));
    }
    return of(log1pq(2 * x + x * x + y * y) / 2, atan2q(y, 1 + x));
}

inline Plane sinc(Plane z)
{
    if (re(z) == 0 && im(z) == 0) {
        return of(1, 0);
    }
    Quad x = remainderq(re(z), 2);
    Quad y = im(z) * pi();
    Quad s = sinq(pi() * (fabsq(x) > 0.5 ? copysignq(1, x) - x : x));
    Quad c = sinq(pi() * (0.5 - fabsq(x)));
    return of(s * coshq(y), c * sinhq(y)) / of(re(z) * pi(), y);
}

inline Plane sigmoid(Plane z)
{
    Plane e = cexpq(re(z) < 0 ? z : -z);
    Plane one = of(1, 0);
    return (re(z) < 0 ? e : one) / (one + e);
}

inline Plane reciprocal(Plane z)
{
    return of(1, 0) / z;
}

inline Plane rsqrt(Plane z)
{
    return of(1, 0) / csqrtq(z);
}

inline Plane square(Plane z)
{
    return of((re(z) - im(z)) * (re(z) + im(z)), 2 * re(z) * im(z));
}

inline Plane sgn(Plane z)
{
    Quad r = cabsq(z);
    return r == 0 ? z : of(re(z) / r, im(z) / r);
}

inline Plane abs(Plane z)
{
    return of(cabsq(z), 0);
}

inline Plane angle(Plane z)
{
    return of(atan2q(im(z), re(z)), 0);
}

inline Plane exp2(Plane z)
{
    Quad ln2 = logq(2);
    return cexpq(of(re(z) * ln2, im(z) * ln2));
}

inline Plane log2(Plane z)
{
    Plane w = clogq(z);
    return of(re(w) / logq(2), im(w) / logq(2));
}

inline Plane log10(Plane z)
{
    Plane w = clogq(z);
    return of(re(w) / logq(10), im(w) / logq(10));
}

inline Plane mul(Plane z, Plane w)
{
    return of(re(z) * re(w) - im(z) * im(w), re(z) * im(w) + im(z) * re(w));
}

inline Plane div(Plane z, Plane w)
{
    return z / w;
}

inline Plane pow(Plane z, Plane w)
{
    return re(w) == 0 && im(w) == 0 ? of(1, 0) : cexpq(mul(w, clogq(z)));
}

/** Of real r and θ, as the first parts of two complex numbers. */
inline Plane polar(Plane r, Plane theta)
{
    return of(re(r) * cosq(re(theta)), re(r) * sinq(re(theta)));
}

using One = Plane (*)(Plane);
using Two = Plane (*)(Plane, Plane);

inline const std::map<std::string, One>& ofOne()
{
    static const std::map<std::string, One> table = {
        {"abs", abs},         {"acos", cacosq},  {"acosh", cacoshq}, {"angle", angle},     {"asin", casinq},
        {"asinh", casinhq},   {"atan", catanq},  {"atanh", catanhq}, {"cos", ccosq},       {"cosh", ccoshq},
        {"exp", cexpq},       {"exp2", exp2},    {"expm1", expm1},   {"log", clogq},       {"log10", log10},
        {"log1p", log1p},     {"log2", log2},    {"rsqrt", rsqrt},   {"sgn", sgn},         {"sigmoid", sigmoid},
        {"sin", csinq},       {"sinc", sinc},    {"sinh", csinhq},   {"sqrt", csqrtq},     {"square", square},
        {"tan", ctanq},       {"tanh", ctanhq},  {"reciprocal", reciprocal},
    };
    return table;
}

inline const std::map<std::string, Two>& ofTwo()
{
    static const std::map<std::string, Two> table = {
        {"div", div},
        {"mul", mul},
        {"polar", polar},
        {"pow", pow},
    };
    return table;
}

/** Whether the value is finite and an exponential on the way to it is within 113 bits' reach. */
inline bool reaches(const std::string& name, Plane z, Plane w)
{
    Quad x = fabsq(re(z));
    Quad y = fabsq(im(z));
    if (name == "exp" || name == "expm1" || name == "sinh" || name == "cosh" || name == "tanh" || name == "sigmoid") {
        return x < 800;
    }
    if (name == "exp2") {
        return x < 1200 && y < 0x1p52;
    }
    if (name == "sin" || name == "cos" || name == "tan") {
        return y < 800;
    }
    if (name == "sinc") {
        return y < 250;
    }
    if (name == "log" || name == "log2" || name == "log10" || name == "reciprocal" || name == "rsqrt" || name == "pow") {
        if (x + y == 0) {
            return false;
        }
    }
    if (name == "log1p") {
        return re(z) != -1 || y != 0;
    }
    if (name == "atanh") {
        return x != 1 || y != 0;
    }
    if (name == "atan") {
        return y != 1 || x != 0;
    }
    if (name == "div") {
        return re(w) != 0 || im(w) != 0;
    }
    if (name == "pow") {
        Plane e = mul(w, clogq(z));
        return fabsq(re(e)) < 800 && fabsq(im(e)) < 0x1p50 && cabsq(w) * cabsq(clogq(z)) < 0x1p50;
    }
    return true;
}

}  // namespace reference
