// SPDX-License-Identifier: MIT
// any.c - which type an `any` holds; comparing, hashing and printing it (any.h).
#include "sley/any.h"

#include <string.h>

#include "sley/object.h"
#include "value/internal.h"

// ---- types ------------------------------------------------------------------------------------

// Each file may have one of its own.
static bool has_copies(const sley_type *type)
{
    return strpbrk(type->name, "[(?") != NULL;
}

static bool same_fields(const sley_field *a, const sley_field *b, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool alike = a[i].offset == b[i].offset && strcmp(a[i].name, b[i].name) == 0;
        if (!alike || !sley_type_same(a[i].type, b[i].type)) return false;
    }
    return true;
}

// Values end: what is inside itself lies in a box, whose type has no parts.  Objects are
// references, so that classes may lead back to themselves: the name of an instance decides.
bool sley_type_same(const sley_type *a, const sley_type *b)
{
    if (a == b) return true;
    if (!has_copies(a) || a->shape != b->shape || a->size != b->size) return false;
    if (strcmp(a->name, b->name) != 0 || a->count != b->count) return false;
    switch ((sley_shape)a->shape) {
    case SLEY_SHAPE_LEAF:
    case SLEY_SHAPE_OBJECT:
    case SLEY_SHAPE_NUMBERS: return true;
    case SLEY_SHAPE_STRUCT:
    case SLEY_SHAPE_TUPLE:
    case SLEY_SHAPE_OPTIONAL: return same_fields(a->fields, b->fields, a->count);
    case SLEY_SHAPE_ENUM:
        for (size_t i = 0; i < a->count; i++) {
            const sley_case *x = &a->cases[i], *y = &b->cases[i];
            if (x->count != y->count || !same_fields(x->fields, y->fields, x->count)) return false;
        }
        return true;
    }
    return false;
}

bool sley_any_is(const sley_any *any, const sley_type *type)
{
    return sley_type_same(any->type, type);
}

// ---- as part of a value -----------------------------------------------------------------------

static sley_any *any_at(const void *place)
{
    return *(sley_any *const *)place;
}

static void retain_at(void *place)
{
    sley_any_retain(any_at(place));
}

static void release_at(void *place)
{
    sley_any_release(any_at(place));
}

bool sley_any_equal(sley_any *a, sley_any *b)
{
    if (!a || !b || a == b) return a == b;
    if (!sley_type_same(a->type, b->type)) return false;
    sley_any_retain(a); // comparing may run code that lets go of them
    sley_any_retain(b);
    bool is_equal = sley_type_equal(a->type, sley_box_value(a), sley_box_value(b));
    sley_any_release(b);
    sley_any_release(a);
    return is_equal;
}

static bool equal_at(const void *a, const void *b)
{
    return sley_any_equal(any_at(a), any_at(b));
}

// What changes is no key, as the compiler says of types that it knows.
static bool is_key(const sley_type *type)
{
    if (type->own != NULL && type->own->equal != NULL) return type->own->hash != NULL;
    switch ((sley_shape)type->shape) {
    case SLEY_SHAPE_LEAF: return type->hash != NULL && type->hash != sley__list_hash_at;
    case SLEY_SHAPE_OBJECT:
    case SLEY_SHAPE_NUMBERS: return true;
    case SLEY_SHAPE_STRUCT:
    case SLEY_SHAPE_TUPLE:
    case SLEY_SHAPE_OPTIONAL:
        for (size_t i = 0; i < type->count; i++) {
            if (!is_key(type->fields[i].type)) return false;
        }
        return true;
    case SLEY_SHAPE_ENUM:
        for (size_t i = 0; i < type->count; i++) {
            for (size_t k = 0; k < type->cases[i].count; k++) {
                if (!is_key(type->cases[i].fields[k].type)) return false;
            }
        }
        return true;
    }
    return false;
}

static uint64_t hash_at(const void *place)
{
    sley_any *any = any_at(place);
    if (!any) return sley_hash_mix(1, 0);
    if (!is_key(any->type))
        sley_panicf(NULL, "an any that holds a %.*s cannot be a key",
                    (int)strcspn(any->type->name, "@"), any->type->name);
    sley_any_retain(any);
    uint64_t hash = sley_hash_mix(1, sley_type_hash(any->type, sley_box_value(any)));
    sley_any_release(any);
    return hash;
}

static void print_at(sley_text *out, const void *place)
{
    sley_any *any = any_at(place);
    if (!any) {
        sley_text_put_cstr(out, "none");
        return;
    }
    sley_any_retain(any);
    sley_text_put_repr(out, any->type, sley_box_value(any));
    sley_any_release(any);
}

const sley_type sley_type_any = {.name = "any",
                                 .size = sizeof(sley_any *),
                                 .align = sizeof(sley_any *),
                                 .niche = 1,
                                 .retain = retain_at,
                                 .release = release_at,
                                 .equal = equal_at,
                                 .hash = hash_at,
                                 .print = print_at};
