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
// is the declaration; behind the awaits come throws and panics. Known to emit_table.c.
struct sley_site {
    uint32_t line;
    uint32_t row;     // its own number: `site - site->row` is row 0
    uint32_t child;   // await of a call: SLEY_CHILD or SLEY_CHILD_AT; 0: a leaf operation
    const char *text; // what is done there: "recv", "weigh(n)"; of row 0: SLEY_NAMED
};

// The text of row 0: the function's name, and behind its end the name of the file.
#define SLEY_NAMED(NAME, FILE) NAME "\0" FILE

// Where the callee's frame lies in the caller's: itself, or a pointer to it (arena frames).
#define SLEY_CHILD(NAME, MEMBER) ((uint32_t)offsetof(NAME##__frame, MEMBER))
#define SLEY_CHILD_AT(NAME, MEMBER) ((uint32_t)offsetof(NAME##__frame, MEMBER) | 1u)

// "stats.drain", the function that the site is in.
static inline const char *sley_site_function(const sley_site *site)
{
    return (site - site->row)->text;
}

// "stats.sley"
static inline const char *sley_site_file(const sley_site *site)
{
    const char *name = sley_site_function(site);
    return name + strlen(name) + 1;
}

// What lies where in a frame, and in which states it is alive: for dumps and debuggers, and for the
// release of what a task's frame owns. Parameters come first.
typedef struct sley_trace {
    const char *name;      // as in Sley source
    uint32_t offset;       // in the frame
    uint32_t is_param;
    const sley_type *type; // prints it
    uint64_t states;       // bit k: alive while the state is k; bit 63 stands for all above
} sley_trace;

