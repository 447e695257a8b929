// Generated from ge-comprehension.sley. Do not edit.

#include "sley.h"

typedef struct m_ge_comprehension__Ticker m_ge_comprehension__Ticker;

struct m_ge_comprehension__Ticker {
    sley_object head;
    sley_duration f_delay;
    int64_t f_to;
    int64_t f_n;
};

SLEY_OWN_PLAIN_CLASS(m_ge_comprehension__Ticker)

static SLEY_NEW3(m_ge_comprehension__Ticker, sley_duration, f_delay, int64_t, f_to, int64_t, f_n)

static const sley_type sley_type_list__int = SLEY_LIST_TYPE("list[int]");

// async fn next() -> int?
// ge-comprehension.sley:8, frame 72 bytes

typedef struct m_ge_comprehension__Ticker__next__frame {
    sley_frame base;
    m_ge_comprehension__Ticker *a_self; // borrowed
    sley_opt_int result;
    sley_wait a1;                   // 10: sleep(self.delay)
} m_ge_comprehension__Ticker__next__frame;

SLEY_FN_RESULT(m_ge_comprehension__Ticker__next, "ge_comprehension.Ticker.next",
               "ge-comprehension.sley", 8, 72, sley_type_opt_int,
    {10, 1, 0, "sleep(self.delay)"},
    {11, 2, 0, "self.n +="},
    {12, 3, 0, "self.n - 1"});

static SLEY_BEGIN1(m_ge_comprehension__Ticker__next, m_ge_comprehension__Ticker *, a_self)

static sley_status m_ge_comprehension__Ticker__next__resume(sley_task *task, sley_frame *self,
                                                            sley_status st)
{
    m_ge_comprehension__Ticker__next__frame *f = (void *)self;
    const sley_site *sites = m_ge_comprehension__Ticker__next__sites;
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

// async fn main()
// ge-comprehension.sley:16, frame 112 bytes

typedef struct m_ge_comprehension__main__frame {
    sley_frame base;
    sley_list *t_list;              // 17: live across 1
    m_ge_comprehension__Ticker *v_items; // 17: live across 1
    m_ge_comprehension__Ticker__next__frame a1; // 17: Ticker(1s, 5)
} m_ge_comprehension__main__frame;

SLEY_FN(m_ge_comprehension__main, "ge_comprehension.main", "ge-comprehension.sley", 16, 112,
    {17, 1, SLEY_CHILD(m_ge_comprehension__main, a1), "Ticker(1s, 5)"});

static sley_status m_ge_comprehension__main__resume(sley_task *task, sley_frame *self,
                                                    sley_status st)
{
    m_ge_comprehension__main__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 17: Ticker(1s, 5)

    // 17 | print([i async for i in Ticker(1s, 5) if i % 2 != 0])
    f->t_list = sley_list_new(&sley_type_int, 0);
    f->v_items = m_ge_comprehension__Ticker__new(1000000000, 5, 0);
    while (true) {
        m_ge_comprehension__Ticker__next__begin(&f->a1, self, f->v_items);
        st = SLEY_AWAIT(m_ge_comprehension__Ticker__next, task, self, 1, f->a1);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_1;
        if (!f->a1.result.some) break;
        int64_t v_i = f->a1.result.value;
        if (v_i % 2 != 0) {
            sley_list_append(f->t_list, &v_i);
        }
    }
    m_ge_comprehension__Ticker__drop(&f->v_items);
    SLEY_PRINT(SLEY_VAL(sley_type_list__int, &f->t_list));

leave_1:
    m_ge_comprehension__Ticker__release(f->v_items);
    sley_list_release(f->t_list);
    return st;
}

SLEY_MAIN(m_ge_comprehension__main, NULL)
