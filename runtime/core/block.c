// SPDX-License-Identifier: MIT
// block.c - plain code that waits for what a task would await.
//
// The wait is that of any operation: parked at a node, claimed by who completes it. Only the way
// back differs: what was claimed is taken out of the ready ring again, since the step that waits
// has never ended.
#include "core/internal.h"

#include <assert.h>

#include "sley/block.h"

static sley_status never_resumed(sley_task *task, sley_frame *self, sley_status st)
{
    (void)task;
    (void)self;
    return st;
}

static const sley_site blocked_site = {0, 0, 0, SLEY_NAMED("plain code", "")};
static const sley_fn blocked_fn = {
    .resume = never_resumed, .sites = &blocked_site, .site_count = 1};
sley_frame sley__blocked = {.fn = &blocked_fn};

// The executor's own task, which callbacks and plain code run in, has no place in the ring.
static void count(sley_task *task, bool more)
{
    executor *x = full(task->base.executor);
    if (task != &x->own) return;
    if (more) {
        sley__ring_reserve(&x->hot);
        x->handles++;
    } else {
        x->hot.ring_users--;
        x->handles--;
    }
}

sley_task *sley__block_begin(sley_blocking *b)
{
    b->task = sley_here_task();
    count(b->task, true);
    sley__cancel_push_scope(b->task, &b->shield, SLEY_SCOPE_SHIELD);
    return b->task;
}

// What became ready meanwhile stays ready, in its order.
static void take_out(sley_executor *e, const sley_task *task)
{
    uint32_t at = e->tail - 1;
    while (e->ring[at & e->mask] != (uintptr_t)task) {
        assert(at != e->head);
        at--;
    }
    for (; at + 1 != e->tail; at++) e->ring[at & e->mask] = e->ring[(at + 1) & e->mask];
    e->tail--;
}

static void wait_once(executor *x, const sley_task *task)
{
    if (x->exiting) sley__main_exit_goes_on(&x->hot);
    if (x->host) sley_panic(task->site, "a host's loop cannot be blocked: await it");
    sley_wait *timer = sley__timer_first_of(x, task);
    int64_t deadline = timer ? sley__timer_deadline(x, timer) : INT64_MAX;
    if (!timer && x->sources == 0) sley__deadlock(x, NULL);
    x->seam->wait(x, deadline);
    if (timer && sley__is_parked(task) && x->seam->now(x) >= deadline) {
        sley__timer_remove(&x->hot, timer);
        timer->kind->done(timer);
    }
}

// Until the task has been claimed; what it was claimed with.
static sley_status wait_for_claim(sley_task *task)
{
    executor *x = full(task->base.executor);
    while (sley__is_parked(task)) wait_once(x, task);
    take_out(&x->hot, task);
    sley_status st = (sley_status)task->base.wake;
    sley__claim_set(task, SLEY_CLAIM_IDLE);
    x->hot.credits = x->hot.step_credits;
    return st;
}

sley_status sley__block_end(sley_blocking *b, sley_status st)
{
    sley_task *task = b->task;
    while (st == SLEY_PENDING) {
        st = wait_for_claim(task);
        for (sley_frame *at = task->top; st != SLEY_PENDING && at != &sley__blocked;
             at = at->caller) {
            st = at->fn->resume(task, at, st);
        }
    }
    sley__cancel_pop_scope(task, &b->shield);
    count(task, false);
    return st;
}
