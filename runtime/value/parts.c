// SPDX-License-Identifier: MIT
// parts.c - equality, order, hash and printing of values, for all shapes of types.
//
// A leaf has functions of its own. A struct, tuple, enum or optional is what its parts are, by the
// tables that the compiler writes: `{name, offset, type}` for each part. So a type of the program
// costs a row for each field, and there is one place that says how values are ordered and printed.
//
// Methods of the program may take part (value.h: sley_own). They may also change the list that the
// value lies in: each value that they can meet is copied first, so that no pointer into it is left.
#include "sley/types.h"

#include <stdlib.h>
#include <string.h>

#include "sley/text.h"
#include "value/internal.h"

// ---- code of the program may change what holds a value ------------------------------------------

const void *sley__parts_keep(sley_held *held, const sley_type *type, const void *place)
{
    held->place = type->size <= sizeof held->small ? held->small : sley__alloc(type->size);
    sley_type_copy(type, held->place, place);
    return held->place;
}

void sley__parts_let_go(sley_held *held, const sley_type *type)
{
    sley_type_drop(type, held->place);
    if (held->place != (void *)held->small) free(held->place);
}

// ---- parts ------------------------------------------------------------------------------------

static const void *part(const sley_field *field, const void *place)
{
    return (const char *)place + field->offset;
}

static bool is_some(const void *place)
{
    return *(const bool *)place;
}

static uint32_t tag_of(const void *place)
{
    return *(const uint32_t *)place;
}

static int32_t number_of(const void *place)
{
    return *(const int32_t *)place;
}

// ---- equality ---------------------------------------------------------------------------------

static bool fields_equal(const sley_field *fields, size_t count, const void *a, const void *b)
{
    for (size_t i = 0; i < count; i++) {
        if (!sley_type_equal(fields[i].type, part(&fields[i], a), part(&fields[i], b))) {
            return false;
        }
    }
    return true;
}

// A place of a class may be that of an optional, which holds none.
static bool is_none(const sley_type *type, const void *place)
{
    return type->shape == SLEY_SHAPE_OBJECT && *(void *const *)place == NULL;
}

static bool equal(const sley_type *type, const void *a, const void *b)
{
    if (type->own != NULL && type->own->equal != NULL) {
        if (is_none(type, a) || is_none(type, b)) return is_none(type, a) == is_none(type, b);
        return type->own->equal(a, b);
    }
    switch ((sley_shape)type->shape) {
    case SLEY_SHAPE_OBJECT:
    case SLEY_SHAPE_LEAF: return type->equal(a, b);
    case SLEY_SHAPE_STRUCT:
    case SLEY_SHAPE_TUPLE: return fields_equal(type->fields, type->count, a, b);
    case SLEY_SHAPE_ENUM: {
        assert(tag_of(a) < type->count && tag_of(b) < type->count);
        const sley_case *c = &type->cases[tag_of(a)];
        return tag_of(a) == tag_of(b) && fields_equal(c->fields, c->count, a, b);
    }
    case SLEY_SHAPE_NUMBERS: return number_of(a) == number_of(b);
    case SLEY_SHAPE_OPTIONAL:
        if (!is_some(a) || !is_some(b)) return is_some(a) == is_some(b);
        return fields_equal(type->fields, 1, a, b);
    }
    return false;
}

bool sley_type_equal(const sley_type *type, const void *a, const void *b)
{
    if (!type->runs_code) return equal(type, a, b);
    sley_held x, y;
    bool answer = equal(type, sley__parts_keep(&x, type, a), sley__parts_keep(&y, type, b));
    sley__parts_let_go(&y, type);
    sley__parts_let_go(&x, type);
    return answer;
}

// ---- order ------------------------------------------------------------------------------------

static int fields_compare(const sley_field *fields, size_t count, const void *a, const void *b)
{
    int order = 0;
    for (size_t i = 0; i < count && order == 0; i++) {
        order = sley_type_compare(fields[i].type, part(&fields[i], a), part(&fields[i], b));
    }
    return order;
}

static int compare(const sley_type *type, const void *a, const void *b)
{
    if (type->own != NULL && type->own->compare != NULL) {
        if (is_none(type, a) || is_none(type, b)) return is_none(type, b) - is_none(type, a);
        return type->own->compare(a, b);
    }
    switch ((sley_shape)type->shape) {
    case SLEY_SHAPE_OBJECT:
    case SLEY_SHAPE_LEAF: return type->compare(a, b);
    case SLEY_SHAPE_STRUCT:
    case SLEY_SHAPE_TUPLE: return fields_compare(type->fields, type->count, a, b);
    case SLEY_SHAPE_ENUM: {
        const sley_case *c = &type->cases[tag_of(a)];
        if (tag_of(a) != tag_of(b)) return tag_of(a) < tag_of(b) ? -1 : 1;
        return fields_compare(c->fields, c->count, a, b);
    }
    case SLEY_SHAPE_NUMBERS: return (number_of(a) > number_of(b)) - (number_of(a) < number_of(b));
    case SLEY_SHAPE_OPTIONAL:
        if (!is_some(a) || !is_some(b)) return is_some(a) - is_some(b);
        return fields_compare(type->fields, 1, a, b);
    }
    return 0;
}

