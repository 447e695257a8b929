// SPDX-License-Identifier: MIT
// callback.c - plain functions that the loop calls: call_soon, call_later, call_at, on_done.
//
// A handle is WAITS (for its time, or for something to end), READY (in the ring) or OVER. The
// runtime owns one reference while it is WAITS or READY. A callback is made ready at most once and
// run by sched.c only.
#include "core/internal.h"

#include <assert.h>
#include <stdlib.h>

static void make_ready(sley_handle *h)
{
    assert(h->state == SLEY_HANDLE_WAITS && h->fn && h->timer.index == 0);
    h->state = SLEY_HANDLE_READY;
    sley__ring_push(h->executor, (uintptr_t)h | 1);
}

static void handle_done(sley_wait *w)
{
    make_ready(container_of(w, sley_handle, timer));
}

static void handle_unlink(sley_wait *w)
{
    sley__timer_remove(container_of(w, sley_handle, timer)->executor, w);
}

const sley_wait_kind sley__handle_kind = {
    .name = "callback",
    .unlink = handle_unlink,
    .done = handle_done,
};

// Two references: the caller's and the runtime's.
sley_handle *sley__callback_new(sley_executor *e, sley_closure *fn, const sley_site *site)
{
    sley_handle *h = sley__alloc(sizeof *h);
    memset(h, 0, sizeof *h);
    h->timer.kind = &sley__handle_kind;
    h->executor = e;
    h->refs = 2;
    h->fn = sley_closure_retain(fn);
    h->site = site;
    h->vars = sley__var_here(e);
    h->state = SLEY_HANDLE_WAITS;
    full(e)->blocks++;
    full(e)->handles++;
    sley__ring_reserve(e);
    return h;
}

void sley__callback_ready(sley_handle *h)
{
    make_ready(h);
}

sley_handle *sley_call_soon(sley_executor *e, sley_closure *fn, const sley_site *site)
{
    sley_handle *h = sley__callback_new(e, fn, site);
    make_ready(h);
    return h;
}

sley_handle *sley_call_at(sley_executor *e, int64_t instant, sley_closure *fn,
                          const sley_site *site)
{
    sley_handle *h = sley__callback_new(e, fn, site);
    h->when = instant;
    sley__timer_add(e, &h->timer, instant);
    return h;
}

sley_handle *sley_call_later(sley_executor *e, int64_t duration, sley_closure *fn,
                             const sley_site *site)
{
    return sley_call_at(e, sley__clock_deadline(e, duration), fn, site);
}

static void let_go(sley_handle *h)
{
    sley_closure_release(h->fn);
    h->fn = NULL;
    sley__var_release(h->vars);
    h->vars = NULL;
    if (h->argument) sley__awaitable_release(h->argument);
    h->argument = NULL;
    h->state = SLEY_HANDLE_OVER;
}

// A READY one stays in the ring, empty, and is passed over.
bool sley_handle_cancel(sley_handle *h)
{
    if (h->state == SLEY_HANDLE_OVER) return false;
    bool waits = h->state == SLEY_HANDLE_WAITS;
    sley__timer_remove(h->executor, &h->timer);
    let_go(h);
    if (waits) sley_handle_release(h);
    return true;
}

void sley_handle_free(sley_handle *h)
{
    assert(h->state == SLEY_HANDLE_OVER);
    full(h->executor)->blocks--;
    full(h->executor)->handles--;
    h->executor->ring_users--;
    free(h);
}

static sley_status call(executor *x, sley_closure *fn, void *argument)
{
    bool throws = (fn->head.flags & SLEY_CLOSURE_THROWS) != 0;
    if (argument && throws) {
        return ((sley_status(*)(sley_closure *, sley_task *, void *))fn->code)(fn, &x->own,
                                                                               argument);
    }
    if (throws) return ((sley_status(*)(sley_closure *, sley_task *))fn->code)(fn, &x->own);
    if (argument) {
        ((void (*)(sley_closure *, void *))fn->code)(fn, argument);
    } else {
        ((void (*)(sley_closure *))fn->code)(fn);
    }
    return SLEY_OK;
}

void sley__callback_run(executor *x, sley_handle *h)
{
    if (h->state == SLEY_HANDLE_READY) {
        x->hot.current = &x->own;
        x->hot.credits = x->hot.step_credits;
        sley_closure *fn = sley_closure_retain(h->fn);
        sley_awaitable *argument = h->argument;
        if (argument) argument->refs++;
        sley_vars *outside = sley__var_swap(&x->own, h->vars);
        h->vars = NULL;
        let_go(h);
        const sley_site *outer = x->callback; // of a callback that runs the loop itself
        x->callback = h->site;
        sley_status st = call(x, fn, argument);
        sley_closure_release(fn);
        sley__awaitable_release(argument);
        if (st == SLEY_ERROR) {
            sley_error *error = sley_catch(&x->own);
            sley__unhandled(x, "a callback", NULL, error, h->site);
            sley_error_release(error);
        }
        x->callback = outer;
        sley__var_release(sley__var_swap(&x->own, outside));
    }
    sley_handle_release(h);
}

HANDLE_TYPE(handle, "handle", .print = NULL);
