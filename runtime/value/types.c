// SPDX-License-Identifier: MIT
// types.c - hashing, and the sley_type of the built-in types.

#include "sley/types.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sley/bytes.h"
#include "sley/num.h"
#include "sley/opt.h"
#include "sley/str.h"
#include "sley/text.h"
#include "value/internal.h"

// ---- hashing (map.h I4) --------------------------------------------------------------

uint64_t sley_hash_bytes(const void *data, size_t len)
{
    const char *p = data;
    uint64_t hash = UINT64_C(0x27D4EB2F165667C5) ^ len;
    while (len >= 8) {
        uint64_t word;
        memcpy(&word, p, 8);
        hash = sley_hash_mix(hash, word);
        p += 8;
        len -= 8;
    }
    if (len > 0) {
        uint64_t word = 0;
        memcpy(&word, p, len);
        hash = sley_hash_mix(hash, word);
    }
    return hash ^ (hash >> 29);
}

static uint64_t hash_word(uint64_t word)
{
    return sley_hash_mix(UINT64_C(0x165667B19E3779F9), word);
}

// ---- numbers -------------------------------------------------------------------------

// NAME, its C type, how it is put; the five functions of its sley_type.
#define NUMBER(NAME, T, WORD, PUT)                                     \
    static bool equal_##NAME(const void *a, const void *b)             \
    {                                                                  \
        return *(const T *)a == *(const T *)b;                         \
    }                                                                  \
    static uint64_t hash_##NAME(const void *place)                     \
    {                                                                  \
        T v = *(const T *)place;                                       \
        return WORD;                                                   \
    }                                                                  \
    static int compare_##NAME(const void *a, const void *b)            \
    {                                                                  \
        T x = *(const T *)a;                                           \
        T y = *(const T *)b;                                           \
        return (x > y) - (x < y);                                      \
    }                                                                  \
    static void print_##NAME(sley_text *out, const void *place)        \
    {                                                                  \
        PUT(out, *(const T *)place);                                   \
    }                                                                  \
    const sley_type sley_type_##NAME =                                 \
        SLEY_TYPE(#NAME, T, NULL, NULL, equal_##NAME, hash_##NAME, compare_##NAME, print_##NAME);

NUMBER(int, int64_t, hash_word((uint64_t)v), sley_text_put_int)
NUMBER(i8, int8_t, hash_word((uint64_t)v), sley_text_put_int)
NUMBER(i16, int16_t, hash_word((uint64_t)v), sley_text_put_int)
NUMBER(i32, int32_t, hash_word((uint64_t)v), sley_text_put_int)
NUMBER(u8, uint8_t, hash_word(v), sley_text_put_uint)
NUMBER(u16, uint16_t, hash_word(v), sley_text_put_uint)
NUMBER(u32, uint32_t, hash_word(v), sley_text_put_uint)
NUMBER(u64, uint64_t, hash_word(v), sley_text_put_uint)
NUMBER(bool, bool, hash_word(v), sley_text_put_bool)
NUMBER(char, sley_char, hash_word(v), sley_text_put_quoted_char)
NUMBER(duration, sley_duration, hash_word((uint64_t)v), sley_text_put_duration)
NUMBER(instant, sley_instant, hash_word((uint64_t)v), sley_text_put_duration)
#ifdef SLEY_HAS_INT128
NUMBER(i128, sley_i128, sley_hash_mix(hash_word((uint64_t)v), (uint64_t)(v >> 64)),
       sley_text_put_i128)
NUMBER(u128, sley_u128, sley_hash_mix(hash_word((uint64_t)v), (uint64_t)(v >> 64)),
       sley_text_put_u128)
#endif

static void print_unit(sley_text *out, const void *place)
{
    (void)place;
    sley_text_put_cstr(out, "()");
}

static bool equal_unit(const void *a, const void *b)
{
    (void)a;
    (void)b;
    return true;
}

static uint64_t hash_unit(const void *place)
{
    (void)place;
    return 0;
}

const sley_type sley_type_unit =
    SLEY_TYPE("unit", sley_unit, NULL, NULL, equal_unit, hash_unit, NULL, print_unit);

int sley_float_compare(double a, double b)
{
    if (isnan(a) || isnan(b)) return (isnan(a) != 0) - (isnan(b) != 0);
    return (a > b) - (a < b);
}

// Equal values have one hash: -0.0 is 0.0, every nan is the same.
static uint64_t float_hash(double v)
{
    uint64_t word;
    if (isnan(v)) return hash_word(1);
    v += 0.0;
    memcpy(&word, &v, sizeof word);
    return hash_word(word);
}

#define FLOATING(NAME, T, PUT)                                                            \
    static bool equal_##NAME(const void *a, const void *b)                                \
    {                                                                                     \
        return sley_float_compare((double)*(const T *)a, (double)*(const T *)b) == 0;     \
    }                                                                                     \
    static uint64_t hash_##NAME(const void *place)                                        \
    {                                                                                     \
        return float_hash((double)*(const T *)place);                                     \
    }                                                                                     \
    static int compare_##NAME(const void *a, const void *b)                               \
    {                                                                                     \
        return sley_float_compare((double)*(const T *)a, (double)*(const T *)b);          \
    }                                                                                     \
    static void print_##NAME(sley_text *out, const void *place)                           \
    {                                                                                     \
        PUT(out, *(const T *)place);                                                      \
    }                                                                                     \
    const sley_type sley_type_##NAME =                                                    \
        SLEY_TYPE(#NAME, T, NULL, NULL, equal_##NAME, hash_##NAME, compare_##NAME, print_##NAME);

FLOATING(float, double, sley_text_put_float)
FLOATING(f32, float, sley_text_put_f32)

// ---- strings and bytes ----------------------------------------------------------------

// A place of `sley_NAME *`, which may be NULL (types.h).
#define COUNTED(NAME)                                                               \
    static void retain_##NAME(void *place)                                          \
    {                                                                               \
        (void)sley_##NAME##_retain(*(sley_##NAME **)place);                         \
    }                                                                               \
    static void release_##NAME(void *place)                                         \
    {                                                                               \
        sley_##NAME##_release(*(sley_##NAME **)place);                              \
    }

#define COUNTED_VALUE(NAME)                                                         \
    COUNTED(NAME)                                                                   \
    static bool equal_##NAME(const void *a, const void *b)                          \
    {                                                                               \
        return sley_##NAME##_equal(*(sley_##NAME *const *)a, *(sley_##NAME *const *)b); \
    }                                                                               \
    static uint64_t hash_##NAME(const void *place)                                  \
    {                                                                               \
        return sley_##NAME##_hash(*(sley_##NAME *const *)place);                    \
    }                                                                               \
    static int compare_##NAME(const void *a, const void *b)                         \
    {                                                                               \
        return sley_##NAME##_compare(*(sley_##NAME *const *)a, *(sley_##NAME *const *)b); \
    }

COUNTED_VALUE(str)
COUNTED_VALUE(bytes)
COUNTED(buffer)
COUNTED(closure)

static bool equal_closure(const void *a, const void *b)
{
    return *(sley_closure *const *)a == *(sley_closure *const *)b;
}

static void print_str(sley_text *out, const void *place)
{
    const sley_str *s = *(sley_str *const *)place;
    if (!s) {
        sley_text_put_cstr(out, "none");
    } else {
        sley_text_put_quoted(out, s);
    }
}

static void print_bytes(sley_text *out, const void *place)
{
    const sley_bytes *b = *(sley_bytes *const *)place;
    if (!b) {
        sley_text_put_cstr(out, "none");
    } else {
        sley_text_put_quoted_bytes(out, b->data, (size_t)b->len);
    }
}

static void print_buffer(sley_text *out, const void *place)
{
    const sley_buffer *b = *(sley_buffer *const *)place;
    sley_text_put_cstr(out, "buffer(");
    if (b) sley_text_put_quoted_bytes(out, b->data, (size_t)b->len);
    sley_text_put_cstr(out, ")");
}

static void print_closure(sley_text *out, const void *place)
{
    sley_text_put_cstr(out, *(sley_closure *const *)place == NULL ? "none" : "<fn>");
}

#define POINTER_TYPE(NAME, EQUAL, HASH, COMPARE)                                             \
    const sley_type sley_type_##NAME = {                                                     \
        .name = #NAME, .size = sizeof(void *), .align = sizeof(void *), .niche = 1,          \
        .retain = retain_##NAME, .release = release_##NAME, .equal = EQUAL, .hash = HASH,    \
        .compare = COMPARE, .print = print_##NAME, .isolate = sley__isolate_##NAME}

POINTER_TYPE(str, equal_str, hash_str, compare_str);
POINTER_TYPE(bytes, equal_bytes, hash_bytes, compare_bytes);
POINTER_TYPE(buffer, sley__types_same_at, sley__types_same_hash_at, NULL);
POINTER_TYPE(closure, equal_closure, NULL, NULL);

// ---- optionals (opt.h) ---------------------------------------------------------------

#define OPTIONAL(NAME)                                                                       \
    const sley_type sley_type_opt_##NAME = {                                                 \
        .name = #NAME "?", .size = sizeof(sley_opt_##NAME), .shape = SLEY_SHAPE_OPTIONAL,    \
        .align = SLEY_ALIGNOF(sley_opt_##NAME),                                              \
        SLEY_FIELDS({"value", offsetof(sley_opt_##NAME, value), &sley_type_##NAME})};

OPTIONAL(int)
OPTIONAL(i8)
OPTIONAL(i16)
OPTIONAL(i32)
OPTIONAL(u8)
OPTIONAL(u16)
OPTIONAL(u32)
OPTIONAL(u64)
OPTIONAL(float)
OPTIONAL(f32)
OPTIONAL(bool)
OPTIONAL(char)
OPTIONAL(duration)
OPTIONAL(instant)
#ifdef SLEY_HAS_INT128
OPTIONAL(i128)
OPTIONAL(u128)
#endif

// ---- handles -------------------------------------------------------------------------

bool sley__types_same_at(const void *a, const void *b)
{
    return *(void *const *)a == *(void *const *)b;
}

uint64_t sley__types_same_hash_at(const void *place)
{
    return sley_hash_mix(1, (uintptr_t) * (void *const *)place);
}
