// Failures on demand: the nth call of a kind answers an error that a test chose.
#pragma once

enum class Kind : int { None = 0, Allocation = 1, Launch = 2, Copy = 3, Work = 4 };

namespace faults {

void arm(Kind kind, long nth, int code);

// Counts a call of a kind and answers the error it must fail with, 0 where it must not.
int meet(Kind kind);

long count(Kind kind);

}  // namespace faults
