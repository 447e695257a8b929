// Generated from ct-sequential.sley. Do not edit.

#include "sley.h"

// async fn say_after(delay: duration, what: str)
// ct-sequential.sley:5, frame 64 bytes

typedef struct m_ct_sequential__say_after__frame {
    sley_frame base;
    sley_duration a_delay;
    sley_str *a_what;               // borrowed
    union { sley_wait a1; } await;  // 6: sleep(delay)
} m_ct_sequential__say_after__frame;

static const sley_site m_ct_sequential__say_after__sites[] = {
    {5, 0, 0, SLEY_NAMED("ct_sequential.say_after", "ct-sequential.sley")},
    {6, 1, 0, "sleep(delay)"}};
static const sley_trace m_ct_sequential__say_after__trace[] = {
    SLEY_PARAM(m_ct_sequential__say_after, a_delay, "delay", sley_type_duration),
    SLEY_PARAM(m_ct_sequential__say_after, a_what, "what", sley_type_str)};
SLEY_FN(m_ct_sequential__say_after, 64, SLEY_TRACED);

static SLEY_BEGIN2(m_ct_sequential__say_after, sley_duration, a_delay, sley_str *, a_what)

static inline sley_status m_ct_sequential__say_after__resume(sley_task *task, sley_frame *self,
                                                             sley_status st)
{
    m_ct_sequential__say_after__frame *f = (m_ct_sequential__say_after__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 6: sleep(delay)
    default: sley_bad_state(self);
    }

    // 6 | await sleep(delay)
    self->state = 1;
    st = sley_sleep(task, self, &f->await.a1, f->a_delay);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) return st;
    // 7 | print(what)
    sley_print(SLEY_PARTS(SLEY_STR(f->a_what)));
    return SLEY_OK;
}

// async fn main()
// ct-sequential.sley:10, frame 88 bytes

typedef struct m_ct_sequential__main__frame {
    sley_frame base;
    union {
        m_ct_sequential__say_after__frame a1; // 12: say_after(1s, "hello")
        m_ct_sequential__say_after__frame a2; // 13: say_after(2s, "world")
    } await;
} m_ct_sequential__main__frame;

SLEY_STR_LIT(m_ct_sequential__main__text_1, "%X");
SLEY_STR_LIT(m_ct_sequential__main__text_2, "hello");
SLEY_STR_LIT(m_ct_sequential__main__text_3, "world");

static const sley_site m_ct_sequential__main__sites[] = {
    {10, 0, 0, SLEY_NAMED("ct_sequential.main", "ct-sequential.sley")},
    {12, 1, SLEY_CHILD(m_ct_sequential__main, await.a1), "say_after(1s, \042hello\042)"},
    {13, 2, SLEY_CHILD(m_ct_sequential__main, await.a2), "say_after(2s, \042world\042)"}};
SLEY_FN(m_ct_sequential__main, 88, SLEY_UNTRACED);

static sley_status m_ct_sequential__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ct_sequential__main__frame *f = (m_ct_sequential__main__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 12: say_after(1s, "hello")
    case 2: goto resume_2;          // 13: say_after(2s, "world")
    default: sley_bad_state(self);
    }

    // 11 | print("started at {time.format(time.wall(), "%X")}")
    sley_str *t_t = sley_time_format(sley_wall(task->base.executor),
                                     &m_ct_sequential__main__text_1);
    sley_print(SLEY_PARTS(SLEY_LIT("started at "), SLEY_STR(t_t)));
    sley_str_release(t_t);
    // 12 | await say_after(1s, "hello")
    m_ct_sequential__say_after__begin(&f->await.a1, self, 1000000000,
                                      &m_ct_sequential__main__text_2);
    self->state = 1;
    st = m_ct_sequential__say_after__resume(task, &f->await.a1.base, SLEY_OK);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) return st;
    // 13 | await say_after(2s, "world")
    m_ct_sequential__say_after__begin(&f->await.a2, self, 2000000000,
                                      &m_ct_sequential__main__text_3);
    self->state = 2;
    st = m_ct_sequential__say_after__resume(task, &f->await.a2.base, SLEY_OK);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) return st;
    // 14 | print("finished at {time.format(time.wall(), "%X")}")
    sley_str *t2_t = sley_time_format(sley_wall(task->base.executor),
                                      &m_ct_sequential__main__text_1);
    sley_print(SLEY_PARTS(SLEY_LIT("finished at "), SLEY_STR(t2_t)));
    sley_str_release(t2_t);
    return SLEY_OK;
}

SLEY_MAIN(m_ct_sequential__main, NULL)
