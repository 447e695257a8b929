// SPDX-License-Identifier: MIT
// set.c - set[T], on the entries of map.c.

#include "sley/set.h"

#include <stdlib.h>

#include "sley/list.h"
#include "sley/text.h"
#include "value/internal.h"

// ---- life --------------------------------------------------------------------------

sley_set *sley_set_new(const sley_type *elem)
{
    return sley_map_new(elem, NULL);
}

sley_set *sley_set_of(const sley_type *elem, int64_t count, const void *values)
{
    sley_set *set = sley_set_new(elem);
    for (int64_t i = 0; i < count; i++) {
        sley_set_add(set, (const char *)values + (size_t)i * elem->size);
    }
    return set;
}

sley_set *sley_set_from_list(const sley_list *list)
{
    sley_set *set = sley_set_new(list->elem);
    for (int64_t i = 0; i < list->len; i++) {
        sley__map_add(set, (const char *)list->data + (size_t)i * list->elem->size);
    }
    return set;
}

sley_set *sley_set_copy(const sley_set *set)
{
    return sley_map_copy(set);
}

// ---- elements ------------------------------------------------------------------------

// Takes: the entry retains its own, so ours goes.
bool sley_set_add(sley_set *set, const void *value)
{
    const sley_type *type = set->key;
    bool is_new = sley__map_add(set, value);
    if (!type->release) return is_new;
    // release wants a place that it may write to
    max_align_t small[SMALL_VALUE / sizeof(max_align_t)];
    void *taken = type->size <= SMALL_VALUE ? (void *)small : sley__alloc(type->size);
    memcpy(taken, value, type->size);
    type->release(taken);
    if (taken != (void *)small) free(taken);
    return is_new;
}

bool sley_set_remove(sley_set *set, const void *value)
{
    return sley_map_remove(set, value);
}

bool sley_set_contains(const sley_set *set, const void *value)
{
    return sley_map_contains(set, value);
}

bool sley_set_pop(sley_set *set, void *result)
{
    return sley__map_pop_first(set, result);
}

void sley_set_clear(sley_set *set)
{
    sley_map_clear(set);
}

bool sley_set_next(const sley_set *set, int64_t *at)
{
    return sley_map_next(set, at);
}

// ---- operations ----------------------------------------------------------------------

void sley_set_update(sley_set *set, const sley_set *more)
{
    sley_map_update(set, more);
}

// Adds to `set` what `from` has and is (or is not) in `other`.
static void add_where(sley_set *set, const sley_set *from, const sley_set *other, bool wanted)
{
    assert(!set->value && !from->value && !other->value && set != from); // set.h I1
    int64_t at = 0;
    while (sley_map_next(from, &at)) {
        const void *value = sley_map_key_at(from, at);
        if (sley_map_contains(other, value) == wanted) sley__map_add(set, value);
    }
}

sley_set *sley_set_union(const sley_set *a, const sley_set *b)
{
    sley_set *made = sley_set_copy(a);
    sley_set_update(made, b);
    return made;
}

sley_set *sley_set_intersect(const sley_set *a, const sley_set *b)
{
    sley_set *made = sley_set_new(a->key);
    add_where(made, a, b, true);
    return made;
}

sley_set *sley_set_difference(const sley_set *a, const sley_set *b)
{
    sley_set *made = sley_set_new(a->key);
    add_where(made, a, b, false);
    return made;
}

sley_set *sley_set_symmetric_difference(const sley_set *a, const sley_set *b)
{
    sley_set *made = sley_set_difference(a, b);
    add_where(made, b, a, false);
    return made;
}

bool sley_set_is_subset(const sley_set *a, const sley_set *b)
{
    int64_t at = 0;
    assert(!a->value && !b->value); // set.h I1
    if (a->len > b->len) return false;
    while (sley_map_next(a, &at)) {
        if (!sley_map_contains(b, sley_map_key_at(a, at))) return false;
    }
    return true;
}

bool sley_set_is_superset(const sley_set *a, const sley_set *b)
{
    return sley_set_is_subset(b, a);
}

bool sley_set_is_disjoint(const sley_set *a, const sley_set *b)
{
    int64_t at = 0;
    while (sley_map_next(a, &at)) {
        if (sley_map_contains(b, sley_map_key_at(a, at))) return false;
    }
    return true;
}

sley_list *sley_set_to_list(const sley_set *set)
{
    return sley_map_keys(set);
}

bool sley_set_equal(const sley_set *a, const sley_set *b)
{
    return sley_map_equal(a, b);
}

void sley__set_print_at(sley_text *out, const void *place)
{
    const sley_set *set = *(sley_set *const *)place;
    int64_t at = 0;
    if (!set) {
        sley_text_put_cstr(out, "none");
        return;
    }
    sley_text_put_cstr(out, "set(");
    for (bool first = true; sley_map_next(set, &at); first = false) {
        sley_text_put_cstr(out, first ? "[" : ", ");
        sley_text_put_repr(out, set->key, sley_map_key_at(set, at));
    }
    sley_text_put_cstr(out, set->len > 0 ? "])" : ")");
}
