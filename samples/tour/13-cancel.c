// Generated from 13-cancel.sley. Do not edit.

#include "sley.h"

static const sley_type sley_type_list__str = SLEY_LIST_TYPE("list[str]");

SLEY_STR_LIT(k_limited, "limited");
SLEY_STR_LIT(k_too_slow, "too slow");
SLEY_STR_LIT(k_near, "near");
SLEY_STR_LIT(k_far, "far");
SLEY_STR_LIT(k_long, "long");
SLEY_STR_LIT(k_not_needed_any_more, "not needed any more");

// async fn download(name: str, takes: duration, log: list[str]) -> str throws
// 13-cancel.sley:4, frame 80 bytes

typedef struct m_m13_cancel__download__frame {
    sley_frame base;
    sley_str *a_name;               // borrowed
    sley_duration a_takes;
    sley_list *a_log;               // borrowed
    sley_str *result;
    sley_wait a1;                   // 7: sleep(takes)
} m_m13_cancel__download__frame;

SLEY_OWNED(m_m13_cancel__download, (a_name, sley_type_str), (a_log, sley_type_list__str));
SLEY_TASK_FN_RESULT(m_m13_cancel__download, "m13_cancel.download", "13-cancel.sley", 4, 80,
                    sley_type_str,
    {7, 1, 0, "sleep(takes)"});

static SLEY_SPAWN3(m_m13_cancel__download, sley_str *, a_name, sley_duration, a_takes, sley_list *,
                   a_log)

static inline sley_status m_m13_cancel__download__resume(sley_task *task, sley_frame *self,
                                                         sley_status st)
{
    m_m13_cancel__download__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 7: sleep(takes)

    // 6 | try {
    // 7 | await sleep(takes)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, f->a_takes);
    if (st == SLEY_PENDING) return st;
resume_1: sley_note_failure(task, self, st);
    if (st == SLEY_CANCELLED) {
        st = SLEY_OK;
        // 8 | } catch Cancelled {
        // 9 | log.append("{name}: stopped")
        sley_list_append(f->a_log,
                         &(sley_str *){SLEY_FORMAT(SLEY_STR(f->a_name), SLEY_LIT(": stopped"))});
        // 10 | throw
        st = SLEY_CANCELLED;
        goto leave_2;
    }
    if (st != SLEY_OK) goto leave_2;
    // 12 | return "{name}: {takes}"
    f->result = SLEY_FORMAT(SLEY_STR(f->a_name), SLEY_LIT(": "), SLEY_DURATION(f->a_takes));

leave_2:
    // 5 | defer log.append("{name}: connection closed")
    sley_list_append(f->a_log,
            &(sley_str *){SLEY_FORMAT(SLEY_STR(f->a_name), SLEY_LIT(": connection closed"))});
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
    m_m13_cancel__download__frame a1; // 18: download("limited", takes, log...
} m_m13_cancel__with_limit__frame;

SLEY_FN_RESULT(m_m13_cancel__with_limit, "m13_cancel.with_limit", "13-cancel.sley", 15, 176,
               sley_type_str,
    {18, 1, SLEY_CHILD(m_m13_cancel__with_limit, a1), "download(\"limited\", takes, log..."},
    {17, 2, 0, "timeout"});

static SLEY_BEGIN2(m_m13_cancel__with_limit, sley_duration, a_takes, sley_list *, a_log)

static inline sley_status m_m13_cancel__with_limit__resume(sley_task *task, sley_frame *self,
                                                           sley_status st)
{
    m_m13_cancel__with_limit__frame *f = (void *)self;
    const sley_site *sites = m_m13_cancel__with_limit__sites;
    int32_t next_3 = 0;
    if (sley_resumes(self)) goto resume_1; // 18: download("limited", takes, log...

    // 16 | try {
    // 17 | await timeout(50ms) {
    st = sley_timeout_enter(task, &f->s_3, 50000000);
    if (sley_failed_at(task, &sites[2], st)) goto leave_2;
    next_3 = 0;
    // 18 | return await download("limited", takes, log)
    m_m13_cancel__download__begin(&f->a1, self, &k_limited, f->a_takes, f->a_log);
    st = SLEY_AWAIT(m_m13_cancel__download, task, self, 1, f->a1);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_3;
    f->result = f->a1.result;
    next_3 = 3;

leave_3:
    st = sley_timeout_leave(task, &f->s_3, st);
    if (sley_failed_at(task, &sites[2], st)) goto leave_2;
    if (next_3 == 3) {
        return SLEY_OK;
    }
leave_2:
    if (st == SLEY_ERROR && sley_catches(task, &sley_error_timeout)) {
        st = sley_drop_error(task);
        // 20 | } catch Timeout {
        // 21 | return "too slow"
        f->result = &k_too_slow;
    } else if (st == SLEY_ERROR) {
        st = SLEY_OK;
        // 22 | } catch e {
        sley_error *v_e = sley_catch(task);
        // 23 | return "failed: {e}"
        sley_str *t_text = SLEY_FORMAT(SLEY_LIT("failed: "), SLEY_VAL(sley_type_error, &v_e));
        sley_error_release(v_e);
        f->result = t_text;
    }
    return st;
}

