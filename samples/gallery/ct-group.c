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
    union { sley_wait a1; } await;  // 7: sleep(20ms)
} m_ct_group__a__frame;

SLEY_STR_LIT(m_ct_group__a__text_1, "a");

static const sley_site m_ct_group__a__sites[] = {
    {6, 0, 0, SLEY_NAMED("ct_group.a", "ct-group.sley")}, {7, 1, 0, "sleep(20ms)"},
    {8, 2, 0, "throw Failed"}};
SLEY_FN(m_ct_group__a, 48, SLEY_UNTRACED);

static SLEY_BEGIN0(m_ct_group__a)

static sley_status m_ct_group__a__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ct_group__a__frame *f = (m_ct_group__a__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 7: sleep(20ms)
    default: sley_bad_state(self);
    }

    // 7 | await sleep(20ms)
    self->state = 1;
    st = sley_sleep(task, self, &f->await.a1, 20000000);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) return st;
    // 8 | throw Failed(message: "a")
    return sley_throw(task, &m_ct_group__a__sites[2],
                      m_ct_group__Failed__new(&m_ct_group__a__text_1));
}

// async fn b() throws Failed
// ct-group.sley:11, frame 80 bytes

typedef struct m_ct_group__b__frame {
    sley_frame base;
    sley_unwind u_2;
    union {
        sley_wait a1;               // 13: sleep(1s)
        sley_wait a2;               // 16: sleep(10ms)
    } await;
} m_ct_group__b__frame;

SLEY_STR_LIT(m_ct_group__b__text_1, "b");

static const sley_site m_ct_group__b__sites[] = {
    {11, 0, 0, SLEY_NAMED("ct_group.b", "ct-group.sley")}, {13, 1, 0, "sleep(1s)"},
    {16, 2, 0, "sleep(10ms)"}, {17, 3, 0, "throw Failed"}};
SLEY_FN(m_ct_group__b, 80, SLEY_UNTRACED);

static SLEY_BEGIN0(m_ct_group__b)

static sley_status m_ct_group__b__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ct_group__b__frame *f = (m_ct_group__b__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 13: sleep(1s)
    case 2: goto resume_2;          // 16: sleep(10ms)
    default: sley_bad_state(self);
    }

    // 12 | try {
    // 13 | await sleep(1s)
    self->state = 1;
    st = sley_sleep(task, self, &f->await.a1, 1000000000);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_2;

leave_2:
    sley_unwind_enter(task, &f->u_2, st);
    st = SLEY_OK;
    // 15 | print("b cleanup")
    sley_print(SLEY_PARTS(SLEY_LIT("b cleanup")));
    // 16 | await sleep(10ms)
    self->state = 2;
    st = sley_sleep(task, self, &f->await.a2, 10000000);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_3;
    // 17 | throw Failed(message: "b")
    st = sley_throw(task, &m_ct_group__b__sites[3],
                    m_ct_group__Failed__new(&m_ct_group__b__text_1));
    goto leave_3;
leave_3:
    st = sley_unwind_leave(task, &f->u_2, st);
    return st;
}

// async fn c()
// ct-group.sley:21, frame 48 bytes

typedef struct m_ct_group__c__frame {
    sley_frame base;
    union { sley_wait a1; } await;  // 23: sleep(1s)
} m_ct_group__c__frame;

static const sley_site m_ct_group__c__sites[] = {
    {21, 0, 0, SLEY_NAMED("ct_group.c", "ct-group.sley")}, {23, 1, 0, "sleep(1s)"}};
SLEY_FN(m_ct_group__c, 48, SLEY_UNTRACED);

static SLEY_BEGIN0(m_ct_group__c)

static sley_status m_ct_group__c__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ct_group__c__frame *f = (m_ct_group__c__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 23: sleep(1s)
    default: sley_bad_state(self);
    }

    // 22 | try {
    // 23 | await sleep(1s)
    self->state = 1;
    st = sley_sleep(task, self, &f->await.a1, 1000000000);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_2;
leave_2:
    if (st == SLEY_CANCELLED) {
        st = SLEY_OK;
        // 24 | } catch Cancelled {
        // 25 | print("c cancelled")
        sley_print(SLEY_PARTS(SLEY_LIT("c cancelled")));
        // 26 | throw
        return SLEY_CANCELLED;
    }
    if (st != SLEY_OK) return st;
    return SLEY_OK;
}

// async fn main() throws
// ct-group.sley:30, frame 80 bytes

typedef struct m_ct_group__main__frame {
    sley_frame base;
    sley_group_scope g_3;           // 32
} m_ct_group__main__frame;

SLEY_STR_LIT(m_ct_group__main__text_1, ", ");

static const sley_site m_ct_group__main__sites[] = {
    {30, 0, 0, SLEY_NAMED("ct_group.main", "ct-group.sley")}, {32, 1, 0, "group"},
    {33, 2, 0, "b()"}, {34, 3, 0, "a()"}, {35, 4, 0, "c()"}};
SLEY_FN(m_ct_group__main, 80, SLEY_UNTRACED);

static sley_status m_ct_group__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_ct_group__main__frame *f = (m_ct_group__main__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 32: group
    default: sley_bad_state(self);
    }

    // 31 | try {
    // 32 | await group g {
    sley_group_enter(task, &f->g_3);
    // 33 | spawn b()
    sley_task *t_0 = sley_task_new(task, &m_ct_group__b__fn, &m_ct_group__main__sites[2]);
    m_ct_group__b__begin(sley_task_frame(t_0), NULL);
    sley_task_release(sley_task_start(t_0, f->g_3.group));
    // 34 | spawn a()
    sley_task *t_1 = sley_task_new(task, &m_ct_group__a__fn, &m_ct_group__main__sites[3]);
    m_ct_group__a__begin(sley_task_frame(t_1), NULL);
    sley_task_release(sley_task_start(t_1, f->g_3.group));
    // 35 | spawn c()
    sley_task *t_2 = sley_task_new(task, &m_ct_group__c__fn, &m_ct_group__main__sites[4]);
    m_ct_group__c__begin(sley_task_frame(t_2), NULL);
    sley_task_release(sley_task_start(t_2, f->g_3.group));
    self->state = 1;
    st = sley_group_leave(task, self, &f->g_3, st);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_2;
leave_2:
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
        sley_str *t_t = sley_str_join(&m_ct_group__main__text_1, t_list);
        sley_print(SLEY_PARTS(SLEY_LIT("group: "), SLEY_STR(t_t)));
        sley_error_release(v_e);
        sley_list_release(t_list);
        sley_str_release(t_t);
    }
    if (st != SLEY_OK) return st;
    return SLEY_OK;
}

SLEY_MAIN(m_ct_group__main, NULL)
