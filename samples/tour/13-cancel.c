// Generated from 13-cancel.sley. Do not edit.

#include "sley.h"

static const sley_type sley_type_list__str = SLEY_LIST_TYPE("list[str]");

// async fn download(name: str, takes: duration, log: list[str]) -> str throws
// 13-cancel.sley:4, frame 80 bytes

typedef struct m_m13_cancel__download__frame {
    sley_frame base;
    sley_str *a_name;               // borrowed
    sley_duration a_takes;
    sley_list *a_log;               // borrowed
    sley_str *result;
    union { sley_wait a1; } await;  // 7: sleep(takes)
} m_m13_cancel__download__frame;

static const sley_site m_m13_cancel__download__sites[] = {
    {4, 0, 0, SLEY_NAMED("m13_cancel.download", "13-cancel.sley")}, {7, 1, 0, "sleep(takes)"}};
static const sley_trace m_m13_cancel__download__trace[] = {
    SLEY_PARAM(m_m13_cancel__download, a_name, "name", sley_type_str),
    SLEY_PARAM(m_m13_cancel__download, a_takes, "takes", sley_type_duration),
    SLEY_PARAM(m_m13_cancel__download, a_log, "log", sley_type_list__str)};
SLEY_FN_RESULT(m_m13_cancel__download, 80, sley_type_str, SLEY_OWNING);

static SLEY_BEGIN3(m_m13_cancel__download, sley_str *, a_name, sley_duration, a_takes, sley_list *,
                   a_log)

static inline sley_status m_m13_cancel__download__resume(sley_task *task, sley_frame *self,
                                                         sley_status st)
{
    m_m13_cancel__download__frame *f = (m_m13_cancel__download__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 7: sleep(takes)
    default: sley_bad_state(self);
    }

    // 6 | try {
    // 7 | await sleep(takes)
    self->state = 1;
    st = sley_sleep(task, self, &f->await.a1, f->a_takes);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_3;
leave_3:
    if (st == SLEY_CANCELLED) {
        st = SLEY_OK;
        // 8 | } catch Cancelled {
        // 9 | log.append("{name}: stopped")
        sley_list_append(f->a_log,
                &(sley_str *){sley_format(SLEY_PARTS(SLEY_STR(f->a_name), SLEY_LIT(": stopped")))});
        // 10 | throw
        st = SLEY_CANCELLED;
        goto leave_2;
    }
    if (st != SLEY_OK) goto leave_2;
    // 12 | return "{name}: {takes}"
    f->result = sley_format(SLEY_PARTS(SLEY_STR(f->a_name), SLEY_LIT(": "),
                                       SLEY_DURATION(f->a_takes)));

leave_2:
    // 5 | defer log.append("{name}: connection closed")
    sley_list_append(f->a_log,
                     &(sley_str *){sley_format(SLEY_PARTS(SLEY_STR(f->a_name),
                                                          SLEY_LIT(": connection closed")))});
    return st;
}

// async fn with_limit(takes: duration, log: list[str]) -> str
// 13-cancel.sley:15, frame 176 bytes

typedef struct m_m13_cancel__with_limit__frame {
    sley_frame base;
    sley_duration a_takes;
    sley_list *a_log;               // borrowed
    sley_str *result;
    sley_timeout s_3;               // 17
    union { m_m13_cancel__download__frame a1; } await; // 18: download("limited", takes, log..
} m_m13_cancel__with_limit__frame;

SLEY_STR_LIT(m_m13_cancel__with_limit__text_1, "limited");
SLEY_STR_LIT(m_m13_cancel__with_limit__text_2, "too slow");

static const sley_site m_m13_cancel__with_limit__sites[] = {
    {15, 0, 0, SLEY_NAMED("m13_cancel.with_limit", "13-cancel.sley")},
    {18, 1, SLEY_CHILD(m_m13_cancel__with_limit, await.a1),
     "download(\042limited\042, takes, log.."},
    {17, 2, 0, "timeout"}};
static const sley_trace m_m13_cancel__with_limit__trace[] = {
    SLEY_PARAM(m_m13_cancel__with_limit, a_takes, "takes", sley_type_duration),
    SLEY_PARAM(m_m13_cancel__with_limit, a_log, "log", sley_type_list__str)};
