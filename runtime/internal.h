// SPDX-License-Identifier: MIT
// internal.h - what the files of the runtime core share: the whole executor, and calls between
// files.
//
// I1  There is one executor per thread; only that thread touches it and what belongs to it.
// I2  Nothing here runs Sley code except sched.c: all else only makes tasks and callbacks ready
//     (S1).
#ifndef SLEY_INTERNAL_H
#define SLEY_INTERNAL_H

#include <uv.h>

#include "seam.h"
#include "sley/future.h"
#include "sley/io.h"
#include "sley/loop.h"
#include "sley/program.h"
#include "sley/scope.h"
#include "sley/select.h"
#include "sley/str.h"
#include "sley/text.h"
#include "sley/time.h"
#include "values.h"

// Under ASan each block comes from malloc, so that a use after free is seen (mem.c).
#if defined(__SANITIZE_ADDRESS__)
#define BLOCKS_BY_MALLOC 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define BLOCKS_BY_MALLOC 1
#endif
#endif
#ifndef BLOCKS_BY_MALLOC
#define BLOCKS_BY_MALLOC 0
#endif

// Keeps the rare branches of a hot function out of it, with the registers they would need saved.
#if defined(__GNUC__)
#define NOINLINE __attribute__((noinline))
#else
#define NOINLINE
#endif

#define container_of(ptr, type, member) ((type *)(void *)((char *)(ptr)-offsetof(type, member)))

enum {
    TURN_BUDGET = 256, // resumes before a due timer fires although tasks are ready
    IDLE_TURNS = 16,   // turns between looks at libuv while no task waits for it (signals)
    NANOS_PER_MS = 1000000,
};

// One armed timer. ORDER timer.c
typedef struct timer_entry {
    int64_t deadline;
    uint64_t order; // of registration: breaks ties (S7)
    sley_wait *wait;
} timer_entry;

typedef struct slab slab;

typedef struct executor {
    sley_executor hot; // first: what inlines see

    // sched.c
    const sley_awaitable *until; // the run ends when this has ended
    bool stopping;               // the run ends with this batch
    bool running;
    uint32_t pass_end;   // what was ready when the batch began ends here (S13)
    uint32_t idle_turns; // since libuv was looked at

    // task.c
    sley_link failed;     // tasks that failed and that nobody has looked at yet
    uint32_t handles;     // callbacks; hot.ring_users counts these and the live tasks
    uint32_t chan_number; // given to the last channel

    // timer.c
    timer_entry *heap; // 4-ary, by (deadline, order)
    uint32_t heap_cap;
    uint64_t timer_order;

    // seam
    const sley_seam *seam;
    uint64_t random;     // state of the schedule's generator; never 0
    bool random_order;   // pick the next task at random among the ready
    bool scrub;          // overwrite the C stack between steps
    int64_t virtual_now; // of the sim
    uint32_t looks;      // at the outside since its clock moved
    uint32_t sources;    // waits that something outside can complete (sley__source_hold)
    uv_loop_t loop;
    uv_timer_t poll_timer;
    uv_signal_t dump_signal;
    uv_async_t interrupt; // SIGINT, from its handler
    bool has_signals;
    struct io_link *io; // ring of open I/O objects (io_internal.h)
    sley_conn *input;   // standard input, once it is used

    // mem.c
    slab *slabs;
    size_t blocks; // given out and not returned

    // program
    sley_task *main; // NULL once it has ended
    bool exiting;    // exit() was called, or SIGINT came
    int exit_code;
    sley_str *exit_text;
    int64_t shutdown_bound; // ns
    sley_unhandled_fn *unhandled;
    void *unhandled_context;
    sley_loop *manual; // the open manual loop, if any

    // The task that callbacks and plain code run in: it has no frame, and is not in the ring.
    sley_task own;
} executor;

static inline executor *full(const sley_executor *e)
{
    return (executor *)(uintptr_t)e; // hot is the first member
}

