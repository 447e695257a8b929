// Generated from pipeline.sley. Do not edit.

#include "sley.h"

typedef struct m_pipeline__Squared {
    int64_t f_number;
    int64_t f_square;
} m_pipeline__Squared;

SLEY_OPT_TYPE(sley_opt_m_pipeline__Squared, m_pipeline__Squared);

static SLEY_STRUCT(m_pipeline__Squared, "Squared", SLEY_PLAIN,
    {"number", offsetof(m_pipeline__Squared, f_number), &sley_type_int},
    {"square", offsetof(m_pipeline__Squared, f_square), &sley_type_int});

SLEY_KEY_FN(sley_key_fn1__m_pipeline__Squared__int, int64_t, m_pipeline__Squared)

static const sley_type sley_type_list__m_pipeline__Squared =
        SLEY_LIST_TYPE("list[Squared]@pipeline");

// async fn generate(count: int, out: chan[int]) throws
// pipeline.sley:12, frame 112 bytes

typedef struct m_pipeline__generate__frame {
    sley_frame base;
    int64_t a_count;
    sley_chan *a_out;               // borrowed
    int64_t v_n;                    // 14: live across 1
    struct { sley_waiter wait; int64_t value; } a1; // 15: out.send(n)
} m_pipeline__generate__frame;

SLEY_OWNED(m_pipeline__generate, (a_out, sley_type_chan));
SLEY_TASK_FN(m_pipeline__generate, "pipeline.generate", "pipeline.sley", 12, 112,
    {15, 1, 0, "out.send(n)"});

static SLEY_SPAWN2(m_pipeline__generate, int64_t, a_count, sley_chan *, a_out)

static sley_status m_pipeline__generate__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_pipeline__generate__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 15: out.send(n)

    // 14 | for n in 1..=count {
    f->v_n = 1;
    for (bool t_more = f->v_n <= f->a_count; t_more; t_more = sley_int_step(&f->v_n, f->a_count)) {
        // 15 | await out.send(n)
        f->a1.value = f->v_n;
        st = SLEY_SEND(task, sley_at(self, 1), f->a1, f->a_out);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_2;
    }

leave_2:
    // 13 | defer out.close()
    sley_chan_close(f->a_out);
    return st;
}

// async fn square(input: chan[int], out: chan[Squared]) throws
// pipeline.sley:20, frame 120 bytes

typedef struct m_pipeline__square__frame {
    sley_frame base;
    sley_chan *a_input;             // borrowed
    sley_chan *a_out;               // borrowed
    int64_t v_n;                    // 21: live across 2
    union {
        struct { sley_waiter wait; sley_opt_int v; } a1; // 21: input
        sley_wait a2;               // 22: sleep(n % 3 * 10ms)
        // 23: out.send(Squared(number: n, sq...
        struct { sley_waiter wait; m_pipeline__Squared value; } a3;
    };
} m_pipeline__square__frame;

SLEY_OWNED(m_pipeline__square, (a_input, sley_type_chan), (a_out, sley_type_chan));
SLEY_TASK_FN(m_pipeline__square, "pipeline.square", "pipeline.sley", 20, 120,
    {21, 1, 0, "input"},
    {22, 2, 0, "sleep(n % 3 * 10ms)"},
    {23, 3, 0, "out.send(Squared(number: n, sq..."},
    {22, 4, 0, "n % 3 * 10ms"},
    {23, 5, 0, "n * n"});

static SLEY_SPAWN2(m_pipeline__square, sley_chan *, a_input, sley_chan *, a_out)

static sley_status m_pipeline__square__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_pipeline__square__frame *f = (void *)self;
    const sley_site *sites = m_pipeline__square__sites;
    if (self->state == 1) goto resume_1; // 21: input
    if (self->state == 2) goto resume_2; // 22: sleep(n % 3 * 10ms)
    if (self->state == 3) goto resume_3; // 23: out.send(Squared(number: n, sq...
    sley_starts(self);

    // 21 | async for n in input {
    while (true) {
        st = SLEY_RECV(task, sley_at(self, 1), f->a1, f->a_input, int64_t);
    resume_1: if (sley_stops(task, self, st)) return st;
        if (!f->a1.v.some) break;
        f->v_n = f->a1.v.value;
        // 22 | await sleep(n % 3 * 10ms)
        st = sley_sleep(task, sley_at(self, 2), &f->a2,
                        sley_duration_mul(10000000, f->v_n % 3, &sites[4]));
    resume_2: if (sley_stops(task, self, st)) return st;
        // 23 | await out.send(Squared(number: n, square: n * n))
        f->a3.value = (m_pipeline__Squared){.f_number = f->v_n,
                                            .f_square = sley_int_mul(f->v_n, f->v_n, &sites[5])};
        st = SLEY_SEND(task, sley_at(self, 3), f->a3, f->a_out);
    resume_3: if (sley_stops(task, self, st)) return st;
    }
    return SLEY_OK;
}

