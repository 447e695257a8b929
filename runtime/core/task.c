// SPDX-License-Identifier: MIT
// task.c - the life of a task, and its handle.
//
// new -> start (ready) -> steps -> end -> the last handle goes -> free. A task is in one ring of
// siblings while it lives: its group's or the program's, in spawn order; then, if it failed and
// its error is unhandled, in the executor's ring of failed ones, so that the program's end can
// report it (S19).
#include "base/plant.h"
#include "core/internal.h"

#include "sley/list.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

// The function runs in the pass in which the task begins, right before it.
static void tell_spawn(executor *x, sley_task *t)
{
    sley_handle *h = sley__callback_new(&x->hot, x->on_spawn, t->site);
    h->argument = &t->base;
    t->base.refs++;
    sley__callback_ready(h);
    sley_handle_release(h);
}

void sley_on_spawn(sley_executor *e, sley_closure *fn)
{
    executor *x = full(e);
    sley_closure *old = x->on_spawn;
    x->on_spawn = sley_closure_retain(fn);
    e->tells_spawns = fn != NULL;
    sley_closure_release(old);
}

void sley_on_spawn_nothing(sley_executor *e)
{
    sley_on_spawn(e, NULL);
}

sley_task *sley__task_start_slow(sley_task *t, sley_group *group)
{
    sley_executor *e = t->base.executor;
    bool refused = e->closing || (group && group->closing);
    if (group && !group->scope) group = NULL;
    t->group = sley_group_retain(group);
    if (group) t->base.flags |= SLEY_RARE;
    if (e->tells_spawns) tell_spawn(full(e), t);
    sley__task_enter(e, t, group ? &group->children : &e->tasks);
    if (refused) sley_task_cancel(t, NULL);
    return t;
}

void sley__task_park_elsewhere(sley_task *t, sley_group *group, sley_wait *wait)
{
    sley_executor *e = t->base.executor;
    if (group && !group->scope) group = NULL;
    t->group = sley_group_retain(group);
    t->base.flags |= SLEY_RARE;
    sley__link_add(group ? &group->children : &e->tasks, &t->siblings);
    t->top = (sley_frame *)sley_task_frame(t);
    sley__ring_reserve(e);
    t->parked_at = wait;
    sley__claim_set(t, SLEY_CLAIM_QUEUED);
}

void sley_task_set_name(sley_task *t, sley_str *name)
{
    sley__blocks_task_extra(t)->name = sley_str_retain(name);
}

void sley__task_drop_arguments(sley_frame *root)
{
    const sley_owned *row = root->fn->owned;
    for (uint32_t i = 0; i < root->fn->owned_count; i++) {
        sley_type_drop(row[i].type, (char *)root + row[i].offset);
    }
}

// The frame's own references are gone: every function releases what it owns on its way out.
void sley__task_end(executor *x, sley_task *t, sley_status st)
{
    static const uint8_t outcomes[] = {
        [SLEY_OK] = SLEY_FINISHED, [SLEY_ERROR] = SLEY_FAILED, [SLEY_CANCELLED] = SLEY_STOPPED};
    sley_frame *root = sley_task_frame(t);
    sley_outcome outcome = (sley_outcome)outcomes[st];
    t->base.flags |= SLEY_RARE;
    assert((st == SLEY_ERROR) == (t->base.error != NULL)); // task.h I3
    assert(t->base.claim == SLEY_CLAIM_IDLE && t->base.refs > 0); // task.h I2
    sley__task_drop_arguments(root);
    if (t->extra) {
        sley__blocks_free_arena(t);
        sley__var_release(sley__var_swap(t, NULL));
    }
    assert(!t->scope);
    t->top = NULL;
    t->cancel = 0;
    sley__link_remove(&t->siblings);
    x->hot.ring_users--;
    if (outcome == SLEY_FAILED && t->base.refs > 1) sley__link_add(&x->failed, &t->siblings);
    sley__awaitable_end(&t->base, outcome);
    if (t->group) sley__group_child_ended(t->group, t); // takes the task's reference of it
    sley_task_release(t);
}

