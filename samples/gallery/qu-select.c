// Generated from qu-select.sley. Do not edit.

#include "sley.h"

// async fn main() throws
// qu-select.sley:3, frame 192 bytes

typedef struct m_qu_select__main__frame {
    sley_frame base;
    sley_chan *v_a;                 // 4: live across 1, 2, 3, 4 ..
    sley_chan *v_b;                 // 5: live across 1, 2, 3, 4 ..
    bool v_open;                    // 12: live across 4
    union {
        struct { sley_waiter wait; int64_t value; } a1; // 6: a.send(1)
        struct { sley_waiter wait; int64_t value; } a2; // 7: a.send(2)
        struct { sley_waiter wait; int64_t value; } a3; // 8: b.send(10)
        struct { sley_waiter arm[2]; sley_opt_int v_0; sley_opt_int v_1; } a4; // 14: select
        struct { sley_waiter wait; int64_t value; } a5; // 26: a.send(3)
    } await;
} m_qu_select__main__frame;

static const sley_site m_qu_select__main__sites[] = {
    {3, 0, 0, SLEY_NAMED("qu_select.main", "qu-select.sley")}, {6, 1, 0, "a.send(1)"},
    {7, 2, 0, "a.send(2)"}, {8, 3, 0, "b.send(10)"}, {14, 4, 0, "select"},
    {26, 5, 0, "a.send(3)"}, {4, 6, 0, "chan[int](2)"}, {5, 7, 0, "chan[int](2)"},
    {28, 8, 0, "a.refused(e)!"}, {32, 9, 0, "select"}};
static const sley_trace m_qu_select__main__trace[] = {
    SLEY_VAR(m_qu_select__main, v_a, "a", sley_type_chan, 0x3e),
    SLEY_VAR(m_qu_select__main, v_b, "b", sley_type_chan, 0x3e),
    SLEY_VAR(m_qu_select__main, v_open, "open", sley_type_bool, 0x10)};
SLEY_FN(m_qu_select__main, 192, SLEY_TRACED);

static sley_status m_qu_select__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_qu_select__main__frame *f = (m_qu_select__main__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 6: a.send(1)
    case 2: goto resume_2;          // 7: a.send(2)
    case 3: goto resume_3;          // 8: b.send(10)
    case 4: goto resume_4;          // 14: select
    case 5: goto resume_5;          // 26: a.send(3)
    default: sley_bad_state(self);
    }

    // 4 | let a = chan[int](2)
    f->v_a = sley_chan_new(task, &sley_type_int, 2, &m_qu_select__main__sites[6]);
    // 5 | let b = chan[int](2)
    f->v_b = sley_chan_new(task, &sley_type_int, 2, &m_qu_select__main__sites[7]);
    // 6 | await a.send(1)
    f->await.a1.value = 1;
    self->state = 1;
    st = SLEY_SEND(task, self, f->await.a1, f->v_a);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    // 7 | await a.send(2)
    f->await.a2.value = 2;
    self->state = 2;
    st = SLEY_SEND(task, self, f->await.a2, f->v_a);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_1;
    // 8 | await b.send(10)
    f->await.a3.value = 10;
    self->state = 3;
    st = SLEY_SEND(task, self, f->await.a3, f->v_b);
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
        sley_arm_recv(&f->await.a4.arm[0], f->v_a, &f->await.a4.v_0);
        sley_arm_recv(&f->await.a4.arm[1], f->v_b, &f->await.a4.v_1);
        self->state = 4;
        st = sley_select_first(task, self, f->await.a4.arm, 2);
        if (st == SLEY_PENDING) return st;
    resume_4: if (sley_failed(task, self, st)) goto leave_1;
        if (task->won == 0) {
            // 15 | case let v = a.recv() {
            sley_opt_int v_v = f->await.a4.v_0;
            // 16 | print("a {v}")
            sley_print(SLEY_PARTS(SLEY_LIT("a "), SLEY_VAL(sley_type_opt_int, &v_v)));
            // 17 | open = v != none
            f->v_open = v_v.some;
        } else {
            // 19 | case let v = b.recv() {
            sley_opt_int v2_v = f->await.a4.v_1;
            // 20 | print("b {v}")
            sley_print(SLEY_PARTS(SLEY_LIT("b "), SLEY_VAL(sley_type_opt_int, &v2_v)));
        }
    }
    // 25 | try {
    // 26 | await a.send(3)
    f->await.a5.value = 3;
    self->state = 5;
    st = SLEY_SEND(task, self, f->await.a5, f->v_a);
    if (st == SLEY_PENDING) return st;
resume_5: if (sley_failed(task, self, st)) goto leave_3;
leave_3:
    if (st == SLEY_ERROR) {
        st = SLEY_OK;
        // 27 | } catch e: Closed {
        sley_error *v_e = sley_catch(task);
        // 28 | print("closed, kept {a.refused(e)!}")
        sley_opt_int t_15 = {0};
        t_15.some = sley_chan_refused(f->v_a, v_e, &t_15.value);
        sley_print(SLEY_PARTS(SLEY_LIT("closed, kept "),
                              SLEY_INT(SLEY_UNWRAP(t_15, &m_qu_select__main__sites[8]))));
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
            sley_print(SLEY_PARTS(SLEY_LIT("b "), SLEY_VAL(sley_type_opt_int, &v3_v)));
        } else {
            // 36 | default {
            // 37 | print("nothing")
            sley_print(SLEY_PARTS(SLEY_LIT("nothing")));
        }
    }

leave_1:
    sley_chan_release(f->v_b);
    sley_chan_release(f->v_a);
    return st;
}

SLEY_MAIN(m_qu_select__main, NULL)
