// Generated from wa-gather-error.sley. Do not edit.

#include "sley.h"

static const sley_type sley_type_list__str = SLEY_LIST_TYPE("list[str]");

typedef struct m_wa_gather_error__Bad {
    sley_error base;
    sley_str *f_message;
} m_wa_gather_error__Bad;

static SLEY_ERROR_TYPE(m_wa_gather_error__Bad, "Bad", NULL,
    {"message", offsetof(m_wa_gather_error__Bad, f_message), &sley_type_str});

static SLEY_NEW_ERROR1(m_wa_gather_error__Bad, sley_str *, f_message)

SLEY_STR_LIT(k_ok_ran, "ok ran");
SLEY_STR_LIT(k_x, "x");

// async fn ok(log: list[str])
// wa-gather-error.sley:5, frame 56 bytes

typedef struct m_wa_gather_error__ok__frame {
    sley_frame base;
    sley_list *a_log;               // borrowed
    sley_wait a1;                   // 6: sleep(50ms)
} m_wa_gather_error__ok__frame;

SLEY_OWNED(m_wa_gather_error__ok, (a_log, sley_type_list__str));
SLEY_TASK_FN(m_wa_gather_error__ok, "wa_gather_error.ok", "wa-gather-error.sley", 5, 56,
    {6, 1, 0, "sleep(50ms)"});

static SLEY_SPAWN1(m_wa_gather_error__ok, sley_list *, a_log)

static sley_status m_wa_gather_error__ok__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_wa_gather_error__ok__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 6: sleep(50ms)

    // 6 | await sleep(50ms)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, 50000000);
resume_1: if (sley_stops(task, self, st)) return st;
    // 7 | log.append("ok ran")
    sley_list_append(f->a_log, &(sley_str *){&k_ok_ran});
    return SLEY_OK;
}

// async fn bad() throws Bad
// wa-gather-error.sley:10, frame 24 bytes

typedef struct m_wa_gather_error__bad__frame {
    sley_frame base;
} m_wa_gather_error__bad__frame;

SLEY_FN(m_wa_gather_error__bad, "wa_gather_error.bad", "wa-gather-error.sley", 10, 24,
    {11, 1, 0, "throw Bad"});

static SLEY_SPAWN0(m_wa_gather_error__bad)

static sley_status m_wa_gather_error__bad__resume(sley_task *task, sley_frame *self, sley_status st)
{
    const sley_site *sites = m_wa_gather_error__bad__sites;
    (void)self, (void)st;
    // 11 | throw Bad(message: "x")
    return sley_throw(task, &sites[1], m_wa_gather_error__Bad__new(&k_x));
}

// async fn main() throws
// wa-gather-error.sley:14, frame 248 bytes

typedef struct m_wa_gather_error__main__frame {
    sley_frame base;
    sley_list *v_log;               // 15: live across 1, 2
    union {
        struct { sley_gather_area all; sley_gather_part part[2]; } a1; // 17: gather(ok(log), bad())
        sley_wait a2;               // 21: sleep(100ms)
    };
} m_wa_gather_error__main__frame;

SLEY_FN(m_wa_gather_error__main, "wa_gather_error.main", "wa-gather-error.sley", 14, 248,
    {17, 1, 0, "gather(ok(log), bad())"},
    {21, 2, 0, "sleep(100ms)"},
    {17, 3, 0, "ok(log)"}, {17, 4, 0, "bad()"});

static sley_status m_wa_gather_error__main__resume(sley_task *task, sley_frame *self,
                                                   sley_status st)
{
    m_wa_gather_error__main__frame *f = (void *)self;
    const sley_site *sites = m_wa_gather_error__main__sites;
    if (self->state == 1) goto resume_1; // 17: gather(ok(log), bad())
    if (self->state == 2) goto resume_2; // 21: sleep(100ms)
    sley_starts(self);

    // 15 | let log: list[str] = []
    f->v_log = sley_list_new(&sley_type_str, 0);
    // 16 | try {
    // 17 | await gather(ok(log), bad())
    sley_task *t_task = m_wa_gather_error__ok__spawn(task, NULL, &sites[3],
                                                     sley_list_retain(f->v_log));
    sley_task *t2_task = m_wa_gather_error__bad__spawn(task, NULL, &sites[4]);
    f->a1.part[0].item = SLEY_AWAITABLE(t_task);
    f->a1.part[1].item = SLEY_AWAITABLE(t2_task);
    st = sley_gather(task, sley_at(self, 1), &f->a1.all, f->a1.part, 2);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_2;
    sley_gather_take(&f->a1.part[0], NULL);
    sley_gather_take(&f->a1.part[1], NULL);
leave_2:
    if (st == SLEY_ERROR) {
        st = SLEY_OK;
        // 18 | } catch e: Bad {
        sley_error *v_e = sley_catch(task);
        // 19 | print("caught {e} {log}")
        SLEY_PRINT(SLEY_LIT("caught "), SLEY_VAL(sley_type_error, &v_e), SLEY_LIT(" "),
                   SLEY_VAL(sley_type_list__str, &f->v_log));
        sley_error_release(v_e);
    }
    if (st != SLEY_OK) goto leave_1;
    // 21 | await sleep(100ms)
    st = sley_sleep(task, sley_at(self, 2), &f->a2, 100000000);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_1;
    // 22 | print(log)
    SLEY_PRINT(SLEY_VAL(sley_type_list__str, &f->v_log));

leave_1:
    sley_list_release(f->v_log);
    return st;
}

SLEY_MAIN(m_wa_gather_error__main, NULL)
