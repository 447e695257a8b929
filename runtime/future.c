// SPDX-License-Identifier: MIT
// future.c - what tasks and futures share: the outcome and who is told of it; futures; waiting for
// one.
//
// F1  `outcome` leaves UNFINISHED once, in sley__awaitable_end, which empties the line of waiters.
// F2  Telling only schedules: nobody's code runs inside (S25). Waiters and callbacks are told in
//     the order in which they came.
#include "internal.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

const sley_type *sley__awaitable_type(const sley_awaitable *a)
{
    if (!(a->flags & SLEY_IS_TASK)) return ((const sley_future *)(const void *)a)->elem;
    return ((const sley_frame *)(const void *)((const sley_task *)(const void *)a + 1))->fn->result;
}

void *sley__awaitable_value(sley_awaitable *a)
{
    if (!(a->flags & SLEY_IS_TASK)) return sley_future_value((sley_future *)(void *)a);
    sley_frame *root = sley_task_frame((sley_task *)(void *)a);
    return (char *)root + root->fn->result_offset;
}

static const sley_site *made_at(const sley_awaitable *a)
{
    if (a->flags & SLEY_IS_TASK) return ((const sley_task *)(const void *)a)->site;
    return ((const sley_future *)(const void *)a)->site;
}

// A task's error goes on in its reader: the trace says so, and a second reader starts from there.
static sley_error *shared_error(sley_awaitable *a)
{
    a->flags |= SLEY_SEEN;
    sley__error_cut(a->error, made_at(a));
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
    case SLEY_STOPPED: return SLEY_CANCELLED;
    case SLEY_UNFINISHED: break;
    }
    assert(false); // the caller looks first
    return SLEY_PENDING;
}

bool sley__awaitable_cancel(sley_awaitable *a)
{
    if (a->flags & SLEY_IS_TASK) return sley_task_cancel((sley_task *)(void *)a, NULL);
    return sley_future_cancel((sley_future *)(void *)a);
}

static sley_status throw_simple(sley_task *task, const sley_error_type *type)
{
    task->base.error = sley_error_simple(type);
    return SLEY_ERROR;
}

sley_status sley__awaitable_result(sley_task *task, sley_awaitable *a, void *result)
{
    if (a->outcome == SLEY_UNFINISHED) return throw_simple(task, &sley_error_not_done);
    if (a->outcome == SLEY_STOPPED) return throw_simple(task, &sley_error_was_cancelled);
    return sley__awaitable_deliver(task, a, result);
}

sley_status sley__awaitable_error(sley_task *task, sley_awaitable *a, sley_error **error)
{
    *error = NULL;
    if (a->outcome == SLEY_UNFINISHED) return throw_simple(task, &sley_error_not_done);
    if (a->outcome == SLEY_STOPPED) return throw_simple(task, &sley_error_was_cancelled);
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
    sley__awaitable_cancel(container_of(wait, sley_waiter, base)->object);
}

void sley__join_describe(sley_wait *wait, char *out, size_t cap)
{
    const sley_awaitable *a = container_of(wait, sley_waiter, base)->object;
    if (a->flags & SLEY_IS_TASK) {
        char name[200];
        snprintf(out, cap, "task \"%s\"",
                 sley__task_label((const sley_task *)(const void *)a, name, sizeof name));
    } else {
        snprintf(out, cap, "a future");
    }
}

const sley_wait_kind sley__join_kind = {
    .name = "await",
    .unlink = join_unlink,
    .done = join_done,
    .cancel = join_cancel,
    .describe = sley__join_describe,
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
    .describe = sley__join_describe,
};

static inline sley_status wait_in_line(sley_task *task, sley_frame *self, sley_waiter *w,
                                       sley_awaitable *a, void *result, const sley_wait_kind *kind)
{
    return sley__stand_in(task, self, w, kind, &a->waiters, a, result);
}

NOINLINE static sley_status await_rarely(sley_task *task, sley_frame *self, sley_waiter *w,
                                         sley_awaitable *a, void *result)
{
    if (a->outcome == SLEY_UNFINISHED) sley__awaitable_cancel(a);
    if (a->outcome == SLEY_UNFINISHED)
        return wait_in_line(task, self, w, a, result, &sley__join_kind);
    sley_status st = sley__awaitable_deliver(task, a, result);
    return sley__spend(task) ? st : sley__give_way(task, self, st);
}

sley_status sley__await_slow(sley_task *task, sley_frame *self, sley_waiter *w, sley_awaitable *a,
                             void *result)
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
        if (sley__is_cancelled(task)) return SLEY_CANCELLED;
        return wait_in_line(task, self, w, a, result, &shield_kind);
    }
    sley_status st = sley__awaitable_deliver(task, a, result);
    return sley__spend(task) ? st : sley__give_way(task, self, st);
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
    if (st == SLEY_CANCELLED && w->fired && !sley__is_cancelled(task)) {
        st = throw_simple(task, &sley_error_timeout);
    }
    sley__claim(wait, st);
}

static const sley_wait_kind wait_for_kind = {
    .name = "wait_for",
    .unlink = wait_for_unlink,
    .done = wait_for_done,
    .cancel = join_cancel,
    .describe = sley__join_describe,
};

static const sley_wait_kind wait_for_shielded_kind = {
    .name = "wait_for",
    .unlink = wait_for_unlink,
    .done = wait_for_done,
    .describe = sley__join_describe,
};

static void deadline_done(sley_wait *timer)
{
    sley_wait_for_area *w = container_of(timer, sley_wait_for_area, timer);
    w->fired = true;
    if (w->shielded) {
        join_unlink(&w->waiter.base);
        sley__claim(&w->waiter.base, throw_simple(timer->task, &sley_error_timeout));
    } else {
        sley__awaitable_cancel(w->waiter.object);
    }
}

