// Generated from sy-condition.sley. Do not edit.

#include "sley.h"

// async fn waiter(n: int, ready: Condition) throws
// sy-condition.sley:3, frame 128 bytes

typedef struct m_sy_condition__waiter__frame {
    sley_frame base;
    int64_t a_n;
    sley_cond *a_ready;             // borrowed
    union { sley_waiter a1; sley_cond_wait a2; }; // 4, 7
} m_sy_condition__waiter__frame;

SLEY_OWNED(m_sy_condition__waiter, (a_ready, sley_type_cond));
SLEY_FN(m_sy_condition__waiter, "sy_condition.waiter", "sy-condition.sley", 3, 128, SLEY_OWNING,
    {4, 1, 0, "ready.acquire()"},
    {7, 2, 0, "ready.wait()"},
    {5, 3, 0, "ready.release()"});

static SLEY_BEGIN2(m_sy_condition__waiter, int64_t, a_n, sley_cond *, a_ready)

static sley_status m_sy_condition__waiter__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_sy_condition__waiter__frame *f = (m_sy_condition__waiter__frame *)self;
    sley_unwind u_2;
    if (self->state == 1) goto resume_1; // 4: ready.acquire()
    if (self->state == 2) goto resume_2; // 7: ready.wait()
    sley_starts(self);

    // 4 | await ready.acquire()
    st = sley_cond_acquire(task, sley_at(self, 1), &f->a1, f->a_ready);
resume_1: if (sley_stops(task, self, st)) return st;
    // 6 | print("w{n} waits")
    sley_print(SLEY_PARTS(SLEY_LIT("w"), SLEY_INT(f->a_n), SLEY_LIT(" waits")));
    // 7 | await ready.wait()
    st = sley_cond_wait_notified(task, sley_at(self, 2), &f->a2, f->a_ready);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_2;
    // 8 | print("w{n} goes")
    sley_print(SLEY_PARTS(SLEY_LIT("w"), SLEY_INT(f->a_n), SLEY_LIT(" goes")));

leave_2:
    sley_unwind_enter(task, &u_2, st);
    st = SLEY_OK;
    // 5 | defer ready.release()
    st = sley_cond_unlock(task, f->a_ready);
    sley_note_failure_at(task, &m_sy_condition__waiter__sites[3], st);
    st = sley_unwind_leave(task, &u_2, st);
    return st;
}

// async fn notify(ready: Condition, count: int, text: str) throws
// sy-condition.sley:11, frame 104 bytes

typedef struct m_sy_condition__notify__frame {
    sley_frame base;
    sley_cond *a_ready;             // borrowed
    int64_t a_count;
    sley_str *a_text;               // borrowed
    sley_waiter a1;                 // 12: ready.acquire()
} m_sy_condition__notify__frame;

SLEY_FN(m_sy_condition__notify, "sy_condition.notify", "sy-condition.sley", 11, 104, SLEY_BORROWING,
    {12, 1, 0, "ready.acquire()"},
    {14, 2, 0, "ready.notify(count)"},
    {13, 3, 0, "ready.release()"});

static SLEY_BEGIN3(m_sy_condition__notify, sley_cond *, a_ready, int64_t, a_count, sley_str *,
                   a_text)

static inline sley_status m_sy_condition__notify__resume(sley_task *task, sley_frame *self,
                                                         sley_status st)
{
    m_sy_condition__notify__frame *f = (m_sy_condition__notify__frame *)self;
    sley_unwind u_2;
    if (sley_resumes(self)) goto resume_1; // 12: ready.acquire()

    // 12 | await ready.acquire()
    st = sley_cond_acquire(task, sley_at(self, 1), &f->a1, f->a_ready);
resume_1: if (sley_stops(task, self, st)) return st;
    // 14 | ready.notify(count)
    st = sley_cond_notify(task, f->a_ready, f->a_count);
    if (sley_failed_at(task, &m_sy_condition__notify__sites[2], st)) goto leave_2;
    // 15 | print("notified {text}")
    sley_print(SLEY_PARTS(SLEY_LIT("notified "), SLEY_STR(f->a_text)));

leave_2:
    sley_unwind_enter(task, &u_2, st);
    st = SLEY_OK;
    // 13 | defer ready.release()
    st = sley_cond_unlock(task, f->a_ready);
    sley_note_failure_at(task, &m_sy_condition__notify__sites[3], st);
    st = sley_unwind_leave(task, &u_2, st);
    return st;
}

