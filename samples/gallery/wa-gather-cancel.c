// Generated from wa-gather-cancel.sley. Do not edit.

#include "sley.h"

static const sley_type sley_type_list__sley_kept__int = SLEY_LIST_TYPE("list[Outcome[int]]");

// async fn child(n: int) -> int
// wa-gather-cancel.sley:3, frame 64 bytes

typedef struct m_wa_gather_cancel__child__frame {
    sley_frame base;
    int64_t a_n;
    int64_t result;
    sley_wait a1;                   // 5: sleep(1s)
} m_wa_gather_cancel__child__frame;

SLEY_FN_RESULT(m_wa_gather_cancel__child, "wa_gather_cancel.child", "wa-gather-cancel.sley", 3, 64,
               sley_type_int,
    {5, 1, 0, "sleep(1s)"});

static SLEY_SPAWN1(m_wa_gather_cancel__child, int64_t, a_n)

static sley_status m_wa_gather_cancel__child__resume(sley_task *task, sley_frame *self,
                                                     sley_status st)
{
    m_wa_gather_cancel__child__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 5: sleep(1s)

    // 4 | try {
    // 5 | await sleep(1s)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, 1000000000);
    if (st == SLEY_PENDING) return st;
resume_1: sley_note_failure(task, self, st);
    if (st == SLEY_CANCELLED) {
        st = SLEY_OK;
        // 6 | } catch Cancelled {
        // 7 | print("child {n} cancelled")
        SLEY_PRINT(SLEY_LIT("child "), SLEY_INT(f->a_n), SLEY_LIT(" cancelled"));
        // 8 | throw
        return SLEY_CANCELLED;
    }
    if (st != SLEY_OK) return st;
    // 10 | return n
    f->result = f->a_n;
    return SLEY_OK;
}

// async fn sibling() -> int
// wa-gather-cancel.sley:13, frame 56 bytes

typedef struct m_wa_gather_cancel__sibling__frame {
    sley_frame base;
    int64_t result;
    sley_wait a1;                   // 14: sleep(50ms)
} m_wa_gather_cancel__sibling__frame;

SLEY_FN_RESULT(m_wa_gather_cancel__sibling, "wa_gather_cancel.sibling", "wa-gather-cancel.sley",
               13, 56, sley_type_int,
    {14, 1, 0, "sleep(50ms)"});

static SLEY_SPAWN0(m_wa_gather_cancel__sibling)

static sley_status m_wa_gather_cancel__sibling__resume(sley_task *task, sley_frame *self,
                                                       sley_status st)
{
    m_wa_gather_cancel__sibling__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 14: sleep(50ms)

    // 14 | await sleep(50ms)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, 50000000);
resume_1: if (sley_stops(task, self, st)) return st;
    // 15 | print("sibling done")
    SLEY_PRINT(SLEY_LIT("sibling done"));
    // 16 | return 7
    f->result = 7;
    return SLEY_OK;
}

// async fn both(a: task[int], b: task[int]) throws
// wa-gather-cancel.sley:19, frame 256 bytes

typedef struct m_wa_gather_cancel__both__frame {
    sley_frame base;
    sley_task *a_a;                 // borrowed
    sley_task *a_b;                 // borrowed
    struct { sley_gather_area all; sley_gather_part part[2]; } a1; // 20: gather(a, b)
} m_wa_gather_cancel__both__frame;

SLEY_OWNED(m_wa_gather_cancel__both, (a_a, sley_type_task), (a_b, sley_type_task));
SLEY_TASK_FN(m_wa_gather_cancel__both, "wa_gather_cancel.both", "wa-gather-cancel.sley", 19, 256,
    {20, 1, 0, "gather(a, b)"});

static SLEY_SPAWN2(m_wa_gather_cancel__both, sley_task *, a_a, sley_task *, a_b)

static sley_status m_wa_gather_cancel__both__resume(sley_task *task, sley_frame *self,
                                                    sley_status st)
{
    m_wa_gather_cancel__both__frame *f = (void *)self;
    if (sley_resumes(self)) goto resume_1; // 20: gather(a, b)

    // 20 | await gather(a, b)
    f->a1.part[0].item = SLEY_AWAITABLE(sley_task_retain(f->a_a));
    f->a1.part[1].item = SLEY_AWAITABLE(sley_task_retain(f->a_b));
    st = sley_gather(task, sley_at(self, 1), &f->a1.all, f->a1.part, 2);
resume_1: if (sley_stops(task, self, st)) return st;
    sley_gather_take(&f->a1.part[0], NULL);
    sley_gather_take(&f->a1.part[1], NULL);
    return SLEY_OK;
}

// async fn children() throws
// wa-gather-cancel.sley:23, frame 240 bytes

