// Generated from sp-kill-group.sley. Do not edit.

#include "sley.h"

SLEY_STR_LIT(k_sh, "sh");
SLEY_STR_LIT(k_c, "-c");
SLEY_STR_LIT(k_sleep_30_sleep_30, "sleep 30 & sleep 30");

// async fn main() throws
// sp-kill-group.sley:5, frame 96 bytes

typedef struct m_sp_kill_group__main__frame {
    sley_frame base;
    sley_process *v_sh;             // 6: live across 1, 2
    union { sley_wait a1; struct { sley_waiter wait; int64_t v; } a2; }; // 7, 9
} m_sp_kill_group__main__frame;

SLEY_FN(m_sp_kill_group__main, "sp_kill_group.main", "sp-kill-group.sley", 5, 96,
    {7, 1, 0, "sleep(200ms)"},
    {9, 2, 0, "sh.wait()"},
    {6, 3, 0, "process.start([\"sh\", \"-c\", \"sl..."},
    {8, 4, 0, "sh.kill_group(signal.TERM)"});

static sley_status m_sp_kill_group__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_sp_kill_group__main__frame *f = (void *)self;
    const sley_site *sites = m_sp_kill_group__main__sites;
    if (self->state == 1) goto resume_1; // 7: sleep(200ms)
    if (self->state == 2) goto resume_2; // 9: sh.wait()
    sley_starts(self);

    // 6 | let sh = process.start(["sh", "-c", "sleep 30 & sleep 30"], new_group: true)
    sley_list *t_list = sley_list_of(&sley_type_str, 3,
                                     (sley_str *[3]){&k_sh, &k_c, &k_sleep_30_sleep_30});
    st = sley_process_start(task, t_list, 0, 0, 0, NULL, NULL, true, false, -1, -1, -1, &f->v_sh);
    sley_list_release(t_list);
    if (sley_failed_at(task, &sites[3], st)) return st;
    // 7 | await sleep(200ms)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, 200000000);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    // 8 | sh.kill_group(signal.TERM)
    sley_signal *t_TERM = sley_signal_term();
    bool t_kill_group = false;
    st = sley_process_kill_group(task, f->v_sh, t_TERM, &t_kill_group);
    sley_signal_release(t_TERM);
    if (sley_failed_at(task, &sites[4], st)) goto leave_1;
    // 9 | print(await sh.wait())
    st = sley_process_wait(task, sley_at(self, 2), &f->a2.wait, f->v_sh, &f->a2.v);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_1;
    SLEY_PRINT(SLEY_INT(f->a2.v));

leave_1:
    sley_process_release(f->v_sh);
    return st;
}

SLEY_MAIN(m_sp_kill_group__main, NULL)
