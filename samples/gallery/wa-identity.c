// Generated from wa-identity.sley. Do not edit.

#include "sley.h"

typedef struct sley_tuple2__list__task__int__list__task__int {
    sley_list *f_0;
    sley_list *f_1;
} sley_tuple2__list__task__int__list__task__int;

SLEY_OWN_FIELDS2(sley_tuple2__list__task__int__list__task__int, sley_list, f_0, sley_list, f_1)

// async fn foo() -> int
// wa-identity.sley:4, frame 32 bytes

typedef struct m_wa_identity__foo__frame {
    sley_frame base;
    int64_t result;
} m_wa_identity__foo__frame;

SLEY_FN_RESULT(m_wa_identity__foo, "wa_identity.foo", "wa-identity.sley", 4, 32, sley_type_int,
    {0, 1, 0, NULL});

static SLEY_SPAWN0(m_wa_identity__foo)

static sley_status m_wa_identity__foo__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_wa_identity__foo__frame *f = (void *)self;
    (void)task, (void)st;
    // 4 | async fn foo() -> int { return 42 }
    f->result = 42;
    return SLEY_OK;
}

// async fn main() throws
// wa-identity.sley:6, frame 144 bytes

typedef struct m_wa_identity__main__frame {
    sley_frame base;
    sley_task *v_t;                 // 7: live across 1
    sley_list *t_list;              // 8: live across 1
    // 8: wait([t])
    struct { sley_gather_area wait; sley_tuple2__list__task__int__list__task__int v; } a1;
} m_wa_identity__main__frame;

SLEY_FN(m_wa_identity__main, "wa_identity.main", "wa-identity.sley", 6, 144,
    {8, 1, 0, "wait([t])"},
    {7, 2, 0, "foo()"},
    {9, 3, 0, "t.result()"});

static sley_status m_wa_identity__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_wa_identity__main__frame *f = (void *)self;
    const sley_site *sites = m_wa_identity__main__sites;
    sley_tuple2__list__task__int__list__task__int t_wait = {0};
    if (sley_resumes(self)) goto resume_1; // 8: wait([t])

    // 7 | let t = spawn foo()
    f->v_t = m_wa_identity__foo__spawn(task, NULL, &sites[2]);
    // 8 | let (done, pending) = await wait([t])
    f->t_list = sley_list_of(&sley_type_task, 1, (sley_task *[1]){sley_task_retain(f->v_t)});
    st = sley_wait_list(task, sley_at(self, 1), &f->a1.wait, f->t_list, SLEY_UNTIL_ALL,
                        sley_opt_duration_none());
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    sley_wait_take(&f->a1.wait, &sley_type_task, &f->a1.v.f_0, &f->a1.v.f_1);
    t_wait = f->a1.v;
    sley_list_drop(&f->t_list);
    sley_list *v_done = t_wait.f_0;
    sley_list *v_pending = t_wait.f_1;
    // 9 | print(t in done, t.result(), pending.len())
    bool t_contains = sley_list_contains(v_done, &f->v_t);
    int64_t t_result = 0;
    st = sley_task_result(task, f->v_t, &t_result);
    if (sley_failed_at(task, &sites[3], st)) goto leave_1;
    int64_t t_len = sley_list_len(v_pending);
    sley_tuple2__list__task__int__list__task__int__drop(&t_wait);
    SLEY_PRINT(SLEY_BOOL(t_contains), SLEY_LIT(" "), SLEY_INT(t_result), SLEY_LIT(" "),
               SLEY_INT(t_len));

leave_1:
    sley_tuple2__list__task__int__list__task__int__release(t_wait);
    sley_list_release(f->t_list);
    sley_task_release(f->v_t);
    return st;
}

SLEY_MAIN(m_wa_identity__main, NULL)