typedef struct m_wa_gather_cancel__children__frame {
    sley_frame base;
    struct { sley_gather_area all; sley_gather_part part[2]; } a1; // 24: gather(child(1), child(2))
} m_wa_gather_cancel__children__frame;

SLEY_FN(m_wa_gather_cancel__children, "wa_gather_cancel.children", "wa-gather-cancel.sley", 23, 240,
    {24, 1, 0, "gather(child(1), child(2))"}, {24, 2, 0, "child(1)"}, {24, 3, 0, "child(2)"});

static SLEY_SPAWN0(m_wa_gather_cancel__children)

static sley_status m_wa_gather_cancel__children__resume(sley_task *task, sley_frame *self,
                                                        sley_status st)
{
    m_wa_gather_cancel__children__frame *f = (void *)self;
    const sley_site *sites = m_wa_gather_cancel__children__sites;
    if (sley_resumes(self)) goto resume_1; // 24: gather(child(1), child(2))

    // 24 | await gather(child(1), child(2))
    sley_task *t_task = m_wa_gather_cancel__child__spawn(task, NULL, &sites[2], 1);
    sley_task *t2_task = m_wa_gather_cancel__child__spawn(task, NULL, &sites[3], 2);
    f->a1.part[0].item = SLEY_AWAITABLE(t_task);
    f->a1.part[1].item = SLEY_AWAITABLE(t2_task);
    st = sley_gather(task, sley_at(self, 1), &f->a1.all, f->a1.part, 2);
resume_1: if (sley_stops(task, self, st)) return st;
    sley_gather_take(&f->a1.part[0], NULL);
    sley_gather_take(&f->a1.part[1], NULL);
    return SLEY_OK;
}

typedef struct m_wa_gather_cancel__main__closure1__captures {
    sley_closure base;
    sley_list *v_kept;
} m_wa_gather_cancel__main__closure1__captures;

// fn()
// wa-gather-cancel.sley:50

SLEY_SITES(m_wa_gather_cancel__main__closure1, "wa_gather_cancel.main.closure1",
           "wa-gather-cancel.sley", 50,
    {50, 1, 0, "kept[0]"});

static sley_status m_wa_gather_cancel__main__closure1(sley_closure *closure, sley_task *task)
{
    m_wa_gather_cancel__main__closure1__captures *c = (void *)closure;
    const sley_site *sites = m_wa_gather_cancel__main__closure1__sites;
    (void)task;
    // 50 | call_later(10ms, fn() { kept[0].cancel() })
    sley_task_cancel(SLEY_AT(sley_task *, c->v_kept, 0, &sites[1]), NULL);
    return SLEY_OK;
}

// async fn main() throws
// wa-gather-cancel.sley:27, frame 192 bytes

typedef struct m_wa_gather_cancel__main__frame {
    sley_frame base;
    sley_task *v_all;               // 28: live across 1, 2, 3, 4 ...
    sley_task *v_first;             // 37: live across 3, 4, 5, 6
    sley_task *v_second;            // 38: live across 3, 4, 5, 6
    sley_task *v_pair;              // 39: live across 3, 4, 5, 6
    sley_list *v_kept;              // 49: live across 6
    union {
        sley_wait a1, a3;           // 29, 40
        sley_waiter a2, a4, a5;     // 32, 43, 47
        sley_gather_kept__frame a6; // 51: gather(kept, errors: keep)
    };
} m_wa_gather_cancel__main__frame;

SLEY_CAPTURES1(m_wa_gather_cancel__main__closure1, m_wa_gather_cancel__main__closure1,
               SLEY_CLOSURE_THROWS, sley_list, v_kept);

SLEY_FN(m_wa_gather_cancel__main, "wa_gather_cancel.main", "wa-gather-cancel.sley", 27, 192,
    {29, 1, 0, "sleep(10ms)"},
    {32, 2, 0, "all"},
    {40, 3, 0, "sleep(10ms)"},
    {43, 4, 0, "pair"},
    {47, 5, 0, "second"},
    {51, 6, SLEY_CHILD(m_wa_gather_cancel__main, a6), "gather(kept, errors: keep)"},
    {28, 7, 0, "children()"},
    {37, 8, 0, "child(1)"},
    {38, 9, 0, "sibling()"},
    {39, 10, 0, "both(first, second)"},
    {49, 11, 0, "child(1)"}, {49, 12, 0, "sibling()"},
    {50, 13, 0, "call_later(10ms, fn() { kept[0..."});