int sley_type_compare(const sley_type *type, const void *a, const void *b)
{
    if (!type->runs_code) return compare(type, a, b);
    sley_held x, y;
    int order = compare(type, sley__parts_keep(&x, type, a), sley__parts_keep(&y, type, b));
    sley__parts_let_go(&y, type);
    sley__parts_let_go(&x, type);
    return order;
}

// ---- hash -------------------------------------------------------------------------------------

static uint64_t fields_hash(const sley_field *fields, size_t count, const void *place,
                            uint64_t hash)
{
    for (size_t i = 0; i < count; i++) {
        hash = sley_hash_mix(hash, sley_type_hash(fields[i].type, part(&fields[i], place)));
    }
    return hash;
}

static uint64_t hash_of(const sley_type *type, const void *place)
{
    if (type->own != NULL && type->own->hash != NULL) {
        return is_none(type, place) ? sley_hash_mix(1, 0) : type->own->hash(place);
    }
    switch ((sley_shape)type->shape) {
    case SLEY_SHAPE_OBJECT:
    case SLEY_SHAPE_LEAF: return type->hash(place);
    case SLEY_SHAPE_STRUCT:
    case SLEY_SHAPE_TUPLE: return fields_hash(type->fields, type->count, place, 1);
    case SLEY_SHAPE_ENUM: {
        const sley_case *c = &type->cases[tag_of(place)];
        return fields_hash(c->fields, c->count, place, sley_hash_mix(1, tag_of(place)));
    }
    case SLEY_SHAPE_NUMBERS: return sley_hash_mix(1, (uint32_t)number_of(place));
    case SLEY_SHAPE_OPTIONAL:
        return is_some(place) ? fields_hash(type->fields, 1, place, 1) : sley_hash_mix(1, 0);
    }
    return 0;
}

uint64_t sley_type_hash(const sley_type *type, const void *place)
{
    if (!type->runs_code) return hash_of(type, place);
    sley_held held;
    uint64_t hash = hash_of(type, sley__parts_keep(&held, type, place));
    sley__parts_let_go(&held, type);
    return hash;
}

// ---- printing ---------------------------------------------------------------------------------

void sley__parts_print_fields(sley_text *out, const sley_field *fields, size_t count, bool named,
                              const void *place)
{
    sley_text_put_cstr(out, "(");
    for (size_t i = 0; i < count; i++) {
        if (i > 0) sley_text_put_cstr(out, ", ");
        if (named) {
            sley_text_put_cstr(out, fields[i].name);
            sley_text_put_cstr(out, ": ");
        }
        sley_text_put_repr(out, fields[i].type, part(&fields[i], place));
    }
    sley_text_put_cstr(out, ")");
}

static void print_numbered(sley_text *out, const sley_type *type, int32_t number)
{
    for (size_t i = 0; i < type->count; i++) {
        if (type->numbers[i].number == number) sley_text_put_cstr(out, type->numbers[i].name);
    }
}

void sley__parts_print_name(sley_text *out, const sley_type *type)
{
    sley_text_put(out, type->name, strcspn(type->name, "["));
}

static void print(const sley_type *type, sley_text *out, const void *place)
{
    if (type->own != NULL && type->own->print != NULL && !is_none(type, place)) {
        type->own->print(out, place);
        return;
    }
    switch ((sley_shape)type->shape) {
    case SLEY_SHAPE_LEAF:
        if (type->print) {
            type->print(out, place);
        } else {
            sley_text_put_cstr(out, "<");
            sley__parts_print_name(out, type);
            sley_text_put_cstr(out, ">");
        }
        break;
    case SLEY_SHAPE_STRUCT:
        sley__parts_print_name(out, type);
        sley__parts_print_fields(out, type->fields, type->count, true, place);
        break;
    case SLEY_SHAPE_TUPLE:
        sley__parts_print_fields(out, type->fields, type->count, false, place);
        break;
    case SLEY_SHAPE_ENUM: {
        const sley_case *c = &type->cases[tag_of(place)];
        sley_text_put_cstr(out, c->name);
        if (c->count > 0) sley__parts_print_fields(out, c->fields, c->count, true, place);
        break;
    }
    case SLEY_SHAPE_NUMBERS: print_numbered(out, type, number_of(place)); break;
    case SLEY_SHAPE_OBJECT: sley__object_print(out, type, place); break;
    case SLEY_SHAPE_OPTIONAL:
        if (is_some(place))
            sley_text_put_repr(out, type->fields[0].type, part(type->fields, place));
        else sley_text_put_cstr(out, "none");
        break;
    }
}

void sley_type_print(const sley_type *type, sley_text *out, const void *place)
{
    if (!type->runs_code) {
        print(type, out, place);
        return;
    }
    sley_held held;
    print(type, out, sley__parts_keep(&held, type, place));
    sley__parts_let_go(&held, type);
}
