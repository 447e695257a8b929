// SPDX-License-Identifier: MIT
// bitset.h - sets of small numbers: variables, operations, lines of a function.
//
// A set is an array of words that its owner allocates, bitset_words(count) of them, zeroed;
// it does not know its size, and numbers beyond it must not be asked for.
#ifndef SLEY_BITSET_H
#define SLEY_BITSET_H

#include <stdbool.h>
#include <stdint.h>

typedef uint64_t *bitset;

static inline uint32_t bitset_words(uint32_t count)
{
    return (count + 63) / 64;
}

static inline bool bitset_has(const uint64_t *set, uint32_t i)
{
    return (set[i / 64] >> (i % 64) & 1) != 0;
}

static inline void bitset_add(bitset set, uint32_t i)
{
    set[i / 64] |= UINT64_C(1) << (i % 64);
}

static inline void bitset_remove(bitset set, uint32_t i)
{
    set[i / 64] &= ~(UINT64_C(1) << (i % 64));
}

// a |= b; true when a grew.
static inline bool bitset_join(bitset a, const uint64_t *b, uint32_t words)
{
    bool grew = false;
    for (uint32_t i = 0; i < words; i++) {
        uint64_t joined = a[i] | b[i];
        grew |= joined != a[i];
        a[i] = joined;
    }
    return grew;
}

#endif
