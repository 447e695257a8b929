// Generated from interfaces.sley. Do not edit.

#include "sley.h"

typedef struct m_interfaces__Steps m_interfaces__Steps;

struct m_interfaces__Steps {
    sley_object head;
    int64_t f_at;
};

typedef struct m_interfaces__Fixed {
    int64_t f_n;
} m_interfaces__Fixed;

typedef struct m_interfaces__Short {
    sley_error base;
    int64_t f_n;
} m_interfaces__Short;

static SLEY_ERROR_TYPE(m_interfaces__Short, "Short", NULL,
    {"n", offsetof(m_interfaces__Short, f_n), &sley_type_int});

static SLEY_NEW_ERROR1(m_interfaces__Short, int64_t, f_n)

typedef struct m_interfaces__Source__methods m_interfaces__Source__methods;
typedef struct m_interfaces__Source {
    sley_object *self;
    const m_interfaces__Source__methods *methods;
} m_interfaces__Source;

SLEY_OWN_FACE(m_interfaces__Source)

static SLEY_FACE_TYPE(m_interfaces__Source, "Source");

SLEY_OWN_PLAIN_CLASS(m_interfaces__Steps)

static const sley_type m_interfaces__Steps__type;

static SLEY_NEW1(m_interfaces__Steps, int64_t, f_at)

static SLEY_STRUCT(m_interfaces__Fixed, "Fixed", SLEY_PLAIN,
    {"n", offsetof(m_interfaces__Fixed, f_n), &sley_type_int});

SLEY_STR_LIT(k_steps, "steps");
SLEY_STR_LIT(k_fixed, "fixed");

static SLEY_CLASS(m_interfaces__Steps, "Steps", SLEY_COUNTED,
    {"at", offsetof(m_interfaces__Steps, f_at), &sley_type_int});

struct m_interfaces__Source__methods {
    const sley_type *type;
    sley_str *(*f_name)(sley_object *self);
    sley_status (*f_take)(sley_object *self, sley_task *task, int64_t a_n, int64_t *result);
    void *(*f_next)(sley_object *self, sley_task *task, sley_frame *caller);
};

// fn name() -> str
// interfaces.sley:11

static sley_str *m_interfaces__Steps__name(m_interfaces__Steps *a_self)
{
    (void)a_self;
    // 11 | fn name() -> str { return "steps" }
    return &k_steps;
}

// fn take(n: int) -> int
// interfaces.sley:12

SLEY_SITES(m_interfaces__Steps__Zmtake, "interfaces.Steps.take", "interfaces.sley", 12,
    {12, 1, 0, "self.at +="});

static int64_t m_interfaces__Steps__Zmtake(m_interfaces__Steps *a_self, int64_t a_n)
{
    const sley_site *sites = m_interfaces__Steps__Zmtake__sites;
    // 12 | fn take(n: int) -> int { self.at += n; return self.at }
    a_self->f_at = sley_int_add(a_self->f_at, a_n, &sites[1]);
    return a_self->f_at;
}

// async fn next() -> int?
// interfaces.sley:13, frame 72 bytes

typedef struct m_interfaces__Steps__next__frame {
    sley_frame base;
    m_interfaces__Steps *a_self;    // borrowed
    sley_opt_int result;
    sley_wait a1;                   // 13: sleep(1s)
} m_interfaces__Steps__next__frame;

SLEY_FN_RESULT(m_interfaces__Steps__next, "interfaces.Steps.next", "interfaces.sley", 13, 72,
               sley_type_opt_int,
    {13, 1, 0, "sleep(1s)"});

static SLEY_BEGIN1(m_interfaces__Steps__next, m_interfaces__Steps *, a_self)

static sley_status m_interfaces__Steps__next__resume(sley_task *task, sley_frame *self,
                                                     sley_status st)
{
    m_interfaces__Steps__next__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 13: sleep(1s)

    // 13 | async fn next() -> int? { await sleep(1s); return self.at }
    st = sley_sleep(task, sley_at(self, 1), &f->a1, 1000000000);
resume_1: if (sley_stops(task, self, st)) return st;
    f->result = (sley_opt_int){true, f->a_self->f_at};
    return SLEY_OK;
}

// fn name() -> str
// interfaces.sley:20

static sley_str *m_interfaces__Fixed__name(m_interfaces__Fixed a_self)
{
    (void)a_self;
    // 20 | fn name() -> str { return "fixed" }
    return &k_fixed;
}

