// SPDX-License-Identifier: MIT
// str_ops.c - strings: searching, stripping, splitting, joining, numbers in strings.
//
// Searches are on bytes: in UTF-8 a part is found exactly where its characters are.

#include "sley/str.h"

#include <math.h>
#include <string.h>
#include <strings.h>

#include "sley/list.h"
#include "sley/num.h"
#include "sley/text.h"
#include "sley/types.h"
#include "value/str_internal.h"
#include "value/internal.h"

#define NOT_FOUND SIZE_MAX

// ---- searching -----------------------------------------------------------------------

// The first place of part at or after `from`.
static size_t find_from(const sley_str *s, const sley_str *part, size_t from)
{
    size_t len = (size_t)s->len;
    size_t part_len = (size_t)part->len;
    if (part_len == 0) return from;
    const char *at = memmem(s->data + from, len - from, part->data, part_len);
    return at == NULL ? NOT_FOUND : (size_t)(at - s->data);
}

// The last place of part that ends at or before `to`.
static size_t find_back(const sley_str *s, const sley_str *part, size_t to)
{
    size_t len = (size_t)part->len;
    if (len > to) return NOT_FOUND;
    if (len == 0) return to;
    for (size_t at = to - len + 1; at-- > 0;) {
        const char *found = memrchr(s->data, part->data[0], at + 1);
        if (!found) return NOT_FOUND;
        at = (size_t)(found - s->data);
        if (memcmp(found, part->data, len) == 0) return at;
    }
    return NOT_FOUND;
}

static sley_opt_int index_at(const sley_str *s, size_t offset)
{
    if (offset == NOT_FOUND) return sley_opt_int_none();
    return sley_opt_int_some((int64_t)sley__str_chars_between(s, 0, offset));
}

bool sley_str_contains(const sley_str *s, const sley_str *part)
{
    return find_from(s, part, 0) != NOT_FOUND;
}

bool sley_str_contains_char(const sley_str *s, sley_char c)
{
    char data[UTF8_MAX];
    size_t len = sley__utf8_put(data, c);
    return memmem(s->data, (size_t)s->len, data, len) != NULL;
}

bool sley_str_starts_with(const sley_str *s, const sley_str *part)
{
    return part->len <= s->len && memcmp(s->data, part->data, (size_t)part->len) == 0;
}

bool sley_str_ends_with(const sley_str *s, const sley_str *part)
{
    if (part->len > s->len) return false;
    return memcmp(s->data + (s->len - part->len), part->data, (size_t)part->len) == 0;
}

sley_opt_int sley_str_find(const sley_str *s, const sley_str *part)
{
    return index_at(s, find_from(s, part, 0));
}

sley_opt_int sley_str_rfind(const sley_str *s, const sley_str *part)
{
    return index_at(s, find_back(s, part, (size_t)s->len));
}

int64_t sley_str_count(const sley_str *s, const sley_str *part)
{
    int64_t count = 0;
    size_t at = 0;
    if (part->len == 0) return s->chars + 1;
    while ((at = find_from(s, part, at)) != NOT_FOUND) {
        at += (size_t)part->len;
        count++;
    }
    return count;
}

// ---- stripping -----------------------------------------------------------------------

static bool is_stripped(const sley_str *set, sley_char c)
{
    return set == NULL ? sley_char_is_space(c) : sley_str_contains_char(set, c);
}

static sley_str *strip(sley_str *s, const sley_str *set, bool left, bool right)
{
    size_t from = 0;
    size_t to = (size_t)s->len;
    while (left && from < to) {
        size_t next = from;
        if (!is_stripped(set, sley__utf8_next(s->data, &next))) break;
        from = next;
    }
    while (right && to > from) {
        size_t next = to;
        if (!is_stripped(set, sley__utf8_back(s->data, &next))) break;
        to = next;
    }
    return sley__str_part(s, from, to, sley__str_chars_between(s, from, to));
}

sley_str *sley_str_strip(sley_str *s, const sley_str *set)
{
    return strip(s, set, true, true);
}

sley_str *sley_str_lstrip(sley_str *s, const sley_str *set)
{
    return strip(s, set, true, false);
}

sley_str *sley_str_rstrip(sley_str *s, const sley_str *set)
{
    return strip(s, set, false, true);
}

sley_str *sley_str_without_prefix(sley_str *s, const sley_str *part)
{
    if (!sley_str_starts_with(s, part)) return sley_str_retain(s);
    return sley__str_part(s, (size_t)part->len, (size_t)s->len, (size_t)(s->chars - part->chars));
}

