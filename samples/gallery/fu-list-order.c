// Generated from fu-list-order.sley. Do not edit.

#include "sley.h"

// async fn work(i: int, result: future[int]) throws
// fu-list-order.sley:3, frame 64 bytes

typedef struct m_fu_list_order__work__frame {
    sley_frame base;
    int64_t a_i;
    sley_future *a_result;          // borrowed
    sley_wait a1;                   // 5: sleep(1s * (5 - i))
} m_fu_list_order__work__frame;

SLEY_OWNED(m_fu_list_order__work, (a_result, sley_type_future));
SLEY_TASK_FN(m_fu_list_order__work, "fu_list_order.work", "fu-list-order.sley", 3, 64,
    {5, 1, 0, "sleep(1s * (5 - i))"}, {5, 2, 0, "5 - i"}, {5, 3, 0, "1s * (5 - i)"},
    {7, 4, 0, "result.set(i)"});

static SLEY_SPAWN2(m_fu_list_order__work, int64_t, a_i, sley_future *, a_result)

static sley_status m_fu_list_order__work__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_fu_list_order__work__frame *f = (void *)self;
    const sley_site *sites = m_fu_list_order__work__sites;
    if (sley_resumes(self)) goto resume_1; // 5: sleep(1s * (5 - i))

    // 4 | print("任务{i}阻塞之前")
    SLEY_PRINT(SLEY_LIT("\344\273\273\345\212\241"), SLEY_INT(f->a_i),
               SLEY_LIT("\351\230\273\345\241\236\344\271\213\345\211\215"));
    // 5 | await sleep(1s * (5 - i))
    st = sley_sleep(task, sley_at(self, 1), &f->a1,
                    sley_duration_mul(1000000000, sley_int_sub(5, f->a_i, &sites[2]), &sites[3]));
resume_1: if (sley_stops(task, self, st)) return st;
    // 6 | print("任务{i}阻塞之后")
    SLEY_PRINT(SLEY_LIT("\344\273\273\345\212\241"), SLEY_INT(f->a_i),
               SLEY_LIT("\351\230\273\345\241\236\344\271\213\345\220\216"));
    // 7 | result.set(i)
    st = sley_future_set(task, f->a_result, &f->a_i);
    sley_note_failure_at(task, &sites[4], st);
    return st;
}

// async fn main() throws
// fu-list-order.sley:10, frame 120 bytes

typedef struct m_fu_list_order__main__frame {
    sley_frame base;
    sley_list *v_results;           // 11: live across 1
    sley_list *v_values;            // 15: live across 1
    sley_future *v2_f;              // 15: live across 1
    int64_t t2_index;               // 15: live across 1
    struct { sley_waiter wait; int64_t v; } a1; // 15: f
} m_fu_list_order__main__frame;

SLEY_FN(m_fu_list_order__main, "fu_list_order.main", "fu-list-order.sley", 10, 120,
    {15, 1, 0, "f"},
    {11, 2, 0, "future[int]()"},
    {13, 3, 0, "work(i, f)"});

static sley_status m_fu_list_order__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_fu_list_order__main__frame *f = (void *)self;
    const sley_site *sites = m_fu_list_order__main__sites;
    if (sley_resumes(self)) goto resume_1; // 15: f
    f->v2_f = NULL;

    // 11 | let results = [future[int]() for _ in 0..5]
    f->v_results = sley_list_new(&sley_type_future, 0);
    for (int64_t t_index = 0; t_index < 5; t_index++) {
        sley_list_append(f->v_results,
                         &(sley_future *){sley_future_new(task, &sley_type_int, &sites[2])});
    }
    // 12 | for i, f in results {
    for (int64_t v_i = 0; v_i < f->v_results->len; v_i++) {
        sley_future *v_f = sley_future_retain(SLEY_NTH(sley_future *, f->v_results, v_i));
        // 13 | spawn work(i, f)
        sley_task_release(m_fu_list_order__work__spawn(task, NULL, &sites[3], v_i, v_f));
    }
    // 15 | let values = [await f for f in results]
    f->v_values = sley_list_new(&sley_type_int, 0);
    for (f->t2_index = 0; f->t2_index < f->v_results->len; f->t2_index++) {
        f->v2_f = sley_future_retain(SLEY_NTH(sley_future *, f->v_results, f->t2_index));
        st = sley_future_await(task, sley_at(self, 1), &f->a1.wait, f->v2_f, &f->a1.v);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_1;
        sley_list_append(f->v_values, &f->a1.v);
        sley_future_drop(&f->v2_f);
    }
    // 16 | for v in values {
    for (int64_t t3_index = 0; t3_index < f->v_values->len; t3_index++) {
        int64_t v_v = SLEY_NTH(int64_t, f->v_values, t3_index);
        // 17 | print("result: {v}")
        SLEY_PRINT(SLEY_LIT("result: "), SLEY_INT(v_v));
    }

leave_1:
    sley_future_release(f->v2_f);
    sley_list_release(f->v_values);
    sley_list_release(f->v_results);
    return st;
}

SLEY_MAIN(m_fu_list_order__main, NULL)
