// SPDX-License-Identifier: MIT
// box.h - a value in a place of its own: a field that leads back to its own type.
//
//     struct Node { value: int, next: Node? }
//     enum Expr { Num(n: int), Neg(e: Expr) }
//
// I1  Owners share a box. What is in it changes only by SLEY_OWN_BOX, which copies it first when
//     there is another owner; so a box is a value like what it holds.
// I2  A place of an optional field holds NULL for none.
// I3  Boxes in boxes are freed without deep recursion (base/free.c).
#ifndef SLEY_BOX_H
#define SLEY_BOX_H

#include "sley/value.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sley_box {
    sley_object head;
    const sley_type *type; // of the value, which follows
} sley_box;

extern const sley_type sley_type_box;

// A box of one reference with the bytes of *value, whose references it takes over.
sley_box *sley_box_new(const sley_type *type, const void *value);
// The same of an optional, a struct { bool some; T value; }: NULL for none.
sley_box *sley_box_some(const sley_type *type, const void *optional);
void sley_box_free(sley_box *box);

SLEY_REFCOUNTED(sley_box, head.refs, sley_box_free)

// Where the value lies; NULL for none.
static inline void *sley_box_place(sley_box *box)
{
    return box ? box + 1 : NULL;
}

// The same when there is a box.
static inline void *sley_box_value(sley_box *box)
{
    return box + 1;
}

// Where the value of *box lies, once no other owner sees it.
void *sley_box_own(sley_box **box);

#define SLEY_BOX(T, ...) sley_box_new(&T##__type, (T[1]){__VA_ARGS__})
#define SLEY_BOX_OPTIONAL(T, OPTIONAL, ...) sley_box_some(&T##__type, (OPTIONAL[1]){__VA_ARGS__})
#define SLEY_UNBOX(T, BOX) (*(T *)sley_box_value(BOX))
#define SLEY_OWN_BOX(T, BOX) (*(T *)sley_box_own(&BOX))

#ifdef __cplusplus
}
#endif

#endif
