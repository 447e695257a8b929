// SPDX-License-Identifier: MIT
// format.c - format specs, and strings put together from parts (format.h).
//
// A spec is read into a `spec`; the value's body (sign, prefix, digits, or characters) is put
// after what the buffer already holds, and then padded in place by `pad`.

#include "sley/format.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sley/num.h"
#include "sley/str.h"
#include "value/internal.h"

enum { FORMAT_MAX = 100000 }; // of width and precision

typedef struct spec {
    sley_char fill;
    char align;     // < > ^ =, or 0: the type's own
    char sign;      // + - or blank
    char group;     // , or _ or 0
    char type;      // 0: the type's own
    bool is_repr;   // !r
    bool is_alternate;
    int width;
    int precision;  // -1: none
} spec;

// What a type's values may be formatted as.
typedef enum kind { KIND_TEXT, KIND_CHAR, KIND_INTEGER, KIND_FLOAT } kind;

static kind kind_of(const sley_type *type)
{
    static const sley_type *const integers[] = {
        &sley_type_int, &sley_type_i8, &sley_type_i16, &sley_type_i32, &sley_type_u8,
        &sley_type_u16, &sley_type_u32, &sley_type_u64,
#ifdef SLEY_HAS_INT128
        &sley_type_i128, &sley_type_u128,
#endif
    };
    for (size_t i = 0; i < sizeof integers / sizeof integers[0]; i++) {
        if (type == integers[i]) return KIND_INTEGER;
    }
    if (type == &sley_type_float || type == &sley_type_f32) return KIND_FLOAT;
    return type == &sley_type_char ? KIND_CHAR : KIND_TEXT;
}

// ---- reading a spec ------------------------------------------------------------------

static bool is_align(char c)
{
    return c == '<' || c == '>' || c == '^' || c == '=';
}

// A number of at most FORMAT_MAX; false when it is larger.
static bool read_number(const char **at, int *result)
{
    int n = 0;
    for (; **at >= '0' && **at <= '9'; (*at)++) {
        n = n * 10 + (**at - '0');
        if (n > FORMAT_MAX) return false;
    }
    *result = n;
    return true;
}

// [[fill]align]; s->fill stays 0 without a fill.
static void read_align(const char **at, spec *s)
{
    size_t next = 0;
    if (**at == '\0') return;
    sley_char fill = sley__utf8_next(*at, &next);
    if (is_align((*at)[next])) {
        s->fill = fill;
        *at += next;
    }
    if (is_align(**at)) s->align = *(*at)++;
}

// [[fill]align][sign][#][0][width][, or _][.precision][type]; false when it is not that.
static bool spec_read(const char *at, spec *s)
{
    *s = (spec){.sign = '-', .precision = -1};
    if (at[0] == '!' && at[1] == 'r' && (at[2] == ':' || at[2] == '\0')) {
        s->is_repr = true;
        at += at[2] == ':' ? 3 : 2;
    }
    read_align(&at, s);
    if (*at == '+' || *at == '-' || *at == ' ') s->sign = *at++;
    if (*at == '#') {
        s->is_alternate = true;
        at++;
    }
    if (*at == '0') {
        at++;
        if (s->fill == 0) s->fill = '0';
        if (s->align == 0) s->align = '=';
    }
    if (s->fill == 0) s->fill = ' ';
    if (!read_number(&at, &s->width)) return false;
    if (*at == ',' || *at == '_') s->group = *at++;
    if (*at == '.') {
        at++;
        if (*at < '0' || *at > '9' || !read_number(&at, &s->precision)) return false;
    }
    if (*at != '\0') s->type = *at++;
    return *at == '\0';
}

// Does the spec suit values of this kind?
static bool spec_suits(const spec *s, kind k)
{
    static const char float_types[] = "eEfFgG%";
    bool as_integer = s->type != 0 && strchr("bcdoxX", s->type) != NULL;
    bool as_float = s->type != 0 && strchr(float_types, s->type) != NULL;
    bool plain = s->sign == '-' && !s->is_alternate && s->group == 0 && s->align != '=';
    if (s->is_repr || k == KIND_TEXT) return (s->type == 0 || s->type == 's') && plain;
    if (k == KIND_FLOAT) return s->type == 0 || as_float;
    if (k == KIND_CHAR && (s->type == 0 || s->type == 's')) return plain;
    if (as_float) return k == KIND_INTEGER;
    return (s->type == 0 || as_integer) && s->precision < 0 && (s->type != 'c' || plain);
}

