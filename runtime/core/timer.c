// SPDX-License-Identifier: MIT
// timer.c - deadlines: a 4-ary heap by (deadline, order of registration); sleep, interval.
//
// T1  Each armed node knows its place: heap[w->index - 1].wait == w. index 0: not armed.
// T2  No entry comes before its parent.
// Timers fire one at a time: sley__timer_fire takes the first due one only (S8). Deadlines are
// nanoseconds and never rounded (S6); only waiting for libuv is (seam_uv.c), upwards.
#include "base/plant.h"
#include "core/internal.h"

#include <assert.h>
#include <stdlib.h>

static bool before(const timer_entry *a, const timer_entry *b)
{
    if (a->deadline != b->deadline) return a->deadline < b->deadline;
    return (a->order < b->order) != PLANTED(16);
}

static void put(executor *x, uint32_t at, timer_entry entry)
{
    x->heap[at] = entry;
    entry.wait->index = at + 1;
}

static void sift_up(executor *x, uint32_t at, timer_entry entry)
{
    while (at > 0) {
        uint32_t parent = (at - 1) / 4;
        if (!before(&entry, &x->heap[parent])) break;
        put(x, at, x->heap[parent]);
        at = parent;
    }
    put(x, at, entry);
}

static void sift_down(executor *x, uint32_t at, timer_entry entry)
{
    uint32_t count = x->hot.timer_count;
    for (;;) {
        uint32_t child = at * 4 + 1;
        if (child >= count) break;
        uint32_t end = child + 4 < count ? child + 4 : count;
        uint32_t least = child;
        for (uint32_t i = child + 1; i < end; i++) {
            if (before(&x->heap[i], &x->heap[least])) least = i;
        }
        if (!before(&x->heap[least], &entry)) break;
        put(x, at, x->heap[least]);
        at = least;
    }
    put(x, at, entry);
}

static inline void check_entry(const executor *x, uint32_t at)
{
    debug_assert(x->heap[at].wait->index == at + 1);                          // T1
    debug_assert(at == 0 || !before(&x->heap[at], &x->heap[(at - 1) / 4])); // T2
    (void)x;
    (void)at;
}

void sley__timer_check(const executor *x)
{
    for (uint32_t i = 0; i < x->hot.timer_count; i++) check_entry(x, i);
}

void sley__timer_add(sley_executor *e, sley_wait *w, int64_t deadline)
{
    executor *x = full(e);
    if (e->timer_count == x->heap_cap) {
        x->heap_cap = x->heap_cap ? x->heap_cap * 2 : 64;
        x->heap = sley__alloc_resize(x->heap, x->heap_cap * sizeof *x->heap);
    }
    assert(w->index == 0); // armed once
    if (deadline == INT64_MAX) deadline--; // which is what no timer at all has: sley__timer_next
    timer_entry entry = {deadline, ++x->timer_order, w};
    sift_up(x, e->timer_count++, entry);
    check_entry(x, w->index - 1);
}

void sley__timer_remove(sley_executor *e, sley_wait *w)
{
    executor *x = full(e);
    if (w->index == 0) return;
    uint32_t at = w->index - 1;
    assert(x->heap[at].wait == w);
    w->index = 0;
    timer_entry last = x->heap[--e->timer_count];
    if (last.wait == w) return;
    if (at > 0 && before(&last, &x->heap[(at - 1) / 4])) {
        sift_up(x, at, last);
    } else {
        sift_down(x, at, last);
    }
    check_entry(x, last.wait->index - 1);
}

bool sley__timer_fire(executor *x, int64_t now)
{
    if (x->hot.timer_count == 0 || x->heap[0].deadline > now) return false;
    sley_wait *w = x->heap[0].wait;
    sley__timer_remove(&x->hot, w);
    w->kind->done(w);
    if (PLANTED(17)) sley__timer_fire(x, now);
    return true;
}

int64_t sley__timer_next(const executor *x)
{
    return x->hot.timer_count ? x->heap[0].deadline : INT64_MAX;
}

int64_t sley__timer_deadline(const executor *x, const sley_wait *w)
{
    return w->index ? x->heap[w->index - 1].deadline : 0;
}

// ---- sleep ----------------------------------------------------------------------------------

static void sleep_done(sley_wait *w)
{
    sley__claim(w, SLEY_OK);
}

static void sleep_unlink(sley_wait *w)
{
    sley__timer_remove(w->task->base.executor, w);
}

static const sley_wait_kind sleep_kind = {
    .name = "sleep",
    .unlink = sleep_unlink,
    .done = sleep_done,
};

static sley_status sleep_to(sley_task *task, sley_frame *self, sley_wait *w, int64_t instant)
{
    if (sley__is_cancelled(task)) return sley__wait_stop(task, self);
    *w = (sley_wait){.kind = &sleep_kind, .task = task};
    sley__timer_add(task->base.executor, w, instant);
    return sley__park(task, self, w);
}

sley_status sley__timer_sleep_for(sley_task *task, sley_frame *self, sley_wait *w, int64_t duration)
{
    return sleep_to(task, self, w, sley__clock_deadline(task->base.executor, duration));
}

sley_status sley_sleep_until(sley_task *task, sley_frame *self, sley_wait *w, int64_t instant)
{
    if (instant <= sley_now(task->base.executor)) return sley_yield(task, self);
    return sleep_to(task, self, w, instant);
}

// ---- interval -------------------------------------------------------------------------------

void sley_interval_init(sley_executor *e, sley_interval *i, int64_t period, const sley_site *site)
{
    if (period <= 0) sley_panic(site, "an interval must be longer than 0s");
    *i = (sley_interval){.start = sley_now(e), .period = period};
}

// The newest tick that is due and was not given yet, or else the next one to come (S12).
sley_status sley_interval_next(sley_task *task, sley_frame *self, sley_wait *w, sley_interval *i)
{
    int64_t passed = (sley_now(task->base.executor) - i->start) / i->period;
    if (sley__is_cancelled(task)) return sley__wait_stop(task, self);
    if (passed > i->ticks) {
        i->ticks = passed;
        return sley__end(task, self, SLEY_OK);
    }
    i->ticks++;
    bool ends = i->ticks > (INT64_MAX - 1 - i->start) / i->period; // beyond the end of time
    return sleep_to(task, self, w, ends ? INT64_MAX - 1 : i->start + i->ticks * i->period);
}

sley_ticker *sley_ticker_new(sley_executor *e, int64_t period, const sley_site *site)
{
    sley_ticker *t = sley__alloc(sizeof *t);
    *t = (sley_ticker){.head = {.refs = 1}, .executor = e};
    sley_interval_init(e, &t->interval, period, site);
    full(e)->blocks++;
    return t;
}

void sley_ticker_free(sley_ticker *t)
{
    full(t->executor)->blocks--;
    free(t);
}

HANDLE_TYPE(ticker, "Interval", .print = NULL);
