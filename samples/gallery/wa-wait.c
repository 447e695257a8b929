// Generated from wa-wait.sley. Do not edit.

#include "sley.h"

typedef struct sley_tuple2__list__task__str__list__task__str {
    sley_list *f_0;
    sley_list *f_1;
} sley_tuple2__list__task__str__list__task__str;

SLEY_OWN_FIELDS2(sley_tuple2__list__task__str__list__task__str, sley_list, f_0, sley_list, f_1)

static const sley_type sley_type_list__str = SLEY_LIST_TYPE("list[str]");

// async fn phase(i: int) -> str
// wa-wait.sley:3, frame 64 bytes

typedef struct m_wa_wait__phase__frame {
    sley_frame base;
    int64_t a_i;
    sley_str *result;
    sley_wait a1;                   // 5: sleep(100ms * i)
} m_wa_wait__phase__frame;

SLEY_FN_RESULT(m_wa_wait__phase, "wa_wait.phase", "wa-wait.sley", 3, 64, sley_type_str,
    {5, 1, 0, "sleep(100ms * i)"}, {5, 2, 0, "100ms * i"});

static SLEY_SPAWN1(m_wa_wait__phase, int64_t, a_i)

static sley_status m_wa_wait__phase__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_wa_wait__phase__frame *f = (void *)self;
    const sley_site *sites = m_wa_wait__phase__sites;
    if (sley_resumes(self)) goto resume_1; // 5: sleep(100ms * i)

    // 4 | print("in phase {i}")
    SLEY_PRINT(SLEY_LIT("in phase "), SLEY_INT(f->a_i));
    // 5 | await sleep(100ms * i)
    st = sley_sleep(task, sley_at(self, 1), &f->a1,
                    sley_duration_mul(100000000, f->a_i, &sites[2]));
resume_1: if (sley_stops(task, self, st)) return st;
    // 6 | print("done with phase {i}")
    SLEY_PRINT(SLEY_LIT("done with phase "), SLEY_INT(f->a_i));
    // 7 | return "phase {i} result"
    f->result = SLEY_FORMAT(SLEY_LIT("phase "), SLEY_INT(f->a_i), SLEY_LIT(" result"));
    return SLEY_OK;
}

// async fn main() throws
// wa-wait.sley:10, frame 136 bytes

typedef struct m_wa_wait__main__frame {
    sley_frame base;
    sley_list *v_phases;            // 12: live across 1
    // 14: wait(phases)
    struct { sley_gather_area wait; sley_tuple2__list__task__str__list__task__str v; } a1;
} m_wa_wait__main__frame;

SLEY_FN(m_wa_wait__main, "wa_wait.main", "wa-wait.sley", 10, 136,
    {14, 1, 0, "wait(phases)"},
    {12, 2, 0, "phase(i)"},
    {15, 3, 0, "t.result()"});

static sley_status m_wa_wait__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_wa_wait__main__frame *f = (void *)self;
    const sley_site *sites = m_wa_wait__main__sites;
    sley_list *t2_list = NULL;
    sley_task *v_t = NULL;
    sley_tuple2__list__task__str__list__task__str t_wait = {0};
    if (sley_resumes(self)) goto resume_1; // 14: wait(phases)

    // 11 | print("starting main")
    SLEY_PRINT(SLEY_LIT("starting main"));
    // 12 | let phases = [spawn phase(i) for i in 0..3]
    f->v_phases = sley_list_new(&sley_type_task, 0);
    for (int64_t v_i = 0; v_i < 3; v_i++) {
        sley_task *t_task = m_wa_wait__phase__spawn(task, NULL, &sites[2], v_i);
        sley_list_append(f->v_phases, &t_task);
    }
    // 13 | print("waiting for phases to complete")
    SLEY_PRINT(SLEY_LIT("waiting for phases to complete"));
    // 14 | let (done, _) = await wait(phases)
    st = sley_wait_list(task, sley_at(self, 1), &f->a1.wait, f->v_phases, SLEY_UNTIL_ALL,
                        sley_opt_duration_none());
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    sley_wait_take(&f->a1.wait, &sley_type_task, &f->a1.v.f_0, &f->a1.v.f_1);
    t_wait = f->a1.v;
    sley_list *v_done = t_wait.f_0;
    // 15 | print("results: {[t.result() for t in done]}")
    t2_list = sley_list_new(&sley_type_str, 0);
    for (int64_t t_index = 0; t_index < v_done->len; t_index++) {
        v_t = sley_task_retain(SLEY_NTH(sley_task *, v_done, t_index));
        sley_str *t_result = NULL;
        st = sley_task_result(task, v_t, &t_result);
        if (sley_failed_at(task, &sites[3], st)) goto leave_1;
        sley_list_append(t2_list, &t_result);
        sley_task_drop(&v_t);
    }
    sley_tuple2__list__task__str__list__task__str__drop(&t_wait);
    SLEY_PRINT(SLEY_LIT("results: "), SLEY_VAL(sley_type_list__str, &t2_list));

leave_1:
    sley_tuple2__list__task__str__list__task__str__release(t_wait);
    sley_task_release(v_t);
    sley_list_release(t2_list);
    sley_list_release(f->v_phases);
    return st;
}

SLEY_MAIN(m_wa_wait__main, NULL)
