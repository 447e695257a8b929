// Generated from ca-refuse.sley. Do not edit.

#include "sley.h"

SLEY_STR_LIT(k_refused, "refused");
SLEY_STR_LIT(k_slept, "slept");

// async fn stubborn() -> str
// ca-refuse.sley:3, frame 56 bytes

typedef struct m_ca_refuse__stubborn__frame {
    sley_frame base;
    sley_str *result;
    sley_wait a1;                   // 5: sleep(1s)
} m_ca_refuse__stubborn__frame;

SLEY_FN_RESULT(m_ca_refuse__stubborn, "ca_refuse.stubborn", "ca-refuse.sley", 3, 56, sley_type_str,
    {5, 1, 0, "sleep(1s)"});

static SLEY_SPAWN0(m_ca_refuse__stubborn)

static sley_status m_ca_refuse__stubborn__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ca_refuse__stubborn__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 5: sleep(1s)

    // 4 | try {
    // 5 | await sleep(1s)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, 1000000000);
    if (st == SLEY_PENDING) return st;
resume_1: sley_note_failure(task, self, st);
    if (st == SLEY_CANCELLED) {
        st = SLEY_OK;
        // 6 | } catch Cancelled {
        // 7 | uncancel()
        sley_uncancel(task);
        // 8 | return "refused"
        f->result = &k_refused;
        return SLEY_OK;
    }
    if (st != SLEY_OK) return st;
    // 10 | return "slept"
    f->result = &k_slept;
    return SLEY_OK;
}

// async fn main() throws
// ca-refuse.sley:13, frame 96 bytes

typedef struct m_ca_refuse__main__frame {
    sley_frame base;
    sley_task *v_t;                 // 14: live across 1, 2
    union { sley_wait a1; struct { sley_waiter wait; sley_str *v; } a2; }; // 15, 17
} m_ca_refuse__main__frame;

SLEY_FN(m_ca_refuse__main, "ca_refuse.main", "ca-refuse.sley", 13, 96,
    {15, 1, 0, "sleep(0s)"},
    {17, 2, 0, "t"},
    {14, 3, 0, "stubborn()"});

static sley_status m_ca_refuse__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ca_refuse__main__frame *f = (void *)self;
    const sley_site *sites = m_ca_refuse__main__sites;
    if (self->state == 1) goto resume_1; // 15: sleep(0s)
    if (self->state == 2) goto resume_2; // 17: t
    sley_starts(self);

    // 14 | let t = spawn stubborn()
    f->v_t = m_ca_refuse__stubborn__spawn(task, NULL, &sites[3]);
    // 15 | await sleep(0s)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, 0);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    // 16 | print("{t.cancel()} {t.cancelled()} {t.done()}")
    bool t_cancel = sley_task_cancel(f->v_t, NULL);
    SLEY_PRINT(SLEY_BOOL(t_cancel), SLEY_LIT(" "), SLEY_BOOL(sley_task_cancelled(f->v_t)),
               SLEY_LIT(" "), SLEY_BOOL(sley_task_done(f->v_t)));
    // 17 | let value = await t
    st = sley_task_await(task, sley_at(self, 2), &f->a2.wait, f->v_t, &f->a2.v);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_1;
    sley_str *v_value = f->a2.v;
    // 18 | print("{value} {t.cancelled()}")
    SLEY_PRINT(SLEY_STR(v_value), SLEY_LIT(" "), SLEY_BOOL(sley_task_cancelled(f->v_t)));
    sley_str_release(v_value);

leave_1:
    sley_task_release(f->v_t);
    return st;
}

SLEY_MAIN(m_ca_refuse__main, NULL)
