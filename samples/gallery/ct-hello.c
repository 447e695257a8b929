// Generated from ct-hello.sley. Do not edit.

#include "sley.h"

// async fn main()
// ct-hello.sley:3, frame 48 bytes

typedef struct m_ct_hello__main__frame {
    sley_frame base;
    sley_wait a1;                   // 5: sleep(1s)
} m_ct_hello__main__frame;

SLEY_FN(m_ct_hello__main, "ct_hello.main", "ct-hello.sley", 3, 48, {5, 1, 0, "sleep(1s)"});

static sley_status m_ct_hello__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ct_hello__main__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 5: sleep(1s)

    // 4 | print("Hello ...")
    SLEY_PRINT(SLEY_LIT("Hello ..."));
    // 5 | await sleep(1s)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, 1000000000);
resume_1: if (sley_stops(task, self, st)) return st;
    // 6 | print("... World!")
    SLEY_PRINT(SLEY_LIT("... World!"));
    return SLEY_OK;
}

SLEY_MAIN(m_ct_hello__main, NULL)
