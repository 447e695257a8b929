// SPDX-License-Identifier: MIT
// regex_c.h - what regex.sley asks of pcre2, as functions that an extern block can declare.
//
// Compiled patterns are kept for good, each once, as there is no end of an object of Sley at which
// they could be freed; they do not change, so any thread may match with them.
#ifndef SLEY_STD_REGEX_C_H
#define SLEY_STD_REGEX_C_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// ORDER letters of regex.sley
enum { REGEX_CASELESS = 1, REGEX_MULTILINE = 2, REGEX_DOTALL = 4, REGEX_EXTENDED = 8 };

typedef struct regex_code {
    struct regex_code *next;
    uint32_t options;
    size_t len;
    pcre2_code *code;
    pcre2_match_context *limits;
    char pattern[];
} regex_code;

static inline pcre2_code *regex_c_new(const void *pattern, size_t len, uint32_t wanted,
                                      int *error, size_t *at)
{
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_NO_UTF_CHECK;
    if (wanted & REGEX_CASELESS) options |= PCRE2_CASELESS;
    if (wanted & REGEX_MULTILINE) options |= PCRE2_MULTILINE;
    if (wanted & REGEX_DOTALL) options |= PCRE2_DOTALL;
    if (wanted & REGEX_EXTENDED) options |= PCRE2_EXTENDED;
    pcre2_code *code = pcre2_compile(pattern, len, options, error, at, NULL);
    if (code != NULL) pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);   // if it can
    return code;
}

// No limit but memory: what a pattern finds does not depend on how long the text is.
static inline regex_code *regex_c_keep(const void *pattern, size_t len, uint32_t options,
                                       pcre2_code *code)
{
    regex_code *kept = malloc(sizeof *kept + len);
    pcre2_match_context *limits = pcre2_match_context_create(NULL);
    if (kept == NULL || limits == NULL) abort();
    pcre2_set_match_limit(limits, UINT32_MAX);
    pcre2_set_depth_limit(limits, UINT32_MAX);
    pcre2_set_heap_limit(limits, UINT32_MAX);
    *kept = (regex_code){.options = options, .len = len, .code = code, .limits = limits};
    if (len > 0) memcpy(kept->pattern, pattern, len);
    return kept;
}

// NULL: `error` tells what is wrong with the pattern, `at` where, in bytes.
static inline regex_code *regex_c_compile(const void *pattern, uint64_t len, uint32_t options,
                                          int32_t *error, uint64_t *at)
{
    static regex_code *all;
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;   // guards it
    int number = 0;
    size_t place = 0;
    pthread_mutex_lock(&lock);
    regex_code *found = all;
    while (found != NULL && (found->options != options || found->len != len ||
                             memcmp(found->pattern, pattern, found->len) != 0)) {
        found = found->next;
    }
    pcre2_code *code = found == NULL ? regex_c_new(pattern, (size_t)len, options, &number, &place)
                                     : NULL;
    if (code != NULL) {
        found = regex_c_keep(pattern, (size_t)len, options, code);
        found->next = all;
        all = found;
    }
    pthread_mutex_unlock(&lock);
    *error = number;
    *at = place;
    return found;
}

static inline void regex_c_reason(int32_t error, void *to, uint64_t *len)
{
    char text[256];
    int made = pcre2_get_error_message(error, (PCRE2_UCHAR *)text, sizeof text);
    size_t whole = made > 0 ? (size_t)made : 0;
    if (whole <= *len) memcpy(to, text, whole);
    *len = whole;
}

static inline int32_t regex_c_group_count(regex_code *code)
{
    uint32_t count = 0;
    pcre2_pattern_info(code->code, PCRE2_INFO_CAPTURECOUNT, &count);
    return (int32_t)count;
}

// The names of its groups, in the order of the alphabet.
static inline void regex_c_names(regex_code *code,
                                 void (*each)(void *context, int32_t group, const char *name),
                                 void *context)
{
    uint32_t count = 0, size = 0;
    const unsigned char *row = NULL;   // two bytes of the number, then the name
    pcre2_pattern_info(code->code, PCRE2_INFO_NAMECOUNT, &count);
    pcre2_pattern_info(code->code, PCRE2_INFO_NAMEENTRYSIZE, &size);
    pcre2_pattern_info(code->code, PCRE2_INFO_NAMETABLE, &row);
    for (uint32_t i = 0; i < count; i++, row += size)
        each(context, row[0] << 8 | row[1], (const char *)row + 2);
}

// Where the first match from `from` on, and each of its groups, begins and ends, in bytes; -1: the
// group took no part. False: there is no match. `nonempty`: none that is empty and begins at `from`;
// `whole`: from there to the end.
static inline bool regex_c_match(regex_code *code, const void *text, uint64_t len, uint64_t from,
                                 bool nonempty, bool whole,
                                 void (*each)(void *context, int64_t start, int64_t end),
                                 void *context)
{
    uint32_t options = PCRE2_NO_UTF_CHECK;
    if (nonempty) options |= PCRE2_NOTEMPTY_ATSTART;
    if (whole) options |= PCRE2_ANCHORED | PCRE2_ENDANCHORED;
    pcre2_match_data *data = pcre2_match_data_create_from_pattern(code->code, NULL);
    if (data == NULL) abort();
    int count = pcre2_match(code->code, text, (size_t)len, (size_t)from, options, data, code->limits);
    if (count == PCRE2_ERROR_JIT_STACKLIMIT) {
        count = pcre2_match(code->code, text, (size_t)len, (size_t)from, options | PCRE2_NO_JIT,
                            data, code->limits);
    }
    if (count < PCRE2_ERROR_PARTIAL) abort();   // out of memory
    const PCRE2_SIZE *place = pcre2_get_ovector_pointer(data);
    uint32_t groups = pcre2_get_ovector_count(data);
    for (uint32_t i = 0; count > 0 && i < groups; i++) {
        bool took_part = (int)i < count && place[2 * i] != PCRE2_UNSET;
        each(context, took_part ? (int64_t)place[2 * i] : -1,
             took_part ? (int64_t)place[2 * i + 1] : -1);
    }
    pcre2_match_data_free(data);
    return count > 0;
}

#endif
