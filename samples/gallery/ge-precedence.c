// Generated from ge-precedence.sley. Do not edit.

#include "sley.h"

typedef struct m_ge_precedence__Door m_ge_precedence__Door;

struct m_ge_precedence__Door {
    sley_object head;
    sley_str *f_name;
};

static void m_ge_precedence__Door__free(void *object);
SLEY_OWN_CLASS(m_ge_precedence__Door)

static m_ge_precedence__Door *m_ge_precedence__Door__new(sley_str *f_name)
{
    m_ge_precedence__Door *o = sley_object_new(sizeof *o);
    o->f_name = f_name;
    return o;
}

typedef struct m_ge_precedence__Row {
    sley_map *f_cells;
} m_ge_precedence__Row;

typedef struct sley_tuple2__int__int {
    int64_t f_0;
    int64_t f_1;
} sley_tuple2__int__int;

typedef struct sley_tuple2__int__str {
    int64_t f_0;
    sley_str *f_1;
} sley_tuple2__int__str;

SLEY_OWN_FIELDS1(sley_tuple2__int__str, sley_str, f_1)

static SLEY_TUPLE(sley_tuple2__int__str, "(int, str)", SLEY_COUNTED,
    {"0", offsetof(sley_tuple2__int__str, f_0), &sley_type_int},
    {"1", offsetof(sley_tuple2__int__str, f_1), &sley_type_str});

SLEY_OWN_FIELDS1(m_ge_precedence__Row, sley_map, f_cells)

static SLEY_TUPLE(sley_tuple2__int__int, "(int, int)", SLEY_PLAIN,
    {"0", offsetof(sley_tuple2__int__int, f_0), &sley_type_int},
    {"1", offsetof(sley_tuple2__int__int, f_1), &sley_type_int});

static void m_ge_precedence__Door__free(void *object)
{
    m_ge_precedence__Door *o = object;
    sley_str_release(o->f_name);
    sley_object_done(object);
}

// fn enter() -> Door
// ge-precedence.sley:8

static m_ge_precedence__Door *m_ge_precedence__Door__enter(m_ge_precedence__Door *a_self)
{
    // 8 | fn enter() -> Door { return self }
    return m_ge_precedence__Door__retain(a_self);
}

// fn exit()
// ge-precedence.sley:9

static void m_ge_precedence__Door__exit(m_ge_precedence__Door *a_self)
{
    // 9 | fn exit() { print("closed", self.name) }
    sley_print(SLEY_PARTS(SLEY_LIT("closed "), SLEY_STR(a_self->f_name)));
}

// fn open(name: str) -> Door
// ge-precedence.sley:12

static m_ge_precedence__Door *m_ge_precedence__open(sley_str *a_name)
{
    // 12 | fn open(name: str) -> Door { return Door(name) }
    return m_ge_precedence__Door__new(sley_str_retain(a_name));
}

// async fn door(name: str) -> Door
// ge-precedence.sley:13

static m_ge_precedence__Door *m_ge_precedence__door(sley_str *a_name)
{
    // 13 | async fn door(name: str) -> Door { return Door(name) }
    return m_ge_precedence__Door__new(sley_str_retain(a_name));
}

// async fn two() -> int
// ge-precedence.sley:14, frame 32 bytes

typedef struct m_ge_precedence__two__frame {
    sley_frame base;
    int64_t result;
} m_ge_precedence__two__frame;

SLEY_FN_RESULT(m_ge_precedence__two, "ge_precedence.two", "ge-precedence.sley", 14, 32,
               sley_type_int, SLEY_BORROWING,
    {0, 1, 0, NULL});

static SLEY_BEGIN0(m_ge_precedence__two)

static inline sley_status m_ge_precedence__two__resume(sley_task *task, sley_frame *self,
                                                       sley_status st)
{
    m_ge_precedence__two__frame *f = (m_ge_precedence__two__frame *)self;
    (void)task;
    (void)st;
    // 14 | async fn two() -> int { return 2 }
    f->result = 2;
    return SLEY_OK;
}

static void *m_ge_precedence__two__face(sley_closure *closure, sley_task *task, sley_frame *caller)
{
    (void)closure;
    m_ge_precedence__two__frame *f = sley_frame_push(task, sizeof(m_ge_precedence__two__frame));
    m_ge_precedence__two__begin(f, caller);
    return f;
}

