// SPDX-License-Identifier: MIT
// list_sort.c - sorting, smallest and largest, searching what is sorted.
//
// One stable merge sort, of indices: it compares the values (or their keys) where they
// lie, and the values are moved once, at the end.  Asking for keys
// runs code of the program, which is why all keys are there before the sort begins; comparing may,
// too, so the list is empty meanwhile.

#include "sley/list.h"

#include <stdlib.h>
#include <string.h>

#include "value/internal.h"

enum { RUN = 8 }; // shorter stretches are sorted by insertion

// The values that indices are sorted by.
typedef struct order {
    const sley_type *type;
    const char *values;
    bool descending;
} order;

// Must b stand before a, which is to the left of it?
static bool is_after(const order *o, int64_t a, int64_t b)
{
    size_t size = o->type->size;
    int result = sley_type_compare(o->type, o->values + (size_t)a * size,
                                   o->values + (size_t)b * size);
    return o->descending ? result < 0 : result > 0;
}

static void insertion_sort(const order *o, int64_t *at, int64_t count)
{
    for (int64_t i = 1; i < count; i++) {
        int64_t moving = at[i];
        int64_t j = i;
        for (; j > 0 && is_after(o, at[j - 1], moving); j--) at[j] = at[j - 1];
        at[j] = moving;
    }
}

// Merges the sorted from[0..middle) and from[middle..count) into `to`.
static void merge(const order *o, const int64_t *from, int64_t middle, int64_t count, int64_t *to)
{
    assert(middle >= 0 && middle <= count);
    int64_t left = 0;
    int64_t right = middle;
    for (int64_t i = 0; i < count; i++) {
        bool take_right = left == middle || (right < count && is_after(o, from[left], from[right]));
        to[i] = take_right ? from[right++] : from[left++];
    }
}

// The indices 0..count in order; the caller frees them.
static int64_t *sorted_indices(const order *o, int64_t count)
{
    size_t bytes = sley__alloc_size((size_t)count, sizeof(int64_t), 0);
    int64_t *from = sley__alloc(bytes + 1);
    int64_t *to = sley__alloc(bytes + 1);
    for (int64_t i = 0; i < count; i++) from[i] = i;
    for (int64_t i = 0; i < count; i += RUN) {
        insertion_sort(o, from + i, count - i < RUN ? count - i : RUN);
    }
    for (int64_t width = RUN; width < count; width *= 2) {
        for (int64_t i = 0; i < count; i += 2 * width) {
            int64_t rest = count - i;
            int64_t middle = rest < width ? rest : width;
            merge(o, from + i, middle, rest < 2 * width ? rest : 2 * width, to + i);
        }
        int64_t *swap = from;
        from = to;
        to = swap;
    }
    free(to);
    return from;
}

static void sort_values(sley_list *list, const order *o)
{
    size_t size = list->elem->size;
    if (list->len < 2) return;
    assert(o->type->compare || o->type->shape != SLEY_SHAPE_LEAF); // the compiler asked for it
    int64_t *index = sorted_indices(o, list->len);
    char *moved = sley__alloc(sley__alloc_size((size_t)list->len, size, 0));
    for (int64_t i = 0; i < list->len; i++) {
        memcpy(moved + (size_t)i * size, (char *)list->data + (size_t)index[i] * size, size);
    }
    free(index);
    free(list->data);
    list->data = moved;
    list->cap = list->len;
}

static void sort_by(sley_list *list, const order *o)
{
    if (!o->type->runs_code) {
        sort_values(list, o);
        return;
    }
    sley_list taken = *list;
    list->data = NULL;
    list->len = list->cap = 0;
    sort_values(&taken, o);
    if (list->len > 0) sley_panic(NULL, "the list changed while it was sorted");
    free(list->data);
    list->data = taken.data;
    list->len = taken.len;
    list->cap = taken.cap;
}

void sley_list_sort(sley_list *list, bool descending)
{
    order o = {list->elem, list->data, descending};
    sort_by(list, &o);
}

// Asks for the key of one element, which is held meanwhile: the key function may change
// the list.
static void ask_key(const sley_list *list, int64_t index, sley_call_key *call, sley_closure *key,
                    void *held, void *result)
{
    const sley_type *type = list->elem;
    sley_type_copy(type, held, (const char *)list->data + (size_t)index * type->size);
    call(key, held, result);
    sley_type_drop(type, held);
}

void sley_list_sort_by(sley_list *list, const sley_type *key_type, sley_call_key *call,
                       sley_closure *key, bool descending, const sley_site *site)
{
    int64_t count = list->len;
    char *keys = sley__alloc(sley__alloc_size((size_t)count, key_type->size, 1));
    void *held = sley__alloc((size_t)list->elem->size + 1);
    for (int64_t i = 0; i < count; i++) {
        ask_key(list, i, call, key, held, keys + (size_t)i * key_type->size);
        if (list->len != count) sley_panic(site, "the list changed while it was sorted");
    }
    order o = {key_type, keys, descending};
    sort_by(list, &o);
    for (int64_t i = 0; i < count; i++) sley_type_drop(key_type, keys + (size_t)i * key_type->size);
    free(held);
    free(keys);
}

sley_list *sley_list_sorted(const sley_list *list, bool descending)
{
    sley_list *copy = sley_list_copy(list);
    sley_list_sort(copy, descending);
    return copy;
}

sley_list *sley_list_sorted_by(const sley_list *list, const sley_type *key_type,
                               sley_call_key *call, sley_closure *key, bool descending,
                               const sley_site *site)
{
    sley_list *copy = sley_list_copy(list);
    sley_list_sort_by(copy, key_type, call, key, descending, site);
    return copy;
}

static void *extreme(const sley_list *list, const char *name, bool largest, const sley_site *site)
{
    order o = {list->elem, list->data, largest};
    int64_t best = 0;
    int64_t count = list->len;
    if (count == 0) sley_panicf(site, "%s of an empty list", name);
    for (int64_t i = 1; i < count; i++) {
        if (is_after(&o, best, i)) best = i;
        if (list->len != count) sley_panicf(site, "the list changed during %s", name);
        o.values = list->data;
    }
    return (char *)list->data + (size_t)best * list->elem->size;
}

void *sley_list_min(const sley_list *list, const sley_site *site)
{
    return extreme(list, "min", false, site);
}

void *sley_list_max(const sley_list *list, const sley_site *site)
{
    return extreme(list, "max", true, site);
}

int64_t sley_list_bisect(const sley_list *list, const void *value)
{
    int64_t from = 0, to = list->len;   // what is before `from` is smaller, from `to` on nothing is
    while (from < to) {
        int64_t middle = from + (to - from) / 2;
        const char *at = (const char *)list->data + (size_t)middle * list->elem->size;
        if (sley_type_compare(list->elem, at, value) < 0) from = middle + 1;
        else to = middle;
    }
    return from;
}

sley_opt_int sley_list_binary_search(const sley_list *list, const void *value)
{
    int64_t at = sley_list_bisect(list, value);
    if (at == list->len) return sley_opt_int_none();
    const char *found = (const char *)list->data + (size_t)at * list->elem->size;
    bool is_there = sley_type_compare(list->elem, found, value) == 0;
    return is_there ? sley_opt_int_some(at) : sley_opt_int_none();
}
