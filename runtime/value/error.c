// SPDX-License-Identifier: MIT
// error.c - error objects, their traces, and the runtime's own errors.
#include "value/internal.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "sley/format.h"
#include "sley/list.h"

enum { TRACE_MOST = 64 }; // rows kept; the innermost ones

sley_error *sley_error_new(const sley_error_type *type)
{
    assert(type->size >= sizeof(sley_error));
    sley_error *error = sley__alloc(type->size);
    *error = (sley_error){.refs = 1, .type = type};
    return error;
}

static void free_error(void *object)
{
    sley_error *error = object;
    const sley_error_type *type = error->type;
    for (size_t i = 0; i < type->count; i++) {
        sley_type_drop(type->fields[i].type, (char *)error + type->fields[i].offset);
    }
    if (type->drop) type->drop(error);
    free(error->trace);
    free(error);
}

void sley_error_free(sley_error *error)
{
    assert(error->refs == 0);
    sley__free_holder(error, free_error);
}

sley_error *sley_error_simple(const sley_error_type *type)
{
    sley_error *error = sley_error_new(type);
    memset(error + 1, 0, type->size - sizeof *error); // Closed and ErrorGroup: nothing in it
    return error;
}

// ---- traces ---------------------------------------------------------------------------------

void sley__error_add(sley_error *error, uintptr_t row)
{
    if (!error->trace) error->trace = sley__alloc(TRACE_MOST * sizeof *error->trace);
    assert(row != 0 && error->trace_len <= TRACE_MOST);
    if (error->trace_len < TRACE_MOST) {
        error->trace[error->trace_len++] = row;
    } else if (error->trace_cut < UINT16_MAX) {
        error->trace_cut++;
    }
}

void sley__error_cut(sley_error *error, const sley_site *spawned)
{
    if (!spawned) return;
    uintptr_t row = (uintptr_t)spawned | 1;
    for (uint16_t i = 0; i < error->trace_len; i++) {
        if (error->trace[i] != row) continue;
        error->trace_len = (uint16_t)(i + 1);
        error->trace_cut = 0;
        return;
    }
    sley__error_add(error, row);
}

// A field `message: str` is the whole message.
static const sley_field *message_field(const sley_error_type *type)
{
    for (size_t i = 0; i < type->count; i++) {
        const sley_field *field = &type->fields[i];
        if (field->type == &sley_type_str && strcmp(field->name, "message") == 0) return field;
    }
    return NULL;
}

void sley__error_headline(const sley_error *error, sley_text *out)
{
    const sley_error_type *type = error->type;
    if (type->message || message_field(type)) {
        sley_text_put_cstr(out, type->name);
        sley_text_put_cstr(out, ": ");
    }
    sley__error_message(error, out);
}

void sley__error_message(const sley_error *error, sley_text *out)
{
    const sley_error_type *type = error->type;
    const sley_field *message = message_field(type);
    if (type->message) {
        type->message(out, error);
    } else if (message) {
        sley_text_put_value(out, message->type, (const char *)error + message->offset);
    } else {
        sley_text_put_cstr(out, type->name);
        if (type->count > 0) sley__parts_print_fields(out, type->fields, type->count, true, error);
    }
}

// ---- the runtime's errors -------------------------------------------------------------------

#define MESSAGE(NAME, TEXT)                                   \
    static void NAME(sley_text *out, const sley_error *error) \
    {                                                         \
        (void)error;                                          \
        sley_text_put_cstr(out, TEXT);                        \
    }

MESSAGE(timeout_message, "the deadline has passed")
MESSAGE(not_done_message, "it has not finished yet")
MESSAGE(was_cancelled_message, "it was cancelled")
MESSAGE(cancelled_message, "it was cancelled")
MESSAGE(already_done_message, "it has already finished")
MESSAGE(not_locked_message, "the lock is not held")
MESSAGE(not_owner_message, "another task holds the lock")
MESSAGE(released_message, "more permits were released than there were")
MESSAGE(broken_message, "a party will not come")
MESSAGE(done_message, "more was done than there was to do")
MESSAGE(full_message, "the queue is full")
MESSAGE(empty_message, "the queue is empty")

const sley_error_type sley_error_timeout = {
    .name = "Timeout", .size = sizeof(sley_error), .message = timeout_message};
const sley_error_type sley_error_not_done = {
    .name = "NotDone", .size = sizeof(sley_error), .message = not_done_message};
const sley_error_type sley_error_was_cancelled = {
    .name = "WasCancelled", .size = sizeof(sley_error), .message = was_cancelled_message};
const sley_error_type sley_error_cancelled = {
    .name = "Cancelled", .size = sizeof(sley_error), .message = cancelled_message};
const sley_error_type sley_error_already_done = {
    .name = "AlreadyDone", .size = sizeof(sley_error), .message = already_done_message};
