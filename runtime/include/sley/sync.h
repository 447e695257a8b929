// SPDX-License-Identifier: MIT
// sync.h - locks, semaphores, events, conditions: what tasks meet at.
//
// I1  The line of waiters is FIFO, and an object that could be taken has an empty line: who comes
//     later never overtakes (S60, S66).
// I2  Granting only schedules: the waiter becomes ready, at the tail; nothing runs inside (S59).
// I3  A grant is made by claiming the waiter. It stands even if a cancellation comes before the
//     waiter runs (S38); a waiter that was cancelled before is in no line. So no grant is lost.
//
// I4  What other executors hold, too, is a handle: the object is its `core`, touched under one
//     lock, and the handle looks like one that cannot be taken (sync/sync_far.c).
//
// The wait structures lie in the caller's frame; objects are borrowed, and must outlive the wait.
#ifndef SLEY_SYNC_H
#define SLEY_SYNC_H

#include "sley/block.h"
#include "sley/opt.h"
#include "sley/select.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sley_sync_face sley_sync_face;

// What each of them begins with.
typedef struct sley_sync {
    sley_object head;           // refs: handles
    const sley_sync_face *face; // what it is, in sync/internal.h
    sley_executor *executor;    // whose tasks meet here
    sley_waiter *line;          // who waits, in order of arrival
    const sley_site *site;      // where it was made; may be NULL
    uint32_t number;            // for dumps: "Lock#3"
    uint32_t handles;           // of a core: those that lead to it; under the guard
    struct sley_sync *core;     // that executors share (I4); NULL: this is the object
} sley_sync;

// A wait with a deadline. 88 bytes.
typedef struct sley_timed_wait {
    sley_waiter waiter; // place: what the wait gives
    sley_wait timer;
    sley_waiter **line; // it stands in
} sley_timed_wait;

// The task that took an object. Not counted: only compared with the live tasks.
typedef struct sley_holder {
    const sley_task *task; // NULL: none
    uint32_t number;
} sley_holder;

void sley__sync_free(sley_sync *s);

// `await x.acquire()`, `await x.wait()`. Suspends unless it can be taken at once (S3).
// Cancel safety: cancelled before the grant, nothing was taken.
sley_status sley__sync_wait(sley_task *task, sley_frame *self, sley_waiter *w, sley_sync *s);
// The same with a timeout: *got tells whether it was taken in time. Throws nothing.
sley_status sley__sync_wait_within(sley_task *task, sley_frame *self, sley_timed_wait *w,
                                   sley_sync *s, int64_t duration, bool *got);
// As an arm of a select.
void sley__sync_arm(sley_waiter *arm, sley_sync *s);
// Plain code: the thread waits.
void sley__sync_block(sley_sync *s);
bool sley__sync_block_within(sley_sync *s, int64_t duration);

// A field of the object, as an int: of the core's, when it is a handle.
int64_t sley__sync_far_look(const sley_sync *s, const void *field, size_t size);
#define SLEY__LOOK(OBJECT, FIELD)                                                               \
    (SLEY_LIKELY(!(OBJECT)->base.core)                                                          \
         ? (int64_t)(OBJECT)->FIELD                                                             \
         : sley__sync_far_look(&(OBJECT)->base, &(OBJECT)->FIELD, sizeof (OBJECT)->FIELD))

