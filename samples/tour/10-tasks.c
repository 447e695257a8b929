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

SLEY_STR_LIT(k_soup, "soup");
SLEY_STR_LIT(k_rice, "rice");
SLEY_STR_LIT(k_roast, "roast");
SLEY_STR_LIT(k_the_roast, "the roast");
SLEY_STR_LIT(k_tea, "tea");
SLEY_STR_LIT(k_tea_time, "tea time");

// async fn cook(dish: str, takes: duration) -> str
// 10-tasks.sley:6, frame 72 bytes

typedef struct m_m10_tasks__cook__frame {
    sley_frame base;
    sley_str *a_dish;               // borrowed
    sley_duration a_takes;
    sley_str *result;
    sley_wait a1;                   // 8: sleep(takes)
} m_m10_tasks__cook__frame;

SLEY_OWNED(m_m10_tasks__cook, (a_dish, sley_type_str));
SLEY_TASK_FN_RESULT(m_m10_tasks__cook, "m10_tasks.cook", "10-tasks.sley", 6, 72, sley_type_str,
    {8, 1, 0, "sleep(takes)"});

static SLEY_SPAWN2(m_m10_tasks__cook, sley_str *, a_dish, sley_duration, a_takes)

static inline sley_status m_m10_tasks__cook__resume(sley_task *task, sley_frame *self,
                                                    sley_status st)
{
    m_m10_tasks__cook__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 8: sleep(takes)

    // 7 | print("start {dish}")
    SLEY_PRINT(SLEY_LIT("start "), SLEY_STR(f->a_dish));
    // 8 | await sleep(takes)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, f->a_takes);
resume_1: if (sley_stops(task, self, st)) return st;
    // 9 | print("{dish} is ready")
    SLEY_PRINT(SLEY_STR(f->a_dish), SLEY_LIT(" is ready"));
    // 10 | return dish
    f->result = sley_str_retain(f->a_dish);
    return SLEY_OK;
}

// async fn burn() throws Timeout
// 10-tasks.sley:13, frame 48 bytes

typedef struct m_m10_tasks__burn__frame {
    sley_frame base;
    sley_wait a1;                   // 14: sleep(20ms)
} m_m10_tasks__burn__frame;

SLEY_FN(m_m10_tasks__burn, "m10_tasks.burn", "10-tasks.sley", 13, 48,
    {14, 1, 0, "sleep(20ms)"},
    {15, 2, 0, "throw Timeout"});

static SLEY_SPAWN0(m_m10_tasks__burn)

static sley_status m_m10_tasks__burn__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_m10_tasks__burn__frame *f = (void *)self;
    const sley_site *sites = m_m10_tasks__burn__sites;
    if (sley_resumes(self)) goto resume_1; // 14: sleep(20ms)

    // 14 | await sleep(20ms)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, 20000000);
resume_1: if (sley_stops(task, self, st)) return st;
    // 15 | throw Timeout()
    return sley_throw(task, &sites[2], sley_error_simple(&sley_error_timeout));
}

// async fn one_by_one()
// 10-tasks.sley:18, frame 104 bytes

typedef struct m_m10_tasks__one_by_one__frame {
    sley_frame base;
    sley_instant v_start;           // 19: live across 1, 2
    union { m_m10_tasks__cook__frame a1, a2; }; // 20, 21
} m_m10_tasks__one_by_one__frame;

SLEY_FN(m_m10_tasks__one_by_one, "m10_tasks.one_by_one", "10-tasks.sley", 18, 104,
    {20, 1, SLEY_CHILD(m_m10_tasks__one_by_one, a1), "cook(\"soup\", 20ms)"},
    {21, 2, SLEY_CHILD(m_m10_tasks__one_by_one, a2), "cook(\"rice\", 10ms)"},
    {22, 3, 0, "time.now() - start"});

static SLEY_BEGIN0(m_m10_tasks__one_by_one)

