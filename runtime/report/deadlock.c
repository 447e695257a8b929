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
    sley__report_task(context, t);
}

void sley__report_deadlock(executor *x, const sley_awaitable *until)
{
    report r;
    sley__report_begin(&r);
    sley__report_add(&r, "deadlock: no task can make progress\n");
    const sley_site *made = until && !(until->flags & SLEY_IS_TASK) ? sley__awaitable_site(until) : NULL;
    if (made) {
        sley__report_add(&r, "the loop runs until a future is resolved\n  made at %s:%u\n", sley_site_file(made),
                         made->line);
    }
    sley__task_each(x, add_one, &r);
    sley__report_end(&r);
}

void sley__deadlock(executor *x, const sley_awaitable *until)
{
    sley__report_deadlock(x, until);
    sley__leave(SLEY_EXIT_DEADLOCK);
}
