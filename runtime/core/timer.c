// SPDX-License-Identifier: MIT
// timer.c - deadlines, by (deadline, order of registration); sleep, interval.
//
// A few are in a 4-ary heap. When there are many, those that are not due within the tick go to a
// wheel, which takes and gives back each in constant time, and without a look at the others.
//
// T1  Each armed node knows its place: heap[w->index - 1].wait == w, or the wheel's W3. index 0:
//     not armed.
// T2  No entry of the heap comes before its parent.
// Timers fire one at a time: sley__timer_fire takes the first due one only (S8). Deadlines are
// nanoseconds and never rounded (S6); only waiting for libuv is (seam_uv.c), upwards.
#include "base/plant.h"
#include "core/wheel.h"

#include <assert.h>
#include <stdlib.h>

enum { FEW = 64 }; // that are kept in the heap, whatever their deadlines are

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
    uint32_t count = x->heap_count;
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
    debug_assert(x->heap[at].wait->index == at + 1);                        // T1
    debug_assert(at == 0 || !before(&x->heap[at], &x->heap[(at - 1) / 4])); // T2
    (void)x;
    (void)at;
}

static void heap_add(executor *x, timer_entry entry)
{
    if (x->heap_count == x->heap_cap) {
        x->heap_cap = x->heap_cap ? x->heap_cap * 2 : FEW;
        x->heap = sley__alloc_resize(x->heap, x->heap_cap * sizeof *x->heap);
    }
    sift_up(x, x->heap_count++, entry);
    check_entry(x, entry.wait->index - 1);
}

static void heap_remove(executor *x, sley_wait *w)
{
    uint32_t at = w->index - 1;
    assert(at < x->heap_count && x->heap[at].wait == w); // T1
    w->index = 0;
    timer_entry last = x->heap[--x->heap_count];
    if (last.wait == w) return;
    if (at > 0 && before(&last, &x->heap[(at - 1) / 4])) {
        sift_up(x, at, last);
    } else {
        sift_down(x, at, last);
    }
    check_entry(x, last.wait->index - 1);
}

// ---- the heap and the wheel -----------------------------------------------------------------

void sley__timer_check(const executor *x)
{
    for (uint32_t i = 0; i < x->heap_count; i++) check_entry(x, i);
    if (x->wheel) sley__wheel_check(x->wheel);
}

void sley__timer_add(sley_executor *e, sley_wait *w, int64_t deadline)
{
    executor *x = full(e);
    assert(w->index == 0); // armed once
    if (deadline == INT64_MAX) deadline--; // which is what no timer at all has: sley__timer_next
    timer_entry entry = {deadline, ++x->timer_order, w};
    e->timer_count++;
    if (x->heap_count >= FEW && !x->wheel) x->wheel = sley__wheel_new(x->seam->now(x));
    if (x->heap_count >= FEW && sley__wheel_takes(x->wheel, deadline)) {
        sley__wheel_add(x->wheel, entry);
    } else {
        heap_add(x, entry);
    }
}

void sley__timer_remove(sley_executor *e, sley_wait *w)
{
    executor *x = full(e);
    if (w->index == 0) return;
    assert(e->timer_count > 0);
    e->timer_count--;
    if (w->index & WHEEL_INDEX) {
        sley__wheel_remove(x->wheel, w);
    } else {
        heap_remove(x, w);
    }
}

bool sley__timer_fire(executor *x, int64_t now)
{
    const timer_entry *first = x->heap_count ? &x->heap[0] : NULL;
    if (x->wheel) {
        sley__wheel_advance(x->wheel, now);
        const timer_entry *of_run = sley__wheel_first(x->wheel);
        if (of_run && (!first || before(of_run, first))) first = of_run;
    }
    if (!first || first->deadline > now) return false;
    sley_wait *w = first->wait;
    sley__timer_remove(&x->hot, w);
    w->kind->done(w);
    if (PLANTED(17)) sley__timer_fire(x, now);
    return true;
}

// The clock is read only when nothing was due when it was read last.
bool sley__timer_due(executor *x)
{
    if (x->hot.timer_count == 0) return false;
    if (sley__timer_fire(x, x->last_now)) return true;
    x->last_now = x->seam->now(x);
    return sley__timer_fire(x, x->last_now);
}

int64_t sley__timer_next(const executor *x)
{
    int64_t first = x->heap_count ? x->heap[0].deadline : INT64_MAX;
    int64_t of_wheel = x->wheel ? sley__wheel_next(x->wheel) : INT64_MAX;
    return of_wheel < first ? of_wheel : first;
}

int64_t sley__timer_deadline(const executor *x, const sley_wait *w)
{
    if (w->index & WHEEL_INDEX) return sley__wheel_entry(x->wheel, w)->deadline;
    return w->index ? x->heap[w->index - 1].deadline : 0;
}

sley_wait *sley__timer_find(const executor *x, const sley_wait_kind *kind)
{
    for (uint32_t i = 0; i < x->heap_count; i++) {
        if (x->heap[i].wait->kind == kind) return x->heap[i].wait;
    }
    return x->wheel ? sley__wheel_find(x->wheel, kind) : NULL;
}

sley_wait *sley__timer_first_of(const executor *x, const sley_task *task)
{
    const timer_entry *first = x->wheel ? sley__wheel_first_of(x->wheel, task) : NULL;
    for (uint32_t i = 0; i < x->heap_count; i++) {
        const timer_entry *at = &x->heap[i];
        if (at->wait->task == task && (!first || before(at, first))) first = at;
    }
    return first ? first->wait : NULL;
}

void sley__timer_close(executor *x)
{
    free(x->heap);
    sley__wheel_free(x->wheel);
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
