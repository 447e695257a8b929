// SPDX-License-Identifier: MIT
// cancel_nth.c - a task that is cancelled where it waits for the n-th time.
#include "program/internal.h"

static bool is_next(const executor *x, const sley_task *t)
{
    return x->hot.ring[x->hot.head & x->hot.mask] == (uintptr_t)t;
}

// Step by step, so that it is caught where it waits.
bool sley__cancel_nth(executor *x, sley_task *t, uint64_t at, uint64_t *waits)
{
    bool alive = true;
    while (t->base.outcome == SLEY_UNFINISHED && alive && !x->stopping) {
        if (x->hot.head == x->hot.tail) {
            alive = sley__sched_turn(x);
            continue;
        }
        bool is_own = is_next(x, t);
        sley__sched_run_ready(x, 1);
        if (!is_own || t->base.outcome != SLEY_UNFINISHED || !sley__is_parked(t)) continue;
        if (++*waits == at) sley_task_cancel(t, NULL);
    }
    return alive;
}
