// Generated from sy-errors.sley. Do not edit.

#include "sley.h"

typedef struct m_sy_errors__Job {
    sley_str *f_name;
} m_sy_errors__Job;

typedef struct sley_tuple2__int__m_sy_errors__Job {
    int64_t f_0;
    m_sy_errors__Job f_1;
} sley_tuple2__int__m_sy_errors__Job;

SLEY_OWN_FIELDS1(m_sy_errors__Job, sley_str, f_name)

static sley_tuple2__int__m_sy_errors__Job sley_tuple2__int__m_sy_errors__Job__retain(
        sley_tuple2__int__m_sy_errors__Job v)
{
    m_sy_errors__Job__retain(v.f_1);
    return v;
}

static void sley_tuple2__int__m_sy_errors__Job__release(sley_tuple2__int__m_sy_errors__Job v)
{
    m_sy_errors__Job__release(v.f_1);
}

SLEY_OWN_STRUCT(sley_tuple2__int__m_sy_errors__Job)

static SLEY_STRUCT(m_sy_errors__Job, "Job", SLEY_COUNTED,
    {"name", offsetof(m_sy_errors__Job, f_name), &sley_type_str});

static SLEY_TUPLE(sley_tuple2__int__m_sy_errors__Job, "(int, Job)@sy_errors", SLEY_COUNTED,
    {"0", offsetof(sley_tuple2__int__m_sy_errors__Job, f_0), &sley_type_int},
    {"1", offsetof(sley_tuple2__int__m_sy_errors__Job, f_1), &m_sy_errors__Job__type});

SLEY_KEY_FN(sley_key_fn1__tuple2__int__m_sy_errors__Job__int, int64_t,
            sley_tuple2__int__m_sy_errors__Job)

typedef struct sley_tuple2__m_sy_errors__Job__m_sy_errors__Job {
    m_sy_errors__Job f_0;
    m_sy_errors__Job f_1;
} sley_tuple2__m_sy_errors__Job__m_sy_errors__Job;

static sley_tuple2__m_sy_errors__Job__m_sy_errors__Job
        sley_tuple2__m_sy_errors__Job__m_sy_errors__Job__retain(
        sley_tuple2__m_sy_errors__Job__m_sy_errors__Job v)
{
    m_sy_errors__Job__retain(v.f_0);
    m_sy_errors__Job__retain(v.f_1);
    return v;
}

static void sley_tuple2__m_sy_errors__Job__m_sy_errors__Job__release(
        sley_tuple2__m_sy_errors__Job__m_sy_errors__Job v)
{
    m_sy_errors__Job__release(v.f_0);
    m_sy_errors__Job__release(v.f_1);
}

SLEY_OWN_STRUCT(sley_tuple2__m_sy_errors__Job__m_sy_errors__Job)

SLEY_STR_LIT(k_a, "a");
SLEY_STR_LIT(k_b, "b");

// fn(job)
// sy-errors.sley:24

static int64_t m_sy_errors__main__closure1(sley_closure *closure,
                                           sley_tuple2__int__m_sy_errors__Job a_job)
{
    (void)closure;
    // 24 | let jobs = PriorityQueue[(int, Job)](by: fn(job) => job.0)
    return a_job.f_0;
}

SLEY_FN_VALUE(m_sy_errors__main__closure1, m_sy_errors__main__closure1, 0);

// fn main() throws
// sy-errors.sley:8

SLEY_SITES(m_sy_errors__main, "sy_errors.main", "sy-errors.sley", 8,
    {10, 1, 0, "Lock()"}, {10, 2, 0, "Lock().release()"},
    {15, 3, 0, "BoundedSemaphore(1)"}, {15, 4, 0, "BoundedSemaphore(1).release()"},
    {20, 5, 0, "Queue[int]()"}, {20, 6, 0, "Queue[int]().task_done()"},
    {24, 7, 0, "PriorityQueue[(int, Job)](by: f..."},
    {25, 8, 0, "jobs.put_now((1, Job(name: \"a\"..."},
    {26, 9, 0, "jobs.put_now((1, Job(name: \"b\"..."},
    {27, 10, 0, "jobs.get_now()"});

