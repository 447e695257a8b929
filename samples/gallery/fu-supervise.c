// Generated from fu-supervise.sley. Do not edit.

#include "sley.h"

typedef struct m_fu_supervise__Exited {
    sley_error base;
    sley_str *f_message;
} m_fu_supervise__Exited;

static SLEY_ERROR_TYPE(m_fu_supervise__Exited, "Exited", NULL,
    {"message", offsetof(m_fu_supervise__Exited, f_message), &sley_type_str});

static SLEY_NEW_ERROR1(m_fu_supervise__Exited, sley_str *, f_message)

SLEY_STR_LIT_UTF8(k_text, 4, "\346\204\217\345\244\226\351\200\200\345\207\272");

// async fn works() throws Exited
// fu-supervise.sley:6, frame 48 bytes

typedef struct m_fu_supervise__works__frame {
    sley_frame base;
    sley_wait a1;                   // 8: sleep(1s)
} m_fu_supervise__works__frame;

SLEY_FN(m_fu_supervise__works, "fu_supervise.works", "fu-supervise.sley", 6, 48,
    {8, 1, 0, "sleep(1s)"},
    {10, 2, 0, "throw Exited"});

static SLEY_SPAWN0(m_fu_supervise__works)

static sley_status m_fu_supervise__works__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_fu_supervise__works__frame *f = (void *)self;
    const sley_site *sites = m_fu_supervise__works__sites;
    if (sley_resumes(self)) goto resume_1; // 8: sleep(1s)

    // 7 | while true {
    while (true) {
        // 8 | await sleep(1s)
        st = sley_sleep(task, sley_at(self, 1), &f->a1, 1000000000);
    resume_1: if (sley_stops(task, self, st)) return st;
        // 9 | if random.chance(0.2) {
        if (sley_random_chance(0.2)) {
            // 10 | throw Exited(message: "意外退出")
            return sley_throw(task, &sites[2], m_fu_supervise__Exited__new(&k_text));
        }
    }
}

// fn(t) throws
// fu-supervise.sley:18

SLEY_SITES(m_fu_supervise__main__closure1, "fu_supervise.main.closure1", "fu-supervise.sley", 18,
    {18, 1, 0, "t.error()"});

static sley_status m_fu_supervise__main__closure1(sley_closure *closure, sley_task *task,
                                                  sley_task *a_t)
{
    const sley_site *sites = m_fu_supervise__main__closure1__sites;
    sley_status st = SLEY_OK;
    (void)closure;
    // 18 | task.on_done(fn(t) throws { print("task done with exception {t.error()}") })
    sley_error *t_error = NULL;
    st = sley_task_error(task, a_t, &t_error);
    if (sley_failed_at(task, &sites[1], st)) return st;
    SLEY_PRINT(SLEY_LIT("task done with exception "), SLEY_VAL(sley_type_error, &t_error));
    sley_error_release(t_error);
    return SLEY_OK;
}

// async fn main() throws
// fu-supervise.sley:15, frame 64 bytes

typedef struct m_fu_supervise__main__frame {
    sley_frame base;
    sley_task *v_task;              // 17: live across 1
    int64_t t_index;                // 19: live across 1
    sley_wait a1;                   // 20: sleep(1s)
} m_fu_supervise__main__frame;

SLEY_FN_VALUE(m_fu_supervise__main__closure1, m_fu_supervise__main__closure1, SLEY_CLOSURE_THROWS);

SLEY_FN(m_fu_supervise__main, "fu_supervise.main", "fu-supervise.sley", 15, 64,
    {20, 1, 0, "sleep(1s)"},
    {17, 2, 0, "works()"},
    {18, 3, 0, "task.on_done(fn(t) throws { pr..."});

static sley_status m_fu_supervise__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_fu_supervise__main__frame *f = (void *)self;
    const sley_site *sites = m_fu_supervise__main__sites;
    if (sley_resumes(self)) goto resume_1; // 20: sleep(1s)

    // 16 | random.seed(1)
    sley_random_seed(1);
    // 17 | let task = spawn works()
    f->v_task = m_fu_supervise__works__spawn(task, NULL, &sites[2]);
    // 18 | task.on_done(fn(t) throws { print("task done with exception {t.error()}") })
    sley_task_on_done(f->v_task, &m_fu_supervise__main__closure1__value, &sites[3]);
    // 19 | for _ in 0..60 {
    for (f->t_index = 0; f->t_index < 60; f->t_index++) {
        // 20 | await sleep(1s)
        st = sley_sleep(task, sley_at(self, 1), &f->a1, 1000000000);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_1;
    }

leave_1:
    sley_task_release(f->v_task);
    return st;
}

SLEY_MAIN(m_fu_supervise__main, NULL)