sley_str *sley_str_without_suffix(sley_str *s, const sley_str *part)
{
    if (!sley_str_ends_with(s, part)) return sley_str_retain(s);
    return sley__str_part(s, 0, (size_t)(s->len - part->len), (size_t)(s->chars - part->chars));
}

// ---- replacing -----------------------------------------------------------------------

// `with` before each character and at the end.
static sley_str *interleave(sley_str *s, const sley_str *with, int64_t max)
{
    sley_text text;
    size_t at = 0;
    sley_text_init(&text);
    for (int64_t done = 0; max < 0 || done < max; done++) {
        size_t start = at;
        sley_text_put_str(&text, with);
        if (at >= (size_t)s->len) break;
        sley__utf8_next(s->data, &at);
        sley_text_put(&text, s->data + start, at - start);
    }
    sley_text_put(&text, s->data + at, (size_t)s->len - at);
    return sley_text_take(&text);
}

sley_str *sley_str_replace(sley_str *s, const sley_str *part, const sley_str *with, int64_t max)
{
    sley_text text;
    size_t from = 0;
    size_t at = max == 0 ? NOT_FOUND : find_from(s, part, 0);
    if (at == NOT_FOUND) return sley_str_retain(s);
    if (part->len == 0) return interleave(s, with, max);
    sley_text_init(&text);
    for (int64_t done = 1; at != NOT_FOUND; done++) {
        sley_text_put(&text, s->data + from, at - from);
        sley_text_put_str(&text, with);
        from = at + (size_t)part->len;
        at = done == max ? NOT_FOUND : find_from(s, part, from);
    }
    sley_text_put(&text, s->data + from, (size_t)s->len - from);
    return sley_text_take(&text);
}

// ---- splitting -----------------------------------------------------------------------

static void append_part(sley_list *list, sley_str *s, size_t from, size_t to)
{
    sley_str *part = sley__str_part(s, from, to, sley__str_chars_between(s, from, to));
    sley_list_append(list, &part);
}

// Moves `at` over white space (or, `space` false, over all else) up to `len`.
static size_t skip(const sley_str *s, size_t at, bool space)
{
    while (at < (size_t)s->len) {
        size_t next = at;
        if (sley_char_is_space(sley__utf8_next(s->data, &next)) != space) break;
        at = next;
    }
    return at;
}

static size_t skip_back(const sley_str *s, size_t at, bool space)
{
    while (at > 0) {
        size_t next = at;
        if (sley_char_is_space(sley__utf8_back(s->data, &next)) != space) break;
        at = next;
    }
    return at;
}

static sley_list *split_words(sley_str *s, int64_t max)
{
    sley_list *list = sley_list_new(&sley_type_str, 0);
    size_t at = skip(s, 0, true);
    while (at < (size_t)s->len) {
        if (max >= 0 && list->len == max) { // the rest as it is, but for blanks at its end
            append_part(list, s, at, skip_back(s, (size_t)s->len, true));
            break;
        }
        size_t end = skip(s, at, false);
        append_part(list, s, at, end);
        at = skip(s, end, true);
    }
    return list;
}

static sley_list *rsplit_words(sley_str *s, int64_t max)
{
    sley_list *list = sley_list_new(&sley_type_str, 0);
    size_t at = skip_back(s, (size_t)s->len, true);
    while (at > 0) {
        if (max >= 0 && list->len == max) {
            append_part(list, s, skip(s, 0, true), at);
            break;
        }
        size_t start = skip_back(s, at, false);
        append_part(list, s, start, at);
        at = skip_back(s, start, true);
    }
    sley_list_reverse(list);
    return list;
}

static void need_separator(const sley_str *sep, const sley_site *site)
{
    if (sep->len == 0) sley_panic(site, "split at an empty separator");
}

sley_list *sley_str_split(sley_str *s, const sley_str *sep, int64_t max, const sley_site *site)
{
    if (!sep) return split_words(s, max);
    need_separator(sep, site);
    sley_list *list = sley_list_new(&sley_type_str, 0);
    size_t from = 0;
    while (max < 0 || list->len < max) {
        size_t at = find_from(s, sep, from);
        if (at == NOT_FOUND) break;
        append_part(list, s, from, at);
        from = at + (size_t)sep->len;
    }
    append_part(list, s, from, (size_t)s->len);
    return list;
}

