// Generated from qu-select.sley. Do not edit.

#include "sley.h"

// async fn main() throws
// qu-select.sley:3, frame 192 bytes

typedef struct m_qu_select__main__frame {
    sley_frame base;
    sley_chan *v_a;                 // 4: live across 1, 2, 3, 4 ...
    sley_chan *v_b;                 // 5: live across 1, 2, 3, 4 ...
    bool v_open;                    // 12: live across 4
    union {
        struct { sley_waiter wait; int64_t value; } a1, a2, a3, a5; // 6, 7, 8, 26
        struct { sley_waiter arm[2]; sley_opt_int v_0; sley_opt_int v_1; } a4; // 14: select
    };
} m_qu_select__main__frame;

SLEY_FN(m_qu_select__main, "qu_select.main", "qu-select.sley", 3, 192,
    {6, 1, 0, "a.send(1)"},
    {7, 2, 0, "a.send(2)"},
    {8, 3, 0, "b.send(10)"},
    {14, 4, 0, "select"},
    {26, 5, 0, "a.send(3)"},
    {4, 6, 0, "chan[int](2)"},
    {5, 7, 0, "chan[int](2)"},
    {28, 8, 0, "a.refused(e)!"},
    {32, 9, 0, "select"});

static sley_status m_qu_select__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_qu_select__main__frame *f = (void *)self;
    const sley_site *sites = m_qu_select__main__sites;
    switch (self->state) {
    case 1: goto resume_1;          // 6: a.send(1)
    case 2: goto resume_2;          // 7: a.send(2)
    case 3: goto resume_3;          // 8: b.send(10)
    case 4: goto resume_4;          // 14: select
    case 5: goto resume_5;          // 26: a.send(3)
    default: sley_starts(self);
    }

    // 4 | let a = chan[int](2)
    f->v_a = sley_chan_new(task, &sley_type_int, 2, &sites[6]);
    // 5 | let b = chan[int](2)
    f->v_b = sley_chan_new(task, &sley_type_int, 2, &sites[7]);
    // 6 | await a.send(1)
    f->a1.value = 1;
    st = SLEY_SEND(task, sley_at(self, 1), f->a1, f->v_a);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    // 7 | await a.send(2)
    f->a2.value = 2;
    st = SLEY_SEND(task, sley_at(self, 2), f->a2, f->v_a);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_1;
    // 8 | await b.send(10)
    f->a3.value = 10;
    st = SLEY_SEND(task, sley_at(self, 3), f->a3, f->v_b);
    if (st == SLEY_PENDING) return st;
resume_3: if (sley_failed(task, self, st)) goto leave_1;
    // 9 | a.close()
    sley_chan_close(f->v_a);
    // 10 | b.close()
    sley_chan_close(f->v_b);
    // 12 | var open = true
    f->v_open = true;
    // 13 | while open {
    while (f->v_open) {
        // 14 | await select first {
        sley_arm_recv(&f->a4.arm[0], f->v_a, &f->a4.v_0);
        sley_arm_recv(&f->a4.arm[1], f->v_b, &f->a4.v_1);
        st = sley_select_first(task, sley_at(self, 4), f->a4.arm, 2);
        if (st == SLEY_PENDING) return st;
    resume_4: if (sley_failed(task, self, st)) goto leave_1;
        if (task->won == 0) {
            // 15 | case let v = a.recv() {
            sley_opt_int v_v = f->a4.v_0;
            // 16 | print("a {v}")
            SLEY_PRINT(SLEY_LIT("a "), SLEY_VAL(sley_type_opt_int, &v_v));
            // 17 | open = v != none
            f->v_open = v_v.some;
        } else {
            // 19 | case let v = b.recv() {
            sley_opt_int v2_v = f->a4.v_1;
            // 20 | print("b {v}")
            SLEY_PRINT(SLEY_LIT("b "), SLEY_VAL(sley_type_opt_int, &v2_v));
        }
    }
    // 25 | try {
    // 26 | await a.send(3)
    f->a5.value = 3;
    st = SLEY_SEND(task, sley_at(self, 5), f->a5, f->v_a);
    if (st == SLEY_PENDING) return st;
resume_5: sley_note_failure(task, self, st);
    if (st == SLEY_ERROR) {
        st = SLEY_OK;
        // 27 | } catch e: Closed {
        sley_error *v_e = sley_catch(task);
        // 28 | print("closed, kept {a.refused(e)!}")
        sley_opt_int t_refused = {0};
        t_refused.some = sley_chan_refused(f->v_a, v_e, &t_refused.value);
        SLEY_PRINT(SLEY_LIT("closed, kept "), SLEY_INT(SLEY_UNWRAP(t_refused, &sites[8])));
        sley_error_release(v_e);
    }
    if (st != SLEY_OK) goto leave_1;
    // 31 | for _ in 0..2 {
    for (int64_t t_index = 0; t_index < 2; t_index++) {
        // 32 | select {
        sley_waiter arm_1[1];
        sley_opt_int v_1_0 = {0};
        sley_arm_recv(&arm_1[0], f->v_b, &v_1_0);
        (void)sley_select_now(task, arm_1, 1, false);
        if (task->won == 0) {
            // 33 | case let v = b.recv() {
            sley_opt_int v3_v = v_1_0;
            // 34 | print("b {v}")
            SLEY_PRINT(SLEY_LIT("b "), SLEY_VAL(sley_type_opt_int, &v3_v));
        } else {
            // 36 | default {
            // 37 | print("nothing")
            SLEY_PRINT(SLEY_LIT("nothing"));
        }
    }

leave_1:
    sley_chan_release(f->v_b);
    sley_chan_release(f->v_a);
    return st;
}

SLEY_MAIN(m_qu_select__main, NULL)
