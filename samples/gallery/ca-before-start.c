// Generated from ca-before-start.sley. Do not edit.

#include "sley.h"

SLEY_STR_LIT(k_the_result, "the result");

// async fn task_func() -> str
// ca-before-start.sley:3, frame 32 bytes

typedef struct m_ca_before_start__task_func__frame {
    sley_frame base;
    sley_str *result;
} m_ca_before_start__task_func__frame;

SLEY_FN_RESULT(m_ca_before_start__task_func, "ca_before_start.task_func", "ca-before-start.sley",
               3, 32, sley_type_str,
    {0, 1, 0, NULL});

static SLEY_SPAWN0(m_ca_before_start__task_func)

static sley_status m_ca_before_start__task_func__resume(sley_task *task, sley_frame *self,
                                                        sley_status st)
{
    m_ca_before_start__task_func__frame *f = (void *)self;
    (void)task, (void)st;
    // 4 | print("in task_func")
    SLEY_PRINT(SLEY_LIT("in task_func"));
    // 5 | return "the result"
    f->result = &k_the_result;
    return SLEY_OK;
}

// async fn main() throws
// ca-before-start.sley:8, frame 88 bytes

typedef struct m_ca_before_start__main__frame {
    sley_frame base;
    sley_task *v_t;                 // 10: live across 1
    sley_waiter a1;                 // 15: t
} m_ca_before_start__main__frame;

SLEY_FN(m_ca_before_start__main, "ca_before_start.main", "ca-before-start.sley", 8, 88,
    {15, 1, 0, "t"},
    {10, 2, 0, "task_func()"});

static sley_status m_ca_before_start__main__resume(sley_task *task, sley_frame *self,
                                                   sley_status st)
{
    m_ca_before_start__main__frame *f = (void *)self;
    const sley_site *sites = m_ca_before_start__main__sites;
    if (sley_resumes(self)) goto resume_1; // 15: t

    // 9 | print("creating task")
    SLEY_PRINT(SLEY_LIT("creating task"));
    // 10 | let t = spawn task_func()
    f->v_t = m_ca_before_start__task_func__spawn(task, NULL, &sites[2]);
    // 11 | print("canceling task")
    SLEY_PRINT(SLEY_LIT("canceling task"));
    // 12 | t.cancel()
    sley_task_cancel(f->v_t, NULL);
    // 13 | print("canceled task {t}")
    SLEY_PRINT(SLEY_LIT("canceled task "), SLEY_VAL(sley_type_task, &f->v_t));
    // 14 | try {
    // 15 | await t
    st = sley_task_await(task, sley_at(self, 1), &f->a1, f->v_t, NULL);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_2;
leave_2:
    if (st == SLEY_CANCELLED) {
        st = SLEY_OK;
        // 16 | } catch Cancelled {
        // 17 | print("caught error from canceled task")
        SLEY_PRINT(SLEY_LIT("caught error from canceled task"));
    }
    sley_task_release(f->v_t);
    return st;
}

SLEY_MAIN(m_ca_before_start__main, NULL)
