// Generated from fu-states.sley. Do not edit.

#include "sley.h"

SLEY_STR_LIT(k_Bright, "Bright");

// async fn main() throws
// fu-states.sley:3, frame 24 bytes

typedef struct m_fu_states__main__frame {
    sley_frame base;
} m_fu_states__main__frame;

SLEY_FN(m_fu_states__main, "fu_states.main", "fu-states.sley", 3, 24,
    {4, 1, 0, "future[str]()"},
    {6, 2, 0, "name.set(\"Bright\")"},
    {8, 3, 0, "name.result()"});

static sley_status m_fu_states__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    const sley_site *sites = m_fu_states__main__sites;
    (void)self;
    // 4 | let name = future[str]()
    sley_future *v_name = sley_future_new(task, &sley_type_str, &sites[1]);
    // 5 | print(name.done())
    SLEY_PRINT(SLEY_BOOL(sley_future_done(v_name)));
    // 6 | name.set("Bright")
    st = sley_future_set(task, v_name, &(sley_str *){&k_Bright});
    if (sley_failed_at(task, &sites[2], st)) goto leave_1;
    // 7 | print(name.done())
    SLEY_PRINT(SLEY_BOOL(sley_future_done(v_name)));
    // 8 | print(name.result())
    sley_str *t_result = NULL;
    st = sley_future_result(task, v_name, &t_result);
    if (sley_failed_at(task, &sites[3], st)) goto leave_1;
    SLEY_PRINT(SLEY_STR(t_result));
    sley_str_release(t_result);

leave_1:
    sley_future_release(v_name);
    return st;
}

SLEY_MAIN(m_fu_states__main, NULL)
