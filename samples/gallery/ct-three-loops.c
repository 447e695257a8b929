// Generated from ct-three-loops.sley. Do not edit.

#include "sley.h"

// async fn sleep_task()
// ct-three-loops.sley:3, frame 56 bytes

typedef struct m_ct_three_loops__sleep_task__frame {
    sley_frame base;
    int64_t v_i;                    // 4: live across 1
    sley_wait a1;                   // 6: sleep(1s)
} m_ct_three_loops__sleep_task__frame;

SLEY_FN(m_ct_three_loops__sleep_task, "ct_three_loops.sleep_task", "ct-three-loops.sley", 3, 56,
    {6, 1, 0, "sleep(1s)"});

static SLEY_SPAWN0(m_ct_three_loops__sleep_task)

static sley_status m_ct_three_loops__sleep_task__resume(sley_task *task, sley_frame *self,
                                                        sley_status st)
{
    m_ct_three_loops__sleep_task__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 6: sleep(1s)

    // 4 | for i in 0..5 {
    for (f->v_i = 0; f->v_i < 5; f->v_i++) {
        // 5 | print(i)
        SLEY_PRINT(SLEY_INT(f->v_i));
        // 6 | await sleep(1s)
        st = sley_sleep(task, sley_at(self, 1), &f->a1, 1000000000);
    resume_1: if (sley_stops(task, self, st)) return st;
    }
    // 8 | print("done")
    SLEY_PRINT(SLEY_LIT("done"));
    return SLEY_OK;
}

// async fn main()
// ct-three-loops.sley:11, frame 48 bytes

typedef struct m_ct_three_loops__main__frame {
    sley_frame base;
    union { sley_wait a1, a2; };    // 15, 21
} m_ct_three_loops__main__frame;

SLEY_FN(m_ct_three_loops__main, "ct_three_loops.main", "ct-three-loops.sley", 11, 48,
    {15, 1, 0, "sleep(2.5s)"},
    {21, 2, 0, "sleep(3s)"},
    {13, 3, 0, "sleep_task()"});

static sley_status m_ct_three_loops__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ct_three_loops__main__frame *f = (void *)self;
    const sley_site *sites = m_ct_three_loops__main__sites;
    if (self->state == 1) goto resume_1; // 15: sleep(2.5s)
    if (self->state == 2) goto resume_2; // 21: sleep(3s)
    sley_starts(self);

    // 12 | for _ in 0..3 {
    for (int64_t t_index = 0; t_index < 3; t_index++) {
        // 13 | spawn sleep_task()
        sley_task_release(m_ct_three_loops__sleep_task__spawn(task, NULL, &sites[3]));
    }
    // 15 | await sleep(2.5s)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, 2500000000);
resume_1: if (sley_stops(task, self, st)) return st;
    // 16 | for t in tasks() {
    sley_list *t_items = sley_tasks(task->base.executor);
    for (int64_t t2_index = 0; t2_index < t_items->len; t2_index++) {
        sley_task *v_t = sley_task_retain(SLEY_NTH(sley_task *, t_items, t2_index));
        // 17 | if t != current() {
        sley_task *t_current = sley_current(task->base.executor);
        sley_task *t_found = sley_task_retain(v_t);
        bool t_is = t_found != t_current;
        sley_task_release(t_current);
        sley_task_release(t_found);
        if (t_is) {
            // 18 | print(t)
            SLEY_PRINT(SLEY_VAL(sley_type_task, &v_t));
        }
        sley_task_release(v_t);
    }
    sley_list_release(t_items);
    // 21 | await sleep(3s)
    st = sley_sleep(task, sley_at(self, 2), &f->a2, 3000000000);
resume_2: if (sley_stops(task, self, st)) return st;
    // 22 | print(tasks().len())
    sley_list *t_tasks = sley_tasks(task->base.executor);
    int64_t t_len = sley_list_len(t_tasks);
    sley_list_release(t_tasks);
    SLEY_PRINT(SLEY_INT(t_len));
    return SLEY_OK;
}

SLEY_MAIN(m_ct_three_loops__main, NULL)
