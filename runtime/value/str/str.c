// SPDX-License-Identifier: MIT
// str.c - strings: life, looking, slices, case.  str_ops.c has what cuts and joins.
//
// The invariants are in str.h.  Offsets are in bytes and size_t here; what a program
// sees counts code points and is int64_t.  sley_object.flags of a str that was grown by
// sley_str_append is the exponent of its capacity (2^flags bytes with the NUL), else 0.

#include "sley/str.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "sley/bytes.h"
#include "sley/num.h"
#include "sley/text.h"
#include "sley/types.h"
#include "value/str_internal.h"
#include "value/internal.h"

enum { SHARE_MIN = 48 }; // bytes; a shorter slice is copied (str.h I4)

sley_str sley_str_empty = {{SLEY_IMMORTAL, 0}, 0, 0, "", NULL};

// ---- life --------------------------------------------------------------------------

sley_str *sley__str_alloc(size_t len, size_t chars, char **data)
{
    sley_str *s = sley__alloc(sley__alloc_size(1, len, sizeof *s + 1));
    char *own = (char *)(s + 1);
    own[len] = '\0';
    s->head.refs = 1;
    s->head.flags = 0;
    assert(chars <= len);
    s->len = (int64_t)len;
    s->chars = (int64_t)chars;
    s->data = own;
    s->base = NULL;
    *data = own;
    return s;
}

void sley__str_free(sley_str *s)
{
    sley_str_release(s->base);
    free(s);
}

sley_str *sley__str_make(const char *data, size_t len, size_t chars)
{
    char *own;
    if (len == 0) return &sley_str_empty;
    debug_assert(sley__utf8_valid(data, len, &(size_t){0}) == len); // str.h I1
    sley_str *s = sley__str_alloc(len, chars, &own);
    memcpy(own, data, len);
    return s;
}

sley_str *sley_str_new(const char *data, size_t len)
{
    return sley__str_make(data, len, sley__utf8_count(data, len));
}

sley_str *sley_str_from_cstr(const char *text)
{
    return sley_str_from_utf8_lossy(text, strlen(text));
}

sley_str *sley_str_from_utf8(const char *data, size_t len)
{
    size_t chars;
    if (sley__utf8_valid(data, len, &chars) < len) return NULL;
    return sley__str_make(data, len, chars);
}

sley_str *sley_str_from_utf8_lossy(const char *data, size_t len)
{
    size_t chars;
    size_t valid = sley__utf8_valid(data, len, &chars);
    if (valid == len) return sley__str_make(data, len, chars);
    sley_text text;
    sley_text_init(&text);
    while (true) {
        sley_text_put(&text, data, valid);
        data += valid;
        len -= valid;
        if (len == 0) return sley_text_take(&text);
        size_t bad = sley__utf8_bad(data, len);
        assert(bad > 0);
        sley_text_put_char(&text, 0xFFFD);
        data += bad;
        len -= bad;
        valid = sley__utf8_valid(data, len, &chars);
    }
}

sley_str *sley__str_part(sley_str *s, size_t from, size_t to, size_t chars)
{
    size_t len = to - from;
    assert(from <= to && to <= (size_t)s->len);
    if (len == (size_t)s->len) return sley_str_retain(s);
    if (len < SHARE_MIN) return sley__str_make(s->data + from, len, chars);
    sley_str *part = sley__alloc(sizeof *part);
    part->head.refs = 1;
    part->head.flags = 0;
    part->len = (int64_t)len;
    part->chars = (int64_t)chars;
    part->data = s->data + from;
    part->base = sley_str_retain(s->base != NULL ? s->base : s);
    assert(part->base->base == NULL); // str.h I3
    debug_assert(sley__utf8_count(part->data, len) == chars);
    return part;
}

// ---- positions -----------------------------------------------------------------------

bool sley__str_is_ascii(const sley_str *s)
{
    return s->chars == s->len;
}

size_t sley__str_chars_between(const sley_str *s, size_t from, size_t to)
{
    return sley__str_is_ascii(s) ? to - from : sley__utf8_count(s->data + from, to - from);
}

// The offset of code point `index`, 0..chars.  Walks from the nearer end.
static size_t offset_of(const sley_str *s, int64_t index)
{
    assert(index >= 0 && index <= s->chars);
    if (sley__str_is_ascii(s)) return (size_t)index;
    size_t at = 0;
    if (index <= s->chars / 2) {
        for (int64_t i = 0; i < index; i++) sley__utf8_next(s->data, &at);
        return at;
    }
    at = (size_t)s->len;
    for (int64_t i = s->chars; i > index; i--) sley__utf8_back(s->data, &at);
    return at;
}

sley_char sley_str_at(const sley_str *s, int64_t index, const sley_site *site)
{
    if (index < 0 || index >= s->chars) sley__num_index(site, index, s->chars, "str");
    size_t at = offset_of(s, index);
    return sley__utf8_next(s->data, &at);
}

