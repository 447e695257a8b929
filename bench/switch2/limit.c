// SPDX-License-Identifier: MIT
// limit.c - switch2: two tasks give way to each other, n times in all.
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
    yielder a = {{yielder_resume, NULL, 0}, 0, n / 2};
    yielder b = {{yielder_resume, NULL, 0}, 0, n / 2};
    double start = now_ns();
    make_ready(&a.base);
    make_ready(&b.base);
    run_all();
    return limit_report(start, n);
}
