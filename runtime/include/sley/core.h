// SPDX-License-Identifier: MIT
// core.h - the machine that generated code runs on: status, frames, sites, the executor.
//
// An async function is a struct (its frame) and a resume function. Awaiting one is an ordinary C
// call of its resume function; only leaf operations suspend.
//
// I1  `top` of a suspended task is its innermost frame, and the `caller` links lead from there to
//     its root frame, whose caller is NULL. The scheduler resumes `top`, and its callers as they
//     become able to run.
// I2  While a frame awaits, `state` is the number of that await: `sites[state]` says its line and
//     where the callee's frame lies. While it runs between awaits `state` is 0 (its declaration).
//     Hence the stack of a running task can be walked from its root.
// I3  A task waits in at most one place. `wait` is its claim word: whoever completes the wait
//     takes it from QUEUED to CLAIMED, once, and puts the task into the ready ring (wait.h).
// I4  The ready ring has room for every live task and every callback at once: what enters it is
//     counted when it is made (sley__ring_reserve). `head` is taken next, `tail` written next;
//     both run freely.
#ifndef SLEY_CORE_H
#define SLEY_CORE_H

#include "sley/value.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum sley_status {
    SLEY_OK,        // completed; the result is where the caller said
    SLEY_PENDING,   // suspended; return it at once, touching nothing
    SLEY_ERROR,     // failed; the error is in the task
    SLEY_CANCELLED, // the third outcome; no error in the task
} sley_status;

typedef struct sley_fn sley_fn;
typedef struct sley_frame sley_frame;
typedef struct sley_executor sley_executor;

// Runs `self` from its state on, with the outcome of what it waited for. Starts it when its state
// is 0.
typedef sley_status sley_resume(sley_task *task, sley_frame *self, sley_status st);

// A place in Sley source. Row k of a function's sites is where it is while its state is k; row 0
// is the declaration; behind the awaits come throws and panics.
struct sley_site {
    uint32_t line;
    uint32_t child;    // await of a call: SLEY_CHILD or SLEY_CHILD_AT; 0: a leaf operation
    const char *text;  // what is done there: "recv", "weigh(n)"
    const sley_fn *fn; // whose site it is
};

// Where the callee's frame lies in the caller's: itself, or a pointer to it (arena frames).
#define SLEY_CHILD(FRAME, MEMBER) ((uint32_t)offsetof(FRAME, MEMBER))
#define SLEY_CHILD_AT(FRAME, MEMBER) ((uint32_t)offsetof(FRAME, MEMBER) | 1u)

// What lies where in a frame, and in which states it is alive: for dumps and debuggers.
typedef struct sley_trace {
    const char *name;      // as in Sley source
    uint32_t offset;       // in the frame
    uint32_t reserved;     // 0
    const sley_type *type; // prints it
    uint64_t states;       // bit k: alive while the state is k; bit 63 stands for all above
} sley_trace;

// A function, as dumps, reports and the scheduler see it. Known to emit_table.c.
struct sley_fn {
    sley_resume *resume;     // NULL: a plain function
    const char *name;        // "stats.drain"
    const char *file;        // "stats.sley"
    const sley_site *sites;  // row 0 is the declaration; NULL when there are none
    const sley_type *result; // NULL: unit
    uint32_t result_offset;  // of `result` in the frame
    uint32_t frame_size;
    const sley_trace *trace;
    uint32_t trace_count;
    uint32_t site_count;
    void (*drop_args)(sley_frame *frame); // releases what a task's frame owns; may be NULL
};

// SLEY_FN(m, "name", "file", RESULT, TRACE, DROP) defines m__fn from m__resume, m__frame and
// m__sites. Write `static` before it for a private function; m__sites refers to m__fn, so declare
// that first.
//     RESULT   SLEY_NO_RESULT or SLEY_RESULT(m, type)
//     TRACE    SLEY_NO_TRACE or SLEY_TRACE(m)
//     DROP     m__drop or NULL
#define SLEY_RESULT(NAME, TYPE) &(TYPE), (uint32_t)offsetof(NAME##__frame, result)
#define SLEY_NO_RESULT NULL, 0
#define SLEY_TRACE(NAME) NAME##__trace, SLEY__COUNT(NAME##__trace)
#define SLEY_NO_TRACE NULL, 0
#define SLEY__COUNT(ROWS) ((uint32_t)(sizeof(ROWS) / sizeof(ROWS)[0]))
// clang-format off
#define SLEY_FN(NAME, TEXT, FILE, RESULT, TRACE, DROP)                      \
    const sley_fn NAME##__fn = {                                            \
        NAME##__resume, TEXT, FILE, NAME##__sites, RESULT,                  \
        (uint32_t)sizeof(NAME##__frame), TRACE, SLEY__COUNT(NAME##__sites), \
        DROP}