// Of a task that may have what only some have when their last handle goes.
static void free_rarely(void *object)
{
    sley_task *t = object;
    assert(t->base.outcome != SLEY_UNFINISHED && !t->base.waiters);
    executor *x = full(t->base.executor);
    const sley_fn *fn = sley__root(t)->fn;
    if (t->base.outcome == SLEY_FINISHED && fn->result && fn->result->release) {
        fn->result->release(sley__awaitable_value(&t->base));
    }
    if (t->base.outcome == SLEY_FAILED) {
        if (t->siblings.next) sley__link_remove(&t->siblings);
        bool is_unseen = !(t->base.flags & SLEY_SEEN) && !PLANTED(26);
        if (is_unseen) sley__unhandled(x, "task", t, t->base.error, NULL);
        sley_error_release(t->base.error);
    }
    if (t->extra) {
        sley_str_release(t->extra->name);
        sley_str_release(t->extra->reason);
        free(t->extra);
    }
    sley__block_free(&x->hot, t, t->size_class);
}

void sley__task_free(sley_task *t)
{
    if (SLEY_UNLIKELY(t->base.flags & SLEY_RARE)) {
        sley__free_holder(t, free_rarely);
        return;
    }
    sley__block_free(t->base.executor, t, t->size_class);
}

// ---- what a handle tells --------------------------------------------------------------------

const char *sley_task_state_text(const sley_task *t)
{
    const sley_frame *root = sley__root(t);
    switch ((sley_outcome)t->base.outcome) {
    case SLEY_FINISHED: return "finished";
    case SLEY_FAILED: return "failed";
    case SLEY_STOPPED: return "cancelled";
    case SLEY_UNFINISHED: break;
    }
    if (t->cancel) return "cancelling";
    if (t->base.executor->current == t || sley__runs_elsewhere(t)) return "running";
    if (sley__is_parked(t)) return t->parked_at->kind->running ? "ready" : "waiting";
    return t->top == root && root->state == 0 ? "created" : "ready";
}

sley_str *sley_task_state(const sley_task *t)
{
    return sley_str_from_cstr(sley_task_state_text(t));
}

// FUNCTION#N without the module, unless it was given a name (S107).
const char *sley__task_label(const sley_task *t, char *out, size_t cap)
{
    const executor *x = full(t->base.executor);
    if (t->extra && t->extra->name) {
        const sley_str *name = t->extra->name;
        snprintf(out, cap, "%.*s", (int)name->len, name->data);
    } else if (t == &x->own || t->number == 0) {
        snprintf(out, cap, "%s", x->name ? x->name : "main");
    } else {
        const sley_frame *root = sley__root(t);
        const char *name = sley_site_function(root->fn->sites);
        const char *dot = strrchr(name, '.');
        snprintf(out, cap, "%s#%u", dot ? dot + 1 : name, t->number);
    }
    return out;
}

sley_str *sley_task_name(const sley_task *t)
{
    char name[256];
    if (t->extra && t->extra->name) return sley_str_retain(t->extra->name);
    return sley_str_from_cstr(sley__task_label(t, name, sizeof name));
}

sley_str *sley_task_reason(const sley_task *t)
{
    return t->extra ? sley_str_retain(t->extra->reason) : NULL;
}

sley_status sley_task_result(sley_task *task, sley_task *t, void *result)
{
    return sley__awaitable_result(task, &t->base, result);
}

sley_status sley_task_error(sley_task *task, sley_task *t, sley_error **error)
{
    return sley__awaitable_error(task, &t->base, error);
}

void sley_task_on_done(sley_task *t, sley_closure *fn, const sley_site *site)
{
    sley__awaitable_on_done(&t->base, fn, NULL, site);
}

void sley_task_on_done_in(sley_task *t, sley_closure *fn, const sley_context *context,
                          const sley_site *site)
{
    sley__awaitable_on_done(&t->base, fn, context, site);
}

int64_t sley_task_remove_on_done(sley_task *t, sley_closure *fn)
{
    return sley__awaitable_remove_on_done(&t->base, fn);
}

// ---- all of them ----------------------------------------------------------------------------

typedef void task_visit(sley_task *t, void *context);

// The first child in the groups of a task, from the scope `s` of it outwards.
static sley_task *first_child(sley_scope *s)
{
    for (; s; s = s->outer) {
        if (s->kind != SLEY_SCOPE_GROUP) continue;
        sley_link *children = &container_of(s, sley_group_scope, scope)->group->children;
        if (!sley__link_is_empty(children)) return sley__task_of(children->next);
    }
    return NULL;
}

