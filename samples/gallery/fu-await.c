// Generated from fu-await.sley. Do not edit.

#include "sley.h"

SLEY_STR_LIT(k_the_result, "the result");

typedef struct m_fu_await__main__closure1__captures {
    sley_closure base;
    sley_future *v_result;
} m_fu_await__main__closure1__captures;

// fn()
// fu-await.sley:6

SLEY_SITES(m_fu_await__main__closure1, "fu_await.main.closure1", "fu-await.sley", 6,
    {8, 1, 0, "result.set(\"the result\")"});

static sley_status m_fu_await__main__closure1(sley_closure *closure, sley_task *task)
{
    m_fu_await__main__closure1__captures *c = (void *)closure;
    const sley_site *sites = m_fu_await__main__closure1__sites;
    sley_status st = SLEY_OK;
    // 7 | print("setting future result to {"the result"!r}")
    SLEY_PRINT(SLEY_LIT("setting future result to "), SLEY_STR_AS(&k_the_result, "!r"));
    // 8 | result.set("the result")
    st = sley_future_set(task, c->v_result, &(sley_str *){&k_the_result});
    sley_note_failure_at(task, &sites[1], st);
    return st;
}

// async fn main() throws
// fu-await.sley:3, frame 96 bytes

typedef struct m_fu_await__main__frame {
    sley_frame base;
    sley_future *v_result;          // 4: live across 1
    struct { sley_waiter wait; sley_str *v; } a1; // 10: result
} m_fu_await__main__frame;

SLEY_CAPTURES1(m_fu_await__main__closure1, m_fu_await__main__closure1, SLEY_CLOSURE_THROWS,
               sley_future, v_result);

SLEY_FN(m_fu_await__main, "fu_await.main", "fu-await.sley", 3, 96,
    {10, 1, 0, "result"},
    {4, 2, 0, "future[str]()"},
    {6, 3, 0, "call_soon(fn() { print(\"settin..."});

static sley_status m_fu_await__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_fu_await__main__frame *f = (void *)self;
    const sley_site *sites = m_fu_await__main__sites;
    if (sley_resumes(self)) goto resume_1; // 10: result

    // 4 | let result = future[str]()
    f->v_result = sley_future_new(task, &sley_type_str, &sites[2]);
    // 5 | print("scheduling mark_done")
    SLEY_PRINT(SLEY_LIT("scheduling mark_done"));
    // 6 | call_soon(fn() {
    sley_closure *t_fn = SLEY_CLOSURE(m_fu_await__main__closure1, sley_future_retain(f->v_result));
    sley_handle_release(sley_call_soon(task->base.executor, t_fn, &sites[3]));
    sley_closure_release(t_fn);
    // 10 | print("returned result: {await result!r}")
    st = sley_future_await(task, sley_at(self, 1), &f->a1.wait, f->v_result, &f->a1.v);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    sley_str *t_text = f->a1.v;
    SLEY_PRINT(SLEY_LIT("returned result: "), SLEY_STR_AS(t_text, "!r"));
    sley_str_release(t_text);

leave_1:
    sley_future_release(f->v_result);
    return st;
}

SLEY_MAIN(m_fu_await__main, NULL)
