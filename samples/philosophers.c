// Generated from philosophers.sley. Do not edit.

#include "sley.h"

static const sley_type sley_type_list__chan__int = SLEY_LIST_TYPE("list[chan[int]]");

static const int64_t m_philosophers__seats = 5;
static const int64_t m_philosophers__meals = 3;

// async fn take(fork: chan[int])
// philosophers.sley:15, frame 104 bytes

typedef struct m_philosophers__take__frame {
    sley_frame base;
    sley_chan *a_fork;              // borrowed
    union { struct { sley_waiter wait; sley_opt_int v; } a1; } await; // 16: fork.recv()
} m_philosophers__take__frame;

static const sley_site m_philosophers__take__sites[] = {
    {15, 0, 0, SLEY_NAMED("philosophers.take", "philosophers.sley")}, {16, 1, 0, "fork.recv()"}};
static const sley_trace m_philosophers__take__trace[] = {
    SLEY_PARAM(m_philosophers__take, a_fork, "fork", sley_type_chan)};
SLEY_FN(m_philosophers__take, 104, SLEY_TRACED);

static SLEY_BEGIN1(m_philosophers__take, sley_chan *, a_fork)

static inline sley_status m_philosophers__take__resume(sley_task *task, sley_frame *self,
                                                       sley_status st)
{
    m_philosophers__take__frame *f = (m_philosophers__take__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 16: fork.recv()
    default: sley_bad_state(self);
    }

    // 16 | await fork.recv()
    self->state = 1;
    st = SLEY_RECV(task, self, f->await.a1, f->a_fork, int64_t);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) return st;
    return SLEY_OK;
}

// async fn put(fork: chan[int]) throws
// philosophers.sley:19, frame 96 bytes

typedef struct m_philosophers__put__frame {
    sley_frame base;
    sley_chan *a_fork;              // borrowed
    union { struct { sley_waiter wait; int64_t value; } a1; } await; // 20: fork.send(1)
} m_philosophers__put__frame;

static const sley_site m_philosophers__put__sites[] = {
    {19, 0, 0, SLEY_NAMED("philosophers.put", "philosophers.sley")}, {20, 1, 0, "fork.send(1)"}};
static const sley_trace m_philosophers__put__trace[] = {
    SLEY_PARAM(m_philosophers__put, a_fork, "fork", sley_type_chan)};
SLEY_FN(m_philosophers__put, 96, SLEY_TRACED);

static SLEY_BEGIN1(m_philosophers__put, sley_chan *, a_fork)

static inline sley_status m_philosophers__put__resume(sley_task *task, sley_frame *self,
                                                      sley_status st)
{
    m_philosophers__put__frame *f = (m_philosophers__put__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 20: fork.send(1)
    default: sley_bad_state(self);
    }

    // 20 | await fork.send(1)
    f->await.a1.value = 1;
    self->state = 1;
    st = SLEY_SEND(task, self, f->await.a1, f->a_fork);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) return st;
    return SLEY_OK;
}

// async fn dine(n: int, first: chan[int], second: chan[int]) throws
// philosophers.sley:23, frame 168 bytes

typedef struct m_philosophers__dine__frame {
    sley_frame base;
    int64_t a_n;
    sley_chan *a_first;             // borrowed
    sley_chan *a_second;            // borrowed
    int64_t t_end;                  // 24: live across 1, 2, 3, 4 ..
    int64_t v_meal;                 // 24: live across 1, 2, 3, 4 ..
    union {
        sley_wait a1;               // 25: sleep(n * 1ms)
        m_philosophers__take__frame a2; // 26: take(first)
        sley_wait a3;               // 27: sleep(10ms)
        m_philosophers__take__frame a4; // 28: take(second)
        sley_wait a5;               // 30: sleep(5ms)
        m_philosophers__put__frame a6; // 31: put(second)
        m_philosophers__put__frame a7; // 32: put(first)
    } await;
} m_philosophers__dine__frame;

static const sley_site m_philosophers__dine__sites[] = {
    {23, 0, 0, SLEY_NAMED("philosophers.dine", "philosophers.sley")},
    {25, 1, 0, "sleep(n * 1ms)"},
    {26, 2, SLEY_CHILD(m_philosophers__dine, await.a2), "take(first)"}, {27, 3, 0, "sleep(10ms)"},
    {28, 4, SLEY_CHILD(m_philosophers__dine, await.a4), "take(second)"}, {30, 5, 0, "sleep(5ms)"},
    {31, 6, SLEY_CHILD(m_philosophers__dine, await.a6), "put(second)"},
    {32, 7, SLEY_CHILD(m_philosophers__dine, await.a7), "put(first)"}, {24, 8, 0, "1..=meals"},
    {25, 9, 0, "n * 1ms"}};
static const sley_trace m_philosophers__dine__trace[] = {
    SLEY_PARAM(m_philosophers__dine, a_n, "n", sley_type_int),
    SLEY_PARAM(m_philosophers__dine, a_first, "first", sley_type_chan),
    SLEY_PARAM(m_philosophers__dine, a_second, "second", sley_type_chan),
    SLEY_VAR(m_philosophers__dine, v_meal, "meal", sley_type_int, 0xfe)};