// The one after `t` and its children: a sibling, or one of an owner's further groups, or what comes
// after that owner. No recursion: groups may be nested deeper than any stack.
static sley_task *after(executor *x, sley_task *t)
{
    while (t->group) {
        if (t->siblings.next != &t->group->children) return sley__task_of(t->siblings.next);
        sley_scope *scope = &t->group->scope->scope;
        sley_task *cousin = first_child(scope->outer);
        if (cousin) return cousin;
        t = scope->task;
    }
    return t->siblings.next == &x->hot.tasks ? NULL : sley__task_of(t->siblings.next);
}

void sley__task_each(executor *x, task_visit *fn, void *context)
{
    sley_link *first = x->hot.tasks.next;
    sley_task *t = first == &x->hot.tasks ? NULL : sley__task_of(first);
    while (t) {
        fn(t, context);
        sley_task *child = first_child(t->scope);
        t = child ? child : after(x, t);
    }
}

static void append_task(sley_task *t, void *context)
{
    sley_task_retain(t);
    sley_list_append(context, &t);
}

static int by_number(const void *a, const void *b)
{
    const sley_task *p = *(sley_task *const *)a;
    const sley_task *q = *(sley_task *const *)b;
    return (p->number > q->number) - (p->number < q->number);
}

sley_list *sley_tasks(sley_executor *e)
{
    sley_list *list = sley_list_new(&sley_type_task, 8);
    sley__task_each(full(e), append_task, list);
    if (list->len > 1) qsort(list->data, (size_t)list->len, sizeof(sley_task *), by_number);
    return list;
}

sley_task *sley_current(sley_executor *e)
{
    return e->current == &full(e)->own ? NULL : sley_task_retain(e->current);
}

int64_t sley_task_count(const sley_executor *e)
{
    return sley__live(full(e));
}

// ---- printing -------------------------------------------------------------------------------

static void print_line(sley_text *out, const sley_task *t)
{
    const sley_frame *at = sley__cancel_task_at(t);
    if (!at) return;
    const sley_site *site = &at->fn->sites[at->state];
    sley_text_put_cstr(out, " at ");
    sley_text_put_cstr(out, sley_site_file(site));
    sley_text_put_cstr(out, ":");
    sley_text_put_int(out, site->line);
    if (sley__is_parked(t) && !t->parked_at->kind->running) { // else it does not wait, but runs
        sley_text_put_cstr(out, " for ");
        sley_text_put_cstr(out, t->parked_at->kind->name);
    }
}

// <task f#1 waiting at a.sley:3 for sleep>, <task f#1 finished 42>, <task f#1 failed NotFound: x>
void sley_task_print(sley_text *out, const sley_task *t)
{
    char name[256];
    sley_text_put_cstr(out, "<task ");
    sley_text_put_cstr(out, sley__task_label(t, name, sizeof name));
    sley_text_put_cstr(out, " ");
    sley_text_put_cstr(out, sley_task_state_text(t));
    const sley_type *type = NULL;
    if (t->base.outcome == SLEY_FAILED) {
        sley_text_put_cstr(out, " ");
        sley__error_headline(t->base.error, out);
    } else if (t->base.outcome == SLEY_FINISHED) {
        type = sley__awaitable_type(&t->base);
        if (type) {
            const sley_frame *root = sley__root(t);
            sley_text_put_cstr(out, " ");
            sley_type_print(type, out, (const char *)root + root->fn->result_offset);
        }
    } else if (t->base.outcome == SLEY_UNFINISHED) {
        print_line(out, t);
    } else if (t->extra && t->extra->reason) {
        sley_text_put_cstr(out, " ");
        sley_text_put_str(out, t->extra->reason);
    }
    sley_text_put_cstr(out, ">");
}

static void task_print_at(sley_text *out, const void *place)
{
    const sley_task *t = *(sley_task *const *)place;
    if (t) {
        sley_task_print(out, t);
    } else {
        sley_text_put_cstr(out, "none");
    }
}

HANDLE_TYPE(task, "task", .print = task_print_at);
