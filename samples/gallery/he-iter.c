// Generated from he-iter.sley. Do not edit.

#include "sley.h"
#include "sley/std/aiter.h"

static const sley_type sley_type_list__int = SLEY_LIST_TYPE("list[int]");

static const sley_type sley_type_list__str = SLEY_LIST_TYPE("list[str]");

static const sley_type sley_type_list__bool = SLEY_LIST_TYPE("list[bool]");

#ifndef sley_tuple2__int__int__defined
#define sley_tuple2__int__int__defined
typedef struct sley_tuple2__int__int {
    int64_t f_0;
    int64_t f_1;
} sley_tuple2__int__int;
#endif

static const sley_type sley_type_list__tuple2__int__int = SLEY_LIST_TYPE("list[(int, int)]");

static SLEY_TUPLE(sley_tuple2__int__int, "(int, int)", SLEY_PLAIN,
    {"0", offsetof(sley_tuple2__int__int, f_0), &sley_type_int},
    {"1", offsetof(sley_tuple2__int__int, f_1), &sley_type_int});

static const sley_type sley_type_list__async_gen1__int = SLEY_LIST_TYPE("list[async gen[int]]");

#ifndef sley_tuple2__str__bool__defined
#define sley_tuple2__str__bool__defined
typedef struct sley_tuple2__str__bool {
    sley_str *f_0;
    bool f_1;
} sley_tuple2__str__bool;
#endif

#ifndef sley_opt_tuple2__str__bool__defined
#define sley_opt_tuple2__str__bool__defined
SLEY_OPT_TYPE(sley_opt_tuple2__str__bool, sley_tuple2__str__bool);
#endif

SLEY_OWN_FIELDS1(sley_tuple2__str__bool, sley_str, f_0)

SLEY_OWN_OPTIONAL(sley_opt_tuple2__str__bool, sley_tuple2__str__bool)

#ifndef sley_tuple2__str__list__str__defined
#define sley_tuple2__str__list__str__defined
typedef struct sley_tuple2__str__list__str {
    sley_str *f_0;
    sley_list *f_1;
} sley_tuple2__str__list__str;
#endif

SLEY_OWN_FIELDS2(sley_tuple2__str__list__str, sley_str, f_0, sley_list, f_1)

static SLEY_TUPLE(sley_tuple2__str__list__str, "(str, list[str])", SLEY_COUNTED,
    {"0", offsetof(sley_tuple2__str__list__str, f_0), &sley_type_str},
    {"1", offsetof(sley_tuple2__str__list__str, f_1), &sley_type_list__str});

#ifndef sley_opt_tuple2__int__int__defined
#define sley_opt_tuple2__int__int__defined
SLEY_OPT_TYPE(sley_opt_tuple2__int__int, sley_tuple2__int__int);
#endif

#ifndef sley_tuple2__int__str__defined
#define sley_tuple2__int__str__defined
typedef struct sley_tuple2__int__str {
    int64_t f_0;
    sley_str *f_1;
} sley_tuple2__int__str;
#endif

#ifndef sley_tuple2__opt_int__opt_str__defined
#define sley_tuple2__opt_int__opt_str__defined
typedef struct sley_tuple2__opt_int__opt_str {
    sley_opt_int f_0;
    sley_str *f_1;
} sley_tuple2__opt_int__opt_str;
#endif

#ifndef sley_opt_tuple2__opt_int__opt_str__defined
#define sley_opt_tuple2__opt_int__opt_str__defined
SLEY_OPT_TYPE(sley_opt_tuple2__opt_int__opt_str, sley_tuple2__opt_int__opt_str);
#endif

SLEY_OWN_FIELDS1(sley_tuple2__opt_int__opt_str, sley_str, f_1)

SLEY_OWN_OPTIONAL(sley_opt_tuple2__opt_int__opt_str, sley_tuple2__opt_int__opt_str)

SLEY_OWN_FIELDS1(sley_tuple2__int__str, sley_str, f_1)

static SLEY_TUPLE(sley_tuple2__int__str, "(int, str)", SLEY_COUNTED,
    {"0", offsetof(sley_tuple2__int__str, f_0), &sley_type_int},
    {"1", offsetof(sley_tuple2__int__str, f_1), &sley_type_str});

typedef struct m2_std__deque__Deque_int m2_std__deque__Deque_int;

#ifndef m2_std__deque__Deque_int__defined
#define m2_std__deque__Deque_int__defined
struct m2_std__deque__Deque_int {
    sley_object head;
    sley_list *f__ring;
    int64_t f__head;
    int64_t f__count;
};
#endif

static void m2_std__deque__Deque_int__free(void *object);
SLEY_OWN_CLASS(m2_std__deque__Deque_int)

static const sley_type m2_std__deque__Deque_int__type;

static m2_std__deque__Deque_int *m2_std__deque__Deque_int__new(sley_list *f__ring, int64_t f__head,
                                                               int64_t f__count)
{
    m2_std__deque__Deque_int *o = sley_object_new(sizeof *o);
    o->f__ring = f__ring;
    o->f__head = f__head;
    o->f__count = f__count;
    return o;
}

#ifndef sley_opt_tuple2__str__list__str__defined
#define sley_opt_tuple2__str__list__str__defined
SLEY_OPT_TYPE(sley_opt_tuple2__str__list__str, sley_tuple2__str__list__str);
#endif

SLEY_OWN_OPTIONAL(sley_opt_tuple2__str__list__str, sley_tuple2__str__list__str)

static const sley_type sley_type_list__tuple2__str__list__str =
        SLEY_LIST_TYPE("list[(str, list[str])]");

#ifndef sley_opt_tuple2__int__str__defined
#define sley_opt_tuple2__int__str__defined
SLEY_OPT_TYPE(sley_opt_tuple2__int__str, sley_tuple2__int__str);
#endif

SLEY_OWN_OPTIONAL(sley_opt_tuple2__int__str, sley_tuple2__int__str)

static const sley_type sley_type_list__tuple2__int__str = SLEY_LIST_TYPE("list[(int, str)]");

#ifndef sley_tuple2__async_gen1__int__async_gen1__str__defined
#define sley_tuple2__async_gen1__int__async_gen1__str__defined
typedef struct sley_tuple2__async_gen1__int__async_gen1__str {
    sley_gen *f_0;
    sley_gen *f_1;
} sley_tuple2__async_gen1__int__async_gen1__str;
#endif

SLEY_OWN_FIELDS2(sley_tuple2__async_gen1__int__async_gen1__str, sley_gen, f_0, sley_gen, f_1)

static SLEY_TUPLE(sley_tuple2__opt_int__opt_str, "(int?, str?)", SLEY_COUNTED,
    {"0", offsetof(sley_tuple2__opt_int__opt_str, f_0), &sley_type_opt_int},
    {"1", offsetof(sley_tuple2__opt_int__opt_str, f_1), &sley_type_str});

static SLEY_TUPLE(sley_tuple2__str__bool, "(str, bool)", SLEY_COUNTED,
    {"0", offsetof(sley_tuple2__str__bool, f_0), &sley_type_str},
    {"1", offsetof(sley_tuple2__str__bool, f_1), &sley_type_bool});

static const sley_type sley_type_list__m2_std__deque__Deque_int =
        SLEY_LIST_TYPE("list[Deque[int]]");

static const sley_type sley_type_list__opt_int = SLEY_LIST_TYPE("list[int?]");

static sley_gen *g_he_iter__m2_std__aiter__zip__str__bool__async_gen1__str__async_gen1__bool(
        sley_gen *a_a, sley_gen *a_b);
static sley_gen *g_he_iter__m2_std__aiter__each__int__async_gen1__int(sley_gen *a_xs);
static sley_gen *g_he_iter__m2_std__aiter___branch_int(sley_gen *a_source, sley_lock *a_turn,
                                                       sley_list *a_queues, int64_t a_own);
static sley_gen *g_he_iter__m2_std__aiter__each__str__async_gen1__str(sley_gen *a_xs);
static sley_gen *g_he_iter__m2_std__aiter__each__bool__async_gen1__bool(sley_gen *a_xs);
static bool g_he_iter__m2_std__deque__Deque_int__is_empty(m2_std__deque__Deque_int *a_self);
static void g_he_iter__m2_std__deque__Deque_int__push_last(m2_std__deque__Deque_int *a_self,
                                                           int64_t a_v);
static sley_opt_int g_he_iter__m2_std__deque__Deque_int__pop_first(
        m2_std__deque__Deque_int *a_self);
static void g_he_iter__m2_std__deque__Deque_int___make_room(m2_std__deque__Deque_int *a_self);
static int64_t g_he_iter__m2_std__deque__Deque_int___place(m2_std__deque__Deque_int *a_self,
                                                           int64_t a_i);
static sley_opt_int g_he_iter__m2_std__deque__Deque_int___take(m2_std__deque__Deque_int *a_self,
                                                               int64_t a_place);
static sley_list *m_he_iter__letters(sley_str *a_word);
static SLEY_CLASS(m2_std__deque__Deque_int, "Deque", SLEY_COUNTED,
    {"_ring", offsetof(m2_std__deque__Deque_int, f__ring), &sley_type_list__opt_int},
    {"_head", offsetof(m2_std__deque__Deque_int, f__head), &sley_type_int},
    {"_count", offsetof(m2_std__deque__Deque_int, f__count), &sley_type_int});

static void m2_std__deque__Deque_int__free(void *object)
{
    m2_std__deque__Deque_int *o = object;
    sley_list_release(o->f__ring);
    sley_object_done(object);
}

// async fn slice[T, I: AsyncIterable[T] throws](xs: I, start: int = 0, stop: int? = none, step ...
// aiter.sley:128, frame 152 bytes

typedef struct g_he_iter__m2_std__aiter__slice__int__async_gen1__int__steps__frame {
    sley_frame base;
    sley_gen *a_xs;
    int64_t a_start;
    sley_opt_int a_stop;
    int64_t a_step;
    int64_t result;
    int64_t v_end;                  // 129: live across 1, 2
    int64_t v_at;                   // 133: live across 1, 2
    int64_t v_wanted;               // 134: live across 1, 2
    sley_unwind u_2;
    union { struct { sley_gen_wait wait; sley_opt_int v; } a1; sley_gen_wait a3; }; // 135
} g_he_iter__m2_std__aiter__slice__int__async_gen1__int__steps__frame;

SLEY_STR_LIT(g_he_iter__m2_std__aiter__slice__int__async_gen1__int__steps__text_1,
             "assertion failed: a slice goes forward from " "the first item");

SLEY_OWNED(g_he_iter__m2_std__aiter__slice__int__async_gen1__int__steps, (a_xs, sley_type_gen));
SLEY_FN_RESULT(g_he_iter__m2_std__aiter__slice__int__async_gen1__int__steps,
        "std.aiter.slice[int, async gen[int]]", "aiter.sley", 128, 152, sley_type_int, SLEY_OWNING,
    {135, 1, SLEY_CHILD_AT(g_he_iter__m2_std__aiter__slice__int__async_gen1__int__steps, a1.wait),
     "xs"},
    {137, 2, 0, "yield x"},
    {135, 3, SLEY_CHILD_AT(g_he_iter__m2_std__aiter__slice__int__async_gen1__int__steps, a3), "xs"},
    {130, 4, 0, "start >= 0 and end >= 0"},
    {131, 5, 0, "step > 0"},
    {138, 6, 0, "end - wanted"},
    {139, 7, 0, "wanted +="},
    {141, 8, 0, "at +="});

static SLEY_BEGIN4(g_he_iter__m2_std__aiter__slice__int__async_gen1__int__steps, sley_gen *, a_xs,
                   int64_t, a_start, sley_opt_int, a_stop, int64_t, a_step)

static sley_status g_he_iter__m2_std__aiter__slice__int__async_gen1__int__steps__resume(
        sley_task *task, sley_frame *self, sley_status st)
{
    g_he_iter__m2_std__aiter__slice__int__async_gen1__int__steps__frame *f =
            (g_he_iter__m2_std__aiter__slice__int__async_gen1__int__steps__frame *)self;
    if (self->state == 1) goto resume_1; // 135: xs
    if (self->state == 2) goto resume_2; // 137: yield x
    if (self->state == 3) goto resume_3; // 135: xs
    sley_starts(self);

    // 129 | let end = stop ?? int.max
    f->v_end = f->a_stop.some ? f->a_stop.value : 9223372036854775807;
    // 130 | assert start >= 0 and end >= 0, "a slice goes forward from the first item"
    if (!(f->a_start >= 0 && f->v_end >= 0)) {
        sley_panic_str(&g_he_iter__m2_std__aiter__slice__int__async_gen1__int__steps__sites[4],
                       &g_he_iter__m2_std__aiter__slice__int__async_gen1__int__steps__text_1);
    }
    // 131 | assert step > 0, "the step of a slice is at least 1"
    if (f->a_step <= 0) {
        sley_str *t_text =
                sley_format(
                SLEY_PARTS(SLEY_LIT("assertion failed: the step of a slice is at least 1 ("),
                SLEY_INT(f->a_step), SLEY_LIT(" > "), SLEY_INT(0), SLEY_LIT(")")));
        sley_panic_str(&g_he_iter__m2_std__aiter__slice__int__async_gen1__int__steps__sites[5],
                       t_text);
    }
    // 132 | if start >= end { return }
    if (f->a_start >= f->v_end) return SLEY_OK;
    // 133 | var at = 0
    f->v_at = 0;
    // 134 | var wanted = start
    f->v_wanted = f->a_start;
    // 135 | async for x in xs {
    while (true) {
        st = sley_gen_next_async(task, sley_at(self, 1), &f->a1.wait, f->a_xs, &f->a1.v,
                &g_he_iter__m2_std__aiter__slice__int__async_gen1__int__steps__sites[1]);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_2;
        if (!f->a1.v.some) break;
        int64_t v_x = f->a1.v.value;
        // 136 | if at == wanted {
        if (f->v_at == f->v_wanted) {
            // 137 | yield x
            f->result = v_x;
            return sley_gen_yield(self, 2);
        resume_2: if (sley_failed(task, self, st)) goto leave_2;
            // 138 | if end - wanted <= step { return }
            if (sley_int_sub(f->v_end, f->v_wanted,
                    &g_he_iter__m2_std__aiter__slice__int__async_gen1__int__steps__sites[6]) <=
                f->a_step) {
                goto leave_2;
            }
            // 139 | wanted += step
            f->v_wanted = sley_int_add(f->v_wanted, f->a_step,
                    &g_he_iter__m2_std__aiter__slice__int__async_gen1__int__steps__sites[7]);
        }
        // 141 | at += 1
        f->v_at = sley_int_add(f->v_at, 1,
                &g_he_iter__m2_std__aiter__slice__int__async_gen1__int__steps__sites[8]);
    }

leave_2:
    sley_unwind_enter(task, &f->u_2, st);
    st = SLEY_OK;
    st = sley_gen_close_async(task, sley_at(self, 3), &f->a3, f->a_xs,
            &g_he_iter__m2_std__aiter__slice__int__async_gen1__int__steps__sites[3]);
    if (st == SLEY_PENDING) return st;
resume_3: sley_note_failure(task, self, st);
    st = sley_unwind_leave(task, &f->u_2, st);
    return st;
}

// async fn slice[T, I: AsyncIterable[T] throws](xs: I, start: int = 0, stop: int? = none, step ...
// aiter.sley:128

static sley_gen *g_he_iter__m2_std__aiter__slice__int__async_gen1__int(sley_gen *a_xs,
        int64_t a_start, sley_opt_int a_stop, int64_t a_step)
{
    sley_gen *t_gen =
            sley_gen_new(&g_he_iter__m2_std__aiter__slice__int__async_gen1__int__steps__fn);
    g_he_iter__m2_std__aiter__slice__int__async_gen1__int__steps__begin(sley_gen_frame(t_gen),
            NULL, sley_gen_retain(a_xs), a_start, a_stop, a_step);
    return t_gen;
}

// async fn from[T, I: Iterable[T] throws](xs: I) -> gen[T] throws
// aiter.sley:11, frame 48 bytes

typedef struct g_he_iter__m2_std__aiter__from_int_list_int__steps__frame {
    sley_frame base;
    sley_list *a_xs;
    int64_t result;
    int64_t t_index;                // 12: live across 1
} g_he_iter__m2_std__aiter__from_int_list_int__steps__frame;

SLEY_OWNED(g_he_iter__m2_std__aiter__from_int_list_int__steps, (a_xs, sley_type_list__int));
SLEY_FN_RESULT(g_he_iter__m2_std__aiter__from_int_list_int__steps,
               "std.aiter.from[int, list[int]]", "aiter.sley", 11, 48, sley_type_int, SLEY_OWNING,
    {12, 1, 0, "yield x"});

static SLEY_BEGIN1(g_he_iter__m2_std__aiter__from_int_list_int__steps, sley_list *, a_xs)

static sley_status g_he_iter__m2_std__aiter__from_int_list_int__steps__resume(sley_task *task,
        sley_frame *self, sley_status st)
{
    g_he_iter__m2_std__aiter__from_int_list_int__steps__frame *f =
            (g_he_iter__m2_std__aiter__from_int_list_int__steps__frame *)self;
    if (sley_resumes(self)) goto resume_1; // 12: yield x

    // 12 | for x in xs { yield x }
    for (f->t_index = 0; f->t_index < f->a_xs->len; f->t_index++) {
        int64_t v_x = SLEY_NTH(int64_t, f->a_xs, f->t_index);
        f->result = v_x;
        return sley_gen_yield(self, 1);
    resume_1: if (sley_failed(task, self, st)) return st;
    }
    return SLEY_OK;
}

// async fn from[T, I: Iterable[T] throws](xs: I) -> gen[T] throws
// aiter.sley:11

static sley_gen *g_he_iter__m2_std__aiter__from_int_list_int(sley_list *a_xs)
{
    sley_gen *t_gen = sley_gen_new(&g_he_iter__m2_std__aiter__from_int_list_int__steps__fn);
    g_he_iter__m2_std__aiter__from_int_list_int__steps__begin(sley_gen_frame(t_gen), NULL,
                                                              sley_list_retain(a_xs));
    return t_gen;
}

// async fn from[T, I: Iterable[T] throws](xs: I) -> gen[T] throws
// aiter.sley:11, frame 48 bytes

typedef struct g_he_iter__m2_std__aiter__from_str_list_str__steps__frame {
    sley_frame base;
    sley_list *a_xs;
    sley_str *result;
    int64_t t_index;                // 12: live across 1
} g_he_iter__m2_std__aiter__from_str_list_str__steps__frame;

SLEY_OWNED(g_he_iter__m2_std__aiter__from_str_list_str__steps, (a_xs, sley_type_list__str));
SLEY_FN_RESULT(g_he_iter__m2_std__aiter__from_str_list_str__steps,
               "std.aiter.from[str, list[str]]", "aiter.sley", 11, 48, sley_type_str, SLEY_OWNING,
    {12, 1, 0, "yield x"});

static SLEY_BEGIN1(g_he_iter__m2_std__aiter__from_str_list_str__steps, sley_list *, a_xs)

static sley_status g_he_iter__m2_std__aiter__from_str_list_str__steps__resume(sley_task *task,
        sley_frame *self, sley_status st)
{
    g_he_iter__m2_std__aiter__from_str_list_str__steps__frame *f =
            (g_he_iter__m2_std__aiter__from_str_list_str__steps__frame *)self;
    if (sley_resumes(self)) goto resume_1; // 12: yield x

    // 12 | for x in xs { yield x }
    for (f->t_index = 0; f->t_index < f->a_xs->len; f->t_index++) {
        sley_str *v_x = sley_str_retain(SLEY_NTH(sley_str *, f->a_xs, f->t_index));
        f->result = v_x;
        return sley_gen_yield(self, 1);
    resume_1: if (sley_failed(task, self, st)) return st;
    }
    return SLEY_OK;
}

// async fn from[T, I: Iterable[T] throws](xs: I) -> gen[T] throws
// aiter.sley:11

static sley_gen *g_he_iter__m2_std__aiter__from_str_list_str(sley_list *a_xs)
{
    sley_gen *t_gen = sley_gen_new(&g_he_iter__m2_std__aiter__from_str_list_str__steps__fn);
    g_he_iter__m2_std__aiter__from_str_list_str__steps__begin(sley_gen_frame(t_gen), NULL,
                                                              sley_list_retain(a_xs));
    return t_gen;
}

// async fn from[T, I: Iterable[T] throws](xs: I) -> gen[T] throws
// aiter.sley:11, frame 48 bytes

typedef struct g_he_iter__m2_std__aiter__from_bool_list_bool__steps__frame {
    sley_frame base;
    sley_list *a_xs;
    bool result;
    int64_t t_index;                // 12: live across 1
} g_he_iter__m2_std__aiter__from_bool_list_bool__steps__frame;

SLEY_OWNED(g_he_iter__m2_std__aiter__from_bool_list_bool__steps, (a_xs, sley_type_list__bool));
SLEY_FN_RESULT(g_he_iter__m2_std__aiter__from_bool_list_bool__steps,
        "std.aiter.from[bool, list[bool]]", "aiter.sley", 11, 48, sley_type_bool, SLEY_OWNING,
    {12, 1, 0, "yield x"});

static SLEY_BEGIN1(g_he_iter__m2_std__aiter__from_bool_list_bool__steps, sley_list *, a_xs)

