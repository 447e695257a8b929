// Generated from ticker.sley. Do not edit.

#include "sley.h"

enum { c_ticker__Tick__Fast, c_ticker__Tick__Slow };
typedef struct m_ticker__Tick {
    uint32_t tag;
    union {
        struct { int64_t f_count; } c_Fast;
        struct { int64_t f_count; } c_Slow;
    } u;
} m_ticker__Tick;

SLEY_OPT_TYPE(sley_opt_m_ticker__Tick, m_ticker__Tick);

static SLEY_ENUM(m_ticker__Tick, "Tick", SLEY_PLAIN,
    {"Fast", SLEY_FIELDS({"count", offsetof(m_ticker__Tick, u.c_Fast.f_count), &sley_type_int})},
    {"Slow", SLEY_FIELDS({"count", offsetof(m_ticker__Tick, u.c_Slow.f_count), &sley_type_int})});

static void m_ticker__report(sley_opt_m_ticker__Tick a_t);

// async fn tick(out: chan[Tick], period: duration, count: int, make: fn(int) -> Tick) throws
// ticker.sley:9, frame 136 bytes

typedef struct m_ticker__tick__frame {
    sley_frame base;
    sley_chan *a_out;               // borrowed
    sley_duration a_period;
    int64_t a_count;
    sley_closure *a_make;           // borrowed
    int64_t v_i;                    // 10: live across 1, 2
    union { sley_wait a1; struct { sley_waiter wait; m_ticker__Tick value; } a2; }; // 11, 12
} m_ticker__tick__frame;

SLEY_OWNED(m_ticker__tick, (a_out, sley_type_chan), (a_make, sley_type_closure));
SLEY_TASK_FN(m_ticker__tick, "ticker.tick", "ticker.sley", 9, 136,
    {11, 1, 0, "sleep(period)"},
    {12, 2, 0, "out.send(make(i))"});

static SLEY_SPAWN4(m_ticker__tick, sley_chan *, a_out, sley_duration, a_period, int64_t, a_count,
                   sley_closure *, a_make)

static sley_status m_ticker__tick__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ticker__tick__frame *f = (void *)self;
    if (self->state == 1) goto resume_1; // 11: sleep(period)
    if (self->state == 2) goto resume_2; // 12: out.send(make(i))
    sley_starts(self);

    // 10 | for i in 1..=count {
    f->v_i = 1;
    for (bool t_more = f->v_i <= f->a_count; t_more; t_more = sley_int_step(&f->v_i, f->a_count)) {
        // 11 | await sleep(period)
        st = sley_sleep(task, sley_at(self, 1), &f->a1, f->a_period);
    resume_1: if (sley_stops(task, self, st)) return st;
        // 12 | await out.send(make(i))
        f->a2.value = ((m_ticker__Tick (*)(sley_closure *, int64_t))f->a_make->code)(f->a_make,
                f->v_i);
        st = SLEY_SEND(task, sley_at(self, 2), f->a2, f->a_out);
    resume_2: if (sley_stops(task, self, st)) return st;
    }
    return SLEY_OK;
}

// fn(i)
// ticker.sley:19

static m_ticker__Tick m_ticker__main__closure1(sley_closure *closure, int64_t a_i)
{
    (void)closure;
    // 19 | let a = spawn tick(fast, 100ms, 7, fn(i) => Tick.Fast(i))
    return (m_ticker__Tick){.tag = c_ticker__Tick__Fast, .u.c_Fast.f_count = a_i};
}

// fn(i)
// ticker.sley:20

static m_ticker__Tick m_ticker__main__closure2(sley_closure *closure, int64_t a_i)
{
    (void)closure;
    // 20 | let b = spawn tick(slow, 250ms, 3, fn(i) => Tick.Slow(i))
    return (m_ticker__Tick){.tag = c_ticker__Tick__Slow, .u.c_Slow.f_count = a_i};
}

// async fn main() throws
// ticker.sley:16, frame 288 bytes

typedef struct m_ticker__main__frame {
    sley_frame base;
    sley_chan *v_fast;              // 17: live across 1
    sley_chan *v_slow;              // 18: live across 1
    sley_task *v_a;                 // 19: live across 1
    sley_task *v_b;                 // 20: live across 1
    int64_t v_seen;                 // 22: live across 1
    bool v_quiet;                   // 23: live across 1
    // 25: select
    struct { sley_waiter arm[3]; sley_opt_m_ticker__Tick v_0; sley_opt_m_ticker__Tick v_1; } a1;
} m_ticker__main__frame;

SLEY_FN_VALUE(m_ticker__main__closure1, m_ticker__main__closure1, 0);

