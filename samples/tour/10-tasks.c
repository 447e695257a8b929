// Generated from 10-tasks.sley. Do not edit.

#include "sley.h"

typedef struct sley_tuple2__str__str {
    sley_str *f_0;
    sley_str *f_1;
} sley_tuple2__str__str;

SLEY_OWN_FIELDS2(sley_tuple2__str__str, sley_str, f_0, sley_str, f_1)

static SLEY_TUPLE(sley_tuple2__str__str, "(str, str)", SLEY_COUNTED,
    {"0", offsetof(sley_tuple2__str__str, f_0), &sley_type_str},
    {"1", offsetof(sley_tuple2__str__str, f_1), &sley_type_str});

// async fn cook(dish: str, takes: duration) -> str
// 10-tasks.sley:6, frame 72 bytes

typedef struct m_m10_tasks__cook__frame {
    sley_frame base;
    sley_str *a_dish;               // borrowed
    sley_duration a_takes;
    sley_str *result;
    union { sley_wait a1; } await;  // 8: sleep(takes)
} m_m10_tasks__cook__frame;

static const sley_site m_m10_tasks__cook__sites[] = {
    {6, 0, 0, SLEY_NAMED("m10_tasks.cook", "10-tasks.sley")}, {8, 1, 0, "sleep(takes)"}};
static const sley_trace m_m10_tasks__cook__trace[] = {
    SLEY_PARAM(m_m10_tasks__cook, a_dish, "dish", sley_type_str),
    SLEY_PARAM(m_m10_tasks__cook, a_takes, "takes", sley_type_duration)};
SLEY_FN_RESULT(m_m10_tasks__cook, 72, sley_type_str, SLEY_OWNING);

static SLEY_BEGIN2(m_m10_tasks__cook, sley_str *, a_dish, sley_duration, a_takes)

static inline sley_status m_m10_tasks__cook__resume(sley_task *task, sley_frame *self,
                                                    sley_status st)
{
    m_m10_tasks__cook__frame *f = (m_m10_tasks__cook__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 8: sleep(takes)
    default: sley_bad_state(self);
    }

    // 7 | print("start {dish}")
    sley_print(SLEY_PARTS(SLEY_LIT("start "), SLEY_STR(f->a_dish)));
    // 8 | await sleep(takes)
    self->state = 1;
    st = sley_sleep(task, self, &f->await.a1, f->a_takes);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) return st;
    // 9 | print("{dish} is ready")
    sley_print(SLEY_PARTS(SLEY_STR(f->a_dish), SLEY_LIT(" is ready")));
    // 10 | return dish
    f->result = sley_str_retain(f->a_dish);
    return SLEY_OK;
}

// async fn burn() throws Timeout
// 10-tasks.sley:13, frame 48 bytes

typedef struct m_m10_tasks__burn__frame {
    sley_frame base;
    union { sley_wait a1; } await;  // 14: sleep(20ms)
} m_m10_tasks__burn__frame;

static const sley_site m_m10_tasks__burn__sites[] = {
    {13, 0, 0, SLEY_NAMED("m10_tasks.burn", "10-tasks.sley")}, {14, 1, 0, "sleep(20ms)"},
    {15, 2, 0, "throw Timeout"}};
SLEY_FN(m_m10_tasks__burn, 48, SLEY_UNTRACED);

static SLEY_BEGIN0(m_m10_tasks__burn)

static sley_status m_m10_tasks__burn__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_m10_tasks__burn__frame *f = (m_m10_tasks__burn__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 14: sleep(20ms)
    default: sley_bad_state(self);
    }

    // 14 | await sleep(20ms)
    self->state = 1;
    st = sley_sleep(task, self, &f->await.a1, 20000000);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) return st;
    // 15 | throw Timeout()
    return sley_throw(task, &m_m10_tasks__burn__sites[2], sley_error_simple(&sley_error_timeout));
}

// async fn one_by_one()
// 10-tasks.sley:18, frame 104 bytes

typedef struct m_m10_tasks__one_by_one__frame {
    sley_frame base;
    sley_instant v_start;           // 19: live across 1, 2
    union {
        m_m10_tasks__cook__frame a1; // 20: cook("soup", 20ms)
        m_m10_tasks__cook__frame a2; // 21: cook("rice", 10ms)
    } await;
} m_m10_tasks__one_by_one__frame;

