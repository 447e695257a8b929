// SPDX-License-Identifier: MIT
// float.c - floats as digits and back, whatever the host's locale says.
#include "base/internal.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void sley__float_point(char *text)
{
    const char *point = localeconv()->decimal_point;
    char *at = point[0] != '.' && point[0] != '\0' ? strstr(text, point) : NULL;
    if (!at) return;
    at[0] = '.';
    memmove(at + 1, at + strlen(point), strlen(at + strlen(point)) + 1);
}

double sley__float_read(const char *text)
{
    const char *point = localeconv()->decimal_point;
    const char *dot = point[0] != '.' && point[0] != '\0' ? strchr(text, '.') : NULL;
    if (!dot) return strtod(text, NULL);
    // The host's locale wants another point: read a copy that has it.
    size_t before = (size_t)(dot - text);
    char *copy = sley__alloc(strlen(text) + strlen(point));
    memcpy(copy, text, before);
    memcpy(copy + before, point, strlen(point));
    memcpy(copy + before + strlen(point), dot + 1, strlen(dot + 1) + 1);
    double v = strtod(copy, NULL);
    free(copy);
    return v;
}

// Does this string, in the locale's form, read back as v?
static bool reads_back(const char *text, double v, bool f32)
{
    return f32 ? strtof(text, NULL) >= (float)v && strtof(text, NULL) <= (float)v
               : strtod(text, NULL) >= v && strtod(text, NULL) <= v;
}

// Adds one to the last digit of d.ddde+dd; false when that would carry into the point.
static bool round_up(char *form)
{
    char *last = strchr(form, 'e') - 1;
    while (*last == '9') *last-- = '0';
    if (*last < '0' || *last > '8') return false;
    ++*last;
    return true;
}

// Puts the fewest digits that read back into `form`, as d.ddde+dd.
static void shortest(char form[FLOAT_TEXT], double v, bool f32)
{
    int most = f32 ? 9 : 17;
    int exponent;
    // Normal numbers of 15 (6) digits always come back, so one of three forms is it; below
    // the normal ones precision fades, and fewer digits may do.
    bool is_normal = fabs(v) >= (f32 ? (double)FLT_MIN : DBL_MIN);
    for (int digits = is_normal ? most - 2 : 1; digits <= most; digits++) {
        snprintf(form, FLOAT_TEXT, "%.*e", digits - 1, v);
        if (reads_back(form, v, f32)) break;
        // At a power of two the floats above are further apart than those below: the
        // nearest decimal may lie below and miss, and the one above still come back.
        if (digits > 1 && digits < most && frexp(v, &exponent) <= 0.5 && round_up(form)
            && reads_back(form, v, f32)) break;
    }
    sley__float_point(form);
}

// Lays digits with the point after the first `point` of them, zeros added where needed.
static size_t put_plain(char *out, const char *digits, int count, int point)
{
    size_t n = 0;
    if (point <= 0) {
        out[n++] = '0';
        out[n++] = '.';
        for (int i = point; i < 0; i++) out[n++] = '0';
        for (int i = 0; i < count; i++) out[n++] = digits[i];
        return n;
    }
    for (int i = 0; i < count || i < point; i++) {
        if (i == point) out[n++] = '.';
        out[n++] = i < count ? digits[i] : '0';
    }
    if (count <= point) {
        out[n++] = '.';
        out[n++] = '0';
    }
    return n;
}

size_t sley__float_text(char out[FLOAT_TEXT], double v, bool f32)
{
    char form[FLOAT_TEXT];
    char digits[20];
    int count = 0;
    size_t n = 0;
    if (isnan(v) || isinf(v)) {
        const char *name = isnan(v) ? "nan" : v < 0 ? "-inf" : "inf";
        memcpy(out, name, strlen(name));
        return strlen(name);
    }
    if (signbit(v)) out[n++] = '-';
    shortest(form, fabs(v), f32);
    const char *at = form;
    for (; *at != 'e'; at++) {
        if (*at != '.') digits[count++] = *at;
    }
    assert(count >= 1 && count <= 17);
    while (count > 1 && digits[count - 1] == '0') count--;
    int exponent = atoi(at + 1);
    if (exponent >= -4 && exponent < 16) return n + put_plain(out + n, digits, count, exponent + 1);
    // Far from 1: 1e+16, 1.5e-07
    out[n++] = digits[0];
    if (count > 1) out[n++] = '.';
    for (int i = 1; i < count; i++) out[n++] = digits[i];
    return n + (size_t)snprintf(out + n, FLOAT_TEXT - n, "e%+03d", exponent);
}
