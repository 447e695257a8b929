// SPDX-License-Identifier: MIT
// bytes.c - bytes: immutable ones and the buffer.

#include "sley/bytes.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "sley/list.h"
#include "sley/num.h"
#include "sley/text.h"
#include "sley/types.h"
#include "value/str_internal.h"
#include "value/internal.h"

enum { SHARE_MIN = 64 }; // bytes; a shorter slice is copied

sley_bytes sley_bytes_empty = {{SLEY_IMMORTAL, 0}, 0, (const uint8_t *)"", NULL, NULL};

// ---- life --------------------------------------------------------------------------

static sley_bytes *new_header(size_t extra, size_t len)
{
    sley_bytes *b = sley__alloc(sley__alloc_size(1, extra, sizeof *b));
    b->head.refs = 1;
    b->head.flags = 0;
    b->len = (int64_t)len;
    b->data = (const uint8_t *)(b + 1);
    b->base = NULL;
    b->text = NULL;
    return b;
}

sley_bytes *sley__bytes_alloc(size_t len, uint8_t **data)
{
    sley_bytes *b = new_header(len, len);
    *data = (uint8_t *)(b + 1);
    return b;
}

void sley__bytes_free(sley_bytes *b)
{
    sley_bytes_release(b->base);
    sley_str_release(b->text);
    free(b);
}

sley_bytes *sley_bytes_new(const void *data, size_t len)
{
    uint8_t *own;
    if (len == 0) return &sley_bytes_empty;
    sley_bytes *b = sley__bytes_alloc(len, &own);
    memcpy(own, data, len);
    return b;
}

// The bytes from..to: b itself, a copy when short, else a slice.
static sley_bytes *part_of(sley_bytes *b, size_t from, size_t to)
{
    size_t len = to - from;
    assert(from <= to && to <= (size_t)b->len);
    if (len == (size_t)b->len) return sley_bytes_retain(b);
    if (len < SHARE_MIN) return sley_bytes_new(b->data + from, len);
    sley_bytes *part = new_header(0, len);
    part->data = b->data + from;
    part->text = sley_str_retain(b->text);
    if (!b->text) part->base = sley_bytes_retain(b->base ? b->base : b);
    assert(!part->base || (!part->base->base && !part->base->text)); // bytes.h I1
    return part;
}

// ---- looking -----------------------------------------------------------------------

bool sley_bytes_equal(const sley_bytes *a, const sley_bytes *b)
{
    if (a == b) return true;
    if (!a || !b || a->len != b->len) return false;
    return memcmp(a->data, b->data, (size_t)a->len) == 0;
}

int sley_bytes_compare(const sley_bytes *a, const sley_bytes *b)
{
    if (!a || !b) return (a != NULL) - (b != NULL);
    int order = memcmp(a->data, b->data, (size_t)(a->len < b->len ? a->len : b->len));
    return order != 0 ? order : (a->len > b->len) - (a->len < b->len);
}

uint64_t sley_bytes_hash(const sley_bytes *b)
{
    return b == NULL ? 0 : sley_hash_bytes(b->data, (size_t)b->len);
}

sley_bytes *sley_bytes_slice(sley_bytes *b, int64_t from, int64_t to, const sley_site *site)
{
    if (from < 0 || to < from || to > b->len) sley__num_slice(site, from, to, b->len, "bytes");
    return part_of(b, (size_t)from, (size_t)to);
}

sley_bytes *sley_bytes_slice_from(sley_bytes *b, int64_t from, const sley_site *site)
{
    return sley_bytes_slice(b, from, b->len, site);
}

// The first place of part at or after `from`, -1 when there is none.
static int64_t find_from(const sley_bytes *b, const sley_bytes *part, int64_t from)
{
    if (part->len == 0) return from;
    const uint8_t *at =
        memmem(b->data + from, (size_t)(b->len - from), part->data, (size_t)part->len);
    return at == NULL ? -1 : at - b->data;
}

bool sley_bytes_contains(const sley_bytes *b, const sley_bytes *part)
{
    return find_from(b, part, 0) >= 0;
}

bool sley_bytes_starts_with(const sley_bytes *b, const sley_bytes *part)
{
    return part->len <= b->len && memcmp(b->data, part->data, (size_t)part->len) == 0;
}

bool sley_bytes_ends_with(const sley_bytes *b, const sley_bytes *part)
{
    if (part->len > b->len) return false;
    return memcmp(b->data + (b->len - part->len), part->data, (size_t)part->len) == 0;
}

sley_opt_int sley_bytes_find(const sley_bytes *b, const sley_bytes *part)
{
    int64_t at = find_from(b, part, 0);
    return at < 0 ? sley_opt_int_none() : sley_opt_int_some(at);
}

sley_opt_int sley_bytes_rfind(const sley_bytes *b, const sley_bytes *part)
{
    for (int64_t at = b->len - part->len; at >= 0; at--) {
        if (memcmp(b->data + at, part->data, (size_t)part->len) == 0) return sley_opt_int_some(at);
    }
    return sley_opt_int_none();
}