SLEY_FN_RESULT(m_m13_cancel__with_limit, 176, sley_type_str, SLEY_TRACED);

static SLEY_BEGIN2(m_m13_cancel__with_limit, sley_duration, a_takes, sley_list *, a_log)

static inline sley_status m_m13_cancel__with_limit__resume(sley_task *task, sley_frame *self,
                                                           sley_status st)
{
    m_m13_cancel__with_limit__frame *f = (m_m13_cancel__with_limit__frame *)self;
    int32_t next_3 = 0;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 18: download("limited", takes, log..
    default: sley_bad_state(self);
    }

    // 16 | try {
    // 17 | await timeout(50ms) {
    st = sley_timeout_enter(task, &f->s_3, 50000000);
    if (sley_failed_at(task, &m_m13_cancel__with_limit__sites[2], st)) goto leave_2;
    next_3 = 0;
    // 18 | return await download("limited", takes, log)
    m_m13_cancel__download__begin(&f->await.a1, self, &m_m13_cancel__with_limit__text_1,
                                  f->a_takes, f->a_log);
    self->state = 1;
    st = m_m13_cancel__download__resume(task, &f->await.a1.base, SLEY_OK);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_3;
    f->result = f->await.a1.result;
    next_3 = 3;
    goto leave_3;

leave_3:
    st = sley_timeout_leave(task, &f->s_3, st);
    if (sley_failed_at(task, &m_m13_cancel__with_limit__sites[2], st)) goto leave_2;
    if (next_3 == 3) {
        return SLEY_OK;
    }
leave_2:
    if (st == SLEY_ERROR && sley_catches(task, &sley_error_timeout)) {
        st = SLEY_OK;
        sley_error_release(sley_catch(task));
        // 20 | } catch Timeout {
        // 21 | return "too slow"
        f->result = &m_m13_cancel__with_limit__text_2;
    } else if (st == SLEY_ERROR) {
        st = SLEY_OK;
        // 22 | } catch e {
        sley_error *v_e = sley_catch(task);
        // 23 | return "failed: {e}"
        sley_str *t_1 = sley_format(SLEY_PARTS(SLEY_LIT("failed: "),
                                               SLEY_VAL(sley_type_error, &v_e)));
        sley_error_release(v_e);
        f->result = t_1;
    }
    if (st != SLEY_OK) return st;
    return SLEY_OK;
}

// async fn fastest(log: list[str]) -> str throws
// 13-cancel.sley:27, frame 264 bytes

typedef struct m_m13_cancel__fastest__frame {
    sley_frame base;
    sley_list *a_log;               // borrowed
    sley_str *result;
    sley_str *v_winner;             // 28: live across 1
    union { struct { sley_gather_area all; sley_gather_part part[2]; } a1; } await; // 29: race
} m_m13_cancel__fastest__frame;

SLEY_STR_LIT(m_m13_cancel__fastest__text_1, "near");
SLEY_STR_LIT(m_m13_cancel__fastest__text_2, "far");

static const sley_site m_m13_cancel__fastest__sites[] = {
    {27, 0, 0, SLEY_NAMED("m13_cancel.fastest", "13-cancel.sley")}, {29, 1, 0, "race"},
    {30, 2, 0, "download(\042near\042, 10ms, log)"},
    {31, 3, 0, "download(\042far\042, 90ms, log)"}};
static const sley_trace m_m13_cancel__fastest__trace[] = {
    SLEY_PARAM(m_m13_cancel__fastest, a_log, "log", sley_type_list__str),
    SLEY_VAR(m_m13_cancel__fastest, v_winner, "winner", sley_type_str, 0x02)};
SLEY_FN_RESULT(m_m13_cancel__fastest, 264, sley_type_str, SLEY_TRACED);

static SLEY_BEGIN1(m_m13_cancel__fastest, sley_list *, a_log)

