// Generated from wa-factorials.sley. Do not edit.

#include "sley.h"

SLEY_STR_LIT(k_A, "A");
SLEY_STR_LIT(k_B, "B");
SLEY_STR_LIT(k_C, "C");

// async fn factorial(name: str, number: int) -> int
// wa-factorials.sley:3, frame 88 bytes

typedef struct m_wa_factorials__factorial__frame {
    sley_frame base;
    sley_str *a_name;               // borrowed
    int64_t a_number;
    int64_t result;
    int64_t v_f;                    // 4: live across 1
    int64_t v_i;                    // 5: live across 1
    sley_wait a1;                   // 7: sleep(1s)
} m_wa_factorials__factorial__frame;

SLEY_OWNED(m_wa_factorials__factorial, (a_name, sley_type_str));
SLEY_TASK_FN_RESULT(m_wa_factorials__factorial, "wa_factorials.factorial", "wa-factorials.sley", 3,
                    88, sley_type_int,
    {7, 1, 0, "sleep(1s)"},
    {8, 2, 0, "f *="});

static SLEY_SPAWN2(m_wa_factorials__factorial, sley_str *, a_name, int64_t, a_number)

static sley_status m_wa_factorials__factorial__resume(sley_task *task, sley_frame *self,
                                                      sley_status st)
{
    m_wa_factorials__factorial__frame *f = (void *)self;
    const sley_site *sites = m_wa_factorials__factorial__sites;
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
// wa-factorials.sley:14, frame 304 bytes

typedef struct m_wa_factorials__main__frame {
    sley_frame base;
    // 15: gather(factorial("A", 2), fact...
    struct { sley_gather_area all; sley_gather_part part[3]; } a1;
} m_wa_factorials__main__frame;

SLEY_FN(m_wa_factorials__main, "wa_factorials.main", "wa-factorials.sley", 14, 304,
    {15, 1, 0, "gather(factorial(\"A\", 2), fact..."}, {15, 2, 0, "factorial(\"A\", 2)"},
    {15, 3, 0, "factorial(\"B\", 3)"}, {15, 4, 0, "factorial(\"C\", 4)"});

static sley_status m_wa_factorials__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_wa_factorials__main__frame *f = (void *)self;
    const sley_site *sites = m_wa_factorials__main__sites;
    if (sley_resumes(self)) goto resume_1; // 15: gather(factorial("A", 2), fact...

    // 15 | await gather(factorial("A", 2), factorial("B", 3), factorial("C", 4))
    sley_task *t_task = m_wa_factorials__factorial__spawn(task, NULL, &sites[2], &k_A, 2);
    sley_task *t2_task = m_wa_factorials__factorial__spawn(task, NULL, &sites[3], &k_B, 3);
    sley_task *t3_task = m_wa_factorials__factorial__spawn(task, NULL, &sites[4], &k_C, 4);
    f->a1.part[0].item = SLEY_AWAITABLE(t_task);
    f->a1.part[1].item = SLEY_AWAITABLE(t2_task);
    f->a1.part[2].item = SLEY_AWAITABLE(t3_task);
    st = sley_gather(task, sley_at(self, 1), &f->a1.all, f->a1.part, 3);
resume_1: if (sley_stops(task, self, st)) return st;
    sley_gather_take(&f->a1.part[0], NULL);
    sley_gather_take(&f->a1.part[1], NULL);
    sley_gather_take(&f->a1.part[2], NULL);
    return SLEY_OK;
}

SLEY_MAIN(m_wa_factorials__main, NULL)