SLEY_STR_LIT(m_m10_tasks__one_by_one__text_1, "soup");
SLEY_STR_LIT(m_m10_tasks__one_by_one__text_2, "rice");

static const sley_site m_m10_tasks__one_by_one__sites[] = {
    {18, 0, 0, SLEY_NAMED("m10_tasks.one_by_one", "10-tasks.sley")},
    {20, 1, SLEY_CHILD(m_m10_tasks__one_by_one, await.a1), "cook(\042soup\042, 20ms)"},
    {21, 2, SLEY_CHILD(m_m10_tasks__one_by_one, await.a2), "cook(\042rice\042, 10ms)"},
    {22, 3, 0, "time.now() - start"}};
static const sley_trace m_m10_tasks__one_by_one__trace[] = {
    SLEY_VAR(m_m10_tasks__one_by_one, v_start, "start", sley_type_instant, 0x06)};
SLEY_FN(m_m10_tasks__one_by_one, 104, SLEY_TRACED);

static SLEY_BEGIN0(m_m10_tasks__one_by_one)

static sley_status m_m10_tasks__one_by_one__resume(sley_task *task, sley_frame *self,
                                                   sley_status st)
{
    m_m10_tasks__one_by_one__frame *f = (m_m10_tasks__one_by_one__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 20: cook("soup", 20ms)
    case 2: goto resume_2;          // 21: cook("rice", 10ms)
    default: sley_bad_state(self);
    }

    // 19 | let start = time.now()
    f->v_start = sley_now(task->base.executor);
    // 20 | await cook("soup", 20ms)
    m_m10_tasks__cook__begin(&f->await.a1, self, &m_m10_tasks__one_by_one__text_1, 20000000);
    self->state = 1;
    st = m_m10_tasks__cook__resume(task, &f->await.a1.base, SLEY_OK);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) return st;
    sley_str_release(f->await.a1.result);
    // 21 | await cook("rice", 10ms)
    m_m10_tasks__cook__begin(&f->await.a2, self, &m_m10_tasks__one_by_one__text_2, 10000000);
    self->state = 2;
    st = m_m10_tasks__cook__resume(task, &f->await.a2.base, SLEY_OK);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) return st;
    sley_str_release(f->await.a2.result);
    // 22 | print("one by one:", time.now() - start >= 30ms)
    bool t_6 = sley_instant_diff(sley_now(task->base.executor), f->v_start,
                                 &m_m10_tasks__one_by_one__sites[3]) >= 30000000;
    sley_print(SLEY_PARTS(SLEY_LIT("one by one: "), SLEY_BOOL(t_6)));
    return SLEY_OK;
}

// async fn together() throws
// 10-tasks.sley:25, frame 240 bytes

typedef struct m_m10_tasks__together__frame {
    sley_frame base;
    // 26: gather(cook("soup", 20ms), coo..
    union { struct { sley_gather_area all; sley_gather_part part[2]; } a1; } await;
} m_m10_tasks__together__frame;

SLEY_STR_LIT(m_m10_tasks__together__text_1, "soup");
SLEY_STR_LIT(m_m10_tasks__together__text_2, "rice");

static const sley_site m_m10_tasks__together__sites[] = {
    {25, 0, 0, SLEY_NAMED("m10_tasks.together", "10-tasks.sley")},
    {26, 1, 0, "gather(cook(\042soup\042, 20ms), coo.."}, {26, 2, 0, "cook(\042soup\042, 20ms)"},
    {26, 3, 0, "cook(\042rice\042, 10ms)"}};
SLEY_FN(m_m10_tasks__together, 240, SLEY_UNTRACED);

static SLEY_BEGIN0(m_m10_tasks__together)