sley_list *sley_str_rsplit(sley_str *s, const sley_str *sep, int64_t max, const sley_site *site)
{
    if (!sep) return rsplit_words(s, max);
    need_separator(sep, site);
    sley_list *list = sley_list_new(&sley_type_str, 0);
    size_t to = (size_t)s->len;
    while (max < 0 || list->len < max) {
        size_t at = find_back(s, sep, to);
        if (at == NOT_FOUND) break;
        append_part(list, s, at + (size_t)sep->len, to);
        to = at;
    }
    append_part(list, s, 0, to);
    sley_list_reverse(list);
    return list;
}

sley_list *sley_str_lines(sley_str *s)
{
    sley_list *list = sley_list_new(&sley_type_str, 0);
    size_t len = (size_t)s->len;
    size_t from = 0;
    while (from < len) {
        const char *found = memchr(s->data + from, '\n', len - from);
        size_t end = found ? (size_t)(found - s->data) : len;
        size_t next = end + 1;
        if (found && end > from && s->data[end - 1] == '\r') end--;
        append_part(list, s, from, end);
        from = next;
    }
    return list;
}

sley_list *sley_str_chars(sley_str *s)
{
    sley_list *list = sley_list_new(&sley_type_char, s->chars);
    size_t at = 0;
    while (at < (size_t)s->len) {
        sley_char c = sley__utf8_next(s->data, &at);
        sley_list_append(list, &c);
    }
    return list;
}

bool sley_str_cut(sley_str *s, const sley_str *sep, sley_str **before, sley_str **after)
{
    size_t at = find_from(s, sep, 0);
    if (at == NOT_FOUND) return false;
    size_t chars = sley__str_chars_between(s, 0, at);
    *before = sley__str_part(s, 0, at, chars);
    *after = sley__str_part(s, at + (size_t)sep->len, (size_t)s->len,
                             (size_t)(s->chars - sep->chars) - chars);
    return true;
}

// ---- joining -------------------------------------------------------------------------

sley_str *sley_str_join(const sley_str *sep, const sley_list *parts)
{
    sley_str *const *part = parts->data;
    size_t len = 0;
    size_t chars = 0;
    char *data;
    if (parts->len == 0) return &sley_str_empty;
    for (int64_t i = 0; i < parts->len; i++) {
        len = sley__alloc_size(1, len, (size_t)part[i]->len + (i > 0 ? (size_t)sep->len : 0));
        chars += (size_t)part[i]->chars + (i > 0 ? (size_t)sep->chars : 0);
    }
    if (len == 0) return &sley_str_empty;
    sley_str *made = sley__str_alloc(len, chars, &data);
    for (int64_t i = 0; i < parts->len; i++) {
        if (i > 0) {
            memcpy(data, sep->data, (size_t)sep->len);
            data += sep->len;
        }
        memcpy(data, part[i]->data, (size_t)part[i]->len);
        data += part[i]->len;
    }
    return made;
}

sley_str *sley_str_from_chars(const sley_list *chars)
{
    const sley_char *c = chars->data;
    sley_text text;
    sley_text_init(&text);
    for (int64_t i = 0; i < chars->len; i++) sley_text_put_char(&text, c[i]);
    return sley_text_take(&text);
}

// ---- numbers in strings -----------------------------------------------------------------

// What is between the blanks around it.
typedef struct reader {
    const char *at;
    const char *end;
} reader;

static reader read_stripped(const sley_str *s)
{
    size_t from = skip(s, 0, true);
    size_t to = skip_back(s, (size_t)s->len, true);
    return (reader){s->data + from, s->data + (to < from ? from : to)};
}

static bool read_sign(reader *r)
{
    if (r->at == r->end || (*r->at != '-' && *r->at != '+')) return false;
    return *r->at++ == '-';
}

static int digit_value(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'z') return c - 'a' + 10;
    if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
    return 99;
}

// Steps over the 0x, 0o or 0b that `base` allows; gives the base, 10 when there is none.
static int64_t read_prefix(reader *r, int64_t base)
{
    int64_t named = 0;
    if (r->end - r->at > 2 && r->at[0] == '0') {
        char c = (char)(r->at[1] | 0x20);
        named = c == 'x' ? 16 : c == 'o' ? 8 : c == 'b' ? 2 : 0;
    }
    if (named != 0 && (base == 0 || base == named)) {
        r->at += 2;
        return named;
    }
    return base == 0 ? 10 : base;
}

