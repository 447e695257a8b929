// Generated from lo-stop.sley. Do not edit.

#include "sley.h"

// fn()
// lo-stop.sley:8

static sley_status m_lo_stop__main__closure2(sley_closure *closure, sley_task *task)
{
    (void)closure, (void)task;
    // 8 | loop.call_soon(fn() { print("nested") })
    SLEY_PRINT(SLEY_LIT("nested"));
    return SLEY_OK;
}

typedef struct m_lo_stop__main__closure1__captures {
    sley_closure base;
    sley_loop *v_loop;
} m_lo_stop__main__closure1__captures;

SLEY_FN_VALUE(m_lo_stop__main__closure2, m_lo_stop__main__closure2, SLEY_CLOSURE_THROWS);

// fn() throws
// lo-stop.sley:6

SLEY_SITES(m_lo_stop__main__closure1, "lo_stop.main.closure1", "lo-stop.sley", 6,
    {8, 1, 0, "loop.call_soon(fn() { print(\"n..."});

static sley_status m_lo_stop__main__closure1(sley_closure *closure, sley_task *task)
{
    m_lo_stop__main__closure1__captures *c = (void *)closure;
    const sley_site *sites = m_lo_stop__main__closure1__sites;
    sley_status st = SLEY_OK;
    // 7 | print("a")
    SLEY_PRINT(SLEY_LIT("a"));
    // 8 | loop.call_soon(fn() { print("nested") })
    sley_handle *t_call_soon = NULL;
    st = sley_loop_call_soon(task, c->v_loop, &m_lo_stop__main__closure2__value, &t_call_soon,
                             &sites[1]);
    if (sley_failed_at(task, &sites[1], st)) return st;
    sley_handle_release(t_call_soon);
    return SLEY_OK;
}

typedef struct m_lo_stop__main__closure3__captures {
    sley_closure base;
    sley_loop *v_loop;
} m_lo_stop__main__closure3__captures;

// fn()
// lo-stop.sley:10

static sley_status m_lo_stop__main__closure3(sley_closure *closure, sley_task *task)
{
    m_lo_stop__main__closure3__captures *c = (void *)closure;
    (void)task;
    // 10 | loop.call_soon(fn() { loop.stop() })
    sley_loop_stop(c->v_loop);
    return SLEY_OK;
}

// fn()
// lo-stop.sley:11

static sley_status m_lo_stop__main__closure4(sley_closure *closure, sley_task *task)
{
    (void)closure, (void)task;
    // 11 | loop.call_soon(fn() { print("same batch after stop") })
    SLEY_PRINT(SLEY_LIT("same batch after stop"));
    return SLEY_OK;
}

typedef struct m_lo_stop__main__closure5__captures {
    sley_closure base;
    sley_loop *v_loop;
} m_lo_stop__main__closure5__captures;

// fn()
// lo-stop.sley:15

static sley_status m_lo_stop__main__closure5(sley_closure *closure, sley_task *task)
{
    m_lo_stop__main__closure5__captures *c = (void *)closure;
    (void)task;
    // 15 | loop.call_soon(fn() { loop.stop() })
    sley_loop_stop(c->v_loop);
    return SLEY_OK;
}

// fn()
// lo-stop.sley:20

static sley_status m_lo_stop__main__closure6(sley_closure *closure, sley_task *task)
{
    (void)closure, (void)task;
    // 20 | loop.call_soon(fn() { print("prior") })
    SLEY_PRINT(SLEY_LIT("prior"));
    return SLEY_OK;
}

SLEY_CAPTURES1(m_lo_stop__main__closure1, m_lo_stop__main__closure1, SLEY_CLOSURE_THROWS,
               sley_loop, v_loop);

SLEY_CAPTURES1(m_lo_stop__main__closure3, m_lo_stop__main__closure3, SLEY_CLOSURE_THROWS,
               sley_loop, v_loop);

SLEY_FN_VALUE(m_lo_stop__main__closure4, m_lo_stop__main__closure4, SLEY_CLOSURE_THROWS);

SLEY_CAPTURES1(m_lo_stop__main__closure5, m_lo_stop__main__closure5, SLEY_CLOSURE_THROWS,
               sley_loop, v_loop);

SLEY_FN_VALUE(m_lo_stop__main__closure6, m_lo_stop__main__closure6, SLEY_CLOSURE_THROWS);

// fn main() throws
// lo-stop.sley:3

