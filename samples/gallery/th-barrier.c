// Generated from th-barrier.sley. Do not edit.

#include "sley.h"

// fn worker(barrier: Barrier) throws
// th-barrier.sley:3

SLEY_SITES(m_th_barrier__worker, "th_barrier.worker", "th-barrier.sley", 3,
    {6, 1, 0, "barrier.wait()"});

static sley_status m_th_barrier__worker(sley_task *task, sley_barrier *a_barrier)
{
    const sley_site *sites = m_th_barrier__worker__sites;
    sley_status st = SLEY_OK;
    // 4 | let name = thread.current().name
    sley_thread *t_current = sley_thread_current(task->base.executor);
    sley_str *t_name = sley_thread_name(t_current);
    sley_thread_release(t_current);
    sley_str *v_name = t_name;
    // 5 | print("{name} waiting for barrier with {barrier.waiting()} others")
    SLEY_PRINT(SLEY_STR(v_name), SLEY_LIT(" waiting for barrier with "),
               SLEY_INT(sley_barrier_waiting(a_barrier)), SLEY_LIT(" others"));
    // 6 | let id = barrier.wait()
    int64_t v_id = 0;
    st = sley_barrier_wait_blocking(task, a_barrier, &v_id);
    if (sley_failed_at(task, &sites[1], st)) goto leave_1;
    // 7 | print("{name} after barrier {id}")
    SLEY_PRINT(SLEY_STR(v_name), SLEY_LIT(" after barrier "), SLEY_INT(v_id));

leave_1:
    sley_str_release(v_name);
    return st;
}

// fn worker(barrier: Barrier) throws
// th-barrier.sley:3, frame 32 bytes

typedef struct m_th_barrier__worker__job__frame {
    sley_frame base;
    sley_barrier *a_barrier;        // borrowed
} m_th_barrier__worker__job__frame;

SLEY_OWNED(m_th_barrier__worker__job, (a_barrier, sley_type_barrier));
SLEY_TASK_FN(m_th_barrier__worker__job, "th_barrier.worker", "th-barrier.sley", 3, 32,
    {0, 1, 0, "worker(barrier)"});

static SLEY_BEGIN1(m_th_barrier__worker__job, sley_barrier *, a_barrier)

static sley_status m_th_barrier__worker__job__resume(sley_task *task, sley_frame *self,
                                                     sley_status st)
{
    m_th_barrier__worker__job__frame *f = (void *)self;
    const sley_site *sites = m_th_barrier__worker__job__sites;
    st = m_th_barrier__worker(task, f->a_barrier);
    if (sley_failed_at(task, &sites[1], st)) return st;
    return SLEY_OK;
}

// fn main()
// th-barrier.sley:10

SLEY_SITES(m_th_barrier__main, "th_barrier.main", "th-barrier.sley", 10,
    {11, 1, 0, "Barrier(3)"},
    {14, 2, 0, "worker(barrier)"});

static void m_th_barrier__main(void)
{
    const sley_site *sites = m_th_barrier__main__sites;
    // 11 | let barrier = Barrier(3)
    sley_barrier *v_barrier = sley_barrier_new(sley_here(), 3, &sites[1]);
    // 12 | for i in 0..3 {
    for (int64_t v_i = 0; v_i < 3; v_i++) {
        // 13 | print("worker-{i} starting")
        SLEY_PRINT(SLEY_LIT("worker-"), SLEY_INT(v_i), SLEY_LIT(" starting"));
        // 14 | spawn worker(barrier) on thread() as "worker-{i}"
        sley_thread *t_thread = sley_thread_new(false, NULL);
        sley_str *t_text = SLEY_FORMAT(SLEY_LIT("worker-"), SLEY_INT(v_i));
        sley_task *t_task = sley_task_new(sley_here_task(), &m_th_barrier__worker__job__fn,
                                          &sites[2]);
        m_th_barrier__worker__job__begin(sley_task_frame(t_task), NULL,
                                         sley_barrier_retain(v_barrier));
        sley_task_set_name(t_task, t_text);
        sley_task_release(sley_task_start_on(t_task, NULL, SLEY_TARGET(t_thread)));
        sley_thread_release(t_thread);
        sley_str_release(t_text);
        // 15 | sleep(100ms)
        sley_sleep_thread(sley_here(), 100000000);
    }
    sley_barrier_release(v_barrier);
}

SLEY_MAIN_PLAIN(m_th_barrier__main, NULL)
