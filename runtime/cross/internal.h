// SPDX-License-Identifier: MIT
// cross/internal.h - work that one executor sends to another.
//
// In: tasks with a begun frame, whose arguments have been isolated. Out: their results and errors,
// isolated, by way of the inbox of the executor that sent them.
//
// J1  A job is touched by one thread at a time: by the home executor until it is submitted, then
//     by the thread that runs it, then, once it was put into the home's inbox, by home again. What
//     both look at meanwhile is `state`.
// J2  The task itself never leaves home. It is parked at `wait`, QUEUED, from its start to its end.
// J3  What is in `frame` belongs to the thread that has the job; the task's own frame is empty
//     until the job is home.
#ifndef SLEY_CROSS_INTERNAL_H
#define SLEY_CROSS_INTERNAL_H

#include <stdatomic.h>

#include "core/internal.h"
#include "sley/cross.h"

typedef enum job_state {
    JOB_QUEUED,  // no thread has begun it
    JOB_RUNNING, // from here on nothing can stop it
} job_state;

typedef struct job {
    inbox_item item;     // on its way home
    executor *home;      // that spawned it
    sley_task *task;     // home's, see J2
    sley_wait wait;      // where it is parked
    sley_target *target; // it was sent to; a pool is kept by its jobs, a thread() is not
    sley_link in_queue;  // of a pool
    atomic_int state;    // job_state
    bool is_daemon;
    char *name;          // of the thread that runs it, for dumps; a block of its own
    void (*home_again)(struct job *job); // at home, before its task ends; NULL: nothing to do
    uint32_t number;     // of its thread among all of the program
    uv_thread_t thread;  // a thread of its own: joined at home
    sley_status status;  // how it ended
    sley_error *error;
    int exit_code;       // it called exit() with that; -1: no
    sley_str *exit_text;
    sley_frame *frame;   // follows, aligned to 16
} job;

struct sley_target_kind {
    // Takes the job of a task that is parked. Sets its name.
    void (*submit)(sley_target *target, job *job);
    // t.cancel() while it is queued: true when it was taken out of the queue and never runs.
    bool (*withdraw)(job *job);
};

// Once it is known whether home waits for it: from now until it is home again.
void sley__job_counted(const job *job);
// Resumes the job's frame to its end, here; its result and error are isolated.
void sley__job_run(executor *x, job *job);
// The last thing that the thread does with it.
void sley__job_send_home(job *job);

// Opens an executor on a new thread, with a guard for its stack; closes them. The name is borrowed.
executor *sley__thread_open(const char *name, uint64_t seed, bool is_daemon);
void sley__thread_close(executor *x);
// What a plain function has left on the executor, as at the end of main (S21).
void sley__thread_settle(executor *x);
// Starts an OS thread that gets no signals; 0, or a UV_E*.
int sley__thread_create(uv_thread_t *thread, void (*run)(void *), void *argument);

enum { THREAD_STACK = 8 << 20 }; // bytes

// ---- upwards: said here, done by the program (program/main.c) --------------------------------

void sley__main_wind_down(executor *x, const sley_task *kept);
// exit() was called on another thread: the program ends as if it had been called here.
void sley__main_exit_came(executor *x, int code, sley_str *text);

#endif