static sley_status m_m10_tasks__one_by_one__resume(sley_task *task, sley_frame *self,
                                                   sley_status st)
{
    m_m10_tasks__one_by_one__frame *f = (void *)self;
    const sley_site *sites = m_m10_tasks__one_by_one__sites;
    if (self->state == 1) goto resume_1; // 20: cook("soup", 20ms)
    if (self->state == 2) goto resume_2; // 21: cook("rice", 10ms)
    sley_starts(self);

    // 19 | let start = time.now()
    f->v_start = sley_now(task->base.executor);
    // 20 | await cook("soup", 20ms)
    m_m10_tasks__cook__begin(&f->a1, self, &k_soup, 20000000);
    st = SLEY_AWAIT(m_m10_tasks__cook, task, self, 1, f->a1);
resume_1: if (sley_stops(task, self, st)) return st;
    sley_str_release(f->a1.result);
    // 21 | await cook("rice", 10ms)
    m_m10_tasks__cook__begin(&f->a2, self, &k_rice, 10000000);
    st = SLEY_AWAIT(m_m10_tasks__cook, task, self, 2, f->a2);
resume_2: if (sley_stops(task, self, st)) return st;
    sley_str_release(f->a2.result);
    // 22 | print("one by one:", time.now() - start >= 30ms)
    SLEY_PRINT(SLEY_LIT("one by one: "),
               SLEY_BOOL(sley_instant_diff(sley_now(task->base.executor), f->v_start, &sites[3]) >=
                         30000000));
    return SLEY_OK;
}

// async fn together() throws
// 10-tasks.sley:25, frame 240 bytes

typedef struct m_m10_tasks__together__frame {
    sley_frame base;
    // 26: gather(cook("soup", 20ms), coo...
    struct { sley_gather_area all; sley_gather_part part[2]; } a1;
} m_m10_tasks__together__frame;

SLEY_FN(m_m10_tasks__together, "m10_tasks.together", "10-tasks.sley", 25, 240,
    {26, 1, 0, "gather(cook(\"soup\", 20ms), coo..."}, {26, 2, 0, "cook(\"soup\", 20ms)"},
    {26, 3, 0, "cook(\"rice\", 10ms)"});

static SLEY_BEGIN0(m_m10_tasks__together)

static inline sley_status m_m10_tasks__together__resume(sley_task *task, sley_frame *self,
                                                        sley_status st)
{
    m_m10_tasks__together__frame *f = (void *)self;
    const sley_site *sites = m_m10_tasks__together__sites;
    if (sley_resumes(self)) goto resume_1; // 26: gather(cook("soup", 20ms), coo...

    // 26 | let dishes = await gather(cook("soup", 20ms), cook("rice", 10ms))
    sley_task *t_task = m_m10_tasks__cook__spawn(task, NULL, &sites[2], &k_soup, 20000000);
    sley_task *t2_task = m_m10_tasks__cook__spawn(task, NULL, &sites[3], &k_rice, 10000000);
    f->a1.part[0].item = SLEY_AWAITABLE(t_task);
    f->a1.part[1].item = SLEY_AWAITABLE(t2_task);
    st = sley_gather(task, sley_at(self, 1), &f->a1.all, f->a1.part, 2);
resume_1: if (sley_stops(task, self, st)) return st;
    sley_tuple2__str__str t_pair = {0};
    sley_gather_take(&f->a1.part[0], &t_pair.f_0);
    sley_gather_take(&f->a1.part[1], &t_pair.f_1);
    sley_tuple2__str__str v_dishes = t_pair;
    // 27 | print("together:", dishes)
    SLEY_PRINT(SLEY_LIT("together: "), SLEY_VAL(sley_tuple2__str__str__type, &v_dishes));
    sley_tuple2__str__str__release(v_dishes);
    return SLEY_OK;
}

// async fn in_a_group()
// 10-tasks.sley:30, frame 80 bytes

typedef struct m_m10_tasks__in_a_group__frame {
    sley_frame base;
    sley_group_scope g_3;           // 32
} m_m10_tasks__in_a_group__frame;

SLEY_FN(m_m10_tasks__in_a_group, "m10_tasks.in_a_group", "10-tasks.sley", 30, 80,
    {32, 1, 0, "group"},
    {33, 2, 0, "cook(\"roast\", 10s)"},
    {34, 3, 0, "burn()"});

static SLEY_BEGIN0(m_m10_tasks__in_a_group)

