// Generated from ct-more-and-more.sley. Do not edit.

#include "sley.h"

// async fn tell(number: int)
// ct-more-and-more.sley:3, frame 56 bytes

typedef struct m_ct_more_and_more__tell__frame {
    sley_frame base;
    int64_t a_number;
    sley_wait a1;                   // 6: sleep(1s)
} m_ct_more_and_more__tell__frame;

SLEY_FN(m_ct_more_and_more__tell, "ct_more_and_more.tell", "ct-more-and-more.sley", 3, 56,
    {6, 1, 0, "sleep(1s)"});

static SLEY_SPAWN1(m_ct_more_and_more__tell, int64_t, a_number)

static sley_status m_ct_more_and_more__tell__resume(sley_task *task, sley_frame *self,
                                                    sley_status st)
{
    m_ct_more_and_more__tell__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 6: sleep(1s)

    // 4 | while true {
    while (true) {
        // 5 | print(number)
        SLEY_PRINT(SLEY_INT(f->a_number));
        // 6 | await sleep(1s)
        st = sley_sleep(task, sley_at(self, 1), &f->a1, 1000000000);
    resume_1: if (sley_stops(task, self, st)) return st;
    }
}

// async fn main()
// ct-more-and-more.sley:10, frame 104 bytes

typedef struct m_ct_more_and_more__main__frame {
    sley_frame base;
    int64_t v_count;                // 11: live across 1
    sley_timeout s_3;               // 13
    sley_wait a1;                   // 18: sleep(1s)
} m_ct_more_and_more__main__frame;

SLEY_FN(m_ct_more_and_more__main, "ct_more_and_more.main", "ct-more-and-more.sley", 10, 104,
    {18, 1, 0, "sleep(1s)"},
    {13, 2, 0, "timeout"},
    {15, 3, 0, "count +="},
    {17, 4, 0, "tell(count)"});

static sley_status m_ct_more_and_more__main__resume(sley_task *task, sley_frame *self,
                                                    sley_status st)
{
    m_ct_more_and_more__main__frame *f = (void *)self;
    const sley_site *sites = m_ct_more_and_more__main__sites;
    if (sley_resumes(self)) goto resume_1; // 18: sleep(1s)

    // 11 | var count = 0
    f->v_count = 0;
    // 12 | try {
    // 13 | await timeout(3.5s) {
    st = sley_timeout_enter(task, &f->s_3, 3500000000);
    if (sley_failed_at(task, &sites[2], st)) goto leave_2;
    // 14 | while true {
    while (true) {
        // 15 | count += 1
        f->v_count = sley_int_add(f->v_count, 1, &sites[3]);
        // 16 | print("new task count {count}")
        SLEY_PRINT(SLEY_LIT("new task count "), SLEY_INT(f->v_count));
        // 17 | spawn tell(count)
        sley_task_release(m_ct_more_and_more__tell__spawn(task, NULL, &sites[4], f->v_count));
        // 18 | await sleep(1s)
        st = sley_sleep(task, sley_at(self, 1), &f->a1, 1000000000);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_3;
    }

leave_3:
    st = sley_timeout_leave(task, &f->s_3, st);
    sley_note_failure_at(task, &sites[2], st);
leave_2:
    if (st == SLEY_ERROR) {
        st = sley_drop_error(task);
        // 21 | } catch Timeout {}
    }
    return st;
}

SLEY_MAIN(m_ct_more_and_more__main, NULL)
