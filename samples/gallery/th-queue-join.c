// Generated from th-queue-join.sley. Do not edit.

#include "sley.h"

// fn work(queue: Queue[int]) throws
// th-queue-join.sley:3

SLEY_SITES(m_th_queue_join__work, "th_queue_join.work", "th-queue-join.sley", 3,
    {6, 1, 0, "queue.task_done()"});

static sley_status m_th_queue_join__work(sley_task *task, sley_queue *a_queue)
{
    const sley_site *sites = m_th_queue_join__work__sites;
    sley_status st = SLEY_OK;
    // 4 | while true {
    while (true) {
        // 5 | queue.get()
        int64_t t_get = 0;
        sley_queue_get_blocking(a_queue, &t_get);
        // 6 | queue.task_done()
        st = sley_queue_task_done(task, a_queue);
        if (sley_failed_at(task, &sites[1], st)) return st;
    }
}

// fn work(queue: Queue[int]) throws
// th-queue-join.sley:3, frame 32 bytes

typedef struct m_th_queue_join__work__job__frame {
    sley_frame base;
    sley_queue *a_queue;            // borrowed
} m_th_queue_join__work__job__frame;

SLEY_OWNED(m_th_queue_join__work__job, (a_queue, sley_type_queue));
SLEY_TASK_FN(m_th_queue_join__work__job, "th_queue_join.work", "th-queue-join.sley", 3, 32,
    {0, 1, 0, "work(queue)"});

static SLEY_BEGIN1(m_th_queue_join__work__job, sley_queue *, a_queue)

static sley_status m_th_queue_join__work__job__resume(sley_task *task, sley_frame *self,
                                                      sley_status st)
{
    m_th_queue_join__work__job__frame *f = (void *)self;
    const sley_site *sites = m_th_queue_join__work__job__sites;
    st = m_th_queue_join__work(task, f->a_queue);
    if (sley_failed_at(task, &sites[1], st)) return st;
    return SLEY_OK;
}

// fn main()
// th-queue-join.sley:10

SLEY_SITES(m_th_queue_join__main, "th_queue_join.main", "th-queue-join.sley", 10,
    {11, 1, 0, "Queue[int]()"},
    {12, 2, 0, "work(queue)"});

static void m_th_queue_join__main(void)
{
    const sley_site *sites = m_th_queue_join__main__sites;
    // 11 | let queue = Queue[int]()
    sley_queue *v_queue = sley_queue_new(sley_here(), &sley_type_int, 0, &sites[1]);
    // 12 | spawn work(queue) on thread(daemon: true)
    sley_thread *t_thread = sley_thread_new(true, NULL);
    sley_task *t_task = sley_task_new(sley_here_task(), &m_th_queue_join__work__job__fn, &sites[2]);
    m_th_queue_join__work__job__begin(sley_task_frame(t_task), NULL, sley_queue_retain(v_queue));
    sley_task_release(sley_task_start_on(t_task, NULL, SLEY_TARGET(t_thread)));
    sley_thread_release(t_thread);
    // 13 | for i in 0..30 { queue.put(i) }
    for (int64_t v_i = 0; v_i < 30; v_i++) {
        sley_queue_put_blocking(v_queue, &v_i);
    }
    // 14 | queue.join()
    sley_queue_join_blocking(v_queue);
    sley_queue_release(v_queue);
}

SLEY_MAIN_PLAIN(m_th_queue_join__main, NULL)