SLEY_SITES(m_lo_stop__main, "lo_stop.main", "lo-stop.sley", 3,
    {4, 1, 0, "Loop(manual: true)"},
    {6, 2, 0, "loop.call_soon(fn() throws { p..."},
    {10, 3, 0, "loop.call_soon(fn() { loop.sto..."},
    {11, 4, 0, "loop.call_soon(fn() { print(\"s..."},
    {12, 5, 0, "loop.run_forever()"},
    {15, 6, 0, "loop.call_soon(fn() { loop.sto..."},
    {16, 7, 0, "loop.run_forever()"},
    {20, 8, 0, "loop.call_soon(fn() { print(\"p..."},
    {21, 9, 0, "loop.run_forever()"});

static sley_status m_lo_stop__main(sley_task *task)
{
    const sley_site *sites = m_lo_stop__main__sites;
    sley_status st = SLEY_OK;
    // 4 | let loop = Loop(manual: true)
    sley_loop *v_loop = NULL;
    st = sley_loop_new_manual(task, true, &v_loop);
    if (sley_failed_at(task, &sites[1], st)) return st;
    // 6 | loop.call_soon(fn() throws {
    sley_closure *t_fn = SLEY_CLOSURE(m_lo_stop__main__closure1, sley_loop_retain(v_loop));
    sley_handle *t_call_soon = NULL;
    st = sley_loop_call_soon(task, v_loop, t_fn, &t_call_soon, &sites[2]);
    sley_closure_release(t_fn);
    if (sley_failed_at(task, &sites[2], st)) goto leave_2;
    sley_handle_release(t_call_soon);
    // 10 | loop.call_soon(fn() { loop.stop() })
    sley_closure *t2_fn = SLEY_CLOSURE(m_lo_stop__main__closure3, sley_loop_retain(v_loop));
    sley_handle *t2_call_soon = NULL;
    st = sley_loop_call_soon(task, v_loop, t2_fn, &t2_call_soon, &sites[3]);
    sley_closure_release(t2_fn);
    if (sley_failed_at(task, &sites[3], st)) goto leave_2;
    sley_handle_release(t2_call_soon);
    // 11 | loop.call_soon(fn() { print("same batch after stop") })
    sley_handle *t3_call_soon = NULL;
    st = sley_loop_call_soon(task, v_loop, &m_lo_stop__main__closure4__value, &t3_call_soon,
                             &sites[4]);
    if (sley_failed_at(task, &sites[4], st)) goto leave_2;
    sley_handle_release(t3_call_soon);
    // 12 | loop.run_forever()
    st = sley_loop_run_forever(task, v_loop);
    if (sley_failed_at(task, &sites[5], st)) goto leave_2;
    // 13 | print("returned")
    SLEY_PRINT(SLEY_LIT("returned"));
    // 15 | loop.call_soon(fn() { loop.stop() })
    sley_closure *t3_fn = SLEY_CLOSURE(m_lo_stop__main__closure5, sley_loop_retain(v_loop));
    sley_handle *t4_call_soon = NULL;
    st = sley_loop_call_soon(task, v_loop, t3_fn, &t4_call_soon, &sites[6]);
    sley_closure_release(t3_fn);
    if (sley_failed_at(task, &sites[6], st)) goto leave_2;
    sley_handle_release(t4_call_soon);
    // 16 | loop.run_forever()
    st = sley_loop_run_forever(task, v_loop);
    if (sley_failed_at(task, &sites[7], st)) goto leave_2;
    // 17 | print("returned2")
    SLEY_PRINT(SLEY_LIT("returned2"));
    // 19 | loop.stop()
    sley_loop_stop(v_loop);
    // 20 | loop.call_soon(fn() { print("prior") })
    sley_handle *t5_call_soon = NULL;
    st = sley_loop_call_soon(task, v_loop, &m_lo_stop__main__closure6__value, &t5_call_soon,
                             &sites[8]);
    if (sley_failed_at(task, &sites[8], st)) goto leave_2;
    sley_handle_release(t5_call_soon);
    // 21 | loop.run_forever()
    st = sley_loop_run_forever(task, v_loop);
    if (sley_failed_at(task, &sites[9], st)) goto leave_2;
    // 22 | print("stop-before-run returned")
    SLEY_PRINT(SLEY_LIT("stop-before-run returned"));

leave_2:
    // 5 | defer loop.close()
    sley_loop_close(v_loop);
    sley_loop_release(v_loop);
    return st;
}

SLEY_MAIN_THROWING(m_lo_stop__main, NULL)
