// The device library against the correctly rounded cases of CPython's cmath, by CPython's criterion; skipped where
// ARGAND_REFS does not name the folder that holds cmath_testcases.txt.
#include "library_entries.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>

namespace {

struct Case {
    std::string id;
    std::string function;
    double2 in;
    double2 want;
    std::string flags;
};

bool isListed(const std::string& line)
{
    return !line.empty() && line.compare(0, 2, "--") != 0 && line.find("->") != std::string::npos;
}

Case parsed(const std::string& line)
{
    std::istringstream words(line);
    std::string part[5];
    std::string arrow;
    Case c;
    words >> c.id >> c.function >> part[0] >> part[1] >> arrow >> part[2] >> part[3];
    std::getline(words, c.flags);
    c.in = {std::strtod(part[0].c_str(), nullptr), std::strtod(part[1].c_str(), nullptr)};
    c.want = {std::strtod(part[2].c_str(), nullptr), std::strtod(part[3].c_str(), nullptr)};
    return c;
}

/** 2e-15 relative; zeros with their signs, infinities and NaN exact. */
bool isClose(double got, double want, double absolute)
{
    if (std::isnan(want) || std::isinf(want)) {
        return std::isnan(want) ? std::isnan(got) : got == want;
    }
    if (want == 0 && got == 0) {
        return std::signbit(want) == std::signbit(got);
    }
    return std::fabs(got - want) <= std::fmax(absolute, 2e-15 * std::fabs(want));
}

bool passes(const Case& c, double2 got)
{
    bool anyRe = c.flags.find("ignore-real-sign") != std::string::npos;
    bool anyIm = c.flags.find("ignore-imag-sign") != std::string::npos;
    bool log = c.function.compare(0, 3, "log") == 0;
    return isClose(anyRe ? std::fabs(got.x) : got.x, anyRe ? std::fabs(c.want.x) : c.want.x, log ? 1e-15 : 5e-323) &&
           isClose(anyIm ? std::fabs(got.y) : got.y, anyIm ? std::fabs(c.want.y) : c.want.y, 5e-323);
}

double2 result(const std::map<std::string, entries::Entry>& entries, const Case& c)
{
    if (c.function == "polar") {
        return {argand_abs_c128(c.in), argand_angle_c128(c.in)};
    }
    if (c.function == "rect") {
        return argand_polar_f64(c.in.x, c.in.y);
    }
    return entries.at(c.function).call(c.in, c.in);
}

}  // namespace

int main()
{
    const char* folder = std::getenv("ARGAND_REFS");
    std::ifstream file(std::string(folder == nullptr ? "" : folder) + "/cmath_testcases.txt");
    if (folder == nullptr || !file) {
        std::printf("skipped: ARGAND_REFS names no folder with cmath_testcases.txt\n");
        return 0;
    }
    std::map<std::string, entries::Entry> entries;
    for (const entries::Entry& e : entries::all()) {
        if (e.type == entries::Type::C128) {
            entries.emplace(e.name, e);
        }
    }
    int cases = 0;
    int failures = 0;
    for (std::string line; std::getline(file, line);) {
        if (!isListed(line)) {
            continue;
        }
        Case c = parsed(line);
        double2 got = result(entries, c);
        cases++;
        if (!passes(c, got)) {
            failures++;
            std::printf("%s got %.17g %.17g\n", line.c_str(), got.x, got.y);
        }
    }
    std::printf("%d of %d cases fail\n", failures, cases);
    return failures == 0 && cases > 0 ? 0 : 1;
}
