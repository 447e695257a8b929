// SPDX-License-Identifier: MIT
// select.h - select: several nodes that share the task's claim word.
//
//     sley_arm_recv(&f->a1.arm[0], f->a_input, &f->a1.v);
//     sley_arm_after(&f->a1.arm[1], f->a_quiet);
//     self->state = 1;
//     st = sley_select(task, self, f->a1.arm, 2);
//     if (st == SLEY_PENDING) return st;
// resume_1:
//     if (sley_failed(task, self, st)) goto leave_1;
//     if (task->won == 0) { ... } else { ... }
//
// I1  Exactly one arm happens; when select returns, no node of it is in any line (S76).
// I2  Arms are armed once, by the functions below, in source order: arguments are evaluated in that
//     order.
// I3  The value of a send arm is taken by select, whether or not the arm wins: a loser's is
//     dropped.
#ifndef SLEY_SELECT_H
#define SLEY_SELECT_H

#include "sley/chan.h"
#include "sley/future.h"

#ifdef __cplusplus
extern "C" {
#endif

extern const sley_wait_kind sley__arm_recv_kind;
extern const sley_wait_kind sley__arm_send_kind;
extern const sley_wait_kind sley__arm_after_kind;
extern const sley_wait_kind sley__arm_at_kind;
extern const sley_wait_kind sley__arm_off_kind;

// The rest of the node is set when select finds no arm ready.
static inline void sley__arm_set(sley_waiter *arm, const sley_wait_kind *kind, void *object,
                                 void *place)
{
    arm->base.kind = kind;
    arm->object = object;
    arm->place = place;
}

// `case let v = ch.recv()`: the optional at `dest`.
static inline void sley_arm_recv(sley_waiter *arm, sley_chan *ch, void *dest)
{
    sley__arm_set(arm, &sley__arm_recv_kind, ch, dest);
}

// `case ch.send(v)`: the value must lie in the frame. On a closed channel the select throws
// Closed(v).
static inline void sley_arm_send(sley_waiter *arm, sley_chan *ch, void *value)
{
    sley__arm_set(arm, &sley__arm_send_kind, ch, value);
}

// `case let r = t.join()`: t's result at `dest` (NULL: unit or unused), or its error comes out, or
// its Cancelled. A task that lost is left alone. Likewise a future.
static inline void sley_arm_join(sley_waiter *arm, sley_task *t, void *dest)
{
    sley__arm_set(arm, &sley__arm_join_kind, t, dest);
}

static inline void sley_arm_wait(sley_waiter *arm, sley_future *future, void *dest)
{
    sley__arm_set(arm, &sley__arm_join_kind, future, dest);
}

// `case after d`, `case at i`: nanoseconds. One that is <= 0, or past, is ready at once.
static inline void sley_arm_after(sley_waiter *arm, int64_t duration)
{
    sley__arm_set(arm, &sley__arm_after_kind, NULL, NULL);
    memcpy(&arm->place, &duration, sizeof arm->place);
}

static inline void sley_arm_at(sley_waiter *arm, int64_t instant)
{
    sley__arm_set(arm, &sley__arm_at_kind, NULL, NULL);
    memcpy(&arm->place, &instant, sizeof arm->place);
}

// An arm whose guard (`if cond`) is false.
static inline void sley_arm_off(sley_waiter *arm)
{
    sley__arm_set(arm, &sley__arm_off_kind, NULL, NULL);
}

SLEY_STATIC_ASSERT(sizeof(void *) == sizeof(int64_t),
                   "a time arm keeps its nanoseconds in `place`");

// Waits for one arm; `task->won` tells which. Fair: where it starts to look is a function of the
// seed.
// Cancel safety: cancelled before an arm was claimed, nothing has happened.
sley_status sley_select(sley_task *task, sley_frame *self, sley_waiter *arms, uint32_t count);

// `select first`: takes the first ready one in source order.
sley_status sley_select_first(sley_task *task, sley_frame *self, sley_waiter *arms, uint32_t count);

// Plain code: the thread waits. `task` is the one that the code runs in.
sley_status sley_select_blocking(sley_task *task, sley_waiter *arms, uint32_t count, bool first);

// `select` with `default`: never suspends; `task->won` is `count` when no arm was ready. Plain
// functions use it with sley_here_task(). `first`: look in source order.
sley_status sley_select_now(sley_task *task, sley_waiter *arms, uint32_t count, bool first);

#ifdef __cplusplus
}
#endif

#endif