// ---- executor.c -----------------------------------------------------------------------------

// Opens the executor of this thread. Settings come from the environment (executor.c says which).
executor *sley__executor_open(const sley_seam *seam, uint64_t seed);
// Frees everything; leftover tasks have been dealt with. True: a block or a task is still held.
bool sley__executor_close(executor *x);
uint64_t sley__random(executor *x);
executor *sley__here(void); // this thread's; NULL: none
// Callbacks that have not run are destroyed: those that are ready, and those that wait for a time
// (S14).
void sley__drop_callbacks(executor *x);

// ---- mem.c ----------------------------------------------------------------------------------

void sley__mem_close(executor *x);
void sley__block_free_alone(executor *x, void *block);

// `at`: its size class, 0 when it is larger than any.
static inline void sley__block_free(sley_executor *e, void *block, size_t at)
{
    if (BLOCKS_BY_MALLOC || SLEY_UNLIKELY(at == 0)) {
        sley__block_free_alone(full(e), block);
        return;
    }
    memcpy(block, &e->free_blocks[at], sizeof(void *));
    e->free_blocks[at] = block;
}

sley_task_extra *sley__task_extra(sley_task *task); // made when it is first asked for
void sley__arena_free(sley_task *task);

// ---- sched.c --------------------------------------------------------------------------------

// Runs until `until` has ended or the run is stopped; false: nothing can ever run again.
bool sley__run(executor *x, const sley_awaitable *until);
// One turn; false: nothing was ready, nothing is armed, nothing outside can come.
bool sley__turn(executor *x, int64_t latest);
void sley__run_ready(executor *x, uint32_t budget); // at most so many resumes
// The run ends behind what is ready now, or (batch) was ready when the batch in progress began.
void sley__run_cut(executor *x, bool batch);
void sley__call_handle(executor *x, sley_handle *h);

// ---- callback.c -----------------------------------------------------------------------------

extern const sley_wait_kind sley__handle_kind;                     // a handle's timer
sley_handle *sley__handle_new(sley_executor *e, sley_closure *fn); // WAITS; two references
void sley__handle_ready(sley_handle *h);

// ---- wait.c ---------------------------------------------------------------------------------

// The task leaves what it waits for; all nodes unlinked, their values dropped. Then ready with
// `st`.
void sley__withdraw(sley_task *task, sley_status st);

// ---- timer.c --------------------------------------------------------------------------------

void sley__timer_add(sley_executor *e, sley_wait *w, int64_t deadline);
void sley__timer_remove(sley_executor *e, sley_wait *w); // does nothing when it is not armed
bool sley__timer_fire(executor *x, int64_t now);         // the first one due; false: none
int64_t sley__timer_next(const executor *x);             // deadline; INT64_MAX: none
int64_t sley__deadline(const sley_executor *e, int64_t duration); // now + duration, saturating
int64_t sley__timer_deadline(const executor *x, const sley_wait *w);
void sley__timer_check(const executor *x); // the heap's invariant, in asserts

// ---- task.c ---------------------------------------------------------------------------------

void sley__task_end(executor *x, sley_task *t, sley_status st);
static inline sley_task *sley__task_of(sley_link *link)
{
    return container_of(link, sley_task, siblings);
}

static inline void sley__link_init(sley_link *head)
{
    head->next = head->prev = head;
}

static inline bool sley__link_is_empty(const sley_link *head)
{
    return head->next == head;
}

static inline void sley__link_add(sley_link *head, sley_link *link)
{
    link->next = head;
    link->prev = head->prev;
    head->prev->next = link;
    head->prev = link;
}

static inline void sley__link_remove(sley_link *link)
{
    link->prev->next = link->next;
    link->next->prev = link->prev;
    link->next = NULL;
}

// Tasks that have not ended.
static inline uint32_t sley__live(const executor *x)
{
    return x->hot.ring_users - x->handles;
}