sley_str *sley_str_slice(sley_str *s, int64_t from, int64_t to, const sley_site *site)
{
    if (from < 0 || to < from || to > s->chars) sley__num_slice(site, from, to, s->chars, "str");
    return sley__str_part(s, offset_of(s, from), offset_of(s, to), (size_t)(to - from));
}

sley_str *sley_str_slice_from(sley_str *s, int64_t from, const sley_site *site)
{
    return sley_str_slice(s, from, s->chars, site);
}

bool sley_str_next(const sley_str *s, int64_t *at, sley_char *c)
{
    size_t offset = (size_t)*at;
    if (offset >= (size_t)s->len) return false;
    *c = sley__utf8_next(s->data, &offset);
    *at = (int64_t)offset;
    return true;
}

// ---- comparing -----------------------------------------------------------------------

bool sley_str_equal(const sley_str *a, const sley_str *b)
{
    if (a == b) return true;
    if (!a || !b || a->len != b->len) return false;
    return memcmp(a->data, b->data, (size_t)a->len) == 0;
}

// The order of UTF-8's bytes is that of its code points.
int sley_str_compare(const sley_str *a, const sley_str *b)
{
    if (!a || !b) return (a != NULL) - (b != NULL);
    size_t len = (size_t)(a->len < b->len ? a->len : b->len);
    int order = memcmp(a->data, b->data, len);
    return order != 0 ? order : (a->len > b->len) - (a->len < b->len);
}

uint64_t sley_str_hash(const sley_str *s)
{
    return s == NULL ? 0 : sley_hash_bytes(s->data, (size_t)s->len);
}

// ---- what the characters are -----------------------------------------------------------

static bool all_chars(const sley_str *s, bool (*test)(sley_char))
{
    size_t at = 0;
    if (s->len == 0) return false;
    while (at < (size_t)s->len) {
        if (!test(sley__utf8_next(s->data, &at))) return false;
    }
    return true;
}

bool sley_str_is_digit(const sley_str *s)
{
    return all_chars(s, sley_char_is_digit);
}

bool sley_str_is_alpha(const sley_str *s)
{
    return all_chars(s, sley_char_is_alpha);
}

bool sley_str_is_alnum(const sley_str *s)
{
    return all_chars(s, sley_char_is_alnum);
}

bool sley_str_is_space(const sley_str *s)
{
    return all_chars(s, sley_char_is_space);
}

// Some character passes `wanted`, and none passes `other`.
static bool cased(const sley_str *s, bool (*wanted)(sley_char), bool (*other)(sley_char))
{
    bool found = false;
    size_t at = 0;
    while (at < (size_t)s->len) {
        sley_char c = sley__utf8_next(s->data, &at);
        if (other(c)) return false;
        found = found || wanted(c);
    }
    return found;
}

bool sley_str_is_upper(const sley_str *s)
{
    return cased(s, sley_char_is_upper, sley_char_is_lower);
}

bool sley_str_is_lower(const sley_str *s)
{
    return cased(s, sley_char_is_lower, sley_char_is_upper);
}

int64_t sley_str_width(const sley_str *s)
{
    int64_t width = 0;
    size_t at = 0;
    while (at < (size_t)s->len) width += sley_char_width(sley__utf8_next(s->data, &at));
    return width;
}

// ---- case ----------------------------------------------------------------------------

enum { SHARP_S = 0xDF };

static void put_upper(sley_text *text, sley_char c)
{
    if (c == SHARP_S) {
        sley_text_put(text, "SS", 2);
    } else {
        sley_text_put_char(text, sley_char_upper(c));
    }
}

static void put_lower(sley_text *text, sley_char c)
{
    sley_text_put_char(text, sley_char_lower(c));
}

static sley_str *map_chars(sley_str *s, void (*put)(sley_text *, sley_char))
{
    sley_text text;
    size_t at = 0;
    sley_text_init(&text);
    sley_text_room(&text, (size_t)s->len);
    while (at < (size_t)s->len) put(&text, sley__utf8_next(s->data, &at));
    return sley_text_take(&text);
}

static sley_str *map_ascii(sley_str *s, sley_char (*map)(sley_char))
{
    char *data;
    if (s->len == 0) return sley_str_retain(s);
    sley_str *made = sley__str_alloc((size_t)s->len, (size_t)s->len, &data);
    for (int64_t i = 0; i < s->len; i++) data[i] = (char)map((unsigned char)s->data[i]);
    return made;
}

sley_str *sley_str_upper(sley_str *s)
{
    return sley__str_is_ascii(s) ? map_ascii(s, sley_char_upper) : map_chars(s, put_upper);
}

sley_str *sley_str_lower(sley_str *s)
{
    return sley__str_is_ascii(s) ? map_ascii(s, sley_char_lower) : map_chars(s, put_lower);
}

// The first letter of each word (or of the string) large, the others small.
static sley_str *capitalize(sley_str *s, bool every_word)
{
    sley_text text;
    size_t at = 0;
    bool inside = false;
    sley_text_init(&text);
    while (at < (size_t)s->len) {
        sley_char c = sley__utf8_next(s->data, &at);
        sley_text_put_char(&text, inside ? sley_char_lower(c) : sley_char_title(c));
        inside = every_word ? sley_char_is_alpha(c) : true;
    }
    return sley_text_take(&text);
}

