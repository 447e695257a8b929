// SPDX-License-Identifier: MIT
// foreign.h - what stands between Sley and C: strings, pointers and numbers that cross.
//
// The compiler writes a function for each one of C that a program calls (emit_foreign.c), of these
// parts. A str is borrowed by C for the length of the call; what C gives is copied.
#ifndef SLEY_FOREIGN_H
#define SLEY_FOREIGN_H

#include <limits.h>

#include "sley/bytes.h"
#include "sley/list.h"
#include "sley/panic.h"
#include "sley/str.h"

#ifdef __cplusplus
extern "C" {
#endif

// ---- strings and bytes ------------------------------------------------------------------------

// A str as C wants it: NUL-terminated. A slice is copied, all others are passed as they are.
typedef struct sley_cstr {
    const char *data; // NULL: none
    char *copy;       // to be freed; NULL: `data` is the str's own
} sley_cstr;

// `s` may be NULL: none. A NUL inside is a panic: C would see the string end there.
sley_cstr sley_cstr_open(const sley_str *s, const sley_site *site);
void sley_cstr_close(sley_cstr *c);

// Copies; what is not UTF-8 becomes U+FFFD. NULL is a panic.
sley_str *sley_str_from_c(const char *text, const sley_site *site);
sley_str *sley_str_from_c_or_none(const char *text); // NULL gives NULL
// list[str?] of `count` strings.
sley_list *sley_strings_from_c(char *const *strings, int64_t count);

// `len` zero bytes for C to write to, in a call that follows at once.
sley_bytes *sley_bytes_room(int64_t len, const sley_site *site);
static inline void *sley_bytes_place(sley_bytes *b)
{
    return (void *)(uintptr_t)b->data;
}

// ---- numbers and pointers -----------------------------------------------------------------------

SLEY_NORETURN void sley__foreign_failed(const char *value, const char *type, const sley_site *site);
SLEY_NORETURN void sley__foreign_signed_failed(int64_t v, const char *type, const sley_site *site);
SLEY_NORETURN void sley__foreign_unsigned_failed(uint64_t v, const char *type,
                                                 const sley_site *site);

// What C gives where the declaration says i32: a number that does not fit is a panic.
#define SLEY__SIGNED_FROM_C(WORD, T, MIN, MAX)                                       \
    static inline T sley_##WORD##_from_c(int64_t v, const sley_site *site)           \
    {                                                                                \
        if (v < (MIN) || v > (MAX)) sley__foreign_signed_failed(v, #WORD, site);     \
        return (T)v;                                                                 \
    }
#define SLEY__UNSIGNED_FROM_C(WORD, T, MAX)                                          \
    static inline T sley_##WORD##_from_c(uint64_t v, const sley_site *site)          \
    {                                                                                \
        if (v > (MAX)) sley__foreign_unsigned_failed(v, #WORD, site);                \
        return (T)v;                                                                 \
    }
SLEY__SIGNED_FROM_C(i8, int8_t, INT8_MIN, INT8_MAX)
SLEY__SIGNED_FROM_C(i16, int16_t, INT16_MIN, INT16_MAX)
SLEY__SIGNED_FROM_C(i32, int32_t, INT32_MIN, INT32_MAX)
SLEY__UNSIGNED_FROM_C(u8, uint8_t, UINT8_MAX)
SLEY__UNSIGNED_FROM_C(u16, uint16_t, UINT16_MAX)
SLEY__UNSIGNED_FROM_C(u32, uint32_t, UINT32_MAX)

// A pointer that the declaration says is never NULL.
static inline void *sley_pointer_from_c(const void *p, const sley_site *site)
{
    if (SLEY_UNLIKELY(p == NULL)) sley__foreign_failed("NULL", "a pointer, or as `T?`", site);
    return (void *)(uintptr_t)p;
}

extern const sley_type sley_type_pointer; // a place that holds one: equal when it is the same

#ifdef __cplusplus
}
#endif

#endif
