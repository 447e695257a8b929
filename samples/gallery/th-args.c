// Generated from th-args.sley. Do not edit.

#include "sley.h"

// fn work(i: int)
// th-args.sley:3

static void m_th_args__work(int64_t a_i)
{
    // 4 | print("Worker: {i}")
    SLEY_PRINT(SLEY_LIT("Worker: "), SLEY_INT(a_i));
}

// fn work(i: int)
// th-args.sley:3, frame 32 bytes

typedef struct m_th_args__work__job__frame {
    sley_frame base;
    int64_t a_i;
} m_th_args__work__job__frame;

SLEY_FN(m_th_args__work__job, "th_args.work", "th-args.sley", 3, 32, {0, 1, 0, NULL});

static SLEY_BEGIN1(m_th_args__work__job, int64_t, a_i)

static sley_status m_th_args__work__job__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_th_args__work__job__frame *f = (void *)self;
    (void)task, (void)st;
    m_th_args__work(f->a_i);
    return SLEY_OK;
}

// fn main()
// th-args.sley:7

SLEY_SITES(m_th_args__main, "th_args.main", "th-args.sley", 7, {8, 1, 0, "work(i)"});

static void m_th_args__main(void)
{
    const sley_site *sites = m_th_args__main__sites;
    // 8 | for i in 0..5 { spawn work(i) on thread() }
    for (int64_t v_i = 0; v_i < 5; v_i++) {
        sley_thread *t_thread = sley_thread_new(false, NULL);
        sley_task *t_task = sley_task_new(sley_here_task(), &m_th_args__work__job__fn, &sites[1]);
        m_th_args__work__job__begin(sley_task_frame(t_task), NULL, v_i);
        sley_task_release(sley_task_start_on(t_task, NULL, SLEY_TARGET(t_thread)));
        sley_thread_release(t_thread);
    }
}

SLEY_MAIN_PLAIN(m_th_args__main, NULL)
