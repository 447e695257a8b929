// Generated from sy-lock.sley. Do not edit.

#include "sley.h"

// async fn guarded(lock: Lock)
// sy-lock.sley:3, frame 96 bytes

typedef struct m_sy_lock__guarded__frame {
    sley_frame base;
    sley_lock *a_lock;              // borrowed
    sley_lock *t_context;           // 5: live across 1
    sley_waiter a1;                 // 5: lock
} m_sy_lock__guarded__frame;

SLEY_OWNED(m_sy_lock__guarded, (a_lock, sley_type_lock));
SLEY_TASK_FN(m_sy_lock__guarded, "sy_lock.guarded", "sy-lock.sley", 3, 96, {5, 1, 0, "lock"});

static SLEY_SPAWN1(m_sy_lock__guarded, sley_lock *, a_lock)

static sley_status m_sy_lock__guarded__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_sy_lock__guarded__frame *f = (void *)self;
    const sley_site *sites = m_sy_lock__guarded__sites;
    if (sley_resumes(self)) goto resume_1; // 5: lock

    // 4 | print("coro1 waiting for the lock")
    SLEY_PRINT(SLEY_LIT("coro1 waiting for the lock"));
    // 5 | async with lock {
    f->t_context = f->a_lock;
    st = sley_lock_acquire(task, sley_at(self, 1), &f->a1, f->t_context);
resume_1: if (sley_stops(task, self, st)) return st;
    // 6 | print("coro1 acquired lock")
    SLEY_PRINT(SLEY_LIT("coro1 acquired lock"));
    sley_lock_exit(f->t_context, &sites[1]);
    // 8 | print("coro1 released lock")
    SLEY_PRINT(SLEY_LIT("coro1 released lock"));
    return SLEY_OK;
}

// async fn by_hand(lock: Lock) throws
// sy-lock.sley:11, frame 88 bytes

typedef struct m_sy_lock__by_hand__frame {
    sley_frame base;
    sley_lock *a_lock;              // borrowed
    sley_waiter a1;                 // 13: lock.acquire()
} m_sy_lock__by_hand__frame;

SLEY_OWNED(m_sy_lock__by_hand, (a_lock, sley_type_lock));
SLEY_TASK_FN(m_sy_lock__by_hand, "sy_lock.by_hand", "sy-lock.sley", 11, 88,
    {13, 1, 0, "lock.acquire()"},
    {18, 2, 0, "lock.release()"});

static SLEY_SPAWN1(m_sy_lock__by_hand, sley_lock *, a_lock)

static sley_status m_sy_lock__by_hand__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_sy_lock__by_hand__frame *f = (void *)self;
    const sley_site *sites = m_sy_lock__by_hand__sites;
    sley_unwind u_2;
    if (sley_resumes(self)) goto resume_1; // 13: lock.acquire()

    // 12 | print("coro2 waiting for the lock")
    SLEY_PRINT(SLEY_LIT("coro2 waiting for the lock"));
    // 13 | await lock.acquire()
    st = sley_lock_acquire(task, sley_at(self, 1), &f->a1, f->a_lock);
resume_1: if (sley_stops(task, self, st)) return st;
    // 14 | try {
    // 15 | print("coro2 acquired lock")
    SLEY_PRINT(SLEY_LIT("coro2 acquired lock"));
    st = sley_unwind_enter(task, &u_2, st);
    // 17 | print("coro2 released lock")
    SLEY_PRINT(SLEY_LIT("coro2 released lock"));
    // 18 | lock.release()
    st = sley_lock_unlock(task, f->a_lock);
    sley_note_failure_at(task, &sites[2], st);
    st = sley_unwind_leave(task, &u_2, st);
    return st;
}

typedef struct m_sy_lock__main__closure1__captures {
    sley_closure base;
    sley_lock *v_lock;
} m_sy_lock__main__closure1__captures;

// fn()
// sy-lock.sley:27

SLEY_SITES(m_sy_lock__main__closure1, "sy_lock.main.closure1", "sy-lock.sley", 27,
    {29, 1, 0, "lock.release()"});