static sley_status m_wa_gather_cancel__main__resume(sley_task *task, sley_frame *self,
                                                    sley_status st)
{
    m_wa_gather_cancel__main__frame *f = (void *)self;
    const sley_site *sites = m_wa_gather_cancel__main__sites;
    switch (self->state) {
    case 1: goto resume_1;          // 29: sleep(10ms)
    case 2: goto resume_2;          // 32: all
    case 3: goto resume_3;          // 40: sleep(10ms)
    case 4: goto resume_4;          // 43: pair
    case 5: goto resume_5;          // 47: second
    case 6: goto resume_6;          // 51: gather(kept, errors: keep)
    default: sley_starts(self);
    }
    f->v_first = f->v_second = f->v_pair = NULL;
    f->v_kept = NULL;

    // 28 | let all = spawn children()
    f->v_all = m_wa_gather_cancel__children__spawn(task, NULL, &sites[7]);
    // 29 | await sleep(10ms)
    st = sley_sleep(task, sley_at(self, 1), &f->a1, 10000000);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    // 30 | all.cancel()
    sley_task_cancel(f->v_all, NULL);
    // 31 | try {
    // 32 | await all
    st = sley_task_await(task, sley_at(self, 2), &f->a2, f->v_all, NULL);
    if (st == SLEY_PENDING) return st;
resume_2: sley_note_failure(task, self, st);
    if (st == SLEY_CANCELLED) {
        st = SLEY_OK;
        // 33 | } catch Cancelled {
        // 34 | print("gather cancelled")
        SLEY_PRINT(SLEY_LIT("gather cancelled"));
    }
    if (st != SLEY_OK) goto leave_1;
    // 37 | let first = spawn child(1)
    f->v_first = m_wa_gather_cancel__child__spawn(task, NULL, &sites[8], 1);
    // 38 | let second = spawn sibling()
    f->v_second = m_wa_gather_cancel__sibling__spawn(task, NULL, &sites[9]);
    // 39 | let pair = spawn both(first, second)
    f->v_pair = m_wa_gather_cancel__both__spawn(task, NULL, &sites[10],
            sley_task_retain(f->v_first), sley_task_retain(f->v_second));
    // 40 | await sleep(10ms)
    st = sley_sleep(task, sley_at(self, 3), &f->a3, 10000000);
    if (st == SLEY_PENDING) return st;
resume_3: if (sley_failed(task, self, st)) goto leave_1;
    // 41 | first.cancel()
    sley_task_cancel(f->v_first, NULL);
    // 42 | try {
    // 43 | await pair
    st = sley_task_await(task, sley_at(self, 4), &f->a4, f->v_pair, NULL);
    if (st == SLEY_PENDING) return st;
resume_4: sley_note_failure(task, self, st);
    if (st == SLEY_CANCELLED) {
        st = SLEY_OK;
        // 44 | } catch Cancelled {
        // 45 | print("one child cancelled")
        SLEY_PRINT(SLEY_LIT("one child cancelled"));
    }
    if (st != SLEY_OK) goto leave_1;
    // 47 | await second
    st = sley_task_await(task, sley_at(self, 5), &f->a5, f->v_second, NULL);
    if (st == SLEY_PENDING) return st;
resume_5: if (sley_failed(task, self, st)) goto leave_1;
    // 49 | let kept = [spawn child(1), spawn sibling()]
    sley_task *t5_task = m_wa_gather_cancel__child__spawn(task, NULL, &sites[11], 1);
    sley_task *t6_task = m_wa_gather_cancel__sibling__spawn(task, NULL, &sites[12]);
    f->v_kept = sley_list_of(&sley_type_task, 2, (sley_task *[2]){t5_task, t6_task});
    // 50 | call_later(10ms, fn() { kept[0].cancel() })
    sley_closure *t_fn = SLEY_CLOSURE(m_wa_gather_cancel__main__closure1,
                                      sley_list_retain(f->v_kept));
    sley_handle_release(sley_call_later(task->base.executor, 10000000, t_fn, &sites[13]));
    sley_closure_release(t_fn);
    // 51 | print(await gather(kept, errors: keep))
    sley_gather_kept__begin(&f->a6, self, f->v_kept, 0);
    st = SLEY_AWAIT(sley_gather_kept, task, self, 6, f->a6);
    if (st == SLEY_PENDING) return st;
resume_6: if (sley_failed(task, self, st)) goto leave_1;
    sley_list *t_gather = f->a6.result;
    SLEY_PRINT(SLEY_VAL(sley_type_list__sley_kept__int, &t_gather));
    sley_list_release(t_gather);

leave_1:
    sley_list_release(f->v_kept);
    sley_task_release(f->v_pair);
    sley_task_release(f->v_second);
    sley_task_release(f->v_first);
    sley_task_release(f->v_all);
    return st;
}

SLEY_MAIN(m_wa_gather_cancel__main, NULL)
