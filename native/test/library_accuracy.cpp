// Every function of the device library against 113 bits, over all magnitudes; prints the worst error of each.
#include "library_errors.h"

#include <cstdio>
#include <cstdlib>

namespace {

/** What both precisions promise, in units of 2⁻²⁴|s| or 2⁻⁵³|s|. */
constexpr double SINGLE = 3.5;
constexpr double DOUBLE = 6;

struct Worst {
    double error = 0;
    errors::Operands at = {};
    long count = 0;
};

template <class T>
Worst worstOf(const entries::Entry& e, long count)
{
    points::Points<T> points(31);
    errors::Precision precision = errors::precisionOf(e.type);
    Worst worst;
    for (long k = 0; k < count; k++) {
        errors::Operands in = errors::drawn(points, e, k);
        errors::Truth truth = errors::truthOf(e, in);
        if (!truth.counts) {
            continue;
        }
        worst.count++;
        double error = errors::errorOf(e.call(in.a, in.b), truth.value, precision);
        if (!(error <= worst.error)) {
            worst.error = error;
            worst.at = in;
        }
    }
    return worst;
}

}  // namespace

/** library_accuracy [POINTS [FUNCTION]] */
int main(int argc, char** argv)
{
    long count = argc > 1 ? std::atol(argv[1]) : 4000;
    std::string only = argc > 2 ? argv[2] : "";
    int failures = 0;
    for (const entries::Entry& e : entries::all()) {
        if (!only.empty() && e.name != only) {
            continue;
        }
        bool wide = entries::isDouble(e.type);
        Worst w = wide ? worstOf<double>(e, count) : worstOf<float>(e, count);
        bool failed = !(w.error <= (wide ? DOUBLE : SINGLE)) || w.count == 0;
        failures += failed;
        std::printf("%-10s %-4s %7ld points, worst %.2f at %.17g %.17g", e.name.c_str(), entries::nameOf(e.type), w.count,
                    w.error, w.at.a.x, w.at.a.y);
        if (e.arity == 2) {
            std::printf(" and %.17g %.17g", w.at.b.x, w.at.b.y);
        }
        std::printf("%s\n", failed ? "  TOO LARGE" : "");
    }
    std::printf("%d functions are worse than they promise\n", failures);
    return failures == 0 ? 0 : 1;
}