// async fn fastest(log: list[str]) -> str throws
// 13-cancel.sley:27, frame 264 bytes

typedef struct m_m13_cancel__fastest__frame {
    sley_frame base;
    sley_list *a_log;               // borrowed
    sley_str *result;
    sley_str *v_winner;             // 28: live across 1
    struct { sley_gather_area all; sley_gather_part part[2]; } a1; // 29: race
} m_m13_cancel__fastest__frame;

SLEY_FN_RESULT(m_m13_cancel__fastest, "m13_cancel.fastest", "13-cancel.sley", 27, 264,
               sley_type_str,
    {29, 1, 0, "race"},
    {30, 2, 0, "download(\"near\", 10ms, log)"},
    {31, 3, 0, "download(\"far\", 90ms, log)"});

static SLEY_BEGIN1(m_m13_cancel__fastest, sley_list *, a_log)

static sley_status m_m13_cancel__fastest__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_m13_cancel__fastest__frame *f = (void *)self;
    const sley_site *sites = m_m13_cancel__fastest__sites;
    if (sley_resumes(self)) goto resume_1; // 29: race

    // 28 | var winner = ""
    f->v_winner = &sley_str_empty;
    // 29 | await race {
    sley_task *t_task = m_m13_cancel__download__spawn(task, NULL, &sites[2], &k_near, 10000000,
                                                      sley_list_retain(f->a_log));
    sley_task *t2_task = m_m13_cancel__download__spawn(task, NULL, &sites[3], &k_far, 90000000,
                                                       sley_list_retain(f->a_log));
    f->a1.part[0].item = SLEY_AWAITABLE(t_task);
    f->a1.part[1].item = SLEY_AWAITABLE(t2_task);
    st = sley_race(task, sley_at(self, 1), &f->a1.all, f->a1.part, 2);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    switch (task->won) {
    case 0: {
        // 30 | case let a = download("near", 10ms, log) { winner = a }
        sley_str *t_text = NULL;
        sley_gather_take(&f->a1.part[0], &t_text);
        sley_str *v_a = t_text;
        sley_str_assign(&f->v_winner, v_a);
        break;
    }
    case 1:
    default: {
        // 31 | case let b = download("far", 90ms, log) { winner = b }
        sley_str *t2_text = NULL;
        sley_gather_take(&f->a1.part[1], &t2_text);
        sley_str *v_b = t2_text;
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
    sley_list *v_log;               // 37: live across 1, 2, 3, 4 ...
    sley_task *v_t;                 // 40: live across 4, 5
    sley_str *t_with_limit;         // 38: live across 2
    union {
        m_m13_cancel__with_limit__frame a1, a2; // 38, 38
        m_m13_cancel__fastest__frame a3; // 39: fastest(log)
        sley_wait a4;               // 41: sleep(1ms)
        struct { sley_waiter wait; sley_str *v; } a5; // 44: t
    };
} m_m13_cancel__main__frame;

SLEY_FN(m_m13_cancel__main, "m13_cancel.main", "13-cancel.sley", 36, 312,
    {38, 1, SLEY_CHILD(m_m13_cancel__main, a1), "with_limit(20ms, log)"},
    {38, 2, SLEY_CHILD(m_m13_cancel__main, a2), "with_limit(80ms, log)"},
    {39, 3, SLEY_CHILD(m_m13_cancel__main, a3), "fastest(log)"},
    {41, 4, 0, "sleep(1ms)"},
    {44, 5, 0, "t"},
    {40, 6, 0, "download(\"long\", 1h, log)"});

static sley_status m_m13_cancel__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_m13_cancel__main__frame *f = (void *)self;
    const sley_site *sites = m_m13_cancel__main__sites;
    switch (self->state) {
    case 1: goto resume_1;          // 38: with_limit(20ms, log)
    case 2: goto resume_2;          // 38: with_limit(80ms, log)
    case 3: goto resume_3;          // 39: fastest(log)
    case 4: goto resume_4;          // 41: sleep(1ms)
    case 5: goto resume_5;          // 44: t
    default: sley_starts(self);
    }
    f->v_t = NULL;
    f->t_with_limit = NULL;

    // 37 | let log: list[str] = []
    f->v_log = sley_list_new(&sley_type_str, 0);
    // 38 | print(await with_limit(20ms, log), "/", await with_limit(80ms, log))
    m_m13_cancel__with_limit__begin(&f->a1, self, 20000000, f->v_log);
    st = SLEY_AWAIT(m_m13_cancel__with_limit, task, self, 1, f->a1);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    f->t_with_limit = f->a1.result;
    m_m13_cancel__with_limit__begin(&f->a2, self, 80000000, f->v_log);
    st = SLEY_AWAIT(m_m13_cancel__with_limit, task, self, 2, f->a2);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_1;
    sley_str *t2_with_limit = f->a2.result;
    SLEY_PRINT(SLEY_STR(f->t_with_limit), SLEY_LIT(" / "), SLEY_STR(t2_with_limit));
    sley_str_drop(&f->t_with_limit);
    sley_str_release(t2_with_limit);
    // 39 | print(await fastest(log))
    m_m13_cancel__fastest__begin(&f->a3, self, f->v_log);
    st = SLEY_AWAIT(m_m13_cancel__fastest, task, self, 3, f->a3);
    if (st == SLEY_PENDING) return st;
resume_3: if (sley_failed(task, self, st)) goto leave_1;
    sley_str *t_fastest = f->a3.result;
    SLEY_PRINT(SLEY_STR(t_fastest));
    sley_str_release(t_fastest);
    // 40 | let t = spawn download("long", 1h, log)
    f->v_t = m_m13_cancel__download__spawn(task, NULL, &sites[6], &k_long, 3600000000000,
                                           sley_list_retain(f->v_log));
    // 41 | await sleep(1ms)
    st = sley_sleep(task, sley_at(self, 4), &f->a4, 1000000);
    if (st == SLEY_PENDING) return st;
resume_4: if (sley_failed(task, self, st)) goto leave_1;
    // 42 | t.cancel("not needed any more")
    sley_task_cancel(f->v_t, &k_not_needed_any_more);
    // 43 | try {
    // 44 | print(await t)
    st = sley_task_await(task, sley_at(self, 5), &f->a5.wait, f->v_t, &f->a5.v);
    if (st == SLEY_PENDING) return st;
resume_5: if (sley_failed(task, self, st)) goto leave_2;
    sley_str *t_text = f->a5.v;
    SLEY_PRINT(SLEY_STR(t_text));
    sley_str_release(t_text);
leave_2:
    if (st == SLEY_CANCELLED) {
        st = SLEY_OK;
        // 45 | } catch Cancelled {
        // 46 | print("cancelled:", t.cancelled(), t.state)
        bool t_cancelled = sley_task_cancelled(f->v_t);
        sley_str *t_state = sley_task_state(f->v_t);
        SLEY_PRINT(SLEY_LIT("cancelled: "), SLEY_BOOL(t_cancelled), SLEY_LIT(" "),
                   SLEY_STR(t_state));
        sley_str_release(t_state);
    }
    if (st != SLEY_OK) goto leave_1;
    // 48 | for line in log { print(line) }
    for (int64_t t_index = 0; t_index < f->v_log->len; t_index++) {
        sley_str *v_line = sley_str_retain(SLEY_NTH(sley_str *, f->v_log, t_index));
        SLEY_PRINT(SLEY_STR(v_line));
        sley_str_release(v_line);
    }

leave_1:
    sley_str_release(f->t_with_limit);
    sley_task_release(f->v_t);
    sley_list_release(f->v_log);
    return st;
}

SLEY_MAIN(m_m13_cancel__main, NULL)