static const sley_wait_kind deadline_kind = {.name = "deadline", .done = deadline_done};

static sley_status wait_for(sley_task *task, sley_frame *self, sley_wait_for_area *w,
                            sley_awaitable *a, int64_t duration, void *result)
{
    if (a->outcome == SLEY_UNFINISHED && duration <= 0) {
        if (w->shielded) return throw_simple(task, &sley_error_timeout);
        w->fired = true;
        sley__awaitable_cancel(a);
        if (a->outcome == SLEY_STOPPED) return throw_simple(task, &sley_error_timeout);
    }
    if (a->outcome == SLEY_UNFINISHED && sley__is_cancelled(task)) {
        if (w->shielded) return SLEY_CANCELLED;
        sley__awaitable_cancel(a);
    }
    if (a->outcome != SLEY_UNFINISHED) {
        sley_status st = sley__awaitable_deliver(task, a, result);
        return sley__spend(task) ? st : sley__give_way(task, self, st);
    }
    w->timer = (sley_wait){.kind = &deadline_kind, .task = task};
    if (duration > 0) {
        sley__timer_add(task->base.executor, &w->timer,
                        sley__deadline(task->base.executor, duration));
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
    sley__handle_ready(d->handle);
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

void sley__awaitable_on_done(sley_awaitable *a, sley_closure *fn)
{
    on_done *d = sley__alloc(sizeof *d);
    *d = (on_done){.waiter = {.base = {.kind = &on_done_kind}, .object = a}};
    d->handle = sley__handle_new(a->executor, fn);
    sley_handle_release(d->handle); // only the runtime's
    if (a->outcome != SLEY_UNFINISHED) {
        on_done_done(&d->waiter.base);
    } else {
        sley__line_add(&a->waiters, &d->waiter);
    }
}

int64_t sley__awaitable_remove_on_done(sley_awaitable *a, sley_closure *fn)
{
    int64_t count = 0;
    sley_waiter *w = a->waiters;
    sley_waiter *last = w ? w->prev : NULL;
    while (w) {
        sley_waiter *next = w == last ? NULL : w->next;
        if (w->base.kind == &on_done_kind && container_of(w, on_done, waiter)->handle->fn == fn) {
            sley__line_remove(&a->waiters, w);
            on_done_drop(&w->base);
            count++;
        }
        w = next;
    }
    return count;
}

// ---- futures --------------------------------------------------------------------------------

sley_future *sley_future_new(sley_task *task, const sley_type *elem, const sley_site *site)
{
    sley_future *f = sley__alloc(sizeof *f + (elem ? elem->size : 0));
    memset(f, 0, sizeof *f);
    f->base.refs = 1;
    f->base.executor = task->base.executor;
    f->elem = elem;
    f->site = site;
    full(task->base.executor)->blocks++;
    return f;
}

sley_status sley_future_set(sley_task *task, sley_future *f, void *value)
{
    if (f->base.outcome != SLEY_UNFINISHED) {
        if (f->elem) sley_type_drop(f->elem, value);
        return throw_simple(task, &sley_error_already_done);
    }
    if (f->elem) memcpy(sley_future_value(f), value, f->elem->size);
    sley__awaitable_end(&f->base, SLEY_FINISHED);
    return SLEY_OK;
}

sley_status sley_future_fail(sley_task *task, sley_future *f, sley_error *error)
{
    if (f->base.outcome != SLEY_UNFINISHED) {
        sley_error_release(error);
        return throw_simple(task, &sley_error_already_done);
    }
    f->base.error = error;
    sley__awaitable_end(&f->base, SLEY_FAILED);
    return SLEY_OK;
}

bool sley_future_cancel(sley_future *f)
{
    if (f->base.outcome != SLEY_UNFINISHED) return false;
    sley__awaitable_end(&f->base, SLEY_STOPPED);
    return true;
}

sley_status sley_future_result(sley_task *task, sley_future *f, void *result)
{
    return sley__awaitable_result(task, &f->base, result);
}

sley_status sley_future_error(sley_task *task, sley_future *f, sley_error **error)
{
    return sley__awaitable_error(task, &f->base, error);
}

void sley_future_on_done(sley_future *f, sley_closure *fn)
{
    sley__awaitable_on_done(&f->base, fn);
}

int64_t sley_future_remove_on_done(sley_future *f, sley_closure *fn)
{
    return sley__awaitable_remove_on_done(&f->base, fn);
}

void sley_future_print(sley_text *out, const sley_future *f)
{
    static const char *const states[] = {"pending", "finished", "failed", "cancelled"};
    sley_text_put_cstr(out, "<future ");
    sley_text_put_cstr(out, states[f->base.outcome]);
    if (f->base.outcome == SLEY_FINISHED && f->elem && f->elem->print) {
        sley_text_put_cstr(out, " ");
        sley_type_print(f->elem, out, f + 1);
    } else if (f->base.outcome == SLEY_FAILED) {
        sley_text_put_cstr(out, " ");
        sley__error_message(f->base.error, out);
    }
    sley_text_put_cstr(out, ">");
}

static void future_retain_at(void *place)
{
    sley_future_retain(*(sley_future **)place);
}

static void future_release_at(void *place)
{
    sley_future_release(*(sley_future **)place);
}

static bool same_at(const void *a, const void *b)
{
    return *(void *const *)a == *(void *const *)b;
}

static void future_print_at(sley_text *out, const void *place)
{
    sley_future_print(out, *(sley_future *const *)place);
}

const sley_type sley_type_future = {
    .name = "future",
    .size = sizeof(sley_future *),
    .align = sizeof(sley_future *),
    .niche = 1,
    .retain = future_retain_at,
    .release = future_release_at,
    .equal = same_at,
    .print = future_print_at,
};