bool sley_str_read_int(const sley_str *s, int64_t base, int64_t *result)
{
    reader r = read_stripped(s);
    bool negative = read_sign(&r);
    uint64_t limit = negative ? (uint64_t)INT64_MAX + 1 : (uint64_t)INT64_MAX;
    uint64_t value = 0;
    bool after_digit = false;
    *result = 0;
    if (base != 0 && (base < 2 || base > 36)) return false;
    base = read_prefix(&r, base);
    for (; r.at < r.end; r.at++) {
        if (*r.at == '_' && after_digit) {
            after_digit = false;
            continue;
        }
        uint64_t digit = (uint64_t)digit_value(*r.at);
        if (digit >= (uint64_t)base) return false;
        if (value > (limit - digit) / (uint64_t)base) return false;
        value = value * (uint64_t)base + digit;
        after_digit = true;
    }
    if (!after_digit) return false;
    *result = (int64_t)(negative ? 0 - value : value);
    return true;
}

#ifdef SLEY_HAS_INT128
typedef sley_u128 widest;
#else
typedef uint64_t widest;
#endif

// The same for any integer type, whose ends are -below and above.
static bool read_wide(const sley_str *s, int64_t base, widest below, widest above, bool *negative,
                      widest *result)
{
    reader r = read_stripped(s);
    *negative = read_sign(&r);
    widest limit = *negative ? below : above;
    widest value = 0;
    bool after_digit = false;
    if (base != 0 && (base < 2 || base > 36)) return false;
    base = read_prefix(&r, base);
    for (; r.at < r.end; r.at++) {
        if (*r.at == '_' && after_digit) {
            after_digit = false;
            continue;
        }
        uint64_t digit = (uint64_t)digit_value(*r.at);
        if (digit >= (uint64_t)base || digit > limit) return false;
        if (value > (limit - digit) / (uint64_t)base) return false;
        value = value * (uint64_t)base + digit;
        after_digit = true;
    }
    *result = value;
    return after_digit;
}

// Appends digits to `text`, without the `_` between them; how many there were, -1 when
// an underscore is misplaced.
static int read_digits(reader *r, sley_text *text)
{
    int count = 0;
    bool after_digit = false;
    for (; r->at < r->end; r->at++) {
        bool is_digit = *r->at >= '0' && *r->at <= '9';
        if (!is_digit && !(*r->at == '_' && after_digit)) break;
        if (is_digit) sley_text_put(text, r->at, 1);
        if (is_digit) count = 1;
        after_digit = is_digit;
    }
    return count > 0 && !after_digit ? -1 : count;
}

// Appends a decimal number to `text`; false when there is none.
static bool read_decimal(reader *r, sley_text *text)
{
    int whole = read_digits(r, text);
    int fraction = 0;
    if (r->at < r->end && *r->at == '.') {
        sley_text_put(text, ".", 1);
        r->at++;
        fraction = read_digits(r, text);
    }
    if (whole < 0 || fraction < 0 || whole + fraction == 0) return false;
    if (r->at < r->end && (*r->at | 0x20) == 'e') {
        sley_text_put(text, "e", 1);
        r->at++;
        sley_text_put_cstr(text, read_sign(r) ? "-" : "+");
        if (read_digits(r, text) != 1) return false;
    }
    return r->at == r->end;
}

static bool read_word(const reader *r, const char *word)
{
    size_t len = strlen(word);
    return (size_t)(r->end - r->at) == len && strncasecmp(r->at, word, len) == 0;
}

bool sley_str_read_float(const sley_str *s, double *result)
{
    reader r = read_stripped(s);
    bool negative = read_sign(&r);
    bool ok = true;
    if (read_word(&r, "inf") || read_word(&r, "infinity")) {
        *result = HUGE_VAL;
    } else if (read_word(&r, "nan")) {
        *result = (double)NAN;
    } else {
        sley_text text;
        sley_text_init(&text);
        ok = read_decimal(&r, &text);
        sley_text_put(&text, "", 1); // the NUL
        *result = ok ? sley__float_read(text.data) : 0.0;
        sley_text_fini(&text);
    }
    if (negative) *result = -*result;
    return ok;
}

sley_opt_int sley_str_to_int(const sley_str *s)
{
    sley_opt_int opt = sley_opt_int_none();
    opt.some = sley_str_read_int(s, 10, &opt.value);
    return opt;
}

sley_opt_float sley_str_to_float(const sley_str *s)
{
    sley_opt_float opt = sley_opt_float_none();
    double value;
    if (sley_str_read_float(s, &value)) opt = sley_opt_float_some(value);
    return opt;
}

// ---- ParseError ----------------------------------------------------------------------

