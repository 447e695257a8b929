// SPDX-License-Identifier: MIT
// group.c - tasks that end together (S18, S20).
//
// G1  While the region is open `scope` is set and every live child is in `children`.
// G2  The region ends only when `children` is empty and the body has ended; then `scope` is NULL
//     and the group is closing for good: what is spawned into it never starts (S45).
// G3  The first failure, of a child or of the body, sets `closing` and cancels all that is left,
//     once.
//
// The outcome is put together when the last one ends, not when the owner runs again: nothing can
// come between, and the owner needs no second look.
#include "base/plant.h"
#include "core/internal.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

// After each change while the region is open.
static inline void check(const sley_group *g)
{
    // G1
    debug_assert(g->scope && g->scope->group == g && g->scope->scope.kind == SLEY_SCOPE_GROUP);
    debug_assert(g->error_count == 0 || g->closing);                                          // G3
    debug_assert(g->error_count <= g->error_cap);
    (void)g;
}

void sley_group_enter(sley_task *task, sley_group_scope *g)
{
    sley_group *group = sley__alloc(sizeof *group);
    memset(group, 0, sizeof *group);
    group->head.refs = 1;
    group->scope = g;
    group->executor = task->base.executor;
    sley__link_init(&group->children);
    full(task->base.executor)->blocks++;
    sley__cancel_push_scope(task, &g->scope, SLEY_SCOPE_GROUP);
    memset(&g->wait, 0, sizeof g->wait);
    g->group = group;
    g->wait.task = task;
    check(group);
}

void sley_group_free(sley_group *g)
{
    assert(!g->scope && sley__link_is_empty(&g->children) && g->error_count == 0);
    full(g->executor)->blocks--;
    free(g->errors);
    free(g);
}

static void record(sley_group *g, sley_error *error, uint32_t number)
{
    if (g->error_count == g->error_cap) {
        g->error_cap = g->error_cap ? g->error_cap * 2 : 4;
        g->errors = sley__alloc_resize(g->errors, g->error_cap * sizeof *g->errors);
    }
    if (PLANTED(18) && g->error_count > 0) {
        sley_error_release(error);
        return;
    }
    g->errors[g->error_count++] = (sley_group_error){error, number};
}

// In spawn order. No child ends inside this: cancelling only schedules.
void sley_group_cancel(sley_group *g, sley_str *reason)
{
    for (sley_link *at = g->children.next; at != &g->children; at = at->next) {
        sley_task_cancel(sley__task_of(at), reason);
    }
}

// `by`: whose cancellation it is; NULL: a failure closes it.
static void close_group(sley_group *g, const sley_task *by)
{
    if (g->closing) return;
    g->closing = true;
    for (sley_link *at = g->children.next; at != &g->children; at = at->next) {
        sley__cancel_later(&sley__task_of(at)->base, by);
    }
    sley__cancel_now(g->executor);
}

static int by_number(const void *a, const void *b)
{
    uint32_t p = ((const sley_group_error *)a)->number;
    uint32_t q = ((const sley_group_error *)b)->number;
    return (p > q) - (p < q);
}

// They came in order of time; they go out in spawn order, the body's own (number 0) first.
static sley_error *all_errors(sley_group *g)
{
    if (!PLANTED(20)) qsort(g->errors, g->error_count, sizeof *g->errors, by_number);
    sley_error **errors = sley__alloc(g->error_count * sizeof *errors);
    for (uint32_t i = 0; i < g->error_count; i++) errors[i] = g->errors[i].error;
    sley_error *error = sley_error_group_new(errors, g->error_count);
    free(errors);
    return error;
}

// Ends the region. The status that comes out; its error is set in the task.
static sley_status finish(sley_group *g)
{
    sley_group_scope *region = g->scope;
    sley_task *task = region->scope.task;
    assert(sley__link_is_empty(&g->children) && !task->base.error); // G2
    sley_status st = (sley_status)g->body;
    if (g->error_count == 1) {
        st = SLEY_ERROR;
        task->base.error = g->errors[0].error;
        if (g->errors[0].number == 0) task->base.flags |= SLEY_PASSING; // the body's own
    } else if (g->error_count > 1) {
        st = SLEY_ERROR;
        task->base.error = all_errors(g);
    }
    g->error_count = 0;
    g->closing = true;
    g->scope = NULL;
    sley__cancel_pop_scope(task, &region->scope);
    region->group = NULL;
    sley_group_release(g);
    return st;
}

static bool is_over(const sley_group *g)
{
    return g->leaving && sley__link_is_empty(&g->children);
}

void sley__group_child_ended(sley_group *g, sley_task *child)
{
    assert(g->scope);
    child->group = NULL;
    if (child->base.outcome == SLEY_FAILED) {
        record(g, sley_error_retain(child->base.error), child->number);
        sley__error_cut(child->base.error, child->site);
        child->base.flags |= SLEY_SEEN;
        close_group(g, NULL);
        if (!is_over(g) && !PLANTED(19)) sley__cancel_ask_scope(&g->scope->scope);
    }
    check(g);
    if (is_over(g)) {
        sley_wait *w = &g->scope->wait;
        sley__claim(w, finish(g));
    }
    sley_group_release(g);
}

static void no_unlink(sley_wait *w)
{
    (void)w;
}

// The owner, waiting at the end of the block, is cancelled: so are the children, and it goes on
// waiting.
static void leave_cancel(sley_wait *w)
{
    sley_group *g = container_of(w, sley_group_scope, wait)->group;
    if (g->body == SLEY_OK) g->body = SLEY_CANCELLED;
    close_group(g, w->task);
}

static void leave_describe(sley_wait *w, char *out, size_t cap)
{
    const sley_group *g = container_of(w, sley_group_scope, wait)->group;
    unsigned count = 0;
    for (const sley_link *at = g->children.next; at != &g->children; at = at->next) count++;
    snprintf(out, cap, "%u task%s", count, count == 1 ? "" : "s");
}

static const sley_wait_kind leave_kind = {
    .name = "end of group",
    .unlink = no_unlink,
    .cancel = leave_cancel,
    .describe = leave_describe,
};

sley_status sley_group_leave(sley_task *task, sley_frame *self, sley_group_scope *region,
                             sley_status st)
{
    sley_group *g = region->group;
    assert(task->scope == &region->scope);
    if (st == SLEY_OK && sley__is_cancelled(task)) st = SLEY_CANCELLED;
    g->body = (uint8_t)st;
    if (st == SLEY_ERROR) record(g, sley_catch(task), 0);
    if (st != SLEY_OK) close_group(g, st == SLEY_CANCELLED ? task : NULL);
    check(g);
    g->leaving = true;
    if (is_over(g)) {
        st = finish(g);
        return sley__end(task, self, st);
    }
    region->wait = (sley_wait){.kind = &leave_kind, .task = task};
    return sley__park(task, self, &region->wait);
}

HANDLE_TYPE(group, "group", .print = NULL);
