// Random numbers: Philox 4x32-10 (Salmon, Moraes, Dror and Shaw, SC'11) and what org.argand.backend.Philox draws from
// it, the same to the last bit.
#pragma once

#include "complex.cuh"
#include "turns.cuh"

namespace argand {

using Word = unsigned int;
using Wide = unsigned long long;

/** One draw's endless row of 32-bit words. */
struct Words {
    Wide seed;
    Wide stream;
};

/** Four words of a row. */
struct Block {
    Word word[4];
};

/** Words 4·index to 4·index + 3. */
ARGAND_INLINE Block blockOf(Words row, Wide index)
{
    Word c0 = Word(index);
    Word c1 = Word(index >> 32);
    Word c2 = Word(row.stream);
    Word c3 = Word(row.stream >> 32);
    Word k0 = Word(row.seed);
    Word k1 = Word(row.seed >> 32);
    for (int round = 0; round < 10; round++) {
        Wide p0 = Wide(0xD2511F53u) * c0;
        Wide p1 = Wide(0xCD9E8D57u) * c2;
        c0 = Word(p1 >> 32) ^ c1 ^ k0;
        c1 = Word(p1);
        c2 = Word(p0 >> 32) ^ c3 ^ k1;
        c3 = Word(p0);
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
    return {{c0, c1, c2, c3}};
}

/** Word j of a block, without an array that is indexed at run time. */
ARGAND_INLINE Word wordOf(const Block& b, int j)
{
    Word low = (j & 1) == 0 ? b.word[0] : b.word[1];
    Word high = (j & 1) == 0 ? b.word[2] : b.word[3];
    return (j & 2) == 0 ? low : high;
}

/** Words 2·j (low) and 2·j + 1 (high) of a block. */
ARGAND_INLINE Wide pairOf(const Block& b, int j)
{
    Word low = (j & 1) == 0 ? b.word[0] : b.word[2];
    Word high = (j & 1) == 0 ? b.word[1] : b.word[3];
    return Wide(high) << 32 | low;
}

/** 24 bits as a number of [0, 1). */
ARGAND_INLINE double single(Word word)
{
    return (word >> 8) * 0x1p-24;
}

/** 53 bits as a number of [0, 1). */
ARGAND_INLINE double wide(Wide words)
{
    return double(words >> 11) * 0x1p-53;
}

/** Element i in single precision. */
ARGAND_INLINE double singleUniform(Words row, Wide i)
{
    return single(wordOf(blockOf(row, i >> 2), int(i & 3)));
}

/** Element i in double precision. */
ARGAND_INLINE double wideUniform(Words row, Wide i)
{
    return wide(pairOf(blockOf(row, i >> 1), int(i & 1)));
}

/** Two uniform numbers, of which Box and Muller make two normal ones. */
struct UniformPair {
    double length;
    double turns;
};

/** Of the words of pair p in single precision, the first in (0, 1): see BoxMuller.MOST_SINGLE. */
ARGAND_INLINE UniformPair singlePair(Words row, Wide p)
{
    Block b = blockOf(row, p >> 1);
    int first = int(p & 1) * 2;
    return {fmin(single(wordOf(b, first)) + 0x1p-24, 1 - 0x1p-25), single(wordOf(b, first + 1))};
}

/** Of the words of pair p in double precision, the first in (0, 1): see BoxMuller.MOST_WIDE. */
ARGAND_INLINE UniformPair widePair(Words row, Wide p)
{
    Block b = blockOf(row, p);
    return {fmin(wide(pairOf(b, 0)) + 0x1p-53, 1 - 0x1p-53), wide(pairOf(b, 1))};
}

/** log u for normal u below 1; see BoxMuller.log. */
ARGAND_INLINE double logOfUniform(double u)
{
    long long bits = __double_as_longlong(u);
    long long k = (bits - 0x3fe6a09e667f3bcdLL) >> 52;
    double f = __longlong_as_double(bits - k * (1LL << 52)) - 1;
    double s = f / (2 + f);
    double z = s * s;
    double p = 0x1.2b66375fc1520p-3;
    p = fma(p, z, 0x1.39fd32f6d9a26p-3);
    p = fma(p, z, 0x1.7462be34d66e2p-3);
    p = fma(p, z, 0x1.c71c62c1fb181p-3);
    p = fma(p, z, 0x1.2492492e0f16bp-2);
    p = fma(p, z, 0x1.99999999951bep-2);
    p = fma(p, z, 0x1.5555555555558p-1);
    double half = 0.5 * f * f;
    double small = fma(s, fma(p, z, half), double(k) * 0x1.ef35793c7673p-45);
    return double(k) * 0x1.62e42fefa38p-1 - ((half - small) - f);
}

/** One of the two normal numbers of a pair. */
ARGAND_INLINE double normal(UniformPair u, bool second)
{
    Direction d = directionOf(u.turns);
    return sqrt(-2 * logOfUniform(u.length)) * (second ? d.sin : d.cos);
}

/** The complex normal number of a pair, of variance 1. */
ARGAND_INLINE Complex<double> complexNormal(UniformPair u)
{
    Direction d = directionOf(u.turns);
    double r = sqrt(-logOfUniform(u.length));
    return {r * d.cos, r * d.sin};
}

/** Element i, uniform below a bound of at most 2³¹. */
ARGAND_INLINE int narrowInteger(Words row, Wide i, Wide bound)
{
    return int((wordOf(blockOf(row, i >> 2), int(i & 3)) * bound) >> 32);
}

/** Element i, uniform below a bound. */
ARGAND_INLINE long long wideInteger(Words row, Wide i, Wide bound)
{
    if (bound <= 1ULL << 32) {
        return (long long)((wordOf(blockOf(row, i >> 2), int(i & 3)) * bound) >> 32);
    }
    return (long long)__umul64hi(pairOf(blockOf(row, i >> 1), int(i & 1)), bound);
}

}  // namespace argand
