// Generated from sg-ignored.sley. Do not edit.

#include "sley.h"

// fn(s)
// sg-ignored.sley:7

static sley_status m_sg_ignored__main__closure1(sley_closure *closure, sley_task *task,
                                                sley_signal *a_s)
{
    (void)closure, (void)task, (void)a_s;
    // 7 | signal.on(signal.USR2, fn(s) { print("usr2") })
    SLEY_PRINT(SLEY_LIT("usr2"));
    return SLEY_OK;
}

// async fn main() throws
// sg-ignored.sley:5, frame 48 bytes

typedef struct m_sg_ignored__main__frame {
    sley_frame base;
    union { sley_wait a1, a2; };    // 10, 14
} m_sg_ignored__main__frame;

SLEY_FN_VALUE(m_sg_ignored__main__closure1, m_sg_ignored__main__closure1, SLEY_CLOSURE_THROWS);

SLEY_FN(m_sg_ignored__main, "sg_ignored.main", "sg-ignored.sley", 5, 48,
    {10, 1, 0, "sleep(10ms)"},
    {14, 2, 0, "sleep(10ms)"},
    {6, 3, 0, "signal.ignore(signal.USR1)"},
    {7, 4, 0, "signal.on(signal.USR2, fn(s) {..."},
    {8, 5, 0, "signal.send(os.pid(), signal.U..."},
    {12, 6, 0, "signal.send(os.pid(), signal.U..."});

static sley_status m_sg_ignored__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_sg_ignored__main__frame *f = (void *)self;
    const sley_site *sites = m_sg_ignored__main__sites;
    if (self->state == 1) goto resume_1; // 10: sleep(10ms)
    if (self->state == 2) goto resume_2; // 14: sleep(10ms)
    sley_starts(self);

    // 6 | signal.ignore(signal.USR1)
    sley_signal *t_USR1 = sley_signal_usr1();
    st = sley_signal_ignore(task, t_USR1);
    sley_signal_release(t_USR1);
    if (sley_failed_at(task, &sites[3], st)) return st;
    // 7 | signal.on(signal.USR2, fn(s) { print("usr2") })
    sley_signal *t_USR2 = sley_signal_usr2();
    st = sley_signal_on(task, t_USR2, &m_sg_ignored__main__closure1__value, &sites[4]);
    sley_signal_release(t_USR2);
    if (sley_failed_at(task, &sites[4], st)) return st;
    // 8 | signal.send(os.pid(), signal.USR1)
    int64_t t_pid = sley_os_pid();
    sley_signal *t2_USR1 = sley_signal_usr1();
    st = sley_signal_send(task, t_pid, t2_USR1);
    sley_signal_release(t2_USR1);
    if (sley_failed_at(task, &sites[5], st)) return st;
    // 9 | print("sent 1")
    SLEY_PRINT(SLEY_LIT("sent 1"));
    // 10 | await sleep(10ms)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, 10000000);
resume_1: if (sley_stops(task, self, st)) return st;
    // 11 | print("still here")
    SLEY_PRINT(SLEY_LIT("still here"));
    // 12 | signal.send(os.pid(), signal.USR2)
    int64_t t2_pid = sley_os_pid();
    sley_signal *t2_USR2 = sley_signal_usr2();
    st = sley_signal_send(task, t2_pid, t2_USR2);
    sley_signal_release(t2_USR2);
    if (sley_failed_at(task, &sites[6], st)) return st;
    // 13 | print("sent 2")
    SLEY_PRINT(SLEY_LIT("sent 2"));
    // 14 | await sleep(10ms)
    st = sley_sleep(task, sley_at(self, 2), &f->a2, 10000000);
    if (st == SLEY_PENDING) return st;
resume_2: sley_note_failure(task, self, st);
    return st;
}

SLEY_MAIN(m_sg_ignored__main, NULL)
