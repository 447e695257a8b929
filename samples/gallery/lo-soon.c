// Generated from lo-soon.sley. Do not edit.

#include "sley.h"

// fn callback(arg: int, kwarg: str = "default")
// lo-soon.sley:3

static void m_lo_soon__callback(int64_t a_arg, sley_str *a_kwarg)
{
    // 4 | print("callback invoked with {arg} and {kwarg}")
    sley_print(SLEY_PARTS(SLEY_LIT("callback invoked with "), SLEY_INT(a_arg), SLEY_LIT(" and "),
                          SLEY_STR(a_kwarg)));
}

// fn()
// lo-soon.sley:9

SLEY_STR_LIT(m_lo_soon__main_task__closure1__text_1, "default");

static sley_status m_lo_soon__main_task__closure1(sley_closure *closure, sley_task *task)
{
    (void)closure;
    (void)task;
    // 9 | call_soon(fn() => callback(1))
    m_lo_soon__callback(1, &m_lo_soon__main_task__closure1__text_1);
    return SLEY_OK;
}

// fn()
// lo-soon.sley:10

SLEY_STR_LIT(m_lo_soon__main_task__closure2__text_1, "not default");

static sley_status m_lo_soon__main_task__closure2(sley_closure *closure, sley_task *task)
{
    (void)closure;
    (void)task;
    // 10 | call_soon(fn() => callback(2, kwarg: "not default"))
    m_lo_soon__callback(2, &m_lo_soon__main_task__closure2__text_1);
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

SLEY_FN(m_lo_soon__main_task, "lo_soon.main_task", "lo-soon.sley", 7, 48, SLEY_BORROWING,
    {11, 1, 0, "sleep(100ms)"},
    {9, 2, 0, "call_soon(fn() => callback(1))"},
    {10, 3, 0, "call_soon(fn() => callback(2, k..."});

static SLEY_BEGIN0(m_lo_soon__main_task)

static sley_status m_lo_soon__main_task__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_lo_soon__main_task__frame *f = (m_lo_soon__main_task__frame *)self;
    if (sley_resumes(self)) goto resume_1; // 11: sleep(100ms)

    // 8 | print("registering callbacks")
    sley_print(SLEY_PARTS(SLEY_LIT("registering callbacks")));
    // 9 | call_soon(fn() => callback(1))
    sley_handle_release(sley_call_soon(task->base.executor, &m_lo_soon__main_task__closure1__value,
                                       &m_lo_soon__main_task__sites[2]));
    // 10 | call_soon(fn() => callback(2, kwarg: "not default"))
    sley_handle_release(sley_call_soon(task->base.executor, &m_lo_soon__main_task__closure2__value,
                                       &m_lo_soon__main_task__sites[3]));
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
    sley_status st = SLEY_OK;
    sley_task *t_task = NULL;
    // 15 | let loop = Loop(manual: true)
    sley_loop *v_loop = NULL;
    st = sley_loop_new_manual(task, true, &v_loop);
    if (sley_failed_at(task, &m_lo_soon__main__sites[1], st)) return st;
    // 16 | try {
    // 17 | print("entering event loop")
    sley_print(SLEY_PARTS(SLEY_LIT("entering event loop")));
    // 18 | loop.run(main_task())
    sley_task *t2_task = sley_task_new(task, &m_lo_soon__main_task__fn, &m_lo_soon__main__sites[2]);
    m_lo_soon__main_task__begin(sley_task_frame(t2_task), NULL);
    t_task = sley_task_start(t2_task, NULL);
    st = sley_loop_run(task, v_loop, SLEY_AWAITABLE(t_task), NULL);
    sley_note_failure_at(task, &m_lo_soon__main__sites[3], st);
    sley_task_drop(&t_task);
    // 20 | print("closing event loop")
    sley_print(SLEY_PARTS(SLEY_LIT("closing event loop")));
    // 21 | loop.close()
    sley_loop_close(v_loop);
    sley_loop_release(v_loop);
    return st;
}

SLEY_MAIN_THROWING(m_lo_soon__main, NULL)
