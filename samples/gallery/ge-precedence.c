// Generated from ge-precedence.sley. Do not edit.

#include "sley.h"

typedef struct m_ge_precedence__Door m_ge_precedence__Door;

struct m_ge_precedence__Door {
    sley_object head;
    sley_str *f_name;
};

static void m_ge_precedence__Door__free(void *object);
SLEY_OWN_CLASS(m_ge_precedence__Door)

static SLEY_NEW1(m_ge_precedence__Door, sley_str *, f_name)

static const sley_type m_ge_precedence__Door__type;

typedef struct m_ge_precedence__Row {
    sley_map *f_cells;
} m_ge_precedence__Row;

SLEY_OWN_FIELDS1(m_ge_precedence__Row, sley_map, f_cells)

static const sley_type sley_type_map__str__fn0__async_fn0__int =
        SLEY_MAP_TYPE("map[str, fn() -> async fn() -> int]");

static SLEY_STRUCT(m_ge_precedence__Row, "Row", SLEY_COUNTED,
    {"cells", offsetof(m_ge_precedence__Row, f_cells), &sley_type_map__str__fn0__async_fn0__int});

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

static SLEY_TUPLE(sley_tuple2__int__int, "(int, int)", SLEY_PLAIN,
    {"0", offsetof(sley_tuple2__int__int, f_0), &sley_type_int},
    {"1", offsetof(sley_tuple2__int__int, f_1), &sley_type_int});

SLEY_STR_LIT(k_spam, "spam");
SLEY_STR_LIT(k_a, "a");
SLEY_STR_LIT(k_b, "b");

static SLEY_CLASS(m_ge_precedence__Door, "Door", SLEY_COUNTED,
    {"name", offsetof(m_ge_precedence__Door, f_name), &sley_type_str});

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
    SLEY_PRINT(SLEY_LIT("closed "), SLEY_STR(a_self->f_name));
}

// fn open(name: str) -> Door
// ge-precedence.sley:12

static m_ge_precedence__Door *m_ge_precedence__open(sley_str *a_name)
{
    // 12 | fn open(name: str) -> Door { return Door(name) }
    return m_ge_precedence__Door__new(sley_str_retain(a_name));
}

// async fn door(name: str) -> Door
// ge-precedence.sley:13, frame 64 bytes

typedef struct m_ge_precedence__door__frame {
    sley_frame base;
    sley_str *a_name;               // borrowed
    m_ge_precedence__Door *result;
    sley_wait a1;                   // 14: sleep(1ms)
} m_ge_precedence__door__frame;

SLEY_FN_RESULT(m_ge_precedence__door, "ge_precedence.door", "ge-precedence.sley", 13, 64,
               m_ge_precedence__Door__type,
    {14, 1, 0, "sleep(1ms)"});

static SLEY_BEGIN1(m_ge_precedence__door, sley_str *, a_name)

static inline sley_status m_ge_precedence__door__resume(sley_task *task, sley_frame *self,
                                                        sley_status st)
{
    m_ge_precedence__door__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 14: sleep(1ms)

    // 14 | await sleep(1ms)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, 1000000);
resume_1: if (sley_stops(task, self, st)) return st;
    // 15 | return Door(name)
    f->result = m_ge_precedence__Door__new(sley_str_retain(f->a_name));
    return SLEY_OK;
}

// async fn two() -> int
// ge-precedence.sley:17, frame 32 bytes

typedef struct m_ge_precedence__two__frame {
    sley_frame base;
    int64_t result;
} m_ge_precedence__two__frame;

SLEY_FN_RESULT(m_ge_precedence__two, "ge_precedence.two", "ge-precedence.sley", 17, 32,
               sley_type_int,
    {0, 1, 0, NULL});

static SLEY_BEGIN0(m_ge_precedence__two)

