// SPDX-License-Identifier: MIT
// limit.c - switch: one task gives way n times.
#include "../limit.h"

typedef struct yielder {
    task base;
    int64_t i;
    int64_t n;
} yielder;

static void yielder_resume(task *t)
{
    yielder *y = (yielder *)t;
    if (++y->i < y->n) make_ready(t);
}

int main(int argc, char **argv)
{
    int64_t n = limit_count(argc, argv, 100000000);
    yielder y = {{yielder_resume, NULL, 0}, 0, n};
    double start = now_ns();
    make_ready(&y.base);
    run_all();
    return limit_report(start, n);
}
