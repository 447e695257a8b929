// SPDX-License-Identifier: MIT
// foreign.c - values that cross between Sley and C (sley/foreign.h).
#include "sley/foreign.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "value/internal.h"

sley_cstr sley_cstr_open(const sley_str *s, const sley_site *site)
{
    if (!s) return (sley_cstr){NULL, NULL};
    size_t len = (size_t)s->len;
    if (len > 0 && memchr(s->data, 0, len) != NULL) {
        sley_panic(site, "a string with a NUL inside cannot be passed to C as cstr");
    }
    if (!s->base) return (sley_cstr){s->data, NULL}; // str.h I3: it ends in a NUL
    char *copy = sley__alloc(len + 1);
    memcpy(copy, s->data, len);
    copy[len] = 0;
    return (sley_cstr){copy, copy};
}

void sley_cstr_close(sley_cstr *c)
{
    free(c->copy);
    c->copy = NULL;
}

sley_str *sley_str_from_c(const char *text, const sley_site *site)
{
    if (!text) sley__foreign_failed("NULL", "cstr, or as `cstr?`", site);
    return sley_str_from_cstr(text);
}

sley_str *sley_str_from_c_or_none(const char *text)
{
    return text != NULL ? sley_str_from_cstr(text) : NULL;
}

sley_list *sley_strings_from_c(char *const *strings, int64_t count)
{
    sley_list *list = sley_list_new(&sley_type_str, count > 0 ? count : 0);
    for (int64_t i = 0; i < count; i++) {
        sley_str *s = sley_str_from_c_or_none(strings[i]);
        sley_list_append(list, &s);
    }
    return list;
}

sley_bytes *sley_bytes_room(int64_t len, const sley_site *site)
{
    uint8_t *data;
    if (len < 0) sley_panicf(site, "room for %lld bytes was asked for", (long long)len);
    sley_bytes *b = sley__bytes_alloc((size_t)len, &data);
    memset(data, 0, (size_t)len);
    return b;
}

void sley__foreign_failed(const char *value, const char *type, const sley_site *site)
{
    sley_panicf(site, "the C function gave %s, but is declared to give %s", value, type);
}

void sley__foreign_signed_failed(int64_t v, const char *type, const sley_site *site)
{
    char text[32];
    snprintf(text, sizeof text, "%lld", (long long)v);
    sley__foreign_failed(text, type, site);
}

void sley__foreign_unsigned_failed(uint64_t v, const char *type, const sley_site *site)
{
    char text[32];
    snprintf(text, sizeof text, "%llu", (unsigned long long)v);
    sley__foreign_failed(text, type, site);
}

// ---- the sley_type of a pointer -------------------------------------------------------------

static uint64_t hash_pointer(const void *place)
{
    return sley_hash_bytes(place, sizeof(void *));
}

static void print_pointer(sley_text *out, const void *place)
{
    char text[40];
    snprintf(text, sizeof text, "<pointer %p>", *(void *const *)place);
    sley_text_put_cstr(out, text);
}

const sley_type sley_type_pointer = SLEY_TYPE("pointer", void *, NULL, NULL, sley__types_same_at,
                                              hash_pointer, NULL, print_pointer);
