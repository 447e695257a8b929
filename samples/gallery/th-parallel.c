// Generated from th-parallel.sley. Do not edit.

#include "sley.h"

// fn task()
// th-parallel.sley:4

static void m_th_parallel__task(void)
{
    // 5 | print("Starting a task...")
    SLEY_PRINT(SLEY_LIT("Starting a task..."));
    // 6 | sleep(1s)
    sley_sleep_thread(sley_here(), 1000000000);
    // 7 | print("done")
    SLEY_PRINT(SLEY_LIT("done"));
}

// fn task()
// th-parallel.sley:4, frame 24 bytes

typedef struct m_th_parallel__task__job__frame {
    sley_frame base;
} m_th_parallel__task__job__frame;

SLEY_FN(m_th_parallel__task__job, "th_parallel.task", "th-parallel.sley", 4, 24, {0, 1, 0, NULL});

static SLEY_BEGIN0(m_th_parallel__task__job)

static sley_status m_th_parallel__task__job__resume(sley_task *task, sley_frame *self,
                                                    sley_status st)
{
    (void)task, (void)self, (void)st;
    m_th_parallel__task();
    return SLEY_OK;
}

// fn main() throws
// th-parallel.sley:10

SLEY_SITES(m_th_parallel__main, "th_parallel.main", "th-parallel.sley", 10,
    {12, 1, 0, "task()"},
    {13, 2, 0, "task()"},
    {14, 3, 0, "a.join()"},
    {15, 4, 0, "b.join()"},
    {16, 5, 0, "time.now() - start"});

static sley_status m_th_parallel__main(sley_task *task)
{
    const sley_site *sites = m_th_parallel__main__sites;
    sley_status st = SLEY_OK;
    // 11 | let start = time.now()
    sley_instant v_start = sley_now(task->base.executor);
    // 12 | let a = spawn task() on thread()
    sley_thread *t_thread = sley_thread_new(false, NULL);
    sley_task *t_task = sley_task_new(task, &m_th_parallel__task__job__fn, &sites[1]);
    m_th_parallel__task__job__begin(sley_task_frame(t_task), NULL);
    sley_task_start_on(t_task, NULL, SLEY_TARGET(t_thread));
    sley_thread_release(t_thread);
    sley_task *v_a = t_task;
    // 13 | let b = spawn task() on thread()
    sley_thread *t2_thread = sley_thread_new(false, NULL);
    sley_task *t2_task = sley_task_new(task, &m_th_parallel__task__job__fn, &sites[2]);
    m_th_parallel__task__job__begin(sley_task_frame(t2_task), NULL);
    sley_task_start_on(t2_task, NULL, SLEY_TARGET(t2_thread));
    sley_thread_release(t2_thread);
    sley_task *v_b = t2_task;
    // 14 | a.join()
    st = sley_task_join(task, v_a, NULL);
    if (sley_failed_at(task, &sites[3], st)) goto leave_1;
    // 15 | b.join()
    st = sley_task_join(task, v_b, NULL);
    if (sley_failed_at(task, &sites[4], st)) goto leave_1;
    // 16 | print("It took {(time.now() - start) / 1s:.2f} second(s) to complete.")
    SLEY_PRINT(SLEY_LIT("It took "),
            SLEY_FLOAT_AS(sley_duration_ratio(sley_instant_diff(sley_now(task->base.executor),
            v_start, &sites[5]), 1000000000), ".2f"), SLEY_LIT(" second(s) to complete."));

leave_1:
    sley_task_release(v_b);
    sley_task_release(v_a);
    return st;
}

SLEY_MAIN_THROWING(m_th_parallel__main, NULL)
