// SPDX-License-Identifier: MIT
// base64.c - bytes as letters: three of them in four.
#include "sley/log.h"

#include <stdlib.h>

#include "io/internal.h"

static const char standard[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static const char for_urls[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

sley_str *sley_base64_encode(sley_bytes *data, bool url)
{
    const char *letters = url ? for_urls : standard;
    size_t n = (size_t)data->len;
    size_t len = url ? (n * 4 + 2) / 3 : (n + 2) / 3 * 4;
    char *out;
    sley_str *text = sley__str_alloc(len, len, &out);
    size_t at = 0;
    for (size_t i = 0; i < n; i += 3) {
        size_t left = n - i;
        uint32_t word = (uint32_t)data->data[i] << 16;
        if (left > 1) word |= (uint32_t)data->data[i + 1] << 8;
        if (left > 2) word |= data->data[i + 2];
        size_t count = left > 2 ? 4 : left + 1;
        for (size_t k = 0; k < count; k++) out[at++] = letters[word >> (18 - 6 * k) & 63];
        for (size_t k = count; k < 4 && !url; k++) out[at++] = '=';
    }
    return text;
}

// The number of a letter; -1: it is none.
static int value_of(char c)
{
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    if (c == '+' || c == '-') return 62;
    return c == '/' || c == '_' ? 63 : -1;
}

// The bytes at `out`, their number in *len. False: it is no base64.
static bool decode(const sley_str *text, unsigned char *out, size_t *len)
{
    size_t n = (size_t)text->len;
    size_t padding = 0;
    while (padding < 2 && n > 0 && text->data[n - 1] == '=') {
        padding++;
        n--;
    }
    if (n % 4 == 1 || (padding > 0 && (n + padding) % 4 != 0)) return false;
    uint32_t word = 0;
    *len = 0;
    for (size_t i = 0; i < n; i++) {
        int value = value_of(text->data[i]);
        if (value < 0) return false;
        word = word << 6 | (uint32_t)value;
        if (i % 4 != 0) out[(*len)++] = (unsigned char)(word >> (6 - 2 * (i % 4)) & 255);
    }
    uint32_t unused = n % 4 == 2 ? word & 15 : n % 4 == 3 ? word & 3 : 0;
    return unused == 0; // else other letters would have meant the same
}

sley_status sley_base64_decode(sley_task *task, sley_str *text, sley_bytes **result)
{
    unsigned char *out = sley__alloc((size_t)text->len + 1);
    size_t len = 0;
    *result = NULL;
    if (decode(text, out, &len)) *result = sley_bytes_new(out, len);
    else task->base.error = sley_parse_error_new(&sley_error_parse, sley_str_retain(text));
    free(out);
    return *result ? SLEY_OK : SLEY_ERROR;
}
