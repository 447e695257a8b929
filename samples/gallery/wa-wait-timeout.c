// Generated from wa-wait-timeout.sley. Do not edit.

#include "sley.h"

typedef struct sley_tuple2__list__task__int__list__task__int {
    sley_list *f_0;
    sley_list *f_1;
} sley_tuple2__list__task__int__list__task__int;

SLEY_OWN_FIELDS2(sley_tuple2__list__task__int__list__task__int, sley_list, f_0, sley_list, f_1)

SLEY_STR_LIT(k_A, "A");
SLEY_STR_LIT(k_B, "B");
SLEY_STR_LIT(k_C, "C");

// async fn factorial(name: str, number: int) -> int
// wa-wait-timeout.sley:3, frame 88 bytes

typedef struct m_wa_wait_timeout__factorial__frame {
    sley_frame base;
    sley_str *a_name;               // borrowed
    int64_t a_number;
    int64_t result;
    int64_t v_f;                    // 4: live across 1
    int64_t v_i;                    // 5: live across 1
    sley_wait a1;                   // 7: sleep(1s)
} m_wa_wait_timeout__factorial__frame;

SLEY_OWNED(m_wa_wait_timeout__factorial, (a_name, sley_type_str));
SLEY_TASK_FN_RESULT(m_wa_wait_timeout__factorial, "wa_wait_timeout.factorial",
                    "wa-wait-timeout.sley", 3, 88, sley_type_int,
    {7, 1, 0, "sleep(1s)"},
    {8, 2, 0, "f *="});

static SLEY_SPAWN2(m_wa_wait_timeout__factorial, sley_str *, a_name, int64_t, a_number)

static sley_status m_wa_wait_timeout__factorial__resume(sley_task *task, sley_frame *self,
                                                        sley_status st)
{
    m_wa_wait_timeout__factorial__frame *f = (void *)self;
    const sley_site *sites = m_wa_wait_timeout__factorial__sites;
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
// wa-wait-timeout.sley:14, frame 176 bytes

typedef struct m_wa_wait_timeout__main__frame {
    sley_frame base;
    sley_list *v_tasks;             // 15: live across 1, 2
    sley_list *v_pending;           // 16: live across 2
    sley_tuple2__list__task__int__list__task__int t_wait; // 16: live across 2
    sley_task *v_t;                 // 18: live across 2
    int64_t t_index;                // 18: live across 2
    union {
        // 16: wait(tasks, timeout: 3s)
        struct { sley_gather_area wait; sley_tuple2__list__task__int__list__task__int v; } a1;
        sley_waiter a2;             // 19: t
    };
} m_wa_wait_timeout__main__frame;

SLEY_FN(m_wa_wait_timeout__main, "wa_wait_timeout.main", "wa-wait-timeout.sley", 14, 176,
    {16, 1, 0, "wait(tasks, timeout: 3s)"},
    {19, 2, 0, "t"},
    {15, 3, 0, "factorial(\"A\", 2)"}, {15, 4, 0, "factorial(\"B\", 3)"},
    {15, 5, 0, "factorial(\"C\", 4)"});

static sley_status m_wa_wait_timeout__main__resume(sley_task *task, sley_frame *self,
                                                   sley_status st)
{
    m_wa_wait_timeout__main__frame *f = (void *)self;
    const sley_site *sites = m_wa_wait_timeout__main__sites;
    if (self->state == 1) goto resume_1; // 16: wait(tasks, timeout: 3s)
    if (self->state == 2) goto resume_2; // 19: t
    sley_starts(self);
    f->v_t = NULL;
    f->t_wait = (sley_tuple2__list__task__int__list__task__int){0};

    // 15 | let tasks = [spawn factorial("A", 2), spawn factorial("B", 3), spawn factorial(" ...
    sley_task *t_task = m_wa_wait_timeout__factorial__spawn(task, NULL, &sites[3], &k_A, 2);
    sley_task *t2_task = m_wa_wait_timeout__factorial__spawn(task, NULL, &sites[4], &k_B, 3);
    sley_task *t3_task = m_wa_wait_timeout__factorial__spawn(task, NULL, &sites[5], &k_C, 4);
    f->v_tasks = sley_list_of(&sley_type_task, 3, (sley_task *[3]){t_task, t2_task, t3_task});
    // 16 | let (done, pending) = await wait(tasks, timeout: 3s)
    st = sley_wait_list(task, sley_at(self, 1), &f->a1.wait, f->v_tasks, SLEY_UNTIL_ALL,
                        (sley_opt_duration){true, 3000000000});
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    sley_wait_take(&f->a1.wait, &sley_type_task, &f->a1.v.f_0, &f->a1.v.f_1);
    f->t_wait = f->a1.v;
    sley_list *v_done = f->t_wait.f_0;
    f->v_pending = f->t_wait.f_1;
    // 17 | print("{done.len()} done, {pending.len()} pending")
    SLEY_PRINT(SLEY_INT(sley_list_len(v_done)), SLEY_LIT(" done, "),
               SLEY_INT(sley_list_len(f->v_pending)), SLEY_LIT(" pending"));
    // 18 | for t in pending {
    for (f->t_index = 0; f->t_index < f->v_pending->len; f->t_index++) {
        f->v_t = sley_task_retain(SLEY_NTH(sley_task *, f->v_pending, f->t_index));
        // 19 | await t
        st = sley_task_await(task, sley_at(self, 2), &f->a2, f->v_t, NULL);
        if (st == SLEY_PENDING) return st;
    resume_2: if (sley_failed(task, self, st)) goto leave_1;
        sley_task_drop(&f->v_t);
    }

leave_1:
    sley_tuple2__list__task__int__list__task__int__release(f->t_wait);
    sley_task_release(f->v_t);
    sley_list_release(f->v_tasks);
    return st;
}

SLEY_MAIN(m_wa_wait_timeout__main, NULL)
