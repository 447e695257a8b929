// SPDX-License-Identifier: MIT
// throw.c - errors on their way: into the task, through its frames, to a handler.
#include "core/internal.h"

#include <assert.h>

static void add_site(sley_task *task, const sley_site *site)
{
    assert(task->base.error);
    bool passing = (task->base.flags & SLEY_PASSING) != 0;
    task->base.flags &= (uint8_t)~SLEY_PASSING;
    if (site && !passing) sley__error_add(task->base.error, (uintptr_t)site);
}

void sley__throw(sley_task *task, const sley_site *site, sley_error *error)
{
    assert(!task->base.error);
    task->base.error = error;
    add_site(task, site);
}

void sley__throw_again(sley_task *task, sley_error *error)
{
    assert(!task->base.error);
    task->base.error = error;
}

void sley__throw_failed(sley_task *task, sley_frame *self, sley_status st)
{
    assert(st == SLEY_ERROR || st == SLEY_CANCELLED);
    const sley_site *site = &self->fn->sites[self->state];
    if (st == SLEY_ERROR) add_site(task, site);
    else if (task == full(task->base.executor)->main) sley__cancel_at(task, site);
    self->state = 0;
}

void sley__throw_failed_at(sley_task *task, const sley_site *site, sley_status st)
{
    assert(st == SLEY_ERROR || st == SLEY_CANCELLED);
    if (st == SLEY_ERROR) add_site(task, site);
}

bool sley_catches(const sley_task *task, const sley_error_type *type)
{
    return sley_error_is(task->base.error, type);
}

sley_error *sley_catch(sley_task *task)
{
    sley_error *error = task->base.error;
    assert(error);
    task->base.error = NULL;
    return error;
}
