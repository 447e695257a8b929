// Generated from ct-never-awaited.sley. Do not edit.

#include "sley.h"

// async fn main()
// ct-never-awaited.sley:10, frame 48 bytes

typedef struct m_ct_never_awaited__main__frame {
    sley_frame base;
    sley_wait a1;                   // 12: sleep(1s)
} m_ct_never_awaited__main__frame;

SLEY_FN(m_ct_never_awaited__main, "ct_never_awaited.main", "ct-never-awaited.sley", 10, 48,
    {12, 1, 0, "sleep(1s)"});

static sley_status m_ct_never_awaited__main__resume(sley_task *task, sley_frame *self,
                                                    sley_status st)
{
    m_ct_never_awaited__main__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 12: sleep(1s)

    // 11 | print("hello")
    SLEY_PRINT(SLEY_LIT("hello"));
    // 12 | await sleep(1s)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, 1000000000);
resume_1: if (sley_stops(task, self, st)) return st;
    // 13 | print("world")
    SLEY_PRINT(SLEY_LIT("world"));
    return SLEY_OK;
}

SLEY_MAIN(m_ct_never_awaited__main, NULL)