int64_t sley_bytes_count(const sley_bytes *b, const sley_bytes *part)
{
    int64_t count = 0;
    int64_t at = 0;
    if (part->len == 0) return b->len + 1;
    while ((at = find_from(b, part, at)) >= 0) {
        at += part->len;
        count++;
    }
    return count;
}

// ---- making ------------------------------------------------------------------------

sley_bytes *sley_bytes_concat(sley_bytes *a, sley_bytes *b)
{
    uint8_t *data;
    if (a->len == 0) return sley_bytes_retain(b);
    if (b->len == 0) return sley_bytes_retain(a);
    sley_bytes *made = sley__bytes_alloc((size_t)a->len + (size_t)b->len, &data);
    memcpy(data, a->data, (size_t)a->len);
    memcpy(data + a->len, b->data, (size_t)b->len);
    return made;
}

sley_bytes *sley_bytes_append(sley_bytes *a, sley_bytes *b)
{
    if (b->len == 0) return a;
    if (a->head.refs != 1 || a->base || a->text || a == b) {
        sley_bytes *made = sley_bytes_concat(a, b);
        sley_bytes_release(a);
        return made;
    }
    // There is no other owner to see that it changes. As in sley_str_append the flags are the
    // exponent of the capacity.
    size_t len = (size_t)a->len + (size_t)b->len;
    uint32_t exponent = a->head.flags;
    if (exponent == 0 || len > (size_t)1 << exponent) {
        exponent = 6;
        while (len > (size_t)1 << exponent) exponent++;
        a = sley__alloc_resize(a, sley__alloc_size(1, (size_t)1 << exponent, sizeof *a));
        a->head.flags = exponent;
        a->data = (const uint8_t *)(a + 1);
    }
    memcpy((uint8_t *)(a + 1) + a->len, b->data, (size_t)b->len);
    a->len = (int64_t)len;
    return a;
}

sley_bytes *sley_bytes_repeat(sley_bytes *b, int64_t times, const sley_site *site)
{
    uint8_t *data;
    if (times < 0) sley_panicf(site, "repeat count %lld is negative", (long long)times);
    if (times == 0 || b->len == 0) return &sley_bytes_empty;
    size_t len = (size_t)b->len;
    sley_bytes *made = sley__bytes_alloc(sley__alloc_size(len, (size_t)times, 0), &data);
    for (int64_t i = 0; i < times; i++) memcpy(data + (size_t)i * len, b->data, len);
    return made;
}

