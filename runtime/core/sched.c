// SPDX-License-Identifier: MIT
// sched.c - the ready ring, steps, turns.
//
// A turn, which is the whole of the scheduler (S8, S9):
//
//   1. what is ready runs, oldest first, until the ring is empty or the budget is spent
//   2. budget spent: look at libuv without waiting, fire one due timer
//   3. ring empty:   fire one due timer; if none is due, wait for libuv until the next deadline
//
// A step resumes one task at its innermost frame and goes on with the callers of what completes.
// Nothing but a step and a callback runs Sley code.
#include "core/internal.h"

#include <assert.h>
#include <stdlib.h>

enum { AHEAD = 8 }; // so far ahead of the task that runs, one is fetched into the cache

// Doubles the ring; entries keep their numbers.
void sley__sched_ring_grow(sley_executor *e)
{
    assert(e->tail - e->head <= e->mask + 1);
    uint32_t mask = e->mask * 2 + 1;
    uintptr_t *bigger = sley__alloc(((size_t)mask + 1) * sizeof *bigger);
    memset(bigger, 0, ((size_t)mask + 1) * sizeof *bigger); // the scheduler prefetches ahead
    for (uint32_t at = e->head; at != e->tail; at++) bigger[at & mask] = e->ring[at & e->mask];
    free(e->ring);
    e->ring = bigger;
    e->mask = mask;
}

void sley__sched_ring_check(const sley_executor *e)
{
    assert(e->tail - e->head <= e->mask + 1 && e->tail - e->head <= e->ring_users);
    (void)e;
}

// One plain await waits, for a value that is a word, or for none.
static inline bool is_simple_join(const sley_waiter *w, const sley_type *type)
{
    bool is_word = !w->place || !type || type->size == 8;
    return w->next == w && w->base.kind == &sley__join_kind && is_word;
}

// What is nearly always so when a task ends; false: sley__task_end has to do it.
static inline bool end_simply(executor *x, sley_task *t, sley_status st)
{
    const sley_fn *fn = sley__root(t)->fn;
    sley_waiter *w = t->base.waiters;
    const sley_type *type = fn->result;
    bool is_rare = (t->base.flags & SLEY_RARE) || x->until == &t->base || fn->owned_count != 0;
    if (st != SLEY_OK || is_rare || (type && type->retain)) return false;
    if (w && !is_simple_join(w, type)) return false;
    sley__link_cut(&t->siblings);
    x->hot.ring_users--;
    t->base.outcome = SLEY_FINISHED;
    if (w) {
        t->base.waiters = NULL;
        w->next = NULL;
        if (w->place && type) {
            memcpy(w->place, (const char *)sley__root(t) + fn->result_offset, 8);
        }
        sley__claim_on(&x->hot, &w->base, SLEY_OK);
    }
    sley_task_release(t);
    return true;
}

static inline void go_on(executor *x, sley_task *task)
{
    sley_frame *frame = task->top;
    sley_status st = (sley_status)task->base.wake;
    sley__claim_set(task, SLEY_CLAIM_IDLE);
    x->hot.current = task;
    do {
        st = frame->fn->resume(task, frame, st);
        if (SLEY_LIKELY(st == SLEY_PENDING)) return;
        frame = frame->caller;
    } while (frame);
    if (SLEY_UNLIKELY(!end_simply(x, task, st))) sley__task_end(x, task, st);
}

static inline void step(executor *x, sley_task *task)
{
    x->hot.credits = x->hot.step_credits;
    go_on(x, task);
}

// An await on a C stack that is nearly used up: the callee runs from the scheduler's own frame,
// next. This is the one way to the head of the ring; the step has not ended, it only goes on
// elsewhere, with the credits that it has left.
sley_status sley__sched_call_fresh(sley_task *task, sley_frame *callee)
{
    sley_executor *e = task->base.executor;
    task->top = callee;
    sley__claim_set(task, SLEY_CLAIM_TAKEN);
    task->base.wake = SLEY_OK;
    e->head--;
    e->ring[e->head & e->mask] = (uintptr_t)task | ENTRY_GOES_ON;
    return SLEY_PENDING;
}

// What a function finds on the C stack when it is resumed is not what it left there: a value that
// should have been in the frame is seen to be lost.
SLEY_COLD static void scrub_stack(void)
{
    unsigned char below[8 * 1024];
    memset(below, 0xA5, sizeof below);
#if defined(__GNUC__)
    __asm__ volatile("" : : "r"(below) : "memory"); // the compiler may not leave it out
#endif
}

