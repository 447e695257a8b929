// SPDX-License-Identifier: MIT
// text.h - sley_text: the buffer that strings are built in.
//
// I1  `data` points to `small` or to the heap, so a sley_text is never copied.
// I2  Whatever is put in is valid UTF-8, so that what is taken out makes a str.
//
// A print function of a sley_type only appends; it keeps no pointer to the buffer.
#ifndef SLEY_TEXT_H
#define SLEY_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sley/value.h"

#ifdef __cplusplus
extern "C" {
#endif

struct sley_text {
    char *data;
    size_t len;
    size_t cap;
    char small[232]; // most lines fit: no allocation
};

void sley_text_init(sley_text *text);
void sley_text_fini(sley_text *text);
// What was put, as a str of the caller's; the buffer is empty and usable afterwards.
sley_str *sley_text_take(sley_text *text);
// Room for `len` more bytes; returns where they go.  The caller adds to `len` itself.
char *sley_text_room(sley_text *text, size_t len);

void sley_text_put(sley_text *text, const char *data, size_t len);
void sley_text_put_cstr(sley_text *text, const char *s);
void sley_text_put_char(sley_text *text, sley_char c);
void sley_text_put_str(sley_text *text, const sley_str *s);
void sley_text_put_int(sley_text *text, int64_t v);
void sley_text_put_uint(sley_text *text, uint64_t v);
#ifdef SLEY_HAS_INT128
void sley_text_put_i128(sley_text *text, sley_i128 v);
void sley_text_put_u128(sley_text *text, sley_u128 v);
#endif
void sley_text_put_float(sley_text *text, double v); // shortest that reads back
void sley_text_put_f32(sley_text *text, float v);
void sley_text_put_bool(sley_text *text, bool v);
// Whole hours and minutes in these ("2h", "90min"), else seconds, and below one second
// ms, us or ns, with decimals where needed: "1.5s", "250ms", "1.25us", "0s".
void sley_text_put_duration(sley_text *text, sley_duration v);
// With quotes and escapes, as a literal of the language: "a\n\"b\"", b"\x00", 'c'.
void sley_text_put_quoted(sley_text *text, const sley_str *s);
void sley_text_put_quoted_bytes(sley_text *text, const uint8_t *data, size_t len);
void sley_text_put_quoted_char(sley_text *text, sley_char c);

// A value as `{x}` shows it: str and char bare, all else as a literal.
void sley_text_put_value(sley_text *text, const sley_type *type, const void *place);
// As `{x!r}`: always the literal.
void sley_text_put_repr(sley_text *text, const sley_type *type, const void *place);

#ifdef __cplusplus
}
#endif

#endif