// async fn main() throws
// sy-condition.sley:18, frame 192 bytes

typedef struct m_sy_condition__main__frame {
    sley_frame base;
    sley_cond *v_ready;             // 19: live across 1, 2, 3, 4 ..
    sley_group_scope g_2;           // 20
    union { sley_wait a1, a3; m_sy_condition__notify__frame a2, a4; }; // 24, 25, 26, 27
} m_sy_condition__main__frame;

SLEY_STR_LIT(m_sy_condition__main__text_1, "2");
SLEY_STR_LIT(m_sy_condition__main__text_2, "all");

SLEY_FN(m_sy_condition__main, "sy_condition.main", "sy-condition.sley", 18, 192, SLEY_BORROWING,
    {24, 1, 0, "sleep(10ms)"},
    {25, 2, SLEY_CHILD(m_sy_condition__main, a2), "notify(ready, 2, \"2\")"},
    {26, 3, 0, "sleep(10ms)"},
    {27, 4, SLEY_CHILD(m_sy_condition__main, a4), "notify(ready, 3, \"all\")"},
    {20, 5, 0, "group"},
    {19, 6, 0, "Condition()"},
    {22, 7, 0, "waiter(n, ready)"});

static sley_status m_sy_condition__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_sy_condition__main__frame *f = (m_sy_condition__main__frame *)self;
    switch (self->state) {
    case 1: goto resume_1;          // 24: sleep(10ms)
    case 2: goto resume_2;          // 25: notify(ready, 2, "2")
    case 3: goto resume_3;          // 26: sleep(10ms)
    case 4: goto resume_4;          // 27: notify(ready, 3, "all")
    case 5: goto resume_5;          // 20: group
    default: sley_starts(self);
    }

    // 19 | let ready = Condition()
    f->v_ready = sley_cond_new(task->base.executor, &m_sy_condition__main__sites[6]);
    // 20 | await group g {
    sley_group_enter(task, &f->g_2);
    // 21 | for n in 0..3 {
    for (int64_t v_n = 0; v_n < 3; v_n++) {
        // 22 | spawn waiter(n, ready)
        sley_task *t_task = sley_task_new(task, &m_sy_condition__waiter__fn,
                                          &m_sy_condition__main__sites[7]);
        m_sy_condition__waiter__begin(sley_task_frame(t_task), NULL, v_n,
                                      sley_cond_retain(f->v_ready));
        sley_task_release(sley_task_start(t_task, f->g_2.group));
    }
    // 24 | await sleep(10ms)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, 10000000);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_2;
    // 25 | await notify(ready, 2, "2")
    m_sy_condition__notify__begin(&f->a2, self, f->v_ready, 2, &m_sy_condition__main__text_1);
    st = SLEY_AWAIT(m_sy_condition__notify, task, self, 2, f->a2);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_2;
    // 26 | await sleep(10ms)
    st = sley_sleep(task, sley_at(self, 3), &f->a3, 10000000);
    if (st == SLEY_PENDING) return st;
resume_3: if (sley_failed(task, self, st)) goto leave_2;
    // 27 | await notify(ready, 3, "all")
    m_sy_condition__notify__begin(&f->a4, self, f->v_ready, 3, &m_sy_condition__main__text_2);
    st = SLEY_AWAIT(m_sy_condition__notify, task, self, 4, f->a4);
    if (st == SLEY_PENDING) return st;
resume_4: sley_note_failure(task, self, st);

leave_2:
    st = sley_group_leave(task, sley_at(self, 5), &f->g_2, st);
    if (st == SLEY_PENDING) return st;
resume_5: sley_note_failure(task, self, st);
    sley_cond_release(f->v_ready);
    return st;
}

SLEY_MAIN(m_sy_condition__main, NULL)
