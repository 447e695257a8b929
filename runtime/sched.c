// SPDX-License-Identifier: MIT
// sched.c - the ready ring, steps, turns.
//
// A turn, which is the whole of the scheduler (S8, S9):
//
//   1. what is ready runs, oldest first, until the ring is empty or the budget is spent
//   2. budget spent: look at libuv without waiting, fire one due timer
//   3. ring empty:   fire one due timer; if none is due, wait for libuv until the next deadline
//
// A step resumes one task at its innermost frame and goes on with the callers of what completes. Nothing
// but a step and a callback runs Sley code.
#include "internal.h"

#include <assert.h>
#include <stdlib.h>

// Doubles the ring. It is full to the last slot: tail - head == capacity.
void sley__ring_grow(sley_executor *e)
{
    uint32_t count = e->tail - e->head;
    uint32_t capacity = e->mask + 1;
    assert(count == capacity);
    uintptr_t *bigger = sley__alloc((size_t)capacity * 2 * sizeof *bigger);
    uint32_t mask = capacity * 2 - 1;
    for (uint32_t at = e->head; at != e->tail; at++) bigger[at & mask] = e->ring[at & e->mask];
    free(e->ring);
    e->ring = bigger;
    e->mask = mask;
}

static void step(executor *x, sley_task *task)
{
    assert(task->base.wait == SLEY_WAIT_CLAIMED || task->base.wait == SLEY_WAIT_YIELD);
    sley_frame *frame = task->top;
    sley_status st = (sley_status)task->wake;
    task->base.wait = SLEY_WAIT_IDLE;
    x->hot.current = task;
    x->hot.credits = x->step_credits;
    for (;;) {
        st = frame->fn->resume(task, frame, st);
        if (SLEY_LIKELY(st == SLEY_PENDING)) {
            if (SLEY_LIKELY(!(task->base.flags & SLEY_AGAIN))) return;
            task->base.flags &= (uint8_t)~SLEY_AGAIN;
            frame = task->top;
            st = SLEY_OK;
            continue;
        }
        frame = frame->caller;
        if (!frame) break;
    }
    sley__task_end(x, task, st);
}

// An await on a C stack that is nearly used up: the callee runs from the scheduler's own frame.
sley_status sley__call_fresh(sley_task *task, sley_frame *callee)
{
    task->top = callee;
    task->base.flags |= SLEY_AGAIN;
    return SLEY_PENDING;
}

// Random order: any of those that are ready may be next; the others keep their order.
static void pick_any(executor *x)
{
    sley_executor *e = &x->hot;
    uint32_t count = e->tail - e->head;
    uint32_t at = (uint32_t)(((sley__random(x) >> 32) * count) >> 32);
    uintptr_t entry = e->ring[(e->head + at) & e->mask];
    for (; at > 0; at--) {
        e->ring[(e->head + at) & e->mask] = e->ring[(e->head + at - 1) & e->mask];
    }
    e->ring[e->head & e->mask] = entry;
}

static void run_one(executor *x, uintptr_t entry)
{
    if (SLEY_UNLIKELY(entry & 1)) {
        sley__call_handle(x, (sley_handle *)(entry & ~(uintptr_t)1));
    } else {
        step(x, (sley_task *)entry);
    }
}

// Batch after batch: a batch is what is ready when it begins.
void sley__run_ready(executor *x)
{
    sley_executor *e = &x->hot;
    while (e->head != e->tail && x->budget > 0) {
        uint32_t end = x->pass_end = e->tail;
        while (e->head != end && x->budget > 0) {
            x->budget--;
            if (SLEY_UNLIKELY(x->random_order)) pick_any(x);
            uintptr_t entry = e->ring[e->head & e->mask];
            e->head++;
#if defined(__GNUC__)
            __builtin_prefetch((const void *)(e->ring[(e->head + 7) & e->mask] & ~(uintptr_t)1));
#endif
            run_one(x, entry);
        }
    }
    e->current = &x->own;
}

bool sley__turn(executor *x, int64_t latest)
{
    x->budget = TURN_BUDGET;
    sley__run_ready(x);
    if ((x->until && x->until->outcome != SLEY_UNFINISHED) || x->stopping) return true;
    bool busy = x->hot.head != x->hot.tail;
    // A loop that is late fires timer after timer; libuv must be seen to all the same.
    if (busy || ++x->idle_polls >= TURN_BUDGET) {
        x->idle_polls = 0;
        if (busy || x->sources) x->seam->wait(x, 0);
    }
    if (x->hot.timer_count && sley__timer_fire(x, x->seam->now(x))) return true;
    if (busy || x->hot.head != x->hot.tail) return true;
    int64_t deadline = sley__timer_next(x);
    if (deadline == INT64_MAX && !x->sources) return false;
    if (deadline > latest) deadline = latest;
    x->idle_polls = 0;
    x->seam->wait(x, deadline);
    return true;
}

bool sley__run(executor *x, const sley_awaitable *until)
{
    const sley_awaitable *outer = x->until;
    x->until = until;
    bool alive = true;
    while (alive && !x->stopping && !(until && until->outcome != SLEY_UNFINISHED)) {
        alive = sley__turn(x, INT64_MAX);
    }
    x->until = outer;
    return alive;
}
