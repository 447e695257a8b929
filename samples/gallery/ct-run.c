// Generated from ct-run.sley. Do not edit.

#include "sley.h"

// async fn work()
// ct-run.sley:3, frame 24 bytes

typedef struct m_ct_run__work__frame {
    sley_frame base;
} m_ct_run__work__frame;

SLEY_FN(m_ct_run__work, "ct_run.work", "ct-run.sley", 3, 24, {0, 1, 0, NULL});

static SLEY_SPAWN0(m_ct_run__work)

static sley_status m_ct_run__work__resume(sley_task *task, sley_frame *self, sley_status st)
{
    (void)task, (void)self, (void)st;
    // 4 | print("in coroutine")
    SLEY_PRINT(SLEY_LIT("in coroutine"));
    return SLEY_OK;
}

// fn main() throws
// ct-run.sley:7

SLEY_SITES(m_ct_run__main, "ct_run.main", "ct-run.sley", 7,
    {9, 1, 0, "Loop(manual: true)"},
    {12, 2, 0, "work()"}, {12, 3, 0, "loop.run(work())"});

static sley_status m_ct_run__main(sley_task *task)
{
    const sley_site *sites = m_ct_run__main__sites;
    sley_status st = SLEY_OK;
    sley_task *t_task = NULL;
    // 8 | print("starting coroutine")
    SLEY_PRINT(SLEY_LIT("starting coroutine"));
    // 9 | let loop = Loop(manual: true)
    sley_loop *v_loop = NULL;
    st = sley_loop_new_manual(task, true, &v_loop);
    if (sley_failed_at(task, &sites[1], st)) return st;
    // 10 | try {
    // 11 | print("entering event loop")
    SLEY_PRINT(SLEY_LIT("entering event loop"));
    // 12 | loop.run(work())
    t_task = m_ct_run__work__spawn(task, NULL, &sites[2]);
    st = sley_loop_run(task, v_loop, SLEY_AWAITABLE(t_task), NULL);
    sley_note_failure_at(task, &sites[3], st);
    sley_task_drop(&t_task);
    // 14 | print("closing event loop")
    SLEY_PRINT(SLEY_LIT("closing event loop"));
    // 15 | loop.close()
    sley_loop_close(v_loop);
    sley_loop_release(v_loop);
    return st;
}

SLEY_MAIN_THROWING(m_ct_run__main, NULL)
