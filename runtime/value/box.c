// SPDX-License-Identifier: MIT
// box.c - making, copying, comparing and freeing boxes (box.h).
#include "sley/box.h"

#include <stdlib.h>

#include "sley/any.h"
#include "value/internal.h"

SLEY_STATIC_ASSERT(sizeof(sley_box) % 16 == 0, "the value is aligned as malloc's blocks are");

static sley_box *new_box(const sley_type *type, const void *value)
{
    sley_box *box = sley__alloc(sizeof *box + type->size);
    box->head = (sley_object){.refs = 1};
    box->type = type;
    memcpy(sley_box_value(box), value, type->size);
    return box;
}

sley_box *sley_box_new(const sley_type *type, const void *value)
{
    assert(type != NULL && value != NULL);
    return new_box(type, value);
}

sley_box *sley_box_some(const sley_type *type, const void *optional)
{
    assert(!type->niche);
    if (!*(const bool *)optional) return NULL;
    return new_box(type, (const char *)optional + sley_type_value_offset(type));
}

static void free_box(void *object)
{
    sley_box *box = object;
    sley_type_drop(box->type, sley_box_value(box));
    free(box);
}

void sley_box_free(sley_box *box)
{
    sley__free_holder(box, free_box);
}

void *sley_box_own(sley_box **place)
{
    sley_box *box = *place;
    assert(box != NULL && box->head.refs > 0);
    if (box->head.refs > 1) {
        *place = new_box(box->type, sley_box_value(box));
        if (box->type->retain) box->type->retain(sley_box_value(*place));
        box->head.refs--;
    }
    return sley_box_value(*place);
}

// ---- as part of a value -----------------------------------------------------------------------

static sley_box *box_at(const void *place)
{
    return *(sley_box *const *)place;
}

static void retain_at(void *place)
{
    sley_box_retain(box_at(place));
}

static void release_at(void *place)
{
    sley_box_release(box_at(place));
}

static bool equal_at(const void *a, const void *b)
{
    sley_box *x = box_at(a), *y = box_at(b);
    if (!x || !y || x == y) return x == y;
    if (!sley_type_same(x->type, y->type)) return false;   // behind an interface
    sley_box_retain(x);   // comparing may run code that lets go of them
    sley_box_retain(y);
    bool is_equal = sley_type_equal(x->type, sley_box_value(x), sley_box_value(y));
    sley_box_release(y);
    sley_box_release(x);
    return is_equal;
}

static uint64_t hash_at(const void *place)
{
    sley_box *box = box_at(place);
    return box ? sley_hash_mix(1, sley_type_hash(box->type, sley_box_value(box)))
               : sley_hash_mix(1, 0);
}

static void print_at(sley_text *out, const void *place)
{
    sley_box *box = box_at(place);
    if (!box) {
        sley_text_put_cstr(out, "none");
        return;
    }
    sley_box_retain(box);
    sley_text_put_repr(out, box->type, sley_box_value(box));
    sley_box_release(box);
}

const sley_type sley_type_box = {.name = "box",
                                 .size = sizeof(sley_box *),
                                 .align = sizeof(sley_box *),
                                 .niche = 1,
                                 .retain = retain_at,
                                 .release = release_at,
                                 .equal = equal_at,
                                 .hash = hash_at,
                                 .print = print_at,
                                 .isolate = sley__isolate_box};
