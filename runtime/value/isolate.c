// SPDX-License-Identifier: MIT
// isolate.c - what crosses to another executor belongs to no one else.
//
// Counts are not atomic, so two threads may not hold one object. Before a value crosses, the
// thread that has it walks it and makes it the property of its place alone: an object with one
// owner stays and is walked further; one that others hold, too, is copied, and so is all below it
// that is then shared.
//
//     let row = ["a", "b"]                 list (1 owner) -> "a", "b" (immortal): nothing is copied
//     rows.append(row)                     the list has two owners: it is copied once
//
// What never changes its count (SLEY_IMMORTAL) may be held by every thread. The walk is a list of
// places, not recursion: values may be nested deeper than any stack.
#include <stdlib.h>

#include "sley/box.h"
#include "sley/bytes.h"
#include "value/internal.h"

typedef struct step {
    const sley_type *type;
    void *place;
} step;

struct sley_isolation {
    step *steps; // a stack
    size_t count, cap;
    const char *refused; // name of the first type that cannot leave its executor
};

void sley__isolate(sley_isolation *work, const sley_type *type, void *place)
{
    bool is_plain = type->shape == SLEY_SHAPE_LEAF && !type->retain;
    if (is_plain || type->shape == SLEY_SHAPE_NUMBERS) return;
    if (type == &sley_type_str) { // most of all, and nothing lies below it
        sley__isolate_str(place, work);
        return;
    }
    if (work->count == work->cap) {
        work->cap = work->cap ? work->cap * 2 : 16;
        work->steps = sley__alloc_resize(work->steps, work->cap * sizeof *work->steps);
    }
    work->steps[work->count++] = (step){type, place};
}

void sley__isolate_refuse(sley_isolation *work, const char *what)
{
    work->refused = what;
}

static void isolate_fields(sley_isolation *work, const sley_field *fields, size_t count,
                           void *place)
{
    for (size_t i = 0; i < count; i++) {
        sley__isolate(work, fields[i].type, (char *)place + fields[i].offset);
    }
}

static void isolate_one(sley_isolation *work, const sley_type *type, void *place)
{
    switch ((sley_shape)type->shape) {
    case SLEY_SHAPE_LEAF:
        if (type->isolate) {
            type->isolate(place, work);
        } else {
            work->refused = type->name;
        }
        return;
    case SLEY_SHAPE_STRUCT:
    case SLEY_SHAPE_TUPLE: isolate_fields(work, type->fields, type->count, place); return;
    case SLEY_SHAPE_ENUM: {
        const sley_case *at = &type->cases[*(const uint32_t *)place];
        isolate_fields(work, at->fields, at->count, place);
        return;
    }
    case SLEY_SHAPE_OPTIONAL:
        if (*(const bool *)place) isolate_fields(work, type->fields, type->count, place);
        return;
    case SLEY_SHAPE_NUMBERS: return;
    case SLEY_SHAPE_OBJECT:
        if (*(void *const *)place) work->refused = type->name;
        return;
    }
}

bool sley_type_isolate(const sley_type *type, void *place, const char **refused)
{
    sley_isolation work = {0};
    sley__isolate(&work, type, place);
    while (work.count > 0 && !work.refused) {
        step next = work.steps[--work.count];
        isolate_one(&work, next.type, next.place);
    }
    free(work.steps);
    *refused = work.refused;
    return !work.refused;
}

// ---- the leaves -----------------------------------------------------------------------------

static bool is_mine(const sley_object *head)
{
    return head->refs == 1 || head->refs == SLEY_IMMORTAL;
}

static bool str_is_mine(const sley_str *s)
{
    return is_mine(&s->head) && (!s->base || is_mine(&s->base->head));
}

void sley__isolate_str(void *place, sley_isolation *work)
{
    sley_str **at = place;
    sley_str *s = *at;
    (void)work;
    if (!s || str_is_mine(s)) return;
    char *data;
    *at = sley__str_alloc((size_t)s->len, (size_t)s->chars, &data);
    memcpy(data, s->data, (size_t)s->len);
    sley_str_release(s);
}

void sley__isolate_bytes(void *place, sley_isolation *work)
{
    sley_bytes **at = place;
    sley_bytes *b = *at;
    (void)work;
    if (!b) return;
    bool is_whole = !b->base || is_mine(&b->base->head);
    if (is_mine(&b->head) && is_whole && (!b->text || str_is_mine(b->text))) return;
    *at = sley_bytes_new(b->data, (size_t)b->len);
    sley_bytes_release(b);
}

void sley__isolate_buffer(void *place, sley_isolation *work)
{
    sley_buffer **at = place;
    sley_buffer *b = *at;
    (void)work;
    if (!b || b->head.refs == 1) return;
    *at = sley_buffer_new();
    if (b->len > 0) {
        (*at)->data = sley__alloc((size_t)b->len);
        memcpy((*at)->data, b->data, (size_t)b->len);
        (*at)->len = (*at)->cap = b->len;
    }
    sley_buffer_release(b);
}

// Captures have no description: only a function without any crosses.
void sley__isolate_closure(void *place, sley_isolation *work)
{
    const sley_closure *c = *(sley_closure *const *)place;
    if (c && c->head.refs != SLEY_IMMORTAL) work->refused = "a closure with captures";
}

void sley__isolate_box(void *place, sley_isolation *work)
{
    sley_box **at = place;
    if (!*at) return;
    void *value = sley_box_own(at);
    sley__isolate(work, (*at)->type, value);
}

void sley__isolate_list(void *place, sley_isolation *work)
{
    sley_list **at = place;
    sley_list *list = *at;
    if (!list || list->head.refs == SLEY_IMMORTAL) return;
    if (list->head.refs > 1) {
        *at = sley_list_copy(list);
        sley_list_release(list);
        list = *at;
    }
    if (!list->elem->retain) return;
    for (int64_t i = 0; i < list->len; i++) {
        sley__isolate(work, list->elem, (char *)list->data + (size_t)i * list->elem->size);
    }
}

// A key that is copied is equal to what it was, and stays where it is.
void sley__isolate_map(void *place, sley_isolation *work)
{
    sley_map **at = place;
    sley_map *map = *at;
    if (!map) return;
    if (map->head.refs > 1) {
        *at = sley_map_copy(map);
        sley_map_release(map);
        map = *at;
    }
    bool has_values = map->value && map->value->retain;
    if (!map->key->retain && !has_values) return;
    for (int64_t entry = 0; sley_map_next(map, &entry);) {
        sley__isolate(work, map->key, (char *)(uintptr_t)sley_map_key_at(map, entry));
        if (has_values) sley__isolate(work, map->value, sley_map_value_at(map, entry));
    }
}
