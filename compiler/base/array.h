// SPDX-License-Identifier: MIT
// array.h - growable arrays of one type, in an arena.
//
//     typedef array_of(expr *) expr_list;
//     expr_list xs = {0};
//     array_push(a, &xs, e);
//     for (uint32_t i = 0; i < xs.count; i++) visit(xs.items[i]);
//
// I1  items[0 .. count-1] are valid; items is NULL while cap is 0.
// I2  A push may move the items: hold an index across it, not a pointer.
#ifndef SLEY_ARRAY_H
#define SLEY_ARRAY_H

#include <stdint.h>

#include "base/arena.h"

#define array_of(T)                                                           \
    struct {                                                                  \
        T *items;                                                             \
        uint32_t count;                                                       \
        uint32_t cap;                                                         \
    }

typedef array_of(const char *) string_list;

// Appends a value (evaluated once, after the array has grown; it may be a
// compound literal, commas and all).
#define array_push(a, xs, ...)                                                \
    ((void)((xs)->count < (xs)->cap ||                                        \
            ((xs)->items = arena_grow_array((a), (xs)->items, &(xs)->cap,     \
                                            sizeof *(xs)->items)) != NULL),   \
     (void)((xs)->items[(xs)->count++] = (__VA_ARGS__)))

// Room for `n` items in an array that is still empty: where their number is known,
// or nearly, nothing is left behind by growth.
#define array_reserve(a, xs, n)                                               \
    ((xs)->items = arena_alloc((a), arena_array_size(sizeof *(xs)->items, (n))), \
     (xs)->cap = (n))

#define array_last(xs) ((xs)->items[(xs)->count - 1])

// Room for more: doubles *cap (from 4) and gives the new place of the items.
void *arena_grow_array(arena *a, void *items, uint32_t *cap, size_t item_size);

#endif
