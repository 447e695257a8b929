// Generated from sy-event.sley. Do not edit.

#include "sley.h"

// async fn waiter(happened: Event)
// sy-event.sley:3, frame 88 bytes

typedef struct m_sy_event__waiter__frame {
    sley_frame base;
    sley_event *a_happened;         // borrowed
    sley_waiter a1;                 // 5: happened.wait()
} m_sy_event__waiter__frame;

SLEY_OWNED(m_sy_event__waiter, (a_happened, sley_type_event));
SLEY_TASK_FN(m_sy_event__waiter, "sy_event.waiter", "sy-event.sley", 3, 88,
    {5, 1, 0, "happened.wait()"});

static SLEY_SPAWN1(m_sy_event__waiter, sley_event *, a_happened)

static sley_status m_sy_event__waiter__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_sy_event__waiter__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 5: happened.wait()

    // 4 | print("waiting for it ...")
    SLEY_PRINT(SLEY_LIT("waiting for it ..."));
    // 5 | await happened.wait()
    st = sley_event_wait(task, sley_at(self, 1), &f->a1, f->a_happened);
resume_1: if (sley_stops(task, self, st)) return st;
    // 6 | print("... got it!")
    SLEY_PRINT(SLEY_LIT("... got it!"));
    return SLEY_OK;
}

// async fn main()
// sy-event.sley:9, frame 96 bytes

typedef struct m_sy_event__main__frame {
    sley_frame base;
    sley_event *v_happened;         // 10: live across 1, 2
    sley_task *v_t;                 // 11: live across 1, 2
    union { sley_wait a1; sley_waiter a2; }; // 12, 14
} m_sy_event__main__frame;

SLEY_FN(m_sy_event__main, "sy_event.main", "sy-event.sley", 9, 96,
    {12, 1, 0, "sleep(1s)"},
    {14, 2, 0, "t"},
    {10, 3, 0, "Event()"},
    {11, 4, 0, "waiter(happened)"});

static sley_status m_sy_event__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_sy_event__main__frame *f = (void *)self;
    const sley_site *sites = m_sy_event__main__sites;
    if (self->state == 1) goto resume_1; // 12: sleep(1s)
    if (self->state == 2) goto resume_2; // 14: t
    sley_starts(self);

    // 10 | let happened = Event()
    f->v_happened = sley_event_new(task->base.executor, &sites[3]);
    // 11 | let t = spawn waiter(happened)
    f->v_t = m_sy_event__waiter__spawn(task, NULL, &sites[4], sley_event_retain(f->v_happened));
    // 12 | await sleep(1s)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, 1000000000);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    // 13 | happened.set()
    sley_event_set(f->v_happened);
    // 14 | await t
    st = sley_task_await(task, sley_at(self, 2), &f->a2, f->v_t, NULL);
    if (st == SLEY_PENDING) return st;
resume_2: sley_note_failure(task, self, st);

leave_1:
    sley_task_release(f->v_t);
    sley_event_release(f->v_happened);
    return st;
}

SLEY_MAIN(m_sy_event__main, NULL)
