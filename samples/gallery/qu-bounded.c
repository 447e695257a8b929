// Generated from qu-bounded.sley. Do not edit.

#include "sley.h"

// async fn consumer(n: int, jobs: Queue[int?]) throws
// qu-bounded.sley:4, frame 192 bytes

typedef struct m_qu_bounded__consumer__frame {
    sley_frame base;
    int64_t a_n;
    sley_queue *a_jobs;             // borrowed
    union { struct { sley_queue_get__frame wait; sley_opt_int v; } a1; sley_wait a2; }; // 8, 12
} m_qu_bounded__consumer__frame;

SLEY_OWNED(m_qu_bounded__consumer, (a_jobs, sley_type_queue));
SLEY_TASK_FN(m_qu_bounded__consumer, "qu_bounded.consumer", "qu-bounded.sley", 4, 192,
    {8, 1, SLEY_CHILD(m_qu_bounded__consumer, a1), "jobs.get()"},
    {12, 2, 0, "sleep(weight * 10ms)"}, {12, 3, 0, "weight * 10ms"},
    {10, 4, 0, "jobs.task_done()"});

static SLEY_SPAWN2(m_qu_bounded__consumer, int64_t, a_n, sley_queue *, a_jobs)

static sley_status m_qu_bounded__consumer__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_qu_bounded__consumer__frame *f = (void *)self;
    const sley_site *sites = m_qu_bounded__consumer__sites;
    int32_t next_3 = 0;
    sley_unwind u_3;
    if (self->state == 1) goto resume_1; // 8: jobs.get()
    if (self->state == 2) goto resume_2; // 12: sleep(weight * 10ms)
    sley_starts(self);

    // 5 | print("consumer {n}: starting")
    SLEY_PRINT(SLEY_LIT("consumer "), SLEY_INT(f->a_n), SLEY_LIT(": starting"));
    // 6 | while true {
    while (true) {
        // 7 | print("consumer {n}: waiting for item")
        SLEY_PRINT(SLEY_LIT("consumer "), SLEY_INT(f->a_n), SLEY_LIT(": waiting for item"));
        // 8 | let item = await jobs.get()
        sley_queue_get__begin(&f->a1.wait, self, f->a_jobs, &f->a1.v);
        st = SLEY_AWAIT(sley_queue_get, task, self, 1, f->a1.wait);
    resume_1: if (sley_stops(task, self, st)) return st;
        sley_opt_int v_item = f->a1.v;
        // 9 | print("consumer {n}: has item {item}")
        SLEY_PRINT(SLEY_LIT("consumer "), SLEY_INT(f->a_n), SLEY_LIT(": has item "),
                   SLEY_VAL(sley_type_opt_int, &v_item));
        next_3 = 0;
        // 11 | let weight = item else { break }
        if (!v_item.some) {
            next_3 = 1;
            goto leave_3;
        }
        int64_t v_weight = v_item.value;
        // 12 | await sleep(weight * 10ms)
        st = sley_sleep(task, sley_at(self, 2), &f->a2,
                        sley_duration_mul(10000000, v_weight, &sites[3]));
        if (st == SLEY_PENDING) return st;
    resume_2: sley_note_failure(task, self, st);
    leave_3:
        st = sley_unwind_enter(task, &u_3, st);
        // 10 | defer jobs.task_done()
        st = sley_queue_task_done(task, f->a_jobs);
        sley_note_failure_at(task, &sites[4], st);
        st = sley_unwind_leave(task, &u_3, st);
        if (st != SLEY_OK) return st;
        if (next_3 == 1) {
            break;
        }
    }
    // 14 | print("consumer {n}: ending")
    SLEY_PRINT(SLEY_LIT("consumer "), SLEY_INT(f->a_n), SLEY_LIT(": ending"));
    return SLEY_OK;
}

// async fn producer(jobs: Queue[int?], consumers: int)
// qu-bounded.sley:17, frame 120 bytes

typedef struct m_qu_bounded__producer__frame {
    sley_frame base;
    sley_queue *a_jobs;             // borrowed
    int64_t a_consumers;
    union {
        int64_t v_i;                // 19: live across 1
        int64_t t_index;            // 24: live across 2
    };
    union {
        struct { sley_waiter wait; sley_opt_int value; } a1, a2; // 20, 25
        sley_waiter a3;             // 28: jobs.join()
    };
} m_qu_bounded__producer__frame;

