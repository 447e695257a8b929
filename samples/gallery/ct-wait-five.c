// Generated from ct-wait-five.sley. Do not edit.

#include "sley.h"

typedef struct sley_tuple2__list__task__unit__list__task__unit {
    sley_list *f_0;
    sley_list *f_1;
} sley_tuple2__list__task__unit__list__task__unit;

SLEY_OWN_FIELDS2(sley_tuple2__list__task__unit__list__task__unit, sley_list, f_0, sley_list, f_1)

// async fn block(i: int, block_time: duration)
// ct-wait-five.sley:3, frame 64 bytes

typedef struct m_ct_wait_five__block__frame {
    sley_frame base;
    int64_t a_i;
    sley_duration a_block_time;
    sley_wait a1;                   // 5: sleep(block_time)
} m_ct_wait_five__block__frame;

SLEY_FN(m_ct_wait_five__block, "ct_wait_five.block", "ct-wait-five.sley", 3, 64,
    {5, 1, 0, "sleep(block_time)"});

static SLEY_SPAWN2(m_ct_wait_five__block, int64_t, a_i, sley_duration, a_block_time)

static sley_status m_ct_wait_five__block__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ct_wait_five__block__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 5: sleep(block_time)

    // 4 | print("任务{i}阻塞之前")
    SLEY_PRINT(SLEY_LIT("\344\273\273\345\212\241"), SLEY_INT(f->a_i),
               SLEY_LIT("\351\230\273\345\241\236\344\271\213\345\211\215"));
    // 5 | await sleep(block_time)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, f->a_block_time);
resume_1: if (sley_stops(task, self, st)) return st;
    // 6 | print("任务{i}阻塞之后")
    SLEY_PRINT(SLEY_LIT("\344\273\273\345\212\241"), SLEY_INT(f->a_i),
               SLEY_LIT("\351\230\273\345\241\236\344\271\213\345\220\216"));
    return SLEY_OK;
}

// async fn main()
// ct-wait-five.sley:9, frame 136 bytes

typedef struct m_ct_wait_five__main__frame {
    sley_frame base;
    sley_list *v_tasks;             // 10: live across 1
    // 11: wait(tasks)
    struct { sley_gather_area wait; sley_tuple2__list__task__unit__list__task__unit v; } a1;
} m_ct_wait_five__main__frame;

SLEY_FN(m_ct_wait_five__main, "ct_wait_five.main", "ct-wait-five.sley", 9, 136,
    {11, 1, 0, "wait(tasks)"},
    {10, 2, 0, "i * 1s"}, {10, 3, 0, "5s - i * 1s"}, {10, 4, 0, "block(i, 5s - i * 1s)"});

static sley_status m_ct_wait_five__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ct_wait_five__main__frame *f = (void *)self;
    const sley_site *sites = m_ct_wait_five__main__sites;
    if (sley_resumes(self)) goto resume_1; // 11: wait(tasks)

    // 10 | let tasks = [spawn block(i, 5s - i * 1s) for i in 0..5]
    f->v_tasks = sley_list_new(&sley_type_task, 0);
    for (int64_t v_i = 0; v_i < 5; v_i++) {
        sley_task *t_task = m_ct_wait_five__block__spawn(task, NULL, &sites[4], v_i,
                                                         sley_duration_sub(5000000000,
                sley_duration_mul(1000000000, v_i, &sites[2]), &sites[3]));
        sley_list_append(f->v_tasks, &t_task);
    }
    // 11 | await wait(tasks)
    st = sley_wait_list(task, sley_at(self, 1), &f->a1.wait, f->v_tasks, SLEY_UNTIL_ALL,
                        sley_opt_duration_none());
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    sley_wait_take(&f->a1.wait, &sley_type_task, &f->a1.v.f_0, &f->a1.v.f_1);
    sley_tuple2__list__task__unit__list__task__unit__release(f->a1.v);

leave_1:
    sley_list_release(f->v_tasks);
    return st;
}

SLEY_MAIN(m_ct_wait_five__main, NULL)