static sley_status g_he_iter__m2_std__aiter__from_bool_list_bool__steps__resume(sley_task *task,
        sley_frame *self, sley_status st)
{
    g_he_iter__m2_std__aiter__from_bool_list_bool__steps__frame *f =
            (g_he_iter__m2_std__aiter__from_bool_list_bool__steps__frame *)self;
    if (sley_resumes(self)) goto resume_1; // 12: yield x

    // 12 | for x in xs { yield x }
    for (f->t_index = 0; f->t_index < f->a_xs->len; f->t_index++) {
        bool v_x = SLEY_NTH(bool, f->a_xs, f->t_index);
        f->result = v_x;
        return sley_gen_yield(self, 1);
    resume_1: if (sley_failed(task, self, st)) return st;
    }
    return SLEY_OK;
}

// async fn from[T, I: Iterable[T] throws](xs: I) -> gen[T] throws
// aiter.sley:11

static sley_gen *g_he_iter__m2_std__aiter__from_bool_list_bool(sley_list *a_xs)
{
    sley_gen *t_gen = sley_gen_new(&g_he_iter__m2_std__aiter__from_bool_list_bool__steps__fn);
    g_he_iter__m2_std__aiter__from_bool_list_bool__steps__begin(sley_gen_frame(t_gen), NULL,
                                                                sley_list_retain(a_xs));
    return t_gen;
}

// async fn from[T, I: Iterable[T] throws](xs: I) -> gen[T] throws
// aiter.sley:11, frame 56 bytes

typedef struct g_he_iter__m2_std__aiter__from_tuple2_int_int_list_tuple2_int_int__steps__frame {
    sley_frame base;
    sley_list *a_xs;
    sley_tuple2__int__int result;
    int64_t t_index;                // 12: live across 1
} g_he_iter__m2_std__aiter__from_tuple2_int_int_list_tuple2_int_int__steps__frame;

SLEY_OWNED(g_he_iter__m2_std__aiter__from_tuple2_int_int_list_tuple2_int_int__steps,
           (a_xs, sley_type_list__tuple2__int__int));
SLEY_FN_RESULT(g_he_iter__m2_std__aiter__from_tuple2_int_int_list_tuple2_int_int__steps,
               "std.aiter.from[(int, int), list[(int, int)]]", "aiter.sley", 11, 56,
               sley_tuple2__int__int__type, SLEY_OWNING,
    {12, 1, 0, "yield x"});

static SLEY_BEGIN1(g_he_iter__m2_std__aiter__from_tuple2_int_int_list_tuple2_int_int__steps,
                   sley_list *, a_xs)

static sley_status g_he_iter__m2_std__aiter__from_tuple2_int_int_list_tuple2_int_int__steps__resume(
        sley_task *task, sley_frame *self, sley_status st)
{
    g_he_iter__m2_std__aiter__from_tuple2_int_int_list_tuple2_int_int__steps__frame *f =
            (g_he_iter__m2_std__aiter__from_tuple2_int_int_list_tuple2_int_int__steps__frame *)self;
    if (sley_resumes(self)) goto resume_1; // 12: yield x

    // 12 | for x in xs { yield x }
    for (f->t_index = 0; f->t_index < f->a_xs->len; f->t_index++) {
        sley_tuple2__int__int v_x = SLEY_NTH(sley_tuple2__int__int, f->a_xs, f->t_index);
        f->result = v_x;
        return sley_gen_yield(self, 1);
    resume_1: if (sley_failed(task, self, st)) return st;
    }
    return SLEY_OK;
}

// async fn from[T, I: Iterable[T] throws](xs: I) -> gen[T] throws
// aiter.sley:11

static sley_gen *g_he_iter__m2_std__aiter__from_tuple2_int_int_list_tuple2_int_int(sley_list *a_xs)
{
    sley_gen *t_gen =
            sley_gen_new(
            &g_he_iter__m2_std__aiter__from_tuple2_int_int_list_tuple2_int_int__steps__fn);
    g_he_iter__m2_std__aiter__from_tuple2_int_int_list_tuple2_int_int__steps__begin(
            sley_gen_frame(t_gen), NULL, sley_list_retain(a_xs));
    return t_gen;
}

// async fn cycle[T, I: AsyncIterable[T] throws](xs: I) -> gen[T] throws
// aiter.sley:42, frame 104 bytes

typedef struct g_he_iter__m2_std__aiter__cycle__int__async_gen1__int__steps__frame {
    sley_frame base;
    sley_gen *a_xs;
    int64_t result;
    sley_list *v_kept;              // 43: live across 1, 2, 3, 4
    union {
        sley_unwind u_2;
        int64_t t_index;            // 49: live across 4
    };
    union { struct { sley_gen_wait wait; sley_opt_int v; } a1; sley_gen_wait a3; }; // 44
} g_he_iter__m2_std__aiter__cycle__int__async_gen1__int__steps__frame;

SLEY_OWNED(g_he_iter__m2_std__aiter__cycle__int__async_gen1__int__steps, (a_xs, sley_type_gen));
SLEY_FN_RESULT(g_he_iter__m2_std__aiter__cycle__int__async_gen1__int__steps,
        "std.aiter.cycle[int, async gen[int]]", "aiter.sley", 42, 104, sley_type_int, SLEY_OWNING,
    {44, 1, SLEY_CHILD_AT(g_he_iter__m2_std__aiter__cycle__int__async_gen1__int__steps, a1.wait),
     "xs"},
    {46, 2, 0, "yield x"},
    {44, 3, SLEY_CHILD_AT(g_he_iter__m2_std__aiter__cycle__int__async_gen1__int__steps, a3), "xs"},
    {49, 4, 0, "yield x"});

static SLEY_BEGIN1(g_he_iter__m2_std__aiter__cycle__int__async_gen1__int__steps, sley_gen *, a_xs)

static sley_status g_he_iter__m2_std__aiter__cycle__int__async_gen1__int__steps__resume(
        sley_task *task, sley_frame *self, sley_status st)
{
    g_he_iter__m2_std__aiter__cycle__int__async_gen1__int__steps__frame *f =
            (g_he_iter__m2_std__aiter__cycle__int__async_gen1__int__steps__frame *)self;
    switch (self->state) {
    case 1: goto resume_1;          // 44: xs
    case 2: goto resume_2;          // 46: yield x
    case 3: goto resume_3;          // 44: xs
    case 4: goto resume_4;          // 49: yield x
    default: sley_starts(self);
    }

    // 43 | let kept: list[T] = []
    f->v_kept = sley_list_new(&sley_type_int, 0);
    // 44 | async for x in xs {
    while (true) {
        st = sley_gen_next_async(task, sley_at(self, 1), &f->a1.wait, f->a_xs, &f->a1.v,
                &g_he_iter__m2_std__aiter__cycle__int__async_gen1__int__steps__sites[1]);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_2;
        if (!f->a1.v.some) break;
        int64_t v_x = f->a1.v.value;
        // 45 | kept.append(x)
        sley_list_append(f->v_kept, &v_x);
        // 46 | yield x
        f->result = v_x;
        return sley_gen_yield(self, 2);
    resume_2: if (sley_failed(task, self, st)) goto leave_2;
    }

leave_2:
    sley_unwind_enter(task, &f->u_2, st);
    st = SLEY_OK;
    st = sley_gen_close_async(task, sley_at(self, 3), &f->a3, f->a_xs,
            &g_he_iter__m2_std__aiter__cycle__int__async_gen1__int__steps__sites[1]);
    if (st == SLEY_PENDING) return st;
resume_3: sley_note_failure(task, self, st);
    st = sley_unwind_leave(task, &f->u_2, st);
    if (st != SLEY_OK) goto leave_1;
    // 48 | while not kept.is_empty() {
    while (!sley_list_is_empty(f->v_kept)) {
        // 49 | for x in kept { yield x }
        for (f->t_index = 0; f->t_index < f->v_kept->len; f->t_index++) {
            int64_t v2_x = SLEY_NTH(int64_t, f->v_kept, f->t_index);
            f->result = v2_x;
            return sley_gen_yield(self, 4);
        resume_4: if (sley_failed(task, self, st)) goto leave_1;
        }
    }

leave_1:
    sley_list_release(f->v_kept);
    return st;
}

// async fn cycle[T, I: AsyncIterable[T] throws](xs: I) -> gen[T] throws
// aiter.sley:42

static sley_gen *g_he_iter__m2_std__aiter__cycle__int__async_gen1__int(sley_gen *a_xs)
{
    sley_gen *t_gen =
            sley_gen_new(&g_he_iter__m2_std__aiter__cycle__int__async_gen1__int__steps__fn);
    g_he_iter__m2_std__aiter__cycle__int__async_gen1__int__steps__begin(sley_gen_frame(t_gen),
            NULL, sley_gen_retain(a_xs));
    return t_gen;
}

// async fn repeat[T](v: T, times: int? = none, every: duration = 0s) -> gen[T]
// aiter.sley:54, frame 136 bytes

typedef struct g_he_iter__m2_std__aiter__repeat_str__steps__frame {
    sley_frame base;
    sley_str *a_v;
    sley_opt_int a_times;
    sley_duration a_every;
    sley_str *result;
    int64_t v_left;                 // 55: live across 1, 2
    sley_gen *t_items;              // 57: live across 1, 2, 3
    sley_unwind u_2;
    union { struct { sley_gen_wait wait; sley_opt_int v; } a1; sley_gen_wait a3; }; // 57
} g_he_iter__m2_std__aiter__repeat_str__steps__frame;

SLEY_OWNED(g_he_iter__m2_std__aiter__repeat_str__steps, (a_v, sley_type_str));
SLEY_FN_RESULT(g_he_iter__m2_std__aiter__repeat_str__steps, "std.aiter.repeat[str]", "aiter.sley",
               54, 136, sley_type_str, SLEY_OWNING,
    {57, 1, SLEY_CHILD_AT(g_he_iter__m2_std__aiter__repeat_str__steps, a1.wait), "_turns(every)"},
    {58, 2, 0, "yield v"},
    {57, 3, SLEY_CHILD_AT(g_he_iter__m2_std__aiter__repeat_str__steps, a3), "_turns(every)"},
    {59, 4, 0, "left -="});

static SLEY_BEGIN3(g_he_iter__m2_std__aiter__repeat_str__steps, sley_str *, a_v, sley_opt_int,
                   a_times, sley_duration, a_every)

static sley_status g_he_iter__m2_std__aiter__repeat_str__steps__resume(sley_task *task,
        sley_frame *self, sley_status st)
{
    g_he_iter__m2_std__aiter__repeat_str__steps__frame *f =
            (g_he_iter__m2_std__aiter__repeat_str__steps__frame *)self;
    if (self->state == 1) goto resume_1; // 57: _turns(every)
    if (self->state == 2) goto resume_2; // 58: yield v
    if (self->state == 3) goto resume_3; // 57: _turns(every)
    sley_starts(self);
    f->t_items = NULL;

    // 55 | var left = times ?? -1
    f->v_left = f->a_times.some ? f->a_times.value : -1;
    // 56 | if left == 0 { return }
    if (f->v_left == 0) return SLEY_OK;
    // 57 | async for _ in _turns(every) {
    f->t_items = m2_std__aiter___turns(f->a_every);
    while (true) {
        st = sley_gen_next_async(task, sley_at(self, 1), &f->a1.wait, f->t_items, &f->a1.v,
                                 &g_he_iter__m2_std__aiter__repeat_str__steps__sites[1]);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_2;
        if (!f->a1.v.some) break;
        // 58 | yield v
        f->result = sley_str_retain(f->a_v);
        return sley_gen_yield(self, 2);
    resume_2: if (sley_failed(task, self, st)) goto leave_2;
        // 59 | if left > 0 { left -= 1 }
        if (f->v_left > 0) {
            f->v_left = sley_int_sub(f->v_left, 1,
                                     &g_he_iter__m2_std__aiter__repeat_str__steps__sites[4]);
        }
        // 60 | if left == 0 { return }
        if (f->v_left == 0) goto leave_2;
    }

leave_2:
    sley_unwind_enter(task, &f->u_2, st);
    st = SLEY_OK;
    st = sley_gen_close_async(task, sley_at(self, 3), &f->a3, f->t_items,
                              &g_he_iter__m2_std__aiter__repeat_str__steps__sites[1]);
    if (st == SLEY_PENDING) return st;
resume_3: sley_note_failure(task, self, st);
    st = sley_unwind_leave(task, &f->u_2, st);
    sley_gen_release(f->t_items);
    return st;
}

// async fn repeat[T](v: T, times: int? = none, every: duration = 0s) -> gen[T]
// aiter.sley:54

static sley_gen *g_he_iter__m2_std__aiter__repeat_str(sley_str *a_v, sley_opt_int a_times,
                                                      sley_duration a_every)
{
    sley_gen *t_gen = sley_gen_new(&g_he_iter__m2_std__aiter__repeat_str__steps__fn);
    g_he_iter__m2_std__aiter__repeat_str__steps__begin(sley_gen_frame(t_gen), NULL,
                                                       sley_str_retain(a_v), a_times, a_every);
    return t_gen;
}

// async fn accumulate[T, I: AsyncIterable[T] throws](xs: I, f: fn(T, T) -> T) -> gen[T] throws
// aiter.sley:151, frame 120 bytes

typedef struct g_he_iter__m2_std__aiter__accumulate__int__async_gen1__int__steps__frame {
    sley_frame base;
    sley_gen *a_xs;
    sley_closure *a_f;
    int64_t result;
    sley_opt_int v_sum;             // 152: live across 1, 2
    sley_unwind u_2;
    union { struct { sley_gen_wait wait; sley_opt_int v; } a1; sley_gen_wait a3; }; // 153
} g_he_iter__m2_std__aiter__accumulate__int__async_gen1__int__steps__frame;

SLEY_OWNED(g_he_iter__m2_std__aiter__accumulate__int__async_gen1__int__steps,
           (a_xs, sley_type_gen), (a_f, sley_type_closure));
SLEY_FN_RESULT(g_he_iter__m2_std__aiter__accumulate__int__async_gen1__int__steps,
               "std.aiter.accumulate[int, async gen[int]]", "aiter.sley", 151, 120, sley_type_int,
               SLEY_OWNING,
    {153, 1,
     SLEY_CHILD_AT(g_he_iter__m2_std__aiter__accumulate__int__async_gen1__int__steps, a1.wait),
     "xs"},
    {156, 2, 0, "yield next"},
    {153, 3, SLEY_CHILD_AT(g_he_iter__m2_std__aiter__accumulate__int__async_gen1__int__steps, a3),
     "xs"});

static SLEY_BEGIN2(g_he_iter__m2_std__aiter__accumulate__int__async_gen1__int__steps, sley_gen *,
                   a_xs, sley_closure *, a_f)

static sley_status g_he_iter__m2_std__aiter__accumulate__int__async_gen1__int__steps__resume(
        sley_task *task, sley_frame *self, sley_status st)
{
    g_he_iter__m2_std__aiter__accumulate__int__async_gen1__int__steps__frame *f =
            (g_he_iter__m2_std__aiter__accumulate__int__async_gen1__int__steps__frame *)self;
    if (self->state == 1) goto resume_1; // 153: xs
    if (self->state == 2) goto resume_2; // 156: yield next
    if (self->state == 3) goto resume_3; // 153: xs
    sley_starts(self);

    // 152 | var sum: T? = none
    f->v_sum = (sley_opt_int){0};
    // 153 | async for x in xs {
    while (true) {
        int64_t v_next;
        st = sley_gen_next_async(task, sley_at(self, 1), &f->a1.wait, f->a_xs, &f->a1.v,
                &g_he_iter__m2_std__aiter__accumulate__int__async_gen1__int__steps__sites[1]);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_2;
        if (!f->a1.v.some) break;
        int64_t v_x = f->a1.v.value;
        // 154 | let next = if let before = sum { f(before, x) } else { x }
        if (f->v_sum.some) {
            int64_t v_before = f->v_sum.value;
            v_next = ((int64_t (*)(sley_closure *, int64_t, int64_t))f->a_f->code)(f->a_f,
                    v_before, v_x);
        } else {
            v_next = v_x;
        }
        // 155 | sum = next
        f->v_sum = (sley_opt_int){true, v_next};
        // 156 | yield next
        f->result = v_next;
        return sley_gen_yield(self, 2);
    resume_2: if (sley_failed(task, self, st)) goto leave_2;
    }

leave_2:
    sley_unwind_enter(task, &f->u_2, st);
    st = SLEY_OK;
    st = sley_gen_close_async(task, sley_at(self, 3), &f->a3, f->a_xs,
            &g_he_iter__m2_std__aiter__accumulate__int__async_gen1__int__steps__sites[1]);
    if (st == SLEY_PENDING) return st;
resume_3: sley_note_failure(task, self, st);
    st = sley_unwind_leave(task, &f->u_2, st);
    return st;
}

// async fn accumulate[T, I: AsyncIterable[T] throws](xs: I, f: fn(T, T) -> T) -> gen[T] throws
// aiter.sley:151

static sley_gen *g_he_iter__m2_std__aiter__accumulate__int__async_gen1__int(sley_gen *a_xs,
        sley_closure *a_f)
{
    sley_gen *t_gen =
            sley_gen_new(&g_he_iter__m2_std__aiter__accumulate__int__async_gen1__int__steps__fn);
    g_he_iter__m2_std__aiter__accumulate__int__async_gen1__int__steps__begin(sley_gen_frame(t_gen),
            NULL, sley_gen_retain(a_xs), sley_closure_retain(a_f));
    return t_gen;
}

// async fn chain[T, I: AsyncIterable[T] throws](sequences: ...I) -> gen[T] throws
// aiter.sley:213, frame 112 bytes

typedef struct g_he_iter__m2_std__aiter__chain__int__async_gen1__int__steps__frame {
    sley_frame base;
    sley_list *a_sequences;
    int64_t result;
    sley_gen *v_xs;                 // 214: live across 1, 2, 3
    int64_t t_index;                // 214: live across 1, 2, 3
    sley_unwind u_3;
    union { struct { sley_gen_wait wait; sley_opt_int v; } a1; sley_gen_wait a3; }; // 215
} g_he_iter__m2_std__aiter__chain__int__async_gen1__int__steps__frame;

SLEY_OWNED(g_he_iter__m2_std__aiter__chain__int__async_gen1__int__steps,
           (a_sequences, sley_type_list__async_gen1__int));
SLEY_FN_RESULT(g_he_iter__m2_std__aiter__chain__int__async_gen1__int__steps,
        "std.aiter.chain[int, async gen[int]]", "aiter.sley", 213, 112, sley_type_int, SLEY_OWNING,
    {215, 1, SLEY_CHILD_AT(g_he_iter__m2_std__aiter__chain__int__async_gen1__int__steps, a1.wait),
     "xs"},
    {215, 2, 0, "yield x"},
    {215, 3, SLEY_CHILD_AT(g_he_iter__m2_std__aiter__chain__int__async_gen1__int__steps, a3),
     "xs"});

static SLEY_BEGIN1(g_he_iter__m2_std__aiter__chain__int__async_gen1__int__steps, sley_list *,
                   a_sequences)

static sley_status g_he_iter__m2_std__aiter__chain__int__async_gen1__int__steps__resume(
        sley_task *task, sley_frame *self, sley_status st)
{
    g_he_iter__m2_std__aiter__chain__int__async_gen1__int__steps__frame *f =
            (g_he_iter__m2_std__aiter__chain__int__async_gen1__int__steps__frame *)self;
    if (self->state == 1) goto resume_1; // 215: xs
    if (self->state == 2) goto resume_2; // 215: yield x
    if (self->state == 3) goto resume_3; // 215: xs
    sley_starts(self);
    f->v_xs = NULL;

    // 214 | for xs in sequences {
    for (f->t_index = 0; f->t_index < f->a_sequences->len; f->t_index++) {
        f->v_xs = sley_gen_retain(SLEY_NTH(sley_gen *, f->a_sequences, f->t_index));
        // 215 | async for x in xs { yield x }
        while (true) {
            st = sley_gen_next_async(task, sley_at(self, 1), &f->a1.wait, f->v_xs, &f->a1.v,
                    &g_he_iter__m2_std__aiter__chain__int__async_gen1__int__steps__sites[1]);
            if (st == SLEY_PENDING) return st;
        resume_1: if (sley_failed(task, self, st)) goto leave_3;
            if (!f->a1.v.some) break;
            int64_t v_x = f->a1.v.value;
            f->result = v_x;
            return sley_gen_yield(self, 2);
        resume_2: if (sley_failed(task, self, st)) goto leave_3;
        }
    leave_3:
        sley_unwind_enter(task, &f->u_3, st);
        st = SLEY_OK;
        st = sley_gen_close_async(task, sley_at(self, 3), &f->a3, f->v_xs,
                &g_he_iter__m2_std__aiter__chain__int__async_gen1__int__steps__sites[1]);
        if (st == SLEY_PENDING) return st;
    resume_3: sley_note_failure(task, self, st);
        st = sley_unwind_leave(task, &f->u_3, st);
        if (st != SLEY_OK) goto leave_1;
        sley_gen_drop(&f->v_xs);
    }

leave_1:
    sley_gen_release(f->v_xs);
    return st;
}

// async fn chain[T, I: AsyncIterable[T] throws](sequences: ...I) -> gen[T] throws
// aiter.sley:213

static sley_gen *g_he_iter__m2_std__aiter__chain__int__async_gen1__int(sley_list *a_sequences)
{
    sley_gen *t_gen =
            sley_gen_new(&g_he_iter__m2_std__aiter__chain__int__async_gen1__int__steps__fn);
    g_he_iter__m2_std__aiter__chain__int__async_gen1__int__steps__begin(sley_gen_frame(t_gen),
            NULL, sley_list_retain(a_sequences));
    return t_gen;
}

