// Generated from ca-before-start.sley. Do not edit.

#include "sley.h"

// async fn task_func() -> str
// ca-before-start.sley:3, frame 32 bytes

typedef struct m_ca_before_start__task_func__frame {
    sley_frame base;
    sley_str *result;
} m_ca_before_start__task_func__frame;

SLEY_STR_LIT(m_ca_before_start__task_func__text_1, "the result");

SLEY_FN_RESULT(m_ca_before_start__task_func, "ca_before_start.task_func", "ca-before-start.sley",
               3, 32, sley_type_str, SLEY_BORROWING,
    {0, 1, 0, NULL});

static SLEY_BEGIN0(m_ca_before_start__task_func)

static sley_status m_ca_before_start__task_func__resume(sley_task *task, sley_frame *self,
                                                        sley_status st)
{
    m_ca_before_start__task_func__frame *f = (m_ca_before_start__task_func__frame *)self;
    (void)task;
    (void)st;
    // 4 | print("in task_func")
    sley_print(SLEY_PARTS(SLEY_LIT("in task_func")));
    // 5 | return "the result"
    f->result = &m_ca_before_start__task_func__text_1;
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
        SLEY_BORROWING,
    {15, 1, 0, "t"},
    {10, 2, 0, "task_func()"});

static sley_status m_ca_before_start__main__resume(sley_task *task, sley_frame *self,
                                                   sley_status st)
{
    m_ca_before_start__main__frame *f = (m_ca_before_start__main__frame *)self;
    if (sley_resumes(self)) goto resume_1; // 15: t

    // 9 | print("creating task")
    sley_print(SLEY_PARTS(SLEY_LIT("creating task")));
    // 10 | let t = spawn task_func()
    sley_task *t_task = sley_task_new(task, &m_ca_before_start__task_func__fn,
                                      &m_ca_before_start__main__sites[2]);
    m_ca_before_start__task_func__begin(sley_task_frame(t_task), NULL);
    f->v_t = sley_task_start(t_task, NULL);
    // 11 | print("canceling task")
    sley_print(SLEY_PARTS(SLEY_LIT("canceling task")));
    // 12 | t.cancel()
    sley_task_cancel(f->v_t, NULL);
    // 13 | print("canceled task {t}")
    sley_print(SLEY_PARTS(SLEY_LIT("canceled task "), SLEY_VAL(sley_type_task, &f->v_t)));
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
        sley_print(SLEY_PARTS(SLEY_LIT("caught error from canceled task")));
    }
    sley_task_release(f->v_t);
    return st;
}

SLEY_MAIN(m_ca_before_start__main, NULL)
