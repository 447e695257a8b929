// SPDX-License-Identifier: MIT
// wait.c - the one waiting mechanism, beyond what wait.h has inline.
//
// Invariants in wait.h. A wait ends in one of two ways: somebody completes a node (sley__claim),
// or the task leaves (sley__withdraw). Both unlink every node of the wait at once; so nobody ever
// meets a node whose wait is over, and a grant cannot get lost in one.
#include "core/internal.h"

#include <assert.h>

sley_status sley__park_at(sley_task *task, sley_frame *self, sley_waiter *arms, uint32_t count)
{
    assert(count >= 1 && count <= SLEY_SELECT_MAX);
    task->top = self;
    task->waiting = &arms->base;
    task->arms = (uint8_t)count;
    task->base.wait = SLEY_WAIT_SELECT;
    return SLEY_PENDING;
}

static void leave_line(sley_wait *w)
{
    w->kind->unlink(w);
    if (w->kind->drop) w->kind->drop(w);
}

static void leave_lines(sley_task *task, const sley_wait *won)
{
    sley_waiter *arms = (sley_waiter *)(void *)task->waiting;
    for (uint32_t i = 0; i < task->arms; i++) {
        if (&arms[i].base != won) leave_line(&arms[i].base);
    }
    task->base.wait = SLEY_WAIT_QUEUED;
}

void sley__claim_select(sley_task *task, sley_wait *won, sley_status st)
{
    if (task->base.wait != SLEY_WAIT_SELECT) sley_bad_state(task->top); // claimed twice
    leave_lines(task, won);
    task->won = (uint8_t)won->arm;
    sley__claim(won, st);
}

void sley__withdraw(sley_task *task, sley_status st)
{
    assert(sley__is_parked(task));
    if (task->base.wait == SLEY_WAIT_SELECT) {
        leave_lines(task, NULL);
    } else {
        leave_line(task->waiting);
    }
    sley__claim(task->waiting, st);
}

sley_status sley__give_way(sley_task *task, sley_frame *self, sley_status st)
{
    assert(task->base.wait == SLEY_WAIT_IDLE);
    task->top = self;
    task->base.wait = SLEY_WAIT_CLAIMED;
    task->base.wake = (uint8_t)st;
    sley__ring_push(task->base.executor, (uintptr_t)task);
    return SLEY_PENDING;
}