// The type NAME with the functions that every one of them has.
#define SLEY__SYNC_TYPE(NAME)                            \
    static inline void NAME##_free(NAME *object)         \
    {                                                    \
        sley__sync_free(&object->base);                  \
    }                                                    \
    SLEY_REFCOUNTED(NAME, base.head.refs, NAME##_free)

// NAME_VERB and NAME_VERB_within wait for it, sley_arm_... is its arm; the _blocking ones are for
// plain code.
#define SLEY__SYNC_WAITS(NAME, VERB)                                                             \
    static inline sley_status sley_##NAME##_##VERB(sley_task *task, sley_frame *self,            \
                                                   sley_waiter *w, sley_##NAME *object)          \
    {                                                                                            \
        return sley__sync_wait(task, self, w, &object->base);                                    \
    }                                                                                            \
    SLEY__SYNC_OTHER_WAITS(NAME, VERB)

#define SLEY__SYNC_OTHER_WAITS(NAME, VERB)                                                       \
    static inline sley_status sley_##NAME##_##VERB##_within(                                     \
        sley_task *task, sley_frame *self, sley_timed_wait *w, sley_##NAME *object,              \
        int64_t duration, bool *got)                                                             \
    {                                                                                            \
        return sley__sync_wait_within(task, self, w, &object->base, duration, got);              \
    }                                                                                            \
    static inline void sley_arm_##NAME##_##VERB(sley_waiter *arm, sley_##NAME *object)           \
    {                                                                                            \
        sley__sync_arm(arm, &object->base);                                                      \
    }                                                                                            \
    static inline void sley_##NAME##_##VERB##_blocking(sley_##NAME *object)                      \
    {                                                                                            \
        sley__sync_block(&object->base);                                                         \
    }                                                                                            \
    static inline bool sley_##NAME##_##VERB##_within_blocking(sley_##NAME *object,               \
                                                              int64_t duration)                  \
    {                                                                                            \
        return sley__sync_block_within(&object->base, duration);                                 \
    }

// ---- Lock -----------------------------------------------------------------------------------

// A lock has no owner: any code may release it (S61). The holder is noted for reports.
typedef struct sley_lock {
    sley_sync base;
    bool held; // I1: with waiters it is held
    sley_holder holder;
} sley_lock;

extern const sley_type sley_type_lock;
SLEY__SYNC_TYPE(sley_lock)
SLEY__SYNC_OTHER_WAITS(lock, acquire)

sley_lock *sley_lock_new(sley_executor *e, const sley_site *site);
bool sley_lock_try_acquire(sley_lock *l);
sley_status sley_lock_unlock(sley_task *task, sley_lock *l); // throws NotLocked
void sley__lock_exit_rarely(sley_lock *l, const sley_site *site);

// A handle (I4) looks held, so that it goes the long way.
static inline sley_status sley_lock_acquire(sley_task *task, sley_frame *self, sley_waiter *w,
                                            sley_lock *l)
{
    if (SLEY_LIKELY(!l->held && sley__spend(task))) {
        l->held = true;
        l->holder = (sley_holder){task, task->number};
        return SLEY_OK;
    }
    return sley__sync_wait(task, self, w, &l->base);
}

// The end of `async with lock`. The block has released it: a panic; so for what follows.
static inline void sley_lock_exit(sley_lock *l, const sley_site *site)
{
    if (SLEY_LIKELY(l->held && !l->base.line && !l->base.core)) {
        l->held = false;
    } else {
        sley__lock_exit_rarely(l, site);
    }
}

static inline bool sley_lock_locked(const sley_lock *l)
{
    return SLEY__LOOK(l, held) != 0;
}

// ---- mutex ----------------------------------------------------------------------------------

// As aligned as any value: max_align_t, which not every C compiler has.
typedef union sley_widest {
    long double number;
    void *pointer;
} sley_widest;

// A lock around a value, which programs reach inside `async with m as v { ... }` alone.
typedef struct sley_mutex {
    sley_lock lock;
    const sley_type *type;
    sley_widest value[]; // type->size bytes; read and written while the lock is held
} sley_mutex;

extern const sley_type sley_type_mutex;
void sley_mutex_free(sley_mutex *m);
SLEY_REFCOUNTED(sley_mutex, lock.base.head.refs, sley_mutex_free)

// The value is borrowed; the mutex has a copy.
sley_mutex *sley_mutex_new(sley_executor *e, const sley_type *type, const void *value,
                           const sley_site *site);
