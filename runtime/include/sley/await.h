// SPDX-License-Identifier: MIT
// await.h - waiting for one task or future: await, shield, wait_for.
//
// Tasks and futures share one head, sley_awaitable (task.h); SLEY_AWAITABLE(x) is that head.
#ifndef SLEY_AWAIT_H
#define SLEY_AWAIT_H

#include "sley/wait.h"

#ifdef __cplusplus
extern "C" {
#endif

#define SLEY_AWAITABLE(x) (&(x)->base)

// ---- await t (generated code) ---------------------------------------------------------------

extern const sley_wait_kind sley__join_kind;     // of a plain await
extern const sley_wait_kind sley__arm_join_kind; // of an arm of a select

sley_status sley__awaitable_slow(sley_task *task, sley_frame *self, sley_waiter *w,
                                 sley_awaitable *a, void *result);

// `await t`: its value is copied to `result` (NULL: unit or unused), or its error comes out, or
// its Cancelled (S47). Suspends unless it is done (S3). `t` must stay alive: the caller's frame
// owns it.
// Cancel safety: cancelling the waiter cancels `t` and waits for its end; `t`'s value still comes
// (S38).
static inline sley_status sley_task_await(sley_task *task, sley_frame *self, sley_waiter *w,
                                          sley_task *t, void *result)
{
    bool waits = t->base.outcome == SLEY_UNFINISHED && !sley__is_cancelled(task);
    if (SLEY_LIKELY(waits && !t->base.waiters)) {
        return sley__stand_alone(task, self, w, &sley__join_kind, &t->base.waiters, t, result);
    }
    return sley__awaitable_slow(task, self, w, &t->base, result);
}

// ---- shield(t), wait_for(t, d) --------------------------------------------------------------

// `await shield(t)`: cancelling the waiter leaves `a` running (S37).
sley_status sley_shield_await(sley_task *task, sley_frame *self, sley_waiter *w, sley_awaitable *a,
                              void *result);

typedef struct sley_wait_for_area {
    sley_waiter waiter;
    sley_wait timer;
    bool shielded; // wait_for(shield(t), d): at the deadline `a` is left alone
    bool fired;    // the deadline passed
} sley_wait_for_area;

// `await wait_for(t, d)`: at the deadline cancels `a`, waits for its end, throws Timeout (S35).
// A `d` of 0 or less: a finished one gives its result, another is cancelled, before its first
// step if it had none (S36).
sley_status sley_wait_for(sley_task *task, sley_frame *self, sley_wait_for_area *w,
                          sley_awaitable *a, int64_t duration, void *result);
sley_status sley_wait_for_shielded(sley_task *task, sley_frame *self, sley_wait_for_area *w,
                                   sley_awaitable *a, int64_t duration, void *result);

#ifdef __cplusplus
}
#endif

#endif