SLEY_FN(m_philosophers__dine, 168, SLEY_OWNING);

static SLEY_BEGIN3(m_philosophers__dine, int64_t, a_n, sley_chan *, a_first, sley_chan *, a_second)

static sley_status m_philosophers__dine__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_philosophers__dine__frame *f = (m_philosophers__dine__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 25: sleep(n * 1ms)
    case 2: goto resume_2;          // 26: take(first)
    case 3: goto resume_3;          // 27: sleep(10ms)
    case 4: goto resume_4;          // 28: take(second)
    case 5: goto resume_5;          // 30: sleep(5ms)
    case 6: goto resume_6;          // 31: put(second)
    case 7: goto resume_7;          // 32: put(first)
    default: sley_bad_state(self);
    }

    // 24 | for meal in 1..=meals {
    f->t_end = sley_int_add(m_philosophers__meals, 1, &m_philosophers__dine__sites[8]);
    for (f->v_meal = 1; f->v_meal < f->t_end; f->v_meal++) {
        // 25 | await sleep(n * 1ms)
        self->state = 1;
        st = sley_sleep(task, self, &f->await.a1,
                        sley_duration_mul(1000000, f->a_n, &m_philosophers__dine__sites[9]));
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) return st;
        // 26 | await take(first)
        m_philosophers__take__begin(&f->await.a2, self, f->a_first);
        self->state = 2;
        st = m_philosophers__take__resume(task, &f->await.a2.base, SLEY_OK);
        if (st == SLEY_PENDING) return st;
    resume_2: if (sley_failed(task, self, st)) return st;
        // 27 | await sleep(10ms)
        self->state = 3;
        st = sley_sleep(task, self, &f->await.a3, 10000000);
        if (st == SLEY_PENDING) return st;
    resume_3: if (sley_failed(task, self, st)) return st;
        // 28 | await take(second)
        m_philosophers__take__begin(&f->await.a4, self, f->a_second);
        self->state = 4;
        st = m_philosophers__take__resume(task, &f->await.a4.base, SLEY_OK);
        if (st == SLEY_PENDING) return st;
    resume_4: if (sley_failed(task, self, st)) return st;
        // 29 | print("philosopher {n} eats meal {meal}")
        sley_print(SLEY_PARTS(SLEY_LIT("philosopher "), SLEY_INT(f->a_n), SLEY_LIT(" eats meal "),
                              SLEY_INT(f->v_meal)));
        // 30 | await sleep(5ms)
        self->state = 5;
        st = sley_sleep(task, self, &f->await.a5, 5000000);
        if (st == SLEY_PENDING) return st;
    resume_5: if (sley_failed(task, self, st)) return st;
        // 31 | await put(second)
        m_philosophers__put__begin(&f->await.a6, self, f->a_second);
        self->state = 6;
        st = m_philosophers__put__resume(task, &f->await.a6.base, SLEY_OK);
        if (st == SLEY_PENDING) return st;
    resume_6: if (sley_failed(task, self, st)) return st;
        // 32 | await put(first)
        m_philosophers__put__begin(&f->await.a7, self, f->a_first);
        self->state = 7;
        st = m_philosophers__put__resume(task, &f->await.a7.base, SLEY_OK);
        if (st == SLEY_PENDING) return st;
    resume_7: if (sley_failed(task, self, st)) return st;
    }
    return SLEY_OK;
}

// async fn main() throws
// philosophers.sley:36, frame 168 bytes

typedef struct m_philosophers__main__frame {
    sley_frame base;
    bool v_greedy;                  // 37: live across 1
    sley_list *v_forks;             // 38: live across 1, 2
    sley_chan *v_fork;              // 40: live across 1
    union {
        struct {
            int64_t t_end;          // 39: live across 1
            int64_t t_index;        // 39: live across 1
        };
        struct {
            sley_group_scope g_3;   // 44
        };
    };
    union { struct { sley_waiter wait; int64_t value; } a1; } await; // 41: fork.send(1)
} m_philosophers__main__frame;

SLEY_STR_LIT(m_philosophers__main__text_1, "--greedy");

static const sley_site m_philosophers__main__sites[] = {
    {36, 0, 0, SLEY_NAMED("philosophers.main", "philosophers.sley")}, {41, 1, 0, "fork.send(1)"},
    {44, 2, 0, "group"}, {40, 3, 0, "chan[int](1)"}, {47, 4, 0, "(n + 1"},
    {47, 5, 0, "(n + 1) % seats"}, {49, 6, 0, "forks[left]"}, {49, 7, 0, "forks[right]"},
    {49, 8, 0, "dine(n, forks[left], forks[rig.."}, {51, 9, 0, "forks[right]"},
    {51, 10, 0, "forks[left]"}, {51, 11, 0, "dine(n, forks[right], forks[le.."}};