// The value of a mutex that is held: v_n = SLEY_IN_MUTEX(int64_t, m);
#define SLEY_IN_MUTEX(T, MUTEX) (*(T *)sley_mutex_value(MUTEX))

static inline void *sley_mutex_value(sley_mutex *m)
{
    sley_sync *core = m->lock.base.core; // which begins with a sley_mutex, too
    return SLEY_UNLIKELY(core) ? ((sley_mutex *)(void *)core)->value : m->value;
}

static inline sley_status sley_mutex_acquire(sley_task *task, sley_frame *self, sley_waiter *w,
                                             sley_mutex *m)
{
    return sley_lock_acquire(task, self, w, &m->lock);
}

static inline void sley_mutex_acquire_blocking(sley_mutex *m)
{
    sley_lock_acquire_blocking(&m->lock);
}

// What executors share is isolated before the lock is let go.
void sley__lock_mutex_leave(sley_mutex *m);

static inline void sley_mutex_exit(sley_mutex *m, const sley_site *site)
{
    if (SLEY_UNLIKELY(m->lock.base.core)) sley__lock_mutex_leave(m);
    sley_lock_exit(&m->lock, site);
}

static inline bool sley_mutex_locked(const sley_mutex *m)
{
    return sley_lock_locked(&m->lock);
}

// ---- RLock ----------------------------------------------------------------------------------

// It belongs to the task that took it, which may take it again; free when it has released it as
// often (S62).
typedef struct sley_rlock {
    sley_sync base;
    int64_t count; // 0: free
    sley_holder holder;
} sley_rlock;

extern const sley_type sley_type_rlock;
SLEY__SYNC_TYPE(sley_rlock)
SLEY__SYNC_WAITS(rlock, acquire)

sley_rlock *sley_rlock_new(sley_executor *e, const sley_site *site);
bool sley_rlock_try_acquire(sley_rlock *l);
sley_status sley_rlock_unlock(sley_task *task, sley_rlock *l); // throws NotLocked, NotOwner
void sley_rlock_exit(sley_rlock *l, const sley_site *site);

static inline bool sley_rlock_locked(const sley_rlock *l)
{
    return SLEY__LOOK(l, count) > 0;
}

// ---- RWLock ---------------------------------------------------------------------------------

// Many readers or one writer. One line for both: a reader that comes after a waiting writer waits.
typedef struct sley_rwlock {
    sley_sync base;
    int64_t readers;    // that hold it; 0 while a writer does
    bool writing;
    sley_holder writer; // while `writing`
} sley_rwlock;

extern const sley_type sley_type_rwlock;
SLEY__SYNC_TYPE(sley_rwlock)

sley_rwlock *sley_rwlock_new(sley_executor *e, const sley_site *site);
sley_status sley_rwlock_acquire_read(sley_task *task, sley_frame *self, sley_waiter *w,
                                     sley_rwlock *l);
sley_status sley_rwlock_acquire_write(sley_task *task, sley_frame *self, sley_waiter *w,
                                      sley_rwlock *l);
bool sley_rwlock_try_acquire_read(sley_rwlock *l);
bool sley_rwlock_try_acquire_write(sley_rwlock *l);
sley_status sley_rwlock_release_read(sley_task *task, sley_rwlock *l);  // throws NotLocked
sley_status sley_rwlock_release_write(sley_task *task, sley_rwlock *l); // throws NotLocked

void sley_arm_rwlock_acquire_read(sley_waiter *arm, sley_rwlock *l);
void sley_arm_rwlock_acquire_write(sley_waiter *arm, sley_rwlock *l);

// The two sides as contexts: the lock itself, +1.
typedef struct sley_rwlock sley_rwlock_reader;
typedef struct sley_rwlock sley_rwlock_writer;
extern const sley_type sley_type_rwlock_reader;
extern const sley_type sley_type_rwlock_writer;
SLEY__SYNC_TYPE(sley_rwlock_reader)
SLEY__SYNC_TYPE(sley_rwlock_writer)