SLEY_FN_VALUE(m_ge_precedence__two, m_ge_precedence__two__face, 0);

// fn()
// ge-precedence.sley:15

static sley_closure *m_ge_precedence__row__closure1(sley_closure *closure)
{
    (void)closure;
    // 15 | async fn row() -> Row { return Row(cells: ["spam": fn() => two]) }
    return sley_closure_retain(&m_ge_precedence__two__value);
}

SLEY_FN_VALUE(m_ge_precedence__row__closure1, m_ge_precedence__row__closure1, 0);

// async fn row() -> Row
// ge-precedence.sley:15

SLEY_STR_LIT(m_ge_precedence__row__text_1, "spam");

static m_ge_precedence__Row m_ge_precedence__row(void)
{
    // 15 | async fn row() -> Row { return Row(cells: ["spam": fn() => two]) }
    return (m_ge_precedence__Row){.f_cells = sley_map_of(&sley_type_str, &sley_type_closure, 1,
            (sley_str *[1]){&m_ge_precedence__row__text_1},
            (sley_closure *[1]){sley_closure_retain(&m_ge_precedence__row__closure1__value)})};
}

// async fn power() -> int
// ge-precedence.sley:16, frame 64 bytes

typedef struct m_ge_precedence__power__frame {
    sley_frame base;
    int64_t result;
    m_ge_precedence__two__frame a1; // 16: two()
} m_ge_precedence__power__frame;

SLEY_FN_RESULT(m_ge_precedence__power, "ge_precedence.power", "ge-precedence.sley", 16, 64,
               sley_type_int, SLEY_BORROWING,
    {16, 1, SLEY_CHILD(m_ge_precedence__power, a1), "two()"}, {16, 2, 0, "await two() ** 3"});

static SLEY_BEGIN0(m_ge_precedence__power)

static inline sley_status m_ge_precedence__power__resume(sley_task *task, sley_frame *self,
                                                         sley_status st)
{
    m_ge_precedence__power__frame *f = (m_ge_precedence__power__frame *)self;
    if (sley_resumes(self)) goto resume_1; // 16: two()

    // 16 | async fn power() -> int { return await two() ** 3 }
    m_ge_precedence__two__begin(&f->a1, self);
    st = SLEY_AWAIT(m_ge_precedence__two, task, self, 1, f->a1);
resume_1: if (sley_stops(task, self, st)) return st;
    f->result = sley_int_pow(f->a1.result, 3, &m_ge_precedence__power__sites[2]);
    return SLEY_OK;
}

// fn pair(a1: int, a2: int) -> (int, int)
// ge-precedence.sley:17

static sley_tuple2__int__int m_ge_precedence__pair(int64_t a_a1, int64_t a_a2)
{
    // 17 | fn pair(a1: int, a2: int) -> (int, int) { return (a1, a2) }
    return (sley_tuple2__int__int){a_a1, a_a2};
}

// async fn main() throws
// ge-precedence.sley:19, frame 120 bytes

typedef struct m_ge_precedence__main__frame {
    sley_frame base;
    sley_future *v_fut;             // 20: live across 1, 2, 3, 4 ...
    sley_closure *t_fn;             // 26: live across 3
    int64_t t_power;                // 27: live across 5
    int64_t t_two;                  // 31: live across 9
    union {
        struct { sley_waiter wait; int64_t v; } a1, a2; // 22, 23
        sley_frame *a3;             // 26: cells["spam"]()()
        m_ge_precedence__power__frame a4; // 27: power()
        m_ge_precedence__two__frame a5, a6, a7, a8, a9, a10; // 27, 28, 30, 31, 31, 32
    };
} m_ge_precedence__main__frame;

SLEY_STR_LIT(m_ge_precedence__main__text_1, "spam");
SLEY_STR_LIT(m_ge_precedence__main__text_2, "a");
SLEY_STR_LIT(m_ge_precedence__main__text_3, "b");