// Where more is to be done before a step. Under a manual loop stop() may come: batch after batch,
// a batch being what is ready when it begins (S13). A policy may pick another than the oldest. And
// what is soon to run, among many, is fetched into the cache.
static inline void prepare(executor *x, bool watched)
{
    sley_executor *e = &x->hot;
    if (!watched) {
#if defined(__GNUC__)
        __builtin_prefetch((const void *)e->ring[(e->head + AHEAD) & e->mask]);
#endif
        return;
    }
    if (x->scrub) scrub_stack();
    if (sley__entry_goes_on(e->ring[e->head & e->mask])) return; // no step begins
    bool begins_batch = e->head == x->pass_end;
    if (begins_batch) x->pass_end = e->tail;
    if (x->policy != SLEY_POLICY_FIFO) sley__policy_pick(x, begins_batch);
    if (x->trace) x->trace(x, e->ring[e->head & e->mask]);
}

static inline void run_entry(executor *x, uintptr_t entry)
{
    if (SLEY_UNLIKELY(entry & ENTRY_HANDLE)) {
        if (sley__entry_goes_on(entry)) go_on(x, (sley_task *)(entry & ~ENTRY_GOES_ON));
        else sley__callback_run(x, (sley_handle *)(entry & ~ENTRY_HANDLE));
    } else {
        step(x, (sley_task *)entry);
    }
}

SLEY_COLD static void run_timed(executor *x, uintptr_t entry)
{
    x->timed(x, entry, run_entry);
}

void sley__sched_run_ready(executor *x, uint32_t budget)
{
    sley_executor *e = &x->hot;
    e->stop_at = e->head + budget;
    x->pass_end = x->policy == SLEY_POLICY_REVERSE ? e->head : e->tail;
    bool watched = x->policy != SLEY_POLICY_FIFO || x->manual || x->scrub || x->trace;
    bool timed = x->timed != NULL;
    bool special = watched || e->tail - e->head > AHEAD;
    while (e->head != e->tail && e->head != e->stop_at) {
        if (special) prepare(x, watched);
        uintptr_t entry = e->ring[e->head & e->mask];
        e->head++;
        if (SLEY_UNLIKELY(timed)) run_timed(x, entry);
        else run_entry(x, entry);
    }
    e->current = &x->own;
}

void sley__sched_run_long_step(executor *x)
{
    uint32_t left = x->hot.stop_at - x->hot.head;
    if (x->in_turn) x->hot.stop_at -= left < LONG_STEP ? left : LONG_STEP;
    x->idle_turns = IDLE_TURNS; // signals, too, are looked at after this turn
}

void sley__sched_run_cut(executor *x, bool batch)
{
    x->in_turn = false;
    x->hot.stop_at = batch ? x->pass_end : x->hot.tail;
}

bool sley__sched_turn(executor *x)
{
    x->in_turn = true;
    sley__sched_run_ready(x, TURN_BUDGET);
    x->in_turn = false;
    if ((x->until && x->until->outcome != SLEY_UNFINISHED) || x->stopping) return true;
    if (x->hot.closing && sley__live(x) <= x->kept + x->daemons) return true; // nothing to wait for
    bool busy = x->hot.head != x->hot.tail;
    // Looked at after a whole turn of running, or when the loop is late and fires timer after
    // timer.
    if (++x->idle_turns >= (x->sources && busy ? 1 : IDLE_TURNS)) {
        x->idle_turns = 0;
        x->seam->wait(x, 0);
    }
    if (sley__timer_due(x)) return true;
    if (busy || x->hot.head != x->hot.tail) return true;
    int64_t deadline = sley__timer_next(x);
    if (deadline == INT64_MAX && !x->sources) return false;
    x->idle_turns = 0;
    x->seam->wait(x, deadline);
    return true;
}

bool sley__sched_run(executor *x, const sley_awaitable *until)
{
    const sley_awaitable *outer = x->until;
    x->until = until;
    bool alive = true;
    while (alive && !x->stopping && !(until && until->outcome != SLEY_UNFINISHED)) {
        alive = sley__sched_turn(x);
    }
    x->until = outer;
    return alive;
}

void sley_bad_state(const sley_frame *self)
{
    sley_panicf(self && self->fn->sites ? self->fn->sites : NULL,
                "bad state %u: memory was overwritten", self ? self->state : 0);
}
