// Generated from ex-submit.sley. Do not edit.

#include "sley.h"

SLEY_STR_LIT(k_main, "main");
SLEY_STR_LIT(k_starting, "starting");
SLEY_STR_LIT(k_waiting_for_results, "waiting for results");

// fn log(who: str, what: str)
// ex-submit.sley:3

static void m_ex_submit__log(sley_str *a_who, sley_str *a_what)
{
    // 4 | print("{who}: {what}")
    SLEY_PRINT(SLEY_STR(a_who), SLEY_LIT(": "), SLEY_STR(a_what));
}

// fn task(n: int) -> float
// ex-submit.sley:7

SLEY_SITES(m_ex_submit__task, "ex_submit.task", "ex-submit.sley", 7, {10, 1, 0, "n * 10ms"});

static double m_ex_submit__task(int64_t a_n)
{
    const sley_site *sites = m_ex_submit__task__sites;
    // 8 | let me = thread.current().name
    sley_thread *t_current = sley_thread_current(sley_here());
    sley_str *t_name = sley_thread_name(t_current);
    sley_thread_release(t_current);
    sley_str *v_me = t_name;
    // 9 | log(me, "sleeping {n}")
    sley_str *t_text = SLEY_FORMAT(SLEY_LIT("sleeping "), SLEY_INT(a_n));
    m_ex_submit__log(v_me, t_text);
    sley_str_release(t_text);
    // 10 | sleep(n * 10ms)
    sley_sleep_thread(sley_here(), sley_duration_mul(10000000, a_n, &sites[1]));
    // 11 | log(me, "done with {n}")
    sley_str *t2_text = SLEY_FORMAT(SLEY_LIT("done with "), SLEY_INT(a_n));
    m_ex_submit__log(v_me, t2_text);
    sley_str_release(t2_text);
    // 12 | return float(n) / 10.0
    double t_number = (double)a_n / 10.0;
    sley_str_release(v_me);
    return t_number;
}

// fn task(n: int) -> float
// ex-submit.sley:7, frame 40 bytes

typedef struct m_ex_submit__task__job__frame {
    sley_frame base;
    int64_t a_n;
    double result;
} m_ex_submit__task__job__frame;

SLEY_FN_RESULT(m_ex_submit__task__job, "ex_submit.task", "ex-submit.sley", 7, 40, sley_type_float,
    {0, 1, 0, NULL});

static SLEY_BEGIN1(m_ex_submit__task__job, int64_t, a_n)

static sley_status m_ex_submit__task__job__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ex_submit__task__job__frame *f = (void *)self;
    (void)task, (void)st;
    f->result = m_ex_submit__task(f->a_n);
    return SLEY_OK;
}

// async fn main()
// ex-submit.sley:15, frame 104 bytes

typedef struct m_ex_submit__main__frame {
    sley_frame base;
    sley_pool *v_pool;              // 16: live across 1, 2
    sley_task *v_t;                 // 18: live across 1, 2
    union { sley_wait a1; struct { sley_waiter wait; double v; } a2; }; // 19, 22
} m_ex_submit__main__frame;

SLEY_FN(m_ex_submit__main, "ex_submit.main", "ex-submit.sley", 15, 104,
    {19, 1, 0, "sleep(1ms)"},
    {22, 2, 0, "t"},
    {16, 3, 0, "Threads(2)"},
    {18, 4, 0, "task(5)"});

static sley_status m_ex_submit__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ex_submit__main__frame *f = (void *)self;
    const sley_site *sites = m_ex_submit__main__sites;
    if (self->state == 1) goto resume_1; // 19: sleep(1ms)
    if (self->state == 2) goto resume_2; // 22: t
    sley_starts(self);

    // 16 | let pool = Threads(2)
    f->v_pool = sley_pool_new(task->base.executor, 2, NULL, &sites[3]);
    // 17 | log("main", "starting")
    m_ex_submit__log(&k_main, &k_starting);
    // 18 | let t = spawn task(5) on pool
    sley_task *t_task = sley_task_new(task, &m_ex_submit__task__job__fn, &sites[4]);
    m_ex_submit__task__job__begin(sley_task_frame(t_task), NULL, 5);
    f->v_t = sley_task_start_on(t_task, NULL, SLEY_TARGET(f->v_pool));
    // 19 | await sleep(1ms)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, 1000000);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    // 20 | log("main", "future: {t}")
    sley_str *t_text = SLEY_FORMAT(SLEY_LIT("future: "), SLEY_VAL(sley_type_task, &f->v_t));
    m_ex_submit__log(&k_main, t_text);
    sley_str_release(t_text);
    // 21 | log("main", "waiting for results")
    m_ex_submit__log(&k_main, &k_waiting_for_results);
    // 22 | log("main", "result: {await t}")
    st = sley_task_await(task, sley_at(self, 2), &f->a2.wait, f->v_t, &f->a2.v);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_1;
    sley_str *t2_text = SLEY_FORMAT(SLEY_LIT("result: "), SLEY_FLOAT(f->a2.v));
    m_ex_submit__log(&k_main, t2_text);
    sley_str_release(t2_text);
    // 23 | log("main", "future after result: {t}")
    sley_str *t3_text = SLEY_FORMAT(SLEY_LIT("future after result: "),
                                    SLEY_VAL(sley_type_task, &f->v_t));
    m_ex_submit__log(&k_main, t3_text);
    sley_str_release(t3_text);

leave_1:
    sley_task_release(f->v_t);
    sley_pool_release(f->v_pool);
    return st;
}

SLEY_MAIN(m_ex_submit__main, NULL)