static void parse_message(sley_text *out, const sley_error *error)
{
    const sley_parse_error *e = (const sley_parse_error *)error;
    sley_text_put_quoted(out, e->text);
    sley_text_put_cstr(out, e->what ? " is not " : " cannot be read");
    if (e->what) sley_text_put_cstr(out, e->what);
}

const sley_error_type sley_error_parse = {
    .name = "ParseError",
    .size = sizeof(sley_parse_error),
    .message = parse_message,
    SLEY_FIELDS({"text", offsetof(sley_parse_error, text), &sley_type_str}),
};

sley_error *sley_parse_error_new(const sley_error_type *type, sley_str *text)
{
    sley_parse_error *e = (sley_parse_error *)sley_error_new(type);
    e->text = text;
    e->what = NULL;
    return &e->base;
}

sley_status sley__str_ops_parse_fail(sley_task *task, const sley_str *text, const char *what)
{
    sley_parse_error *e = (sley_parse_error *)sley_error_new(&sley_error_parse);
    e->text = sley__str_make(text->data, (size_t)text->len, (size_t)text->chars);
    e->what = what;
    return sley_rethrow(task, &e->base); // no site here: the caller's guard starts the trace
}

sley_status sley_int_parse(sley_task *task, const sley_str *s, int64_t *result)
{
    return sley_int_parse_base(task, s, 10, result);
}

sley_status sley_int_parse_base(sley_task *task, const sley_str *s, int64_t base,
                                int64_t *result)
{
    return sley_str_read_int(s, base, result) ? SLEY_OK
                                              : sley__str_ops_parse_fail(task, s, "an int");
}

// BELOW: how far the type goes below zero.
#define PARSE(N, T, BELOW, ABOVE, WHAT) \
    sley_status sley_##N##_parse_base(sley_task *task, const sley_str *s, int64_t base, T *result) \
    { \
        bool negative = false; \
        widest value = 0; \
        if (!read_wide(s, base, BELOW, ABOVE, &negative, &value)) \
            return sley__str_ops_parse_fail(task, s, WHAT); \
        *result = (T)(negative ? 0 - value : value); \
        return SLEY_OK; \
    } \
    sley_status sley_##N##_parse(sley_task *task, const sley_str *s, T *result) \
    { \
        return sley_##N##_parse_base(task, s, 10, result); \
    }
PARSE(i8, int8_t, 128, 127, "an i8")
PARSE(i16, int16_t, 32768, 32767, "an i16")
PARSE(i32, int32_t, 2147483648u, 2147483647, "an i32")
PARSE(u8, uint8_t, 0, 255, "a u8")
PARSE(u16, uint16_t, 0, 65535, "a u16")
PARSE(u32, uint32_t, 0, 4294967295u, "a u32")
PARSE(u64, uint64_t, 0, UINT64_MAX, "a u64")
#ifdef SLEY_HAS_INT128
PARSE(i128, sley_i128, (sley_u128)SLEY_I128_MAX + 1, (sley_u128)SLEY_I128_MAX, "an i128")
PARSE(u128, sley_u128, 0, SLEY_U128_MAX, "a u128")
#endif
#undef PARSE

// ---- and back ------------------------------------------------------------------------

static sley_str *in_base(int64_t v, unsigned shift, char letter)
{
    char digits[2 + 1 + 64];
    size_t at = sizeof digits;
    uint64_t left = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    do {
        digits[--at] = "0123456789abcdef"[left & ((1u << shift) - 1)];
        left >>= shift;
    } while (left != 0);
    digits[--at] = letter;
    digits[--at] = '0';
    if (v < 0) digits[--at] = '-';
    return sley_str_new(digits + at, sizeof digits - at);
}

sley_str *sley_int_hex(int64_t v)
{
    return in_base(v, 4, 'x');
}

sley_str *sley_int_oct(int64_t v)
{
    return in_base(v, 3, 'o');
}

sley_str *sley_int_bin(int64_t v)
{
    return in_base(v, 1, 'b');
}

sley_opt_int sley_char_to_digit(sley_char c, int64_t base, const sley_site *site)
{
    if (base < 2 || base > 36)
        sley_panicf(site, "to_digit(%lld): a base is from 2 to 36", (long long)base);
    int digit = c < 128 ? digit_value((char)c) : 99;
    return digit < base ? sley_opt_int_some(digit) : sley_opt_int_none();
}

sley_status sley_float_parse(sley_task *task, const sley_str *s, double *result)
{
    return sley_str_read_float(s, result) ? SLEY_OK : sley__str_ops_parse_fail(task, s, "a float");
}
