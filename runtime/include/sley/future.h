// SPDX-License-Identifier: MIT
// future.h - futures, and waiting for several things: gather, race, wait, as_completed.
#ifndef SLEY_FUTURE_H
#define SLEY_FUTURE_H

#include "sley/await.h"
#include "sley/opt.h"

#ifdef __cplusplus
extern "C" {
#endif

// The value follows, at SLEY_FUTURE_VALUE.
struct sley_future {
    sley_awaitable base;
    const sley_type *elem; // NULL: unit
    const sley_site *site; // where it was made; may be NULL
};

// ---- futures --------------------------------------------------------------------------------

sley_future *sley_future_new(sley_task *task, const sley_type *elem, const sley_site *site);

static inline void *sley_future_value(sley_future *f)
{
    return f + 1;
}

void sley__future_free(sley_future *f);

SLEY_REFCOUNTED(sley_future, base.refs, sley__future_free)

static inline bool sley_future_done(const sley_future *f)
{
    return f->base.outcome != SLEY_UNFINISHED;
}

static inline bool sley_future_cancelled(const sley_future *f)
{
    return f->base.outcome == SLEY_STOPPED;
}

// set takes *value, fail takes the error; both throw AlreadyDone the second time (and drop what
// they took). They only schedule (S25). cancel is false on a finished one (S28).
sley_status sley_future_set(sley_task *task, sley_future *f, void *value);
sley_status sley_future_fail(sley_task *task, sley_future *f, sley_error *error);
bool sley_future_cancel(sley_future *f);

// As sley_task_result and its like.
sley_status sley_future_result(sley_task *task, sley_future *f, void *result);
sley_status sley_future_error(sley_task *task, sley_future *f, sley_error **error);
void sley_future_on_done(sley_future *f, sley_closure *fn, const sley_site *site);
void sley_future_on_done_in(sley_future *f, sley_closure *fn, const struct sley_context *context,
                            const sley_site *site);
int64_t sley_future_remove_on_done(sley_future *f, sley_closure *fn);

// `await f`. Cancel safety: cancelling the waiter cancels the future.
static inline sley_status sley_future_await(sley_task *task, sley_frame *self, sley_waiter *w,
                                            sley_future *f, void *result)
{
    return sley__awaitable_slow(task, self, w, &f->base, result);
}

void sley_future_print(sley_text *out, const sley_future *f);
extern const sley_type sley_type_future; // a place that holds a sley_future *

// ---- gather, race, wait ---------------------------------------------------------------------
//
//     f->a1.part[0].item = SLEY_AWAITABLE(t_1);          a reference, given to the gather
//     f->a1.part[1].item = SLEY_AWAITABLE(t_2);
//     self->state = 1;
//     st = sley_gather(task, self, &f->a1.all, f->a1.part, 2);
//     if (st == SLEY_PENDING) return st;
// resume_1:
//     if (sley_failed(task, self, st)) goto leave_1;           the references are gone
//     sley_gather_take(&f->a1.part[0], &v_r.f_0);          each part is taken once
//     sley_gather_take(&f->a1.part[1], &v_r.f_1);

// One of the things waited for. 64 bytes.
typedef struct sley_gather_part {
    sley_awaitable *item;
    sley_waiter waiter; // in the item's line while it is unfinished
} sley_gather_part;

typedef struct sley_gather_area {
    sley_wait wait;  // what the task is parked at
    sley_wait timer; // of wait(timeout: d)
    sley_gather_part *parts;
    uint32_t count;
    uint32_t left;       // unfinished parts
    uint32_t winner;     // race: the first that ended
    uint8_t mode;        // SLEY_GATHER_*
    uint8_t until;       // SLEY_UNTIL_*
    bool owned;          // `parts` is to be freed
    bool cancelled;      // the waiter was: all parts are, and the last one's end is waited for
    bool busy;           // parts that end now are only counted
    sley_awaitable *bad; // the first part that failed or was cancelled; borrowed
} sley_gather_area;

enum { SLEY_GATHER_FIRST_ERROR, SLEY_GATHER_KEEP, SLEY_GATHER_RACE, SLEY_GATHER_WAIT };
enum { SLEY_UNTIL_ALL, SLEY_UNTIL_FIRST, SLEY_UNTIL_FIRST_ERROR };

// The first error comes out at once, the others run on (S31). Cancelled: cancels all unfinished
// parts and ends when the last has (S32). Starts nothing: the parts were spawned by the caller,
// left to right.
sley_status sley_gather(sley_task *task, sley_frame *self, sley_gather_area *g,
                        sley_gather_part *parts, uint32_t count);

// `errors: keep`: waits for all; afterwards parts[i].item->outcome tells which kind each is.
sley_status sley_gather_keep(sley_task *task, sley_frame *self, sley_gather_area *g,
                             sley_gather_part *parts, uint32_t count);

// The first part that ends wins, the losers are cancelled and waited for (S39). Afterwards
// `task->won` is the winner, whose part is to be taken; the losers' references are gone. The
// winner's error or Cancelled comes out as the status.
sley_status sley_race(sley_task *task, sley_frame *self, sley_gather_area *g,
                      sley_gather_part *parts, uint32_t count);

// The same for a list[task[T]] or list[future[T]], borrowed. sley_gather_take_list then builds
// list[T] (+1) with the results in order and lets the parts go. It must be called once after
// SLEY_OK, never otherwise.
sley_status sley_gather_list(sley_task *task, sley_frame *self, sley_gather_area *g,
                             sley_list *items);
sley_status sley_gather_list_keep(sley_task *task, sley_frame *self, sley_gather_area *g,
                                  sley_list *items);
void sley_gather_end(sley_gather_area *g); // keep: after the parts were looked at
sley_list *sley_gather_take_list(sley_gather_area *g, const sley_type *elem);

// `await wait(ts, until: u, timeout: d)`: throws nothing, cancels nothing (S33). A limit of 0 or
// less: only looks. sley_wait_take gives the items that are done, and those that are pending, in
// argument order (+1 each); `elem` is the type of the items.
sley_status sley_wait_list(sley_task *task, sley_frame *self, sley_gather_area *g, sley_list *items,
                           uint8_t until, sley_opt_duration limit);
void sley_wait_take(sley_gather_area *g, const sley_type *elem, sley_list **done,
                    sley_list **pending);

// Moves the value out of a finished part and lets it go; NULL: drops the value. Outcome must be
// FINISHED.
void sley_gather_take(sley_gather_part *part, void *result);

// For errors: keep, instead of take: lets a part go whatever its outcome; its error (+1) or NULL.
sley_error *sley_gather_error(sley_gather_part *part);

// ---- as_completed ---------------------------------------------------------------------------

// `async for t in as_completed(ts, timeout: d)`: an object that hands out the items as they end.
typedef struct sley_completions sley_completions;
sley_completions *sley_completions_new(sley_executor *e, sley_list *items, sley_opt_duration limit);
void sley_completions_free(sley_completions *c);
sley_completions *sley_completions_retain(sley_completions *c);
void sley_completions_release(sley_completions *c);
extern const sley_type sley_type_completions;

// At `item`, a sley_task ** or sley_future **: the next one that ended (+1); NULL after the last.
// Waits for it; throws Timeout (S34). One task at a time may wait. Cancel safety: takes nothing.
sley_status sley_completions_next(sley_task *task, sley_frame *self, sley_waiter *w,
                                  sley_completions *c, void *item);

// ---- gather(.., errors: keep) ---------------------------------------------------------------

// How a task or future ended, as a value of its own: the ended item itself.
typedef struct sley_awaitable sley_kept;
sley_kept *sley_kept_retain(sley_kept *k);
void sley_kept_release(sley_kept *k);
extern const sley_type sley_type_kept;

bool sley_kept_value(const sley_kept *k, void *result); // false: it failed or was cancelled
sley_error *sley_kept_error(sley_kept *k);              // +1 or NULL
bool sley_kept_cancelled(const sley_kept *k);
sley_status sley_kept_result(sley_task *task, sley_kept *k, void *result); // or throws

// Waits for all and gives how each ended, in argument order. Known to builtin.def.
typedef struct sley_gather_kept__frame {
    sley_frame base;
    sley_list *a_items; // borrowed
    sley_gather_area area;
    sley_list *result; // list[Outcome[T]]
} sley_gather_kept__frame;

extern const sley_fn sley_gather_kept__fn;
// `mode`: of the word `keep`; there is no other.
void sley_gather_kept__begin(sley_gather_kept__frame *f, sley_frame *caller, sley_list *items,
                             int64_t mode);
sley_status sley_gather_kept__resume(sley_task *task, sley_frame *self, sley_status st);

#ifdef __cplusplus
}
#endif

#endif
