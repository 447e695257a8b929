// Generated from ct-never-awaited.sley. Do not edit.

#include "sley.h"

// async fn main()
// ct-never-awaited.sley:9, frame 48 bytes

typedef struct m_ct_never_awaited__main__frame {
    sley_frame base;
    union { sley_wait a1; } await;  // 11: sleep(1s)
} m_ct_never_awaited__main__frame;

static const sley_site m_ct_never_awaited__main__sites[] = {
    {9, 0, 0, SLEY_NAMED("ct_never_awaited.main", "ct-never-awaited.sley")},
    {11, 1, 0, "sleep(1s)"}};
SLEY_FN(m_ct_never_awaited__main, 48, SLEY_UNTRACED);

static sley_status m_ct_never_awaited__main__resume(sley_task *task, sley_frame *self,
                                                    sley_status st)
{
    m_ct_never_awaited__main__frame *f = (m_ct_never_awaited__main__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 11: sleep(1s)
    default: sley_bad_state(self);
    }

    // 10 | print("hello")
    sley_print(SLEY_PARTS(SLEY_LIT("hello")));
    // 11 | await sleep(1s)
    self->state = 1;
    st = sley_sleep(task, self, &f->await.a1, 1000000000);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) return st;
    // 12 | print("world")
    sley_print(SLEY_PARTS(SLEY_LIT("world")));
    return SLEY_OK;
}

SLEY_MAIN(m_ct_never_awaited__main, NULL)
