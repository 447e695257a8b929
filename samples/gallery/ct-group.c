// Generated from ct-group.sley. Do not edit.

#include "sley.h"

typedef struct m_ct_group__Failed {
    sley_error base;
    sley_str *f_message;
} m_ct_group__Failed;

static SLEY_ERROR_TYPE(m_ct_group__Failed, "Failed", NULL,
    {"message", offsetof(m_ct_group__Failed, f_message), &sley_type_str});

static SLEY_NEW_ERROR1(m_ct_group__Failed, sley_str *, f_message)

SLEY_STR_LIT(k_a, "a");
SLEY_STR_LIT(k_b, "b");
SLEY_STR_LIT(k_comma_space, ", ");

// async fn a() throws Failed
// ct-group.sley:6, frame 48 bytes

typedef struct m_ct_group__a__frame {
    sley_frame base;
    sley_wait a1;                   // 7: sleep(20ms)
} m_ct_group__a__frame;

SLEY_FN(m_ct_group__a, "ct_group.a", "ct-group.sley", 6, 48,
    {7, 1, 0, "sleep(20ms)"},
    {8, 2, 0, "throw Failed"});

static SLEY_SPAWN0(m_ct_group__a)

static sley_status m_ct_group__a__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ct_group__a__frame *f = (void *)self;
    const sley_site *sites = m_ct_group__a__sites;
    if (sley_resumes(self)) goto resume_1; // 7: sleep(20ms)

    // 7 | await sleep(20ms)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, 20000000);
resume_1: if (sley_stops(task, self, st)) return st;
    // 8 | throw Failed(message: "a")
    return sley_throw(task, &sites[2], m_ct_group__Failed__new(&k_a));
}

// async fn b() throws Failed
// ct-group.sley:11, frame 80 bytes

typedef struct m_ct_group__b__frame {
    sley_frame base;
    sley_unwind u_2;
    union { sley_wait a1, a2; };    // 13, 16
} m_ct_group__b__frame;

SLEY_FN(m_ct_group__b, "ct_group.b", "ct-group.sley", 11, 80,
    {13, 1, 0, "sleep(1s)"},
    {16, 2, 0, "sleep(10ms)"},
    {17, 3, 0, "throw Failed"});

static SLEY_SPAWN0(m_ct_group__b)

static sley_status m_ct_group__b__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ct_group__b__frame *f = (void *)self;
    const sley_site *sites = m_ct_group__b__sites;
    if (self->state == 1) goto resume_1; // 13: sleep(1s)
    if (self->state == 2) goto resume_2; // 16: sleep(10ms)
    sley_starts(self);

    // 12 | try {
    // 13 | await sleep(1s)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, 1000000000);
    if (st == SLEY_PENDING) return st;
resume_1: sley_note_failure(task, self, st);
    st = sley_unwind_enter(task, &f->u_2, st);
    // 15 | print("b cleanup")
    SLEY_PRINT(SLEY_LIT("b cleanup"));
    // 16 | await sleep(10ms)
    st = sley_sleep(task, sley_at(self, 2), &f->a2, 10000000);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_3;
    // 17 | throw Failed(message: "b")
    st = sley_throw(task, &sites[3], m_ct_group__Failed__new(&k_b));
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

SLEY_FN(m_ct_group__c, "ct_group.c", "ct-group.sley", 21, 48, {23, 1, 0, "sleep(1s)"});

static SLEY_SPAWN0(m_ct_group__c)

static sley_status m_ct_group__c__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ct_group__c__frame *f = (void *)self;
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
        SLEY_PRINT(SLEY_LIT("c cancelled"));
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

SLEY_FN(m_ct_group__main, "ct_group.main", "ct-group.sley", 30, 80,
    {32, 1, 0, "group"},
    {33, 2, 0, "b()"},
    {34, 3, 0, "a()"},
    {35, 4, 0, "c()"});

static sley_status m_ct_group__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ct_group__main__frame *f = (void *)self;
    const sley_site *sites = m_ct_group__main__sites;
    if (sley_resumes(self)) goto resume_1; // 32: group

    // 31 | try {
    // 32 | await group g {
    sley_group_enter(task, &f->g_3);
    // 33 | spawn b()
    sley_task_release(m_ct_group__b__spawn(task, f->g_3.group, &sites[2]));
    // 34 | spawn a()
    sley_task_release(m_ct_group__a__spawn(task, f->g_3.group, &sites[3]));
    // 35 | spawn c()
    sley_task_release(m_ct_group__c__spawn(task, f->g_3.group, &sites[4]));
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
            sley_list_append(t_list, &(sley_str *){SLEY_FORMAT(SLEY_VAL(sley_type_error, &v_x))});
            sley_error_release(v_x);
        }
        sley_list_release(t_items);
        sley_str *t_join = sley_str_join(&k_comma_space, t_list);
        SLEY_PRINT(SLEY_LIT("group: "), SLEY_STR(t_join));
        sley_error_release(v_e);
        sley_list_release(t_list);
        sley_str_release(t_join);
    }
    return st;
}

SLEY_MAIN(m_ct_group__main, NULL)