// async fn square_all(workers: int, input: chan[int], out: chan[Squared]) throws
// pipeline.sley:27, frame 104 bytes

typedef struct m_pipeline__square_all__frame {
    sley_frame base;
    int64_t a_workers;
    sley_chan *a_input;             // borrowed
    sley_chan *a_out;               // borrowed
    sley_group_scope g_3;           // 29
} m_pipeline__square_all__frame;

SLEY_OWNED(m_pipeline__square_all, (a_input, sley_type_chan), (a_out, sley_type_chan));
SLEY_TASK_FN(m_pipeline__square_all, "pipeline.square_all", "pipeline.sley", 27, 104,
    {29, 1, 0, "group"},
    {31, 2, 0, "square(input, out)"});

static SLEY_SPAWN3(m_pipeline__square_all, int64_t, a_workers, sley_chan *, a_input, sley_chan *,
                   a_out)

static sley_status m_pipeline__square_all__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_pipeline__square_all__frame *f = (void *)self;
    const sley_site *sites = m_pipeline__square_all__sites;
    if (sley_resumes(self)) goto resume_1; // 29: group

    // 29 | await group g {
    sley_group_enter(task, &f->g_3);
    // 30 | for _ in 0..workers {
    for (int64_t t_index = 0; t_index < f->a_workers; t_index++) {
        // 31 | spawn square(input, out)
        sley_task_release(m_pipeline__square__spawn(task, f->g_3.group, &sites[2],
                sley_chan_retain(f->a_input), sley_chan_retain(f->a_out)));
    }
    st = sley_group_leave(task, sley_at(self, 1), &f->g_3, st);
    if (st == SLEY_PENDING) return st;
resume_1: sley_note_failure(task, self, st);
    // 28 | defer out.close()
    sley_chan_close(f->a_out);
    return st;
}

// fn(item)
// pipeline.sley:41

static int64_t m_pipeline__collect__closure1(sley_closure *closure, m_pipeline__Squared a_item)
{
    (void)closure;
    // 41 | all.sort(key: fn(item) => item.number)
    return a_item.f_number;
}

// async fn collect(input: chan[Squared]) -> list[Squared]
// pipeline.sley:36, frame 128 bytes

typedef struct m_pipeline__collect__frame {
    sley_frame base;
    sley_chan *a_input;             // borrowed
    sley_list *result;
    sley_list *v_all;               // 37: live across 1
    struct { sley_waiter wait; sley_opt_m_pipeline__Squared v; } a1; // 38: input
} m_pipeline__collect__frame;

SLEY_FN_VALUE(m_pipeline__collect__closure1, m_pipeline__collect__closure1, 0);

SLEY_FN_RESULT(m_pipeline__collect, "pipeline.collect", "pipeline.sley", 36, 128,
               sley_type_list__m_pipeline__Squared,
    {38, 1, 0, "input"},
    {41, 2, 0, "all.sort(key: fn(item) => item..."});

static SLEY_BEGIN1(m_pipeline__collect, sley_chan *, a_input)

static sley_status m_pipeline__collect__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_pipeline__collect__frame *f = (void *)self;
    const sley_site *sites = m_pipeline__collect__sites;
    if (sley_resumes(self)) goto resume_1; // 38: input

    // 37 | let all: list[Squared] = []
    f->v_all = sley_list_new(&m_pipeline__Squared__type, 0);
    // 38 | async for item in input {
    while (true) {
        st = SLEY_RECV(task, sley_at(self, 1), f->a1, f->a_input, m_pipeline__Squared);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_1;
        if (!f->a1.v.some) break;
        m_pipeline__Squared v_item = f->a1.v.value;
        // 39 | all.append(item)
        sley_list_append(f->v_all, &v_item);
    }
    // 41 | all.sort(key: fn(item) => item.number)
    sley_list_sort_by(f->v_all, &sley_type_int, sley_key_fn1__m_pipeline__Squared__int,
                      &m_pipeline__collect__closure1__value, false, &sites[2]);
    // 42 | return all
    f->result = sley_list_take(&f->v_all);

