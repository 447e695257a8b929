// Generated from sg-handler.sley. Do not edit.

#include "sley.h"

SLEY_STR_LIT(k_sh, "sh");
SLEY_STR_LIT(k_c, "-c");
SLEY_STR_LIT(k_sleep_0_1_kill_USR1, "sleep 0.1; kill -USR1 $PPID; sleep 0.1; kill "
             "-USR2 $PPID; sleep 0.2; kill -INT $PPID");

// fn(s: signal.Signal)
// sg-handler.sley:8

static void m_sg_handler__main__closure1(sley_closure *closure, sley_signal *a_s)
{
    (void)closure;
    // 8 | let note = fn(s: signal.Signal) { print("Received: {s.number}") }
    SLEY_PRINT(SLEY_LIT("Received: "), SLEY_INT(sley_signal_number(a_s)));
}

// async fn main() throws
// sg-handler.sley:7, frame 144 bytes

typedef struct m_sg_handler__main__frame {
    sley_frame base;
    sley_closure *v_note;           // 8: live across 1, 2
    sley_process *v_driver;         // 13: live across 1, 2
    sley_unwind u_2;
    sley_instant v_began;           // 17: live across 1
    union { sley_wait a1; struct { sley_waiter wait; int64_t v; } a2; }; // 18, 14
} m_sg_handler__main__frame;

SLEY_FN_VALUE(m_sg_handler__main__closure1, m_sg_handler__main__closure1, 0);

SLEY_FN(m_sg_handler__main, "sg_handler.main", "sg-handler.sley", 7, 144,
    {18, 1, 0, "sleep(300ms)"},
    {14, 2, 0, "driver.wait()"},
    {9, 3, 0, "signal.on(signal.USR1, note)"},
    {10, 4, 0, "signal.on(signal.USR2, note)"},
    {13, 5, 0, "process.start([\"sh\", \"-c\", \"sl..."},
    {19, 6, 0, "time.since(began) >= 300ms"});

static sley_status m_sg_handler__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_sg_handler__main__frame *f = (void *)self;
    const sley_site *sites = m_sg_handler__main__sites;
    if (self->state == 1) goto resume_1; // 18: sleep(300ms)
    if (self->state == 2) goto resume_2; // 14: driver.wait()
    sley_starts(self);
    f->v_driver = NULL;

    // 8 | let note = fn(s: signal.Signal) { print("Received: {s.number}") }
    f->v_note = sley_closure_retain(&m_sg_handler__main__closure1__value);
    // 9 | signal.on(signal.USR1, note)
    sley_signal *t_USR1 = sley_signal_usr1();
    st = sley_signal_on(task, t_USR1, f->v_note, &sites[3]);
    sley_signal_release(t_USR1);
    if (sley_failed_at(task, &sites[3], st)) goto leave_1;
    // 10 | signal.on(signal.USR2, note)
    sley_signal *t_USR2 = sley_signal_usr2();
    st = sley_signal_on(task, t_USR2, f->v_note, &sites[4]);
    sley_signal_release(t_USR2);
    if (sley_failed_at(task, &sites[4], st)) goto leave_1;
    // 11 | print("My PID is: {os.pid()}")
    SLEY_PRINT(SLEY_LIT("My PID is: "), SLEY_INT(sley_os_pid()));
    // 13 | let driver = process.start(["sh", "-c", "sleep 0.1; kill -USR1 $PPID; sleep 0.1; ...
    sley_list *t_list = sley_list_of(&sley_type_str, 3,
                                     (sley_str *[3]){&k_sh, &k_c, &k_sleep_0_1_kill_USR1});
    st = sley_process_start(task, t_list, 0, 0, 0, NULL, NULL, false, false, -1, -1, -1,
                            &f->v_driver);
    sley_list_release(t_list);
    if (sley_failed_at(task, &sites[5], st)) goto leave_1;
    // 15 | while true {
    while (true) {
        // 16 | print("Waiting...")
        SLEY_PRINT(SLEY_LIT("Waiting..."));
        // 17 | let began = time.now()
        f->v_began = sley_now(task->base.executor);
        // 18 | await sleep(300ms)
        st = sley_sleep(task, sley_at(self, 1), &f->a1, 300000000);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_2;
        // 19 | assert time.since(began) >= 300ms
        sley_duration t_left = sley_time_since(task->base.executor, f->v_began);
        if (t_left < 300000000) {
            sley_str *t_text =
                    SLEY_FORMAT(SLEY_LIT("assertion failed: time.since(began) >= 300ms ("),
                                SLEY_DURATION(t_left), SLEY_LIT(" >= "), SLEY_DURATION(300000000),
                                SLEY_LIT(")"));
            sley_panic_str(&sites[6], t_text);
        }
    }

leave_2:
    st = sley_unwind_enter(task, &f->u_2, st);
    // 14 | defer { await driver.wait() }
    st = sley_process_wait(task, sley_at(self, 2), &f->a2.wait, f->v_driver, &f->a2.v);
    if (st == SLEY_PENDING) return st;
resume_2: sley_note_failure(task, self, st);
    st = sley_unwind_leave(task, &f->u_2, st);

leave_1:
    sley_process_release(f->v_driver);
    sley_closure_release(f->v_note);
    return st;
}

SLEY_MAIN(m_sg_handler__main, NULL)