// fn take(n: int) -> int throws
// interfaces.sley:21

SLEY_SITES(m_interfaces__Fixed__Zmtake, "interfaces.Fixed.take", "interfaces.sley", 21,
    {21, 1, 0, "throw Short"});

static sley_status m_interfaces__Fixed__Zmtake(sley_task *task, m_interfaces__Fixed a_self,
                                               int64_t a_n, int64_t *result)
{
    const sley_site *sites = m_interfaces__Fixed__Zmtake__sites;
    // 21 | fn take(n: int) -> int throws { if n > self.n { throw Short(n) }; return n }
    if (a_n > a_self.f_n) return sley_throw(task, &sites[1], m_interfaces__Short__new(a_n));
    *result = a_n;
    return SLEY_OK;
}

// async fn next() -> int?
// interfaces.sley:22, frame 48 bytes

typedef struct m_interfaces__Fixed__next__frame {
    sley_frame base;
    m_interfaces__Fixed a_self;
    sley_opt_int result;
} m_interfaces__Fixed__next__frame;

SLEY_FN_RESULT(m_interfaces__Fixed__next, "interfaces.Fixed.next", "interfaces.sley", 22, 48,
               sley_type_opt_int,
    {0, 1, 0, NULL});

static SLEY_BEGIN1(m_interfaces__Fixed__next, m_interfaces__Fixed, a_self)

static sley_status m_interfaces__Fixed__next__resume(sley_task *task, sley_frame *self,
                                                     sley_status st)
{
    m_interfaces__Fixed__next__frame *f = (void *)self;
    (void)task, (void)st;
    // 22 | async fn next() -> int? { return none }
    f->result = (sley_opt_int){0};
    return SLEY_OK;
}

// async fn drain(s: Source) -> int throws
// interfaces.sley:25, frame 64 bytes

typedef struct m_interfaces__drain__frame {
    sley_frame base;
    m_interfaces__Source a_s;       // borrowed
    int64_t result;
    int64_t v_n;                    // 26: live across 1
    sley_frame *a1;                 // 27: s.next()
} m_interfaces__drain__frame;

SLEY_FN_RESULT(m_interfaces__drain, "interfaces.drain", "interfaces.sley", 25, 64, sley_type_int,
    {27, 1, SLEY_CHILD_AT(m_interfaces__drain, a1), "s.next()"},
    {26, 2, 0, "s.take(1)"},
    {27, 3, 0, "n +="});

static SLEY_BEGIN1(m_interfaces__drain, m_interfaces__Source, a_s)

static sley_status m_interfaces__drain__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_interfaces__drain__frame *f = (void *)self;
    const sley_site *sites = m_interfaces__drain__sites;
    if (sley_resumes(self)) goto resume_1; // 27: s.next()

    // 26 | var n = s.take(1)
    st = f->a_s.methods->f_take(f->a_s.self, task, 1, &f->v_n);
    if (sley_failed_at(task, &sites[2], st)) return st;
    // 27 | if let v = await s.next() { n += v }
    f->a1 = f->a_s.methods->f_next(f->a_s.self, task, self);
    st = sley_call(task, sley_awaits(self, 1, f->a1));
    if (st == SLEY_PENDING) return st;
resume_1: sley_frame_pop(task, f->a1);
    if (sley_failed(task, self, st)) return st;
    sley_opt_int t_opt = SLEY_RESULT_OF(sley_opt_int, f->a1);
    if (t_opt.some) {
        int64_t v_v = t_opt.value;
        f->v_n = sley_int_add(f->v_n, v_v, &sites[3]);
    }
    // 28 | return n
    f->result = f->v_n;
    return SLEY_OK;
}

// async fn main() throws
// interfaces.sley:31, frame 128 bytes

typedef struct m_interfaces__main__frame {
    sley_frame base;
    sley_list *v_all;               // 32: live across 1
    m_interfaces__Source v_s;       // 33: live across 1
    sley_str *t_text;               // 33: live across 1
    int64_t t_index;                // 33: live across 1
    m_interfaces__drain__frame a1;  // 33: drain(s)
} m_interfaces__main__frame;

static sley_str *m_interfaces__Steps__name__as__m_interfaces__Source(sley_object *self)
{
    return m_interfaces__Steps__name(SLEY_SELF(m_interfaces__Steps, self));
}

