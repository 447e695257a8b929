// SPDX-License-Identifier: MIT
// block.h - plain code that waits: the thread blocks, and with it its executor (S59, S92).
//
// An operation that suspends in async code is called with a frame that no one resumes; when it is
// pending the thread waits until the task that plain code runs in has been claimed.
//
//     sley_waiter w;
//     sley_blocking b;
//     sley_task *task = sley__block_begin(&b);
//     sley__block_end(&b, sley_lock_acquire(task, &sley__blocked, &w, l));
//
// Nothing else of this executor runs meanwhile (S1). A cancellation of the task waits until the
// plain code is over: a plain function is not interrupted (S94).
#ifndef SLEY_BLOCK_H
#define SLEY_BLOCK_H

#include "sley/scope.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sley_blocking {
    sley_scope shield;
    sley_task *task;
} sley_blocking;

extern sley_frame sley__blocked; // the caller of what blocks

sley_task *sley__block_begin(sley_blocking *b);
// `st`: what the operation has given. What the wait ended with; never SLEY_PENDING. What can never
// end is a deadlock.
sley_status sley__block_end(sley_blocking *b, sley_status st);

#ifdef __cplusplus
}
#endif

#endif