// ---- padding -------------------------------------------------------------------------

static void put_fill(sley_text *text, sley_char fill, size_t count)
{
    char one[UTF8_MAX];
    size_t len = sley__utf8_put(one, fill);
    char *out = sley_text_room(text, count * len);
    for (size_t i = 0; i < count; i++) memcpy(out + i * len, one, len);
    text->len += count * len;
}

// Pads what stands from `start` on; `head` bytes of it (sign and prefix) stay in front of
// the filling when the alignment is '='.
static void pad(sley_text *text, size_t start, size_t head, const spec *s, char align)
{
    assert(start + head <= text->len && s->width >= 0);
    size_t chars = sley__utf8_count(text->data + start, text->len - start);
    if (s->align != 0) align = s->align;
    if (chars >= (size_t)s->width) return;
    size_t missing = (size_t)s->width - chars;
    size_t before = align == '<' ? 0 : align == '^' ? missing / 2 : missing;
    size_t at = align == '=' ? start + head : start;
    size_t body = text->len - at;
    size_t old = text->len;
    put_fill(text, s->fill, before);
    // The filling stands after the body now: turn the two round.
    size_t filled = text->len - old;
    if (filled > 0 && body > 0) {
        char *copy = sley__alloc(body);
        memcpy(copy, text->data + at, body);
        memmove(text->data + at, text->data + old, filled);
        memcpy(text->data + at + filled, copy, body);
        free(copy);
    }
    put_fill(text, s->fill, missing - before);
}

// ---- numbers -------------------------------------------------------------------------

// Puts `digits` with a separator between groups of `size`, and, when zeros fill up the
// width, as many zeros before them as the width has room for: 0,001,234.
static void put_grouped(sley_text *text, const char *digits, size_t len, size_t size,
                        const spec *s, size_t around)
{
    assert(len > 0 && size > 0);
    size_t total = len;
    if (s->group == 0) {
        sley_text_put(text, digits, len);
        return;
    }
    if (s->fill == '0' && s->align == '=') {
        while (total + (total - 1) / size + around < (size_t)s->width) total++;
    }
    for (size_t i = 0; i < total; i++) {
        if (i > 0 && (total - i) % size == 0) sley_text_put(text, &s->group, 1);
        sley_text_put(text, i < total - len ? "0" : digits + (i - (total - len)), 1);
    }
}

static void put_sign(sley_text *text, bool negative, const spec *s)
{
    if (negative) {
        sley_text_put(text, "-", 1);
    } else if (s->sign != '-') {
        sley_text_put(text, &s->sign, 1);
    }
}

#ifdef SLEY_HAS_INT128
typedef sley_u128 magnitude;
#else
typedef uint64_t magnitude;
#endif

static void format_integer(sley_text *text, bool negative, magnitude v, const spec *s)
{
    char digits[128];
    size_t at = sizeof digits;
    size_t start = text->len;
    const char *set = s->type == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
    unsigned base = s->type == 'b' ? 2 : s->type == 'o' ? 8 : (s->type | 0x20) == 'x' ? 16 : 10;
    do {
        digits[--at] = set[v % base];
        v /= base;
    } while (v != 0);
    put_sign(text, negative, s);
    if (s->is_alternate && base != 10) {
        char prefix[2] = {'0', s->type};
        sley_text_put(text, prefix, 2);
    }
    size_t head = text->len - start;
    put_grouped(text, digits + at, sizeof digits - at, base == 10 ? 3 : 4, s, head);
    pad(text, start, head, s, '>');
}

// The digits of |v| by printf's conversion, with a '.' whatever the locale; freed by the
// caller.
static char *print_float(double v, const spec *s, char conversion, int precision)
{
    char form[8] = "%";
    char *out;
    int n = 1;
    if (s->is_alternate) form[n++] = '#';
    form[n++] = '.';
    form[n++] = '*';
    form[n] = conversion;
    // `form` is one of "%.*e", "%#.*f", ...: no data gets into it.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    int len = snprintf(NULL, 0, form, precision, v);
    out = sley__alloc((size_t)len + 1);
    snprintf(out, (size_t)len + 1, form, precision, v);
#pragma GCC diagnostic pop
    sley__float_point(out);
    return out;
}

