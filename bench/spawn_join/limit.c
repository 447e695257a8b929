// SPDX-License-Identifier: MIT
// limit.c - spawn_join: a task spawns a trivial task and waits for its result, n times.
//
// The task's handle can be kept and waited for by any number of others, so it is counted and has
// a line of waiters; its block comes from a free list. All live tasks are in one ring, so that they
// can be cancelled.
#include "../limit.h"

typedef struct waiter {
    struct waiter *next;
    task *task;
} waiter;

typedef struct link {
    struct link *next;
    struct link *prev;
} link;

typedef struct child {
    task base;
    link siblings;
    waiter *waiters;
    int64_t argument;
    int64_t result;
    int refs; // handles, and the scheduler until it is done
    bool done;
} child;

static link all = {&all, &all};
static child *free_children;

static inline void child_release(child *c)
{
    if (--c->refs) return;
    c->base.next = (task *)free_children;
    free_children = c;
}

static void child_end(child *c)
{
    c->done = true;
    c->siblings.prev->next = c->siblings.next;
    c->siblings.next->prev = c->siblings.prev;
    for (waiter *w = c->waiters; w; w = w->next) make_ready(w->task);
    child_release(c);
}

static void child_resume(task *t)
{
    child *c = (child *)t;
    c->result = c->argument + 1;
    child_end(c);
}

static inline child *spawn(int64_t argument)
{
    child *c = free_children;
    if (c) {
        free_children = (child *)c->base.next;
    } else {
        c = malloc(sizeof *c);
    }
    *c = (child){.base = {child_resume, NULL, 0}, .argument = argument, .refs = 2};
    c->siblings.next = &all;
    c->siblings.prev = all.prev;
    all.prev->next = &c->siblings;
    all.prev = &c->siblings;
    make_ready(&c->base);
    return c;
}

// True: done. False: the task is parked and will be made ready.
static inline bool child_join(child *c, task *t, waiter *w)
{
    if (c->done) return true;
    w->task = t;
    w->next = c->waiters;
    c->waiters = w;
    return false;
}

typedef struct parent {
    task base;
    waiter w;
    int64_t i;
    int64_t n;
    int64_t sum;
    child *c;
} parent;

static void parent_resume(task *t)
{
    parent *p = (parent *)t;
    if (t->state == 1) goto resume_1;
    for (p->i = 0; p->i < p->n; p->i++) {
        p->c = spawn(p->i);
        t->state = 1;
        if (!child_join(p->c, t, &p->w)) return;
    resume_1:
        p->sum += p->c->result;
        child_release(p->c);
    }
}

int main(int argc, char **argv)
{
    int64_t n = limit_count(argc, argv, 50000000);
    parent p = {.base = {parent_resume, NULL, 0}, .n = n};
    double start = now_ns();
    make_ready(&p.base);
    run_all();
    if (p.sum != n * (n + 1) / 2) return 1;
    return limit_report(start, n);
}