static const sley_trace m_philosophers__main__trace[] = {
    SLEY_VAR(m_philosophers__main, v_greedy, "greedy", sley_type_bool, 0x02),
    SLEY_VAR(m_philosophers__main, v_forks, "forks", sley_type_list__chan__int, 0x06),
    SLEY_VAR(m_philosophers__main, v_fork, "fork", sley_type_chan, 0x02)};
SLEY_FN(m_philosophers__main, 168, SLEY_TRACED);

static sley_status m_philosophers__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_philosophers__main__frame *f = (m_philosophers__main__frame *)self;
    switch (self->state) {
    case 0: break;
    case 1: goto resume_1;          // 41: fork.send(1)
    case 2: goto resume_2;          // 44: group
    default: sley_bad_state(self);
    }
    f->v_fork = NULL;

    // 37 | let greedy = "--greedy" in os.args()
    sley_list *t_t = sley_os_args();
    bool t_1 = sley_list_contains(t_t, &(sley_str *){&m_philosophers__main__text_1});
    sley_list_release(t_t);
    f->v_greedy = t_1;
    // 38 | var forks: list[chan[int]] = []
    f->v_forks = sley_list_new(&sley_type_chan, 0);
    // 39 | for _ in 0..seats {
    f->t_end = m_philosophers__seats;
    for (f->t_index = 0; f->t_index < f->t_end; f->t_index++) {
        // 40 | let fork = chan[int](1)
        f->v_fork = sley_chan_new(task, &sley_type_int, 1, &m_philosophers__main__sites[3]);
        // 41 | await fork.send(1)
        f->await.a1.value = 1;
        self->state = 1;
        st = SLEY_SEND(task, self, f->await.a1, f->v_fork);
        if (st == SLEY_PENDING) return st;
    resume_1: if (sley_failed(task, self, st)) goto leave_1;
        // 42 | forks.append(fork)
        sley_list_append(f->v_forks, &(sley_chan *){sley_chan_take(&f->v_fork)});
    }
    // 44 | await group g {
    sley_group_enter(task, &f->g_3);
    // 45 | for n in 0..seats {
    int64_t t2_end = m_philosophers__seats;
    for (int64_t v_n = 0; v_n < t2_end; v_n++) {
        // 46 | let left = n
        int64_t v_left = v_n;
        // 47 | let right = (n + 1) % seats
        int64_t v_right = sley_int_mod(sley_int_add(v_n, 1, &m_philosophers__main__sites[4]),
                                       m_philosophers__seats, &m_philosophers__main__sites[5]);
        // 48 | if greedy or left < right {
        if (f->v_greedy || v_left < v_right) {
            // 49 | spawn dine(n, forks[left], forks[right]) as "philosopher {n}"
            sley_chan *t_25 = SLEY_AT(sley_chan *, f->v_forks, v_left,
                                      &m_philosophers__main__sites[6]);
            sley_chan *t_26 = SLEY_AT(sley_chan *, f->v_forks, v_right,
                                      &m_philosophers__main__sites[7]);
            sley_str *t2_t = sley_format(SLEY_PARTS(SLEY_LIT("philosopher "), SLEY_INT(v_n)));
            sley_task *t_28 = sley_task_new(task, &m_philosophers__dine__fn,
                                            &m_philosophers__main__sites[8]);
            m_philosophers__dine__begin(sley_task_frame(t_28), NULL, v_n, sley_chan_retain(t_25),
                                        sley_chan_retain(t_26));
            sley_task_set_name(t_28, t2_t);
            sley_task_release(sley_task_start(t_28, f->g_3.group));
            sley_str_release(t2_t);
        } else {
            // 51 | spawn dine(n, forks[right], forks[left]) as "philosopher {n}"
            sley_chan *t_29 = SLEY_AT(sley_chan *, f->v_forks, v_right,
                                      &m_philosophers__main__sites[9]);
            sley_chan *t_30 = SLEY_AT(sley_chan *, f->v_forks, v_left,
                                      &m_philosophers__main__sites[10]);
            sley_str *t3_t = sley_format(SLEY_PARTS(SLEY_LIT("philosopher "), SLEY_INT(v_n)));
            sley_task *t_32 = sley_task_new(task, &m_philosophers__dine__fn,
                                            &m_philosophers__main__sites[11]);
            m_philosophers__dine__begin(sley_task_frame(t_32), NULL, v_n, sley_chan_retain(t_29),
                                        sley_chan_retain(t_30));
            sley_task_set_name(t_32, t3_t);
            sley_task_release(sley_task_start(t_32, f->g_3.group));
            sley_str_release(t3_t);
        }
    }
    self->state = 2;
    st = sley_group_leave(task, self, &f->g_3, st);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_1;
    // 55 | print("all have eaten")
    sley_print(SLEY_PARTS(SLEY_LIT("all have eaten")));

leave_1:
    sley_chan_release(f->v_fork);
    sley_list_release(f->v_forks);
    return st;
}

SLEY_MAIN(m_philosophers__main, NULL)
