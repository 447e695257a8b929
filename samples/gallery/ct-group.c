// Generated from ct-group.sley. Do not edit.

#include "sley.h"

typedef struct m_ct_group__Failed {
    sley_error base;
    sley_str *f_message;
} m_ct_group__Failed;

static SLEY_ERROR_TYPE(m_ct_group__Failed, "Failed", NULL,
    {"message", offsetof(m_ct_group__Failed, f_message), &sley_type_str});

static sley_error *m_ct_group__Failed__new(sley_str *f_message)
{
    m_ct_group__Failed *e = (m_ct_group__Failed *)sley_error_new(&m_ct_group__Failed__type);
    e->f_message = f_message;
    return &e->base;
}

// async fn a() throws Failed
// ct-group.sley:6, frame 48 bytes

typedef struct m_ct_group__a__frame {
    sley_frame base;
    sley_wait a1;                   // 7: sleep(20ms)
} m_ct_group__a__frame;

SLEY_STR_LIT(m_ct_group__a__text_1, "a");

SLEY_FN(m_ct_group__a, "ct_group.a", "ct-group.sley", 6, 48, SLEY_BORROWING,
    {7, 1, 0, "sleep(20ms)"},
    {8, 2, 0, "throw Failed"});

static SLEY_BEGIN0(m_ct_group__a)

static sley_status m_ct_group__a__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ct_group__a__frame *f = (m_ct_group__a__frame *)self;
    if (sley_resumes(self)) goto resume_1; // 7: sleep(20ms)

    // 7 | await sleep(20ms)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, 20000000);
resume_1: if (sley_stops(task, self, st)) return st;
    // 8 | throw Failed(message: "a")
    return sley_throw(task, &m_ct_group__a__sites[2],
                      m_ct_group__Failed__new(&m_ct_group__a__text_1));
}

// async fn b() throws Failed
// ct-group.sley:11, frame 80 bytes

typedef struct m_ct_group__b__frame {
    sley_frame base;
    sley_unwind u_2;
    union { sley_wait a1, a2; };    // 13, 16
} m_ct_group__b__frame;

SLEY_STR_LIT(m_ct_group__b__text_1, "b");

SLEY_FN(m_ct_group__b, "ct_group.b", "ct-group.sley", 11, 80, SLEY_BORROWING,
    {13, 1, 0, "sleep(1s)"},
    {16, 2, 0, "sleep(10ms)"},
    {17, 3, 0, "throw Failed"});

static SLEY_BEGIN0(m_ct_group__b)

static sley_status m_ct_group__b__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ct_group__b__frame *f = (m_ct_group__b__frame *)self;
    if (self->state == 1) goto resume_1; // 13: sleep(1s)
    if (self->state == 2) goto resume_2; // 16: sleep(10ms)
    sley_starts(self);

    // 12 | try {
    // 13 | await sleep(1s)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, 1000000000);
    if (st == SLEY_PENDING) return st;
resume_1: sley_note_failure(task, self, st);
    sley_unwind_enter(task, &f->u_2, st);
    st = SLEY_OK;
    // 15 | print("b cleanup")
    sley_print(SLEY_PARTS(SLEY_LIT("b cleanup")));
    // 16 | await sleep(10ms)
    st = sley_sleep(task, sley_at(self, 2), &f->a2, 10000000);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_3;
    // 17 | throw Failed(message: "b")
    st = sley_throw(task, &m_ct_group__b__sites[3],
                    m_ct_group__Failed__new(&m_ct_group__b__text_1));
leave_3:
    st = sley_unwind_leave(task, &f->u_2, st);
    return st;
}

// async fn c()
// ct-group.sley:21, frame 48 bytes

typedef struct m_ct_group__c__frame {
    sley_frame base;
    sley_wait a1;                   // 23: sleep(1s)
} m_ct_group__c__frame;

SLEY_FN(m_ct_group__c, "ct_group.c", "ct-group.sley", 21, 48, SLEY_BORROWING,
    {23, 1, 0, "sleep(1s)"});

