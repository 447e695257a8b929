// SPDX-License-Identifier: MIT
// awaitable.c - what tasks and futures share: the outcome, who is told of it, and waiting for one.
//
// A1  `outcome` leaves UNFINISHED once, in sley__awaitable_end, which empties the line of waiters.
// A2  Telling only schedules: no Sley code runs inside (S25). Waiters and callbacks are told in
//     the order in which they came.
#include "base/plant.h"
#include "core/internal.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

static inline const sley_task *as_task(const sley_awaitable *a)
{
    return (const sley_task *)(const void *)a;
}

const sley_type *sley__awaitable_type(const sley_awaitable *a)
{
    if (!(a->flags & SLEY_IS_TASK)) return sley__future_face.type(a);
    return sley__root(as_task(a))->fn->result;
}

void *sley__awaitable_value(sley_awaitable *a)
{
    if (!(a->flags & SLEY_IS_TASK)) return sley__future_face.value(a);
    sley_frame *root = sley_task_frame((sley_task *)(void *)a);
    return (char *)root + root->fn->result_offset;
}

const sley_site *sley__awaitable_site(const sley_awaitable *a)
{
    return a->flags & SLEY_IS_TASK ? as_task(a)->site : sley__future_face.site(a);
}

void sley__awaitable_free(sley_awaitable *a)
{
    if (a->flags & SLEY_IS_TASK) {
        sley__task_free((sley_task *)(void *)a);
    } else {
        sley__future_face.free(a);
    }
}

// A task's error goes on in its reader: the trace says so, and a second reader starts from there.
static sley_error *shared_error(sley_awaitable *a)
{
    a->flags |= SLEY_SEEN;
    sley__error_cut(a->error, sley__awaitable_site(a));
    return sley_error_retain(a->error);
}

sley_status sley__awaitable_deliver(sley_task *task, sley_awaitable *a, void *result)
{
    switch ((sley_outcome)a->outcome) {
    case SLEY_FINISHED: {
        const sley_type *type = sley__awaitable_type(a);
        if (result && type) sley_type_copy(type, result, sley__awaitable_value(a));
        return SLEY_OK;
    }
    case SLEY_FAILED:
        assert(!task->base.error);
        task->base.error = shared_error(a);
        return SLEY_ERROR;
    case SLEY_STOPPED: sley__cancel_by(task, a); return SLEY_CANCELLED;
    case SLEY_UNFINISHED: break;
    }
    assert(false); // the caller looks first
    return SLEY_PENDING;
}

bool sley__awaitable_cancel(sley_awaitable *a)
{
    if (a->flags & SLEY_IS_TASK) return sley_task_cancel((sley_task *)(void *)a, NULL);
    return sley__future_face.cancel(a);
}

sley_status sley__awaitable_throw(sley_task *task, const sley_error_type *type)
{
    task->base.error = sley_error_simple(type);
    return SLEY_ERROR;
}

sley_status sley__awaitable_result(sley_task *task, sley_awaitable *a, void *result)
{
    if (a->outcome == SLEY_UNFINISHED) return sley__awaitable_throw(task, &sley_error_not_done);
    if (a->outcome == SLEY_STOPPED) return sley__awaitable_throw(task, &sley_error_was_cancelled);
    return sley__awaitable_deliver(task, a, result);
}

sley_status sley__awaitable_error(sley_task *task, sley_awaitable *a, sley_error **error)
{
    *error = NULL;
    if (a->outcome == SLEY_UNFINISHED) return sley__awaitable_throw(task, &sley_error_not_done);
    if (a->outcome == SLEY_STOPPED) return sley__awaitable_throw(task, &sley_error_was_cancelled);
    if (a->outcome == SLEY_FAILED) {
        a->flags |= SLEY_SEEN;
        *error = sley_error_retain(a->error);
    }
    return SLEY_OK;
}

// ---- await, shield(t) -----------------------------------------------------------------------

static void join_unlink(sley_wait *wait)
{
    sley_waiter *w = container_of(wait, sley_waiter, base);
    sley_awaitable *a = w->object;
    if (w->next) sley__line_remove(&a->waiters, w);
}

static void join_done(sley_wait *wait)
{
    sley_waiter *w = container_of(wait, sley_waiter, base);
    sley__claim(wait, sley__awaitable_deliver(wait->task, w->object, w->place));
}

static void join_cancel(sley_wait *wait)
{
    sley__cancel_later(container_of(wait, sley_waiter, base)->object, wait->task);
}

static void join_describe(sley_wait *wait, char *out, size_t cap)
{
    const sley_awaitable *a = container_of(wait, sley_waiter, base)->object;
    if (a->flags & SLEY_IS_TASK) {
        char name[200];
        snprintf(out, cap, "task \"%s\"",
                 sley__task_label(as_task(a), name, sizeof name));
    } else {
        snprintf(out, cap, "a future");
    }
}

static sley_task *join_holder(sley_wait *wait)
{
    sley_awaitable *a = container_of(wait, sley_waiter, base)->object;
    return a->flags & SLEY_IS_TASK ? (sley_task *)(void *)a : NULL;
}