// A precision without a type: %g, but with a digit after the point, and the exponent
// form one digit earlier, so that 1234.0 at .4 does not look like the int 1234.
static char *print_general(double v, const spec *s)
{
    int precision = s->precision == 0 ? 1 : s->precision;
    char *form = print_float(v, s, 'e', precision - 1);
    int exponent = atoi(strchr(form, 'e') + 1);
    bool plain = exponent >= -4 && exponent < precision - 1;
    char *mark;
    if (plain) {
        free(form);
        form = print_float(v, s, 'f', precision - 1 - exponent);
    }
    if (s->is_alternate) return form;
    mark = plain ? form + strlen(form) : strchr(form, 'e');
    char *end = mark; // cut the zeros that end the fraction
    if (memchr(form, '.', (size_t)(mark - form)) != NULL) {
        while (end[-1] == '0' && (!plain || end[-2] != '.')) end--;
        if (end[-1] == '.') end--;
    }
    memmove(end, mark, strlen(mark) + 1);
    return form;
}

// %#g by its definition: glibc drops the zeros of what is rounded up to a power of ten.
static char *print_alternate_g(double v, const spec *s, int precision)
{
    if (precision == 0) precision = 1;
    char *form = print_float(v, s, s->type == 'G' ? 'E' : 'e', precision - 1);
    int exponent = atoi(strpbrk(form, "eE") + 1);
    if (exponent < -4 || exponent >= precision) return form;
    free(form);
    return print_float(v, s, 'f', precision - 1 - exponent);
}

// '#' keeps the point: "1.e+22" for "1e+22", "3." for "3".  Gives the new length.
static size_t put_point(char *digits, size_t len, size_t room)
{
    size_t whole = strspn(digits, "0123456789");
    if (digits[whole] == '.' || len + 2 > room) return len;
    memmove(digits + whole + 1, digits + whole, len - whole + 1);
    digits[whole] = '.';
    return len + 1;
}

static char *print_magnitude(double v, const spec *s)
{
    int precision = s->precision < 0 ? 6 : s->precision;
    if (s->type == '%') return print_float(v * 100.0, s, 'f', precision);
    bool is_general = s->type == 'g' || s->type == 'G';
    if (is_general && s->is_alternate) return print_alternate_g(v, s, precision);
    if (s->type != 0) return print_float(v, s, s->type, precision);
    return print_general(v, s);
}

static void format_float(sley_text *text, double v, bool f32, const spec *s)
{
    size_t start = text->len;
    char shortest[FLOAT_TEXT];
    char *owned = NULL;
    const char *body = shortest;
    size_t len;
    put_sign(text, signbit(v) && !isnan(v), s);
    size_t head = text->len - start;
    if (!isfinite(v) || (s->type == 0 && s->precision < 0)) {
        len = sley__float_text(shortest, fabs(v), f32);
        if (s->is_alternate && isfinite(v)) len = put_point(shortest, len, sizeof shortest);
        if (!isfinite(v) && (s->type == 'E' || s->type == 'F' || s->type == 'G')) {
            body = isnan(v) ? "NAN" : "INF";
        }
    } else {
        owned = print_magnitude(fabs(v), s);
        body = owned;
        len = strlen(owned);
    }
    size_t whole = strspn(body, "0123456789");
    size_t around = head + (len - whole) + (s->type == '%');
    if (whole > 0) put_grouped(text, body, whole, 3, s, around);
    sley_text_put(text, body + whole, len - whole);
    if (s->type == '%') sley_text_put(text, "%", 1);
    pad(text, start, head, s, '>');
    free(owned);
}