static inline sley_status m_m10_tasks__together__resume(sley_task *task, sley_frame *self,
                                                        sley_status st)
{
    m_m10_tasks__together__frame *f = (m_m10_tasks__together__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 26: gather(cook("soup", 20ms), coo..
    default: sley_bad_state(self);
    }

    // 26 | let dishes = await gather(cook("soup", 20ms), cook("rice", 10ms))
    sley_task *t_0 = sley_task_new(task, &m_m10_tasks__cook__fn, &m_m10_tasks__together__sites[2]);
    m_m10_tasks__cook__begin(sley_task_frame(t_0), NULL, &m_m10_tasks__together__text_1, 20000000);
    sley_task_start(t_0, NULL);
    sley_task *t_1 = sley_task_new(task, &m_m10_tasks__cook__fn, &m_m10_tasks__together__sites[3]);
    m_m10_tasks__cook__begin(sley_task_frame(t_1), NULL, &m_m10_tasks__together__text_2, 10000000);
    sley_task_start(t_1, NULL);
    f->await.a1.part[0].item = SLEY_AWAITABLE(t_0);
    f->await.a1.part[1].item = SLEY_AWAITABLE(t_1);
    self->state = 1;
    st = sley_gather(task, self, &f->await.a1.all, f->await.a1.part, 2);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) return st;
    sley_tuple2__str__str t_2 = {0};
    sley_gather_take(&f->await.a1.part[0], &t_2.f_0);
    sley_gather_take(&f->await.a1.part[1], &t_2.f_1);
    sley_tuple2__str__str v_dishes = t_2;
    // 27 | print("together:", dishes)
    sley_print(SLEY_PARTS(SLEY_LIT("together: "),
                          SLEY_VAL(sley_tuple2__str__str__type, &v_dishes)));
    sley_tuple2__str__str__release(v_dishes);
    return SLEY_OK;
}

// async fn in_a_group()
// 10-tasks.sley:30, frame 80 bytes

typedef struct m_m10_tasks__in_a_group__frame {
    sley_frame base;
    sley_group_scope g_3;           // 32
} m_m10_tasks__in_a_group__frame;

SLEY_STR_LIT(m_m10_tasks__in_a_group__text_1, "roast");
SLEY_STR_LIT(m_m10_tasks__in_a_group__text_2, "the roast");

static const sley_site m_m10_tasks__in_a_group__sites[] = {
    {30, 0, 0, SLEY_NAMED("m10_tasks.in_a_group", "10-tasks.sley")}, {32, 1, 0, "group"},
    {33, 2, 0, "cook(\042roast\042, 10s)"}, {34, 3, 0, "burn()"}};
SLEY_FN(m_m10_tasks__in_a_group, 80, SLEY_UNTRACED);

static SLEY_BEGIN0(m_m10_tasks__in_a_group)

static inline sley_status m_m10_tasks__in_a_group__resume(sley_task *task, sley_frame *self,
                                                          sley_status st)
{
    m_m10_tasks__in_a_group__frame *f = (m_m10_tasks__in_a_group__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 32: group
    default: sley_bad_state(self);
    }

    // 31 | try {
    // 32 | await group g {
    sley_group_enter(task, &f->g_3);
    // 33 | spawn cook("roast", 10s) as "the roast"
    sley_task *t_0 = sley_task_new(task, &m_m10_tasks__cook__fn,
                                   &m_m10_tasks__in_a_group__sites[2]);
    m_m10_tasks__cook__begin(sley_task_frame(t_0), NULL, &m_m10_tasks__in_a_group__text_1,
                             10000000000);
    sley_task_set_name(t_0, &m_m10_tasks__in_a_group__text_2);
    sley_task_release(sley_task_start(t_0, f->g_3.group));
    // 34 | spawn burn()
    sley_task *t_1 = sley_task_new(task, &m_m10_tasks__burn__fn,
                                   &m_m10_tasks__in_a_group__sites[3]);
    m_m10_tasks__burn__begin(sley_task_frame(t_1), NULL);
    sley_task_release(sley_task_start(t_1, f->g_3.group));
    self->state = 1;
    st = sley_group_leave(task, self, &f->g_3, st);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_2;
leave_2:
    if (st == SLEY_ERROR) {
        st = SLEY_OK;
        // 36 | } catch e {
        sley_error *v_e = sley_catch(task);
        // 37 | print("the group ended early:", e.name)
        sley_str *t_t = sley_error_name(v_e);
        sley_print(SLEY_PARTS(SLEY_LIT("the group ended early: "), SLEY_STR(t_t)));
        sley_error_release(v_e);
        sley_str_release(t_t);
    }
    if (st != SLEY_OK) return st;
    return SLEY_OK;
}

// async fn main() throws
// 10-tasks.sley:41, frame 272 bytes