const sley_wait_kind sley__join_kind = {
    .name = "await",
    .unlink = join_unlink,
    .done = join_done,
    .cancel = join_cancel,
    .describe = join_describe,
    .holder = join_holder,
};

static sley_status join_attempt(sley_task *task, sley_wait *wait)
{
    sley_waiter *w = container_of(wait, sley_waiter, base);
    sley_awaitable *a = w->object;
    return a->outcome == SLEY_UNFINISHED ? SLEY_PENDING
                                         : sley__awaitable_deliver(task, a, w->place);
}

static void join_arm(sley_wait *wait)
{
    sley_waiter *w = container_of(wait, sley_waiter, base);
    sley__line_add(&((sley_awaitable *)w->object)->waiters, w);
}

// An arm of a select that loses leaves the task alone, so it has no `cancel`.
const sley_wait_kind sley__arm_join_kind = {
    .name = "join",
    .unlink = join_unlink,
    .done = join_done,
    .attempt = join_attempt,
    .arm = join_arm,
    .describe = join_describe,
    .holder = join_holder,
};

void sley__awaitable_tell(sley_awaitable *a)
{
    while (a->waiters) {
        sley_waiter *w = a->waiters;
        sley__line_remove(&a->waiters, w);
        w->base.kind->done(&w->base);
    }
}

static const sley_wait_kind shield_kind = {
    .name = "await shield",
    .unlink = join_unlink,
    .done = join_done,
    .describe = join_describe,
    .holder = join_holder,
};

static inline sley_status wait_in_line(sley_task *task, sley_frame *self, sley_waiter *w,
                                       sley_awaitable *a, void *result, const sley_wait_kind *kind)
{
    return sley__stand_in(task, self, w, kind, &a->waiters, a, result);
}

NOINLINE static sley_status await_rarely(sley_task *task, sley_frame *self, sley_waiter *w,
                                         sley_awaitable *a, void *result)
{
    if (a->outcome == SLEY_UNFINISHED) {
        sley__cancel_later(a, task);
        sley__cancel_now(a->executor);
        bool is_task = (a->flags & SLEY_IS_TASK) != 0;
        if (is_task && sley__cancel_leads_to(as_task(a), task)) {
            return sley__wait_stop(task, self);
        }
    } else if (sley__must_stop(task)) {
        return sley__wait_stop(task, self);
    }
    if (a->outcome == SLEY_UNFINISHED)
        return wait_in_line(task, self, w, a, result, &sley__join_kind);
    return sley__end(task, self, sley__awaitable_deliver(task, a, result));
}

sley_status sley__awaitable_slow(sley_task *task, sley_frame *self, sley_waiter *w,
                                 sley_awaitable *a, void *result)
{
    if (SLEY_LIKELY(a->outcome == SLEY_UNFINISHED && !sley__is_cancelled(task))) {
        return wait_in_line(task, self, w, a, result, &sley__join_kind);
    }
    return await_rarely(task, self, w, a, result);
}

sley_status sley_shield_await(sley_task *task, sley_frame *self, sley_waiter *w, sley_awaitable *a,
                              void *result)
{
    if (a->outcome == SLEY_UNFINISHED) {
        if (sley__is_cancelled(task)) return sley__wait_stop(task, self);
        return wait_in_line(task, self, w, a, result, &shield_kind);
    }
    if (sley__must_stop(task)) return sley__wait_stop(task, self);
    return sley__end(task, self, sley__awaitable_deliver(task, a, result));
}

// ---- wait_for -------------------------------------------------------------------------------

static void wait_for_unlink(sley_wait *wait)
{
    sley_wait_for_area *w = container_of(wait, sley_wait_for_area, waiter.base);
    sley__timer_remove(wait->task->base.executor, &w->timer);
    join_unlink(wait);
}

// The work has ended. Timeout stands only for a cancellation that the deadline asked for (S35).
static void wait_for_done(sley_wait *wait)
{
    sley_wait_for_area *w = container_of(wait, sley_wait_for_area, waiter.base);
    sley_task *task = wait->task;
    sley__timer_remove(task->base.executor, &w->timer);
    sley_status st = sley__awaitable_deliver(task, w->waiter.object, w->waiter.place);
    bool is_late = st == SLEY_CANCELLED || (PLANTED(25) && st == SLEY_OK);
    if (is_late && w->fired && !sley__is_cancelled(task)) {
        st = sley__awaitable_throw(task, &sley_error_timeout);
    }
    sley__claim(wait, st);
}

static const sley_wait_kind wait_for_kind = {
    .name = "wait_for",
    .unlink = wait_for_unlink,
    .done = wait_for_done,
    .cancel = join_cancel,
    .describe = join_describe,
    .holder = join_holder,
};

static const sley_wait_kind wait_for_shielded_kind = {
    .name = "wait_for",
    .unlink = wait_for_unlink,
    .done = wait_for_done,
    .describe = join_describe,
    .holder = join_holder,
};