// async fn compress[T, I: AsyncIterable[T] throws, F: AsyncIterable[bool] throws](xs: I, flags ...
// aiter.sley:103, frame 144 bytes

typedef struct
        g_he_iter__m2_std__aiter__compress__str__async_gen1__str__async_gen1__bool__steps__frame {
    sley_frame base;
    sley_gen *a_xs;
    sley_gen *a_flags;
    sley_str *result;
    sley_gen *t_items;              // 104: live across 1, 2, 3
    sley_opt_tuple2__str__bool t_item; // 104: live across 2
    sley_unwind u_2;
    union {
        struct { sley_gen_wait wait; sley_opt_tuple2__str__bool v; } a1; // 104: zip(xs, flags)
        sley_gen_wait a3;           // 104: zip(xs, flags)
    };
} g_he_iter__m2_std__aiter__compress__str__async_gen1__str__async_gen1__bool__steps__frame;

SLEY_OWNED(g_he_iter__m2_std__aiter__compress__str__async_gen1__str__async_gen1__bool__steps,
           (a_xs, sley_type_gen), (a_flags, sley_type_gen));
SLEY_FN_RESULT(g_he_iter__m2_std__aiter__compress__str__async_gen1__str__async_gen1__bool__steps,
               "std.aiter.compress[str, async gen[str], async gen[bool]]", "aiter.sley", 103, 144,
               sley_type_str, SLEY_OWNING,
    {104, 1,
     SLEY_CHILD_AT(
            g_he_iter__m2_std__aiter__compress__str__async_gen1__str__async_gen1__bool__steps,
                   a1.wait), "zip(xs, flags)"},
    {105, 2, 0, "yield x"},
    {104, 3,
     SLEY_CHILD_AT(
            g_he_iter__m2_std__aiter__compress__str__async_gen1__str__async_gen1__bool__steps, a3),
     "zip(xs, flags)"});

static SLEY_BEGIN2(
        g_he_iter__m2_std__aiter__compress__str__async_gen1__str__async_gen1__bool__steps,
                   sley_gen *, a_xs, sley_gen *, a_flags)

static sley_status
        g_he_iter__m2_std__aiter__compress__str__async_gen1__str__async_gen1__bool__steps__resume(
        sley_task *task, sley_frame *self, sley_status st)
{
    g_he_iter__m2_std__aiter__compress__str__async_gen1__str__async_gen1__bool__steps__frame *f =
            (
            g_he_iter__m2_std__aiter__compress__str__async_gen1__str__async_gen1__bool__steps__frame *)self;
    if (self->state == 1) goto resume_1; // 104: zip(xs, flags)
    if (self->state == 2) goto resume_2; // 105: yield x
    if (self->state == 3) goto resume_3; // 104: zip(xs, flags)
    sley_starts(self);
    f->t_items = NULL;
    f->t_item = (sley_opt_tuple2__str__bool){0};

    // 104 | async for (x, is_kept) in zip(xs, flags) {
    f->t_items =
            g_he_iter__m2_std__aiter__zip__str__bool__async_gen1__str__async_gen1__bool(f->a_xs,
            f->a_flags);
    while (true) {
        st = sley_gen_next_async(task, sley_at(self, 1), &f->a1.wait, f->t_items, &f->a1.v,
                &g_he_iter__m2_std__aiter__compress__str__async_gen1__str__async_gen1__bool__steps__sites[1]);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_2;
        f->t_item = f->a1.v;
        if (!f->t_item.some) break;
        sley_tuple2__str__bool t_pair = f->t_item.value;
        sley_str *v_x = t_pair.f_0;
        bool v_is_kept = t_pair.f_1;
        // 105 | if is_kept { yield x }
        if (v_is_kept) {
            f->result = sley_str_retain(v_x);
            return sley_gen_yield(self, 2);
        resume_2: if (sley_failed(task, self, st)) goto leave_2;
        }
        sley_opt_tuple2__str__bool__drop(&f->t_item);
    }

leave_2:
    sley_opt_tuple2__str__bool__drop(&f->t_item);
    sley_unwind_enter(task, &f->u_2, st);
    st = SLEY_OK;
    st = sley_gen_close_async(task, sley_at(self, 3), &f->a3, f->t_items,
            &g_he_iter__m2_std__aiter__compress__str__async_gen1__str__async_gen1__bool__steps__sites[1]);
    if (st == SLEY_PENDING) return st;
resume_3: sley_note_failure(task, self, st);
    st = sley_unwind_leave(task, &f->u_2, st);
    sley_gen_release(f->t_items);
    return st;
}

// async fn compress[T, I: AsyncIterable[T] throws, F: AsyncIterable[bool] throws](xs: I, flags ...
// aiter.sley:103

static sley_gen *g_he_iter__m2_std__aiter__compress__str__async_gen1__str__async_gen1__bool(
        sley_gen *a_xs, sley_gen *a_flags)
{
    sley_gen *t_gen =
            sley_gen_new(
            &g_he_iter__m2_std__aiter__compress__str__async_gen1__str__async_gen1__bool__steps__fn);
    g_he_iter__m2_std__aiter__compress__str__async_gen1__str__async_gen1__bool__steps__begin(
            sley_gen_frame(t_gen), NULL, sley_gen_retain(a_xs), sley_gen_retain(a_flags));
    return t_gen;
}

// async fn drop_while[T, I: AsyncIterable[T] throws](xs: I, unwanted: fn(T) -> bool) -> gen[T] ...
// aiter.sley:118, frame 112 bytes

typedef struct g_he_iter__m2_std__aiter__drop_while__int__async_gen1__int__steps__frame {
    sley_frame base;
    sley_gen *a_xs;
    sley_closure *a_unwanted;
    int64_t result;
    bool v_dropping;                // 119: live across 1, 2
    sley_unwind u_2;
    union { struct { sley_gen_wait wait; sley_opt_int v; } a1; sley_gen_wait a3; }; // 120
} g_he_iter__m2_std__aiter__drop_while__int__async_gen1__int__steps__frame;

SLEY_OWNED(g_he_iter__m2_std__aiter__drop_while__int__async_gen1__int__steps,
           (a_xs, sley_type_gen), (a_unwanted, sley_type_closure));
SLEY_FN_RESULT(g_he_iter__m2_std__aiter__drop_while__int__async_gen1__int__steps,
               "std.aiter.drop_while[int, async gen[int]]", "aiter.sley", 118, 112, sley_type_int,
               SLEY_OWNING,
    {120, 1,
     SLEY_CHILD_AT(g_he_iter__m2_std__aiter__drop_while__int__async_gen1__int__steps, a1.wait),
     "xs"},
    {122, 2, 0, "yield x"},
    {120, 3, SLEY_CHILD_AT(g_he_iter__m2_std__aiter__drop_while__int__async_gen1__int__steps, a3),
     "xs"});

static SLEY_BEGIN2(g_he_iter__m2_std__aiter__drop_while__int__async_gen1__int__steps, sley_gen *,
                   a_xs, sley_closure *, a_unwanted)

static sley_status g_he_iter__m2_std__aiter__drop_while__int__async_gen1__int__steps__resume(
        sley_task *task, sley_frame *self, sley_status st)
{
    g_he_iter__m2_std__aiter__drop_while__int__async_gen1__int__steps__frame *f =
            (g_he_iter__m2_std__aiter__drop_while__int__async_gen1__int__steps__frame *)self;
    if (self->state == 1) goto resume_1; // 120: xs
    if (self->state == 2) goto resume_2; // 122: yield x
    if (self->state == 3) goto resume_3; // 120: xs
    sley_starts(self);

    // 119 | var dropping = true
    f->v_dropping = true;
    // 120 | async for x in xs {
    while (true) {
        st = sley_gen_next_async(task, sley_at(self, 1), &f->a1.wait, f->a_xs, &f->a1.v,
                &g_he_iter__m2_std__aiter__drop_while__int__async_gen1__int__steps__sites[1]);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_2;
        if (!f->a1.v.some) break;
        int64_t v_x = f->a1.v.value;
        // 121 | dropping = dropping and unwanted(x)
        bool t_both = f->v_dropping;
        if (t_both) {
            t_both = ((bool (*)(sley_closure *, int64_t))f->a_unwanted->code)(f->a_unwanted, v_x);
        }
        f->v_dropping = t_both;
        // 122 | if not dropping { yield x }
        if (!f->v_dropping) {
            f->result = v_x;
            return sley_gen_yield(self, 2);
        resume_2: if (sley_failed(task, self, st)) goto leave_2;
        }
    }

leave_2:
    sley_unwind_enter(task, &f->u_2, st);
    st = SLEY_OK;
    st = sley_gen_close_async(task, sley_at(self, 3), &f->a3, f->a_xs,
            &g_he_iter__m2_std__aiter__drop_while__int__async_gen1__int__steps__sites[1]);
    if (st == SLEY_PENDING) return st;
resume_3: sley_note_failure(task, self, st);
    st = sley_unwind_leave(task, &f->u_2, st);
    return st;
}

// async fn drop_while[T, I: AsyncIterable[T] throws](xs: I, unwanted: fn(T) -> bool) -> gen[T] ...
// aiter.sley:118

static sley_gen *g_he_iter__m2_std__aiter__drop_while__int__async_gen1__int(sley_gen *a_xs,
        sley_closure *a_unwanted)
{
    sley_gen *t_gen =
            sley_gen_new(&g_he_iter__m2_std__aiter__drop_while__int__async_gen1__int__steps__fn);
    g_he_iter__m2_std__aiter__drop_while__int__async_gen1__int__steps__begin(sley_gen_frame(t_gen),
            NULL, sley_gen_retain(a_xs), sley_closure_retain(a_unwanted));
    return t_gen;
}

// async fn filter_false[T, I: AsyncIterable[T] throws](xs: I, drop: fn(T) -> bool) -> gen[T] t ...
// aiter.sley:96, frame 104 bytes

typedef struct g_he_iter__m2_std__aiter__filter_false__int__async_gen1__int__steps__frame {
    sley_frame base;
    sley_gen *a_xs;
    sley_closure *a_drop;
    int64_t result;
    sley_unwind u_2;
    union { struct { sley_gen_wait wait; sley_opt_int v; } a1; sley_gen_wait a3; }; // 97
} g_he_iter__m2_std__aiter__filter_false__int__async_gen1__int__steps__frame;

SLEY_OWNED(g_he_iter__m2_std__aiter__filter_false__int__async_gen1__int__steps,
           (a_xs, sley_type_gen), (a_drop, sley_type_closure));
SLEY_FN_RESULT(g_he_iter__m2_std__aiter__filter_false__int__async_gen1__int__steps,
               "std.aiter.filter_false[int, async gen[int]]", "aiter.sley", 96, 104, sley_type_int,
               SLEY_OWNING,
    {97, 1,
     SLEY_CHILD_AT(g_he_iter__m2_std__aiter__filter_false__int__async_gen1__int__steps, a1.wait),
     "xs"},
    {98, 2, 0, "yield x"},
    {97, 3, SLEY_CHILD_AT(g_he_iter__m2_std__aiter__filter_false__int__async_gen1__int__steps, a3),
     "xs"});

static SLEY_BEGIN2(g_he_iter__m2_std__aiter__filter_false__int__async_gen1__int__steps, sley_gen *,
                   a_xs, sley_closure *, a_drop)

static sley_status g_he_iter__m2_std__aiter__filter_false__int__async_gen1__int__steps__resume(
        sley_task *task, sley_frame *self, sley_status st)
{
    g_he_iter__m2_std__aiter__filter_false__int__async_gen1__int__steps__frame *f =
            (g_he_iter__m2_std__aiter__filter_false__int__async_gen1__int__steps__frame *)self;
    if (self->state == 1) goto resume_1; // 97: xs
    if (self->state == 2) goto resume_2; // 98: yield x
    if (self->state == 3) goto resume_3; // 97: xs
    sley_starts(self);

    // 97 | async for x in xs {
    while (true) {
        st = sley_gen_next_async(task, sley_at(self, 1), &f->a1.wait, f->a_xs, &f->a1.v,
                &g_he_iter__m2_std__aiter__filter_false__int__async_gen1__int__steps__sites[1]);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_2;
        if (!f->a1.v.some) break;
        int64_t v_x = f->a1.v.value;
        // 98 | if not drop(x) { yield x }
        if (!((bool (*)(sley_closure *, int64_t))f->a_drop->code)(f->a_drop, v_x)) {
            f->result = v_x;
            return sley_gen_yield(self, 2);
        resume_2: if (sley_failed(task, self, st)) goto leave_2;
        }
    }

leave_2:
    sley_unwind_enter(task, &f->u_2, st);
    st = SLEY_OK;
    st = sley_gen_close_async(task, sley_at(self, 3), &f->a3, f->a_xs,
            &g_he_iter__m2_std__aiter__filter_false__int__async_gen1__int__steps__sites[1]);
    if (st == SLEY_PENDING) return st;
resume_3: sley_note_failure(task, self, st);
    st = sley_unwind_leave(task, &f->u_2, st);
    return st;
}

// async fn filter_false[T, I: AsyncIterable[T] throws](xs: I, drop: fn(T) -> bool) -> gen[T] t ...
// aiter.sley:96

static sley_gen *g_he_iter__m2_std__aiter__filter_false__int__async_gen1__int(sley_gen *a_xs,
        sley_closure *a_drop)
{
    sley_gen *t_gen =
            sley_gen_new(&g_he_iter__m2_std__aiter__filter_false__int__async_gen1__int__steps__fn);
    g_he_iter__m2_std__aiter__filter_false__int__async_gen1__int__steps__begin(
            sley_gen_frame(t_gen), NULL, sley_gen_retain(a_xs), sley_closure_retain(a_drop));
    return t_gen;
}

// async fn group_by[T, K: Equatable, I: AsyncIterable[T] throws](xs: I, key: fn(T) -> K) -> ge ...
// aiter.sley:193, frame 144 bytes

typedef struct g_he_iter__m2_std__aiter__group_by__str__str__async_gen1__str__steps__frame {
    sley_frame base;
    sley_gen *a_xs;
    sley_closure *a_key;
    sley_tuple2__str__list__str result;
    sley_str *v_current;            // 194: live across 1, 2, 3, 4
    sley_list *v_group;             // 195: live across 1, 2, 3, 4
    sley_str *v_x;                  // 196: live across 2
    sley_str *v_k;                  // 197: live across 2
    sley_str *v_before;             // 198: live across 2
    sley_unwind u_2;
    union { struct { sley_gen_wait wait; sley_str *v; } a1; sley_gen_wait a3; }; // 196
} g_he_iter__m2_std__aiter__group_by__str__str__async_gen1__str__steps__frame;

SLEY_OWNED(g_he_iter__m2_std__aiter__group_by__str__str__async_gen1__str__steps,
           (a_xs, sley_type_gen), (a_key, sley_type_closure));
SLEY_FN_RESULT(g_he_iter__m2_std__aiter__group_by__str__str__async_gen1__str__steps,
               "std.aiter.group_by[str, str, async gen[str]]", "aiter.sley", 193, 144,
               sley_tuple2__str__list__str__type, SLEY_OWNING,
    {196, 1,
     SLEY_CHILD_AT(g_he_iter__m2_std__aiter__group_by__str__str__async_gen1__str__steps, a1.wait),
     "xs"},
    {200, 2, 0, "yield (before, group)"},
    {196, 3,
     SLEY_CHILD_AT(g_he_iter__m2_std__aiter__group_by__str__str__async_gen1__str__steps, a3), "xs"},
    {207, 4, 0, "yield (last, group)"});

static SLEY_BEGIN2(g_he_iter__m2_std__aiter__group_by__str__str__async_gen1__str__steps,
                   sley_gen *, a_xs, sley_closure *, a_key)

static sley_status g_he_iter__m2_std__aiter__group_by__str__str__async_gen1__str__steps__resume(
        sley_task *task, sley_frame *self, sley_status st)
{
    g_he_iter__m2_std__aiter__group_by__str__str__async_gen1__str__steps__frame *f =
            (g_he_iter__m2_std__aiter__group_by__str__str__async_gen1__str__steps__frame *)self;
    switch (self->state) {
    case 1: goto resume_1;          // 196: xs
    case 2: goto resume_2;          // 200: yield (before, group)
    case 3: goto resume_3;          // 196: xs
    case 4: goto resume_4;          // 207: yield (last, group)
    default: sley_starts(self);
    }
    f->v_current = f->v_x = f->v_k = f->v_before = NULL;
    f->v_group = NULL;

    // 194 | var current: K? = none
    f->v_current = NULL;
    // 195 | var group: list[T] = []
    f->v_group = sley_list_new(&sley_type_str, 0);
    // 196 | async for x in xs {
    while (true) {
        st = sley_gen_next_async(task, sley_at(self, 1), &f->a1.wait, f->a_xs, &f->a1.v,
                &g_he_iter__m2_std__aiter__group_by__str__str__async_gen1__str__steps__sites[1]);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_2;
        f->v_x = f->a1.v;
        if (f->v_x == NULL) break;
        // 197 | let k = key(x)
        f->v_k = ((sley_str *(*)(sley_closure *, sley_str *))f->a_key->code)(f->a_key, f->v_x);
        // 198 | if let before = current {
        if (f->v_current != NULL) {
            f->v_before = sley_str_retain(f->v_current);
            // 199 | if before != k {
            if (!sley_str_equal(f->v_before, f->v_k)) {
                // 200 | yield (before, group)
                f->result = (sley_tuple2__str__list__str){sley_str_take(&f->v_before),
                                                          sley_list_retain(f->v_group)};
                return sley_gen_yield(self, 2);
            resume_2: if (sley_failed(task, self, st)) goto leave_2;
                // 201 | group = []
                sley_list_assign(&f->v_group, sley_list_new(&sley_type_str, 0));
            }
            sley_str_drop(&f->v_before);
        }
        // 204 | current = k
        sley_str_assign(&f->v_current, sley_str_take(&f->v_k));
        // 205 | group.append(x)
        sley_list_append(f->v_group, &(sley_str *){sley_str_retain(f->v_x)});
        sley_str_drop(&f->v_x);
    }

leave_2:
    sley_str_drop(&f->v_k);
    sley_str_drop(&f->v_x);
    sley_str_drop(&f->v_before);
    sley_unwind_enter(task, &f->u_2, st);
    st = SLEY_OK;
    st = sley_gen_close_async(task, sley_at(self, 3), &f->a3, f->a_xs,
            &g_he_iter__m2_std__aiter__group_by__str__str__async_gen1__str__steps__sites[1]);
    if (st == SLEY_PENDING) return st;
resume_3: sley_note_failure(task, self, st);
    st = sley_unwind_leave(task, &f->u_2, st);
    if (st != SLEY_OK) goto leave_1;
    // 207 | if let last = current { yield (last, group) }
    if (f->v_current != NULL) {
        sley_str *v_last = sley_str_retain(f->v_current);
        f->result = (sley_tuple2__str__list__str){v_last, sley_list_take(&f->v_group)};
        return sley_gen_yield(self, 4);
    resume_4: sley_note_failure(task, self, st);
    }

leave_1:
    sley_list_release(f->v_group);
    sley_str_release(f->v_current);
    return st;
}

// async fn group_by[T, K: Equatable, I: AsyncIterable[T] throws](xs: I, key: fn(T) -> K) -> ge ...
// aiter.sley:193

static sley_gen *g_he_iter__m2_std__aiter__group_by__str__str__async_gen1__str(sley_gen *a_xs,
        sley_closure *a_key)
{
    sley_gen *t_gen =
            sley_gen_new(&g_he_iter__m2_std__aiter__group_by__str__str__async_gen1__str__steps__fn);
    g_he_iter__m2_std__aiter__group_by__str__str__async_gen1__str__steps__begin(
            sley_gen_frame(t_gen), NULL, sley_gen_retain(a_xs), sley_closure_retain(a_key));
    return t_gen;
}

// async fn star_map[A, B, R, I: AsyncIterable[(A, B)] throws](pairs: I, f: fn(A, B) -> R) -> g ...
// aiter.sley:77, frame 112 bytes

typedef struct
        g_he_iter__m2_std__aiter__star_map__int__int__int__async_gen1__tuple2__int__int__steps__frame {
    sley_frame base;
    sley_gen *a_pairs;
    sley_closure *a_f;
    int64_t result;
    sley_unwind u_2;
    union {
        struct { sley_gen_wait wait; sley_opt_tuple2__int__int v; } a1; // 78: pairs
        sley_gen_wait a3;           // 78: pairs
    };
} g_he_iter__m2_std__aiter__star_map__int__int__int__async_gen1__tuple2__int__int__steps__frame;

SLEY_OWNED(g_he_iter__m2_std__aiter__star_map__int__int__int__async_gen1__tuple2__int__int__steps,
           (a_pairs, sley_type_gen), (a_f, sley_type_closure));
SLEY_FN_RESULT(
        g_he_iter__m2_std__aiter__star_map__int__int__int__async_gen1__tuple2__int__int__steps,
               "std.aiter.star_map[int, int, int, async gen[(int, int)]]", "aiter.sley", 77, 112,
               sley_type_int, SLEY_OWNING,
    {78, 1,
     SLEY_CHILD_AT(
            g_he_iter__m2_std__aiter__star_map__int__int__int__async_gen1__tuple2__int__int__steps,
                   a1.wait), "pairs"},
    {78, 2, 0, "yield f(a, b)"},
    {78, 3,
     SLEY_CHILD_AT(
            g_he_iter__m2_std__aiter__star_map__int__int__int__async_gen1__tuple2__int__int__steps,
                   a3), "pairs"});

