// Generated from th-lock-twice.sley. Do not edit.

#include "sley.h"

// fn main() throws
// th-lock-twice.sley:3

SLEY_SITES(m_th_lock_twice__main, "th_lock_twice.main", "th-lock-twice.sley", 3,
    {4, 1, 0, "Lock()"},
    {8, 2, 0, "lock.release()"},
    {10, 3, 0, "RLock()"},
    {14, 4, 0, "again.release()"},
    {15, 5, 0, "again.release()"});

static sley_status m_th_lock_twice__main(sley_task *task)
{
    const sley_site *sites = m_th_lock_twice__main__sites;
    sley_status st = SLEY_OK;
    sley_rlock *v_again = NULL;
    // 4 | let lock = Lock()
    sley_lock *v_lock = sley_lock_new(task->base.executor, &sites[1]);
    // 5 | lock.acquire()
    sley_lock_acquire_blocking(v_lock);
    // 6 | print("First try : {lock.locked()}")
    SLEY_PRINT(SLEY_LIT("First try : "), SLEY_BOOL(sley_lock_locked(v_lock)));
    // 7 | print("Second try: {lock.try_acquire()}")
    SLEY_PRINT(SLEY_LIT("Second try: "), SLEY_BOOL(sley_lock_try_acquire(v_lock)));
    // 8 | lock.release()
    st = sley_lock_unlock(task, v_lock);
    if (sley_failed_at(task, &sites[2], st)) goto leave_1;
    // 10 | let again = RLock()
    v_again = sley_rlock_new(task->base.executor, &sites[3]);
    // 11 | again.acquire()
    sley_rlock_acquire_blocking(v_again);
    // 12 | print("First try : {again.locked()}")
    SLEY_PRINT(SLEY_LIT("First try : "), SLEY_BOOL(sley_rlock_locked(v_again)));
    // 13 | print("Second try: {again.try_acquire()}")
    SLEY_PRINT(SLEY_LIT("Second try: "), SLEY_BOOL(sley_rlock_try_acquire(v_again)));
    // 14 | again.release()
    st = sley_rlock_unlock(task, v_again);
    if (sley_failed_at(task, &sites[4], st)) goto leave_1;
    // 15 | again.release()
    st = sley_rlock_unlock(task, v_again);
    sley_note_failure_at(task, &sites[5], st);

leave_1:
    sley_rlock_release(v_again);
    sley_lock_release(v_lock);
    return st;
}

SLEY_MAIN_THROWING(m_th_lock_twice__main, NULL)
