// Generated from wa-as-completed-timeout.sley. Do not edit.

#include "sley.h"

SLEY_STR_LIT(k_A, "A");
SLEY_STR_LIT(k_B, "B");
SLEY_STR_LIT(k_C, "C");

// async fn factorial(name: str, number: int) -> int
// wa-as-completed-timeout.sley:3, frame 88 bytes

typedef struct m_wa_as_completed_timeout__factorial__frame {
    sley_frame base;
    sley_str *a_name;               // borrowed
    int64_t a_number;
    int64_t result;
    int64_t v_f;                    // 4: live across 1
    int64_t v_i;                    // 5: live across 1
    sley_wait a1;                   // 7: sleep(1s)
} m_wa_as_completed_timeout__factorial__frame;

SLEY_OWNED(m_wa_as_completed_timeout__factorial, (a_name, sley_type_str));
SLEY_TASK_FN_RESULT(m_wa_as_completed_timeout__factorial, "wa_as_completed_timeout.factorial",
                    "wa-as-completed-timeout.sley", 3, 88, sley_type_int,
    {7, 1, 0, "sleep(1s)"},
    {8, 2, 0, "f *="});

static SLEY_SPAWN2(m_wa_as_completed_timeout__factorial, sley_str *, a_name, int64_t, a_number)

static sley_status m_wa_as_completed_timeout__factorial__resume(sley_task *task, sley_frame *self,
                                                                sley_status st)
{
    m_wa_as_completed_timeout__factorial__frame *f = (void *)self;
    const sley_site *sites = m_wa_as_completed_timeout__factorial__sites;
    if (sley_resumes(self)) goto resume_1; // 7: sleep(1s)

    // 4 | var f = 1
    f->v_f = 1;
    // 5 | for i in 2..=number {
    f->v_i = 2;
    for (bool t_more = f->v_i <= f->a_number; t_more;
         t_more = sley_int_step(&f->v_i, f->a_number)) {
        // 6 | print("Task {name}: Compute factorial({i})...")
        SLEY_PRINT(SLEY_LIT("Task "), SLEY_STR(f->a_name), SLEY_LIT(": Compute factorial("),
                   SLEY_INT(f->v_i), SLEY_LIT(")..."));
        // 7 | await sleep(1s)
        st = sley_sleep(task, sley_at(self, 1), &f->a1, 1000000000);
    resume_1: if (sley_stops(task, self, st)) return st;
        // 8 | f *= i
        f->v_f = sley_int_mul(f->v_f, f->v_i, &sites[2]);
    }
    // 10 | print("Task {name}: factorial({number}) = {f}")
    SLEY_PRINT(SLEY_LIT("Task "), SLEY_STR(f->a_name), SLEY_LIT(": factorial("),
               SLEY_INT(f->a_number), SLEY_LIT(") = "), SLEY_INT(f->v_f));
    // 11 | return f
    f->result = f->v_f;
    return SLEY_OK;
}

// async fn main() throws
// wa-as-completed-timeout.sley:14, frame 112 bytes

typedef struct m_wa_as_completed_timeout__main__frame {
    sley_frame base;
    sley_list *v_tasks;             // 15: live across 1, 2
    sley_completions *t_items;      // 17: live across 1
    sley_error *v_e;                // 18: live across 2
    union { struct { sley_waiter wait; sley_task *v; } a1; sley_wait a2; }; // 17, 20
} m_wa_as_completed_timeout__main__frame;

SLEY_FN(m_wa_as_completed_timeout__main, "wa_as_completed_timeout.main",
        "wa-as-completed-timeout.sley", 14, 112,
    {17, 1, 0, "as_completed(tasks, timeout: 3..."},
    {20, 2, 0, "sleep(2s)"},
    {15, 3, 0, "factorial(\"A\", 2)"}, {15, 4, 0, "factorial(\"B\", 3)"},
    {15, 5, 0, "factorial(\"C\", 4)"});

static sley_status m_wa_as_completed_timeout__main__resume(sley_task *task, sley_frame *self,
                                                           sley_status st)
{
    m_wa_as_completed_timeout__main__frame *f = (void *)self;
    const sley_site *sites = m_wa_as_completed_timeout__main__sites;
    if (self->state == 1) goto resume_1; // 17: as_completed(tasks, timeout: 3...
    if (self->state == 2) goto resume_2; // 20: sleep(2s)
    sley_starts(self);
    f->v_e = NULL;

    // 15 | let tasks = [spawn factorial("A", 2), spawn factorial("B", 3), spawn factorial(" ...
    sley_task *t_task = m_wa_as_completed_timeout__factorial__spawn(task, NULL, &sites[3], &k_A, 2);
    sley_task *t2_task = m_wa_as_completed_timeout__factorial__spawn(task, NULL, &sites[4], &k_B,
                                                                     3);
    sley_task *t3_task = m_wa_as_completed_timeout__factorial__spawn(task, NULL, &sites[5], &k_C,
                                                                     4);
    f->v_tasks = sley_list_of(&sley_type_task, 3, (sley_task *[3]){t_task, t2_task, t3_task});
    // 16 | try {
    // 17 | async for _ in as_completed(tasks, timeout: 3s) {}
    f->t_items = sley_completions_new(task->base.executor, f->v_tasks,
                                      (sley_opt_duration){true, 3000000000});
    while (true) {
        st = sley_completions_next(task, sley_at(self, 1), &f->a1.wait, f->t_items, &f->a1.v);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_2;
        sley_task *t_item = f->a1.v;
        if (t_item == NULL) break;
        sley_task_release(t_item);
    }
    sley_completions_drop(&f->t_items);
leave_2:
    sley_completions_drop(&f->t_items);
    if (st == SLEY_ERROR) {
        st = SLEY_OK;
        // 18 | } catch e: Timeout {
        f->v_e = sley_catch(task);
        // 19 | print("timed out")
        SLEY_PRINT(SLEY_LIT("timed out"));
        // 20 | await sleep(2s)
        st = sley_sleep(task, sley_at(self, 2), &f->a2, 2000000000);
        if (st == SLEY_PENDING) return st;
    resume_2: sley_note_failure(task, self, st);
    }
    sley_error_release(f->v_e);
    sley_completions_release(f->t_items);
    sley_list_release(f->v_tasks);
    return st;
}

SLEY_MAIN(m_wa_as_completed_timeout__main, NULL)