static inline sley_rwlock *sley_rwlock_read(sley_rwlock *l)
{
    return sley_rwlock_retain(l);
}

static inline sley_rwlock *sley_rwlock_write(sley_rwlock *l)
{
    return sley_rwlock_retain(l);
}

// The end of their blocks. The block has released it: a panic.
void sley_rwlock_exit_read(sley_rwlock *l, const sley_site *site);
void sley_rwlock_exit_write(sley_rwlock *l, const sley_site *site);

static inline int64_t sley_rwlock_readers(const sley_rwlock *l)
{
    return l->readers;
}

static inline bool sley_rwlock_writing(const sley_rwlock *l)
{
    return l->writing;
}

// ---- Semaphore, BoundedSemaphore ------------------------------------------------------------

typedef struct sley_sem {
    sley_sync base;
    int64_t permits; // I1: with waiters 0
    int64_t most;    // bounded: what it began with; else INT64_MAX
    int64_t start;   // what it began with
} sley_sem;

extern const sley_type sley_type_sem;
SLEY__SYNC_TYPE(sley_sem)
SLEY__SYNC_WAITS(sem, acquire)

// A negative number of permits is a panic at the site.
sley_sem *sley_sem_new(sley_executor *e, int64_t permits, const sley_site *site);
bool sley_sem_try_acquire(sley_sem *s);
void sley_sem_give(sley_sem *s, int64_t count, const sley_site *site); // count < 0: a panic
void sley_sem_exit(sley_sem *s, const sley_site *site);

static inline int64_t sley_sem_permits(const sley_sem *s)
{
    return SLEY__LOOK(s, permits);
}

// BoundedSemaphore: the same, but releasing above what it began with throws ReleasedTooOften.
typedef struct sley_sem sley_bounded_sem;
extern const sley_type sley_type_bounded_sem;
SLEY__SYNC_TYPE(sley_bounded_sem)

sley_sem *sley_bounded_sem_new(sley_executor *e, int64_t permits, const sley_site *site);
sley_status sley_bounded_sem_give(sley_task *task, sley_sem *s, int64_t count,
                                  const sley_site *site);
void sley_bounded_sem_exit(sley_sem *s, const sley_site *site);

// ---- Event, WaitGroup -----------------------------------------------------------------------

typedef struct sley_event {
    sley_sync base;
    bool set;
} sley_event;

extern const sley_type sley_type_event;
SLEY__SYNC_TYPE(sley_event)
SLEY__SYNC_WAITS(event, wait)

sley_event *sley_event_new(sley_executor *e, const sley_site *site);
void sley_event_set(sley_event *e); // wakes all that wait now, in their order (S65)
void sley_event_clear(sley_event *e);

static inline bool sley_event_is_set(const sley_event *e)
{
    return SLEY__LOOK(e, set) != 0;
}

// A count of what is still to be done; wait() is for it to be 0.
typedef struct sley_wait_group {
    sley_sync base;
    int64_t count;
} sley_wait_group;

extern const sley_type sley_type_wait_group;
SLEY__SYNC_TYPE(sley_wait_group)
SLEY__SYNC_WAITS(wait_group, wait)

sley_wait_group *sley_wait_group_new(sley_executor *e, const sley_site *site);
// Throws TooManyDone when the count would fall below 0.
sley_status sley_wait_group_add(sley_task *task, sley_wait_group *g, int64_t count);
sley_status sley_wait_group_done(sley_task *task, sley_wait_group *g);

static inline int64_t sley_wait_group_count(const sley_wait_group *g)
{
    return SLEY__LOOK(g, count);
}

// ---- Condition ------------------------------------------------------------------------------

