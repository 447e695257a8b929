// SPDX-License-Identifier: MIT
// types.h - the sley_type of each built-in type, and the helper that makes others.
//
// list.h, map.h, set.h and opt.h have macros for the types built from these.  A place
// of str or bytes may hold NULL: `str?` has the same sley_type as `str`, since the
// functions treat none as a value below all texts that prints as `none`.
#ifndef SLEY_TYPES_H
#define SLEY_TYPES_H

#include "sley/value.h"

#ifdef __cplusplus
extern "C" {
#endif

extern const sley_type sley_type_int;
extern const sley_type sley_type_i8;
extern const sley_type sley_type_i16;
extern const sley_type sley_type_i32;
extern const sley_type sley_type_u8;
extern const sley_type sley_type_u16;
extern const sley_type sley_type_u32;
extern const sley_type sley_type_u64;
#ifdef SLEY_HAS_INT128
extern const sley_type sley_type_i128;
extern const sley_type sley_type_u128;
#endif
extern const sley_type sley_type_float;
extern const sley_type sley_type_f32;
extern const sley_type sley_type_bool;
extern const sley_type sley_type_char;
extern const sley_type sley_type_duration;
extern const sley_type sley_type_instant; // prints as a duration since the start
extern const sley_type sley_type_str;
extern const sley_type sley_type_bytes;
extern const sley_type sley_type_closure; // any fn value; equal when it is the same one

// A struct, enum, tuple or optional struct: the initialiser of a const sley_type.
//   static const sley_type m_a__Point__type =
//       SLEY_TYPE("Point", m_a__Point, NULL, NULL, m_a__Point__equal, ...);
#define SLEY_TYPE(TEXT, T, RETAIN, RELEASE, EQUAL, HASH, COMPARE, PRINT)                  \
    {                                                                                     \
        TEXT, sizeof(T), SLEY_ALIGNOF(T), 0, RETAIN, RELEASE, EQUAL, HASH, COMPARE, PRINT \
    }

// Puts a hash together from those of the parts: h = sley_hash_mix(h, hash of next).
static inline uint64_t sley_hash_mix(uint64_t hash, uint64_t next)
{
    hash = (hash ^ next) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ (hash >> 32);
}

uint64_t sley_hash_bytes(const void *data, size_t len);

// x == y for floats as part of ==, sort and map keys: IEEE, except that a nan equals a
// nan and is above all numbers, so that sorting and keys have an order to rely on.
int sley_float_compare(double a, double b);

#ifdef __cplusplus
}
#endif

#endif
