// Generated from th-daemon-join.sley. Do not edit.

#include "sley.h"

SLEY_STR_LIT(k_Starting, "Starting");
SLEY_STR_LIT(k_Exiting, "Exiting");
SLEY_STR_LIT(k_daemon, "daemon");
SLEY_STR_LIT(k_non_daemon, "non-daemon");

// fn log(message: str)
// th-daemon-join.sley:3

static void m_th_daemon_join__log(sley_str *a_message)
{
    // 4 | eprint("({thread.current().name:<10}) {message}")
    sley_thread *t_current = sley_thread_current(sley_here());
    sley_str *t_name = sley_thread_name(t_current);
    sley_thread_release(t_current);
    SLEY_PRINT_ERROR(SLEY_LIT("("), SLEY_STR_AS(t_name, "<10"), SLEY_LIT(") "),
                     SLEY_STR(a_message));
    sley_str_release(t_name);
}

// fn daemon(begun: atomic[bool], go: atomic[bool])
// th-daemon-join.sley:7

static void m_th_daemon_join__daemon(sley_atomic *a_begun, sley_atomic *a_go)
{
    // 8 | log("Starting")
    m_th_daemon_join__log(&k_Starting);
    // 9 | begun.store(true)
    sley_atomic_store(a_begun, &(bool){true});
    // 10 | while not go.load() { sleep(1ms) }
    while (true) {
        bool t_load = false;
        sley_atomic_load(a_go, &t_load);
        if (!(!t_load)) break;
        sley_sleep_thread(sley_here(), 1000000);
    }
    // 11 | log("Exiting")
    m_th_daemon_join__log(&k_Exiting);
}

// fn work()
// th-daemon-join.sley:14

static void m_th_daemon_join__work(void)
{
    // 15 | log("Starting")
    m_th_daemon_join__log(&k_Starting);
    // 16 | log("Exiting")
    m_th_daemon_join__log(&k_Exiting);
}

// fn daemon(begun: atomic[bool], go: atomic[bool])
// th-daemon-join.sley:7, frame 40 bytes

typedef struct m_th_daemon_join__daemon__job__frame {
    sley_frame base;
    sley_atomic *a_begun;           // borrowed
    sley_atomic *a_go;              // borrowed
} m_th_daemon_join__daemon__job__frame;

SLEY_OWNED(m_th_daemon_join__daemon__job, (a_begun, sley_type_atomic), (a_go, sley_type_atomic));
SLEY_TASK_FN(m_th_daemon_join__daemon__job, "th_daemon_join.daemon", "th-daemon-join.sley", 7, 40,
    {0, 1, 0, NULL});

static SLEY_BEGIN2(m_th_daemon_join__daemon__job, sley_atomic *, a_begun, sley_atomic *, a_go)

static sley_status m_th_daemon_join__daemon__job__resume(sley_task *task, sley_frame *self,
                                                         sley_status st)
{
    m_th_daemon_join__daemon__job__frame *f = (void *)self;
    (void)task, (void)st;
    m_th_daemon_join__daemon(f->a_begun, f->a_go);
    return SLEY_OK;
}

// fn work()
// th-daemon-join.sley:14, frame 24 bytes

typedef struct m_th_daemon_join__work__job__frame {
    sley_frame base;
} m_th_daemon_join__work__job__frame;

SLEY_FN(m_th_daemon_join__work__job, "th_daemon_join.work", "th-daemon-join.sley", 14, 24,
    {0, 1, 0, NULL});

static SLEY_BEGIN0(m_th_daemon_join__work__job)

static sley_status m_th_daemon_join__work__job__resume(sley_task *task, sley_frame *self,
                                                       sley_status st)
{
    (void)task, (void)self, (void)st;
    m_th_daemon_join__work();
    return SLEY_OK;
}

// fn main() throws
// th-daemon-join.sley:19

SLEY_SITES(m_th_daemon_join__main, "th_daemon_join.main", "th-daemon-join.sley", 19,
    {22, 1, 0, "daemon(begun, go)"},
    {24, 2, 0, "work()"},
    {25, 3, 0, "t.join()"},
    {27, 4, 0, "d.join()"});

static sley_status m_th_daemon_join__main(sley_task *task)
{
    const sley_site *sites = m_th_daemon_join__main__sites;
    sley_status st = SLEY_OK;
    // 20 | let begun = atomic(false)
    sley_atomic *v_begun = sley_atomic_new(&sley_type_bool, &(bool){false});
    // 21 | let go = atomic(false)
    sley_atomic *v_go = sley_atomic_new(&sley_type_bool, &(bool){false});
    // 22 | let d = spawn daemon(begun, go) on thread(daemon: true) as "daemon"
    sley_thread *t_thread = sley_thread_new(true, NULL);
    sley_task *t_task = sley_task_new(task, &m_th_daemon_join__daemon__job__fn, &sites[1]);
    m_th_daemon_join__daemon__job__begin(sley_task_frame(t_task), NULL,
                                         sley_atomic_retain(v_begun), sley_atomic_retain(v_go));
    sley_task_set_name(t_task, &k_daemon);
    sley_task_start_on(t_task, NULL, SLEY_TARGET(t_thread));
    sley_thread_release(t_thread);
    sley_task *v_d = t_task;
    // 23 | while not begun.load() { sleep(1ms) }
    while (true) {
        bool t_load = false;
        sley_atomic_load(v_begun, &t_load);
        if (!(!t_load)) break;
        sley_sleep_thread(task->base.executor, 1000000);
    }
    // 24 | let t = spawn work() on thread() as "non-daemon"
    sley_thread *t2_thread = sley_thread_new(false, NULL);
    sley_task *t2_task = sley_task_new(task, &m_th_daemon_join__work__job__fn, &sites[2]);
    m_th_daemon_join__work__job__begin(sley_task_frame(t2_task), NULL);
    sley_task_set_name(t2_task, &k_non_daemon);
    sley_task_start_on(t2_task, NULL, SLEY_TARGET(t2_thread));
    sley_thread_release(t2_thread);
    sley_task *v_t = t2_task;
    // 25 | t.join()
    st = sley_task_join(task, v_t, NULL);
    if (sley_failed_at(task, &sites[3], st)) goto leave_1;
    // 26 | go.store(true)
    sley_atomic_store(v_go, &(bool){true});
    // 27 | d.join()
    st = sley_task_join(task, v_d, NULL);
    sley_note_failure_at(task, &sites[4], st);

leave_1:
    sley_task_release(v_t);
    sley_task_release(v_d);
    sley_atomic_release(v_go);
    sley_atomic_release(v_begun);
    return st;
}

SLEY_MAIN_THROWING(m_th_daemon_join__main, NULL)
