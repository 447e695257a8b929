// Generated from ct-hello-loop.sley. Do not edit.

#include "sley.h"

// async fn hello()
// ct-hello-loop.sley:3, frame 48 bytes

typedef struct m_ct_hello_loop__hello__frame {
    sley_frame base;
    sley_wait a1;                   // 5: sleep(1s)
} m_ct_hello_loop__hello__frame;

SLEY_FN(m_ct_hello_loop__hello, "ct_hello_loop.hello", "ct-hello-loop.sley", 3, 48,
    {5, 1, 0, "sleep(1s)"});

static SLEY_SPAWN0(m_ct_hello_loop__hello)

static sley_status m_ct_hello_loop__hello__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ct_hello_loop__hello__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 5: sleep(1s)

    // 4 | print("Hello ...")
    SLEY_PRINT(SLEY_LIT("Hello ..."));
    // 5 | await sleep(1s)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, 1000000000);
resume_1: if (sley_stops(task, self, st)) return st;
    // 6 | print("... World!")
    SLEY_PRINT(SLEY_LIT("... World!"));
    return SLEY_OK;
}

// fn main() throws
// ct-hello-loop.sley:9

SLEY_SITES(m_ct_hello_loop__main, "ct_hello_loop.main", "ct-hello-loop.sley", 9,
    {10, 1, 0, "Loop(manual: true)"},
    {12, 2, 0, "hello()"}, {12, 3, 0, "loop.run(hello())"});

static sley_status m_ct_hello_loop__main(sley_task *task)
{
    const sley_site *sites = m_ct_hello_loop__main__sites;
    sley_status st = SLEY_OK;
    sley_task *t_task = NULL;
    // 10 | let loop = Loop(manual: true)
    sley_loop *v_loop = NULL;
    st = sley_loop_new_manual(task, true, &v_loop);
    if (sley_failed_at(task, &sites[1], st)) return st;
    // 11 | try {
    // 12 | loop.run(hello())
    t_task = m_ct_hello_loop__hello__spawn(task, NULL, &sites[2]);
    st = sley_loop_run(task, v_loop, SLEY_AWAITABLE(t_task), NULL);
    sley_note_failure_at(task, &sites[3], st);
    sley_task_drop(&t_task);
    // 14 | loop.close()
    sley_loop_close(v_loop);
    sley_loop_release(v_loop);
    return st;
}

SLEY_MAIN_THROWING(m_ct_hello_loop__main, NULL)
