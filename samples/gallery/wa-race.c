// Generated from wa-race.sley. Do not edit.

#include "sley.h"

SLEY_STR_LIT(k_fast, "fast");
SLEY_STR_LIT(k_slow, "slow");

// async fn fast() -> str
// wa-race.sley:3, frame 56 bytes

typedef struct m_wa_race__fast__frame {
    sley_frame base;
    sley_str *result;
    sley_wait a1;                   // 4: sleep(50ms)
} m_wa_race__fast__frame;

SLEY_FN_RESULT(m_wa_race__fast, "wa_race.fast", "wa-race.sley", 3, 56, sley_type_str,
    {4, 1, 0, "sleep(50ms)"});

static SLEY_SPAWN0(m_wa_race__fast)

static sley_status m_wa_race__fast__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_wa_race__fast__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 4: sleep(50ms)

    // 4 | await sleep(50ms)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, 50000000);
resume_1: if (sley_stops(task, self, st)) return st;
    // 5 | return "fast"
    f->result = &k_fast;
    return SLEY_OK;
}

// async fn slow() -> str
// wa-race.sley:8, frame 88 bytes

typedef struct m_wa_race__slow__frame {
    sley_frame base;
    sley_str *result;
    sley_unwind u_2;
    union { sley_wait a1, a2; };    // 10, 12
} m_wa_race__slow__frame;

SLEY_FN_RESULT(m_wa_race__slow, "wa_race.slow", "wa-race.sley", 8, 88, sley_type_str,
    {10, 1, 0, "sleep(1s)"},
    {12, 2, 0, "sleep(10ms)"});

static SLEY_SPAWN0(m_wa_race__slow)

static sley_status m_wa_race__slow__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_wa_race__slow__frame *f = (void *)self;
    if (self->state == 1) goto resume_1; // 10: sleep(1s)
    if (self->state == 2) goto resume_2; // 12: sleep(10ms)
    sley_starts(self);

    // 9 | try {
    // 10 | await sleep(1s)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, 1000000000);
    if (st == SLEY_PENDING) return st;
resume_1: sley_note_failure(task, self, st);
    st = sley_unwind_enter(task, &f->u_2, st);
    // 12 | await sleep(10ms)
    st = sley_sleep(task, sley_at(self, 2), &f->a2, 10000000);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_3;
    // 13 | print("slow cleaned up")
    SLEY_PRINT(SLEY_LIT("slow cleaned up"));
leave_3:
    st = sley_unwind_leave(task, &f->u_2, st);
    if (st != SLEY_OK) return st;
    // 15 | return "slow"
    f->result = &k_slow;
    return SLEY_OK;
}

// async fn main() throws
// wa-race.sley:18, frame 240 bytes

typedef struct m_wa_race__main__frame {
    sley_frame base;
    struct { sley_gather_area all; sley_gather_part part[2]; } a1; // 19: race
} m_wa_race__main__frame;

SLEY_FN(m_wa_race__main, "wa_race.main", "wa-race.sley", 18, 240,
    {19, 1, 0, "race"},
    {20, 2, 0, "fast()"},
    {23, 3, 0, "slow()"});

static sley_status m_wa_race__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_wa_race__main__frame *f = (void *)self;
    const sley_site *sites = m_wa_race__main__sites;
    if (sley_resumes(self)) goto resume_1; // 19: race

    // 19 | await race {
    sley_task *t_task = m_wa_race__fast__spawn(task, NULL, &sites[2]);
    sley_task *t2_task = m_wa_race__slow__spawn(task, NULL, &sites[3]);
    f->a1.part[0].item = SLEY_AWAITABLE(t_task);
    f->a1.part[1].item = SLEY_AWAITABLE(t2_task);
    st = sley_race(task, sley_at(self, 1), &f->a1.all, f->a1.part, 2);
resume_1: if (sley_stops(task, self, st)) return st;
    switch (task->won) {
    case 0: {
        // 20 | case let value = fast() {
        sley_str *t_text = NULL;
        sley_gather_take(&f->a1.part[0], &t_text);
        sley_str *v_value = t_text;
        // 21 | print("winner {value}")
        SLEY_PRINT(SLEY_LIT("winner "), SLEY_STR(v_value));
        sley_str_release(v_value);
        break;
    }
    case 1:
    default: {
        // 23 | case let value = slow() {
        sley_str *t2_text = NULL;
        sley_gather_take(&f->a1.part[1], &t2_text);
        sley_str *v2_value = t2_text;
        // 24 | print("winner {value}")
        SLEY_PRINT(SLEY_LIT("winner "), SLEY_STR(v2_value));
        sley_str_release(v2_value);
        break;
    }
    }
    return SLEY_OK;
}

SLEY_MAIN(m_wa_race__main, NULL)