// Its line: those that wait to be notified. Once notified, a waiter moves to the lock's line, so it
// is not woken before it has the lock.
typedef struct sley_cond {
    sley_sync base;
    sley_lock *lock;   // a reference; that of `mutex`, if there is one
    sley_mutex *mutex; // or NULL
    uint64_t notified; // how often, for reports
} sley_cond;

typedef struct sley_cond_wait {
    sley_waiter waiter; // place: the bool that tells whether it was notified in time, or NULL
    sley_wait timer;
    bool locking; // notified, timed out or cancelled: it waits for the lock
    uint8_t st;   // what the wait ends with
} sley_cond_wait;

extern const sley_type sley_type_cond;
void sley_cond_free(sley_cond *c);
SLEY_REFCOUNTED(sley_cond, base.head.refs, sley_cond_free)

sley_cond *sley_cond_new(sley_executor *e, const sley_site *site);          // a lock of its own
sley_cond *sley_cond_of(sley_executor *e, sley_lock *l, const sley_site *site); // borrows the lock
sley_cond *sley_cond_of_mutex(sley_executor *e, sley_mutex *m, const sley_site *site); // borrows
sley_status sley_cond_value(sley_task *task, sley_cond *c, void *value); // throws NotLocked

// Releases the lock, waits to be notified, and has the lock again before it returns, also when the
// time is over or the task is cancelled (S63). Throws NotLocked, without waiting.
// Cancel safety: a notification that came before the cancellation stands (S38).
sley_status sley_cond_wait_notified(sley_task *task, sley_frame *self, sley_cond_wait *w,
                                    sley_cond *c);
sley_status sley_cond_wait_within(sley_task *task, sley_frame *self, sley_cond_wait *w,
                                  sley_cond *c, int64_t duration, bool *in_time);
// Plain code.
sley_status sley_cond_wait_notified_blocking(sley_task *task, sley_cond *c);
sley_status sley_cond_wait_within_blocking(sley_task *task, sley_cond *c, int64_t duration,
                                           bool *in_time);
sley_status sley_cond_wait_until_blocking(sley_task *task, sley_cond *c, sley_closure *pred,
                                          sley_opt_duration limit, bool *result);
sley_status sley_cond_notify(sley_task *task, sley_cond *c, int64_t count); // throws NotLocked
sley_status sley_cond_notify_all(sley_task *task, sley_cond *c);            // throws NotLocked

// wait_until(pred): waits until `pred`, a `fn() -> bool`, gives true, asking before the first wait
// and after each; with a timeout its last value (S64). Throws NotLocked. Known to builtin.def.
typedef struct sley_cond_wait_until__frame {
    sley_frame base;
    sley_cond *a_cond;     // borrowed
    sley_closure *a_pred;  // borrowed
    sley_opt_duration a_limit;
    int64_t deadline;
    sley_cond_wait wait;
    bool in_time;
    bool result;
} sley_cond_wait_until__frame;

extern const sley_fn sley_cond_wait_until__fn;
void sley_cond_wait_until__begin(sley_cond_wait_until__frame *f, sley_frame *caller, sley_cond *c,
                                 sley_closure *pred, sley_opt_duration limit);
sley_status sley_cond_wait_until__resume(sley_task *task, sley_frame *self, sley_status st);

// +1
static inline sley_lock *sley_cond_lock(sley_cond *c)
{
    return sley_lock_retain(c->lock);
}

// acquire(), release(): of its lock.
static inline sley_status sley_cond_acquire(sley_task *task, sley_frame *self, sley_waiter *w,
                                            sley_cond *c)
{
    return sley_lock_acquire(task, self, w, c->lock);
}

static inline sley_status sley_cond_acquire_within(sley_task *task, sley_frame *self,
                                                   sley_timed_wait *w, sley_cond *c,
                                                   int64_t duration, bool *got)
{
    return sley_lock_acquire_within(task, self, w, c->lock, duration, got);
}

