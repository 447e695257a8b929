// Generated from qu-cancel-idle.sley. Do not edit.

#include "sley.h"

// async fn work(k: int, numbers: Queue[int]) throws
// qu-cancel-idle.sley:3, frame 192 bytes

typedef struct m_qu_cancel_idle__work__frame {
    sley_frame base;
    int64_t a_k;
    sley_queue *a_numbers;          // borrowed
    int64_t v_n;                    // 5: live across 2
    union { struct { sley_queue_get__frame wait; int64_t v; } a1; sley_wait a2; }; // 5, 6
} m_qu_cancel_idle__work__frame;

SLEY_OWNED(m_qu_cancel_idle__work, (a_numbers, sley_type_queue));
SLEY_TASK_FN(m_qu_cancel_idle__work, "qu_cancel_idle.work", "qu-cancel-idle.sley", 3, 192,
    {5, 1, SLEY_CHILD(m_qu_cancel_idle__work, a1), "numbers.get()"},
    {6, 2, 0, "sleep(n * 10ms)"}, {6, 3, 0, "n * 10ms"},
    {8, 4, 0, "numbers.task_done()"});

static SLEY_SPAWN2(m_qu_cancel_idle__work, int64_t, a_k, sley_queue *, a_numbers)

static sley_status m_qu_cancel_idle__work__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_qu_cancel_idle__work__frame *f = (void *)self;
    const sley_site *sites = m_qu_cancel_idle__work__sites;
    if (self->state == 1) goto resume_1; // 5: numbers.get()
    if (self->state == 2) goto resume_2; // 6: sleep(n * 10ms)
    sley_starts(self);

    // 4 | while true {
    while (true) {
        // 5 | let n = await numbers.get()
        sley_queue_get__begin(&f->a1.wait, self, f->a_numbers, &f->a1.v);
        st = SLEY_AWAIT(sley_queue_get, task, self, 1, f->a1.wait);
    resume_1: if (sley_stops(task, self, st)) return st;
        f->v_n = f->a1.v;
        // 6 | await sleep(n * 10ms)
        st = sley_sleep(task, sley_at(self, 2), &f->a2,
                        sley_duration_mul(10000000, f->v_n, &sites[3]));
    resume_2: if (sley_stops(task, self, st)) return st;
        // 7 | print("w{k} did {n}")
        SLEY_PRINT(SLEY_LIT("w"), SLEY_INT(f->a_k), SLEY_LIT(" did "), SLEY_INT(f->v_n));
        // 8 | numbers.task_done()
        st = sley_queue_task_done(task, f->a_numbers);
        if (sley_failed_at(task, &sites[4], st)) return st;
    }
}

// async fn main() throws
// qu-cancel-idle.sley:12, frame 168 bytes

typedef struct m_qu_cancel_idle__main__frame {
    sley_frame base;
    sley_queue *v_numbers;          // 13: live across 1, 2
    sley_list *v_workers;           // 14: live across 1, 2
    union { sley_waiter a1; sley_gather_kept__frame a2; }; // 18, 22
} m_qu_cancel_idle__main__frame;

SLEY_FN(m_qu_cancel_idle__main, "qu_cancel_idle.main", "qu-cancel-idle.sley", 12, 168,
    {18, 1, 0, "numbers.join()"},
    {22, 2, SLEY_CHILD(m_qu_cancel_idle__main, a2), "gather(workers, errors: keep)"},
    {13, 3, 0, "Queue[int]()"},
    {14, 4, 0, "work(k, numbers)"},
    {16, 5, 0, "numbers.put_now(n)"});

static sley_status m_qu_cancel_idle__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_qu_cancel_idle__main__frame *f = (void *)self;
    const sley_site *sites = m_qu_cancel_idle__main__sites;
    if (self->state == 1) goto resume_1; // 18: numbers.join()
    if (self->state == 2) goto resume_2; // 22: gather(workers, errors: keep)
    sley_starts(self);

    // 13 | let numbers = Queue[int]()
    f->v_numbers = sley_queue_new(task->base.executor, &sley_type_int, 0, &sites[3]);
    // 14 | let workers = [spawn work(k, numbers) for k in 0..2]
    f->v_workers = sley_list_new(&sley_type_task, 0);
    for (int64_t v_k = 0; v_k < 2; v_k++) {
        sley_task *t_task = m_qu_cancel_idle__work__spawn(task, NULL, &sites[4], v_k,
                                                          sley_queue_retain(f->v_numbers));
        sley_list_append(f->v_workers, &t_task);
    }
    // 15 | for n in 1..=3 {
    for (int64_t v_n = 1; v_n < 4; v_n++) {
        // 16 | numbers.put_now(n)
        st = sley_queue_put_now(task, f->v_numbers, &v_n);
        if (sley_failed_at(task, &sites[5], st)) goto leave_1;
    }
    // 18 | await numbers.join()
    st = sley_queue_join(task, sley_at(self, 1), &f->a1, f->v_numbers);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    // 19 | for w in workers {
    for (int64_t t_index = 0; t_index < f->v_workers->len; t_index++) {
        sley_task *v_w = sley_task_retain(SLEY_NTH(sley_task *, f->v_workers, t_index));
        // 20 | w.cancel()
        sley_task_cancel(v_w, NULL);
        sley_task_release(v_w);
    }
    // 22 | let outcomes = await gather(workers, errors: keep)
    sley_gather_kept__begin(&f->a2, self, f->v_workers, 0);
    st = SLEY_AWAIT(sley_gather_kept, task, self, 2, f->a2);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_1;
    sley_list *v_outcomes = f->a2.result;
    // 23 | print([o for o in outcomes if o.cancelled()].len())
    sley_list *t2_list = sley_list_new(&sley_type_kept, 0);
    for (int64_t t2_index = 0; t2_index < v_outcomes->len; t2_index++) {
        sley_kept *v_o = sley_kept_retain(SLEY_NTH(sley_kept *, v_outcomes, t2_index));
        if (sley_kept_cancelled(v_o)) {
            sley_list_append(t2_list, &(sley_kept *){sley_kept_take(&v_o)});
        }
        sley_kept_release(v_o);
    }
    SLEY_PRINT(SLEY_INT(sley_list_len(t2_list)));
    sley_list_release(v_outcomes);
    sley_list_release(t2_list);

leave_1:
    sley_list_release(f->v_workers);
    sley_queue_release(f->v_numbers);
    return st;
}

SLEY_MAIN(m_qu_cancel_idle__main, NULL)
