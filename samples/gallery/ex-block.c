// Generated from ex-block.sley. Do not edit.

#include "sley.h"

// fn show(n: int)
// ex-block.sley:3

static void m_ex_block__show(int64_t a_n)
{
    // 4 | print(n)
    SLEY_PRINT(SLEY_INT(a_n));
}

// fn show(n: int)
// ex-block.sley:3, frame 32 bytes

typedef struct m_ex_block__show__job__frame {
    sley_frame base;
    int64_t a_n;
} m_ex_block__show__job__frame;

SLEY_FN(m_ex_block__show__job, "ex_block.show", "ex-block.sley", 3, 32, {0, 1, 0, NULL});

static SLEY_BEGIN1(m_ex_block__show__job, int64_t, a_n)

static sley_status m_ex_block__show__job__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ex_block__show__job__frame *f = (void *)self;
    (void)task, (void)st;
    m_ex_block__show(f->a_n);
    return SLEY_OK;
}

// async fn main()
// ex-block.sley:7, frame 128 bytes

typedef struct m_ex_block__main__frame {
    sley_frame base;
    sley_pool *t_context;           // 8: live across 1
    sley_pool *v_pool;              // 8: live across 1
    sley_unwind u_2;
    sley_waiter a1;                 // 8: Threads(2)
} m_ex_block__main__frame;

SLEY_FN(m_ex_block__main, "ex_block.main", "ex-block.sley", 7, 128,
    {8, 1, 0, "Threads(2)"},
    {10, 2, 0, "show(n)"});

static sley_status m_ex_block__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ex_block__main__frame *f = (void *)self;
    const sley_site *sites = m_ex_block__main__sites;
    if (sley_resumes(self)) goto resume_1; // 8: Threads(2)

    // 8 | async with Threads(2) as pool {
    f->t_context = sley_pool_new(task->base.executor, 2, NULL, &sites[1]);
    f->v_pool = sley_pool_retain(f->t_context);
    // 9 | print("main: starting")
    SLEY_PRINT(SLEY_LIT("main: starting"));
    // 10 | for n in 1..=4 { spawn show(n) on pool }
    for (int64_t v_n = 1; v_n < 5; v_n++) {
        sley_task *t_task = sley_task_new(task, &m_ex_block__show__job__fn, &sites[2]);
        m_ex_block__show__job__begin(sley_task_frame(t_task), NULL, v_n);
        sley_task_release(sley_task_start_on(t_task, NULL, SLEY_TARGET(f->v_pool)));
    }
    st = sley_unwind_enter(task, &f->u_2, st);
    st = sley_pool_exit(task, sley_at(self, 1), &f->a1, f->t_context);
    if (st == SLEY_PENDING) return st;
resume_1: sley_note_failure(task, self, st);
    st = sley_unwind_leave(task, &f->u_2, st);
    if (st != SLEY_OK) goto leave_1;
    sley_pool_drop(&f->t_context);
    sley_pool_drop(&f->v_pool);
    // 12 | print("main: done")
    SLEY_PRINT(SLEY_LIT("main: done"));

leave_1:
    sley_pool_release(f->v_pool);
    sley_pool_release(f->t_context);
    return st;
}

SLEY_MAIN(m_ex_block__main, NULL)
