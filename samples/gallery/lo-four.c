// Generated from lo-four.sley. Do not edit.

#include "sley.h"

// fn()
// lo-four.sley:7

static sley_status m_lo_four__main__closure1(sley_closure *closure, sley_task *task)
{
    (void)closure, (void)task;
    // 7 | loop.call_soon(fn() { print("Hello World") })
    SLEY_PRINT(SLEY_LIT("Hello World"));
    return SLEY_OK;
}

SLEY_FN_VALUE(m_lo_four__main__closure1, m_lo_four__main__closure1, SLEY_CLOSURE_THROWS);

// fn main() throws
// lo-four.sley:3

SLEY_SITES(m_lo_four__main, "lo_four.main", "lo-four.sley", 3,
    {4, 1, 0, "Loop(manual: true)"},
    {7, 2, 0, "loop.call_soon(fn() { print(\"H..."},
    {10, 3, 0, "loop.run_forever()"});

static sley_status m_lo_four__main(sley_task *task)
{
    const sley_site *sites = m_lo_four__main__sites;
    sley_status st = SLEY_OK;
    // 4 | let loop = Loop(manual: true)
    sley_loop *v_loop = NULL;
    st = sley_loop_new_manual(task, true, &v_loop);
    if (sley_failed_at(task, &sites[1], st)) return st;
    // 6 | for _ in 0..4 {
    for (int64_t t_index = 0; t_index < 4; t_index++) {
        // 7 | loop.call_soon(fn() { print("Hello World") })
        sley_handle *t_call_soon = NULL;
        st = sley_loop_call_soon(task, v_loop, &m_lo_four__main__closure1__value, &t_call_soon,
                                 &sites[2]);
        if (sley_failed_at(task, &sites[2], st)) goto leave_2;
        sley_handle_release(t_call_soon);
    }
    // 9 | loop.stop()
    sley_loop_stop(v_loop);
    // 10 | loop.run_forever()
    st = sley_loop_run_forever(task, v_loop);
    sley_note_failure_at(task, &sites[3], st);

leave_2:
    // 5 | defer loop.close()
    sley_loop_close(v_loop);
    sley_loop_release(v_loop);
    return st;
}

SLEY_MAIN_THROWING(m_lo_four__main, NULL)
