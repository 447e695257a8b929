// SPDX-License-Identifier: MIT
// barrier.c - Barrier: the last of n parties lets all of them go on (S67).
#include "base/plant.h"
#include "sync/sync.h"

#include <assert.h>
#include <stdio.h>

static void barrier_state(const sley_sync *s, char *out, size_t cap)
{
    const sley_barrier *b = (const sley_barrier *)(const void *)s;
    snprintf(out, cap, ", %lld of %lld parties are there%s", (long long)b->waiting,
             (long long)b->parties, b->broken ? ", broken" : "");
}

static void barrier_share(sley_sync *s, sley_sync *core);

static const sley_sync_face barrier_face = {
    .name = "Barrier",
    .verb = SYNC_WAIT,
    .state = barrier_state,
    .size = sizeof(sley_barrier),
    .share = barrier_share,
};

sley_barrier *sley_barrier_new(sley_executor *e, int64_t parties, const sley_site *site)
{
    if (parties < 1) {
        sley_panicf(site, "Barrier(%lld): it needs at least one party", (long long)parties);
    }
    sley_barrier *b = sley__sync_new(e, &barrier_face, sizeof *b, site);
    b->parties = parties;
    return b;
}

static sley_barrier *barrier_of(sley_wait *wait)
{
    return container_of(wait, sley_waiter, base)->object;
}

// All that wait go on, or get the error.
static void let_go(sley_barrier *b, bool whole)
{
    b->waiting = 0;
    while (b->base.line) {
        sley_wait *wait = &b->base.line->base;
        wait->kind->unlink(wait);
        sley__claim(wait, whole ? SLEY_OK
                                : sley__awaitable_throw(wait->task, &sley_error_broken_barrier));
    }
}

static void break_it(sley_barrier *b)
{
    b->broken = true;
    let_go(b, false);
}

static void party_done(sley_wait *wait)
{
    sley__claim(wait, SLEY_OK);
}

// A party was cancelled: it is out of the line, and the others cannot be complete any more.
static void party_left(sley_wait *wait)
{
    break_it(barrier_of(wait));
}

// The one whose time is over gets the error, too: it is in the line still.
static void limit_done(sley_wait *timer)
{
    break_it(barrier_of(&sley__timed_of(timer)->waiter.base));
}

static void describe(sley_wait *wait, char *out, size_t cap)
{
    sley__sync_describe(&barrier_of(wait)->base, out, cap);
}

static const sley_wait_kind party_kind = {
    .name = "wait",
    .unlink = sley__sync_timed_unlink,
    .done = party_done,
    .drop = party_left,
    .describe = describe,
};
static const sley_wait_kind limit_kind = {.name = "timeout", .done = limit_done};

// SLEY_PENDING: it has to wait for the others.
static sley_status come(sley_task *task, sley_barrier *b, int64_t duration, int64_t *index)
{
    bool is_last = b->waiting + 1 == b->parties;
    bool is_ready = b->broken || is_last;
    if (is_ready ? sley__must_stop(task) : sley__is_cancelled(task)) {
        break_it(b); // a party that will not come
        return SLEY_CANCELLED;
    }
    if (b->broken) return sley__awaitable_throw(task, &sley_error_broken_barrier);
    *index = PLANTED(15) ? 0 : b->waiting;
    if (is_last) {
        let_go(b, true);
        return SLEY_OK;
    }
    if (duration <= 0) {
        break_it(b);
        return sley__awaitable_throw(task, &sley_error_broken_barrier);
    }
    b->waiting++;
    return SLEY_PENDING;
}

// ---- shared by executors --------------------------------------------------------------------

static void far_unlink(sley_wait *wait)
{
    sley_waiter *w = container_of(wait, sley_waiter, base);
    if (w->next) sley__line_remove(&barrier_of(wait)->base.line, w);
}

static sley_status far_late(far_wait *f)
{
    return sley__awaitable_throw(f->at.task, &sley_error_broken_barrier);
}

static const sley_wait_kind far_party_kind = {
    .name = "wait",
    .unlink = far_unlink,
    .done = party_done,
    .left = party_left,
    .describe = describe,
};
static const far_kind party_far = {.late = far_late};

static void barrier_share(sley_sync *s, sley_sync *core)
{
    sley__sync_far_move(core, &s->line, &core->line, &party_far, &far_party_kind);
}

static sley_status come_far(sley_task *task, sley_frame *self, sley_barrier *handle,
                            int64_t duration, int64_t *index)
{
    far_wait *f = NULL;
    sley_barrier *b = sley__sync_far_enter(&handle->base);
    sley_status st = come(task, b, duration, index);
    if (st == SLEY_PENDING) {
        f = sley__far_new(task, &party_far, 1);
        sley__line_add(&b->base.line, sley__far_node(f, 0, &far_party_kind, b, index));
    }
    sley__far_unguard();
    if (!f) return sley__end(task, self, st);
    sley__far_limit(f, duration < INT64_MAX ? sley__clock_deadline(task->base.executor, duration)
                                            : INT64_MAX);
    return sley__far_park(task, self, f);
}

// ---- wait -----------------------------------------------------------------------------------

static sley_status arrive(sley_task *task, sley_frame *self, sley_timed_wait *w, sley_barrier *b,
                          int64_t duration, int64_t *index)
{
    if (SLEY_UNLIKELY(b->base.core)) return come_far(task, self, b, duration, index);
    sley_status st = come(task, b, duration, index);
    if (st != SLEY_PENDING) return sley__end(task, self, st);
    sley__sync_timed_arm(w, &party_kind, &limit_kind, &b->base.line, b, task, index, duration);
    return sley__park(task, self, &w->waiter.base);
}

sley_status sley_barrier_wait(sley_task *task, sley_frame *self, sley_timed_wait *w,
                              sley_barrier *b, int64_t *index)
{
    return arrive(task, self, w, b, INT64_MAX, index);
}

sley_status sley_barrier_wait_within(sley_task *task, sley_frame *self, sley_timed_wait *w,
                                     sley_barrier *b, int64_t duration, int64_t *index)
{
    return arrive(task, self, w, b, duration, index);
}

sley_status sley_barrier_wait_within_blocking(sley_task *task, sley_barrier *b, int64_t duration,
                                              int64_t *index)
{
    sley_timed_wait w;
    sley_blocking blocking;
    (void)task; // the one that plain code runs in, which block.c knows
    sley_task *own = sley__block_begin(&blocking);
    return sley__block_end(&blocking, arrive(own, &sley__blocked, &w, b, duration, index));
}

sley_status sley_barrier_wait_blocking(sley_task *task, sley_barrier *b, int64_t *index)
{
    return sley_barrier_wait_within_blocking(task, b, INT64_MAX, index);
}

void sley_barrier_abort(sley_barrier *b)
{
    if (SLEY_UNLIKELY(b->base.core)) {
        break_it(sley__sync_far_enter(&b->base));
        sley__far_unguard();
        return;
    }
    break_it(b);
}

void sley_barrier_reset(sley_barrier *b)
{
    if (SLEY_UNLIKELY(b->base.core)) {
        sley_barrier_reset(sley__sync_far_enter(&b->base));
        sley__far_unguard();
        return;
    }
    let_go(b, false);
    b->broken = false;
}

SYNC_TYPE(barrier, "Barrier");
