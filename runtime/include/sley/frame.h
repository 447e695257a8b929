// SPDX-License-Identifier: MIT
// frame.h - async functions: frames, sites, and what the scheduler knows of a function.
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
#ifndef SLEY_FRAME_H
#define SLEY_FRAME_H

#include "sley/site.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sley_fn sley_fn;
typedef struct sley_frame sley_frame;

// Runs `self` from its state on, with the outcome of what it waited for. Starts it when its state
// is 0.
typedef sley_status sley_resume(sley_task *task, sley_frame *self, sley_status st);

// Where the callee's frame lies in the caller's: itself, or a pointer to it (arena frames).
#define SLEY_CHILD(NAME, MEMBER) ((uint32_t)offsetof(NAME##__frame, MEMBER))
#define SLEY_CHILD_AT(NAME, MEMBER) ((uint32_t)offsetof(NAME##__frame, MEMBER) | 1u)

// An argument that a task's frame owns: the runtime releases it when the task has ended.
typedef struct sley_owned {
    uint32_t offset; // in the frame
    const sley_type *type;
} sley_owned;

// SLEY_OWNED(m, (a_name, sley_type_str), (a_out, sley_type_chan)) lists those of m; up to eight.
// With more, SLEY_OWNED_ROWS(m, SLEY_OWNED_ROW(m, a_name, sley_type_str), ...).
#define SLEY_OWNED(NAME, ...) \
    SLEY_OWNED_ROWS(NAME, SLEY__EACH(__VA_ARGS__)(SLEY__OWNED_ROW, NAME, __VA_ARGS__))
#define SLEY_OWNED_ROWS(NAME, ...) static const sley_owned NAME##__owned[] = {__VA_ARGS__}
#define SLEY_OWNED_ROW(NAME, MEMBER, TYPE) {(uint32_t)offsetof(NAME##__frame, MEMBER), &(TYPE)}
#define SLEY__OWNED_ROW(NAME, ROW) SLEY__OWNED_ROW_OF(NAME, SLEY__OPENED ROW)
#define SLEY__OWNED_ROW_OF(...) SLEY_OWNED_ROW(__VA_ARGS__)
#define SLEY__OPENED(...) __VA_ARGS__

// SLEY__EACH(rows)(M, NAME, rows): M(NAME, row) for each, with commas between.
#define SLEY__EACH(...) \
    SLEY__NINTH(__VA_ARGS__, SLEY__EACH8, SLEY__EACH7, SLEY__EACH6, SLEY__EACH5, SLEY__EACH4, \
                SLEY__EACH3, SLEY__EACH2, SLEY__EACH1, 0)
#define SLEY__NINTH(R1, R2, R3, R4, R5, R6, R7, R8, PICKED, ...) PICKED
#define SLEY__EACH1(M, NAME, R) M(NAME, R)
#define SLEY__EACH2(M, NAME, R, ...) M(NAME, R), SLEY__EACH1(M, NAME, __VA_ARGS__)
#define SLEY__EACH3(M, NAME, R, ...) M(NAME, R), SLEY__EACH2(M, NAME, __VA_ARGS__)
#define SLEY__EACH4(M, NAME, R, ...) M(NAME, R), SLEY__EACH3(M, NAME, __VA_ARGS__)
#define SLEY__EACH5(M, NAME, R, ...) M(NAME, R), SLEY__EACH4(M, NAME, __VA_ARGS__)
#define SLEY__EACH6(M, NAME, R, ...) M(NAME, R), SLEY__EACH5(M, NAME, __VA_ARGS__)
#define SLEY__EACH7(M, NAME, R, ...) M(NAME, R), SLEY__EACH6(M, NAME, __VA_ARGS__)
#define SLEY__EACH8(M, NAME, R, ...) M(NAME, R), SLEY__EACH7(M, NAME, __VA_ARGS__)

// An async function, as dumps, reports and the scheduler see it. Known to emit_table.c.
struct sley_fn {
    sley_resume *resume;
    const sley_site *sites;  // row 0 is the declaration, and names function and file
    const sley_type *result; // NULL: unit
    uint32_t result_offset;  // of `result` in the frame
    uint32_t frame_size;
    const sley_owned *owned; // arguments that a task's frame owns
    uint16_t owned_count;
    uint16_t site_count;
};

// SLEY_FN(m_a__f, "a.f", "a.sley", 5, 120, sites ...) defines the sites of a function that begins
// in line 5, declares m_a__f__resume, and defines m_a__f__fn from these and from m_a__f__frame,
// whose size it pins (with 64-bit pointers). SLEY_FN_RESULT is for functions with a result.
// SLEY_TASK_FN, SLEY_TASK_FN_RESULT: as a task's frame it owns the arguments that SLEY_OWNED names.
// SLEY_EXPORT_FN and its like are for those that others call.
#define SLEY_FN(NAME, TEXT, FILE, LINE, SIZE, ...) \
    static sley_resume NAME##__resume;              \
    SLEY_SITES(NAME, TEXT, FILE, LINE, __VA_ARGS__); \
    static SLEY__FN(NAME, SIZE, NULL, 0, SLEY__BORROWING)
#define SLEY_FN_RESULT(NAME, TEXT, FILE, LINE, SIZE, TYPE, ...) \
    static sley_resume NAME##__resume;                           \
    SLEY_SITES(NAME, TEXT, FILE, LINE, __VA_ARGS__);             \
    static SLEY__FN(NAME, SIZE, &(TYPE), SLEY__RESULT_AT(NAME), SLEY__BORROWING)
