// SPDX-License-Identifier: MIT
// utf8.c - UTF-8 and the properties of characters.
//
// Case, category and width come from utf8proc; ASCII is decided here, as it is most of
// what programs ask for.  A sley_char is a valid code point (num.h I5) throughout.

#include "sley/num.h"

#include <string.h>

#include <utf8proc.h>

#include "base/internal.h"

// ---- UTF-8 -------------------------------------------------------------------------

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xC0u) == 0x80u;
}

sley_char sley__utf8_next(const char *data, size_t *at)
{
    const unsigned char *p = (const unsigned char *)data + *at;
    debug_assert(!is_continuation((char)p[0]));
    if (p[0] < 0x80) {
        *at += 1;
        return p[0];
    }
    if (p[0] < 0xE0) {
        *at += 2;
        return (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
    }
    if (p[0] < 0xF0) {
        *at += 3;
        return (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    }
    *at += 4;
    return (p[0] & 0x07u) << 18 | (p[1] & 0x3Fu) << 12 | (p[2] & 0x3Fu) << 6 | (p[3] & 0x3Fu);
}

sley_char sley__utf8_back(const char *data, size_t *at)
{
    debug_assert(*at > 0);
    size_t start = *at - 1;
    while (is_continuation(data[start])) start--;
    *at = start;
    return sley__utf8_next(data, &start);
}

size_t sley__utf8_put(char *out, sley_char c)
{
    debug_assert(sley_char_is_valid(c));
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0u | c >> 6);
        out[1] = (char)(0x80u | (c & 0x3Fu));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0u | c >> 12);
        out[1] = (char)(0x80u | (c >> 6 & 0x3Fu));
        out[2] = (char)(0x80u | (c & 0x3Fu));
        return 3;
    }
    out[0] = (char)(0xF0u | c >> 18);
    out[1] = (char)(0x80u | (c >> 12 & 0x3Fu));
    out[2] = (char)(0x80u | (c >> 6 & 0x3Fu));
    out[3] = (char)(0x80u | (c & 0x3Fu));
    return 4;
}

size_t sley__utf8_count(const char *data, size_t len)
{
    size_t count = 0;
    for (size_t i = 0; i < len; i++) count += !is_continuation(data[i]);
    return count;
}

// How long the sequence at the start of data is when it is valid, else 0; `*bad` is then
// the length of its longest beginning that some valid sequence has (at least 1).
static size_t sequence_len(const unsigned char *data, size_t len, size_t *bad)
{
    unsigned char first = data[0];
    unsigned char low = 0x80; // what the second byte may be
    unsigned char high = 0xBF;
    size_t need;
    *bad = 1;
    if (first < 0x80) return 1;
    if (first < 0xC2 || first > 0xF4) return 0; // continuation, overlong, too large
    need = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (first == 0xE0) low = 0xA0;              // overlong
    if (first == 0xED) high = 0x9F;             // surrogates
    if (first == 0xF0) low = 0x90;              // overlong
    if (first == 0xF4) high = 0x8F;             // above 0x10FFFF
    for (size_t i = 1; i < need; i++) {
        if (i >= len || data[i] < low || data[i] > high) return 0;
        *bad = i + 1;
        low = 0x80;
        high = 0xBF;
    }
    return need;
}

// Are all of the eight bytes ASCII?
static bool is_ascii_8(const char *data)
{
    uint64_t word;
    memcpy(&word, data, sizeof word);
    return (word & UINT64_C(0x8080808080808080)) == 0;
}

size_t sley__utf8_valid(const char *data, size_t len, size_t *chars)
{
    size_t at = 0;
    size_t count = 0;
    size_t bad;
    while (at < len) {
        if (len - at >= 8 && is_ascii_8(data + at)) {
            at += 8;
            count += 8;
            continue;
        }
        size_t step = sequence_len((const unsigned char *)data + at, len - at, &bad);
        if (step == 0) break;
        at += step;
        count++;
    }
    *chars = count;
    return at;
}

size_t sley__utf8_bad(const char *data, size_t len)
{
    size_t bad;
    size_t step = sequence_len((const unsigned char *)data, len, &bad);
    return step == 0 ? bad : 0;
}

// ---- characters ----------------------------------------------------------------------

bool sley_char_is_valid(int64_t v)
{
    return (v >= 0 && v < 0xD800) || (v > 0xDFFF && v <= (int64_t)SLEY_CHAR_MAX);
}

sley_char sley_char_from_int(int64_t v, const sley_site *site)
{
    if (!sley_char_is_valid(v)) sley_panicf(site, "%lld is not a code point", (long long)v);
    return (sley_char)v;
}

static bool is_ascii_letter(sley_char c)
{
    return (c | 0x20u) - 'a' < 26;
}

static utf8proc_category_t category(sley_char c)
{
    return utf8proc_category((utf8proc_int32_t)c);
}

bool sley_char_is_digit(sley_char c)
{
    if (c < 0x80) return c - '0' < 10;
    return category(c) == UTF8PROC_CATEGORY_ND;
}

bool sley_char_is_alpha(sley_char c)
{
    if (c < 0x80) return is_ascii_letter(c);
    switch ((int)category(c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
        return true;
    }
    return false;
}

bool sley_char_is_alnum(sley_char c)
{
    return sley_char_is_alpha(c) || sley_char_is_digit(c);
}

// Unicode's White_Space.
bool sley_char_is_space(sley_char c)
{
    if (c < 0x80) return c == ' ' || c - '\t' < 5;
    if (c >= 0x2000 && c <= 0x200A) return true;
    switch (c) {
    case 0x85:
    case 0xA0:
    case 0x1680:
    case 0x2028:
    case 0x2029:
    case 0x202F:
    case 0x205F:
    case 0x3000:
        return true;
    default:
        return false;
    }
}

bool sley_char_is_upper(sley_char c)
{
    if (c < 0x80) return c - 'A' < 26;
    return category(c) == UTF8PROC_CATEGORY_LU;
}

bool sley_char_is_lower(sley_char c)
{
    if (c < 0x80) return c - 'a' < 26;
    return category(c) == UTF8PROC_CATEGORY_LL;
}

bool sley_char_is_printable(sley_char c)
{
    if (c < 0x80) return c >= 0x20 && c < 0x7F;
    switch ((int)category(c)) {
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_ZS:
        return false;
    }
    return true;
}

enum { SHARP_S = 0xDF }; // its upper case is two characters; str.h's upper() knows

sley_char sley_char_upper(sley_char c)
{
    if (c < 0x80) return c - 'a' < 26 ? c - 0x20 : c;
    return c == SHARP_S ? c : (sley_char)utf8proc_toupper((utf8proc_int32_t)c);
}

sley_char sley_char_lower(sley_char c)
{
    if (c < 0x80) return c - 'A' < 26 ? c + 0x20 : c;
    return (sley_char)utf8proc_tolower((utf8proc_int32_t)c);
}

sley_char sley_char_title(sley_char c)
{
    if (c < 0x80) return sley_char_upper(c);
    return c == SHARP_S ? c : (sley_char)utf8proc_totitle((utf8proc_int32_t)c);
}

int64_t sley_char_width(sley_char c)
{
    if (c < 0x80) return c >= 0x20 && c < 0x7F;
    return utf8proc_charwidth((utf8proc_int32_t)c);
}
