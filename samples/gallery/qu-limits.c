// Generated from qu-limits.sley. Do not edit.

#include "sley.h"

// async fn main() throws
// qu-limits.sley:3, frame 176 bytes

typedef struct m_qu_limits__main__frame {
    sley_frame base;
    sley_queue *v_q;                // 4: live across 1, 2
    union {
        struct { sley_timed_wait wait; int64_t value; } a1; // 13: q.put(2, timeout: 50ms)
        struct { sley_queue_get_within__frame wait; int64_t v; } a2; // 24: q.get(timeout: 50ms)
    };
} m_qu_limits__main__frame;

SLEY_FN(m_qu_limits__main, "qu_limits.main", "qu-limits.sley", 3, 176,
    {13, 1, 0, "q.put(2, timeout: 50ms)"},
    {24, 2, SLEY_CHILD(m_qu_limits__main, a2), "q.get(timeout: 50ms)"},
    {4, 3, 0, "Queue[int](1)"},
    {5, 4, 0, "q.put_now(1)"},
    {8, 5, 0, "q.put_now(2)"},
    {17, 6, 0, "q.get_now()"},
    {19, 7, 0, "q.get_now()"});

static sley_status m_qu_limits__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_qu_limits__main__frame *f = (void *)self;
    const sley_site *sites = m_qu_limits__main__sites;
    if (self->state == 1) goto resume_1; // 13: q.put(2, timeout: 50ms)
    if (self->state == 2) goto resume_2; // 24: q.get(timeout: 50ms)
    sley_starts(self);

    // 4 | let q = Queue[int](1)
    f->v_q = sley_queue_new(task->base.executor, &sley_type_int, 1, &sites[3]);
    // 5 | q.put_now(1)
    st = sley_queue_put_now(task, f->v_q, &(int64_t){1});
    if (sley_failed_at(task, &sites[4], st)) goto leave_1;
    // 6 | print(q.size(), q.empty(), q.full())
    SLEY_PRINT(SLEY_INT(sley_queue_size(f->v_q)), SLEY_LIT(" "),
            SLEY_BOOL(sley_queue_empty(f->v_q)), SLEY_LIT(" "), SLEY_BOOL(sley_queue_full(f->v_q)));
    // 7 | try {
    // 8 | q.put_now(2)
    st = sley_queue_put_now(task, f->v_q, &(int64_t){2});
    sley_note_failure_at(task, &sites[5], st);
    if (st == SLEY_ERROR) {
        st = SLEY_OK;
        // 9 | } catch e: Full {
        sley_error *v_e = sley_catch(task);
        // 10 | print(e.name)
        sley_str *t_name = sley_error_name(v_e);
        SLEY_PRINT(SLEY_STR(t_name));
        sley_error_release(v_e);
        sley_str_release(t_name);
    }
    if (st != SLEY_OK) goto leave_1;
    // 12 | try {
    // 13 | await q.put(2, timeout: 50ms)
    f->a1.value = 2;
    st = sley_queue_put_within(task, sley_at(self, 1), &f->a1.wait, f->v_q, &f->a1.value, 50000000);
    if (st == SLEY_PENDING) return st;
resume_1: sley_note_failure(task, self, st);
    if (st == SLEY_ERROR) {
        st = SLEY_OK;
        // 14 | } catch e: Full {
        sley_error *v2_e = sley_catch(task);
        // 15 | print(e.name)
        sley_str *t2_name = sley_error_name(v2_e);
        SLEY_PRINT(SLEY_STR(t2_name));
        sley_error_release(v2_e);
        sley_str_release(t2_name);
    }
    if (st != SLEY_OK) goto leave_1;
    // 17 | print(q.get_now())
    int64_t t_get_now = 0;
    st = sley_queue_get_now(task, f->v_q, &t_get_now);
    if (sley_failed_at(task, &sites[6], st)) goto leave_1;
    SLEY_PRINT(SLEY_INT(t_get_now));
    // 18 | try {
    // 19 | q.get_now()
    int64_t t2_get_now = 0;
    st = sley_queue_get_now(task, f->v_q, &t2_get_now);
    sley_note_failure_at(task, &sites[7], st);
    if (st == SLEY_ERROR) {
        st = SLEY_OK;
        // 20 | } catch e: Empty {
        sley_error *v3_e = sley_catch(task);
        // 21 | print(e.name)
        sley_str *t3_name = sley_error_name(v3_e);
        SLEY_PRINT(SLEY_STR(t3_name));
        sley_error_release(v3_e);
        sley_str_release(t3_name);
    }
    if (st != SLEY_OK) goto leave_1;
    // 23 | try {
    // 24 | await q.get(timeout: 50ms)
    sley_queue_get_within__begin(&f->a2.wait, self, f->v_q, 50000000, &f->a2.v);
    st = SLEY_AWAIT(sley_queue_get_within, task, self, 2, f->a2.wait);
    if (st == SLEY_PENDING) return st;
resume_2: sley_note_failure(task, self, st);
    if (st == SLEY_ERROR) {
        st = SLEY_OK;
        // 25 | } catch e: Empty {
        sley_error *v4_e = sley_catch(task);
        // 26 | print(e.name)
        sley_str *t4_name = sley_error_name(v4_e);
        SLEY_PRINT(SLEY_STR(t4_name));
        sley_error_release(v4_e);
        sley_str_release(t4_name);
    }
    if (st != SLEY_OK) goto leave_1;
    // 28 | print(q.size(), q.empty(), q.full())
    SLEY_PRINT(SLEY_INT(sley_queue_size(f->v_q)), SLEY_LIT(" "),
            SLEY_BOOL(sley_queue_empty(f->v_q)), SLEY_LIT(" "), SLEY_BOOL(sley_queue_full(f->v_q)));

leave_1:
    sley_queue_release(f->v_q);
    return st;
}

SLEY_MAIN(m_qu_limits__main, NULL)
