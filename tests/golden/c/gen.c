// Generated from gen.sley. Do not edit.

#include "sley.h"

typedef struct m_gen__Stop {
    sley_error base;
    int64_t f_at;
} m_gen__Stop;

typedef struct m_gen__drive__frame {
    sley_frame base;
    sley_chan *a_input;             // borrowed
    sley_gen *v_g;                  // 27: live across 1, 2
    union {
        struct { sley_gen_wait wait; sley_opt_int v; } a1; // 28: g.next()
        struct { sley_gen_wait wait; sley_opt_int v; int64_t value; } a2; // 29: g.send(2)
    };
} m_gen__drive__frame;

extern const sley_error_type m_gen__Stop__type;
sley_error *m_gen__Stop__new(int64_t f_at);


// fn words(s: str) -> gen[str]
sley_gen *m_gen__words(sley_str *a_s);

// async fn sums(input: chan[int]) -> gen[int, int] throws Stop
sley_gen *m_gen__sums(sley_chan *a_input);

// fn longest(s: str) -> str
sley_str *m_gen__longest(sley_str *a_s);

// async fn drive(input: chan[int]) throws
extern const sley_fn m_gen__drive__fn;
void m_gen__drive__begin(m_gen__drive__frame *f, sley_frame *caller, sley_chan *a_input);
sley_status m_gen__drive__resume(sley_task *task, sley_frame *self, sley_status st);

SLEY_ERROR_TYPE(m_gen__Stop, "Stop", NULL, {"at", offsetof(m_gen__Stop, f_at), &sley_type_int});

SLEY_NEW_ERROR1(m_gen__Stop, int64_t, f_at)

// fn words(s: str) -> gen[str]
// gen.sley:4, frame 64 bytes

typedef struct m_gen__words__steps__frame {
    sley_frame base;
    sley_str *a_s;
    sley_str *result;
    sley_list *t_items;             // 6: live across 1
    sley_str *v_w;                  // 6: live across 1
    int64_t t_index;                // 6: live across 1
} m_gen__words__steps__frame;

SLEY_OWNED(m_gen__words__steps, (a_s, sley_type_str));
SLEY_TASK_FN_RESULT(m_gen__words__steps, "gen.words", "gen.sley", 4, 64, sley_type_str,
    {6, 1, 0, "yield w.upper()"}, {6, 2, 0, "s.split()"});

static SLEY_BEGIN1(m_gen__words__steps, sley_str *, a_s)

static sley_status m_gen__words__steps__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_gen__words__steps__frame *f = (void *)self;
    const sley_site *sites = m_gen__words__steps__sites;
    if (sley_resumes(self)) goto resume_1; // 6: yield w.upper()
    f->v_w = NULL;

    // 6 | for w in s.split() { yield w.upper() }
    f->t_items = sley_str_split(f->a_s, NULL, -1, &sites[2]);
    for (f->t_index = 0; f->t_index < f->t_items->len; f->t_index++) {
        f->v_w = sley_str_retain(SLEY_NTH(sley_str *, f->t_items, f->t_index));
        f->result = sley_str_upper(f->v_w);
        return sley_gen_yield(self, 1);
    resume_1: if (sley_failed(task, self, st)) goto leave_2;
        sley_str_drop(&f->v_w);
    }

leave_2:
    sley_list_drop(&f->t_items);
    sley_str_drop(&f->v_w);
    // 5 | defer print("closed")
    SLEY_PRINT(SLEY_LIT("closed"));
    return st;
}

// fn words(s: str) -> gen[str]
// gen.sley:4

sley_gen *m_gen__words(sley_str *a_s)
{
    sley_gen *t_gen = sley_gen_new(&m_gen__words__steps__fn);
    m_gen__words__steps__begin(sley_gen_frame(t_gen), NULL, sley_str_retain(a_s));
    return t_gen;
}

// async fn sums(input: chan[int]) -> gen[int, int] throws Stop
// gen.sley:9, frame 128 bytes

typedef struct m_gen__sums__steps__frame {
    sley_frame base;
    sley_chan *a_input;
    int64_t result;
    int64_t v_total;                // 10: live across 1, 2
    int64_t v_n;                    // 11: live across 2
    struct { sley_waiter wait; sley_opt_int v; } a1; // 11: input
} m_gen__sums__steps__frame;

SLEY_OWNED(m_gen__sums__steps, (a_input, sley_type_chan));
SLEY_TASK_FN_RESULT(m_gen__sums__steps, "gen.sums", "gen.sley", 9, 128, sley_type_int,
    {11, 1, 0, "input"},
    {12, 2, 0, "(yield total)"}, {12, 3, 0, "n * (yield total)"}, {12, 4, 0, "total +="},
    {13, 5, 0, "throw Stop"});

static SLEY_BEGIN1(m_gen__sums__steps, sley_chan *, a_input)

