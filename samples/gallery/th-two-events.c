// Generated from th-two-events.sley. Do not edit.

#include "sley.h"

// fn wait(id: int, signal: Event)
// th-two-events.sley:3

static void m_th_two_events__wait(int64_t a_id, sley_event *a_signal)
{
    // 4 | print("Thread {id} started. Waiting for the signal....")
    SLEY_PRINT(SLEY_LIT("Thread "), SLEY_INT(a_id),
               SLEY_LIT(" started. Waiting for the signal...."));
    // 5 | signal.wait()
    sley_event_wait_blocking(a_signal);
    // 6 | print("Received signal. The thread {id} was completed.")
    SLEY_PRINT(SLEY_LIT("Received signal. The thread "), SLEY_INT(a_id),
               SLEY_LIT(" was completed."));
}

// fn wait(id: int, signal: Event)
// th-two-events.sley:3, frame 40 bytes

typedef struct m_th_two_events__wait__job__frame {
    sley_frame base;
    int64_t a_id;
    sley_event *a_signal;           // borrowed
} m_th_two_events__wait__job__frame;

SLEY_OWNED(m_th_two_events__wait__job, (a_signal, sley_type_event));
SLEY_TASK_FN(m_th_two_events__wait__job, "th_two_events.wait", "th-two-events.sley", 3, 40,
    {0, 1, 0, NULL});

static SLEY_BEGIN2(m_th_two_events__wait__job, int64_t, a_id, sley_event *, a_signal)

static sley_status m_th_two_events__wait__job__resume(sley_task *task, sley_frame *self,
                                                      sley_status st)
{
    m_th_two_events__wait__job__frame *f = (void *)self;
    (void)task, (void)st;
    m_th_two_events__wait(f->a_id, f->a_signal);
    return SLEY_OK;
}

// fn main()
// th-two-events.sley:9

SLEY_SITES(m_th_two_events__main, "th_two_events.main", "th-two-events.sley", 9,
    {10, 1, 0, "Event()"},
    {11, 2, 0, "wait(1, signal)"},
    {12, 3, 0, "wait(2, signal)"});

static void m_th_two_events__main(void)
{
    const sley_site *sites = m_th_two_events__main__sites;
    // 10 | let signal = Event()
    sley_event *v_signal = sley_event_new(sley_here(), &sites[1]);
    // 11 | spawn wait(1, signal) on thread()
    sley_thread *t_thread = sley_thread_new(false, NULL);
    sley_task *t_task = sley_task_new(sley_here_task(), &m_th_two_events__wait__job__fn, &sites[2]);
    m_th_two_events__wait__job__begin(sley_task_frame(t_task), NULL, 1,
                                      sley_event_retain(v_signal));
    sley_task_release(sley_task_start_on(t_task, NULL, SLEY_TARGET(t_thread)));
    sley_thread_release(t_thread);
    // 12 | spawn wait(2, signal) on thread()
    sley_thread *t2_thread = sley_thread_new(false, NULL);
    sley_task *t2_task = sley_task_new(sley_here_task(), &m_th_two_events__wait__job__fn,
                                       &sites[3]);
    m_th_two_events__wait__job__begin(sley_task_frame(t2_task), NULL, 2,
                                      sley_event_retain(v_signal));
    sley_task_release(sley_task_start_on(t2_task, NULL, SLEY_TARGET(t2_thread)));
    sley_thread_release(t2_thread);
    // 13 | print("Blocking the main thread for 3 seconds...")
    SLEY_PRINT(SLEY_LIT("Blocking the main thread for 3 seconds..."));
    // 14 | sleep(3s)
    sley_sleep_thread(sley_here(), 3000000000);
    // 15 | signal.set()
    sley_event_set(v_signal);
    sley_event_release(v_signal);
}

SLEY_MAIN_PLAIN(m_th_two_events__main, NULL)
