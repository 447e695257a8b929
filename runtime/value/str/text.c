// SPDX-License-Identifier: MIT
// text.c - the buffer that strings are built in, and values as literals (S110).

#include "sley/text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sley/any.h"
#include "sley/num.h"
#include "sley/opt.h"
#include "sley/str.h"
#include "sley/types.h"
#include "value/internal.h"

// ---- the buffer --------------------------------------------------------------------

void sley_text_init(sley_text *text)
{
    text->data = text->small;
    text->len = 0;
    text->cap = sizeof text->small;
}

void sley_text_fini(sley_text *text)
{
    if (text->data != text->small) free(text->data);
    sley_text_init(text);
}

sley_str *sley_text_take(sley_text *text)
{
    debug_assert(sley__utf8_valid(text->data, text->len, &(size_t){0}) == text->len); // text.h I2
    sley_str *s = sley_str_new(text->data, text->len);
    sley_text_fini(text);
    return s;
}

char *sley_text_room(sley_text *text, size_t len)
{
    assert(text->len <= text->cap);
    if (text->cap - text->len < len) {
        size_t cap = sley__alloc_size(1, text->len, len);
        bool is_small = text->data == text->small;
        if (cap < text->cap * 2) cap = text->cap * 2;
        text->data = sley__alloc_resize(is_small ? NULL : text->data, cap);
        if (is_small) memcpy(text->data, text->small, text->len);
        text->cap = cap;
    }
    return text->data + text->len;
}

void sley_text_put(sley_text *text, const char *data, size_t len)
{
    if (len == 0) return;
    memcpy(sley_text_room(text, len), data, len);
    text->len += len;
}

void sley_text_put_cstr(sley_text *text, const char *s)
{
    sley_text_put(text, s, strlen(s));
}

void sley_text_put_char(sley_text *text, sley_char c)
{
    text->len += sley__utf8_put(sley_text_room(text, UTF8_MAX), c);
}

void sley_text_put_str(sley_text *text, const sley_str *s)
{
    sley_text_put(text, s->data, (size_t)s->len);
}

// ---- numbers -----------------------------------------------------------------------

void sley_text_put_uint(sley_text *text, uint64_t v)
{
    char digits[20];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + v % 10);
        v /= 10;
    } while (v != 0);
    sley_text_put(text, digits + at, sizeof digits - at);
}

void sley_text_put_int(sley_text *text, int64_t v)
{
    if (v < 0) sley_text_put(text, "-", 1);
    sley_text_put_uint(text, v < 0 ? 0 - (uint64_t)v : (uint64_t)v);
}

#ifdef SLEY_HAS_INT128

void sley_text_put_u128(sley_text *text, sley_u128 v)
{
    char digits[U128_DIGITS];
    size_t at = sley__num_u128_digits(digits, v);
    sley_text_put(text, digits + at, sizeof digits - at);
}

void sley_text_put_i128(sley_text *text, sley_i128 v)
{
    if (v < 0) sley_text_put(text, "-", 1);
    sley_text_put_u128(text, v < 0 ? 0 - (sley_u128)v : (sley_u128)v);
}

#endif

void sley_text_put_bool(sley_text *text, bool v)
{
    sley_text_put_cstr(text, v ? "true" : "false");
}

void sley_text_put_float(sley_text *text, double v)
{
    text->len += sley__float_text(sley_text_room(text, FLOAT_TEXT), v, false);
}

void sley_text_put_f32(sley_text *text, float v)
{
    text->len += sley__float_text(sley_text_room(text, FLOAT_TEXT), (double)v, true);
}