static bool is_blank(uint8_t byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

sley_bytes *sley_bytes_strip(sley_bytes *b)
{
    size_t from = 0;
    size_t to = (size_t)b->len;
    while (from < to && is_blank(b->data[from])) from++;
    while (to > from && is_blank(b->data[to - 1])) to--;
    return part_of(b, from, to);
}

sley_list *sley_bytes_split(sley_bytes *b, const sley_bytes *sep, const sley_site *site)
{
    if (sep->len == 0) sley_panic(site, "split at an empty separator");
    sley_list *list = sley_list_new(&sley_type_bytes, 0);
    int64_t from = 0;
    while (true) {
        int64_t at = find_from(b, sep, from);
        sley_bytes *part = part_of(b, (size_t)from, (size_t)(at < 0 ? b->len : at));
        sley_list_append(list, &part);
        if (at < 0) return list;
        from = at + sep->len;
    }
}

sley_bytes *sley_bytes_join(const sley_bytes *sep, const sley_list *parts)
{
    sley_bytes *const *part = parts->data;
    size_t len = 0;
    uint8_t *data;
    for (int64_t i = 0; i < parts->len; i++) {
        len = sley__alloc_size(1, len, (size_t)part[i]->len + (i > 0 ? (size_t)sep->len : 0));
    }
    if (len == 0) return &sley_bytes_empty;
    sley_bytes *made = sley__bytes_alloc(len, &data);
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

sley_str *sley_bytes_hex(const sley_bytes *b)
{
    static const char digits[] = "0123456789abcdef";
    char *out;
    size_t len = sley__alloc_size((size_t)b->len, 2, 0);
    if (len == 0) return &sley_str_empty;
    sley_str *made = sley__str_alloc(len, len, &out);
    for (int64_t i = 0; i < b->len; i++) {
        *out++ = digits[b->data[i] >> 4];
        *out++ = digits[b->data[i] & 15];
    }
    return made;
}

sley_list *sley_bytes_to_list(const sley_bytes *b)
{
    sley_list *list = sley_list_new(&sley_type_u8, b->len);
    for (int64_t i = 0; i < b->len; i++) sley_list_append(list, &b->data[i]);
    return list;
}

sley_bytes *sley_bytes_from_list(const sley_list *bytes)
{
    return sley_bytes_new(bytes->data, (size_t)bytes->len);
}

// ---- strings and bytes ----------------------------------------------------------------

static void decode_message(sley_text *out, const sley_error *error)
{
    const sley_decode_error *e = (const sley_decode_error *)error;
    sley_text_put_cstr(out, "invalid UTF-8 at byte ");
    sley_text_put_int(out, e->at);
    if (e->line > 0) {
        sley_text_put_cstr(out, " of line ");
        sley_text_put_int(out, e->line);
    }
    if (e->path[0] == '\0') return;
    sley_text_put_cstr(out, " of ");
    sley_text_put_cstr(out, e->path);
}

const sley_error_type sley_error_decode = {
    .name = "DecodeError", .size = sizeof(sley_decode_error), .message = decode_message};

sley_error *sley_decode_error_new(const sley_error_type *type, int64_t at)
{
    sley_decode_error *e = (sley_decode_error *)sley_error_new(type);
    e->at = at;
    e->line = 0;
    e->path[0] = '\0';
    return &e->base;
}

sley_status sley_bytes_decode(sley_task *task, sley_bytes *b, sley_str **result)
{
    size_t chars;
    size_t valid = sley__utf8_valid((const char *)b->data, (size_t)b->len, &chars);
    *result = NULL;
    if (valid < (size_t)b->len) {
        sley_error *error = sley_decode_error_new(&sley_error_decode, (int64_t)valid);
        return sley_rethrow(task, error); // the caller's guard starts the trace
    }
    *result = sley__str_make((const char *)b->data, valid, chars);
    return SLEY_OK;
}

sley_str *sley_bytes_decode_lossy(sley_bytes *b)
{
    return sley_str_from_utf8_lossy((const char *)b->data, (size_t)b->len);
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

sley_status sley_bytes_from_hex(sley_task *task, const sley_str *hex, sley_bytes **result)
{
    uint8_t *data;
    *result = NULL;
    if (hex->len % 2 != 0)
        return sley__str_ops_parse_fail(task, hex, "an even number of hex digits");
    sley_bytes *made = sley__bytes_alloc((size_t)hex->len / 2, &data);
    for (int64_t i = 0; i < hex->len; i += 2) {
        int high = hex_value(hex->data[i]);
        int low = hex_value(hex->data[i + 1]);
        if (high < 0 || low < 0) {
            sley_bytes_release(made);
            return sley__str_ops_parse_fail(task, hex, "an even number of hex digits");
        }
        *data++ = (uint8_t)(high * 16 + low);
    }
    *result = made;
    return SLEY_OK;
}

// ---- buffer ------------------------------------------------------------------------

sley_buffer *sley_buffer_new(void)
{
    sley_buffer *b = sley__alloc(sizeof *b);
    *b = (sley_buffer){{1, 0}, 0, 0, NULL};
    return b;
}

void sley__bytes_buffer_free(sley_buffer *b)
{
    free(b->data);
    free(b);
}

static void append(sley_buffer *b, const void *data, size_t len)
{
    if (len == 0) return;
    size_t need = sley__alloc_size(1, (size_t)b->len, len);
    if (need > (size_t)b->cap) {
        b->cap = sley__alloc_grow(b->cap, (int64_t)need);
        b->data = sley__alloc_resize(b->data, (size_t)b->cap);
    }
    memcpy(b->data + b->len, data, len);
    b->len += (int64_t)len;
}

void sley_buffer_append(sley_buffer *b, const sley_bytes *more)
{
    append(b, more->data, (size_t)more->len);
}

void sley_buffer_append_str(sley_buffer *b, const sley_str *more)
{
    append(b, more->data, (size_t)more->len);
}

void sley_buffer_push(sley_buffer *b, uint8_t byte)
{
    append(b, &byte, 1);
}

static size_t checked(const sley_buffer *b, int64_t index, const sley_site *site)
{
    if (index < 0 || index >= b->len) sley__num_index(site, index, b->len, "buffer");
    return (size_t)index;
}

uint8_t sley_buffer_at(const sley_buffer *b, int64_t index, const sley_site *site)
{
    return b->data[checked(b, index, site)];
}

void sley_buffer_set(sley_buffer *b, int64_t index, uint8_t byte, const sley_site *site)
{
    b->data[checked(b, index, site)] = byte;
}

sley_bytes *sley_buffer_slice(const sley_buffer *b, int64_t from, int64_t to,
                              const sley_site *site)
{
    if (from < 0 || to < from || to > b->len) sley__num_slice(site, from, to, b->len, "buffer");
    return to == from ? &sley_bytes_empty : sley_bytes_new(b->data + from, (size_t)(to - from));
}

sley_bytes *sley_buffer_bytes(const sley_buffer *b)
{
    return sley_bytes_new(b->data, (size_t)b->len);
}

void sley_buffer_clear(sley_buffer *b)
{
    b->len = 0;
}