static inline sley_status m_ge_precedence__two__resume(sley_task *task, sley_frame *self,
                                                       sley_status st)
{
    m_ge_precedence__two__frame *f = (void *)self;
    (void)task, (void)st;
    // 17 | async fn two() -> int { return 2 }
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
// ge-precedence.sley:20

static sley_closure *m_ge_precedence__row__closure1(sley_closure *closure)
{
    (void)closure;
    // 20 | return Row(cells: ["spam": fn() => two])
    return sley_closure_retain(&m_ge_precedence__two__value);
}

// async fn row() -> Row
// ge-precedence.sley:18, frame 56 bytes

typedef struct m_ge_precedence__row__frame {
    sley_frame base;
    m_ge_precedence__Row result;
    sley_wait a1;                   // 19: sleep(1ms)
} m_ge_precedence__row__frame;

SLEY_FN_VALUE(m_ge_precedence__row__closure1, m_ge_precedence__row__closure1, 0);

SLEY_FN_RESULT(m_ge_precedence__row, "ge_precedence.row", "ge-precedence.sley", 18, 56,
               m_ge_precedence__Row__type,
    {19, 1, 0, "sleep(1ms)"});

static SLEY_BEGIN0(m_ge_precedence__row)

static inline sley_status m_ge_precedence__row__resume(sley_task *task, sley_frame *self,
                                                       sley_status st)
{
    m_ge_precedence__row__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 19: sleep(1ms)

    // 19 | await sleep(1ms)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, 1000000);
resume_1: if (sley_stops(task, self, st)) return st;
    // 20 | return Row(cells: ["spam": fn() => two])
    f->result = (m_ge_precedence__Row){.f_cells = sley_map_of(&sley_type_str, &sley_type_closure,
            1, (sley_str *[1]){&k_spam},
            (sley_closure *[1]){sley_closure_retain(&m_ge_precedence__row__closure1__value)})};
    return SLEY_OK;
}

// async fn power() -> int
// ge-precedence.sley:22, frame 64 bytes

typedef struct m_ge_precedence__power__frame {
    sley_frame base;
    int64_t result;
    m_ge_precedence__two__frame a1; // 22: two()
} m_ge_precedence__power__frame;

SLEY_FN_RESULT(m_ge_precedence__power, "ge_precedence.power", "ge-precedence.sley", 22, 64,
               sley_type_int,
    {22, 1, SLEY_CHILD(m_ge_precedence__power, a1), "two()"}, {22, 2, 0, "await two() ** 3"});

static SLEY_BEGIN0(m_ge_precedence__power)

static inline sley_status m_ge_precedence__power__resume(sley_task *task, sley_frame *self,
                                                         sley_status st)
{
    m_ge_precedence__power__frame *f = (void *)self;
    const sley_site *sites = m_ge_precedence__power__sites;
    if (sley_resumes(self)) goto resume_1; // 22: two()

    // 22 | async fn power() -> int { return await two() ** 3 }
    m_ge_precedence__two__begin(&f->a1, self);
    st = SLEY_AWAIT(m_ge_precedence__two, task, self, 1, f->a1);
resume_1: if (sley_stops(task, self, st)) return st;
    f->result = sley_int_pow(f->a1.result, 3, &sites[2]);
    return SLEY_OK;
}

// fn pair(a1: int, a2: int) -> (int, int)
// ge-precedence.sley:23

static sley_tuple2__int__int m_ge_precedence__pair(int64_t a_a1, int64_t a_a2)
{
    // 23 | fn pair(a1: int, a2: int) -> (int, int) { return (a1, a2) }
    return (sley_tuple2__int__int){a_a1, a_a2};
}

// async fn main() throws
// ge-precedence.sley:25, frame 120 bytes

typedef struct m_ge_precedence__main__frame {
    sley_frame base;
    sley_future *v_fut;             // 26: live across 1, 2, 3, 4 ...
    sley_closure *t_fn;             // 32: live across 5
    int64_t t_power;                // 33: live across 7
    int64_t t_two;                  // 37: live across 11
    union {
        struct { sley_waiter wait; int64_t v; } a1, a2; // 28, 29
        m_ge_precedence__door__frame a3; // 30: door("a")
        m_ge_precedence__row__frame a4; // 31: row()
        sley_frame *a5;             // 32: cells["spam"]()()
        m_ge_precedence__power__frame a6; // 33: power()
        m_ge_precedence__two__frame a7, a8, a9, a10, a11, a12; // 33, 34, 36, 37, 37, 38
    };
} m_ge_precedence__main__frame;

SLEY_FN(m_ge_precedence__main, "ge_precedence.main", "ge-precedence.sley", 25, 120,
    {28, 1, 0, "fut"},
    {29, 2, 0, "fut"},
    {30, 3, SLEY_CHILD(m_ge_precedence__main, a3), "door(\"a\")"},
    {31, 4, SLEY_CHILD(m_ge_precedence__main, a4), "row()"},
    {32, 5, SLEY_CHILD_AT(m_ge_precedence__main, a5), "cells[\"spam\"]()()"},
    {33, 6, SLEY_CHILD(m_ge_precedence__main, a6), "power()"},
    {33, 7, SLEY_CHILD(m_ge_precedence__main, a7), "two()"},
    {34, 8, SLEY_CHILD(m_ge_precedence__main, a8), "two()"},
    {36, 9, SLEY_CHILD(m_ge_precedence__main, a9), "two()"},
    {37, 10, SLEY_CHILD(m_ge_precedence__main, a10), "two()"},
    {37, 11, SLEY_CHILD(m_ge_precedence__main, a11), "two()"},
    {38, 12, SLEY_CHILD(m_ge_precedence__main, a12), "two()"},
    {26, 13, 0, "future[int]()"},
    {27, 14, 0, "fut.set(1)"},
    {28, 15, 0, "await fut + 1"},
    {32, 16, 0, "cells[\"spam\"]"},
    {33, 17, 0, "(await two()) ** 3"},
    {34, 18, 0, "await two() ** 2"},
    {37, 19, 0, "await two() + await two()"},
    {38, 20, 0, "-await two()"});

static sley_status m_ge_precedence__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ge_precedence__main__frame *f = (void *)self;
    const sley_site *sites = m_ge_precedence__main__sites;
    switch (self->state) {
    case 1: goto resume_1;          // 28: fut
    case 2: goto resume_2;          // 29: fut
    case 3: goto resume_3;          // 30: door("a")
    case 4: goto resume_4;          // 31: row()
    case 5: goto resume_5;          // 32: cells["spam"]()()
    case 6: goto resume_6;          // 33: power()
    case 7: goto resume_7;          // 33: two()
    case 8: goto resume_8;          // 34: two()
    case 9: goto resume_9;          // 36: two()
    case 10: goto resume_10;        // 37: two()
    case 11: goto resume_11;        // 37: two()
    case 12: goto resume_12;        // 38: two()
    default: sley_starts(self);
    }
    f->t_fn = NULL;

    // 26 | let fut = future[int]()
    f->v_fut = sley_future_new(task, &sley_type_int, &sites[13]);
    // 27 | fut.set(1)
    st = sley_future_set(task, f->v_fut, &(int64_t){1});
    if (sley_failed_at(task, &sites[14], st)) goto leave_1;
    // 28 | if await fut + 1 > 0 { print("if") }
    st = sley_future_await(task, sley_at(self, 1), &f->a1.wait, f->v_fut, &f->a1.v);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    if (sley_int_add(f->a1.v, 1, &sites[15]) > 0) {
        SLEY_PRINT(SLEY_LIT("if"));
    }
    // 29 | print((await fut, "spam"))
    st = sley_future_await(task, sley_at(self, 2), &f->a2.wait, f->v_fut, &f->a2.v);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_1;
    sley_tuple2__int__str t_pair = {f->a2.v, &k_spam};
    SLEY_PRINT(SLEY_VAL(sley_tuple2__int__str__type, &t_pair));
    sley_tuple2__int__str__release(t_pair);
    // 30 | with await door("a") as a, open("b") as b { print(a.name, b.name) }
    m_ge_precedence__door__begin(&f->a3, self, &k_a);
    st = SLEY_AWAIT(m_ge_precedence__door, task, self, 3, f->a3);
    if (st == SLEY_PENDING) return st;
resume_3: if (sley_failed(task, self, st)) goto leave_1;
    m_ge_precedence__Door *t_context = f->a3.result;
    m_ge_precedence__Door *v_a = m_ge_precedence__Door__enter(t_context);
    m_ge_precedence__Door *t2_context = m_ge_precedence__open(&k_b);
    m_ge_precedence__Door *v_b = m_ge_precedence__Door__enter(t2_context);
    SLEY_PRINT(SLEY_STR(v_a->f_name), SLEY_LIT(" "), SLEY_STR(v_b->f_name));
    m_ge_precedence__Door__exit(t2_context);
    m_ge_precedence__Door__release(t2_context);
    m_ge_precedence__Door__release(v_b);
    m_ge_precedence__Door__exit(t_context);
    m_ge_precedence__Door__release(t_context);
    m_ge_precedence__Door__release(v_a);
    // 31 | let cells = (await row()).cells
    m_ge_precedence__row__begin(&f->a4, self);
    st = SLEY_AWAIT(m_ge_precedence__row, task, self, 4, f->a4);
    if (st == SLEY_PENDING) return st;
resume_4: if (sley_failed(task, self, st)) goto leave_1;
    m_ge_precedence__Row t_row = f->a4.result;
    sley_map *v_cells = t_row.f_cells;
    // 32 | print(await cells["spam"]()())
    sley_closure *t_item = sley_closure_retain(*(sley_closure **)sley_map_at(v_cells,
            &(sley_str *){&k_spam}, &sites[16]));
    m_ge_precedence__Row__release(t_row);
    f->t_fn = ((sley_closure *(*)(sley_closure *))t_item->code)(t_item);
    sley_closure_release(t_item);
    f->a5 = ((void *(*)(sley_closure *, sley_task *, sley_frame *))f->t_fn->code)(f->t_fn, task,
            self);
    st = sley_call(task, sley_awaits(self, 5, f->a5));
    if (st == SLEY_PENDING) return st;
resume_5: sley_frame_pop(task, f->a5);
    if (sley_failed(task, self, st)) goto leave_1;
    sley_closure_drop(&f->t_fn);
    SLEY_PRINT(SLEY_INT(SLEY_RESULT_OF(int64_t, f->a5)));
    // 33 | print(await power(), (await two()) ** 3)
    m_ge_precedence__power__begin(&f->a6, self);
    st = SLEY_AWAIT(m_ge_precedence__power, task, self, 6, f->a6);
    if (st == SLEY_PENDING) return st;
resume_6: if (sley_failed(task, self, st)) goto leave_1;
    f->t_power = f->a6.result;
    m_ge_precedence__two__begin(&f->a7, self);
    st = SLEY_AWAIT(m_ge_precedence__two, task, self, 7, f->a7);
    if (st == SLEY_PENDING) return st;
resume_7: if (sley_failed(task, self, st)) goto leave_1;
    SLEY_PRINT(SLEY_INT(f->t_power), SLEY_LIT(" "),
               SLEY_INT(sley_int_pow(f->a7.result, 3, &sites[17])));
    // 34 | let res = await two() ** 2
    m_ge_precedence__two__begin(&f->a8, self);
    st = SLEY_AWAIT(m_ge_precedence__two, task, self, 8, f->a8);
    if (st == SLEY_PENDING) return st;
resume_8: if (sley_failed(task, self, st)) goto leave_1;
    int64_t v_res = sley_int_pow(f->a8.result, 2, &sites[18]);
    // 35 | print(res)
    SLEY_PRINT(SLEY_INT(v_res));
    // 36 | print(pair(a1: await two(), a2: 0))
    m_ge_precedence__two__begin(&f->a9, self);
    st = SLEY_AWAIT(m_ge_precedence__two, task, self, 9, f->a9);
    if (st == SLEY_PENDING) return st;
resume_9: if (sley_failed(task, self, st)) goto leave_1;
    SLEY_PRINT(SLEY_VAL(sley_tuple2__int__int__type,
                        ((sley_tuple2__int__int[1]){m_ge_precedence__pair(f->a9.result, 0)})));
    // 37 | print(await two() + await two())
    m_ge_precedence__two__begin(&f->a10, self);
    st = SLEY_AWAIT(m_ge_precedence__two, task, self, 10, f->a10);
    if (st == SLEY_PENDING) return st;
resume_10: if (sley_failed(task, self, st)) goto leave_1;
    f->t_two = f->a10.result;
    m_ge_precedence__two__begin(&f->a11, self);
    st = SLEY_AWAIT(m_ge_precedence__two, task, self, 11, f->a11);
    if (st == SLEY_PENDING) return st;
resume_11: if (sley_failed(task, self, st)) goto leave_1;
    SLEY_PRINT(SLEY_INT(sley_int_add(f->t_two, f->a11.result, &sites[19])));
    // 38 | print(-await two())
    m_ge_precedence__two__begin(&f->a12, self);
    st = SLEY_AWAIT(m_ge_precedence__two, task, self, 12, f->a12);
    if (st == SLEY_PENDING) return st;
resume_12: if (sley_failed(task, self, st)) goto leave_1;
    SLEY_PRINT(SLEY_INT(sley_int_neg(f->a12.result, &sites[20])));

leave_1:
    sley_closure_release(f->t_fn);
    sley_future_release(f->v_fut);
    return st;
}

SLEY_MAIN(m_ge_precedence__main, NULL)