// clang-format on

// The same for a plain function, whose sites only need a name and a file:
//     static SLEY_PLAIN_FN(m_a__f, "a.f", "a.sley");
#define SLEY_PLAIN_FN(NAME, TEXT, FILE) \
    const sley_fn NAME##__fn = {NULL, TEXT, FILE, NULL, NULL, 0, 0, NULL, 0, 0, NULL}

// The head of every frame: 24 bytes.
struct sley_frame {
    const sley_fn *fn;
    sley_frame *caller; // who awaits this call; NULL: the task's root
    uint32_t state;     // see I2
    uint32_t flags;     // 0
};

static inline void sley_frame_init(sley_frame *f, sley_frame *caller, const sley_fn *fn)
{
    f->fn = fn;
    f->caller = caller;
    f->state = 0;
    f->flags = 0;
}

// A state that no case names: memory was overwritten. Ends the program.
SLEY_NORETURN void sley_bad_state(const sley_frame *self);

// ---- the executor ---------------------------------------------------------------------------

enum {
    SLEY_CLASS_BYTES = 16, // blocks are multiples of this
    SLEY_CLASS_COUNT = 65, // the largest size class is 1024 bytes; more comes from malloc
    SLEY_STEP_CREDITS = 1024 // operations one step completes without waiting, then it gives way
};

// A ring of tasks with a head of its own; an empty one leads to itself.
typedef struct sley_link {
    struct sley_link *next;
    struct sley_link *prev;
} sley_link;

// What inlines touch; the rest follows in runtime/internal.h. Only the executor's own thread may.
struct sley_executor {
    uintptr_t *ring;      // ready tasks; bit 0 set: a sley_handle (callback)
    uint32_t head;        // next to run
    uint32_t tail;        // next free
    uint32_t mask;        // capacity - 1
    int32_t credits;      // left of this step
    sley_task *current;   // whose step it is; the executor's own task in callbacks and plain code
    char *stack_limit;    // an await below this address goes by way of the scheduler
    uint32_t timer_count; // armed timers
    uint32_t task_number; // number given to the last task
    uint32_t stop_at;     // sched.c: the run stops when head is here
    uint32_t ring_users;  // tasks and callbacks that may be in the ring
    int32_t step_credits; // credits of each step; 0: every leaf operation gives way once
    bool closing;         // main has ended: what is spawned now is cancelled at once
    sley_link tasks;      // the program's own, in spawn order; groups hold the others
    void *free_blocks[SLEY_CLASS_COUNT]; // by size class, each block's first word leads to the next
};

// The executor of this thread, for code that has no task at hand. Not for hot paths.
sley_executor *sley_here(void);

// The task that plain code on this thread runs in: the current one, or the executor's own.
sley_task *sley_here_task(void);

void sley__ring_grow(sley_executor *e);
void *sley__block_slow(sley_executor *e, size_t size);

// A block of `size` bytes: its address is 8 modulo 16, so that the frame behind a task is aligned
// to 16.
static inline void *sley__block_new(sley_executor *e, size_t size)
{
    size_t at = (size + SLEY_CLASS_BYTES - 1) / SLEY_CLASS_BYTES;
    if (SLEY_LIKELY(at < SLEY_CLASS_COUNT && e->free_blocks[at])) {
        void *block = e->free_blocks[at];
        memcpy(&e->free_blocks[at], block, sizeof(void *));
        return block;
    }
    return sley__block_slow(e, size);
}

// To the tail of the ready ring: the only way in (S2).
static inline void sley__ring_push(sley_executor *e, uintptr_t entry)
{
    e->ring[e->tail & e->mask] = entry;
    e->tail++;
}

// Before something that can be ready is made: one more entry (I4). Given back when it is over.
static inline void sley__ring_reserve(sley_executor *e)
{
    if (SLEY_UNLIKELY(e->ring_users++ >= e->mask)) sley__ring_grow(e);
}

// ---- panics ---------------------------------------------------------------------------------

// Ends the program with status 134: the message, the async stack with lines, the task. `text` is
// one line without a newline; user output is flushed first.
SLEY_NORETURN SLEY_COLD void sley_panic(const sley_site *site, const char *text);

#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
SLEY_NORETURN SLEY_COLD void sley_panicf(const sley_site *site, const char *format, ...);

#ifdef __cplusplus
}
#endif

#endif
