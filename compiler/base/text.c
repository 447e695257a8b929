// SPDX-License-Identifier: MIT
// text.c - a growing string.
#include "base/text.h"

#include <assert.h>
#include <stdlib.h>
#include <utf8proc.h>

#include "base/arena.h"

void text_init(text *t)
{
    *t = (text){0};
}

void text_fini(text *t)
{
    free(t->bytes);
    text_init(t);
}

void text_clear(text *t)
{
    t->len = 0;
    if (t->bytes != NULL) t->bytes[0] = '\0';
}

const char *text_string(const text *t)
{
    return t->bytes == NULL ? "" : t->bytes;
}

void text_grow(text *t, size_t more)
{
    size_t cap = t->cap == 0 ? 256 : t->cap;
    while (cap - t->len <= more && cap <= SIZE_MAX / 4) cap *= 2;
    char *bytes = cap - t->len <= more ? NULL : realloc(t->bytes, cap);
    if (bytes == NULL) {
        fprintf(stderr, "sley: out of memory: a text of %zu bytes\n", cap);
        exit(70);
    }
    arena_want_huge_pages(bytes, cap);
    t->bytes = bytes;
    t->cap = cap;
}

void text_uint(text *t, uint64_t value)
{
    if (value < 10) { // as half of all numbers are
        text_putc(t, (char)('0' + value));
        return;
    }
    char digits[20]; // of UINT64_MAX
    size_t first = sizeof digits;
    do {
        digits[--first] = (char)('0' + value % 10);
        value /= 10;
    } while (value != 0);
    text_add(t, digits + first, sizeof digits - first);
}

void text_wide(text *t, text_uint128 value)
{
    char digits[39]; // of 2 ** 128 - 1
    size_t first = sizeof digits;
    do {
        digits[--first] = (char)('0' + (int)(value % 10));
        value /= 10;
    } while (value != 0);
    text_add(t, digits + first, sizeof digits - first);
}

void text_printf(text *t, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    text_vprintf(t, format, args);
    va_end(args);
}

// What the C library prints; `format` and `args` from here on.
static void print_rest(text *t, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    text_reserve(t, 128);
    int needed = vsnprintf(t->bytes + t->len, t->cap - t->len, format, args);
    assert(needed >= 0);
    if ((size_t)needed >= t->cap - t->len) {
        text_reserve(t, (size_t)needed);
        vsnprintf(t->bytes + t->len, t->cap - t->len, format, again);
    }
    t->len += (size_t)needed;
    va_end(again);
}

// %s, %u, %zu, %c and %% are done here; from the first other one on it is the C
// library's.
void text_vprintf(text *t, const char *format, va_list args)
{
    for (;;) {
        const char *percent = strchr(format, '%');
        if (percent == NULL) {
            text_puts(t, format);
            return;
        }
        text_add(t, format, (size_t)(percent - format));
        format = percent;
        if (format[1] == 's') text_puts(t, va_arg(args, const char *));
        else if (format[1] == 'u') text_uint(t, va_arg(args, unsigned));
        else if (format[1] == 'c') text_putc(t, (char)va_arg(args, int));
        else if (format[1] == '%') text_putc(t, '%');
        else if (format[1] == 'z' && format[2] == 'u') {
            text_uint(t, va_arg(args, size_t));
            format++;
        } else break;
        format += 2;
    }
    print_rest(t, format, args);
}

bool text_is_printable(const char *bytes, size_t len)
{
    // Eight at a time: the top bit of a byte that is no ASCII, that goes above 0x7f
    // when 1 is added or below 0 when ' ' is taken away.
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t eight, marked = 0;
    for (; len >= sizeof eight; bytes += sizeof eight, len -= sizeof eight) {
        memcpy(&eight, bytes, sizeof eight);
        marked |= eight | (eight + ones) | (eight - ones * ' ');
    }
    if ((marked & ones * 0x80) != 0) return false;
    for (size_t i = 0; i < len; i++) {
        if (bytes[i] < ' ' || bytes[i] > '~') return false;
    }
    return true;
}

void text_utf8(text *t, uint32_t code_point)
{
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t len = utf8proc_encode_char((utf8proc_int32_t)code_point, bytes);
    text_add(t, (const char *)bytes, (size_t)len);
}

// The escape of one byte that does not stand for itself; NULL for the rest.
static const char *short_escape(char c)
{
    switch (c) {
    case '\n': return "\\n";
    case '\t': return "\\t";
    case '\r': return "\\r";
    case '\\': return "\\\\";
    case '"': return "\\\"";
    default: return NULL;
    }
}

void text_escaped(text *t, const char *bytes, size_t len)
{
    for (size_t i = 0; i < len;) {
        utf8proc_int32_t point;
        utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)bytes + i,
                                                 (utf8proc_ssize_t)(len - i), &point);
        const char *escape = short_escape(bytes[i]);
        if (escape != NULL) {
            text_puts(t, escape);
            i++;
        } else if (size <= 0 || point < 0x20 || point == 0x7f) {
            text_printf(t, "\\x%02x", (unsigned)(unsigned char)bytes[i]);
            i++;
        } else {
            text_add(t, bytes + i, (size_t)size);
            i += (size_t)size;
        }
    }
}

bool text_write(const text *t, FILE *out)
{
    return fwrite(text_string(t), 1, t->len, out) == t->len;
}