sley_str *sley_str_title(sley_str *s)
{
    return capitalize(s, true);
}

sley_str *sley_str_capitalize(sley_str *s)
{
    return capitalize(s, false);
}

sley_str *sley_str_reversed(sley_str *s)
{
    char *data;
    size_t at = 0;
    size_t len = (size_t)s->len;
    if (s->chars < 2) return sley_str_retain(s);
    sley_str *made = sley__str_alloc(len, (size_t)s->chars, &data);
    while (at < len) {
        size_t start = at;
        sley__utf8_next(s->data, &at);
        memcpy(data + len - at, s->data + start, at - start);
    }
    return made;
}

// ---- growing -------------------------------------------------------------------------

sley_str *sley_str_concat(sley_str *a, sley_str *b)
{
    char *data;
    if (a->len == 0) return sley_str_retain(b);
    if (b->len == 0) return sley_str_retain(a);
    size_t chars = (size_t)a->chars + (size_t)b->chars;
    sley_str *made = sley__str_alloc((size_t)a->len + (size_t)b->len, chars, &data);
    memcpy(data, a->data, (size_t)a->len);
    memcpy(data + a->len, b->data, (size_t)b->len);
    return made;
}

sley_str *sley_str_append(sley_str *a, sley_str *b)
{
    if (b->len == 0) return a;
    if (a->head.refs != 1 || a->base || a == b) {
        sley_str *made = sley_str_concat(a, b);
        sley_str_release(a);
        return made;
    }
    // There is no other owner to see that it changes.
    size_t len = (size_t)a->len + (size_t)b->len;
    uint32_t exponent = a->head.flags;
    if (exponent == 0 || len >= (size_t)1 << exponent) {
        exponent = 6;
        while (len >= (size_t)1 << exponent) exponent++;
        a = sley__alloc_resize(a, sley__alloc_size(1, (size_t)1 << exponent, sizeof *a));
        a->head.flags = exponent;
        a->data = (const char *)(a + 1);
    }
    char *own = (char *)(a + 1);
    assert(a->data == own && len < (size_t)1 << a->head.flags);
    memcpy(own + a->len, b->data, (size_t)b->len);
    own[len] = '\0';
    a->len = (int64_t)len;
    a->chars += b->chars;
    return a;
}

sley_str *sley_str_repeat(sley_str *s, int64_t times, const sley_site *site)
{
    char *data;
    if (times < 0) sley_panicf(site, "repeat count %lld is negative", (long long)times);
    if (times == 0 || s->len == 0) return &sley_str_empty;
    size_t len = sley__alloc_size((size_t)s->len, (size_t)times, 0);
    sley_str *made = sley__str_alloc(len, (size_t)s->chars * (size_t)times, &data);
    for (size_t at = 0; at < len; at += (size_t)s->len) memcpy(data + at, s->data, (size_t)s->len);
    return made;
}

// `before` and `after` are counts of `fill`.
static sley_str *filled(sley_str *s, size_t before, size_t after, sley_char fill)
{
    char bytes[UTF8_MAX];
    sley_text text;
    sley_text_init(&text);
    // All of it at once: what does not fit is refused before the work begins.
    sley_text_room(&text,
                   sley__alloc_size(before + after, sley__utf8_put(bytes, fill), (size_t)s->len));
    for (size_t i = 0; i < before; i++) sley_text_put_char(&text, fill);
    sley_text_put_str(&text, s);
    for (size_t i = 0; i < after; i++) sley_text_put_char(&text, fill);
    return sley_text_take(&text);
}

// How many are missing to `width`.
static size_t missing(const sley_str *s, int64_t width, const sley_site *site)
{
    if (width < 0) sley_panicf(site, "width %lld is negative", (long long)width);
    return width > s->chars ? (size_t)(width - s->chars) : 0;
}

sley_str *sley_str_ljust(sley_str *s, int64_t width, sley_char fill, const sley_site *site)
{
    return filled(s, 0, missing(s, width, site), fill);
}

sley_str *sley_str_rjust(sley_str *s, int64_t width, sley_char fill, const sley_site *site)
{
    return filled(s, missing(s, width, site), 0, fill);
}

sley_str *sley_str_center(sley_str *s, int64_t width, sley_char fill, const sley_site *site)
{
    size_t count = missing(s, width, site);
    return filled(s, count / 2, count - count / 2, fill);
}

sley_str *sley_str_from_char(sley_char c)
{
    char data[UTF8_MAX];
    return sley__str_make(data, sley__utf8_put(data, c), 1);
}

sley_bytes *sley_str_bytes(sley_str *s)
{
    if (s->len < SHARE_MIN) return sley_bytes_new(s->data, (size_t)s->len);
    sley_bytes *b = sley__alloc(sizeof *b);
    b->head.refs = 1;
    b->head.flags = 0;
    b->len = s->len;
    b->data = (const uint8_t *)s->data;
    b->base = NULL;
    b->text = sley_str_retain(s->base != NULL ? s->base : s);
    return b;
}
