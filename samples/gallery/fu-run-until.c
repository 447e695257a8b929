// Generated from fu-run-until.sley. Do not edit.

#include "sley.h"

SLEY_STR_LIT(k_the_result, "the result");

typedef struct m_fu_run_until__main__closure1__captures {
    sley_closure base;
    sley_future *v_result;
} m_fu_run_until__main__closure1__captures;

// fn()
// fu-run-until.sley:8

SLEY_SITES(m_fu_run_until__main__closure1, "fu_run_until.main.closure1", "fu-run-until.sley", 8,
    {10, 1, 0, "result.set(\"the result\")"});

static sley_status m_fu_run_until__main__closure1(sley_closure *closure, sley_task *task)
{
    m_fu_run_until__main__closure1__captures *c = (void *)closure;
    const sley_site *sites = m_fu_run_until__main__closure1__sites;
    sley_status st = SLEY_OK;
    // 9 | print("setting future result to {"the result"!r}")
    SLEY_PRINT(SLEY_LIT("setting future result to "), SLEY_STR_AS(&k_the_result, "!r"));
    // 10 | result.set("the result")
    st = sley_future_set(task, c->v_result, &(sley_str *){&k_the_result});
    sley_note_failure_at(task, &sites[1], st);
    return st;
}

SLEY_CAPTURES1(m_fu_run_until__main__closure1, m_fu_run_until__main__closure1, SLEY_CLOSURE_THROWS,
               sley_future, v_result);

// fn main() throws
// fu-run-until.sley:3

SLEY_SITES(m_fu_run_until__main, "fu_run_until.main", "fu-run-until.sley", 3,
    {4, 1, 0, "future[str]()"},
    {5, 2, 0, "Loop(manual: true)"},
    {8, 3, 0, "loop.call_soon(fn() { print(\"s..."},
    {13, 4, 0, "loop.run(result)"},
    {18, 5, 0, "result.result()"});

static sley_status m_fu_run_until__main(sley_task *task)
{
    const sley_site *sites = m_fu_run_until__main__sites;
    sley_status st = SLEY_OK;
    sley_loop *v_loop = NULL;
    // 4 | let result = future[str]()
    sley_future *v_result = sley_future_new(task, &sley_type_str, &sites[1]);
    // 5 | let loop = Loop(manual: true)
    st = sley_loop_new_manual(task, true, &v_loop);
    if (sley_failed_at(task, &sites[2], st)) goto leave_1;
    // 6 | try {
    // 7 | print("scheduling mark_done")
    SLEY_PRINT(SLEY_LIT("scheduling mark_done"));
    // 8 | loop.call_soon(fn() {
    sley_closure *t_fn = SLEY_CLOSURE(m_fu_run_until__main__closure1, sley_future_retain(v_result));
    sley_handle *t_call_soon = NULL;
    st = sley_loop_call_soon(task, v_loop, t_fn, &t_call_soon, &sites[3]);
    sley_closure_release(t_fn);
    if (sley_failed_at(task, &sites[3], st)) goto leave_2;
    sley_handle_release(t_call_soon);
    // 12 | print("entering event loop")
    SLEY_PRINT(SLEY_LIT("entering event loop"));
    // 13 | print("returned result: {loop.run(result)!r}")
    sley_str *t_run = NULL;
    st = sley_loop_run(task, v_loop, SLEY_AWAITABLE(v_result), &t_run);
    if (sley_failed_at(task, &sites[4], st)) goto leave_2;
    SLEY_PRINT(SLEY_LIT("returned result: "), SLEY_STR_AS(t_run, "!r"));
    sley_str_release(t_run);

leave_2:
    // 15 | print("closing event loop")
    SLEY_PRINT(SLEY_LIT("closing event loop"));
    // 16 | loop.close()
    sley_loop_close(v_loop);
    if (st != SLEY_OK) goto leave_1;
    // 18 | print("future result: {result.result()!r}")
    sley_str *t_result = NULL;
    st = sley_future_result(task, v_result, &t_result);
    if (sley_failed_at(task, &sites[5], st)) goto leave_1;
    SLEY_PRINT(SLEY_LIT("future result: "), SLEY_STR_AS(t_result, "!r"));
    sley_str_release(t_result);

leave_1:
    sley_loop_release(v_loop);
    sley_future_release(v_result);
    return st;
}

SLEY_MAIN_THROWING(m_fu_run_until__main, NULL)
