// Generated from lo-soon.sley. Do not edit.

#include "sley.h"

SLEY_STR_LIT(k_default, "default");
SLEY_STR_LIT(k_not_default, "not default");

// fn callback(arg: int, kwarg: str = "default")
// lo-soon.sley:3

static void m_lo_soon__callback(int64_t a_arg, sley_str *a_kwarg)
{
    // 4 | print("callback invoked with {arg} and {kwarg}")
    SLEY_PRINT(SLEY_LIT("callback invoked with "), SLEY_INT(a_arg), SLEY_LIT(" and "),
               SLEY_STR(a_kwarg));
}

// fn()
// lo-soon.sley:9

static sley_status m_lo_soon__main_task__closure1(sley_closure *closure, sley_task *task)
{
    (void)closure, (void)task;
    // 9 | call_soon(fn() => callback(1))
    m_lo_soon__callback(1, &k_default);
    return SLEY_OK;
}

// fn()
// lo-soon.sley:10

static sley_status m_lo_soon__main_task__closure2(sley_closure *closure, sley_task *task)
{
    (void)closure, (void)task;
    // 10 | call_soon(fn() => callback(2, kwarg: "not default"))
    m_lo_soon__callback(2, &k_not_default);
    return SLEY_OK;
}

// async fn main_task()
// lo-soon.sley:7, frame 48 bytes

typedef struct m_lo_soon__main_task__frame {
    sley_frame base;
    sley_wait a1;                   // 11: sleep(100ms)
} m_lo_soon__main_task__frame;

SLEY_FN_VALUE(m_lo_soon__main_task__closure1, m_lo_soon__main_task__closure1, SLEY_CLOSURE_THROWS);

SLEY_FN_VALUE(m_lo_soon__main_task__closure2, m_lo_soon__main_task__closure2, SLEY_CLOSURE_THROWS);

SLEY_FN(m_lo_soon__main_task, "lo_soon.main_task", "lo-soon.sley", 7, 48,
    {11, 1, 0, "sleep(100ms)"},
    {9, 2, 0, "call_soon(fn() => callback(1))"},
    {10, 3, 0, "call_soon(fn() => callback(2, k..."});

static SLEY_SPAWN0(m_lo_soon__main_task)

static sley_status m_lo_soon__main_task__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_lo_soon__main_task__frame *f = (void *)self;
    const sley_site *sites = m_lo_soon__main_task__sites;
    if (sley_resumes(self)) goto resume_1; // 11: sleep(100ms)

    // 8 | print("registering callbacks")
    SLEY_PRINT(SLEY_LIT("registering callbacks"));
    // 9 | call_soon(fn() => callback(1))
    sley_handle_release(sley_call_soon(task->base.executor, &m_lo_soon__main_task__closure1__value,
                                       &sites[2]));
    // 10 | call_soon(fn() => callback(2, kwarg: "not default"))
    sley_handle_release(sley_call_soon(task->base.executor, &m_lo_soon__main_task__closure2__value,
                                       &sites[3]));
    // 11 | await sleep(100ms)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, 100000000);
    if (st == SLEY_PENDING) return st;
resume_1: sley_note_failure(task, self, st);
    return st;
}

// fn main() throws
// lo-soon.sley:14

SLEY_SITES(m_lo_soon__main, "lo_soon.main", "lo-soon.sley", 14,
    {15, 1, 0, "Loop(manual: true)"},
    {18, 2, 0, "main_task()"}, {18, 3, 0, "loop.run(main_task())"});

static sley_status m_lo_soon__main(sley_task *task)
{
    const sley_site *sites = m_lo_soon__main__sites;
    sley_status st = SLEY_OK;
    sley_task *t_task = NULL;
    // 15 | let loop = Loop(manual: true)
    sley_loop *v_loop = NULL;
    st = sley_loop_new_manual(task, true, &v_loop);
    if (sley_failed_at(task, &sites[1], st)) return st;
    // 16 | try {
    // 17 | print("entering event loop")
    SLEY_PRINT(SLEY_LIT("entering event loop"));
    // 18 | loop.run(main_task())
    t_task = m_lo_soon__main_task__spawn(task, NULL, &sites[2]);
    st = sley_loop_run(task, v_loop, SLEY_AWAITABLE(t_task), NULL);
    sley_note_failure_at(task, &sites[3], st);
    sley_task_drop(&t_task);
    // 20 | print("closing event loop")
    SLEY_PRINT(SLEY_LIT("closing event loop"));
    // 21 | loop.close()
    sley_loop_close(v_loop);
    sley_loop_release(v_loop);
    return st;
}

SLEY_MAIN_THROWING(m_lo_soon__main, NULL)
