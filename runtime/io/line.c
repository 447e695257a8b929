// SPDX-License-Identifier: MIT
// line.c - what a line is, for all that reads lines.
//
// A line ends with \n or \r\n, or with the input; a \r elsewhere is a character like others. It
// has at most SLEY_LINE_LIMIT bytes, its end not counted, and is UTF-8.
#include "io/internal.h"

size_t sley__line_len(const char *data, size_t n)
{
    return n > 0 && data[n - 1] == '\r' ? n - 1 : n;
}

bool sley__line_is_too_long(const char *data, size_t n, size_t limit)
{
    return n > limit && sley__line_len(data, n) > limit;
}

sley_error *sley__line_decode(const char *data, size_t n, sley_str **result)
{
    size_t chars;
    *result = sley_str_from_utf8(data, n);
    if (*result) return NULL;
    return sley_decode_error_new(&sley_error_decode, (int64_t)sley__utf8_valid(data, n, &chars));
}
