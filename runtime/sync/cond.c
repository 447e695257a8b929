// SPDX-License-Identifier: MIT
// cond.c - Condition: waiting for a notification, with the lock given back meanwhile.
//
// A waiter is in one of two lines. `locking` is false: in the condition's, to be notified. Else: in
// the lock's, and `st` is what the wait ends with once it has the lock. It goes from the first to
// the second by a notification, its timeout or a cancellation, and never runs in between: so the
// notifier's next lines come first, and no one is woken only to find the lock taken.
#include "base/plant.h"
#include "sync/sync.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

static void cond_state(const sley_sync *s, char *out, size_t cap)
{
    const sley_cond *c = (const sley_cond *)(const void *)s;
    if (c->notified == 0) snprintf(out, cap, ", never notified");
    else snprintf(out, cap, ", notified %llu times", (unsigned long long)c->notified);
}

static const sley_sync_face cond_face = {
    .name = "Condition", .verb = SYNC_WAIT, .state = cond_state};

static sley_cond *make(sley_executor *e, sley_lock *l, const sley_site *site)
{
    sley_cond *c = sley__sync_new(e, &cond_face, sizeof *c, site);
    c->lock = l;
    return c;
}

sley_cond *sley_cond_new(sley_executor *e, const sley_site *site)
{
    return make(e, sley_lock_new(e, site), site);
}

sley_cond *sley_cond_of(sley_executor *e, sley_lock *l, const sley_site *site)
{
    return make(e, sley_lock_retain(l), site);
}

sley_cond *sley_cond_of_mutex(sley_executor *e, sley_mutex *m, const sley_site *site)
{
    sley_cond *c = make(e, &m->lock, site);
    c->mutex = sley_mutex_retain(m);
    return c;
}

sley_status sley_cond_value(sley_task *task, sley_cond *c, void *value)
{
    if (!c->lock->held) return sley__awaitable_throw(task, &sley_error_not_locked);
    sley_type_copy(c->mutex->type, value, c->mutex->value);
    return SLEY_OK;
}

void sley_cond_free(sley_cond *c)
{
    if (c->mutex) sley_mutex_release(c->mutex);
    else sley_lock_release(c->lock);
    sley__sync_free(&c->base);
}

SYNC_TYPE(cond, "Condition");

// ---- waiting --------------------------------------------------------------------------------

static sley_cond_wait *node_of(sley_wait *wait)
{
    return container_of(wait, sley_cond_wait, waiter.base);
}

static sley_cond *cond_of(const sley_cond_wait *w)
{
    return w->waiter.object;
}

static void unlink_node(sley_wait *wait)
{
    sley_cond_wait *w = node_of(wait);
    sley_cond *c = cond_of(w);
    sley__timer_remove(c->base.executor, &w->timer);
    if (w->waiter.next) {
        sley__line_remove(w->locking ? &c->lock->base.line : &c->base.line, &w->waiter);
    }
}

// It has the lock.
static void has_lock(sley_wait *wait)
{
    sley__claim(wait, (sley_status)node_of(wait)->st);
}

// Out of the condition's line; to end with `st` as soon as it has the lock.
static void go_lock(sley_cond_wait *w, sley_status st, bool in_time)
{
    sley_lock *l = cond_of(w)->lock;
    assert(!w->locking);
    unlink_node(&w->waiter.base);
    if (w->waiter.place) *(bool *)w->waiter.place = in_time;
    w->locking = true;
    w->st = (uint8_t)st;
    sley__line_add(&l->base.line, &w->waiter);
    if (!l->held) {
        l->held = true;
        sley__sync_grant(&l->base);
    }
}

// Cancelled, it needs the lock all the same; one that was notified keeps that (S38).
static void cancel_node(sley_wait *wait)
{
    if (!node_of(wait)->locking) go_lock(node_of(wait), SLEY_CANCELLED, false);
}

static void limit_done(sley_wait *timer)
{
    go_lock(container_of(timer, sley_cond_wait, timer), SLEY_OK, false);
}

static void describe(sley_wait *wait, char *out, size_t cap)
{
    const sley_cond_wait *w = node_of(wait);
    sley__sync_describe(w->locking ? &cond_of(w)->lock->base : &cond_of(w)->base, out, cap);
}

static sley_task *holder(sley_wait *wait)
{
    const sley_cond_wait *w = node_of(wait);
    const sley_lock *l = cond_of(w)->lock;
    return w->locking && l->held ? sley__sync_holder_find(full(l->base.executor), &l->holder)
                                 : NULL;
}

