// How far results are from those in 113 bits: |ŝ − s| in units of 2⁻⁵³|s| or 2⁻²⁴|s|, as on the CPU.
#pragma once

#include "library_entries.h"
#include "library_points.h"
#include "library_reference.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

namespace errors {

using entries::Entry;
using entries::isComplex;
using entries::isDouble;
using reference::Plane;
using reference::Quad;

/** What an error is counted in, and from where on infinity is the nearest number. */
struct Precision {
    Quad unit;
    Quad normal;
    Quad overflow;
};

inline Precision precisionOf(entries::Type t)
{
    bool wide = isDouble(t);
    Quad largest = wide ? Quad(0x1.fffffffffffffp1023) : Quad(0x1.fffffep127);
    Quad half = wide ? Quad(0x1p970) : Quad(0x1p103);
    return {wide ? Quad(0x1p-53) : Quad(0x1p-24), wide ? Quad(0x1p-1022) : Quad(0x1p-126), largest + half};
}

/** What is missing between a part and the true one; an infinite part is right beyond all numbers. */
inline Quad missing(double got, Quad want, Quad overflow)
{
    if (std::isnan(got)) {
        return HUGE_VALQ;
    }
    if (std::isinf(got)) {
        return got * want <= 0 ? Quad(HUGE_VALQ) : std::max(Quad(0), overflow - fabsq(want));
    }
    return fabsq(got - want);
}

/** The error of a result. */
inline double errorOf(double2 got, Plane want, Precision p)
{
    Quad dr = missing(got.x, reference::re(want), p.overflow);
    Quad di = missing(got.y, reference::im(want), p.overflow);
    Quad error = hypotq(dr, di);
    return double(error / (p.unit * std::max(cabsq(want), p.normal)));
}

/** What one call is given. */
struct Operands {
    double2 a;
    double2 b;
};

template <class T>
std::vector<Operands> drawn(const Entry& e, long count)
{
    points::Points<T> points(31);
    bool complex = isComplex(e.type);
    std::vector<Operands> all;
    for (long k = 0; k < count; k++) {
        points::Point a = points.draw(k);
        points::Point b = points.second(k);
        all.push_back({{a.re, complex ? a.im : 0.0}, {b.re, complex ? b.im : 0.0}});
    }
    return all;
}

/** As many operands of an entry, always the same ones. */
inline std::vector<Operands> operandsOf(const Entry& e, long count)
{
    return isDouble(e.type) ? drawn<double>(e, count) : drawn<float>(e, count);
}

/** The true value, and whether it is one that the entry is held to. */
struct Truth {
    Plane value;
    bool counts;
};

inline Truth truthOf(const Entry& e, Operands in)
{
    Plane z = reference::of(in.a.x, in.a.y);
    Plane w = reference::of(in.b.x, in.b.y);
    if (!reference::reaches(e.name, z, w)) {
        return {z, false};
    }
    Plane s = e.arity == 1 ? reference::ofOne().at(e.name)(z) : reference::ofTwo().at(e.name)(z, w);
    bool power = e.name == "pow";
    bool offLine = power ? in.a.x < 0 && in.b.x != std::rint(in.b.x) : reference::im(s) != 0;
    bool finite = finiteq(reference::re(s)) && finiteq(reference::im(s));
    bool line = !isComplex(e.type) && e.name != "polar";
    return {line ? reference::of(reference::re(s), 0) : s, finite && !(line && offLine)};
}

/** What both precisions promise, in units of 2⁻²⁴|s| or 2⁻⁵³|s|. */
constexpr double SINGLE = 3.5;
constexpr double DOUBLE = 6;

/** The largest error among the results that count. */
struct Worst {
    double error = 0;
    Operands at = {};
    long count = 0;
};

inline Worst worstOf(const Entry& e, const std::vector<Operands>& operands, const std::vector<double2>& results)
{
    Precision precision = precisionOf(e.type);
    Worst worst;
    for (size_t k = 0; k < operands.size(); k++) {
        Truth truth = truthOf(e, operands[k]);
        if (!truth.counts) {
            continue;
        }
        worst.count++;
        double error = errorOf(results[k], truth.value, precision);
        if (!(error <= worst.error)) {
            worst.error = error;
            worst.at = operands[k];
        }
    }
    return worst;
}

/** Prints the worst error of an entry; whether it is as small as promised. */
inline bool report(const Entry& e, const Worst& w)
{
    bool kept = w.error <= (isDouble(e.type) ? DOUBLE : SINGLE) && w.count > 0;
    std::printf("%-10s %-4s %7ld points, worst %.2f at %.17g %.17g", e.name.c_str(), nameOf(e.type), w.count, w.error,
                w.at.a.x, w.at.a.y);
    if (e.arity == 2) {
        std::printf(" and %.17g %.17g", w.at.b.x, w.at.b.y);
    }
    std::printf("%s\n", kept ? "" : "  TOO LARGE");
    return kept;
}

}  // namespace errors
