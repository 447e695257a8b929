// Generated from th-five.sley. Do not edit.

#include "sley.h"

// fn work()
// th-five.sley:3

static void m_th_five__work(void)
{
    // 4 | print("Worker")
    SLEY_PRINT(SLEY_LIT("Worker"));
}

// fn work()
// th-five.sley:3, frame 24 bytes

typedef struct m_th_five__work__job__frame {
    sley_frame base;
} m_th_five__work__job__frame;

SLEY_FN(m_th_five__work__job, "th_five.work", "th-five.sley", 3, 24, {0, 1, 0, NULL});

static SLEY_BEGIN0(m_th_five__work__job)

static sley_status m_th_five__work__job__resume(sley_task *task, sley_frame *self, sley_status st)
{
    (void)task, (void)self, (void)st;
    m_th_five__work();
    return SLEY_OK;
}

// fn main()
// th-five.sley:7

SLEY_SITES(m_th_five__main, "th_five.main", "th-five.sley", 7, {8, 1, 0, "work()"});

static void m_th_five__main(void)
{
    const sley_site *sites = m_th_five__main__sites;
    // 8 | for _ in 0..5 { spawn work() on thread() }
    for (int64_t t_index = 0; t_index < 5; t_index++) {
        sley_thread *t_thread = sley_thread_new(false, NULL);
        sley_task *t_task = sley_task_new(sley_here_task(), &m_th_five__work__job__fn, &sites[1]);
        m_th_five__work__job__begin(sley_task_frame(t_task), NULL);
        sley_task_release(sley_task_start_on(t_task, NULL, SLEY_TARGET(t_thread)));
        sley_thread_release(t_thread);
    }
}

SLEY_MAIN_PLAIN(m_th_five__main, NULL)
