// Generated from threads.sley. Do not edit.

#include "sley.h"

typedef struct m_threads__TooMuch {
    sley_error base;
    int64_t f_sum;
} m_threads__TooMuch;

typedef struct m_threads__Row {
    sley_str *f_name;
    sley_list *f_cells;
} m_threads__Row;

typedef struct m_threads__both__frame {
    sley_frame base;
    sley_list *a_rows;              // borrowed
    int64_t result;
    sley_thread *v_work;            // 17: live across 1, 2
    sley_task *v_first;             // 18: live across 1, 2
    sley_group_scope g_2;           // 19
    struct { sley_waiter wait; int64_t v; } a2; // 22: first
} m_threads__both__frame;

extern const sley_error_type m_threads__TooMuch__type;
sley_error *m_threads__TooMuch__new(int64_t f_sum);

m_threads__Row m_threads__Row__retain(m_threads__Row v);
void m_threads__Row__release(m_threads__Row v);
SLEY_OWN_STRUCT(m_threads__Row)
extern const sley_type m_threads__Row__type;


// fn total(row: Row, scale: int = 1) -> int throws
sley_status m_threads__total(sley_task *task, m_threads__Row a_row, int64_t a_scale,
                             int64_t *result);

// async fn both(rows: list[Row]) -> int throws
extern const sley_fn m_threads__both__fn;
void m_threads__both__begin(m_threads__both__frame *f, sley_frame *caller, sley_list *a_rows);
sley_status m_threads__both__resume(sley_task *task, sley_frame *self, sley_status st);

SLEY_ERROR_TYPE(m_threads__TooMuch, "TooMuch", NULL,
    {"sum", offsetof(m_threads__TooMuch, f_sum), &sley_type_int});

SLEY_NEW_ERROR1(m_threads__TooMuch, int64_t, f_sum)

m_threads__Row m_threads__Row__retain(m_threads__Row v)
{
    sley_str_retain(v.f_name);
    sley_list_retain(v.f_cells);
    return v;
}

void m_threads__Row__release(m_threads__Row v)
{
    sley_str_release(v.f_name);
    sley_list_release(v.f_cells);
}

static const sley_type sley_type_list__int = SLEY_LIST_TYPE("list[int]");

SLEY_STRUCT(m_threads__Row, "Row", SLEY_COUNTED,
    {"name", offsetof(m_threads__Row, f_name), &sley_type_str},
    {"cells", offsetof(m_threads__Row, f_cells), &sley_type_list__int});

static const sley_type sley_type_list__m_threads__Row = SLEY_LIST_TYPE("list[Row]@threads");

SLEY_STR_LIT(k_sums, "sums");
SLEY_STR_LIT(k_second, "second");

// fn total(row: Row, scale: int = 1) -> int throws
// threads.sley:9

SLEY_SITES(m_threads__total, "threads.total", "threads.sley", 9,
    {11, 1, 0, "cell * scale"}, {11, 2, 0, "sum +="},
    {12, 3, 0, "throw TooMuch"});

sley_status m_threads__total(sley_task *task, m_threads__Row a_row, int64_t a_scale,
                             int64_t *result)
{
    const sley_site *sites = m_threads__total__sites;
    // 10 | var sum = 0
    int64_t v_sum = 0;
    // 11 | for cell in row.cells { sum += cell * scale }
    sley_list *t_items = a_row.f_cells;
    for (int64_t t_index = 0; t_index < t_items->len; t_index++) {
        int64_t v_cell = SLEY_NTH(int64_t, t_items, t_index);
        v_sum = sley_int_add(v_sum, sley_int_mul(v_cell, a_scale, &sites[1]), &sites[2]);
    }
    // 12 | if sum > 1000 { throw TooMuch(sum: sum) }
    if (v_sum > 1000) return sley_throw(task, &sites[3], m_threads__TooMuch__new(v_sum));
    // 13 | return sum
    *result = v_sum;
    return SLEY_OK;
}