SLEY_FN(m_ge_precedence__main, "ge_precedence.main", "ge-precedence.sley", 19, 120, SLEY_BORROWING,
    {22, 1, 0, "fut"},
    {23, 2, 0, "fut"},
    {26, 3, SLEY_CHILD_AT(m_ge_precedence__main, a3), "cells[\"spam\"]()()"},
    {27, 4, SLEY_CHILD(m_ge_precedence__main, a4), "power()"},
    {27, 5, SLEY_CHILD(m_ge_precedence__main, a5), "two()"},
    {28, 6, SLEY_CHILD(m_ge_precedence__main, a6), "two()"},
    {30, 7, SLEY_CHILD(m_ge_precedence__main, a7), "two()"},
    {31, 8, SLEY_CHILD(m_ge_precedence__main, a8), "two()"},
    {31, 9, SLEY_CHILD(m_ge_precedence__main, a9), "two()"},
    {32, 10, SLEY_CHILD(m_ge_precedence__main, a10), "two()"},
    {20, 11, 0, "future[int]()"},
    {21, 12, 0, "fut.set(1)"},
    {22, 13, 0, "await fut + 1"},
    {24, 14, 0, "door(\"a\")"},
    {25, 15, 0, "row()"},
    {26, 16, 0, "cells[\"spam\"]"},
    {27, 17, 0, "(await two()) ** 3"},
    {28, 18, 0, "await two() ** 2"},
    {31, 19, 0, "await two() + await two()"},
    {32, 20, 0, "-await two()"});

static sley_status m_ge_precedence__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ge_precedence__main__frame *f = (m_ge_precedence__main__frame *)self;
    switch (self->state) {
    case 1: goto resume_1;          // 22: fut
    case 2: goto resume_2;          // 23: fut
    case 3: goto resume_3;          // 26: cells["spam"]()()
    case 4: goto resume_4;          // 27: power()
    case 5: goto resume_5;          // 27: two()
    case 6: goto resume_6;          // 28: two()
    case 7: goto resume_7;          // 30: two()
    case 8: goto resume_8;          // 31: two()
    case 9: goto resume_9;          // 31: two()
    case 10: goto resume_10;        // 32: two()
    default: sley_starts(self);
    }
    f->t_fn = NULL;

    // 20 | let fut = future[int]()
    f->v_fut = sley_future_new(task, &sley_type_int, &m_ge_precedence__main__sites[11]);
    // 21 | fut.set(1)
    st = sley_future_set(task, f->v_fut, &(int64_t){1});
    if (sley_failed_at(task, &m_ge_precedence__main__sites[12], st)) goto leave_1;
    // 22 | if await fut + 1 > 0 { print("if") }
    st = sley_future_await(task, sley_at(self, 1), &f->a1.wait, f->v_fut, &f->a1.v);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    if (sley_int_add(f->a1.v, 1, &m_ge_precedence__main__sites[13]) > 0) {
        sley_print(SLEY_PARTS(SLEY_LIT("if")));
    }
    // 23 | print((await fut, "spam"))
    st = sley_future_await(task, sley_at(self, 2), &f->a2.wait, f->v_fut, &f->a2.v);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_1;
    sley_tuple2__int__str t_pair = {f->a2.v, &m_ge_precedence__main__text_1};
    sley_print(SLEY_PARTS(SLEY_VAL(sley_tuple2__int__str__type, &t_pair)));
    sley_tuple2__int__str__release(t_pair);
    // 24 | with await door("a") as a, open("b") as b { print(a.name, b.name) }
    m_ge_precedence__Door *t_context = m_ge_precedence__door(&m_ge_precedence__main__text_2);
    m_ge_precedence__Door *v_a = m_ge_precedence__Door__enter(t_context);
    m_ge_precedence__Door *t2_context = m_ge_precedence__open(&m_ge_precedence__main__text_3);
    m_ge_precedence__Door *v_b = m_ge_precedence__Door__enter(t2_context);
    sley_print(SLEY_PARTS(SLEY_STR(v_a->f_name), SLEY_LIT(" "), SLEY_STR(v_b->f_name)));
    m_ge_precedence__Door__exit(t2_context);
    m_ge_precedence__Door__release(t2_context);
    m_ge_precedence__Door__release(v_b);
    m_ge_precedence__Door__exit(t_context);
    m_ge_precedence__Door__release(t_context);
    m_ge_precedence__Door__release(v_a);
    // 25 | let cells = (await row()).cells
    m_ge_precedence__Row t_row = m_ge_precedence__row();
    sley_map *v_cells = t_row.f_cells;
    // 26 | print(await cells["spam"]()())
    sley_closure *t_item = sley_closure_retain(*(sley_closure **)sley_map_at(v_cells,
            &(sley_str *){&m_ge_precedence__main__text_1}, &m_ge_precedence__main__sites[16]));
    m_ge_precedence__Row__release(t_row);
    f->t_fn = ((sley_closure *(*)(sley_closure *))t_item->code)(t_item);
    sley_closure_release(t_item);
    f->a3 = ((void *(*)(sley_closure *, sley_task *, sley_frame *))f->t_fn->code)(f->t_fn, task,
            self);
    st = sley_call(task, sley_awaits(self, 3, f->a3));
    if (st == SLEY_PENDING) return st;
