// Generated from ct-sequential.sley. Do not edit.

#include "sley.h"

SLEY_STR_LIT(k_X, "%X");
SLEY_STR_LIT(k_hello, "hello");
SLEY_STR_LIT(k_world, "world");

// async fn say_after(delay: duration, what: str)
// ct-sequential.sley:5, frame 64 bytes

typedef struct m_ct_sequential__say_after__frame {
    sley_frame base;
    sley_duration a_delay;
    sley_str *a_what;               // borrowed
    sley_wait a1;                   // 6: sleep(delay)
} m_ct_sequential__say_after__frame;

SLEY_FN(m_ct_sequential__say_after, "ct_sequential.say_after", "ct-sequential.sley", 5, 64,
    {6, 1, 0, "sleep(delay)"});

static SLEY_BEGIN2(m_ct_sequential__say_after, sley_duration, a_delay, sley_str *, a_what)

static inline sley_status m_ct_sequential__say_after__resume(sley_task *task, sley_frame *self,
                                                             sley_status st)
{
    m_ct_sequential__say_after__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 6: sleep(delay)

    // 6 | await sleep(delay)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, f->a_delay);
resume_1: if (sley_stops(task, self, st)) return st;
    // 7 | print(what)
    SLEY_PRINT(SLEY_STR(f->a_what));
    return SLEY_OK;
}

// async fn main()
// ct-sequential.sley:10, frame 88 bytes

typedef struct m_ct_sequential__main__frame {
    sley_frame base;
    union { m_ct_sequential__say_after__frame a1, a2; }; // 12, 13
} m_ct_sequential__main__frame;

SLEY_FN(m_ct_sequential__main, "ct_sequential.main", "ct-sequential.sley", 10, 88,
    {12, 1, SLEY_CHILD(m_ct_sequential__main, a1), "say_after(1s, \"hello\")"},
    {13, 2, SLEY_CHILD(m_ct_sequential__main, a2), "say_after(2s, \"world\")"});

static sley_status m_ct_sequential__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ct_sequential__main__frame *f = (void *)self;
    if (self->state == 1) goto resume_1; // 12: say_after(1s, "hello")
    if (self->state == 2) goto resume_2; // 13: say_after(2s, "world")
    sley_starts(self);

    // 11 | print("started at {time.format(time.wall(), "%X")}")
    sley_str *t_format = sley_time_format(sley_wall(task->base.executor), &k_X);
    SLEY_PRINT(SLEY_LIT("started at "), SLEY_STR(t_format));
    sley_str_release(t_format);
    // 12 | await say_after(1s, "hello")
    m_ct_sequential__say_after__begin(&f->a1, self, 1000000000, &k_hello);
    st = SLEY_AWAIT(m_ct_sequential__say_after, task, self, 1, f->a1);
resume_1: if (sley_stops(task, self, st)) return st;
    // 13 | await say_after(2s, "world")
    m_ct_sequential__say_after__begin(&f->a2, self, 2000000000, &k_world);
    st = SLEY_AWAIT(m_ct_sequential__say_after, task, self, 2, f->a2);
resume_2: if (sley_stops(task, self, st)) return st;
    // 14 | print("finished at {time.format(time.wall(), "%X")}")
    sley_str *t2_format = sley_time_format(sley_wall(task->base.executor), &k_X);
    SLEY_PRINT(SLEY_LIT("finished at "), SLEY_STR(t2_format));
    sley_str_release(t2_format);
    return SLEY_OK;
}

SLEY_MAIN(m_ct_sequential__main, NULL)
