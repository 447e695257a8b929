// Generated from lo-at.sley. Do not edit.

#include "sley.h"

typedef struct m_lo_at__main_task__closure1__captures {
    sley_closure base;
    sley_instant v_start;
} m_lo_at__main_task__closure1__captures;

// fn()
// lo-at.sley:6

SLEY_SITES(m_lo_at__main_task__closure1, "lo_at.main_task.closure1", "lo-at.sley", 6,
    {6, 1, 0, "time.now() - start"});

static double m_lo_at__main_task__closure1(sley_closure *closure)
{
    m_lo_at__main_task__closure1__captures *c = (void *)closure;
    const sley_site *sites = m_lo_at__main_task__closure1__sites;
    // 6 | let passed = fn() => (time.now() - start).seconds()
    return sley_duration_seconds(sley_instant_diff(sley_now(sley_here()), c->v_start, &sites[1]));
}

typedef struct m_lo_at__main_task__closure2__captures {
    sley_closure base;
    sley_closure *v_passed;
} m_lo_at__main_task__closure2__captures;

// fn(n: int)
// lo-at.sley:9

static void m_lo_at__main_task__closure2(sley_closure *closure, int64_t a_n)
{
    m_lo_at__main_task__closure2__captures *c = (void *)closure;
    // 9 | let callback = fn(n: int) { print("callback {n} invoked at {passed()}") }
    SLEY_PRINT(SLEY_LIT("callback "), SLEY_INT(a_n), SLEY_LIT(" invoked at "),
               SLEY_FLOAT(((double (*)(sley_closure *))c->v_passed->code)(c->v_passed)));
}

typedef struct m_lo_at__main_task__closure3__captures {
    sley_closure base;
    sley_closure *v_callback;
} m_lo_at__main_task__closure3__captures;

// fn()
// lo-at.sley:11

static sley_status m_lo_at__main_task__closure3(sley_closure *closure, sley_task *task)
{
    m_lo_at__main_task__closure3__captures *c = (void *)closure;
    (void)task;
    // 11 | call_at(start + 200ms, fn() => callback(1))
    ((void (*)(sley_closure *, int64_t))c->v_callback->code)(c->v_callback, 1);
    return SLEY_OK;
}

typedef struct m_lo_at__main_task__closure4__captures {
    sley_closure base;
    sley_closure *v_callback;
} m_lo_at__main_task__closure4__captures;

// fn()
// lo-at.sley:12

static sley_status m_lo_at__main_task__closure4(sley_closure *closure, sley_task *task)
{
    m_lo_at__main_task__closure4__captures *c = (void *)closure;
    (void)task;
    // 12 | call_at(start + 100ms, fn() => callback(2))
    ((void (*)(sley_closure *, int64_t))c->v_callback->code)(c->v_callback, 2);
    return SLEY_OK;
}

typedef struct m_lo_at__main_task__closure5__captures {
    sley_closure base;
    sley_closure *v_callback;
} m_lo_at__main_task__closure5__captures;

// fn()
// lo-at.sley:13

static sley_status m_lo_at__main_task__closure5(sley_closure *closure, sley_task *task)
{
    m_lo_at__main_task__closure5__captures *c = (void *)closure;
    (void)task;
    // 13 | call_soon(fn() => callback(3))
    ((void (*)(sley_closure *, int64_t))c->v_callback->code)(c->v_callback, 3);
    return SLEY_OK;
}

// async fn main_task()
// lo-at.sley:4, frame 48 bytes

typedef struct m_lo_at__main_task__frame {
    sley_frame base;
    sley_wait a1;                   // 14: sleep(1s)
} m_lo_at__main_task__frame;

SLEY_CAPTURES(m_lo_at__main_task__closure1, m_lo_at__main_task__closure1, 0, sley_closure_done);

SLEY_CAPTURES1(m_lo_at__main_task__closure2, m_lo_at__main_task__closure2, 0, sley_closure,
               v_passed);

SLEY_CAPTURES1(m_lo_at__main_task__closure3, m_lo_at__main_task__closure3, SLEY_CLOSURE_THROWS,
               sley_closure, v_callback);

SLEY_CAPTURES1(m_lo_at__main_task__closure4, m_lo_at__main_task__closure4, SLEY_CLOSURE_THROWS,
               sley_closure, v_callback);

SLEY_CAPTURES1(m_lo_at__main_task__closure5, m_lo_at__main_task__closure5, SLEY_CLOSURE_THROWS,
               sley_closure, v_callback);