static const sley_wait_kind wait_kind = {
    .name = "wait",
    .unlink = unlink_node,
    .done = has_lock,
    .cancel = cancel_node,
    .describe = describe,
    .holder = holder,
};
static const sley_wait_kind limit_kind = {.name = "timeout", .done = limit_done};

static sley_status stand(sley_task *task, sley_frame *self, sley_cond_wait *w, sley_cond *c,
                         int64_t duration, bool *in_time)
{
    if (sley__must_stop(task)) return sley__wait_stop(task, self);
    if (!c->lock->held)
        return sley__end(task, self, sley__awaitable_throw(task, &sley_error_not_locked));
    if (sley__is_cancelled(task)) return sley__wait_stop(task, self);
    w->locking = false;
    w->timer = (sley_wait){.kind = &limit_kind, .task = task};
    sley__waiter_init(&w->waiter, &wait_kind, task, c, in_time);
    sley__line_add(&c->base.line, &w->waiter);
    if (duration < INT64_MAX) {
        sley__timer_add(c->base.executor, &w->timer,
                        sley__clock_deadline(c->base.executor, duration));
    }
    (void)sley_lock_unlock(task, c->lock); // it is held
    return sley__park(task, self, &w->waiter.base);
}

sley_status sley_cond_wait_notified(sley_task *task, sley_frame *self, sley_cond_wait *w,
                                    sley_cond *c)
{
    return stand(task, self, w, c, INT64_MAX, NULL);
}

sley_status sley_cond_wait_within(sley_task *task, sley_frame *self, sley_cond_wait *w,
                                  sley_cond *c, int64_t duration, bool *in_time)
{
    return stand(task, self, w, c, duration < INT64_MAX ? duration : INT64_MAX - 1, in_time);
}

sley_status sley_cond_notify(sley_task *task, sley_cond *c, int64_t count)
{
    if (!c->lock->held) return sley__awaitable_throw(task, &sley_error_not_locked);
    c->notified++;
    for (; count > PLANTED(14) && c->base.line; count--) {
        go_lock(container_of(c->base.line, sley_cond_wait, waiter), SLEY_OK, true);
    }
    return SLEY_OK;
}

sley_status sley_cond_notify_all(sley_task *task, sley_cond *c)
{
    return sley_cond_notify(task, c, INT64_MAX);
}

// ---- wait_until -----------------------------------------------------------------------------

enum { UNTIL_STARTS, UNTIL_WAITS, UNTIL_ENDS };

SLEY_EXPORT_FN(sley_cond_wait_until, "Condition.wait_until", "", 0, 160,
               {0, UNTIL_WAITS, 0, "wait"});

void sley_cond_wait_until__begin(sley_cond_wait_until__frame *f, sley_frame *caller, sley_cond *c,
                                 sley_closure *pred, sley_opt_duration limit)
{
    sley_frame_init(&f->base, caller, &sley_cond_wait_until__fn);
    f->a_cond = c;
    f->a_pred = pred;
    f->a_limit = limit;
    f->in_time = true;
}

// It need not wait, but may have to give way (wait.h).
static sley_status until_ends(sley_task *task, sley_frame *self, sley_status st)
{
    self->state = UNTIL_ENDS;
    return sley__end(task, self, st);
}

static bool ask(sley_closure *pred)
{
    return ((bool (*)(sley_closure *))pred->code)(pred);
}

sley_status sley_cond_wait_until__resume(sley_task *task, sley_frame *self, sley_status st)
{
    sley_cond_wait_until__frame *f = container_of(self, sley_cond_wait_until__frame, base);
    sley_cond *c = f->a_cond;
    if (st != SLEY_OK || self->state == UNTIL_ENDS) return st;
    if (self->state == UNTIL_STARTS) {
        if (sley__must_stop(task)) return sley__wait_stop(task, self);
        if (!c->lock->held)
            return until_ends(task, self, sley__awaitable_throw(task, &sley_error_not_locked));
        f->deadline = f->a_limit.some ? sley__clock_deadline(c->base.executor, f->a_limit.value)
                                      : INT64_MAX;
    }
    f->result = ask(f->a_pred);
    if (f->result) return self->state == UNTIL_STARTS ? until_ends(task, self, SLEY_OK) : SLEY_OK;
    if (!f->in_time) return SLEY_OK;
    self->state = UNTIL_WAITS;
    if (!f->a_limit.some) return stand(task, self, &f->wait, c, INT64_MAX, &f->in_time);
    int64_t left = f->deadline - sley_now(c->base.executor);
    if (left <= 0) return until_ends(task, self, SLEY_OK);
    return stand(task, self, &f->wait, c, left, &f->in_time);
}
