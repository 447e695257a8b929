// Generated from ge-ticker.sley. Do not edit.

#include "sley.h"

typedef struct m_ge_ticker__Ticker m_ge_ticker__Ticker;

struct m_ge_ticker__Ticker {
    sley_object head;
    sley_duration f_delay;
    int64_t f_to;
    int64_t f_n;
};

SLEY_OWN_PLAIN_CLASS(m_ge_ticker__Ticker)

static SLEY_NEW3(m_ge_ticker__Ticker, sley_duration, f_delay, int64_t, f_to, int64_t, f_n)

// async fn next() -> int?
// ge-ticker.sley:8, frame 72 bytes

typedef struct m_ge_ticker__Ticker__next__frame {
    sley_frame base;
    m_ge_ticker__Ticker *a_self;    // borrowed
    sley_opt_int result;
    sley_wait a1;                   // 10: sleep(self.delay)
} m_ge_ticker__Ticker__next__frame;

SLEY_FN_RESULT(m_ge_ticker__Ticker__next, "ge_ticker.Ticker.next", "ge-ticker.sley", 8, 72,
               sley_type_opt_int,
    {10, 1, 0, "sleep(self.delay)"},
    {11, 2, 0, "self.n +="},
    {12, 3, 0, "self.n - 1"});

static SLEY_BEGIN1(m_ge_ticker__Ticker__next, m_ge_ticker__Ticker *, a_self)

