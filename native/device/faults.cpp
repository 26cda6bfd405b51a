// Failures on demand: the nth call of a kind answers an error that a test chose.
#include "faults.h"

#include "result.h"

namespace faults {
namespace {

long counts[5] = {};
Kind armed = Kind::None;
long remaining = 0;
int failure = Success;

int tick(Kind what) {
    counts[static_cast<int>(what)]++;
    if (armed != what || remaining-- > 0) {
        return Success;
    }
    armed = Kind::None;
    return failure;
}

}  // namespace

void arm(Kind kind, long nth, int code) {
    armed = kind;
    remaining = nth;
    failure = code;
}

int meet(Kind kind) {
    int result = kind == Kind::Work ? Success : tick(kind);
    int lost = tick(Kind::Work);
    return result != Success ? result : lost;
}

long count(Kind kind) {
    int index = static_cast<int>(kind);
    return index >= 0 && index < 5 ? counts[index] : 0;
}

}  // namespace faults
