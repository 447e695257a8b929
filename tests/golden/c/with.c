// Generated from with.sley. Do not edit.

#include "sley.h"

typedef struct m_with__Bad {
    sley_error base;
    int64_t f_n;
} m_with__Bad;

typedef struct m_with__Room {
    sley_str *f_name;
} m_with__Room;

typedef struct m_with__both__frame {
    sley_frame base;
    int64_t a_n;
    sley_gen *t_context;            // 24: live across 1, 2
    sley_error *t2_outcome;         // 24: live across 2
    sley_unwind u_2;
    union { struct { sley_gen_wait wait; int64_t v; } a1; sley_gen_wait a2; }; // 24
} m_with__both__frame;

extern const sley_error_type m_with__Bad__type;
sley_error *m_with__Bad__new(int64_t f_n);

m_with__Room m_with__Room__retain(m_with__Room v);
void m_with__Room__release(m_with__Room v);
SLEY_OWN_STRUCT(m_with__Room)
extern const sley_type m_with__Room__type;


// fn tag(name: str) -> context[str]
sley_gen *m_with__tag(sley_str *a_name);

// async fn slow(n: int) -> context[int] throws Bad
sley_gen *m_with__slow(int64_t a_n);

// fn enter() -> str
sley_str *m_with__Room__enter(m_with__Room a_self);

// fn exit(outcome: Error?)
void m_with__Room__exit(m_with__Room a_self, sley_error *a_outcome);

// fn plain() -> int
int64_t m_with__plain(void);

// async fn both(n: int) throws Bad
extern const sley_fn m_with__both__fn;
void m_with__both__begin(m_with__both__frame *f, sley_frame *caller, int64_t a_n);
sley_status m_with__both__resume(sley_task *task, sley_frame *self, sley_status st);

SLEY_ERROR_TYPE(m_with__Bad, "Bad", NULL, {"n", offsetof(m_with__Bad, f_n), &sley_type_int});

SLEY_NEW_ERROR1(m_with__Bad, int64_t, f_n)

m_with__Room m_with__Room__retain(m_with__Room v)
{
    sley_str_retain(v.f_name);
    return v;
}

void m_with__Room__release(m_with__Room v)
{
    sley_str_release(v.f_name);
}

SLEY_STRUCT(m_with__Room, "Room", SLEY_COUNTED,
    {"name", offsetof(m_with__Room, f_name), &sley_type_str});

SLEY_STR_LIT(k_a, "a");
SLEY_STR_LIT(k_r, "r");

// fn tag(name: str) -> context[str]
// with.sley:4, frame 40 bytes

typedef struct m_with__tag__steps__frame {
    sley_frame base;
    sley_str *a_name;
    sley_str *result;
} m_with__tag__steps__frame;

SLEY_OWNED(m_with__tag__steps, (a_name, sley_type_str));
SLEY_TASK_FN_RESULT(m_with__tag__steps, "with.tag", "with.sley", 4, 40, sley_type_str,
    {6, 1, 0, "yield name.upper()"});

static SLEY_BEGIN1(m_with__tag__steps, sley_str *, a_name)

static sley_status m_with__tag__steps__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_with__tag__steps__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 6: yield name.upper()

    // 6 | yield name.upper()
    f->result = sley_str_upper(f->a_name);
    return sley_gen_yield(self, 1);
resume_1: sley_note_failure(task, self, st);
    // 5 | defer print("</{name}>")
    SLEY_PRINT(SLEY_LIT("</"), SLEY_STR(f->a_name), SLEY_LIT(">"));
    return st;
}

// fn tag(name: str) -> context[str]
// with.sley:4

sley_gen *m_with__tag(sley_str *a_name)
{
    sley_gen *t_context = sley_gen_new(&m_with__tag__steps__fn);
    m_with__tag__steps__begin(sley_gen_frame(t_context), NULL, sley_str_retain(a_name));
    return t_context;
}

// async fn slow(n: int) -> context[int] throws Bad
// with.sley:9, frame 96 bytes

typedef struct m_with__slow__steps__frame {
    sley_frame base;
    int64_t a_n;
    int64_t result;
    sley_unwind u_2;
    sley_wait a2;                   // 10: sleep(1ms)
} m_with__slow__steps__frame;

SLEY_FN_RESULT(m_with__slow__steps, "with.slow", "with.sley", 9, 96, sley_type_int,
    {10, 1, 0, "yield n"}, {10, 2, 0, "sleep(1ms)"});

static SLEY_BEGIN1(m_with__slow__steps, int64_t, a_n)

