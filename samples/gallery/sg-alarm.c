// Generated from sg-alarm.sley. Do not edit.

#include "sley.h"

SLEY_STR_LIT(k_Y_m_d_H_M_S, "%Y-%m-%d %H:%M:%S");

// fn now() -> str
// sg-alarm.sley:5

static sley_str *m_sg_alarm__now(void)
{
    // 5 | fn now() -> str { return time.format(time.wall(), "%Y-%m-%d %H:%M:%S") }
    return sley_time_format(sley_wall(sley_here()), &k_Y_m_d_H_M_S);
}

// fn(s)
// sg-alarm.sley:8

static sley_status m_sg_alarm__main__closure1(sley_closure *closure, sley_task *task,
                                              sley_signal *a_s)
{
    (void)closure, (void)task, (void)a_s;
    // 8 | signal.on(signal.ALRM, fn(s) { print("Alarm : {now()}") })
    sley_str *t_now = m_sg_alarm__now();
    SLEY_PRINT(SLEY_LIT("Alarm : "), SLEY_STR(t_now));
    sley_str_release(t_now);
    return SLEY_OK;
}

// async fn main() throws
// sg-alarm.sley:7, frame 56 bytes

typedef struct m_sg_alarm__main__frame {
    sley_frame base;
    sley_instant v_began;           // 11: live across 1
    sley_wait a1;                   // 12: sleep(200ms)
} m_sg_alarm__main__frame;

SLEY_FN_VALUE(m_sg_alarm__main__closure1, m_sg_alarm__main__closure1, SLEY_CLOSURE_THROWS);

SLEY_FN(m_sg_alarm__main, "sg_alarm.main", "sg-alarm.sley", 7, 56,
    {12, 1, 0, "sleep(200ms)"},
    {8, 2, 0, "signal.on(signal.ALRM, fn(s) {..."});

static sley_status m_sg_alarm__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_sg_alarm__main__frame *f = (void *)self;
    const sley_site *sites = m_sg_alarm__main__sites;
    if (sley_resumes(self)) goto resume_1; // 12: sleep(200ms)

    // 8 | signal.on(signal.ALRM, fn(s) { print("Alarm : {now()}") })
    sley_signal *t_ALRM = sley_signal_alrm();
    st = sley_signal_on(task, t_ALRM, &m_sg_alarm__main__closure1__value, &sites[2]);
    sley_signal_release(t_ALRM);
    if (sley_failed_at(task, &sites[2], st)) return st;
    // 9 | signal.alarm(100ms)
    sley_signal_alarm(100000000);
    // 10 | print("Before: {now()}")
    sley_str *t_now = m_sg_alarm__now();
    SLEY_PRINT(SLEY_LIT("Before: "), SLEY_STR(t_now));
    sley_str_release(t_now);
    // 11 | let began = time.now()
    f->v_began = sley_now(task->base.executor);
    // 12 | await sleep(200ms)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, 200000000);
resume_1: if (sley_stops(task, self, st)) return st;
    // 13 | print("After : {now()}", time.since(began) >= 200ms)
    sley_str *t2_now = m_sg_alarm__now();
    SLEY_PRINT(SLEY_LIT("After : "), SLEY_STR(t2_now), SLEY_LIT(" "),
               SLEY_BOOL(sley_time_since(task->base.executor, f->v_began) >= 200000000));
    sley_str_release(t2_now);
    return SLEY_OK;
}

SLEY_MAIN(m_sg_alarm__main, NULL)
