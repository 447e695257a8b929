// Generated from philosophers.sley. Do not edit.

#include "sley.h"

SLEY_STR_LIT(k_greedy, "--greedy");

static const int64_t m_philosophers__seats = 5;
static const int64_t m_philosophers__meals = 3;

// async fn take(fork: chan[int])
// philosophers.sley:15, frame 104 bytes

typedef struct m_philosophers__take__frame {
    sley_frame base;
    sley_chan *a_fork;              // borrowed
    struct { sley_waiter wait; sley_opt_int v; } a1; // 16: fork.recv()
} m_philosophers__take__frame;

SLEY_FN(m_philosophers__take, "philosophers.take", "philosophers.sley", 15, 104,
    {16, 1, 0, "fork.recv()"});

static SLEY_BEGIN1(m_philosophers__take, sley_chan *, a_fork)

static inline sley_status m_philosophers__take__resume(sley_task *task, sley_frame *self,
                                                       sley_status st)
{
    m_philosophers__take__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 16: fork.recv()

    // 16 | await fork.recv()
    st = SLEY_RECV(task, sley_at(self, 1), f->a1, f->a_fork, int64_t);
    if (st == SLEY_PENDING) return st;
resume_1: sley_note_failure(task, self, st);
    return st;
}

// async fn put(fork: chan[int]) throws
// philosophers.sley:19, frame 96 bytes

typedef struct m_philosophers__put__frame {
    sley_frame base;
    sley_chan *a_fork;              // borrowed
    struct { sley_waiter wait; int64_t value; } a1; // 20: fork.send(1)
} m_philosophers__put__frame;

SLEY_FN(m_philosophers__put, "philosophers.put", "philosophers.sley", 19, 96,
    {20, 1, 0, "fork.send(1)"});

static SLEY_BEGIN1(m_philosophers__put, sley_chan *, a_fork)

static inline sley_status m_philosophers__put__resume(sley_task *task, sley_frame *self,
                                                      sley_status st)
{
    m_philosophers__put__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 20: fork.send(1)

    // 20 | await fork.send(1)
    f->a1.value = 1;
    st = SLEY_SEND(task, sley_at(self, 1), f->a1, f->a_fork);
    if (st == SLEY_PENDING) return st;
resume_1: sley_note_failure(task, self, st);
    return st;
}

// async fn dine(n: int, first: chan[int], second: chan[int]) throws
// philosophers.sley:23, frame 168 bytes

typedef struct m_philosophers__dine__frame {
    sley_frame base;
    int64_t a_n;
    sley_chan *a_first;             // borrowed
    sley_chan *a_second;            // borrowed
    int64_t t_last;                 // 24: live across 1, 2, 3, 4 ...
    int64_t v_meal;                 // 24: live across 1, 2, 3, 4 ...
    union {
        sley_wait a1, a3, a5;       // 25, 27, 30
        m_philosophers__take__frame a2, a4; // 26, 28
        m_philosophers__put__frame a6, a7; // 31, 32
    };
} m_philosophers__dine__frame;

SLEY_OWNED(m_philosophers__dine, (a_first, sley_type_chan), (a_second, sley_type_chan));
SLEY_TASK_FN(m_philosophers__dine, "philosophers.dine", "philosophers.sley", 23, 168,
    {25, 1, 0, "sleep(n * 1ms)"},
    {26, 2, SLEY_CHILD(m_philosophers__dine, a2), "take(first)"},
    {27, 3, 0, "sleep(10ms)"},
    {28, 4, SLEY_CHILD(m_philosophers__dine, a4), "take(second)"},
    {30, 5, 0, "sleep(5ms)"},
    {31, 6, SLEY_CHILD(m_philosophers__dine, a6), "put(second)"},
    {32, 7, SLEY_CHILD(m_philosophers__dine, a7), "put(first)"},
    {25, 8, 0, "n * 1ms"});

static SLEY_BEGIN3(m_philosophers__dine, int64_t, a_n, sley_chan *, a_first, sley_chan *, a_second)

static sley_status m_philosophers__dine__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_philosophers__dine__frame *f = (void *)self;
    const sley_site *sites = m_philosophers__dine__sites;
    switch (self->state) {
    case 1: goto resume_1;          // 25: sleep(n * 1ms)
    case 2: goto resume_2;          // 26: take(first)
    case 3: goto resume_3;          // 27: sleep(10ms)
    case 4: goto resume_4;          // 28: take(second)
    case 5: goto resume_5;          // 30: sleep(5ms)
    case 6: goto resume_6;          // 31: put(second)
    case 7: goto resume_7;          // 32: put(first)
    default: sley_starts(self);
    }

    // 24 | for meal in 1..=meals {
    f->t_last = m_philosophers__meals;
    f->v_meal = 1;
    for (bool t_more = f->v_meal <= f->t_last; t_more;
         t_more = sley_int_step(&f->v_meal, f->t_last)) {
        // 25 | await sleep(n * 1ms)
        st = sley_sleep(task, sley_at(self, 1), &f->a1,
                        sley_duration_mul(1000000, f->a_n, &sites[8]));
    resume_1: if (sley_stops(task, self, st)) return st;
        // 26 | await take(first)
        m_philosophers__take__begin(&f->a2, self, f->a_first);
        st = SLEY_AWAIT(m_philosophers__take, task, self, 2, f->a2);
    resume_2: if (sley_stops(task, self, st)) return st;
        // 27 | await sleep(10ms)
        st = sley_sleep(task, sley_at(self, 3), &f->a3, 10000000);
    resume_3: if (sley_stops(task, self, st)) return st;
        // 28 | await take(second)
        m_philosophers__take__begin(&f->a4, self, f->a_second);
        st = SLEY_AWAIT(m_philosophers__take, task, self, 4, f->a4);
    resume_4: if (sley_stops(task, self, st)) return st;
        // 29 | print("philosopher {n} eats meal {meal}")
        SLEY_PRINT(SLEY_LIT("philosopher "), SLEY_INT(f->a_n), SLEY_LIT(" eats meal "),
                   SLEY_INT(f->v_meal));
        // 30 | await sleep(5ms)
        st = sley_sleep(task, sley_at(self, 5), &f->a5, 5000000);
    resume_5: if (sley_stops(task, self, st)) return st;
        // 31 | await put(second)
        m_philosophers__put__begin(&f->a6, self, f->a_second);
        st = SLEY_AWAIT(m_philosophers__put, task, self, 6, f->a6);
    resume_6: if (sley_stops(task, self, st)) return st;
        // 32 | await put(first)
        m_philosophers__put__begin(&f->a7, self, f->a_first);
        st = SLEY_AWAIT(m_philosophers__put, task, self, 7, f->a7);
    resume_7: if (sley_stops(task, self, st)) return st;
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
        sley_group_scope g_3;       // 44
    };
    struct { sley_waiter wait; int64_t value; } a1; // 41: fork.send(1)
} m_philosophers__main__frame;

