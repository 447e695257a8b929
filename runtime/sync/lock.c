// SPDX-License-Identifier: MIT
// lock.c - Lock, mutex, RLock, RWLock.
#include "base/plant.h"
#include "sync/sync.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

// ---- Lock -----------------------------------------------------------------------------------

static sley_lock *lock_of(sley_sync *s)
{
    return container_of(s, sley_lock, base);
}

static const sley_lock *as_lock(const sley_sync *s)
{
    return (const sley_lock *)(const void *)s;
}

static bool lock_take(sley_sync *s, sley_task *task)
{
    sley_lock *l = lock_of(s);
    if (l->held) return false;
    assert(!s->line); // I1
    l->held = true;
    sley__hold(&l->holder, task);
    return true;
}

static void lock_granted(sley_sync *s, sley_task *task)
{
    sley__hold(&lock_of(s)->holder, task);
}

static void lock_state(const sley_sync *s, char *out, size_t cap)
{
    if (as_lock(s)->held) sley__sync_holder_text(full(s->executor), &as_lock(s)->holder, out, cap);
    else snprintf(out, cap, ", free");
}

static const sley_holder *lock_holder(const sley_sync *s)
{
    return as_lock(s)->held ? &as_lock(s)->holder : NULL;
}

static void lock_share(sley_sync *s, sley_sync *core)
{
    lock_of(s)->held = true;
    sley__sync_far_move_plain(s, core);
}

static const sley_sync_face lock_face = {
    .name = "Lock",
    .verb = SYNC_ACQUIRE,
    .take = lock_take,
    .granted = lock_granted,
    .state = lock_state,
    .holder = lock_holder,
    .size = sizeof(sley_lock),
    .share = lock_share,
};

sley_lock *sley_lock_new(sley_executor *e, const sley_site *site)
{
    return sley__sync_new(e, &lock_face, sizeof(sley_lock), site);
}

bool sley_lock_try_acquire(sley_lock *l)
{
    if (SLEY_LIKELY(!l->base.core)) return lock_take(&l->base, sley_here_task());
    bool got = lock_take(sley__sync_far_enter(&l->base), sley_here_task());
    sley__far_unguard();
    return got;
}

static inline sley_status unlock(sley_task *task, sley_lock *l)
{
    if (!l->held) return sley__awaitable_throw(task, &sley_error_not_locked);
    if (l->base.line && !PLANTED(2)) sley__sync_grant(&l->base);
    else l->held = false;
    return SLEY_OK;
}

// Apart, so that the way of one loop stays short.
NOINLINE static sley_status unlock_far(sley_task *task, sley_lock *l)
{
    sley_status st = unlock(task, sley__sync_far_enter(&l->base));
    sley__far_unguard();
    return st;
}

sley_status sley_lock_unlock(sley_task *task, sley_lock *l)
{
    return SLEY_UNLIKELY(l->base.core) ? unlock_far(task, l) : unlock(task, l);
}

void sley__lock_exit_rarely(sley_lock *l, const sley_site *site)
{
    if (SLEY_UNLIKELY(l->base.core)) {
        if (unlock_far(sley_here_task(), l) == SLEY_OK) return;
    } else if (l->held) {
        unlock(NULL, l); // which throws nothing
        return;
    }
    sley_panic(site, "the block has released the lock that it was given");
}

SYNC_TYPE(lock, "Lock");

// ---- mutex ----------------------------------------------------------------------------------

static sley_mutex *mutex_of(sley_sync *s)
{
    return container_of(lock_of(s), sley_mutex, lock);
}

static void isolate_value(sley_mutex *m)
{
    sley__sync_far_isolate_now(m->type, sley_mutex_value(m), m->lock.base.site);
}

static void mutex_share(sley_sync *s, sley_sync *core)
{
    isolate_value(mutex_of(core));
    lock_share(s, core);
}

static void mutex_free_core(sley_sync *core)
{
    sley_type_drop(mutex_of(core)->type, mutex_of(core)->value);
}

void sley__lock_mutex_leave(sley_mutex *m)
{
    isolate_value(m);
}

static const sley_sync_face mutex_face = {
    .name = "mutex",
    .verb = SYNC_ACQUIRE,
    .take = lock_take,
    .granted = lock_granted,
    .state = lock_state,
    .holder = lock_holder,
    .size = sizeof(sley_mutex),
    .share = mutex_share,
    .free = mutex_free_core,
};

size_t sley__lock_mutex_size(const sley_sync *s)
{
    return s->face == &mutex_face ? ((const sley_mutex *)(const void *)s)->type->size : 0;
}

sley_mutex *sley_mutex_new(sley_executor *e, const sley_type *type, const void *value,
                           const sley_site *site)
{
    sley_mutex *m = sley__sync_new(e, &mutex_face, sizeof *m + type->size, site);
    m->type = type;
    sley_type_copy(type, m->value, value);
    return m;
}

void sley_mutex_free(sley_mutex *m)
{
    if (!m->lock.base.core) sley_type_drop(m->type, m->value);
    sley__sync_free(&m->lock.base);
}