static sley_status m_interfaces__Steps__take__as__m_interfaces__Source(sley_object *self,
        sley_task *task, int64_t a_n, int64_t *result)
{
    (void)task;
    *result = m_interfaces__Steps__Zmtake(SLEY_SELF(m_interfaces__Steps, self), a_n);
    return SLEY_OK;
}

static void *m_interfaces__Steps__next__as__m_interfaces__Source(sley_object *self,
        sley_task *task, sley_frame *caller)
{
    m_interfaces__Steps__next__frame *f = sley_frame_push(task,
                                                          sizeof(m_interfaces__Steps__next__frame));
    m_interfaces__Steps__next__begin(f, caller, SLEY_SELF(m_interfaces__Steps, self));
    return f;
}

static const m_interfaces__Source__methods m_interfaces__Steps__as__m_interfaces__Source = {
    .type = &m_interfaces__Steps__type,
    .f_name = m_interfaces__Steps__name__as__m_interfaces__Source,
    .f_take = m_interfaces__Steps__take__as__m_interfaces__Source,
    .f_next = m_interfaces__Steps__next__as__m_interfaces__Source,
};

static sley_str *m_interfaces__Fixed__name__as__m_interfaces__Source(sley_object *self)
{
    return m_interfaces__Fixed__name(SLEY_SELF_VALUE(m_interfaces__Fixed, self));
}

static sley_status m_interfaces__Fixed__take__as__m_interfaces__Source(sley_object *self,
        sley_task *task, int64_t a_n, int64_t *result)
{
    return m_interfaces__Fixed__Zmtake(task, SLEY_SELF_VALUE(m_interfaces__Fixed, self), a_n,
                                       result);
}

static void *m_interfaces__Fixed__next__as__m_interfaces__Source(sley_object *self,
        sley_task *task, sley_frame *caller)
{
    m_interfaces__Fixed__next__frame *f = sley_frame_push(task,
                                                          sizeof(m_interfaces__Fixed__next__frame));
    m_interfaces__Fixed__next__begin(f, caller, SLEY_SELF_VALUE(m_interfaces__Fixed, self));
    return f;
}

static const m_interfaces__Source__methods m_interfaces__Fixed__as__m_interfaces__Source = {
    .type = &sley_type_box,
    .f_name = m_interfaces__Fixed__name__as__m_interfaces__Source,
    .f_take = m_interfaces__Fixed__take__as__m_interfaces__Source,
    .f_next = m_interfaces__Fixed__next__as__m_interfaces__Source,
};

SLEY_FN(m_interfaces__main, "interfaces.main", "interfaces.sley", 31, 128,
    {33, 1, SLEY_CHILD(m_interfaces__main, a1), "drain(s)"});

static sley_status m_interfaces__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_interfaces__main__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 33: drain(s)
    f->v_s = (m_interfaces__Source){0};
    f->t_text = NULL;

    // 32 | let all: list[Source] = [Steps(), Fixed(2)]
    f->v_all = sley_list_of(&m_interfaces__Source__type, 2,
            (m_interfaces__Source[2]){(m_interfaces__Source){&m_interfaces__Steps__new(0)->head,
            &m_interfaces__Steps__as__m_interfaces__Source},
            (m_interfaces__Source){&SLEY_BOX(m_interfaces__Fixed, {.f_n = 2})->head,
            &m_interfaces__Fixed__as__m_interfaces__Source}});
    // 33 | for s in all { print(s.name(), await drain(s)) }
    for (f->t_index = 0; f->t_index < f->v_all->len; f->t_index++) {
        f->v_s = m_interfaces__Source__retain(SLEY_NTH(m_interfaces__Source, f->v_all, f->t_index));
        f->t_text = f->v_s.methods->f_name(f->v_s.self);
        m_interfaces__drain__begin(&f->a1, self, f->v_s);
        st = SLEY_AWAIT(m_interfaces__drain, task, self, 1, f->a1);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_1;
        SLEY_PRINT(SLEY_STR(f->t_text), SLEY_LIT(" "), SLEY_INT(f->a1.result));
        m_interfaces__Source__drop(&f->v_s);
        sley_str_drop(&f->t_text);
    }

leave_1:
    sley_str_release(f->t_text);
    m_interfaces__Source__release(f->v_s);
    sley_list_release(f->v_all);
    return st;
}

SLEY_MAIN(m_interfaces__main, NULL)
