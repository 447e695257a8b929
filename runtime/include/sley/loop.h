// SPDX-License-Identifier: MIT
// loop.h - Loop(manual: true): a plain main drives the thread's executor by hand.
//
// There is one executor on a thread; a manual loop is the handle that runs it. What was scheduled
// before (spawn, call_soon, futures) runs when it runs.
#ifndef SLEY_LOOP_H
#define SLEY_LOOP_H

#include "sley/future.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sley_loop {
    sley_object head; // refs
    sley_executor *executor;
    bool closed;
    bool running;
    bool stopping; // stop() was called
    bool is_own;   // of an async main, which runs it: it is neither run nor closed by hand
} sley_loop;

// Throws LoopError while another manual loop of this thread is open.
sley_status sley_loop_new(sley_task *task, sley_loop **loop);
sley_status sley_loop_new_manual(sley_task *task, bool manual,
                                 sley_loop **loop);                         // manual: true only
// The one that runs here, +1. Throws LoopError in a plain main that runs none.
sley_status sley_loop_current(sley_task *task, sley_loop **loop);
// The handle is +1. Throw LoopError when the loop is closed.
sley_status sley_loop_call_soon(sley_task *task, sley_loop *loop, sley_closure *fn,
                                struct sley_handle **handle, const sley_site *site);
sley_status sley_loop_call_later(sley_task *task, sley_loop *loop, int64_t duration,
                                 sley_closure *fn, struct sley_handle **handle,
                                 const sley_site *site);
sley_status sley_loop_call_at(sley_task *task, sley_loop *loop, int64_t instant, sley_closure *fn,
                              struct sley_handle **handle, const sley_site *site);
// Closes the async generators that are open, and runs until their cleanup has ended (S53). Throws
// LoopError when the loop is closed or runs, or the cleanup cannot end.
sley_status sley_loop_close_generators(sley_task *task, sley_loop *loop);
int64_t sley_loop_time(const sley_loop *loop); // its clock: an instant

void sley_loop_free(sley_loop *loop); // closes it

SLEY_REFCOUNTED(sley_loop, head.refs, sley_loop_free)

// Runs until `a` has ended; copies its result, or throws what it ended with. For a bare async call
// the caller spawns it first. Throws LoopError when it is closed or runs already. When nothing can
// run any more and `a` has not ended it is a deadlock.
sley_status sley_loop_run(sley_task *task, sley_loop *loop, sley_awaitable *a, void *result);

// Runs until stop(). When nothing can run any more, so that nothing can call it, it is a deadlock.
sley_status sley_loop_run_forever(sley_task *task, sley_loop *loop);
void sley_loop_stop(sley_loop *loop); // S13

// Drops pending callbacks and timers, cancels and destroys unfinished tasks that have not started
// (S14).
void sley_loop_close(sley_loop *loop);

static inline bool sley_loop_is_running(const sley_loop *loop)
{
    return loop->running;
}

static inline bool sley_loop_is_closed(const sley_loop *loop)
{
    return loop->closed;
}

extern const sley_type sley_type_loop; // a place that holds a sley_loop *

#ifdef __cplusplus
}
#endif

#endif