SYNC_TYPE(mutex, "mutex");

// ---- RLock ----------------------------------------------------------------------------------

static sley_rlock *rlock_of(sley_sync *s)
{
    return container_of(s, sley_rlock, base);
}

static const sley_rlock *as_rlock(const sley_sync *s)
{
    return (const sley_rlock *)(const void *)s;
}

static bool rlock_take(sley_sync *s, sley_task *task)
{
    sley_rlock *l = rlock_of(s);
    if (l->count > 0 && !sley__holds(&l->holder, task)) return false;
    l->count++;
    sley__hold(&l->holder, task);
    return true;
}

static void rlock_granted(sley_sync *s, sley_task *task)
{
    rlock_of(s)->count = 1;
    sley__hold(&rlock_of(s)->holder, task);
}

static void rlock_state(const sley_sync *s, char *out, size_t cap)
{
    const sley_rlock *l = as_rlock(s);
    if (l->count > 0) sley__sync_holder_text(full(s->executor), &l->holder, out, cap);
    else snprintf(out, cap, ", free");
}

static const sley_holder *rlock_holder(const sley_sync *s)
{
    return as_rlock(s)->count > 0 ? &as_rlock(s)->holder : NULL;
}

static void rlock_share(sley_sync *s, sley_sync *core)
{
    rlock_of(s)->count = 1;
    rlock_of(s)->holder = (sley_holder){0};
    sley__sync_far_move_plain(s, core);
}

static const sley_sync_face rlock_face = {
    .name = "RLock",
    .verb = SYNC_ACQUIRE,
    .take = rlock_take,
    .granted = rlock_granted,
    .state = rlock_state,
    .holder = rlock_holder,
    .size = sizeof(sley_rlock),
    .share = rlock_share,
};

sley_rlock *sley_rlock_new(sley_executor *e, const sley_site *site)
{
    return sley__sync_new(e, &rlock_face, sizeof(sley_rlock), site);
}

bool sley_rlock_try_acquire(sley_rlock *l)
{
    if (SLEY_LIKELY(!l->base.core)) return rlock_take(&l->base, sley_here_task());
    bool got = rlock_take(sley__sync_far_enter(&l->base), sley_here_task());
    sley__far_unguard();
    return got;
}

sley_status sley_rlock_unlock(sley_task *task, sley_rlock *l)
{
    if (SLEY_UNLIKELY(l->base.core)) {
        sley_status st = sley_rlock_unlock(task, sley__sync_far_enter(&l->base));
        sley__far_unguard();
        return st;
    }
    if (l->count == 0) return sley__awaitable_throw(task, &sley_error_not_locked);
    if (!sley__holds(&l->holder, task)) return sley__awaitable_throw(task, &sley_error_not_owner);
    if (--l->count == 0 && l->base.line) sley__sync_grant(&l->base);
    return SLEY_OK;
}

void sley_rlock_exit(sley_rlock *l, const sley_site *site)
{
    if (sley_rlock_unlock(sley_here_task(), l) == SLEY_OK) return;
    sley_panic(site, "the block has released the lock that it was given");
}

SYNC_TYPE(rlock, "RLock");

// ---- RWLock ---------------------------------------------------------------------------------

static const sley_rwlock *as_rwlock(const sley_sync *s)
{
    return (const sley_rwlock *)(const void *)s;
}

static void rwlock_state(const sley_sync *s, char *out, size_t cap)
{
    const sley_rwlock *l = as_rwlock(s);
    if (l->writing) sley__sync_holder_text(full(s->executor), &l->writer, out, cap);
    else if (l->readers == 0) snprintf(out, cap, ", free");
    else snprintf(out, cap, ", held by %lld reader%s", (long long)l->readers,
                  l->readers == 1 ? "" : "s");
}

static const sley_sync_face rwlock_face = {.name = "RWLock", .state = rwlock_state};

static bool read_now(sley_rwlock *l)
{
    if (l->writing || (l->base.line && !PLANTED(4))) return false;
    l->readers++;
    return true;
}

static bool write_now(sley_rwlock *l, const sley_task *task)
{
    if (l->writing || l->readers > 0 || l->base.line) return false;
    l->writing = true;
    sley__hold(&l->writer, task);
    return true;
}

static void rw_describe(sley_wait *wait, char *out, size_t cap)
{
    sley__sync_describe(container_of(wait, sley_waiter, base)->object, out, cap);
}

static sley_task *rw_holder(sley_wait *wait)
{
    const sley_rwlock *l = container_of(wait, sley_waiter, base)->object;
    return l->writing ? sley__sync_holder_find(full(l->base.executor), &l->writer) : NULL;
}

static void rw_done(sley_wait *wait)
{
    sley__claim(wait, SLEY_OK);
}

static void rw_unlink(sley_wait *wait)
{
    sley_waiter *w = container_of(wait, sley_waiter, base);
    sley_rwlock *l = w->object;
    if (w->next) sley__line_remove(&l->base.line, w);
}

