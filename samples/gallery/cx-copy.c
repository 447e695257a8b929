// Generated from cx-copy.sley. Do not edit.

#include "sley.h"

SLEY_STR_LIT(k_ham, "ham");

SLEY_STR_LIT(m_cx_copy__v__value, "spam");
static sley_str *m_cx_copy__v = &m_cx_copy__v__value;

// fn main()
// cx-copy.sley:5

SLEY_SITES(m_cx_copy__main, "cx_copy.main", "cx-copy.sley", 5, {7, 1, 0, "c"}, {9, 2, 0, "c"});

static void m_cx_copy__main(void)
{
    const sley_site *sites = m_cx_copy__main__sites;
    sley_task *task = sley_here_task();
    // 6 | let c = copy_context()
    sley_context *v_c = sley_copy_context(sley_here());
    // 7 | with c { v = "ham" }
    sley_context *t_context = v_c;
    sley_context_swap_in(t_context, &sites[1]);
    sley_str_assign(&SLEY_TASK_VAR_OWN(sley_str *, task, m_cx_copy__v, sley_type_str), &k_ham);
    sley_context_swap_out(t_context);
    // 8 | var inside = ""
    sley_str *v_inside = &sley_str_empty;
    // 9 | with c { inside = v }
    sley_context *t2_context = v_c;
    sley_context_swap_in(t2_context, &sites[2]);
    sley_str_assign(&v_inside, sley_str_retain(SLEY_TASK_VAR(sley_str *, task, m_cx_copy__v)));
    sley_context_swap_out(t2_context);
    // 10 | print(v, inside)
    SLEY_PRINT(SLEY_STR(SLEY_TASK_VAR(sley_str *, task, m_cx_copy__v)), SLEY_LIT(" "),
               SLEY_STR(v_inside));
    sley_context_release(v_c);
    sley_str_drop(&v_inside);
}

SLEY_MAIN_PLAIN(m_cx_copy__main, NULL)
