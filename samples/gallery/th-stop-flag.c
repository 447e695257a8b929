// Generated from th-stop-flag.sley. Do not edit.

#include "sley.h"

// fn run(stop: atomic[bool], turn: atomic[int])
// th-stop-flag.sley:3

SLEY_SITES(m_th_stop_flag__run, "th_stop_flag.run", "th-stop-flag.sley", 3,
    {5, 1, 0, "i + 1"},
    {6, 2, 0, "i + 1"},
    {7, 3, 0, "i + 1"});

static void m_th_stop_flag__run(sley_atomic *a_stop, sley_atomic *a_turn)
{
    const sley_site *sites = m_th_stop_flag__run__sites;
    // 4 | for i in 0..6 {
    for (int64_t v_i = 0; v_i < 6; v_i++) {
        // 5 | print("Running #{i + 1}")
        SLEY_PRINT(SLEY_LIT("Running #"), SLEY_INT(sley_int_add(v_i, 1, &sites[1])));
        // 6 | turn.store(i + 1)
        sley_atomic_store(a_turn, &(int64_t){sley_int_add(v_i, 1, &sites[2])});
        // 7 | while turn.load() == i + 1 and not stop.load() { sleep(1ms) }
        while (true) {
            int64_t t_load = 0;
            sley_atomic_load(a_turn, &t_load);
            bool t_both = t_load == sley_int_add(v_i, 1, &sites[3]);
            if (t_both) {
                bool t2_load = false;
                sley_atomic_load(a_stop, &t2_load);
                t_both = !t2_load;
            }
            if (!t_both) break;
            sley_sleep_thread(sley_here(), 1000000);
        }
        // 8 | if stop.load() {
        bool t3_load = false;
        sley_atomic_load(a_stop, &t3_load);
        if (t3_load) {
            // 9 | print("The thread was stopped prematurely.")
            SLEY_PRINT(SLEY_LIT("The thread was stopped prematurely."));
            // 10 | break
            goto break_2;
        }
    }
    // 13 | print("The thread was stopped maturely.")
    SLEY_PRINT(SLEY_LIT("The thread was stopped maturely."));
break_2: ;
}

// fn run(stop: atomic[bool], turn: atomic[int])
// th-stop-flag.sley:3, frame 40 bytes

typedef struct m_th_stop_flag__run__job__frame {
    sley_frame base;
    sley_atomic *a_stop;            // borrowed
    sley_atomic *a_turn;            // borrowed
} m_th_stop_flag__run__job__frame;

SLEY_OWNED(m_th_stop_flag__run__job, (a_stop, sley_type_atomic), (a_turn, sley_type_atomic));
SLEY_TASK_FN(m_th_stop_flag__run__job, "th_stop_flag.run", "th-stop-flag.sley", 3, 40,
    {0, 1, 0, NULL});

static SLEY_BEGIN2(m_th_stop_flag__run__job, sley_atomic *, a_stop, sley_atomic *, a_turn)

static sley_status m_th_stop_flag__run__job__resume(sley_task *task, sley_frame *self,
                                                    sley_status st)
{
    m_th_stop_flag__run__job__frame *f = (void *)self;
    (void)task, (void)st;
    m_th_stop_flag__run(f->a_stop, f->a_turn);
    return SLEY_OK;
}

// async fn main()
// th-stop-flag.sley:17, frame 112 bytes

typedef struct m_th_stop_flag__main__frame {
    sley_frame base;
    sley_atomic *v_stop;            // 18: live across 1, 2, 3
    sley_atomic *v_turn;            // 19: live across 1, 2, 3
    sley_task *v_t;                 // 20: live across 1, 2, 3
    int64_t v_i;                    // 21: live across 1
    union { sley_wait a1, a2; sley_waiter a3; }; // 22, 25, 27
} m_th_stop_flag__main__frame;

SLEY_FN(m_th_stop_flag__main, "th_stop_flag.main", "th-stop-flag.sley", 17, 112,
    {22, 1, 0, "sleep(1ms)"},
    {25, 2, 0, "sleep(1ms)"},
    {27, 3, 0, "t"},
    {20, 4, 0, "run(stop, turn)"});

static sley_status m_th_stop_flag__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_th_stop_flag__main__frame *f = (void *)self;
    const sley_site *sites = m_th_stop_flag__main__sites;
    if (self->state == 1) goto resume_1; // 22: sleep(1ms)
    if (self->state == 2) goto resume_2; // 25: sleep(1ms)
    if (self->state == 3) goto resume_3; // 27: t
    sley_starts(self);

    // 18 | let stop = atomic(false)
    f->v_stop = sley_atomic_new(&sley_type_bool, &(bool){false});
    // 19 | let turn = atomic(0)
    f->v_turn = sley_atomic_new(&sley_type_int, &(int64_t){0});
    // 20 | let t = spawn run(stop, turn) on thread()
    sley_thread *t_thread = sley_thread_new(false, NULL);
    sley_task *t_task = sley_task_new(task, &m_th_stop_flag__run__job__fn, &sites[4]);
    m_th_stop_flag__run__job__begin(sley_task_frame(t_task), NULL, sley_atomic_retain(f->v_stop),
                                    sley_atomic_retain(f->v_turn));
    sley_task_start_on(t_task, NULL, SLEY_TARGET(t_thread));
    sley_thread_release(t_thread);
    f->v_t = t_task;
    // 21 | for i in 1..4 {
    for (f->v_i = 1; f->v_i < 4; f->v_i++) {
        // 22 | while turn.load() < i { await sleep(1ms) }
        while (true) {
            int64_t t_load = 0;
            sley_atomic_load(f->v_turn, &t_load);
            if (!(t_load < f->v_i)) break;
            st = sley_sleep(task, sley_at(self, 1), &f->a1, 1000000);
            if (st == SLEY_PENDING) return st;
        resume_1: if (sley_failed(task, self, st)) goto leave_1;
        }
        // 23 | turn.store(0)
        sley_atomic_store(f->v_turn, &(int64_t){0});
    }
    // 25 | while turn.load() < 4 { await sleep(1ms) }
    while (true) {
        int64_t t2_load = 0;
        sley_atomic_load(f->v_turn, &t2_load);
        if (!(t2_load < 4)) break;
        st = sley_sleep(task, sley_at(self, 2), &f->a2, 1000000);
        if (st == SLEY_PENDING) return st;
    resume_2: if (sley_failed(task, self, st)) goto leave_1;
    }
    // 26 | stop.store(true)
    sley_atomic_store(f->v_stop, &(bool){true});
    // 27 | await t
    st = sley_task_await(task, sley_at(self, 3), &f->a3, f->v_t, NULL);
    if (st == SLEY_PENDING) return st;
resume_3: sley_note_failure(task, self, st);

leave_1:
    sley_task_release(f->v_t);
    sley_atomic_release(f->v_turn);
    sley_atomic_release(f->v_stop);
    return st;
}

SLEY_MAIN(m_th_stop_flag__main, NULL)
