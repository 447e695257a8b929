// SPDX-License-Identifier: MIT
// values.h - what the files of the values share: memory, UTF-8, floats as text.
//
// Private to the runtime; the memory functions serve all of it.
#ifndef SLEY_VALUES_H
#define SLEY_VALUES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sley/value.h"

// ---- memory (types.c) --------------------------------------------------------------

// A value up to this size is moved by way of the stack, a larger one by way of the heap.
enum { SMALL_VALUE = 256 };

// Never NULL: too little memory, or more than PTRDIFF_MAX, is the panic "out of memory".
void *sley__alloc(size_t size);
void *sley__realloc(void *block, size_t size);
// count * size + extra, or the panic.
size_t sley__alloc_size(size_t count, size_t size, size_t extra);
// The next capacity that holds `need`: grows by half, so that appending is linear.
int64_t sley__grow(int64_t cap, int64_t need);

// ---- UTF-8 (unicode.c) ---------------------------------------------------------------

enum { UTF8_MAX = 4 };

// The code point at *at in valid UTF-8; moves *at behind it.
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

// ---- floats as text (text.c) ----------------------------------------------------------

enum { FLOAT_TEXT = 40 }; // room for the shortest form of any double

// The shortest form that reads back as the same double, or (f32) float: "1.0", "1e-07".
size_t sley__float_text(char out[FLOAT_TEXT], double v, bool f32);
// strtod and snprintf("%.*f") go by the host's locale; these know only '.'.
double sley__float_read(const char *text);
void sley__float_point(char *text);

// ---- values made of parts (parts.c) -----------------------------------------------------

// `(x: 1, y: 2)`, or without the names.
void sley__print_fields(sley_text *out, const sley_field *fields, size_t count, bool named,
                        const void *place);

// ---- sets (map.c) ---------------------------------------------------------------------

// Adds a copy, retained; true when it was new.
bool sley__map_add(sley_map *set, const void *value);
// Moves the oldest element to *result; false (and zeros there) when there is none.
bool sley__map_pop_first(sley_map *set, void *result);

#endif
