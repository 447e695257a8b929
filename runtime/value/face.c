// SPDX-License-Identifier: MIT
// face.c - what the values of interfaces hold (face.h).
#include "sley/face.h"

#include "sley/any.h"
#include "value/internal.h"

// The layout of all of them (I1, I2).
typedef struct face {
    sley_object *self;
    const sley_type *const *methods;
} face;

void sley_face_release(sley_object *self, const void *methods)
{
    assert(self != NULL && methods != NULL);
    const sley_type *type = *(const sley_type *const *)methods;
    sley_type_drop(type, &self);
}

bool sley_face_equal_at(const void *a, const void *b)
{
    const face *x = a, *y = b;
    if (x->self == NULL || y->self == NULL || x->self == y->self) return x->self == y->self;
    return sley_type_same(*x->methods, *y->methods) &&
           sley_type_equal(*x->methods, &x->self, &y->self);
}

void sley_face_print_at(sley_text *out, const void *place)
{
    const face *f = place;
    if (f->self != NULL) sley_text_put_repr(out, *f->methods, &f->self);
    else sley_text_put_cstr(out, "none");
}