SLEY_FN(m_lo_at__main_task, "lo_at.main_task", "lo-at.sley", 4, 48,
    {14, 1, 0, "sleep(1s)"},
    {11, 2, 0, "start + 200ms"}, {11, 3, 0, "call_at(start + 200ms, fn() =>..."},
    {12, 4, 0, "start + 100ms"}, {12, 5, 0, "call_at(start + 100ms, fn() =>..."},
    {13, 6, 0, "call_soon(fn() => callback(3))"});

static SLEY_SPAWN0(m_lo_at__main_task)

static sley_status m_lo_at__main_task__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_lo_at__main_task__frame *f = (void *)self;
    const sley_site *sites = m_lo_at__main_task__sites;
    if (sley_resumes(self)) goto resume_1; // 14: sleep(1s)

    // 5 | let start = time.now()
    sley_instant v_start = sley_now(task->base.executor);
    // 6 | let passed = fn() => (time.now() - start).seconds()
    sley_closure *v_passed = SLEY_CLOSURE(m_lo_at__main_task__closure1, v_start);
    // 7 | print("clock time: {time.wall().seconds()}")
    SLEY_PRINT(SLEY_LIT("clock time: "),
               SLEY_FLOAT(sley_duration_seconds(sley_wall(task->base.executor))));
    // 8 | print("loop  time: {passed()}")
    SLEY_PRINT(SLEY_LIT("loop  time: "),
               SLEY_FLOAT(((double (*)(sley_closure *))v_passed->code)(v_passed)));
    // 9 | let callback = fn(n: int) { print("callback {n} invoked at {passed()}") }
    sley_closure *v_callback = SLEY_CLOSURE(m_lo_at__main_task__closure2, v_passed);
    // 10 | print("registering callbacks")
    SLEY_PRINT(SLEY_LIT("registering callbacks"));
    // 11 | call_at(start + 200ms, fn() => callback(1))
    sley_instant t_time = sley_instant_add(v_start, 200000000, &sites[2]);
    sley_closure *t_fn = SLEY_CLOSURE(m_lo_at__main_task__closure3,
                                      sley_closure_retain(v_callback));
    sley_handle_release(sley_call_at(task->base.executor, t_time, t_fn, &sites[3]));
    sley_closure_release(t_fn);
    // 12 | call_at(start + 100ms, fn() => callback(2))
    sley_instant t2_time = sley_instant_add(v_start, 100000000, &sites[4]);
    sley_closure *t2_fn = SLEY_CLOSURE(m_lo_at__main_task__closure4,
                                       sley_closure_retain(v_callback));
    sley_handle_release(sley_call_at(task->base.executor, t2_time, t2_fn, &sites[5]));
    sley_closure_release(t2_fn);
    // 13 | call_soon(fn() => callback(3))
    sley_closure *t3_fn = SLEY_CLOSURE(m_lo_at__main_task__closure5, v_callback);
    sley_handle_release(sley_call_soon(task->base.executor, t3_fn, &sites[6]));
    sley_closure_release(t3_fn);
    // 14 | await sleep(1s)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, 1000000000);
    if (st == SLEY_PENDING) return st;
resume_1: sley_note_failure(task, self, st);
    return st;
}

// fn main() throws
// lo-at.sley:17

SLEY_SITES(m_lo_at__main, "lo_at.main", "lo-at.sley", 17,
    {18, 1, 0, "Loop(manual: true)"},
    {21, 2, 0, "main_task()"}, {21, 3, 0, "loop.run(main_task())"});

static sley_status m_lo_at__main(sley_task *task)
{
    const sley_site *sites = m_lo_at__main__sites;
    sley_status st = SLEY_OK;
    sley_task *t_task = NULL;
    // 18 | let loop = Loop(manual: true)
    sley_loop *v_loop = NULL;
    st = sley_loop_new_manual(task, true, &v_loop);
    if (sley_failed_at(task, &sites[1], st)) return st;
    // 19 | try {
    // 20 | print("entering event loop")
    SLEY_PRINT(SLEY_LIT("entering event loop"));
    // 21 | loop.run(main_task())
    t_task = m_lo_at__main_task__spawn(task, NULL, &sites[2]);
    st = sley_loop_run(task, v_loop, SLEY_AWAITABLE(t_task), NULL);
    sley_note_failure_at(task, &sites[3], st);
    sley_task_drop(&t_task);
    // 23 | print("closing event loop")
    SLEY_PRINT(SLEY_LIT("closing event loop"));
    // 24 | loop.close()
    sley_loop_close(v_loop);
    sley_loop_release(v_loop);
    return st;
}

SLEY_MAIN_THROWING(m_lo_at__main, NULL)
