// Generated from ct-return.sley. Do not edit.

#include "sley.h"

// async fn work() -> str
// ct-return.sley:3

SLEY_STR_LIT(m_ct_return__work__text_1, "result");

static sley_str *m_ct_return__work(void)
{
    // 4 | print("in coroutine")
    sley_print(SLEY_PARTS(SLEY_LIT("in coroutine")));
    // 5 | return "result"
    return &m_ct_return__work__text_1;
}

// async fn main()
// ct-return.sley:8, frame 24 bytes

typedef struct m_ct_return__main__frame {
    sley_frame base;
} m_ct_return__main__frame;

SLEY_FN(m_ct_return__main, "ct_return.main", "ct-return.sley", 8, 24, SLEY_BORROWING,
    {9, 1, 0, "work()"});

static sley_status m_ct_return__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    (void)task;
    (void)self;
    (void)st;
    // 9 | let value = await work()
    sley_str *v_value = m_ct_return__work();
    // 10 | print("it returned: {value!r}")
    sley_print(SLEY_PARTS(SLEY_LIT("it returned: "), SLEY_STR_AS(v_value, "!r")));
    sley_str_release(v_value);
    return SLEY_OK;
}

SLEY_MAIN(m_ct_return__main, NULL)
