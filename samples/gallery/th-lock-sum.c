// Generated from th-lock-sum.sley. Do not edit.

#include "sley.h"

// fn increase(by: int, counter: mutex[int])
// th-lock-sum.sley:3

SLEY_SITES(m_th_lock_sum__increase, "th_lock_sum.increase", "th-lock-sum.sley", 3,
    {7, 1, 0, "before + by"},
    {4, 2, 0, "counter"});

static void m_th_lock_sum__increase(int64_t a_by, sley_mutex *a_counter)
{
    const sley_site *sites = m_th_lock_sum__increase__sites;
    // 4 | with counter as value {
    sley_mutex *t_mutex = a_counter;
    sley_mutex_acquire_blocking(t_mutex);
    // 5 | let before = value
    int64_t v_before = SLEY_IN_MUTEX(int64_t, t_mutex);
    // 6 | sleep(100ms)
    sley_sleep_thread(sley_here(), 100000000);
    // 7 | value = before + by
    SLEY_IN_MUTEX(int64_t, t_mutex) = sley_int_add(v_before, a_by, &sites[1]);
    // 8 | print("counter={value}")
    SLEY_PRINT(SLEY_LIT("counter="), SLEY_INT(SLEY_IN_MUTEX(int64_t, t_mutex)));
    sley_mutex_exit(t_mutex, &sites[2]);
}

// fn increase(by: int, counter: mutex[int])
// th-lock-sum.sley:3, frame 40 bytes

typedef struct m_th_lock_sum__increase__job__frame {
    sley_frame base;
    int64_t a_by;
    sley_mutex *a_counter;          // borrowed
} m_th_lock_sum__increase__job__frame;

SLEY_OWNED(m_th_lock_sum__increase__job, (a_counter, sley_type_mutex));
SLEY_TASK_FN(m_th_lock_sum__increase__job, "th_lock_sum.increase", "th-lock-sum.sley", 3, 40,
    {0, 1, 0, NULL});

static SLEY_BEGIN2(m_th_lock_sum__increase__job, int64_t, a_by, sley_mutex *, a_counter)

static sley_status m_th_lock_sum__increase__job__resume(sley_task *task, sley_frame *self,
                                                        sley_status st)
{
    m_th_lock_sum__increase__job__frame *f = (void *)self;
    (void)task, (void)st;
    m_th_lock_sum__increase(f->a_by, f->a_counter);
    return SLEY_OK;
}

// fn main() throws
// th-lock-sum.sley:12

SLEY_SITES(m_th_lock_sum__main, "th_lock_sum.main", "th-lock-sum.sley", 12,
    {13, 1, 0, "mutex(0)"},
    {14, 2, 0, "increase(10, counter)"},
    {16, 3, 0, "increase(20, counter)"},
    {17, 4, 0, "first.join()"},
    {18, 5, 0, "second.join()"},
    {19, 6, 0, "counter"});

static sley_status m_th_lock_sum__main(sley_task *task)
{
    const sley_site *sites = m_th_lock_sum__main__sites;
    sley_status st = SLEY_OK;
    // 13 | let counter = mutex(0)
    sley_mutex *v_counter = sley_mutex_new(task->base.executor, &sley_type_int, &(int64_t){0},
                                           &sites[1]);
    // 14 | let first = spawn increase(10, counter) on thread()
    sley_thread *t_thread = sley_thread_new(false, NULL);
    sley_task *t_task = sley_task_new(task, &m_th_lock_sum__increase__job__fn, &sites[2]);
    m_th_lock_sum__increase__job__begin(sley_task_frame(t_task), NULL, 10,
                                        sley_mutex_retain(v_counter));
    sley_task_start_on(t_task, NULL, SLEY_TARGET(t_thread));
    sley_thread_release(t_thread);
    sley_task *v_first = t_task;
    // 15 | sleep(20ms)
    sley_sleep_thread(task->base.executor, 20000000);
    // 16 | let second = spawn increase(20, counter) on thread()
    sley_thread *t2_thread = sley_thread_new(false, NULL);
    sley_task *t2_task = sley_task_new(task, &m_th_lock_sum__increase__job__fn, &sites[3]);
    m_th_lock_sum__increase__job__begin(sley_task_frame(t2_task), NULL, 20,
                                        sley_mutex_retain(v_counter));
    sley_task_start_on(t2_task, NULL, SLEY_TARGET(t2_thread));
    sley_thread_release(t2_thread);
    sley_task *v_second = t2_task;
    // 17 | first.join()
    st = sley_task_join(task, v_first, NULL);
    if (sley_failed_at(task, &sites[4], st)) goto leave_1;
    // 18 | second.join()
    st = sley_task_join(task, v_second, NULL);
    if (sley_failed_at(task, &sites[5], st)) goto leave_1;
    // 19 | with counter as value { print("The final counter is {value}") }
    sley_mutex *t_mutex = v_counter;
    sley_mutex_acquire_blocking(t_mutex);
    SLEY_PRINT(SLEY_LIT("The final counter is "), SLEY_INT(SLEY_IN_MUTEX(int64_t, t_mutex)));
    sley_mutex_exit(t_mutex, &sites[6]);

leave_1:
    sley_task_release(v_second);
    sley_task_release(v_first);
    sley_mutex_release(v_counter);
    return st;
}

SLEY_MAIN_THROWING(m_th_lock_sum__main, NULL)
