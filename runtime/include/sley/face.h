// SPDX-License-Identifier: MIT
// face.h - values of interfaces.
//
// I1  A value is a struct { sley_object *self; const X__methods *methods; } of the compiler's:
//     `self` is an object of a class, or the sley_box of any other value.
// I2  A table of methods begins with the sley_type of places that hold `self`; a function for each
//     method of the interface follows, whose first argument is `self`.
// I3  What is empty has NULL in both.
#ifndef SLEY_FACE_H
#define SLEY_FACE_H

#include "sley/box.h"
#include "sley/types.h"
#include "sley/value.h"

#ifdef __cplusplus
extern "C" {
#endif

void sley_face_release(sley_object *self, const void *methods);

// Of places that hold a value of an interface: equal when what they hold has one type and is equal.
bool sley_face_equal_at(const void *a, const void *b);
void sley_face_print_at(sley_text *out, const void *place);

// Defines the const sley_type T__type of the interface T.
#define SLEY_FACE_TYPE(T, TEXT)                                                           \
    const sley_type T##__type = {.name = TEXT, .size = sizeof(T), .align = SLEY_ALIGNOF(T), \
                                 .retain = T##__retain_at, .release = T##__release_at,    \
                                 .equal = sley_face_equal_at, .print = sley_face_print_at}

// What `self` is, in a function of a table.
#define SLEY_SELF(T, SELF) ((T *)(void *)(SELF))
#define SLEY_SELF_VALUE(T, SELF) SLEY_UNBOX(T, SLEY_SELF(sley_box, SELF))

#ifdef __cplusplus
}
#endif

#endif
