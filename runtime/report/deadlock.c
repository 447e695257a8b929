// SPDX-License-Identifier: MIT
// deadlock.c - the end of a program in which nothing can ever run again.
//
// Decided by sched.c: nothing is ready, no timer is armed, and no task waits for something that
// the outside could complete (seam.h: sources). A signal handler or an idle socket alone keeps
// nothing alive.
#include "report/internal.h"

#include <unistd.h>

static void add_one(sley_task *t, void *context)
{
    sley__dump_task(context, t, STACK_SHOWN);
}

// ---- cycles -----------------------------------------------------------------------------------

enum { CYCLE_MOST = 64 }; // tasks in a cycle that is told

// The task that this one waits for; NULL: none, or several could end its wait.
static sley_task *waits_for(const sley_task *t)
{
    if (t->base.claim != SLEY_CLAIM_QUEUED) return NULL;
    const sley_wait_kind *kind = t->parked_at->kind;
    return kind->holder ? kind->holder(t->parked_at) : NULL;
}

// Tells the cycle that `t` is in, at that one of its tasks that was spawned first.
static void add_cycle(sley_task *t, void *context)
{
    report *r = context;
    char name[256];
    const sley_task *at = waits_for(t);
    for (int i = 1; at && at != t && at->number > t->number && i < CYCLE_MOST; i++) {
        at = waits_for(at);
    }
    if (at != t) return;
    sley__report_add(r, "a cycle: task \"%s\"", sley__task_label(t, name, sizeof name));
    do {
        at = waits_for(at);
        sley__report_add(r, " waits for task \"%s\"", sley__task_label(at, name, sizeof name));
    } while (at != t);
    sley__report_add(r, "\n");
}

void sley__deadlock_report(executor *x, const sley_awaitable *until)
{
    report r;
    sley__report_begin(&r);
    sley__report_add(&r, "deadlock: no task can make progress\n");
    bool is_future = until && !(until->flags & SLEY_IS_TASK);
    const sley_site *made = is_future ? sley__awaitable_site(until) : NULL;
    if (made) {
        sley__report_add(&r, "the loop runs until a future is resolved\n  made at %s:%u\n",
                         sley_site_file(made),
                         made->line);
    }
    sley__task_each(x, add_one, &r);
    sley__task_each(x, add_cycle, &r);
    sley__report_end(&r);
}

void sley__deadlock(executor *x, const sley_awaitable *until)
{
    sley__deadlock_report(x, until);
    sley__open_leave(SLEY_EXIT_DEADLOCK);
}
