// Generated from fu-api.sley. Do not edit.

#include "sley.h"

// fn(f: future[int]) throws
// fu-api.sley:15

SLEY_SITES(m_fu_api__main__closure1, "fu_api.main.closure1", "fu-api.sley", 15,
    {15, 1, 0, "f.result()"});

static sley_status m_fu_api__main__closure1(sley_closure *closure, sley_task *task,
                                            sley_future *a_f)
{
    const sley_site *sites = m_fu_api__main__closure1__sites;
    sley_status st = SLEY_OK;
    (void)closure;
    // 15 | let show = fn(f: future[int]) throws { print("cb {f.result()}") }
    int64_t t_result = 0;
    st = sley_future_result(task, a_f, &t_result);
    if (sley_failed_at(task, &sites[1], st)) return st;
    SLEY_PRINT(SLEY_LIT("cb "), SLEY_INT(t_result));
    return SLEY_OK;
}

// async fn main() throws
// fu-api.sley:3, frame 64 bytes

typedef struct m_fu_api__main__frame {
    sley_frame base;
    sley_future *v_f;               // 4: live across 1, 2
    sley_closure *v_show;           // 15: live across 1, 2
    union { sley_wait a1, a2; };    // 28, 31
} m_fu_api__main__frame;

SLEY_FN_VALUE(m_fu_api__main__closure1, m_fu_api__main__closure1, SLEY_CLOSURE_THROWS);

SLEY_FN(m_fu_api__main, "fu_api.main", "fu-api.sley", 3, 64,
    {28, 1, 0, "sleep(0s)"},
    {31, 2, 0, "sleep(0s)"},
    {4, 3, 0, "future[int]()"},
    {6, 4, 0, "f.result()"},
    {11, 5, 0, "f.error()"},
    {16, 6, 0, "f.on_done(show)"},
    {17, 7, 0, "f.on_done(show)"},
    {19, 8, 0, "f.on_done(show)"},
    {20, 9, 0, "f.set(3)"},
    {23, 10, 0, "f.set(4)"},
    {29, 11, 0, "f.on_done(show)"});

static sley_status m_fu_api__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_fu_api__main__frame *f = (void *)self;
    const sley_site *sites = m_fu_api__main__sites;
    if (self->state == 1) goto resume_1; // 28: sleep(0s)
    if (self->state == 2) goto resume_2; // 31: sleep(0s)
    sley_starts(self);
    f->v_show = NULL;

    // 4 | let f = future[int]()
    f->v_f = sley_future_new(task, &sley_type_int, &sites[3]);
    // 5 | try {
    // 6 | f.result()
    int64_t t_result = 0;
    st = sley_future_result(task, f->v_f, &t_result);
    sley_note_failure_at(task, &sites[4], st);
    if (st == SLEY_ERROR && sley_catches(task, &sley_error_not_done)) {
        st = SLEY_OK;
        // 7 | } catch e: NotDone {
        sley_error *v_e = sley_catch(task);
        // 8 | print(e.name)
        sley_str *t_name = sley_error_name(v_e);
        SLEY_PRINT(SLEY_STR(t_name));
        sley_error_release(v_e);
        sley_str_release(t_name);
    }
    if (st != SLEY_OK) goto leave_1;
    // 10 | try {
    // 11 | f.error()
    sley_error *t_error = NULL;
    st = sley_future_error(task, f->v_f, &t_error);
    if (sley_failed_at(task, &sites[5], st)) goto leave_3;
    sley_error_release(t_error);
leave_3:
    if (st == SLEY_ERROR && sley_catches(task, &sley_error_not_done)) {
        st = SLEY_OK;
        // 12 | } catch e: NotDone {
        sley_error *v2_e = sley_catch(task);
        // 13 | print(e.name)
        sley_str *t2_name = sley_error_name(v2_e);
        SLEY_PRINT(SLEY_STR(t2_name));
        sley_error_release(v2_e);
        sley_str_release(t2_name);
    }
    if (st != SLEY_OK) goto leave_1;
    // 15 | let show = fn(f: future[int]) throws { print("cb {f.result()}") }
    f->v_show = sley_closure_retain(&m_fu_api__main__closure1__value);
    // 16 | f.on_done(show)
    sley_future_on_done(f->v_f, f->v_show, &sites[6]);
    // 17 | f.on_done(show)
    sley_future_on_done(f->v_f, f->v_show, &sites[7]);
    // 18 | print("removed {f.remove_on_done(show)}")
    SLEY_PRINT(SLEY_LIT("removed "), SLEY_INT(sley_future_remove_on_done(f->v_f, f->v_show)));
    // 19 | f.on_done(show)
    sley_future_on_done(f->v_f, f->v_show, &sites[8]);
    // 20 | f.set(3)
    st = sley_future_set(task, f->v_f, &(int64_t){3});
    if (sley_failed_at(task, &sites[9], st)) goto leave_1;
    // 21 | print("set")
    SLEY_PRINT(SLEY_LIT("set"));
    // 22 | try {
    // 23 | f.set(4)
    st = sley_future_set(task, f->v_f, &(int64_t){4});
    sley_note_failure_at(task, &sites[10], st);
    if (st == SLEY_ERROR) {
        st = SLEY_OK;
        // 24 | } catch e: AlreadyDone {
        sley_error *v3_e = sley_catch(task);
        // 25 | print(e.name)
        sley_str *t3_name = sley_error_name(v3_e);
        SLEY_PRINT(SLEY_STR(t3_name));
        sley_error_release(v3_e);
        sley_str_release(t3_name);
    }
    if (st != SLEY_OK) goto leave_1;
    // 27 | print("cancel on done -> {f.cancel()}")
    SLEY_PRINT(SLEY_LIT("cancel on done -> "), SLEY_BOOL(sley_future_cancel(f->v_f)));
    // 28 | await sleep(0s)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, 0);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    // 29 | f.on_done(show)
    sley_future_on_done(f->v_f, f->v_show, &sites[11]);
    // 30 | print("added late")
    SLEY_PRINT(SLEY_LIT("added late"));
    // 31 | await sleep(0s)
    st = sley_sleep(task, sley_at(self, 2), &f->a2, 0);
    if (st == SLEY_PENDING) return st;
resume_2: sley_note_failure(task, self, st);

leave_1:
    sley_closure_release(f->v_show);
    sley_future_release(f->v_f);
    return st;
}

SLEY_MAIN(m_fu_api__main, NULL)