const sley_error_type sley_error_not_locked = {
    .name = "NotLocked", .size = sizeof(sley_error), .message = not_locked_message};
const sley_error_type sley_error_not_owner = {
    .name = "NotOwner", .size = sizeof(sley_error), .message = not_owner_message};
const sley_error_type sley_error_released_too_often = {
    .name = "ReleasedTooOften", .size = sizeof(sley_error), .message = released_message};
const sley_error_type sley_error_broken_barrier = {
    .name = "BrokenBarrier", .size = sizeof(sley_error), .message = broken_message};
const sley_error_type sley_error_too_many_done = {
    .name = "TooManyDone", .size = sizeof(sley_error), .message = done_message};
const sley_error_type sley_error_full = {
    .name = "Full", .size = sizeof(sley_error), .message = full_message};
const sley_error_type sley_error_empty = {
    .name = "Empty", .size = sizeof(sley_error), .message = empty_message};
typedef struct loop_error {
    sley_error base;
    const char *what;
} loop_error;

static void loop_message(sley_text *out, const sley_error *error)
{
    sley_text_put_cstr(out, ((const loop_error *)(const void *)error)->what);
}

const sley_error_type sley_error_loop = {
    .name = "LoopError", .size = sizeof(loop_error), .message = loop_message};

sley_error *sley__error_of_loop(const char *what)
{
    loop_error *e = (loop_error *)(void *)sley_error_new(&sley_error_loop);
    e->what = what;
    return &e->base;
}

// Closed: the value lies after the struct, aligned to 16.
typedef struct closed_error {
    sley_error base;
    const sley_type *type;
    char *value; // a block of its own
} closed_error;

static void closed_message(sley_text *out, const sley_error *error)
{
    (void)error;
    sley_text_put_cstr(out, "the channel is closed");
}

static void closed_drop(sley_error *error)
{
    closed_error *c = (closed_error *)(void *)error;
    if (c->type) sley_type_drop(c->type, c->value);
    free(c->value);
}

const sley_error_type sley_error_closed = {
    .name = "Closed", .size = sizeof(closed_error), .message = closed_message, .drop = closed_drop};

sley_error *sley__error_closed_new(const sley_type *type, void *value)
{
    closed_error *c = (closed_error *)(void *)sley_error_new(&sley_error_closed);
    c->type = type;
    c->value = sley__alloc(type->size ? type->size : 1);
    memcpy(c->value, value, type->size);
    return &c->base;
}

const sley_type *sley_closed_type(const sley_error *error)
{
    assert(error->type == &sley_error_closed);
    return ((const closed_error *)(const void *)error)->type;
}

void *sley_closed_value(sley_error *error)
{
    assert(error->type == &sley_error_closed);
    return ((closed_error *)(void *)error)->value;
}

typedef struct group_error {
    sley_error base;
    sley_error **errors;
    uint32_t count;
} group_error;

static void put_group_head(sley_text *out, const group_error *g)
{
    sley_text_put_int(out, g->count);
    sley_text_put_cstr(out, " errors: ");
}

// A group in a group, as deep as the program built them: without recursion.
static void group_message(sley_text *out, const sley_error *error)
{
    struct step {
        const group_error *group;
        uint32_t next; // of its errors
    };
    size_t depth = 0, cap = 8;
    struct step *path = sley__alloc(cap * sizeof *path);
    path[0] = (struct step){(const group_error *)(const void *)error, 0};
    put_group_head(out, path[0].group);
    for (;;) {
        struct step *top = &path[depth];
        if (top->next == top->group->count) {
            if (depth-- == 0) break;
            continue;
        }
        if (top->next > 0) sley_text_put_cstr(out, "; ");
        const sley_error *member = top->group->errors[top->next++];
        if (member->type != &sley_error_group) {
            sley__error_message(member, out);
            continue;
        }
        if (++depth == cap) {
            cap *= 2;
            path = sley__alloc_resize(path, sley__alloc_size(cap, sizeof *path, 0));
        }
        path[depth] = (struct step){(const group_error *)(const void *)member, 0};
        put_group_head(out, path[depth].group);
    }
    free(path);
}

static void group_drop(sley_error *error)
{
    group_error *g = (group_error *)(void *)error;
    for (uint32_t i = 0; i < g->count; i++) sley_error_release(g->errors[i]);
    free(g->errors);
}

const sley_error_type sley_error_group = {.name = "ErrorGroup",
                                          .size = sizeof(group_error),
                                          .message = group_message,
                                          .drop = group_drop};

sley_error *sley_error_group_new(sley_error *const *errors, uint32_t count)
{
    group_error *g = (group_error *)(void *)sley_error_new(&sley_error_group);
    assert(count > 0);
    g->errors = sley__alloc(sley__alloc_size(count, sizeof *g->errors, 0));
    memcpy(g->errors, errors, count * sizeof *g->errors);
    g->count = count;
    return &g->base;
}

