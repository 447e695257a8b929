// SPDX-License-Identifier: MIT
// limit.c - await_call: an async call that could suspend and does not, n times.
//
// The callee is a state machine whose frame lies in the caller's; it gives way when its argument is
// negative, which never happens.
#include "../limit.h"

typedef struct callee {
    int state;
    int64_t argument;
    int64_t result;
} callee;

// True: done.
static bool callee_resume(callee *c, task *t)
{
    switch (c->state) {
    case 0: break;
    case 1: goto resume_1;
    default: abort();
    }
    if (c->argument < 0) {
        c->state = 1;
        make_ready(t);
        return false;
    resume_1:;
    }
    c->result = c->argument + 1;
    return true;
}

typedef struct caller {
    task base;
    int64_t i;
    int64_t n;
    int64_t sum;
    callee c;
} caller;

static void caller_resume(task *t)
{
    caller *f = (caller *)t;
    switch (t->state) {
    case 0: break;
    case 1: goto resume_1;
    default: abort();
    }
    for (f->i = 0; f->i < f->n; f->i++) {
        f->c.state = 0;
        f->c.argument = f->i;
        t->state = 1;
    resume_1:
        if (!callee_resume(&f->c, t)) return;
        f->sum += f->c.result;
    }
}

int main(int argc, char **argv)
{
    int64_t n = limit_count(argc, argv, 300000000);
    caller f = {.base = {caller_resume, NULL, 0}, .n = n};
    double start = now_ns();
    make_ready(&f.base);
    run_all();
    if (f.sum != n * (n + 1) / 2) return 1;
    return limit_report(start, n);
}
