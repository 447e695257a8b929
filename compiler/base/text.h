// SPDX-License-Identifier: MIT
// text.h - a string that grows: dumps, messages, C files.
//
// I1  bytes[len] is NUL as soon as anything was added; `bytes` may be NULL
//     before, so read it with text_string.
// I2  The memory is malloc'ed (texts grow large and move); text_fini frees it.
#ifndef SLEY_TEXT_H
#define SLEY_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef struct text text;

struct text {
    char *bytes;
    size_t len;
    size_t cap;   // bytes allocated, the NUL included
};

// Makes room for `more` bytes and the NUL.
void text_grow(text *t, size_t more);

static inline void text_reserve(text *t, size_t more)
{
    if (more >= t->cap - t->len) text_grow(t, more);
}

static inline void text_add(text *t, const char *bytes, size_t len)
{
    text_reserve(t, len);
    if (len != 0) memcpy(t->bytes + t->len, bytes, len);
    t->len += len;
    t->bytes[t->len] = '\0';
}

static inline void text_puts(text *t, const char *string)
{
    text_add(t, string, strlen(string));
}

static inline void text_putc(text *t, char c)
{
    text_reserve(t, 1);
    t->bytes[t->len++] = c;
    t->bytes[t->len] = '\0';
}

static inline void text_spaces(text *t, size_t count)
{
    enum { BLOCK = 32 }; // to fill a block of known size takes two stores
    size_t filled;
    do {
        filled = count < BLOCK ? count : BLOCK;
        text_reserve(t, BLOCK);
        memset(t->bytes + t->len, ' ', BLOCK);
        t->len += filled;
        count -= filled;
    } while (count > 0);
    t->bytes[t->len] = '\0';
}

void text_init(text *t);
void text_fini(text *t);
void text_clear(text *t);
const char *text_string(const text *t);   // never NULL

void text_uint(text *t, uint64_t value);
__extension__ typedef unsigned __int128 text_uint128;
void text_wide(text *t, text_uint128 value);
// The C library's formats; those that C files are made of (text_vprintf) are fast.
void text_printf(text *t, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void text_vprintf(text *t, const char *format, va_list args);
// Whether all bytes are printable ASCII: ' ' .. '~'.
bool text_is_printable(const char *bytes, size_t len);
// One code point as UTF-8.
void text_utf8(text *t, uint32_t code_point);
// The bytes with C-like escapes, so that any input stays on one line:
// \n \t \r \\ \" and \xHH for control characters and bytes that are no UTF-8.
void text_escaped(text *t, const char *bytes, size_t len);
// Writes to a stream; false with errno when that fails.
bool text_write(const text *t, FILE *out);

#endif