SLEY_FN_VALUE(m_ticker__main__closure2, m_ticker__main__closure2, 0);

SLEY_FN(m_ticker__main, "ticker.main", "ticker.sley", 16, 288,
    {25, 1, 0, "select"},
    {17, 2, 0, "chan[Tick](0)"},
    {18, 3, 0, "chan[Tick](0)"},
    {19, 4, 0, "tick(fast, 100ms, 7, fn(i) => T..."},
    {20, 5, 0, "tick(slow, 250ms, 3, fn(i) => T..."},
    {26, 6, 0, "seen +="},
    {27, 7, 0, "seen +="});

static sley_status m_ticker__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ticker__main__frame *f = (void *)self;
    const sley_site *sites = m_ticker__main__sites;
    if (sley_resumes(self)) goto resume_1; // 25: select

    // 17 | let fast = chan[Tick](0)
    f->v_fast = sley_chan_new(task, &m_ticker__Tick__type, 0, &sites[2]);
    // 18 | let slow = chan[Tick](0)
    f->v_slow = sley_chan_new(task, &m_ticker__Tick__type, 0, &sites[3]);
    // 19 | let a = spawn tick(fast, 100ms, 7, fn(i) => Tick.Fast(i))
    f->v_a = m_ticker__tick__spawn(task, NULL, &sites[4], sley_chan_retain(f->v_fast), 100000000,
                                   7, sley_closure_retain(&m_ticker__main__closure1__value));
    // 20 | let b = spawn tick(slow, 250ms, 3, fn(i) => Tick.Slow(i))
    f->v_b = m_ticker__tick__spawn(task, NULL, &sites[5], sley_chan_retain(f->v_slow), 250000000,
                                   3, sley_closure_retain(&m_ticker__main__closure2__value));
    // 22 | var seen = 0
    f->v_seen = 0;
    // 23 | var quiet = false
    f->v_quiet = false;
    // 24 | while not quiet {
    while (!f->v_quiet) {
        // 25 | await select {
        sley_arm_recv(&f->a1.arm[0], f->v_fast, &f->a1.v_0);
        sley_arm_recv(&f->a1.arm[1], f->v_slow, &f->a1.v_1);
        sley_arm_after(&f->a1.arm[2], 300000000);
        st = sley_select(task, sley_at(self, 1), f->a1.arm, 3);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_1;
        if (task->won == 0) {
            // 26 | case let t = fast.recv() { report(t); seen += 1 }
            sley_opt_m_ticker__Tick v_t = f->a1.v_0;
            m_ticker__report(v_t);
            f->v_seen = sley_int_add(f->v_seen, 1, &sites[6]);
        } else if (task->won == 1) {
            // 27 | case let t = slow.recv() { report(t); seen += 1 }
            sley_opt_m_ticker__Tick v2_t = f->a1.v_1;
            m_ticker__report(v2_t);
            f->v_seen = sley_int_add(f->v_seen, 1, &sites[7]);
        } else {
            // 28 | case after 300ms { quiet = true }
            f->v_quiet = true;
        }
    }
    // 31 | print("{seen} ticks, then silence")
    SLEY_PRINT(SLEY_INT(f->v_seen), SLEY_LIT(" ticks, then silence"));
    // 32 | print("done: {a.done()} {b.done()}")
    SLEY_PRINT(SLEY_LIT("done: "), SLEY_BOOL(sley_task_done(f->v_a)), SLEY_LIT(" "),
               SLEY_BOOL(sley_task_done(f->v_b)));

leave_1:
    sley_task_release(f->v_b);
    sley_task_release(f->v_a);
    sley_chan_release(f->v_slow);
    sley_chan_release(f->v_fast);
    return st;
}

// fn report(t: Tick?)
// ticker.sley:35

static void m_ticker__report(sley_opt_m_ticker__Tick a_t)
{
    // 36 | match t {
    if (!a_t.some) {
        // 37 | case none { print("closed") }
        SLEY_PRINT(SLEY_LIT("closed"));
    } else if (a_t.some && a_t.value.tag == c_ticker__Tick__Fast) {
        // 38 | case Fast(count) { print("fast {count}") }
        int64_t v_count = a_t.value.u.c_Fast.f_count;
        SLEY_PRINT(SLEY_LIT("fast "), SLEY_INT(v_count));
    } else {
        // 39 | case Slow(count) { print("    slow {count}") }
        int64_t v2_count = a_t.value.u.c_Slow.f_count;
        SLEY_PRINT(SLEY_LIT("    slow "), SLEY_INT(v2_count));
    }
}

SLEY_MAIN(m_ticker__main, NULL)