// Calls fn for every live task, spawn order within each owner, children behind their owner.
void sley__task_each(executor *x, void (*fn)(sley_task *t, void *context), void *context);
const char *sley__task_label(const sley_task *t, char *out, size_t cap); // its name, for reports

// ---- future.c: what tasks and futures share -------------------------------------------------

void sley__awaitable_tell(sley_awaitable *a);
void sley__join_describe(sley_wait *wait, char *out, size_t cap); // what it waits for, for reports

// The outcome is decided: tells everybody who waits, in order (S25). Result and error are in
// place. The run that waits for this one ends behind what is ready now (S13, S21).
static inline void sley__awaitable_end(sley_awaitable *a, sley_outcome outcome)
{
    executor *x = full(a->executor);
    a->outcome = (uint8_t)outcome;
    if (SLEY_UNLIKELY(x->until == a)) sley__run_cut(x, false);
    if (a->waiters) sley__awaitable_tell(a);
}

// Copies the outcome to a waiter: its value to `result`, its error into the task. The await's
// status.
sley_status sley__awaitable_deliver(sley_task *task, sley_awaitable *a, void *result);
bool sley__awaitable_cancel(sley_awaitable *a);
const sley_type *sley__awaitable_type(const sley_awaitable *a); // of its value; NULL: unit
void *sley__awaitable_value(sley_awaitable *a);
void sley__awaitable_on_done(sley_awaitable *a, sley_closure *fn);
int64_t sley__awaitable_remove_on_done(sley_awaitable *a, sley_closure *fn);
sley_status sley__awaitable_result(sley_task *task, sley_awaitable *a, void *result);
sley_status sley__awaitable_error(sley_task *task, sley_awaitable *a, sley_error **error);

// ---- cancel.c -------------------------------------------------------------------------------

void sley__cancel_refresh(sley_task *task);   // recomputes SLEY_CANCEL_DUE
void sley__cancel_interrupt(sley_task *task); // delivers what is due to where the task waits
void sley__scope_ask(sley_scope *s);          // cancel the scope's body
void sley__scope_push(sley_task *task, sley_scope *s, uint8_t kind);
void sley__scope_pop(sley_task *task, sley_scope *s);
void sley__task_cancel_for_exit(sley_task *t);

// ---- group.c --------------------------------------------------------------------------------

void sley__group_child_ended(sley_group *g, sley_task *child);

// ---- error.c --------------------------------------------------------------------------------

void sley__error_add(sley_error *error, uintptr_t row); // to the trace
void sley__error_cut(sley_error *error,
                     const sley_site *spawned); // a second reader: forget the first's rows
void sley__error_message(const sley_error *error, sley_text *out);
// An error nobody looked at, or that came out of a callback: to the handler, or to stderr (S19,
// S105).
void sley__unhandled(executor *x, const char *message, const sley_task *t, sley_error *error);

// ---- main.c ---------------------------------------------------------------------------------

// The end of main, parts 2 to 4 there. `kept`: a task in the middle of its step, which cannot end.
void sley__wind_down(executor *x, const sley_task *kept);

// ---- stack.c --------------------------------------------------------------------------------

void sley__guard_stack(void); // of the thread that runs the program

// ---- reports: panic.c dump.c deadlock.c -----------------------------------------------------

// Text on its way to stderr: nothing is allocated; written in large pieces.
typedef struct report {
    size_t len;
    char text[8192];
} report;

void sley__report_begin(report *r); // flushes user output
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void sley__report_add(report *r, const char *format, ...);
void sley__report_end(report *r);
void sley__report_error(report *r, const sley_error *error); // "TYPE: message" and the trace
void sley__report_task(report *r, sley_task *t);             // its block in a dump
void sley__report_stack(report *r, const sley_task *t);
void sley__flush_output(void);
SLEY_NORETURN void sley__deadlock(executor *x);
void sley__report_deadlock(executor *x);

#endif
