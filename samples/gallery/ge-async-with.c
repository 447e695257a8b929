// Generated from ge-async-with.sley. Do not edit.

#include "sley.h"

typedef struct m_ge_async_with__Ticker m_ge_async_with__Ticker;

struct m_ge_async_with__Ticker {
    sley_object head;
    sley_duration f_delay;
    int64_t f_to;
    int64_t f_n;
};

typedef struct m_ge_async_with__Session m_ge_async_with__Session;

SLEY_OWN_PLAIN_CLASS(m_ge_async_with__Ticker)

static SLEY_NEW3(m_ge_async_with__Ticker, sley_duration, f_delay, int64_t, f_to, int64_t, f_n)

static const sley_type m_ge_async_with__Ticker__type;

struct m_ge_async_with__Session {
    sley_object head;
};

SLEY_OWN_PLAIN_CLASS(m_ge_async_with__Session)

static m_ge_async_with__Session *m_ge_async_with__Session__new(void)
{
    return sley_object_new(sizeof(m_ge_async_with__Session));
}

static SLEY_CLASS(m_ge_async_with__Ticker, "Ticker", SLEY_COUNTED,
    {"delay", offsetof(m_ge_async_with__Ticker, f_delay), &sley_type_duration},
    {"to", offsetof(m_ge_async_with__Ticker, f_to), &sley_type_int},
    {"n", offsetof(m_ge_async_with__Ticker, f_n), &sley_type_int});

// async fn next() -> int?
// ge-async-with.sley:8, frame 72 bytes

typedef struct m_ge_async_with__Ticker__next__frame {
    sley_frame base;
    m_ge_async_with__Ticker *a_self; // borrowed
    sley_opt_int result;
    sley_wait a1;                   // 10: sleep(self.delay)
} m_ge_async_with__Ticker__next__frame;

SLEY_FN_RESULT(m_ge_async_with__Ticker__next, "ge_async_with.Ticker.next", "ge-async-with.sley", 8,
               72, sley_type_opt_int,
    {10, 1, 0, "sleep(self.delay)"},
    {11, 2, 0, "self.n +="},
    {12, 3, 0, "self.n - 1"});

static SLEY_BEGIN1(m_ge_async_with__Ticker__next, m_ge_async_with__Ticker *, a_self)

static sley_status m_ge_async_with__Ticker__next__resume(sley_task *task, sley_frame *self,
                                                         sley_status st)
{
    m_ge_async_with__Ticker__next__frame *f = (void *)self;
    const sley_site *sites = m_ge_async_with__Ticker__next__sites;
    if (sley_resumes(self)) goto resume_1; // 10: sleep(self.delay)

    // 9 | if self.n == self.to { return none }
    if (f->a_self->f_n == f->a_self->f_to) {
        f->result = (sley_opt_int){0};
        return SLEY_OK;
    }
    // 10 | if self.n > 0 { await sleep(self.delay) }
    if (f->a_self->f_n > 0) {
        st = sley_sleep(task, sley_at(self, 1), &f->a1, f->a_self->f_delay);
    resume_1: if (sley_stops(task, self, st)) return st;
    }
    // 11 | self.n += 1
    f->a_self->f_n = sley_int_add(f->a_self->f_n, 1, &sites[2]);
    // 12 | return self.n - 1
    f->result = (sley_opt_int){true, sley_int_sub(f->a_self->f_n, 1, &sites[3])};
    return SLEY_OK;
}

// async fn enter() -> Ticker
// ge-async-with.sley:17, frame 64 bytes

typedef struct m_ge_async_with__Session__enter__frame {
    sley_frame base;
    m_ge_async_with__Session *a_self; // borrowed
    m_ge_async_with__Ticker *result;
    sley_wait a1;                   // 19: sleep(1s)
} m_ge_async_with__Session__enter__frame;

SLEY_FN_RESULT(m_ge_async_with__Session__enter, "ge_async_with.Session.enter",
               "ge-async-with.sley", 17, 64, m_ge_async_with__Ticker__type,
    {19, 1, 0, "sleep(1s)"});

static SLEY_BEGIN1(m_ge_async_with__Session__enter, m_ge_async_with__Session *, a_self)

