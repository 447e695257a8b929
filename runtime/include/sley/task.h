// SPDX-License-Identifier: MIT
// task.h - tasks: spawn, await, the handle's methods.
//
// I1  A task is one block: this struct and its root frame after it. It lives while `refs` > 0;
//     the runtime owns one reference until the task has ended.
// I2  Exactly one of these holds: it runs (IDLE), it is in the ready ring (TAKEN, YIELD), it is
//     parked (QUEUED, SELECT), or it is done (IDLE).
// I3  `error` is the error in flight while the task runs, and the outcome once it has FAILED.
// I4  The result lies in the root frame and belongs to the task; awaiting copies it (any number of
//     times).
#ifndef SLEY_TASK_H
#define SLEY_TASK_H

#include "sley/error.h"
#include "sley/executor.h"
#include "sley/frame.h"
#include "sley/throw.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sley_wait sley_wait;
typedef struct sley_waiter sley_waiter;
typedef struct sley_scope sley_scope;
typedef struct sley_group sley_group;
typedef struct sley_awaitable sley_awaitable;
typedef struct sley_future sley_future;
typedef struct sley_task_extra sley_task_extra;
typedef struct sley_vars sley_vars; // var.h

// How something that can be awaited ended, or that it has not. A task's `t.state` is finer.
typedef enum sley_outcome {
    SLEY_UNFINISHED,
    SLEY_FINISHED, // with a value
    SLEY_FAILED,   // with an error
    SLEY_STOPPED,  // cancelled
} sley_outcome;

// The claim word of a task: who may make it ready, and whether that has been done. wait.h has the
// edges between these.
enum {
    SLEY_CLAIM_IDLE,   // it runs, or is done
    SLEY_CLAIM_TAKEN,  // in the ready ring, with an outcome
    SLEY_CLAIM_YIELD,  // in the ready ring, for one trip
    SLEY_CLAIM_QUEUED, // parked at one node
    SLEY_CLAIM_SELECT, // parked at several
    SLEY_CLAIM_FAR,    // no task: it stands for one of any executor (core/far.h)
};

// sley_awaitable.flags
enum {
    SLEY_IS_TASK = 1, // a sley_task; else a sley_future
    SLEY_SEEN = 2,    // the outcome was looked at, so an error is handled (S19)
    SLEY_RARE = 4,    // of a task: has a group, an extra, or ended the long way (task.c)
    // an error leaves a region of its frame, which has its row in the trace already
    SLEY_PASSING = 8,
};

// sley_task.cancel
enum {
    SLEY_CANCEL_ASKED = 1, // t.cancel() was called and not taken back
    SLEY_CANCEL_DUE = 2,   // some cancellation is due at the next suspension, here (scope.h)
    SLEY_CANCEL_EXIT = 4,  // it is the program's end: cannot be taken back
};

// What tasks and futures share: an outcome, and the waiters for it.
struct sley_awaitable {
    uint32_t refs;           // handles, and the runtime while a task lives
    uint8_t outcome;         // sley_outcome; written once
    uint8_t flags;           // SLEY_IS_TASK ...
    uint8_t claim;           // of a task: SLEY_CLAIM_*
    uint8_t wake;            // of a task: sley_status to resume with, while TAKEN or YIELD
    sley_executor *executor; // whose it is; never changes
    sley_waiter *waiters;    // line of those to tell, in order of registration
    sley_error *error;       // see I3
};

struct sley_task {
    sley_awaitable base;
    sley_frame *top;        // innermost suspended frame; stale while it runs and when it is done
    sley_scope *scope;      // innermost cancel scope in its frames; NULL: none
    sley_group *group;      // whose child it is; NULL: the program's
    sley_link siblings;     // in spawn order: the group's children or the program's tasks
    sley_wait *parked_at;   // its node, or its first arm; stale unless parked
    const sley_site *site;  // where it was spawned
    sley_task_extra *extra; // name, reason, arena: made when first needed
    uint32_t number;        // for default names
    uint8_t cancel;         // SLEY_CANCEL_*
    uint8_t size_class;     // of its block; 0: too large for one
    uint16_t won;           // the arm that completed; until the next wait
};

SLEY_STATIC_ASSERT(sizeof(sley_task) % 16 == 8,
                   "the frame after a task is aligned to 16, see core/blocks.c");

