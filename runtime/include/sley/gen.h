// SPDX-License-Identifier: MIT
// gen.h - generators and contexts: a function that stops at each of its yields.
//
// A generator is one block: this struct and the frame of its body after it. The body is resumed
// like an async function, in the task that asks for the next value; at a yield it returns
// SLEY_OK with its state noted, and the value as its result. Nothing is allocated for a step.
//
// I1  `state` is written by core/gen.c only. The body is resumed while it is RUNNING, and by one
//     asker at a time.
// I2  Between the body and who asks stands `step`, the caller of the body's frame: it learns of
//     the end of a step also when the body had to wait in it.
// I3  A generator that is SUSPENDED stands in the executor's ring of open ones, so that the end of
//     the program can close it (S21). One whose last reference goes while it is SUSPENDED is
//     closed by a task of its own, later: no code of the program runs where a reference goes.
// I4  The frame owns its arguments; they are released by the rows of its trace, as a task's.
#ifndef SLEY_GEN_H
#define SLEY_GEN_H

#include "sley/task.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sley_gen_state {
    SLEY_GEN_NEW,       // nothing has run (S50)
    SLEY_GEN_SUSPENDED, // at a yield
    SLEY_GEN_RUNNING,   // a step is in progress, or waits
    SLEY_GEN_DONE,      // exhausted: asked again it gives none
} sley_gen_state;

typedef struct sley_gen {
    sley_object head;      // refs: handles
    uint8_t state;         // sley_gen_state
    bool yielded;          // this step has come to a yield
    uint8_t step_kind;     // what this step is to do; gen.c
    uint8_t size_class;    // of its block; 0: too large for one
    uint8_t offset;        // of the value in an optional; 0: the bare pointer is one
    bool exits;            // the program was exiting when the step began
    uint16_t outcome_rows; // of the trace of `outcome`, before it was thrown in
    sley_executor *executor;
    sley_link open;        // see I3
    void *out;             // where this step's value goes, an optional; NULL: nowhere
    const void *sent;      // what the yield gives; borrowed, until the body has read it
    sley_error *outcome;   // what a context's exit has thrown in; borrowed
    sley_frame step;       // see I2
} sley_gen;

SLEY_STATIC_ASSERT(sizeof(sley_gen) % 16 == 8, "see core/blocks.c");

// ---- the maker (generated code) -------------------------------------------------------------
//
//     sley_gen *t_gen = sley_gen_new(&m_a__count__steps__fn);
//     m_a__count__steps__begin(sley_gen_frame(t_gen), NULL, args);      arguments are moved in (+1)

// The frame has still to be begun. One reference.
sley_gen *sley_gen_new(const sley_fn *body);
// Makes the new one a generator of optionals that are bare pointers; see sley_chan_of_optionals.
sley_gen *sley_gen_of_optionals(sley_gen *g);
void sley_gen_free(sley_gen *g);

SLEY_REFCOUNTED(sley_gen, head.refs, sley_gen_free)

extern const sley_type sley_type_gen; // a place that holds a sley_gen *

static inline void *sley_gen_frame(sley_gen *g)
{
    return g + 1;
}

// ---- the body (generated code) --------------------------------------------------------------
//
//     f->result = v_i;
//     return sley_gen_yield(self, 2);
// resume_2: if (sley_failed(task, self, st)) goto leave_1;
//     double t_sent = *(const double *)sley_gen_sent(self);

static inline sley_gen *sley__gen_of(sley_frame *body)
{
    return (sley_gen *)(void *)((char *)body - sizeof(sley_gen));
}

// Yield number `state` of the body; the value is in its result.
static inline sley_status sley_gen_yield(sley_frame *self, uint32_t state)
{
    self->state = state;
    sley__gen_of(self)->yielded = true;
    return SLEY_OK;
}

// What send(v) gave, borrowed. Nothing was sent: a panic.
const void *sley_gen_sent(sley_frame *self);
// The same where next() sends none: `none` is an empty optional.
const void *sley_gen_sent_or(sley_frame *self, const void *none);

// ---- the methods (generated code) -----------------------------------------------------------
//
// `out` is an optional of what it yields: none when the generator has ended. `site` is for panics:
// a generator that is asked while it runs, one that yields while it is closed. Plain generators
// first, then those that throw, then async ones, which are awaited: the body's awaits are those of
// the asking task, and cancelling it cancels them.
//
// Cancel safety of the async ones: what was yielded is delivered (S38).

// The area of an await.
typedef struct sley_gen_wait {
    sley_frame *callee; // for the walk over the stack
} sley_gen_wait;

void sley_gen_next(sley_gen *g, void *out, const sley_site *site);
sley_status sley_gen_next_throws(sley_task *task, sley_gen *g, void *out, const sley_site *site);
sley_status sley_gen_next_async(sley_task *task, sley_frame *self, sley_gen_wait *w, sley_gen *g,
                                void *out, const sley_site *site);

// g.send(v): the yield where it stands gives *v. Before the first next: a panic (S50).
void sley_gen_send(sley_gen *g, const void *v, void *out, const sley_site *site);
sley_status sley_gen_send_throws(sley_task *task, sley_gen *g, const void *v, void *out,
                                 const sley_site *site);
sley_status sley_gen_send_async(sley_task *task, sley_frame *self, sley_gen_wait *w, sley_gen *g,
                                const void *v, void *out, const sley_site *site);

// g.throw(e): raised where it stands (S52); one that has not begun or has ended throws it at once.
// `e` is borrowed.
sley_status sley_gen_throw_throws(sley_task *task, sley_gen *g, sley_error *e, void *out,
                                  const sley_site *site);
sley_status sley_gen_throw_async(sley_task *task, sley_frame *self, sley_gen_wait *w, sley_gen *g,
                                 sley_error *e, void *out, const sley_site *site);

// g.close(): the third outcome comes up where it stands (S51). One that has not begun never enters
// its body. An error that is on its way in the task stays there.
void sley_gen_close(sley_gen *g, const sley_site *site);
sley_status sley_gen_close_throws(sley_task *task, sley_gen *g, const sley_site *site);
sley_status sley_gen_close_async(sley_task *task, sley_frame *self, sley_gen_wait *w, sley_gen *g,
                                 const sley_site *site);

// ---- contexts (generated code) --------------------------------------------------------------
//
// c.enter() runs the body to its yield and gives what that yields, at `out` (NULL: nothing);
// c.exit(outcome) runs it to its end. An error that left the block is thrown at the yield, a
// cancellation comes up there (S54). If that comes out again, exit itself has not failed: it is
// on its way already. What is not entered, or was left, is left alone. A body that yields not
// once: a panic.

void sley_context_enter(sley_gen *g, void *out, const sley_site *site);
sley_status sley_context_enter_throws(sley_task *task, sley_gen *g, void *out,
                                      const sley_site *site);
sley_status sley_context_enter_async(sley_task *task, sley_frame *self, sley_gen_wait *w,
                                     sley_gen *g, void *out, const sley_site *site);

void sley_context_exit(sley_gen *g, sley_error *outcome, const sley_site *site);
sley_status sley_context_exit_throws(sley_task *task, sley_gen *g, sley_error *outcome,
                                     const sley_site *site);
sley_status sley_context_exit_async(sley_task *task, sley_frame *self, sley_gen_wait *w,
                                    sley_gen *g, sley_error *outcome, const sley_site *site);

#ifdef __cplusplus
}
#endif

#endif