void sley_text_put_duration(sley_text *text, sley_duration v)
{
    static const struct {
        uint64_t nanos;
        const char *name;
        bool whole; // only for multiples
    } units[] = {{3600000000000, "h", true}, {60000000000, "min", true}, {1000000000, "s", false},
                 {1000000, "ms", false},     {1000, "us", false},        {1, "ns", false}};
    uint64_t nanos = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    size_t unit = 0;
    if (nanos == 0) {
        sley_text_put_cstr(text, "0s");
        return;
    }
    while (nanos < units[unit].nanos || (units[unit].whole && nanos % units[unit].nanos != 0)) {
        unit++;
    }
    if (v < 0) sley_text_put(text, "-", 1);
    sley_text_put_uint(text, nanos / units[unit].nanos);
    uint64_t rest = nanos % units[unit].nanos;
    if (rest != 0) sley_text_put(text, ".", 1);
    for (uint64_t place = units[unit].nanos / 10; rest != 0; place /= 10) {
        sley_text_put_char(text, (sley_char)('0' + rest / place));
        rest %= place;
    }
    sley_text_put_cstr(text, units[unit].name);
}

// ---- literals ----------------------------------------------------------------------

// The escape of c inside `quote`s, or false when c stands for itself.
static bool put_escape(sley_text *text, sley_char c, char quote)
{
    char out[16];
    if (c == (sley_char)quote || c == '\\') {
        sley_text_put(text, "\\", 1);
        sley_text_put_char(text, c);
    } else if (c == '\n' || c == '\r' || c == '\t') {
        sley_text_put_cstr(text, c == '\n' ? "\\n" : c == '\r' ? "\\r" : "\\t");
    } else if (c < 0x80 && !sley_char_is_printable(c)) {
        sley_text_put(text, out, (size_t)snprintf(out, sizeof out, "\\x%02x", (unsigned)c));
    } else if (c != ' ' && !sley_char_is_printable(c)) {
        sley_text_put(text, out, (size_t)snprintf(out, sizeof out, "\\u{%x}", (unsigned)c));
    } else {
        return false;
    }
    return true;
}

void sley_text_put_quoted(sley_text *text, const sley_str *s)
{
    size_t start = 0; // of what has not been put yet and stands for itself
    size_t at = 0;
    size_t len = (size_t)s->len;
    sley_text_put(text, "\"", 1);
    while (at < len) {
        size_t next = at;
        sley_char c = sley__utf8_next(s->data, &next);
        if (c == '"' || c == '\\' || (c != ' ' && !sley_char_is_printable(c))) {
            sley_text_put(text, s->data + start, at - start);
            put_escape(text, c, '"');
            start = next;
        }
        at = next;
    }
    sley_text_put(text, s->data + start, len - start);
    sley_text_put(text, "\"", 1);
}

void sley_text_put_quoted_bytes(sley_text *text, const uint8_t *data, size_t len)
{
    sley_text_put_cstr(text, "b\"");
    for (size_t i = 0; i < len; i++) {
        char out[8];
        if (data[i] >= 0x80) {
            sley_text_put(text, out, (size_t)snprintf(out, sizeof out, "\\x%02x", data[i]));
        } else if (!put_escape(text, data[i], '"')) {
            sley_text_put_char(text, data[i]);
        }
    }
    sley_text_put_cstr(text, "\"");
}

void sley_text_put_quoted_char(sley_text *text, sley_char c)
{
    sley_text_put_cstr(text, "'");
    if (!put_escape(text, c, '\'')) sley_text_put_char(text, c);
    sley_text_put_cstr(text, "'");
}

void sley_text_put_value(sley_text *text, const sley_type *type, const void *place)
{
    if (type == &sley_type_str && *(sley_str *const *)place != NULL) {
        sley_text_put_str(text, *(sley_str *const *)place);
    } else if (type == &sley_type_any && *(sley_any *const *)place != NULL) {
        sley_any *any = *(sley_any *const *)place;
        sley_text_put_value(text, any->type, sley_box_value(any));
    } else if (type == &sley_type_char) {
        sley_text_put_char(text, *(const sley_char *)place);
    } else if (type == &sley_type_opt_char && ((const sley_opt_char *)place)->some) {
        sley_text_put_char(text, ((const sley_opt_char *)place)->value);
    } else {
        sley_text_put_repr(text, type, place);
    }
}

void sley_text_put_repr(sley_text *text, const sley_type *type, const void *place)
{
    sley_type_print(type, text, place);
}