static sley_status m_with__slow__steps__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_with__slow__steps__frame *f = (void *)self;
    if (self->state == 1) goto resume_1; // 10: yield n
    if (self->state == 2) goto resume_2; // 10: sleep(1ms)
    sley_starts(self);

    // 10 | try { yield n } finally { await sleep(1ms) }
    f->result = f->a_n;
    return sley_gen_yield(self, 1);
resume_1: sley_note_failure(task, self, st);
    st = sley_unwind_enter(task, &f->u_2, st);
    st = sley_sleep(task, sley_at(self, 2), &f->a2, 1000000);
    if (st == SLEY_PENDING) return st;
resume_2: sley_note_failure(task, self, st);
    st = sley_unwind_leave(task, &f->u_2, st);
    return st;
}

// async fn slow(n: int) -> context[int] throws Bad
// with.sley:9

sley_gen *m_with__slow(int64_t a_n)
{
    sley_gen *t_context = sley_gen_new(&m_with__slow__steps__fn);
    m_with__slow__steps__begin(sley_gen_frame(t_context), NULL, a_n);
    return t_context;
}

// fn enter() -> str
// with.sley:15

sley_str *m_with__Room__enter(m_with__Room a_self)
{
    // 15 | fn enter() -> str { return self.name }
    return sley_str_retain(a_self.f_name);
}

// fn exit(outcome: Error?)
// with.sley:16

void m_with__Room__exit(m_with__Room a_self, sley_error *a_outcome)
{
    (void)a_self;
    // 16 | fn exit(outcome: Error?) { print(outcome) }
    SLEY_PRINT(SLEY_VAL(sley_type_error, &a_outcome));
}

// fn plain() -> int
// with.sley:19

SLEY_SITES(m_with__plain, "with.plain", "with.sley", 19, {20, 1, 0, "tag(\"a\")"});

int64_t m_with__plain(void)
{
    const sley_site *sites = m_with__plain__sites;
    int64_t result = 0;
    sley_gen *t_context = NULL;
    sley_str *v_t = NULL;
    // 20 | with tag("a") as t { return t.len() }
    t_context = m_with__tag(&k_a);
    sley_context_enter(t_context, &v_t, &sites[1]);
    result = sley_str_len(v_t);
    sley_error *t_outcome = NULL;
    sley_context_exit(t_context, t_outcome, &sites[1]);
    sley_error_release(t_outcome);
    sley_str_release(v_t);
    sley_gen_release(t_context);
    return result;
}

// async fn both(n: int) throws Bad
// with.sley:23, frame 96 bytes

SLEY_EXPORT_FN(m_with__both, "with.both", "with.sley", 23, 96,
    {24, 1, SLEY_CHILD_AT(m_with__both, a1.wait), "slow(n)"},
    {24, 2, SLEY_CHILD_AT(m_with__both, a2), "slow(n)"},
    {26, 3, 0, "throw Bad"});

SLEY_BEGIN1(m_with__both, int64_t, a_n)

sley_status m_with__both__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_with__both__frame *f = (void *)self;
    const sley_site *sites = m_with__both__sites;
    m_with__Room t2_context = {0};
    if (self->state == 1) goto resume_1; // 24: slow(n)
    if (self->state == 2) goto resume_2; // 24: slow(n)
    sley_starts(self);
    f->t2_outcome = NULL;

    // 24 | async with slow(n) as v {
    f->t_context = m_with__slow(f->a_n);
    st = sley_context_enter_async(task, sley_at(self, 1), &f->a1.wait, f->t_context, &f->a1.v,
                                  &sites[1]);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    int64_t v_v = f->a1.v;
    // 25 | with Room(name: "r") {
    t2_context = (m_with__Room){.f_name = &k_r};
    sley_str_release(m_with__Room__enter(t2_context));
    // 26 | if v > 3 { throw Bad(n: v) }
    if (v_v > 3) {
        st = sley_throw(task, &sites[3], m_with__Bad__new(v_v));
    }
    sley_error *t_outcome = sley_block_outcome(task, st);
    m_with__Room__exit(t2_context, t_outcome);
    sley_error_release(t_outcome);
    m_with__Room__drop(&t2_context);
    st = sley_unwind_enter(task, &f->u_2, st);
    f->t2_outcome = sley_unwind_outcome(&f->u_2);
    st = sley_context_exit_async(task, sley_at(self, 2), &f->a2, f->t_context, f->t2_outcome,
                                 &sites[1]);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_4;
    sley_error_drop(&f->t2_outcome);
leave_4:
    sley_error_drop(&f->t2_outcome);
    st = sley_unwind_leave(task, &f->u_2, st);

leave_1:
    sley_gen_release(f->t_context);
    return st;
}