// ---- spawn (generated code) -----------------------------------------------------------------
//
//     sley_task *t_1 = sley_task_new(task, &m_a__f__fn, &sites[3]);
//     m_a__f__begin(sley_task_frame(t_1), NULL, args);      arguments are moved in (+1)
//     v_t = sley_task_start(t_1, group);                    group or NULL; returns the handle (+1)
//
// m_a__f__spawn(task, group, &sites[3], args) is the three: SLEY_SPAWN1 and its like, below.

static inline void *sley_task_frame(sley_task *t)
{
    return t + 1;
}

// The root frame, to look at.
static inline const sley_frame *sley__root(const sley_task *t)
{
    return (const sley_frame *)(const void *)(t + 1);
}

// What tasks rarely need.
struct sley_task_extra {
    char *at;         // arena: the next free byte
    char *end;        // of the current chunk
    void *chunk;      // the current chunk, which leads to the one before
    size_t total;     // bytes of all chunks
    sley_str *name;   // given name; NULL: FUNCTION#NUMBER
    sley_str *reason; // of the cancellation
    sley_vars *vars;  // what it sees of the task vars; NULL: their first values
};

void sley__var_inherit(const sley_task *by, sley_task *t);

// A block for a task that runs `fn` on the executor of `by`, and sees its task vars as they are
// now; not known to anybody yet. Must be started.
static inline sley_task *sley_task_new(sley_task *by, const sley_fn *fn, const sley_site *site)
{
    sley_executor *e = by->base.executor;
    size_t size = sizeof(sley_task) + fn->frame_size;
    size_t at = SLEY_CLASS_OF(size);
    sley_task *t = (sley_task *)sley__block_new(e, size);
    t->base.refs = 2;
    t->base.outcome = SLEY_UNFINISHED;
    t->base.flags = SLEY_IS_TASK;
    t->base.claim = SLEY_CLAIM_TAKEN; // by its start
    t->base.wake = SLEY_OK;
    t->base.executor = e;
    t->base.waiters = NULL;
    t->base.error = NULL;
    t->scope = NULL;
    t->site = site;
    t->extra = NULL;
    t->number = ++e->task_number;
    t->cancel = 0;
    t->won = 0;
    t->size_class = at < SLEY_CLASS_COUNT ? (uint8_t)at : 0;
    if (SLEY_UNLIKELY(by->extra && by->extra->vars)) sley__var_inherit(by, t);
    return t; // top, group and the siblings: sley_task_start; parked_at: when it parks
}

sley_task *sley__task_start_slow(sley_task *t, sley_group *group);

static inline void sley__task_enter(sley_executor *e, sley_task *t, sley_link *head)
{
    sley__link_add(head, &t->siblings);
    t->top = (sley_frame *)sley_task_frame(t);
    sley__ring_reserve(e);
    sley__ring_push(e, (uintptr_t)t);
}

// Puts it after everything that is ready (S4). Into a group that is closing: it is cancelled
// before its first step (S45). Suspends nothing. Returns t: the handle, one reference.
static inline sley_task *sley_task_start(sley_task *t, sley_group *group)
{
    sley_executor *e = t->base.executor;
    if (SLEY_UNLIKELY(group || e->closing || e->tells_spawns)) {
        return sley__task_start_slow(t, group);
    }
    t->group = NULL;
    sley__task_enter(e, t, &e->tasks);
    return t;
}

