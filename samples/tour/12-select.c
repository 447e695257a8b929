// Generated from 12-select.sley. Do not edit.

#include "sley.h"

// async fn ticks(out: chan[int], every: duration, count: int) throws
// 12-select.sley:3, frame 120 bytes

typedef struct m_m12_select__ticks__frame {
    sley_frame base;
    sley_chan *a_out;               // borrowed
    sley_duration a_every;
    int64_t a_count;
    int64_t v_i;                    // 5: live across 1, 2
    union { sley_wait a1; struct { sley_waiter wait; int64_t value; } a2; }; // 6, 7
} m_m12_select__ticks__frame;

SLEY_OWNED(m_m12_select__ticks, (a_out, sley_type_chan));
SLEY_TASK_FN(m_m12_select__ticks, "m12_select.ticks", "12-select.sley", 3, 120,
    {6, 1, 0, "sleep(every)"},
    {7, 2, 0, "out.send(i)"});

static SLEY_SPAWN3(m_m12_select__ticks, sley_chan *, a_out, sley_duration, a_every, int64_t,
                   a_count)

static sley_status m_m12_select__ticks__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_m12_select__ticks__frame *f = (void *)self;
    if (self->state == 1) goto resume_1; // 6: sleep(every)
    if (self->state == 2) goto resume_2; // 7: out.send(i)
    sley_starts(self);

    // 5 | for i in 1..=count {
    f->v_i = 1;
    for (bool t_more = f->v_i <= f->a_count; t_more; t_more = sley_int_step(&f->v_i, f->a_count)) {
        // 6 | await sleep(every)
        st = sley_sleep(task, sley_at(self, 1), &f->a1, f->a_every);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_2;
        // 7 | await out.send(i)
        f->a2.value = f->v_i;
        st = SLEY_SEND(task, sley_at(self, 2), f->a2, f->a_out);
        if (st == SLEY_PENDING) return st;
    resume_2: if (sley_failed(task, self, st)) goto leave_2;
    }

leave_2:
    // 4 | defer out.close()
    sley_chan_close(f->a_out);
    return st;
}

// async fn main() throws
// 12-select.sley:11, frame 256 bytes

typedef struct m_m12_select__main__frame {
    sley_frame base;
    sley_chan *v_fast;              // 12: live across 1
    sley_chan *v_slow;              // 13: live across 1
    bool v_open;                    // 16: live across 1
    int64_t v_seen;                 // 17: live across 1
    struct { sley_waiter arm[3]; sley_opt_int v_0; sley_opt_int v_1; } a1; // 19: select
} m_m12_select__main__frame;

SLEY_FN(m_m12_select__main, "m12_select.main", "12-select.sley", 11, 256,
    {19, 1, 0, "select"},
    {12, 2, 0, "chan[int](0)"},
    {13, 3, 0, "chan[int](0)"},
    {14, 4, 0, "ticks(fast, 10ms, 3)"},
    {15, 5, 0, "ticks(slow, 25ms, 5)"},
    {21, 6, 0, "seen +="},
    {34, 7, 0, "select"});

static sley_status m_m12_select__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_m12_select__main__frame *f = (void *)self;
    const sley_site *sites = m_m12_select__main__sites;
    if (sley_resumes(self)) goto resume_1; // 19: select

    // 12 | let fast = chan[int](0)
    f->v_fast = sley_chan_new(task, &sley_type_int, 0, &sites[2]);
    // 13 | let slow = chan[int](0)
    f->v_slow = sley_chan_new(task, &sley_type_int, 0, &sites[3]);
    // 14 | spawn ticks(fast, 10ms, 3)
    sley_task_release(m_m12_select__ticks__spawn(task, NULL, &sites[4],
                                                 sley_chan_retain(f->v_fast), 10000000, 3));
    // 15 | spawn ticks(slow, 25ms, 5)
    sley_task_release(m_m12_select__ticks__spawn(task, NULL, &sites[5],
                                                 sley_chan_retain(f->v_slow), 25000000, 5));
    // 16 | var open = true
    f->v_open = true;
    // 17 | var seen = 0
    f->v_seen = 0;
    // 18 | while open {
    while (f->v_open) {
        // 19 | await select {
        if (f->v_seen < 3) {
            sley_arm_recv(&f->a1.arm[0], f->v_fast, &f->a1.v_0);
        } else {
            sley_arm_off(&f->a1.arm[0]);
        }
        sley_arm_recv(&f->a1.arm[1], f->v_slow, &f->a1.v_1);
        sley_arm_after(&f->a1.arm[2], 1000000000);
        st = sley_select(task, sley_at(self, 1), f->a1.arm, 3);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_1;
        if (task->won == 0) {
            // 20 | case let n = fast.recv() if seen < 3 {
            sley_opt_int v_n = f->a1.v_0;
            // 21 | seen += 1
            f->v_seen = sley_int_add(f->v_seen, 1, &sites[6]);
            // 22 | print("fast", n)
            SLEY_PRINT(SLEY_LIT("fast "), SLEY_VAL(sley_type_opt_int, &v_n));
        } else if (task->won == 1) {
            // 24 | case let n = slow.recv() {
            sley_opt_int v2_n = f->a1.v_1;
            // 25 | if let tick = n { print("slow", tick) } else { open = false }
            if (v2_n.some) {
                int64_t v_tick = v2_n.value;
                SLEY_PRINT(SLEY_LIT("slow "), SLEY_INT(v_tick));
            } else {
                f->v_open = false;
            }
        } else {
            // 27 | case after 1s {
            // 28 | print("nothing for a second")
            SLEY_PRINT(SLEY_LIT("nothing for a second"));
            // 29 | open = false
            f->v_open = false;
        }
        // 32 | if seen == 3 { print("the fast one is done"); seen = 4 }
        if (f->v_seen == 3) {
            SLEY_PRINT(SLEY_LIT("the fast one is done"));
            f->v_seen = 4;
        }
    }
    // 34 | select {
    sley_waiter arm_1[1];
    sley_opt_int v_1_0 = {0};
    sley_arm_recv(&arm_1[0], f->v_slow, &v_1_0);
    (void)sley_select_now(task, arm_1, 1, false);
    if (task->won == 0) {
        // 35 | case let v = slow.recv() { print("closed gives", v) }
        sley_opt_int v_v = v_1_0;
        SLEY_PRINT(SLEY_LIT("closed gives "), SLEY_VAL(sley_type_opt_int, &v_v));
    } else {
        // 36 | default { print("never") }
        SLEY_PRINT(SLEY_LIT("never"));
    }

leave_1:
    sley_chan_release(f->v_slow);
    sley_chan_release(f->v_fast);
    return st;
}

SLEY_MAIN(m_m12_select__main, NULL)
