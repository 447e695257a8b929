// SPDX-License-Identifier: MIT
// base/internal.h - what all rooms of the runtime stand on: memory, UTF-8, floats as strings.
//
// In: bytes and sizes. Out: memory, code points, digits; too little memory is a panic.
// Who touches what: all of it is stateless, so any thread may call it. Nothing here knows of
// values, tasks or executors.
#ifndef SLEY_BASE_INTERNAL_H
#define SLEY_BASE_INTERNAL_H

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sley/panic.h"
#include "sley/value.h"

// Keeps the rare branches of a hot function out of it, with the registers they would need saved.
#if defined(__GNUC__)
#define NOINLINE __attribute__((noinline))
#else
#define NOINLINE
#endif

// An assert that costs too much for a hot path: checked only where SLEY_CHECKED is 1.
#if SLEY_CHECKED
#define debug_assert(CONDITION) assert(CONDITION)
#else
#define debug_assert(CONDITION) ((void)sizeof((CONDITION) ? 1 : 0))
#endif

#define container_of(ptr, type, member) ((type *)(void *)((char *)(ptr)-offsetof(type, member)))

// ---- memory (alloc.c) --------------------------------------------------------------

// A value up to this size is moved by way of the stack, a larger one by way of the heap.
enum { SMALL_VALUE = 256 };

// Never NULL: too little memory, or more than PTRDIFF_MAX, is the panic "out of memory".
void *sley__alloc(size_t size);
void *sley__alloc_resize(void *block, size_t size);
char *sley__alloc_text(const char *text, size_t len); // a copy, terminated by NUL
// count * size + extra, or the panic.
size_t sley__alloc_size(size_t count, size_t size, size_t extra);
// The next capacity that holds `need`: grows by half, so that appending is linear.
int64_t sley__alloc_grow(int64_t cap, int64_t need);

// Frees an object that may hold others, whose last owner has let go: calls free_it now, or, when
// objects are freed deep inside each other, before the outermost such call returns (free.c).
void sley__free_holder(void *object, void (*free_it)(void *object));

// ---- UTF-8 (utf8.c) ---------------------------------------------------------------

enum { UTF8_MAX = 4 };

// The code point at *at in valid UTF-8; moves *at past it.
sley_char sley__utf8_next(const char *data, size_t *at);
// The one that ends before *at; moves *at to its start.
sley_char sley__utf8_back(const char *data, size_t *at);
// Writes c to out, which has room for UTF8_MAX; returns how many bytes that took.
size_t sley__utf8_put(char *out, sley_char c);
// How many code points valid UTF-8 has.
size_t sley__utf8_count(const char *data, size_t len);
// How many of the first bytes are valid UTF-8; `*chars` code points are in them.
size_t sley__utf8_valid(const char *data, size_t len, size_t *chars);
// How many bytes, of data that starts with something invalid, one U+FFFD stands for.
size_t sley__utf8_bad(const char *data, size_t len);

#ifdef SLEY_HAS_INT128
// ---- 128 bits as digits (num.c) ---------------------------------------------------------

enum { U128_DIGITS = 39 };

// Writes the digits of v to the end of `out`; returns where they begin.
size_t sley__num_u128_digits(char out[U128_DIGITS], sley_u128 v);
#endif

// ---- floats as strings (float.c) ----------------------------------------------------------

enum { FLOAT_TEXT = 40 }; // room for the shortest form of any double

// The shortest form that reads back as the same double, or (f32) float: "1.0", "1e-07".
size_t sley__float_text(char out[FLOAT_TEXT], double v, bool f32);
// strtod and snprintf("%.*f") go by the host's locale; these know only '.'.
double sley__float_read(const char *text);
void sley__float_point(char *text);

#endif
