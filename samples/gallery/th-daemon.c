// Generated from th-daemon.sley. Do not edit.

#include "sley.h"

SLEY_STR_LIT(k_Starting, "Starting");
SLEY_STR_LIT(k_Exiting, "Exiting");
SLEY_STR_LIT(k_daemon, "daemon");
SLEY_STR_LIT(k_non_daemon, "non-daemon");

// fn log(message: str)
// th-daemon.sley:3

static void m_th_daemon__log(sley_str *a_message)
{
    // 4 | eprint("({thread.current().name:<10}) {message}")
    sley_thread *t_current = sley_thread_current(sley_here());
    sley_str *t_name = sley_thread_name(t_current);
    sley_thread_release(t_current);
    SLEY_PRINT_ERROR(SLEY_LIT("("), SLEY_STR_AS(t_name, "<10"), SLEY_LIT(") "),
                     SLEY_STR(a_message));
    sley_str_release(t_name);
}

// fn daemon(begun: atomic[bool])
// th-daemon.sley:7

static void m_th_daemon__daemon(sley_atomic *a_begun)
{
    // 8 | log("Starting")
    m_th_daemon__log(&k_Starting);
    // 9 | begun.store(true)
    sley_atomic_store(a_begun, &(bool){true});
    // 10 | sleep(10s)
    sley_sleep_thread(sley_here(), 10000000000);
    // 11 | log("Exiting")
    m_th_daemon__log(&k_Exiting);
}

// fn work()
// th-daemon.sley:14

static void m_th_daemon__work(void)
{
    // 15 | log("Starting")
    m_th_daemon__log(&k_Starting);
    // 16 | log("Exiting")
    m_th_daemon__log(&k_Exiting);
}

// fn daemon(begun: atomic[bool])
// th-daemon.sley:7, frame 32 bytes

typedef struct m_th_daemon__daemon__job__frame {
    sley_frame base;
    sley_atomic *a_begun;           // borrowed
} m_th_daemon__daemon__job__frame;

SLEY_OWNED(m_th_daemon__daemon__job, (a_begun, sley_type_atomic));
SLEY_TASK_FN(m_th_daemon__daemon__job, "th_daemon.daemon", "th-daemon.sley", 7, 32,
    {0, 1, 0, NULL});

static SLEY_BEGIN1(m_th_daemon__daemon__job, sley_atomic *, a_begun)

static sley_status m_th_daemon__daemon__job__resume(sley_task *task, sley_frame *self,
                                                    sley_status st)
{
    m_th_daemon__daemon__job__frame *f = (void *)self;
    (void)task, (void)st;
    m_th_daemon__daemon(f->a_begun);
    return SLEY_OK;
}

// fn work()
// th-daemon.sley:14, frame 24 bytes

typedef struct m_th_daemon__work__job__frame {
    sley_frame base;
} m_th_daemon__work__job__frame;

SLEY_FN(m_th_daemon__work__job, "th_daemon.work", "th-daemon.sley", 14, 24, {0, 1, 0, NULL});

static SLEY_BEGIN0(m_th_daemon__work__job)

static sley_status m_th_daemon__work__job__resume(sley_task *task, sley_frame *self, sley_status st)
{
    (void)task, (void)self, (void)st;
    m_th_daemon__work();
    return SLEY_OK;
}

// async fn main()
// th-daemon.sley:19, frame 56 bytes

typedef struct m_th_daemon__main__frame {
    sley_frame base;
    sley_atomic *v_begun;           // 20: live across 1
    sley_wait a1;                   // 22: sleep(1ms)
} m_th_daemon__main__frame;

SLEY_FN(m_th_daemon__main, "th_daemon.main", "th-daemon.sley", 19, 56,
    {22, 1, 0, "sleep(1ms)"},
    {21, 2, 0, "daemon(begun)"},
    {23, 3, 0, "work()"});

static sley_status m_th_daemon__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_th_daemon__main__frame *f = (void *)self;
    const sley_site *sites = m_th_daemon__main__sites;
    if (sley_resumes(self)) goto resume_1; // 22: sleep(1ms)

    // 20 | let begun = atomic(false)
    f->v_begun = sley_atomic_new(&sley_type_bool, &(bool){false});
    // 21 | spawn daemon(begun) on thread(daemon: true, name: "daemon")
    sley_thread *t_thread = sley_thread_new(true, &k_daemon);
    sley_task *t_task = sley_task_new(task, &m_th_daemon__daemon__job__fn, &sites[2]);
    m_th_daemon__daemon__job__begin(sley_task_frame(t_task), NULL, sley_atomic_retain(f->v_begun));
    sley_task_release(sley_task_start_on(t_task, NULL, SLEY_TARGET(t_thread)));
    sley_thread_release(t_thread);
    // 22 | while not begun.load() { await sleep(1ms) }
    while (true) {
        bool t_load = false;
        sley_atomic_load(f->v_begun, &t_load);
        if (!(!t_load)) break;
        st = sley_sleep(task, sley_at(self, 1), &f->a1, 1000000);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_1;
    }
    // 23 | spawn work() on thread(name: "non-daemon")
    sley_thread *t2_thread = sley_thread_new(false, &k_non_daemon);
    sley_task *t2_task = sley_task_new(task, &m_th_daemon__work__job__fn, &sites[3]);
    m_th_daemon__work__job__begin(sley_task_frame(t2_task), NULL);
    sley_task_release(sley_task_start_on(t2_task, NULL, SLEY_TARGET(t2_thread)));
    sley_thread_release(t2_thread);

leave_1:
    sley_atomic_release(f->v_begun);
    return st;
}

SLEY_MAIN(m_th_daemon__main, NULL)