static inline sley_status m_m10_tasks__in_a_group__resume(sley_task *task, sley_frame *self,
                                                          sley_status st)
{
    m_m10_tasks__in_a_group__frame *f = (void *)self;
    const sley_site *sites = m_m10_tasks__in_a_group__sites;
    if (sley_resumes(self)) goto resume_1; // 32: group

    // 31 | try {
    // 32 | await group g {
    sley_group_enter(task, &f->g_3);
    // 33 | spawn cook("roast", 10s) as "the roast"
    sley_task *t_task = sley_task_new(task, &m_m10_tasks__cook__fn, &sites[2]);
    m_m10_tasks__cook__begin(sley_task_frame(t_task), NULL, &k_roast, 10000000000);
    sley_task_set_name(t_task, &k_the_roast);
    sley_task_release(sley_task_start(t_task, f->g_3.group));
    // 34 | spawn burn()
    sley_task_release(m_m10_tasks__burn__spawn(task, f->g_3.group, &sites[3]));
    st = sley_group_leave(task, sley_at(self, 1), &f->g_3, st);
    if (st == SLEY_PENDING) return st;
resume_1: sley_note_failure(task, self, st);
    if (st == SLEY_ERROR) {
        st = SLEY_OK;
        // 36 | } catch e {
        sley_error *v_e = sley_catch(task);
        // 37 | print("the group ended early:", e.name)
        sley_str *t_name = sley_error_name(v_e);
        SLEY_PRINT(SLEY_LIT("the group ended early: "), SLEY_STR(t_name));
        sley_error_release(v_e);
        sley_str_release(t_name);
    }
    return st;
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
    };
} m_m10_tasks__main__frame;

SLEY_FN(m_m10_tasks__main, "m10_tasks.main", "10-tasks.sley", 41, 272,
    {42, 1, SLEY_CHILD(m_m10_tasks__main, a1), "one_by_one()"},
    {43, 2, SLEY_CHILD(m_m10_tasks__main, a2), "together()"},
    {44, 3, SLEY_CHILD(m_m10_tasks__main, a3), "in_a_group()"},
    {47, 4, 0, "t"},
    {45, 5, 0, "cook(\"tea\", 5ms)"});

static sley_status m_m10_tasks__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_m10_tasks__main__frame *f = (void *)self;
    const sley_site *sites = m_m10_tasks__main__sites;
    switch (self->state) {
    case 1: goto resume_1;          // 42: one_by_one()
    case 2: goto resume_2;          // 43: together()
    case 3: goto resume_3;          // 44: in_a_group()
    case 4: goto resume_4;          // 47: t
    default: sley_starts(self);
    }

    // 42 | await one_by_one()
    m_m10_tasks__one_by_one__begin(&f->a1, self);
    st = SLEY_AWAIT(m_m10_tasks__one_by_one, task, self, 1, f->a1);
resume_1: if (sley_stops(task, self, st)) return st;
    // 43 | await together()
    m_m10_tasks__together__begin(&f->a2, self);
    st = SLEY_AWAIT(m_m10_tasks__together, task, self, 2, f->a2);
resume_2: if (sley_stops(task, self, st)) return st;
    // 44 | await in_a_group()
    m_m10_tasks__in_a_group__begin(&f->a3, self);
    st = SLEY_AWAIT(m_m10_tasks__in_a_group, task, self, 3, f->a3);
resume_3: if (sley_stops(task, self, st)) return st;
    // 45 | let t = spawn cook("tea", 5ms) as "tea time"
    sley_task *t_task = sley_task_new(task, &m_m10_tasks__cook__fn, &sites[5]);
    m_m10_tasks__cook__begin(sley_task_frame(t_task), NULL, &k_tea, 5000000);
    sley_task_set_name(t_task, &k_tea_time);
    f->v_t = sley_task_start(t_task, NULL);
    // 46 | print(t.name, t.done())
    sley_str *t_name = sley_task_name(f->v_t);
    SLEY_PRINT(SLEY_STR(t_name), SLEY_LIT(" "), SLEY_BOOL(sley_task_done(f->v_t)));
    sley_str_release(t_name);
    // 47 | print(await t, t.done())
    st = sley_task_await(task, sley_at(self, 4), &f->a4.wait, f->v_t, &f->a4.v);
    if (st == SLEY_PENDING) return st;
resume_4: if (sley_failed(task, self, st)) goto leave_1;
    sley_str *t_text = f->a4.v;
    SLEY_PRINT(SLEY_STR(t_text), SLEY_LIT(" "), SLEY_BOOL(sley_task_done(f->v_t)));
    sley_str_release(t_text);

leave_1:
    sley_task_release(f->v_t);
    return st;
}

SLEY_MAIN(m_m10_tasks__main, NULL)