static sley_status m_sy_lock__main__closure1(sley_closure *closure, sley_task *task)
{
    m_sy_lock__main__closure1__captures *c = (void *)closure;
    const sley_site *sites = m_sy_lock__main__closure1__sites;
    sley_status st = SLEY_OK;
    // 28 | print("callback releasing lock")
    SLEY_PRINT(SLEY_LIT("callback releasing lock"));
    // 29 | lock.release()
    st = sley_lock_unlock(task, c->v_lock);
    sley_note_failure_at(task, &sites[1], st);
    return st;
}

// async fn main() throws
// sy-lock.sley:22, frame 248 bytes

typedef struct m_sy_lock__main__frame {
    sley_frame base;
    sley_lock *v_lock;              // 23: live across 1
    union {
        sley_waiter a1;             // 25: lock.acquire()
        // 32: gather(guarded(lock), by_hand(...
        struct { sley_gather_area all; sley_gather_part part[2]; } a2;
    };
} m_sy_lock__main__frame;

SLEY_CAPTURES1(m_sy_lock__main__closure1, m_sy_lock__main__closure1, SLEY_CLOSURE_THROWS,
               sley_lock, v_lock);

SLEY_FN(m_sy_lock__main, "sy_lock.main", "sy-lock.sley", 22, 248,
    {25, 1, 0, "lock.acquire()"},
    {32, 2, 0, "gather(guarded(lock), by_hand(..."},
    {23, 3, 0, "Lock()"},
    {27, 4, 0, "call_later(100ms, fn() { print..."},
    {32, 5, 0, "guarded(lock)"}, {32, 6, 0, "by_hand(lock)"});

static sley_status m_sy_lock__main__resume(sley_task *task, sley_frame *self, sley_status st)
{
    m_sy_lock__main__frame *f = (void *)self;
    const sley_site *sites = m_sy_lock__main__sites;
    if (self->state == 1) goto resume_1; // 25: lock.acquire()
    if (self->state == 2) goto resume_2; // 32: gather(guarded(lock), by_hand(...
    sley_starts(self);

    // 23 | let lock = Lock()
    f->v_lock = sley_lock_new(task->base.executor, &sites[3]);
    // 24 | print("acquiring the lock before starting coroutines")
    SLEY_PRINT(SLEY_LIT("acquiring the lock before starting coroutines"));
    // 25 | await lock.acquire()
    st = sley_lock_acquire(task, sley_at(self, 1), &f->a1, f->v_lock);
    if (st == SLEY_PENDING) return st;
resume_1: if (sley_failed(task, self, st)) goto leave_1;
    // 26 | print("lock acquired: {lock.locked()}")
    SLEY_PRINT(SLEY_LIT("lock acquired: "), SLEY_BOOL(sley_lock_locked(f->v_lock)));
    // 27 | call_later(100ms, fn() {
    sley_closure *t_fn = SLEY_CLOSURE(m_sy_lock__main__closure1, sley_lock_retain(f->v_lock));
    sley_handle_release(sley_call_later(task->base.executor, 100000000, t_fn, &sites[4]));
    sley_closure_release(t_fn);
    // 31 | print("waiting for coroutines")
    SLEY_PRINT(SLEY_LIT("waiting for coroutines"));
    // 32 | await gather(guarded(lock), by_hand(lock))
    sley_task *t_task = m_sy_lock__guarded__spawn(task, NULL, &sites[5],
                                                  sley_lock_retain(f->v_lock));
    sley_task *t2_task = m_sy_lock__by_hand__spawn(task, NULL, &sites[6],
                                                   sley_lock_take(&f->v_lock));
    f->a2.part[0].item = SLEY_AWAITABLE(t_task);
    f->a2.part[1].item = SLEY_AWAITABLE(t2_task);
    st = sley_gather(task, sley_at(self, 2), &f->a2.all, f->a2.part, 2);
    if (st == SLEY_PENDING) return st;
resume_2: if (sley_failed(task, self, st)) goto leave_1;
    sley_gather_take(&f->a2.part[0], NULL);
    sley_gather_take(&f->a2.part[1], NULL);

leave_1:
    sley_lock_release(f->v_lock);
    return st;
}

SLEY_MAIN(m_sy_lock__main, NULL)
