// SPDX-License-Identifier: MIT
// types.h - the sley_type of each built-in type, and the helper that makes others.
//
// list.h, map.h, set.h and opt.h have macros for the types built from these.  A place
// of str or bytes may hold NULL: `str?` has the same sley_type as `str`, since the
// functions treat none as a value below all strings that prints as `none`.
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
// nothing, as a part of a tuple: what gather gives for a call without result
extern const sley_type sley_type_unit;
extern const sley_type sley_type_char;
extern const sley_type sley_type_duration;
extern const sley_type sley_type_instant; // prints as a duration since the start
extern const sley_type sley_type_str;
extern const sley_type sley_type_bytes;
extern const sley_type sley_type_closure; // any fn value; equal when it is the same one

// The initialiser of a const sley_type that has functions of its own.
#define SLEY_TYPE(TEXT, T, RETAIN, RELEASE, EQUAL, HASH, COMPARE, PRINT)                 \
    {                                                                                    \
        .name = TEXT, .size = sizeof(T), .align = SLEY_ALIGNOF(T), .retain = RETAIN,     \
        .release = RELEASE, .equal = EQUAL, .hash = HASH, .compare = COMPARE,            \
        .print = PRINT                                                                   \
    }

// Defines the const sley_type T__type of a type that is worked on part by part:
//   static SLEY_STRUCT(m_a__Point, "Point", SLEY_PLAIN,
//       {"x", offsetof(m_a__Point, f_x), &sley_type_int},
//       {"y", offsetof(m_a__Point, f_y), &sley_type_int});
// COUNTS is SLEY_PLAIN or, for types with T__retain_at and T__release_at, SLEY_COUNTED;
// SLEY_PLAIN_RUNS and SLEY_COUNTED_RUNS where a part runs code of the program, SLEY_PLAIN_OWN and
// SLEY_COUNTED_OWN where T__own says what it does itself.
#define SLEY_STRUCT(T, TEXT, COUNTS, ...) \
    SLEY__PARTS(T, TEXT, COUNTS(T), SLEY_SHAPE_STRUCT, SLEY_FIELDS(__VA_ARGS__))
#define SLEY_TUPLE(T, TEXT, COUNTS, ...) \
    SLEY__PARTS(T, TEXT, COUNTS(T), SLEY_SHAPE_TUPLE, SLEY_FIELDS(__VA_ARGS__))
#define SLEY_OPTIONAL(T, TEXT, COUNTS, VALUE)             \
    SLEY__PARTS(T, TEXT, COUNTS(T), SLEY_SHAPE_OPTIONAL,  \
                SLEY_FIELDS({"value", offsetof(T, value), &(VALUE)}))
#define SLEY_EMPTY_STRUCT(T, TEXT, COUNTS) \
    SLEY__PARTS(T, TEXT, COUNTS(T), SLEY_SHAPE_STRUCT, SLEY_NO_FIELDS)
// The cases of an enum in their order: {"Dot", SLEY_NO_FIELDS} or {"Circle", SLEY_FIELDS({...})}.
#define SLEY_ENUM(T, TEXT, COUNTS, ...)                          \
    SLEY__PARTS(T, TEXT, COUNTS(T), SLEY_SHAPE_ENUM,             \
                .cases = (const sley_case[]){__VA_ARGS__},       \
                .count = sizeof((const sley_case[]){__VA_ARGS__}) / sizeof(sley_case))
// The same with the numbers of its cases, none of which has parts: {"Red", 1}.
#define SLEY_NUMBERS(T, TEXT, COUNTS, ...)                          \
    SLEY__PARTS(T, TEXT, COUNTS(T), SLEY_SHAPE_NUMBERS,             \
                .numbers = (const sley_numbered_case[]){__VA_ARGS__}, \
                .count = sizeof((const sley_numbered_case[]){__VA_ARGS__}) / \
                         sizeof(sley_numbered_case))

#define SLEY_PLAIN(T) .retain = NULL, .release = NULL
#define SLEY_COUNTED(T) .retain = T##__retain_at, .release = T##__release_at
#define SLEY_PLAIN_RUNS(T) SLEY_PLAIN(T), .runs_code = true
#define SLEY_COUNTED_RUNS(T) SLEY_COUNTED(T), .runs_code = true
#define SLEY_PLAIN_OWN(T) SLEY_PLAIN_RUNS(T), .own = &T##__own
#define SLEY_COUNTED_OWN(T) SLEY_COUNTED_RUNS(T), .own = &T##__own
#define SLEY_FIELDS(...)                            \
    .fields = (const sley_field[]){__VA_ARGS__},    \
    .count = sizeof((const sley_field[]){__VA_ARGS__}) / sizeof(sley_field)
#define SLEY_NO_FIELDS .fields = NULL, .count = 0
#define SLEY__PARTS(T, TEXT, COUNTS, SHAPE, ...)                                       \
    const sley_type T##__type = {.name = TEXT, .size = sizeof(T), .shape = SHAPE,      \
                                 .align = SLEY_ALIGNOF(T), COUNTS, __VA_ARGS__}

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