static sley_status m_ge_ticker__Ticker__next__resume(sley_task *task, sley_frame *self,
                                                     sley_status st)
{
    m_ge_ticker__Ticker__next__frame *f = (void *)self;
    const sley_site *sites = m_ge_ticker__Ticker__next__sites;
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

// async fn ticker(delay: duration, to: int) -> gen[int]
// ge-ticker.sley:16, frame 80 bytes

typedef struct m_ge_ticker__ticker__steps__frame {
    sley_frame base;
    sley_duration a_delay;
    int64_t a_to;
    int64_t result;
    int64_t v_i;                    // 17: live across 1, 2
    sley_wait a2;                   // 19: sleep(delay)
} m_ge_ticker__ticker__steps__frame;

SLEY_FN_RESULT(m_ge_ticker__ticker__steps, "ge_ticker.ticker", "ge-ticker.sley", 16, 80,
               sley_type_int,
    {18, 1, 0, "yield i"},
    {19, 2, 0, "sleep(delay)"});

static SLEY_BEGIN2(m_ge_ticker__ticker__steps, sley_duration, a_delay, int64_t, a_to)

static sley_status m_ge_ticker__ticker__steps__resume(sley_task *task, sley_frame *self,
                                                      sley_status st)
{
    m_ge_ticker__ticker__steps__frame *f = (void *)self;
    if (self->state == 1) goto resume_1; // 18: yield i
    if (self->state == 2) goto resume_2; // 19: sleep(delay)
    sley_starts(self);

    // 17 | for i in 0..to {
    for (f->v_i = 0; f->v_i < f->a_to; f->v_i++) {
        // 18 | yield i
        f->result = f->v_i;
        return sley_gen_yield(self, 1);
    resume_1: if (sley_failed(task, self, st)) return st;
        // 19 | await sleep(delay)
        st = sley_sleep(task, sley_at(self, 2), &f->a2, f->a_delay);
    resume_2: if (sley_stops(task, self, st)) return st;
    }
    return SLEY_OK;
}

// async fn ticker(delay: duration, to: int) -> gen[int]
// ge-ticker.sley:16

static sley_gen *m_ge_ticker__ticker(sley_duration a_delay, int64_t a_to)
{
    sley_gen *t_gen = sley_gen_new(&m_ge_ticker__ticker__steps__fn);
    m_ge_ticker__ticker__steps__begin(sley_gen_frame(t_gen), NULL, a_delay, a_to);
    return t_gen;
}

// async fn handed_on(to: int) -> gen[int]
// ge-ticker.sley:23, frame 104 bytes

typedef struct m_ge_ticker__handed_on__steps__frame {
    sley_frame base;
    int64_t a_to;
    int64_t result;
    sley_gen *t_items;              // 24: live across 1, 2, 3
    sley_unwind u_2;
    union { struct { sley_gen_wait wait; sley_opt_int v; } a1; sley_gen_wait a3; }; // 24
} m_ge_ticker__handed_on__steps__frame;

SLEY_FN_RESULT(m_ge_ticker__handed_on__steps, "ge_ticker.handed_on", "ge-ticker.sley", 23, 104,
               sley_type_int,
    {24, 1, SLEY_CHILD_AT(m_ge_ticker__handed_on__steps, a1.wait), "ticker(1s, to)"},
    {24, 2, 0, "yield v"},
    {24, 3, SLEY_CHILD_AT(m_ge_ticker__handed_on__steps, a3), "ticker(1s, to)"});

static SLEY_BEGIN1(m_ge_ticker__handed_on__steps, int64_t, a_to)

static sley_status m_ge_ticker__handed_on__steps__resume(sley_task *task, sley_frame *self,
                                                         sley_status st)
{
    m_ge_ticker__handed_on__steps__frame *f = (void *)self;
    const sley_site *sites = m_ge_ticker__handed_on__steps__sites;
    if (self->state == 1) goto resume_1; // 24: ticker(1s, to)
    if (self->state == 2) goto resume_2; // 24: yield v
    if (self->state == 3) goto resume_3; // 24: ticker(1s, to)
    sley_starts(self);

    // 24 | async for v in ticker(1s, to) { yield v }
    f->t_items = m_ge_ticker__ticker(1000000000, f->a_to);
    while (true) {
        st = sley_gen_next_async(task, sley_at(self, 1), &f->a1.wait, f->t_items, &f->a1.v,
                                 &sites[1]);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_2;
        if (!f->a1.v.some) break;
        int64_t v_v = f->a1.v.value;
        f->result = v_v;
        return sley_gen_yield(self, 2);
    resume_2: if (sley_failed(task, self, st)) goto leave_2;
    }

leave_2:
    st = sley_unwind_enter(task, &f->u_2, st);
    st = sley_gen_close_async(task, sley_at(self, 3), &f->a3, f->t_items, &sites[1]);
    if (st == SLEY_PENDING) return st;
resume_3: sley_note_failure(task, self, st);
    st = sley_unwind_leave(task, &f->u_2, st);
    sley_gen_release(f->t_items);
    return st;
}

// async fn handed_on(to: int) -> gen[int]
// ge-ticker.sley:23

static sley_gen *m_ge_ticker__handed_on(int64_t a_to)
{
    sley_gen *t_gen = sley_gen_new(&m_ge_ticker__handed_on__steps__fn);
    m_ge_ticker__handed_on__steps__begin(sley_gen_frame(t_gen), NULL, a_to);
    return t_gen;
}

// async fn delegated(to: int) -> gen[int]
// ge-ticker.sley:27, frame 104 bytes

typedef struct m_ge_ticker__delegated__steps__frame {
    sley_frame base;
    int64_t a_to;
    int64_t result;
    sley_gen *t_items;              // 27: live across 1, 2, 3
    sley_unwind u_2;
    union { struct { sley_gen_wait wait; sley_opt_int v; } a1; sley_gen_wait a3; }; // 27
} m_ge_ticker__delegated__steps__frame;

SLEY_FN_RESULT(m_ge_ticker__delegated__steps, "ge_ticker.delegated", "ge-ticker.sley", 27, 104,
               sley_type_int,
    {27, 1, SLEY_CHILD_AT(m_ge_ticker__delegated__steps, a1.wait), "ticker(1s, to)"},
    {27, 2, 0, "yield from ticker(1s, to)"},
    {27, 3, SLEY_CHILD_AT(m_ge_ticker__delegated__steps, a3), "ticker(1s, to)"});

static SLEY_BEGIN1(m_ge_ticker__delegated__steps, int64_t, a_to)

static sley_status m_ge_ticker__delegated__steps__resume(sley_task *task, sley_frame *self,
                                                         sley_status st)
{
    m_ge_ticker__delegated__steps__frame *f = (void *)self;
    const sley_site *sites = m_ge_ticker__delegated__steps__sites;
    if (self->state == 1) goto resume_1; // 27: ticker(1s, to)
    if (self->state == 2) goto resume_2; // 27: yield from ticker(1s, to)
    if (self->state == 3) goto resume_3; // 27: ticker(1s, to)
    sley_starts(self);

    // 27 | async fn delegated(to: int) -> gen[int] { yield from ticker(1s, to) }
    f->t_items = m_ge_ticker__ticker(1000000000, f->a_to);
    while (true) {
        st = sley_gen_next_async(task, sley_at(self, 1), &f->a1.wait, f->t_items, &f->a1.v,
                                 &sites[1]);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_2;
        if (!f->a1.v.some) break;
        int64_t t_item = f->a1.v.value;
        f->result = t_item;
        return sley_gen_yield(self, 2);
    resume_2: if (sley_failed(task, self, st)) goto leave_2;
    }

leave_2:
    st = sley_unwind_enter(task, &f->u_2, st);
    st = sley_gen_close_async(task, sley_at(self, 3), &f->a3, f->t_items, &sites[1]);
    if (st == SLEY_PENDING) return st;
resume_3: sley_note_failure(task, self, st);
    st = sley_unwind_leave(task, &f->u_2, st);
    sley_gen_release(f->t_items);
    return st;
}

// async fn delegated(to: int) -> gen[int]
// ge-ticker.sley:27

static sley_gen *m_ge_ticker__delegated(int64_t a_to)
{
    sley_gen *t_gen = sley_gen_new(&m_ge_ticker__delegated__steps__fn);
    m_ge_ticker__delegated__steps__begin(sley_gen_frame(t_gen), NULL, a_to);
    return t_gen;
}

// async fn main()
// ge-ticker.sley:29, frame 160 bytes

typedef struct m_ge_ticker__main__frame {
    sley_frame base;
    m_ge_ticker__Ticker *v_items;   // 30: live across 1
    sley_gen *t_items;              // 31: live across 2, 3
    sley_gen *t2_items;             // 32: live across 4, 5
    sley_gen *t3_items;             // 33: live across 6, 7
    union {
        sley_unwind u_3;
        sley_unwind u_5;
        sley_unwind u_7;
    };
    union {
        m_ge_ticker__Ticker__next__frame a1; // 30: Ticker(1s, 5)
        struct { sley_gen_wait wait; sley_opt_int v; } a2, a4, a6; // 31, 32, 33
        sley_gen_wait a3, a5, a7;   // 31, 32, 33
    };
} m_ge_ticker__main__frame;

SLEY_FN(m_ge_ticker__main, "ge_ticker.main", "ge-ticker.sley", 29, 160,
    {30, 1, SLEY_CHILD(m_ge_ticker__main, a1), "Ticker(1s, 5)"},
    {31, 2, SLEY_CHILD_AT(m_ge_ticker__main, a2.wait), "ticker(1s, 5)"},
    {31, 3, SLEY_CHILD_AT(m_ge_ticker__main, a3), "ticker(1s, 5)"},
    {32, 4, SLEY_CHILD_AT(m_ge_ticker__main, a4.wait), "handed_on(5)"},
    {32, 5, SLEY_CHILD_AT(m_ge_ticker__main, a5), "handed_on(5)"},
    {33, 6, SLEY_CHILD_AT(m_ge_ticker__main, a6.wait), "delegated(5)"},
    {33, 7, SLEY_CHILD_AT(m_ge_ticker__main, a7), "delegated(5)"});

static sley_status m_ge_ticker__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ge_ticker__main__frame *f = (void *)self;
    const sley_site *sites = m_ge_ticker__main__sites;
    switch (self->state) {
    case 1: goto resume_1;          // 30: Ticker(1s, 5)
    case 2: goto resume_2;          // 31: ticker(1s, 5)
    case 3: goto resume_3;          // 31: ticker(1s, 5)
    case 4: goto resume_4;          // 32: handed_on(5)
    case 5: goto resume_5;          // 32: handed_on(5)
    case 6: goto resume_6;          // 33: delegated(5)
    case 7: goto resume_7;          // 33: delegated(5)
    default: sley_starts(self);
    }
    f->t_items = f->t2_items = f->t3_items = NULL;

    // 30 | async for i in Ticker(1s, 5) { print(i) }
    f->v_items = m_ge_ticker__Ticker__new(1000000000, 5, 0);
    while (true) {
        m_ge_ticker__Ticker__next__begin(&f->a1, self, f->v_items);
        st = SLEY_AWAIT(m_ge_ticker__Ticker__next, task, self, 1, f->a1);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_1;
        if (!f->a1.result.some) break;
        int64_t v_i = f->a1.result.value;
        SLEY_PRINT(SLEY_INT(v_i));
    }
    m_ge_ticker__Ticker__drop(&f->v_items);
    // 31 | async for i in ticker(1s, 5) { print(i) }
    f->t_items = m_ge_ticker__ticker(1000000000, 5);
    while (true) {
        st = sley_gen_next_async(task, sley_at(self, 2), &f->a2.wait, f->t_items, &f->a2.v,
                                 &sites[2]);
        if (st == SLEY_PENDING) return st;
    resume_2: if (sley_failed(task, self, st)) goto leave_3;
        if (!f->a2.v.some) break;
        int64_t v2_i = f->a2.v.value;
        SLEY_PRINT(SLEY_INT(v2_i));
    }

leave_3:
    st = sley_unwind_enter(task, &f->u_3, st);
    st = sley_gen_close_async(task, sley_at(self, 3), &f->a3, f->t_items, &sites[2]);
    if (st == SLEY_PENDING) return st;
resume_3: sley_note_failure(task, self, st);
    st = sley_unwind_leave(task, &f->u_3, st);
    if (st != SLEY_OK) goto leave_1;
    sley_gen_drop(&f->t_items);
    // 32 | async for i in handed_on(5) { print(i) }
    f->t2_items = m_ge_ticker__handed_on(5);
    while (true) {
        st = sley_gen_next_async(task, sley_at(self, 4), &f->a4.wait, f->t2_items, &f->a4.v,
                                 &sites[4]);
        if (st == SLEY_PENDING) return st;
    resume_4: if (sley_failed(task, self, st)) goto leave_5;
        if (!f->a4.v.some) break;
        int64_t v3_i = f->a4.v.value;
        SLEY_PRINT(SLEY_INT(v3_i));
    }

leave_5:
    st = sley_unwind_enter(task, &f->u_5, st);
    st = sley_gen_close_async(task, sley_at(self, 5), &f->a5, f->t2_items, &sites[4]);
    if (st == SLEY_PENDING) return st;
resume_5: sley_note_failure(task, self, st);
    st = sley_unwind_leave(task, &f->u_5, st);
    if (st != SLEY_OK) goto leave_1;
    sley_gen_drop(&f->t2_items);
    // 33 | async for i in delegated(5) { print(i) }
    f->t3_items = m_ge_ticker__delegated(5);
    while (true) {
        st = sley_gen_next_async(task, sley_at(self, 6), &f->a6.wait, f->t3_items, &f->a6.v,
                                 &sites[6]);
        if (st == SLEY_PENDING) return st;
    resume_6: if (sley_failed(task, self, st)) goto leave_7;
        if (!f->a6.v.some) break;
        int64_t v4_i = f->a6.v.value;
        SLEY_PRINT(SLEY_INT(v4_i));
    }

leave_7:
    st = sley_unwind_enter(task, &f->u_7, st);
    st = sley_gen_close_async(task, sley_at(self, 7), &f->a7, f->t3_items, &sites[6]);
    if (st == SLEY_PENDING) return st;
resume_7: sley_note_failure(task, self, st);
    st = sley_unwind_leave(task, &f->u_7, st);

leave_1:
    sley_gen_release(f->t3_items);
    sley_gen_release(f->t2_items);
    sley_gen_release(f->t_items);
    m_ge_ticker__Ticker__release(f->v_items);
    return st;
}

SLEY_MAIN(m_ge_ticker__main, NULL)
