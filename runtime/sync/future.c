// SPDX-License-Identifier: MIT
// future.c - futures: an outcome that the program sets.
#include "sync/internal.h"

#include <stdlib.h>

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
        return sley__awaitable_throw(task, &sley_error_already_done);
    }
    if (f->elem) memcpy(sley_future_value(f), value, f->elem->size);
    sley__awaitable_end(&f->base, SLEY_FINISHED);
    return SLEY_OK;
}

sley_status sley_future_fail(sley_task *task, sley_future *f, sley_error *error)
{
    if (f->base.outcome != SLEY_UNFINISHED) {
        sley_error_release(error);
        return sley__awaitable_throw(task, &sley_error_already_done);
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

// ---- as the core sees a future --------------------------------------------------------------

static const sley_future *as_future(const sley_awaitable *a)
{
    return (const sley_future *)(const void *)a;
}

static const sley_type *type_of(const sley_awaitable *a)
{
    return as_future(a)->elem;
}

static void *value_of(sley_awaitable *a)
{
    return sley_future_value((sley_future *)(void *)a);
}

static const sley_site *site_of(const sley_awaitable *a)
{
    return as_future(a)->site;
}

static bool cancel_it(sley_awaitable *a)
{
    return sley_future_cancel((sley_future *)(void *)a);
}

static void free_future(void *object)
{
    sley_future *f = object;
    executor *x = full(f->base.executor);
    if (f->base.outcome == SLEY_FAILED) {
        if (!(f->base.flags & SLEY_SEEN))
            sley__unhandled(x, "a future", NULL, f->base.error, f->site);
        sley_error_release(f->base.error);
    } else if (f->base.outcome == SLEY_FINISHED && f->elem) {
        sley_type_drop(f->elem, sley_future_value(f));
    }
    x->blocks--;
    // Callbacks of a future that can no longer be resolved.
    while (f->base.waiters) {
        sley_waiter *w = f->base.waiters;
        sley__line_remove(&f->base.waiters, w);
        if (w->base.kind->drop) w->base.kind->drop(&w->base);
    }
    free(f);
}

void sley__future_free(sley_future *f)
{
    assert(full(f->base.executor)->blocks > 0 && f->base.refs == 0);
    sley__free_holder(f, free_future);
}

static void free_it(sley_awaitable *a)
{
    sley__future_free((sley_future *)(void *)a);
}

const future_face sley__future_face = {
    .type = type_of,
    .value = value_of,
    .site = site_of,
    .cancel = cancel_it,
    .free = free_it,
};

// ---- what a handle tells --------------------------------------------------------------------

sley_status sley_future_result(sley_task *task, sley_future *f, void *result)
{
    return sley__awaitable_result(task, &f->base, result);
}

sley_status sley_future_error(sley_task *task, sley_future *f, sley_error **error)
{
    return sley__awaitable_error(task, &f->base, error);
}

void sley_future_on_done(sley_future *f, sley_closure *fn, const sley_site *site)
{
    sley__awaitable_on_done(&f->base, fn, NULL, site);
}

void sley_future_on_done_in(sley_future *f, sley_closure *fn, const sley_context *context,
                            const sley_site *site)
{
    sley__awaitable_on_done(&f->base, fn, context, site);
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

static void future_print_at(sley_text *out, const void *place)
{
    sley_future_print(out, *(sley_future *const *)place);
}

HANDLE_TYPE(future, "future", .print = future_print_at);
