// Generated from ct-return.sley. Do not edit.

#include "sley.h"

SLEY_STR_LIT(k_result, "result");

// async fn work() -> str
// ct-return.sley:3, frame 56 bytes

typedef struct m_ct_return__work__frame {
    sley_frame base;
    sley_str *result;
    sley_wait a1;                   // 5: sleep(10ms)
} m_ct_return__work__frame;

SLEY_FN_RESULT(m_ct_return__work, "ct_return.work", "ct-return.sley", 3, 56, sley_type_str,
    {5, 1, 0, "sleep(10ms)"});

static SLEY_BEGIN0(m_ct_return__work)

static inline sley_status m_ct_return__work__resume(sley_task *task, sley_frame *self,
                                                    sley_status st)
{
    m_ct_return__work__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 5: sleep(10ms)

    // 4 | print("in coroutine")
    SLEY_PRINT(SLEY_LIT("in coroutine"));
    // 5 | await sleep(10ms)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, 10000000);
resume_1: if (sley_stops(task, self, st)) return st;
    // 6 | return "result"
    f->result = &k_result;
    return SLEY_OK;
}

// async fn main()
// ct-return.sley:9, frame 80 bytes

typedef struct m_ct_return__main__frame {
    sley_frame base;
    m_ct_return__work__frame a1;    // 10: work()
} m_ct_return__main__frame;

SLEY_FN(m_ct_return__main, "ct_return.main", "ct-return.sley", 9, 80,
    {10, 1, SLEY_CHILD(m_ct_return__main, a1), "work()"});

static sley_status m_ct_return__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ct_return__main__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 10: work()

    // 10 | let value = await work()
    m_ct_return__work__begin(&f->a1, self);
    st = SLEY_AWAIT(m_ct_return__work, task, self, 1, f->a1);
resume_1: if (sley_stops(task, self, st)) return st;
    sley_str *v_value = f->a1.result;
    // 11 | print("it returned: {value!r}")
    SLEY_PRINT(SLEY_LIT("it returned: "), SLEY_STR_AS(v_value, "!r"));
    sley_str_release(v_value);
    return SLEY_OK;
}

SLEY_MAIN(m_ct_return__main, NULL)
