// Generated from th-broken-barrier.sley. Do not edit.

#include "sley.h"

// fn meet(barrier: Barrier)
// th-broken-barrier.sley:3

SLEY_SITES(m_th_broken_barrier__meet, "th_broken_barrier.meet", "th-broken-barrier.sley", 3,
    {5, 1, 0, "barrier.wait()"});

static void m_th_broken_barrier__meet(sley_barrier *a_barrier)
{
    const sley_site *sites = m_th_broken_barrier__meet__sites;
    sley_task *task = sley_here_task();
    sley_status st = SLEY_OK;
    // 4 | try {
    // 5 | barrier.wait()
    int64_t t_wait = 0;
    st = sley_barrier_wait_blocking(task, a_barrier, &t_wait);
    if (sley_failed_at(task, &sites[1], st)) goto leave_2;
    // 6 | print("passed")
    SLEY_PRINT(SLEY_LIT("passed"));
leave_2:
    if (st == SLEY_ERROR) {
        st = SLEY_OK;
        // 7 | } catch e: BrokenBarrier {
        sley_error *v_e = sley_catch(task);
        // 8 | print(e.name())
        sley_str *t_name = sley_error_name(v_e);
        SLEY_PRINT(SLEY_STR(t_name));
        sley_error_release(v_e);
        sley_str_release(t_name);
    }
}

// fn meet(barrier: Barrier)
// th-broken-barrier.sley:3, frame 32 bytes

typedef struct m_th_broken_barrier__meet__job__frame {
    sley_frame base;
    sley_barrier *a_barrier;        // borrowed
} m_th_broken_barrier__meet__job__frame;

SLEY_OWNED(m_th_broken_barrier__meet__job, (a_barrier, sley_type_barrier));
SLEY_TASK_FN(m_th_broken_barrier__meet__job, "th_broken_barrier.meet", "th-broken-barrier.sley", 3,
             32,
    {0, 1, 0, NULL});

static SLEY_BEGIN1(m_th_broken_barrier__meet__job, sley_barrier *, a_barrier)

static sley_status m_th_broken_barrier__meet__job__resume(sley_task *task, sley_frame *self,
                                                          sley_status st)
{
    m_th_broken_barrier__meet__job__frame *f = (void *)self;
    (void)task, (void)st;
    m_th_broken_barrier__meet(f->a_barrier);
    return SLEY_OK;
}

// fn main() throws
// th-broken-barrier.sley:12

SLEY_SITES(m_th_broken_barrier__main, "th_broken_barrier.main", "th-broken-barrier.sley", 12,
    {13, 1, 0, "Barrier(2)"},
    {14, 2, 0, "meet(barrier)"},
    {17, 3, 0, "lone.join()"},
    {19, 4, 0, "meet(barrier)"},
    {20, 5, 0, "t.join()"});

static sley_status m_th_broken_barrier__main(sley_task *task)
{
    const sley_site *sites = m_th_broken_barrier__main__sites;
    sley_status st = SLEY_OK;
    sley_list *v_pair = NULL;
    sley_task *v_t = NULL;
    // 13 | let barrier = Barrier(2)
    sley_barrier *v_barrier = sley_barrier_new(task->base.executor, 2, &sites[1]);
    // 14 | let lone = spawn meet(barrier) on thread()
    sley_thread *t_thread = sley_thread_new(false, NULL);
    sley_task *t_task = sley_task_new(task, &m_th_broken_barrier__meet__job__fn, &sites[2]);
    m_th_broken_barrier__meet__job__begin(sley_task_frame(t_task), NULL,
                                          sley_barrier_retain(v_barrier));
    sley_task_start_on(t_task, NULL, SLEY_TARGET(t_thread));
    sley_thread_release(t_thread);
    sley_task *v_lone = t_task;
    // 15 | sleep(100ms)
    sley_sleep_thread(task->base.executor, 100000000);
    // 16 | barrier.abort()
    sley_barrier_abort(v_barrier);
    // 17 | lone.join()
    st = sley_task_join(task, v_lone, NULL);
    if (sley_failed_at(task, &sites[3], st)) goto leave_1;
    // 18 | barrier.reset()
    sley_barrier_reset(v_barrier);
    // 19 | let pair = [spawn meet(barrier) on thread() for _ in 0..2]
    v_pair = sley_list_new(&sley_type_task, 0);
    for (int64_t t_index = 0; t_index < 2; t_index++) {
        sley_thread *t2_thread = sley_thread_new(false, NULL);
        sley_task *t2_task = sley_task_new(task, &m_th_broken_barrier__meet__job__fn, &sites[4]);
        m_th_broken_barrier__meet__job__begin(sley_task_frame(t2_task), NULL,
                                              sley_barrier_retain(v_barrier));
        sley_task_start_on(t2_task, NULL, SLEY_TARGET(t2_thread));
        sley_thread_release(t2_thread);
        sley_list_append(v_pair, &t2_task);
    }
    // 20 | for t in pair { t.join() }
    for (int64_t t2_index = 0; t2_index < v_pair->len; t2_index++) {
        v_t = sley_task_retain(SLEY_NTH(sley_task *, v_pair, t2_index));
        st = sley_task_join(task, v_t, NULL);
        if (sley_failed_at(task, &sites[5], st)) goto leave_1;
        sley_task_drop(&v_t);
    }

leave_1:
    sley_task_release(v_t);
    sley_list_release(v_pair);
    sley_task_release(v_lone);
    sley_barrier_release(v_barrier);
    return st;
}

SLEY_MAIN_THROWING(m_th_broken_barrier__main, NULL)
