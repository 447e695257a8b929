// Generated from wa-first.sley. Do not edit.

#include "sley.h"

typedef struct sley_tuple2__list__task__int__list__task__int {
    sley_list *f_0;
    sley_list *f_1;
} sley_tuple2__list__task__int__list__task__int;

SLEY_OWN_FIELDS2(sley_tuple2__list__task__int__list__task__int, sley_list, f_0, sley_list, f_1)

// async fn call_api(n: int) -> int
// wa-first.sley:3, frame 64 bytes

typedef struct m_wa_first__call_api__frame {
    sley_frame base;
    int64_t a_n;
    int64_t result;
    sley_wait a1;                   // 5: sleep(1s * n)
} m_wa_first__call_api__frame;

SLEY_FN_RESULT(m_wa_first__call_api, "wa_first.call_api", "wa-first.sley", 3, 64, sley_type_int,
    {5, 1, 0, "sleep(1s * n)"}, {5, 2, 0, "1s * n"});

static SLEY_SPAWN1(m_wa_first__call_api, int64_t, a_n)

static sley_status m_wa_first__call_api__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_wa_first__call_api__frame *f = (void *)self;
    const sley_site *sites = m_wa_first__call_api__sites;
    if (sley_resumes(self)) goto resume_1; // 5: sleep(1s * n)

    // 4 | print("calling API {n}...")
    SLEY_PRINT(SLEY_LIT("calling API "), SLEY_INT(f->a_n), SLEY_LIT("..."));
    // 5 | await sleep(1s * n)
    st = sley_sleep(task, sley_at(self, 1), &f->a1,
                    sley_duration_mul(1000000000, f->a_n, &sites[2]));
resume_1: if (sley_stops(task, self, st)) return st;
    // 6 | return n
    f->result = f->a_n;
    return SLEY_OK;
}

// async fn main() throws
// wa-first.sley:9, frame 136 bytes

typedef struct m_wa_first__main__frame {
    sley_frame base;
    sley_list *v_pending;           // 10: live across 1
    // 12: wait(pending, until: first)
    struct { sley_gather_area wait; sley_tuple2__list__task__int__list__task__int v; } a1;
} m_wa_first__main__frame;

SLEY_FN(m_wa_first__main, "wa_first.main", "wa-first.sley", 9, 136,
    {12, 1, 0, "wait(pending, until: first)"},
    {10, 2, 0, "call_api(n)"},
    {13, 3, 0, "done[0]"}, {13, 4, 0, "done[0].result()"});

static sley_status m_wa_first__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_wa_first__main__frame *f = (void *)self;
    const sley_site *sites = m_wa_first__main__sites;
    sley_tuple2__list__task__int__list__task__int t_wait = {0};
    if (sley_resumes(self)) goto resume_1; // 12: wait(pending, until: first)

    // 10 | var pending = [spawn call_api(n) for n in 1..=3]
    sley_list *t_list = sley_list_new(&sley_type_task, 0);
    for (int64_t v_n = 1; v_n < 4; v_n++) {
        sley_task *t_task = m_wa_first__call_api__spawn(task, NULL, &sites[2], v_n);
        sley_list_append(t_list, &t_task);
    }
    f->v_pending = t_list;
    // 11 | while not pending.is_empty() {
    while (!sley_list_is_empty(f->v_pending)) {
        // 12 | let (done, rest) = await wait(pending, until: first)
        st = sley_wait_list(task, sley_at(self, 1), &f->a1.wait, f->v_pending, SLEY_UNTIL_FIRST,
                            sley_opt_duration_none());
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_1;
        sley_wait_take(&f->a1.wait, &sley_type_task, &f->a1.v.f_0, &f->a1.v.f_1);
        t_wait = f->a1.v;
        sley_list *v_done = t_wait.f_0;
        sley_list *v_rest = t_wait.f_1;
        // 13 | print(done[0].result())
        sley_task *t_item = sley_task_retain(SLEY_AT(sley_task *, v_done, 0, &sites[3]));
        int64_t t_result = 0;
        st = sley_task_result(task, t_item, &t_result);
        sley_task_release(t_item);
        if (sley_failed_at(task, &sites[4], st)) goto leave_1;
        SLEY_PRINT(SLEY_INT(t_result));
        // 14 | pending = rest
        sley_list_assign(&f->v_pending, sley_list_retain(v_rest));
        sley_tuple2__list__task__int__list__task__int__drop(&t_wait);
    }

leave_1:
    sley_tuple2__list__task__int__list__task__int__release(t_wait);
    sley_list_release(f->v_pending);
    return st;
}

SLEY_MAIN(m_wa_first__main, NULL)