#define SLEY_TASK_FN(NAME, TEXT, FILE, LINE, SIZE, ...) \
    static sley_resume NAME##__resume;                   \
    SLEY_SITES(NAME, TEXT, FILE, LINE, __VA_ARGS__);     \
    static SLEY__FN(NAME, SIZE, NULL, 0, SLEY__OWNING)
#define SLEY_TASK_FN_RESULT(NAME, TEXT, FILE, LINE, SIZE, TYPE, ...) \
    static sley_resume NAME##__resume;                                \
    SLEY_SITES(NAME, TEXT, FILE, LINE, __VA_ARGS__);                  \
    static SLEY__FN(NAME, SIZE, &(TYPE), SLEY__RESULT_AT(NAME), SLEY__OWNING)
#define SLEY_EXPORT_FN(NAME, TEXT, FILE, LINE, SIZE, ...) \
    SLEY_SITES(NAME, TEXT, FILE, LINE, __VA_ARGS__);       \
    SLEY__FN(NAME, SIZE, NULL, 0, SLEY__BORROWING)
#define SLEY_EXPORT_FN_RESULT(NAME, TEXT, FILE, LINE, SIZE, TYPE, ...) \
    SLEY_SITES(NAME, TEXT, FILE, LINE, __VA_ARGS__);                    \
    SLEY__FN(NAME, SIZE, &(TYPE), SLEY__RESULT_AT(NAME), SLEY__BORROWING)
#define SLEY_EXPORT_TASK_FN(NAME, TEXT, FILE, LINE, SIZE, ...) \
    SLEY_SITES(NAME, TEXT, FILE, LINE, __VA_ARGS__);            \
    SLEY__FN(NAME, SIZE, NULL, 0, SLEY__OWNING)
#define SLEY_EXPORT_TASK_FN_RESULT(NAME, TEXT, FILE, LINE, SIZE, TYPE, ...) \
    SLEY_SITES(NAME, TEXT, FILE, LINE, __VA_ARGS__);                         \
    SLEY__FN(NAME, SIZE, &(TYPE), SLEY__RESULT_AT(NAME), SLEY__OWNING)
// For what uses a function before it is written.
#define SLEY_FN_AHEAD(NAME)            \
    static const sley_fn NAME##__fn;   \
    static sley_resume NAME##__resume
#define SLEY__OWNING(NAME) NAME##__owned, SLEY__COUNT(NAME##__owned)
#define SLEY__BORROWING(NAME) NULL, 0
#define SLEY__COUNT(ROWS) ((uint16_t)(sizeof(ROWS) / sizeof(ROWS)[0]))
#define SLEY__RESULT_AT(NAME) (uint32_t)offsetof(NAME##__frame, result)
#define SLEY__FN(NAME, SIZE, TYPE, OFFSET, ARGS)                             \
    const sley_fn NAME##__fn = SLEY__FN_ROW(NAME, TYPE, OFFSET, ARGS(NAME)); \
    SLEY_FRAME_SIZE(NAME, SIZE)
#define SLEY__FN_ROW(NAME, TYPE, OFFSET, ...) \
    SLEY__FN_ROW_OF(NAME, TYPE, OFFSET, __VA_ARGS__)
#define SLEY__FN_ROW_OF(NAME, TYPE, OFFSET, OWNED, COUNT)                                   \
    {NAME##__resume, NAME##__sites, TYPE, OFFSET, (uint32_t)sizeof(NAME##__frame), OWNED,    \
     COUNT, SLEY__COUNT(NAME##__sites)}

// The size that the frame report tells.
#define SLEY_FRAME_SIZE(NAME, SIZE)                                              \
    SLEY_STATIC_ASSERT(sizeof(void *) != 8 || sizeof(NAME##__frame) == (SIZE),   \
                       #NAME ": see the frame report")

// The head of every frame: 24 bytes.
struct sley_frame {
    const sley_fn *fn;
    sley_frame *caller; // who awaits this call; NULL: the task's root
    uint32_t state;     // see I2
};

static inline void sley_frame_init(sley_frame *f, sley_frame *caller, const sley_fn *fn)
{
#if defined(SLEY_HOSTILE) // for tests: nothing may rely on what lay there before
    memset(f, 0xA5, fn->frame_size);
#endif
    f->fn = fn;
    f->caller = caller;
    f->state = 0;
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

// The last case of a resume function's dispatch: it starts.
static inline void sley_starts(const sley_frame *self)
{
    if (SLEY_UNLIKELY(self->state != 0)) sley_bad_state(self);
}

// The dispatch of a function that waits in one place: it is resumed there, or starts.
static inline bool sley_resumes(const sley_frame *self)
{
    if (SLEY_UNLIKELY(self->state > 1)) sley_bad_state(self);
    return self->state == 1;
}

// `self`, noted to be at await number `state`: for the operation that is called.
static inline sley_frame *sley_at(sley_frame *self, uint32_t state)
{
    self->state = state;
    return self;
}

// The callee's frame; `self` is noted to await it.
static inline sley_frame *sley_awaits(sley_frame *self, uint32_t state, sley_frame *callee)
{
    self->state = state;
    return callee;
}

#ifdef __cplusplus
}
#endif

#endif
