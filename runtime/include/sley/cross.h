// SPDX-License-Identifier: MIT
// cross.h - other executors: `spawn f(x) on W`, threads.
//
// The task that `spawn f(x) on W` gives belongs to the executor that spawned it, and is awaited,
// cancelled and kept there like any other. It makes no steps: it waits for its work to come back.
// The work is the same frame, begun here, moved to W and resumed there. Arguments, result and error
// are isolated before they cross (value.h), so that no object ever has owners on two threads.
#ifndef SLEY_CROSS_H
#define SLEY_CROSS_H

#include "sley/task.h"

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

extern const sley_type sley_type_thread; // a place that holds a sley_thread *

#ifdef __cplusplus
}
#endif

#endif
