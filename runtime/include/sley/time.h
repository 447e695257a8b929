// SPDX-License-Identifier: MIT
// time.h - sleep, callbacks on the loop, intervals, the clock.
//
// Durations and instants are nanoseconds. An instant is of the loop's monotonic clock (S6). Timers
// fire by deadline, equal ones in order of registration, one at a time (S7, S8).
#ifndef SLEY_TIME_H
#define SLEY_TIME_H

#include "sley/opt.h"
#include "sley/wait.h"

#ifdef __cplusplus
extern "C" {
#endif

// time.now(): never goes back; fixed within a step on the virtual clock.
int64_t sley_now(const sley_executor *e);

// Nanoseconds since 1970 of the wall clock; on the virtual clock it advances with it.
int64_t sley_wall(const sley_executor *e);

int64_t sley_time_since(const sley_executor *e, int64_t instant); // nanoseconds from there to now
sley_str *sley_time_format(int64_t wall, sley_str *spec); // strftime, local time; +1
// strptime, local time unless the string has an offset (%z); ParseError.
sley_status sley_time_parse(sley_task *task, sley_str *text, sley_str *spec, int64_t *result);
int64_t sley_time_offset(int64_t wall); // nanoseconds that local time is ahead of UTC

// `await sleep(0s)`: one trip through the ready ring (S5), also with a cancellation that is due: so
// there is no call on the way, and the compiler keeps a loop's variables in registers.
static inline sley_status sley_yield(sley_task *task, sley_frame *self)
{
    sley_executor *e = task->base.executor;
    task->top = self;
    sley__claim_set(task, SLEY_CLAIM_YIELD);
    task->base.wake = SLEY_UNLIKELY(sley__is_cancelled(task)) ? SLEY_CANCELLED : SLEY_OK;
    sley__ring_push(e, (uintptr_t)task);
    return SLEY_PENDING;
}

// Before a block `timeout(d) {}` or `shield {}` that may not wait anywhere: an operation that is
// always ready, so that a loop of them can be interrupted as one of any other operations.
static inline sley_status sley_checkpoint(sley_task *task, sley_frame *self, sley_wait *w)
{
    (void)w;
    if (SLEY_UNLIKELY(sley__must_stop(task))) return sley__wait_stop(task, self);
    return sley__end(task, self, SLEY_OK);
}

sley_status sley_sleep_until(sley_task *task, sley_frame *self, sley_wait *w, int64_t instant);
sley_status sley__timer_sleep_for(sley_task *task, sley_frame *self, sley_wait *w,
                                  int64_t duration);

// `await sleep(d)`. Never ends early; d <= 0 is sley_yield.
static inline sley_status sley_sleep(sley_task *task, sley_frame *self, sley_wait *w,
                                     int64_t duration)
{
    return duration <= 0 ? sley_yield(task, self) : sley__timer_sleep_for(task, self, w, duration);
}

// sleep(d) in a plain function: blocks the thread (on the virtual clock: moves it).
void sley_sleep_thread(sley_executor *e, int64_t duration);

// ---- callbacks ------------------------------------------------------------------------------

// What call_soon and its like return. Counted; letting it go does not cancel it.
typedef struct sley_handle {
    sley_wait timer; // its kind; armed while it waits for its time
    sley_executor *executor;
    uint32_t refs;
    uint8_t state; // SLEY_HANDLE_*
    uint8_t reserved[3];
    sley_closure *fn; // NULL once it ran or was cancelled
    void *argument;   // on_done: the task or future, a reference of its own
    int64_t when;     // instant; 0 for call_soon
    const sley_site *site; // where it was registered, for reports; may be NULL
    struct sley_vars *vars; // the task vars as they were there (S57)
} sley_handle;

enum { SLEY_HANDLE_WAITS, SLEY_HANDLE_READY, SLEY_HANDLE_OVER };

// Plain callbacks, void (*)(sley_closure *) or the throwing form; `fn` is borrowed. They run in a
// later pass (S10); an error goes to the loop's handler (S11). The handle is the caller's
// reference.
sley_handle *sley_call_soon(sley_executor *e, sley_closure *fn, const sley_site *site);
sley_handle *sley_call_later(sley_executor *e, int64_t duration, sley_closure *fn,
                             const sley_site *site);
sley_handle *sley_call_at(sley_executor *e, int64_t instant, sley_closure *fn,
                          const sley_site *site);

bool sley_handle_cancel(sley_handle *h); // true: it will never run
void sley_handle_free(sley_handle *h);

static inline int64_t sley_handle_when(const sley_handle *h)
{
    return h->when;
}

SLEY_REFCOUNTED(sley_handle, refs, sley_handle_free)

extern const sley_type sley_type_handle; // a place that holds a sley_handle *

// ---- interval(d) ----------------------------------------------------------------------------

// Tick k is at start + k * period; ticks that were missed are skipped (S12). A value; needs no
// release.
typedef struct sley_interval {
    int64_t start;
    int64_t period;
    int64_t ticks; // number of the last tick given
} sley_interval;

// period <= 0 is a panic at the site.
void sley_interval_init(sley_executor *e, sley_interval *i, int64_t period, const sley_site *site);

// Suspends until the next tick; its number is i->ticks afterwards. Cancel safety: no tick is lost.
sley_status sley_interval_next(sley_task *task, sley_frame *self, sley_wait *w, sley_interval *i);

// `interval(d)` of programs: an object that `async for` asks for the number of the next tick.
typedef struct sley_ticker {
    sley_object head; // refs
    sley_executor *executor;
    sley_interval interval;
} sley_ticker;

sley_ticker *sley_ticker_new(sley_executor *e, int64_t period, const sley_site *site);
void sley_ticker_free(sley_ticker *t);
SLEY_REFCOUNTED(sley_ticker, head.refs, sley_ticker_free)
extern const sley_type sley_type_ticker;

static inline sley_status sley_ticker_next(sley_task *task, sley_frame *self, sley_wait *w,
                                           sley_ticker *t, sley_opt_int *number)
{
    sley_status st = sley_interval_next(task, self, w, &t->interval);
    number->some = true;
    number->value = t->interval.ticks;
    return st;
}

#ifdef __cplusplus
}
#endif

#endif
