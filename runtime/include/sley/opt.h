// SPDX-License-Identifier: MIT
// opt.h - optionals of the built-in scalar types.
//
// I1  `T?` of a type whose C value is a pointer is that pointer, NULL is none.  Every
//     other optional is a struct { bool some; T value; }; `value` is zero when none.
// I2  The compiler declares the optionals of structs, enums, tuples and of optionals
//     with SLEY_OPT_TYPE, and adds __retain and __release where they hold references.
#ifndef SLEY_OPT_H
#define SLEY_OPT_H

#include <stdbool.h>
#include <string.h>

#include "sley/types.h"
#include "sley/value.h"

#ifdef __cplusplus
extern "C" {
#endif

// The optional of a T alone.
#define SLEY_OPT_TYPE(NAME, T) \
    typedef struct NAME {      \
        bool some;             \
        T value;               \
    } NAME

// Declares `sley_opt_NAME`, and three inlines that build one:
//   sley_opt_NAME sley_opt_NAME_some(T value)
//   sley_opt_NAME sley_opt_NAME_none(void)
//   sley_opt_NAME sley_opt_NAME_at(const void *place)  // NULL: none.  Does not retain.
#define SLEY_OPT(NAME, T)                                         \
    SLEY_OPT_TYPE(sley_opt_##NAME, T);                            \
    static inline sley_opt_##NAME sley_opt_##NAME##_some(T value) \
    {                                                             \
        sley_opt_##NAME opt;                                      \
        memset(&opt, 0, sizeof opt);                              \
        opt.some = true;                                          \
        opt.value = value;                                        \
        return opt;                                               \
    }                                                             \
    static inline sley_opt_##NAME sley_opt_##NAME##_none(void)    \
    {                                                             \
        sley_opt_##NAME opt;                                      \
        memset(&opt, 0, sizeof opt);                              \
        return opt;                                               \
    }                                                             \
    static inline sley_opt_##NAME sley_opt_##NAME##_at(const void *place) \
    {                                                             \
        sley_opt_##NAME opt;                                      \
        memset(&opt, 0, sizeof opt);                              \
        if (place != NULL) {                                      \
            opt.some = true;                                      \
            memcpy(&opt.value, place, sizeof opt.value);          \
        }                                                         \
        return opt;                                               \
    }

SLEY_OPT(int, int64_t)
SLEY_OPT(i8, int8_t)
SLEY_OPT(i16, int16_t)
SLEY_OPT(i32, int32_t)
SLEY_OPT(u8, uint8_t)
SLEY_OPT(u16, uint16_t)
SLEY_OPT(u32, uint32_t)
SLEY_OPT(u64, uint64_t)
SLEY_OPT(float, double)
SLEY_OPT(f32, float)
SLEY_OPT(bool, bool)
SLEY_OPT(char, sley_char)
SLEY_OPT(duration, sley_duration)
SLEY_OPT(instant, sley_instant)
#ifdef SLEY_HAS_INT128
SLEY_OPT(i128, sley_i128)
SLEY_OPT(u128, sley_u128)
#endif

// The pointer kept at a place, for optionals of pointer types; NULL place: NULL.
// Does not retain.  SLEY_PTR_AT(sley_str, sley_map_get(m, &k))
static inline void *sley_ptr_at(const void *place)
{
    void *value = NULL;
    if (place != NULL) memcpy(&value, place, sizeof value);
    return value;
}
#define SLEY_PTR_AT(T, place) ((T *)sley_ptr_at(place))

extern const sley_type sley_type_opt_int;
extern const sley_type sley_type_opt_i8;
extern const sley_type sley_type_opt_i16;
extern const sley_type sley_type_opt_i32;
extern const sley_type sley_type_opt_u8;
extern const sley_type sley_type_opt_u16;
extern const sley_type sley_type_opt_u32;
extern const sley_type sley_type_opt_u64;
extern const sley_type sley_type_opt_float;
extern const sley_type sley_type_opt_f32;
extern const sley_type sley_type_opt_bool;
extern const sley_type sley_type_opt_char;
extern const sley_type sley_type_opt_duration;
extern const sley_type sley_type_opt_instant;
#ifdef SLEY_HAS_INT128
extern const sley_type sley_type_opt_i128;
extern const sley_type sley_type_opt_u128;
#endif

#ifdef __cplusplus
}
#endif

#endif
