// Generated from ct-more-and-more.sley. Do not edit.

#include "sley.h"

// async fn tell(number: int)
// ct-more-and-more.sley:3, frame 56 bytes

typedef struct m_ct_more_and_more__tell__frame {
    sley_frame base;
    int64_t a_number;
    union { sley_wait a1; } await;  // 6: sleep(1s)
} m_ct_more_and_more__tell__frame;

static const sley_site m_ct_more_and_more__tell__sites[] = {
    {3, 0, 0, SLEY_NAMED("ct_more_and_more.tell", "ct-more-and-more.sley")},
    {6, 1, 0, "sleep(1s)"}};
static const sley_trace m_ct_more_and_more__tell__trace[] = {
    SLEY_PARAM(m_ct_more_and_more__tell, a_number, "number", sley_type_int)};
SLEY_FN(m_ct_more_and_more__tell, 56, SLEY_TRACED);

static SLEY_BEGIN1(m_ct_more_and_more__tell, int64_t, a_number)

static sley_status m_ct_more_and_more__tell__resume(sley_task *task, sley_frame *self,
                                                    sley_status st)
{
    m_ct_more_and_more__tell__frame *f = (m_ct_more_and_more__tell__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 6: sleep(1s)
    default: sley_bad_state(self);
    }

    // 4 | while true {
    while (true) {
        // 5 | print(number)
        sley_print(SLEY_PARTS(SLEY_INT(f->a_number)));
        // 6 | await sleep(1s)
        self->state = 1;
        st = sley_sleep(task, self, &f->await.a1, 1000000000);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) return st;
    }
}

// async fn main()
// ct-more-and-more.sley:10, frame 104 bytes

typedef struct m_ct_more_and_more__main__frame {
    sley_frame base;
    int64_t v_count;                // 11: live across 1
    sley_timeout s_3;               // 13
    union { sley_wait a1; } await;  // 18: sleep(1s)
} m_ct_more_and_more__main__frame;

static const sley_site m_ct_more_and_more__main__sites[] = {
    {10, 0, 0, SLEY_NAMED("ct_more_and_more.main", "ct-more-and-more.sley")},
    {18, 1, 0, "sleep(1s)"}, {13, 2, 0, "timeout"}, {15, 3, 0, "count +="},
    {17, 4, 0, "tell(count)"}};
static const sley_trace m_ct_more_and_more__main__trace[] = {
    SLEY_VAR(m_ct_more_and_more__main, v_count, "count", sley_type_int, 0x02)};
SLEY_FN(m_ct_more_and_more__main, 104, SLEY_TRACED);

static sley_status m_ct_more_and_more__main__resume(sley_task *task, sley_frame *self,
                                                    sley_status st)
{
    m_ct_more_and_more__main__frame *f = (m_ct_more_and_more__main__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 18: sleep(1s)
    default: sley_bad_state(self);
    }

    // 11 | var count = 0
    f->v_count = 0;
    // 12 | try {
    // 13 | await timeout(3.5s) {
    st = sley_timeout_enter(task, &f->s_3, 3500000000);
    if (sley_failed_at(task, &m_ct_more_and_more__main__sites[2], st)) goto leave_2;
    // 14 | while true {
    while (true) {
        // 15 | count += 1
        f->v_count = sley_int_add(f->v_count, 1, &m_ct_more_and_more__main__sites[3]);
        // 16 | print("new task count {count}")
        sley_print(SLEY_PARTS(SLEY_LIT("new task count "), SLEY_INT(f->v_count)));
        // 17 | spawn tell(count)
        sley_task *t_4 = sley_task_new(task, &m_ct_more_and_more__tell__fn,
                                       &m_ct_more_and_more__main__sites[4]);
        m_ct_more_and_more__tell__begin(sley_task_frame(t_4), NULL, f->v_count);
        sley_task_release(sley_task_start(t_4, NULL));
        // 18 | await sleep(1s)
        self->state = 1;
        st = sley_sleep(task, self, &f->await.a1, 1000000000);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_3;
    }

leave_3:
    st = sley_timeout_leave(task, &f->s_3, st);
    if (sley_failed_at(task, &m_ct_more_and_more__main__sites[2], st)) goto leave_2;
leave_2:
    if (st == SLEY_ERROR) {
        st = SLEY_OK;
        sley_error_release(sley_catch(task));
        // 21 | } catch Timeout {}
    }
    if (st != SLEY_OK) return st;
    return SLEY_OK;
}

SLEY_MAIN(m_ct_more_and_more__main, NULL)
