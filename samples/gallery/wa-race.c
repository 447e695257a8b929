// Generated from wa-race.sley. Do not edit.

#include "sley.h"

// async fn fast() -> str
// wa-race.sley:3, frame 56 bytes

typedef struct m_wa_race__fast__frame {
    sley_frame base;
    sley_str *result;
    union { sley_wait a1; } await;  // 4: sleep(50ms)
} m_wa_race__fast__frame;

SLEY_STR_LIT(m_wa_race__fast__text_1, "fast");

static const sley_site m_wa_race__fast__sites[] = {
    {3, 0, 0, SLEY_NAMED("wa_race.fast", "wa-race.sley")}, {4, 1, 0, "sleep(50ms)"}};
SLEY_FN_RESULT(m_wa_race__fast, 56, sley_type_str, SLEY_UNTRACED);

static SLEY_BEGIN0(m_wa_race__fast)

static sley_status m_wa_race__fast__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_wa_race__fast__frame *f = (m_wa_race__fast__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 4: sleep(50ms)
    default: sley_bad_state(self);
    }

    // 4 | await sleep(50ms)
    self->state = 1;
    st = sley_sleep(task, self, &f->await.a1, 50000000);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) return st;
    // 5 | return "fast"
    f->result = &m_wa_race__fast__text_1;
    return SLEY_OK;
}

// async fn slow() -> str
// wa-race.sley:8, frame 88 bytes

typedef struct m_wa_race__slow__frame {
    sley_frame base;
    sley_str *result;
    sley_unwind u_2;
    union {
        sley_wait a1;               // 10: sleep(1s)
        sley_wait a2;               // 12: sleep(10ms)
    } await;
} m_wa_race__slow__frame;

SLEY_STR_LIT(m_wa_race__slow__text_1, "slow");

static const sley_site m_wa_race__slow__sites[] = {
    {8, 0, 0, SLEY_NAMED("wa_race.slow", "wa-race.sley")}, {10, 1, 0, "sleep(1s)"},
    {12, 2, 0, "sleep(10ms)"}};
SLEY_FN_RESULT(m_wa_race__slow, 88, sley_type_str, SLEY_UNTRACED);

static SLEY_BEGIN0(m_wa_race__slow)

static sley_status m_wa_race__slow__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_wa_race__slow__frame *f = (m_wa_race__slow__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 10: sleep(1s)
    case 2: goto resume_2;          // 12: sleep(10ms)
    default: sley_bad_state(self);
    }

    // 9 | try {
    // 10 | await sleep(1s)
    self->state = 1;
    st = sley_sleep(task, self, &f->await.a1, 1000000000);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_2;

leave_2:
    sley_unwind_enter(task, &f->u_2, st);
    st = SLEY_OK;
    // 12 | await sleep(10ms)
    self->state = 2;
    st = sley_sleep(task, self, &f->await.a2, 10000000);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_3;
    // 13 | print("slow cleaned up")
    sley_print(SLEY_PARTS(SLEY_LIT("slow cleaned up")));
leave_3:
    st = sley_unwind_leave(task, &f->u_2, st);
    if (st != SLEY_OK) return st;
    // 15 | return "slow"
    f->result = &m_wa_race__slow__text_1;
    return SLEY_OK;
}

// async fn main() throws
// wa-race.sley:18, frame 240 bytes

typedef struct m_wa_race__main__frame {
    sley_frame base;
    union { struct { sley_gather_area all; sley_gather_part part[2]; } a1; } await; // 19: race
} m_wa_race__main__frame;

static const sley_site m_wa_race__main__sites[] = {
    {18, 0, 0, SLEY_NAMED("wa_race.main", "wa-race.sley")}, {19, 1, 0, "race"},
    {20, 2, 0, "fast()"}, {23, 3, 0, "slow()"}};
SLEY_FN(m_wa_race__main, 240, SLEY_UNTRACED);

static sley_status m_wa_race__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_wa_race__main__frame *f = (m_wa_race__main__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 19: race
    default: sley_bad_state(self);
    }

    // 19 | await race {
    sley_task *t_0 = sley_task_new(task, &m_wa_race__fast__fn, &m_wa_race__main__sites[2]);
    m_wa_race__fast__begin(sley_task_frame(t_0), NULL);
    sley_task_start(t_0, NULL);
    sley_task *t_1 = sley_task_new(task, &m_wa_race__slow__fn, &m_wa_race__main__sites[3]);
    m_wa_race__slow__begin(sley_task_frame(t_1), NULL);
    sley_task_start(t_1, NULL);
    f->await.a1.part[0].item = SLEY_AWAITABLE(t_0);
    f->await.a1.part[1].item = SLEY_AWAITABLE(t_1);
    self->state = 1;
    st = sley_race(task, self, &f->await.a1.all, f->await.a1.part, 2);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) return st;
    switch (task->won) {
    case 0: {
        // 20 | case let value = fast() {
        sley_str *t_3 = NULL;
        sley_gather_take(&f->await.a1.part[0], &t_3);
        sley_str *v_value = t_3;
        // 21 | print("winner {value}")
        sley_print(SLEY_PARTS(SLEY_LIT("winner "), SLEY_STR(v_value)));
        sley_str_release(v_value);
        break;
    }
    case 1:
    default: {
        // 23 | case let value = slow() {
        sley_str *t_6 = NULL;
        sley_gather_take(&f->await.a1.part[1], &t_6);
        sley_str *v2_value = t_6;
        // 24 | print("winner {value}")
        sley_print(SLEY_PARTS(SLEY_LIT("winner "), SLEY_STR(v2_value)));
        sley_str_release(v2_value);
        break;
    }
    }
    return SLEY_OK;
}

SLEY_MAIN(m_wa_race__main, NULL)