// fn total(row: Row, scale: int = 1) -> int throws
// threads.sley:9, frame 56 bytes

typedef struct m_threads__total__job__frame {
    sley_frame base;
    m_threads__Row a_row;           // borrowed
    int64_t a_scale;
    int64_t result;
} m_threads__total__job__frame;

SLEY_OWNED(m_threads__total__job, (a_row, m_threads__Row__type));
SLEY_TASK_FN_RESULT(m_threads__total__job, "threads.total", "threads.sley", 9, 56, sley_type_int,
    {0, 1, 0, "total(rows[0])"});

static SLEY_BEGIN2(m_threads__total__job, m_threads__Row, a_row, int64_t, a_scale)

static sley_status m_threads__total__job__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_threads__total__job__frame *f = (void *)self;
    const sley_site *sites = m_threads__total__job__sites;
    int64_t t_total = 0;
    st = m_threads__total(task, f->a_row, f->a_scale, &t_total);
    if (sley_failed_at(task, &sites[1], st)) return st;
    f->result = t_total;
    return SLEY_OK;
}

// async fn both(rows: list[Row]) -> int throws
// threads.sley:16, frame 176 bytes

SLEY_OWNED(m_threads__both, (a_rows, sley_type_list__m_threads__Row));
SLEY_EXPORT_TASK_FN_RESULT(m_threads__both, "threads.both", "threads.sley", 16, 176, sley_type_int,
    {19, 1, 0, "group"},
    {22, 2, 0, "first"},
    {18, 3, 0, "rows[0]"}, {18, 4, 0, "total(rows[0])"},
    {20, 5, 0, "rows[1]"}, {20, 6, 0, "total(rows[1], scale: 2)"});

SLEY_BEGIN1(m_threads__both, sley_list *, a_rows)

sley_status m_threads__both__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_threads__both__frame *f = (void *)self;
    const sley_site *sites = m_threads__both__sites;
    if (self->state == 1) goto resume_1; // 19: group
    if (self->state == 2) goto resume_2; // 22: first
    sley_starts(self);

    // 17 | let work = thread(name: "sums", daemon: true)
    f->v_work = sley_thread_new(true, &k_sums);
    // 18 | let first = spawn total(rows[0]) on work
    sley_task *t_task = sley_task_new(task, &m_threads__total__job__fn, &sites[4]);
    m_threads__total__job__begin(sley_task_frame(t_task), NULL,
            m_threads__Row__retain(SLEY_AT(m_threads__Row, f->a_rows, 0, &sites[3])), 1);
    f->v_first = sley_task_start_on(t_task, NULL, SLEY_TARGET(f->v_work));
    // 19 | await group {
    sley_group_enter(task, &f->g_2);
    // 20 | spawn total(rows[1], scale: 2) on thread() as "second"
    m_threads__Row t_item = m_threads__Row__retain(SLEY_AT(m_threads__Row, f->a_rows, 1,
                                                           &sites[5]));
    sley_thread *t_thread = sley_thread_new(false, NULL);
    sley_task *t2_task = sley_task_new(task, &m_threads__total__job__fn, &sites[6]);
    m_threads__total__job__begin(sley_task_frame(t2_task), NULL, t_item, 2);
    sley_task_set_name(t2_task, &k_second);
    sley_task_release(sley_task_start_on(t2_task, f->g_2.group, SLEY_TARGET(t_thread)));
    sley_thread_release(t_thread);
    st = sley_group_leave(task, sley_at(self, 1), &f->g_2, st);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    // 22 | return await first
    st = sley_task_await(task, sley_at(self, 2), &f->a2.wait, f->v_first, &f->a2.v);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_1;
    f->result = f->a2.v;

leave_1:
    sley_task_release(f->v_first);
    sley_thread_release(f->v_work);
    return st;
}
