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

static void cond_share(sley_sync *s, sley_sync *core);
static void cond_copied(sley_sync *handle);
static void cond_dropped(sley_sync *handle);
static void cond_free_core(sley_sync *core);

static const sley_sync_face cond_face = {
    .name = "Condition",
    .verb = SYNC_WAIT,
    .state = cond_state,
    .size = sizeof(sley_cond),
    .share = cond_share,
    .copied = cond_copied,
    .dropped = cond_dropped,
    .free = cond_free_core,
};

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
    if (!sley_lock_locked(c->lock)) return sley__awaitable_throw(task, &sley_error_not_locked);
    sley_type_copy(c->mutex->type, value, sley_mutex_value(c->mutex));
    if (c->base.core) sley__sync_far_isolate_now(c->mutex->type, value, c->base.site);
    return SLEY_OK;
}

static void release_lock(const sley_cond *c)
{
    if (c->mutex) sley_mutex_release(c->mutex);
    else sley_lock_release(c->lock);
}

void sley_cond_free(sley_cond *c)
{
    release_lock(c);
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
    sley__timer_remove(wait->task->base.executor, &w->timer);
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
    bool is_known = w->locking && l->held && l->base.executor;
    return is_known ? sley__sync_holder_find(full(l->base.executor), &l->holder) : NULL;
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

// ---- shared by executors --------------------------------------------------------------------
//
// As above: first in the condition's line, then in the lock's. The outcome is noted in the wait.

static far_wait *far_of(const sley_wait *node)
{
    return container_of(node->task, far_wait, proxy);
}

static void far_unlink(sley_wait *node)
{
    sley_waiter *w = container_of(node, sley_waiter, base);
    sley_cond *c = w->object;
    if (w->next) sley__line_remove(&c->base.line, w);
}

static void far_unlink_locking(sley_wait *node)
{
    sley_waiter *w = container_of(node, sley_waiter, base);
    sley_lock *l = w->object;
    if (w->next) sley__line_remove(&l->base.line, w);
}

static void far_describe(sley_wait *node, char *out, size_t cap)
{
    sley__sync_describe(container_of(node, sley_waiter, base)->object, out, cap);
}

static void far_done(sley_wait *node)
{
    sley__claim(node, (sley_status)far_of(node)->ends);
}

static const sley_wait_kind far_wait_kind = {
    .name = "wait", .unlink = far_unlink, .done = far_done, .describe = far_describe};
static const sley_wait_kind far_locking_kind = {
    .name = "wait", .unlink = far_unlink_locking, .done = far_done, .describe = far_describe};

static void far_go_lock(far_wait *f, sley_status st, bool in_time)
{
    sley_waiter *node = &f->nodes[0];
    const sley_cond *c = node->object;
    sley_lock *l = (sley_lock *)(void *)c->lock->base.core;
    far_unlink(&node->base);
    f->ends = (uint8_t)st;
    f->in_time = in_time;
    node->base.kind = &far_locking_kind;
    node->object = l;
    sley__line_add(&l->base.line, node);
    if (!l->held) {
        l->held = true;
        sley__sync_grant(&l->base);
    }
}

static bool far_stays(far_wait *f, sley_status why)
{
    if (f->nodes[0].base.kind == &far_wait_kind) far_go_lock(f, why, false);
    return true;
}

static void far_came(far_wait *f)
{
    if (f->got) *f->got = f->in_time;
}

static const far_kind cond_far = {.stays = far_stays, .came = far_came};

static sley_status stand_far(sley_task *task, sley_frame *self, sley_cond *handle,
                             int64_t duration, bool *in_time)
{
    far_wait *f = NULL;
    sley_status st = SLEY_OK;
    if (handle->mutex && sley_lock_locked(handle->lock)) sley__lock_mutex_leave(handle->mutex);
    sley_cond *c = sley__sync_far_enter(&handle->base);
    sley_lock *l = (sley_lock *)(void *)c->lock->base.core;
    if (!l->held) {
        st = sley__awaitable_throw(task, &sley_error_not_locked);
    } else if (!sley__is_cancelled(task)) {
        f = sley__far_new(task, &cond_far, 1);
        f->got = in_time;
        sley__line_add(&c->base.line, sley__far_node(f, 0, &far_wait_kind, c, NULL));
        (void)sley_lock_unlock(task, l); // it is held
    }
    sley__far_unguard();
    if (!f) return st == SLEY_OK ? sley__wait_stop(task, self) : sley__end(task, self, st);
    sley__far_limit(f, duration < INT64_MAX ? sley__clock_deadline(task->base.executor, duration)
                                            : INT64_MAX);
    return sley__far_park(task, self, f);
}

// Another handle of the lock or mutex of `from`, which is shared, too.
static void take_lock(sley_cond *c, const sley_cond *from)
{
    const char *refused;
    sley_mutex *mutex = sley_mutex_retain(from->mutex);
    sley_lock *lock = mutex ? NULL : sley_lock_retain(from->lock);
    if (mutex) (void)sley_type_isolate(&sley_type_mutex, &mutex, &refused);
    else (void)sley_type_isolate(&sley_type_lock, &lock, &refused);
    c->mutex = mutex;
    c->lock = mutex ? &mutex->lock : lock;
}

// A waiter that was notified stands in the lock's line, and goes on as one that acquires it.
static void cond_share(sley_sync *s, sley_sync *core)
{
    sley_cond *from = (sley_cond *)(void *)s, *to = (sley_cond *)(void *)core;
    take_lock(to, from);
    while (s->line) {
        sley_cond_wait *w = container_of(s->line, sley_cond_wait, waiter);
        sley_task *task = w->waiter.base.task;
        int64_t deadline = w->timer.index
                               ? sley__timer_deadline(full(task->base.executor), &w->timer)
                               : INT64_MAX;
        unlink_node(&w->waiter.base);
        far_wait *f = sley__far_new(task, &cond_far, 1);
        f->got = w->waiter.place;
        sley__far_limit(f, deadline);
        sley__far_guard();
        sley__line_add(&core->line, sley__far_node(f, 0, &far_wait_kind, to, NULL));
        sley__far_unguard();
        sley__far_move(task, f);
    }
}

static void cond_copied(sley_sync *handle)
{
    sley_cond *c = (sley_cond *)(void *)handle;
    take_lock(c, c);
}

static void cond_dropped(sley_sync *handle)
{
    release_lock((sley_cond *)(void *)handle);
}

static void cond_free_core(sley_sync *core)
{
    release_lock((sley_cond *)(void *)core);
}

// ---- wait -----------------------------------------------------------------------------------

static sley_status stand(sley_task *task, sley_frame *self, sley_cond_wait *w, sley_cond *c,
                         int64_t duration, bool *in_time)
{
    if (sley__must_stop(task)) return sley__wait_stop(task, self);
    if (SLEY_UNLIKELY(c->base.core)) return stand_far(task, self, c, duration, in_time);
    if (!sley_lock_locked(c->lock))
        return sley__end(task, self, sley__awaitable_throw(task, &sley_error_not_locked));
    if (sley__is_cancelled(task)) return sley__wait_stop(task, self);
    w->locking = false;
    w->timer = (sley_wait){.kind = &limit_kind, .task = task};
    sley__waiter_init(&w->waiter, &wait_kind, task, c, in_time);
    sley__line_add(&c->base.line, &w->waiter);
    if (duration < INT64_MAX) {
        sley__timer_add(task->base.executor, &w->timer,
                        sley__clock_deadline(task->base.executor, duration));
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

static sley_status notify_far(sley_task *task, sley_cond *handle, int64_t count)
{
    sley_cond *c = sley__sync_far_enter(&handle->base);
    bool is_held = ((const sley_lock *)(const void *)c->lock->base.core)->held;
    if (is_held) c->notified++;
    for (; is_held && count > 0 && c->base.line; count--) {
        far_go_lock(far_of(&c->base.line->base), SLEY_OK, true);
    }
    sley__far_unguard();
    return is_held ? SLEY_OK : sley__awaitable_throw(task, &sley_error_not_locked);
}

sley_status sley_cond_notify(sley_task *task, sley_cond *c, int64_t count)
{
    if (SLEY_UNLIKELY(c->base.core)) return notify_far(task, c, count);
    if (!sley_lock_locked(c->lock)) return sley__awaitable_throw(task, &sley_error_not_locked);
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
        if (!sley_lock_locked(c->lock))
            return until_ends(task, self, sley__awaitable_throw(task, &sley_error_not_locked));
        f->deadline = f->a_limit.some ? sley__clock_deadline(task->base.executor, f->a_limit.value)
                                      : INT64_MAX;
    }
    f->result = ask(f->a_pred);
    if (f->result) return self->state == UNTIL_STARTS ? until_ends(task, self, SLEY_OK) : SLEY_OK;
    if (!f->in_time) return SLEY_OK;
    self->state = UNTIL_WAITS;
    if (!f->a_limit.some) return stand(task, self, &f->wait, c, INT64_MAX, &f->in_time);
    int64_t left = f->deadline - sley_now(task->base.executor);
    if (left <= 0) return until_ends(task, self, SLEY_OK);
    return stand(task, self, &f->wait, c, left, &f->in_time);
}

// ---- plain code -----------------------------------------------------------------------------

sley_status sley_cond_wait_within_blocking(sley_task *task, sley_cond *c, int64_t duration,
                                           bool *in_time)
{
    sley_cond_wait w;
    sley_blocking b;
    (void)task; // the one that plain code runs in, which block.c knows
    sley_task *own = sley__block_begin(&b);
    return sley__block_end(&b, stand(own, &sley__blocked, &w, c, duration, in_time));
}

sley_status sley_cond_wait_notified_blocking(sley_task *task, sley_cond *c)
{
    return sley_cond_wait_within_blocking(task, c, INT64_MAX, NULL);
}

sley_status sley_cond_wait_until_blocking(sley_task *task, sley_cond *c, sley_closure *pred,
                                          sley_opt_duration limit, bool *result)
{
    sley_cond_wait_until__frame f;
    sley_blocking b;
    (void)task;
    sley_task *own = sley__block_begin(&b);
    sley_cond_wait_until__begin(&f, &sley__blocked, c, pred, limit);
    sley_status st =
        sley__block_end(&b, sley_cond_wait_until__resume(own, &f.base, SLEY_OK));
    *result = f.result;
    return st;
}