// The value of any integer type, as sign and magnitude.
static magnitude read_integer(const sley_type *type, const void *place, bool *negative)
{
    int64_t v = 0;
    *negative = false;
#ifdef SLEY_HAS_INT128
    if (type == &sley_type_u128) return *(const sley_u128 *)place;
    if (type == &sley_type_i128) {
        sley_i128 wide = *(const sley_i128 *)place;
        *negative = wide < 0;
        return wide < 0 ? 0 - (sley_u128)wide : (sley_u128)wide;
    }
#endif
    if (type == &sley_type_u64) return *(const uint64_t *)place;
    if (type == &sley_type_int) v = *(const int64_t *)place;
    if (type == &sley_type_i32) v = *(const int32_t *)place;
    if (type == &sley_type_i16) v = *(const int16_t *)place;
    if (type == &sley_type_i8) v = *(const int8_t *)place;
    if (type == &sley_type_u32) v = *(const uint32_t *)place;
    if (type == &sley_type_u16) v = *(const uint16_t *)place;
    if (type == &sley_type_u8) v = *(const uint8_t *)place;
    if (type == &sley_type_char) v = *(const sley_char *)place;
    *negative = v < 0;
    return v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
}

// ---- values --------------------------------------------------------------------------

// Text of any type: cut to the precision, then padded.
static void format_text(sley_text *text, const sley_type *type, const void *place, const spec *s)
{
    size_t start = text->len;
    if (s->is_repr) {
        sley_text_put_repr(text, type, place);
    } else {
        sley_text_put_value(text, type, place);
    }
    size_t end = start;
    for (int i = 0; i < s->precision && end < text->len; i++) sley__utf8_next(text->data, &end);
    if (s->precision >= 0) text->len = end;
    pad(text, start, 0, s, type == &sley_type_duration ? '>' : '<');
}

static void format_value(sley_text *text, const sley_type *type, const void *place, const spec *s)
{
    bool negative;
    kind k = kind_of(type);
    bool as_text = s->is_repr || s->type == 's' || k == KIND_TEXT || (k == KIND_CHAR && !s->type);
    if (as_text) {
        format_text(text, type, place, s);
        return;
    }
    if (k == KIND_FLOAT) {
        bool f32 = type == &sley_type_f32;
        double v = f32 ? (double)*(const float *)place : *(const double *)place;
        format_float(text, v, f32, s);
        return;
    }
    magnitude v = read_integer(type, place, &negative);
    if (s->type == 'c') {
        bool valid = !negative && v <= SLEY_CHAR_MAX && sley_char_is_valid((int64_t)v);
        sley_char c = valid ? (sley_char)v : 0xFFFD;
        format_text(text, &sley_type_char, &c, s);
    } else if (s->type != 0 && strchr("eEfFgG%", s->type) != NULL) {
        format_float(text, negative ? -(double)v : (double)v, false, s);
    } else {
        format_integer(text, negative, v, s);
    }
}

const char *sley_spec_check(const sley_str *spec_text, const sley_type *type,
                            const sley_site *site)
{
    spec s;
    bool whole = spec_text->base == NULL && strlen(spec_text->data) == (size_t)spec_text->len;
    if (!whole || !spec_read(spec_text->data, &s) || !spec_suits(&s, kind_of(type))) {
        sley_panicf(site, "bad format spec \"%.*s\" for %s",
                    (int)(spec_text->len < 100 ? spec_text->len : 100), spec_text->data,
                    type->name);
    }
    return spec_text->data;
}

void sley_text_put_parts(sley_text *text, const sley_part *parts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const sley_part *part = &parts[i];
        spec s;
        if (!part->type) {
            sley_text_put(text, part->place, part->len);
        } else if (part->spec && spec_read(part->spec, &s)
                   && spec_suits(&s, kind_of(part->type))) {
            format_value(text, part->type, part->place, &s);
        } else {
            sley_text_put_value(text, part->type, part->place);
        }
    }
}

sley_str *sley_format(const sley_part *parts, size_t count)
{
    sley_text text;
    sley_text_init(&text);
    sley_text_put_parts(&text, parts, count);
    return sley_text_take(&text);
}

sley_str *sley_value_str(const sley_type *type, const void *place)
{
    sley_text text;
    sley_text_init(&text);
    sley_text_put_value(&text, type, place);
    return sley_text_take(&text);
}

sley_str *sley_value_repr(const sley_type *type, const void *place)
{
    sley_text text;
    sley_text_init(&text);
    sley_text_put_repr(&text, type, place);
    return sley_text_take(&text);
}