static void rw_left(sley_wait *wait);

static sley_status read_attempt(sley_task *task, sley_wait *wait)
{
    (void)task;
    return read_now(container_of(wait, sley_waiter, base)->object) ? SLEY_OK : SLEY_PENDING;
}

static sley_status write_attempt(sley_task *task, sley_wait *wait)
{
    return write_now(container_of(wait, sley_waiter, base)->object, task) ? SLEY_OK : SLEY_PENDING;
}

static void rw_arm(sley_wait *wait)
{
    sley_waiter *w = container_of(wait, sley_waiter, base);
    sley__line_add(&((sley_rwlock *)w->object)->base.line, w);
}

static const sley_wait_kind read_kind = {
    .name = "acquire_read",
    .unlink = rw_unlink,
    .done = rw_done,
    .drop = rw_left,
    .attempt = read_attempt,
    .arm = rw_arm,
    .describe = rw_describe,
    .holder = rw_holder,
};

static const sley_wait_kind write_kind = {
    .name = "acquire_write",
    .unlink = rw_unlink,
    .done = rw_done,
    .drop = rw_left,
    .attempt = write_attempt,
    .arm = rw_arm,
    .describe = rw_describe,
    .holder = rw_holder,
};

// Those at the head of the line that can have it: one writer, or all readers up to a writer.
static void admit(sley_rwlock *l)
{
    while (l->base.line && !l->writing) {
        sley_waiter *w = l->base.line;
        bool writes = w->base.kind == &write_kind;
        if (writes && l->readers > 0) return;
        sley__line_remove(&l->base.line, w);
        if (writes) {
            l->writing = true;
            sley__hold(&l->writer, w->base.task);
        } else {
            l->readers++;
        }
        rw_done(&w->base);
    }
}

// A waiter left the line: a writer that goes may have held up readers.
static void rw_left(sley_wait *wait)
{
    if (!PLANTED(3)) admit(container_of(wait, sley_waiter, base)->object);
}

static sley_status rw_wait(sley_task *task, sley_frame *self, sley_waiter *w, sley_rwlock *l,
                           bool got, const sley_wait_kind *kind)
{
    if (got) return sley__end(task, self, SLEY_OK);
    if (sley__is_cancelled(task)) return sley__wait_stop(task, self);
    return sley__stand_in(task, self, w, kind, &l->base.line, l, NULL);
}

sley_status sley_rwlock_acquire_read(sley_task *task, sley_frame *self, sley_waiter *w,
                                     sley_rwlock *l)
{
    if (sley__must_stop(task)) return sley__wait_stop(task, self);
    return rw_wait(task, self, w, l, read_now(l), &read_kind);
}

sley_status sley_rwlock_acquire_write(sley_task *task, sley_frame *self, sley_waiter *w,
                                      sley_rwlock *l)
{
    if (sley__must_stop(task)) return sley__wait_stop(task, self);
    return rw_wait(task, self, w, l, write_now(l, task), &write_kind);
}

void sley_arm_rwlock_acquire_read(sley_waiter *arm, sley_rwlock *l)
{
    sley__arm_set(arm, &read_kind, l, NULL);
}

void sley_arm_rwlock_acquire_write(sley_waiter *arm, sley_rwlock *l)
{
    sley__arm_set(arm, &write_kind, l, NULL);
}

bool sley_rwlock_try_acquire_read(sley_rwlock *l)
{
    return read_now(l);
}

bool sley_rwlock_try_acquire_write(sley_rwlock *l)
{
    return write_now(l, sley_here_task());
}

sley_status sley_rwlock_release_read(sley_task *task, sley_rwlock *l)
{
    if (l->readers == 0) return sley__awaitable_throw(task, &sley_error_not_locked);
    l->readers--;
    admit(l);
    return SLEY_OK;
}

sley_status sley_rwlock_release_write(sley_task *task, sley_rwlock *l)
{
    if (!l->writing) return sley__awaitable_throw(task, &sley_error_not_locked);
    l->writing = false;
    admit(l);
    return SLEY_OK;
}

sley_rwlock *sley_rwlock_new(sley_executor *e, const sley_site *site)
{
    return sley__sync_new(e, &rwlock_face, sizeof(sley_rwlock), site);
}

void sley_rwlock_exit_read(sley_rwlock *l, const sley_site *site)
{
    if (l->readers == 0) sley_panic(site, "the block has released the lock that it was given");
    sley_rwlock_release_read(sley_here_task(), l);
}

void sley_rwlock_exit_write(sley_rwlock *l, const sley_site *site)
{
    sley_task *task = sley_here_task();
    if (!l->writing || !sley__holds(&l->writer, task)) {
        sley_panic(site, "the block has released the lock that it was given");
    }
    sley_rwlock_release_write(task, l);
}

SYNC_TYPE(rwlock, "RWLock");
SYNC_TYPE(rwlock_reader, "RWLock.Read");
SYNC_TYPE(rwlock_writer, "RWLock.Write");
