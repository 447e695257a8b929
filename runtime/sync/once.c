// SPDX-License-Identifier: MIT
// once.c - Once: what has to happen once, however many tasks ask for it.
#include "sync/sync.h"

#include <stdio.h>

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

SLEY_EXPORT_FN(sley_once_run, "Once.run", "", 0, 104,
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
    if (once->done) sley__sync_grant_all(&once->base);
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