static void deadline_done(sley_wait *timer)
{
    sley_wait_for_area *w = container_of(timer, sley_wait_for_area, timer);
    w->fired = true;
    if (w->shielded) {
        join_unlink(&w->waiter.base);
        sley__claim(&w->waiter.base, sley__awaitable_throw(timer->task, &sley_error_timeout));
    } else {
        sley__awaitable_cancel(w->waiter.object);
    }
}

static const sley_wait_kind deadline_kind = {.name = "deadline", .done = deadline_done};

static sley_status wait_for(sley_task *task, sley_frame *self, sley_wait_for_area *w,
                            sley_awaitable *a, int64_t duration, void *result)
{
    if (sley__must_stop(task) && (w->shielded || a->outcome != SLEY_UNFINISHED)) {
        return sley__wait_stop(task, self);
    }
    if (a->outcome == SLEY_UNFINISHED && duration <= 0) {
        if (w->shielded)
            return sley__end(task, self, sley__awaitable_throw(task, &sley_error_timeout));
        w->fired = true;
        sley__awaitable_cancel(a);
        if (a->outcome == SLEY_STOPPED) {
            if (sley__is_cancelled(task)) return sley__wait_stop(task, self);
            return sley__end(task, self, sley__awaitable_throw(task, &sley_error_timeout));
        }
    }
    if (a->outcome == SLEY_UNFINISHED && sley__is_cancelled(task)) {
        if (w->shielded) return sley__wait_stop(task, self);
        sley__cancel_later(a, task);
        sley__cancel_now(a->executor);
    }
    if (a->outcome != SLEY_UNFINISHED) {
        return sley__end(task, self, sley__awaitable_deliver(task, a, result));
    }
    w->timer = (sley_wait){.kind = &deadline_kind, .task = task};
    if (duration > 0) {
        sley__timer_add(task->base.executor, &w->timer,
                        sley__clock_deadline(task->base.executor, duration));
    }
    return wait_in_line(task, self, &w->waiter, a, result,
                        w->shielded ? &wait_for_shielded_kind : &wait_for_kind);
}

sley_status sley_wait_for(sley_task *task, sley_frame *self, sley_wait_for_area *w,
                          sley_awaitable *a, int64_t duration, void *result)
{
    w->shielded = false;
    w->fired = false;
    return wait_for(task, self, w, a, duration, result);
}

sley_status sley_wait_for_shielded(sley_task *task, sley_frame *self, sley_wait_for_area *w,
                                   sley_awaitable *a, int64_t duration, void *result)
{
    w->shielded = true;
    w->fired = false;
    return wait_for(task, self, w, a, duration, result);
}

// ---- on_done --------------------------------------------------------------------------------

typedef struct on_done {
    sley_waiter waiter;
    sley_handle *handle;
} on_done;

static void on_done_done(sley_wait *wait)
{
    on_done *d = container_of(wait, on_done, waiter.base);
    sley_awaitable *a = d->waiter.object;
    a->refs++;
    a->flags |= SLEY_SEEN;
    d->handle->argument = a;
    sley__callback_ready(d->handle);
    free(d);
}

// The registration goes without a call.
static void on_done_drop(sley_wait *wait)
{
    on_done *d = container_of(wait, on_done, waiter.base);
    sley_handle_cancel(d->handle);
    free(d);
}

static const sley_wait_kind on_done_kind = {
    .name = "on_done",
    .unlink = join_unlink,
    .done = on_done_done,
    .drop = on_done_drop,
};

void sley__awaitable_on_done(sley_awaitable *a, sley_closure *fn, const sley_context *context,
                             const sley_site *site)
{
    on_done *d = sley__alloc(sizeof *d);
    *d = (on_done){.waiter = {.base = {.kind = &on_done_kind}, .object = a}};
    d->handle = sley__callback_new(a->executor, fn, site);
    if (context) {
        sley__var_release(d->handle->vars);
        d->handle->vars = sley__var_retain(context->vars);
    }
    sley_handle_release(d->handle); // only the runtime's
    if (a->outcome != SLEY_UNFINISHED && !PLANTED(27)) {
        on_done_done(&d->waiter.base);
    } else {
        sley__line_add(&a->waiters, &d->waiter);
    }
}

int64_t sley__awaitable_remove_on_done(sley_awaitable *a, sley_closure *fn)
{
    int64_t count = 0;
    sley_waiter *gone = NULL; // dropped at the end: what a closure held may stand in this line, too
    sley_waiter *w = a->waiters;
    sley_waiter *last = w ? w->prev : NULL;
    while (w) {
        sley_waiter *next = w == last ? NULL : w->next;
        if (w->base.kind == &on_done_kind && container_of(w, on_done, waiter)->handle->fn == fn) {
            sley__line_remove(&a->waiters, w);
            sley__line_add(&gone, w);
            count++;
        }
        w = next;
    }
    while (gone) {
        w = gone;
        sley__line_remove(&gone, w);
        on_done_drop(&w->base);
    }
    return count;
}
