// SPDX-License-Identifier: MIT
// limit.c - spawn_join: a task spawns a trivial task and waits for its result, n times.
#include "../limit.h"

typedef struct child {
    task base;
    struct child *next_free;
    task *waiter;
    int64_t argument;
    int64_t result;
    bool done;
} child;

static child *free_children;

static void child_resume(task *t)
{
    child *c = (child *)t;
    c->result = c->argument + 1;
    c->done = true;
    if (c->waiter) make_ready(c->waiter);
}

static inline child *spawn(int64_t argument)
{
    child *c = free_children;
    if (c) {
        free_children = c->next_free;
    } else {
        c = malloc(sizeof *c);
    }
    *c = (child){.base = {child_resume, NULL, 0}, .argument = argument};
    make_ready(&c->base);
    return c;
}

typedef struct parent {
    task base;
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
        if (!p->c->done) {
            p->c->waiter = t;
            return;
        }
    resume_1:
        p->sum += p->c->result;
        p->c->next_free = free_children;
        free_children = p->c;
    }
}

int main(int argc, char **argv)
{
    int64_t n = limit_count(argc, argv, 50000000);
    parent p = {{parent_resume, NULL, 0}, 0, n, 0, NULL};
    double start = now_ns();
    make_ready(&p.base);
    run_all();
    if (p.sum != n * (n + 1) / 2) return 1;
    return limit_report(start, n);
}