leave_1:
    sley_list_release(f->v_all);
    return st;
}

// async fn main() throws
// pipeline.sley:45, frame 224 bytes

typedef struct m_pipeline__main__frame {
    sley_frame base;
    sley_chan *v_numbers;           // 46: live across 1, 2
    sley_chan *v_squares;           // 47: live across 1, 2
    sley_group_scope g_2;           // 48
    m_pipeline__collect__frame a1;  // 51: collect(squares)
} m_pipeline__main__frame;

SLEY_FN(m_pipeline__main, "pipeline.main", "pipeline.sley", 45, 224,
    {51, 1, SLEY_CHILD(m_pipeline__main, a1), "collect(squares)"},
    {48, 2, 0, "group"},
    {46, 3, 0, "chan[int](4)"},
    {47, 4, 0, "chan[Squared](4)"},
    {49, 5, 0, "generate(10, numbers)"},
    {50, 6, 0, "square_all(3, numbers, squares..."},
    {55, 7, 0, "sum([item.square for item in a..."});

static sley_status m_pipeline__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_pipeline__main__frame *f = (void *)self;
    const sley_site *sites = m_pipeline__main__sites;
    if (self->state == 1) goto resume_1; // 51: collect(squares)
    if (self->state == 2) goto resume_2; // 48: group
    sley_starts(self);

    // 46 | let numbers = chan[int](4)
    f->v_numbers = sley_chan_new(task, &sley_type_int, 4, &sites[3]);
    // 47 | let squares = chan[Squared](4)
    f->v_squares = sley_chan_new(task, &m_pipeline__Squared__type, 4, &sites[4]);
    // 48 | await group g {
    sley_group_enter(task, &f->g_2);
    // 49 | spawn generate(10, numbers)
    sley_task_release(m_pipeline__generate__spawn(task, f->g_2.group, &sites[5], 10,
                                                  sley_chan_retain(f->v_numbers)));
    // 50 | spawn square_all(3, numbers, squares)
    sley_task_release(m_pipeline__square_all__spawn(task, f->g_2.group, &sites[6], 3,
            sley_chan_take(&f->v_numbers), sley_chan_retain(f->v_squares)));
    // 51 | let all = await collect(squares)
    m_pipeline__collect__begin(&f->a1, self, f->v_squares);
    st = SLEY_AWAIT(m_pipeline__collect, task, self, 1, f->a1);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_2;
    sley_list *v_all = f->a1.result;
    // 52 | for item in all {
    for (int64_t t_index = 0; t_index < v_all->len; t_index++) {
        m_pipeline__Squared v_item = SLEY_NTH(m_pipeline__Squared, v_all, t_index);
        // 53 | print("{item.number:>2} squared is {item.square:>3}")
        SLEY_PRINT(SLEY_INT_AS(v_item.f_number, ">2"), SLEY_LIT(" squared is "),
                   SLEY_INT_AS(v_item.f_square, ">3"));
    }
    // 55 | print("sum {sum([item.square for item in all])}")
    sley_list *t_list = sley_list_new(&sley_type_int, 0);
    for (int64_t t2_index = 0; t2_index < v_all->len; t2_index++) {
        m_pipeline__Squared v2_item = SLEY_NTH(m_pipeline__Squared, v_all, t2_index);
        sley_list_append(t_list, &(int64_t){v2_item.f_square});
    }
    SLEY_PRINT(SLEY_LIT("sum "), SLEY_INT(sley_list_sum_int(t_list, &sites[7])));
    sley_list_release(v_all);
    sley_list_release(t_list);

leave_2:
    st = sley_group_leave(task, sley_at(self, 2), &f->g_2, st);
    if (st == SLEY_PENDING) return st;
resume_2: sley_note_failure(task, self, st);
    sley_chan_release(f->v_squares);
    sley_chan_release(f->v_numbers);
    return st;
}

SLEY_MAIN(m_pipeline__main, NULL)
