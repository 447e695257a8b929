// SPDX-License-Identifier: MIT
// list.h - list[T]: a growing sequence.
//
// I1  `data` holds `len` values of `elem->size` bytes, room for `cap`.  The list owns
//     its elements.
// I2  A place that sley_list_at gives is good until the list grows, shrinks or is
//     released; generated code reads or writes it in the same statement.
// I3  A loop over a list counts an index and looks at `len` each time, so a list may
//     change while it is walked: what is appended is visited, nothing is read twice by
//     the walk itself, and no index is out of range.
//
// Ownership: arguments are borrowed except where a comment says "takes"; what comes
// back is owned, except places.  A value of type T is passed by its place (const void
// *), as the functions serve every T.  Copies share the elements (each retained).
#ifndef SLEY_LIST_H
#define SLEY_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sley/num.h"
#include "sley/opt.h"
#include "sley/value.h"

#ifdef __cplusplus
extern "C" {
#endif

struct sley_list {
    sley_object head;
    const sley_type *elem; // of every element; static
    void *data;            // NULL while cap is 0
    int64_t len;
    int64_t cap;
};

// ---- life --------------------------------------------------------------------------

// cap: how many elements to make room for, when that is known.
sley_list *sley_list_new(const sley_type *elem, int64_t cap);
// [a, b, c]: takes the `count` values that lie at `values`, one after the other.
//   sley_list_of(&sley_type_int, 3, (int64_t[]){1, 2, 3})
sley_list *sley_list_of(const sley_type *elem, int64_t count, const void *values);
// list(from..to): ints from, from + step, ... before `to`.  "step is zero" is a panic.
sley_list *sley_list_range(int64_t from, int64_t to, int64_t step, const sley_site *site);

void sley__list_free(sley_list *list);

SLEY_REFCOUNTED_OR_STATIC(sley_list, sley__list_free)

// ---- elements ------------------------------------------------------------------------

static inline int64_t sley_list_len(const sley_list *list)
{
    return list->len;
}

static inline bool sley_list_is_empty(const sley_list *list)
{
    return list->len == 0;
}

// The index itself, once checked: "index 5 is out of range for a list of 3".
static inline int64_t sley_list_index(const sley_list *list, int64_t index, const sley_site *site)
{
    if (index < 0 || index >= list->len) sley__num_index(site, index, list->len, "list");
    return index;
}

// The place of an element (I2).
static inline void *sley_list_at(const sley_list *list, int64_t index, const sley_site *site)
{
    return (char *)list->data + (size_t)sley_list_index(list, index, site) * list->elem->size;
}

// The element as an lvalue of the C type T; reads do not retain, and writes only suit
// types that hold no references (else sley_list_set).  LIST must have no side effect.
//   v_total = SLEY_AT(int64_t, v_xs, v_i, &site);
#define SLEY_AT(T, LIST, INDEX, SITE) \
    (((T *)(LIST)->data)[sley_list_index(LIST, INDEX, SITE)])

// The element at an index that a loop has just compared with `len` (I3).
#define SLEY_NTH(T, LIST, INDEX) (((T *)(LIST)->data)[INDEX])

// First and last place, NULL when the list is empty.
void *sley_list_first(const sley_list *list);
void *sley_list_last(const sley_list *list);

// Takes; the old element is released.
void sley_list_set(sley_list *list, int64_t index, const void *value, const sley_site *site);
void sley_list_append(sley_list *list, const void *value); // takes
// Before `index`, which is 0..len.  Takes.
void sley_list_insert(sley_list *list, int64_t index, const void *value, const sley_site *site);
// Moves the last element to *result; false (and zeros there) when there is none.
bool sley_list_pop(sley_list *list, void *result);
bool sley_list_pop_first(sley_list *list, void *result); // moves the rest: O(len)
void sley_list_remove_at(sley_list *list, int64_t index, void *result, const sley_site *site);
bool sley_list_remove(sley_list *list, const void *value); // the first equal one
void sley_list_clear(sley_list *list);
// Does nothing when shorter.
void sley_list_truncate(sley_list *list, int64_t len, const sley_site *site);
// `reserve` of programs
void sley_list_make_room(sley_list *list, int64_t n, const sley_site *site);
void sley_list_reserve(sley_list *list, int64_t cap);
void sley_list_extend(sley_list *list, const sley_list *more); // `more` may be `list`

void sley_list_push_first(sley_list *list, const void *value); // takes
void sley_list_swap(sley_list *list, int64_t i, int64_t j, const sley_site *site);

// ---- whole lists ---------------------------------------------------------------------

sley_list *sley_list_copy(const sley_list *list);
sley_list *sley_list_slice(const sley_list *list, int64_t from, int64_t to, const sley_site *site);
sley_list *sley_list_slice_from(const sley_list *list, int64_t from, const sley_site *site);
sley_list *sley_list_concat(const sley_list *a, const sley_list *b);
sley_list *sley_list_repeat(const sley_list *list, int64_t times, const sley_site *site);
sley_list *sley_list_reversed(const sley_list *list);
void sley_list_reverse(sley_list *list);

// These need elem->equal.
sley_opt_int sley_list_find(const sley_list *list, const void *value);
bool sley_list_contains(const sley_list *list, const void *value);
int64_t sley_list_count(const sley_list *list, const void *value);

// Both may be NULL.  Order is that of the first elements that differ, then of length.
bool sley_list_equal(const sley_list *a, const sley_list *b);
int sley_list_compare(const sley_list *a, const sley_list *b);
uint64_t sley_list_hash(const sley_list *list);

// ---- order ---------------------------------------------------------------------------

// Calls a Sley function of one argument by places; the compiler writes one for every
// signature that is used as a key.  *result is owned by the caller.
typedef void sley_call_key(sley_closure *key, const void *element, void *result);

// Stable; by elem->compare, descending when `descending` (equal ones keep their order).
void sley_list_sort(sley_list *list, bool descending);
// By the key of each element, which is asked for once.  A key function that changes the
// list's length is a panic.
void sley_list_sort_by(sley_list *list, const sley_type *key_type, sley_call_key *call,
                       sley_closure *key, bool descending, const sley_site *site);
sley_list *sley_list_sorted(const sley_list *list, bool descending);
sley_list *sley_list_sorted_by(const sley_list *list, const sley_type *key_type,
                               sley_call_key *call, sley_closure *key, bool descending,
                               const sley_site *site);

// In a sorted list: where the first equal element is, and where the value belongs before those.
sley_opt_int sley_list_binary_search(const sley_list *list, const void *value);
int64_t sley_list_bisect(const sley_list *list, const void *value);

// The place of the first smallest or largest; "min of an empty list" is a panic.
void *sley_list_min(const sley_list *list, const sley_site *site);
void *sley_list_max(const sley_list *list, const sley_site *site);
// Of list[int], list[i8], ...; an overflow is a panic.
int64_t sley_list_sum_int(const sley_list *list, const sley_site *site);
int8_t sley_list_sum_i8(const sley_list *list, const sley_site *site);
int16_t sley_list_sum_i16(const sley_list *list, const sley_site *site);
int32_t sley_list_sum_i32(const sley_list *list, const sley_site *site);
uint8_t sley_list_sum_u8(const sley_list *list, const sley_site *site);
uint16_t sley_list_sum_u16(const sley_list *list, const sley_site *site);
uint32_t sley_list_sum_u32(const sley_list *list, const sley_site *site);
uint64_t sley_list_sum_u64(const sley_list *list, const sley_site *site);
#ifdef SLEY_HAS_INT128
sley_i128 sley_list_sum_i128(const sley_list *list, const sley_site *site);
sley_u128 sley_list_sum_u128(const sley_list *list, const sley_site *site);
#endif
sley_duration sley_list_sum_duration(const sley_list *list, const sley_site *site);
double sley_list_sum_float(const sley_list *list);
float sley_list_sum_f32(const sley_list *list);
bool sley_list_all(const sley_list *list); // list[bool]
bool sley_list_any(const sley_list *list);

// Lists of pairs; `pair` is the type of the tuple, `second` the offset of its f_1.
sley_list *sley_list_zip(const sley_type *pair, size_t second, const sley_list *a,
                         const sley_list *b);
sley_list *sley_list_enumerate(const sley_type *pair, size_t second, const sley_list *list,
                               int64_t start,
                               const sley_site *site);

// Every list[T] has these; the compiler makes a sley_type of each with SLEY_LIST_TYPE.
void sley__list_retain_at(void *place);
void sley__list_release_at(void *place);
bool sley__list_equal_at(const void *a, const void *b);
uint64_t sley__list_hash_at(const void *place);
int sley__list_compare_at(const void *a, const void *b);
void sley__list_print_at(sley_text *out, const void *place);
void sley__isolate_list(void *place, sley_isolation *work);

// static const sley_type m_a__list_int__type = SLEY_LIST_TYPE("list[int]");
// For elements without order or equality the checker never asks for it.
#define SLEY_LIST_TYPE(TEXT) SLEY__LIST_TYPE(TEXT, false)
// Of elements that run code of the program (value.h: runs_code).
#define SLEY_LIST_RUNS_TYPE(TEXT) SLEY__LIST_TYPE(TEXT, true)
#define SLEY__LIST_TYPE(TEXT, RUNS)                                                   \
    {                                                                                 \
        .runs_code = RUNS,                                                            \
        .name = TEXT, .size = sizeof(void *), .align = sizeof(void *), .niche = 1,    \
        .retain = sley__list_retain_at, .release = sley__list_release_at,             \
        .equal = sley__list_equal_at, .hash = sley__list_hash_at,                     \
        .compare = sley__list_compare_at, .print = sley__list_print_at,               \
        .isolate = sley__isolate_list                                              \
    }

#ifdef __cplusplus
}
#endif

#endif