static sley_status m_m13_cancel__fastest__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_m13_cancel__fastest__frame *f = (m_m13_cancel__fastest__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 29: race
    default: sley_bad_state(self);
    }
    f->v_winner = NULL;

    // 28 | var winner = ""
    f->v_winner = &sley_str_empty;
    // 29 | await race {
    sley_task *t_1 = sley_task_new(task, &m_m13_cancel__download__fn,
                                   &m_m13_cancel__fastest__sites[2]);
    m_m13_cancel__download__begin(sley_task_frame(t_1), NULL, &m_m13_cancel__fastest__text_1,
                                  10000000, sley_list_retain(f->a_log));
    sley_task_start(t_1, NULL);
    sley_task *t_2 = sley_task_new(task, &m_m13_cancel__download__fn,
                                   &m_m13_cancel__fastest__sites[3]);
    m_m13_cancel__download__begin(sley_task_frame(t_2), NULL, &m_m13_cancel__fastest__text_2,
                                  90000000, sley_list_retain(f->a_log));
    sley_task_start(t_2, NULL);
    f->await.a1.part[0].item = SLEY_AWAITABLE(t_1);
    f->await.a1.part[1].item = SLEY_AWAITABLE(t_2);
    self->state = 1;
    st = sley_race(task, self, &f->await.a1.all, f->await.a1.part, 2);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    switch (task->won) {
    case 0: {
        // 30 | case let a = download("near", 10ms, log) { winner = a }
        sley_str *t_4 = NULL;
        sley_gather_take(&f->await.a1.part[0], &t_4);
        sley_str *v_a = t_4;
        sley_str_assign(&f->v_winner, v_a);
        break;
    }
    case 1:
    default: {
        // 31 | case let b = download("far", 90ms, log) { winner = b }
        sley_str *t_7 = NULL;
        sley_gather_take(&f->await.a1.part[1], &t_7);
        sley_str *v_b = t_7;
        sley_str_assign(&f->v_winner, v_b);
        break;
    }
    }
    // 33 | return winner
    f->result = sley_str_take(&f->v_winner);

leave_1:
    sley_str_release(f->v_winner);
    return st;
}

// async fn main() throws
// 13-cancel.sley:36, frame 312 bytes

typedef struct m_m13_cancel__main__frame {
    sley_frame base;
    sley_list *v_log;               // 37: live across 1, 2, 3, 4 ..
    sley_task *v_t;                 // 40: live across 4, 5
    sley_str *t_t;                  // 38: live across 2
    union {
        m_m13_cancel__with_limit__frame a1; // 38: with_limit(20ms, log)
        m_m13_cancel__with_limit__frame a2; // 38: with_limit(80ms, log)
        m_m13_cancel__fastest__frame a3; // 39: fastest(log)
        sley_wait a4;               // 41: sleep(1ms)
        struct { sley_waiter wait; sley_str *v; } a5; // 44: t
    } await;
} m_m13_cancel__main__frame;

SLEY_STR_LIT(m_m13_cancel__main__text_1, "long");
SLEY_STR_LIT(m_m13_cancel__main__text_2, "not needed any more");

static const sley_site m_m13_cancel__main__sites[] = {
    {36, 0, 0, SLEY_NAMED("m13_cancel.main", "13-cancel.sley")},
    {38, 1, SLEY_CHILD(m_m13_cancel__main, await.a1), "with_limit(20ms, log)"},
    {38, 2, SLEY_CHILD(m_m13_cancel__main, await.a2), "with_limit(80ms, log)"},
    {39, 3, SLEY_CHILD(m_m13_cancel__main, await.a3), "fastest(log)"}, {41, 4, 0, "sleep(1ms)"},
    {44, 5, 0, "t"}, {40, 6, 0, "download(\042long\042, 1h, log)"}};
static const sley_trace m_m13_cancel__main__trace[] = {
    SLEY_VAR(m_m13_cancel__main, v_log, "log", sley_type_list__str, 0x3e),
    SLEY_VAR(m_m13_cancel__main, v_t, "t", sley_type_task, 0x30)};
SLEY_FN(m_m13_cancel__main, 312, SLEY_TRACED);