static inline void sley_arm_cond_acquire(sley_waiter *arm, sley_cond *c)
{
    sley_arm_lock_acquire(arm, c->lock);
}

static inline void sley_cond_acquire_blocking(sley_cond *c)
{
    sley_lock_acquire_blocking(c->lock);
}

static inline bool sley_cond_acquire_within_blocking(sley_cond *c, int64_t duration)
{
    return sley_lock_acquire_within_blocking(c->lock, duration);
}

static inline bool sley_cond_try_acquire(sley_cond *c)
{
    return sley_lock_try_acquire(c->lock);
}

static inline sley_status sley_cond_unlock(sley_task *task, sley_cond *c)
{
    return sley_lock_unlock(task, c->lock);
}

static inline void sley_cond_exit(sley_cond *c, const sley_site *site)
{
    sley_lock_exit(c->lock, site);
}

static inline bool sley_cond_locked(const sley_cond *c)
{
    return sley_lock_locked(c->lock);
}

// ---- Barrier --------------------------------------------------------------------------------

typedef struct sley_barrier {
    sley_sync base;
    int64_t parties;
    int64_t waiting; // of them, in the line
    bool broken;     // until reset
} sley_barrier;

extern const sley_type sley_type_barrier;
SLEY__SYNC_TYPE(sley_barrier)

// Fewer than one party is a panic at the site.
sley_barrier *sley_barrier_new(sley_executor *e, int64_t parties, const sley_site *site);
// Waits for all; *index is the number of the arrival, from 0. Throws BrokenBarrier, when it is
// broken, or gets so: by abort(), by the timeout or the cancellation of a party (S67).
sley_status sley_barrier_wait(sley_task *task, sley_frame *self, sley_timed_wait *w,
                              sley_barrier *b, int64_t *index);
sley_status sley_barrier_wait_within(sley_task *task, sley_frame *self, sley_timed_wait *w,
                                     sley_barrier *b, int64_t duration, int64_t *index);
sley_status sley_barrier_wait_blocking(sley_task *task, sley_barrier *b, int64_t *index);
sley_status sley_barrier_wait_within_blocking(sley_task *task, sley_barrier *b, int64_t duration,
                                              int64_t *index);
void sley_barrier_abort(sley_barrier *b);
void sley_barrier_reset(sley_barrier *b); // who waits now gets BrokenBarrier, later ones may meet

static inline int64_t sley_barrier_waiting(const sley_barrier *b)
{
    return SLEY__LOOK(b, waiting);
}

static inline int64_t sley_barrier_parties(const sley_barrier *b)
{
    return SLEY__LOOK(b, parties);
}

static inline bool sley_barrier_broken(const sley_barrier *b)
{
    return SLEY__LOOK(b, broken) != 0;
}

// ---- Once -----------------------------------------------------------------------------------

typedef struct sley_once {
    sley_sync base;
    bool done;
    bool running;
    sley_holder runner;
} sley_once;

extern const sley_type sley_type_once;
SLEY__SYNC_TYPE(sley_once)

sley_once *sley_once_new(sley_executor *e, const sley_site *site);

// run(f): the first call runs `f`, an `async fn() throws`; the others wait for its end. When it
// fails or is cancelled, its caller sees that, and the next one in the line runs theirs.
typedef struct sley_once_run__frame {
    sley_frame base;
    sley_once *a_once;    // borrowed
    sley_closure *a_work; // borrowed
    sley_waiter wait;
    sley_frame *inner;
} sley_once_run__frame;

extern const sley_fn sley_once_run__fn;
void sley_once_run__begin(sley_once_run__frame *f, sley_frame *caller, sley_once *once,
                          sley_closure *work);
sley_status sley_once_run__resume(sley_task *task, sley_frame *self, sley_status st);

static inline bool sley_once_done(const sley_once *once)
{
    return once->done;
}

#ifdef __cplusplus
}
#endif

#endif