static inline sley_status m_ge_async_with__Session__enter__resume(sley_task *task,
                                                                  sley_frame *self, sley_status st)
{
    m_ge_async_with__Session__enter__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 19: sleep(1s)

    // 18 | print("entering context")
    SLEY_PRINT(SLEY_LIT("entering context"));
    // 19 | await sleep(1s)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, 1000000000);
resume_1: if (sley_stops(task, self, st)) return st;
    // 20 | return Ticker(1s, 5)
    f->result = m_ge_async_with__Ticker__new(1000000000, 5, 0);
    return SLEY_OK;
}

// async fn exit()
// ge-async-with.sley:23, frame 56 bytes

typedef struct m_ge_async_with__Session__exit__frame {
    sley_frame base;
    m_ge_async_with__Session *a_self; // borrowed
    sley_wait a1;                   // 24: sleep(1s)
} m_ge_async_with__Session__exit__frame;

SLEY_FN(m_ge_async_with__Session__exit, "ge_async_with.Session.exit", "ge-async-with.sley", 23, 56,
    {24, 1, 0, "sleep(1s)"});

static SLEY_BEGIN1(m_ge_async_with__Session__exit, m_ge_async_with__Session *, a_self)

static inline sley_status m_ge_async_with__Session__exit__resume(sley_task *task, sley_frame *self,
                                                                 sley_status st)
{
    m_ge_async_with__Session__exit__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 24: sleep(1s)

    // 24 | await sleep(1s)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, 1000000000);
resume_1: if (sley_stops(task, self, st)) return st;
    // 25 | print("exit context")
    SLEY_PRINT(SLEY_LIT("exit context"));
    return SLEY_OK;
}

// async fn main()
// ge-async-with.sley:29, frame 152 bytes

typedef struct m_ge_async_with__main__frame {
    sley_frame base;
    m_ge_async_with__Session *t_context; // 30: live across 1, 2, 3
    m_ge_async_with__Ticker *v_ticker; // 30: live across 2, 3
    sley_unwind u_2;
    m_ge_async_with__Ticker *v_items; // 31: live across 2
    union {
        m_ge_async_with__Session__enter__frame a1; // 30: Session()
        m_ge_async_with__Ticker__next__frame a2; // 31: ticker
        m_ge_async_with__Session__exit__frame a3; // 30: Session()
    };
} m_ge_async_with__main__frame;

SLEY_FN(m_ge_async_with__main, "ge_async_with.main", "ge-async-with.sley", 29, 152,
    {30, 1, SLEY_CHILD(m_ge_async_with__main, a1), "Session()"},
    {31, 2, SLEY_CHILD(m_ge_async_with__main, a2), "ticker"},
    {30, 3, SLEY_CHILD(m_ge_async_with__main, a3), "Session()"});

static sley_status m_ge_async_with__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ge_async_with__main__frame *f = (void *)self;
    if (self->state == 1) goto resume_1; // 30: Session()
    if (self->state == 2) goto resume_2; // 31: ticker
    if (self->state == 3) goto resume_3; // 30: Session()
    sley_starts(self);
    f->v_ticker = NULL;

    // 30 | async with Session() as ticker {
    f->t_context = m_ge_async_with__Session__new();
    m_ge_async_with__Session__enter__begin(&f->a1, self, f->t_context);
    st = SLEY_AWAIT(m_ge_async_with__Session__enter, task, self, 1, f->a1);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    f->v_ticker = f->a1.result;
    // 31 | async for i in ticker { print(i) }
    f->v_items = f->v_ticker;
    while (true) {
        m_ge_async_with__Ticker__next__begin(&f->a2, self, f->v_items);
        st = SLEY_AWAIT(m_ge_async_with__Ticker__next, task, self, 2, f->a2);
        if (st == SLEY_PENDING) return st;
    resume_2: if (sley_failed(task, self, st)) goto leave_2;
        if (!f->a2.result.some) break;
        int64_t v_i = f->a2.result.value;
        SLEY_PRINT(SLEY_INT(v_i));
    }

leave_2:
    st = sley_unwind_enter(task, &f->u_2, st);
    m_ge_async_with__Session__exit__begin(&f->a3, self, f->t_context);
    st = SLEY_AWAIT(m_ge_async_with__Session__exit, task, self, 3, f->a3);
    if (st == SLEY_PENDING) return st;
resume_3: sley_note_failure(task, self, st);
    st = sley_unwind_leave(task, &f->u_2, st);

leave_1:
    m_ge_async_with__Ticker__release(f->v_ticker);
    m_ge_async_with__Session__release(f->t_context);
    return st;
}

SLEY_MAIN(m_ge_async_with__main, NULL)
