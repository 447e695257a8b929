// SPDX-License-Identifier: MIT
// cross.h - other executors: `spawn f(x) on W`, threads.
//
// The task that `spawn f(x) on W` gives belongs to the executor that spawned it, and is awaited,
// cancelled and kept there like any other. It makes no steps: it waits for its work to come back.
// The work is the same frame, begun here, moved to W and resumed there. Arguments, result and error
// are isolated before they cross (value.h), so that no object ever has owners on two threads.
#ifndef SLEY_CROSS_H
#define SLEY_CROSS_H

#include "sley/sync.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sley_target_kind sley_target_kind;

// What work can be sent to; every W begins with one.
typedef struct sley_target {
    sley_object head;
    const sley_target_kind *kind;
} sley_target;

// ---- spawn (generated code) -----------------------------------------------------------------
//
//     sley_task *t_1 = sley_task_new(task, &m_a__spawn1__fn, &sites[3]);
//     m_a__spawn1__begin(sley_task_frame(t_1), NULL, args);
//     v_t = sley_task_start_on(t_1, group, SLEY_TARGET(v_w));

#define SLEY_TARGET(W) (&(W)->base)

// Sends the work to the target, which is borrowed. Otherwise as sley_task_start. An argument that
// cannot cross, or a thread that cannot be made, is a panic.
sley_task *sley_task_start_on(sley_task *t, sley_group *group, sley_target *target);

// Plain code: blocks the thread until `t`, whose work is elsewhere, has ended; then as
// sley_task_result. For a task of this executor, which cannot run meanwhile, it is a deadlock.
sley_status sley_task_join(sley_task *task, sley_task *t, void *result);
bool sley_task_join_within(sley_task *t, int64_t duration); // true: it has ended (S98)

static inline bool sley_task_alive(const sley_task *t)
{
    return !sley_task_done(t);
}

// ---- thread(daemon: d, name: n) -------------------------------------------------------------

// Each spawn on it makes one OS thread, which ends with its function. `name` is the name of that
// thread and its task, unless spawn gives one; NULL: thread-N (S107).
typedef struct sley_thread {
    sley_target base;
    sley_str *name;
    bool is_daemon; // the program does not wait for it at its end (S23)
} sley_thread;

sley_thread *sley_thread_new(bool is_daemon, sley_str *name);
void sley_thread_free(sley_thread *thread);

SLEY_REFCOUNTED(sley_thread, base.head.refs, sley_thread_free)

// The thread that this runs on, the first one, and all that live; +1. (They are told by name: work
// is not sent to the thread itself.)
sley_thread *sley_thread_current(sley_executor *e);
sley_thread *sley_thread_main(void);
sley_list *sley_thread_all(void);
sley_str *sley_thread_name(const sley_thread *thread); // +1; "": not known before it starts

static inline bool sley_thread_is_daemon(const sley_thread *thread)
{
    return thread->is_daemon;
}

extern const sley_type sley_type_thread; // a place that holds a sley_thread *

// ---- Threads(n, name: s) --------------------------------------------------------------------

// A pool: at most n threads, which begin what is sent to them in its order (S93).
typedef struct sley_pool {
    sley_target base;
} sley_pool;

// `size` 0: as many as there are cores. `name` NULL: threads-N; a thread is called NAME-K. A size
// below 0 or above 4096 is a panic.
sley_pool *sley_pool_new(sley_executor *e, int64_t size, sley_str *name, const sley_site *site);
sley_pool *sley_pool_retain(sley_pool *p);
void sley_pool_release(sley_pool *p);
void sley_pool_close(sley_pool *p); // it takes no more: a spawn on it is a panic
// Waits until nothing is left of what was sent to it. Cancel safety: nothing is lost.
sley_status sley_pool_join(sley_task *task, sley_frame *self, sley_waiter *w, sley_pool *p);
// The end of `async with`: closes it and joins it (S96).
sley_status sley_pool_exit(sley_task *task, sley_frame *self, sley_waiter *w, sley_pool *p);
sley_str *sley_pool_name(const sley_pool *p); // +1
int64_t sley_pool_size(const sley_pool *p);   // threads at most
int64_t sley_pool_left(const sley_pool *p);   // what was sent to it and has not come back

extern const sley_type sley_type_pool; // a place that holds a sley_pool *

// ---- atomic[T] ------------------------------------------------------------------------------

// A value that executors share: each of these reads or changes it as a whole. Values are borrowed
// and copied; what comes out is the caller's alone. Held and crossing on any thread.
typedef struct sley_atomic sley_atomic;

sley_atomic *sley_atomic_new(const sley_type *type, const void *value);
sley_atomic *sley_atomic_retain(sley_atomic *a);
void sley_atomic_release(sley_atomic *a);
void sley_atomic_load(sley_atomic *a, void *result);
void sley_atomic_store(sley_atomic *a, const void *value);
void sley_atomic_swap(sley_atomic *a, const void *value, void *result); // the old one
// Puts `to` there when it equals `from`; true: it did.
bool sley_atomic_compare_swap(sley_atomic *a, const void *from, const void *to);
// Of an int: the sum. Overflow is a panic at the site.
int64_t sley_atomic_add(sley_atomic *a, int64_t n, const sley_site *site);

extern const sley_type sley_type_atomic; // a place that holds a sley_atomic *

#ifdef __cplusplus
}
#endif

#endif
