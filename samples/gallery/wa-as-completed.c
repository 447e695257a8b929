// Generated from wa-as-completed.sley. Do not edit.

#include "sley.h"

// async fn work(i: int, start: instant) -> int
// wa-as-completed.sley:4, frame 72 bytes

typedef struct m_wa_as_completed__work__frame {
    sley_frame base;
    int64_t a_i;
    sley_instant a_start;
    int64_t result;
    sley_wait a1;                   // 6: sleep(1s * (5 - i))
} m_wa_as_completed__work__frame;

SLEY_FN_RESULT(m_wa_as_completed__work, "wa_as_completed.work", "wa-as-completed.sley", 4, 72,
               sley_type_int,
    {6, 1, 0, "sleep(1s * (5 - i))"}, {6, 2, 0, "5 - i"}, {6, 3, 0, "1s * (5 - i)"},
    {8, 4, 0, "time.now() - start"});

static SLEY_SPAWN2(m_wa_as_completed__work, int64_t, a_i, sley_instant, a_start)

static sley_status m_wa_as_completed__work__resume(sley_task *task, sley_frame *self,
                                                   sley_status st)
{
    m_wa_as_completed__work__frame *f = (void *)self;
    const sley_site *sites = m_wa_as_completed__work__sites;
    if (sley_resumes(self)) goto resume_1; // 6: sleep(1s * (5 - i))

    // 5 | print("任务{i}阻塞之前")
    SLEY_PRINT(SLEY_LIT("\344\273\273\345\212\241"), SLEY_INT(f->a_i),
               SLEY_LIT("\351\230\273\345\241\236\344\271\213\345\211\215"));
    // 6 | await sleep(1s * (5 - i))
    st = sley_sleep(task, sley_at(self, 1), &f->a1,
                    sley_duration_mul(1000000000, sley_int_sub(5, f->a_i, &sites[2]), &sites[3]));
resume_1: if (sley_stops(task, self, st)) return st;
    // 7 | print("任务{i}阻塞之后")
    SLEY_PRINT(SLEY_LIT("\344\273\273\345\212\241"), SLEY_INT(f->a_i),
               SLEY_LIT("\351\230\273\345\241\236\344\271\213\345\220\216"));
    // 8 | print("loop time: {(time.now() - start).seconds()}")
    SLEY_PRINT(SLEY_LIT("loop time: "),
               SLEY_FLOAT(sley_duration_seconds(sley_instant_diff(sley_now(task->base.executor),
                                                                  f->a_start, &sites[4]))));
    // 9 | return i
    f->result = f->a_i;
    return SLEY_OK;
}

// async fn main() throws
// wa-as-completed.sley:12, frame 112 bytes

typedef struct m_wa_as_completed__main__frame {
    sley_frame base;
    sley_list *v_tasks;             // 14: live across 1, 2
    sley_completions *t_items;      // 15: live across 1, 2
    sley_task *v_t;                 // 15: live across 2
    union {
        struct { sley_waiter wait; sley_task *v; } a1; // 15: as_completed(tasks)
        struct { sley_waiter wait; int64_t v; } a2; // 16: t
    };
} m_wa_as_completed__main__frame;

SLEY_FN(m_wa_as_completed__main, "wa_as_completed.main", "wa-as-completed.sley", 12, 112,
    {15, 1, 0, "as_completed(tasks)"},
    {16, 2, 0, "t"},
    {14, 3, 0, "work(i, start)"});

static sley_status m_wa_as_completed__main__resume(sley_task *task, sley_frame *self,
                                                   sley_status st)
{
    m_wa_as_completed__main__frame *f = (void *)self;
    const sley_site *sites = m_wa_as_completed__main__sites;
    if (self->state == 1) goto resume_1; // 15: as_completed(tasks)
    if (self->state == 2) goto resume_2; // 16: t
    sley_starts(self);
    f->v_t = NULL;

    // 13 | let start = time.now()
    sley_instant v_start = sley_now(task->base.executor);
    // 14 | let tasks = [spawn work(i, start) for i in 0..5]
    f->v_tasks = sley_list_new(&sley_type_task, 0);
    for (int64_t v_i = 0; v_i < 5; v_i++) {
        sley_task *t_task = m_wa_as_completed__work__spawn(task, NULL, &sites[3], v_i, v_start);
        sley_list_append(f->v_tasks, &t_task);
    }
    // 15 | async for t in as_completed(tasks) {
    f->t_items = sley_completions_new(task->base.executor, f->v_tasks, (sley_opt_duration){0});
    while (true) {
        st = sley_completions_next(task, sley_at(self, 1), &f->a1.wait, f->t_items, &f->a1.v);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_1;
        f->v_t = f->a1.v;
        if (f->v_t == NULL) break;
        // 16 | print("task return: {await t}")
        st = sley_task_await(task, sley_at(self, 2), &f->a2.wait, f->v_t, &f->a2.v);
        if (st == SLEY_PENDING) return st;
    resume_2: if (sley_failed(task, self, st)) goto leave_1;
        SLEY_PRINT(SLEY_LIT("task return: "), SLEY_INT(f->a2.v));
        sley_task_drop(&f->v_t);
    }

leave_1:
    sley_task_release(f->v_t);
    sley_completions_release(f->t_items);
    sley_list_release(f->v_tasks);
    return st;
}

SLEY_MAIN(m_wa_as_completed__main, NULL)