typedef struct m_m10_tasks__main__frame {
    sley_frame base;
    sley_task *v_t;                 // 45: live across 4
    union {
        m_m10_tasks__one_by_one__frame a1; // 42: one_by_one()
        m_m10_tasks__together__frame a2; // 43: together()
        m_m10_tasks__in_a_group__frame a3; // 44: in_a_group()
        struct { sley_waiter wait; sley_str *v; } a4; // 47: t
    } await;
} m_m10_tasks__main__frame;

SLEY_STR_LIT(m_m10_tasks__main__text_1, "tea");
SLEY_STR_LIT(m_m10_tasks__main__text_2, "tea time");

static const sley_site m_m10_tasks__main__sites[] = {
    {41, 0, 0, SLEY_NAMED("m10_tasks.main", "10-tasks.sley")},
    {42, 1, SLEY_CHILD(m_m10_tasks__main, await.a1), "one_by_one()"},
    {43, 2, SLEY_CHILD(m_m10_tasks__main, await.a2), "together()"},
    {44, 3, SLEY_CHILD(m_m10_tasks__main, await.a3), "in_a_group()"}, {47, 4, 0, "t"},
    {45, 5, 0, "cook(\042tea\042, 5ms)"}};
static const sley_trace m_m10_tasks__main__trace[] = {
    SLEY_VAR(m_m10_tasks__main, v_t, "t", sley_type_task, 0x10)};
SLEY_FN(m_m10_tasks__main, 272, SLEY_TRACED);

static sley_status m_m10_tasks__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_m10_tasks__main__frame *f = (m_m10_tasks__main__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 42: one_by_one()
    case 2: goto resume_2;          // 43: together()
    case 3: goto resume_3;          // 44: in_a_group()
    case 4: goto resume_4;          // 47: t
    default: sley_bad_state(self);
    }
    f->v_t = NULL;

    // 42 | await one_by_one()
    m_m10_tasks__one_by_one__begin(&f->await.a1, self);
    self->state = 1;
    st = m_m10_tasks__one_by_one__resume(task, &f->await.a1.base, SLEY_OK);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    // 43 | await together()
    m_m10_tasks__together__begin(&f->await.a2, self);
    self->state = 2;
    st = m_m10_tasks__together__resume(task, &f->await.a2.base, SLEY_OK);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_1;
    // 44 | await in_a_group()
    m_m10_tasks__in_a_group__begin(&f->await.a3, self);
    self->state = 3;
    st = m_m10_tasks__in_a_group__resume(task, &f->await.a3.base, SLEY_OK);
    if (st == SLEY_PENDING) return st;
resume_3: if (sley_failed(task, self, st)) goto leave_1;
    // 45 | let t = spawn cook("tea", 5ms) as "tea time"
    sley_task *t_3 = sley_task_new(task, &m_m10_tasks__cook__fn, &m_m10_tasks__main__sites[5]);
    m_m10_tasks__cook__begin(sley_task_frame(t_3), NULL, &m_m10_tasks__main__text_1, 5000000);
    sley_task_set_name(t_3, &m_m10_tasks__main__text_2);
    f->v_t = sley_task_start(t_3, NULL);
    // 46 | print(t.name, t.done())
    sley_str *t_t = sley_task_name(f->v_t);
    bool t_6 = sley_task_done(f->v_t);
    sley_print(SLEY_PARTS(SLEY_STR(t_t), SLEY_LIT(" "), SLEY_BOOL(t_6)));
    sley_str_release(t_t);
    // 47 | print(await t, t.done())
    self->state = 4;
    st = sley_task_await(task, self, &f->await.a4.wait, f->v_t, &f->await.a4.v);
    if (st == SLEY_PENDING) return st;
resume_4: if (sley_failed(task, self, st)) goto leave_1;
    sley_str *t2_t = f->await.a4.v;
    bool t_9 = sley_task_done(f->v_t);
    sley_print(SLEY_PARTS(SLEY_STR(t2_t), SLEY_LIT(" "), SLEY_BOOL(t_9)));
    sley_task_drop(&f->v_t);
    sley_str_release(t2_t);

leave_1:
    sley_task_release(f->v_t);
    return st;
}

SLEY_MAIN(m_m10_tasks__main, NULL)