static SLEY_BEGIN2(
        g_he_iter__m2_std__aiter__star_map__int__int__int__async_gen1__tuple2__int__int__steps,
                   sley_gen *, a_pairs, sley_closure *, a_f)

static sley_status
        g_he_iter__m2_std__aiter__star_map__int__int__int__async_gen1__tuple2__int__int__steps__resume(sley_task *task, sley_frame *self, sley_status st)
{
    g_he_iter__m2_std__aiter__star_map__int__int__int__async_gen1__tuple2__int__int__steps__frame
            *f =
            (
            g_he_iter__m2_std__aiter__star_map__int__int__int__async_gen1__tuple2__int__int__steps__frame *)self;
    if (self->state == 1) goto resume_1; // 78: pairs
    if (self->state == 2) goto resume_2; // 78: yield f(a, b)
    if (self->state == 3) goto resume_3; // 78: pairs
    sley_starts(self);

    // 78 | async for (a, b) in pairs { yield f(a, b) }
    while (true) {
        st = sley_gen_next_async(task, sley_at(self, 1), &f->a1.wait, f->a_pairs, &f->a1.v,
                &g_he_iter__m2_std__aiter__star_map__int__int__int__async_gen1__tuple2__int__int__steps__sites[1]);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_2;
        if (!f->a1.v.some) break;
        sley_tuple2__int__int t_pair = f->a1.v.value;
        int64_t v_a = t_pair.f_0;
        int64_t v_b = t_pair.f_1;
        f->result = ((int64_t (*)(sley_closure *, int64_t, int64_t))f->a_f->code)(f->a_f, v_a, v_b);
        return sley_gen_yield(self, 2);
    resume_2: if (sley_failed(task, self, st)) goto leave_2;
    }

leave_2:
    sley_unwind_enter(task, &f->u_2, st);
    st = SLEY_OK;
    st = sley_gen_close_async(task, sley_at(self, 3), &f->a3, f->a_pairs,
            &g_he_iter__m2_std__aiter__star_map__int__int__int__async_gen1__tuple2__int__int__steps__sites[1]);
    if (st == SLEY_PENDING) return st;
resume_3: sley_note_failure(task, self, st);
    st = sley_unwind_leave(task, &f->u_2, st);
    return st;
}

// async fn star_map[A, B, R, I: AsyncIterable[(A, B)] throws](pairs: I, f: fn(A, B) -> R) -> g ...
// aiter.sley:77

static sley_gen *g_he_iter__m2_std__aiter__star_map__int__int__int__async_gen1__tuple2__int__int(
        sley_gen *a_pairs, sley_closure *a_f)
{
    sley_gen *t_gen =
            sley_gen_new(
            &g_he_iter__m2_std__aiter__star_map__int__int__int__async_gen1__tuple2__int__int__steps__fn);
    g_he_iter__m2_std__aiter__star_map__int__int__int__async_gen1__tuple2__int__int__steps__begin(
            sley_gen_frame(t_gen), NULL, sley_gen_retain(a_pairs), sley_closure_retain(a_f));
    return t_gen;
}

// async fn star_map[A, B, R, I: AsyncIterable[(A, B)] throws](pairs: I, f: fn(A, B) -> R) -> g ...
// aiter.sley:77, frame 160 bytes

typedef struct
        g_he_iter__m2_std__aiter__star_map__opt_int__opt_str__tuple2__int__str_a6afade3e9b8dc04__steps__frame {
    sley_frame base;
    sley_gen *a_pairs;
    sley_closure *a_f;
    sley_tuple2__int__str result;
    sley_opt_tuple2__opt_int__opt_str t_item; // 78: live across 2
    sley_unwind u_2;
    union {
        struct { sley_gen_wait wait; sley_opt_tuple2__opt_int__opt_str v; } a1; // 78: pairs
        sley_gen_wait a3;           // 78: pairs
    };
} g_he_iter__m2_std__aiter__star_map__opt_int__opt_str__tuple2__int__str_a6afade3e9b8dc04__steps__frame;

SLEY_OWNED(
        g_he_iter__m2_std__aiter__star_map__opt_int__opt_str__tuple2__int__str_a6afade3e9b8dc04__steps, (a_pairs, sley_type_gen), (a_f, sley_type_closure));
SLEY_FN_RESULT(
        g_he_iter__m2_std__aiter__star_map__opt_int__opt_str__tuple2__int__str_a6afade3e9b8dc04__steps, "std.aiter.star_map[int?, str?, (int, str), async gen[(int?, str?)]]", "aiter.sley", 77, 160, sley_tuple2__int__str__type, SLEY_OWNING,
    {78, 1,
     SLEY_CHILD_AT(
            g_he_iter__m2_std__aiter__star_map__opt_int__opt_str__tuple2__int__str_a6afade3e9b8dc04__steps, a1.wait), "pairs"},
    {78, 2, 0, "yield f(a, b)"},
    {78, 3,
     SLEY_CHILD_AT(
            g_he_iter__m2_std__aiter__star_map__opt_int__opt_str__tuple2__int__str_a6afade3e9b8dc04__steps, a3), "pairs"});

static SLEY_BEGIN2(
        g_he_iter__m2_std__aiter__star_map__opt_int__opt_str__tuple2__int__str_a6afade3e9b8dc04__steps, sley_gen *, a_pairs, sley_closure *, a_f)

static sley_status
        g_he_iter__m2_std__aiter__star_map__opt_int__opt_str__tuple2__int__str_a6afade3e9b8dc04__steps__resume(sley_task *task, sley_frame *self, sley_status st)
{
    g_he_iter__m2_std__aiter__star_map__opt_int__opt_str__tuple2__int__str_a6afade3e9b8dc04__steps__frame *f = (g_he_iter__m2_std__aiter__star_map__opt_int__opt_str__tuple2__int__str_a6afade3e9b8dc04__steps__frame *)self;
    if (self->state == 1) goto resume_1; // 78: pairs
    if (self->state == 2) goto resume_2; // 78: yield f(a, b)
    if (self->state == 3) goto resume_3; // 78: pairs
    sley_starts(self);
    f->t_item = (sley_opt_tuple2__opt_int__opt_str){0};

    // 78 | async for (a, b) in pairs { yield f(a, b) }
    while (true) {
        st = sley_gen_next_async(task, sley_at(self, 1), &f->a1.wait, f->a_pairs, &f->a1.v,
                &g_he_iter__m2_std__aiter__star_map__opt_int__opt_str__tuple2__int__str_a6afade3e9b8dc04__steps__sites[1]);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_2;
        f->t_item = f->a1.v;
        if (!f->t_item.some) break;
        sley_tuple2__opt_int__opt_str t_pair = f->t_item.value;
        sley_opt_int v_a = t_pair.f_0;
        sley_str *v_b = t_pair.f_1;
        f->result = ((sley_tuple2__int__str (*)(sley_closure *, sley_opt_int,
                                                sley_str *))f->a_f->code)(f->a_f, v_a, v_b);
        return sley_gen_yield(self, 2);
    resume_2: if (sley_failed(task, self, st)) goto leave_2;
        sley_opt_tuple2__opt_int__opt_str__drop(&f->t_item);
    }

leave_2:
    sley_opt_tuple2__opt_int__opt_str__drop(&f->t_item);
    sley_unwind_enter(task, &f->u_2, st);
    st = SLEY_OK;
    st = sley_gen_close_async(task, sley_at(self, 3), &f->a3, f->a_pairs,
            &g_he_iter__m2_std__aiter__star_map__opt_int__opt_str__tuple2__int__str_a6afade3e9b8dc04__steps__sites[1]);
    if (st == SLEY_PENDING) return st;
resume_3: sley_note_failure(task, self, st);
    st = sley_unwind_leave(task, &f->u_2, st);
    return st;
}

// async fn star_map[A, B, R, I: AsyncIterable[(A, B)] throws](pairs: I, f: fn(A, B) -> R) -> g ...
// aiter.sley:77

static sley_gen
        *g_he_iter__m2_std__aiter__star_map__opt_int__opt_str__tuple2__int__str_a6afade3e9b8dc04(
        sley_gen *a_pairs, sley_closure *a_f)
{
    sley_gen *t_gen =
            sley_gen_new(
            &g_he_iter__m2_std__aiter__star_map__opt_int__opt_str__tuple2__int__str_a6afade3e9b8dc04__steps__fn);
    g_he_iter__m2_std__aiter__star_map__opt_int__opt_str__tuple2__int__str_a6afade3e9b8dc04__steps__begin(sley_gen_frame(t_gen), NULL, sley_gen_retain(a_pairs), sley_closure_retain(a_f));
    return t_gen;
}

// async fn take_while[T, I: AsyncIterable[T] throws](xs: I, wanted: fn(T) -> bool) -> gen[T] t ...
// aiter.sley:110, frame 104 bytes

typedef struct g_he_iter__m2_std__aiter__take_while__int__async_gen1__int__steps__frame {
    sley_frame base;
    sley_gen *a_xs;
    sley_closure *a_wanted;
    int64_t result;
    sley_unwind u_2;
    union { struct { sley_gen_wait wait; sley_opt_int v; } a1; sley_gen_wait a3; }; // 111
} g_he_iter__m2_std__aiter__take_while__int__async_gen1__int__steps__frame;

SLEY_OWNED(g_he_iter__m2_std__aiter__take_while__int__async_gen1__int__steps,
           (a_xs, sley_type_gen), (a_wanted, sley_type_closure));
SLEY_FN_RESULT(g_he_iter__m2_std__aiter__take_while__int__async_gen1__int__steps,
               "std.aiter.take_while[int, async gen[int]]", "aiter.sley", 110, 104, sley_type_int,
               SLEY_OWNING,
    {111, 1,
     SLEY_CHILD_AT(g_he_iter__m2_std__aiter__take_while__int__async_gen1__int__steps, a1.wait),
     "xs"},
    {113, 2, 0, "yield x"},
    {111, 3, SLEY_CHILD_AT(g_he_iter__m2_std__aiter__take_while__int__async_gen1__int__steps, a3),
     "xs"});

static SLEY_BEGIN2(g_he_iter__m2_std__aiter__take_while__int__async_gen1__int__steps, sley_gen *,
                   a_xs, sley_closure *, a_wanted)

static sley_status g_he_iter__m2_std__aiter__take_while__int__async_gen1__int__steps__resume(
        sley_task *task, sley_frame *self, sley_status st)
{
    g_he_iter__m2_std__aiter__take_while__int__async_gen1__int__steps__frame *f =
            (g_he_iter__m2_std__aiter__take_while__int__async_gen1__int__steps__frame *)self;
    if (self->state == 1) goto resume_1; // 111: xs
    if (self->state == 2) goto resume_2; // 113: yield x
    if (self->state == 3) goto resume_3; // 111: xs
    sley_starts(self);

    // 111 | async for x in xs {
    while (true) {
        st = sley_gen_next_async(task, sley_at(self, 1), &f->a1.wait, f->a_xs, &f->a1.v,
                &g_he_iter__m2_std__aiter__take_while__int__async_gen1__int__steps__sites[1]);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_2;
        if (!f->a1.v.some) break;
        int64_t v_x = f->a1.v.value;
        // 112 | if not wanted(x) { return }
        if (!((bool (*)(sley_closure *, int64_t))f->a_wanted->code)(f->a_wanted, v_x)) goto leave_2;
        // 113 | yield x
        f->result = v_x;
        return sley_gen_yield(self, 2);
    resume_2: if (sley_failed(task, self, st)) goto leave_2;
    }

leave_2:
    sley_unwind_enter(task, &f->u_2, st);
    st = SLEY_OK;
    st = sley_gen_close_async(task, sley_at(self, 3), &f->a3, f->a_xs,
            &g_he_iter__m2_std__aiter__take_while__int__async_gen1__int__steps__sites[1]);
    if (st == SLEY_PENDING) return st;
resume_3: sley_note_failure(task, self, st);
    st = sley_unwind_leave(task, &f->u_2, st);
    return st;
}

// async fn take_while[T, I: AsyncIterable[T] throws](xs: I, wanted: fn(T) -> bool) -> gen[T] t ...
// aiter.sley:110

static sley_gen *g_he_iter__m2_std__aiter__take_while__int__async_gen1__int(sley_gen *a_xs,
        sley_closure *a_wanted)
{
    sley_gen *t_gen =
            sley_gen_new(&g_he_iter__m2_std__aiter__take_while__int__async_gen1__int__steps__fn);
    g_he_iter__m2_std__aiter__take_while__int__async_gen1__int__steps__begin(sley_gen_frame(t_gen),
            NULL, sley_gen_retain(a_xs), sley_closure_retain(a_wanted));
    return t_gen;
}

// fn tee[T, I: AsyncIterable[T]](xs: I, n: int = 2) -> list[async gen[T]]
// aiter.sley:252

SLEY_SITES(g_he_iter__m2_std__aiter__tee__int__async_gen1__int,
           "std.aiter.tee[int, async gen[int]]", "aiter.sley", 252,
    {254, 1, 0, "Lock()"});

static sley_list *g_he_iter__m2_std__aiter__tee__int__async_gen1__int(sley_gen *a_xs, int64_t a_n)
{
    // 253 | let source = each(xs)
    sley_gen *v_source = g_he_iter__m2_std__aiter__each__int__async_gen1__int(a_xs);
    // 254 | let turn = Lock()
    sley_lock *v_turn = sley_lock_new(sley_here(),
            &g_he_iter__m2_std__aiter__tee__int__async_gen1__int__sites[1]);
    // 255 | let queues = [deque.Deque[T]() for _ in 0..n]
    sley_list *v_queues = sley_list_new(&m2_std__deque__Deque_int__type, 0);
    for (int64_t t_index = 0; t_index < a_n; t_index++) {
        sley_list_append(v_queues,
                &(m2_std__deque__Deque_int *){
                m2_std__deque__Deque_int__new(sley_list_new(&sley_type_opt_int, 0), 0, 0)});
    }
    // 256 | return [_branch(source, turn, queues, i) for i in 0..n]
    sley_list *t2_list = sley_list_new(&sley_type_gen, 0);
    for (int64_t v_i = 0; v_i < a_n; v_i++) {
        sley_list_append(t2_list,
                         &(sley_gen *){g_he_iter__m2_std__aiter___branch_int(v_source, v_turn,
                v_queues, v_i)});
    }
    sley_list_release(v_queues);
    sley_lock_release(v_turn);
    sley_gen_release(v_source);
    return t2_list;
}

// async fn collect[T, I: AsyncIterable[T] throws](xs: I) -> list[T] throws
// aiter.sley:277, frame 104 bytes

typedef struct g_he_iter__m2_std__aiter__collect__int__async_gen1__int__frame {
    sley_frame base;
    sley_gen *a_xs;                 // borrowed
    sley_list *result;
    sley_list *t_list;              // 278: live across 1, 2
    sley_unwind u_2;
    union { struct { sley_gen_wait wait; sley_opt_int v; } a1; sley_gen_wait a2; }; // 278
} g_he_iter__m2_std__aiter__collect__int__async_gen1__int__frame;

SLEY_FN_RESULT(g_he_iter__m2_std__aiter__collect__int__async_gen1__int,
               "std.aiter.collect[int, async gen[int]]", "aiter.sley", 277, 104,
               sley_type_list__int, SLEY_BORROWING,
    {278, 1, SLEY_CHILD_AT(g_he_iter__m2_std__aiter__collect__int__async_gen1__int, a1.wait), "xs"},
    {278, 2, SLEY_CHILD_AT(g_he_iter__m2_std__aiter__collect__int__async_gen1__int, a2), "xs"});

static SLEY_BEGIN1(g_he_iter__m2_std__aiter__collect__int__async_gen1__int, sley_gen *, a_xs)

static sley_status g_he_iter__m2_std__aiter__collect__int__async_gen1__int__resume(sley_task *task,
        sley_frame *self, sley_status st)
{
    g_he_iter__m2_std__aiter__collect__int__async_gen1__int__frame *f =
            (g_he_iter__m2_std__aiter__collect__int__async_gen1__int__frame *)self;
    if (self->state == 1) goto resume_1; // 278: xs
    if (self->state == 2) goto resume_2; // 278: xs
    sley_starts(self);

    // 278 | return [x async for x in xs]
    f->t_list = sley_list_new(&sley_type_int, 0);
    while (true) {
        st = sley_gen_next_async(task, sley_at(self, 1), &f->a1.wait, f->a_xs, &f->a1.v,
                &g_he_iter__m2_std__aiter__collect__int__async_gen1__int__sites[1]);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_2;
        if (!f->a1.v.some) break;
        int64_t v_x = f->a1.v.value;
        sley_list_append(f->t_list, &v_x);
    }

leave_2:
    sley_unwind_enter(task, &f->u_2, st);
    st = SLEY_OK;
    st = sley_gen_close_async(task, sley_at(self, 2), &f->a2, f->a_xs,
                              &g_he_iter__m2_std__aiter__collect__int__async_gen1__int__sites[1]);
    if (st == SLEY_PENDING) return st;
resume_2: sley_note_failure(task, self, st);
    st = sley_unwind_leave(task, &f->u_2, st);
    if (st != SLEY_OK) goto leave_1;
    f->result = sley_list_take(&f->t_list);

leave_1:
    sley_list_release(f->t_list);
    return st;
}

// async fn collect[T, I: AsyncIterable[T] throws](xs: I) -> list[T] throws
// aiter.sley:277, frame 96 bytes

typedef struct g_he_iter__m2_std__aiter__collect__str__async_gen1__str__frame {
    sley_frame base;
    sley_gen *a_xs;                 // borrowed
    sley_list *result;
    sley_list *t_list;              // 278: live across 1, 2
    sley_unwind u_2;
    union { struct { sley_gen_wait wait; sley_str *v; } a1; sley_gen_wait a2; }; // 278
} g_he_iter__m2_std__aiter__collect__str__async_gen1__str__frame;

SLEY_FN_RESULT(g_he_iter__m2_std__aiter__collect__str__async_gen1__str,
               "std.aiter.collect[str, async gen[str]]", "aiter.sley", 277, 96,
               sley_type_list__str, SLEY_BORROWING,
    {278, 1, SLEY_CHILD_AT(g_he_iter__m2_std__aiter__collect__str__async_gen1__str, a1.wait), "xs"},
    {278, 2, SLEY_CHILD_AT(g_he_iter__m2_std__aiter__collect__str__async_gen1__str, a2), "xs"});

static SLEY_BEGIN1(g_he_iter__m2_std__aiter__collect__str__async_gen1__str, sley_gen *, a_xs)

static sley_status g_he_iter__m2_std__aiter__collect__str__async_gen1__str__resume(sley_task *task,
        sley_frame *self, sley_status st)
{
    g_he_iter__m2_std__aiter__collect__str__async_gen1__str__frame *f =
            (g_he_iter__m2_std__aiter__collect__str__async_gen1__str__frame *)self;
    if (self->state == 1) goto resume_1; // 278: xs
    if (self->state == 2) goto resume_2; // 278: xs
    sley_starts(self);

    // 278 | return [x async for x in xs]
    f->t_list = sley_list_new(&sley_type_str, 0);
    while (true) {
        st = sley_gen_next_async(task, sley_at(self, 1), &f->a1.wait, f->a_xs, &f->a1.v,
                &g_he_iter__m2_std__aiter__collect__str__async_gen1__str__sites[1]);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_2;
        sley_str *v_x = f->a1.v;
        if (v_x == NULL) break;
        sley_list_append(f->t_list, &(sley_str *){sley_str_retain(v_x)});
        sley_str_release(v_x);
    }

leave_2:
    sley_unwind_enter(task, &f->u_2, st);
    st = SLEY_OK;
    st = sley_gen_close_async(task, sley_at(self, 2), &f->a2, f->a_xs,
                              &g_he_iter__m2_std__aiter__collect__str__async_gen1__str__sites[1]);
    if (st == SLEY_PENDING) return st;
resume_2: sley_note_failure(task, self, st);
    st = sley_unwind_leave(task, &f->u_2, st);
    if (st != SLEY_OK) goto leave_1;
    f->result = sley_list_take(&f->t_list);

leave_1:
    sley_list_release(f->t_list);
    return st;
}

// async fn collect[T, I: AsyncIterable[T] throws](xs: I) -> list[T] throws
// aiter.sley:277, frame 112 bytes

typedef struct
        g_he_iter__m2_std__aiter__collect__tuple2__str__list__str__async_gen1__tuple2__str__list__str__frame {
    sley_frame base;
    sley_gen *a_xs;                 // borrowed
    sley_list *result;
    sley_list *t_list;              // 278: live across 1, 2
    sley_unwind u_2;
    union {
        struct { sley_gen_wait wait; sley_opt_tuple2__str__list__str v; } a1; // 278: xs
        sley_gen_wait a2;           // 278: xs
    };
} g_he_iter__m2_std__aiter__collect__tuple2__str__list__str__async_gen1__tuple2__str__list__str__frame;

SLEY_FN_RESULT(
        g_he_iter__m2_std__aiter__collect__tuple2__str__list__str__async_gen1__tuple2__str__list__str, "std.aiter.collect[(str, list[str]), async gen[(str, list[str])]]", "aiter.sley", 277, 112, sley_type_list__tuple2__str__list__str, SLEY_BORROWING,
    {278, 1,
     SLEY_CHILD_AT(
            g_he_iter__m2_std__aiter__collect__tuple2__str__list__str__async_gen1__tuple2__str__list__str, a1.wait), "xs"},
    {278, 2,
     SLEY_CHILD_AT(
            g_he_iter__m2_std__aiter__collect__tuple2__str__list__str__async_gen1__tuple2__str__list__str, a2), "xs"});