SLEY_FN(m_philosophers__main, "philosophers.main", "philosophers.sley", 36, 168,
    {41, 1, 0, "fork.send(1)"},
    {44, 2, 0, "group"},
    {40, 3, 0, "chan[int](1)"},
    {47, 4, 0, "n + 1"}, {47, 5, 0, "(n + 1) % seats"},
    {49, 6, 0, "forks[left]"}, {49, 7, 0, "forks[right]"},
    {49, 8, 0, "dine(n, forks[left], forks[rig..."},
    {51, 9, 0, "forks[right]"}, {51, 10, 0, "forks[left]"},
    {51, 11, 0, "dine(n, forks[right], forks[le..."});

static sley_status m_philosophers__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_philosophers__main__frame *f = (void *)self;
    const sley_site *sites = m_philosophers__main__sites;
    if (self->state == 1) goto resume_1; // 41: fork.send(1)
    if (self->state == 2) goto resume_2; // 44: group
    sley_starts(self);
    f->v_fork = NULL;

    // 37 | let greedy = "--greedy" in os.args()
    sley_list *t_args = sley_os_args();
    bool t_contains = sley_list_contains(t_args, &(sley_str *){&k_greedy});
    sley_list_release(t_args);
    f->v_greedy = t_contains;
    // 38 | let forks: list[chan[int]] = []
    f->v_forks = sley_list_new(&sley_type_chan, 0);
    // 39 | for _ in 0..seats {
    f->t_end = m_philosophers__seats;
    for (f->t_index = 0; f->t_index < f->t_end; f->t_index++) {
        // 40 | let fork = chan[int](1)
        f->v_fork = sley_chan_new(task, &sley_type_int, 1, &sites[3]);
        // 41 | await fork.send(1)
        f->a1.value = 1;
        st = SLEY_SEND(task, sley_at(self, 1), f->a1, f->v_fork);
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
        int64_t v_right = sley_int_mod(sley_int_add(v_n, 1, &sites[4]), m_philosophers__seats,
                                       &sites[5]);
        // 48 | if greedy or left < right {
        if (f->v_greedy || v_left < v_right) {
            // 49 | spawn dine(n, forks[left], forks[right]) as "philosopher {n}"
            sley_chan *t_item = SLEY_AT(sley_chan *, f->v_forks, v_left, &sites[6]);
            sley_chan *t2_item = SLEY_AT(sley_chan *, f->v_forks, v_right, &sites[7]);
            sley_str *t_text = SLEY_FORMAT(SLEY_LIT("philosopher "), SLEY_INT(v_n));
            sley_task *t_task = sley_task_new(task, &m_philosophers__dine__fn, &sites[8]);
            m_philosophers__dine__begin(sley_task_frame(t_task), NULL, v_n,
                                        sley_chan_retain(t_item), sley_chan_retain(t2_item));
            sley_task_set_name(t_task, t_text);
            sley_task_release(sley_task_start(t_task, f->g_3.group));
            sley_str_release(t_text);
        } else {
            // 51 | spawn dine(n, forks[right], forks[left]) as "philosopher {n}"
            sley_chan *t3_item = SLEY_AT(sley_chan *, f->v_forks, v_right, &sites[9]);
            sley_chan *t4_item = SLEY_AT(sley_chan *, f->v_forks, v_left, &sites[10]);
            sley_str *t2_text = SLEY_FORMAT(SLEY_LIT("philosopher "), SLEY_INT(v_n));
            sley_task *t2_task = sley_task_new(task, &m_philosophers__dine__fn, &sites[11]);
            m_philosophers__dine__begin(sley_task_frame(t2_task), NULL, v_n,
                                        sley_chan_retain(t3_item), sley_chan_retain(t4_item));
            sley_task_set_name(t2_task, t2_text);
            sley_task_release(sley_task_start(t2_task, f->g_3.group));
            sley_str_release(t2_text);
        }
    }
    st = sley_group_leave(task, sley_at(self, 2), &f->g_3, st);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_1;
    // 55 | print("all have eaten")
    SLEY_PRINT(SLEY_LIT("all have eaten"));

leave_1:
    sley_chan_release(f->v_fork);
    sley_list_release(f->v_forks);
    return st;
}

SLEY_MAIN(m_philosophers__main, NULL)