static sley_status m_gen__sums__steps__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_gen__sums__steps__frame *f = (void *)self;
    const sley_site *sites = m_gen__sums__steps__sites;
    if (self->state == 1) goto resume_1; // 11: input
    if (self->state == 2) goto resume_2; // 12: (yield total)
    sley_starts(self);

    // 10 | var total = 0
    f->v_total = 0;
    // 11 | async for n in input {
    while (true) {
        st = SLEY_RECV(task, sley_at(self, 1), f->a1, f->a_input, int64_t);
    resume_1: if (sley_stops(task, self, st)) return st;
        if (!f->a1.v.some) break;
        f->v_n = f->a1.v.value;
        // 12 | total += n * (yield total)
        f->result = f->v_total;
        return sley_gen_yield(self, 2);
    resume_2: if (sley_failed(task, self, st)) return st;
        int64_t t_sent = *(int64_t const *)sley_gen_sent(self);
        f->v_total = sley_int_add(f->v_total, sley_int_mul(f->v_n, t_sent, &sites[3]), &sites[4]);
        // 13 | if total > 100 { throw Stop(at: n) }
        if (f->v_total > 100) return sley_throw(task, &sites[5], m_gen__Stop__new(f->v_n));
    }
    return SLEY_OK;
}

// async fn sums(input: chan[int]) -> gen[int, int] throws Stop
// gen.sley:9

sley_gen *m_gen__sums(sley_chan *a_input)
{
    sley_gen *t_gen = sley_gen_new(&m_gen__sums__steps__fn);
    m_gen__sums__steps__begin(sley_gen_frame(t_gen), NULL, sley_chan_retain(a_input));
    return t_gen;
}

// fn longest(s: str) -> str
// gen.sley:17

SLEY_SITES(m_gen__longest, "gen.longest", "gen.sley", 17, {19, 1, 0, "words(s)"});

sley_str *m_gen__longest(sley_str *a_s)
{
    const sley_site *sites = m_gen__longest__sites;
    sley_str *result = NULL;
    int32_t next_2 = 0;
    sley_gen *t_items = NULL;
    sley_str *v_w = NULL;
    // 18 | var best = ""
    sley_str *v_best = &sley_str_empty;
    // 19 | for w in words(s) {
    t_items = m_gen__words(a_s);
    next_2 = 0;
    while (true) {
        sley_gen_next(t_items, &v_w, &sites[1]);
        if (v_w == NULL) break;
        // 20 | if w.len() > 10 { return w }
        if (sley_str_len(v_w) > 10) {
            result = sley_str_retain(v_w);
            next_2 = 3;
            goto leave_2;
        }
        // 21 | if w.len() > best.len() { best = w }
        if (sley_str_len(v_w) > sley_str_len(v_best)) {
            sley_str_assign(&v_best, sley_str_retain(v_w));
        }
        sley_str_drop(&v_w);
    }

leave_2:
    sley_str_drop(&v_w);
    sley_gen_close(t_items, &sites[1]);
    if (next_2 == 3) {
        goto leave_1;
    }
    sley_gen_drop(&t_items);
    // 23 | return best
    result = sley_str_take(&v_best);

leave_1:
    sley_gen_release(t_items);
    sley_str_release(v_best);
    return result;
}

// async fn drive(input: chan[int]) throws
// gen.sley:26, frame 72 bytes

SLEY_OWNED(m_gen__drive, (a_input, sley_type_chan));
SLEY_EXPORT_TASK_FN(m_gen__drive, "gen.drive", "gen.sley", 26, 72,
    {28, 1, SLEY_CHILD_AT(m_gen__drive, a1.wait), "g.next()"},
    {29, 2, SLEY_CHILD_AT(m_gen__drive, a2.wait), "g.send(2)"});

SLEY_BEGIN1(m_gen__drive, sley_chan *, a_input)

sley_status m_gen__drive__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_gen__drive__frame *f = (void *)self;
    const sley_site *sites = m_gen__drive__sites;
    if (self->state == 1) goto resume_1; // 28: g.next()
    if (self->state == 2) goto resume_2; // 29: g.send(2)
    sley_starts(self);

    // 27 | let g = sums(input)
    f->v_g = m_gen__sums(f->a_input);
    // 28 | var last = await g.next()
    st = sley_gen_next_async(task, sley_at(self, 1), &f->a1.wait, f->v_g, &f->a1.v, &sites[1]);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    sley_opt_int v_last = f->a1.v;
    // 29 | while last != none { last = await g.send(2) }
    while (v_last.some) {
        f->a2.value = 2;
        st = sley_gen_send_async(task, sley_at(self, 2), &f->a2.wait, f->v_g, &f->a2.value,
                                 &f->a2.v, &sites[2]);
        if (st == SLEY_PENDING) return st;
    resume_2: if (sley_failed(task, self, st)) goto leave_1;
        v_last = f->a2.v;
    }

leave_1:
    sley_gen_release(f->v_g);
    return st;
}
