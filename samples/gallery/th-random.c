// Generated from th-random.sley. Do not edit.

#include "sley.h"

// fn work(i: int)
// th-random.sley:4

SLEY_SITES(m_th_random__work, "th_random.work", "th-random.sley", 4,
    {6, 1, 0, "random.int(1, 10)"},
    {7, 2, 0, "pause * 1ms"});

static void m_th_random__work(int64_t a_i)
{
    const sley_site *sites = m_th_random__work__sites;
    // 5 | for _ in 0..10 {
    for (int64_t t_index = 0; t_index < 10; t_index++) {
        // 6 | let pause = random.int(1, 10)
        int64_t v_pause = sley_random_int(1, 10, &sites[1]);
        // 7 | sleep(pause * 1ms)
        sley_sleep_thread(sley_here(), sley_duration_mul(1000000, v_pause, &sites[2]));
        // 8 | print("thread {i} sleep {float(pause) / 1000.0}")
        SLEY_PRINT(SLEY_LIT("thread "), SLEY_INT(a_i), SLEY_LIT(" sleep "),
                   SLEY_FLOAT((double)v_pause / 1000.0));
    }
    // 10 | print("thread {i} stop")
    SLEY_PRINT(SLEY_LIT("thread "), SLEY_INT(a_i), SLEY_LIT(" stop"));
}

// fn work(i: int)
// th-random.sley:4, frame 32 bytes

typedef struct m_th_random__work__job__frame {
    sley_frame base;
    int64_t a_i;
} m_th_random__work__job__frame;

SLEY_FN(m_th_random__work__job, "th_random.work", "th-random.sley", 4, 32, {0, 1, 0, NULL});

static SLEY_BEGIN1(m_th_random__work__job, int64_t, a_i)

static sley_status m_th_random__work__job__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_th_random__work__job__frame *f = (void *)self;
    (void)task, (void)st;
    m_th_random__work(f->a_i);
    return SLEY_OK;
}

// fn main() throws
// th-random.sley:13

SLEY_SITES(m_th_random__main, "th_random.main", "th-random.sley", 13,
    {14, 1, 0, "work(i)"},
    {15, 2, 0, "t.join()"});

static sley_status m_th_random__main(sley_task *task)
{
    const sley_site *sites = m_th_random__main__sites;
    sley_status st = SLEY_OK;
    sley_task *v_t = NULL;
    // 14 | let ts = [spawn work(i) on thread() for i in 0..4]
    sley_list *v_ts = sley_list_new(&sley_type_task, 0);
    for (int64_t v_i = 0; v_i < 4; v_i++) {
        sley_thread *t_thread = sley_thread_new(false, NULL);
        sley_task *t_task = sley_task_new(task, &m_th_random__work__job__fn, &sites[1]);
        m_th_random__work__job__begin(sley_task_frame(t_task), NULL, v_i);
        sley_task_start_on(t_task, NULL, SLEY_TARGET(t_thread));
        sley_thread_release(t_thread);
        sley_list_append(v_ts, &t_task);
    }
    // 15 | for t in ts { t.join() }
    for (int64_t t_index = 0; t_index < v_ts->len; t_index++) {
        v_t = sley_task_retain(SLEY_NTH(sley_task *, v_ts, t_index));
        st = sley_task_join(task, v_t, NULL);
        if (sley_failed_at(task, &sites[2], st)) goto leave_1;
        sley_task_drop(&v_t);
    }
    // 16 | print("all thread stoped")
    SLEY_PRINT(SLEY_LIT("all thread stoped"));

leave_1:
    sley_task_release(v_t);
    sley_list_release(v_ts);
    return st;
}

SLEY_MAIN_THROWING(m_th_random__main, NULL)