static SLEY_BEGIN1(
        g_he_iter__m2_std__aiter__collect__tuple2__str__list__str__async_gen1__tuple2__str__list__str, sley_gen *, a_xs)

static sley_status
        g_he_iter__m2_std__aiter__collect__tuple2__str__list__str__async_gen1__tuple2__str__list__str__resume(sley_task *task, sley_frame *self, sley_status st)
{
    g_he_iter__m2_std__aiter__collect__tuple2__str__list__str__async_gen1__tuple2__str__list__str__frame *f = (g_he_iter__m2_std__aiter__collect__tuple2__str__list__str__async_gen1__tuple2__str__list__str__frame *)self;
    if (self->state == 1) goto resume_1; // 278: xs
    if (self->state == 2) goto resume_2; // 278: xs
    sley_starts(self);

    // 278 | return [x async for x in xs]
    f->t_list = sley_list_new(&sley_tuple2__str__list__str__type, 0);
    while (true) {
        st = sley_gen_next_async(task, sley_at(self, 1), &f->a1.wait, f->a_xs, &f->a1.v,
                &g_he_iter__m2_std__aiter__collect__tuple2__str__list__str__async_gen1__tuple2__str__list__str__sites[1]);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_2;
        sley_opt_tuple2__str__list__str t_item = f->a1.v;
        if (!t_item.some) break;
        sley_tuple2__str__list__str v_x = t_item.value;
        sley_list_append(f->t_list,
                (sley_tuple2__str__list__str[1]){sley_tuple2__str__list__str__retain(v_x)});
        sley_opt_tuple2__str__list__str__release(t_item);
    }

leave_2:
    sley_unwind_enter(task, &f->u_2, st);
    st = SLEY_OK;
    st = sley_gen_close_async(task, sley_at(self, 2), &f->a2, f->a_xs,
            &g_he_iter__m2_std__aiter__collect__tuple2__str__list__str__async_gen1__tuple2__str__list__str__sites[1]);
    if (st == SLEY_PENDING) return st;
resume_2: sley_note_failure(task, self, st);
    st = sley_unwind_leave(task, &f->u_2, st);
    if (st != SLEY_OK) goto leave_1;
    f->result = sley_list_take(&f->t_list);

leave_1:
    sley_list_release(f->t_list);
    return st;
}

// async fn collect[T, I: AsyncIterable[T] throws](xs: I) -> list[T] throws
// aiter.sley:277, frame 112 bytes

typedef struct
        g_he_iter__m2_std__aiter__collect__tuple2__int__str__async_gen1__tuple2__int__str__frame {
    sley_frame base;
    sley_gen *a_xs;                 // borrowed
    sley_list *result;
    sley_list *t_list;              // 278: live across 1, 2
    sley_unwind u_2;
    union {
        struct { sley_gen_wait wait; sley_opt_tuple2__int__str v; } a1; // 278: xs
        sley_gen_wait a2;           // 278: xs
    };
} g_he_iter__m2_std__aiter__collect__tuple2__int__str__async_gen1__tuple2__int__str__frame;

SLEY_FN_RESULT(g_he_iter__m2_std__aiter__collect__tuple2__int__str__async_gen1__tuple2__int__str,
               "std.aiter.collect[(int, str), async gen[(int, str)]]", "aiter.sley", 277, 112,
               sley_type_list__tuple2__int__str, SLEY_BORROWING,
    {278, 1,
     SLEY_CHILD_AT(
            g_he_iter__m2_std__aiter__collect__tuple2__int__str__async_gen1__tuple2__int__str,
                   a1.wait), "xs"},
    {278, 2,
     SLEY_CHILD_AT(
            g_he_iter__m2_std__aiter__collect__tuple2__int__str__async_gen1__tuple2__int__str, a2),
     "xs"});

static SLEY_BEGIN1(
        g_he_iter__m2_std__aiter__collect__tuple2__int__str__async_gen1__tuple2__int__str,
                   sley_gen *, a_xs)

static sley_status
        g_he_iter__m2_std__aiter__collect__tuple2__int__str__async_gen1__tuple2__int__str__resume(
        sley_task *task, sley_frame *self, sley_status st)
{
    g_he_iter__m2_std__aiter__collect__tuple2__int__str__async_gen1__tuple2__int__str__frame *f =
            (
            g_he_iter__m2_std__aiter__collect__tuple2__int__str__async_gen1__tuple2__int__str__frame *)self;
    if (self->state == 1) goto resume_1; // 278: xs
    if (self->state == 2) goto resume_2; // 278: xs
    sley_starts(self);

    // 278 | return [x async for x in xs]
    f->t_list = sley_list_new(&sley_tuple2__int__str__type, 0);
    while (true) {
        st = sley_gen_next_async(task, sley_at(self, 1), &f->a1.wait, f->a_xs, &f->a1.v,
                &g_he_iter__m2_std__aiter__collect__tuple2__int__str__async_gen1__tuple2__int__str__sites[1]);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_2;
        sley_opt_tuple2__int__str t_item = f->a1.v;
        if (!t_item.some) break;
        sley_tuple2__int__str v_x = t_item.value;
        sley_list_append(f->t_list, (sley_tuple2__int__str[1]){sley_tuple2__int__str__retain(v_x)});
        sley_opt_tuple2__int__str__release(t_item);
    }

leave_2:
    sley_unwind_enter(task, &f->u_2, st);
    st = SLEY_OK;
    st = sley_gen_close_async(task, sley_at(self, 2), &f->a2, f->a_xs,
            &g_he_iter__m2_std__aiter__collect__tuple2__int__str__async_gen1__tuple2__int__str__sites[1]);
    if (st == SLEY_PENDING) return st;
resume_2: sley_note_failure(task, self, st);
    st = sley_unwind_leave(task, &f->u_2, st);
    if (st != SLEY_OK) goto leave_1;
    f->result = sley_list_take(&f->t_list);

leave_1:
    sley_list_release(f->t_list);
    return st;
}

// async fn zip_longest[A, B, I: AsyncIterable[A] throws, J: AsyncIterable[B] throws](a: I, b: ...
// aiter.sley:230, frame 200 bytes

typedef struct
        g_he_iter__m2_std__aiter__zip_longest__int__str__async_gen1__int__async_gen1__str__steps__frame {
    sley_frame base;
    sley_gen *a_a;
    sley_gen *a_b;
    sley_tuple2__opt_int__opt_str result;
    sley_gen *v_left;               // 231: live across 1, 2, 3, 4
    sley_gen *v_right;              // 231: live across 1, 2, 3
    sley_tuple2__async_gen1__int__async_gen1__str t_pair; // 231: live across 1, 2, 3, 4 ...
    sley_unwind u_2;
    sley_unwind u_3;
    sley_opt_int v_x;               // 235: live across 2
    union {
        struct { sley_gen_wait wait; sley_opt_int v; } a1; // 235: left.next()
        struct { sley_gen_wait wait; sley_str *v; } a2; // 236: right.next()
        sley_gen_wait a4, a5;       // 233, 232
    };
} g_he_iter__m2_std__aiter__zip_longest__int__str__async_gen1__int__async_gen1__str__steps__frame;

SLEY_OWNED(
        g_he_iter__m2_std__aiter__zip_longest__int__str__async_gen1__int__async_gen1__str__steps,
           (a_a, sley_type_gen), (a_b, sley_type_gen));
SLEY_FN_RESULT(
        g_he_iter__m2_std__aiter__zip_longest__int__str__async_gen1__int__async_gen1__str__steps,
               "std.aiter.zip_longest[int, str, async gen[int], async gen[str]]", "aiter.sley",
               230, 200, sley_tuple2__opt_int__opt_str__type, SLEY_OWNING,
    {235, 1,
     SLEY_CHILD_AT(
            g_he_iter__m2_std__aiter__zip_longest__int__str__async_gen1__int__async_gen1__str__steps, a1.wait), "left.next()"},
    {236, 2,
     SLEY_CHILD_AT(
            g_he_iter__m2_std__aiter__zip_longest__int__str__async_gen1__int__async_gen1__str__steps, a2.wait), "right.next()"},
    {238, 3, 0, "yield (x, y)"},
    {233, 4,
     SLEY_CHILD_AT(
            g_he_iter__m2_std__aiter__zip_longest__int__str__async_gen1__int__async_gen1__str__steps, a4), "right.close()"},
    {232, 5,
     SLEY_CHILD_AT(
            g_he_iter__m2_std__aiter__zip_longest__int__str__async_gen1__int__async_gen1__str__steps, a5), "left.close()"});

static SLEY_BEGIN2(
        g_he_iter__m2_std__aiter__zip_longest__int__str__async_gen1__int__async_gen1__str__steps,
                   sley_gen *, a_a, sley_gen *, a_b)

static sley_status
        g_he_iter__m2_std__aiter__zip_longest__int__str__async_gen1__int__async_gen1__str__steps__resume(sley_task *task, sley_frame *self, sley_status st)
{
    g_he_iter__m2_std__aiter__zip_longest__int__str__async_gen1__int__async_gen1__str__steps__frame
            *f =
            (
            g_he_iter__m2_std__aiter__zip_longest__int__str__async_gen1__int__async_gen1__str__steps__frame *)self;
    sley_str *v_y = NULL;
    switch (self->state) {
    case 1: goto resume_1;          // 235: left.next()
    case 2: goto resume_2;          // 236: right.next()
    case 3: goto resume_3;          // 238: yield (x, y)
    case 4: goto resume_4;          // 233: right.close()
    case 5: goto resume_5;          // 232: left.close()
    default: sley_starts(self);
    }

    // 231 | let (left, right) = (each(a), each(b))
    sley_gen *t_int = g_he_iter__m2_std__aiter__each__int__async_gen1__int(f->a_a);
    f->t_pair = (sley_tuple2__async_gen1__int__async_gen1__str){t_int,
            g_he_iter__m2_std__aiter__each__str__async_gen1__str(f->a_b)};
    f->v_left = f->t_pair.f_0;
    f->v_right = f->t_pair.f_1;
    // 234 | while true {
    while (true) {
        // 235 | let x = await left.next()
        st = sley_gen_next_async(task, sley_at(self, 1), &f->a1.wait, f->v_left, &f->a1.v,
                &g_he_iter__m2_std__aiter__zip_longest__int__str__async_gen1__int__async_gen1__str__steps__sites[1]);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_3;
        f->v_x = f->a1.v;
        // 236 | let y = await right.next()
        st = sley_gen_next_async(task, sley_at(self, 2), &f->a2.wait, f->v_right, &f->a2.v,
                &g_he_iter__m2_std__aiter__zip_longest__int__str__async_gen1__int__async_gen1__str__steps__sites[2]);
        if (st == SLEY_PENDING) return st;
    resume_2: if (sley_failed(task, self, st)) goto leave_3;
        v_y = f->a2.v;
        // 237 | if x == none and y == none { return }
        if (!f->v_x.some && v_y == NULL) goto leave_3;
        // 238 | yield (x, y)
        f->result = (sley_tuple2__opt_int__opt_str){f->v_x, sley_str_take(&v_y)};
        return sley_gen_yield(self, 3);
    resume_3: if (sley_failed(task, self, st)) goto leave_3;
    }

leave_3:
    sley_str_drop(&v_y);
    sley_unwind_enter(task, &f->u_3, st);
    st = SLEY_OK;
    // 233 | defer await right.close()
    st = sley_gen_close_async(task, sley_at(self, 4), &f->a4, f->v_right,
            &g_he_iter__m2_std__aiter__zip_longest__int__str__async_gen1__int__async_gen1__str__steps__sites[4]);
    if (st == SLEY_PENDING) return st;
resume_4: sley_note_failure(task, self, st);
    st = sley_unwind_leave(task, &f->u_3, st);
    sley_unwind_enter(task, &f->u_2, st);
    st = SLEY_OK;
    // 232 | defer await left.close()
    st = sley_gen_close_async(task, sley_at(self, 5), &f->a5, f->v_left,
            &g_he_iter__m2_std__aiter__zip_longest__int__str__async_gen1__int__async_gen1__str__steps__sites[5]);
    if (st == SLEY_PENDING) return st;
resume_5: sley_note_failure(task, self, st);
    st = sley_unwind_leave(task, &f->u_2, st);
    sley_tuple2__async_gen1__int__async_gen1__str__release(f->t_pair);
    return st;
}

// async fn zip_longest[A, B, I: AsyncIterable[A] throws, J: AsyncIterable[B] throws](a: I, b: ...
// aiter.sley:230

static sley_gen *g_he_iter__m2_std__aiter__zip_longest__int__str__async_gen1__int__async_gen1__str(
        sley_gen *a_a, sley_gen *a_b)
{
    sley_gen *t_gen =
            sley_gen_new(
            &g_he_iter__m2_std__aiter__zip_longest__int__str__async_gen1__int__async_gen1__str__steps__fn);
    g_he_iter__m2_std__aiter__zip_longest__int__str__async_gen1__int__async_gen1__str__steps__begin(
            sley_gen_frame(t_gen), NULL, sley_gen_retain(a_a), sley_gen_retain(a_b));
    return t_gen;
}

// async fn product[A, B, I: AsyncIterable[A] throws, J: AsyncIterable[B] throws](a: I, b: J) - ...
// aiter.sley:243, frame 208 bytes

typedef struct
        g_he_iter__m2_std__aiter__product__int__str__async_gen1__int__async_gen1__str__steps__frame
        {
    sley_frame base;
    sley_gen *a_a;
    sley_gen *a_b;
    sley_tuple2__int__str result;
    sley_list *v_second;            // 244: live across 2, 3, 4
    sley_unwind u_2;
    int64_t v_x;                    // 245: live across 3
    int64_t t_index;                // 246: live across 3
    union {
        g_he_iter__m2_std__aiter__collect__str__async_gen1__str__frame a1; // 244: collect(b)
        struct { sley_gen_wait wait; sley_opt_int v; } a2; // 245: a
        sley_gen_wait a4;           // 245: a
    };
} g_he_iter__m2_std__aiter__product__int__str__async_gen1__int__async_gen1__str__steps__frame;

SLEY_OWNED(g_he_iter__m2_std__aiter__product__int__str__async_gen1__int__async_gen1__str__steps,
           (a_a, sley_type_gen), (a_b, sley_type_gen));
SLEY_FN_RESULT(
        g_he_iter__m2_std__aiter__product__int__str__async_gen1__int__async_gen1__str__steps,
               "std.aiter.product[int, str, async gen[int], async gen[str]]", "aiter.sley", 243,
               208, sley_tuple2__int__str__type, SLEY_OWNING,
    {244, 1,
     SLEY_CHILD(
            g_he_iter__m2_std__aiter__product__int__str__async_gen1__int__async_gen1__str__steps,
                a1), "collect(b)"},
    {245, 2,
     SLEY_CHILD_AT(
            g_he_iter__m2_std__aiter__product__int__str__async_gen1__int__async_gen1__str__steps,
                   a2.wait), "a"},
    {246, 3, 0, "yield (x, y)"},
    {245, 4,
     SLEY_CHILD_AT(
            g_he_iter__m2_std__aiter__product__int__str__async_gen1__int__async_gen1__str__steps,
                   a4), "a"});

static SLEY_BEGIN2(
        g_he_iter__m2_std__aiter__product__int__str__async_gen1__int__async_gen1__str__steps,
                   sley_gen *, a_a, sley_gen *, a_b)

static sley_status
        g_he_iter__m2_std__aiter__product__int__str__async_gen1__int__async_gen1__str__steps__resume(sley_task *task, sley_frame *self, sley_status st)
{
    g_he_iter__m2_std__aiter__product__int__str__async_gen1__int__async_gen1__str__steps__frame *f
            = (
            g_he_iter__m2_std__aiter__product__int__str__async_gen1__int__async_gen1__str__steps__frame *)self;
    switch (self->state) {
    case 1: goto resume_1;          // 244: collect(b)
    case 2: goto resume_2;          // 245: a
    case 3: goto resume_3;          // 246: yield (x, y)
    case 4: goto resume_4;          // 245: a
    default: sley_starts(self);
    }

    // 244 | let second = await collect(b)
    g_he_iter__m2_std__aiter__collect__str__async_gen1__str__begin(&f->a1, self, f->a_b);
    st = SLEY_AWAIT(g_he_iter__m2_std__aiter__collect__str__async_gen1__str, task, self, 1, f->a1);
resume_1: if (sley_stops(task, self, st)) return st;
    f->v_second = f->a1.result;
    // 245 | async for x in a {
    while (true) {
        st = sley_gen_next_async(task, sley_at(self, 2), &f->a2.wait, f->a_a, &f->a2.v,
                &g_he_iter__m2_std__aiter__product__int__str__async_gen1__int__async_gen1__str__steps__sites[2]);
        if (st == SLEY_PENDING) return st;
    resume_2: if (sley_failed(task, self, st)) goto leave_2;
        if (!f->a2.v.some) break;
        f->v_x = f->a2.v.value;
        // 246 | for y in second { yield (x, y) }
        for (f->t_index = 0; f->t_index < f->v_second->len; f->t_index++) {
            sley_str *v_y = sley_str_retain(SLEY_NTH(sley_str *, f->v_second, f->t_index));
            f->result = (sley_tuple2__int__str){f->v_x, v_y};
            return sley_gen_yield(self, 3);
        resume_3: if (sley_failed(task, self, st)) goto leave_2;
        }
    }

leave_2:
    sley_unwind_enter(task, &f->u_2, st);
    st = SLEY_OK;
    st = sley_gen_close_async(task, sley_at(self, 4), &f->a4, f->a_a,
            &g_he_iter__m2_std__aiter__product__int__str__async_gen1__int__async_gen1__str__steps__sites[2]);
    if (st == SLEY_PENDING) return st;
resume_4: sley_note_failure(task, self, st);
    st = sley_unwind_leave(task, &f->u_2, st);
    sley_list_release(f->v_second);
    return st;
}

// async fn product[A, B, I: AsyncIterable[A] throws, J: AsyncIterable[B] throws](a: I, b: J) - ...
// aiter.sley:243

static sley_gen *g_he_iter__m2_std__aiter__product__int__str__async_gen1__int__async_gen1__str(
        sley_gen *a_a, sley_gen *a_b)
{
    sley_gen *t_gen =
            sley_gen_new(
            &g_he_iter__m2_std__aiter__product__int__str__async_gen1__int__async_gen1__str__steps__fn);
    g_he_iter__m2_std__aiter__product__int__str__async_gen1__int__async_gen1__str__steps__begin(
            sley_gen_frame(t_gen), NULL, sley_gen_retain(a_a), sley_gen_retain(a_b));
    return t_gen;
}

// async fn zip[A, B, I: AsyncIterable[A] throws, J: AsyncIterable[B] throws](a: I, b: J) -> ge ...
// aiter.sley:220, frame 152 bytes

typedef struct
        g_he_iter__m2_std__aiter__zip__str__bool__async_gen1__str__async_gen1__bool__steps__frame {
    sley_frame base;
    sley_gen *a_a;
    sley_gen *a_b;
    sley_tuple2__str__bool result;
    sley_gen *v_other;              // 221: live across 1, 2, 3, 4 ...
    sley_str *v_x;                  // 223: live across 2, 3
    sley_unwind u_2;
    sley_unwind u_3;
    union {
        struct { sley_gen_wait wait; sley_str *v; } a1; // 223: a
        struct { sley_gen_wait wait; sley_opt_bool v; } a2; // 224: other.next()
        sley_gen_wait a4, a5;       // 223, 222
    };
} g_he_iter__m2_std__aiter__zip__str__bool__async_gen1__str__async_gen1__bool__steps__frame;

SLEY_OWNED(g_he_iter__m2_std__aiter__zip__str__bool__async_gen1__str__async_gen1__bool__steps,
           (a_a, sley_type_gen), (a_b, sley_type_gen));
SLEY_FN_RESULT(g_he_iter__m2_std__aiter__zip__str__bool__async_gen1__str__async_gen1__bool__steps,
               "std.aiter.zip[str, bool, async gen[str], async gen[bool]]", "aiter.sley", 220, 152,
               sley_tuple2__str__bool__type, SLEY_OWNING,
    {223, 1,
     SLEY_CHILD_AT(
            g_he_iter__m2_std__aiter__zip__str__bool__async_gen1__str__async_gen1__bool__steps,
                   a1.wait), "a"},
    {224, 2,
     SLEY_CHILD_AT(
            g_he_iter__m2_std__aiter__zip__str__bool__async_gen1__str__async_gen1__bool__steps,
                   a2.wait), "other.next()"},
    {225, 3, 0, "yield (x, y)"},
    {223, 4,
     SLEY_CHILD_AT(
            g_he_iter__m2_std__aiter__zip__str__bool__async_gen1__str__async_gen1__bool__steps,
                   a4), "a"},
    {222, 5,
     SLEY_CHILD_AT(
            g_he_iter__m2_std__aiter__zip__str__bool__async_gen1__str__async_gen1__bool__steps,
                   a5), "other.close()"});

static SLEY_BEGIN2(
        g_he_iter__m2_std__aiter__zip__str__bool__async_gen1__str__async_gen1__bool__steps,
                   sley_gen *, a_a, sley_gen *, a_b)

