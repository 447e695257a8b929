// SPDX-License-Identifier: MIT
// any.h - values of which the program learns the type when it runs.
//
// I1  An `any` is a box that is never written: owners share it.
// I2  The sley_type of the box tells what is in it. A struct, enum or class that a module
//     declares has one; of other types (list[int], tuples, instances of generics) each file may
//     have its own, with a `[`, `(` or `?` in their name: these are the same when they have one
//     name and equal parts.
#ifndef SLEY_ANY_H
#define SLEY_ANY_H

#include "sley/box.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sley_box sley_any;

extern const sley_type sley_type_any; // a place that holds a sley_any *

SLEY_REFCOUNTED(sley_any, head.refs, sley_box_free)

// An any of one reference: SLEY_ANY(sley_type_int, int64_t, 3). Takes the references of the value.
#define SLEY_ANY(TYPE, T, ...) sley_box_new(&(TYPE), (T[1]){__VA_ARGS__})

// It holds a value of this type.
bool sley_any_is(const sley_any *any, const sley_type *type);
// Of one type, and equal; NULL is equal to NULL.
bool sley_any_equal(sley_any *a, sley_any *b);

// The same type, as far as values are concerned (I2).
bool sley_type_same(const sley_type *a, const sley_type *b);

#ifdef __cplusplus
}
#endif

#endif
