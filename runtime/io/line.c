// SPDX-License-Identifier: MIT
// line.c - what a line is, for all that reads lines.
//
// A line ends with \n or \r\n, or with the input; a \r elsewhere is a character like others. It
// has at most SLEY_LINE_LIMIT bytes, its end not counted, and is UTF-8.
#include <stdio.h>
#include <string.h>

#include "io/internal.h"

size_t sley__line_len(const char *data, size_t n)
{
    return n > 0 && data[n - 1] == '\r' ? n - 1 : n;
}

bool sley__line_is_too_long(const char *data, size_t n, size_t limit)
{
    return n > limit && sley__line_len(data, n) > limit;
}

// A path that is too long keeps its end.
static void put_path(char *out, size_t size, const char *path)
{
    size_t len = strlen(path);
    if (len >= size) {
        path += len - (size - 4);
        while (((unsigned char)*path & 0xc0) == 0x80) path++;
        snprintf(out, size, "...%s", path);
    } else {
        memcpy(out, path, len + 1);
    }
}

sley_error *sley__line_decode(const char *data, size_t n, int64_t line, const char *path,
                              sley_str **result)
{
    size_t chars;
    *result = sley_str_from_utf8(data, n);
    if (*result) return NULL;
    sley_error *error = sley_decode_error_new(&sley_error_decode,
                                              (int64_t)sley__utf8_valid(data, n, &chars));
    sley_decode_error *e = (sley_decode_error *)(void *)error;
    e->line = line;
    if (path) put_path(e->path, sizeof e->path, path);
    return error;
}
