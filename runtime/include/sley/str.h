// SPDX-License-Identifier: MIT
// str.h - str: immutable strings.
//
// I1  The bytes of a str are always valid UTF-8, without surrogates; 0 may occur.
// I2  `chars` is the number of code points in them.  All positions, lengths and widths
//     that a program sees count code points; where chars == len (ASCII) they are found
//     at once, else by walking.
// I3  A str with `base` shares the bytes of `base`, which it holds; `base` itself has
//     none, so chains do not grow.  Only a str without base ends in a NUL byte.
// I4  A str never changes, so sharing is not seen.  A short slice is copied, so that a
//     word does not keep a whole file alive.
//
// Ownership: arguments are borrowed, a `sley_str *` that comes back is owned by the
// caller (it may be the argument itself, retained).  Arguments are not NULL unless it
// says so.  Nothing here suspends.  Too little memory is a panic.
#ifndef SLEY_STR_H
#define SLEY_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sley/error.h"
#include "sley/opt.h"
#include "sley/value.h"

#ifdef __cplusplus
extern "C" {
#endif

struct sley_str {
    sley_object head;
    int64_t len;      // bytes
    int64_t chars;    // code points (I2)
    const char *data; // not NUL-terminated in slices (I3)
    sley_str *base;   // whose bytes these are; NULL: its own, after this struct
};

// The object of a literal, never counted and never freed:
//   SLEY_STR_LIT(k_hello, "hello");              // ASCII only
//   SLEY_STR_LIT_UTF8(k_h, 2, "\303\244h");      // with its code points
//   SLEY_STR_LIT_DATA(k_long, 9000, array);      // char array without NUL, for
//                                                // what C allows no literal for
// Known to emit_literal.c.  C11 promises literals of 4095 bytes only.
#define SLEY_STR_LIT(NAME, TEXT)                                                        \
    static sley_str NAME = {{SLEY_IMMORTAL, 0}, (int64_t)sizeof(TEXT) - 1,                 \
                            (int64_t)sizeof(TEXT) - 1, TEXT, NULL}
#define SLEY_STR_LIT_UTF8(NAME, CHARS, TEXT) \
    static sley_str NAME = {{SLEY_IMMORTAL, 0}, (int64_t)sizeof(TEXT) - 1, CHARS, TEXT, NULL}
#define SLEY_STR_LIT_DATA(NAME, CHARS, ARRAY) \
    static sley_str NAME = {{SLEY_IMMORTAL, 0}, (int64_t)sizeof(ARRAY), CHARS, ARRAY, NULL}

extern sley_str sley_str_empty; // "", immortal

// ---- life --------------------------------------------------------------------------

void sley__str_free(sley_str *s);

SLEY_REFCOUNTED_OR_STATIC(sley_str, sley__str_free)

// `data` must be valid UTF-8 (I1); it is copied.
sley_str *sley_str_new(const char *data, size_t len);
sley_str *sley_str_from_cstr(const char *text);
// For what comes from outside.  NULL when it is not UTF-8; the caller throws.
sley_str *sley_str_from_utf8(const char *data, size_t len);
// Each part that cannot be UTF-8 becomes one U+FFFD; never fails.
sley_str *sley_str_from_utf8_lossy(const char *data, size_t len);
// Room for `len` bytes, for the runtime's own builders: fill `*data`, whose content is
// valid UTF-8 of `chars` code points, before anyone else sees the str.
sley_str *sley__str_alloc(size_t len, size_t chars, char **data);

// ---- looking -----------------------------------------------------------------------

static inline int64_t sley_str_len(const sley_str *s) // code points; at once
{
    return s->chars;
}

static inline int64_t sley_str_byte_len(const sley_str *s)
{
    return s->len;
}

static inline bool sley_str_is_empty(const sley_str *s)
{
    return s->len == 0;
}

// Both may be NULL: none equals none, and is below every string.  Order is by code point.
bool sley_str_equal(const sley_str *a, const sley_str *b);
int sley_str_compare(const sley_str *a, const sley_str *b);
uint64_t sley_str_hash(const sley_str *s);

// "index 5 is out of range for a str of 3"; indices are never negative.
sley_char sley_str_at(const sley_str *s, int64_t index, const sley_site *site);
// s[from..to]; "slice 2..7 is out of range for a str of 3" unless 0 <= from <= to <= len.
sley_str *sley_str_slice(sley_str *s, int64_t from, int64_t to, const sley_site *site);
sley_str *sley_str_slice_from(sley_str *s, int64_t from, const sley_site *site);

// for c in s:   int64_t at = 0; sley_char c; while (sley_str_next(s, &at, &c)) { ... }
// `at` is a position in bytes that only this function moves.
bool sley_str_next(const sley_str *s, int64_t *at, sley_char *c);

bool sley_str_contains(const sley_str *s, const sley_str *part);
bool sley_str_contains_char(const sley_str *s, sley_char c);
bool sley_str_starts_with(const sley_str *s, const sley_str *part);
bool sley_str_ends_with(const sley_str *s, const sley_str *part);
sley_opt_int sley_str_find(const sley_str *s, const sley_str *part);  // first; an index
sley_opt_int sley_str_rfind(const sley_str *s, const sley_str *part); // last
int64_t sley_str_count(const sley_str *s, const sley_str *part); // without overlap; "": len+1

// True when there is a character and all of them are; as the same tests of char.
bool sley_str_is_digit(const sley_str *s);
bool sley_str_is_alpha(const sley_str *s);
bool sley_str_is_alnum(const sley_str *s);
bool sley_str_is_space(const sley_str *s);
bool sley_str_is_upper(const sley_str *s); // some cased character, and none lower
bool sley_str_is_lower(const sley_str *s);
int64_t sley_str_width(const sley_str *s); // columns on a terminal

// ---- making ------------------------------------------------------------------------

sley_str *sley_str_concat(sley_str *a, sley_str *b);
// Like sley_str_concat, but takes `a` and, when it has no other owner, goes on in its
// place: a loop of `s += x` is then linear.
sley_str *sley_str_append(sley_str *a, sley_str *b);
sley_str *sley_str_repeat(sley_str *s, int64_t times, const sley_site *site);
sley_str *sley_str_upper(sley_str *s); // full case mapping: "ß" gives "SS"
sley_str *sley_str_lower(sley_str *s);
sley_str *sley_str_title(sley_str *s);
sley_str *sley_str_capitalize(sley_str *s);
sley_str *sley_str_reversed(sley_str *s); // by code point

// `set`: the characters to strip; NULL: white space.
sley_str *sley_str_strip(sley_str *s, const sley_str *set);
sley_str *sley_str_lstrip(sley_str *s, const sley_str *set);
sley_str *sley_str_rstrip(sley_str *s, const sley_str *set);
// Without the given part at that end; else `s` as it is.
sley_str *sley_str_without_prefix(sley_str *s, const sley_str *part);
sley_str *sley_str_without_suffix(sley_str *s, const sley_str *part);

// At least `width` code points, filled up with `fill`; "width -1 is negative".
sley_str *sley_str_ljust(sley_str *s, int64_t width, sley_char fill, const sley_site *site);
sley_str *sley_str_rjust(sley_str *s, int64_t width, sley_char fill, const sley_site *site);
sley_str *sley_str_center(sley_str *s, int64_t width, sley_char fill, const sley_site *site);

// All places, or the first `max` when it is not negative.
sley_str *sley_str_replace(sley_str *s, const sley_str *part, const sley_str *with, int64_t max);

// sep NULL: at runs of white space, and no empty pieces.  At most `max` cuts when it is
// not negative.  An empty separator is a panic.
sley_list *sley_str_split(sley_str *s, const sley_str *sep, int64_t max, const sley_site *site);
sley_list *sley_str_rsplit(sley_str *s, const sley_str *sep, int64_t max, const sley_site *site);
sley_list *sley_str_lines(sley_str *s);  // at \n, \r\n and \r, without them
sley_list *sley_str_chars(sley_str *s);  // list[char]
sley_bytes *sley_str_bytes(sley_str *s); // its UTF-8; shares the storage
// The part before the first `sep` and the part after it; false: no sep, nothing is set.
bool sley_str_cut(sley_str *s, const sley_str *sep, sley_str **before, sley_str **after);
sley_str *sley_str_join(const sley_str *sep, const sley_list *parts); // list[str]
static inline sley_str *sley_list_join(const sley_list *parts, const sley_str *sep)
{
    return sley_str_join(sep, parts);
}
// A number as a literal in base 16, 8 and 2: "0xff", "0o17", "-0b101".
sley_str *sley_int_hex(int64_t v);
sley_str *sley_int_oct(int64_t v);
sley_str *sley_int_bin(int64_t v);
// The value of an ASCII digit or letter in a base from 2 to 36.
sley_opt_int sley_char_to_digit(sley_char c, int64_t base, const sley_site *site);
sley_str *sley_str_from_char(sley_char c);
sley_str *sley_str_from_chars(const sley_list *chars); // list[char]

// ---- numbers in strings -------------------------------------------------------------

// int("42"): blanks around it, a sign, single `_` between digits; base 2..36, or 0 for the
// prefixes 0x 0o 0b.  False when it is no such number or does not fit; *result is then 0.
bool sley_str_read_int(const sley_str *s, int64_t base, int64_t *result);
bool sley_str_read_float(const sley_str *s, double *result); // also inf, nan
sley_opt_int sley_str_to_int(const sley_str *s); // decimal
sley_opt_float sley_str_to_float(const sley_str *s);
// The same for int(s), float(s): SLEY_ERROR with a ParseError on the task.  Its trace
// starts at the caller's guard.
extern const sley_error_type sley_error_parse; // ParseError(text: str)

typedef struct sley_parse_error {
    sley_error base;
    sley_str *text;   // what was to be read
    const char *what; // "an int", "a float", "hex digits"; static; or NULL
} sley_parse_error;

// One that a program throws itself; takes the string.
sley_error *sley_parse_error_new(const sley_error_type *type, sley_str *text);

sley_status sley_int_parse(sley_task *task, const sley_str *s, int64_t *result);
sley_status sley_int_parse_base(sley_task *task, const sley_str *s, int64_t base,
                                int64_t *result);
sley_status sley_float_parse(sley_task *task, const sley_str *s, double *result);

// The same of the other integers.
#define SLEY__PARSE(N, T) \
    sley_status sley_##N##_parse(sley_task *task, const sley_str *s, T *result); \
    sley_status sley_##N##_parse_base(sley_task *task, const sley_str *s, int64_t base, T *result);
SLEY__PARSE(i8, int8_t)
SLEY__PARSE(i16, int16_t)
SLEY__PARSE(i32, int32_t)
SLEY__PARSE(u8, uint8_t)
SLEY__PARSE(u16, uint16_t)
SLEY__PARSE(u32, uint32_t)
SLEY__PARSE(u64, uint64_t)
#ifdef SLEY_HAS_INT128
SLEY__PARSE(i128, sley_i128)
SLEY__PARSE(u128, sley_u128)
#endif
#undef SLEY__PARSE

#ifdef __cplusplus
}
#endif

#endif
