// SPDX-License-Identifier: MIT
// text.c - the buffer that text is put together in, and values as literals (S110).

#include "sley/text.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sley/num.h"
#include "sley/opt.h"
#include "sley/str.h"
#include "sley/types.h"
#include "values.h"

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
    sley_str *s = sley_str_new(text->data, text->len);
    sley_text_fini(text);
    return s;
}

char *sley_text_room(sley_text *text, size_t len)
{
    if (text->cap - text->len < len) {
        size_t cap = sley__alloc_size(1, text->len, len);
        bool is_small = text->data == text->small;
        if (cap < text->cap * 2) cap = text->cap * 2;
        text->data = sley__realloc(is_small ? NULL : text->data, cap);
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
    char digits[39];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + (int)(v % 10));
        v /= 10;
    } while (v != 0);
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

void sley__float_point(char *text)
{
    const char *point = localeconv()->decimal_point;
    char *at = point[0] != '.' && point[0] != '\0' ? strstr(text, point) : NULL;
    if (at == NULL) return;
    at[0] = '.';
    memmove(at + 1, at + strlen(point), strlen(at + strlen(point)) + 1);
}

double sley__float_read(const char *text)
{
    const char *point = localeconv()->decimal_point;
    const char *dot = point[0] != '.' && point[0] != '\0' ? strchr(text, '.') : NULL;
    if (dot == NULL) return strtod(text, NULL);
    // The host's locale wants another point: read a copy that has it.
    size_t before = (size_t)(dot - text);
    char *copy = sley__alloc(strlen(text) + strlen(point));
    memcpy(copy, text, before);
    memcpy(copy + before, point, strlen(point));
    memcpy(copy + before + strlen(point), dot + 1, strlen(dot + 1) + 1);
    double v = strtod(copy, NULL);
    free(copy);
    return v;
}

// Does this text, in the locale's form, read back as v?
static bool reads_back(const char *text, double v, bool f32)
{
    return f32 ? strtof(text, NULL) >= (float)v && strtof(text, NULL) <= (float)v
               : strtod(text, NULL) >= v && strtod(text, NULL) <= v;
}

// Adds one to the last digit of d.ddde+dd; false when that would carry into the point.
static bool round_up(char *form)
{
    char *last = strchr(form, 'e') - 1;
    while (*last == '9') *last-- = '0';
    if (*last < '0' || *last > '8') return false;
    ++*last;
    return true;
}

// Puts the fewest digits that read back into `form`, as d.ddde+dd.
static void shortest(char form[FLOAT_TEXT], double v, bool f32)
{
    int most = f32 ? 9 : 17;
    int exponent;
    // Normal numbers of 15 (6) digits always come back, so one of three forms is it; below
    // the normal ones precision fades, and fewer digits may do.
    bool is_normal = fabs(v) >= (f32 ? (double)FLT_MIN : DBL_MIN);
    for (int digits = is_normal ? most - 2 : 1; digits <= most; digits++) {
        snprintf(form, FLOAT_TEXT, "%.*e", digits - 1, v);
        if (reads_back(form, v, f32)) break;
        // At a power of two the floats above are further apart than those below: the
        // nearest decimal may lie below and miss, and the one above still come back.
        if (digits > 1 && digits < most && frexp(v, &exponent) <= 0.5 && round_up(form)
            && reads_back(form, v, f32)) break;
    }
    sley__float_point(form);
}

// Lays digits with the point behind the first `point` of them, zeros added where needed.
static size_t put_plain(char *out, const char *digits, int count, int point)
{
    size_t n = 0;
    if (point <= 0) {
        out[n++] = '0';
        out[n++] = '.';
        for (int i = point; i < 0; i++) out[n++] = '0';
        for (int i = 0; i < count; i++) out[n++] = digits[i];
        return n;
    }
    for (int i = 0; i < count || i < point; i++) {
        if (i == point) out[n++] = '.';
        out[n++] = i < count ? digits[i] : '0';
    }
    if (count <= point) {
        out[n++] = '.';
        out[n++] = '0';
    }
    return n;
}

size_t sley__float_text(char out[FLOAT_TEXT], double v, bool f32)
{
    char form[FLOAT_TEXT];
    char digits[20];
    int count = 0;
    size_t n = 0;
    if (isnan(v) || isinf(v)) {
        const char *name = isnan(v) ? "nan" : v < 0 ? "-inf" : "inf";
        memcpy(out, name, strlen(name));
        return strlen(name);
    }
    if (signbit(v)) out[n++] = '-';
    shortest(form, fabs(v), f32);
    const char *at = form;
    for (; *at != 'e'; at++) {
        if (*at != '.') digits[count++] = *at;
    }
    while (count > 1 && digits[count - 1] == '0') count--;
    int exponent = atoi(at + 1);
    if (exponent >= -4 && exponent < 16) return n + put_plain(out + n, digits, count, exponent + 1);
    // Far from 1: 1e+16, 1.5e-07
    out[n++] = digits[0];
    if (count > 1) out[n++] = '.';
    for (int i = 1; i < count; i++) out[n++] = digits[i];
    return n + (size_t)snprintf(out + n, FLOAT_TEXT - n, "e%+03d", exponent);
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
