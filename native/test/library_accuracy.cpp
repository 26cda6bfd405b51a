// Every function of the device library, compiled for the host, against 113 bits over all magnitudes; prints the worst
// error of each: library_accuracy [POINTS [FUNCTION]].
#include "library_errors.h"

#include <cstdlib>

int main(int argc, char** argv)
{
    long count = argc > 1 ? std::atol(argv[1]) : 4000;
    std::string only = argc > 2 ? argv[2] : "";
    int failures = 0;
    for (const entries::Entry& e : entries::all()) {
        if (!only.empty() && e.name != only) {
            continue;
        }
        std::vector<errors::Operands> operands = errors::operandsOf(e, count);
        std::vector<double2> results;
        for (const errors::Operands& in : operands) {
            results.push_back(e.call(in.a, in.b));
        }
        failures += !errors::report(e, errors::worstOf(e, operands, results));
    }
    std::printf("%d functions are worse than they promise\n", failures);
    return failures == 0 ? 0 : 1;
}
