// SPDX-License-Identifier: MIT
// event.c - Event, WaitGroup, Once: something that will be so for all that wait.
#include "base/plant.h"
#include "sync/sync.h"

#include <stdio.h>

// Those that wait now; who joins the line meanwhile is not among them: nothing runs (I2).
static void grant_all(sley_sync *s)
{
    while (s->line) {
        sley__sync_grant(s);
        if (PLANTED(13)) break;
    }
}

// ---- Event ----------------------------------------------------------------------------------

static const sley_event *as_event(const sley_sync *s)
{
    return (const sley_event *)(const void *)s;
}

static bool event_take(sley_sync *s, sley_task *task)
{
    (void)task;
    return as_event(s)->set;
}

static void event_state(const sley_sync *s, char *out, size_t cap)
{
    snprintf(out, cap, as_event(s)->set ? ", set" : ", not set");
}

static const sley_sync_face event_face = {
    .name = "Event", .verb = SYNC_WAIT, .take = event_take, .state = event_state};

sley_event *sley_event_new(sley_executor *e, const sley_site *site)
{
    return sley__sync_new(e, &event_face, sizeof(sley_event), site);
}

void sley_event_set(sley_event *e)
{
    e->set = true;
    grant_all(&e->base);
}

void sley_event_clear(sley_event *e)
{
    e->set = false;
}

SYNC_TYPE(event, "Event");

// ---- WaitGroup ------------------------------------------------------------------------------

static const sley_wait_group *as_group(const sley_sync *s)
{
    return (const sley_wait_group *)(const void *)s;
}

static bool group_take(sley_sync *s, sley_task *task)
{
    (void)task;
    return as_group(s)->count == 0;
}

static void group_state(const sley_sync *s, char *out, size_t cap)
{
    snprintf(out, cap, ", %lld not done", (long long)as_group(s)->count);
}

static const sley_sync_face group_face = {
    .name = "WaitGroup", .verb = SYNC_WAIT, .take = group_take, .state = group_state};

sley_wait_group *sley_wait_group_new(sley_executor *e, const sley_site *site)
{
    return sley__sync_new(e, &group_face, sizeof(sley_wait_group), site);
}

sley_status sley_wait_group_add(sley_task *task, sley_wait_group *g, int64_t count)
{
    if (count < -g->count || count > INT64_MAX - g->count) {
        return sley__awaitable_throw(task, &sley_error_too_many_done);
    }
    g->count += count;
    if (g->count == 0) grant_all(&g->base);
    return SLEY_OK;
}

sley_status sley_wait_group_done(sley_task *task, sley_wait_group *g)
{
    return sley_wait_group_add(task, g, -1);
}

SYNC_TYPE(wait_group, "WaitGroup");

// ---- Once -----------------------------------------------------------------------------------

static const sley_once *as_once(const sley_sync *s)
{
    return (const sley_once *)(const void *)s;
}

// Waiters are woken to look again: when it is done, or the next is to run it.
static bool once_take(sley_sync *s, sley_task *task)
{
    (void)task;
    return !as_once(s)->running;
}

static void once_state(const sley_sync *s, char *out, size_t cap)
{
    const sley_once *once = as_once(s);
    if (once->running) sley__sync_holder_text(full(s->executor), &once->runner, out, cap);
    else snprintf(out, cap, once->done ? ", done" : ", not run");
}

static const sley_holder *once_holder(const sley_sync *s)
{
    return as_once(s)->running ? &as_once(s)->runner : NULL;
}

static const sley_sync_face once_face = {
    .name = "Once",
    .verb = SYNC_WAIT,
    .take = once_take,
    .state = once_state,
    .holder = once_holder,
};

sley_once *sley_once_new(sley_executor *e, const sley_site *site)
{
    return sley__sync_new(e, &once_face, sizeof(sley_once), site);
}

SYNC_TYPE(once, "Once");

enum { ONCE_STARTS, ONCE_WAITS, ONCE_RUNS, ONCE_ENDS };

SLEY_EXPORT_FN(sley_once_run, "Once.run", "", 0, 104, SLEY_BORROWING,
               {0, ONCE_WAITS, 0, "wait"},
               {0, ONCE_RUNS, SLEY_CHILD_AT(sley_once_run, inner), "run"});

void sley_once_run__begin(sley_once_run__frame *f, sley_frame *caller, sley_once *once,
                          sley_closure *work)
{
    sley_frame_init(&f->base, caller, &sley_once_run__fn);
    f->a_once = once;
    f->a_work = work;
}

// The work has ended with `st`, or was never begun.
static sley_status once_ends(sley_once *once, sley_status st)
{
    once->running = false;
    once->done = st == SLEY_OK;
    if (once->done) grant_all(&once->base);
    else if (once->base.line) sley__sync_grant(&once->base);
    return st;
}

sley_status sley_once_run__resume(sley_task *task, sley_frame *self, sley_status st)
{
    sley_once_run__frame *f = container_of(self, sley_once_run__frame, base);
    sley_once *once = f->a_once;
    uint32_t state = self->state;
    if (state == ONCE_RUNS) {
        sley_frame_pop(task, f->inner);
        return once_ends(once, st);
    }
    if (st != SLEY_OK || state == ONCE_ENDS) return st; // cancelled in the line; has given way
    while (once->running) {
        self->state = ONCE_WAITS;
        st = sley__sync_wait(task, self, &f->wait, &once->base);
        if (st != SLEY_OK) return st;
    }
    if (once->done) {
        if (state == ONCE_STARTS && sley__must_stop(task)) return sley__wait_stop(task, self);
        if (state == ONCE_WAITS) return SLEY_OK;
        self->state = ONCE_ENDS;
        return sley__end(task, self, SLEY_OK);
    }
    once->running = true;
    sley__hold(&once->runner, task);
    self->state = ONCE_RUNS;
    typedef void *(*begin_fn)(sley_closure *, sley_task *, sley_frame *);
    f->inner = ((begin_fn)f->a_work->code)(f->a_work, task, self);
    st = sley_call(task, f->inner);
    if (st == SLEY_PENDING) return st;
    sley_frame_pop(task, f->inner);
    return once_ends(once, st);
}
