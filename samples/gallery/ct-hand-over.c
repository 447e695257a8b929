// Generated from ct-hand-over.sley. Do not edit.

#include "sley.h"

SLEY_STR_LIT(k_result, "result");

// async fn wrapped() -> str
// ct-hand-over.sley:3, frame 32 bytes

typedef struct m_ct_hand_over__wrapped__frame {
    sley_frame base;
    sley_str *result;
} m_ct_hand_over__wrapped__frame;

SLEY_FN_RESULT(m_ct_hand_over__wrapped, "ct_hand_over.wrapped", "ct-hand-over.sley", 3, 32,
               sley_type_str,
    {0, 1, 0, NULL});

static SLEY_SPAWN0(m_ct_hand_over__wrapped)

static sley_status m_ct_hand_over__wrapped__resume(sley_task *task, sley_frame *self,
                                                   sley_status st)
{
    m_ct_hand_over__wrapped__frame *f = (void *)self;
    (void)task, (void)st;
    // 4 | print("wrapped")
    SLEY_PRINT(SLEY_LIT("wrapped"));
    // 5 | return "result"
    f->result = &k_result;
    return SLEY_OK;
}

// async fn inner(t: task[str]) throws
// ct-hand-over.sley:8, frame 96 bytes

typedef struct m_ct_hand_over__inner__frame {
    sley_frame base;
    sley_task *a_t;                 // borrowed
    struct { sley_waiter wait; sley_str *v; } a1; // 11: t
} m_ct_hand_over__inner__frame;

SLEY_FN(m_ct_hand_over__inner, "ct_hand_over.inner", "ct-hand-over.sley", 8, 96, {11, 1, 0, "t"});

static SLEY_BEGIN1(m_ct_hand_over__inner, sley_task *, a_t)

static inline sley_status m_ct_hand_over__inner__resume(sley_task *task, sley_frame *self,
                                                        sley_status st)
{
    m_ct_hand_over__inner__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 11: t

    // 9 | print("inner: starting")
    SLEY_PRINT(SLEY_LIT("inner: starting"));
    // 10 | print("inner: waiting for {t}")
    SLEY_PRINT(SLEY_LIT("inner: waiting for "), SLEY_VAL(sley_type_task, &f->a_t));
    // 11 | let value = await t
    st = sley_task_await(task, sley_at(self, 1), &f->a1.wait, f->a_t, &f->a1.v);
resume_1: if (sley_stops(task, self, st)) return st;
    sley_str *v_value = f->a1.v;
    // 12 | print("inner: task returned {value!r}")
    SLEY_PRINT(SLEY_LIT("inner: task returned "), SLEY_STR_AS(v_value, "!r"));
    sley_str_release(v_value);
    return SLEY_OK;
}

// async fn starter() throws
// ct-hand-over.sley:15, frame 128 bytes

typedef struct m_ct_hand_over__starter__frame {
    sley_frame base;
    sley_task *v_t;                 // 17: live across 1
    m_ct_hand_over__inner__frame a1; // 19: inner(t)
} m_ct_hand_over__starter__frame;

SLEY_FN(m_ct_hand_over__starter, "ct_hand_over.starter", "ct-hand-over.sley", 15, 128,
    {19, 1, SLEY_CHILD(m_ct_hand_over__starter, a1), "inner(t)"},
    {17, 2, 0, "wrapped()"});

static SLEY_BEGIN0(m_ct_hand_over__starter)

static inline sley_status m_ct_hand_over__starter__resume(sley_task *task, sley_frame *self,
                                                          sley_status st)
{
    m_ct_hand_over__starter__frame *f = (void *)self;
    const sley_site *sites = m_ct_hand_over__starter__sites;
    if (sley_resumes(self)) goto resume_1; // 19: inner(t)

    // 16 | print("starter: creating task")
    SLEY_PRINT(SLEY_LIT("starter: creating task"));
    // 17 | let t = spawn wrapped()
    f->v_t = m_ct_hand_over__wrapped__spawn(task, NULL, &sites[2]);
    // 18 | print("starter: waiting for inner")
    SLEY_PRINT(SLEY_LIT("starter: waiting for inner"));
    // 19 | await inner(t)
    m_ct_hand_over__inner__begin(&f->a1, self, f->v_t);
    st = SLEY_AWAIT(m_ct_hand_over__inner, task, self, 1, f->a1);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    // 20 | print("starter: inner returned")
    SLEY_PRINT(SLEY_LIT("starter: inner returned"));

leave_1:
    sley_task_release(f->v_t);
    return st;
}

// async fn main() throws
// ct-hand-over.sley:23, frame 152 bytes

typedef struct m_ct_hand_over__main__frame {
    sley_frame base;
    m_ct_hand_over__starter__frame a1; // 25: starter()
} m_ct_hand_over__main__frame;

SLEY_FN(m_ct_hand_over__main, "ct_hand_over.main", "ct-hand-over.sley", 23, 152,
    {25, 1, SLEY_CHILD(m_ct_hand_over__main, a1), "starter()"});

static sley_status m_ct_hand_over__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ct_hand_over__main__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 25: starter()

    // 24 | print("entering event loop")
    SLEY_PRINT(SLEY_LIT("entering event loop"));
    // 25 | await starter()
    m_ct_hand_over__starter__begin(&f->a1, self);
    st = SLEY_AWAIT(m_ct_hand_over__starter, task, self, 1, f->a1);
    if (st == SLEY_PENDING) return st;
resume_1: sley_note_failure(task, self, st);
    return st;
}

SLEY_MAIN(m_ct_hand_over__main, NULL)
