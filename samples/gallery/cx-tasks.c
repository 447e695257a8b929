// Generated from cx-tasks.sley. Do not edit.

#include "sley.h"

static int64_t m_cx_tasks__v = 0;

// async fn child()
// cx-tasks.sley:5, frame 24 bytes

typedef struct m_cx_tasks__child__frame {
    sley_frame base;
} m_cx_tasks__child__frame;

SLEY_FN(m_cx_tasks__child, "cx_tasks.child", "cx-tasks.sley", 5, 24, {0, 1, 0, NULL});

static SLEY_SPAWN0(m_cx_tasks__child)

static inline sley_status m_cx_tasks__child__resume(sley_task *task, sley_frame *self,
                                                    sley_status st)
{
    (void)self, (void)st;
    // 6 | print("child sees {v}")
    SLEY_PRINT(SLEY_LIT("child sees "), SLEY_INT(SLEY_TASK_VAR(int64_t, task, m_cx_tasks__v)));
    // 7 | v = 9
    SLEY_TASK_VAR_OWN(int64_t, task, m_cx_tasks__v, sley_type_int) = 9;
    return SLEY_OK;
}

// async fn main()
// cx-tasks.sley:10, frame 88 bytes

typedef struct m_cx_tasks__main__frame {
    sley_frame base;
    sley_task *v_t;                 // 12: live across 1, 2
    union { sley_waiter a1; m_cx_tasks__child__frame a2; }; // 14, 16
} m_cx_tasks__main__frame;

SLEY_FN(m_cx_tasks__main, "cx_tasks.main", "cx-tasks.sley", 10, 88,
    {14, 1, 0, "t"},
    {16, 2, SLEY_CHILD(m_cx_tasks__main, a2), "child()"},
    {12, 3, 0, "child()"});

static sley_status m_cx_tasks__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_cx_tasks__main__frame *f = (void *)self;
    const sley_site *sites = m_cx_tasks__main__sites;
    if (self->state == 1) goto resume_1; // 14: t
    if (self->state == 2) goto resume_2; // 16: child()
    sley_starts(self);

    // 11 | v = 1
    SLEY_TASK_VAR_OWN(int64_t, task, m_cx_tasks__v, sley_type_int) = 1;
    // 12 | let t = spawn child()
    f->v_t = m_cx_tasks__child__spawn(task, NULL, &sites[3]);
    // 13 | v = 2
    SLEY_TASK_VAR_OWN(int64_t, task, m_cx_tasks__v, sley_type_int) = 2;
    // 14 | await t
    st = sley_task_await(task, sley_at(self, 1), &f->a1, f->v_t, NULL);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    // 15 | print("parent {v}")
    SLEY_PRINT(SLEY_LIT("parent "), SLEY_INT(SLEY_TASK_VAR(int64_t, task, m_cx_tasks__v)));
    // 16 | await child()
    m_cx_tasks__child__begin(&f->a2, self);
    st = SLEY_AWAIT(m_cx_tasks__child, task, self, 2, f->a2);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_1;
    // 17 | print("after direct await {v}")
    SLEY_PRINT(SLEY_LIT("after direct await "),
               SLEY_INT(SLEY_TASK_VAR(int64_t, task, m_cx_tasks__v)));

leave_1:
    sley_task_release(f->v_t);
    return st;
}

SLEY_MAIN(m_cx_tasks__main, NULL)
