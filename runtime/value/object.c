// SPDX-License-Identifier: MIT
// object.c - the life of objects (object.h), and how they print.
#include "sley/object.h"

#include <stdlib.h>

#include "value/internal.h"

// In `flags`, while the object is being printed: its fields may lead back to it.
#define PRINTING (UINT32_C(1) << 31)

void *sley_object_new(size_t size)
{
    assert(size >= sizeof(sley_object));
    sley_object *object = sley__alloc(size);
    memset(object, 0, size);
    object->refs = 1;
    object->flags = 1;
    return object;
}

void sley_object_free(void *object, void (*free_it)(void *object))
{
    sley__free_holder(object, free_it);
}

void sley_object_done(void *object)
{
    sley_object *head = object;
    assert(head->refs == 0 && head->flags > 0);
    if (--head->flags == 0) free(head);
}

static sley_object *object_at(const void *place)
{
    return *(sley_object *const *)place;
}

bool sley_object_same_at(const void *a, const void *b)
{
    return object_at(a) == object_at(b);
}

uint64_t sley_object_hash_at(const void *place)
{
    return sley_hash_mix(1, (uintptr_t)object_at(place));
}

// `Counter(n: 1)`; one that is being printed already is `Counter(...)`.
void sley__object_print(sley_text *out, const sley_type *type, const void *place)
{
    sley_object *object = object_at(place);
    if (!object) {
        sley_text_put_cstr(out, "none");
        return;
    }
    sley__parts_print_name(out, type);
    if ((object->flags & PRINTING) != 0) {
        sley_text_put_cstr(out, "(...)");
        return;
    }
    object->flags |= PRINTING;
    sley__parts_print_fields(out, type->fields, type->count, true, object);
    object->flags &= ~PRINTING;
}

// ---- weak references --------------------------------------------------------------------------

sley_weak *sley_weak_at(const void *place)
{
    return sley_weak_retain(*(sley_weak *const *)place);
}

void *sley_weak_get(sley_weak *weak)
{
    if (weak->head.refs == 0) return NULL;
    weak->head.refs++;
    return weak;
}

sley_weak *sley_weak_retain(sley_weak *weak)
{
    if (weak) weak->head.flags++;
    return weak;
}

void sley_weak_release(sley_weak *weak)
{
    if (weak && --weak->head.flags == 0) free(weak);
}

static void print_weak(sley_text *out, const void *place)
{
    const sley_object *object = object_at(place);
    sley_text_put_cstr(out, object == NULL ? "none" : object->refs > 0 ? "<weak>" : "<weak none>");
}

HANDLE_TYPE(weak, "weak", .print = print_weak);
