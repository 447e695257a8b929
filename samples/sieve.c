// Generated from sieve.sley. Do not edit.

#include "sley.h"

// async fn generate(out: chan[int]) throws
// sieve.sley:4, frame 104 bytes

typedef struct m_sieve__generate__frame {
    sley_frame base;
    sley_chan *a_out;               // borrowed
    int64_t v_n;                    // 5: live across 1
    struct { sley_waiter wait; int64_t value; } a1; // 7: out.send(n)
} m_sieve__generate__frame;

SLEY_OWNED(m_sieve__generate, (a_out, sley_type_chan));
SLEY_TASK_FN(m_sieve__generate, "sieve.generate", "sieve.sley", 4, 104,
    {7, 1, 0, "out.send(n)"},
    {8, 2, 0, "n +="});

static SLEY_SPAWN1(m_sieve__generate, sley_chan *, a_out)

static sley_status m_sieve__generate__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_sieve__generate__frame *f = (void *)self;
    const sley_site *sites = m_sieve__generate__sites;
    if (sley_resumes(self)) goto resume_1; // 7: out.send(n)

    // 5 | var n = 2
    f->v_n = 2;
    // 6 | while true {
    while (true) {
        // 7 | await out.send(n)
        f->a1.value = f->v_n;
        st = SLEY_SEND(task, sley_at(self, 1), f->a1, f->a_out);
    resume_1: if (sley_stops(task, self, st)) return st;
        // 8 | n += 1
        f->v_n = sley_int_add(f->v_n, 1, &sites[2]);
    }
}

// async fn filter(prime: int, input: chan[int], out: chan[int]) throws
// sieve.sley:12, frame 120 bytes

typedef struct m_sieve__filter__frame {
    sley_frame base;
    int64_t a_prime;
    sley_chan *a_input;             // borrowed
    sley_chan *a_out;               // borrowed
    union {
        struct { sley_waiter wait; sley_opt_int v; } a1; // 13: input.recv()
        struct { sley_waiter wait; int64_t value; } a2; // 15: out.send(n)
    };
} m_sieve__filter__frame;

SLEY_OWNED(m_sieve__filter, (a_input, sley_type_chan), (a_out, sley_type_chan));
SLEY_TASK_FN(m_sieve__filter, "sieve.filter", "sieve.sley", 12, 120,
    {13, 1, 0, "input.recv()"},
    {15, 2, 0, "out.send(n)"},
    {14, 3, 0, "n % prime"});

static SLEY_SPAWN3(m_sieve__filter, int64_t, a_prime, sley_chan *, a_input, sley_chan *, a_out)

static sley_status m_sieve__filter__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_sieve__filter__frame *f = (void *)self;
    const sley_site *sites = m_sieve__filter__sites;
    if (self->state == 1) goto resume_1; // 13: input.recv()
    if (self->state == 2) goto resume_2; // 15: out.send(n)
    sley_starts(self);

    // 13 | while let n = await input.recv() {
    while (true) {
        st = SLEY_RECV(task, sley_at(self, 1), f->a1, f->a_input, int64_t);
    resume_1: if (sley_stops(task, self, st)) return st;
        sley_opt_int t_item = f->a1.v;
        if (!t_item.some) break;
        int64_t v_n = t_item.value;
        // 14 | if n % prime != 0 {
        if (sley_int_mod(v_n, f->a_prime, &sites[3]) != 0) {
            // 15 | await out.send(n)
            f->a2.value = v_n;
            st = SLEY_SEND(task, sley_at(self, 2), f->a2, f->a_out);
        resume_2: if (sley_stops(task, self, st)) return st;
        }
    }
    return SLEY_OK;
}

// async fn main() throws
// sieve.sley:20, frame 168 bytes

typedef struct m_sieve__main__frame {
    sley_frame base;
    int64_t v_limit;                // 21: live across 1
    sley_chan *v_source;            // 23: live across 1
    sley_group_scope g_2;           // 22
    struct { sley_waiter wait; sley_opt_int v; } a1; // 25: source.recv()
} m_sieve__main__frame;

SLEY_FN(m_sieve__main, "sieve.main", "sieve.sley", 20, 168,
    {25, 1, 0, "source.recv()"},
    {22, 2, 0, "group"},
    {23, 3, 0, "chan[int](0)"},
    {24, 4, 0, "generate(source)"},
    {28, 5, 0, "chan[int](0)"},
    {29, 6, 0, "filter(prime, source, next)"});

static sley_status m_sieve__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_sieve__main__frame *f = (void *)self;
    const sley_site *sites = m_sieve__main__sites;
    if (self->state == 1) goto resume_1; // 25: source.recv()
    if (self->state == 2) goto resume_2; // 22: group
    sley_starts(self);
    f->v_source = NULL;

    // 21 | let limit = 100
    f->v_limit = 100;
    // 22 | await group g {
    sley_group_enter(task, &f->g_2);
    // 23 | var source = chan[int](0)
    f->v_source = sley_chan_new(task, &sley_type_int, 0, &sites[3]);
    // 24 | spawn generate(source)
    sley_task_release(m_sieve__generate__spawn(task, f->g_2.group, &sites[4],
                                               sley_chan_retain(f->v_source)));
    // 25 | while let prime = await source.recv() {
    while (true) {
        st = SLEY_RECV(task, sley_at(self, 1), f->a1, f->v_source, int64_t);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_2;
        sley_opt_int t_item = f->a1.v;
        if (!t_item.some) break;
        int64_t v_prime = t_item.value;
        // 26 | if prime > limit { break }
        if (v_prime > f->v_limit) break;
        // 27 | print(prime)
        SLEY_PRINT(SLEY_INT(v_prime));
        // 28 | let next = chan[int](0)
        sley_chan *v_next = sley_chan_new(task, &sley_type_int, 0, &sites[5]);
        // 29 | spawn filter(prime, source, next)
        sley_task_release(m_sieve__filter__spawn(task, f->g_2.group, &sites[6], v_prime,
                sley_chan_retain(f->v_source), sley_chan_retain(v_next)));
        // 30 | source = next
        sley_chan_assign(&f->v_source, v_next);
    }
    // 33 | g.cancel()
    sley_group_cancel(f->g_2.group, NULL);
    sley_chan_drop(&f->v_source);

leave_2:
    sley_chan_drop(&f->v_source);
    st = sley_group_leave(task, sley_at(self, 2), &f->g_2, st);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_1;
    // 35 | print("done")
    SLEY_PRINT(SLEY_LIT("done"));

leave_1:
    return st;
}

SLEY_MAIN(m_sieve__main, NULL)
