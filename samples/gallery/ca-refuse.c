// Generated from ca-refuse.sley. Do not edit.

#include "sley.h"

// async fn stubborn() -> str
// ca-refuse.sley:3, frame 56 bytes

typedef struct m_ca_refuse__stubborn__frame {
    sley_frame base;
    sley_str *result;
    union { sley_wait a1; } await;  // 5: sleep(1s)
} m_ca_refuse__stubborn__frame;

SLEY_STR_LIT(m_ca_refuse__stubborn__text_1, "refused");
SLEY_STR_LIT(m_ca_refuse__stubborn__text_2, "slept");

static const sley_site m_ca_refuse__stubborn__sites[] = {
    {3, 0, 0, SLEY_NAMED("ca_refuse.stubborn", "ca-refuse.sley")}, {5, 1, 0, "sleep(1s)"}};
SLEY_FN_RESULT(m_ca_refuse__stubborn, 56, sley_type_str, SLEY_UNTRACED);

static SLEY_BEGIN0(m_ca_refuse__stubborn)

static sley_status m_ca_refuse__stubborn__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ca_refuse__stubborn__frame *f = (m_ca_refuse__stubborn__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 5: sleep(1s)
    default: sley_bad_state(self);
    }

    // 4 | try {
    // 5 | await sleep(1s)
    self->state = 1;
    st = sley_sleep(task, self, &f->await.a1, 1000000000);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_2;
leave_2:
    if (st == SLEY_CANCELLED) {
        st = SLEY_OK;
        // 6 | } catch Cancelled {
        // 7 | uncancel()
        sley_uncancel(task);
        // 8 | return "refused"
        f->result = &m_ca_refuse__stubborn__text_1;
        return SLEY_OK;
    }
    if (st != SLEY_OK) return st;
    // 10 | return "slept"
    f->result = &m_ca_refuse__stubborn__text_2;
    return SLEY_OK;
}

// async fn main() throws
// ca-refuse.sley:13, frame 96 bytes

typedef struct m_ca_refuse__main__frame {
    sley_frame base;
    sley_task *v_t;                 // 14: live across 1, 2
    union {
        sley_wait a1;               // 15: sleep(0s)
        struct { sley_waiter wait; sley_str *v; } a2; // 17: t
    } await;
} m_ca_refuse__main__frame;

static const sley_site m_ca_refuse__main__sites[] = {
    {13, 0, 0, SLEY_NAMED("ca_refuse.main", "ca-refuse.sley")}, {15, 1, 0, "sleep(0s)"},
    {17, 2, 0, "t"}, {14, 3, 0, "stubborn()"}};
static const sley_trace m_ca_refuse__main__trace[] = {
    SLEY_VAR(m_ca_refuse__main, v_t, "t", sley_type_task, 0x06)};
SLEY_FN(m_ca_refuse__main, 96, SLEY_TRACED);

static sley_status m_ca_refuse__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ca_refuse__main__frame *f = (m_ca_refuse__main__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 15: sleep(0s)
    case 2: goto resume_2;          // 17: t
    default: sley_bad_state(self);
    }

    // 14 | let t = spawn stubborn()
    sley_task *t_0 = sley_task_new(task, &m_ca_refuse__stubborn__fn, &m_ca_refuse__main__sites[3]);
    m_ca_refuse__stubborn__begin(sley_task_frame(t_0), NULL);
    f->v_t = sley_task_start(t_0, NULL);
    // 15 | await sleep(0s)
    self->state = 1;
    st = sley_sleep(task, self, &f->await.a1, 0);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    // 16 | print("{t.cancel()} {t.cancelled()} {t.done()}")
    bool t_3 = sley_task_cancel(f->v_t, NULL);
    bool t_4 = sley_task_cancelled(f->v_t);
    bool t_5 = sley_task_done(f->v_t);
    sley_print(SLEY_PARTS(SLEY_BOOL(t_3), SLEY_LIT(" "), SLEY_BOOL(t_4), SLEY_LIT(" "),
                          SLEY_BOOL(t_5)));
    // 17 | let value = await t
    self->state = 2;
    st = sley_task_await(task, self, &f->await.a2.wait, f->v_t, &f->await.a2.v);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_1;
    sley_str *v_value = f->await.a2.v;
    // 18 | print("{value} {t.cancelled()}")
    bool t_9 = sley_task_cancelled(f->v_t);
    sley_print(SLEY_PARTS(SLEY_STR(v_value), SLEY_LIT(" "), SLEY_BOOL(t_9)));
    sley_task_drop(&f->v_t);
    sley_str_release(v_value);

leave_1:
    sley_task_release(f->v_t);
    return st;
}

SLEY_MAIN(m_ca_refuse__main, NULL)