static sley_status m_sy_errors__main(sley_task *task)
{
    const sley_site *sites = m_sy_errors__main__sites;
    sley_status st = SLEY_OK;
    sley_priority_queue *v_jobs = NULL;
    sley_tuple2__int__m_sy_errors__Job t_get_now = {0};
    // 9 | try {
    // 10 | Lock().release()
    sley_lock *t_Lock = sley_lock_new(task->base.executor, &sites[1]);
    st = sley_lock_unlock(task, t_Lock);
    sley_lock_release(t_Lock);
    sley_note_failure_at(task, &sites[2], st);
    if (st == SLEY_ERROR) {
        st = SLEY_OK;
        // 11 | } catch e: NotLocked {
        sley_error *v_e = sley_catch(task);
        // 12 | print(e.name)
        sley_str *t_name = sley_error_name(v_e);
        SLEY_PRINT(SLEY_STR(t_name));
        sley_error_release(v_e);
        sley_str_release(t_name);
    }
    if (st != SLEY_OK) goto leave_1;
    // 14 | try {
    // 15 | BoundedSemaphore(1).release()
    sley_bounded_sem *t_BoundedSemaphore = sley_bounded_sem_new(task->base.executor, 1, &sites[3]);
    st = sley_bounded_sem_give(task, t_BoundedSemaphore, 1, &sites[4]);
    sley_bounded_sem_release(t_BoundedSemaphore);
    sley_note_failure_at(task, &sites[4], st);
    if (st == SLEY_ERROR) {
        st = SLEY_OK;
        // 16 | } catch e: ReleasedTooOften {
        sley_error *v2_e = sley_catch(task);
        // 17 | print(e.name)
        sley_str *t2_name = sley_error_name(v2_e);
        SLEY_PRINT(SLEY_STR(t2_name));
        sley_error_release(v2_e);
        sley_str_release(t2_name);
    }
    if (st != SLEY_OK) goto leave_1;
    // 19 | try {
    // 20 | Queue[int]().task_done()
    sley_queue *t_Queue = sley_queue_new(task->base.executor, &sley_type_int, 0, &sites[5]);
    st = sley_queue_task_done(task, t_Queue);
    sley_queue_release(t_Queue);
    sley_note_failure_at(task, &sites[6], st);
    if (st == SLEY_ERROR) {
        st = SLEY_OK;
        // 21 | } catch e: TooManyDone {
        sley_error *v3_e = sley_catch(task);
        // 22 | print(e.name)
        sley_str *t3_name = sley_error_name(v3_e);
        SLEY_PRINT(SLEY_STR(t3_name));
        sley_error_release(v3_e);
        sley_str_release(t3_name);
    }
    if (st != SLEY_OK) goto leave_1;
    // 24 | let jobs = PriorityQueue[(int, Job)](by: fn(job) => job.0)
    v_jobs = sley_priority_queue_new_by(task->base.executor,
            &sley_tuple2__int__m_sy_errors__Job__type, 0, &sley_type_int,
            sley_key_fn1__tuple2__int__m_sy_errors__Job__int, &m_sy_errors__main__closure1__value,
            &sites[7]);
    // 25 | jobs.put_now((1, Job(name: "a")))
    sley_tuple2__int__m_sy_errors__Job t_pair = {1, {.f_name = &k_a}};
    st = sley_queue_put_now(task, v_jobs, &t_pair);
    sley_tuple2__int__m_sy_errors__Job__release(t_pair);
    if (sley_failed_at(task, &sites[8], st)) goto leave_1;
    // 26 | jobs.put_now((1, Job(name: "b")))
    sley_tuple2__int__m_sy_errors__Job t2_pair = {1, {.f_name = &k_b}};
    st = sley_queue_put_now(task, v_jobs, &t2_pair);
    sley_tuple2__int__m_sy_errors__Job__release(t2_pair);
    if (sley_failed_at(task, &sites[9], st)) goto leave_1;
    // 27 | let (first, second) = (jobs.get_now().1, jobs.get_now().1)
    st = sley_queue_get_now(task, v_jobs, &t_get_now);
    if (sley_failed_at(task, &sites[10], st)) goto leave_1;
    sley_tuple2__int__m_sy_errors__Job t2_get_now = {0};
    st = sley_queue_get_now(task, v_jobs, &t2_get_now);
    if (sley_failed_at(task, &sites[10], st)) goto leave_1;
    sley_tuple2__m_sy_errors__Job__m_sy_errors__Job t3_pair =
            {m_sy_errors__Job__retain(t_get_now.f_1), m_sy_errors__Job__retain(t2_get_now.f_1)};
    sley_tuple2__int__m_sy_errors__Job__drop(&t_get_now);
    sley_tuple2__int__m_sy_errors__Job__release(t2_get_now);
    m_sy_errors__Job v_first = t3_pair.f_0;
    m_sy_errors__Job v_second = t3_pair.f_1;
    // 28 | print(first.name, second.name)
    SLEY_PRINT(SLEY_STR(v_first.f_name), SLEY_LIT(" "), SLEY_STR(v_second.f_name));
    sley_tuple2__m_sy_errors__Job__m_sy_errors__Job__release(t3_pair);

leave_1:
    sley_tuple2__int__m_sy_errors__Job__release(t_get_now);
    sley_priority_queue_release(v_jobs);
    return st;
}

SLEY_MAIN_THROWING(m_sy_errors__main, NULL)
