// SPDX-License-Identifier: MIT
// json_c.h - what json.sley asks of jansson, as functions that an extern block can declare.
#ifndef SLEY_STD_JSON_C_H
#define SLEY_STD_JSON_C_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

// The document, to be given back with json_decref; NULL: see the other results. `reason` is
// valid until the next call on this thread.
static inline json_t *json_c_read(const void *data, uint64_t len, int32_t *line, int32_t *column,
                                  const char **reason)
{
    static _Thread_local json_error_t error;
    json_t *value = json_loadb(data, (size_t)len, JSON_DECODE_ANY | JSON_ALLOW_NUL, &error);
    *line = error.line;
    *column = error.column;
    *reason = value == NULL ? error.text : NULL;
    if (value == NULL && error.text[0] == '\0') {   // jansson says nothing then
        *line = *column = 0;
        *reason = "out of memory";
    }
    return value;
}

static inline int32_t json_c_kind(json_t *value)
{
    return (int32_t)json_typeof(value);
}

static inline uint64_t json_c_size(json_t *value)
{
    return json_is_array(value) ? json_array_size(value) : json_object_size(value);
}

static inline bool json_c_has_nul(json_t *value)
{
    return memchr(json_string_value(value), 0, json_string_length(value)) != NULL;
}

// The bytes of a string; `len` is first the room there is, then how many there are.
static inline void json_c_copy(json_t *value, void *to, uint64_t *len)
{
    if (json_string_length(value) <= *len) {
        memcpy(to, json_string_value(value), json_string_length(value));
    }
    *len = json_string_length(value);
}

#endif
