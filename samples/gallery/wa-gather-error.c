// Generated from wa-gather-error.sley. Do not edit.

#include "sley.h"

static const sley_type sley_type_list__str = SLEY_LIST_TYPE("list[str]");

typedef struct m_wa_gather_error__Bad {
    sley_error base;
    sley_str *f_message;
} m_wa_gather_error__Bad;

static SLEY_ERROR_TYPE(m_wa_gather_error__Bad, "Bad", NULL,
    {"message", offsetof(m_wa_gather_error__Bad, f_message), &sley_type_str});

static sley_error *m_wa_gather_error__Bad__new(sley_str *f_message)
{
    m_wa_gather_error__Bad *e =
            (m_wa_gather_error__Bad *)sley_error_new(&m_wa_gather_error__Bad__type);
    e->f_message = f_message;
    return &e->base;
}

// async fn ok(log: list[str])
// wa-gather-error.sley:5, frame 56 bytes

typedef struct m_wa_gather_error__ok__frame {
    sley_frame base;
    sley_list *a_log;               // borrowed
    union { sley_wait a1; } await;  // 6: sleep(50ms)
} m_wa_gather_error__ok__frame;

SLEY_STR_LIT(m_wa_gather_error__ok__text_1, "ok ran");

static const sley_site m_wa_gather_error__ok__sites[] = {
    {5, 0, 0, SLEY_NAMED("wa_gather_error.ok", "wa-gather-error.sley")}, {6, 1, 0, "sleep(50ms)"}};
static const sley_trace m_wa_gather_error__ok__trace[] = {
    SLEY_PARAM(m_wa_gather_error__ok, a_log, "log", sley_type_list__str)};
SLEY_FN(m_wa_gather_error__ok, 56, SLEY_OWNING);

static SLEY_BEGIN1(m_wa_gather_error__ok, sley_list *, a_log)

static sley_status m_wa_gather_error__ok__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_wa_gather_error__ok__frame *f = (m_wa_gather_error__ok__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 6: sleep(50ms)
    default: sley_bad_state(self);
    }

    // 6 | await sleep(50ms)
    self->state = 1;
    st = sley_sleep(task, self, &f->await.a1, 50000000);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) return st;
    // 7 | log.append("ok ran")
    sley_list_append(f->a_log, &(sley_str *){&m_wa_gather_error__ok__text_1});
    return SLEY_OK;
}

// async fn bad() throws Bad
// wa-gather-error.sley:10, frame 24 bytes

typedef struct m_wa_gather_error__bad__frame {
    sley_frame base;
} m_wa_gather_error__bad__frame;

SLEY_STR_LIT(m_wa_gather_error__bad__text_1, "x");

static const sley_site m_wa_gather_error__bad__sites[] = {
    {10, 0, 0, SLEY_NAMED("wa_gather_error.bad", "wa-gather-error.sley")},
    {11, 1, 0, "throw Bad"}};
SLEY_FN(m_wa_gather_error__bad, 24, SLEY_UNTRACED);

static SLEY_BEGIN0(m_wa_gather_error__bad)

static sley_status m_wa_gather_error__bad__resume(sley_task *task, sley_frame *self, sley_status st)
{
    (void)self;
    (void)st;
    // 11 | throw Bad(message: "x")
    return sley_throw(task, &m_wa_gather_error__bad__sites[1],
                      m_wa_gather_error__Bad__new(&m_wa_gather_error__bad__text_1));
}

// async fn main() throws
// wa-gather-error.sley:14, frame 248 bytes

typedef struct m_wa_gather_error__main__frame {
    sley_frame base;
    sley_list *v_log;               // 15: live across 1, 2
    union {
        struct { sley_gather_area all; sley_gather_part part[2]; } a1; // 17: gather(ok(log), bad())
        sley_wait a2;               // 21: sleep(100ms)
    } await;
} m_wa_gather_error__main__frame;

static const sley_site m_wa_gather_error__main__sites[] = {
    {14, 0, 0, SLEY_NAMED("wa_gather_error.main", "wa-gather-error.sley")},
    {17, 1, 0, "gather(ok(log), bad())"}, {21, 2, 0, "sleep(100ms)"}, {17, 3, 0, "ok(log)"},
    {17, 4, 0, "bad()"}};
static const sley_trace m_wa_gather_error__main__trace[] = {
    SLEY_VAR(m_wa_gather_error__main, v_log, "log", sley_type_list__str, 0x06)};
SLEY_FN(m_wa_gather_error__main, 248, SLEY_TRACED);

static sley_status m_wa_gather_error__main__resume(sley_task *task, sley_frame *self,
                                                   sley_status st)
{
    m_wa_gather_error__main__frame *f = (m_wa_gather_error__main__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 17: gather(ok(log), bad())
    case 2: goto resume_2;          // 21: sleep(100ms)
    default: sley_bad_state(self);
    }

    // 15 | let log: list[str] = []
    f->v_log = sley_list_new(&sley_type_str, 0);
    // 16 | try {
    // 17 | await gather(ok(log), bad())
    sley_task *t_2 = sley_task_new(task, &m_wa_gather_error__ok__fn,
                                   &m_wa_gather_error__main__sites[3]);
    m_wa_gather_error__ok__begin(sley_task_frame(t_2), NULL, sley_list_retain(f->v_log));
    sley_task_start(t_2, NULL);
    sley_task *t_3 = sley_task_new(task, &m_wa_gather_error__bad__fn,
                                   &m_wa_gather_error__main__sites[4]);
    m_wa_gather_error__bad__begin(sley_task_frame(t_3), NULL);
    sley_task_start(t_3, NULL);
    f->await.a1.part[0].item = SLEY_AWAITABLE(t_2);
    f->await.a1.part[1].item = SLEY_AWAITABLE(t_3);
    self->state = 1;
    st = sley_gather(task, self, &f->await.a1.all, f->await.a1.part, 2);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_2;
    sley_gather_take(&f->await.a1.part[0], NULL);
    sley_gather_take(&f->await.a1.part[1], NULL);
leave_2:
    if (st == SLEY_ERROR && sley_catches(task, &m_wa_gather_error__Bad__type)) {
        st = SLEY_OK;
        // 18 | } catch e: Bad {
        sley_error *v_e = sley_catch(task);
        // 19 | print("caught {e} {log}")
        sley_print(SLEY_PARTS(SLEY_LIT("caught "), SLEY_VAL(sley_type_error, &v_e), SLEY_LIT(" "),
                              SLEY_VAL(sley_type_list__str, &f->v_log)));
        sley_error_release(v_e);
    }
    if (st != SLEY_OK) goto leave_1;
    // 21 | await sleep(100ms)
    self->state = 2;
    st = sley_sleep(task, self, &f->await.a2, 100000000);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_1;
    // 22 | print(log)
    sley_print(SLEY_PARTS(SLEY_VAL(sley_type_list__str, &f->v_log)));

leave_1:
    sley_list_release(f->v_log);
    return st;
}

SLEY_MAIN(m_wa_gather_error__main, NULL)