// SLEY_SPAWN2(m, int64_t, a_n, sley_chan *, a_out) is SLEY_BEGIN2 of a private function that is
// spawned, too: m__spawn(by, group, site, a_n, a_out) makes a task of it and starts that. It gives
// the handle (+1); the arguments are moved in (+1). Write `static` before it.
#define SLEY_SPAWN0(NAME)                                                           \
    SLEY_BEGIN0(NAME)                                                               \
    static inline sley_task *NAME##__spawn(sley_task *by, sley_group *group,        \
                                           const sley_site *site)                   \
    {                                                                               \
        sley_task *t = sley_task_new(by, &NAME##__fn, site);                        \
        NAME##__begin((NAME##__frame *)sley_task_frame(t), NULL);                   \
        return sley_task_start(t, group);                                           \
    }
#define SLEY_SPAWN1(NAME, T1, P1)                                                   \
    SLEY_BEGIN1(NAME, T1, P1)                                                       \
    static inline sley_task *NAME##__spawn(sley_task *by, sley_group *group,        \
                                           const sley_site *site, T1 P1)            \
    {                                                                               \
        sley_task *t = sley_task_new(by, &NAME##__fn, site);                        \
        NAME##__begin((NAME##__frame *)sley_task_frame(t), NULL, P1);               \
        return sley_task_start(t, group);                                           \
    }
#define SLEY_SPAWN2(NAME, T1, P1, T2, P2)                                           \
    SLEY_BEGIN2(NAME, T1, P1, T2, P2)                                               \
    static inline sley_task *NAME##__spawn(sley_task *by, sley_group *group,        \
                                           const sley_site *site, T1 P1, T2 P2)     \
    {                                                                               \
        sley_task *t = sley_task_new(by, &NAME##__fn, site);                        \
        NAME##__begin((NAME##__frame *)sley_task_frame(t), NULL, P1, P2);           \
        return sley_task_start(t, group);                                           \
    }
#define SLEY_SPAWN3(NAME, T1, P1, T2, P2, T3, P3)                                   \
    SLEY_BEGIN3(NAME, T1, P1, T2, P2, T3, P3)                                       \
    static inline sley_task *NAME##__spawn(sley_task *by, sley_group *group,        \
                                           const sley_site *site,                   \
                                           T1 P1, T2 P2, T3 P3)                     \
    {                                                                               \
        sley_task *t = sley_task_new(by, &NAME##__fn, site);                        \
        NAME##__begin((NAME##__frame *)sley_task_frame(t), NULL, P1, P2, P3);       \
        return sley_task_start(t, group);                                           \
    }
#define SLEY_SPAWN4(NAME, T1, P1, T2, P2, T3, P3, T4, P4)                           \
    SLEY_BEGIN4(NAME, T1, P1, T2, P2, T3, P3, T4, P4)                               \
    static inline sley_task *NAME##__spawn(sley_task *by, sley_group *group,        \
                                           const sley_site *site,                   \
                                           T1 P1, T2 P2, T3 P3, T4 P4)              \
    {                                                                               \
        sley_task *t = sley_task_new(by, &NAME##__fn, site);                        \
        NAME##__begin((NAME##__frame *)sley_task_frame(t), NULL, P1, P2, P3, P4);   \
        return sley_task_start(t, group);                                           \
    }
#define SLEY_SPAWN5(NAME, T1, P1, T2, P2, T3, P3, T4, P4, T5, P5)                   \
    SLEY_BEGIN5(NAME, T1, P1, T2, P2, T3, P3, T4, P4, T5, P5)                       \
    static inline sley_task *NAME##__spawn(sley_task *by, sley_group *group,        \
                                           const sley_site *site,                   \
                                           T1 P1, T2 P2, T3 P3, T4 P4, T5 P5)       \
    {                                                                               \
        sley_task *t = sley_task_new(by, &NAME##__fn, site);                        \
        NAME##__begin((NAME##__frame *)sley_task_frame(t), NULL, P1, P2, P3, P4, P5);\
        return sley_task_start(t, group);                                           \
    }

// `spawn f() as "name"`: before it runs. Borrows.
void sley_task_set_name(sley_task *t, sley_str *name);

// ---- the handle -----------------------------------------------------------------------------

void sley__task_free(sley_task *t);
void sley__awaitable_free(sley_awaitable *a);

static inline void sley__awaitable_release(sley_awaitable *a)
{
    if (a && --a->refs == 0) sley__awaitable_free(a);
}

SLEY_REFCOUNTED(sley_task, base.refs, sley__task_free)

static inline bool sley_task_done(const sley_task *t)
{
    return t->base.outcome != SLEY_UNFINISHED;
}

static inline bool sley_task_cancelled(const sley_task *t)
{
    return t->base.outcome == SLEY_STOPPED;
}

// t.cancel(reason): requests (S40). `reason` is borrowed, may be NULL, the first one is kept.
// False when done.
bool sley_task_cancel(sley_task *t, sley_str *reason);
sley_str *sley_task_reason(const sley_task *t); // +1 or NULL

sley_str *sley_task_name(const sley_task *t);  // +1: "client 7", "serve#3"
sley_str *sley_task_state(const sley_task *t); // +1: created ready running waiting cancelling ...
const char *sley_task_state_text(const sley_task *t);

// t.result(): copies the value to `result` (NULL for unit), or throws NotDone, WasCancelled, its
// error (S17). t.error(): the error or NULL (+1), or throws NotDone, WasCancelled.
sley_status sley_task_result(sley_task *task, sley_task *t, void *result);
sley_status sley_task_error(sley_task *task, sley_task *t, sley_error **error);

// t.on_done(fn): fn(t) is scheduled when it ends, or now if it has (S25, S26). `fn` is borrowed;
// its code is void (*)(sley_closure *, sley_task *), or the throwing form. remove_on_done gives
// how many went (S27).
void sley_task_on_done(sley_task *t, sley_closure *fn, const sley_site *site);
// With the task vars as they are in the context now.
struct sley_context;
void sley_task_on_done_in(sley_task *t, sley_closure *fn, const struct sley_context *context,
                          const sley_site *site);
int64_t sley_task_remove_on_done(sley_task *t, sley_closure *fn);

// The live tasks in spawn order, as list[task[T]]; the current one (+1, NULL outside any).
sley_list *sley_tasks(sley_executor *e);
sley_task *sley_current(sley_executor *e);
int64_t sley_task_count(const sley_executor *e);

void sley_task_print(sley_text *out, const sley_task *t); // <task NAME STATE ...>
extern const sley_type sley_type_task;                    // a place that holds a sley_task *

// ---- frames on the task's arena -------------------------------------------------------------
//
//     f->a1 = sley_frame_push(task, sizeof(m_a__fib__frame));
//     m_a__fib__begin(f->a1, self, n - 1);
//     st = sley_call(task, sley_awaits(self, 1, &f->a1->base));
//     if (st == SLEY_PENDING) return st;
// resume_1:
//     sley_frame_pop(task, f->a1);      readable until the next push in this task
//     if (sley_failed(task, self, st)) goto leave_1;

void *sley__blocks_push_slow(sley_task *task, size_t size);
void sley__blocks_pop_slow(sley_task *task, void *frame);
sley_status sley__sched_call_fresh(sley_task *task, sley_frame *callee);

// A frame for a recursive or large callee, or one whose size only the callee knows. Too deep: a
// panic.
static inline void *sley_frame_push(sley_task *task, size_t size)
{
    sley_task_extra *x = task->extra;
    size = (size + 15) & ~(size_t)15;
    if (SLEY_LIKELY(x && (size_t)(x->end - x->at) >= size)) {
        void *frame = x->at;
        x->at += size;
        return frame;
    }
    return sley__blocks_push_slow(task, size);
}

// Frames go in the reverse order of their making. All memory goes when the task ends.
static inline void sley_frame_pop(sley_task *task, void *frame)
{
    sley_task_extra *x = task->extra;
    if (SLEY_LIKELY((char *)frame >= (char *)x->chunk && (char *)frame < x->end)) {
        x->at = (char *)frame;
        return;
    }
    sley__blocks_pop_slow(task, frame);
}

static inline uintptr_t sley__stack_at(void)
{
#if defined(__GNUC__)
    void *at = __builtin_frame_address(0);
    return (uintptr_t)at;
#else
    char here = 0;
    char *volatile at = &here;
    return (uintptr_t)at;
#endif
}

// Runs a callee that was begun; on a deep C stack by way of the scheduler, without giving way.
static inline sley_status sley_call(sley_task *task, sley_frame *callee)
{
#if !defined(SLEY_HOSTILE)
    if (SLEY_LIKELY(sley__stack_at() > (uintptr_t)task->base.executor->stack_limit)) {
        return callee->fn->resume(task, callee, SLEY_OK);
    }
#endif
    return sley__sched_call_fresh(task, callee);
}

// Awaits the function NAME, whose frame lies in AREA and was begun: an ordinary call.
#if defined(SLEY_HOSTILE)
#define SLEY_AWAIT(NAME, TASK, SELF, STATE, AREA) \
    sley__sched_call_fresh(TASK, sley_awaits(SELF, STATE, &(AREA).base))
#else
#define SLEY_AWAIT(NAME, TASK, SELF, STATE, AREA) \
    NAME##__resume(TASK, sley_awaits(SELF, STATE, &(AREA).base), SLEY_OK)
#endif

#ifdef __cplusplus
}
#endif

#endif
