// The elementary functions that nvcc makes of C++, against the C library in long double, in ulp.
#include <functional>
#include <random>

#include "device_check.h"

namespace {

using Real = long double;

struct Function {
    const char* name;
    Real (*expected)(Real, Real);
    double low;
    double high;
    // What the CUDA programming guide promises, in double and in single precision.
    double ulps64;
    double ulps32;
};

const Function functions[] = {
        {"sin", [](Real a, Real) { return std::sin(a); }, -1e6, 1e6, 2, 2},
        {"cos", [](Real a, Real) { return std::cos(a); }, -1e6, 1e6, 2, 2},
        {"tan", [](Real a, Real) { return std::tan(a); }, -1e6, 1e6, 2, 4},
        {"exp", [](Real a, Real) { return std::exp(a); }, -700, 700, 1, 1.1},
        {"log", [](Real a, Real) { return std::log(a); }, 0, 1e10, 1, 1.1},
        {"log10", [](Real a, Real) { return std::log10(a); }, 0, 1e10, 1, 2},
        {"log1p", [](Real a, Real) { return std::log1p(a); }, -1, 100, 1, 1.1},
        {"expm1", [](Real a, Real) { return std::expm1(a); }, -50, 80, 1, 1.1},
        {"sinh", [](Real a, Real) { return std::sinh(a); }, -80, 80, 2, 3},
        {"tanh", [](Real a, Real) { return std::tanh(a); }, -30, 30, 1, 2},
        {"atan", [](Real a, Real) { return std::atan(a); }, -1e3, 1e3, 2, 2},
        {"asin", [](Real a, Real) { return std::asin(a); }, -1, 1, 2, 3},
        {"cbrt", [](Real a, Real) { return std::cbrt(a); }, -1e9, 1e9, 1, 1.1},
        {"erf", [](Real a, Real) { return std::erf(a); }, -6, 6, 2, 2},
        {"lgamma", [](Real a, Real) { return std::lgamma(a); }, 3, 1e3, 4, 6},
        {"tgamma", [](Real a, Real) { return std::tgamma(a); }, 0.1, 30, 10, 5},
        {"round", [](Real a, Real) { return std::round(a); }, -1e9, 1e9, 0, 0},
        {"pow", [](Real a, Real b) { return std::pow(a, b); }, 0, 30, 2, 4},
        {"atan2", [](Real a, Real b) { return std::atan2(a, b); }, -10, 10, 2, 3},
        {"hypot", [](Real a, Real b) { return std::hypot(a, b); }, -1e5, 1e5, 2, 3},
        {"fmod", [](Real a, Real b) { return std::fmod(a, b); }, -1e5, 1e5, 0, 0},
};

template <class T> double distance(T got, Real wanted) {
    T nearest = static_cast<T>(wanted);
    if ((got != got && nearest != nearest) || got == nearest) {
        return 0;
    }
    if (!std::isfinite(got) || !std::isfinite(nearest)) {
        return 1e30;
    }
    T above = std::nextafter(std::fabs(nearest), std::numeric_limits<T>::infinity());
    Real ulp = static_cast<Real>(above) - std::fabs(static_cast<Real>(nearest));
    return static_cast<double>(std::fabs(static_cast<Real>(got) - wanted) / ulp);
}

template <class T> std::vector<T> arguments(const Function& function, unsigned seed) {
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> uniform(function.low, function.high);
    std::vector<T> values;
    for (int k = 0; k < 3000; k++) {
        values.push_back(static_cast<T>(uniform(random)));
    }
    using L = std::numeric_limits<T>;
    for (double x :
            {0.0, -0.0, 1.0, -1.0, 0.5, 2.0, 3.0, 1e-5, -1e-5, 1e-30, 1e5, 3.141592653589793, 1e22, 1e30}) {
        values.push_back(static_cast<T>(x));
    }
    for (T x : {L::infinity(), -L::infinity(), L::quiet_NaN(), L::denorm_min(), L::min(), L::max(),
                 L::max() / 3}) {
        values.push_back(x);
    }
    return values;
}

template <class T> void compare(Handle module, const Function& function, const char* ending, double allowed) {
    Handle kernel;
    MUST(cuModuleGetFunction(&kernel, module, (std::string(function.name) + ending).c_str()));
    std::vector<T> x = arguments<T>(function, 1);
    std::vector<T> y = arguments<T>(function, 2);
    int n = static_cast<int>(x.size());
    Pointer out = upload(std::vector<T>(x.size()));
    Pointer a = upload(x);
    Pointer b = upload(y);
    MUST(launch(kernel, static_cast<unsigned>(n + 127) / 128, 128, nullptr, out, a, b, n));
    std::vector<T> results = download<T>(out, x.size());
    double worst = 0;
    std::size_t where = 0;
    for (std::size_t k = 0; k < x.size(); k++) {
        double here = distance(results[k], function.expected(x[k], y[k]));
        if (here > worst) {
            worst = here;
            where = k;
        }
    }
    char text[200];
    std::snprintf(text, sizeof text, "%s%s: %.2f ulp at %.17g, %.17g", function.name, ending, worst,
            static_cast<double>(x[where]), static_cast<double>(y[where]));
    // Half a unit is lost already when the exact value is rounded.
    check(worst <= allowed + 0.5, text);
    MUST(cuMemFree_v2(out));
    MUST(cuMemFree_v2(a));
    MUST(cuMemFree_v2(b));
}

}  // namespace

int main(int, char** arguments) {
    openDevice();
    Handle module;
    MUST(cuModuleLoadData(&module, fileText(std::string(arguments[1]) + "/functions.ptx").c_str()));
    for (const Function& function : functions) {
        compare<double>(module, function, "_f64", function.ulps64);
        compare<float>(module, function, "_f32", function.ulps32);
    }
    return verdict();
}
