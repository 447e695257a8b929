// SPDX-License-Identifier: MIT
// set.h - set[T], in order of insertion.
//
// I1  A set is a sley_map whose `value` is NULL; map.h tells the rest.
//
// Ownership as in map.h.  The results of the operations are new sets, in the order of
// the left side and then of the right.
#ifndef SLEY_SET_H
#define SLEY_SET_H

#include <stdbool.h>
#include <stdint.h>

#include "sley/map.h"
#include "sley/value.h"

#ifdef __cplusplus
extern "C" {
#endif

sley_set *sley_set_new(const sley_type *elem);
sley_set *sley_set_of(const sley_type *elem, int64_t count, const void *values); // takes
sley_set *sley_set_from_list(const sley_list *list);

static inline sley_set *sley_set_retain(sley_set *set)
{
    return sley_map_retain(set);
}

static inline void sley_set_release(sley_set *set)
{
    sley_map_release(set);
}

static inline int64_t sley_set_len(const sley_set *set)
{
    return set->len;
}

static inline bool sley_set_is_empty(const sley_set *set)
{
    return set->len == 0;
}

bool sley_set_add(sley_set *set, const void *value); // takes; true when it was new
bool sley_set_remove(sley_set *set, const void *value);
bool sley_set_contains(const sley_set *set, const void *value);
// Moves the oldest element to *result; false (and zeros there) when there is none.
bool sley_set_pop(sley_set *set, void *result);
void sley_set_clear(sley_set *set);
void sley_set_update(sley_set *set, const sley_set *more);
sley_set *sley_set_copy(const sley_set *set);

// for x in s:   int64_t at = 0;  while (sley_set_next(s, &at)) { ... SLEY_KEY(T, s, at) ... }
bool sley_set_next(const sley_set *set, int64_t *at);

sley_set *sley_set_union(const sley_set *a, const sley_set *b);                // a | b
sley_set *sley_set_intersect(const sley_set *a, const sley_set *b);            // a & b
sley_set *sley_set_difference(const sley_set *a, const sley_set *b);           // a - b
sley_set *sley_set_symmetric_difference(const sley_set *a, const sley_set *b); // a ^ b
bool sley_set_is_subset(const sley_set *a, const sley_set *b);   // a <= b
bool sley_set_is_superset(const sley_set *a, const sley_set *b); // a >= b
bool sley_set_is_disjoint(const sley_set *a, const sley_set *b);
sley_list *sley_set_to_list(const sley_set *set);

bool sley_set_equal(const sley_set *a, const sley_set *b); // in any order; NULL as in map.h

void sley__set_print_at(sley_text *out, const void *place);

#define SLEY_SET_TYPE(TEXT) SLEY__SET_TYPE(TEXT, false)
#define SLEY_SET_RUNS_TYPE(TEXT) SLEY__SET_TYPE(TEXT, true)
#define SLEY__SET_TYPE(TEXT, RUNS)                                                    \
    {                                                                                 \
        .runs_code = RUNS,                                                            \
        .name = TEXT, .size = sizeof(void *), .align = sizeof(void *), .niche = 1,    \
        .retain = sley__map_retain_at, .release = sley__map_release_at,               \
        .equal = sley__map_equal_at, .print = sley__set_print_at,                     \
        .isolate = sley__isolate_map                                               \
    }

#ifdef __cplusplus
}
#endif

#endif
