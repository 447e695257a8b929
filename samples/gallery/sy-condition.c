// Generated from sy-condition.sley. Do not edit.

#include "sley.h"

// async fn waiter(n: int, ready: Condition) throws
// sy-condition.sley:3, frame 136 bytes

typedef struct m_sy_condition__waiter__frame {
    sley_frame base;
    int64_t a_n;
    sley_cond *a_ready;             // borrowed
    sley_cond *t_context;           // 4: live across 1, 2
    union { sley_waiter a1; sley_cond_wait a2; }; // 4, 6
} m_sy_condition__waiter__frame;

SLEY_OWNED(m_sy_condition__waiter, (a_ready, sley_type_cond));
SLEY_TASK_FN(m_sy_condition__waiter, "sy_condition.waiter", "sy-condition.sley", 3, 136,
    {4, 1, 0, "ready"},
    {6, 2, 0, "ready.wait()"});

static SLEY_SPAWN2(m_sy_condition__waiter, int64_t, a_n, sley_cond *, a_ready)

static sley_status m_sy_condition__waiter__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_sy_condition__waiter__frame *f = (void *)self;
    const sley_site *sites = m_sy_condition__waiter__sites;
    if (self->state == 1) goto resume_1; // 4: ready
    if (self->state == 2) goto resume_2; // 6: ready.wait()
    sley_starts(self);

    // 4 | async with ready {
    f->t_context = f->a_ready;
    st = sley_cond_acquire(task, sley_at(self, 1), &f->a1, f->t_context);
resume_1: if (sley_stops(task, self, st)) return st;
    // 5 | print("w{n} waits")
    SLEY_PRINT(SLEY_LIT("w"), SLEY_INT(f->a_n), SLEY_LIT(" waits"));
    // 6 | await ready.wait()
    st = sley_cond_wait_notified(task, sley_at(self, 2), &f->a2, f->a_ready);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_2;
    // 7 | print("w{n} goes")
    SLEY_PRINT(SLEY_LIT("w"), SLEY_INT(f->a_n), SLEY_LIT(" goes"));

leave_2:
    sley_cond_exit(f->t_context, &sites[1]);
    return st;
}

// async fn main() throws
// sy-condition.sley:11, frame 152 bytes

typedef struct m_sy_condition__main__frame {
    sley_frame base;
    sley_cond *v_ready;             // 12: live across 1, 2, 3, 4 ...
    sley_group_scope g_2;           // 13
    union {
        sley_cond *t_context;       // 18: live across 2
        sley_cond *t2_context;      // 23: live across 4
    };
    union { sley_wait a1, a3; sley_waiter a2, a4; }; // 17, 18, 22, 23
} m_sy_condition__main__frame;

SLEY_FN(m_sy_condition__main, "sy_condition.main", "sy-condition.sley", 11, 152,
    {17, 1, 0, "sleep(10ms)"},
    {18, 2, 0, "ready"},
    {22, 3, 0, "sleep(10ms)"},
    {23, 4, 0, "ready"},
    {13, 5, 0, "group"},
    {12, 6, 0, "Condition()"},
    {15, 7, 0, "waiter(n, ready)"},
    {19, 8, 0, "ready.notify(2)"},
    {24, 9, 0, "ready.notify_all()"});

static sley_status m_sy_condition__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_sy_condition__main__frame *f = (void *)self;
    const sley_site *sites = m_sy_condition__main__sites;
    switch (self->state) {
    case 1: goto resume_1;          // 17: sleep(10ms)
    case 2: goto resume_2;          // 18: ready
    case 3: goto resume_3;          // 22: sleep(10ms)
    case 4: goto resume_4;          // 23: ready
    case 5: goto resume_5;          // 13: group
    default: sley_starts(self);
    }

    // 12 | let ready = Condition()
    f->v_ready = sley_cond_new(task->base.executor, &sites[6]);
    // 13 | await group g {
    sley_group_enter(task, &f->g_2);
    // 14 | for n in 0..3 {
    for (int64_t v_n = 0; v_n < 3; v_n++) {
        // 15 | spawn waiter(n, ready)
        sley_task_release(m_sy_condition__waiter__spawn(task, f->g_2.group, &sites[7], v_n,
                                                        sley_cond_retain(f->v_ready)));
    }
    // 17 | await sleep(10ms)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, 10000000);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_2;
    // 18 | async with ready {
    f->t_context = f->v_ready;
    st = sley_cond_acquire(task, sley_at(self, 2), &f->a2, f->t_context);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_2;
    // 19 | ready.notify(2)
    st = sley_cond_notify(task, f->v_ready, 2);
    if (sley_failed_at(task, &sites[8], st)) goto leave_4;
    // 20 | print("notified 2")
    SLEY_PRINT(SLEY_LIT("notified 2"));

leave_4:
    sley_cond_exit(f->t_context, &sites[2]);
    if (st != SLEY_OK) goto leave_2;
    // 22 | await sleep(10ms)
    st = sley_sleep(task, sley_at(self, 3), &f->a3, 10000000);
    if (st == SLEY_PENDING) return st;
resume_3: if (sley_failed(task, self, st)) goto leave_2;
    // 23 | async with ready {
    f->t2_context = f->v_ready;
    st = sley_cond_acquire(task, sley_at(self, 4), &f->a4, f->t2_context);
    if (st == SLEY_PENDING) return st;
resume_4: if (sley_failed(task, self, st)) goto leave_2;
    // 24 | ready.notify_all()
    st = sley_cond_notify_all(task, f->v_ready);
    if (sley_failed_at(task, &sites[9], st)) goto leave_5;
    // 25 | print("notified all")
    SLEY_PRINT(SLEY_LIT("notified all"));

leave_5:
    sley_cond_exit(f->t2_context, &sites[4]);

leave_2:
    st = sley_group_leave(task, sley_at(self, 5), &f->g_2, st);
    if (st == SLEY_PENDING) return st;
resume_5: sley_note_failure(task, self, st);
    sley_cond_release(f->v_ready);
    return st;
}

SLEY_MAIN(m_sy_condition__main, NULL)
