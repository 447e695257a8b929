// SPDX-License-Identifier: MIT
// bytes.h - bytes: immutable; buffer: bytes that grow.
//
// I1  A bytes with `base` or `text` shares the bytes of that bytes or str, which it
//     holds; a base has none itself, so chains do not grow.
// I2  A buffer's storage is its own; `bytes()` copies.
//
// Ownership as in str.h: arguments borrowed, results owned, no NULL.
#ifndef SLEY_BYTES_H
#define SLEY_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sley/num.h"
#include "sley/opt.h"
#include "sley/str.h"
#include "sley/value.h"

#ifdef __cplusplus
extern "C" {
#endif

struct sley_bytes {
    sley_object head;
    int64_t len;
    const uint8_t *data;
    sley_bytes *base;   // bytes whose bytes these are; NULL: see text
    sley_str *text;     // str whose bytes these are; both NULL: its own, after this struct
};

// b"..." as a static object: SLEY_BYTES_LIT(m_chat__bytes_1, "\000\377");
#define SLEY_BYTES_LIT(NAME, TEXT)                                          \
    static sley_bytes NAME = {{SLEY_IMMORTAL, 0}, (int64_t)sizeof(TEXT) - 1,   \
                              (const uint8_t *)TEXT, NULL, NULL}
#define SLEY_BYTES_LIT_DATA(NAME, ARRAY)                                    \
    static sley_bytes NAME = {{SLEY_IMMORTAL, 0}, (int64_t)sizeof(ARRAY),      \
                              (const uint8_t *)ARRAY, NULL, NULL}

extern sley_bytes sley_bytes_empty;

void sley__bytes_free(sley_bytes *b);

SLEY_REFCOUNTED_OR_STATIC(sley_bytes, sley__bytes_free)

sley_bytes *sley_bytes_new(const void *data, size_t len); // copies
// Room for `len` bytes: fill *data before anyone else sees the object.
sley_bytes *sley__bytes_alloc(size_t len, uint8_t **data);

static inline int64_t sley_bytes_len(const sley_bytes *b)
{
    return b->len;
}

static inline bool sley_bytes_is_empty(const sley_bytes *b)
{
    return b->len == 0;
}

// Both may be NULL, as in str.h.
bool sley_bytes_equal(const sley_bytes *a, const sley_bytes *b);
int sley_bytes_compare(const sley_bytes *a, const sley_bytes *b);
uint64_t sley_bytes_hash(const sley_bytes *b);

static inline uint8_t sley_bytes_at(const sley_bytes *b, int64_t index, const sley_site *site)
{
    if (index < 0 || index >= b->len) sley__num_index(site, index, b->len, "bytes");
    return b->data[index];
}
sley_bytes *sley_bytes_slice(sley_bytes *b, int64_t from, int64_t to, const sley_site *site);
sley_bytes *sley_bytes_slice_from(sley_bytes *b, int64_t from, const sley_site *site);

bool sley_bytes_contains(const sley_bytes *b, const sley_bytes *part);
bool sley_bytes_starts_with(const sley_bytes *b, const sley_bytes *part);
bool sley_bytes_ends_with(const sley_bytes *b, const sley_bytes *part);
sley_opt_int sley_bytes_find(const sley_bytes *b, const sley_bytes *part);
sley_opt_int sley_bytes_rfind(const sley_bytes *b, const sley_bytes *part);
int64_t sley_bytes_count(const sley_bytes *b, const sley_bytes *part);

sley_bytes *sley_bytes_concat(sley_bytes *a, sley_bytes *b);
// Like sley_bytes_concat, but takes `a` and, when it has no other owner, goes on in its
// place: a loop of `b += x` is then linear.
sley_bytes *sley_bytes_append(sley_bytes *a, sley_bytes *b);
sley_bytes *sley_bytes_repeat(sley_bytes *b, int64_t times, const sley_site *site);
// Without ASCII white space at both ends.
sley_bytes *sley_bytes_strip(sley_bytes *b);
sley_list *sley_bytes_split(sley_bytes *b, const sley_bytes *sep, const sley_site *site);
sley_bytes *sley_bytes_join(const sley_bytes *sep, const sley_list *parts); // list[bytes]
sley_str *sley_bytes_hex(const sley_bytes *b); // "00ff", two digits a byte
sley_list *sley_bytes_to_list(const sley_bytes *b); // list[u8]
sley_bytes *sley_bytes_from_list(const sley_list *bytes);

extern const sley_error_type sley_error_decode; // DecodeError(at: int)

typedef struct sley_decode_error {
    sley_error base;
    int64_t at; // index of the first byte that is not UTF-8
    // Where the bytes were read, for the message alone.
    int64_t line; // 0: not told
    char path[120]; // of a file, "" without one; a long one is cut at its start
} sley_decode_error;

sley_error *sley_decode_error_new(const sley_error_type *type, int64_t at);

// Text of UTF-8; SLEY_ERROR with a DecodeError on the task when it is none.
sley_status sley_bytes_decode(sley_task *task, sley_bytes *b, sley_str **result);
sley_str *sley_bytes_decode_lossy(sley_bytes *b); // with U+FFFD; never fails
// "00ff"; SLEY_ERROR with a ParseError.
sley_status sley_bytes_from_hex(sley_task *task, const sley_str *hex, sley_bytes **result);

// ---- buffer ------------------------------------------------------------------------

typedef struct sley_buffer {
    sley_object head;
    int64_t len;
    int64_t cap;
    uint8_t *data; // len bytes in use, cap allocated (I2)
} sley_buffer;

sley_buffer *sley_buffer_new(void);
void sley__bytes_buffer_free(sley_buffer *b);

SLEY_REFCOUNTED(sley_buffer, head.refs, sley__bytes_buffer_free)

static inline int64_t sley_buffer_len(const sley_buffer *b)
{
    return b->len;
}

void sley_buffer_append(sley_buffer *b, const sley_bytes *more);
void sley_buffer_append_str(sley_buffer *b, const sley_str *more);
void sley_buffer_push(sley_buffer *b, uint8_t byte);
uint8_t sley_buffer_at(const sley_buffer *b, int64_t index, const sley_site *site);
void sley_buffer_set(sley_buffer *b, int64_t index, uint8_t byte, const sley_site *site);
sley_bytes *sley_buffer_slice(const sley_buffer *b, int64_t from, int64_t to,
                              const sley_site *site);
sley_bytes *sley_buffer_bytes(const sley_buffer *b);
void sley_buffer_clear(sley_buffer *b);

extern const sley_type sley_type_buffer;

#ifdef __cplusplus
}
#endif

#endif