resume_3: sley_frame_pop(task, f->a3);
    if (sley_failed(task, self, st)) goto leave_1;
    sley_closure_drop(&f->t_fn);
    sley_print(SLEY_PARTS(SLEY_INT(SLEY_RESULT_OF(int64_t, f->a3))));
    // 27 | print(await power(), (await two()) ** 3)
    m_ge_precedence__power__begin(&f->a4, self);
    st = SLEY_AWAIT(m_ge_precedence__power, task, self, 4, f->a4);
    if (st == SLEY_PENDING) return st;
resume_4: if (sley_failed(task, self, st)) goto leave_1;
    f->t_power = f->a4.result;
    m_ge_precedence__two__begin(&f->a5, self);
    st = SLEY_AWAIT(m_ge_precedence__two, task, self, 5, f->a5);
    if (st == SLEY_PENDING) return st;
resume_5: if (sley_failed(task, self, st)) goto leave_1;
    sley_print(SLEY_PARTS(SLEY_INT(f->t_power), SLEY_LIT(" "),
            SLEY_INT(sley_int_pow(f->a5.result, 3, &m_ge_precedence__main__sites[17]))));
    // 28 | let res = await two() ** 2
    m_ge_precedence__two__begin(&f->a6, self);
    st = SLEY_AWAIT(m_ge_precedence__two, task, self, 6, f->a6);
    if (st == SLEY_PENDING) return st;
resume_6: if (sley_failed(task, self, st)) goto leave_1;
    int64_t v_res = sley_int_pow(f->a6.result, 2, &m_ge_precedence__main__sites[18]);
    // 29 | print(res)
    sley_print(SLEY_PARTS(SLEY_INT(v_res)));
    // 30 | print(pair(a1: await two(), a2: 0))
    m_ge_precedence__two__begin(&f->a7, self);
    st = SLEY_AWAIT(m_ge_precedence__two, task, self, 7, f->a7);
    if (st == SLEY_PENDING) return st;
resume_7: if (sley_failed(task, self, st)) goto leave_1;
    sley_print(SLEY_PARTS(SLEY_VAL(sley_tuple2__int__int__type,
            ((sley_tuple2__int__int[1]){m_ge_precedence__pair(f->a7.result, 0)}))));
    // 31 | print(await two() + await two())
    m_ge_precedence__two__begin(&f->a8, self);
    st = SLEY_AWAIT(m_ge_precedence__two, task, self, 8, f->a8);
    if (st == SLEY_PENDING) return st;
resume_8: if (sley_failed(task, self, st)) goto leave_1;
    f->t_two = f->a8.result;
    m_ge_precedence__two__begin(&f->a9, self);
    st = SLEY_AWAIT(m_ge_precedence__two, task, self, 9, f->a9);
    if (st == SLEY_PENDING) return st;
resume_9: if (sley_failed(task, self, st)) goto leave_1;
    sley_print(SLEY_PARTS(SLEY_INT(sley_int_add(f->t_two, f->a9.result,
                                                &m_ge_precedence__main__sites[19]))));
    // 32 | print(-await two())
    m_ge_precedence__two__begin(&f->a10, self);
    st = SLEY_AWAIT(m_ge_precedence__two, task, self, 10, f->a10);
    if (st == SLEY_PENDING) return st;
resume_10: if (sley_failed(task, self, st)) goto leave_1;
    sley_print(SLEY_PARTS(SLEY_INT(sley_int_neg(f->a10.result,
                                                &m_ge_precedence__main__sites[20]))));

leave_1:
    sley_closure_release(f->t_fn);
    sley_future_release(f->v_fut);
    return st;
}

SLEY_MAIN(m_ge_precedence__main, NULL)