static sley_status m_m13_cancel__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_m13_cancel__main__frame *f = (m_m13_cancel__main__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 38: with_limit(20ms, log)
    case 2: goto resume_2;          // 38: with_limit(80ms, log)
    case 3: goto resume_3;          // 39: fastest(log)
    case 4: goto resume_4;          // 41: sleep(1ms)
    case 5: goto resume_5;          // 44: t
    default: sley_bad_state(self);
    }
    f->v_t = NULL;
    f->t_t = NULL;

    // 37 | let log: list[str] = []
    f->v_log = sley_list_new(&sley_type_str, 0);
    // 38 | print(await with_limit(20ms, log), "/", await with_limit(80ms, log))
    m_m13_cancel__with_limit__begin(&f->await.a1, self, 20000000, f->v_log);
    self->state = 1;
    st = m_m13_cancel__with_limit__resume(task, &f->await.a1.base, SLEY_OK);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    f->t_t = f->await.a1.result;
    m_m13_cancel__with_limit__begin(&f->await.a2, self, 80000000, f->v_log);
    self->state = 2;
    st = m_m13_cancel__with_limit__resume(task, &f->await.a2.base, SLEY_OK);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_1;
    sley_str *t2_t = f->await.a2.result;
    sley_print(SLEY_PARTS(SLEY_STR(f->t_t), SLEY_LIT(" / "), SLEY_STR(t2_t)));
    sley_str_drop(&f->t_t);
    sley_str_release(t2_t);
    // 39 | print(await fastest(log))
    m_m13_cancel__fastest__begin(&f->await.a3, self, f->v_log);
    self->state = 3;
    st = m_m13_cancel__fastest__resume(task, &f->await.a3.base, SLEY_OK);
    if (st == SLEY_PENDING) return st;
resume_3: if (sley_failed(task, self, st)) goto leave_1;
    sley_str *t3_t = f->await.a3.result;
    sley_print(SLEY_PARTS(SLEY_STR(t3_t)));
    sley_str_release(t3_t);
    // 40 | let t = spawn download("long", 1h, log)
    sley_task *t_7 = sley_task_new(task, &m_m13_cancel__download__fn,
                                   &m_m13_cancel__main__sites[6]);
    m_m13_cancel__download__begin(sley_task_frame(t_7), NULL, &m_m13_cancel__main__text_1,
                                  3600000000000, sley_list_retain(f->v_log));
    f->v_t = sley_task_start(t_7, NULL);
    // 41 | await sleep(1ms)
    self->state = 4;
    st = sley_sleep(task, self, &f->await.a4, 1000000);
    if (st == SLEY_PENDING) return st;
resume_4: if (sley_failed(task, self, st)) goto leave_1;
    // 42 | t.cancel("not needed any more")
    sley_task_cancel(f->v_t, &m_m13_cancel__main__text_2);
    // 43 | try {
    // 44 | print(await t)
    self->state = 5;
    st = sley_task_await(task, self, &f->await.a5.wait, f->v_t, &f->await.a5.v);
    if (st == SLEY_PENDING) return st;
resume_5: if (sley_failed(task, self, st)) goto leave_2;
    sley_str *t4_t = f->await.a5.v;
    sley_print(SLEY_PARTS(SLEY_STR(t4_t)));
    sley_str_release(t4_t);
leave_2:
    if (st == SLEY_CANCELLED) {
        st = SLEY_OK;
        // 45 | } catch Cancelled {
        // 46 | print("cancelled:", t.cancelled(), t.state)
        bool t_13 = sley_task_cancelled(f->v_t);
        sley_str *t5_t = sley_task_state(f->v_t);
        sley_print(SLEY_PARTS(SLEY_LIT("cancelled: "), SLEY_BOOL(t_13), SLEY_LIT(" "),
                              SLEY_STR(t5_t)));
        sley_str_release(t5_t);
    }
    if (st != SLEY_OK) goto leave_1;
    // 48 | for line in log { print(line) }
    for (int64_t t_index = 0; t_index < f->v_log->len; t_index++) {
        sley_str *v_line = sley_str_retain(SLEY_NTH(sley_str *, f->v_log, t_index));
        sley_print(SLEY_PARTS(SLEY_STR(v_line)));
        sley_str_release(v_line);
    }

leave_1:
    sley_str_release(f->t_t);
    sley_task_release(f->v_t);
    sley_list_release(f->v_log);
    return st;
}

SLEY_MAIN(m_m13_cancel__main, NULL)
