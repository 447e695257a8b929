// Generated from ge-close.sley. Do not edit.

#include "sley.h"

// async fn ones() -> gen[int]
// ge-close.sley:3, frame 32 bytes

typedef struct m_ge_close__ones__steps__frame {
    sley_frame base;
    int64_t result;
} m_ge_close__ones__steps__frame;

SLEY_FN_RESULT(m_ge_close__ones__steps, "ge_close.ones", "ge-close.sley", 3, 32, sley_type_int,
    {5, 1, 0, "yield 1"});

static SLEY_BEGIN0(m_ge_close__ones__steps)

static sley_status m_ge_close__ones__steps__resume(sley_task *task, sley_frame *self,
                                                   sley_status st)
{
    m_ge_close__ones__steps__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 5: yield 1

    // 4 | try {
    // 5 | while true { yield 1 }
    while (true) {
        f->result = 1;
        return sley_gen_yield(self, 1);
    resume_1: if (sley_failed(task, self, st)) goto leave_2;
    }

leave_2:
    // 6 | } finally { print("ag finally") }
    SLEY_PRINT(SLEY_LIT("ag finally"));
    return st;
}

// async fn ones() -> gen[int]
// ge-close.sley:3

static sley_gen *m_ge_close__ones(void)
{
    sley_gen *t_gen = sley_gen_new(&m_ge_close__ones__steps__fn);
    m_ge_close__ones__steps__begin(sley_gen_frame(t_gen), NULL);
    return t_gen;
}

// async fn main()
// ge-close.sley:9, frame 56 bytes

typedef struct m_ge_close__main__frame {
    sley_frame base;
    sley_gen *v_g;                  // 10: live across 1, 2, 3
    union {
        struct { sley_gen_wait wait; sley_opt_int v; } a1, a3; // 11, 13
        sley_gen_wait a2;           // 12: g.close()
    };
} m_ge_close__main__frame;

SLEY_FN(m_ge_close__main, "ge_close.main", "ge-close.sley", 9, 56,
    {11, 1, SLEY_CHILD_AT(m_ge_close__main, a1.wait), "g.next()"},
    {12, 2, SLEY_CHILD_AT(m_ge_close__main, a2), "g.close()"},
    {13, 3, SLEY_CHILD_AT(m_ge_close__main, a3.wait), "g.next()"},
    {11, 4, 0, "(await g.next())!"});

static sley_status m_ge_close__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ge_close__main__frame *f = (void *)self;
    const sley_site *sites = m_ge_close__main__sites;
    if (self->state == 1) goto resume_1; // 11: g.next()
    if (self->state == 2) goto resume_2; // 12: g.close()
    if (self->state == 3) goto resume_3; // 13: g.next()
    sley_starts(self);

    // 10 | let g = ones()
    f->v_g = m_ge_close__ones();
    // 11 | print((await g.next())!)
    st = sley_gen_next_async(task, sley_at(self, 1), &f->a1.wait, f->v_g, &f->a1.v, &sites[1]);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    SLEY_PRINT(SLEY_INT(SLEY_UNWRAP(f->a1.v, &sites[4])));
    // 12 | await g.close()
    st = sley_gen_close_async(task, sley_at(self, 2), &f->a2, f->v_g, &sites[2]);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_1;
    // 13 | if await g.next() == none { print("exhausted") }
    st = sley_gen_next_async(task, sley_at(self, 3), &f->a3.wait, f->v_g, &f->a3.v, &sites[3]);
    if (st == SLEY_PENDING) return st;
resume_3: if (sley_failed(task, self, st)) goto leave_1;
    if (!f->a3.v.some) {
        SLEY_PRINT(SLEY_LIT("exhausted"));
    }

leave_1:
    sley_gen_release(f->v_g);
    return st;
}

SLEY_MAIN(m_ge_close__main, NULL)
