// The random numbers of the device library are those of org.argand.backend.Philox, to the last bit.
#include "library_entries.h"

#include <cstdio>

namespace {

// What BoxMullerTest holds the host to: seed 1, stream 2.
const double WIDE[] = {
    0x1.0f42691aa2289p0, 0x1.1100d6b43fd74p-2, 0x1.0d2f5f8138958p-1, 0x1.8292ad3d6a1f8p-3,
};
const float NARROW[] = {
    -0x1.b727ccp-2f, -0x1.2073fcp-3f, 0x1.9fa8fcp0f, 0x1.a254eap-2f,
};
const double PLANE[] = {
    0x1.7f9e66192ba75p-1, 0x1.8215be580ac6p-3, 0x1.7caf65fcf3b66p-2, 0x1.11592e06d7f84p-3,
};

int failures = 0;

template <class T>
void same(const char* what, int index, T got, T want)
{
    if (got != want) {
        std::printf("%s %d is %a, not %a\n", what, index, double(got), double(want));
        failures++;
    }
}

}  // namespace

int main()
{
    for (int k = 0; k < 4; k++) {
        same("normal float64", k, argand_normal_f64(1, 2, k), WIDE[k]);
        same("normal float32", k, argand_normal_f32(1, 2, k), NARROW[k]);
    }
    for (int k = 0; k < 2; k++) {
        double2 z = argand_normal_c128(1, 2, k);
        same("real part", k, z.x, PLANE[2 * k]);
        same("imaginary part", k, z.y, PLANE[2 * k + 1]);
    }
    // The published vectors of the generator, at seed 0, stream 0.
    same("upper bits of word 0", 0, argand_uniform_f32(0, 0, 0), (0x6627e8d5u >> 8) * 0x1p-24f);
    same("upper bits of word 3", 3, argand_uniform_f32(0, 0, 3), (0x9b00dbd8u >> 8) * 0x1p-24f);
    same("words 2 and 3", 1, argand_uniform_f64(0, 0, 1), (0x9b00dbd8bc57ac4cULL >> 11) * 0x1p-53);
    same("below 1000", 0, argand_integer_i32(0, 0, 0, 1000), int(0x6627e8d5ULL * 1000 >> 32));
    same("below 2^40", 0, argand_integer_i64(0, 0, 0, 1LL << 40), (long long)(0xe169c58d6627e8d5ULL >> 24));
    std::printf("%d random numbers differ\n", failures);
    return failures == 0 ? 0 : 1;
}