#define SLEY_PARAM(NAME, MEMBER, TEXT, TYPE) \
    {TEXT, (uint32_t)offsetof(NAME##__frame, MEMBER), 1, &(TYPE), UINT64_MAX}
#define SLEY_VAR(NAME, MEMBER, TEXT, TYPE, STATES) \
    {TEXT, (uint32_t)offsetof(NAME##__frame, MEMBER), 0, &(TYPE), STATES}

// An async function, as dumps, reports and the scheduler see it. Known to emit_table.c.
struct sley_fn {
    sley_resume *resume;
    const sley_site *sites;  // row 0 is the declaration, and names function and file
    const sley_type *result; // NULL: unit
    uint32_t result_offset;  // of `result` in the frame
    uint32_t frame_size;
    const sley_trace *trace;
    uint32_t trace_count;
    uint16_t site_count;
    bool owns_params; // of a task's frame: they are released when it ends
};

// SLEY_FN(m, 120, SLEY_TRACED) declares m__resume and defines m__fn from m__frame, whose size it
// pins (with 64-bit pointers), m__sites and m__trace. SLEY_FN_RESULT is for functions with a
// result; SLEY_EXPORT_FN and SLEY_EXPORT_FN_RESULT for those that others call.
//     TRACE    SLEY_TRACED, SLEY_UNTRACED (there is no m__trace), or SLEY_OWNING: traced, and a
//              task's frame owns the parameters
#define SLEY_FN(NAME, SIZE, TRACE)              \
    static sley_resume NAME##__resume;          \
    static SLEY_EXPORT_FN(NAME, SIZE, TRACE)
#define SLEY_FN_RESULT(NAME, SIZE, TYPE, TRACE) \
    static sley_resume NAME##__resume;          \
    static SLEY_EXPORT_FN_RESULT(NAME, SIZE, TYPE, TRACE)
// For what uses a function before it is written.
#define SLEY_FN_AHEAD(NAME)            \
    static const sley_fn NAME##__fn;   \
    static sley_resume NAME##__resume
#define SLEY_EXPORT_FN(NAME, SIZE, TRACE) SLEY__FN(NAME, SIZE, NULL, 0, TRACE)
#define SLEY_EXPORT_FN_RESULT(NAME, SIZE, TYPE, TRACE) \
    SLEY__FN(NAME, SIZE, &(TYPE), (uint32_t)offsetof(NAME##__frame, result), TRACE)
#define SLEY_TRACED(NAME) NAME##__trace, SLEY__COUNT(NAME##__trace), false
#define SLEY_OWNING(NAME) NAME##__trace, SLEY__COUNT(NAME##__trace), true
#define SLEY_UNTRACED(NAME) NULL, 0, false
#define SLEY__COUNT(ROWS) ((uint32_t)(sizeof(ROWS) / sizeof(ROWS)[0]))
#define SLEY__FN(NAME, SIZE, TYPE, OFFSET, TRACE)                                             \
    const sley_fn NAME##__fn = SLEY__FN_ROW(NAME, TYPE, OFFSET, TRACE(NAME));                 \
    SLEY_FRAME_SIZE(NAME, SIZE)
#define SLEY__FN_ROW(NAME, TYPE, OFFSET, ...) \
    SLEY__FN_ROW_OF(NAME, TYPE, OFFSET, __VA_ARGS__)
#define SLEY__FN_ROW_OF(NAME, TYPE, OFFSET, TRACE, COUNT, OWNS)                              \
    {NAME##__resume, NAME##__sites, TYPE, OFFSET, (uint32_t)sizeof(NAME##__frame), TRACE,     \
     COUNT, (uint16_t)SLEY__COUNT(NAME##__sites), OWNS}

// The size that the frame report tells.
#define SLEY_FRAME_SIZE(NAME, SIZE)                                              \
    SLEY_STATIC_ASSERT(sizeof(void *) != 8 || sizeof(NAME##__frame) == (SIZE),   \
                       #NAME ": see the frame report")

// The head of every frame: 24 bytes.
struct sley_frame {
    const sley_fn *fn;
    sley_frame *caller; // who awaits this call; NULL: the task's root
    uint32_t state;     // see I2
    uint32_t flags;     // 0
};

static inline void sley_frame_init(sley_frame *f, sley_frame *caller, const sley_fn *fn)
{
#if defined(SLEY_HOSTILE) // for tests: nothing may rely on what lay there before
    memset(f, 0xA5, fn->frame_size);
#endif
    f->fn = fn;
    f->caller = caller;
    f->state = 0;
    f->flags = 0;
}

// SLEY_BEGIN2(m, int64_t, a_n, sley_chan *, a_out) defines m__begin(f, caller, a_n, a_out), which
// starts a call: it fills in the frame's head and parameters. Write `static` before it for a
// private function.
#define SLEY_BEGIN0(NAME)                                                             \
    void NAME##__begin(NAME##__frame *f, sley_frame *caller)                          \
    {                                                                                 \
        sley_frame_init(&f->base, caller, &NAME##__fn);                               \
    }
#define SLEY_BEGIN1(NAME, T1, P1)                                                     \
    void NAME##__begin(NAME##__frame *f, sley_frame *caller, T1 P1)                   \
    {                                                                                 \
        sley_frame_init(&f->base, caller, &NAME##__fn);                               \
        f->P1 = P1;                                                                   \
    }
#define SLEY_BEGIN2(NAME, T1, P1, T2, P2)                                             \
    void NAME##__begin(NAME##__frame *f, sley_frame *caller, T1 P1, T2 P2)            \
    {                                                                                 \
        sley_frame_init(&f->base, caller, &NAME##__fn);                               \
        f->P1 = P1;                                                                   \
        f->P2 = P2;                                                                   \
    }
#define SLEY_BEGIN3(NAME, T1, P1, T2, P2, T3, P3)                                     \
    void NAME##__begin(NAME##__frame *f, sley_frame *caller, T1 P1, T2 P2, T3 P3)     \
    {                                                                                 \
        sley_frame_init(&f->base, caller, &NAME##__fn);                               \
        f->P1 = P1;                                                                   \
        f->P2 = P2;                                                                   \
        f->P3 = P3;                                                                   \
    }
#define SLEY_BEGIN4(NAME, T1, P1, T2, P2, T3, P3, T4, P4)                             \
    void NAME##__begin(NAME##__frame *f, sley_frame *caller,                          \
                       T1 P1, T2 P2, T3 P3, T4 P4)                                    \
    {                                                                                 \
        sley_frame_init(&f->base, caller, &NAME##__fn);                               \
        f->P1 = P1;                                                                   \
        f->P2 = P2;                                                                   \
        f->P3 = P3;                                                                   \
        f->P4 = P4;                                                                   \
    }
#define SLEY_BEGIN5(NAME, T1, P1, T2, P2, T3, P3, T4, P4, T5, P5)                     \
    void NAME##__begin(NAME##__frame *f, sley_frame *caller,                          \
                       T1 P1, T2 P2, T3 P3, T4 P4, T5 P5)                             \
    {                                                                                 \
        sley_frame_init(&f->base, caller, &NAME##__fn);                               \
        f->P1 = P1;                                                                   \
        f->P2 = P2;                                                                   \
        f->P3 = P3;                                                                   \
        f->P4 = P4;                                                                   \
        f->P5 = P5;                                                                   \
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

#define SLEY_CLASS_OF(SIZE) (((SIZE) + SLEY_CLASS_BYTES - 1) / SLEY_CLASS_BYTES)

// A block of `size` bytes: its address is 8 modulo 16, so that the frame behind a task is aligned
// to 16.
static inline void *sley__block_new(sley_executor *e, size_t size)
{
    size_t at = SLEY_CLASS_OF(size);
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
