// SPDX-License-Identifier: MIT
// limit.c - mutex: eight tasks, one lock that is handed over in order, n times in all.
#include "../limit.h"

#ifndef YIELDS
#define YIELDS 0 // mutex_yield holds the lock over a switch
#endif

enum { TASKS = 8 };

typedef struct worker {
    task base;
    struct worker *next; // in the line of the lock
    int64_t i;
    int64_t n;
    int64_t sum;
} worker;

typedef struct lock {
    worker *owner;
    worker *first;
    worker **last;
} lock;

static lock lk = {NULL, NULL, &lk.first};

// True: taken. False: the task is parked, and has the lock when it goes on.
static inline bool lock_acquire(lock *l, worker *w)
{
    if (!l->owner) {
        l->owner = w;
        return true;
    }
    w->next = NULL;
    *l->last = w;
    l->last = &w->next;
    return false;
}

static inline void lock_release(lock *l)
{
    worker *w = l->first;
    l->owner = w;
    if (!w) return;
    l->first = w->next;
    if (!l->first) l->last = &l->first;
    make_ready(&w->base);
}

static void worker_resume(task *t)
{
    worker *w = (worker *)t;
    if (t->state == 1) goto resume_1;
    if (t->state == 2) goto resume_2;
    for (w->i = 0; w->i < w->n; w->i++) {
        t->state = 1;
        if (!lock_acquire(&lk, w)) return;
    resume_1:
        if (YIELDS) {
            t->state = 2;
            make_ready(t);
            return;
        }
    resume_2:
        w->sum += w->i & 1;
        lock_release(&lk);
    }
}

int main(int argc, char **argv)
{
    int64_t n = limit_count(argc, argv, 20000000);
    worker all[TASKS];
    double start = now_ns();
    for (int i = 0; i < TASKS; i++) {
        all[i] = (worker){.base = {worker_resume, NULL, 0}, .n = n / TASKS};
        make_ready(&all[i].base);
    }
    run_all();
    int64_t sum = 0;
    for (int i = 0; i < TASKS; i++) sum += all[i].sum;
    if (sum != n / 16 * 8) return 1;
    return limit_report(start, n);
}