SLEY_OWNED(m_qu_bounded__producer, (a_jobs, sley_type_queue));
SLEY_TASK_FN(m_qu_bounded__producer, "qu_bounded.producer", "qu-bounded.sley", 17, 120,
    {20, 1, 0, "jobs.put(i)"},
    {25, 2, 0, "jobs.put(none)"},
    {28, 3, 0, "jobs.join()"});

static SLEY_SPAWN2(m_qu_bounded__producer, sley_queue *, a_jobs, int64_t, a_consumers)

static sley_status m_qu_bounded__producer__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_qu_bounded__producer__frame *f = (void *)self;
    if (self->state == 1) goto resume_1; // 20: jobs.put(i)
    if (self->state == 2) goto resume_2; // 25: jobs.put(none)
    if (self->state == 3) goto resume_3; // 28: jobs.join()
    sley_starts(self);

    // 18 | print("producer: starting")
    SLEY_PRINT(SLEY_LIT("producer: starting"));
    // 19 | for i in 0..6 {
    for (f->v_i = 0; f->v_i < 6; f->v_i++) {
        // 20 | await jobs.put(i)
        f->a1.value = (sley_opt_int){true, f->v_i};
        st = sley_queue_put(task, sley_at(self, 1), &f->a1.wait, f->a_jobs, &f->a1.value);
    resume_1: if (sley_stops(task, self, st)) return st;
        // 21 | print("producer: added task {i} to the queue")
        SLEY_PRINT(SLEY_LIT("producer: added task "), SLEY_INT(f->v_i), SLEY_LIT(" to the queue"));
    }
    // 23 | print("producer: adding stop signals to the queue")
    SLEY_PRINT(SLEY_LIT("producer: adding stop signals to the queue"));
    // 24 | for _ in 0..consumers {
    for (f->t_index = 0; f->t_index < f->a_consumers; f->t_index++) {
        // 25 | await jobs.put(none)
        f->a2.value = (sley_opt_int){0};
        st = sley_queue_put(task, sley_at(self, 2), &f->a2.wait, f->a_jobs, &f->a2.value);
    resume_2: if (sley_stops(task, self, st)) return st;
    }
    // 27 | print("producer: waiting for queue to empty")
    SLEY_PRINT(SLEY_LIT("producer: waiting for queue to empty"));
    // 28 | await jobs.join()
    st = sley_queue_join(task, sley_at(self, 3), &f->a3, f->a_jobs);
resume_3: if (sley_stops(task, self, st)) return st;
    // 29 | print("producer: ending")
    SLEY_PRINT(SLEY_LIT("producer: ending"));
    return SLEY_OK;
}

// async fn main() throws
// qu-bounded.sley:32, frame 88 bytes

typedef struct m_qu_bounded__main__frame {
    sley_frame base;
    sley_queue *v_jobs;             // 33: live across 1
    sley_group_scope g_2;           // 34
} m_qu_bounded__main__frame;

SLEY_FN(m_qu_bounded__main, "qu_bounded.main", "qu-bounded.sley", 32, 88,
    {34, 1, 0, "group"},
    {33, 2, 0, "Queue[int?](2)"},
    {36, 3, 0, "consumer(n, jobs)"},
    {38, 4, 0, "producer(jobs, 2)"});

static sley_status m_qu_bounded__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_qu_bounded__main__frame *f = (void *)self;
    const sley_site *sites = m_qu_bounded__main__sites;
    if (sley_resumes(self)) goto resume_1; // 34: group

    // 33 | let jobs = Queue[int?](2)
    f->v_jobs = sley_queue_new(task->base.executor, &sley_type_opt_int, 2, &sites[2]);
    // 34 | await group g {
    sley_group_enter(task, &f->g_2);
    // 35 | for n in 0..2 {
    for (int64_t v_n = 0; v_n < 2; v_n++) {
        // 36 | spawn consumer(n, jobs)
        sley_task_release(m_qu_bounded__consumer__spawn(task, f->g_2.group, &sites[3], v_n,
                                                        sley_queue_retain(f->v_jobs)));
    }
    // 38 | spawn producer(jobs, 2)
    sley_task_release(m_qu_bounded__producer__spawn(task, f->g_2.group, &sites[4],
                                                    sley_queue_take(&f->v_jobs), 2));
    st = sley_group_leave(task, sley_at(self, 1), &f->g_2, st);
    if (st == SLEY_PENDING) return st;
resume_1: sley_note_failure(task, self, st);
    sley_queue_release(f->v_jobs);
    return st;
}

SLEY_MAIN(m_qu_bounded__main, NULL)
