// Generated from ct-hello.sley. Do not edit.

#include "sley.h"

// async fn main()
// ct-hello.sley:3, frame 48 bytes

typedef struct m_ct_hello__main__frame {
    sley_frame base;
    union { sley_wait a1; } await;  // 5: sleep(1s)
} m_ct_hello__main__frame;

static const sley_site m_ct_hello__main__sites[] = {
    {3, 0, 0, SLEY_NAMED("ct_hello.main", "ct-hello.sley")}, {5, 1, 0, "sleep(1s)"}};
SLEY_FN(m_ct_hello__main, 48, SLEY_UNTRACED);

static sley_status m_ct_hello__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ct_hello__main__frame *f = (m_ct_hello__main__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 5: sleep(1s)
    default: sley_bad_state(self);
    }

    // 4 | print("Hello ...")
    sley_print(SLEY_PARTS(SLEY_LIT("Hello ...")));
    // 5 | await sleep(1s)
    self->state = 1;
    st = sley_sleep(task, self, &f->await.a1, 1000000000);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) return st;
    // 6 | print("... World!")
    sley_print(SLEY_PARTS(SLEY_LIT("... World!")));
    return SLEY_OK;
}

SLEY_MAIN(m_ct_hello__main, NULL)
