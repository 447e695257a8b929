// SPDX-License-Identifier: MIT
// limit.h - what the hand-written limits share: tasks with a resume function, a ready queue.
//
// This is the least that can be called a scheduler: no cancellation, no errors, no timers, no
// runtime. A limit is what a C programmer would write for that one program.
#ifndef LIMIT_H
#define LIMIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct task {
    void (*resume)(struct task *t);
    struct task *next; // in the ready queue
    int state;
} task;

static task *ready_first;
static task **ready_last = &ready_first;

static inline void make_ready(task *t)
{
    t->next = NULL;
    *ready_last = t;
    ready_last = &t->next;
}

static inline void run_all(void)
{
    while (ready_first) {
        task *t = ready_first;
        ready_first = t->next;
        if (!ready_first) ready_last = &ready_first;
        t->resume(t);
    }
}

static inline double now_ns(void)
{
    struct timespec ts;
    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (double)ts.tv_sec * 1e9 + (double)ts.tv_nsec;
}

// limit N: how many operations.
static inline int64_t limit_count(int argc, char **argv, int64_t fallback)
{
    return argc > 1 ? strtoll(argv[1], NULL, 10) : fallback;
}

static inline int limit_report(double start, int64_t count)
{
    printf("ns_per_op %.3f\n", (now_ns() - start) / (double)count);
    return 0;
}

#endif
