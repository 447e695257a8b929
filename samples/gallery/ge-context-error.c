// Generated from ge-context-error.sley. Do not edit.

#include "sley.h"

typedef struct m_ge_context_error__Failed {
    sley_error base;
    sley_str *f_text;
} m_ge_context_error__Failed;

static SLEY_ERROR_TYPE(m_ge_context_error__Failed, "Failed", NULL,
    {"text", offsetof(m_ge_context_error__Failed, f_text), &sley_type_str});

static SLEY_NEW_ERROR1(m_ge_context_error__Failed, sley_str *, f_text)

SLEY_STR_LIT(k_x, "x");

// async fn around() -> context[int]
// ge-context-error.sley:4, frame 88 bytes

typedef struct m_ge_context_error__around__steps__frame {
    sley_frame base;
    int64_t result;
    sley_unwind u_2;
    sley_wait a2;                   // 9: sleep(10ms)
} m_ge_context_error__around__steps__frame;

SLEY_FN_RESULT(m_ge_context_error__around__steps, "ge_context_error.around",
               "ge-context-error.sley", 4, 88, sley_type_int,
    {7, 1, 0, "yield 1"},
    {9, 2, 0, "sleep(10ms)"});

static SLEY_BEGIN0(m_ge_context_error__around__steps)

static sley_status m_ge_context_error__around__steps__resume(sley_task *task, sley_frame *self,
                                                             sley_status st)
{
    m_ge_context_error__around__steps__frame *f = (void *)self;
    if (self->state == 1) goto resume_1; // 7: yield 1
    if (self->state == 2) goto resume_2; // 9: sleep(10ms)
    sley_starts(self);

    // 5 | print("in")
    SLEY_PRINT(SLEY_LIT("in"));
    // 6 | try {
    // 7 | yield 1
    f->result = 1;
    return sley_gen_yield(self, 1);
resume_1: sley_note_failure(task, self, st);
    st = sley_unwind_enter(task, &f->u_2, st);
    // 9 | await sleep(10ms)
    st = sley_sleep(task, sley_at(self, 2), &f->a2, 10000000);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_3;
    // 10 | print("out")
    SLEY_PRINT(SLEY_LIT("out"));
leave_3:
    st = sley_unwind_leave(task, &f->u_2, st);
    return st;
}

// async fn around() -> context[int]
// ge-context-error.sley:4

static sley_gen *m_ge_context_error__around(void)
{
    sley_gen *t_context = sley_gen_new(&m_ge_context_error__around__steps__fn);
    m_ge_context_error__around__steps__begin(sley_gen_frame(t_context), NULL);
    return t_context;
}

// async fn main()
// ge-context-error.sley:14, frame 104 bytes

typedef struct m_ge_context_error__main__frame {
    sley_frame base;
    sley_gen *t_context;            // 15: live across 1, 2
    sley_error *t_outcome;          // 15: live across 2
    sley_gen *t2_context;           // 17: live across 3, 4
    sley_error *t2_outcome;         // 17: live across 4
    union {
        sley_unwind u_2;
        sley_unwind u_4;
    };
    union { struct { sley_gen_wait wait; int64_t v; } a1, a3; sley_gen_wait a2, a4; }; // 15, 17
} m_ge_context_error__main__frame;

SLEY_FN(m_ge_context_error__main, "ge_context_error.main", "ge-context-error.sley", 14, 104,
    {15, 1, SLEY_CHILD_AT(m_ge_context_error__main, a1.wait), "around()"},
    {15, 2, SLEY_CHILD_AT(m_ge_context_error__main, a2), "around()"},
    {17, 3, SLEY_CHILD_AT(m_ge_context_error__main, a3.wait), "around()"},
    {17, 4, SLEY_CHILD_AT(m_ge_context_error__main, a4), "around()"},
    {19, 5, 0, "throw Failed"});

static sley_status m_ge_context_error__main__resume(sley_task *task, sley_frame *self,
                                                    sley_status st)
{
    m_ge_context_error__main__frame *f = (void *)self;
    const sley_site *sites = m_ge_context_error__main__sites;
    switch (self->state) {
    case 1: goto resume_1;          // 15: around()
    case 2: goto resume_2;          // 15: around()
    case 3: goto resume_3;          // 17: around()
    case 4: goto resume_4;          // 17: around()
    default: sley_starts(self);
    }
    f->t_outcome = f->t2_outcome = NULL;
    f->t2_context = NULL;

    // 15 | async with around() as x { print("body {x}") }
    f->t_context = m_ge_context_error__around();
    st = sley_context_enter_async(task, sley_at(self, 1), &f->a1.wait, f->t_context, &f->a1.v,
                                  &sites[1]);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    int64_t v_x = f->a1.v;
    SLEY_PRINT(SLEY_LIT("body "), SLEY_INT(v_x));
    st = sley_unwind_enter(task, &f->u_2, st);
    f->t_outcome = sley_unwind_outcome(&f->u_2);
    st = sley_context_exit_async(task, sley_at(self, 2), &f->a2, f->t_context, f->t_outcome,
                                 &sites[1]);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_5;
    sley_error_drop(&f->t_outcome);
leave_5:
    sley_error_drop(&f->t_outcome);
    st = sley_unwind_leave(task, &f->u_2, st);
    if (st != SLEY_OK) goto leave_1;
    sley_gen_drop(&f->t_context);
    // 16 | try {
    // 17 | async with around() as x {
    f->t2_context = m_ge_context_error__around();
    st = sley_context_enter_async(task, sley_at(self, 3), &f->a3.wait, f->t2_context, &f->a3.v,
                                  &sites[3]);
    if (st == SLEY_PENDING) return st;
resume_3: if (sley_failed(task, self, st)) goto leave_3;
    int64_t v2_x = f->a3.v;
    // 18 | print("body {x}")
    SLEY_PRINT(SLEY_LIT("body "), SLEY_INT(v2_x));
    // 19 | throw Failed("x")
    st = sley_throw(task, &sites[5], m_ge_context_error__Failed__new(&k_x));
    st = sley_unwind_enter(task, &f->u_4, st);
    f->t2_outcome = sley_unwind_outcome(&f->u_4);
    st = sley_context_exit_async(task, sley_at(self, 4), &f->a4, f->t2_context, f->t2_outcome,
                                 &sites[3]);
    if (st == SLEY_PENDING) return st;
resume_4: if (sley_failed(task, self, st)) goto leave_6;
    sley_error_drop(&f->t2_outcome);
leave_6:
    sley_error_drop(&f->t2_outcome);
    st = sley_unwind_leave(task, &f->u_4, st);
    if (st != SLEY_OK) goto leave_3;
    sley_gen_drop(&f->t2_context);
leave_3:
    sley_gen_drop(&f->t2_context);
    if (st == SLEY_ERROR) {
        st = SLEY_OK;
        // 21 | } catch e: Failed { print("caught {e.text}") }
        sley_error *v_e = sley_catch(task);
        SLEY_PRINT(SLEY_LIT("caught "),
                   SLEY_STR(((const m_ge_context_error__Failed *)v_e)->f_text));
        sley_error_release(v_e);
    }

leave_1:
    sley_gen_release(f->t2_context);
    sley_gen_release(f->t_context);
    return st;
}

SLEY_MAIN(m_ge_context_error__main, NULL)