static sley_status
        g_he_iter__m2_std__aiter__zip__str__bool__async_gen1__str__async_gen1__bool__steps__resume(
        sley_task *task, sley_frame *self, sley_status st)
{
    g_he_iter__m2_std__aiter__zip__str__bool__async_gen1__str__async_gen1__bool__steps__frame *f =
            (
            g_he_iter__m2_std__aiter__zip__str__bool__async_gen1__str__async_gen1__bool__steps__frame *)self;
    switch (self->state) {
    case 1: goto resume_1;          // 223: a
    case 2: goto resume_2;          // 224: other.next()
    case 3: goto resume_3;          // 225: yield (x, y)
    case 4: goto resume_4;          // 223: a
    case 5: goto resume_5;          // 222: other.close()
    default: sley_starts(self);
    }
    f->v_x = NULL;

    // 221 | let other = each(b)
    f->v_other = g_he_iter__m2_std__aiter__each__bool__async_gen1__bool(f->a_b);
    // 223 | async for x in a {
    while (true) {
        st = sley_gen_next_async(task, sley_at(self, 1), &f->a1.wait, f->a_a, &f->a1.v,
                &g_he_iter__m2_std__aiter__zip__str__bool__async_gen1__str__async_gen1__bool__steps__sites[1]);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_3;
        f->v_x = f->a1.v;
        if (f->v_x == NULL) break;
        // 224 | let y = await other.next() else { return }
        st = sley_gen_next_async(task, sley_at(self, 2), &f->a2.wait, f->v_other, &f->a2.v,
                &g_he_iter__m2_std__aiter__zip__str__bool__async_gen1__str__async_gen1__bool__steps__sites[2]);
        if (st == SLEY_PENDING) return st;
    resume_2: if (sley_failed(task, self, st)) goto leave_3;
        sley_opt_bool t_opt = f->a2.v;
        if (!t_opt.some) goto leave_3;
        bool v_y = t_opt.value;
        // 225 | yield (x, y)
        f->result = (sley_tuple2__str__bool){sley_str_retain(f->v_x), v_y};
        return sley_gen_yield(self, 3);
    resume_3: if (sley_failed(task, self, st)) goto leave_3;
        sley_str_drop(&f->v_x);
    }

leave_3:
    sley_str_drop(&f->v_x);
    sley_unwind_enter(task, &f->u_3, st);
    st = SLEY_OK;
    st = sley_gen_close_async(task, sley_at(self, 4), &f->a4, f->a_a,
            &g_he_iter__m2_std__aiter__zip__str__bool__async_gen1__str__async_gen1__bool__steps__sites[1]);
    if (st == SLEY_PENDING) return st;
resume_4: sley_note_failure(task, self, st);
    st = sley_unwind_leave(task, &f->u_3, st);
    sley_unwind_enter(task, &f->u_2, st);
    st = SLEY_OK;
    // 222 | defer await other.close()
    st = sley_gen_close_async(task, sley_at(self, 5), &f->a5, f->v_other,
            &g_he_iter__m2_std__aiter__zip__str__bool__async_gen1__str__async_gen1__bool__steps__sites[5]);
    if (st == SLEY_PENDING) return st;
resume_5: sley_note_failure(task, self, st);
    st = sley_unwind_leave(task, &f->u_2, st);
    sley_gen_release(f->v_other);
    return st;
}

// async fn zip[A, B, I: AsyncIterable[A] throws, J: AsyncIterable[B] throws](a: I, b: J) -> ge ...
// aiter.sley:220

static sley_gen *g_he_iter__m2_std__aiter__zip__str__bool__async_gen1__str__async_gen1__bool(
        sley_gen *a_a, sley_gen *a_b)
{
    sley_gen *t_gen =
            sley_gen_new(
            &g_he_iter__m2_std__aiter__zip__str__bool__async_gen1__str__async_gen1__bool__steps__fn);
    g_he_iter__m2_std__aiter__zip__str__bool__async_gen1__str__async_gen1__bool__steps__begin(
            sley_gen_frame(t_gen), NULL, sley_gen_retain(a_a), sley_gen_retain(a_b));
    return t_gen;
}

// async fn each[T, I: AsyncIterable[T] throws](xs: I) -> gen[T] throws
// aiter.sley:16, frame 96 bytes

typedef struct g_he_iter__m2_std__aiter__each__int__async_gen1__int__steps__frame {
    sley_frame base;
    sley_gen *a_xs;
    int64_t result;
    sley_unwind u_2;
    union { struct { sley_gen_wait wait; sley_opt_int v; } a1; sley_gen_wait a3; }; // 17
} g_he_iter__m2_std__aiter__each__int__async_gen1__int__steps__frame;

SLEY_OWNED(g_he_iter__m2_std__aiter__each__int__async_gen1__int__steps, (a_xs, sley_type_gen));
SLEY_FN_RESULT(g_he_iter__m2_std__aiter__each__int__async_gen1__int__steps,
        "std.aiter.each[int, async gen[int]]", "aiter.sley", 16, 96, sley_type_int, SLEY_OWNING,
    {17, 1, SLEY_CHILD_AT(g_he_iter__m2_std__aiter__each__int__async_gen1__int__steps, a1.wait),
     "xs"},
    {17, 2, 0, "yield x"},
    {17, 3, SLEY_CHILD_AT(g_he_iter__m2_std__aiter__each__int__async_gen1__int__steps, a3), "xs"});

static SLEY_BEGIN1(g_he_iter__m2_std__aiter__each__int__async_gen1__int__steps, sley_gen *, a_xs)

static sley_status g_he_iter__m2_std__aiter__each__int__async_gen1__int__steps__resume(
        sley_task *task, sley_frame *self, sley_status st)
{
    g_he_iter__m2_std__aiter__each__int__async_gen1__int__steps__frame *f =
            (g_he_iter__m2_std__aiter__each__int__async_gen1__int__steps__frame *)self;
    if (self->state == 1) goto resume_1; // 17: xs
    if (self->state == 2) goto resume_2; // 17: yield x
    if (self->state == 3) goto resume_3; // 17: xs
    sley_starts(self);

    // 17 | async for x in xs { yield x }
    while (true) {
        st = sley_gen_next_async(task, sley_at(self, 1), &f->a1.wait, f->a_xs, &f->a1.v,
                &g_he_iter__m2_std__aiter__each__int__async_gen1__int__steps__sites[1]);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_2;
        if (!f->a1.v.some) break;
        int64_t v_x = f->a1.v.value;
        f->result = v_x;
        return sley_gen_yield(self, 2);
    resume_2: if (sley_failed(task, self, st)) goto leave_2;
    }

leave_2:
    sley_unwind_enter(task, &f->u_2, st);
    st = SLEY_OK;
    st = sley_gen_close_async(task, sley_at(self, 3), &f->a3, f->a_xs,
            &g_he_iter__m2_std__aiter__each__int__async_gen1__int__steps__sites[1]);
    if (st == SLEY_PENDING) return st;
resume_3: sley_note_failure(task, self, st);
    st = sley_unwind_leave(task, &f->u_2, st);
    return st;
}

// async fn each[T, I: AsyncIterable[T] throws](xs: I) -> gen[T] throws
// aiter.sley:16

static sley_gen *g_he_iter__m2_std__aiter__each__int__async_gen1__int(sley_gen *a_xs)
{
    sley_gen *t_gen =
            sley_gen_new(&g_he_iter__m2_std__aiter__each__int__async_gen1__int__steps__fn);
    g_he_iter__m2_std__aiter__each__int__async_gen1__int__steps__begin(sley_gen_frame(t_gen), NULL,
                                                                       sley_gen_retain(a_xs));
    return t_gen;
}

// async fn each[T, I: AsyncIterable[T] throws](xs: I) -> gen[T] throws
// aiter.sley:16, frame 96 bytes

typedef struct g_he_iter__m2_std__aiter__each__str__async_gen1__str__steps__frame {
    sley_frame base;
    sley_gen *a_xs;
    sley_str *result;
    sley_str *v_x;                  // 17: live across 2
    sley_unwind u_2;
    union { struct { sley_gen_wait wait; sley_str *v; } a1; sley_gen_wait a3; }; // 17
} g_he_iter__m2_std__aiter__each__str__async_gen1__str__steps__frame;

SLEY_OWNED(g_he_iter__m2_std__aiter__each__str__async_gen1__str__steps, (a_xs, sley_type_gen));
SLEY_FN_RESULT(g_he_iter__m2_std__aiter__each__str__async_gen1__str__steps,
        "std.aiter.each[str, async gen[str]]", "aiter.sley", 16, 96, sley_type_str, SLEY_OWNING,
    {17, 1, SLEY_CHILD_AT(g_he_iter__m2_std__aiter__each__str__async_gen1__str__steps, a1.wait),
     "xs"},
    {17, 2, 0, "yield x"},
    {17, 3, SLEY_CHILD_AT(g_he_iter__m2_std__aiter__each__str__async_gen1__str__steps, a3), "xs"});

static SLEY_BEGIN1(g_he_iter__m2_std__aiter__each__str__async_gen1__str__steps, sley_gen *, a_xs)

static sley_status g_he_iter__m2_std__aiter__each__str__async_gen1__str__steps__resume(
        sley_task *task, sley_frame *self, sley_status st)
{
    g_he_iter__m2_std__aiter__each__str__async_gen1__str__steps__frame *f =
            (g_he_iter__m2_std__aiter__each__str__async_gen1__str__steps__frame *)self;
    if (self->state == 1) goto resume_1; // 17: xs
    if (self->state == 2) goto resume_2; // 17: yield x
    if (self->state == 3) goto resume_3; // 17: xs
    sley_starts(self);
    f->v_x = NULL;

    // 17 | async for x in xs { yield x }
    while (true) {
        st = sley_gen_next_async(task, sley_at(self, 1), &f->a1.wait, f->a_xs, &f->a1.v,
                &g_he_iter__m2_std__aiter__each__str__async_gen1__str__steps__sites[1]);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_2;
        f->v_x = f->a1.v;
        if (f->v_x == NULL) break;
        f->result = sley_str_retain(f->v_x);
        return sley_gen_yield(self, 2);
    resume_2: if (sley_failed(task, self, st)) goto leave_2;
        sley_str_drop(&f->v_x);
    }

leave_2:
    sley_str_drop(&f->v_x);
    sley_unwind_enter(task, &f->u_2, st);
    st = SLEY_OK;
    st = sley_gen_close_async(task, sley_at(self, 3), &f->a3, f->a_xs,
            &g_he_iter__m2_std__aiter__each__str__async_gen1__str__steps__sites[1]);
    if (st == SLEY_PENDING) return st;
resume_3: sley_note_failure(task, self, st);
    st = sley_unwind_leave(task, &f->u_2, st);
    return st;
}

// async fn each[T, I: AsyncIterable[T] throws](xs: I) -> gen[T] throws
// aiter.sley:16

static sley_gen *g_he_iter__m2_std__aiter__each__str__async_gen1__str(sley_gen *a_xs)
{
    sley_gen *t_gen =
            sley_gen_new(&g_he_iter__m2_std__aiter__each__str__async_gen1__str__steps__fn);
    g_he_iter__m2_std__aiter__each__str__async_gen1__str__steps__begin(sley_gen_frame(t_gen), NULL,
                                                                       sley_gen_retain(a_xs));
    return t_gen;
}

// async fn each[T, I: AsyncIterable[T] throws](xs: I) -> gen[T] throws
// aiter.sley:16, frame 88 bytes

typedef struct g_he_iter__m2_std__aiter__each__bool__async_gen1__bool__steps__frame {
    sley_frame base;
    sley_gen *a_xs;
    bool result;
    sley_unwind u_2;
    union { struct { sley_gen_wait wait; sley_opt_bool v; } a1; sley_gen_wait a3; }; // 17
} g_he_iter__m2_std__aiter__each__bool__async_gen1__bool__steps__frame;

SLEY_OWNED(g_he_iter__m2_std__aiter__each__bool__async_gen1__bool__steps, (a_xs, sley_type_gen));
SLEY_FN_RESULT(g_he_iter__m2_std__aiter__each__bool__async_gen1__bool__steps,
        "std.aiter.each[bool, async gen[bool]]", "aiter.sley", 16, 88, sley_type_bool, SLEY_OWNING,
    {17, 1, SLEY_CHILD_AT(g_he_iter__m2_std__aiter__each__bool__async_gen1__bool__steps, a1.wait),
     "xs"},
    {17, 2, 0, "yield x"},
    {17, 3, SLEY_CHILD_AT(g_he_iter__m2_std__aiter__each__bool__async_gen1__bool__steps, a3),
     "xs"});

static SLEY_BEGIN1(g_he_iter__m2_std__aiter__each__bool__async_gen1__bool__steps, sley_gen *, a_xs)

static sley_status g_he_iter__m2_std__aiter__each__bool__async_gen1__bool__steps__resume(
        sley_task *task, sley_frame *self, sley_status st)
{
    g_he_iter__m2_std__aiter__each__bool__async_gen1__bool__steps__frame *f =
            (g_he_iter__m2_std__aiter__each__bool__async_gen1__bool__steps__frame *)self;
    if (self->state == 1) goto resume_1; // 17: xs
    if (self->state == 2) goto resume_2; // 17: yield x
    if (self->state == 3) goto resume_3; // 17: xs
    sley_starts(self);

    // 17 | async for x in xs { yield x }
    while (true) {
        st = sley_gen_next_async(task, sley_at(self, 1), &f->a1.wait, f->a_xs, &f->a1.v,
                &g_he_iter__m2_std__aiter__each__bool__async_gen1__bool__steps__sites[1]);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_2;
        if (!f->a1.v.some) break;
        bool v_x = f->a1.v.value;
        f->result = v_x;
        return sley_gen_yield(self, 2);
    resume_2: if (sley_failed(task, self, st)) goto leave_2;
    }

leave_2:
    sley_unwind_enter(task, &f->u_2, st);
    st = SLEY_OK;
    st = sley_gen_close_async(task, sley_at(self, 3), &f->a3, f->a_xs,
            &g_he_iter__m2_std__aiter__each__bool__async_gen1__bool__steps__sites[1]);
    if (st == SLEY_PENDING) return st;
resume_3: sley_note_failure(task, self, st);
    st = sley_unwind_leave(task, &f->u_2, st);
    return st;
}

// async fn each[T, I: AsyncIterable[T] throws](xs: I) -> gen[T] throws
// aiter.sley:16

static sley_gen *g_he_iter__m2_std__aiter__each__bool__async_gen1__bool(sley_gen *a_xs)
{
    sley_gen *t_gen =
            sley_gen_new(&g_he_iter__m2_std__aiter__each__bool__async_gen1__bool__steps__fn);
    g_he_iter__m2_std__aiter__each__bool__async_gen1__bool__steps__begin(sley_gen_frame(t_gen),
            NULL, sley_gen_retain(a_xs));
    return t_gen;
}

// async fn _branch[T](source: async gen[T], turn: Lock, queues: list[deque.Deque[T]], own: int ...
// aiter.sley:259, frame 128 bytes

typedef struct g_he_iter__m2_std__aiter___branch_int__steps__frame {
    sley_frame base;
    sley_gen *a_source;
    sley_lock *a_turn;
    sley_list *a_queues;
    int64_t a_own;
    int64_t result;
    sley_lock *t_context;           // 263: live across 1, 2
    union { sley_waiter a1; struct { sley_gen_wait wait; sley_opt_int v; } a2; }; // 263, 265
} g_he_iter__m2_std__aiter___branch_int__steps__frame;

SLEY_OWNED(g_he_iter__m2_std__aiter___branch_int__steps, (a_source, sley_type_gen),
           (a_turn, sley_type_lock), (a_queues, sley_type_list__m2_std__deque__Deque_int));
SLEY_FN_RESULT(g_he_iter__m2_std__aiter___branch_int__steps, "std.aiter._branch[int]",
               "aiter.sley", 259, 128, sley_type_int, SLEY_OWNING,
    {263, 1, 0, "turn"},
    {265, 2, SLEY_CHILD_AT(g_he_iter__m2_std__aiter___branch_int__steps, a2.wait), "source.next()"},
    {270, 3, 0, "yield queues[own].pop_first()!"},
    {261, 4, 0, "queues[own]"},
    {264, 5, 0, "queues[own]"},
    {270, 6, 0, "queues[own]"}, {270, 7, 0, "queues[own].pop_first()!"});

static SLEY_BEGIN4(g_he_iter__m2_std__aiter___branch_int__steps, sley_gen *, a_source, sley_lock *,
                   a_turn, sley_list *, a_queues, int64_t, a_own)

static sley_status g_he_iter__m2_std__aiter___branch_int__steps__resume(sley_task *task,
        sley_frame *self, sley_status st)
{
    g_he_iter__m2_std__aiter___branch_int__steps__frame *f =
            (g_he_iter__m2_std__aiter___branch_int__steps__frame *)self;
    int32_t next_3 = 0;
    if (self->state == 1) goto resume_1; // 263: turn
    if (self->state == 2) goto resume_2; // 265: source.next()
    if (self->state == 3) goto resume_3; // 270: yield queues[own].pop_first()!
    sley_starts(self);

    // 260 | while true {
    while (true) {
        // 261 | if queues[own].is_empty() {
        m2_std__deque__Deque_int *t_item =
                m2_std__deque__Deque_int__retain(SLEY_AT(m2_std__deque__Deque_int *, f->a_queues,
                f->a_own, &g_he_iter__m2_std__aiter___branch_int__steps__sites[4]));
        bool t_is_empty = g_he_iter__m2_std__deque__Deque_int__is_empty(t_item);
        m2_std__deque__Deque_int__release(t_item);
        if (t_is_empty) {
            // 263 | async with turn {
            f->t_context = f->a_turn;
            st = sley_lock_acquire(task, sley_at(self, 1), &f->a1, f->t_context);
        resume_1: if (sley_stops(task, self, st)) return st;
            next_3 = 0;
            // 264 | if queues[own].is_empty() {
            m2_std__deque__Deque_int *t2_item =
                    m2_std__deque__Deque_int__retain(SLEY_AT(m2_std__deque__Deque_int *,
                                                             f->a_queues, f->a_own,
                    &g_he_iter__m2_std__aiter___branch_int__steps__sites[5]));
            bool t2_is_empty = g_he_iter__m2_std__deque__Deque_int__is_empty(t2_item);
            m2_std__deque__Deque_int__release(t2_item);
            if (t2_is_empty) {
                // 265 | let x = await source.next() else { return }
                st = sley_gen_next_async(task, sley_at(self, 2), &f->a2.wait, f->a_source,
                        &f->a2.v, &g_he_iter__m2_std__aiter___branch_int__steps__sites[2]);
                if (st == SLEY_PENDING) return st;
            resume_2: if (sley_failed(task, self, st)) goto leave_3;
                sley_opt_int t_opt = f->a2.v;
                if (!t_opt.some) {
                    next_3 = 3;
                    goto leave_3;
                }
                int64_t v_x = t_opt.value;
                // 266 | for queue in queues { queue.push_last(x) }
                for (int64_t t_index = 0; t_index < f->a_queues->len; t_index++) {
                    m2_std__deque__Deque_int *v_queue =
                            m2_std__deque__Deque_int__retain(SLEY_NTH(m2_std__deque__Deque_int *,
                                                                      f->a_queues, t_index));
                    g_he_iter__m2_std__deque__Deque_int__push_last(v_queue, v_x);
                    m2_std__deque__Deque_int__release(v_queue);
                }
            }
        leave_3:
            sley_lock_exit(f->t_context, &g_he_iter__m2_std__aiter___branch_int__steps__sites[1]);
            if (st != SLEY_OK) return st;
            if (next_3 == 3) {
                return SLEY_OK;
            }
        }
        // 270 | yield queues[own].pop_first()!
        m2_std__deque__Deque_int *t3_item =
                m2_std__deque__Deque_int__retain(SLEY_AT(m2_std__deque__Deque_int *, f->a_queues,
                f->a_own, &g_he_iter__m2_std__aiter___branch_int__steps__sites[6]));
        sley_opt_int t_pop_first = g_he_iter__m2_std__deque__Deque_int__pop_first(t3_item);
        m2_std__deque__Deque_int__release(t3_item);
        f->result = SLEY_UNWRAP(t_pop_first,
                                &g_he_iter__m2_std__aiter___branch_int__steps__sites[7]);
        return sley_gen_yield(self, 3);
    resume_3: if (sley_failed(task, self, st)) return st;
    }
}

// async fn _branch[T](source: async gen[T], turn: Lock, queues: list[deque.Deque[T]], own: int ...
// aiter.sley:259

static sley_gen *g_he_iter__m2_std__aiter___branch_int(sley_gen *a_source, sley_lock *a_turn,
                                                       sley_list *a_queues, int64_t a_own)
{
    sley_gen *t_gen = sley_gen_new(&g_he_iter__m2_std__aiter___branch_int__steps__fn);
    g_he_iter__m2_std__aiter___branch_int__steps__begin(sley_gen_frame(t_gen), NULL,
            sley_gen_retain(a_source), sley_lock_retain(a_turn), sley_list_retain(a_queues), a_own);
    return t_gen;
}

// fn is_empty() -> bool
// deque.sley:20

static bool g_he_iter__m2_std__deque__Deque_int__is_empty(m2_std__deque__Deque_int *a_self)
{
    // 20 | fn is_empty() -> bool { return self._count == 0 }
    return a_self->f__count == 0;
}

// fn push_last(v: T)
// deque.sley:23

SLEY_SITES(g_he_iter__m2_std__deque__Deque_int__push_last, "std.deque.Deque[int].push_last",
           "deque.sley", 23,
    {25, 1, 0, "self._ring[self._place(self._c..."},
    {26, 2, 0, "self._count +="});