uint32_t sley_error_group_len(const sley_error *group)
{
    assert(group->type == &sley_error_group);
    return ((const group_error *)(const void *)group)->count;
}

sley_error *sley_error_group_at(const sley_error *group, uint32_t index)
{
    assert(index < sley_error_group_len(group));
    return ((const group_error *)(const void *)group)->errors[index];
}

sley_list *sley_error_group_list(const sley_error *group)
{
    uint32_t count = sley_error_group_len(group);
    sley_list *errors = sley_list_new(&sley_type_error, count);
    for (uint32_t i = 0; i < count; i++) {
        sley_error *error = sley_error_retain(sley_error_group_at(group, i));
        sley_list_append(errors, &error);
    }
    return errors;
}

// ---- what Sley programs ask an error --------------------------------------------------------

sley_str *sley_error_message(const sley_error *error)
{
    sley_text text;
    sley_text_init(&text);
    sley__error_message(error, &text);
    return sley_text_take(&text);
}

sley_str *sley_error_name(const sley_error *error)
{
    return sley_str_from_cstr(error->type->name);
}

sley_str *sley_error_trace(const sley_error *error)
{
    sley_text text;
    sley_text_init(&text);
    for (uint16_t i = 0; i < error->trace_len; i++) {
        const sley_site *site = (const sley_site *)(error->trace[i] & ~(uintptr_t)1);
        char line[256];
        if (site->line == 0) continue; // the runtime's own
        bool is_end = (error->trace[i] & 1) != 0;
        snprintf(line, sizeof line,
                 is_end ? "in a task spawned by %s (%s:%u)\n" : "at %s (%s:%u)\n",
                 sley_site_function(site), sley_site_file(site), site->line);
        sley_text_put_cstr(&text, line);
    }
    return sley_text_take(&text);
}

sley_str *sley_closed_text(const sley_error *error)
{
    const closed_error *e = (const closed_error *)(const void *)error;
    return sley_value_str(e->type, e->value);
}

// ---- in containers --------------------------------------------------------------------------

static void error_print_at(sley_text *out, const void *place)
{
    const sley_error *error = *(sley_error *const *)place;
    if (error) {
        sley__error_message(error, out);
    } else {
        sley_text_put_cstr(out, "none");
    }
}

HANDLE_TYPE(error, "Error", .print = error_print_at, .isolate = sley__error_isolate);

// ---- crossing to another executor -----------------------------------------------------------

// Another error of the same content, which is shared with the first one.
static sley_error *copy_error(const sley_error *error)
{
    const sley_error_type *type = error->type;
    sley_error *copy = sley__alloc(type->size);
    memcpy(copy, error, type->size);
    copy->refs = 1;
    if (error->trace) {
        copy->trace = sley__alloc(TRACE_MOST * sizeof *copy->trace);
        memcpy(copy->trace, error->trace, error->trace_len * sizeof *copy->trace);
    }
    for (size_t i = 0; i < type->count; i++) {
        const sley_field *field = &type->fields[i];
        if (field->type->retain) field->type->retain((char *)copy + field->offset);
    }
    if (type == &sley_error_closed) {
        const closed_error *from = (const closed_error *)(const void *)error;
        closed_error *c = (closed_error *)(void *)copy;
        if (!c->type) return copy;
        c->value = sley__alloc(c->type->size ? c->type->size : 1);
        sley_type_copy(c->type, c->value, from->value);
    } else if (type == &sley_error_group) {
        const group_error *from = (const group_error *)(const void *)error;
        group_error *g = (group_error *)(void *)copy;
        g->errors = sley__alloc(sley__alloc_size(g->count, sizeof *g->errors, 0));
        for (uint32_t i = 0; i < g->count; i++) g->errors[i] = sley_error_retain(from->errors[i]);
    }
    return copy;
}

void sley__error_isolate(void *place, sley_isolation *work)
{
    sley_error **at = place;
    sley_error *error = *at;
    if (!error) return;
    if (error->refs > 1) {
        *at = copy_error(error);
        error->refs--;
        error = *at;
    }
    const sley_error_type *type = error->type;
    assert(!type->drop || type == &sley_error_closed || type == &sley_error_group);
    for (size_t i = 0; i < type->count; i++) {
        sley__isolate(work, type->fields[i].type, (char *)error + type->fields[i].offset);
    }
    if (type == &sley_error_closed) {
        closed_error *c = (closed_error *)(void *)error;
        if (c->type) sley__isolate(work, c->type, c->value);
    } else if (type == &sley_error_group) {
        group_error *g = (group_error *)(void *)error;
        for (uint32_t i = 0; i < g->count; i++) {
            sley__isolate(work, &sley_type_error, &g->errors[i]);
        }
    }
}
