// Generated from ex-done-callback.sley. Do not edit.

#include "sley.h"

// fn job(n: int) -> float
// ex-done-callback.sley:3

static double m_ex_done_callback__job(int64_t a_n)
{
    // 4 | print("{n}: sleeping")
    SLEY_PRINT(SLEY_INT(a_n), SLEY_LIT(": sleeping"));
    // 5 | sleep(500ms)
    sley_sleep_thread(sley_here(), 500000000);
    // 6 | print("{n}: done")
    SLEY_PRINT(SLEY_INT(a_n), SLEY_LIT(": done"));
    // 7 | return float(n) / 10.0
    return (double)a_n / 10.0;
}

// fn tell(n: int, t: task[float]) throws
// ex-done-callback.sley:10

SLEY_SITES(m_ex_done_callback__tell, "ex_done_callback.tell", "ex-done-callback.sley", 10,
    {13, 1, 0, "t.error()"},
    {16, 2, 0, "t.result()"});

static sley_status m_ex_done_callback__tell(sley_task *task, int64_t a_n, sley_task *a_t)
{
    const sley_site *sites = m_ex_done_callback__tell__sites;
    sley_status st = SLEY_OK;
    sley_error *v_e = NULL;
    // 11 | if t.cancelled() {
    if (sley_task_cancelled(a_t)) {
        // 12 | print("{n}: canceled")
        SLEY_PRINT(SLEY_INT(a_n), SLEY_LIT(": canceled"));
    } else {
        sley_error *t_error = NULL;
        st = sley_task_error(task, a_t, &t_error);
        if (sley_failed_at(task, &sites[1], st)) return st;
        sley_error_assign(&v_e, t_error);
        if (v_e != NULL) {
            // 14 | print("{n}: error returned: {e}")
            SLEY_PRINT(SLEY_INT(a_n), SLEY_LIT(": error returned: "),
                       SLEY_VAL(sley_type_error, &v_e));
        } else {
            // 16 | print("{n}: value returned: {t.result()}")
            double t_result = 0;
            st = sley_task_result(task, a_t, &t_result);
            if (sley_failed_at(task, &sites[2], st)) goto leave_1;
            SLEY_PRINT(SLEY_INT(a_n), SLEY_LIT(": value returned: "), SLEY_FLOAT(t_result));
        }
    }

leave_1:
    sley_error_release(v_e);
    return st;
}

// fn job(n: int) -> float
// ex-done-callback.sley:3, frame 40 bytes

typedef struct m_ex_done_callback__job__job__frame {
    sley_frame base;
    int64_t a_n;
    double result;
} m_ex_done_callback__job__job__frame;

SLEY_FN_RESULT(m_ex_done_callback__job__job, "ex_done_callback.job", "ex-done-callback.sley", 3,
               40, sley_type_float,
    {0, 1, 0, NULL});

static SLEY_BEGIN1(m_ex_done_callback__job__job, int64_t, a_n)

static sley_status m_ex_done_callback__job__job__resume(sley_task *task, sley_frame *self,
                                                        sley_status st)
{
    m_ex_done_callback__job__job__frame *f = (void *)self;
    (void)task, (void)st;
    f->result = m_ex_done_callback__job(f->a_n);
    return SLEY_OK;
}

// fn(done) throws
// ex-done-callback.sley:24

SLEY_SITES(m_ex_done_callback__main__closure1, "ex_done_callback.main.closure1",
           "ex-done-callback.sley", 24,
    {24, 1, 0, "tell(5, done)"});

static sley_status m_ex_done_callback__main__closure1(sley_closure *closure, sley_task *task,
                                                      sley_task *a_done)
{
    const sley_site *sites = m_ex_done_callback__main__closure1__sites;
    sley_status st = SLEY_OK;
    (void)closure;
    // 24 | t.on_done(fn(done) throws { tell(5, done) })
    st = m_ex_done_callback__tell(task, 5, a_done);
    sley_note_failure_at(task, &sites[1], st);
    return st;
}

// async fn main()
// ex-done-callback.sley:20, frame 96 bytes

typedef struct m_ex_done_callback__main__frame {
    sley_frame base;
    sley_pool *v_pool;              // 21: live across 1
    sley_task *v_t;                 // 23: live across 1
    sley_waiter a1;                 // 25: pool.join()
} m_ex_done_callback__main__frame;

SLEY_FN_VALUE(m_ex_done_callback__main__closure1, m_ex_done_callback__main__closure1,
              SLEY_CLOSURE_THROWS);

SLEY_FN(m_ex_done_callback__main, "ex_done_callback.main", "ex-done-callback.sley", 20, 96,
    {25, 1, 0, "pool.join()"},
    {21, 2, 0, "Threads(2)"},
    {23, 3, 0, "job(5)"},
    {24, 4, 0, "t.on_done(fn(done) throws { te..."});

static sley_status m_ex_done_callback__main__resume(sley_task *task, sley_frame *self,
                                                    sley_status st)
{
    m_ex_done_callback__main__frame *f = (void *)self;
    const sley_site *sites = m_ex_done_callback__main__sites;
    if (sley_resumes(self)) goto resume_1; // 25: pool.join()

    // 21 | let pool = Threads(2)
    f->v_pool = sley_pool_new(task->base.executor, 2, NULL, &sites[2]);
    // 22 | print("main: starting")
    SLEY_PRINT(SLEY_LIT("main: starting"));
    // 23 | let t = spawn job(5) on pool
    sley_task *t_task = sley_task_new(task, &m_ex_done_callback__job__job__fn, &sites[3]);
    m_ex_done_callback__job__job__begin(sley_task_frame(t_task), NULL, 5);
    f->v_t = sley_task_start_on(t_task, NULL, SLEY_TARGET(f->v_pool));
    // 24 | t.on_done(fn(done) throws { tell(5, done) })
    sley_task_on_done(f->v_t, &m_ex_done_callback__main__closure1__value, &sites[4]);
    // 25 | await pool.join()
    st = sley_pool_join(task, sley_at(self, 1), &f->a1, f->v_pool);
    if (st == SLEY_PENDING) return st;
resume_1: sley_note_failure(task, self, st);
    sley_task_release(f->v_t);
    sley_pool_release(f->v_pool);
    return st;
}

SLEY_MAIN(m_ex_done_callback__main, NULL)