static void g_he_iter__m2_std__deque__Deque_int__push_last(m2_std__deque__Deque_int *a_self,
                                                           int64_t a_v)
{
    // 24 | self._make_room()
    g_he_iter__m2_std__deque__Deque_int___make_room(a_self);
    // 25 | self._ring[self._place(self._count)] = v
    sley_list *t_list = sley_list_retain(a_self->f__ring);
    int64_t t__place = g_he_iter__m2_std__deque__Deque_int___place(a_self, a_self->f__count);
    SLEY_AT(sley_opt_int, t_list, t__place,
            &g_he_iter__m2_std__deque__Deque_int__push_last__sites[1]) = (sley_opt_int){true, a_v};
    sley_list_release(t_list);
    // 26 | self._count += 1
    a_self->f__count = sley_int_add(a_self->f__count, 1,
                                    &g_he_iter__m2_std__deque__Deque_int__push_last__sites[2]);
}

// fn pop_first() -> T?
// deque.sley:45

SLEY_SITES(g_he_iter__m2_std__deque__Deque_int__pop_first, "std.deque.Deque[int].pop_first",
           "deque.sley", 45,
    {49, 1, 0, "self._count -="});

static sley_opt_int g_he_iter__m2_std__deque__Deque_int__pop_first(m2_std__deque__Deque_int *a_self)
{
    // 46 | if self._count == 0 { return none }
    if (a_self->f__count == 0) return (sley_opt_int){0};
    // 47 | let place = self._head
    int64_t v_place = a_self->f__head;
    // 48 | self._head = self._place(1)
    int64_t t__place = g_he_iter__m2_std__deque__Deque_int___place(a_self, 1);
    a_self->f__head = t__place;
    // 49 | self._count -= 1
    a_self->f__count = sley_int_sub(a_self->f__count, 1,
                                    &g_he_iter__m2_std__deque__Deque_int__pop_first__sites[1]);
    // 50 | return self._take(place)
    return g_he_iter__m2_std__deque__Deque_int___take(a_self, v_place);
}

// fn _make_room()
// deque.sley:127

SLEY_SITES(g_he_iter__m2_std__deque__Deque_int___make_room, "std.deque.Deque[int]._make_room",
           "deque.sley", 127,
    {130, 1, 0, "self._count * 2"}, {130, 2, 0, "self._count * 2 + 4"},
    {130, 3, 0, "larger.reserve(self._count * 2..."},
    {131, 4, 0, "self._ring[self._place(i)]"},
    {132, 5, 0, "self._count * 2"}, {132, 6, 0, "self._count * 2 + 4"});

static void g_he_iter__m2_std__deque__Deque_int___make_room(m2_std__deque__Deque_int *a_self)
{
    // 128 | if self._count < self._ring.len() { return }
    if (a_self->f__count < sley_list_len(a_self->f__ring)) return;
    // 129 | let larger: list[T?] = []
    sley_list *v_larger = sley_list_new(&sley_type_opt_int, 0);
    // 130 | larger.reserve(self._count * 2 + 4)
    sley_list_make_room(v_larger,
                        sley_int_add(sley_int_mul(a_self->f__count, 2,
            &g_he_iter__m2_std__deque__Deque_int___make_room__sites[1]), 4,
                                     &g_he_iter__m2_std__deque__Deque_int___make_room__sites[2]),
                        &g_he_iter__m2_std__deque__Deque_int___make_room__sites[3]);
    // 131 | for i in 0..self._count { larger.append(self._ring[self._place(i)]) }
    int64_t t_end = a_self->f__count;
    for (int64_t v_i = 0; v_i < t_end; v_i++) {
        sley_list *t_list = sley_list_retain(a_self->f__ring);
        int64_t t__place = g_he_iter__m2_std__deque__Deque_int___place(a_self, v_i);
        sley_list_append(v_larger,
                         (sley_opt_int[1]){SLEY_AT(sley_opt_int, t_list, t__place,
                &g_he_iter__m2_std__deque__Deque_int___make_room__sites[4])});
        sley_list_release(t_list);
    }
    // 132 | for _ in self._count..self._count * 2 + 4 { larger.append(none) }
    int64_t t_number = a_self->f__count;
    int64_t t2_end = sley_int_add(sley_int_mul(a_self->f__count, 2,
            &g_he_iter__m2_std__deque__Deque_int___make_room__sites[5]), 4,
                                  &g_he_iter__m2_std__deque__Deque_int___make_room__sites[6]);
    for (int64_t t_index = t_number; t_index < t2_end; t_index++) {
        sley_list_append(v_larger, &(sley_opt_int){0});
    }
    // 133 | self._ring = larger
    sley_list_assign(&a_self->f__ring, v_larger);
    // 134 | self._head = 0
    a_self->f__head = 0;
}

// fn _place(i: int) -> int
// deque.sley:110

SLEY_SITES(g_he_iter__m2_std__deque__Deque_int___place, "std.deque.Deque[int]._place",
           "deque.sley", 110,
    {111, 1, 0, "self._head + i"},
    {112, 2, 0, "at - self._ring.len()"});

static int64_t g_he_iter__m2_std__deque__Deque_int___place(m2_std__deque__Deque_int *a_self,
                                                           int64_t a_i)
{
    // 111 | let at = self._head + i
    int64_t v_at = sley_int_add(a_self->f__head, a_i,
                                &g_he_iter__m2_std__deque__Deque_int___place__sites[1]);
    // 112 | return if at < self._ring.len() { at } else { at - self._ring.len() }
    if (v_at < sley_list_len(a_self->f__ring)) {
        return v_at;
    } else {
        return sley_int_sub(v_at, sley_list_len(a_self->f__ring),
                            &g_he_iter__m2_std__deque__Deque_int___place__sites[2]);
    }
}

// fn _take(place: int) -> T?
// deque.sley:121

SLEY_SITES(g_he_iter__m2_std__deque__Deque_int___take, "std.deque.Deque[int]._take", "deque.sley",
           121,
    {122, 1, 0, "self._ring[place]"},
    {123, 2, 0, "self._ring[place]"});

static sley_opt_int g_he_iter__m2_std__deque__Deque_int___take(m2_std__deque__Deque_int *a_self,
                                                               int64_t a_place)
{
    // 122 | let v = self._ring[place]
    sley_list *t_list = a_self->f__ring;
    sley_opt_int v_v = SLEY_AT(sley_opt_int, t_list, a_place,
                               &g_he_iter__m2_std__deque__Deque_int___take__sites[1]);
    // 123 | self._ring[place] = none
    sley_list *t2_list = a_self->f__ring;
    SLEY_AT(sley_opt_int, t2_list, a_place,
            &g_he_iter__m2_std__deque__Deque_int___take__sites[2]) = (sley_opt_int){0};
    // 124 | return v
    return v_v;
}

// async fn show[T, I: AsyncIterable[T]](xs: I)
// he-iter.sley:4, frame 136 bytes

typedef struct m_he_iter__show__int__async_gen1__int__frame {
    sley_frame base;
    sley_gen *a_xs;                 // borrowed
    g_he_iter__m2_std__aiter__collect__int__async_gen1__int__frame a1; // 4: aiter.collect(xs)
} m_he_iter__show__int__async_gen1__int__frame;

SLEY_FN(m_he_iter__show__int__async_gen1__int, "he_iter.show[int, async gen[int]]", "he-iter.sley",
        4, 136, SLEY_BORROWING,
    {4, 1, SLEY_CHILD(m_he_iter__show__int__async_gen1__int, a1), "aiter.collect(xs)"});

static SLEY_BEGIN1(m_he_iter__show__int__async_gen1__int, sley_gen *, a_xs)

static inline sley_status m_he_iter__show__int__async_gen1__int__resume(sley_task *task,
        sley_frame *self, sley_status st)
{
    m_he_iter__show__int__async_gen1__int__frame *f =
            (m_he_iter__show__int__async_gen1__int__frame *)self;
    if (sley_resumes(self)) goto resume_1; // 4: aiter.collect(xs)

    // 4 | async fn show[T, I: AsyncIterable[T]](xs: I) { print(await aiter.collect(xs)) }
    g_he_iter__m2_std__aiter__collect__int__async_gen1__int__begin(&f->a1, self, f->a_xs);
    st = SLEY_AWAIT(g_he_iter__m2_std__aiter__collect__int__async_gen1__int, task, self, 1, f->a1);
resume_1: if (sley_stops(task, self, st)) return st;
    sley_list *t_int = f->a1.result;
    sley_print(SLEY_PARTS(SLEY_VAL(sley_type_list__int, &t_int)));
    sley_list_release(t_int);
    return SLEY_OK;
}

// async fn show[T, I: AsyncIterable[T]](xs: I)
// he-iter.sley:4, frame 128 bytes

typedef struct m_he_iter__show__str__async_gen1__str__frame {
    sley_frame base;
    sley_gen *a_xs;                 // borrowed
    g_he_iter__m2_std__aiter__collect__str__async_gen1__str__frame a1; // 4: aiter.collect(xs)
} m_he_iter__show__str__async_gen1__str__frame;

SLEY_FN(m_he_iter__show__str__async_gen1__str, "he_iter.show[str, async gen[str]]", "he-iter.sley",
        4, 128, SLEY_BORROWING,
    {4, 1, SLEY_CHILD(m_he_iter__show__str__async_gen1__str, a1), "aiter.collect(xs)"});

static SLEY_BEGIN1(m_he_iter__show__str__async_gen1__str, sley_gen *, a_xs)

static inline sley_status m_he_iter__show__str__async_gen1__str__resume(sley_task *task,
        sley_frame *self, sley_status st)
{
    m_he_iter__show__str__async_gen1__str__frame *f =
            (m_he_iter__show__str__async_gen1__str__frame *)self;
    if (sley_resumes(self)) goto resume_1; // 4: aiter.collect(xs)

    // 4 | async fn show[T, I: AsyncIterable[T]](xs: I) { print(await aiter.collect(xs)) }
    g_he_iter__m2_std__aiter__collect__str__async_gen1__str__begin(&f->a1, self, f->a_xs);
    st = SLEY_AWAIT(g_he_iter__m2_std__aiter__collect__str__async_gen1__str, task, self, 1, f->a1);
resume_1: if (sley_stops(task, self, st)) return st;
    sley_list *t_str = f->a1.result;
    sley_print(SLEY_PARTS(SLEY_VAL(sley_type_list__str, &t_str)));
    sley_list_release(t_str);
    return SLEY_OK;
}

// async fn show[T, I: AsyncIterable[T]](xs: I)
// he-iter.sley:4, frame 144 bytes

typedef struct m_he_iter__show__tuple2__str__list__str__async_gen1__tuple2__str__list__str__frame {
    sley_frame base;
    sley_gen *a_xs;                 // borrowed
    // 4: aiter.collect(xs)
    g_he_iter__m2_std__aiter__collect__tuple2__str__list__str__async_gen1__tuple2__str__list__str__frame a1;
} m_he_iter__show__tuple2__str__list__str__async_gen1__tuple2__str__list__str__frame;

SLEY_FN(m_he_iter__show__tuple2__str__list__str__async_gen1__tuple2__str__list__str,
        "he_iter.show[(str, list[str]), async gen[(str, list[str])]]", "he-iter.sley", 4, 144,
        SLEY_BORROWING,
    {4, 1,
     SLEY_CHILD(m_he_iter__show__tuple2__str__list__str__async_gen1__tuple2__str__list__str, a1),
     "aiter.collect(xs)"});

static SLEY_BEGIN1(m_he_iter__show__tuple2__str__list__str__async_gen1__tuple2__str__list__str,
                   sley_gen *, a_xs)

static inline sley_status
        m_he_iter__show__tuple2__str__list__str__async_gen1__tuple2__str__list__str__resume(
        sley_task *task, sley_frame *self, sley_status st)
{
    m_he_iter__show__tuple2__str__list__str__async_gen1__tuple2__str__list__str__frame *f =
            (
             m_he_iter__show__tuple2__str__list__str__async_gen1__tuple2__str__list__str__frame
             *)self;
    if (sley_resumes(self)) goto resume_1; // 4: aiter.collect(xs)

    // 4 | async fn show[T, I: AsyncIterable[T]](xs: I) { print(await aiter.collect(xs)) }
    g_he_iter__m2_std__aiter__collect__tuple2__str__list__str__async_gen1__tuple2__str__list__str__begin(&f->a1, self, f->a_xs);
    st =
            SLEY_AWAIT(
            g_he_iter__m2_std__aiter__collect__tuple2__str__list__str__async_gen1__tuple2__str__list__str, task, self, 1, f->a1);
resume_1: if (sley_stops(task, self, st)) return st;
    sley_list *t_str = f->a1.result;
    sley_print(SLEY_PARTS(SLEY_VAL(sley_type_list__tuple2__str__list__str, &t_str)));
    sley_list_release(t_str);
    return SLEY_OK;
}

// async fn show[T, I: AsyncIterable[T]](xs: I)
// he-iter.sley:4, frame 144 bytes

typedef struct m_he_iter__show__tuple2__int__str__async_gen1__tuple2__int__str__frame {
    sley_frame base;
    sley_gen *a_xs;                 // borrowed
    // 4: aiter.collect(xs)
    g_he_iter__m2_std__aiter__collect__tuple2__int__str__async_gen1__tuple2__int__str__frame a1;
} m_he_iter__show__tuple2__int__str__async_gen1__tuple2__int__str__frame;

SLEY_FN(m_he_iter__show__tuple2__int__str__async_gen1__tuple2__int__str,
        "he_iter.show[(int, str), async gen[(int, str)]]", "he-iter.sley", 4, 144, SLEY_BORROWING,
    {4, 1, SLEY_CHILD(m_he_iter__show__tuple2__int__str__async_gen1__tuple2__int__str, a1),
     "aiter.collect(xs)"});

static SLEY_BEGIN1(m_he_iter__show__tuple2__int__str__async_gen1__tuple2__int__str, sley_gen *,
                   a_xs)

static inline sley_status m_he_iter__show__tuple2__int__str__async_gen1__tuple2__int__str__resume(
        sley_task *task, sley_frame *self, sley_status st)
{
    m_he_iter__show__tuple2__int__str__async_gen1__tuple2__int__str__frame *f =
            (m_he_iter__show__tuple2__int__str__async_gen1__tuple2__int__str__frame *)self;
    if (sley_resumes(self)) goto resume_1; // 4: aiter.collect(xs)

    // 4 | async fn show[T, I: AsyncIterable[T]](xs: I) { print(await aiter.collect(xs)) }
    g_he_iter__m2_std__aiter__collect__tuple2__int__str__async_gen1__tuple2__int__str__begin(
            &f->a1, self, f->a_xs);
    st =
            SLEY_AWAIT(
            g_he_iter__m2_std__aiter__collect__tuple2__int__str__async_gen1__tuple2__int__str,
                       task, self, 1, f->a1);
resume_1: if (sley_stops(task, self, st)) return st;
    sley_list *t_str = f->a1.result;
    sley_print(SLEY_PARTS(SLEY_VAL(sley_type_list__tuple2__int__str, &t_str)));
    sley_list_release(t_str);
    return SLEY_OK;
}

// fn(a, b)
// he-iter.sley:10

SLEY_SITES(m_he_iter__main__closure1, "he_iter.main.closure1", "he-iter.sley", 10,
    {10, 1, 0, "a + b"});

static int64_t m_he_iter__main__closure1(sley_closure *closure, int64_t a_a, int64_t a_b)
{
    (void)closure;
    // 10 | await show(aiter.accumulate(aiter.from([1, 2, 3, 4]), fn(a, b) => a + b))
    return sley_int_add(a_a, a_b, &m_he_iter__main__closure1__sites[1]);
}

// fn(x)
// he-iter.sley:13

static bool m_he_iter__main__closure2(sley_closure *closure, int64_t a_x)
{
    (void)closure;
    // 13 | await show(aiter.drop_while(aiter.from([1, 4, 2]), fn(x) => x < 3))
    return a_x < 3;
}

// fn(x)
// he-iter.sley:14

static bool m_he_iter__main__closure3(sley_closure *closure, int64_t a_x)
{
    (void)closure;
    // 14 | await show(aiter.filter_false(aiter.from(range(0, 5)), fn(x) => x % 2 == 0))
    return a_x % 2 == 0;
}

// fn(c)
// he-iter.sley:15

static sley_str *m_he_iter__main__closure4(sley_closure *closure, sley_str *a_c)
{
    (void)closure;
    // 15 | await show(aiter.group_by(aiter.from(letters("AABC")), fn(c) => c))
    return sley_str_retain(a_c);
}

// fn(a, b)
// he-iter.sley:17

SLEY_SITES(m_he_iter__main__closure5, "he_iter.main.closure5", "he-iter.sley", 17,
    {17, 1, 0, "a ** b"});

static int64_t m_he_iter__main__closure5(sley_closure *closure, int64_t a_a, int64_t a_b)
{
    (void)closure;
    // 17 | await show(aiter.star_map(aiter.from([(2, 3), (3, 2)]), fn(a, b) => a ** b))
    return sley_int_pow(a_a, a_b, &m_he_iter__main__closure5__sites[1]);
}

// fn(x)
// he-iter.sley:18

static bool m_he_iter__main__closure6(sley_closure *closure, int64_t a_x)
{
    (void)closure;
    // 18 | await show(aiter.take_while(aiter.from([1, 4, 2]), fn(x) => x < 3))
    return a_x < 3;
}

// fn(n, s)
// he-iter.sley:22

SLEY_STR_LIT(m_he_iter__main__closure7__text_1, "-");

static sley_tuple2__int__str m_he_iter__main__closure7(sley_closure *closure, sley_opt_int a_n,
                                                       sley_str *a_s)
{
    (void)closure;
    // 22 | await show(aiter.star_map(pairs, fn(n, s) => (n ?? 0, s ?? "-")))
    sley_str *t_value = NULL;
    int64_t t_number = a_n.some ? a_n.value : 0;
    if (a_s != NULL) {
        sley_str_assign(&t_value, sley_str_retain(a_s));
    } else {
        sley_str_assign(&t_value, &m_he_iter__main__closure7__text_1);
    }
    sley_tuple2__int__str t_pair = (sley_tuple2__int__str){t_number, sley_str_take(&t_value)};
    sley_str_drop(&t_value);
    return t_pair;
}

// async fn main()
// he-iter.sley:6, frame 320 bytes

typedef struct m_he_iter__main__frame {
    sley_frame base;
    sley_list *v_branches;          // 19: live across 13, 14, 15, 16
    sley_gen *v_pairs;              // 21: live across 15, 16
    sley_gen *t_int;                // 7: live across 1
    sley_gen *t3_int;               // 8: live across 2
    sley_gen *t2_gen;               // 9: live across 3
    sley_gen *t4_int;               // 10: live across 4
    sley_gen *t5_int;               // 11: live across 5
    sley_gen *t_bool;               // 12: live across 6
    sley_gen *t6_int;               // 13: live across 7
    sley_gen *t7_int;               // 14: live across 8
    sley_gen *t_str;                // 15: live across 9
    sley_gen *t8_int;               // 16: live across 10
    sley_gen *t9_int;               // 17: live across 11
    sley_gen *t10_int;              // 18: live across 12
    sley_str *t_text;               // 20: live across 14
    sley_gen *t_str_a6afade3e9b8dc04; // 22: live across 15
    sley_gen *t2_str;               // 23: live across 16
    sley_gen *t_item;               // 20: live across 13
    sley_gen *t2_item;              // 20: live across 14
    union {
        // 7, 8, 10, 11, 13, 14, 16, 17, 18
        m_he_iter__show__int__async_gen1__int__frame a1, a2, a4, a5, a7, a8, a10, a11, a12;
        m_he_iter__show__str__async_gen1__str__frame a3, a6; // 9, 12
        // 15: show(aiter.group_by(aiter.from...
        m_he_iter__show__tuple2__str__list__str__async_gen1__tuple2__str__list__str__frame a9;
        g_he_iter__m2_std__aiter__collect__int__async_gen1__int__frame a13, a14; // 20, 20
        m_he_iter__show__tuple2__int__str__async_gen1__tuple2__int__str__frame a15, a16; // 22, 23
    };
} m_he_iter__main__frame;

SLEY_FN_VALUE(m_he_iter__main__closure1, m_he_iter__main__closure1, 0);

SLEY_FN_VALUE(m_he_iter__main__closure2, m_he_iter__main__closure2, 0);

SLEY_FN_VALUE(m_he_iter__main__closure3, m_he_iter__main__closure3, 0);

SLEY_FN_VALUE(m_he_iter__main__closure4, m_he_iter__main__closure4, 0);

SLEY_FN_VALUE(m_he_iter__main__closure5, m_he_iter__main__closure5, 0);

SLEY_FN_VALUE(m_he_iter__main__closure6, m_he_iter__main__closure6, 0);

SLEY_FN_VALUE(m_he_iter__main__closure7, m_he_iter__main__closure7, 0);

SLEY_STR_LIT(m_he_iter__main__text_1, "x");
SLEY_STR_LIT(m_he_iter__main__text_2, "ABCD");
SLEY_STR_LIT(m_he_iter__main__text_3, "AABC");
SLEY_STR_LIT(m_he_iter__main__text_4, "a");
SLEY_STR_LIT(m_he_iter__main__text_5, "b");