static SLEY_BEGIN0(m_ct_group__c)

static sley_status m_ct_group__c__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ct_group__c__frame *f = (m_ct_group__c__frame *)self;
    if (sley_resumes(self)) goto resume_1; // 23: sleep(1s)

    // 22 | try {
    // 23 | await sleep(1s)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, 1000000000);
    if (st == SLEY_PENDING) return st;
resume_1: sley_note_failure(task, self, st);
    if (st == SLEY_CANCELLED) {
        st = SLEY_OK;
        // 24 | } catch Cancelled {
        // 25 | print("c cancelled")
        sley_print(SLEY_PARTS(SLEY_LIT("c cancelled")));
        // 26 | throw
        return SLEY_CANCELLED;
    }
    return st;
}

// async fn main() throws
// ct-group.sley:30, frame 80 bytes

typedef struct m_ct_group__main__frame {
    sley_frame base;
    sley_group_scope g_3;           // 32
} m_ct_group__main__frame;

SLEY_STR_LIT(m_ct_group__main__text_1, ", ");

SLEY_FN(m_ct_group__main, "ct_group.main", "ct-group.sley", 30, 80, SLEY_BORROWING,
    {32, 1, 0, "group"},
    {33, 2, 0, "b()"},
    {34, 3, 0, "a()"},
    {35, 4, 0, "c()"});

static sley_status m_ct_group__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ct_group__main__frame *f = (m_ct_group__main__frame *)self;
    if (sley_resumes(self)) goto resume_1; // 32: group

    // 31 | try {
    // 32 | await group g {
    sley_group_enter(task, &f->g_3);
    // 33 | spawn b()
    sley_task *t_task = sley_task_new(task, &m_ct_group__b__fn, &m_ct_group__main__sites[2]);
    m_ct_group__b__begin(sley_task_frame(t_task), NULL);
    sley_task_release(sley_task_start(t_task, f->g_3.group));
    // 34 | spawn a()
    sley_task *t2_task = sley_task_new(task, &m_ct_group__a__fn, &m_ct_group__main__sites[3]);
    m_ct_group__a__begin(sley_task_frame(t2_task), NULL);
    sley_task_release(sley_task_start(t2_task, f->g_3.group));
    // 35 | spawn c()
    sley_task *t3_task = sley_task_new(task, &m_ct_group__c__fn, &m_ct_group__main__sites[4]);
    m_ct_group__c__begin(sley_task_frame(t3_task), NULL);
    sley_task_release(sley_task_start(t3_task, f->g_3.group));
    st = sley_group_leave(task, sley_at(self, 1), &f->g_3, st);
    if (st == SLEY_PENDING) return st;
resume_1: sley_note_failure(task, self, st);
    if (st == SLEY_ERROR && sley_catches(task, &sley_error_group)) {
        st = SLEY_OK;
        // 37 | } catch e: ErrorGroup {
        sley_error *v_e = sley_catch(task);
        // 38 | print("group: {", ".join([str(x) for x in e.errors])}")
        sley_list *t_list = sley_list_new(&sley_type_str, 0);
        sley_list *t_items = sley_error_group_list(v_e);
        for (int64_t t_index = 0; t_index < t_items->len; t_index++) {
            sley_error *v_x = sley_error_retain(SLEY_NTH(sley_error *, t_items, t_index));
            sley_list_append(t_list,
                    &(sley_str *){sley_format(SLEY_PARTS(SLEY_VAL(sley_type_error, &v_x)))});
            sley_error_release(v_x);
        }
        sley_list_release(t_items);
        sley_str *t_join = sley_str_join(&m_ct_group__main__text_1, t_list);
        sley_print(SLEY_PARTS(SLEY_LIT("group: "), SLEY_STR(t_join)));
        sley_error_release(v_e);
        sley_list_release(t_list);
        sley_str_release(t_join);
    }
    return st;
}

SLEY_MAIN(m_ct_group__main, NULL)