SLEY_FN(m_he_iter__main, "he_iter.main", "he-iter.sley", 6, 320, SLEY_BORROWING,
    {7, 1, SLEY_CHILD(m_he_iter__main, a1), "show(aiter.slice(aiter.count(5..."},
    {8, 2, SLEY_CHILD(m_he_iter__main, a2), "show(aiter.slice(aiter.cycle(a..."},
    {9, 3, SLEY_CHILD(m_he_iter__main, a3), "show(aiter.repeat(\"x\", 3))"},
    {10, 4, SLEY_CHILD(m_he_iter__main, a4), "show(aiter.accumulate(aiter.fr..."},
    {11, 5, SLEY_CHILD(m_he_iter__main, a5), "show(aiter.chain(aiter.from([1..."},
    {12, 6, SLEY_CHILD(m_he_iter__main, a6), "show(aiter.compress(aiter.from..."},
    {13, 7, SLEY_CHILD(m_he_iter__main, a7), "show(aiter.drop_while(aiter.fr..."},
    {14, 8, SLEY_CHILD(m_he_iter__main, a8), "show(aiter.filter_false(aiter...."},
    {15, 9, SLEY_CHILD(m_he_iter__main, a9), "show(aiter.group_by(aiter.from..."},
    {16, 10, SLEY_CHILD(m_he_iter__main, a10), "show(aiter.slice(aiter.from(ra..."},
    {17, 11, SLEY_CHILD(m_he_iter__main, a11), "show(aiter.star_map(aiter.from..."},
    {18, 12, SLEY_CHILD(m_he_iter__main, a12), "show(aiter.take_while(aiter.fr..."},
    {20, 13, SLEY_CHILD(m_he_iter__main, a13), "aiter.collect(branches[0])"},
    {20, 14, SLEY_CHILD(m_he_iter__main, a14), "aiter.collect(branches[1])"},
    {22, 15, SLEY_CHILD(m_he_iter__main, a15), "show(aiter.star_map(pairs, fn(..."},
    {23, 16, SLEY_CHILD(m_he_iter__main, a16), "show(aiter.product(aiter.from(..."},
    {14, 17, 0, "range(0, 5)"},
    {16, 18, 0, "range(0, 10)"},
    {20, 19, 0, "branches[0]"}, {20, 20, 0, "branches[1]"});

static sley_status m_he_iter__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_he_iter__main__frame *f = (m_he_iter__main__frame *)self;
    switch (self->state) {
    case 1: goto resume_1;          // 7: show(aiter.slice(aiter.count(5...
    case 2: goto resume_2;          // 8: show(aiter.slice(aiter.cycle(a...
    case 3: goto resume_3;          // 9: show(aiter.repeat("x", 3))
    case 4: goto resume_4;          // 10: show(aiter.accumulate(aiter.fr...
    case 5: goto resume_5;          // 11: show(aiter.chain(aiter.from([1...
    case 6: goto resume_6;          // 12: show(aiter.compress(aiter.from...
    case 7: goto resume_7;          // 13: show(aiter.drop_while(aiter.fr...
    case 8: goto resume_8;          // 14: show(aiter.filter_false(aiter....
    case 9: goto resume_9;          // 15: show(aiter.group_by(aiter.from...
    case 10: goto resume_10;        // 16: show(aiter.slice(aiter.from(ra...
    case 11: goto resume_11;        // 17: show(aiter.star_map(aiter.from...
    case 12: goto resume_12;        // 18: show(aiter.take_while(aiter.fr...
    case 13: goto resume_13;        // 20: aiter.collect(branches[0])
    case 14: goto resume_14;        // 20: aiter.collect(branches[1])
    case 15: goto resume_15;        // 22: show(aiter.star_map(pairs, fn(...
    case 16: goto resume_16;        // 23: show(aiter.product(aiter.from(...
    default: sley_starts(self);
    }
    f->v_branches = NULL;
    f->v_pairs = f->t3_int = f->t2_gen = f->t4_int = f->t5_int = f->t_bool = f->t6_int =
            f->t7_int = f->t_str = f->t8_int = f->t9_int = f->t10_int = f->t_str_a6afade3e9b8dc04 =
            f->t2_str = f->t_item = f->t2_item = NULL;
    f->t_text = NULL;

    // 7 | await show(aiter.slice(aiter.count(5, step: 2), stop: 4))
    sley_gen *t_count = m2_std__aiter__count(5, 2, 0);
    f->t_int = g_he_iter__m2_std__aiter__slice__int__async_gen1__int(t_count, 0,
                                                                     (sley_opt_int){true, 4}, 1);
    sley_gen_release(t_count);
    m_he_iter__show__int__async_gen1__int__begin(&f->a1, self, f->t_int);
    st = SLEY_AWAIT(m_he_iter__show__int__async_gen1__int, task, self, 1, f->a1);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    sley_gen_drop(&f->t_int);
    // 8 | await show(aiter.slice(aiter.cycle(aiter.from([1, 2])), stop: 5))
    sley_list *t_list = sley_list_of(&sley_type_int, 2, (int64_t[2]){1, 2});
    sley_gen *t_gen = g_he_iter__m2_std__aiter__from_int_list_int(t_list);
    sley_list_release(t_list);
    sley_gen *t2_int = g_he_iter__m2_std__aiter__cycle__int__async_gen1__int(t_gen);
    sley_gen_release(t_gen);
    f->t3_int = g_he_iter__m2_std__aiter__slice__int__async_gen1__int(t2_int, 0,
                                                                      (sley_opt_int){true, 5}, 1);
    sley_gen_release(t2_int);
    m_he_iter__show__int__async_gen1__int__begin(&f->a2, self, f->t3_int);
    st = SLEY_AWAIT(m_he_iter__show__int__async_gen1__int, task, self, 2, f->a2);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_1;
    sley_gen_drop(&f->t3_int);
    // 9 | await show(aiter.repeat("x", 3))
    f->t2_gen = g_he_iter__m2_std__aiter__repeat_str(&m_he_iter__main__text_1,
                                                     (sley_opt_int){true, 3}, 0);
    m_he_iter__show__str__async_gen1__str__begin(&f->a3, self, f->t2_gen);
    st = SLEY_AWAIT(m_he_iter__show__str__async_gen1__str, task, self, 3, f->a3);
    if (st == SLEY_PENDING) return st;
resume_3: if (sley_failed(task, self, st)) goto leave_1;
    sley_gen_drop(&f->t2_gen);
    // 10 | await show(aiter.accumulate(aiter.from([1, 2, 3, 4]), fn(a, b) => a + b))
    sley_list *t2_list = sley_list_of(&sley_type_int, 4, (int64_t[4]){1, 2, 3, 4});
    sley_gen *t3_gen = g_he_iter__m2_std__aiter__from_int_list_int(t2_list);
    sley_list_release(t2_list);
    f->t4_int = g_he_iter__m2_std__aiter__accumulate__int__async_gen1__int(t3_gen,
            &m_he_iter__main__closure1__value);
    sley_gen_release(t3_gen);
    m_he_iter__show__int__async_gen1__int__begin(&f->a4, self, f->t4_int);
    st = SLEY_AWAIT(m_he_iter__show__int__async_gen1__int, task, self, 4, f->a4);
    if (st == SLEY_PENDING) return st;
resume_4: if (sley_failed(task, self, st)) goto leave_1;
    sley_gen_drop(&f->t4_int);
    // 11 | await show(aiter.chain(aiter.from([1]), aiter.from([2, 3])))
    sley_list *t3_list = sley_list_of(&sley_type_int, 1, (int64_t[1]){1});
    sley_gen *t17_gen = g_he_iter__m2_std__aiter__from_int_list_int(t3_list);
    sley_list_release(t3_list);
    sley_list *t4_list = sley_list_of(&sley_type_int, 2, (int64_t[2]){2, 3});
    sley_gen *t18_gen = g_he_iter__m2_std__aiter__from_int_list_int(t4_list);
    sley_list_release(t4_list);
    sley_list *t5_list = sley_list_of(&sley_type_gen, 2, (sley_gen *[2]){t17_gen, t18_gen});
    f->t5_int = g_he_iter__m2_std__aiter__chain__int__async_gen1__int(t5_list);
    sley_list_release(t5_list);
    m_he_iter__show__int__async_gen1__int__begin(&f->a5, self, f->t5_int);
    st = SLEY_AWAIT(m_he_iter__show__int__async_gen1__int, task, self, 5, f->a5);
    if (st == SLEY_PENDING) return st;
resume_5: if (sley_failed(task, self, st)) goto leave_1;
    sley_gen_drop(&f->t5_int);
    // 12 | await show(aiter.compress(aiter.from(letters("ABCD")), aiter.from([true, false, ...
    sley_list *t_letters = m_he_iter__letters(&m_he_iter__main__text_2);
    sley_gen *t4_gen = g_he_iter__m2_std__aiter__from_str_list_str(t_letters);
    sley_list_release(t_letters);
    sley_list *t6_list = sley_list_of(&sley_type_bool, 4, (bool[4]){true, false, true, false});
    sley_gen *t5_gen = g_he_iter__m2_std__aiter__from_bool_list_bool(t6_list);
    sley_list_release(t6_list);
    f->t_bool = g_he_iter__m2_std__aiter__compress__str__async_gen1__str__async_gen1__bool(t4_gen,
            t5_gen);
    sley_gen_release(t4_gen);
    sley_gen_release(t5_gen);
    m_he_iter__show__str__async_gen1__str__begin(&f->a6, self, f->t_bool);
    st = SLEY_AWAIT(m_he_iter__show__str__async_gen1__str, task, self, 6, f->a6);
    if (st == SLEY_PENDING) return st;
resume_6: if (sley_failed(task, self, st)) goto leave_1;
    sley_gen_drop(&f->t_bool);
    // 13 | await show(aiter.drop_while(aiter.from([1, 4, 2]), fn(x) => x < 3))
    sley_list *t7_list = sley_list_of(&sley_type_int, 3, (int64_t[3]){1, 4, 2});
    sley_gen *t6_gen = g_he_iter__m2_std__aiter__from_int_list_int(t7_list);
    sley_list_release(t7_list);
    f->t6_int = g_he_iter__m2_std__aiter__drop_while__int__async_gen1__int(t6_gen,
            &m_he_iter__main__closure2__value);
    sley_gen_release(t6_gen);
    m_he_iter__show__int__async_gen1__int__begin(&f->a7, self, f->t6_int);
    st = SLEY_AWAIT(m_he_iter__show__int__async_gen1__int, task, self, 7, f->a7);
    if (st == SLEY_PENDING) return st;
resume_7: if (sley_failed(task, self, st)) goto leave_1;
    sley_gen_drop(&f->t6_int);
    // 14 | await show(aiter.filter_false(aiter.from(range(0, 5)), fn(x) => x % 2 == 0))
    sley_list *t_range = sley_list_range(0, 5, 1, &m_he_iter__main__sites[17]);
    sley_gen *t7_gen = g_he_iter__m2_std__aiter__from_int_list_int(t_range);
    sley_list_release(t_range);
    f->t7_int = g_he_iter__m2_std__aiter__filter_false__int__async_gen1__int(t7_gen,
            &m_he_iter__main__closure3__value);
    sley_gen_release(t7_gen);
    m_he_iter__show__int__async_gen1__int__begin(&f->a8, self, f->t7_int);
    st = SLEY_AWAIT(m_he_iter__show__int__async_gen1__int, task, self, 8, f->a8);
    if (st == SLEY_PENDING) return st;
resume_8: if (sley_failed(task, self, st)) goto leave_1;
    sley_gen_drop(&f->t7_int);
    // 15 | await show(aiter.group_by(aiter.from(letters("AABC")), fn(c) => c))
    sley_list *t2_letters = m_he_iter__letters(&m_he_iter__main__text_3);
    sley_gen *t8_gen = g_he_iter__m2_std__aiter__from_str_list_str(t2_letters);
    sley_list_release(t2_letters);
    f->t_str = g_he_iter__m2_std__aiter__group_by__str__str__async_gen1__str(t8_gen,
            &m_he_iter__main__closure4__value);
    sley_gen_release(t8_gen);
    m_he_iter__show__tuple2__str__list__str__async_gen1__tuple2__str__list__str__begin(&f->a9,
            self, f->t_str);
    st = SLEY_AWAIT(m_he_iter__show__tuple2__str__list__str__async_gen1__tuple2__str__list__str,
                    task, self, 9, f->a9);
    if (st == SLEY_PENDING) return st;
resume_9: if (sley_failed(task, self, st)) goto leave_1;
    sley_gen_drop(&f->t_str);
    // 16 | await show(aiter.slice(aiter.from(range(0, 10)), 1, 6, 2))
    sley_list *t2_range = sley_list_range(0, 10, 1, &m_he_iter__main__sites[18]);
    sley_gen *t9_gen = g_he_iter__m2_std__aiter__from_int_list_int(t2_range);
    sley_list_release(t2_range);
    f->t8_int = g_he_iter__m2_std__aiter__slice__int__async_gen1__int(t9_gen, 1,
                                                                      (sley_opt_int){true, 6}, 2);
    sley_gen_release(t9_gen);
    m_he_iter__show__int__async_gen1__int__begin(&f->a10, self, f->t8_int);
    st = SLEY_AWAIT(m_he_iter__show__int__async_gen1__int, task, self, 10, f->a10);
    if (st == SLEY_PENDING) return st;
resume_10: if (sley_failed(task, self, st)) goto leave_1;
    sley_gen_drop(&f->t8_int);
    // 17 | await show(aiter.star_map(aiter.from([(2, 3), (3, 2)]), fn(a, b) => a ** b))
    sley_list *t8_list = sley_list_of(&sley_tuple2__int__int__type, 2,
                                      (sley_tuple2__int__int[2]){{2, 3}, {3, 2}});
    sley_gen *t10_gen = g_he_iter__m2_std__aiter__from_tuple2_int_int_list_tuple2_int_int(t8_list);
    sley_list_release(t8_list);
    f->t9_int =
            g_he_iter__m2_std__aiter__star_map__int__int__int__async_gen1__tuple2__int__int(
            t10_gen, &m_he_iter__main__closure5__value);
    sley_gen_release(t10_gen);
    m_he_iter__show__int__async_gen1__int__begin(&f->a11, self, f->t9_int);
    st = SLEY_AWAIT(m_he_iter__show__int__async_gen1__int, task, self, 11, f->a11);
    if (st == SLEY_PENDING) return st;
resume_11: if (sley_failed(task, self, st)) goto leave_1;
    sley_gen_drop(&f->t9_int);
    // 18 | await show(aiter.take_while(aiter.from([1, 4, 2]), fn(x) => x < 3))
    sley_list *t9_list = sley_list_of(&sley_type_int, 3, (int64_t[3]){1, 4, 2});
    sley_gen *t11_gen = g_he_iter__m2_std__aiter__from_int_list_int(t9_list);
    sley_list_release(t9_list);
    f->t10_int = g_he_iter__m2_std__aiter__take_while__int__async_gen1__int(t11_gen,
            &m_he_iter__main__closure6__value);
    sley_gen_release(t11_gen);
    m_he_iter__show__int__async_gen1__int__begin(&f->a12, self, f->t10_int);
    st = SLEY_AWAIT(m_he_iter__show__int__async_gen1__int, task, self, 12, f->a12);
    if (st == SLEY_PENDING) return st;
resume_12: if (sley_failed(task, self, st)) goto leave_1;
    sley_gen_drop(&f->t10_int);
    // 19 | let branches = aiter.tee(aiter.from([1, 2]))
    sley_list *t10_list = sley_list_of(&sley_type_int, 2, (int64_t[2]){1, 2});
    sley_gen *t12_gen = g_he_iter__m2_std__aiter__from_int_list_int(t10_list);
    sley_list_release(t10_list);
    sley_list *t13_int = g_he_iter__m2_std__aiter__tee__int__async_gen1__int(t12_gen, 2);
    sley_gen_release(t12_gen);
    f->v_branches = t13_int;
    // 20 | print(await aiter.collect(branches[0]), await aiter.collect(branches[1]))
    f->t_item = sley_gen_retain(SLEY_AT(sley_gen *, f->v_branches, 0, &m_he_iter__main__sites[19]));
    g_he_iter__m2_std__aiter__collect__int__async_gen1__int__begin(&f->a13, self, f->t_item);
    st = SLEY_AWAIT(g_he_iter__m2_std__aiter__collect__int__async_gen1__int, task, self, 13,
                    f->a13);
    if (st == SLEY_PENDING) return st;
resume_13: if (sley_failed(task, self, st)) goto leave_1;
    sley_list *t11_int = f->a13.result;
    sley_gen_drop(&f->t_item);
    f->t_text = sley_format(SLEY_PARTS(SLEY_VAL(sley_type_list__int, &t11_int)));
    sley_list_release(t11_int);
    f->t2_item = sley_gen_retain(SLEY_AT(sley_gen *, f->v_branches, 1,
                                         &m_he_iter__main__sites[20]));
    g_he_iter__m2_std__aiter__collect__int__async_gen1__int__begin(&f->a14, self, f->t2_item);
    st = SLEY_AWAIT(g_he_iter__m2_std__aiter__collect__int__async_gen1__int, task, self, 14,
                    f->a14);
    if (st == SLEY_PENDING) return st;
resume_14: if (sley_failed(task, self, st)) goto leave_1;
    sley_list *t12_int = f->a14.result;
    sley_gen_drop(&f->t2_item);
    sley_print(SLEY_PARTS(SLEY_STR(f->t_text), SLEY_LIT(" "),
                          SLEY_VAL(sley_type_list__int, &t12_int)));
    sley_list_release(t12_int);
    sley_str_drop(&f->t_text);
    // 21 | let pairs = aiter.zip_longest(aiter.from([1, 2]), aiter.from(["a"]))
    sley_list *t11_list = sley_list_of(&sley_type_int, 2, (int64_t[2]){1, 2});
    sley_gen *t13_gen = g_he_iter__m2_std__aiter__from_int_list_int(t11_list);
    sley_list_release(t11_list);
    sley_list *t12_list = sley_list_of(&sley_type_str, 1,
                                       (sley_str *[1]){&m_he_iter__main__text_4});
    sley_gen *t14_gen = g_he_iter__m2_std__aiter__from_str_list_str(t12_list);
    sley_list_release(t12_list);
    sley_gen *t3_str =
            g_he_iter__m2_std__aiter__zip_longest__int__str__async_gen1__int__async_gen1__str(
            t13_gen, t14_gen);
    sley_gen_release(t13_gen);
    sley_gen_release(t14_gen);
    f->v_pairs = t3_str;
    // 22 | await show(aiter.star_map(pairs, fn(n, s) => (n ?? 0, s ?? "-")))
    f->t_str_a6afade3e9b8dc04 =
            g_he_iter__m2_std__aiter__star_map__opt_int__opt_str__tuple2__int__str_a6afade3e9b8dc04(
            f->v_pairs, &m_he_iter__main__closure7__value);
    m_he_iter__show__tuple2__int__str__async_gen1__tuple2__int__str__begin(&f->a15, self,
            f->t_str_a6afade3e9b8dc04);
    st = SLEY_AWAIT(m_he_iter__show__tuple2__int__str__async_gen1__tuple2__int__str, task, self,
                    15, f->a15);
    if (st == SLEY_PENDING) return st;
resume_15: if (sley_failed(task, self, st)) goto leave_1;
    sley_gen_drop(&f->t_str_a6afade3e9b8dc04);
    // 23 | await show(aiter.product(aiter.from([1, 2]), aiter.from(["a", "b"])))
    sley_list *t13_list = sley_list_of(&sley_type_int, 2, (int64_t[2]){1, 2});
    sley_gen *t15_gen = g_he_iter__m2_std__aiter__from_int_list_int(t13_list);
    sley_list_release(t13_list);
    sley_list *t14_list = sley_list_of(&sley_type_str, 2,
            (sley_str *[2]){&m_he_iter__main__text_4, &m_he_iter__main__text_5});
    sley_gen *t16_gen = g_he_iter__m2_std__aiter__from_str_list_str(t14_list);
    sley_list_release(t14_list);
    f->t2_str =
            g_he_iter__m2_std__aiter__product__int__str__async_gen1__int__async_gen1__str(t15_gen,
            t16_gen);
    sley_gen_release(t15_gen);
    sley_gen_release(t16_gen);
    m_he_iter__show__tuple2__int__str__async_gen1__tuple2__int__str__begin(&f->a16, self,
            f->t2_str);
    st = SLEY_AWAIT(m_he_iter__show__tuple2__int__str__async_gen1__tuple2__int__str, task, self,
                    16, f->a16);
    if (st == SLEY_PENDING) return st;
resume_16: sley_note_failure(task, self, st);

leave_1:
    sley_gen_release(f->t2_item);
    sley_gen_release(f->t_item);
    sley_gen_release(f->t2_str);
    sley_gen_release(f->t_str_a6afade3e9b8dc04);
    sley_str_release(f->t_text);
    sley_gen_release(f->t10_int);
    sley_gen_release(f->t9_int);
    sley_gen_release(f->t8_int);
    sley_gen_release(f->t_str);
    sley_gen_release(f->t7_int);
    sley_gen_release(f->t6_int);
    sley_gen_release(f->t_bool);
    sley_gen_release(f->t5_int);
    sley_gen_release(f->t4_int);
    sley_gen_release(f->t2_gen);
    sley_gen_release(f->t3_int);
    sley_gen_release(f->t_int);
    sley_gen_release(f->v_pairs);
    sley_list_release(f->v_branches);
    return st;
}

// fn letters(word: str) -> list[str]
// he-iter.sley:26

static sley_list *m_he_iter__letters(sley_str *a_word)
{
    // 26 | fn letters(word: str) -> list[str] { return [str(c) for c in word] }
    sley_list *t_list = sley_list_new(&sley_type_str, 0);
    sley_char v_c;
    int64_t t_cursor = 0;
    while (sley_str_next(a_word, &t_cursor, &v_c)) {
        sley_list_append(t_list, &(sley_str *){sley_format(SLEY_PARTS(SLEY_CHAR(v_c)))});
    }
    return t_list;
}

SLEY_MAIN(m_he_iter__main, NULL)
